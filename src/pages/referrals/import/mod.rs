//! A table of referrals comes in: chosen or pasted, shown as it will be read, and taken in one step that can be undone.

mod confirm;
mod outcome;

use std::sync::Arc;

use concord_core::engine::{Meant, Table};
use concord_core::tracking::table::{Mapping, Memory};
use leptos::prelude::*;

use super::Shown;
use crate::engine::Importing;
use crate::file::ChooseFile;
use crate::form::sentence;
use crate::session::Preference;
use crate::widgets::when;
use confirm::Confirm;
use outcome::Outcome;

/// A file that was chosen, or what was pasted.
#[derive(Clone)]
struct Chosen {
    name: String,
    bytes: Arc<Vec<u8>>,
}

/// Where the import stands.
#[derive(Clone, Copy)]
struct Form {
    shown: Shown,
    file: StoredValue<Option<Chosen>, LocalStorage>,
    /// What it is.
    table: RwSignal<Option<Arc<Table>>>,
    mapping: RwSignal<Option<Mapping>>,
    problem: RwSignal<Option<String>>,
    importing: Importing,
}

/// The part of the page that takes a table in.
#[component]
pub(super) fn Import(shown: Shown) -> impl IntoView {
    let form = Form {
        shown,
        file: StoredValue::new_local(None),
        table: RwSignal::new(None),
        mapping: RwSignal::new(None),
        problem: RwSignal::new(None),
        importing: Importing::new(),
    };
    let text = RwSignal::new(String::new());
    let read = move |name: String, bytes: Vec<u8>| form.take_up(name, bytes);
    let paste = move |typed: String| {
        if typed.trim().is_empty() {
            form.leave();
        } else {
            form.take_up("What you pasted".to_owned(), typed.clone().into_bytes());
        }
        text.set(typed);
    };
    // What is known of the ledger changes what would come in.
    let ledger = shown.ledger;
    Effect::new(move || {
        ledger.track();
        if let Some(mapping) = form.mapping.get_untracked() {
            form.begin(Meant::So(mapping));
        }
    });
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
        })}
        <Outcome form=form/>
    }
}

impl Form {
    /// Looks at a file, and guesses how it is meant, unless one like it came in before.
    fn take_up(self, name: String, bytes: Vec<u8>) {
        self.leave();
        self.file.set_value(Some(Chosen { name, bytes: Arc::new(bytes) }));
        self.begin(Meant::Like(self.memory()));
    }

    /// Works out what would come of the file.
    fn begin(self, meant: Meant) {
        let Some(Chosen { name, bytes }) = self.file.get_value() else { return };
        let signs =
            self.shown.session.workspace().with_untracked(|workspace| (workspace.currency(), workspace.reading()));
        self.importing.begin(bytes, meant, self.shown.ledger.get_untracked(), signs, move |table| match table {
            Ok(table) => {
                self.mapping.set(Some(table.mapping.clone()));
                self.table.set(Some(Arc::new(table)));
            }
            Err(reason) => {
                self.leave();
                self.problem.set(Some(format!("“{name}” was not read. {}", sentence(reason))));
            }
        });
    }

    /// Leaves everything as it was before a table was chosen.
    fn leave(self) {
        self.importing.stop();
        self.file.set_value(None);
        self.table.set(None);
        self.mapping.set(None);
        self.problem.set(None);
    }

    /// How the last tables were meant.
    fn memory(self) -> Memory {
        Memory::from_text(&self.shown.session.preferred(Preference::Columns))
    }

    fn remember(self) {
        let first = self.table.with_untracked(|table| table.as_ref().and_then(|table| table.first.first().cloned()));
        if let (Some(first), Some(mapping)) = (first, self.mapping.get_untracked()) {
            let mut memory = self.memory();
            memory.remember(first.iter().map(String::as_str), mapping);
            self.shown.session.prefer(Preference::Columns, &memory.to_text());
        }
    }

    /// Changes how the table is meant.
    fn mean(self, change: impl FnOnce(&mut Mapping)) {
        if let Some(mapping) = self.changed(change) {
            self.begin(Meant::So(mapping));
        }
    }

    /// Changes what the columns hold, which may settle what was open.
    fn mean_columns(self, change: impl FnOnce(&mut Mapping)) {
        if let Some(mapping) = self.changed(change) {
            self.begin(Meant::Columns(mapping));
        }
    }

    fn changed(self, change: impl FnOnce(&mut Mapping)) -> Option<Mapping> {
        self.mapping.try_update(|mapping| {
            change(mapping.as_mut()?);
            mapping.clone()
        })?
    }
}
