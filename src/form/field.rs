use leptos::prelude::*;

/// What a field does with text: tries it while the user types (`false`), takes it when they are done (`true`). An error
/// says what is wrong.
pub type Entry = Callback<(String, bool), Result<(), String>>;

/// A problem as a sentence beside its field.
pub fn sentence(problem: impl std::fmt::Display) -> String {
    let text = problem.to_string();
    let mut letters = text.chars();
    letters.next().map(|first| format!("{}{}.", first.to_ascii_uppercase(), letters.as_str())).unwrap_or_default()
}

/// What a field is made of.
pub struct TextField {
    /// The name of the field, and the id of its input.
    pub id: String,
    /// Its label.
    pub label: String,
    /// The present value as text.
    pub value: Signal<String>,
    /// What becomes of typed text.
    pub entry: Entry,
    /// What stands before the input, such as a currency.
    pub before: Option<String>,
    /// What stands behind it, such as a unit.
    pub after: Option<String>,
    /// A line of help.
    pub hint: Option<String>,
    /// The kind of keyboard that phones show.
    pub keyboard: &'static str,
    /// A problem that only the whole form knows.
    pub problem: Option<Signal<Option<String>>>,
}

impl TextField {
    /// A field for a number.
    pub fn number(id: impl Into<String>, label: impl Into<String>, value: Signal<String>, entry: Entry) -> TextField {
        TextField {
            id: id.into(),
            label: label.into(),
            value,
            entry,
            before: None,
            after: None,
            hint: None,
            keyboard: "decimal",
            problem: None,
        }
    }

    /// A field for any text.
    pub fn text(id: impl Into<String>, label: impl Into<String>, value: Signal<String>, entry: Entry) -> TextField {
        TextField { keyboard: "text", ..TextField::number(id, label, value, entry) }
    }

    /// With a word before the input.
    pub fn before(self, before: impl Into<String>) -> TextField {
        TextField { before: Some(before.into()), ..self }
    }

    /// With a word behind the input.
    pub fn after(self, after: impl Into<String>) -> TextField {
        TextField { after: Some(after.into()), ..self }
    }

    /// With a line of help.
    pub fn hint(self, hint: impl Into<String>) -> TextField {
        TextField { hint: Some(hint.into()), ..self }
    }

    /// With a problem that only the whole form knows.
    pub fn problem(self, problem: Signal<Option<String>>) -> TextField {
        TextField { problem: Some(problem), ..self }
    }
}

/// What the user is typing into a field, or left in a state that cannot be taken.
#[derive(Clone, Copy)]
pub(super) struct Typing {
    value: Signal<String>,
    entry: Entry,
    typed: RwSignal<Option<String>>,
    own: RwSignal<Option<String>>,
    told: Option<Signal<Option<String>>>,
}

impl Typing {
    pub(super) fn of(field: &TextField) -> Typing {
        let (typed, own) = (RwSignal::new(None), RwSignal::new(None));
        Typing { value: field.value, entry: field.entry, typed, own, told: field.problem }
    }

    /// What the field shows.
    pub(super) fn text(self) -> String {
        self.typed.get().unwrap_or_else(|| self.value.get())
    }

    /// What is wrong with it, as far as the field or its form knows.
    pub(super) fn problem(self) -> Option<String> {
        self.own.get().or_else(|| self.told.and_then(|told| told.get()))
    }

    pub(super) fn enter(self, text: String, done: bool) {
        let result = self.entry.run((text.clone(), done));
        self.typed.set(if done && result.is_ok() { None } else { Some(text) });
        self.own.set(result.err());
    }
}

/// A labelled text input with its problem beside it.
#[component]
pub fn Field(#[prop()] field: TextField) -> impl IntoView {
    let typing = Typing::of(&field);
    let TextField { id, label, before, after, hint, keyboard, .. } = field;
    let problem = Memo::new(move |_| typing.problem());
    let notes = format!("{id}-notes");
    view! {
        <div class="field" class:wrong=move || problem.with(Option::is_some)>
            <label for=id.clone()>{label}</label>
            <div class="input">
                {before.map(|before| view! { <span class="affix">{before}</span> })}
                <input
                    id=id
                    type="text"
                    inputmode=keyboard
                    autocomplete="off"
                    prop:value=move || typing.text()
                    aria-invalid=move || problem.with(Option::is_some).to_string()
                    aria-describedby=notes.clone()
                    on:input=move |event| typing.enter(event_target_value(&event), false)
                    on:change=move |event| typing.enter(event_target_value(&event), true)
                />
                {after.map(|after| view! { <span class="affix">{after}</span> })}
            </div>
            <p class="notes" id=notes>
                {hint.map(|hint| view! { <span class="hint">{hint}</span> })}
                <span class="problem" role="alert">{move || problem.get().unwrap_or_default()}</span>
            </p>
        </div>
    }
}
