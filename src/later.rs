//! Code that is fetched when it is first needed, so that the first visit loads little.
//!
//! Each split point is a function here; what only it reaches becomes a file of its own when the page is built.

// A split point is a foreign function to the compiler. This is the only module that has any.
#![allow(unsafe_code)]

use std::pin::Pin;
use std::sync::Arc;

use concord_core::exchange::document::{self, Document, ReadError};
use concord_core::workspace::Workspace;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::wasm_split::{SplitLoaderError, wasm_split};

use crate::handy;
use crate::pages::{self, Judge};
use crate::session::Session;
use crate::widgets::{Alert, live};

/// A part of the app that is fetched.
pub type Part<T> = fn() -> Pin<Box<dyn Future<Output = Result<T, SplitLoaderError>>>>;
/// A view that is fetched.
pub type View = fn() -> AnyView;
/// The text of a workspace, both ways.
#[derive(Clone, Copy)]
pub struct Scribe {
    pub read: fn(&[u8]) -> Result<Document, ReadError>,
    pub write: fn(&Workspace) -> String,
    /// Saves what is not saved yet, in slices.
    pub save: fn(Session),
    /// Saves a text that is too long to be saved at once.
    pub keep: fn(Session, String),
    /// Reads what was packed.
    pub read_packed: fn(Session, Arc<str>),
    /// Lets the store of blobs do what waits for it.
    pub ask_blobs: fn(Session),
}

impl Scribe {
    /// What every use of it makes part of its own file.
    pub const HERE: Scribe = Scribe {
        read: document::read,
        write: document::write,
        save: |session| session.save_in_slices(),
        keep: |session, text| session.keep(text),
        read_packed: |session, payload| session.read_packed(payload),
        ask_blobs: |session| session.ask_blobs(),
    };
}

pub const OVERVIEW: Part<View> = || Box::pin(overview());
pub const EXAMPLE: Part<View> = || Box::pin(example());
pub const EXAMPLE_MARK: Part<View> = || Box::pin(example_mark());
pub const SHELF: Part<View> = || Box::pin(shelf());
pub const PARTNERS: Part<View> = || Box::pin(partners());
pub const WORTH: Part<View> = || Box::pin(worth());
pub const REFERRALS: Part<View> = || Box::pin(referrals());
pub const WORK: Part<View> = || Box::pin(work());
pub const DATA: Part<View> = || Box::pin(data());
pub const SEND: Part<View> = || Box::pin(send());
pub const PROPOSAL: Part<View> = || Box::pin(proposal());
pub const JOINT: Part<View> = || Box::pin(joint());
pub const OFFER: Part<View> = || Box::pin(offer());
pub const AIDS: Part<View> = || Box::pin(aids());
pub const JUDGE: Part<Judge> = || Box::pin(judge());
pub const SCRIBE: Part<Scribe> = || Box::pin(scribe());

#[wasm_split(pages, wasm_split_path = leptos::wasm_split, fallible)]
fn overview() -> Result<View, SplitLoaderError> {
    Ok(|| pages::Overview().into_any())
}

#[wasm_split(pages, wasm_split_path = leptos::wasm_split, fallible)]
fn example() -> Result<View, SplitLoaderError> {
    Ok(pages::open_example)
}

#[wasm_split(pages, wasm_split_path = leptos::wasm_split, fallible)]
fn example_mark() -> Result<View, SplitLoaderError> {
    Ok(pages::example_mark)
}

#[wasm_split(pages, wasm_split_path = leptos::wasm_split, fallible)]
fn shelf() -> Result<View, SplitLoaderError> {
    Ok(pages::shelf)
}

#[wasm_split(pages, wasm_split_path = leptos::wasm_split, fallible)]
fn partners() -> Result<View, SplitLoaderError> {
    Ok(|| pages::Partners().into_any())
}

