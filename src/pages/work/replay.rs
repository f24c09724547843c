//! What each offer would have paid on the user's rows, month by month, to the cent.

use concord_core::ledger::{Gathered, Replay};
use concord_core::terms::Terms;
use concord_core::value::{Id, Money, Notation};
use concord_core::words;
use concord_core::workspace::Workspace;
use leptos::prelude::*;

use crate::session::Session;

/// The table of months and offers.
#[component]
pub(super) fn ReplayView(#[prop(into)] gathered: Signal<Gathered>) -> impl IntoView {
    let session = Session::get();
    let notation = session.notation();
    let offers = session.part(|w: &Workspace| w.offers().clone());
    let replay = Memo::new(move |_| {
        let offers = offers.get();
        let terms: Vec<(Id, &Terms)> = offers.iter().map(|offer| (offer.id, &offer.terms)).collect();
        gathered.with(|gathered| Replay::of(gathered, &terms))
    });
    let body = move || {
        let replay = match replay.get() {
            Ok(Some(replay)) => replay,
            Ok(None) => return view! { <p class="note">"No row can be read yet."</p> }.into_any(),
            Err(_) => {
                return view! { <p class="problem">"The sum of these rows is larger than can be kept exact."</p> }
                    .into_any();
            }
        };
        let notation = notation.get();
        let offers = offers.get();
        let amount = |amount: Money| view! { <td data-value=amount.minor().to_string()>{notation.money(amount)}</td> };
        let months = replay.months.iter().enumerate().map(|(place, month)| {
            let paid = replay.offers.iter().map(|offer| match &offer.paid {
                Ok(paid) => amount(paid.by_month.get(place).copied().unwrap_or_default()).into_any(),
                Err(_) => view! { <td class="fail">"too large"</td> }.into_any(),
            });
            view! {
                <tr>
                    <th scope="row">{notation.month(*month)}</th>
                    {amount(replay.revenue.get(place).copied().unwrap_or_default())}
                    {paid.collect_view()}
                </tr>
            }
        });
        let totals = replay.offers.iter().map(|offer| match &offer.paid {
            Ok(paid) => {
                let share = replay.share(paid.total).map(|share| notation.signed(&format!("{:.1}% of revenue", share * 100.0)));
                let owed = (paid.owed_introductions > 0).then(|| format!("{} introductions still owed", paid.owed_introductions));
                view! {
                    <td data-offer=offer.id.to_string() data-value=paid.total.minor().to_string()>
                        {notation.money(paid.total)}<small>{share}</small>{owed.map(|owed| view! { <small>{owed}</small> })}
                    </td>
                }
                .into_any()
            }
            Err(_) => view! { <td class="fail">"too large"</td> }.into_any(),
        });
        view! {
            <div class="scroll" tabindex="0" role="region" aria-label="What each offer would have paid">
                <table class="replay">
                    <thead><tr>
                        <th scope="col">"Month"</th>
                        <th scope="col">"Clients paid"</th>
                        {offers.iter().map(|offer| view! { <th scope="col"><span class="offer-name"><bdi>{words::offer_label(offer, &*notation)}</bdi></span></th> }).collect_view()}
                    </tr></thead>
                    <tbody>
                        <tr class="key">
                            <th scope="row">"In all"</th>
                            <td data-value=replay.total_revenue.minor().to_string()>{notation.money(replay.total_revenue)}</td>
                            {totals.collect_view()}
                        </tr>
                        {months.collect_view()}
                    </tbody>
                </table>
            </div>
        }
        .into_any()
    };
    view! {
        <section class="panel">
            <h2>"What each offer would have paid"</h2>
            <p class="note">"Exact to the cent, as if agreed on the first day of the first month. A refund counts on the day of the payment it takes back. Every introduction counts as qualified on its day."</p>
            {body}
        </section>
    }
}
