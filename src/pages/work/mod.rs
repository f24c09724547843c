//! The user's own rows: pasted or typed, kept with whatever is wrong with them, replayed under every offer.

mod paste;
mod rows;

use concord_core::workspace::Workspace;
use leptos::prelude::*;

use crate::app::Head;
use crate::replayed::{BaseOn, ReplayView};
use crate::session::Session;
use crate::widgets::when;
use paste::Paste;
use rows::Rows;

/// The page of the user's own work.
#[component]
pub fn Work() -> impl IntoView {
    let session = Session::get();
    let list = session.part(|w: &Workspace| w.list().clone());
    let gathered = Memo::new(move |_| list.with(concord_core::ledger::List::referrals));
    let empty = Memo::new(move |_| list.with(|list| list.lines().is_empty()));
    view! {
        <div class="page">
            <Head
                title=Signal::derive(|| "My work".to_owned())
                line=Signal::derive(|| "Your own rows, and what each offer would have paid on them".to_owned())
            />
            <div class="answer">
                <Paste empty=empty/>
                {when(move || !empty.get(), move || view! {
                    <BaseOn gathered=gathered of="rows"/>
                    <ReplayView gathered=gathered qualified="Every introduction counts as qualified on its day."/>
                    <Rows gathered=gathered/>
                })}
            </div>
        </div>
    }
}
