//! The browser's side of the save protocol: the machine in `concord_core::store` decides, this performs.

mod local;
mod lock;

pub use lock::Lock;

use std::str::FromStr;

use concord_core::store::{Copies, Machine, Role, Shelf, Shelves, Size};

/// The machine with this browser's localStorage attached. localStorage answers at once, so that every call runs the
/// machine until it has nothing left to do.
pub struct Keeper {
    machine: Machine,
    shelf: Shelf,
}

impl Keeper {
    /// Reads what is stored of a workspace, as a tab that may not write yet.
    pub fn open(shelf: Shelf) -> Keeper {
        let mut keeper = Keeper { machine: Machine::new(Role::Follower), shelf };
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

    /// Does one effect of what is under way; false when there is none.
    pub fn go_on(&mut self) -> bool {
        let Some(effect) = self.machine.effect() else { return false };
        self.machine.resume(local::perform(self.shelf, &effect));
        true
    }

    fn run(&mut self) {
        while self.go_on() {}
    }
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
}

/// Removes all that the app keeps.
pub fn clear_all() {
    local::remove(|key| key.starts_with("concord/"));
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
