//! A referral entered in one line, from the keyboard.

use concord_core::tracking::{Draft, DraftField};
use leptos::prelude::*;

use super::Shown;
use super::form::Form;
use crate::app::focus_on;
use crate::form::Field;
use crate::session::today;

/// From how many names on they are no longer suggested: a list of so many helps nobody.
const MANY_NAMES: usize = 500;

/// The form. Enter adds the referral, and the next one can be typed at once.
#[component]
pub(super) fn QuickEntry(shown: Shown) -> impl IntoView {
    let session = shown.session;
    let fresh = move || Draft::new(today(), session.committed().reading());
    let form = Form::new(fresh());
    let add = move || {
        let number = session.committed().ledger().next_number();
        if form.put(shown, number) {
            // The next one is often of the same day and kind.
            let mut next = fresh();
            form.draft.with_untracked(|typed| {
                next.put(DraftField::Introduced, typed.text(DraftField::Introduced).to_owned());
                (next.kind, next.made_by) = (typed.kind, typed.made_by);
            });
            form.draft.set(next);
            focus_on("quick-client");
        }
    };
    let field = move |of: DraftField, id: &'static str, label: &'static str| form.field(of, id, label);
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
                {form.made_by("quick-made-by")}
                <Field field=field(DraftField::Contact, "quick-contact", "By whom, or to whom")/>
                {form.kind("quick-kind")}
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
