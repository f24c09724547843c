//! What each offer on the table would have paid for the referrals of the ledger.

use concord_core::value::Side;
use concord_core::words;
use leptos::prelude::*;

use super::Shown;
use super::filter::{MADE_BY, choices, key_of, of_key};
use crate::form::Select;
use crate::replayed::{BaseOn, ReplayView};
use crate::route::{Part, Route};
use crate::widgets::when;

/// The part of the page with the replay.
#[component]
pub(super) fn Replayed(shown: Shown) -> impl IntoView {
    let direction = shown.session.part(|workspace| workspace.answers().direction);
    let made_by = RwSignal::new(direction.get_untracked().receiver().other());
    let gathered = Memo::new(move |_| shown.ledger.with(|ledger| ledger.gathered(made_by.get())));
    let is_empty = Memo::new(move |_| gathered.with(|gathered| gathered.referrals.is_empty()));
    // The verdict is about one direction, and rests on no other.
    let can_rest = Memo::new(move |_| made_by.get() == direction.get().receiver().other());
    let choose = move |key| made_by.update(|side: &mut Side| *side = of_key(&MADE_BY, key).unwrap_or(*side));
    view! {
        <section class="verdict" aria-label="Under other terms">
            <h2>"What would each offer have paid on your own history?"</h2>
            <p>"Every offer on the table, tried on the same referrals, invoices and payments, exact to the cent."</p>
        </section>
        <div class="quick few on-screen">
            <Select
                id="replay-made-by"
                label="Direction"
                choices=choices(&MADE_BY, words::made_by)
                chosen=Signal::derive(move || key_of(&MADE_BY, made_by.get()))
                choose=Callback::new(choose)
            />
        </div>
        {when(move || is_empty.get(), || view! {
            <section class="panel stack" aria-label="Nothing yet">
                <p>"There is no referral of this direction yet."</p>
                <p><a class="button" href=Route::Referrals(Part::Ledger).hash()>"To the ledger"</a></p>
            </section>
        })}
        {when(move || !is_empty.get(), move || view! {
            {when(move || can_rest.get(), move || view! { <BaseOn gathered=gathered of="referrals"/> })}
            <ReplayView gathered=gathered qualified="A referral counts as qualified from the day on which it was."/>
        })}
    }
}
