use concord_core::exchange::ReadError;
use concord_core::exchange::proposal;
use leptos::prelude::*;

use crate::file::ChooseFile;
use crate::incoming;
use crate::session::Session;
use crate::widgets::live;

/// Chooses the file of a proposal.
#[component]
pub(super) fn Choose() -> impl IntoView {
    let session = Session::get();
    let refused = RwSignal::new(None::<(String, ReadError)>);
    let read = move |name: String, bytes: Vec<u8>| match proposal::read(&bytes) {
        Ok(_) => session.proposal().set(String::from_utf8(bytes).ok()),
        Err(error) => refused.set(Some((name, error))),
    };
    view! {
        <section class="panel stack" aria-labelledby="choose">
            <h2 id="choose">"No proposal is open"</h2>
            <p class="note">"Choose the file that your partner sent you, or drop it on this page. A proposal is open until you close this page; it is not kept in this browser, and your own work stays as it is."</p>
            <ChooseFile label="Choose a proposal…" read=read/>
            {live(move || refused.get().map(|(name, error)| incoming::refused(name, &error)).into_any())}
        </section>
    }
}
