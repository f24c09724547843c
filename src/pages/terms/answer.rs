//! The verdict, then the comparison, then why.

use std::time::Duration;

use concord_core::forecast::Simulation;
use concord_core::words;
use concord_core::words::Headline;
use concord_core::workspace::Workspace;
use leptos::prelude::*;

use super::changes::Changes;
use super::pictures::{Crossings, Earnings};
use super::studies;
use super::table::{ComparisonTable, column};
use super::years::ManyYears;
use crate::headline::{said, symbol};
use crate::judgement::{Judgement, Judging, Missing, is_simulated};
use crate::session::Session;
use crate::widgets::{Symbol, fold, live, when};

/// The verdict in a few words, in sight on phones while the assumptions are moved.
pub(super) fn line(headline: Memo<Option<Headline>>) -> AnyView {
    (move || headline.get().map(|headline| headline.line)).into_any()
}

/// The verdict, and the years that it rests on.
pub(super) fn verdict(judging: Judging, headline: Memo<Option<Headline>>) -> AnyView {
    let is_busy = judging.forecasting.is_busy;
    let are_simulated = is_simulated(judging.judgement);
    let said = live(move || match headline.get() {
        // Simulated years may say otherwise.
        Some(headline) if is_busy.get() && !are_simulated.get() => {
            said(Headline { state: "First look", is_settled: false, ..headline }, Symbol::Question)
        }
        Some(headline) => {
            let symbol = symbol(&headline);
            said(headline, symbol)
        }
        None => view! {
            <h2>"These numbers are larger than can be kept exact."</h2>
            <p>"Check the value of a project and the amounts on the table."</p>
        }
        .into_any(),
    });
    view! {
        <div class="said" class:stale=move || is_busy.get() aria-busy=move || is_busy.get().to_string()>{said}</div>
        {years(judging)}
    }
    .into_any()
}

/// How many years the verdict rests on; a way to stop where that takes long, and to go on.
fn years(Judging { judgement, forecasting }: Judging) -> AnyView {
    let notation = Session::get().notation();
    let is_busy = forecasting.is_busy;
    let years = Memo::new(move |_| {
        let forecast = |j: &Judgement| j.forecast.as_ref().map(|forecast| forecast.years);
        judgement.with(|judgement| judgement.as_ref().ok().and_then(forecast))
    });
    // A word that comes and goes at every step of a slider would only disturb.
    let is_slow = RwSignal::new(false);
    Effect::new(move || {
        is_slow.set(false);
        if is_busy.get() {
            let look = move || {
                if is_busy.try_get_untracked() == Some(true) {
                    let _ = is_slow.try_set(true);
                }
            };
            set_timeout(look, SLOW);
        }
    });
    let is_judged = Memo::new(move |_| judgement.with(Result::is_ok));
    let rests_on = move || {
        use concord_core::value::Notation;
        let count = years.get().map(|years| notation.get().count(years.into()));
        match (count, is_slow.get(), years.get() == Some(Simulation::USUAL)) {
            (Some(count), false, true) => format!("From {count} simulated years"),
            (Some(count), true, true) => format!("From {count} simulated years; looking for a change that would help…"),
            (Some(count), true, false) => format!("From {count} simulated years so far…"),
            (Some(count), false, false) => format!("From {count} simulated years"),
            (None, true, _) => "Simulating years…".to_owned(),
            (None, false, _) if is_judged.get() && !is_busy.get() => {
                "Tested in a usual year and with one assumption low at a time: these amounts are too large to simulate years."
                    .to_owned()
            }
            (None, false, _) => String::new(),
        }
    };
    let is_cut_short = move || !is_busy.get() && years.get().is_some_and(|years| years < Simulation::USUAL);
    view! {
        <p class="note" data-years=move || years.get().map(|years| years.to_string())>
            {rests_on} " "
            {when(move || is_slow.get(), move || view! {
                <button type="button" class="link" on:click=move |_| forecasting.stop()>"Stop"</button>
            })}
            {when(is_cut_short, move || view! {
                <button type="button" class="link" on:click=move |_| forecasting.again()>"Simulate the rest"</button>
            })}
        </p>
    }
    .into_any()
}

/// A forecast that is not whole by then takes long.
const SLOW: Duration = Duration::from_millis(800);

