//! The session's side of the save protocol: when to save, what was found, and what the browser tells.

use std::sync::Arc;
use std::time::Duration;

use concord_core::exchange::document::{self, Document, ReadError};
use concord_core::store::{DocumentOutcome, Level, Machine, PAYLOAD_LIMIT, Packed, Refusal, Role, Shelf, Status};
use concord_core::workspace::History;
use leptos::leptos_dom::helpers::TimeoutHandle;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::Event;

use super::{Kept, Session, now};
use crate::later::{Fetched, Scribe};
use crate::storage::{self, Copied, Keeper, Lock, blobs, pack};

/// How long after the last change the workspace is saved.
const SAVE_AFTER: Duration = Duration::from_millis(400);
/// The milliseconds after which a save lets the page do what it has to before it goes on.
const SLICE: i64 = 3;

impl Session {
    /// The workspace as a file's text. Taking it counts as an export.
    pub fn export(&self) -> String {
        self.note_copy(Copied { at: Some(now()), changes: 0 });
        self.history.with_untracked(|history| document::write(history.present()))
    }

    fn note_copy(&self, copied: Copied) {
        copied.note(self.shelf.get_untracked(), now());
        self.kept.update(|kept| kept.copied = copied);
    }

    /// Looks at the machine: raw texts, what was put aside, how full the store is.
    pub fn with_store<T>(&self, look: impl FnOnce(&Machine) -> T) -> T {
        self.keeper.with_value(|keeper| look(keeper.machine()))
    }

    /// Saves what is not saved yet, or tries the last save again; as soon as the code for it is here.
    pub fn save_now(&self) {
        self.forget_timer();
        let Fetched::Here(scribe) = self.scribe.get_untracked() else { return self.fetch_scribe() };
        let text = self.history.with_untracked(|history| (scribe.write)(history.present()));
        if text.len() > PAYLOAD_LIMIT {
            return (scribe.keep)(*self, text);
        }
        // A refusal shows as the status.
        let _ = self.ask(|machine| machine.save(text.into()));
    }

    /// Saves as [`Session::save_now`] does, in slices: a large workspace takes its time.
    pub fn save_in_slices(&self) {
        self.write_on(self.history.with_untracked(|history| document::write_in_slices(history.present())));
    }

    /// Writes what is to be saved. Another change ends it, as it ends the wait before it.
    fn write_on(&self, mut slice: impl FnMut() -> Option<String> + 'static) {
        let start = now();
        while (now() - start).abs() < SLICE {
            if let Some(text) = slice() {
                return self.keep(text);
            }
        }
        let session = *self;
        self.wait(set_timeout_with_handle(move || session.write_on(slice), Duration::ZERO).ok());
    }

    /// Saves a text, packed if it is long. Another change ends that too.
    pub fn keep(&self, text: String) {
        let session = *self;
        let round = self.timer.with_value(|waiting| waiting.round);
        let is_wanted = move || session.timer.with_value(|waiting| waiting.round) == round;
        self.keeper.update_value(|keeper| keeper.is_long = text.len() > PAYLOAD_LIMIT);
        spawn_local(async move {
            let payload = storage::payload(text, is_wanted).await;
            if is_wanted() {
                session.begin(|machine| {
                    payload.save(machine);
                });
            }
        });
    }

    /// Lets the store of blobs do what waits for it.
    pub fn ask_blobs(&self) {
        let session = *self;
        let Some((shelf, effect)) = self.keeper.try_update_value(Keeper::ask).flatten() else { return };
        spawn_local(async move {
            let reply = blobs::perform(shelf, effect).await;
            if session.keeper.try_update_value(|keeper| keeper.answer(shelf, reply)) == Some(true) {
                // Reading a blob took its time.
                storage::pause().await;
                session.go_on();
            }
        });
    }

