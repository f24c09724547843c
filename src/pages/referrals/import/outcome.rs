//! What would come of the table, and taking it.

use concord_core::tracking::Tracked;
use concord_core::tracking::table::{BadRow, Choice as Deed, Import, bad_rows_csv};
use concord_core::words;
use leptos::prelude::*;

use super::Form;
use crate::file;
use crate::form::{Choice, Select, sentence};
use crate::route::{Part, Route};
use crate::widgets::{live, when};
use concord_core::value::{Notation, Reading};

/// How many rows that cannot be read are shown.
const SHOWN: usize = 20;
/// How many referrals that would come in are shown.
const FIRST: usize = 5;

/// What becomes of referrals that are there already and differ.
const DEEDS: [(&str, Deed); 3] = [("skip", Deed::Skip), ("replace", Deed::Replace), ("add", Deed::Add)];

/// What comes of the table as it is meant now.
#[component]
pub(super) fn Outcome(form: Form) -> impl IntoView {
    let deed = RwSignal::new(Deed::Skip);
    let outcome = form.importing.outcome;
    let progress = move |of: fn((u32, u32)) -> u32| form.importing.progress.get().map(|steps| of(steps).to_string());
    // Built once: a button that is made anew with every step could not be pressed.
    let reading = move || {
        view! {
            <section class="panel stack" aria-label="Reading">
                <p role="status">"Reading the rows…"</p>
                <progress aria-label="Rows read" max=move || progress(|(_, steps)| steps) value=move || progress(|(done, _)| done)></progress>
                <button type="button" on:click=move |_| form.leave()>"Stop"</button>
            </section>
        }
    };
    let take = move |_| {
        let Some(many) =
            outcome.with_untracked(|import| import.as_ref().map(|import| import.taken(deed.get_untracked())))
        else {
            return;
        };
        let session = form.shown.session;
        form.importing.apply(&session.committed().ledger(), deed.get_untracked(), move |taken| {
            match taken.map_err(sentence).and_then(|ledger| form.shown.change(|_| Ok(ledger))) {
                Ok(()) => {
                    form.remember();
                    form.leave();
                    session.say(format!("{} imported.", referrals(many)), true);
                    Route::Referrals(Part::Ledger).go();
                }
                Err(problem) => form.problem.set(Some(problem)),
            }
        });
    };
    let lines = move || {
        let Some(import) = outcome.get() else { return ().into_any() };
        let line = |code: &'static str, count: usize, one: &str, many: &str| {
            (count > 0).then(|| view! { <li data-import=code data-value=count.to_string()>{format!("{count} {}", if count == 1 { one } else { many })}</li> })
        };
        view! {
            <ul class="lines">
                {line("added", import.added.len(), "new referral.", "new referrals.")}
                {line("contacts", import.contacts.len(), "new contact.", "new contacts.")}
                {line("same", import.same, "is in the ledger already and stays as it is.", "are in the ledger already and stay as they are.")}
                {line("repeated", import.repeated, "row says the same as one before it and is left out.", "rows say the same as one before them and are left out.")}
                {line("changed", import.changed.len(), "is in the ledger and differs.", "are in the ledger and differ.")}
                {line("bad", import.bad.len(), "row cannot be taken.", "rows cannot be taken.")}
            </ul>
            {first(form, &import)}
        }
        .into_any()
    };
    let many = move || outcome.with(|import| import.as_ref().map_or(0, |import| import.taken(deed.get())));
    let differs =
        Memo::new(move |_| outcome.with(|import| import.as_ref().is_some_and(|import| !import.changed.is_empty())));
    let is_bad =
        Memo::new(move |_| outcome.with(|import| import.as_ref().is_some_and(|import| !import.bad.is_empty())));
    view! {
        {when(move || form.importing.progress.with(Option::is_some), reading)}
        {when(move || outcome.with(Option::is_some), move || view! {
            <section class="panel stack" aria-labelledby="comes">
                <h2 id="comes">"What comes of it"</h2>
                {live(lines)}
                {when(move || differs.get(), move || view! {
                    <Select
                        id="import-deed"
                        label="Referrals that are in the ledger and differ"
                        choices=vec![
                            Choice::new("skip", "stay as they are"),
                            Choice::new("replace", "become what the table says"),
                            Choice::new("add", "come in as new ones, where the table gives no number"),
                        ]
                        chosen=Signal::derive(move || DEEDS.iter().find(|(_, of)| *of == deed.get()).map_or("", |(key, _)| key))
                        choose=Callback::new(move |key| deed.set(DEEDS.iter().find(|(other, _)| *other == key).map_or(Deed::Skip, |(_, of)| *of)))
                    />
                })}
                <div class="row">
                    <button type="button" class="primary" disabled=move || many() == 0 on:click=take>{move || format!("Import {}", referrals(many()))}</button>
                    <button type="button" on:click=move |_| form.leave()>"Leave it"</button>
                </div>
            </section>
        })}
        {when(move || is_bad.get(), move || view! { <Bad form=form/> })}
    }
}

