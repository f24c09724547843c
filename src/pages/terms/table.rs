//! The comparison: offers and "no deal" as columns, both parties' eyes as rows, over simulated years or in one year; every
//! figure explains itself.

use concord_core::forecast::{Assessment, Assumptions, Comparison, Scenario, Standing};
use concord_core::value::Notation;
use concord_core::words::{self, Row};
use concord_core::workspace::{Tax, Workspace};
use leptos::prelude::*;

use super::years;
use crate::figures::{Asked, explained, head, row};
use crate::judgement::{Judgement, Missing, is_simulated};
use crate::session::Session;
use crate::widgets::{live, when};

/// Which years the table shows.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Seen {
    /// Simulated ones.
    Many,
    /// One, as it may turn out.
    One(Scenario),
}

impl Seen {
    const ALL: [Seen; 4] =
        [Seen::Many, Seen::One(Scenario::Likely), Seen::One(Scenario::Cautious), Seen::One(Scenario::Hopeful)];

    const fn name(self) -> &'static str {
        match self {
            Seen::Many => "Simulated years",
            Seen::One(Scenario::Likely) => "Usual year",
            Seen::One(Scenario::Cautious) => "Cautious",
            Seen::One(Scenario::Hopeful) => "Hopeful",
        }
    }

    const fn title(self, tax: Tax) -> &'static str {
        match (self, tax) {
            (Seen::Many, Tax::Before) => "An average year, before tax",
            (Seen::Many, Tax::After) => "An average year, after tax",
            (Seen::One(Scenario::Likely), Tax::Before) => "A usual year, before tax",
            (Seen::One(Scenario::Likely), Tax::After) => "A usual year, after tax",
            (Seen::One(Scenario::Cautious), Tax::Before) => "A cautious year, before tax",
            (Seen::One(Scenario::Cautious), Tax::After) => "A cautious year, after tax",
            (Seen::One(Scenario::Hopeful), Tax::Before) => "A hopeful year, before tax",
            (Seen::One(Scenario::Hopeful), Tax::After) => "A hopeful year, after tax",
        }
    }

    const fn note(self) -> &'static str {
        match self {
            Seen::Many => {
                "On average over simulated years, each drawn from your ranges and the same for every offer. Below: what eight years of ten lie between, in how many years a side loses, and in how many the pay is usual. Press a figure to see how it is computed."
            }
            Seen::One(Scenario::Likely) => {
                "Everything at its usual value. Below what is paid: the lowest and the highest when one assumption is at its low end. Press a figure to see how it is computed."
            }
            Seen::One(Scenario::Cautious) => {
                "Everything at once at the end of its range that brings less. Press a figure to see how it is computed."
            }
            Seen::One(Scenario::Hopeful) => {
                "Everything at once at the end of its range that brings more. Press a figure to see how it is computed."
            }
        }
    }
}

/// One year under every offer, and what it assumes.
#[derive(Clone, PartialEq)]
struct OneYear {
    assumptions: Assumptions,
    comparison: Comparison,
}

impl OneYear {
    /// Nothing where a figure leaves the bound of exact amounts.
    fn new(j: &Judgement, scenario: Scenario) -> Option<OneYear> {
        if scenario == Scenario::Likely {
            return Some(OneYear { assumptions: j.assumptions.clone(), comparison: j.comparison.clone() });
        }
        let assumptions = j.assumptions.in_scenario(scenario);
        let comparison = Comparison::new(&assumptions, &j.offers).ok()?;
        Some(OneYear { assumptions, comparison })
    }
}

