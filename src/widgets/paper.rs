use leptos::prelude::*;

/// Whether the page is being printed, for as long as the owner lives.
pub fn on_paper() -> RwSignal<bool> {
    let on_paper = RwSignal::new(false);
    for (event, is_printing) in [("beforeprint", true), ("afterprint", false)] {
        let handle = window_event_listener_untyped(event, move |_| on_paper.set(is_printing));
        on_cleanup(move || handle.remove());
    }
    on_paper
}
