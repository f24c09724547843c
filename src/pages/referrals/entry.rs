//! A referral entered in one line, from the keyboard.

use std::collections::BTreeMap;

use concord_core::tracking::{Draft, DraftField};
use concord_core::words;
use leptos::prelude::*;

use super::Shown;
use super::filter::{KINDS, MADE_BY, choices, key_of, of_key};
use crate::app::focus_on;
use crate::form::{Entry, Field, Select, TextField, sentence};
use crate::session::{new_id, today};

/// From how many names on they are no longer suggested: a list of so many helps nobody.
const MANY_NAMES: usize = 500;

/// The form. Enter adds the referral, and the next one can be typed at once.
#[component]
pub(super) fn QuickEntry(shown: Shown) -> impl IntoView {
    let session = shown.session;
    let fresh = move || Draft::new(today(), session.committed().reading());
    let draft = RwSignal::new(fresh());
    let wrong = RwSignal::new(BTreeMap::<DraftField, String>::new());
    let add = move || {
        let workspace = session.committed();
        let (ledger, typed) = (workspace.ledger(), draft.get_untracked());
        match typed.read(ledger.next_number(), &ledger, new_id(), workspace.reading(), workspace.currency()) {
            Ok((tracked, contact)) => {
                let added =
                    shown.change(|ledger| ledger.with_contacts(contact.into_iter().collect())?.with(vec![tracked]));
                match added {
                    Ok(()) => {
                        // The next one is often of the same day and kind.
                        let mut next = fresh();
                        next.put(DraftField::Introduced, typed.text(DraftField::Introduced).to_owned());
                        (next.kind, next.made_by) = (typed.kind, typed.made_by);
                        draft.set(next);
                        wrong.set(BTreeMap::new());
                        focus_on("quick-client");
                    }
                    Err(problem) => wrong.set(BTreeMap::from([(DraftField::Client, problem)])),
                }
            }
            Err(problems) => wrong.set(problems.iter().map(|(field, error)| (*field, sentence(error))).collect()),
        }
    };
    let field = move |of: DraftField, id: &'static str, label: &'static str| {
        let entry: Entry = Callback::new(move |(text, _): (String, bool)| {
            draft.update(|draft| draft.put(of, text));
            wrong.update(|wrong| drop(wrong.remove(&of)));
            Ok(())
        });
        let value = Signal::derive(move || draft.with(|draft| draft.text(of).to_owned()));
        TextField::text(id, label, value, entry)
            .problem(Signal::derive(move || wrong.with(|wrong| wrong.get(&of).cloned())))
    };
    let code = session.workspace().with_untracked(|workspace| workspace.currency().code().to_owned());
    suggest("quick-contact");
    view! {
        <section class="panel on-screen" aria-labelledby="quick">
            <h2 id="quick">"Enter a referral"</h2>
            <form class="quick" novalidate on:submit=move |event| {
                event.prevent_default();
                add();
            }>
                <Field field=field(DraftField::Client, "quick-client", "Client")/>
                <Select
                    id="quick-made-by"
                    label="Direction"
                    choices=choices(&MADE_BY, words::made_by)
                    chosen=Signal::derive(move || key_of(&MADE_BY, draft.with(|draft| draft.made_by)))
                    choose=Callback::new(move |key| draft.update(|draft| draft.made_by = of_key(&MADE_BY, key).unwrap_or(draft.made_by)))
                />
                <Field field=field(DraftField::Contact, "quick-contact", "By whom, or to whom")/>
                <Select
                    id="quick-kind"
                    label="Kind of source"
                    choices=choices(&KINDS, words::source_kind)
                    chosen=Signal::derive(move || key_of(&KINDS, draft.with(|draft| draft.kind)))
                    choose=Callback::new(move |key| draft.update(|draft| draft.kind = of_key(&KINDS, key).unwrap_or(draft.kind)))
                />
                <Field field=field(DraftField::Introduced, "quick-introduced", "Introduced on")/>
                <Field field=field(DraftField::Expected, "quick-expected", "Expected value").before(code)/>
                <button type="submit" class="primary">"Add"</button>
            </form>
            <Names shown=shown/>
        </section>
    }
}

/// The names of contacts, for fields that suggest them.
#[component]
fn Names(shown: Shown) -> impl IntoView {
    let names = Memo::new(move |_| {
        shown.ledger.with(|ledger| {
            let names = ledger.contacts().iter().take(MANY_NAMES).map(|contact| contact.name().clone());
            names.collect::<Vec<_>>()
        })
    });
    view! {
        <datalist id="contact-names">
            {move || names.get().into_iter().map(|name| view! { <option value=name.to_string()></option> }).collect_view()}
        </datalist>
    }
}

/// Lets a field suggest the names of contacts, once it is there.
pub(super) fn suggest(id: &'static str) {
    request_animation_frame(move || {
        if let Some(input) = document().get_element_by_id(id) {
            // Fails only for a name that is none.
            let _ = input.set_attribute("list", "contact-names");
        }
    });
}
