//! A file comes in: read as a whole, shown before it replaces anything, and undone like any other step.

use concord_core::exchange::document::{self, Change, Difference, Document, ReadError, Section};
use concord_core::workspace::Command;
use leptos::html;
use leptos::prelude::*;

use crate::file;
use crate::session::Session;
use crate::widgets::Alert;

/// A file that was read, or why it was not.
#[derive(Clone, Debug, PartialEq)]
struct Opened {
    name: String,
    document: Result<Document, ReadError>,
}

/// Chooses a file, shows what it would change, and takes it.
#[component]
pub(super) fn Import() -> impl IntoView {
    let session = Session::get();
    let input = NodeRef::<html::Input>::new();
    let opened = RwSignal::new(None::<Opened>);
    let choose = move |_| {
        if let Some(input) = input.get_untracked() {
            file::open(&input, move |name, bytes| {
                opened.set(Some(Opened { name, document: document::read(&bytes) }));
            });
        }
    };
    let take = move |_| {
        if let Some(Opened { document: Ok(document), .. }) = opened.get_untracked() {
            // Replacing everything cannot be refused.
            let _ = session.dispatch(Command::Replace(Box::new(document.workspace)));
            opened.set(None);
            session.say("The file’s workspace is here.", true);
        }
    };
    view! {
        <section class="panel stack" aria-labelledby="import">
            <h2 id="import">"Open a copy"</h2>
            <p class="note">"Nothing changes before you have seen what the file holds."</p>
            <div class="row">
                <label class="button file">
                    "Choose a file…"
                    <input type="file" accept=".json,application/json" node_ref=input on:change=choose/>
                </label>
            </div>
            {move || {
                opened.get().map(|Opened { name, document }| match document {
                    Ok(document) => view! { <Preview name=name document=document/> <div class="row">
                        <button type="button" class="primary" on:click=take>"Replace what is here"</button>
                        <button type="button" on:click=move |_| opened.set(None)>"Leave it"</button>
                    </div> }.into_any(),
                    Err(error) => view! { <Refused name=name error=error/> }.into_any(),
                })
            }}
        </section>
    }
}

/// What the file would add, change and remove.
#[component]
fn Preview(name: String, document: Document) -> impl IntoView {
    let session = Session::get();
    let difference = session.workspace().with_untracked(|now| Difference::between(now, &document.workspace));
    let unknown: Vec<String> = document.notices.kept().iter().map(ToString::to_string).collect();
    view! {
        <div class="stack" data-import="ready">
            <p>"“" <bdi>{name}</bdi> "” can be opened."</p>
            {(!document.is_intact).then(|| view! {
                <Alert><p>"This file was changed after Concord wrote it, or it is damaged. Everything in it makes sense; look at the figures before you rely on them."</p></Alert>
            })}
            {(!unknown.is_empty()).then(|| view! {
                <Alert>
                    <p>"The file has fields that this Concord does not know. They would be left out:"</p>
                    <ul class="reasons">{unknown.into_iter().map(|line| view! { <li>{line}</li> }).collect_view()}</ul>
                </Alert>
            })}
            {if difference.changes.is_empty() {
                view! { <p>"It is the same as what is here."</p> }.into_any()
            } else {
                view! {
                    <div class="scroll" tabindex="0" role="region" aria-label="What the file would change">
                        <table>
                            <thead><tr><th scope="col">"What"</th><th scope="col">"Added"</th><th scope="col">"Changed"</th><th scope="col">"Removed"</th></tr></thead>
                            <tbody>{difference.changes.into_iter().map(change).collect_view()}</tbody>
                        </table>
                    </div>
                }
                    .into_any()
            }}
        </div>
    }
}

fn change(change: Change) -> impl IntoView {
    let what = match change.section {
        Section::Settings => "Currency, tax, notation, topic",
        Section::Partner => "Partner’s name",
        Section::Answers => "Answers about your work",
        Section::Offers => "Offers on the table",
        Section::Rows => "Rows of your own list",
        Section::JointWork => "Joint work",
        Section::Partners => "Partners to choose from",
        Section::Criteria => "What they are judged by",
        Section::Partnerships => "Partnerships under review",
    };
    let count = |count: usize| if count == 0 { "–".to_owned() } else { count.to_string() };
    view! {
        <tr><th scope="row">{what}</th><td>{count(change.added)}</td><td>{count(change.changed)}</td><td>{count(change.removed)}</td></tr>
    }
}

/// Why the file is not opened: one sentence, and every problem by its place.
#[component]
fn Refused(name: String, error: ReadError) -> impl IntoView {
    let problems: Vec<String> = match &error {
        ReadError::Problems(problems) => {
            let more = problems.left_out();
            let kept = problems.kept().iter().filter(|problem| !problem.is_notice()).map(ToString::to_string);
            kept.chain((more > 0).then(|| format!("and {more} more"))).collect()
        }
        _ => Vec::new(),
    };
    view! {
        <div data-import="refused">
            <Alert>
                <p>"“" <bdi>{name}</bdi> "” was not opened: " {error.to_string()} ". Nothing here has changed."</p>
                <ul class="reasons">{problems.into_iter().map(|line| view! { <li>{line}</li> }).collect_view()}</ul>
            </Alert>
        </div>
    }
}
