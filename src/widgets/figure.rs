use leptos::prelude::*;

/// A figure that says how it is computed when it is pressed, and stops when it is pressed again. `asked` holds which
/// figure is explained; `this` is the key of this one.
pub fn figure<K: Copy + PartialEq + Send + Sync + 'static>(
    asked: RwSignal<Option<K>>,
    this: K,
    text: AnyView,
) -> impl IntoView {
    view! {
        <button
            type="button"
            class="figure"
            aria-expanded=move || (asked.get() == Some(this)).to_string()
            on:click=move |_| asked.update(|asked| *asked = (*asked != Some(this)).then_some(this))
        >
            {text}
        </button>
    }
}

/// How a figure is computed: its inputs and steps, a line each, under a heading that may name it.
pub fn computed(heading: AnyView, lines: Vec<String>) -> AnyView {
    view! {
        <div class="explained">
            <h3>"How this is computed" {heading}</h3>
            <ul>{lines.into_iter().map(|line| view! { <li>{line}</li> }).collect_view()}</ul>
        </div>
    }
    .into_any()
}
