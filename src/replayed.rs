//! The user's own history under every offer: what each would have paid, and a verdict that rests on it.

use concord_core::ledger::{Gathered, Replay};
use concord_core::terms::Terms;
use concord_core::value::{Id, Money, Notation};
use concord_core::words;
use concord_core::workspace::{Command, Workspace};
use leptos::prelude::*;

use crate::form::sentence;
use crate::route::Route;
use crate::session::Session;

/// The table of months and offers.
#[component]
pub fn ReplayView(
    #[prop(into)] gathered: Signal<Gathered>,
    /// When an introduction counts as qualified.
    qualified: &'static str,
) -> impl IntoView {
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
            <p class="note">"Exact to the cent, as if agreed on the first day of the first month. A refund counts on the day of the payment it takes back. " {qualified}</p>
            {body}
        </section>
    }
}

/// Takes the assumptions of the terms page from the rows.
#[component]
pub fn BaseOn(
    #[prop(into)] gathered: Signal<Gathered>,
    /// What the history is of: rows or referrals.
    of: &'static str,
) -> impl IntoView {
    let session = Session::get();
    let problem = RwSignal::new(None::<String>);
    let take = move |_| {
        let Some(summary) = gathered.with(Gathered::summary) else {
            return problem.set(Some("No project among them was paid yet.".to_owned()));
        };
        match session.dispatch(Command::answer_from_rows(summary)) {
            Ok(()) => {
                problem.set(None);
                session.say(format!("The verdict now rests on your {of}."), true);
                Route::Terms.go();
            }
            Err(rejection) => problem.set(Some(sentence(rejection))),
        }
    };
    let counts = move || {
        let gathered = gathered.get();
        let introductions = gathered.referrals.len();
        let won = gathered.referrals.iter().filter(|referral| referral.is_won()).count();
        let word = |count: usize, one: &str, many: &str| format!("{count} {}", if count == 1 { one } else { many });
        format!(
            "Your {of} hold {}, of which {} became paid work.",
            word(introductions, "introduction", "introductions"),
            won
        )
    };
    view! {
        <section class="panel stack" aria-label="What they say">
            <p>{counts}</p>
            <div class="row">
                <button type="button" class="primary" on:click=take>{format!("Base the verdict on these {of}")}</button>
                <p class="problem" role="alert">{move || problem.get()}</p>
            </div>
        </section>
    }
}
