//! The comparison: offers and "no deal" as columns, both parties' eyes as rows, over simulated years or in one year; every
//! figure explains itself.

use std::sync::Arc;

use concord_core::forecast::{Assumptions, Comparison, Direction, Offer, Scenario, Standing};
use concord_core::value::Id;
use concord_core::words::{self, Row, YEARS_ROWS};
use concord_core::workspace::{Tax, Workspace};
use leptos::prelude::*;

use super::years;
use crate::figures::{self, Asked, Shown, explained, head, row};
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
pub(super) struct OneYear {
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
    let tax = Session::get().part(Workspace::tax);
    let asked: Asked = RwSignal::new(None);
    let chosen = RwSignal::new(Seen::Many);
    let are_simulated = is_simulated(judgement);
    // Before there are simulated years, the usual one.
    let seen = Memo::new(move |_| match chosen.get() {
        Seen::Many if !are_simulated.get() => Seen::One(Scenario::Likely),
        chosen => chosen,
    });
    let year = Memo::new(move |_| {
        judgement.with(|j| match seen.get() {
            Seen::One(scenario) => OneYear::new(j.as_ref().ok()?, scenario),
            Seen::Many => None,
        })
    });
    let title = Memo::new(move |_| seen.get().title(tax.get()));
    let compared = Compared { judgement, year: year.into(), title: title.into() };
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
                <table class="comparison">{compared.table(asked)}</table>
            </div>
            <div aria-live="polite">{compared.how(asked)}</div>
            <p class="note">{move || seen.get().note()}</p>
        </section>
    }
}

/// What a table compares: offers over simulated years or, where there is one, in one year.
#[derive(Clone, Copy)]
pub(super) struct Compared {
    pub(super) judgement: Memo<Result<Judgement, Missing>>,
    pub(super) year: Signal<Option<OneYear>>,
    pub(super) title: Signal<&'static str>,
}

/// What the rows and columns of a table depend on.
#[derive(Clone, PartialEq)]
struct Shape {
    offers: Arc<Vec<Offer>>,
    direction: Direction,
    rows: &'static [Row],
}

impl Compared {
    /// The table. It is made anew when its rows or columns change; else only the figures that change do, each alone, which
    /// is what a slider has time for.
    pub(super) fn table(self, asked: Asked) -> AnyView {
        let Compared { judgement, year, title } = self;
        let notation = Session::get().notation();
        let shape = Memo::new(move |_| {
            let is_one = year.with(Option::is_some);
            judgement.with(|judgement| {
                let j = judgement.as_ref().ok().filter(|j| is_one || j.forecast.is_some())?;
                let rows: &'static [Row] = if is_one { &Row::ALL } else { &YEARS_ROWS };
                Some(Shape { offers: j.offers.clone(), direction: j.assumptions.direction, rows })
            })
        });
        live(move || {
            let Some(Shape { offers, direction, rows }) = shape.get() else { return ().into_any() };
            let heads = offers
                .iter()
                .enumerate()
                .map(|(place, offer)| head(place, offer, self.is_picked(offer.id), None, &*notation.get()));
            let rows = rows.iter().map(|&of| row(of, direction, &offers, &|id| self.shown(of, id), asked));
            let works = offers.iter().map(|offer| self.works(offer.id));
            view! {
                <thead><tr>
                    <th scope="col">{move || title.get()}</th>
                    {heads.collect_view()}
                    <th scope="col">"No deal"</th>
                </tr></thead>
                <tbody>
                    {rows.collect_view()}
                    <tr><th scope="row">"Works for both?"</th>{works.collect_view()}<td></td></tr>
                </tbody>
            }
            .into_any()
        })
    }

    /// How the figure that was asked about is computed.
    pub(super) fn how(self, asked: Asked) -> AnyView {
        let notation = Session::get().notation();
        let told = move |asked| {
            self.with(|j, year| match (year, &j.forecast) {
                (Some(year), _) => explained(asked, &year.comparison, &year.assumptions, &j.offers, &*notation.get()),
                (None, Some(forecast)) => years::explained(asked, forecast, &*notation.get()),
                (None, None) => None,
            })
        };
        live(move || asked.get().and_then(told).into_any())
    }

    fn with<T>(self, read: impl FnOnce(&Judgement, Option<&OneYear>) -> Option<T>) -> Option<T> {
        self.judgement.with(|judgement| self.year.with(|year| read(judgement.as_ref().ok()?, year.as_ref())))
    }

    fn is_picked(self, id: Id) -> Signal<bool> {
        Memo::new(move |_| self.with(|j, _| j.verdict.pick()) == Some(id)).into()
    }

    fn shown(self, row: Row, id: Option<Id>) -> Signal<Shown> {
        let notation = Session::get().notation();
        let shown = move |_: Option<&Shown>| {
            let shown = self.with(|j, year| {
                let n = notation.get();
                let shown = match (year, &j.forecast) {
                    (Some(year), _) => figures::shown(row, id, &year.comparison, &*n),
                    (None, Some(forecast)) => years::shown(row, id, forecast, &*n),
                    (None, None) => None,
                };
                Some(Shown { is_picked: id.is_some() && id == j.verdict.pick(), ..shown? })
            });
            shown.unwrap_or_default()
        };
        Memo::new(shown).into()
    }

    /// Whether an offer works.
    fn works(self, id: Id) -> AnyView {
        let notation = Session::get().notation();
        let told = Memo::new(move |_| {
            self.with(|j, _| {
                let assessment = j.assessments.iter().find(|assessment| assessment.id == id)?;
                let words = words::standing(assessment, &j.verdict, &j.assumptions, &j.offers, &*notation.get());
                Some((assessment.standing(), words))
            })
        });
        let is_picked = self.is_picked(id);
        let standing = move || told.with(|told| told.as_ref().map(|(standing, _)| *standing));
        view! {
            <td class:pick=move || is_picked.get() data-works=move || standing().map(works_code)>
                <span class=move || if standing() == Some(Standing::Works) { "ok" } else { "fail" }>
                    {move || told.with(|told| told.as_ref().map(|(_, words)| words.clone()))}
                </span>
            </td>
        }
        .into_any()
    }
}

/// The head of a column without the mark that an offer has in the charts.
pub(super) fn column(label: String) -> AnyView {
    view! { <th scope="col"><span class="offer-name"><bdi>{label}</bdi></span></th> }.into_any()
}

const fn works_code(standing: Standing) -> &'static str {
    match standing {
        Standing::Works => "works",
        Standing::WorksUsually => "usually",
        Standing::Fails => "fails",
    }
}
