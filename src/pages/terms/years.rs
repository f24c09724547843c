//! Simulated years: what each offer comes to on average, and how it varies.

use concord_core::forecast::Forecast;
use concord_core::value::Notation;
use concord_core::words::{self, Row, YEARS_ROWS};
use leptos::prelude::*;

use super::table::{Asked, cell, head, row_head, works};
use crate::judgement::Judgement;

/// The rows and columns of the table.
pub(super) fn body(j: &Judgement, forecast: &Forecast, title: &'static str, n: &dyn Notation, asked: Asked) -> AnyView {
    let pick = j.verdict.pick();
    let rows = YEARS_ROWS.map(|row| {
        let cells = forecast.offers.iter().chain([&forecast.no_deal]).map(|outlook| {
            let figure = words::years_figure(row, outlook, n);
            let is_picked = outlook.id.is_some() && outlook.id == pick;
            cell(row, (figure.text, figure.value), outlook.id, is_picked, figure.below, asked)
        });
        view! {
            <tr class:key=row == Row::Payout>
                {row_head(row, j.assumptions.direction)}
                {cells.collect_view()}
            </tr>
        }
    });
    view! {
        {head(j, title, n)}
        <tbody>{rows.collect_view()}{works(j, n)}</tbody>
    }
    .into_any()
}