    /// Reads a packed payload, unless another has taken its place by the time it is unpacked.
    pub fn read_packed(&self, payload: Arc<str>) {
        let session = *self;
        if self.keeper.try_update_value(|keeper| keeper.unpacks(&payload)) != Some(true) {
            return;
        }
        spawn_local(async move {
            let text = pack::unpack(&payload).await;
            let is_awaited =
                |keeper: &Keeper| keeper.machine().payload().is_some_and(|one| Arc::ptr_eq(&one, &payload));
            if session.keeper.with_value(is_awaited) {
                session.keeper.update_value(|keeper| {
                    keeper.is_long = text.as_ref().is_some_and(|text| text.len() > PAYLOAD_LIMIT);
                });
                session.judge(text.map(|text| document::read(text.as_bytes())));
                session.take_up();
            }
        });
    }

    /// Asks the machine, and does what it takes in slices.
    fn begin(&self, step: impl FnOnce(&mut Machine)) {
        self.keeper.update_value(|keeper| keeper.begin(step));
        self.go_on();
    }

    fn go_on(&self) {
        let start = now();
        while self.keeper.try_update_value(Keeper::go_on) == Some(true) {
            if (now() - start).abs() >= SLICE {
                let session = *self;
                return set_timeout(move || session.go_on(), Duration::ZERO);
            }
        }
        self.take_up();
    }

    /// Reads the store anew and gives up unsaved changes.
    pub fn reload(&self) {
        let _ = self.ask(Machine::reload);
        self.take_up();
    }

    /// Opens the save before the one that cannot be read.
    pub fn open_previous(&self) {
        let _ = self.ask(Machine::open_previous);
        self.take_up();
    }

    /// Puts what cannot be read aside and begins anew.
    pub fn start_over(&self) -> Result<(), Refusal> {
        self.ask(Machine::start_over).unwrap_or(Ok(()))
    }

    /// Removes everything from this browser.
    pub fn erase(&self) -> Result<(), Refusal> {
        self.forget_timer();
        self.ask(Machine::erase).unwrap_or(Ok(()))?;
        if self.kept.with_untracked(|kept| kept.status == Status::Empty) {
            storage::clear_all();
            self.follow_preferences();
            self.show(Shelf::FIRST);
        }
        Ok(())
    }

    /// Saves nothing by itself until the next change.
    pub(super) fn forget_timer(&self) {
        self.wait(None);
    }

    /// Waits for `timer` instead of what was waited for.
    fn wait(&self, timer: Option<TimeoutHandle>) {
        self.timer.update_value(|waiting| {
            waiting.round = waiting.round.wrapping_add(1);
            if let Some(previous) = std::mem::replace(&mut waiting.timer, timer) {
                previous.clear();
            }
        });
    }

    /// Asks the machine, and shows what came of it. The store lives as long as the page, so there is always an answer.
    fn ask<T>(&self, step: impl FnOnce(&mut Machine) -> T) -> Option<T> {
        let answer = self.keeper.try_update_value(|keeper| keeper.with(step));
        self.observe();
        answer
    }

    /// Notes a change and saves it once no other follows.
    pub(super) fn changed(&self) {
        self.begin(Machine::edited);
        let copied = self.kept.with_untracked(|kept| kept.copied);
        self.note_copy(Copied { changes: copied.changes.saturating_add(1), ..copied });
        if matches!(self.scribe.get_untracked(), Fetched::Waiting) {
            self.fetch_scribe();
        }
        let session = *self;
        let save = move || match session.scribe.get_untracked() {
            Fetched::Here(scribe) => (scribe.save)(session),
            Fetched::Waiting | Fetched::Failed => session.fetch_scribe(),
        };
        self.wait(set_timeout_with_handle(save, SAVE_AFTER).ok());
    }

    /// Takes over the document that the machine found, if it found one, once the code that reads it is here.
    pub(super) fn take_up(&self) {
        self.observe();
        if self.with_store(|machine| machine.payload().is_some()) {
            match self.scribe.get_untracked() {
                Fetched::Here(scribe) => self.read_with(scribe),
                Fetched::Waiting | Fetched::Failed => self.fetch_scribe(),
            }
        }
    }

