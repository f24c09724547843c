use std::fmt;

use chrono::NaiveDate;

use crate::value::notation::ReadError;
use crate::value::{Id, Money, Name, NameError, check_date};

/// One row of the user's own list: an introduction, a payment or a refund. What it says never contradicts itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    id: Id,
    work: Work,
}

/// What a row says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Work {
    /// Who was introduced.
    pub client: Name,
    /// Which of the client's projects; without a name, the one that has none.
    pub project: Option<Name>,
    /// When the client was introduced, if it is known.
    pub introduced: Option<NaiveDate>,
    /// The day of the payment; without one, of the introduction.
    pub date: NaiveDate,
    /// What was paid; below zero a refund, zero an introduction that brought no work yet.
    pub amount: Money,
    /// Costs in the amount that are passed on, at most the amount; a refund takes back its share by itself.
    pub pass_through: Money,
}

/// What a column of the list holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Column {
    /// Who was introduced.
    Client,
    /// Which of the client's projects.
    Project,
    /// When the client was introduced.
    Introduced,
    /// The day of the payment.
    Date,
    /// What was paid.
    Amount,
    /// Costs passed on.
    PassThrough,
}

impl Column {
    /// Every column, in the order in which they are shown.
    pub const ALL: [Column; 6] =
        [Column::Client, Column::Project, Column::Introduced, Column::Date, Column::Amount, Column::PassThrough];
}

/// Why one cell keeps its row from being read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CellProblem {
    /// The cell's column.
    pub column: Column,
    /// What is wrong.
    pub error: CellError,
}

/// What is wrong with a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CellError {
    /// It is no name.
    Name(NameError),
    /// It is no number or no date.
    Read(ReadError),
    /// More costs are passed on than the amount.
    PassThroughAboveAmount,
    /// Costs beside a refund.
    PassThroughOfRefund,
    /// An introduction after the payment.
    IntroducedAfterDate,
}

impl fmt::Display for CellError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            CellError::Name(error) => error.fmt(f),
            CellError::Read(error) => error.fmt(f),
            CellError::PassThroughAboveAmount => f.write_str("the costs passed on are more than the amount"),
            CellError::PassThroughOfRefund => {
                f.write_str("a refund takes back its share of the costs by itself; leave this empty")
            }
            CellError::IntroducedAfterDate => f.write_str("the introduction comes after the payment"),
        }
    }
}

impl std::error::Error for CellError {}

impl From<NameError> for CellError {
    fn from(error: NameError) -> CellError {
        CellError::Name(error)
    }
}

impl From<ReadError> for CellError {
    fn from(error: ReadError) -> CellError {
        CellError::Read(error)
    }
}

impl Row {
    /// The row with this id that says `work`.
    ///
    /// # Errors
    /// Every [`CellProblem`]: dates outside 1900–2199, an introduction after the payment, costs below zero, above the
    /// amount or beside a refund.
    pub fn new(id: Id, work: Work) -> Result<Row, Vec<CellProblem>> {
        let mut problems = Vec::new();
        let days = [(Column::Introduced, work.introduced), (Column::Date, Some(work.date))];
        for (column, day) in days {
            if day.is_some_and(|day| check_date(day).is_err()) {
                problems.push(CellProblem { column, error: ReadError::DateOutOfRange.into() });
            }
        }
        if work.pass_through.is_negative() {
            problems.push(CellProblem { column: Column::PassThrough, error: ReadError::Negative.into() });
        }
        problems.extend(introduced_late(work.introduced, work.date));
        problems.extend(passed_on_too_much(work.pass_through, work.amount));
        if problems.is_empty() { Ok(Row { id, work }) } else { Err(problems) }
    }

    /// Its id.
    #[must_use]
    pub fn id(&self) -> Id {
        self.id
    }

    /// What it says.
    #[must_use]
    pub fn work(&self) -> &Work {
        &self.work
    }

    /// Its client and project as they compare with others': equal for the rows of one project.
    pub(super) fn key(&self) -> String {
        let mut key = self.work.client.folded();
        if let Some(project) = &self.work.project {
            // No name holds a line break.
            key.push('\n');
            key.push_str(&project.folded());
        }
        key
    }
}

pub(super) fn introduced_late(introduced: Option<NaiveDate>, date: NaiveDate) -> Option<CellProblem> {
    let late = introduced.is_some_and(|introduced| introduced > date);
    late.then_some(CellProblem { column: Column::Introduced, error: CellError::IntroducedAfterDate })
}

pub(super) fn passed_on_too_much(pass_through: Money, amount: Money) -> Option<CellProblem> {
    let error = match amount.is_negative() {
        true => CellError::PassThroughOfRefund,
        false => CellError::PassThroughAboveAmount,
    };
    let bound = amount.max(Money::ZERO);
    (pass_through > bound).then_some(CellProblem { column: Column::PassThrough, error })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn work(introduced: Option<&str>, date: &str, amount: i64, pass_through: i64) -> Work {
        Work {
            client: Name::new("Acme").unwrap(),
            project: None,
            introduced: introduced.map(|day| day.parse().unwrap()),
            date: date.parse().unwrap(),
            amount: Money::new(amount).unwrap(),
            pass_through: Money::new(pass_through).unwrap(),
        }
    }

    #[test]
    fn a_row_never_contradicts_itself() {
        use Column::{Date, Introduced, PassThrough};
        let cases: [(Work, &[(Column, CellError)]); 8] = [
            (work(Some("2026-03-01"), "2026-03-01", 100, 100), &[]),
            (work(None, "2026-03-01", -100, 0), &[]),
            (work(None, "2026-03-01", 0, 0), &[]),
            (work(None, "2026-03-01", 100, 101), &[(PassThrough, CellError::PassThroughAboveAmount)]),
            (work(None, "2026-03-01", -100, 1), &[(PassThrough, CellError::PassThroughOfRefund)]),
            (work(None, "2026-03-01", 100, -1), &[(PassThrough, CellError::Read(ReadError::Negative))]),
            (work(None, "1899-12-31", 100, 0), &[(Date, CellError::Read(ReadError::DateOutOfRange))]),
            (
                work(Some("2026-03-02"), "2026-03-01", 0, 5),
                &[(Introduced, CellError::IntroducedAfterDate), (PassThrough, CellError::PassThroughAboveAmount)],
            ),
        ];
        for (work, problems) in cases {
            let found = Row::new(Id::from_u128(1), work.clone()).err().unwrap_or_default();
            let found: Vec<_> = found.into_iter().map(|problem| (problem.column, problem.error)).collect();
            assert_eq!(found, problems, "{work:?}");
        }
    }

    #[test]
    fn one_project_has_one_key_however_it_is_written() {
        let key = |client: &str, project: Option<&str>| {
            let names = (Name::new(client).unwrap(), project.map(|name| Name::new(name).unwrap()));
            let work = Work { client: names.0, project: names.1, ..work(None, "2026-03-01", 1, 0) };
            Row::new(Id::from_u128(1), work).unwrap().key()
        };
        assert_eq!(key("Acme", Some("Site")), key("ACME", Some("site")));
        assert_ne!(key("Acme", Some("Site")), key("Acme", None));
        assert_ne!(key("Acme Site", None), key("Acme", Some("Site")));
    }
}
