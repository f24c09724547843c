//! The charts of the terms page, each with its numbers as a table.

use concord_core::forecast::{Assumptions, Offer};
use concord_core::picture::Spread;
use concord_core::terms::Piecewise;
use concord_core::value::{Id, Money, Name, Notation, Rate};
use concord_core::words;
use concord_core::workspace::Workspace;
use leptos::prelude::*;

use crate::chart::{CrossingChart, Line, RangeChart, RangeRow};
use crate::judgement::{Judgement, Missing, is_simulated};
use crate::session::Session;
use crate::widgets::{fold, live, when};

/// The amount nearest to a place on an axis.
pub(super) fn amount(value: f64) -> Money {
    // Axes end inside the bound of money.
    #[allow(clippy::cast_possible_truncation)]
    Money::new(value.round() as i64).unwrap_or(Money::MAX)
}

fn partner_or(partner: Option<&Name>) -> String {
    partner.map_or_else(|| "the partner".to_owned(), ToString::to_string)
}

/// What is paid in a year, offer by offer: usual, lowest and highest, against the usual band.
#[component]
pub(super) fn Earnings(judgement: Memo<Result<Judgement, Missing>>) -> impl IntoView {
    let session = Session::get();
    let notation = session.notation();
    let partner = session.part(|w: &Workspace| w.partner().cloned());
    let rows = Memo::new(move |_| {
        judgement.with(|judgement| {
            let Ok(j) = judgement else { return Vec::new() };
            let notation = notation.get();
            let row = |(place, offer): (usize, &Offer)| {
                Some(RangeRow { name: words::offer_label(offer, &*notation), place, spread: paid(j, offer.id)? })
            };
            j.offers.iter().enumerate().filter_map(row).collect()
        })
    });
    let band = Memo::new(move |_| {
        judgement.with(|judgement| {
            let j = judgement.as_ref().ok()?;
            let net = match &j.forecast {
                Some(forecast) => forecast.volume.net.mean_money(),
                None => j.comparison.offers.first()?.likely()?.net,
            };
            let band = j.assumptions.norm.band;
            Some((band.low.of(net).minor() as f64, band.high.of(net).minor() as f64))
        })
    });
    let title = move || {
        let you_pay = judgement.with(|j| {
            j.as_ref().is_ok_and(|j| j.assumptions.direction == concord_core::forecast::Direction::TheyIntroduce)
        });
        if you_pay {
            format!("What {} would earn in a year", partner_or(partner.get().as_ref()))
        } else {
            "What you would earn in a year".to_owned()
        }
    };
    let note = move || {
        judgement.with(|j| {
            j.as_ref().map_or_else(
                |_| String::new(),
                |j| {
                    let (band, notation) = (j.assumptions.norm.band, notation.get());
                    let shown = match j.forecast {
                        Some(_) => "Dot: on average. Bar: what eight years of ten lie between.",
                        None => "Dot: a usual year. Bar: from the lowest to the highest when one assumption is low.",
                    };
                    format!(
                        "{shown} Light band: the usual {} to {} of revenue.",
                        notation.percent(band.low, 1),
                        notation.percent(band.high, 1)
                    )
                },
            )
        })
    };
    let write = Callback::new(move |value: f64| notation.with(|notation| notation.whole_money(amount(value))));
    let are_simulated = is_simulated(judgement);
    let heads = move || {
        let names = if are_simulated.get() {
            ["One year in ten, at most", "Average", "Nine in ten, at most"]
        } else {
            ["Lowest", "Usual", "Highest"]
        };
        names.map(|name| view! { <th scope="col">{name}</th> }).collect_view()
    };
    let table = move || {
        view! {
            <div class="scroll" tabindex="0" role="region" aria-label="Pay in a year as a table">
                <table>
                    <thead><tr><th scope="col">"Offer"</th>{heads}</tr></thead>
                    <tbody>
                        {move || rows.get().into_iter().map(|row| {
                            let cells = [row.spread.low, row.spread.likely, row.spread.high].map(|value| {
                                let amount = amount(value);
                                let exact = notation.with(|notation| notation.money(amount));
                                view! { <td data-value=amount.minor().to_string()>{exact}</td> }
                            });
                            view! { <tr><th scope="row"><bdi>{row.name}</bdi></th>{cells.collect_view()}</tr> }
                        }).collect_view()}
                    </tbody>
                </table>
            </div>
        }
        .into_any()
    };
    view! {
        <section class="panel">
            <h2>{title}</h2>
            <p class="note">{note}</p>
            <RangeChart name=Signal::derive(move || format!("{}: {}", title(), summary(&rows.get(), write))) rows=rows band=band write=write/>
            {fold(RwSignal::new(false), "These numbers as a table".into_any(), table)}
        </section>
    }
}

/// What an offer pays in a year: over simulated years P10, mean and P90; else the lowest, usual and highest case.
fn paid(j: &Judgement, id: Id) -> Option<Spread> {
    let [low, likely, high] = match &j.forecast {
        Some(forecast) => {
            let payout = forecast.offer(id)?.payout;
            [payout.quantiles.p10, payout.rounded_mean(), payout.quantiles.p90]
        }
        None => {
            let (low, high) = j.comparison.payout_range(id)?;
            [low, j.comparison.offer(id)?.likely()?.payout, high].map(Money::minor)
        }
    };
    Some(Spread { low: low as f64, likely: likely as f64, high: high as f64 })
}

fn summary(rows: &[RangeRow], write: Callback<f64, String>) -> String {
    let parts: Vec<String> = rows.iter().map(|row| format!("{} {}", row.name, write.run(row.spread.likely))).collect();
    parts.join(", ")
}