/// The table, and below it how the figure that was asked about is computed.
#[component]
pub(super) fn ComparisonTable(judgement: Memo<Result<Judgement, Missing>>) -> impl IntoView {
    let session = Session::get();
    let notation = session.notation();
    let tax = session.part(Workspace::tax);
    let asked: Asked = RwSignal::new(None);
    let chosen = RwSignal::new(Seen::Many);
    let are_simulated = is_simulated(judgement);
    // Before there are simulated years, the usual one.
    let seen = Memo::new(move |_| match chosen.get() {
        Seen::Many if !are_simulated.get() => Seen::One(Scenario::Likely),
        chosen => chosen,
    });
    let one = Memo::new(move |_| {
        judgement.with(|j| match seen.get() {
            Seen::One(scenario) => OneYear::new(j.as_ref().ok()?, scenario),
            Seen::Many => None,
        })
    });
    let body = move || {
        judgement.with(|judgement| {
            let Ok(j) = judgement else { return ().into_any() };
            let (notation, title) = (notation.get(), seen.get().title(tax.get()));
            match (&j.forecast, one.get()) {
                (_, Some(year)) => one_year(j, &year, title, &*notation, asked),
                (Some(forecast), None) => years::body(j, forecast, title, &*notation, asked),
                (None, None) => ().into_any(),
            }
        })
    };
    let how = move || {
        let told = asked.get().and_then(|asked| {
            judgement.with(|judgement| {
                let j = judgement.as_ref().ok()?;
                let notation = notation.get();
                match (one.get(), &j.forecast) {
                    (Some(year), _) => explained(asked, &year.comparison, &year.assumptions, &j.offers, &*notation),
                    (None, Some(forecast)) => years::explained(asked, forecast, &*notation),
                    (None, None) => None,
                }
            })
        });
        told.into_any()
    };
    view! {
        <section class="panel" aria-label="Comparison">
            {when(move || are_simulated.get(), move || view! {
                <fieldset class="switch">
                    <legend class="unseen">"Which years"</legend>
                    {Seen::ALL.map(|this| view! {
                        <label>
                            <input
                                type="radio"
                                name="seen"
                                prop:checked=move || seen.get() == this
                                on:change=move |_| chosen.set(this)
                            />
                            <span class="chip">{this.name()}</span>
                        </label>
                    }).collect_view()}
                </fieldset>
            })}
            <div class="scroll" tabindex="0" role="region" aria-label="Comparison of the offers">
                <table class="comparison">{live(body)}</table>
            </div>
            <div aria-live="polite">{live(how)}</div>
            <p class="note">{move || seen.get().note()}</p>
        </section>
    }
}

/// One year: the rows and columns of the table.
fn one_year(j: &Judgement, year: &OneYear, title: &'static str, notation: &dyn Notation, asked: Asked) -> AnyView {
    let pick = j.verdict.pick();
    let rows = Row::ALL.map(|of| row(of, &year.comparison, &year.assumptions, pick, notation, asked));
    table(j, title, rows.collect_view().into_any(), notation)
}

/// The names of the offers, the rows, and whether each offer works.
pub(super) fn table(j: &Judgement, title: &'static str, rows: AnyView, notation: &dyn Notation) -> AnyView {
    let pick = j.verdict.pick();
    let offers = j.offers.iter().enumerate();
    let heads = offers.map(|(place, offer)| head(place, offer, pick == Some(offer.id), None, notation));
    view! {
        <thead><tr>
            <th scope="col">{title}</th>
            {heads.collect_view()}
            <th scope="col">"No deal"</th>
        </tr></thead>
        <tbody>{rows}{works(j, notation)}</tbody>
    }
    .into_any()
}

/// The head of a column without the mark that an offer has in the charts.
pub(super) fn column(label: String) -> AnyView {
    view! { <th scope="col"><span class="offer-name"><bdi>{label}</bdi></span></th> }.into_any()
}

/// Whether each offer works.
fn works(j: &Judgement, notation: &dyn Notation) -> AnyView {
    let pick = j.verdict.pick();
    let cells = j.assessments.iter().map(|assessment| {
        let words = words::standing(assessment, &j.verdict, &j.assumptions, &j.offers, notation);
        view! {
            <td class:pick=pick == Some(assessment.id) data-works=works_code(assessment)>
                <span class=if assessment.standing() == Standing::Works { "ok" } else { "fail" }>{words}</span>
            </td>
        }
    });
    view! { <tr><th scope="row">"Works for both?"</th>{cells.collect_view()}<td></td></tr> }.into_any()
}

fn works_code(assessment: &Assessment) -> &'static str {
    match assessment.standing() {
        Standing::Works => "works",
        Standing::WorksUsually => "usually",
        Standing::Fails => "fails",
    }
}
