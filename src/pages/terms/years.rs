//! Simulated years: what each offer comes to on average, and how it varies.

use std::time::Duration;

use concord_core::forecast::{Forecast, Outlook, Quantiles, Simulation};
use concord_core::picture::Spread;
use concord_core::value::{Currency, Id, Money, Notation, Side};
use concord_core::words::{self, Row, YearsFigure};
use leptos::prelude::*;

use super::pictures::amount;
use super::table::column;
use crate::chart::{MonthsChart, MonthsOf};
use crate::figures::Shown;
use crate::file;
use crate::judgement::{Judgement, Missing};
use crate::session::Session;
use crate::widgets::{self, fold, live};

/// What simulated years show of an offer, or of no deal.
pub(super) fn shown(row: Row, id: Option<Id>, forecast: &Forecast, n: &dyn Notation) -> Option<Shown> {
    let YearsFigure { text, value, below } = words::years_figure(row, outlook(id, forecast)?, n);
    Some(Shown { text, value, below, is_picked: false })
}

/// How the figure that was asked about is computed.
pub(super) fn explained((row, id): (Row, Option<Id>), forecast: &Forecast, n: &dyn Notation) -> Option<AnyView> {
    let lines = words::explain_years(row, outlook(id, forecast)?, forecast, n);
    Some(widgets::computed(().into_any(), lines))
}

fn outlook(id: Option<Id>, forecast: &Forecast) -> Option<&Outlook> {
    id.map_or(Some(&forecast.no_deal), |id| forecast.offer(id))
}

/// How offers compare from year to year, and what each pays month by month.
#[component]
pub(super) fn ManyYears(judgement: Memo<Result<Judgement, Missing>>) -> impl IntoView {
    let beats = move || {
        view! {
            <p class="note">"The chance that a side gains more under the offer of the row than under that of the column, in the same year. Years with equal gains count half."</p>
            <div class="scroll" tabindex="0" role="region" aria-label="In how many years one beats another">
                <table>{live(move || with_forecast(judgement, chances))}</table>
            </div>
        }
        .into_any()
    };
    view! {
        {fold(RwSignal::new(false), "In how many years one beats another".into_any(), beats)}
        {fold(RwSignal::new(false), "Month by month".into_any(), move || view! { <Months judgement=judgement/> }.into_any())}
        <Audit judgement=judgement/>
    }
}

/// The simulated years themselves, to be looked into elsewhere.
#[component]
fn Audit(judgement: Memo<Result<Judgement, Missing>>) -> impl IntoView {
    let session = Session::get();
    let notation = session.notation();
    let is_writing = RwSignal::new(false);
    let save = move |_| {
        let made = judgement.with_untracked(|judgement| {
            let (j, notation) = (judgement.as_ref().ok()?, notation.get_untracked());
            let names: Vec<String> = j.offers.iter().map(|offer| words::offer_label(offer, &*notation)).collect();
            let simulation = Simulation::new(&j.assumptions, &j.offers, Simulation::SEED).ok()?;
            Some(Written { simulation, text: Simulation::csv_head(&names), currency: j.currency })
        });
        if let Some(written) = made {
            is_writing.set(true);
            written.go_on(session, is_writing);
        }
    };
    let told = move || {
        let years = notation.get().count(Simulation::USUAL.into());
        format!(
            "All {years} years with their introductions, projects and revenue, and what each offer pays and leaves each of you in them, as CSV for a spreadsheet. They follow from the ranges under “We assumed” and the seed {}: the same ranges give the same years, here and on any other machine.",
            Simulation::SEED
        )
    };
    view! {
        <details>
            <summary>"The simulated years themselves"</summary>
            <p class="note">{told}</p>
            <button type="button" disabled=move || is_writing.get() on:click=save>
                {move || if is_writing.get() { "Writing…" } else { "Save the years as CSV" }}
            </button>
        </details>
    }
}

/// The years as far as they are written.
struct Written {
    simulation: Simulation,
    text: String,
    currency: Currency,
}

impl Written {
    /// So many years are drawn and written before the page may do something else.
    const SLICE: u32 = 100;

    fn go_on(mut self, session: Session, is_writing: RwSignal<bool>) {
        let done = self.simulation.done();
        if done < Simulation::USUAL {
            self.simulation.advance(Self::SLICE);
            self.text += &self.simulation.csv_rows(done, self.currency);
            return set_timeout(move || self.go_on(session, is_writing), Duration::ZERO);
        }
        let _ = is_writing.try_set(false);
        if !file::save(&file::dated_name("simulated years", "csv"), "text/csv", &self.text) {
            session.say("The browser did not let the file be saved.", false);
        }
    }
}

fn with_forecast(
    judgement: Memo<Result<Judgement, Missing>>,
    view: fn(&Judgement, &Forecast, &dyn Notation) -> AnyView,
) -> AnyView {
    let notation = Session::get().notation().get();
    judgement.with(|judgement| match judgement {
        Ok(j) => j.forecast.as_ref().map_or_else(|| ().into_any(), |forecast| view(j, forecast, &*notation)),
        Err(_) => ().into_any(),
    })
}

