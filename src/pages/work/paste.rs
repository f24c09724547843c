//! Rows from a spreadsheet: pasted, shown as they will be read, then added. Nothing that was pasted is lost.

use concord_core::ledger::{Column, Guess, Pasted};
use concord_core::value::Notation;
use concord_core::workspace::{Command, Workspace};
use leptos::prelude::*;

use super::rows::heading;
use crate::form::{Choice, Select, Signs, sentence};
use crate::session::{Session, new_id};
use crate::widgets::when;

/// How many pasted rows are shown.
const SHOWN: usize = 8;

/// Everything that the confirmation of a pasted text is about.
#[derive(Clone, Copy)]
struct Form {
    text: RwSignal<String>,
    guess: RwSignal<Option<Guess>>,
    problem: RwSignal<Option<String>>,
}

/// The box to paste into, and below it how the text is read.
#[component]
pub(super) fn Paste(#[prop(into)] empty: Signal<bool>) -> impl IntoView {
    let session = Session::get();
    let form = Form { text: RwSignal::new(String::new()), guess: RwSignal::new(None), problem: RwSignal::new(None) };
    let pasted = move |text: String| {
        let usual = session.workspace().with_untracked(Workspace::reading);
        match (text.trim().is_empty(), Pasted::parse(&text)) {
            (true, _) => {
                form.guess.set(None);
                form.problem.set(None);
            }
            (false, Ok(pasted)) => {
                form.guess.set(Some(pasted.guess(usual)));
                form.problem.set(None);
            }
            (false, Err(error)) => {
                form.guess.set(None);
                form.problem.set(Some(format!("This cannot be taken: {error}.")));
            }
        }
        form.text.set(text);
    };
    view! {
        <section class="panel stack on-screen" aria-labelledby="paste">
            <h2 id="paste">"Paste your work from a spreadsheet"</h2>
            <p class="note">
                "A row for each payment: who paid, when, how much. If you have them: the project, the day of the introduction, costs passed on. An introduction that brought no work is a row without an amount, a refund an amount below zero."
            </p>
            {when(move || empty.get() && form.text.with(String::is_empty), move || view! {
                <pre class="note">"Client\tPaid on\tAmount\nAcme\t2026-01-15\t4,000.00\nBolt\t2026-02-03\t1,250.50"</pre>
            })}
            <label class="legend" for="pasted">"Rows from Excel, Google Sheets or LibreOffice"</label>
            <textarea id="pasted" spellcheck="false" prop:value=move || form.text.get() on:input=move |event| pasted(event_target_value(&event))></textarea>
            <p class="problem" role="alert">{move || form.problem.get()}</p>
            {when(move || form.guess.with(Option::is_some), move || view! {
                <Confirm form=form/>
            })}
        </section>
    }
}

