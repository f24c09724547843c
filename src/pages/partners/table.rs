//! The candidates side by side: criteria as rows, then the score, what is known, and the chance of being first; every
//! figure explains itself.

use std::sync::Arc;

use concord_core::scorecard::{Criterion, Mark, Partner, Score, Scorecard, ShownScore};
use concord_core::value::{Id, Notation, Quantity, Rate};
use concord_core::words::{self, ScoreRow};
use leptos::ev::MouseEvent;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::Element;

use super::{ABREAST, Ranking, Shown};
use crate::engine::Place;
use crate::route::Route;
use crate::session::{Intl, Session};
use crate::widgets::{computed, live, when};

/// Which figure is explained: its row, and whose it is.
type Asked = Option<(ScoreRow, Id)>;

/// The scores of those who stand side by side, and as they are shown.
type Scores = Arc<Vec<(Score, Option<ShownScore>)>>;

/// What the cells show.
#[derive(Clone, Copy)]
struct Figures {
    shown: Shown,
    scores: Memo<Scores>,
    pick: Memo<Option<Id>>,
    asked: RwSignal<Asked>,
    notation: Memo<Intl>,
}

/// A figure as it is shown.
#[derive(Clone, PartialEq, Default)]
struct Told {
    text: String,
    /// The exact value.
    value: String,
    /// What stands below, with the exact value of that.
    below: Option<(String, String)>,
}

/// The table, how the figure that was asked about is computed, and what would change the order.
#[component]
pub(super) fn Table(shown: Shown) -> impl IntoView {
    let notation = Session::get().notation();
    let asked = RwSignal::new(None as Asked);
    let scores = Memo::new(move |_| {
        let card = shown.card.get();
        let (sheet, totals) = (card.sheet(), card.totals());
        let of = |&(_, id): &(usize, Id)| {
            let score = card.score(&totals, sheet.row(id)?)?;
            let as_shown = score.shown();
            Some((score, as_shown))
        };
        shown.abreast.with(|abreast| Arc::new(abreast.iter().filter_map(of).collect::<Vec<_>>()))
    });
    let pick =
        Memo::new(move |_| shown.ranking.with(|ranking| ranking.as_ref().and_then(|ranking| ranking.verdict.pick())));
    let figures = Figures { shown, scores, pick, asked, notation };
    // While a weight moves, the rows and the columns stay: only the figures in them change.
    let criteria = Memo::new(move |_| {
        let told = |criterion: &Criterion| (criterion.id(), criterion.name().to_string());
        shown.card.with(|card| card.criteria().list().iter().map(told).collect::<Vec<_>>())
    });
    let body = move || {
        let (partners, abreast) = (shown.partners.get(), shown.abreast.get());
        let named = |id: Id| partners.iter().find(|partner| partner.id() == id);
        let heads = abreast.iter().filter_map(|&(place, id)| Some(head(place, named(id)?, pick)));
        let rows = criteria.get().into_iter().map(|(id, name)| {
            let weight = move || {
                let share = shown.card.with(|card| card.criteria().share(id).unwrap_or_default());
                format!("{} of the weight", notation.get().percent(share, 1))
            };
            let title = view! { <bdi>{name}</bdi><small>{weight}</small> };
            row(ScoreRow::Criterion(id), title.into_any(), figures, &abreast)
        });
        let totals = ScoreRow::TOTALS.map(|of| row(of, title(of), figures, &abreast));
        view! {
            <thead><tr><th scope="col" aria-colindex="1">"Of 100"</th>{heads.collect_view()}</tr></thead>
            <tbody>{rows.collect_view()}{totals.collect_view()}</tbody>
        }
        .into_any()
    };
    let explained = move || {
        let Some((row, id)) = asked.get() else { return ().into_any() };
        let (card, scores, ranking) = (shown.card.get(), scores.get(), shown.ranking.get());
        let Some((score, _)) = scores.iter().find(|(score, _)| score.partner == id) else { return ().into_any() };
        let drawn = ranking.as_ref().map(|ranking| &ranking.drawn);
        let chances = drawn.map(|drawn| &*drawn.chances);
        let mut lines = words::explain_score(row, &card, score, chances, &*notation.get());
        if row == ScoreRow::Chance && drawn.is_some_and(|drawn| drawn.place == Place::Page) {
            lines
                .push("Drawn by the page itself: its background worker did not start. The figures are the same".into());
        }
        let name = card.partner(id).map(|partner| partner.name().to_string());
        computed(view! { " for "<bdi>{name}</bdi> }.into_any(), lines)
    };
    let lead = move || {
        let told = shown.ranking.with(|ranking| {
            let card = &ranking.as_ref()?.drawn.card;
            (card.partners().len() > 1).then(|| words::what_would_change(card, &*notation.get()))
        });
        told.map(|told| view! { <p class="lead" data-lead>{told}</p> }).into_any()
    };
    // One listener for all figures.
    let press = move |event: MouseEvent| {
        let this = shown.card.with_untracked(|card| pressed(&event, card));
        if this.is_some() {
            asked.update(|asked| *asked = if *asked == this { None } else { this });
        }
    };
    let many = move || shown.order.with(Vec::len) > ABREAST;
    view! {
        <section class="panel" aria-label="Comparison">
            {when(many, move || view! { <Pages shown=shown/> })}
            <div class="scroll" tabindex="0" role="region" aria-label="Comparison of the candidates">
                <table
                    class="comparison"
                    class:stale=move || shown.is_busy.get()
                    on:click=press
                    aria-colcount=move || (shown.order.with(Vec::len) + 1).to_string()
                >
                    {live(body)}
                </table>
            </div>
            <div aria-live="polite">{live(explained)}</div>
            {live(lead)}
            <p class="note">"The likeliest to be first stands first. Below a rating: what it adds to the score. Press a figure to see how it is computed."</p>
        </section>
    }
}

