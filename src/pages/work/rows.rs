//! The rows themselves, a page at a time: edited in place, removed, and each problem named.

use concord_core::ledger::{Column, Gathered, Line, List, Typed};
use concord_core::value::{Id, Money, Notation};
use concord_core::workspace::{Command, Workspace};
use leptos::prelude::*;
use std::sync::Arc;

use crate::form::{Entry, Field, TextField, sentence};
use crate::session::{Session, new_id};
use crate::widgets::{Dialog, Icon, Symbol, when};

const PAGE: usize = 50;

/// What a column is called.
pub(super) const fn heading(column: Column) -> &'static str {
    match column {
        Column::Client => "Client",
        Column::Project => "Project",
        Column::Introduced => "Introduced on",
        Column::Date => "Paid on",
        Column::Amount => "Amount",
        Column::PassThrough => "Costs passed on",
    }
}

pub(super) fn cell(typed: &Typed, column: Column) -> &Arc<str> {
    match column {
        Column::Client => &typed.client,
        Column::Project => &typed.project,
        Column::Introduced => &typed.introduced,
        Column::Date => &typed.date,
        Column::Amount => &typed.amount,
        Column::PassThrough => &typed.pass_through,
    }
}

fn cell_mut(typed: &mut Typed, column: Column) -> &mut Arc<str> {
    match column {
        Column::Client => &mut typed.client,
        Column::Project => &mut typed.project,
        Column::Introduced => &mut typed.introduced,
        Column::Date => &mut typed.date,
        Column::Amount => &mut typed.amount,
        Column::PassThrough => &mut typed.pass_through,
    }
}

/// A line as text.
fn typed(line: &Line, workspace: &Workspace) -> Typed {
    match line {
        Line::Read(row) => row.typed(workspace.reading(), workspace.currency()),
        Line::Unread { typed, .. } => typed.clone(),
    }
}

/// The table of rows and the dialog for one of them.
#[component]
pub(super) fn Rows(#[prop(into)] gathered: Signal<Gathered>) -> impl IntoView {
    let session = Session::get();
    let list = session.part(|w: &Workspace| w.list().clone());
    let notation = session.notation();
    let page = RwSignal::new(0_usize);
    let only_wrong = RwSignal::new(false);
    let editing = RwSignal::new(None::<Id>);
    let open = RwSignal::new(false);
    let wrong = Memo::new(move |_| {
        list.with(|list| list.lines().iter().filter(|line| matches!(line, Line::Unread { .. })).count())
            + gathered.with(|gathered| gathered.problems.len())
    });
    let shown = Memo::new(move |_| {
        let problems = gathered.with(|gathered| gathered.problems.clone());
        let is_wrong =
            |line: &Line| matches!(line, Line::Unread { .. }) || problems.iter().any(|(id, _)| *id == line.id());
        list.with(|list| {
            let lines = list.lines().iter().filter(|line| !only_wrong.get() || wrong.get() == 0 || is_wrong(line));
            let count = lines.clone().count();
            let first = page.get().min(count.saturating_sub(1) / PAGE) * PAGE;
            (lines.skip(first).take(PAGE).cloned().collect::<Vec<Line>>(), first, count)
        })
    });
    let edit = move |id: Id| {
        editing.set(Some(id));
        open.set(true);
    };
    let remove = move |id: Id| {
        // It is in the list, so it can be removed.
        let _ = session.dispatch(Command::remove_line(id));
        session.say("Row removed.", true);
    };
    let clear = move |_| {
        let _ = session.dispatch(Command::clear_list());
        session.say("All rows removed.", true);
    };
    let rows = move || {
        let workspace = session.workspace().get_untracked();
        let notation = notation.get();
        let (lines, ..) = shown.get();
        lines
            .into_iter()
            .map(|line| {
                let id = line.id();
                let text = typed(&line, &workspace);
                let mut reasons: Vec<String> = match &line {
                    Line::Unread { typed, .. } => match typed.read(id, workspace.reading(), workspace.currency()) {
                        Err(problems) => problems.iter().map(|p| format!("{}: {}", heading(p.column), p.error)).collect(),
                        Ok(_) => Vec::new(),
                    },
                    Line::Read(_) => Vec::new(),
                };
                reasons.extend(gathered.with_untracked(|g| g.problems.iter().filter(|(of, _)| *of == id).map(|(_, error)| error.to_string()).collect::<Vec<_>>()));
                let client = text.client.to_string();
                let wrong = !reasons.is_empty();
                view! {
                    <tr class:unread=wrong>
                        <th scope="row">
                            <bdi>{client.clone()}</bdi>
                            {reasons.into_iter().map(|reason| view! { <p class="reasons">{sentence(reason)}</p> }).collect_view()}
                        </th>
                        {Column::ALL.into_iter().filter(|column| *column != Column::Client).map(|column| view! { <td><bdi>{written(&line, &text, column, &*notation)}</bdi></td> }).collect_view()}
                        <td class="does">
                            <button type="button" class="link" aria-label=format!("Change the row of {client}") on:click=move |_| edit(id)>"Change"</button>
                            " "
                            <button type="button" class="quiet" aria-label=format!("Remove the row of {client}") on:click=move |_| remove(id)><Icon symbol=Symbol::Cross/></button>
                        </td>
                    </tr>
                }
            })
            .collect_view()
    };
    let place = move || {
        let (lines, first, count) = shown.get();
        format!("{}–{} of {count}", if count == 0 { 0 } else { first + 1 }, first + lines.len())
    };
    let last = move || {
        let (lines, first, count) = shown.get();
        first + lines.len() >= count
    };
    view! {
        <section class="panel stack" aria-labelledby="rows">
            <div class="row">
                <h2 id="rows">"Your rows"</h2>
                <button type="button" on:click=move |_| { editing.set(None); open.set(true); }><Icon symbol=Symbol::Plus/>"Add a row"</button>
                <button type="button" on:click=clear>"Remove all"</button>
            </div>
            {when(move || wrong.get() > 0, move || view! {
                <label class="tick">
                    <input type="checkbox" prop:checked=move || only_wrong.get() on:change=move |event| { only_wrong.set(event_target_checked(&event)); page.set(0); }/>
                    {move || { let count = wrong.get(); format!("Only the {count} that {} count yet", if count == 1 { "does not" } else { "do not" }) }}
                </label>
            })}
            <div class="scroll" tabindex="0" role="region" aria-label="Your rows as a table">
                <table class="rows">
                    <thead><tr>
                        {Column::ALL.map(|column| view! { <th scope="col">{heading(column)}</th> }).collect_view()}
                        <th scope="col"><span class="unseen">"Actions"</span></th>
                    </tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
            <div class="row">
                <button type="button" disabled=move || shown.get().1 == 0 on:click=move |_| page.update(|page| *page = page.saturating_sub(1))>"Earlier"</button>
                <span class="note">{place}</span>
                <button type="button" disabled=last on:click=move |_| page.update(|page| *page += 1)>"Later"</button>
            </div>
            <Dialog open=open title=Signal::derive(move || if editing.get().is_some() { "Change a row".to_owned() } else { "Add a row".to_owned() })>
                <RowForm id=editing.get_untracked() list=list.get_untracked() close=open/>
            </Dialog>
        </section>
    }
}

