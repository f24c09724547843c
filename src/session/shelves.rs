//! Several workspaces: which there are, and which one is open. One is open at a time in a tab; each is saved apart.

use std::fmt;

use concord_core::exchange::document;
use concord_core::store::{Machine, PAYLOAD_LIMIT, Role, Shelf, Shelves};
use concord_core::value::Name;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::{Kept, Session, fresh, new_id};
use crate::later::{Fetched, Scribe};
use crate::storage::{self, Keeper};

/// A workspace with the cases that the method was learned from, under invented names.
const EXAMPLE: &str = include_str!("../../example/workspace.json");

/// Why a workspace was not opened, added or removed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ShelfError {
    /// The open one has changes that could not be saved.
    Unsaved,
    /// The open one is large, and still being saved.
    Saving,
    /// There are [`Shelves::MOST`] already.
    TooMany,
    /// The browser keeps nothing more.
    NotKept,
}

impl fmt::Display for ShelfError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ShelfError::Unsaved => f.write_str(
                "The open workspace has changes that could not be saved. Export a copy of it first: see Share & data",
            ),
            ShelfError::Saving => f.write_str("The open workspace is still being saved. Try again in a moment"),
            ShelfError::TooMany => write!(f, "A browser keeps at most {} workspaces. Remove one first", Shelves::MOST),
            ShelfError::NotKept => f.write_str(
                "This browser does not keep another workspace: its storage is full, or it does not let the page keep anything",
            ),
        }
    }
}

impl Session {
    /// The workspaces of this browser.
    pub fn shelves(&self) -> Memo<Shelves> {
        let (listed, shelf) = (self.listed, self.shelf);
        Memo::new(move |_| listed.with(|()| storage::shelves()).holding(shelf.get()))
    }

    /// What the open workspace is called.
    pub fn shelf_name(&self) -> Memo<String> {
        let (shelf, shelves) = (self.shelf, self.shelves());
        Memo::new(move |_| {
            shelves.with(|shelves| shelves.name(shelf.get()).map(ToString::to_string)).unwrap_or_default()
        })
    }

    /// Opens a workspace in place of the one that is open, which is saved first.
    pub fn open_shelf(&self, shelf: Shelf) -> Result<(), ShelfError> {
        self.leave()?;
        self.show(shelf);
        Ok(())
    }

    /// Adds a workspace and opens it: an empty one, or what a document says.
    pub fn add_shelf(&self, shelf: Shelf, name: &Name, text: Option<String>) -> Result<(), ShelfError> {
        self.leave()?;
        let shelves = self.listed_with(shelf, name)?;
        if let Some(text) = text {
            if text.len() > PAYLOAD_LIMIT {
                self.add_long(shelf, name.clone(), text);
                return Ok(());
            }
            let mut keeper = Keeper::open(shelf);
            keeper.with(|machine| machine.set_role(Role::Writer));
            let asked = keeper.with(|machine| machine.save(text.into()));
            if asked.is_err() || keeper.machine().unsaved() {
                storage::clear(shelf);
                return Err(ShelfError::NotKept);
            }
        }
        self.list(shelves)?;
        self.show(shelf);
        Ok(())
    }

    /// The same of a document that takes its time to be saved; the workspace is opened once it is.
    fn add_long(&self, shelf: Shelf, name: Name, text: String) {
        let session = *self;
        session.say("The copy is on its way.", false);
        spawn_local(async move {
            let is_kept = Keeper::open(shelf).keep(text).await;
            let added = if is_kept { session.leave() } else { Err(ShelfError::NotKept) };
            let added = added.and_then(|()| session.listed_with(shelf, &name)).and_then(|list| session.list(list));
            match added {
                Ok(()) => session.show(shelf),
                Err(error) => {
                    storage::clear(shelf);
                    session.say(format!("Not possible now: {error}."), false);
                }
            }
        });
    }

    /// The list with a new workspace in it.
    fn listed_with(&self, shelf: Shelf, name: &Name) -> Result<Shelves, ShelfError> {
        let mut shelves = self.list_now();
        let name = shelves.free_name(name);
        if shelves.put(shelf, name) { Ok(shelves) } else { Err(ShelfError::TooMany) }
    }

