use leptos::prelude::*;

/// One choice of a list: its key in the page and its words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// What the list calls it inside.
    pub key: &'static str,
    /// What the user reads.
    pub words: String,
}

impl Choice {
    /// A choice.
    pub fn new(key: &'static str, words: impl Into<String>) -> Choice {
        Choice { key, words: words.into() }
    }
}

/// A labelled list of choices.
#[component]
pub fn Select(
    #[prop(into)] id: String,
    #[prop(into)] label: String,
    choices: Vec<Choice>,
    #[prop(into)] chosen: Signal<&'static str>,
    #[prop(into)] choose: Callback<&'static str>,
) -> impl IntoView {
    let keys: Vec<&'static str> = choices.iter().map(|choice| choice.key).collect();
    view! {
        <div class="field">
            <label for=id.clone()>{label}</label>
            <div class="input">
                <select
                    id=id
                    prop:value=move || chosen.get()
                    on:change=move |event| {
                        let value = event_target_value(&event);
                        if let Some(key) = keys.iter().find(|key| **key == value) {
                            choose.run(key);
                        }
                    }
                >
                    {choices
                        .into_iter()
                        .map(|choice| {
                            let key = choice.key;
                            view! {
                                <option value=key selected=move || chosen.get() == key>
                                    {choice.words}
                                </option>
                            }
                        })
                        .collect_view()}
                </select>
            </div>
        </div>
    }
}