#[wasm_split(pages, wasm_split_path = leptos::wasm_split, fallible)]
fn worth() -> Result<View, SplitLoaderError> {
    Ok(|| pages::Worth().into_any())
}

#[wasm_split(pages, wasm_split_path = leptos::wasm_split, fallible)]
fn referrals() -> Result<View, SplitLoaderError> {
    Ok(|| pages::Referrals().into_any())
}

#[wasm_split(pages, wasm_split_path = leptos::wasm_split, fallible)]
fn work() -> Result<View, SplitLoaderError> {
    Ok(|| pages::Work().into_any())
}

#[wasm_split(pages, wasm_split_path = leptos::wasm_split, fallible)]
fn data() -> Result<View, SplitLoaderError> {
    Ok(|| pages::Data().into_any())
}

#[wasm_split(pages, wasm_split_path = leptos::wasm_split, fallible)]
fn send() -> Result<View, SplitLoaderError> {
    Ok(|| pages::Send().into_any())
}

#[wasm_split(pages, wasm_split_path = leptos::wasm_split, fallible)]
fn proposal() -> Result<View, SplitLoaderError> {
    Ok(|| pages::Proposal().into_any())
}

#[wasm_split(pages, wasm_split_path = leptos::wasm_split, fallible)]
fn joint() -> Result<View, SplitLoaderError> {
    Ok(|| pages::JointWork().into_any())
}

#[wasm_split(pages, wasm_split_path = leptos::wasm_split, fallible)]
fn offer() -> Result<View, SplitLoaderError> {
    Ok(pages::offer_dialog)
}

#[wasm_split(pages, wasm_split_path = leptos::wasm_split, fallible)]
fn aids() -> Result<View, SplitLoaderError> {
    Ok(handy::aids)
}

#[wasm_split(judge, wasm_split_path = leptos::wasm_split, fallible)]
fn judge() -> Result<Judge, SplitLoaderError> {
    Ok(Judge::new())
}

#[wasm_split(scribe, wasm_split_path = leptos::wasm_split, fallible)]
fn scribe() -> Result<Scribe, SplitLoaderError> {
    Ok(Scribe::HERE)
}

/// How far a part is.
#[derive(Clone, Copy)]
pub enum Fetched<T> {
    Waiting,
    Failed,
    Here(T),
}

/// Fetches a part into `state`.
pub fn fetch<T: Send + Sync + 'static>(part: Part<T>, state: RwSignal<Fetched<T>>) {
    state.set(Fetched::Waiting);
    spawn_local(async move {
        state.set(part().await.map_or(Fetched::Failed, Fetched::Here));
    });
}

/// A view that is fetched. Until it is here `frame` shows that it is on its way, or that it did not come.
pub fn later(part: Part<View>, frame: fn(AnyView) -> AnyView) -> AnyView {
    let state = RwSignal::new(Fetched::Waiting);
    fetch(part, state);
    live(move || match state.get() {
        Fetched::Here(view) => view(),
        Fetched::Waiting => frame(waiting()),
        Fetched::Failed => frame(failed(Callback::new(move |()| fetch(part, state)))),
    })
}

/// What stands in the place of a part that is on its way.
pub fn waiting() -> AnyView {
    view! { <p class="opening-now">"Opening…"</p> }.into_any()
}

/// Loads the page anew. What is not saved yet is saved when it goes.
pub fn reload_page() {
    if let Some(window) = web_sys::window() {
        let _ = window.location().reload();
    }
}

/// What is said when a part could not be fetched.
pub fn failed(again: Callback<()>) -> AnyView {
    view! {
        <Alert>
            <p>"This part of Concord could not be loaded. Nothing is lost. Check the connection and try again; if it still does not come, load the page again: there may be a new version."</p>
            <div class="row">
                <button type="button" on:click=move |_| again.run(())>"Try again"</button>
                <button type="button" on:click=|_| reload_page()>"Load the page again"</button>
            </div>
        </Alert>
    }
    .into_any()
}
