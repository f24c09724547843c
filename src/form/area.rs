use leptos::prelude::*;

use super::field::{TextField, Typing};

/// A labelled text of several lines with its problem below it.
#[component]
pub fn Area(
    #[prop()] field: TextField,
    /// How many lines are in sight at first.
    #[prop(default = 2)]
    rows: u16,
) -> impl IntoView {
    let typing = Typing::of(&field);
    let TextField { id, label, hint, .. } = field;
    let problem = Memo::new(move |_| typing.problem());
    let notes = format!("{id}-notes");
    view! {
        <div class="field" class:wrong=move || problem.with(Option::is_some)>
            <label for=id.clone()>{label}</label>
            <textarea
                id=id
                class="short"
                rows=rows
                prop:value=move || typing.text()
                aria-invalid=move || problem.with(Option::is_some).to_string()
                aria-describedby=notes.clone()
                on:input=move |event| typing.enter(event_target_value(&event), false)
                on:change=move |event| typing.enter(event_target_value(&event), true)
            ></textarea>
            <p class="notes" id=notes>
                {hint.map(|hint| view! { <span class="hint">{hint}</span> })}
                <span class="problem" role="alert">{move || problem.get().unwrap_or_default()}</span>
            </p>
        </div>
    }
}
