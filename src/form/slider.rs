use leptos::prelude::*;

/// A slider beside a field: moving previews, letting go takes the value. Positions run from 0 to 1000; what they mean is
/// the caller's.
#[component]
pub fn Slider(
    #[prop(into)] label: String,
    /// The position of the present value.
    #[prop(into)]
    position: Signal<u16>,
    /// The present value in words, for screen readers.
    #[prop(into)]
    words: Signal<String>,
    /// Called with a position while the slider moves (`false`) and when it is let go (`true`).
    #[prop(into)]
    slide: Callback<(u16, bool)>,
) -> impl IntoView {
    let to = move |event: &leptos::ev::Event, done: bool| {
        if let Ok(position) = event_target_value(event).parse() {
            slide.run((position, done));
        }
    };
    view! {
        <input
            class="slider"
            type="range"
            min="0"
            max="1000"
            aria-label=label
            aria-valuetext=move || words.get()
            prop:value=move || position.get().to_string()
            style:--filled=move || format!("{}.{}%", position.get() / 10, position.get() % 10)
            on:input=move |event| to(&event, false)
            on:change=move |event| to(&event, true)
        />
    }
}
