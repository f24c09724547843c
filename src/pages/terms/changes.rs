//! How the terms came to be what they are, and the way back.

use concord_core::forecast::Offer;
use concord_core::value::Notation;
use concord_core::words::{self, ChangeLine};
use concord_core::workspace::{Table, Workspace};
use leptos::html;
use leptos::prelude::*;

use super::offers::set_table;
use crate::form::sentence;
use crate::session::{Session, today};
use crate::widgets::when;

/// The changes of terms, the newest first; nothing before there is one.
#[component]
pub(super) fn Changes() -> impl IntoView {
    let session = Session::get();
    // A slider changes none of what a line is made of.
    let told = session.part(|w: &Workspace| (w.table().clone(), w.partner().cloned(), w.answers().direction));
    let notation = session.notation();
    let lines = Memo::new(move |_| {
        told.track();
        session.workspace().with_untracked(|workspace| words::changes(workspace, &*notation.get()))
    });
    let is_any = Memo::new(move |_| lines.with(|lines| !lines.is_empty()));
    let is_full = Memo::new(move |_| told.with(|(table, ..)| table.changes().len() == Table::MOST_CHANGES));
    when(
        move || is_any.get(),
        move || {
            let summary = NodeRef::<html::Summary>::new();
            let put_back = Callback::new(move |offer: Offer| {
                match set_table(session, |table| table.put(offer, today())) {
                    Ok(()) => session.say("Those terms are back.", true),
                    Err(rejection) => session.say(sentence(rejection), false),
                }
                // The button is gone with its line.
                if let Some(summary) = summary.get_untracked() {
                    let _ = summary.focus();
                }
            });
            view! {
                <details>
                    <summary node_ref=summary>"Changes of the terms"</summary>
                    <p class="note">
                        "What became of the offers, by day, the newest first. Terms that are put back are a change of today. "
                        {move || is_full.get().then(|| format!("Only the last {} changes are kept.", Table::MOST_CHANGES))}
                    </p>
                    <div class="scroll" tabindex="0" role="region" aria-label="Changes of the terms">
                        <table>
                            <thead><tr><th scope="col">"Day"</th><th scope="col" class="words">"What changed"</th></tr></thead>
                            <tbody>{move || lines.get().into_iter().map(|line| row(line, put_back)).collect_view()}</tbody>
                        </table>
                    </div>
                </details>
            }
        },
    )
}

fn row(line: ChangeLine, put_back: Callback<Offer>) -> impl IntoView {
    let notation = Session::get().notation().get_untracked();
    let day = notation.date(line.day);
    let back = line.before.map(|before| {
        let label = format!("Put back {}, as before {day}", words::offer_label(&before, &*notation));
        view! {
            <button type="button" class="link" aria-label=label on:click=move |_| put_back.run(before.clone())>"Put back"</button>
        }
    });
    view! {
        <tr data-offer=line.offer.to_string()>
            <th scope="row">{day.clone()}</th>
            <td class="words"><span>{line.text}</span> " " {back}</td>
        </tr>
    }
}
