use std::sync::Arc;
use std::time::Duration;

use concord_core::engine::{Intake, Known, Meant, Outcome, Part, Table, Task};
use concord_core::tracking::Ledger;
use concord_core::tracking::table::{Choice, Import, Taking};
use concord_core::value::{Currency, Reading};
use leptos::prelude::*;

use super::office::{self, News};
use crate::session::{new_id, today};

/// For how many milliseconds the page works before it lets the browser do what it has to.
const SLICE: f64 = 4.0;

/// The import of a file, begun anew whenever it is meant otherwise.
#[derive(Clone, Copy)]
pub struct Importing {
    /// What would come of it, once it is known.
    pub outcome: RwSignal<Option<Arc<Import>>>,
    /// How many steps are done of how many; nothing while nothing is.
    pub progress: RwSignal<Option<(u32, u32)>>,
    /// What has come so far.
    part: StoredValue<Part, LocalStorage>,
    /// The ledger as it is written for the worker.
    known: StoredValue<Option<Known>, LocalStorage>,
    /// The task that is under way.
    number: StoredValue<Option<u32>>,
    /// What was begun last: anything before it stops.
    turn: StoredValue<u32>,
}

impl Importing {
    /// Nothing yet; it ends with the view around.
    pub fn new() -> Importing {
        let importing = Importing {
            outcome: RwSignal::new(None),
            progress: RwSignal::new(None),
            part: StoredValue::new_local(Part::default()),
            known: StoredValue::new_local(None),
            number: StoredValue::new(None),
            turn: StoredValue::new(0),
        };
        on_cleanup(move || importing.stop());
        importing
    }

    /// Works out what would come of a file; `hear` is told what the file is, or why it is no table.
    pub fn begin(
        self,
        file: Arc<Vec<u8>>,
        meant: Meant,
        ledger: Arc<Ledger>,
        signs: (Currency, Reading),
        hear: impl Fn(Result<Table, String>) + 'static,
    ) {
        self.stop();
        self.progress.set(Some((0, 1)));
        let is_written =
            self.known.with_value(|known| known.as_ref().is_some_and(|known| Arc::ptr_eq(known.ledger(), &ledger)));
        if !is_written {
            self.known.set_value(Some(Known::new(ledger)));
        }
        let ask = move |()| {
            let Some(known) = self.known.get_value() else { return };
            let task = Task::Import(Box::new(Intake::new(file, meant, known, signs, today(), new_id())));
            let steps = task.steps();
            let number = office::ask(task, move |news| match news {
                News::Progress(Outcome::Import(part)) => self.take(*part, steps, false, &hear),
                News::Done(Outcome::Import(part), _) => self.take(*part, steps, true, &hear),
                // What arrives is of the kind that was asked for.
                News::Progress(_) | News::Done(..) => {}
            });
            self.number.set_value(Some(number));
        };
        self.in_slices(self.turn.get_value(), move || self.write_on().then_some(()), ask);
    }

    /// Writes more of the ledger for the worker; whether all is.
    fn write_on(self) -> bool {
        self.known.try_update_value(|known| known.as_mut().is_none_or(Known::write_on)).unwrap_or(true)
    }

    fn take(self, part: Part, steps: u32, is_over: bool, hear: &impl Fn(Result<Table, String>)) {
        let table = part.table.clone();
        self.progress.set(Some((part.steps, steps)));
        if self.part.try_update_value(|all| all.join(part)) != Some(true) {
            self.stop();
            return hear(Err("it was not read to its end; choose it again".to_owned()));
        }
        let is_refused = matches!(table, Some(Err(_)));
        if is_refused {
            self.stop();
        }
        if let Some(table) = table {
            hear(table);
        }
        if is_over && !is_refused {
            self.number.set_value(None);
            self.progress.set(None);
            let Some(Part { table: Some(Ok(table)), mut import, .. }) = self.part.try_update_value(std::mem::take)
            else {
                return;
            };
            if table.mapping.faults().is_empty() {
                import.sort();
                self.outcome.set(Some(Arc::new(import)));
            }
        }
    }

    /// Stops, and forgets what came so far.
    pub fn stop(self) {
        // Also where the page is gone.
        let _ = self.turn.try_update_value(|turn| *turn = turn.wrapping_add(1));
        if let Some(Some(number)) = self.number.try_update_value(Option::take) {
            office::cancel(number);
        }
        let _ = self.part.try_update_value(|part| *part = Part::default());
        let _ = self.progress.try_set(None);
        let _ = self.outcome.try_set(None);
    }

    /// Takes an import in, some referrals at a time; `done` is told the whole ledger, or what is wrong.
    pub fn apply(self, ledger: &Ledger, choice: Choice, done: impl FnOnce(Result<Ledger, String>) + 'static) {
        let Some(import) = self.outcome.get_untracked() else { return };
        let taking = match Taking::new(&import, ledger, choice) {
            Ok(taking) => taking,
            Err(fault) => return done(Err(fault.to_string())),
        };
        let mut taking = Some(taking);
        let step = move || {
            let mut run = taking.take()?;
            match run.advance(&import) {
                Ok(true) => Some(Ok(run.finish())),
                Ok(false) => {
                    taking = Some(run);
                    None
                }
                Err(fault) => Some(Err(fault.to_string())),
            }
        };
        self.in_slices(self.turn.get_value(), step, done);
    }

    /// Does `step` until something comes of it, in slices, and then `done`; neither once something else was begun.
    fn in_slices<T>(self, turn: u32, mut step: impl FnMut() -> Option<T> + 'static, done: impl FnOnce(T) + 'static) {
        if self.turn.try_get_value() != Some(turn) {
            return;
        }
        let start = js_sys::Date::now();
        while (js_sys::Date::now() - start).abs() < SLICE {
            if let Some(found) = step() {
                return done(found);
            }
        }
        set_timeout(move || self.in_slices(turn, step, done), Duration::ZERO);
    }
}