    /// Does what waited for the scribe.
    pub(super) fn go_on_with(&self, scribe: Scribe) {
        self.read_with(scribe);
        if self.with_store(Machine::unsaved) {
            self.save_now();
        }
    }

    fn read_with(&self, scribe: Scribe) {
        while let Some(payload) = self.keeper.with_value(|keeper| keeper.machine().payload()) {
            if Packed::is_packed(&payload) {
                return (scribe.read_packed)(*self, payload);
            }
            self.judge(Some((scribe.read)(payload.as_bytes())));
        }
        self.observe();
    }

    /// Takes what was read of a payload, if it could be unpacked.
    fn judge(&self, read: Option<Result<Document, ReadError>>) {
        let outcome = match read {
            Some(Ok(read)) if read.is_whole() => {
                self.previewed.set(None);
                self.history.set(History::new(read.workspace, History::BUDGET));
                DocumentOutcome::Readable
            }
            Some(Err(ReadError::Newer { .. })) => DocumentOutcome::Newer,
            Some(Ok(_) | Err(_)) | None => DocumentOutcome::Unreadable,
        };
        self.ask(|machine| machine.judge(outcome));
    }

    fn observe(&self) {
        let (status, fell_back, nearly_full) = self.with_store(|machine| {
            let full = machine.meter().level() != Level::Fine;
            (machine.status(), machine.fell_back(), full)
        });
        self.kept.update(|kept| {
            if matches!(status, Status::Saved(_)) && kept.status != status {
                kept.saved_at = Some(now());
            }
            *kept = Kept { status, fell_back, nearly_full, ..kept.clone() };
        });
        if self.keeper.with_value(Keeper::waits) {
            match self.scribe.get_untracked() {
                Fetched::Here(scribe) => (scribe.ask_blobs)(*self),
                Fetched::Waiting | Fetched::Failed => self.fetch_scribe(),
            }
        }
    }

    /// Asks for the lock of the open workspace, and takes over as its writer once it is granted.
    pub(super) fn ask_to_write(&self) {
        let session = *self;
        let granted = move || {
            session.ask(|machine| machine.set_role(Role::Writer));
            session.take_up();
        };
        self.lock.set_value(Lock::ask(self.shelf.get_untracked(), granted));
    }

    /// The browser's own events: other tabs, a page that hides.
    pub(super) fn listen(&self) {
        let session = *self;
        let on = |name: &str, react: Closure<dyn FnMut()>| {
            if let Some(window) = web_sys::window() {
                let listener = react.into_js_value();
                let _ = window.add_event_listener_with_callback(name, listener.unchecked_ref());
            }
        };
        on(
            "storage",
            Closure::new(move || {
                session.follow_preferences();
                session.ask(Machine::refresh);
                session.take_up();
            }),
        );
        on("pagehide", Closure::new(move || session.leave_off()));
        on(
            "visibilitychange",
            Closure::new(move || {
                if document().hidden() {
                    session.leave_off();
                }
            }),
        );
        let warn = Closure::<dyn FnMut(Event)>::new(move |event: Event| {
            if session.keeper.with_value(|keeper| keeper.machine().unsaved() && (keeper.waits() || keeper.is_long)) {
                event.prevent_default();
            }
        });
        if let Some(window) = web_sys::window() {
            let warn = warn.into_js_value();
            let _ = window.add_event_listener_with_callback("beforeunload", warn.unchecked_ref());
        }
    }

    /// Saves what can be saved before the page goes, and begins to save the rest.
    fn leave_off(&self) {
        // What is under way is done at once.
        self.ask(|_| ());
        if self.keeper.with_value(|keeper| keeper.machine().unsaved() && !keeper.waits()) {
            self.save_now();
        }
    }
}
