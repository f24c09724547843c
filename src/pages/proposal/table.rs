//! The comparison: what you know of yourself is computed, what is theirs stands as they declare it.

use concord_core::forecast::{Figures, Standing};
use concord_core::value::{Id, Notation, Side};
use concord_core::words::{self, Row};
use concord_core::workspace::Tax;
use leptos::prelude::*;

use super::Open;
use crate::chart::{dash_class, series_class};
use crate::figures::figure;
use crate::widgets;

/// Which figure is explained: its row, and its offer or, without one, no deal.
type Asked = RwSignal<Option<(Row, Option<Id>)>>;

/// The rows whose figures both know, or the reader alone.
const ROWS: [Row; 5] = [Row::Payout, Row::Keep(Side::You), Row::Gain(Side::You), Row::Share, Row::Hours];

/// The table, and below it how the figure that was asked about is computed.
#[component]
pub(super) fn Table(open: Open) -> impl IntoView {
    let asked: Asked = RwSignal::new(None);
    let explained = {
        let Open { notation, seen, .. } = open.clone();
        move || {
            let (row, id) = asked.get()?;
            seen.with(|seen| {
                let seen = seen.as_ref().ok()?;
                let figures = match id {
                    Some(id) => *seen.comparison.offer(id)?.likely()?,
                    None => *seen.comparison.no_deal.first()?,
                };
                let offer = seen.offers.iter().find(|offer| Some(offer.id) == id);
                let lines = words::explain(row, &figures, &seen.assumptions, offer, &*notation);
                Some(widgets::computed(().into_any(), lines))
            })
        }
    };
    view! {
        <section class="panel" aria-label="Comparison">
            <div class="scroll" tabindex="0" role="region" aria-label="Comparison of the offers">
                <table class="comparison">{widgets::live(move || table(&open, asked))}</table>
            </div>
            <div aria-live="polite">{explained}</div>
            <p class="note">"In a usual year. What they keep rests on their own margin and hour, which stay with them; whether it works for them is what they say." <span class="on-screen">" Press a figure to see how it is computed."</span></p>
        </section>
    }
}

fn table(open: &Open, asked: Asked) -> AnyView {
    let proposal = &open.received.proposal;
    let notation = &open.notation;
    let proposed = proposal.proposed();
    open.seen.with(|seen| {
        let Ok(seen) = seen else { return ().into_any() };
        let head = seen.offers.iter().enumerate().map(|(place, offer)| {
            let is_proposed = proposed == Some(offer.id);
            view! {
                <th scope="col" class:pick=is_proposed>
                    <svg class=format!("mark {}", series_class(place)) viewBox="0 0 22 10" aria-hidden="true"><path class=dash_class(place) d="M0 5H22"></path></svg>
                    <span class="offer-name"><bdi>{words::offer_label(offer, &**notation)}</bdi></span>
                    {is_proposed.then(|| view! { <small>"proposed"</small> })}
                </th>
            }
        });
        let rows = ROWS.map(|row| {
            let cells = seen.comparison.offers.iter().map(|offered| {
                let below = (row == Row::Payout).then(|| seen.comparison.payout_range(offered.id)).flatten();
                let below = below.map(|(low, high)| match low == high {
                    true => "in every case".to_owned(),
                    false => format!("{} – {}", notation.whole_money(low), notation.whole_money(high)),
                });
                let picked = proposed == Some(offered.id);
                offered.likely().map(|figures| cell(row, figures, Some(offered.id), picked, below, &**notation, asked))
            });
            let none = seen.comparison.no_deal.first().map(|figures| cell(row, figures, None, false, None, &**notation, asked));
            let (who, what) = words::row_label(row, seen.assumptions.direction);
            view! {
                <tr class:key=row == Row::Payout>
                    <th scope="row">
                        {who.map(|side| view! { <span class=if side == Side::You { "you" } else { "them" }>{if side == Side::You { "You" } else { "They" }}</span> " " })}
                        {what}
                    </th>
                    {cells.collect_view()}
                    {none}
                </tr>
            }
        });
        let yours = seen.assessments.iter().map(|assessment| {
            let words = words::tested(assessment, &seen.assumptions, &**notation);
            standing(proposed == Some(assessment.id), Some(assessment.tested()), words)
        });
        let theirs = seen.assessments.iter().map(|assessment| {
            let words = words::declared(assessment.declared).to_owned();
            standing(proposed == Some(assessment.id), assessment.declared, words)
        });
        view! {
            <thead><tr>
                <th scope="col">{if proposal.tax() == Tax::Before { "A year, before tax" } else { "A year, after tax" }}</th>
                {head.collect_view()}
                <th scope="col">"No deal"</th>
            </tr></thead>
            <tbody>
                {rows.collect_view()}
                <tr data-row="works-you"><th scope="row">"Works for " <span class="you">"you"</span> "?"</th>{yours.collect_view()}<td></td></tr>
                <tr data-row="works-them"><th scope="row">"Works for " <span class="them">"them"</span> "?"</th>{theirs.collect_view()}<td></td></tr>
            </tbody>
        }
        .into_any()
    })
}

fn standing(picked: bool, standing: Option<Standing>, words: String) -> impl IntoView {
    let (code, class) = match standing {
        Some(Standing::Works) => ("works", "ok"),
        Some(Standing::WorksUsually) => ("usually", "fail"),
        Some(Standing::Fails) => ("fails", "fail"),
        None => ("unsaid", ""),
    };
    view! { <td class:pick=picked data-works=code><span class=class>{words}</span></td> }
}

fn cell(
    row: Row,
    figures: &Figures,
    id: Option<Id>,
    picked: bool,
    below: Option<String>,
    notation: &dyn Notation,
    asked: Asked,
) -> impl IntoView + use<> {
    let (text, value) = figure(row, figures, id.is_some(), notation);
    view! {
        <td class:pick=picked data-row=row.code() data-offer=id.map(|id| id.to_string()) data-value=value>
            {widgets::figure(asked, (row, id), text)}
            {below.map(|below| view! { <small>{below}</small> })}
        </td>
    }
}
