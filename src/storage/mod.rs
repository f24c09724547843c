//! The browser's side of the save protocol: the machine in `concord_core::store` decides, this performs.

pub mod blobs;
mod local;
mod lock;
pub mod pack;

pub use lock::Lock;

use std::ops::ControlFlow::{Break, Continue};
use std::str::FromStr;
use std::sync::Arc;

use concord_core::store::{
    BlobEffect, Copies, Errand, LONGEST_TEXT, Machine, PAYLOAD_LIMIT, Packed, Reply, Role, Route, Shelf, Shelves, Size,
};
use js_sys::Promise;
use leptos::task::spawn_local;
use wasm_bindgen_futures::JsFuture;

/// The machine with this browser's stores attached. localStorage answers at once, so that every call runs the machine until
/// it has nothing left to do, or waits for a blob.
pub struct Keeper {
    machine: Machine,
    shelf: Shelf,
    /// The effect under way.
    route: Option<Route>,
    /// Whether the store of blobs is at it.
    is_asked: bool,
    /// The payload that is being unpacked.
    unpacking: Option<Arc<str>>,
    /// Whether the workspace, as it was last read or written, is longer than can be saved at once.
    pub is_long: bool,
}

impl Keeper {
    /// Reads what is stored of a workspace, as a tab that may not write yet.
    pub fn open(shelf: Shelf) -> Keeper {
        let machine = Machine::new(Role::Follower);
        let mut keeper = Keeper { machine, shelf, route: None, is_asked: false, unpacking: None, is_long: false };
        keeper.run();
        // A store without a list has only one workspace.
        if are_several() {
            keeper.machine.count_beside(taken());
        }
        keeper
    }

    pub fn machine(&self) -> &Machine {
        &self.machine
    }

    /// Lets `step` ask something of the machine, and does what it takes, after what is under way.
    pub fn with<T>(&mut self, step: impl FnOnce(&mut Machine) -> T) -> T {
        self.run();
        let answer = step(&mut self.machine);
        self.run();
        answer
    }

    /// Lets `step` ask something of the machine; [`Keeper::go_on`] does what it takes.
    pub fn begin(&mut self, step: impl FnOnce(&mut Machine)) {
        step(&mut self.machine);
    }

    /// Does a part of what is under way; false when there is none, or when it is for the store of blobs to do.
    pub fn go_on(&mut self) -> bool {
        match self.errand() {
            Some(Errand::Text(effect)) => {
                self.take(local::perform(self.shelf, &effect));
                true
            }
            Some(Errand::Blob(_)) | None => false,
        }
    }

    /// Whether something is under way that the store of blobs has to do.
    pub fn waits(&self) -> bool {
        self.route.is_some()
    }

    /// What the store of blobs is to do, which is told once; [`Keeper::answer`] takes what comes of it.
    pub fn ask(&mut self) -> Option<(Shelf, BlobEffect)> {
        if self.is_asked {
            return None;
        }
        let Some(Errand::Blob(effect)) = self.errand() else { return None };
        self.is_asked = true;
        Some((self.shelf, effect))
    }

    /// Takes the answer of the store of blobs; false if it is that of another workspace, which is open no more.
    pub fn answer(&mut self, shelf: Shelf, reply: Reply) -> bool {
        let is_ours = self.is_asked && self.shelf == shelf;
        if is_ours {
            self.is_asked = false;
            self.take(reply);
        }
        is_ours
    }

    /// Notes that a payload is being unpacked; false if it was already.
    pub fn unpacks(&mut self, payload: &Arc<str>) -> bool {
        let before = self.unpacking.replace(Arc::clone(payload));
        before.is_none_or(|before| !Arc::ptr_eq(&before, payload))
    }

    fn errand(&mut self) -> Option<Errand> {
        if self.route.is_none() {
            self.route = Some(Route::new(self.machine.effect()?, LONGEST_TEXT));
        }
        self.route.as_ref().map(Route::errand)
    }

    fn take(&mut self, reply: Reply) {
        let Some(route) = self.route.take() else { return };
        match route.resume(reply) {
            Continue(rest) => self.route = Some(rest),
            Break(reply) => self.machine.resume(reply),
        }
    }

    fn run(&mut self) {
        while self.go_on() {}
    }

    /// Runs to the end, blobs and all.
    async fn finish(&mut self) {
        self.run();
        while let Some((shelf, effect)) = self.ask() {
            let reply = blobs::perform(shelf, effect).await;
            self.answer(shelf, reply);
            self.run();
        }
    }

    /// The document that is stored, as the text of a file.
    pub async fn text(mut self) -> Option<String> {
        self.finish().await;
        let payload = self.machine.payload()?;
        if Packed::is_packed(&payload) { pack::unpack(&payload).await } else { Some(payload.to_string()) }
    }

    /// Saves the text of a file, however long; false if it could not be saved.
    pub async fn keep(mut self, text: String) -> bool {
        self.finish().await;
        let payload = payload(text, || true).await;
        self.machine.set_role(Role::Writer);
        self.finish().await;
        let is_taken = payload.save(&mut self.machine);
        self.finish().await;
        is_taken && !self.machine.unsaved()
    }
}

/// A text that is to be saved, packed if it is long.
pub struct Payload {
    text: String,
    /// Whether it is for the store of blobs, and there is one.
    is_large: bool,
}

