//! A file comes in: read as a whole, shown before it replaces anything, and undone like any other step.

use concord_core::exchange::document::{Difference, Document};
use concord_core::exchange::{self, File, ReadError};
use concord_core::workspace::Command;
use leptos::prelude::*;

use crate::file::ChooseFile;
use crate::incoming;
use crate::route::Route;
use crate::session::Session;

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
    let opened = RwSignal::new(None::<Opened>);
    let read = move |name: String, bytes: Vec<u8>| match exchange::open(&bytes) {
        Ok(File::Proposal(_)) => {
            opened.set(None);
            session.proposal().set(String::from_utf8(bytes).ok());
            Route::Proposal.go();
        }
        Ok(File::Workspace(document)) => opened.set(Some(Opened { name, document: Ok(*document) })),
        Err(error) => opened.set(Some(Opened { name, document: Err(error) })),
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
            <h2 id="import">"Open a file"</h2>
            <p class="note">"A copy of your work, or a proposal that a partner sent you. Choose it, or drop it on this page. Nothing changes before you have seen what the file holds."</p>
            <ChooseFile label="Choose a file…" read=read/>
            {move || {
                opened.get().map(|Opened { name, document }| match document {
                    Ok(document) => view! { <Preview name=name document=document/> <div class="row">
                        <button type="button" class="primary" on:click=take>"Replace what is here"</button>
                        <button type="button" on:click=move |_| opened.set(None)>"Leave it"</button>
                    </div> }.into_any(),
                    Err(error) => incoming::refused(name, &error),
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
    view! {
        <div class="stack" data-import="ready">
            <p>"“" <bdi>{name}</bdi> "” can be opened."</p>
            {incoming::doubts(document.is_intact, &document.notices)}
            {incoming::changes(&difference)}
        </div>
    }
}
