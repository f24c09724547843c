//! What works: where referrals to the user come from, and what they come to.

mod claims;
mod counted;
mod pictures;
mod table;
mod trials;

use std::sync::Arc;

use concord_core::tracking::{Ledger, Source, SourceOf, SourceVerdict, Sources};
use concord_core::value::OutOfRange;
use concord_core::words;
use leptos::prelude::*;

use crate::headline::{said, symbol};
use crate::route::{Part, Route};
use crate::session::Session;
use crate::widgets::{live, when};
use claims::Claims;
use pictures::{HowFar, OverTime};
use table::SourceTable;
use trials::Experiments;

/// The ways to put referrals together, in the order of the choice.
const WAYS: [SourceOf; 3] = [SourceOf::Kind, SourceOf::Source, SourceOf::Contact];

/// The referrals, put together.
#[derive(Clone, PartialEq)]
struct Told {
    by: SourceOf,
    sources: Vec<Source>,
    all: Source,
}

/// The same, or nothing where sums leave the bound of money.
type Found = Memo<Result<Told, OutOfRange>>;

/// The figures of the ledger, going on from those before where they were put together by the same.
fn put_together(followed: &mut Option<Sources>, ledger: &Ledger, by: SourceOf) -> Result<Told, OutOfRange> {
    let before = followed.take().filter(|sources| sources.by() == by);
    let mut sources = before.unwrap_or_else(|| Sources::of(ledger, by));
    sources.follow(ledger);
    let sources = followed.insert(sources);
    Ok(Told { by, sources: sources.each()?, all: sources.all()? })
}

/// The part of the page.
#[component]
pub(super) fn Works(ledger: Memo<Arc<Ledger>>) -> impl IntoView {
    let by = RwSignal::new(SourceOf::Kind);
    let followed = StoredValue::new(None);
    let found: Found = Memo::new(move |_| {
        let found = |followed: &mut _| ledger.with(|ledger| put_together(followed, ledger, by.get()));
        followed.try_update_value(found).unwrap_or(Err(OutOfRange))
    });
    let has_any =
        Memo::new(move |_| found.with(|found| found.as_ref().is_ok_and(|told| told.all.tally.referrals() > 0)));
    view! {
        <div class="answer">
            {when(move || has_any.get(), move || choice(by))}
            <section class="verdict" aria-live="polite" aria-label="Verdict">{verdict(ledger, found)}</section>
            {when(move || has_any.get(), move || view! {
                <SourceTable ledger=ledger found=found/>
                <HowFar found=found/>
                <OverTime ledger=ledger/>
            })}
            <Experiments ledger=ledger has_any=has_any/>
            <Claims/>
        </div>
    }
}

/// What the referrals are put together by.
fn choice(by: RwSignal<SourceOf>) -> impl IntoView {
    view! {
        <fieldset class="switch">
            <legend class="unseen">"Put together"</legend>
            {WAYS.map(|this| view! {
                <label>
                    <input type="radio" name="source-of" prop:checked=move || by.get() == this on:change=move |_| by.set(this)/>
                    <span class="chip">{words::source_of_name(this)}</span>
                </label>
            }).collect_view()}
        </fieldset>
    }
}

/// The verdict, or what to do first.
fn verdict(ledger: Memo<Arc<Ledger>>, found: Found) -> AnyView {
    let notation = Session::get().notation();
    // What stays the same in words is not said again.
    let headline = Memo::new(move |_| {
        ledger.with(|ledger| {
            found.with(|found| {
                let told = found.as_ref().ok().filter(|told| told.all.tally.referrals() > 0)?;
                let verdict = SourceVerdict::of(&told.sources);
                Some(words::sources_headline(&verdict, told.by, ledger, &*notation.get()))
            })
        })
    });
    live(move || match headline.get() {
        Some(headline) => {
            let symbol = symbol(&headline);
            said(headline, symbol)
        }
        None if found.with(Result::is_err) => too_large(),
        None => invitation(ledger),
    })
}

/// What stands in the place of the verdict before there is one.
fn invitation(ledger: Memo<Arc<Ledger>>) -> AnyView {
    let has_own = Memo::new(move |_| ledger.with(|ledger| !ledger.referrals().is_empty()));
    view! {
        <h2>"Which sources bring you work?"</h2>
        <p>{move || if has_own.get() {
            "All referrals in your ledger were made by you. Enter those that were made to you, with where they came from, and the answer appears here."
        } else {
            "Enter the referrals that were made to you, with where they came from, and note when each was won or lost. The answer appears here, and follows every change."
        }}</p>
        <ul class="promise">
            <li>"One sentence: which source turns more of its referrals into work, how sure that is, and how many more would tell."</li>
            <li>"What each source brings: how many become work, how soon, and what they are worth."</li>
            <li>"How far referrals come, and how many there are in each quarter."</li>
        </ul>
        <p><a class="button" href=Route::Referrals(Part::Ledger).hash()>"Go to the ledger"</a></p>
    }
    .into_any()
}

fn too_large() -> AnyView {
    view! {
        <h2>"These numbers are larger than can be kept exact."</h2>
        <p>"Check what the referrals that were won are expected to bring, and their invoices."</p>
    }
    .into_any()
}
