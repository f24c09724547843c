//! The ratios against the two thresholds.

use concord_core::review::{Measure, Thresholds};
use concord_core::value::{Notation, Quantity};
use concord_core::words::{self, judgement_name};
use leptos::prelude::*;

use super::Review;
use crate::chart::{Mark, MarkedChart, MarkedRow};
use crate::session::Session;

/// The chart, its words and its numbers.
#[component]
pub(super) fn Ratios(review: Review) -> impl IntoView {
    let notation = Session::get().notation();
    let rows = Memo::new(move |_| {
        let notation = notation.get();
        review.with(|review| {
            let Some(Ok(reviewed)) = review else { return Vec::new() };
            let rows = reviewed.portfolio.reviews.iter();
            rows.map(|review| {
                let words = words::review_figure(Measure::Ratio, review, &reviewed.basis, &*notation);
                MarkedRow {
                    name: review.name.to_string(),
                    figure: words.as_ref().and(review.efficiency).map(|ratio| ratio.to_f64()),
                    words: words.unwrap_or_else(|| judgement_name(review.judgement).to_owned()),
                }
            })
            .collect()
        })
    });
    let thresholds = Memo::new(move |_| {
        review.with(|review| match review {
            Some(Ok(reviewed)) => reviewed.basis.thresholds(),
            _ => Thresholds::USUAL,
        })
    });
    let written = move |threshold: Quantity| notation.with(|notation| notation.quantity(threshold, 6));
    let marks = Memo::new(move |_| {
        let thresholds = thresholds.get();
        let mark = |what: &str, at: Quantity| Mark { at: at.to_f64(), words: format!("{what} from {}", written(at)) };
        vec![mark("invest", thresholds.invest()), mark("renegotiate", thresholds.renegotiate())]
    });
    let name = Signal::derive(move || {
        let ratios: Vec<String> =
            rows.with(|rows| rows.iter().map(|row| format!("{} {}", row.name, row.words)).collect());
        let marks: Vec<String> = marks.with(|marks| marks.iter().map(|mark| mark.words.clone()).collect());
        format!("The ratio of each partnership: {}; {}", ratios.join(", "), marks.join(", "))
    });
    let write = Callback::new(|value: f64| value.to_string());
    view! {
        <section class="panel">
            <h2>"The ratios against the thresholds"</h2>
            <p class="note">"What each partnership brings for every unit that it takes. Left of 1 it costs more than it brings."</p>
            <MarkedChart name=name rows=rows marks=marks write=write/>
            <details>
                <summary>"These numbers as a table"</summary>
                <div class="scroll" tabindex="0" role="region" aria-label="The ratios as a table">
                    <table>
                        <thead><tr>
                            <th scope="col">"Partnership"</th>
                            <th scope="col">"Ratio"</th>
                            <th scope="col">"Renegotiate from"</th>
                            <th scope="col">"Invest from"</th>
                        </tr></thead>
                        <tbody>
                            {move || rows.get().into_iter().map(|row| view! {
                                <tr>
                                    <th scope="row"><bdi class="whole-name">{row.name}</bdi></th>
                                    <td>{row.words}</td>
                                    <td>{written(thresholds.get().renegotiate())}</td>
                                    <td>{written(thresholds.get().invest())}</td>
                                </tr>
                            }).collect_view()}
                        </tbody>
                    </table>
                </div>
            </details>
        </section>
    }
}
