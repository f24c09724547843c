use std::time::Duration;

use leptos::ev::Event;
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
    // Movements come inside of frames, which have their own work: what follows a movement waits until its frame is over,
    // and then for the last one alone.
    let moved = StoredValue::new(None::<u16>);
    let preview = move || {
        if let Some(Some(position)) = moved.try_update_value(Option::take) {
            slide.run((position, false));
        }
    };
    let move_to = move |event: Event| {
        let Ok(position) = event_target_value(&event).parse() else { return };
        if moved.try_update_value(|moved| moved.replace(position)) == Some(None) {
            set_timeout(preview, Duration::ZERO);
        }
    };
    let let_go = move |event: Event| {
        moved.set_value(None);
        if let Ok(position) = event_target_value(&event).parse() {
            slide.run((position, true));
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
            on:input=move_to
            on:change=let_go
        />
    }
}