/// Which figure was pressed, if it was one.
fn pressed(event: &MouseEvent, card: &Scorecard) -> Asked {
    let pressed = event.target()?.dyn_into::<Element>().ok()?.closest("button.figure").ok()??;
    let cell = pressed.closest("td").ok()??;
    let (code, id) = (cell.get_attribute("data-row")?, cell.get_attribute("data-partner")?);
    let criteria = card.criteria().list().iter().map(|criterion| ScoreRow::Criterion(criterion.id()));
    let row = criteria.chain(ScoreRow::TOTALS).find(|row| row.code() == code)?;
    Some((row, id.parse().ok()?))
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

fn head(place: usize, partner: &Partner, pick: Memo<Option<Id>>) -> impl IntoView + use<> {
    let (id, name) = (partner.id(), partner.name().to_string());
    view! {
        <th scope="col" class:pick=move || pick.get() == Some(id) data-partner=id.to_string() aria-colindex=(place + 2).to_string()>
            <small>{format!("{}.", place + 1)}</small>
            <a class="offer-name" href=Route::Partner(Some(id)).hash()><bdi>{name}</bdi></a>
        </th>
    }
}

fn row(of: ScoreRow, title: AnyView, figures: Figures, abreast: &[(usize, Id)]) -> AnyView {
    let cells = abreast.iter().map(|&(place, id)| cell(of, place, id, figures));
    view! {
        <tr class:key=of == ScoreRow::Score>
            <th scope="row" aria-colindex="1">{title}</th>
            {cells.collect_view()}
        </tr>
    }
    .into_any()
}

fn cell(of: ScoreRow, place: usize, id: Id, figures: Figures) -> impl IntoView + use<> {
    let told = Memo::new(move |_| figures.told(of, id));
    let below = Memo::new(move |_| told.with(|told| told.below.clone()));
    let asked = figures.asked;
    view! {
        <td
            class:pick=move || figures.pick.get() == Some(id)
            aria-colindex=(place + 2).to_string()
            data-row=of.code()
            data-partner=id.to_string()
            data-value=move || told.with(|told| told.value.clone())
        >
            <button type="button" class="figure" aria-expanded=move || (asked.get() == Some((of, id))).to_string()>
                {move || told.with(|told| told.text.clone())}
            </button>
            {live(move || match below.get() {
                Some((words, part)) => view! { <small data-part=part>{words}</small> }.into_any(),
                None => ().into_any(),
            })}
        </td>
    }
}

impl Figures {
    fn told(self, of: ScoreRow, id: Id) -> Told {
        let notation = self.notation.get();
        let n = &*notation;
        let none = || Told { text: "–".to_owned(), ..Told::default() };
        let scores = self.scores.get();
        let Some((score, shown)) = scores.iter().find(|(score, _)| score.partner == id) else { return none() };
        let points = |mark: Mark| (n.quantity(mark.shown(), 1), mark.shown().millionths().to_string());
        match of {
            ScoreRow::Criterion(criterion) => {
                let scored = score.criteria.iter().find(|scored| scored.criterion == criterion);
                let Some((text, value)) = scored.and_then(|scored| scored.mark).map(points) else {
                    return none();
                };
                let part = shown.as_ref().and_then(|shown| shown.parts.iter().find(|(of, _)| *of == criterion));
                let adds = |part: Quantity| (format!("adds {}", n.quantity(part, 1)), part.millionths().to_string());
                Told { text, value, below: part.map(|&(_, part)| adds(part)) }
            }
            ScoreRow::Score => {
                let Some((text, value)) = score.total.map(points) else { return none() };
                let card = self.shown.card.get();
                let tied = |ranking: &Option<Arc<Ranking>>| tied(ranking.as_deref()?, &card, id);
                Told { text, value, below: self.shown.ranking.with(tied).map(|words| (words, String::new())) }
            }
            ScoreRow::Coverage => {
                Told { text: words::nearly(score.coverage, n), value: score.coverage.ppm().to_string(), below: None }
            }
            ScoreRow::Open => {
                let [low, high] = [score.low, score.high].map(|mark| mark.shown().millionths());
                Told { text: open(score, n), value: format!("{low} {high}"), below: None }
            }
            ScoreRow::Chance => {
                let chance = |ranking: &Option<Arc<Ranking>>| chance(ranking.as_deref()?, id, n);
                let told = |(text, rate): (String, Rate)| Told { text, value: rate.ppm().to_string(), below: None };
                self.shown.ranking.with(chance).map_or_else(none, told)
            }
        }
    }
}

/// Who has exactly the same score, unless that is being worked out anew.
pub(super) fn tied(ranking: &Ranking, card: &Arc<Scorecard>, id: Id) -> Option<String> {
    if !Arc::ptr_eq(&ranking.drawn.card, card) {
        return None;
    }
    let others: Vec<Id> = ranking.tied_with(id).collect();
    match *others.as_slice() {
        [] => None,
        [only] => card.partner(only).map(|other| format!("tied with {}", other.name())),
        ref several => Some(format!("tied with {} others", several.len())),
    }
}

/// Between which bounds what is not rated can move a score.
pub(super) fn open(score: &Score, n: &dyn Notation) -> String {
    let [low, high] = [score.low, score.high].map(|mark| n.quantity(mark.shown(), 1));
    if score.low == score.high { low } else { format!("{low} – {high}") }
}

/// The chance of being first, as it is shown and as it is; none without anybody to compare with.
pub(super) fn chance(ranking: &Ranking, id: Id, n: &dyn Notation) -> Option<(String, Rate)> {
    let drawn = &ranking.drawn;
    if drawn.card.partners().len() < 2 || drawn.card.partner(id).is_none() {
        return None;
    }
    let chance = drawn.chances.of(id);
    let text = match (chance.fraction(), chance.rate().ppm()) {
        ((credit, of), 995_000..) if credit < of => "over 99%".to_owned(),
        ((1.., _), ..5_000) => "under 1%".to_owned(),
        _ => n.percent(chance.rate(), 0),
    };
    Some((text, chance.rate()))
}
