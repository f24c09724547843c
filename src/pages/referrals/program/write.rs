//! A message as it is sent: filled in, changed by hand, copied or handed to the mail program.

use concord_core::plan::{MergeField, Occasion};
use concord_core::tracking::Number;
use concord_core::value::Id;
use concord_core::words;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen_futures::JsFuture;

use super::Program;
use crate::form::{Area, Entry, Field, TextField};
use crate::widgets::{Alert, Dialog};

/// Which message, to whom, about which referral.
#[derive(Clone, Copy, PartialEq)]
pub(super) struct Letter {
    pub(super) occasion: Occasion,
    pub(super) contact: Id,
    pub(super) about: Option<Number>,
}

/// The dialog with the message that is being written.
#[component]
pub(super) fn WriteDialog(program: Program) -> impl IntoView {
    let title = move || program.letter.get().map_or("", |letter| words::occasion_name(letter.occasion)).to_owned();
    view! {
        <Dialog open=program.is_writing title=Signal::derive(title)>
            {program.letter.get_untracked().map(|letter| view! { <WriteForm program=program letter=letter/> })}
        </Dialog>
    }
}

#[component]
fn WriteForm(program: Program, letter: Letter) -> impl IntoView {
    let session = program.session;
    let workspace = session.committed();
    let (ledger, plan, notation) = (workspace.ledger(), workspace.plan(), session.notation().get_untracked());
    // The dialog opens for a contact who is there.
    let Some((contact, message)) = ledger.contact(letter.contact).zip(words::message(&plan, letter.occasion)) else {
        return ().into_any();
    };
    let merged = message.merged(&words::filled(&plan, &ledger, contact, letter.about, &*notation));
    let (subject, body) = (RwSignal::new(merged.subject), RwSignal::new(merged.body));
    let typed = |of: RwSignal<String>| -> Entry {
        Callback::new(move |(text, _): (String, bool)| {
            of.set(text);
            Ok(())
        })
    };
    let missing: Vec<&str> = merged.missing.iter().copied().map(words::merge_field).collect();
    let is_unsigned = merged.missing.contains(&MergeField::Me);
    let copied = RwSignal::new("");
    let copy = move |_| {
        spawn_local(async move {
            // A page opened from a file may have no clipboard.
            let clipboard = window().navigator().clipboard();
            let done =
                !clipboard.is_undefined() && JsFuture::from(clipboard.write_text(&body.get_untracked())).await.is_ok();
            let failed = "The browser does not let this page copy. Select the text and copy it yourself.";
            let _ = copied.try_set(if done { "Copied." } else { failed });
        });
    };
    let mail = move || {
        let encoded = |text: String| String::from(js_sys::encode_uri_component(&text.replace('\n', "\r\n")));
        format!("mailto:?subject={}&body={}", encoded(subject.get()), encoded(body.get()))
    };
    let note = if letter.occasion == Occasion::Ask { "Asked" } else { "Thanked" };
    let done = move |_| {
        program.sent(letter.occasion, letter.contact);
        program.is_writing.set(false);
    };
    view! {
        <div class="stack">
            {(!missing.is_empty()).then(|| view! {
                <Alert>
                    <p>{format!("Fill in what stands in square brackets: {}.", missing.join(", "))}</p>
                    {is_unsigned.then_some(view! { <p>"How you sign can be kept under “Messages”."</p> })}
                </Alert>
            })}
            <Field field=TextField::text("letter-subject", "Subject", subject.into(), typed(subject))/>
            <Area rows=9 field=TextField::text("letter-body", "Message", body.into(), typed(body))/>
            <p class="note" role="status">{move || copied.get()}</p>
            <div class="actions">
                <button type="button" class="apart" on:click=done>{format!("{note}: note today")}</button>
                <button type="button" on:click=copy>"Copy the message"</button>
                <a class="button primary" href=mail>"Open in mail"</a>
            </div>
        </div>
    }
    .into_any()
}
