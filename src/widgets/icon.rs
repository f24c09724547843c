use leptos::prelude::*;

/// The symbols of the interface, drawn as strokes in a 16 × 16 box.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Symbol {
    Check,
    Cross,
    Undo,
    Redo,
    Warning,
    Plus,
    Question,
    Equal,
    Up,
    Swap,
    Find,
}

impl Symbol {
    const fn path(self) -> &'static str {
        match self {
            Symbol::Check => "M3 8.5l3.5 3.5L13 4.5",
            Symbol::Cross => "M4 4l8 8M12 4l-8 8",
            Symbol::Undo => "M6 3L2.5 6.5L6 10M3 6.5h6a4 4 0 0 1 0 8H7",
            Symbol::Redo => "M10 3l3.5 3.5L10 10M13 6.5H7a4 4 0 0 0 0 8h2",
            Symbol::Warning => "M8 2.5L14.5 13.5H1.5zM8 6.5v3.5M8 11.8v.4",
            Symbol::Plus => "M8 3v10M3 8h10",
            Symbol::Question => "M5.5 6a2.5 2.5 0 1 1 3.6 2.2C8.300 8.700 8 9.200 8 10M8 12.500v.3",
            Symbol::Equal => "M3 6h10M3 10h10",
            Symbol::Up => "M8 13V3M3.500 7.500L8 3l4.500 4.500",
            Symbol::Swap => "M3 5.500h9M9.500 3L12 5.500L9.500 8M13 10.500H4M6.500 8L4 10.500L6.500 13",
            Symbol::Find => "M11 7A4 4 0 1 1 3 7a4 4 0 0 1 8 0M10 10l3.500 3.500",
        }
    }
}

/// A symbol beside words; the words carry the meaning.
#[component]
pub fn Icon(symbol: Symbol) -> impl IntoView {
    view! {
        <svg class="icon" viewBox="0 0 16 16" aria-hidden="true">
            <path d=symbol.path()></path>
        </svg>
    }
}
