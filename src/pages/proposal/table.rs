//! The comparison: what you know of yourself is computed, what is theirs stands as they declare it.

use concord_core::forecast::Standing;
use concord_core::value::{Id, Side};
use concord_core::words::{self, Row};
use concord_core::workspace::Tax;
use leptos::prelude::*;

use super::Open;
use crate::figures::{self, Asked, Shown, explained, head, row};
use crate::widgets;

/// The rows whose figures both know, or the reader alone.
const ROWS: [Row; 5] = [Row::Payout, Row::Keep(Side::You), Row::Gain(Side::You), Row::Share, Row::Hours];

/// The table, and below it how the figure that was asked about is computed.
#[component]
pub(super) fn Table(open: Open) -> impl IntoView {
    let asked: Asked = RwSignal::new(None);
    let explained = {
        let Open { notation, seen, .. } = open.clone();
        move || {
            let asked = asked.get()?;
            seen.with(|seen| {
                let seen = seen.as_ref().ok()?;
                explained(asked, &seen.comparison, &seen.assumptions, &seen.offers, &*notation)
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
        let heads = seen.offers.iter().enumerate().map(|(place, offer)| {
            let is_proposed = proposed == Some(offer.id);
            head(place, offer, Signal::stored(is_proposed), is_proposed.then_some("proposed"), &**notation)
        });
        let rows = ROWS.map(|of| {
            let shown = |id: Option<Id>| {
                let shown = figures::shown(of, id, &seen.comparison, &**notation).unwrap_or_default();
                Signal::stored(Shown { is_picked: id.is_some() && id == proposed, ..shown })
            };
            row(of, seen.assumptions.direction, &seen.offers, &shown, asked)
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
                {heads.collect_view()}
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
