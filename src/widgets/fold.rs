use leptos::ev::Event;
use leptos::prelude::*;
use leptos::web_sys::Element;

use super::{on_paper, when};

/// A section under a summary. What is in it is made when it is opened or printed and goes when it is closed: what nobody
/// looks at follows nothing.
pub fn fold(is_open: RwSignal<bool>, summary: AnyView, body: impl Fn() -> AnyView + Send + 'static) -> AnyView {
    let on_paper = on_paper();
    let toggled = move |event: Event| is_open.set(event_target::<Element>(&event).has_attribute("open"));
    view! {
        <details prop:open=is_open.get_untracked() on:toggle=toggled>
            <summary>{summary}</summary>
            {when(move || is_open.get() || on_paper.get(), body)}
        </details>
    }
    .into_any()
}
