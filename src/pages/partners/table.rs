//! The candidates side by side: criteria as rows, then the score, what is known, and the chance of being first; every
//! figure explains itself.

use std::sync::Arc;

use concord_core::scorecard::{Partner, Score, Scorecard, Verdict};
use concord_core::value::{Id, Notation};
use concord_core::words::{self, ScoreRow};
use leptos::prelude::*;

use super::{ABREAST, Shown};
use crate::engine::{Drawn, Place};
use crate::session::{Intl, Session};
use crate::widgets::{self, computed, live, when};

/// Which figure is explained: its row, and whose it is.
type Asked = Option<(ScoreRow, Id)>;

/// What the cells show.
struct Figures {
    card: Arc<Scorecard>,
    scores: Vec<Score>,
    drawn: Option<Drawn>,
    pick: Option<Id>,
    notation: Intl,
}

/// The table, how the figure that was asked about is computed, and what would change the order.
#[component]
pub(super) fn Table(shown: Shown) -> impl IntoView {
    let session = Session::get();
    let notation = session.notation();
    let asked = RwSignal::new(None as Asked);
    let figures = move || {
        let card = shown.card.get();
        Figures {
            scores: card.scores(),
            card,
            drawn: shown.drawing.drawn.get(),
            pick: shown.verdict.with(|verdict| verdict.as_ref().and_then(Verdict::pick)),
            notation: notation.get(),
        }
    };
    let body = move || {
        let (figures, abreast) = (figures(), shown.abreast.get());
        let criteria = figures.card.criteria();
        let rows = criteria.list().iter().map(|criterion| {
            let share = criteria.share(criterion.id()).unwrap_or_default();
            let weight = format!("{} of the weight", figures.notation.percent(share, 1));
            let name = view! { <bdi>{criterion.name().to_string()}</bdi><small>{weight}</small> };
            row(ScoreRow::Criterion(criterion.id()), name.into_any(), &figures, &abreast, asked)
        });
        let totals = ScoreRow::TOTALS.map(|of| row(of, title(of), &figures, &abreast, asked));
        let heads = abreast
            .iter()
            .filter_map(|&(place, id)| Some(head(place, figures.card.partner(id)?, figures.pick == Some(id), shown)));
        view! {
            <thead><tr><th scope="col">"Of 100"</th>{heads.collect_view()}</tr></thead>
            <tbody>{rows.collect_view()}{totals.collect_view()}</tbody>
        }
        .into_any()
    };
    let explained = move || {
        let Some((row, id)) = asked.get() else { return ().into_any() };
        let figures = figures();
        let Some(score) = figures.scores.iter().find(|score| score.partner == id) else { return ().into_any() };
        let chances = figures.drawn.as_ref().map(|drawn| &*drawn.chances);
        let mut lines = words::explain_score(row, &figures.card, score, chances, &*figures.notation);
        if row == ScoreRow::Chance && figures.drawn.as_ref().is_some_and(|drawn| drawn.place == Place::Page) {
            lines
                .push("Drawn by the page itself: its background worker did not start. The figures are the same".into());
        }
        let name = figures.card.partner(id).map(|partner| partner.name().to_string());
        computed(view! { " for "<bdi>{name}</bdi> }.into_any(), lines)
    };
    let lead = move || {
        let card = shown.card.get();
        let told = (card.partners().len() > 1).then(|| words::what_would_change(&card, &*notation.get()));
        told.map(|told| view! { <p class="lead" data-lead>{told}</p> }).into_any()
    };
    let many = move || shown.order.with(Vec::len) > ABREAST;
    view! {
        <section class="panel" aria-label="Comparison">
            {when(many, move || view! { <Pages shown=shown/> })}
            <div class="scroll" tabindex="0" role="region" aria-label="Comparison of the candidates">
                <table class="comparison" class:stale=move || shown.drawing.is_busy.get()>{live(body)}</table>
            </div>
            <div aria-live="polite">{live(explained)}</div>
            {live(lead)}
            <p class="note">"The likeliest to be first stands first. Below a rating: what it adds to the score. Press a figure to see how it is computed."</p>
        </section>
    }
}

/// Which of many candidates stand side by side.
#[component]
fn Pages(shown: Shown) -> impl IntoView {
    let count = move || shown.order.with(Vec::len);
    let span = Memo::new(move |_| {
        shown.abreast.with(|abreast| {
            (abreast.first().map_or(0, |(place, _)| place + 1), abreast.last().map_or(0, |(place, _)| place + 1))
        })
    });
    view! {
        <div class="row pages">
            <button type="button" disabled=move || { span.get().0 <= 1 } on:click=move |_| shown.first.set(span.get().0.saturating_sub(1 + ABREAST))>"Earlier"</button>
            <span class="note">{move || { let (from, to) = span.get(); format!("{from}–{to} of {}", count()) }}</span>
            <button type="button" disabled=move || { span.get().1 >= count() } on:click=move |_| shown.first.set(span.get().1)>"Later"</button>
        </div>
    }
}

