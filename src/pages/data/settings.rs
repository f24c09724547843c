//! Currency, tax, and how numbers are typed.

use concord_core::value::notation::{DateOrder, DecimalSign};
use concord_core::value::{Currency, Reading};
use concord_core::workspace::{Command, Tax, Workspace};
use leptos::prelude::*;

use crate::form::{Choice, Select};
use crate::session::{Session, new_ids};

/// The settings of the workspace.
#[component]
pub(super) fn Settings() -> impl IntoView {
    let session = Session::get();
    let currency = session.part(Workspace::currency);
    let reading = session.part(Workspace::reading);
    let tax = session.part(Workspace::tax);
    let problem = RwSignal::new(None::<String>);
    // Only these three can be refused, and only the currency is.
    let dispatch =
        move |command: Command| problem.set(session.dispatch(command).err().map(|rejection| rejection.to_string()));
    view! {
        <section class="panel stack" aria-labelledby="settings">
            <div>
                <h2 id="settings">"Currency and notation"</h2>
                <p class="note">"For this workspace."</p>
            </div>
            <div class="columns">
                <div class="field" class:wrong=move || problem.with(Option::is_some)>
                    <label for="currency">"Currency"</label>
                    <div class="input">
                        <select id="currency" aria-describedby="currency-problem" on:change=move |event| {
                            if let Ok(currency) = Currency::new(&event_target_value(&event)) {
                                dispatch(Command::SetCurrency(currency, new_ids()));
                            }
                        }>
                            {
                                let mut all: Vec<Currency> = Currency::all().collect();
                                all.sort_by(|a, b| a.code().cmp(b.code()));
                                all.into_iter().map(|each| {
                                    let code = each.code().to_owned();
                                    view! { <option value=code.clone() selected=move || currency.get() == each>{code.clone()}</option> }
                                }).collect_view()
                            }
                        </select>
                    </div>
                    <p class="notes" id="currency-problem"><span class="problem" role="alert">{move || problem.get()}</span></p>
                </div>
                <Select
                    id="tax"
                    label="Amounts are"
                    choices=vec![Choice::new("before", "before tax"), Choice::new("after", "after tax")]
                    chosen=Signal::derive(move || if tax.get() == Tax::Before { "before" } else { "after" })
                    choose=Callback::new(move |key| dispatch(Command::SetTax(if key == "before" { Tax::Before } else { Tax::After })))
                />
                <Select
                    id="decimal"
                    label="I type numbers as"
                    choices=vec![Choice::new("point", "1,234.50"), Choice::new("comma", "1.234,50")]
                    chosen=Signal::derive(move || if reading.get().decimal == DecimalSign::Point { "point" } else { "comma" })
                    choose=Callback::new(move |key| {
                        let decimal = if key == "point" { DecimalSign::Point } else { DecimalSign::Comma };
                        dispatch(Command::set_reading(Reading { decimal, ..reading.get_untracked() }));
                    })
                />
                <Select
                    id="dates"
                    label="and dates as"
                    choices=vec![Choice::new("month-first", "12/31/2026"), Choice::new("day-first", "31/12/2026")]
                    chosen=Signal::derive(move || if reading.get().dates == DateOrder::MonthFirst { "month-first" } else { "day-first" })
                    choose=Callback::new(move |key| {
                        let dates = if key == "month-first" { DateOrder::MonthFirst } else { DateOrder::DayFirst };
                        dispatch(Command::set_reading(Reading { dates, ..reading.get_untracked() }));
                    })
                />
            </div>
        </section>
    }
}
