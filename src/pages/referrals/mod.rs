//! The ledger of referrals.

mod works;

use concord_core::tracking::{Filter, Order};
use concord_core::workspace::{Command, Workspace};
use leptos::prelude::*;

use crate::app::Head;
use crate::session::Session;

/// The page of referrals.
#[component]
pub fn Referrals() -> impl IntoView {
    let session = Session::get();
    let ledger = session.part(Workspace::ledger);
    let line = Memo::new(move |_| {
        ledger.with(|ledger| ledger.numbers(&Filter::default(), Order::default()).len().to_string())
    });
    view! { <div class="page"><Head title="Referrals" line=line/>
    <button on:click=move |_| { let _ = session.dispatch(Command::set_ledger(ledger.get())); }>"x"</button></div> }
}
