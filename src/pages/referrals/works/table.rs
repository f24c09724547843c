//! A row for each source; every figure explains itself.

use std::sync::Arc;

use concord_core::tracking::{Ledger, Source, SourceMeasure, SourceOf};
use concord_core::value::Notation;
use concord_core::words;
use leptos::prelude::*;

use super::{Found, Told};
use crate::session::Session;
use crate::widgets::{self, when};

/// A row by its place or, without one, that of all sources together.
type Place = Option<usize>;
/// Which figure is explained.
type Asked = RwSignal<Option<(SourceMeasure, Place)>>;

/// How many rows are shown at first, and how many each time there are to be more.
const ROWS: usize = 50;

/// The table, and below it how the figure that was asked about is computed.
#[component]
pub(super) fn SourceTable(ledger: Memo<Arc<Ledger>>, found: Found) -> impl IntoView {
    let notation = Session::get().notation();
    let asked: Asked = RwSignal::new(None);
    let shown = RwSignal::new(ROWS);
    let by = Memo::new(move |_| found.with(|found| found.as_ref().map_or(SourceOf::Kind, |told| told.by)));
    // Other rows: what was asked about is not there any more.
    Effect::new(move || {
        by.track();
        asked.set(None);
        shown.set(ROWS);
    });
    let count = Memo::new(move |_| found.with(|found| found.as_ref().map_or(0, |told| told.sources.len())));
    let rows = move || {
        let (notation, shown) = (notation.get(), shown.get());
        found.with(|found| {
            let Ok(told) = found else { return Vec::new() };
            let together = (told.sources.len() > 1).then_some(None);
            let places = (0..told.sources.len().min(shown)).map(Some).chain(together);
            ledger.with(|ledger| places.filter_map(|place| row(told, place, ledger, &*notation, asked)).collect())
        })
    };
    let explained = move || {
        let (measure, place) = asked.get()?;
        found.with(|found| {
            let told = found.as_ref().ok()?;
            let source = source(told, place)?;
            // A figure that is no longer there needs no explanation.
            measure.of(source, &told.all)?;
            let lines = words::explain_source(measure, source, &told.all, &*notation.get());
            let name = ledger.with(|ledger| name(told, place, ledger));
            Some(widgets::computed(view! { ": " {label(measure)} ", " <bdi>{name}</bdi> }.into_any(), lines))
        })
    };
    let unvalued = move || {
        let notation = notation.get();
        found.with(|found| {
            let all = found.as_ref().ok().map(|told| &told.all).filter(|all| all.unvalued() > 0)?;
            let lines = words::explain_source(SourceMeasure::Unvalued, all, all, &*notation);
            Some(format!("{}. Give them an expected value or their invoices in the ledger.", lines.join(". ")))
        })
    };
    view! {
        <section class="panel long" aria-labelledby="sources">
            <h2 id="sources">"What each source came to"</h2>
            <div class="scroll" tabindex="0" role="region" aria-label="What each source came to as a table">
                <table class="reviews sources">
                    <thead><tr>
                        <th scope="col">{move || heading(by.get())}</th>
                        <th scope="col">"Referrals"</th>
                        <th scope="col">"Qualified"</th>
                        <th scope="col">"Won"</th>
                        <th scope="col">"Lost"</th>
                        <th scope="col">"Open"</th>
                        <th scope="col">"Conversion"<small>"95% interval"</small></th>
                        <th scope="col">"Days to win"<small>"median"</small></th>
                        <th scope="col">"Value won"</th>
                        <th scope="col">"Value per referral"</th>
                        <th scope="col">"Share of value"<small>"and of referrals"</small></th>
                    </tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
            {when(move || shown.get() < count.get(), move || view! {
                <p><button type="button" on:click=move |_| shown.update(|shown| *shown += ROWS)>
                    {move || format!("Show more of {}", notation.with(|notation| notation.count(count.get() as u64)))}
                </button></p>
            })}
            <div aria-live="polite">{explained}</div>
            <p class="note">"The most referrals first. Conversion is won out of won and lost; open ones are left out. The sentence compares the two with the most decided referrals. Press a figure to see how it is computed."</p>
            {move || unvalued().map(|line| view! { <p class="note">{line}</p> })}
        </section>
    }
}

