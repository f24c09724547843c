//! The workspace as a file. Only this module writes and reads it; each released version has a frozen file that must load
//! for ever.
//!
//! A document is `{"format": "concord-workspace", "version": 1, "checksum": "sha256:…", "workspace": {…}}` in ASCII JSON.
//! Amounts are minor units, rates parts per million, quantities millionths, times seconds, days `YYYY-MM-DD`, ids UUIDs.

mod difference;
pub(super) mod read;
mod slices;
pub(super) mod write;

pub use difference::{Change, Difference, Section};
pub use slices::write_in_slices;

pub use super::ReadError;
use super::envelope::{self, Kind};
use super::{Problems, Tree};
use crate::workspace::Workspace;

/// A workspace that was read, and what there is to say about its file.
#[derive(Clone, Debug, PartialEq)]
pub struct Document {
    /// The workspace.
    pub workspace: Workspace,
    /// Fields that nobody knows and that were left out.
    pub notices: Problems,
    /// Whether the file is as it was written. If not, it was edited by hand, or damaged.
    pub is_intact: bool,
}

impl Document {
    /// Whether nothing of the file would be lost or doubtful.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.is_intact && self.notices.notices() == 0
    }
}

/// The workspace as the text of a file.
#[must_use]
pub fn write(workspace: &Workspace) -> String {
    envelope::seal(Kind::Workspace, &write::workspace(workspace))
}

/// The workspace in a file.
///
/// # Errors
/// [`ReadError`]: the first syntax error by line and column, otherwise every problem by path.
pub fn read(bytes: &[u8]) -> Result<Document, ReadError> {
    from_tree(&Tree::read(bytes).map_err(ReadError::Syntax)?)
}

/// The workspace in the tree of a file.
pub(super) fn from_tree(tree: &Tree) -> Result<Document, ReadError> {
    let found = envelope::open(Kind::Workspace, tree, read::workspace)?;
    Ok(Document { workspace: found.content, notices: found.notices, is_intact: found.is_intact })
}

#[cfg(test)]
mod tests;
