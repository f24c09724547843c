//! A table of referrals comes in: chosen or pasted, shown as it will be read, and taken in one step that can be undone.

mod confirm;
mod outcome;

use std::sync::Arc;
use std::time::Duration;

use concord_core::ledger::Pasted;
use concord_core::tracking::table::Import as Imported;
use concord_core::tracking::table::{Encoding, ImportRun, Mapping, Progress, decode};
use concord_core::workspace::Workspace;
use leptos::prelude::*;

use super::Shown;
use crate::file::ChooseFile;
use crate::form::sentence;
use crate::session::{Preference, new_id, today};
use crate::widgets::when;
use confirm::Confirm;
use outcome::Outcome;

/// How many rows are worked on between two looks at the clock.
const STEP: usize = 32;
/// For how many milliseconds the page works before it lets the browser paint.
const SLICE: f64 = 12.0;
/// What stands between the signature of a table and its columns, where they are remembered.
const APART: char = '\u{1f}';

/// A table that was taken apart.
#[derive(Clone, PartialEq)]
struct Table {
    name: String,
    encoding: Encoding,
    pasted: Arc<Pasted>,
}

/// Where the import stands.
#[derive(Clone, Copy)]
struct Form {
    shown: Shown,
    table: RwSignal<Option<Table>>,
    mapping: RwSignal<Option<Mapping>>,
    /// How far it is worked out; nothing while it is not.
    progress: RwSignal<Option<Progress>>,
    outcome: RwSignal<Option<Arc<Imported>>>,
    problem: RwSignal<Option<String>>,
    run: StoredValue<Option<ImportRun>, LocalStorage>,
    /// Which run is the last that was begun: an earlier one stops.
    turn: StoredValue<u32>,
}

/// The part of the page that takes a table in.
#[component]
pub(super) fn Import(shown: Shown) -> impl IntoView {
    let form = Form {
        shown,
        table: RwSignal::new(None),
        mapping: RwSignal::new(None),
        progress: RwSignal::new(None),
        outcome: RwSignal::new(None),
        problem: RwSignal::new(None),
        run: StoredValue::new_local(None),
        turn: StoredValue::new(0),
    };
    let text = RwSignal::new(String::new());
    let read = move |name: String, bytes: Vec<u8>| match decode(&bytes) {
        Ok((text, encoding)) => form.take_up(name, encoding, &text),
        Err(error) => form.refuse(&name, error),
    };
    let paste = move |typed: String| {
        if typed.trim().is_empty() {
            form.leave();
        } else {
            form.take_up("What you pasted".to_owned(), Encoding::Utf8, &typed);
        }
        text.set(typed);
    };
    // What is known of the ledger changes what would come in.
    let ledger = shown.ledger;
    Effect::new(move || {
        ledger.track();
        form.mapping.track();
        form.begin();
    });
    on_cleanup(move || form.stop());
    view! {
        <section class="panel stack" aria-labelledby="bring-in">
            <h2 id="bring-in">"Bring in a table"</h2>
            <p class="note">"A CSV file or text from a spreadsheet. Exports of Airtable, Notion, HubSpot, Pipedrive, Google Sheets and PartnerStack are recognised by their columns. Nothing changes before you have seen what comes of it."</p>
            <ChooseFile label="Choose a table…" accept=".csv,.tsv,.txt,text/csv,text/tab-separated-values,text/plain" read=read/>
            <div class="field">
                <label for="pasted-referrals">"Or paste rows from Excel, Google Sheets or LibreOffice"</label>
                <textarea id="pasted-referrals" class="short" spellcheck="false" rows="3" prop:value=move || text.get() on:input=move |event| paste(event_target_value(&event))></textarea>
            </div>
            <p class="problem" role="alert">{move || form.problem.get()}</p>
        </section>
        {when(move || form.table.with(Option::is_some), move || view! {
            <Confirm form=form/>
            <Outcome form=form/>
        })}
    }
}

impl Form {
    /// Takes a text apart, and guesses how it is meant, unless one like it came in before.
    fn take_up(self, name: String, encoding: Encoding, text: &str) {
        match Pasted::parse(text) {
            Ok(pasted) => {
                let pasted = Arc::new(pasted);
                let usual = self.shown.session.workspace().with_untracked(Workspace::reading);
                let mapping = self.remembered(&pasted).unwrap_or_else(|| Mapping::guess(&pasted, usual));
                self.problem.set(None);
                self.table.set(Some(Table { name, encoding, pasted }));
                self.mapping.set(Some(mapping));
            }
            Err(error) => self.refuse(&name, error),
        }
    }

    fn refuse(self, name: &str, error: impl std::fmt::Display) {
        self.leave();
        self.problem.set(Some(format!("“{name}” was not read. {}", sentence(error))));
    }

    /// Leaves everything as it was before a table was chosen.
    fn leave(self) {
        self.stop();
        self.table.set(None);
        self.mapping.set(None);
        self.problem.set(None);
    }

    /// How a table with these headings was meant the last time.
    fn remembered(self, pasted: &Pasted) -> Option<Mapping> {
        let kept = self.shown.session.preferred(Preference::Columns);
        let (signature, text) = kept.split_once(APART)?;
        let mapping = Mapping::from_text(text).ok()?;
        (signature == Mapping::signature(pasted) && mapping.columns.len() == pasted.columns()).then_some(mapping)
    }

    fn remember(self) {
        let (Some(table), Some(mapping)) = (self.table.get_untracked(), self.mapping.get_untracked()) else { return };
        let text = format!("{}{APART}{}", Mapping::signature(&table.pasted), mapping.to_text());
        self.shown.session.prefer(Preference::Columns, &text);
    }

    /// Changes how the table is meant; columns that were chosen anew may settle what was open.
    fn mean(self, change: impl FnOnce(&mut Mapping)) {
        self.mapping.update(|mapping| {
            if let Some(mapping) = mapping {
                change(mapping);
            }
        });
    }

    fn stop(self) {
        self.turn.update_value(|turn| *turn = turn.wrapping_add(1));
        self.run.set_value(None);
        self.progress.set(None);
        self.outcome.set(None);
    }

    /// Works out what comes of the table as it is meant now, a slice at a time.
    fn begin(self) {
        self.stop();
        let (Some(table), Some(mapping)) = (self.table.get_untracked(), self.mapping.get_untracked()) else { return };
        let ledger = self.shown.ledger.get_untracked();
        let currency = self.shown.session.workspace().with_untracked(Workspace::currency);
        if let Ok(run) = ImportRun::new(table.pasted, mapping, &ledger, currency, today()) {
            self.run.set_value(Some(run));
            self.progress.set(Some(Progress { done: 0, total: 1 }));
            let turn = self.turn.get_value();
            set_timeout(move || self.go_on(turn), Duration::ZERO);
        }
    }

    fn go_on(self, turn: u32) {
        // Nothing where the page is gone, or something else was begun.
        if self.turn.try_get_value() != Some(turn) {
            return;
        }
        let Some(mut run) = self.run.try_update_value(Option::take).flatten() else { return };
        let end = js_sys::Date::now() + SLICE;
        let mut progress = run.advance(STEP, &mut new_id);
        while !progress.is_done() && js_sys::Date::now() < end {
            progress = run.advance(STEP, &mut new_id);
        }
        self.progress.set(Some(progress));
        if progress.is_done() {
            self.outcome.set(Some(Arc::new(run.finish(&mut new_id))));
        } else {
            self.run.set_value(Some(run));
            set_timeout(move || self.go_on(turn), Duration::ZERO);
        }
    }
}
