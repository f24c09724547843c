use std::sync::{Arc, Mutex};

use leptos::prelude::*;

/// A view that follows the signals that it reads.
///
/// A closure in `view!` brings a copy of the code that keeps it up to date; views made here share one.
pub fn live(view: impl FnMut() -> AnyView + Send + 'static) -> AnyView {
    let view: Arc<Mutex<dyn FnMut() -> AnyView + Send>> = Arc::new(Mutex::new(view));
    view.into_any()
}

/// A view that is there while `condition` holds, and made anew each time it begins to.
pub fn when<V: IntoView + 'static>(
    condition: impl Fn() -> bool + Send + Sync + 'static,
    view: impl Fn() -> V + Send + 'static,
) -> AnyView {
    shown_while(Box::new(condition), Box::new(move || view().into_any()))
}

fn shown_while(condition: Box<dyn Fn() -> bool + Send + Sync>, view: Box<dyn Fn() -> AnyView + Send>) -> AnyView {
    let holds = Memo::new(move |_| condition());
    live(move || if holds.get() { view() } else { ().into_any() })
}