/// A cell as the table shows it: what was read in the reader's notation, what could not be read as it was typed.
fn written(line: &Line, text: &Typed, column: Column, notation: &dyn Notation) -> String {
    let Line::Read(row) = line else { return cell(text, column).to_string() };
    let work = row.work();
    let nothing_or = |amount: Money| if amount == Money::ZERO { "–".to_owned() } else { notation.money(amount) };
    match column {
        Column::Client => work.client.to_string(),
        Column::Project => work.project.as_ref().map(ToString::to_string).unwrap_or_default(),
        Column::Introduced => work.introduced.map(|day| notation.date(day)).unwrap_or_default(),
        Column::Date => notation.date(work.date),
        Column::Amount => nothing_or(work.amount),
        Column::PassThrough => nothing_or(work.pass_through),
    }
}

/// One row as text fields.
#[component]
pub(super) fn RowForm(id: Option<Id>, list: List, close: RwSignal<bool>) -> impl IntoView {
    let session = Session::get();
    let old = id.and_then(|id| list.lines().iter().find(|line| line.id() == id).cloned());
    let start = session.workspace().with_untracked(|w| old.as_ref().map(|line| typed(line, w)).unwrap_or_default());
    let draft = RwSignal::new(start);
    let wrong = RwSignal::new(Vec::<(Column, String)>::new());
    let put = move || {
        let (reading, currency) = session.workspace().with_untracked(|w| (w.reading(), w.currency()));
        let row_id = id.unwrap_or_else(new_id);
        match draft.get_untracked().read(row_id, reading, currency) {
            Ok(row) => {
                let line = Line::Read(row);
                let done = session.dispatch(if id.is_some() {
                    Command::put_line(line)
                } else {
                    Command::add_lines(vec![line])
                });
                match done {
                    Ok(()) => close.set(false),
                    Err(rejection) => wrong.set(vec![(Column::Client, sentence(rejection))]),
                }
            }
            Err(problems) => wrong.set(problems.iter().map(|p| (p.column, sentence(p.error))).collect()),
        }
    };
    let field = move |column: Column| {
        let value = Signal::derive(move || draft.with(|draft| cell(draft, column).to_string()));
        let entry: Entry = Callback::new(move |(text, _): (String, bool)| {
            draft.update(|draft| *cell_mut(draft, column) = text.into());
            wrong.update(|wrong| wrong.retain(|(other, _)| *other != column));
            Ok(())
        });
        let problem = Signal::derive(move || {
            wrong.with(|wrong| wrong.iter().find(|(other, _)| *other == column).map(|(_, words)| words.clone()))
        });
        let field = TextField::text(format!("row-{column:?}"), heading(column), value, entry).problem(problem);
        match column {
            Column::Project => field.hint("Empty: one project for each client."),
            Column::Introduced => field.hint("Empty: on the day of the first payment."),
            Column::Amount => field.hint("Below zero for a refund. Empty: no work yet."),
            _ => field,
        }
    };
    view! {
        <form class="stack" novalidate on:submit=move |event| {
            event.prevent_default();
            put();
        }>
            <div class="columns">{Column::ALL.map(|column| view! { <Field field=field(column)/> }).collect_view()}</div>
            <div class="actions">
                <button type="button" on:click=move |_| close.set(false)>"Cancel"</button>
                <button type="submit" class="primary">{if id.is_some() { "Change" } else { "Add" }}</button>
            </div>
        </form>
    }
}
