//! How far referrals come, and how many there are in each quarter.

use std::sync::Arc;

use concord_core::tracking::Ledger;
use concord_core::value::Notation;
use concord_core::words;
use leptos::prelude::*;

use super::Found;
use crate::chart::{BarGroup, FunnelChart, FunnelStage, GroupsChart};
use crate::session::{Session, today};

/// How many quarters are shown.
const QUARTERS: u32 = 12;

/// From introduction to win.
#[component]
pub(super) fn HowFar(found: Found) -> impl IntoView {
    let notation = Session::get().notation();
    let rows = Memo::new(move |_| {
        let notation = notation.get();
        found.with(|found| found.as_ref().map(|told| words::funnel(&told.all, &*notation).to_vec()).unwrap_or_default())
    });
    let note = move || {
        let notation = notation.get();
        found.with(|found| found.as_ref().map(|told| words::funnel_note(&told.all, &*notation)).unwrap_or_default())
    };
    let stages = Signal::derive(move || {
        let stage = |row: words::FunnelRow| FunnelStage {
            name: row.stage.to_owned(),
            count: row.count.into(),
            words: format!("{} · {}", row.written, row.of_all),
        };
        rows.get().into_iter().map(stage).collect::<Vec<_>>()
    });
    let name = Signal::derive(move || rows.with(|rows| words::funnel_in_words(rows)));
    view! {
        <section class="panel">
            <h2>"How far referrals come"</h2>
            <p class="note">{note}</p>
            <FunnelChart name=name stages=stages/>
            <details>
                <summary>"These numbers as a table"</summary>
                <div class="scroll" tabindex="0" role="region" aria-label="How far referrals come as a table">
                    <table>
                        <thead><tr>
                            <th scope="col">"Came to"</th>
                            <th scope="col">"Referrals"</th>
                            <th scope="col">"Of all"</th>
                            <th scope="col">"Of the step before"</th>
                        </tr></thead>
                        <tbody>
                            {move || rows.get().into_iter().map(|row| view! {
                                <tr>
                                    <th scope="row">{row.stage}</th>
                                    <td data-value=row.count.to_string()>{row.written}</td>
                                    <td>{row.of_all}</td>
                                    <td>{row.of_before}</td>
                                </tr>
                            }).collect_view()}
                        </tbody>
                    </table>
                </div>
            </details>
        </section>
    }
}

/// Quarter by quarter.
#[component]
pub(super) fn OverTime(ledger: Memo<Arc<Ledger>>) -> impl IntoView {
    let notation = Session::get().notation();
    let quarters = Memo::new(move |_| ledger.with(|ledger| ledger.quarters(today(), QUARTERS)));
    let note = move || quarters.with(|quarters| words::quarters_note(quarters, &*notation.get()));
    let name = Signal::derive(move || quarters.with(|quarters| words::quarters_in_words(quarters, &*notation.get())));
    let groups = Signal::derive(move || {
        let notation = notation.get();
        quarters.with(|quarters| {
            let last = quarters.quarters.last().map(|of| of.quarter);
            let figure = |count: u32| (f64::from(count), notation.count(count.into()));
            let group = |of: &concord_core::tracking::InQuarter| BarGroup {
                name: [format!("Q{}", of.quarter.quarter), of.quarter.year.to_string()],
                figures: vec![figure(of.referrals), figure(of.won)],
                is_running: Some(of.quarter) == last,
            };
            quarters.quarters.iter().map(group).collect::<Vec<_>>()
        })
    });
    let write = Callback::new(move |value: f64| {
        // Ticks of counts are whole and not negative.
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        let count = value.round().max(0.0) as u64;
        notation.with(|notation| notation.count(count))
    });
    view! {
        <section class="panel">
            <h2>"Referrals by quarter"</h2>
            <p class="note">{note}</p>
            <GroupsChart name=name series=vec!["Referrals", "Won"] groups=groups write=write running="so far"/>
            <details>
                <summary>"These numbers as a table"</summary>
                <div class="scroll" tabindex="0" role="region" aria-label="Referrals by quarter as a table">
                    <table>
                        <thead><tr>
                            <th scope="col">"Introduced in"</th>
                            <th scope="col">"Referrals"</th>
                            <th scope="col">"Won"</th>
                            <th scope="col">"Still open"</th>
                        </tr></thead>
                        <tbody>{move || {
                            let notation = notation.get();
                            quarters.with(|quarters| {
                                let last = quarters.quarters.last().map(|of| of.quarter);
                                let cell = |count: u32| view! { <td data-value=count.to_string()>{notation.count(count.into())}</td> };
                                let row = |of: &concord_core::tracking::InQuarter| view! {
                                    <tr>
                                        <th scope="row">
                                            {words::quarter_name(of.quarter)}
                                            {(Some(of.quarter) == last).then(|| view! { <small>"so far"</small> })}
                                        </th>
                                        {cell(of.referrals)}
                                        {cell(of.won)}
                                        {cell(of.open)}
                                    </tr>
                                };
                                quarters.quarters.iter().map(row).collect_view()
                            })
                        }}</tbody>
                    </table>
                </div>
            </details>
        </section>
    }
}
