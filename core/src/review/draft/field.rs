use std::fmt;

use super::{Cell, When};
use crate::review::{AgreedError, EntryError};
use crate::value::notation::ReadError;
use crate::value::{NameError, NoteError, RangeError};

/// A field of the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EntryField {
    /// What it is called.
    Name,
    /// What its strategic value consists of.
    Note,
    /// A figure.
    Figure(When, Cell),
    /// The terms from which payouts come.
    Terms,
    /// Projects won.
    Projects,
    /// Introductions made.
    Introductions,
}

/// What is wrong with a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EntryDraftError {
    /// The text is not what was asked for.
    Text(ReadError),
    /// The name is none.
    Name(NameError),
    /// The note is none.
    Note(NoteError),
    /// The strategic values are in no order.
    Range(RangeError),
    /// An end of the range without the value between them.
    NoLikely,
    /// A figure that no partnership has.
    Entry(EntryError),
    /// Payouts from terms that were not chosen, or are no longer there.
    NoTerms,
    /// A number that no work has.
    Agreed(AgreedError),
}

impl fmt::Display for EntryDraftError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            EntryDraftError::Text(error) => error.fmt(f),
            EntryDraftError::Name(error) => error.fmt(f),
            EntryDraftError::Note(error) => error.fmt(f),
            EntryDraftError::Range(error) => error.fmt(f),
            EntryDraftError::NoLikely => f.write_str("say the usual value first"),
            EntryDraftError::Entry(error) => error.fmt(f),
            EntryDraftError::NoTerms => f.write_str("choose the terms"),
            EntryDraftError::Agreed(error) => error.fmt(f),
        }
    }
}