/// The comparison and why. The verdict follows a slider at once, the table, the charts and the reasons in tasks of their
/// own after it.
#[component]
pub(super) fn Reasons(judging: Judging) -> impl IntoView {
    let judgement = judging.judgement;
    let judged = Memo::new(move |_| judgement.with(Result::is_ok));
    // What was opened stays open while other offers are simulated.
    let are_simulated = is_simulated(judgement);
    let were_simulated = Memo::new(move |before| before == Some(&true) || are_simulated.get());
    let second = in_a_task_of_its_own(judgement);
    let third = in_a_task_of_its_own(second);
    let fourth = in_a_task_of_its_own(third);
    move || {
        judged.get().then(|| {
            view! {
                <ComparisonTable judgement=second/>
                <Earnings judgement=third/>
                <section class="panel">
                    <h2>"Why"</h2>
                    <Crossings judgement=fourth/>
                    <Tests judgement=fourth/>
                    {when(move || !were_simulated.get(), move || view! { <Lows judgement=fourth/> })}
                    {when(move || were_simulated.get(), move || view! {
                        {studies::all(judging)}
                        <ManyYears judgement=fourth/>
                    })}
                    <Changes/>
                </section>
            }
        })
    }
}

/// The same judgement, once the task that brought it is over.
pub(super) fn in_a_task_of_its_own(judgement: Memo<Result<Judgement, Missing>>) -> Memo<Result<Judgement, Missing>> {
    let turn = RwSignal::new(());
    Effect::new(move || {
        judgement.track();
        let over = move || {
            // Nothing to do where the page is gone by then.
            let _ = turn.try_set(());
        };
        set_timeout(over, Duration::ZERO);
    });
    Memo::new(move |_| {
        turn.track();
        judgement.get_untracked()
    })
}

/// How each offer stands against the tests.
#[component]
fn Tests(judgement: Memo<Result<Judgement, Missing>>) -> impl IntoView {
    let session = Session::get();
    let notation = session.notation();
    let partner = session.part(|w: &Workspace| w.partner().cloned());
    let are_simulated = is_simulated(judgement);
    let rows = move || {
        judgement.with(|judgement| {
            judgement.as_ref().map_or_else(
                |_| Vec::new(),
                |j| {
                    words::reasons(
                        &j.verdict,
                        &j.assessments,
                        j.grounds(),
                        &j.assumptions,
                        &j.offers,
                        partner.get().as_ref(),
                        &*notation.get(),
                    )
                },
            )
        })
    };
    let body = move || {
        view! {
            <p class="note">
                {move || if are_simulated.get() {
                    "An offer works if each of you comes out ahead on average, one year in ten costs neither of you more than an average year brings, and the pay is usual in at least three years of four. "
                } else {
                    "An offer works if each of you comes out ahead in a usual year, no low year costs either of you more than a usual year brings, and the pay stays in the usual range. "
                }}
                "Of those that work, the simplest is taken; among equally simple ones, the nearest to the usual rate."
            </p>
            <div class="scroll" tabindex="0" role="region" aria-label="What was tested">
                <table>
                    <thead><tr><th scope="col">"Offer"</th><th scope="col" class="words">"Result"</th><th scope="col" class="words">"Why"</th></tr></thead>
                    <tbody>
                        {move || rows().into_iter().map(|row| view! {
                            <tr>
                                <th scope="row"><bdi>{row.offer}</bdi></th>
                                <td class="words">{row.result}</td>
                                <td class="words">{row.why.into_iter().map(|line| view! { <p>{line}</p> }).collect_view()}</td>
                            </tr>
                        }).collect_view()}
                    </tbody>
                </table>
            </div>
        }
        .into_any()
    };
    fold(RwSignal::new(false), "What was tested".into_any(), body)
}

/// What each low assumption alone would change.
#[component]
fn Lows(judgement: Memo<Result<Judgement, Missing>>) -> impl IntoView {
    let session = Session::get();
    let notation = session.notation();
    let body = move || {
        view! {
            <p class="note">"What each of you gains over no deal if one assumption is at its low end and everything else as usual: yours first, then theirs."</p>
            <div class="scroll" tabindex="0" role="region" aria-label="What moves the answer most">
                <table>
                    {move || judgement.with(|judgement| {
                        let j = judgement.as_ref().ok()?;
                        let notation = notation.get();
                        Some(view! {
                            <thead><tr>
                                <th scope="col">"A year"</th>
                                {j.offers.iter().map(|offer| column(words::offer_label(offer, &*notation))).collect_view()}
                            </tr></thead>
                            <tbody>
                                {j.comparison.cases.iter().enumerate().map(|(place, case)| view! {
                                    <tr>
                                        <th scope="row">{words::case(*case, &j.assumptions, &*notation)}</th>
                                        {j.comparison.offers.iter().map(|offered| {
                                            use concord_core::value::Notation;
                                            let gain = offered.figures.get(place).map(|figures| figures.gain).unwrap_or_default();
                                            view! {
                                                <td data-value=gain.you.minor().to_string()>
                                                    <span class="you">{notation.whole_money(gain.you)}</span>
                                                    <small class="them">{notation.whole_money(gain.them)}</small>
                                                </td>
                                            }
                                        }).collect_view()}
                                    </tr>
                                }).collect_view()}
                            </tbody>
                        })
                    })}
                </table>
            </div>
        }
        .into_any()
    };
    fold(RwSignal::new(false), "What moves the answer most".into_any(), body)
}