fn label(j: &Judgement, id: Option<Id>, n: &dyn Notation) -> String {
    let offer = j.offers.iter().find(|offer| Some(offer.id) == id);
    offer.map_or_else(|| "No deal".to_owned(), |offer| words::offer_label(offer, n))
}

fn chances(j: &Judgement, forecast: &Forecast, n: &dyn Notation) -> AnyView {
    let columns: Vec<Option<Id>> = [None].into_iter().chain(forecast.offers.iter().map(|outlook| outlook.id)).collect();
    let heads = columns.iter().map(|&id| column(label(j, id, n)));
    let rows = forecast.offers.iter().map(|outlook| {
        let cells = columns.iter().map(|&other| {
            let beats = outlook.beats.iter().find(|beats| beats.other == other);
            beats.map_or_else(
                || view! { <td>"–"</td> }.into_any(),
                |beats| {
                    let chance = |side| words::nearly(beats.chance.of(side).rate(), n);
                    let exact = |side| beats.chance.of(side).rate().ppm().to_string();
                    view! {
                        <td data-value=exact(Side::You)>
                            <span class="you">"you " {chance(Side::You)}</span>
                            <small class="them" data-value=exact(Side::Them)>"they " {chance(Side::Them)}</small>
                        </td>
                    }
                    .into_any()
                },
            )
        });
        view! { <tr><th scope="row"><bdi>{label(j, outlook.id, n)}</bdi></th>{cells.collect_view()}</tr> }
    });
    view! {
        <thead><tr><th scope="col">"Gains more than"</th>{heads.collect_view()}</tr></thead>
        <tbody>{rows.collect_view()}</tbody>
    }
    .into_any()
}

/// What each offer pays in each month of a year: small charts on one scale, and their numbers.
#[component]
fn Months(judgement: Memo<Result<Judgement, Missing>>) -> impl IntoView {
    let notation = Session::get().notation();
    let write = Callback::new(move |value: f64| notation.with(|notation| notation.whole_money(amount(value))));
    let series = Memo::new(move |_| {
        judgement.with(|judgement| {
            let Some((j, forecast)) = judgement.as_ref().ok().and_then(|j| Some((j, j.forecast.as_ref()?))) else {
                return Vec::new();
            };
            let of = |(place, outlook): (usize, &Outlook)| {
                let spread = |q: &Quantiles| Spread { low: q.p10 as f64, likely: q.median as f64, high: q.p90 as f64 };
                let name = label(j, outlook.id, &*notation.get());
                (name, MonthsOf { place, months: outlook.months.iter().map(spread).collect() })
            };
            forecast.offers.iter().enumerate().map(of).collect::<Vec<_>>()
        })
    });
    let most = Memo::new(move |_| {
        series.with(|series| {
            let highs = series.iter().flat_map(|(_, of)| of.months.iter().map(|month| month.high));
            highs.fold(1.0, f64::max)
        })
    });
    let count = Memo::new(move |_| series.with(Vec::len));
    let charts = live(move || {
        let chart = |place: usize| {
            let of = Memo::new(move |_| series.with(|series| series.get(place).cloned()));
            let name = Memo::new(move |_| of.get().map(|(name, _)| name).unwrap_or_default());
            let months = Memo::new(move |_| of.get().map_or(MonthsOf { place, months: Vec::new() }, |(_, of)| of));
            let told = Memo::new(move |_| format!("Pay of {} in each of the twelve months of a year", name.get()));
            view! {
                <div>
                    <h3><bdi>{name}</bdi></h3>
                    <MonthsChart name=told series=months most=most write=write/>
                </div>
            }
        };
        (0..count.get()).map(chart).collect_view().into_any()
    });
    view! {
        <p class="note">"What accrues in each month of the year in which clients are introduced. Dot: every other year pays more, every other less. Line: what eight years of ten lie between. What their projects pay in later years is left out here."</p>
        <div class="columns" style:grid-template-columns="repeat(auto-fit, minmax(min(240px, 100%), 1fr))">{charts}</div>
        <div class="scroll" tabindex="0" role="region" aria-label="Month by month as a table">
            <table>{live(move || with_forecast(judgement, month_rows))}</table>
        </div>
    }
}

fn month_rows(j: &Judgement, forecast: &Forecast, n: &dyn Notation) -> AnyView {
    let heads = forecast.offers.iter().map(|outlook| column(label(j, outlook.id, n)));
    let money = |minor: i64| n.whole_money(Money::new(minor).unwrap_or_default());
    let rows = (0..12).map(|month| {
        let cells = forecast.offers.iter().map(|outlook| {
            outlook.months.get(month).map(|q| {
                let between = format!("{} – {}", money(q.p10), money(q.p90));
                let exact = format!("{} {}", q.p10, q.p90);
                view! {
                    <td data-value=q.median.to_string()>{money(q.median)}<small data-value=exact>{between}</small></td>
                }
            })
        });
        view! { <tr><th scope="row">{month + 1}</th>{cells.collect_view()}</tr> }
    });
    view! {
        <thead><tr><th scope="col">"Month"</th>{heads.collect_view()}</tr></thead>
        <tbody>{rows.collect_view()}</tbody>
    }
    .into_any()
}
