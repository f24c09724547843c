//! The messages for each occasion, with their merge fields.

use concord_core::plan::{MergeField, Message, Occasion};
use concord_core::value::Name;
use concord_core::words;
use leptos::prelude::*;

use super::Program;
use crate::form::{Area, Entry, Field, TextField, sentence};
use crate::widgets::{fold, when};

/// All messages, folded.
#[component]
pub(super) fn Messages(program: Program) -> impl IntoView {
    let signed =
        Signal::derive(move || program.plan.with(|plan| plan.signed().map(ToString::to_string).unwrap_or_default()));
    let sign: Entry = Callback::new(move |(text, done): (String, bool)| {
        let name = if text.trim().is_empty() { None } else { Some(Name::new(&text).map_err(sentence)?) };
        if done { program.change(|plan| Ok::<_, String>(plan.signed_by(name))) } else { Ok(()) }
    });
    let each = (1..).zip(Occasion::ALL).map(|(number, occasion)| {
        let own = Memo::new(move |_| program.plan.with(|plan| plan.message(occasion).is_some()));
        let summary = move || {
            view! {
                <span class="step-name">{words::occasion_name(occasion)}</span>
                <span class="so-far note">{if own.get() { "Yours" } else { "Ours" }}</span>
            }
        };
        let body = move || view! { <MessageOf program=program occasion=occasion number=number own=own/> }.into_any();
        fold(RwSignal::new(false), summary.into_any(), body)
    });
    let fields = MergeField::ALL.map(|field| {
        view! { <li><code>{format!("{{{}}}", field.name())}</code>" "{words::merge_field(field)}</li> }
    });
    view! {
        <section class="panel steps on-screen" aria-labelledby="messages">
            <h2 id="messages">"Messages"</h2>
            <div class="quick few">
                <Field field=TextField::text("signed", "You sign as", signed, sign)/>
            </div>
            <div>{each.collect_view()}</div>
            <details>
                <summary>"What can be filled in"</summary>
                <ul class="lines">{fields.into_iter().collect_view()}</ul>
            </details>
        </section>
    }
}

#[component]
fn MessageOf(program: Program, occasion: Occasion, number: usize, own: Memo<bool>) -> impl IntoView {
    let message = move || program.plan.with(|plan| words::message(plan, occasion));
    let text = move |of: fn(&Message) -> String| message().as_ref().map(of).unwrap_or_default();
    // Each field is taken with the other as it stands.
    let put = move |subject: &str, body: &str, done: bool| {
        let message = Message::new(subject, body).map_err(sentence)?;
        if done { program.change(|plan| Ok::<_, String>(plan.with_message(occasion, Some(message)))) } else { Ok(()) }
    };
    let subject: Entry = Callback::new(move |(typed, done): (String, bool)| {
        put(&typed, &text(|message| message.body().to_string()), done)
    });
    let body: Entry = Callback::new(move |(typed, done): (String, bool)| {
        put(&text(|message| message.subject().to_string()), &typed, done)
    });
    let again = move |_| {
        // Ours replaces the user's own.
        let _ = program.change(|plan| Ok::<_, String>(plan.with_message(occasion, None)));
    };
    let subject_now = Signal::derive(move || text(|message| message.subject().to_string()));
    let body_now = Signal::derive(move || text(|message| message.body().to_string()));
    view! {
        <div class="stack">
            <Field field=TextField::text(format!("message-{number}-subject"), "Subject", subject_now, subject)/>
            <Area rows=7 field=TextField::text(format!("message-{number}-body"), "Message", body_now, body)/>
            {when(move || own.get(), move || view! {
                <p><button type="button" class="link" on:click=again>"Use our message again"</button></p>
            })}
        </div>
    }
}
