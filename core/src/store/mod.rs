//! The save protocol, without a store: what to write, in which order, and what to believe afterwards.
//!
//! A [`Machine`] emits one [`Effect`] at a time and is fed the [`Reply`]; it never touches a browser.
//!
//! ```
//! # use concord_core::store::{Effect, Machine, Reply, Role};
//! # fn perform(effect: &Effect) -> Reply { Ok(None) }
//! let mut machine = Machine::new(Role::Writer);
//! while let Some(effect) = machine.effect() {
//!     machine.resume(perform(&effect));
//! }
//! ```
//!
//! What is stored: two generations ([`Slot`]) and a pointer to the current one. A save checks that the
//! store still holds what this tab knows, writes the other generation, reads it back, flips the pointer
//! and reads both back. What holds at every instant, whatever write fails or is cut short:
//!
//! 1. A generation that was reported as saved, or a later one, can be loaded.
//! 2. Nothing is written over a text that could not be read, before a copy of it under
//!    [`Key::Kept`] has been read back.
//! 3. [`Machine::verified`] names only what was read back from the store.
//! 4. A tab that finds in the store what it neither loaded nor wrote turns [`Status::Stale`] and writes
//!    nothing more.
//!
//! A store without compare-and-swap cannot exclude two writers for certain: one writer at a time is the
//! business of the browser's locks ([`Machine::set_role`]). The fourth rule is there for the day when
//! those fail: the loser learns of it while its edits are still in memory.
//!
//! A browser's store of texts has little room. A [`Route`] takes the effects to two stores, the long texts to one of blobs,
//! and answers as one store does; a [`Packed`] payload is one that was compressed before it came here.
//!
//! The payload is opaque here. Whether it is a readable document is the caller's to say, with
//! [`Machine::judge`].
//!
//! In reading order: `record` and the pointer, `snapshot` (what the store held and what to make of it),
//! `read`, `keep`, `save`, `clear` (the activities), `status`, `meter`, `machine`; `route` and `packed`; `shelf` for several workspaces, each
//! with a machine and keys of its own; `reminder` says when a copy outside the store is due.

mod clear;
mod inventory;
mod keep;
mod machine;
mod meter;
mod packed;
mod read;
mod record;
mod reminder;
mod route;
mod save;
mod shelf;
mod snapshot;
mod status;
#[cfg(test)]
mod tests;

use std::fmt;
use std::sync::Arc;

pub use machine::Machine;
pub use meter::{LARGE_PAYLOAD_LIMIT, Level, Meter, PAYLOAD_LIMIT, STORE_LIMIT, Size};
pub use packed::{Packed, Unpacking};
pub use record::Generation;
pub use reminder::Copies;
pub use route::{Blob, BlobEffect, Errand, LONGEST_TEXT, Route};
pub use shelf::{Shelf, Shelves};
pub use snapshot::{Damage, RawText};
pub use status::{DocumentOutcome, Refusal, Role, Status, Trouble};

/// One of the two places of a generation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Slot {
    /// Stored under `concord/a`.
    A,
    /// Stored under `concord/b`.
    B,
}

impl Slot {
    fn other(self) -> Self {
        match self {
            Self::A => Self::B,
            Self::B => Self::A,
        }
    }
}

impl fmt::Display for Slot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::A => "a",
            Self::B => "b",
        })
    }
}

/// A key of the store; its `Display` is the text under which the browser keeps it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Key {
    /// A generation: `concord/a` or `concord/b`.
    Slot(Slot),
    /// The pointer to the current generation: `concord/current`.
    Current,
    /// A text that could not be read, put aside: `concord/kept/1` and on, without a gap.
    Kept(u32),
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Slot(slot) => write!(f, "concord/{slot}"),
            Self::Current => f.write_str("concord/current"),
            Self::Kept(number) => write!(f, "concord/kept/{number}"),
        }
    }
}

/// What the machine asks of the store.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    /// Read the text under the key.
    Get(Key),
    /// Write the text under the key, in place of what is there.
    Put(Key, Arc<str>),
    /// Remove the key. A key that is not there is no fault.
    Remove(Key),
}

impl Effect {
    fn key(&self) -> Key {
        match self {
            Self::Get(key) | Self::Put(key, _) | Self::Remove(key) => *key,
        }
    }
}

/// What the store answered: the text of a [`Effect::Get`], if there is one, and `None` for the other
/// effects.
pub type Reply = Result<Option<Arc<str>>, StoreFault>;

/// Why the store did not do what was asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StoreFault {
    /// There is no room left.
    Quota,
    /// The browser does not allow this page to store anything.
    Blocked,
    /// Anything else, by the name that the browser gives it.
    Other(String),
}

impl fmt::Display for StoreFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Quota => f.write_str("the store has no room left"),
            Self::Blocked => f.write_str("the browser does not let this page store anything"),
            Self::Other(name) => write!(f, "the store failed: {name}"),
        }
    }
}

impl std::error::Error for StoreFault {}