const fn heading(by: SourceOf) -> &'static str {
    match by {
        SourceOf::Kind => "Kind of source",
        SourceOf::Source => "Source",
        SourceOf::Contact => "Referrer",
    }
}

/// What a figure is called where it is explained.
const fn label(measure: SourceMeasure) -> &'static str {
    match measure {
        SourceMeasure::Referrals => "referrals",
        SourceMeasure::Qualified => "qualified",
        SourceMeasure::Won => "won",
        SourceMeasure::Lost => "lost",
        SourceMeasure::Open => "open",
        SourceMeasure::Conversion | SourceMeasure::Low | SourceMeasure::High => "conversion",
        SourceMeasure::DaysToWin => "days to win",
        SourceMeasure::Value => "value won",
        SourceMeasure::Unvalued => "won without a value",
        SourceMeasure::ValuePerReferral => "value per referral",
        SourceMeasure::ShareOfValue | SourceMeasure::ShareOfCount => "shares of value and of referrals",
    }
}

fn source(told: &Told, place: Place) -> Option<&Source> {
    match place {
        Some(place) => told.sources.get(place),
        None => Some(&told.all),
    }
}

fn name(told: &Told, place: Place, ledger: &Ledger) -> String {
    match place {
        Some(place) => {
            let origin = told.sources.get(place).and_then(|source| source.origin.as_ref());
            words::source_row(origin, told.by, ledger)
        }
        None => "All together".into(),
    }
}

fn row(
    told: &Told,
    place: Place,
    ledger: &Ledger,
    notation: &dyn Notation,
    asked: Asked,
) -> Option<impl IntoView + use<>> {
    let source = source(told, place)?;
    let pressed = |measure: SourceMeasure, after: &'static str| {
        let text = words::source_figure(measure, source, &told.all, notation)?;
        let value = measure.of(source, &told.all).map(|exact| exact.to_string());
        let figure = widgets::figure(asked, (measure, place), format!("{text}{after}").into_any());
        Some(view! { <span data-figure=measure.code() data-value=value>{figure}</span> })
    };
    let figure = |measure| match pressed(measure, "") {
        Some(figure) => figure.into_any(),
        None => view! { <span>"–"</span> }.into_any(),
    };
    let small = |measure, after| pressed(measure, after).map(|figure| view! { <small>{figure}</small> });
    let interval = pressed(SourceMeasure::Low, "").zip(pressed(SourceMeasure::High, ""));
    Some(view! {
        <tr>
            <th scope="row"><bdi class="whole-name">{name(told, place, ledger)}</bdi></th>
            <td>{figure(SourceMeasure::Referrals)}</td>
            <td>{figure(SourceMeasure::Qualified)}</td>
            <td>{figure(SourceMeasure::Won)}</td>
            <td>{figure(SourceMeasure::Lost)}</td>
            <td>{figure(SourceMeasure::Open)}</td>
            <td class="main">
                {figure(SourceMeasure::Conversion)}
                {interval.map(|(low, high)| view! { <small>{low} " to " {high}</small> })}
            </td>
            <td>{figure(SourceMeasure::DaysToWin)}</td>
            <td>
                {figure(SourceMeasure::Value)}
                {(source.unvalued() > 0).then(|| small(SourceMeasure::Unvalued, " without a value"))}
            </td>
            <td>{figure(SourceMeasure::ValuePerReferral)}</td>
            <td>
                {figure(SourceMeasure::ShareOfValue)}
                {small(SourceMeasure::ShareOfCount, " of referrals")}
            </td>
        </tr>
    })
}
