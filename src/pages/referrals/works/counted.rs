//! The counts of an experiment from the ledger: for each way the user says which referrals are its own.

use chrono::NaiveDate;
use concord_core::plan::FromLedger;
use concord_core::tracking::Filter;
use concord_core::words;
use leptos::prelude::*;

use super::trials::Shown;
use crate::form::{Entry, Field, Select, TextField, sentence};
use crate::pages::referrals::filter::{KINDS, choices, key_of, of_key, or_all};
use crate::session::today;
use crate::widgets::{fold, live};

/// Where the counts of an experiment come from.
#[derive(Clone, Copy)]
struct Counting {
    shown: Shown,
    place: usize,
    filters: RwSignal<Vec<Filter>>,
    found: Memo<FromLedger>,
}

/// The part of an experiment; `filters` say which referrals are those of each way.
#[component]
pub(super) fn Counts(shown: Shown, place: usize, ways: Memo<usize>, filters: RwSignal<Vec<Filter>>) -> impl IntoView {
    let notation = shown.session.notation();
    let body = move || {
        let found = Memo::new(move |_| {
            filters.with(|filters| shown.ledger.with(|ledger| FromLedger::of(ledger, filters, today())))
        });
        let counting = Counting { shown, place, filters, found };
        let take = move |_| match found.with_untracked(|found| shown.put(place, |trial| trial.counted(found))) {
            Ok(()) => shown.session.say("Days and referrals are those of the ledger now.".to_owned(), true),
            Err(problem) => shown.session.say(problem, false),
        };
        view! {
            <div class="stack">
                <p class="note">"Say which of the referrals to you belong to each way. How many people you invited, only you know."</p>
                {live(move || (0..ways.get()).map(|arm| view! { <WayOf counting=counting arm=arm/> }).collect_view().into_any())}
                <p class="note" aria-live="polite">{move || words::shared_note(found.with(|found| found.shared), &*notation.get())}</p>
                <p><button type="button" on:click=take>"Take these counts"</button></p>
            </div>
        }
        .into_any()
    };
    view! { <div class="on-screen">{fold(RwSignal::new(false), "Count from the ledger".into_any(), body)}</div> }
}

#[component]
fn WayOf(counting: Counting, arm: usize) -> impl IntoView {
    let Counting { shown, place, filters, found } = counting;
    let (notation, reading) = (shown.session.notation(), shown.session.committed().reading());
    let id = move |part: &str| format!("count-{}-{}-{part}", place + 1, arm + 1);
    let filter = move || filters.with(|filters| filters.get(arm).cloned()).unwrap_or_default();
    let change = move |change: Box<dyn FnOnce(&mut Filter)>| {
        filters.update(|filters| {
            if let Some(filter) = filters.get_mut(arm) {
                change(filter);
            }
        });
    };
    let find: Entry = Callback::new(move |(text, done): (String, bool)| {
        if done {
            change(Box::new(move |filter| filter.text = text));
        }
        Ok(())
    });
    let day = move |part: &str, label: &'static str, of: fn(&mut Filter) -> &mut Option<NaiveDate>| {
        let value = Signal::derive(move || of(&mut filter()).map(|day| reading.write_date(day)).unwrap_or_default());
        let entry: Entry = Callback::new(move |(text, done): (String, bool)| {
            let is_empty = text.trim().is_empty();
            let day = if is_empty { None } else { Some(reading.date(&text).map_err(sentence)?) };
            if done {
                change(Box::new(move |filter| *of(filter) = day));
            }
            Ok(())
        });
        view! { <Field field=TextField::text(id(part), label, value, entry)/> }
    };
    let told = move || {
        let notation = notation.get();
        found.with(|found| found.ways.get(arm).map(|way| words::way_counted(way, &*notation)))
    };
    view! {
        <fieldset class="rated">
            <legend>{move || shown.of(place, |trial| trial.arms().get(arm).map(|arm| arm.name.to_string()))}</legend>
            <div class="quick">
                <Select
                    id=id("kind")
                    label="Kind of source"
                    choices=or_all(choices(&KINDS, words::source_kind))
                    chosen=Signal::derive(move || filter().kind.map_or("", |kind| key_of(&KINDS, kind)))
                    choose=Callback::new(move |key| change(Box::new(move |filter| filter.kind = of_key(&KINDS, key))))
                />
                <Field field=TextField::text(id("find"), "Find", Signal::derive(move || filter().text), find).hint("A source, a referrer, a client")/>
                {day("from", "Introduced from", |filter| &mut filter.from)}
                {day("until", "Until", |filter| &mut filter.until)}
            </div>
            <p aria-live="polite">{told}</p>
        </fieldset>
    }
}
