//! The referrals themselves: entered, found, put in order, changed.

use concord_core::tracking::{Listing, Tally, table};
use concord_core::value::{Money, Notation, OutOfRange};
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
    let follow = move |before: Option<&Listing>| {
        let (filter, order) = (shown.filter.get(), shown.order.get());
        ledger.with(|ledger| match before.filter(|before| before.is_of(&filter, order)) {
            Some(before) => {
                let mut listing = before.clone();
                listing.follow(ledger);
                listing
            }
            None => Listing::of(ledger, filter, order),
        })
    };
    // Each is of another ledger, filter or order.
    let listing = Memo::new_with_compare(follow, |_, _| true);
    let numbers = Memo::new(move |_| listing.with(|listing| listing.numbers().to_vec()));
    let focus = RwSignal::new(None);
    let headline = Memo::new(move |_| words::ledger_headline(&listing.with(Listing::all), &*notation.get()));
    let found = move || {
        let (found, all) = listing.with(|listing| (listing.found(), listing.all()));
        let notation = notation.get();
        let money = |amount: Result<Money, OutOfRange>| {
            amount.map_or_else(|_| "too large".to_owned(), |amount| notation.money(amount))
        };
        let count = |tally: Tally| notation.count(tally.count() as u64);
        let count =
            if found.count() == all.count() { count(all) } else { format!("{} of {}", count(found), count(all)) };
        format!("{count} · worth {} · received {}", money(found.worth()), money(found.received()))
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
