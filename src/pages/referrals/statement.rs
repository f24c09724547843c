//! What moved between the user and a contact in a period, to be printed or sent.

use chrono::{Datelike, NaiveDate};
use concord_core::account::Statement;
use concord_core::tracking::Standing;
use concord_core::value::{Money, Name, Notation, OutOfRange, Period, add_months};
use concord_core::words;
use leptos::prelude::*;

use super::Shown;
use crate::file;
use crate::form::{Choice, Entry, Field, Select, TextField, sentence};
use crate::session::today;
use crate::widgets::{live, when};

/// The statement, with its period to choose.
#[component]
pub(super) fn StatementOf(
    shown: Shown,
    standing: Memo<Option<Result<Standing, OutOfRange>>>,
    name: Memo<Option<Name>>,
) -> impl IntoView {
    let notation = shown.session.notation();
    let reading = shown.session.committed().reading();
    let span = RwSignal::new("this-quarter");
    let start = span_of("this-quarter", today()).unwrap_or_else(|| Period::months(today(), 3));
    let (from, until) = (RwSignal::new(start.start()), RwSignal::new(last_day(start)));
    let period = Memo::new(move |_| until.get().succ_opt().and_then(|end| Period::new(from.get(), end).ok()));
    let statement = Memo::new(move |_| match (standing.get(), period.get()) {
        (Some(Ok(standing)), Some(period)) => standing.account.statement(period).ok(),
        _ => None,
    });
    let choose = move |key: &'static str| {
        span.set(key);
        if let Some(period) = span_of(key, today()) {
            from.set(period.start());
            until.set(last_day(period));
        }
    };
    let day = move |id: &'static str, label: &'static str, of: RwSignal<NaiveDate>| {
        let entry: Entry = Callback::new(move |(text, done): (String, bool)| {
            let day = reading.date(&text).map_err(sentence)?;
            let (first, last) =
                if id == "statement-from" { (day, until.get_untracked()) } else { (from.get_untracked(), day) };
            if last < first {
                return Err("The last day comes before the first.".to_owned());
            }
            if done {
                of.set(day);
            }
            Ok(())
        });
        TextField::text(id, label, Signal::derive(move || reading.write_date(of.get())), entry)
    };
    let spans = vec![
        Choice::new("this-month", "This month"),
        Choice::new("last-month", "Last month"),
        Choice::new("this-quarter", "This quarter"),
        Choice::new("last-quarter", "Last quarter"),
        Choice::new("this-year", "This year"),
        Choice::new("last-year", "Last year"),
        Choice::new("other", "Other days"),
    ];
    let head = move || {
        let (Some(name), Some(period), notation) = (name.get(), period.get(), notation.get()) else {
            return String::new();
        };
        format!("Statement with {name}, {} to {}", notation.date(period.start()), notation.date(last_day(period)))
    };
    let save = move |_| {
        let (Some(statement), Some(name), Some(period)) =
            (statement.get_untracked(), name.get_untracked(), period.get_untracked())
        else {
            return;
        };
        let workspace = shown.session.committed();
        let (ledger, currency) = (workspace.ledger(), workspace.currency());
        let text = words::statement_sheet(&statement, &ledger, &name, period, workspace.reading(), currency);
        file::save_table(shown.session, &format!("statement {name}"), &text);
    };
    let body = move || match (statement.get(), name.get()) {
        (Some(statement), Some(name)) => table(shown, &statement, &name),
        _ => view! { <p class="problem">"The balance is larger than can be kept exact."</p> }.into_any(),
    };
    view! {
        <section class="panel stack long" aria-labelledby="statement">
            <div class="row panel-head">
                <h2 id="statement">{head}</h2>
                <span class="row">
                    <button type="button" on:click=save>"Export"</button>
                    <button type="button" on:click=|_| { let _ = window().print(); }>"Print"</button>
                </span>
            </div>
            <div class="quick few on-screen">
                <Select id="statement-span" label="Period" choices=spans chosen=span choose=Callback::new(choose)/>
                {when(move || span.get() == "other", move || view! {
                    <Field field=day("statement-from", "First day", from)/>
                    <Field field=day("statement-until", "Last day", until)/>
                })}
            </div>
            {live(body)}
            <p class="note">"Balances are what they owe you; below zero, what you owe them."</p>
        </section>
    }
}

fn table(shown: Shown, statement: &Statement, name: &Name) -> AnyView {
    let notation = shown.session.notation().get();
    let money = |amount: Money, code: &'static str| {
        view! { <td data-figure=code data-value=amount.minor().to_string()>{notation.money(amount)}</td> }
    };
    let rows = shown.ledger.with(|ledger| {
        let row = |row: &concord_core::account::StatementRow| {
            view! {
                <tr>
                    <th scope="row">{notation.date(row.date)}</th>
                    <td class="words">{words::movement(&row.movement, ledger, name)}</td>
                    {money(row.amount, "amount")}
                    {money(row.balance, "balance")}
                </tr>
            }
        };
        statement.rows.iter().map(row).collect_view()
    });
    let nothing = statement
        .rows
        .is_empty()
        .then(|| view! { <tr><td colspan="4" class="words">"Nothing moved in this time."</td></tr> });
    view! {
        <div class="scroll" tabindex="0" role="region" aria-label="Statement as a table">
            <table class="statement">
                <thead><tr>
                    <th scope="col">"Day"</th>
                    <th scope="col" class="words">"What"</th>
                    <th scope="col">"Amount"</th>
                    <th scope="col">"Balance"</th>
                </tr></thead>
                <tbody>
                    <tr><th scope="row">"Before"</th><td></td><td></td>{money(statement.opening, "opening")}</tr>
                    {rows}
                    {nothing}
                    <tr class="key"><th scope="row">"After"</th><td></td><td></td>{money(statement.closing, "closing")}</tr>
                </tbody>
            </table>
        </div>
    }
    .into_any()
}

fn last_day(period: Period) -> NaiveDate {
    period.end().pred_opt().unwrap_or(period.end())
}

/// The days of a choice; none for days that are typed.
fn span_of(key: &str, today: NaiveDate) -> Option<Period> {
    let month = today.with_day(1)?;
    let quarter = month.with_month0(month.month0() / 3 * 3)?;
    let year = month.with_month0(0)?;
    let before = |start: NaiveDate, months: i32| {
        let month0 = start.year() * 12 + start.month0().cast_signed() - months;
        NaiveDate::from_ymd_opt(month0.div_euclid(12), u32::try_from(month0.rem_euclid(12)).ok()? + 1, 1)
    };
    let (start, months) = match key {
        "this-month" => (month, 1),
        "last-month" => (before(month, 1)?, 1),
        "this-quarter" => (quarter, 3),
        "last-quarter" => (before(quarter, 3)?, 3),
        "this-year" => (year, 12),
        "last-year" => (before(year, 12)?, 12),
        _ => return None,
    };
    Period::new(start, add_months(start, months)).ok()
}