    /// Copies the open workspace, and opens the copy.
    pub fn duplicate_shelf(&self, name: &Name) -> Result<(), ShelfError> {
        let text = self.history.with_untracked(|history| document::write(history.present()));
        self.add_shelf(Shelf::of(new_id()), name, Some(text))
    }

    /// Names a workspace.
    pub fn name_shelf(&self, shelf: Shelf, name: Name) -> Result<(), ShelfError> {
        let mut shelves = self.list_now();
        shelves.put(shelf, name);
        self.list(shelves)
    }

    /// Opens the example beside the user's own work, as it was left if it is there already.
    pub fn open_example(&self) -> Result<(), ShelfError> {
        if self.list_now().name(Shelf::EXAMPLE).is_some() {
            return if self.shelf.get_untracked() == Shelf::EXAMPLE { Ok(()) } else { self.open_shelf(Shelf::EXAMPLE) };
        }
        self.add_shelf(
            Shelf::EXAMPLE,
            &Name::new("Example").map_err(|_| ShelfError::NotKept)?,
            Some(EXAMPLE.to_owned()),
        )
    }

    /// Removes a workspace and all that is kept of it. When it is the open one, the one that was open before it is opened.
    pub fn remove_shelf(&self, shelf: Shelf) -> Result<(), ShelfError> {
        let mut shelves = self.list_now();
        if !shelves.remove(shelf) {
            return Ok(());
        }
        let next = storage::opened_before().filter(|&before| shelves.name(before).is_some()).unwrap_or(shelves.first());
        self.list(shelves)?;
        let is_open = self.shelf.get_untracked() == shelf;
        if is_open {
            // What is removed need not be saved.
            self.put_down();
        }
        storage::clear(shelf);
        if is_open {
            self.show(next);
        }
        Ok(())
    }

    /// What is kept of a workspace, as the text of a file; nothing if nothing readable is.
    pub async fn text_of(&self, shelf: Shelf) -> Option<String> {
        if self.shelf.get_untracked() == shelf {
            return Some(self.export());
        }
        Keeper::open(shelf).text().await
    }

    /// The list as it is now: another tab may have changed it.
    fn list_now(&self) -> Shelves {
        storage::shelves().holding(self.shelf.get_untracked())
    }

    fn list(&self, shelves: Shelves) -> Result<(), ShelfError> {
        let is_kept = storage::set_shelves(&shelves);
        if is_kept {
            self.listed.set(());
        }
        if is_kept { Ok(()) } else { Err(ShelfError::NotKept) }
    }

    /// Saves what is open, so that another can be opened.
    fn leave(&self) -> Result<(), ShelfError> {
        if !matches!(self.scribe.get_untracked(), Fetched::Here(_)) {
            self.scribe.set(Fetched::Here(Scribe::HERE));
        }
        if self.with_store(Machine::unsaved) {
            self.save_now();
        }
        match self.keeper.with_value(|keeper| (keeper.machine().unsaved(), keeper.machine().trouble().is_none())) {
            (false, _) => Ok(()),
            (true, true) if self.keeper.with_value(|keeper| keeper.is_long) => Err(ShelfError::Saving),
            (true, _) => Err(ShelfError::Unsaved),
        }
    }

    /// Saves nothing more of what is open, and lets another tab write it.
    fn put_down(&self) {
        self.forget_timer();
        self.lock.with_value(|lock| lock.give_back());
    }

    /// Shows a workspace from the store.
    pub(super) fn show(&self, shelf: Shelf) {
        self.put_down();
        storage::remember_opened(shelf, self.shelf.get_untracked());
        self.notice.set(None);
        self.previewed.set(None);
        self.history.set(fresh());
        self.keeper.set_value(Keeper::open(shelf));
        self.kept.set(Kept::of(shelf));
        self.shelf.set(shelf);
        self.take_up();
        self.ask_to_write();
    }
}
