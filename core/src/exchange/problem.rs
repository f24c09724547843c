use std::fmt;

use super::quoted::Quoted;
use super::tree::Tree;

/// Something in a document that is not as it should be, and where. Displayed as one sentence:
/// `terms[2].rate: expected a rate in parts per million, from 0 to 1,000,000; found the text "15%"`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The way from the root, such as `terms[2].rate`; empty for the root itself.
    pub path: String,
    /// What is wrong there.
    pub kind: ProblemKind,
}

/// What can be wrong at one place of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ProblemKind {
    /// A field that has to be there is not.
    Missing {
        /// What it would hold.
        expected: Expected,
    },
    /// Something of another type, out of bounds, or not among the choices.
    Unexpected {
        /// What was to be there.
        expected: Expected,
        /// What is there, shortened.
        found: String,
    },
    /// A whole number past ±(2^53 − 1), which not every program reads exactly.
    PastExact {
        /// Whether it is on the negative side.
        negative: bool,
    },
    /// An id that something else has already.
    TakenId {
        /// The path of the first that has it.
        first: String,
    },
    /// Refused by the value itself, in its own words.
    Refused {
        /// What the value says is wrong.
        reason: String,
    },
    /// A field that no reader asked for. A notice: the rest of the document is read without it.
    UnknownField,
}

/// What a place in a document has to hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Expected {
    /// `true` or `false`.
    Boolean,
    /// A whole number within bounds.
    Integer {
        /// The lowest.
        low: i64,
        /// The highest.
        high: i64,
    },
    /// Minor units.
    Money,
    /// Parts per million.
    Rate,
    /// Millionths.
    Quantity,
    /// Seconds.
    Hours,
    /// A day, as `YYYY-MM-DD`.
    Date,
    /// A name.
    Name,
    /// A UUID.
    Id,
    /// Any text.
    Text,
    /// One of these texts.
    OneOf(Vec<&'static str>),
    /// A list.
    List,
    /// A record.
    Record,
}

/// Everything wrong with a document, in the order in which it was read: the first [`Problems::KEPT`] errors and as many
/// notices in full, the rest as a number.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Problems {
    kept: Vec<Problem>,
    errors: usize,
    notices: usize,
}

impl Problem {
    /// Whether the document can be used all the same.
    #[must_use]
    pub fn is_notice(&self) -> bool {
        self.kind.is_notice()
    }
}

impl ProblemKind {
    fn is_notice(&self) -> bool {
        matches!(self, ProblemKind::UnknownField)
    }
}

impl Problems {
    /// The most errors, and the most notices, that are kept in full.
    pub const KEPT: usize = 100;

    /// The problems kept in full.
    #[must_use]
    pub fn kept(&self) -> &[Problem] {
        &self.kept
    }

    /// How many errors there are, those not kept included.
    #[must_use]
    pub fn errors(&self) -> usize {
        self.errors
    }

    /// How many notices there are, those not kept included.
    #[must_use]
    pub fn notices(&self) -> usize {
        self.notices
    }

    /// How many problems there are beyond those kept.
    #[must_use]
    pub fn left_out(&self) -> usize {
        self.errors + self.notices - self.kept.len()
    }

    pub(super) fn add(&mut self, path: impl fmt::Display, kind: ProblemKind) {
        // Counted apart, so that a flood of notices cannot hide an error.
        let count = if kind.is_notice() { &mut self.notices } else { &mut self.errors };
        *count += 1;
        if *count <= Self::KEPT {
            self.kept.push(Problem { path: path.to_string(), kind });
        }
    }
}

impl ProblemKind {
    /// Something else than `expected`, or nothing at all.
    pub(super) fn instead_of(expected: Expected, found: Option<&Tree>) -> ProblemKind {
        let found = match found {
            None => return ProblemKind::Missing { expected },
            Some(Tree::Null) => "null".to_owned(),
            Some(Tree::Bool(value)) => value.to_string(),
            Some(Tree::Integer(number)) => format!("the number {number}"),
            // As Debug: Display would write out the 300 zeros of 1e300.
            Some(Tree::Number(number)) => format!("the number {number:?}"),
            Some(Tree::Text(text)) => format!("the text {}", Quoted(text)),
            Some(Tree::List(_)) => "a list".to_owned(),
            Some(Tree::Record(_)) => "a record".to_owned(),
        };
        ProblemKind::Unexpected { expected, found }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = if self.path.is_empty() { "the document" } else { &self.path };
        write!(f, "{path}: {}", self.kind)
    }
}

impl fmt::Display for ProblemKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ProblemKind::Missing { expected } => write!(f, "missing; expected {expected}"),
            ProblemKind::Unexpected { expected, found } => write!(f, "expected {expected}; found {found}"),
            ProblemKind::PastExact { negative: false } => {
                f.write_str("larger than 9,007,199,254,740,991, the largest whole number that stays exact")
            }
            ProblemKind::PastExact { negative: true } => {
                f.write_str("lower than -9,007,199,254,740,991, the lowest whole number that stays exact")
            }
            ProblemKind::TakenId { first } => write!(f, "this id is already used by {first}"),
            ProblemKind::Refused { reason } => f.write_str(reason),
            ProblemKind::UnknownField => f.write_str("unknown field, left out"),
        }
    }
}

impl fmt::Display for Expected {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Expected::Boolean => "true or false",
            Expected::Integer { low, high } => return write!(f, "a whole number from {low} to {high}"),
            Expected::Money => "an amount in whole minor units, such as cents",
            Expected::Rate => "a rate in parts per million, from 0 to 1,000,000",
            Expected::Quantity => "a quantity in millionths, from 0 to 1,000,000,000,000",
            Expected::Hours => "a time in seconds, from 0 to 3,600,000,000",
            Expected::Date => "a date, as YYYY-MM-DD",
            Expected::Name => "a name",
            Expected::Id => "an id",
            Expected::Text => "a text",
            Expected::OneOf(choices) => return write!(f, "one of {}", choices.join(", ")),
            Expected::List => "a list",
            Expected::Record => "a record",
        })
    }
}
