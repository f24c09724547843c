//! The comparison: offers and "no deal" as columns, both parties' eyes as rows; every figure explains itself.

use concord_core::forecast::{Assessment, Figures, Standing};
use concord_core::value::{Id, Money, Notation, Side};
use concord_core::words::{self, Row};
use concord_core::workspace::{Tax, Workspace};
use leptos::prelude::*;

use crate::chart::{dash_class, series_class};
use crate::judgement::{Judgement, Missing};
use crate::session::Session;
use crate::widgets;

/// Which figure is explained: its row, and its offer or, without one, no deal.
type Asked = RwSignal<Option<(Row, Option<Id>)>>;

/// The table, and below it how the figure that was asked about is computed.
#[component]
pub(super) fn ComparisonTable(judgement: Memo<Result<Judgement, Missing>>) -> impl IntoView {
    let session = Session::get();
    let notation = session.notation();
    let tax = session.part(Workspace::tax);
    let asked: Asked = RwSignal::new(None);
    let body = move || {
        judgement.with(|judgement| {
            let j = judgement.as_ref().ok()?;
            let notation = notation.get();
            let pick = j.verdict.pick();
            let head = j.offers.iter().enumerate().map(|(place, offer)| {
                let picked = pick == Some(offer.id);
                view! {
                    <th scope="col" class:pick=picked>
                        <svg class=format!("mark {}", series_class(place)) viewBox="0 0 22 10" aria-hidden="true"><path class=dash_class(place) d="M0 5H22"></path></svg>
                        <span class="offer-name"><bdi>{words::offer_label(offer, &*notation)}</bdi></span>
                    </th>
                }
            });
            let rows = Row::ALL.map(|row| {
                let cells = j.comparison.offers.iter().map(|offered| {
                    let range = (row == Row::Payout).then(|| j.comparison.payout_range(offered.id)).flatten();
                    let below = range.map(|(low, high)| match low == high {
                        true => "in every case".to_owned(),
                        false => format!("{} – {}", notation.whole_money(low), notation.whole_money(high)),
                    });
                    offered.likely().map(|figures| {
                        cell(row, figures, Some(offered.id), pick == Some(offered.id), below, &*notation, asked)
                    })
                });
                let none = j.comparison.no_deal.first().map(|figures| cell(row, figures, None, false, None, &*notation, asked));
                let (who, what) = words::row_label(row, j.assumptions.direction);
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
            let works = j.assessments.iter().map(|assessment| {
                let words = words::standing(assessment, &j.verdict, &j.assumptions, &j.offers, &*notation);
                view! {
                    <td class:pick=pick == Some(assessment.id) data-works=works_code(assessment)>
                        <span class=if assessment.standing() == Standing::Works { "ok" } else { "fail" }>{words}</span>
                    </td>
                }
            });
            Some(view! {
                <thead><tr>
                    <th scope="col">{if tax.get() == Tax::Before { "A year, before tax" } else { "A year, after tax" }}</th>
                    {head.collect_view()}
                    <th scope="col">"No deal"</th>
                </tr></thead>
                <tbody>
                    {rows.collect_view()}
                    <tr><th scope="row">"Works for both?"</th>{works.collect_view()}<td></td></tr>
                </tbody>
            })
        })
    };
    let explained = move || {
        let (row, id) = asked.get()?;
        judgement.with(|judgement| {
            let j = judgement.as_ref().ok()?;
            let notation = notation.get();
            let figures = match id {
                Some(id) => *j.comparison.offer(id)?.likely()?,
                None => *j.comparison.no_deal.first()?,
            };
            let offer = j.offers.iter().find(|offer| Some(offer.id) == id);
            let lines = words::explain(row, &figures, &j.assumptions, offer, &*notation);
            Some(widgets::computed(().into_any(), lines))
        })
    };
    view! {
        <section class="panel" aria-label="Comparison">
            <div class="scroll" tabindex="0" role="region" aria-label="Comparison of the offers">
                <table class="comparison">{body}</table>
            </div>
            <div aria-live="polite">{explained}</div>
            <p class="note">"In a usual year. Below what is paid: the lowest and the highest when one assumption is at its low end. Press a figure to see how it is computed."</p>
        </section>
    }
}

fn works_code(assessment: &Assessment) -> &'static str {
    match assessment.standing() {
        Standing::Works => "works",
        Standing::WorksUsually => "usually",
        Standing::Fails => "fails",
    }
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

/// A figure as it is shown, and its exact value: minor units, parts per million or seconds.
fn figure(row: Row, figures: &Figures, deal: bool, notation: &dyn Notation) -> (String, String) {
    let money = |amount: Money| (notation.whole_money(amount), amount.minor().to_string());
    match row {
        Row::Payout if !deal => ("–".into(), "0".into()),
        Row::Payout => money(figures.payout),
        Row::Keep(side) => money(*figures.keep.of(side)),
        Row::Gain(side) => money(*figures.gain.of(side)),
        Row::Share => match figures.share() {
            Some(share) if deal => (notation.signed(&format!("{:.1}%", share * 100.0)), format!("{:.0}", share * 1e6)),
            _ => ("–".into(), String::new()),
        },
        Row::Hours => (
            notation.signed(&format!("{:.1}", figures.hours.to_f64() * 2.0)),
            (figures.hours.seconds() * 2).to_string(),
        ),
    }
}