fn title(row: ScoreRow) -> AnyView {
    let (words, below) = match row {
        ScoreRow::Criterion(_) => ("", ""),
        ScoreRow::Score => ("Score", "of 100, over what is rated"),
        ScoreRow::Coverage => ("Rated", "of the weight"),
        ScoreRow::Open => ("Could be", "with what is not rated"),
        ScoreRow::Chance => ("Comes first", "of 10,000 draws"),
    };
    view! { {words}<small>{below}</small> }.into_any()
}

fn head(place: usize, partner: &Partner, is_picked: bool, shown: Shown) -> impl IntoView + use<> {
    let (id, name) = (partner.id(), partner.name().to_string());
    view! {
        <th scope="col" class:pick=is_picked data-partner=id.to_string()>
            <small>{format!("{}.", place + 1)}</small>
            <button type="button" class="link offer-name" on:click=move |_| shown.edit(id)><bdi>{name}</bdi></button>
        </th>
    }
}

fn row(of: ScoreRow, title: AnyView, figures: &Figures, abreast: &[(usize, Id)], asked: RwSignal<Asked>) -> AnyView {
    let cells = abreast.iter().filter_map(|&(_, id)| {
        let score = figures.scores.iter().find(|score| score.partner == id)?;
        Some(cell(of, score, figures, asked))
    });
    view! {
        <tr class:key=of == ScoreRow::Score>
            <th scope="row">{title}</th>
            {cells.collect_view()}
        </tr>
    }
    .into_any()
}

fn cell(of: ScoreRow, score: &Score, figures: &Figures, asked: RwSignal<Asked>) -> impl IntoView + use<> {
    let id = score.partner;
    let (text, value, below) = figure(of, score, figures);
    view! {
        <td class:pick=figures.pick == Some(id) data-row=of.code() data-partner=id.to_string() data-value=value>
            {widgets::figure(asked, (of, id), text)}
            {below.map(|(words, part)| view! { <small data-part=part>{words}</small> })}
        </td>
    }
}

/// A figure as it is shown, its exact value, and what stands below it with the exact value of that.
fn figure(of: ScoreRow, score: &Score, figures: &Figures) -> (String, String, Option<(String, String)>) {
    let n = &*figures.notation;
    let none = || ("–".to_owned(), String::new(), None);
    match of {
        ScoreRow::Criterion(id) => {
            let scored = score.criteria.iter().find(|scored| scored.criterion == id);
            let Some(mark) = scored.and_then(|scored| scored.mark) else { return none() };
            let shown = score.shown();
            let part = shown.and_then(|shown| shown.parts.into_iter().find(|(of, _)| *of == id));
            let part = part.map(|(_, part)| (format!("adds {}", n.quantity(part, 1)), part.millionths().to_string()));
            (n.quantity(mark.shown(), 1), mark.shown().millionths().to_string(), part)
        }
        ScoreRow::Score => {
            let Some(total) = score.total else { return none() };
            let tied =
                figures.scores.iter().filter(|other| other.partner != score.partner && other.total == score.total);
            let tied: Vec<String> = tied
                .filter_map(|other| figures.card.partner(other.partner))
                .map(|other| other.name().to_string())
                .collect();
            let below = match tied.as_slice() {
                [] => None,
                [only] => Some((format!("tied with {only}"), String::new())),
                several => Some((format!("tied with {} others", several.len()), String::new())),
            };
            (n.quantity(total.shown(), 1), total.shown().millionths().to_string(), below)
        }
        ScoreRow::Coverage => (words::nearly(score.coverage, n), score.coverage.ppm().to_string(), None),
        ScoreRow::Open => {
            let [low, high] = [score.low, score.high].map(concord_core::scorecard::Mark::shown);
            let text = if low == high {
                n.quantity(low, 1)
            } else {
                format!("{} – {}", n.quantity(low, 1), n.quantity(high, 1))
            };
            (text, format!("{} {}", low.millionths(), high.millionths()), None)
        }
        ScoreRow::Chance => {
            let chances = figures
                .drawn
                .as_ref()
                .filter(|drawn| drawn.card.partner(score.partner).is_some() && figures.scores.len() > 1);
            let Some(drawn) = chances else { return none() };
            let chance = drawn.chances.of(score.partner);
            let text = match (chance.fraction(), chance.rate().ppm()) {
                ((credit, of), 995_000..) if credit < of => "over 99%".to_owned(),
                ((1.., _), ..5_000) => "under 1%".to_owned(),
                _ => n.percent(chance.rate(), 0),
            };
            (text, chance.rate().ppm().to_string(), None)
        }
    }
}
