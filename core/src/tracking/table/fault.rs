use std::fmt;

use super::csv::Csv;
use super::formula::is_formula;
use super::{Field, Mapping};
use crate::ledger::LedgerError;
use crate::tracking::TrackedError;
use crate::value::notation::ReadError;
use crate::value::{Currency, NameError, NoteError};

/// What is wrong with a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Problem {
    /// Nothing is filled in where something has to be.
    Missing,
    /// It is no name.
    Name(NameError),
    /// It is no note.
    Note(NoteError),
    /// It is no amount or no date.
    Read(ReadError),
    /// It is no number of a referral.
    NoNumber,
    /// It is none of the words that are understood, of which these are offered.
    UnknownWord(Vec<&'static str>),
    /// It is in another currency than the workspace.
    OtherCurrency {
        /// The sign or the code that was found.
        found: String,
        /// The currency of the workspace.
        currency: Currency,
    },
    /// There are more cells than columns.
    TooManyCells {
        /// How many columns there are.
        columns: usize,
    },
    /// A refund, and no payment in its row or above.
    NothingToRefund,
    /// Costs passed on, and neither an invoice nor a payment.
    NothingToPassOn,
    /// It contradicts what another row says of the same referral.
    Differs {
        /// The line of that row.
        line: usize,
    },
    /// The facts of the referral contradict each other.
    Facts(TrackedError),
    /// Nothing is wrong with the row, but another one of the same referral cannot be read.
    LeftOut {
        /// The line of that row.
        line: usize,
    },
}

/// A row that is not imported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadRow {
    /// The line of the file on which it starts.
    pub line: usize,
    /// Its cells as they are in the file.
    pub cells: Vec<String>,
    /// What is wrong with it, in which columns and what to do.
    pub reasons: String,
}

impl Problem {
    /// What can be done about it.
    fn mend(&self) -> &'static str {
        use TrackedError as T;
        match self {
            Problem::Missing => "fill it in",
            Problem::Name(_) | Problem::Note(_) => "correct the text",
            Problem::Read(ReadError::NotADate) => {
                "write it as year-month-day, such as 2026-12-31, or choose another order"
            }
            Problem::Read(ReadError::NotANumber) => "leave only the amount in the cell",
            Problem::Read(_) => "correct it in the file",
            Problem::NoNumber | Problem::Facts(T::NoNumber) => "leave it empty for a referral that is new",
            Problem::UnknownWord(_) => "use one of these, or say what the word means",
            Problem::OtherCurrency { .. } => "convert the amount first",
            Problem::TooManyCells { .. } => "put quotation marks around text that holds the separator",
            Problem::NothingToRefund => "put the refund below its payment",
            Problem::NothingToPassOn => "put the costs beside their invoice",
            Problem::Differs { .. } => "make them agree, or tell the two apart by number or project",
            Problem::Facts(T::BilledNotWon) => "fill in the day on which it was won",
            Problem::Facts(T::BeforeIntroduction(_) | T::BeforeQualified(_) | T::RewardTooEarly | T::Day)
            | Problem::Facts(T::Bills(
                LedgerError::BeforeIntroduction | LedgerError::PaidBeforeIssue | LedgerError::RefundBeforePayment,
            )) => "correct one of the days",
            Problem::Facts(T::TooManyBills) => "leave out what is not needed",
            Problem::Facts(T::NegativeValue | T::Bills(_)) => "correct the amounts",
            Problem::LeftOut { .. } => "mend that one first",
        }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Problem::Missing => f.write_str("nothing is filled in"),
            Problem::Name(error) => error.fmt(f),
            Problem::Note(error) => error.fmt(f),
            Problem::Read(error) => error.fmt(f),
            Problem::NoNumber => f.write_str("this is no whole number from 1 on"),
            Problem::UnknownWord(words) => write!(f, "this is none of the words {}", words.join(", ")),
            Problem::OtherCurrency { found, currency } => {
                write!(f, "this is in {found}, and everything else is in {}", currency.code())
            }
            Problem::TooManyCells { columns } => write!(f, "the row has more cells than the {columns} columns"),
            Problem::NothingToRefund => f.write_str("there is no payment that the refund belongs to"),
            Problem::NothingToPassOn => f.write_str("there are costs passed on, but no invoice and no payment"),
            Problem::Differs { line } => write!(f, "line {line} says something else of the same referral"),
            Problem::Facts(error) => error.fmt(f),
            Problem::LeftOut { line } => {
                write!(f, "it is left out because line {line}, of the same referral, cannot be read")
            }
        }?;
        write!(f, "; {}", self.mend())
    }
}

impl From<NameError> for Problem {
    fn from(error: NameError) -> Problem {
        Problem::Name(error)
    }
}

impl From<NoteError> for Problem {
    fn from(error: NoteError) -> Problem {
        Problem::Note(error)
    }
}

impl From<TrackedError> for Problem {
    fn from(error: TrackedError) -> Problem {
        Problem::Facts(error)
    }
}

/// What is wrong with a row, in which columns and what to do, as sentences.
pub(super) fn reasons(problems: &[(Option<Field>, Problem)]) -> String {
    let reason = |(field, problem): &(Option<Field>, Problem)| match field {
        Some(field) => format!("{}: {problem}", field.heading()),
        None => problem.to_string(),
    };
    problems.iter().map(reason).collect::<Vec<_>>().join(". ")
}

impl fmt::Display for BadRow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {}", self.line, self.reasons)
    }
}

/// Rows that were not imported as a CSV file, to be mended and imported again: the headings of the table, or of what the
/// columns were said to hold, the cells as they were, and what is wrong in a last column. `first` is the table's first row.
#[must_use]
pub fn bad_rows_csv(first: &[String], mapping: &Mapping, rows: &[BadRow], separator: char) -> String {
    let heading = |column: &Option<Field>| column.map_or("", Field::heading).to_owned();
    let headings: Vec<String> = match mapping.header {
        true => first.to_vec(),
        false => mapping.columns.iter().map(heading).collect(),
    };
    let mut csv = Csv::new(separator);
    let mut write = |cells: &[String], last: &str| {
        let cells: Vec<_> = cells.iter().map(|cell| safe(cell)).collect();
        // A row with too many cells keeps them all, and so is not taken for another when it is imported as it is.
        let empty = std::iter::repeat_n("", headings.len().saturating_sub(cells.len()));
        csv.row(cells.iter().map(String::as_str).chain(empty).chain([last]));
    };
    write(&headings, "Problem");
    for row in rows {
        write(&row.cells, &row.reasons);
    }
    csv.finish()
}

/// A cell that another program may have filled: a formula becomes text, a number with a sign stays as it is.
fn safe(cell: &str) -> String {
    let is_number =
        |c: char| c.is_ascii_digit() || matches!(c, '+' | '-' | '.' | ',' | '\'' | ' ' | '$' | '€' | '£' | '¥');
    if is_formula(cell) && !cell.chars().all(is_number) { format!("'{cell}") } else { cell.to_owned() }
}
