use concord_core::exchange::ReadError;
use concord_core::exchange::proposal;
use leptos::html;
use leptos::prelude::*;

use crate::file;
use crate::incoming;
use crate::session::Session;
use crate::widgets::live;

/// Chooses the file of a proposal.
#[component]
pub(super) fn Choose() -> impl IntoView {
    let session = Session::get();
    let input = NodeRef::<html::Input>::new();
    let refused = RwSignal::new(None::<(String, ReadError)>);
    let read = move |name: String, bytes: Vec<u8>| match proposal::read(&bytes) {
        Ok(_) => session.proposal().set(String::from_utf8(bytes).ok()),
        Err(error) => refused.set(Some((name, error))),
    };
    let choose = move |_| {
        if let Some(input) = input.get_untracked() {
            file::open(&input, read);
        }
    };
    file::take_drops(read);
    view! {
        <section class="panel stack" aria-labelledby="choose">
            <h2 id="choose">"No proposal is open"</h2>
            <p class="note">"Choose the file that your partner sent you, or drop it on this page. A proposal is open until you close this page; it is not kept in this browser, and your own work stays as it is."</p>
            <div class="row">
                <label class="button file">
                    "Choose a proposal…"
                    <input type="file" accept=".json,application/json" node_ref=input on:change=choose/>
                </label>
            </div>
            {live(move || refused.get().map(|(name, error)| incoming::refused(name, &error)).into_any())}
        </section>
    }
}
