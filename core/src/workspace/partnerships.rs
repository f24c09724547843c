use std::sync::Arc;

use crate::review::{Basis, Entry, Figures};
use crate::value::{Note, escaped};

/// The partnerships under review, and how they are judged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Partnerships {
    /// Hour, months and thresholds, the same for all.
    pub basis: Basis,
    /// What each brought and took, in the order in which they were entered.
    pub entries: Arc<Vec<Entry>>,
}

impl Partnerships {
    /// None yet.
    pub(super) fn none(basis: Basis) -> Partnerships {
        Partnerships { basis, entries: Arc::default() }
    }

    /// At most how many characters the partnerships add to a file.
    pub(crate) fn written(&self) -> usize {
        self.entries.iter().map(written).sum()
    }
}

fn written(entry: &Entry) -> usize {
    // The names of the fields, an id, and nine figures of each period at their longest.
    const FIELDS: usize = 700;
    let note = |figures: &Figures| figures.strategic.note.as_ref().map_or(0, |note: &Note| escaped(note.as_str()));
    FIELDS + escaped(entry.name().as_str()) + note(entry.figures()) + entry.previous().map_or(0, note)
}
