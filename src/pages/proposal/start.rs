use concord_core::exchange::document::Difference;
use concord_core::exchange::proposal::OtherCurrency;
use concord_core::workspace::{Command, Workspace};
use leptos::prelude::*;

use super::Open;
use crate::incoming;
use crate::route::Route;
use crate::session::{Session, new_id};
use crate::widgets::{Alert, Dialog, live};

/// What can be done with a proposal: begin one's own page from it, or put it away.
#[component]
pub(super) fn Start(open: Open) -> impl IntoView {
    let session = Session::get();
    let asking = RwSignal::new(false);
    let taken = StoredValue::new(open);
    let taken = move || -> Result<Workspace, OtherCurrency> {
        taken.with_value(|open| {
            let own = open.own.get_untracked();
            open.received.proposal.taken_into(&session.committed(), &own, &mut new_id)
        })
    };
    let start = move |_| {
        if let Ok(workspace) = taken() {
            // Replacing everything cannot be refused.
            let _ = session.dispatch(Command::Replace(Box::new(workspace)));
            asking.set(false);
            Route::Terms.go();
            session.say("Your page now starts from the proposal.", true);
        }
    };
    let close = move |_| {
        session.proposal().set(None);
        Route::Data.go();
    };
    view! {
        <section class="panel stack on-screen" aria-labelledby="next">
            <div>
                <h2 id="next">"What now?"</h2>
                <p class="note">"This proposal is open until you close it or this page. It is not kept in this browser, and your own work is as you left it."</p>
            </div>
            <div class="row">
                <button type="button" class="primary" on:click=move |_| asking.set(true)>"Start my own page from this…"</button>
                <button type="button" on:click=close>"Close the proposal"</button>
            </div>
        </section>
        <Dialog open=asking title=Signal::derive(|| "Start your own page from this?".to_owned())>
            <p>"The offers and what is assumed become your own page of terms, seen from your side, with the figures that you gave here. What is there now is replaced; your rows, joint work and partnerships stay. One undo brings it back."</p>
            {live(move || match taken() {
                Ok(workspace) => view! {
                    {incoming::changes(&Difference::between(&session.committed(), &workspace))}
                    <div class="actions">
                        <button type="button" on:click=move |_| asking.set(false)>"Leave it"</button>
                        <button type="button" class="primary" on:click=start>"Start from this"</button>
                    </div>
                }
                .into_any(),
                Err(error) => view! { <Alert><p>"Not possible now: " {error.to_string()} "."</p></Alert> }.into_any(),
            })}
        </Dialog>
    }
}
