//! A row for each partnership, ranked; every figure explains itself.

use concord_core::review::{Decision, Judgement, Measure, Review as Reviewing};
use concord_core::value::{Id, Money, Notation};
use concord_core::words::{self, decision_name, judgement_name};
use leptos::prelude::*;

use super::{Editing, Review, Reviewed, symbol, tone};
use crate::session::Session;
use crate::widgets::{self, Icon, Symbol};
use concord_core::workspace::Command;

/// Which figure is explained.
type Asked = RwSignal<Option<(Measure, Id)>>;

/// The table, and below it how the figure that was asked about is computed.
#[component]
pub(super) fn PartnershipTable(review: Review) -> impl IntoView {
    let session = Session::get();
    let notation = session.notation();
    let editing = expect_context::<Editing>();
    let asked: Asked = RwSignal::new(None);
    let rows = move || {
        let notation = notation.get();
        review.with(|review| {
            let Some(Ok(reviewed)) = review else { return Vec::new() };
            let rows = reviewed.portfolio.reviews.iter();
            rows.map(|review| row(review, reviewed, &*notation, asked, editing)).collect()
        })
    };
    let explained = move || {
        let (measure, id) = asked.get()?;
        review.with(|review| {
            let Some(Ok(reviewed)) = review else { return None };
            let (of, settled) = (reviewed.portfolio.review(id)?, reviewed.settled(id)?);
            // A figure that is no longer there needs no explanation.
            measure.of(of)?;
            let lines = words::explain_review(measure, of, settled, &reviewed.basis, &*notation.get());
            let name = of.name.to_string();
            Some(widgets::computed(view! { ": " {label(measure)} " of " <bdi>{name}</bdi> }.into_any(), lines))
        })
    };
    let period = move || {
        let notation = notation.get();
        review.with(|review| {
            let Some(Ok(reviewed)) = review else { return String::new() };
            let period = reviewed.basis.trailing().period();
            let last = period.end().pred_opt().unwrap_or(period.end());
            format!(
                "From {} to {}. The best decision first, then the most left over. Press a figure to see how it is computed.",
                notation.date(period.start()),
                notation.date(last)
            )
        })
    };
    view! {
        <section class="panel long" aria-labelledby="partnerships">
            <div class="row panel-head">
                <h2 id="partnerships">"Your partnerships"</h2>
                <button type="button" on:click=move |_| editing.edit(None)><Icon symbol=Symbol::Plus/>"Add a partnership"</button>
            </div>
            <div class="scroll" tabindex="0" role="region" aria-label="Your partnerships as a table">
                <table class="reviews">
                    <thead><tr>
                        <th scope="col">"Partnership"</th>
                        <th scope="col">"Ratio"</th>
                        <th scope="col" class="words">"Decision"</th>
                        <th scope="col">"Brings"</th>
                        <th scope="col">"Takes"</th>
                        <th scope="col">"Left over"</th>
                        <th scope="col">"Ending frees"</th>
                    </tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
            <div aria-live="polite">{explained}</div>
            <p class="note">{period}</p>
        </section>
    }
}

/// What a figure is called where it is explained.
const fn label(measure: Measure) -> &'static str {
    match measure {
        Measure::Ratio => "ratio",
        Measure::WithoutStrategic => "ratio without strategic value",
        Measure::Chance(_) => "chance of the decision",
        Measure::Before => "change of the ratio",
        Measure::Value => "what it brings",
        Measure::Revenue => "revenue",
        Measure::Strategic => "strategic value",
        Measure::Investment => "what it takes",
        Measure::Hours => "hours",
        Measure::Money => "money",
        Measure::Payouts => "what was paid to the partner",
        Measure::Gain => "what is left over",
        Measure::HoursFreed => "hours a week",
        Measure::MustBeat => "what an hour freed must earn",
    }
}

