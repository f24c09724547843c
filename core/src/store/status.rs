//! What the machine tells the interface, and what it is told.

use std::fmt;

use super::meter::Size;
use super::record::Generation;
use super::{Key, StoreFault};

/// Whether this tab may write. The browser's locks decide.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// This tab is the one that saves.
    Writer,
    /// Another tab is; this one shows what that one saved.
    Follower,
}

/// What the caller made of a payload whose checksum holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DocumentOutcome {
    /// It is the document to work on.
    Readable,
    /// It is not a document that can be read.
    Unreadable,
    /// It is a document of a newer version.
    Newer,
}

/// The state to show. It claims nothing that was not read back from the store.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Status {
    /// The store is being read, or a payload awaits [`Machine::judge`](super::Machine::judge).
    Loading,
    /// Nothing is stored, and the first save is possible.
    Empty,
    /// What this tab shows is stored, and was read back.
    Saved(Generation),
    /// There are edits that no save has been asked for.
    Unsaved,
    /// A save is under way.
    Saving,
    /// The last save or removal failed. What was verified before is intact; it can be tried again.
    Failed(Trouble),
    /// The store could not be read: everything works in memory only.
    Blocked(StoreFault),
    /// Something is stored that cannot be read: see [`Machine::raw`](super::Machine::raw). Nothing is
    /// saved over it until the user starts over.
    Unreadable,
    /// A newer version of the app stored what is there: as [`Status::Unreadable`], with nothing broken.
    Newer,
    /// Another tab is the writer; this one shows that generation, if there is one.
    ReadOnly(Option<Generation>),
    /// The store holds what this tab neither loaded nor wrote, or this tab lost the writer's role with
    /// edits unsaved. What it shows can be taken out as a file; it saves nothing more until it reloads.
    Stale,
}

/// Why a save or a removal failed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Trouble {
    /// The store refused.
    Fault(StoreFault),
    /// The payload is over the limit of this store; nothing was written.
    TooLarge(Size),
    /// What was read back under the key is not what was written.
    Unverified(Key),
}

impl fmt::Display for Trouble {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Fault(fault) => fault.fmt(f),
            Self::TooLarge(size) => {
                write!(f, "the workspace takes {} characters, more than can be kept here", size.utf16)
            }
            Self::Unverified(key) => write!(f, "the store did not keep what was written to {key}"),
        }
    }
}

impl std::error::Error for Trouble {}

/// Why a request was not taken up. Nothing was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// Another tab is the writer.
    NotWriter,
    /// The status does not allow it.
    NotNow,
    /// The payload is over the limit of this store.
    TooLarge,
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NotWriter => "another tab is the one that saves",
            Self::NotNow => "the stored data is not in a state that allows this",
            Self::TooLarge => "the workspace is too large to be saved here",
        })
    }
}

impl std::error::Error for Refusal {}

/// How an activity ends short of its goal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Halt {
    Stale,
    Trouble(Trouble),
}

impl From<Trouble> for Halt {
    fn from(trouble: Trouble) -> Self {
        Self::Trouble(trouble)
    }
}

impl From<StoreFault> for Halt {
    fn from(fault: StoreFault) -> Self {
        Self::Trouble(Trouble::Fault(fault))
    }
}
