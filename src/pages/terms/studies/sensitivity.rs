use concord_core::forecast::study::{Moved, Sensitivity};
use concord_core::forecast::{Factor, Forecast, Offer};
use concord_core::picture::Spread;
use concord_core::value::{Id, Notation, Position, Side};
use concord_core::words;
use leptos::prelude::*;

use super::super::pictures::amount;
use super::super::table::column;
use super::{Section, followed};
use crate::chart::{RangeChart, RangeRow};
use crate::engine::Studied;
use crate::judgement::Judging;
use crate::session::Session;
use crate::widgets::live;

/// What moves the answer most.
pub(super) fn section(judging: Judging) -> AnyView {
    let section = Section {
        title: "What moves the answer most",
        note: "Each assumption at the lowest and at the highest of its range, while everything else varies as before: what you would offer then, and what each of you gains over no deal in an average year, yours first.",
        make: |judged, _| Sensitivity::new(&judged.assumptions, &judged.offers),
        view,
    };
    section.view(judging)
}

fn view(last: RwSignal<Option<Studied<Sensitivity>>>) -> AnyView {
    let notation = Session::get().notation();
    let write = Callback::new(move |value: f64| notation.with(|notation| notation.whole_money(amount(value))));
    let swings = Memo::new(move |_| last.with(|last| last.as_ref().map(Swings::of).unwrap_or_default()));
    let shown = Memo::new(move |_| swings.with(|swings| swings.offer.clone()));
    let name = move || {
        let offer = shown.get().map(|offer| words::offer_label(&offer, &*notation.get())).unwrap_or_default();
        format!("What you gain in an average year under {offer}, with one assumption at either end of its range")
    };
    let chart = live(move || {
        if swings.with(|swings| swings.rows.is_empty()) {
            return ().into_any();
        }
        let rows = Signal::derive(move || swings.with(|swings| swings.rows.clone()));
        view! { <p class="note">{name} "."</p> <RangeChart name=Signal::derive(name) rows=rows band=Signal::stored(None) write=write/> }
            .into_any()
    });
    view! {
        {chart}
        <div class="scroll" tabindex="0" role="region" aria-label="What moves the answer most">
            <table>{followed(last, table)}</table>
        </div>
    }
    .into_any()
}

/// How far each assumption moves what you gain under one offer, the furthest first.
#[derive(Clone, Default, PartialEq)]
struct Swings {
    offer: Option<Offer>,
    rows: Vec<RangeRow>,
}

impl Swings {
    fn of(Studied { of, study }: &Studied<Sensitivity>) -> Swings {
        let place = of.offers.iter().position(|offer| Some(offer.id) == of.verdict.pick()).unwrap_or(0);
        let Some((offer, forecast)) = of.offers.get(place).zip(of.forecast.as_ref()) else { return Swings::default() };
        let Some(usual) = usual(forecast, offer.id) else { return Swings::default() };
        let row = |factor: Factor| {
            let ends: Vec<f64> =
                study.ends().iter().filter(|end| end.factor == factor).filter_map(|end| gain(end, offer.id)).collect();
            let least = ends.iter().copied().fold(usual, f64::min);
            let most = ends.iter().copied().fold(usual, f64::max);
            let spread = Spread { low: least, likely: usual, high: most };
            (!ends.is_empty()).then(|| RangeRow { name: words::factor_name(factor).to_owned(), place, spread })
        };
        let mut rows: Vec<RangeRow> = Factor::ALL.into_iter().filter_map(row).collect();
        let width = |row: &RangeRow| row.spread.high - row.spread.low;
        rows.sort_by(|a, b| width(b).total_cmp(&width(a)));
        Swings { offer: Some(offer.clone()), rows }
    }
}

fn usual(forecast: &Forecast, id: Id) -> Option<f64> {
    Some(forecast.offer(id)?.gain.of(Side::You).gain.mean())
}

fn gain(end: &Moved, id: Id) -> Option<f64> {
    let (_, gain) = end.outcome.as_ref()?.gains.iter().find(|(of, _)| *of == id)?;
    Some(gain.you.minor() as f64)
}

fn table(Studied { of, study }: &Studied<Sensitivity>, n: &dyn Notation) -> AnyView {
    let heads = of.offers.iter().map(|offer| column(words::offer_label(offer, n)));
    let rows = study.ends().iter().map(|end| {
        let answer = end.outcome.as_ref().map(|outcome| words::answer(&outcome.verdict, &of.offers, n));
        let is_other = end.outcome.as_ref().is_some_and(|outcome| outcome.verdict.pick() != of.verdict.pick());
        let cells = of.offers.iter().enumerate().map(|(place, _)| {
            let gain = end.outcome.as_ref().and_then(|outcome| outcome.gains.get(place)).map(|(_, gain)| *gain);
            gain.map_or_else(
                || view! { <td>"…"</td> }.into_any(),
                |gain| {
                    view! {
                        <td data-value=gain.you.minor().to_string() data-them=gain.them.minor().to_string()>
                            <span class="you">{n.whole_money(gain.you)}</span>
                            <small class="them">{n.whole_money(gain.them)}</small>
                        </td>
                    }
                    .into_any()
                },
            )
        });
        view! {
            <tr data-end=if end.end == Position::Low { "low" } else { "high" }>
                <th scope="row">{words::moved(end, n)}</th>
                <td class="words" class:pick=is_other>{answer.unwrap_or_else(|| "…".to_owned())}</td>
                {cells.collect_view()}
            </tr>
        }
    });
    view! {
        <thead><tr><th scope="col">"A year"</th><th scope="col" class="words">"Offer then"</th>{heads.collect_view()}</tr></thead>
        <tbody>{rows.collect_view()}</tbody>
    }
    .into_any()
}