fn row(
    review: &Reviewing,
    reviewed: &Reviewed,
    notation: &dyn Notation,
    asked: Asked,
    editing: Editing,
) -> impl IntoView + use<> {
    let (id, name) = (review.partnership, review.name.to_string());
    let remove = move |_| {
        let session = Session::get();
        // It is shown, so it can be removed.
        let _ = session.dispatch(Command::remove_entry(id));
        session.say("Partnership removed.", true);
    };
    let figure = |measure: Measure, before: &'static str, after: &'static str| {
        let text = words::review_figure(measure, review, &reviewed.basis, notation)?;
        let value = measure.of(review).map(|exact| exact.to_string());
        Some(pressed(measure, id, format!("{before}{text}{after}"), value, asked))
    };
    let small = |measure, before, after| figure(measure, before, after).map(|figure| view! { <small>{figure}</small> });
    let dash = || view! { <span>"–"</span> }.into_any();
    let decided = review.judgement.decision();
    let costs = decided.and(review.efficiency).filter(|ratio| ratio.costs_more_than_it_brings());
    let course = review.trend.map(|trend| match trend.course {
        concord_core::review::Course::Rising => "up from ",
        concord_core::review::Course::Level => "the same as ",
        concord_core::review::Course::Falling => "down from ",
    });
    let chances = Decision::ALL.map(|decision| {
        let after = match decision {
            Decision::Invest => " invest",
            Decision::Renegotiate => " renegotiate",
            Decision::PhaseOut => " phase out",
        };
        small(Measure::Chance(decision), "", after)
    });
    let by_terms = reviewed.settled(id).is_some_and(|settled| settled.counted.is_some());
    // The same figure twice says nothing.
    let differs = review.without_strategic != review.efficiency;
    view! {
        <tr data-partnership=id.to_string()>
            <th scope="row">
                <bdi class="whole-name">{name.clone()}</bdi>
                <span class="row-does">
                    <button type="button" class="link" aria-label=format!("Change {name}") on:click=move |_| editing.edit(Some(id))>"Change"</button>
                    <button type="button" class="quiet" aria-label=format!("Remove {name}") on:click=remove><Icon symbol=Symbol::Cross/></button>
                </span>
            </th>
            <td class="main">
                {figure(Measure::Ratio, "", "").map_or_else(dash, IntoAny::into_any)}
                {differs.then(|| small(Measure::WithoutStrategic, "", " by revenue"))}
                {course.and_then(|course| small(Measure::Before, course, ""))}
            </td>
            <td class="words">
                <span class=tone(review.judgement)><Icon symbol=symbol(review.judgement)/>{judgement_name(review.judgement)}</span>
                {costs.map(|ratio| view! { <small class="fail">{if ratio.is_negative() { "brings less than nothing" } else { "costs more than it brings" }}</small> })}
                {chances.into_iter().flatten().collect_view()}
            </td>
            <td>
                {figure(Measure::Value, "", "")}
                {small(Measure::Revenue, "", " revenue")}
                {small(Measure::Strategic, "", " strategic")}
            </td>
            <td>
                {figure(Measure::Investment, "", "")}
                {small(Measure::Hours, "", "")}
                {small(Measure::Money, "", " money")}
                {by_terms.then(|| small(Measure::Payouts, "", " paid by terms"))}
            </td>
            <td>{figure(Measure::Gain, "", "").map_or_else(dash, IntoAny::into_any)}</td>
            <td>
                {figure(Measure::HoursFreed, "", " a week")}
                {if review.ending.must_beat().is_some_and(|hourly| hourly <= Money::ZERO) {
                    let value = Measure::MustBeat.of(review).map(|exact| exact.to_string());
                    let nothing = pressed(Measure::MustBeat, id, "nothing to beat".to_owned(), value, asked);
                    view! { <small>{nothing}</small> }.into_any()
                } else {
                    small(Measure::MustBeat, "to beat ", "").into_any()
                }}
            </td>
        </tr>
    }
}

/// A figure that explains itself, with its exact value.
fn pressed(measure: Measure, id: Id, text: String, value: Option<String>, asked: Asked) -> impl IntoView + use<> {
    view! { <span data-figure=measure.code() data-value=value>{widgets::figure(asked, (measure, id), text.into_any())}</span> }
}

/// Why each partnership got its decision, in words.
#[component]
pub(super) fn InWords(review: Review) -> impl IntoView {
    let notation = Session::get().notation();
    let each = move || {
        let notation = notation.get();
        review.with(|review| {
            let Some(Ok(reviewed)) = review else { return Vec::new() };
            let rows = reviewed.portfolio.reviews.iter();
            rows.map(|review| {
                let said = words::review_row(review, &reviewed.basis, &*notation);
                let parts = [said.why, said.without_strategic, said.chances, said.trend, said.ending];
                let settled = reviewed.settled(review.partnership);
                let note = settled.and_then(|settled| settled.entry.figures().strategic.note.clone());
                let paid = settled.and_then(|settled| {
                    let lines = words::explain_payouts(settled.counted.as_ref()?, reviewed.basis.trailing(), &*notation);
                    Some(view! {
                        <p>"Paid to the partner, by the terms:"</p>
                        <ul>{lines.into_iter().map(|line| view! { <li>{line}</li> }).collect_view()}</ul>
                    })
                });
                let what = match review.judgement {
                    Judgement::Decided(decision) => decision_name(decision),
                    other => judgement_name(other),
                };
                view! {
                    <details>
                        <summary><bdi>{review.name.to_string()}</bdi> ": " {what}</summary>
                        {parts.into_iter().filter(|part| !part.is_empty()).map(|part| view! { <p>{part}</p> }).collect_view()}
                        {paid}
                        {note.map(|note| view! { <p class="note lines-kept">"Strategic value: " {note.as_str().to_owned()}</p> })}
                    </details>
                }
            })
            .collect()
        })
    };
    view! {
        <section class="panel long">
            <h2>"Why"</h2>
            {each}
        </section>
    }
}
