//! What the user and each contact owe each other.

use concord_core::account::{Net, Owed as OwedTo};
use concord_core::tracking::{Contact, Standing};
use concord_core::value::{Id, Money, Notation, Side};
use concord_core::words;
use leptos::prelude::*;

use super::Shown;
use crate::headline::said;
use crate::route::{Part, Route};
use crate::widgets::{Symbol, live, when};

/// The part of the page with all accounts.
#[component]
pub(super) fn Owed(shown: Shown) -> impl IntoView {
    let notation = shown.session.notation();
    let standings = shown.standings();
    let verdict = move || {
        match standings.get() {
        Ok(standings) => {
            let headline = shown.ledger.with(|ledger| words::owed_headline(ledger, &standings, &*notation.get()));
            let symbol = if headline.is_settled { Symbol::Check } else { Symbol::Warning };
            said(headline, symbol)
        }
        Err(_) => view! { <h2>"These amounts are larger than can be kept exact."</h2><p>"Check the invoices and payments of the largest referrals."</p> }.into_any(),
    }
    };
    let rows = move || {
        let (Ok(standings), notation) = (standings.get(), notation.get()) else { return ().into_any() };
        let row = |standing: &Standing| {
            let name =
                shown.ledger.with(|ledger| ledger.contact(standing.contact).map(|contact| contact.name().to_string()));
            row(standing, name.unwrap_or_default(), &*notation)
        };
        standings.iter().map(|standing| row(standing)).collect_view().into_any()
    };
    let without = Memo::new(move |_| {
        let with: Vec<Id> = standings.get().map(|all| all.iter().map(|one| one.contact).collect()).unwrap_or_default();
        let told = |contact: &Contact| (contact.id(), contact.name().clone());
        shown.ledger.with(|ledger| {
            ledger.contacts().iter().filter(|one| !with.contains(&one.id())).map(told).collect::<Vec<_>>()
        })
    });
    let are_any = Memo::new(move |_| standings.with(|all| all.as_ref().is_ok_and(|all| !all.is_empty())));
    view! {
        <section class="verdict" aria-live="polite" aria-label="What is owed">{live(verdict)}</section>
        {when(move || are_any.get(), move || view! {
            <section class="panel long" aria-labelledby="accounts">
                <h2 id="accounts">"Accounts"</h2>
                <div class="scroll" tabindex="0" role="region" aria-label="Accounts as a table">
                    <table class="reviews accounts">
                        <thead><tr>
                            <th scope="col">"Contact"</th>
                            <th scope="col">"Left to pay"</th>
                            <th scope="col">"They earned"</th>
                            <th scope="col">"You paid"</th>
                            <th scope="col">"You earned"</th>
                            <th scope="col">"They paid"</th>
                        </tr></thead>
                        <tbody>{live(rows)}</tbody>
                    </table>
                </div>
                <p class="note">"By the terms in force on the day of each referral. What clients got back is taken off. Both directions are set against each other."</p>
            </section>
        })}
        {when(move || without.with(|all| !all.is_empty()), move || view! {
            <section class="panel stack" aria-labelledby="without">
                <h2 id="without">"Without terms"</h2>
                <p class="note">"Open one to agree terms or to note a payment."</p>
                <ul class="names">
                    {live(move || without.get().into_iter().map(|(id, name)| view! {
                        <li><a href=Route::Referrals(Part::Account(Some(id))).hash()><bdi>{name.to_string()}</bdi></a></li>
                    }).collect_view().into_any())}
                </ul>
            </section>
        })}
        {when(move || shown.ledger.with(|ledger| ledger.contacts().is_empty()), || view! {
            <section class="panel stack" aria-label="Nobody yet">
                <p>"Contacts come with referrals: enter one with the name of who made it."</p>
                <p><a class="button" href=Route::Referrals(Part::Ledger).hash()>"To the ledger"</a></p>
            </section>
        })}
    }
}

fn row(standing: &Standing, name: String, notation: &dyn Notation) -> impl IntoView + use<> {
    let owed = |side: Side| *standing.balance.owed.of(side);
    let (theirs, yours) = (owed(Side::Them), owed(Side::You));
    let cell = |amount: Money, code: &'static str| {
        view! { <td data-figure=code data-value=amount.minor().to_string()>{notation.money(amount)}</td> }
    };
    let (left, words) = match standing.balance.net {
        Net::Even => (Money::ZERO, "even"),
        Net::Owes(Side::You, amount) => (-amount, "you owe"),
        Net::Owes(Side::Them, amount) => (amount, "they owe you"),
    };
    let late = |owed: OwedTo| (owed.overdue > Money::ZERO).then_some(owed.overdue);
    let late = match standing.balance.net {
        Net::Owes(Side::You, _) => late(theirs),
        Net::Owes(Side::Them, _) => late(yours),
        Net::Even => None,
    };
    let late = late.map(|amount| view! { <small class="fail" data-overdue=amount.minor().to_string()>{format!("{} overdue", notation.money(amount))}</small> });
    view! {
        <tr data-contact=standing.contact.to_string()>
            <th scope="row"><a href=Route::Referrals(Part::Account(Some(standing.contact))).hash()><bdi class="whole-name">{name}</bdi></a></th>
            <td data-figure="net" data-value=left.minor().to_string()>
                <b>{notation.money(left.abs())}</b>
                <small>{words}</small>
                {late}
            </td>
            {cell(theirs.payable, "they-earned")}
            {cell(theirs.paid, "you-paid")}
            {cell(yours.payable, "you-earned")}
            {cell(yours.paid, "they-paid")}
        </tr>
    }
}