/// Makes ready what is to be saved of the text of a file, for as long as it is wanted.
pub async fn payload(text: String, is_wanted: impl Fn() -> bool) -> Payload {
    let text = if text.len() > Packed::FROM { pack::pack(text, is_wanted).await } else { text };
    let is_large = text.len() > PAYLOAD_LIMIT && blobs::are_there().await;
    Payload { text, is_large }
}

impl Payload {
    /// Saves it; false if it was refused, which shows as the status.
    pub fn save(self, machine: &mut Machine) -> bool {
        if self.is_large {
            machine.take_large();
        }
        machine.save(self.text.into()).is_ok()
    }
}

/// Goes on in another task, so that the page can do what waits for it. Nobody waits for a page that is hidden: its timers
/// hardly run, and it may not come back.
pub async fn pause() {
    let Some(window) = web_sys::window() else { return };
    if window.document().is_none_or(|document| document.hidden()) {
        return;
    }
    let timer = Promise::new(&mut |resolve, _| {
        let _ = window.set_timeout_with_callback(&resolve);
    });
    let _ = JsFuture::from(timer).await;
}

/// What the app keeps in all.
fn taken() -> Size {
    let own = local::keys().into_iter().filter(|key| key.starts_with("concord/"));
    own.map(|key| Size::of(&key) + Size::of(&local::note(&key).unwrap_or_default())).sum()
}

/// The workspaces of this browser.
pub fn shelves() -> Shelves {
    let list = local::note(Shelves::KEY);
    let keys = if list.is_some() { local::keys() } else { Vec::new() };
    Shelves::read(list.as_deref(), keys.iter().map(String::as_str))
}

/// Keeps the list of workspaces. `false` where the browser does not. The usual one alone needs no list.
pub fn set_shelves(shelves: &Shelves) -> bool {
    if *shelves == Shelves::default() {
        local::remove(|key| key == Shelves::KEY);
        return true;
    }
    local::set_note(Shelves::KEY, &shelves.write())
}

/// The workspace to open: the one of this tab, else the one that was opened last.
pub fn opened() -> Shelf {
    let wanted = local::note_of_tab(Shelves::OPEN).or_else(|| local::note(Shelves::OPEN));
    wanted.and_then(|text| text.parse().ok()).unwrap_or(Shelf::FIRST)
}

/// Whether there is a list of several workspaces.
pub fn are_several() -> bool {
    local::note(Shelves::KEY).is_some()
}

/// The workspace that this tab showed before.
pub fn opened_before() -> Option<Shelf> {
    local::note_of_tab(BEFORE)?.parse().ok()
}

/// Remembers which workspace this tab shows, and which it showed before.
pub fn remember_opened(shelf: Shelf, before: Shelf) {
    local::set_note_of_tab(BEFORE, &before.to_string());
    local::set_note_of_tab(Shelves::OPEN, &shelf.to_string());
    local::set_note(Shelves::OPEN, &shelf.to_string());
}

const BEFORE: &str = "concord/before";
/// A small text beside the workspaces; absent wherever there is no storage.
pub fn note(key: &str) -> Option<String> {
    local::note(key)
}

/// Keeps a small text beside the workspaces. `false` where the browser does not.
pub fn set_note(key: &str, text: &str) -> bool {
    local::set_note(key, text)
}

/// Removes all that is kept of a workspace.
pub fn clear(shelf: Shelf) {
    local::remove(|key| shelf.owns(key));
    spawn_local(blobs::remove(move |name| shelf.owns(name)));
}

/// Removes all that the app keeps.
pub fn clear_all() {
    local::remove(|key| key.starts_with("concord/"));
    blobs::remove_all();
}

/// What is noted beside a workspace about its copies; a convenience, absent wherever there is no storage.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Copied {
    /// When the workspace was last taken out as a file, in milliseconds since 1970.
    pub at: Option<i64>,
    /// How many changes were made since, or in all if it never was.
    pub changes: u32,
}

impl Copied {
    const AT: &str = "concord/exported";
    const CHANGES: &str = "concord/changes";
    const BEGUN: &str = "concord/begun";
    const PUT_OFF: &str = "concord/reminded";

    pub fn of(shelf: Shelf) -> Copied {
        Copied { at: number(shelf, Self::AT), changes: number(shelf, Self::CHANGES).unwrap_or(0) }
    }

    /// Keeps it, at `now`.
    pub fn note(self, shelf: Shelf, now: i64) {
        if self.at.is_none() && self.changes == 1 {
            local::set_note(&shelf.beside(Self::BEGUN), &now.to_string());
        }
        if let Some(at) = self.at {
            local::set_note(&shelf.beside(Self::AT), &at.to_string());
        }
        local::set_note(&shelf.beside(Self::CHANGES), &self.changes.to_string());
    }

    /// All that decides whether to remind the reader of a copy.
    pub fn copies(self, shelf: Shelf) -> Copies {
        let (begun, put_off) = (number(shelf, Self::BEGUN), number(shelf, Self::PUT_OFF));
        Copies { changes: self.changes, exported: self.at, begun, put_off }
    }

    /// Notes that the reminder was put off at `now`.
    pub fn put_off(shelf: Shelf, now: i64) {
        local::set_note(&shelf.beside(Self::PUT_OFF), &now.to_string());
    }
}

fn number<T: FromStr>(shelf: Shelf, name: &str) -> Option<T> {
    local::note(&shelf.beside(name))?.parse().ok()
}
