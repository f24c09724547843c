//! The referrals themselves: entered, found, put in order, changed.

use concord_core::tracking::{Number, Tracked, table};
use concord_core::value::{Money, Notation};
use concord_core::words;
use leptos::prelude::*;

use super::Shown;
use super::bulk::Bulk;
use super::edit::EditDialog;
use super::entry::QuickEntry;
use super::filter::{Filters, Heads};
use super::row::row;
use crate::file;
use crate::headline::said;
use crate::widgets::{Symbol, Windowed, live, when};

/// The part of the page with the ledger.
#[component]
pub(super) fn List(shown: Shown) -> impl IntoView {
    let (ledger, notation) = (shown.ledger, shown.session.notation());
    let is_empty = Memo::new(move |_| ledger.with(|ledger| ledger.referrals().is_empty()));
    let numbers = Memo::new(move |_| ledger.with(|ledger| ledger.numbers(&shown.filter.get(), shown.order.get())));
    let focus = RwSignal::new(None);
    let headline = Memo::new(move |_| ledger.with(|ledger| words::ledger_headline(ledger, &*notation.get())));
    let sums = Memo::new(move |_| {
        ledger.with(|ledger| {
            let of = |numbers: &Vec<Number>| numbers.iter().filter_map(|number| ledger.referral(*number)).collect();
            let found: Vec<&Tracked> = numbers.with(of);
            let worth = Money::total(found.iter().filter_map(|one| one.worth())).ok();
            let received = Money::total(found.iter().map(|one| one.received())).ok();
            (found.len(), ledger.referrals().len(), worth, received)
        })
    });
    let found = move || {
        let (found, all, worth, received) = sums.get();
        let notation = notation.get();
        let money =
            |amount: Option<Money>| amount.map_or_else(|| "too large".to_owned(), |amount| notation.money(amount));
        let count = if found == all {
            notation.count(all as u64)
        } else {
            format!("{} of {}", notation.count(found as u64), notation.count(all as u64))
        };
        format!("{count} · worth {} · received {}", money(worth), money(received))
    };
    let save = move |_| {
        let workspace = shown.session.committed();
        let (reading, currency) = (workspace.reading(), workspace.currency());
        let separator = words::separator(reading);
        let text = numbers.with_untracked(|numbers| {
            table::export(&workspace.ledger(), numbers, reading, currency, separator, table::Columns::Filled)
        });
        file::save_table(shown.session, "referrals", &text);
    };
    view! {
        <section class="verdict" aria-live="polite" aria-label="Where it stands">
            {live(move || if is_empty.get() { invitation() } else { said(headline.get(), Symbol::Check) })}
        </section>
        <QuickEntry shown=shown/>
        {when(move || !is_empty.get(), move || view! {
            <section class="panel stack" aria-labelledby="ledger">
                <div class="row panel-head">
                    <h2 id="ledger">"Ledger"</h2>
                    <p class="note" role="status" data-found>{found}</p>
                    <button type="button" title="What is listed below, as a CSV file" on:click=save>"Export as a table"</button>
                </div>
                <Filters shown=shown/>
                <Bulk shown=shown numbers=numbers/>
                <Heads shown=shown/>
                {when(move || numbers.with(Vec::is_empty), || view! { <p class="note">"No referral is like this. Change what is looked for."</p> })}
                <Windowed label="Referrals" items=numbers focus=focus row=move |at| row(shown, at)/>
            </section>
        })}
        <EditDialog shown=shown/>
    }
}

fn invitation() -> AnyView {
    view! {
        <h2>"Who introduced whom, and what came of it?"</h2>
        <p>"Enter the first referral below: a client, who introduced them and when. Every later step keeps its date."</p>
        <ul class="promise">
            <li>"What each side owes the other, by the terms that were in force on the day of each referral."</li>
            <li>"Which sources bring work, and how sure that is."</li>
            <li>"Statements for your partners, to print or to send."</li>
        </ul>
        <p class="note">"Nothing you type leaves this browser."</p>
    }
    .into_any()
}