fn referrals(count: usize) -> String {
    format!("{count} {}", if count == 1 { "referral" } else { "referrals" })
}

/// The first referrals as they would be.
fn first(form: Form, import: &Import) -> AnyView {
    let notation = form.shown.session.notation().get();
    let contact = |id| {
        let new =
            import.contacts.iter().find(|contact| Some(contact.id()) == id).map(|contact| contact.name().to_string());
        new.or_else(|| {
            form.shown
                .ledger
                .with_untracked(|ledger| id.and_then(|id| ledger.contact(id)).map(|contact| contact.name().to_string()))
        })
    };
    let row = |one: &Tracked| {
        view! {
            <tr>
                <th scope="row"><bdi>{one.client().to_string()}</bdi></th>
                <td class="words"><bdi>{contact(one.contact()).unwrap_or_else(|| "–".to_owned())}</bdi></td>
                <td>{notation.date(one.introduced())}</td>
                <td class="words">{words::stage_name(one.stage())}</td>
                <td>{one.worth().map_or_else(|| "–".to_owned(), |worth| notation.money(worth))}</td>
                <td>{notation.money(one.received())}</td>
            </tr>
        }
    };
    if import.added.is_empty() {
        return ().into_any();
    }
    view! {
        <div class="scroll" tabindex="0" role="region" aria-label="The first referrals as they will be">
            <table>
                <thead><tr>
                    <th scope="col">"Client"</th>
                    <th scope="col" class="words">"Contact"</th>
                    <th scope="col">"Introduced"</th>
                    <th scope="col" class="words">"Status"</th>
                    <th scope="col">"Worth"</th>
                    <th scope="col">"Received"</th>
                </tr></thead>
                <tbody>{import.added.iter().take(FIRST).map(row).collect_view()}</tbody>
            </table>
        </div>
    }
    .into_any()
}

/// The rows that cannot be taken, each with its reason, and all of them as a file to mend.
#[component]
fn Bad(form: Form) -> impl IntoView {
    let list = move || {
        let Some(import) = form.importing.outcome.get() else { return ().into_any() };
        let row =
            |row: &BadRow| view! { <li><b>{format!("Line {}", row.line)}</b>": "{sentence(row.reasons.clone())}</li> };
        let more = import.bad.len().saturating_sub(SHOWN);
        view! {
            <ul class="lines" data-bad>{import.bad.iter().take(SHOWN).map(row).collect_view()}</ul>
            {(more > 0).then(|| view! { <p class="note">{format!("And {more} more; the file has them all.")}</p> })}
        }
        .into_any()
    };
    let save = move |_| {
        let (Some(table), Some(mapping), Some(import)) =
            (form.table.get_untracked(), form.mapping.get_untracked(), form.importing.outcome.get_untracked())
        else {
            return;
        };
        // As the table is written, so that it is mended as such.
        let reading = mapping.reading().unwrap_or(Reading::ENGLISH);
        let first = table.first.first().map(Vec::as_slice).unwrap_or_default();
        let text = bad_rows_csv(first, &mapping, &import.bad, words::separator(reading));
        file::save_table(form.shown.session, "rows to mend", &text);
    };
    view! {
        <section class="panel stack" aria-labelledby="bad">
            <div class="row panel-head">
                <h2 id="bad">"Rows that cannot be taken"</h2>
                <button type="button" on:click=save>"Save these rows as a file"</button>
            </div>
            <p class="note">"Everything else can be imported. Mend these in the file and bring it in afterwards."</p>
            {live(list)}
        </section>
    }
}