/// How the text is read: columns, decimal sign, order in dates; then the first rows.
#[component]
fn Confirm(form: Form) -> impl IntoView {
    let session = Session::get();
    let notation = session.notation();
    let pasted = Memo::new(move |_| form.text.with(|text| Pasted::parse(text).ok()));
    let guess = move || form.guess.get();
    let change = move |change: &dyn Fn(&mut Guess)| {
        form.guess.update(|guess| {
            if let Some(guess) = guess {
                change(guess);
            }
        });
    };
    let usual = session.part(Workspace::reading);
    // Columns that were chosen anew may settle what was open.
    let recount = move || {
        if let (Some(pasted), Some(now)) = (pasted.get_untracked(), form.guess.get_untracked()) {
            form.guess.set(Some(pasted.guess_reading(now.columns, now.header, usual.get_untracked())));
        }
    };
    let ready =
        Memo::new(move |_| guess().filter(|guess| guess.missing().is_empty()).and_then(|guess| guess.reading()));
    let preview = Memo::new(move |_| {
        let (pasted, guess) = (pasted.get()?, guess()?);
        let reading = guess.reading().unwrap_or(usual.get());
        let currency = session.workspace().with(Workspace::currency);
        Some(pasted.preview(&guess, reading, currency, SHOWN))
    });
    let add = move |_| {
        let (Some(pasted), Some(guess), Some(reading)) =
            (pasted.get_untracked(), form.guess.get_untracked(), ready.get_untracked())
        else {
            return;
        };
        let currency = session.workspace().with_untracked(Workspace::currency);
        let lines = pasted.lines(&guess, reading, currency, &mut new_id);
        let count = lines.len();
        match session.dispatch(Command::add_lines(lines)) {
            Ok(()) => {
                form.text.set(String::new());
                form.guess.set(None);
                session.say(if count == 1 { "1 row added.".to_owned() } else { format!("{count} rows added.") }, true);
            }
            Err(rejection) => form.problem.set(Some(sentence(rejection))),
        }
    };
    let missing = move || {
        let missing = guess().map(|guess| guess.missing()).unwrap_or_default();
        let names: Vec<&str> = missing.into_iter().map(heading).collect();
        (!names.is_empty()).then(|| format!("Say which column holds: {}.", names.join(", ")))
    };
    let open = move || {
        let guess = guess()?;
        match (guess.decimal, guess.dates) {
            (Some(_), Some(_)) => None,
            (None, Some(_)) => Some("The amounts could be meant either way: choose the decimal sign."),
            (Some(_), None) => Some("The dates could be meant either way: choose their order."),
            (None, None) => Some("Amounts and dates could be meant either way: choose both."),
        }
    };
    let columns = move || pasted.get().map_or(0, |pasted| pasted.columns());
    view! {
        <div class="stack">
            <h3>"Is this how it is meant?"</h3>
            <Signs
                id="paste"
                decimal=Signal::derive(move || guess().and_then(|guess| guess.decimal))
                dates=Signal::derive(move || guess().and_then(|guess| guess.dates))
                choose_decimal=Callback::new(move |decimal| change(&|guess| guess.decimal = decimal))
                choose_dates=Callback::new(move |dates| change(&|guess| guess.dates = dates))
            />
            <label class="tick">
                <input type="checkbox" prop:checked=move || guess().is_some_and(|guess| guess.header) on:change=move |event| {
                    let header = event_target_checked(&event);
                    change(&|guess| guess.header = header);
                    recount();
                }/>
                "The first row names the columns"
            </label>
            <div class="scroll" tabindex="0" role="region" aria-label="The first rows as they will be read">
                <table>
                    <thead><tr>
                        {move || (0..columns()).map(|column| {
                            let label = format!("Column {}", column + 1);
                            let mut choices = vec![Choice::new("", "left out")];
                            choices.extend(Column::ALL.map(|column| Choice::new(key(column), heading(column))));
                            view! {
                                <th scope="col" class="words">
                                    <Select
                                        id=format!("column-{column}")
                                        label=label
                                        choices=choices
                                        chosen=Signal::derive(move || guess().and_then(|guess| guess.columns.get(column).copied().flatten()).map_or("", key))
                                        choose=Callback::new(move |chosen| {
                                            let meaning = Column::ALL.into_iter().find(|column| key(*column) == chosen);
                                            change(&|guess| {
                                                // A meaning has one column.
                                                for other in guess.columns.iter_mut().filter(|other| meaning.is_some() && **other == meaning) {
                                                    *other = None;
                                                }
                                                if let Some(place) = guess.columns.get_mut(column) {
                                                    *place = meaning;
                                                }
                                            });
                                            recount();
                                        })
                                    />
                                </th>
                            }
                        }).collect_view()}
                        <th scope="col" class="words">"Read as"</th>
                    </tr></thead>
                    <tbody>
                        {move || {
                            let notation = notation.get();
                            let width = columns();
                            preview.get().map(|preview| preview.rows.into_iter().map(|row| {
                                let wrong = row.row.is_err();
                                let read = match &row.row {
                                    Ok(row) => {
                                        let work = row.work();
                                        view! { <span class="ok"><bdi>{work.client.to_string()}</bdi>", "{notation.date(work.date)}", "{notation.money(work.amount)}</span> }.into_any()
                                    }
                                    Err(problems) => problems.iter().map(|p| view! { <p class="reasons">{format!("{}: {}", heading(p.column), p.error)}</p> }).collect_view().into_any(),
                                };
                                let mut cells = row.cells;
                                cells.resize(width, String::new());
                                view! {
                                    <tr class:unread=wrong>
                                        {cells.into_iter().map(|cell| view! { <td class="words"><bdi>{shortened(cell)}</bdi></td> }).collect_view()}
                                        <td class="words">{read}</td>
                                    </tr>
                                }
                            }).collect_view())
                        }}
                    </tbody>
                </table>
            </div>
            <p class="problem" role="alert">{move || missing().or_else(|| open().map(str::to_owned))}</p>
            <div class="row">
                <button type="button" class="primary" disabled=move || ready.get().is_none() on:click=add>
                    {move || preview.get().map(|preview| {
                        let all = preview.read + preview.unread;
                        if all == 1 { "Add this row".to_owned() } else { format!("Add these {all} rows") }
                    })}
                </button>
                <span class="note">{move || preview.get().filter(|preview| preview.unread > 0).map(|preview| {
                    match preview.unread {
                        1 => "1 of them cannot be read yet. It is kept as it is, for you to mend.".to_owned(),
                        unread => format!("{unread} of them cannot be read yet. They are kept as they are, for you to mend."),
                    }
                })}</span>
            </div>
        </div>
    }
}

fn shortened(cell: String) -> String {
    if cell.chars().count() > 40 { cell.chars().take(39).chain(['…']).collect() } else { cell }
}

const fn key(column: Column) -> &'static str {
    match column {
        Column::Client => "client",
        Column::Project => "project",
        Column::Introduced => "introduced",
        Column::Date => "date",
        Column::Amount => "amount",
        Column::PassThrough => "pass-through",
    }
}
