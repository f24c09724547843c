//! The figures of a year under terms, as the comparison of every page shows them: a column an offer and one for "no deal".

use concord_core::forecast::{Assumptions, Comparison, Direction, Figures, Offer};
use concord_core::value::{Id, Money, Notation, Side};
use concord_core::words::{self, Row};
use leptos::prelude::*;

use crate::chart::{dash_class, series_class};
use crate::widgets;

/// Which figure is explained: its row, and its offer or, without one, no deal.
pub type Asked = RwSignal<Option<(Row, Option<Id>)>>;

/// What a cell shows of a figure.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Shown {
    pub text: String,
    /// The exact value: minor units, parts per million or seconds.
    pub value: String,
    pub below: Option<String>,
    /// Whether the column is that of the offer that is picked.
    pub is_picked: bool,
}

/// The head of an offer's column, with the mark that its line has in the charts.
pub fn head(
    place: usize,
    offer: &Offer,
    is_picked: Signal<bool>,
    below: Option<&'static str>,
    notation: &dyn Notation,
) -> AnyView {
    view! {
        <th scope="col" class:pick=move || is_picked.get()>
            <svg class=format!("mark {}", series_class(place)) viewBox="0 0 22 10" aria-hidden="true"><path class=dash_class(place) d="M0 5H22"></path></svg>
            <span class="offer-name"><bdi>{words::offer_label(offer, notation)}</bdi></span>
            {below.map(|below| view! { <small>{below}</small> })}
        </th>
    }
    .into_any()
}

/// A figure of every offer and of no deal. Its cells follow what is shown of them.
pub fn row(
    row: Row,
    direction: Direction,
    offers: &[Offer],
    shown: &dyn Fn(Option<Id>) -> Signal<Shown>,
    asked: Asked,
) -> AnyView {
    let ids = offers.iter().map(|offer| Some(offer.id)).chain([None]);
    view! {
        <tr class:key=row == Row::Payout>
            {row_head(row, direction)}
            {ids.map(|id| cell(row, id, shown(id), asked)).collect_view()}
        </tr>
    }
    .into_any()
}

/// What one year shows of an offer, or of no deal.
pub fn shown(row: Row, id: Option<Id>, comparison: &Comparison, notation: &dyn Notation) -> Option<Shown> {
    let figures = usual(id, comparison)?;
    let has_range = row == Row::Payout && comparison.cases.len() > 1;
    let range = id.filter(|_| has_range).and_then(|id| comparison.payout_range(id));
    let below = range.map(|(low, high)| match low == high {
        true => "in every case".to_owned(),
        false => format!("{} – {}", notation.whole_money(low), notation.whole_money(high)),
    });
    let (text, value) = figure(row, figures, id.is_some(), notation);
    Some(Shown { text, value, below, is_picked: false })
}

/// The figures of the usual year.
fn usual(id: Option<Id>, comparison: &Comparison) -> Option<&Figures> {
    match id {
        Some(id) => comparison.offer(id)?.likely(),
        None => comparison.no_deal.first(),
    }
}

/// What a row is about, and whose figures they are.
fn row_head(row: Row, direction: Direction) -> AnyView {
    let (who, what) = words::row_label(row, direction);
    let who = who.map(|side| {
        let (class, word) = if side == Side::You { ("you", "You") } else { ("them", "They") };
        view! { <span class=class>{word}</span> " " }
    });
    view! { <th scope="row">{who}{what}</th> }.into_any()
}

/// A figure with what stands below it.
fn cell(row: Row, id: Option<Id>, shown: Signal<Shown>, asked: Asked) -> AnyView {
    let text = widgets::live(move || shown.with(|shown| shown.text.clone()).into_any());
    let below = widgets::live(move || {
        shown.with(|shown| shown.below.clone()).map(|below| view! { <small>{below}</small> }).into_any()
    });
    view! {
        <td
            class:pick=move || shown.with(|shown| shown.is_picked)
            data-row=row.code()
            data-offer=id.map(|id| id.to_string())
            data-value=move || shown.with(|shown| shown.value.clone())
        >
            {widgets::figure(asked, (row, id), text)}
            {below}
        </td>
    }
    .into_any()
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

/// How the figure that was asked about is computed.
pub fn explained(
    (row, id): (Row, Option<Id>),
    comparison: &Comparison,
    assumptions: &Assumptions,
    offers: &[Offer],
    notation: &dyn Notation,
) -> Option<AnyView> {
    let figures = usual(id, comparison)?;
    let offer = offers.iter().find(|offer| Some(offer.id) == id);
    Some(widgets::computed(().into_any(), words::explain(row, figures, assumptions, offer, notation)))
}
