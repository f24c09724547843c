use concord_core::forecast::Verdict;
use concord_core::forecast::study::{Cell, Map, Outcome};
use concord_core::value::{Id, Notation, Side};
use concord_core::words;
use leptos::prelude::*;

use super::{Section, followed};
use crate::chart::series_class;
use crate::engine::Studied;
use crate::judgement::{Judgement, Judging};

/// By whose eyes the map is drawn.
#[derive(Clone, Copy, PartialEq, Eq)]
enum By {
    Rule,
    Side(Side),
}

impl By {
    const ALL: [By; 3] = [By::Rule, By::Side(Side::You), By::Side(Side::Them)];

    const fn name(self) -> &'static str {
        match self {
            By::Rule => "What to offer",
            By::Side(Side::You) => "Best for you",
            By::Side(Side::Them) => "Best for them",
        }
    }
}

/// What to offer, by what a project is worth and how many introductions come.
pub(super) fn section(judging: Judging) -> AnyView {
    let section = Section {
        title: "If projects or introductions turn out otherwise",
        note: "What would be right if a project were usually worth as much as the column says and as many introductions came in a year as the row says, each with its range around it. The framed field is what you expect.",
        make: |judged, _| Map::new(&judged.assumptions, &judged.offers),
        view,
    };
    section.view(judging)
}

fn view(last: RwSignal<Option<Studied<Map>>>) -> AnyView {
    let chosen = RwSignal::new(By::Rule);
    let table = followed(last, move |last, n| table(last, chosen.get(), n));
    view! {
        <fieldset class="switch">
            <legend class="unseen">"Whose map"</legend>
            {By::ALL.map(|this| view! {
                <label>
                    <input type="radio" name="map" prop:checked=move || chosen.get() == this on:change=move |_| chosen.set(this)/>
                    <span class="chip">{this.name()}</span>
                </label>
            }).collect_view()}
        </fieldset>
        <div class="scroll" tabindex="0" role="region" aria-label="Map by value of a project and introductions">
            <table>{table}</table>
        </div>
        {followed(last, |last, n| legend(&last.of, n))}
    }
    .into_any()
}

/// The letters of the offers.
fn legend(of: &Judgement, n: &dyn Notation) -> AnyView {
    let lines = of.offers.iter().enumerate().map(|(place, offer)| {
        view! { <li><b>{letter(place)}</b> " " <bdi>{words::offer_label(offer, n)}</bdi></li> }
    });
    view! {
        <ul class="note" style:display="flex" style:flex-wrap="wrap" style:column-gap="var(--gap-4)">
            {lines.collect_view()}
            <li><b>"?"</b> " too close to be sure"</li>
            <li><b>"–"</b> " none"</li>
        </ul>
    }
    .into_any()
}

fn letter(place: usize) -> char {
    ('A'..='Z').nth(place).unwrap_or('?')
}

fn table(Studied { of, study }: &Studied<Map>, by: By, n: &dyn Notation) -> AnyView {
    let usual = (of.assumptions.introductions.range.likely(), of.assumptions.value.range.likely());
    let heads = study.values().iter().map(|&value| view! { <th scope="col">{n.whole_money(value)}</th> });
    let rows = study.rows().map(|(count, cells)| {
        let cells =
            cells.iter().zip(study.values()).map(|(cell, &value)| field(of, cell, by, (count, value) == usual, n));
        view! { <tr><th scope="row">{n.quantity(count, 1)}</th>{cells.collect_view()}</tr> }
    });
    view! {
        <thead><tr><th scope="col">"Introductions"</th>{heads.collect_view()}</tr></thead>
        <tbody>{rows.collect_view()}</tbody>
    }
    .into_any()
}

/// One field: the letter of an offer on its hue, and in words for those who do not see it.
fn field(of: &Judgement, cell: &Cell, by: By, is_usual: bool, n: &dyn Notation) -> AnyView {
    let place = |id: Option<Id>| of.offers.iter().position(|offer| Some(offer.id) == id);
    let (place, is_sure, told) = match &cell.outcome {
        Some(Outcome { verdict, .. }) if by == By::Rule => {
            let first = match verdict {
                Verdict::TooClose { first, .. } => Some(*first),
                verdict => verdict.pick(),
            };
            let is_sure = !matches!(verdict, Verdict::TooClose { .. } | Verdict::Leaning { .. });
            (place(first), is_sure, words::answer(verdict, &of.offers, n))
        }
        Some(outcome) => {
            let place = place(match by {
                By::Rule => None,
                By::Side(side) => outcome.best(side),
            });
            let offer = place.and_then(|place| of.offers.get(place));
            (place, true, offer.map_or_else(|| "no deal".to_owned(), |offer| words::offer_label(offer, n)))
        }
        None => {
            (None, true, if cell.assumptions.is_some() { "not yet known" } else { "too large to simulate" }.to_owned())
        }
    };
    let text = match (place, cell.outcome.is_some()) {
        (Some(place), _) if is_sure => letter(place).to_string(),
        (Some(place), _) => format!("{}?", letter(place)),
        (None, true) => "–".to_owned(),
        (None, false) => String::new(),
    };
    let class = place.map(series_class).unwrap_or_default();
    // There are four hues; beyond them fields are striped.
    let hue = place.map(|place| match place / 4 {
        0 => "color-mix(in srgb, var(--model) 30%, transparent)",
        1 => "repeating-linear-gradient(45deg, color-mix(in srgb, var(--model) 35%, transparent) 0 4px, transparent 4px 10px)",
        _ => "repeating-linear-gradient(135deg, color-mix(in srgb, var(--model) 35%, transparent) 0 2px, transparent 2px 6px)",
    });
    let frame = is_usual.then_some("2px solid currentColor");
    let title = told.clone();
    view! {
        <td class=class style:background=hue style:outline=frame style:outline-offset="-2px" style:text-align="center" title=title>
            <span aria-hidden="true">{text}</span>
            <span class="unseen">{told}</span>
        </td>
    }
    .into_any()
}
