//! The comparison: offers and "no deal" as columns, both parties' eyes as rows; every figure explains itself.

use concord_core::forecast::{Assessment, Standing};
use concord_core::words::{self, Row};
use concord_core::workspace::{Tax, Workspace};
use leptos::prelude::*;

use crate::figures::{Asked, explained, head, row};
use crate::judgement::{Judgement, Missing};
use crate::session::Session;

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
            let heads = j.offers.iter().enumerate().map(|(place, offer)| {
                head(place, offer, pick == Some(offer.id), None, &*notation)
            });
            let rows = Row::ALL.map(|figures| row(figures, &j.comparison, &j.assumptions, pick, &*notation, asked));
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
                    {heads.collect_view()}
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
        let asked = asked.get()?;
        judgement.with(|judgement| {
            let j = judgement.as_ref().ok()?;
            explained(asked, &j.comparison, &j.assumptions, &j.offers, &*notation.get())
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
