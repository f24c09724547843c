use std::collections::BTreeSet;

use super::{Chunks, Line, Row};
use crate::value::{Currency, Id, Reading};

/// The user's own list of work, in the order of its lines. Every line has an id of its own; versions of the list share
/// the lines that they have in common.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct List {
    lines: Chunks<Line>,
}

impl List {
    /// The lines.
    #[must_use]
    pub fn lines(&self) -> &Chunks<Line> {
        &self.lines
    }

    /// The rows that can be read.
    pub fn rows(&self) -> impl Iterator<Item = &Row> {
        self.lines.iter().filter_map(Line::row)
    }

    /// The place of the line with this id.
    #[must_use]
    pub fn position(&self, id: Id) -> Option<usize> {
        self.lines.iter().position(|line| line.id() == id)
    }

    /// The list with `lines` at its end.
    ///
    /// # Errors
    /// An id that two lines would have.
    pub fn with_added(&self, lines: Vec<Line>) -> Result<List, Id> {
        let mut ids = BTreeSet::new();
        if let Some(twice) = lines.iter().find(|line| !ids.insert(line.id())) {
            return Err(twice.id());
        }
        match self.lines.iter().find(|line| ids.contains(&line.id())) {
            Some(line) => Err(line.id()),
            None => Ok(List { lines: self.lines.extended(lines) }),
        }
    }

    /// The list with `line` in place of the one with its id; nothing if there is none.
    #[must_use]
    pub fn with_replaced(&self, line: Line) -> Option<List> {
        let index = self.position(line.id())?;
        Some(List { lines: self.lines.replaced(index, line)? })
    }

    /// The list without the line with this id; nothing if there is none.
    #[must_use]
    pub fn without(&self, id: Id) -> Option<List> {
        Some(List { lines: self.lines.removed(self.position(id)?)? })
    }

    /// The list after another try at the lines that could not be read, when the reading or the currency has changed.
    #[must_use]
    pub fn read_again(&self, reading: Reading, currency: Currency) -> List {
        let lines = self.lines.changed(|line| match line {
            Line::Unread { id, typed } => typed.read(*id, reading, currency).ok().map(Line::Read),
            Line::Read(_) => None,
        });
        List { lines }
    }

    /// At most how many characters the lines add to a file.
    #[must_use]
    pub fn written(&self) -> usize {
        self.lines.iter().map(Line::written).sum()
    }

    /// About how many bytes this version holds that `other` does not share.
    #[must_use]
    pub fn bytes_beyond(&self, other: &List) -> usize {
        self.lines.bytes_unshared_with(&other.lines, Line::bytes)
    }
}