/// Which pair of functions a chart compares.
fn lines(
    judgement: &Judgement,
    notation: &dyn Notation,
    pay: impl Fn(&concord_core::terms::Terms) -> Option<Piecewise>,
) -> Vec<Line> {
    judgement
        .offers
        .iter()
        .enumerate()
        .filter_map(|(place, offer)| {
            Some(Line { place, name: words::offer_label(offer, notation), pay: pay(&offer.terms)? })
        })
        .collect()
}

fn by_value(judgement: &Judgement, notation: &dyn Notation) -> Vec<Line> {
    let a: &Assumptions = &judgement.assumptions;
    let (months, pass_through): (u16, Rate) = (a.months.range.likely(), a.pass_through.range.likely());
    lines(judgement, notation, |terms| terms.pay_by_value(months, pass_through))
}

fn by_rate(judgement: &Judgement, notation: &dyn Notation) -> Vec<Line> {
    let a: &Assumptions = &judgement.assumptions;
    let (value, months, pass_through) =
        (a.value.range.likely(), a.months.range.likely(), a.pass_through.range.likely());
    let all = lines(judgement, notation, |terms| terms.pay_by_rate(value, months, pass_through));
    // Worth a picture only where a retainer meets something else.
    let monthly = judgement.offers.iter().any(|offer| {
        use concord_core::terms::Terms;
        matches!(offer.terms, Terms::Retainer(_) | Terms::Hybrid(_))
    });
    if monthly && all.len() > 1 { all } else { Vec::new() }
}

/// Where one offer begins to pay more than another: by the value of a project, and by projects a month.
#[component]
pub(super) fn Crossings(judgement: Memo<Result<Judgement, Missing>>) -> impl IntoView {
    let session = Session::get();
    let notation = session.notation();
    let values = Memo::new(move |_| {
        judgement.with(|j| j.as_ref().map_or_else(|_| Vec::new(), |j| by_value(j, &*notation.get())))
    });
    let rates = Memo::new(move |_| {
        judgement.with(|j| j.as_ref().map_or_else(|_| Vec::new(), |j| by_rate(j, &*notation.get())))
    });
    let value_until = Memo::new(move |_| {
        judgement.with(|j| {
            j.as_ref().map_or(1.0, |j| {
                let high = j.assumptions.value.range.high().minor() as f64;
                let crossings = values.with(|lines| last_crossing(lines));
                (high * 0.75).max(crossings * 1.25).max(1.0)
            })
        })
    });
    let rate_until = Memo::new(move |_| {
        judgement.with(|j| {
            j.as_ref().map_or(1.0, |j| {
                let projects = j.assumptions.projects.range.high().to_f64() / 12.0;
                (projects * 1.5).max(rates.with(|lines| last_crossing(lines)).min(projects * 6.0) * 1.25).max(0.5)
            })
        })
    });
    let money = Callback::new(move |value: f64| notation.with(|notation| notation.whole_money(amount(value))));
    let number = Callback::new(|value: f64| format!("{}", (value * 100.0).round() / 100.0));
    let by_value = move || {
        view! {
            {when(move || values.with(Vec::is_empty), move || view! {
                <p class="note">"None of the offers pays by the project."</p>
            })}
            {when(move || !values.with(Vec::is_empty), move || view! {
                <CrossingSentences lines=values by_value=true/>
                <CrossingChart name="Pay for one project, by what it is worth" lines=values until=value_until write_across=money write_up=money/>
            })}
        }
        .into_any()
    };
    let by_rate = move || {
        view! {
            <CrossingSentences lines=rates by_value=false/>
            <CrossingChart name="Pay a month, by projects a month" lines=rates until=rate_until write_across=number write_up=money/>
        }
        .into_any()
    };
    view! {
        {fold(RwSignal::new(true), "Pay for one project, by what it is worth".into_any(), by_value)}
        {when(move || !rates.with(Vec::is_empty), move || {
            fold(RwSignal::new(false), "Pay a month, by projects a month".into_any(), by_rate)
        })}
    }
}

/// The largest value at which two lines are equal.
fn last_crossing(lines: &[Line]) -> f64 {
    let mut last = 0.0_f64;
    for (place, first) in lines.iter().enumerate() {
        for second in lines.iter().skip(place + 1) {
            for at in first.pay.compare(&second.pay).equal {
                last = last.max(*at.numer() as f64 / *at.denom() as f64);
            }
        }
    }
    last
}

/// So many sentences are read at a glance; more are folded.
const AT_A_GLANCE: usize = 3;

/// Each pair in words: the text alternative, and the exact values.
#[component]
fn CrossingSentences(#[prop(into)] lines: Signal<Vec<Line>>, by_value: bool) -> impl IntoView {
    let notation = Session::get().notation();
    let sentences = Memo::new(move |_| {
        let lines = lines.get();
        let notation = notation.get();
        let mut sentences = Vec::new();
        for (place, first) in lines.iter().enumerate() {
            for second in lines.iter().skip(place + 1) {
                let crossings = first.pay.compare(&second.pay);
                sentences.push(words::crossing((&first.name, &second.name), &crossings, by_value, &*notation));
            }
        }
        sentences
    });
    let are_few = Memo::new(move |_| sentences.with(|sentences| sentences.len() <= AT_A_GLANCE));
    let list = move || {
        let lines = move || sentences.get().into_iter().map(|sentence| view! { <li>{sentence}</li> }).collect_view();
        view! { <ul class="note lines">{lines}</ul> }.into_any()
    };
    live(move || if are_few.get() { list() } else { fold(RwSignal::new(false), "Each pair in words".into_any(), list) })
}
