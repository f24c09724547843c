use std::sync::Arc;

use chrono::NaiveDate;

use super::row::{introduced_late, passed_on_too_much};
use super::{CellError, CellProblem, Column, Row, Work};
use crate::value::notation::ReadError;
use crate::value::{Currency, Id, Money, Name, Reading, escaped, is_blank};

/// A line of the user's own list: a row, or what was typed or pasted for one and cannot be read yet. Nothing that was
/// typed is lost; why it cannot be read is worked out when it is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Line {
    /// A row that counts.
    Read(Row),
    /// A row that does not count yet.
    Unread {
        /// Its id.
        id: Id,
        /// What its cells hold.
        typed: Typed,
    },
}

/// The cells of a row as text, whatever it is.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Typed {
    /// Who was introduced.
    pub client: Arc<str>,
    /// Which of the client's projects.
    pub project: Arc<str>,
    /// When the client was introduced.
    pub introduced: Arc<str>,
    /// The day of the payment.
    pub date: Arc<str>,
    /// What was paid.
    pub amount: Arc<str>,
    /// Costs passed on.
    pub pass_through: Arc<str>,
}

impl Line {
    /// The row that `typed` says, if it can be read.
    #[must_use]
    pub fn new(id: Id, typed: Typed, reading: Reading, currency: Currency) -> Line {
        match typed.read(id, reading, currency) {
            Ok(row) => Line::Read(row),
            Err(_) => Line::Unread { id, typed },
        }
    }

    /// Its id.
    #[must_use]
    pub fn id(&self) -> Id {
        match self {
            Line::Read(row) => row.id(),
            Line::Unread { id, .. } => *id,
        }
    }

    /// The row, if it can be read.
    #[must_use]
    pub fn row(&self) -> Option<&Row> {
        match self {
            Line::Read(row) => Some(row),
            Line::Unread { .. } => None,
        }
    }

    /// Its cells as text, to be edited.
    #[must_use]
    pub fn typed(&self, reading: Reading, currency: Currency) -> Typed {
        match self {
            Line::Read(row) => row.typed(reading, currency),
            Line::Unread { typed, .. } => typed.clone(),
        }
    }

    /// Why it does not count, cell by cell; nothing for a row that does.
    #[must_use]
    pub fn problems(&self, reading: Reading, currency: Currency) -> Vec<CellProblem> {
        match self {
            Line::Read(_) => Vec::new(),
            Line::Unread { id, typed } => typed.read(*id, reading, currency).err().unwrap_or_default(),
        }
    }

    /// About how many bytes it takes.
    pub(super) fn bytes(&self) -> usize {
        let texts = match self {
            Line::Read(row) => {
                row.work().client.as_str().len() + row.work().project.as_ref().map_or(0, |p| p.as_str().len())
            }
            Line::Unread { typed, .. } => Column::ALL.into_iter().map(|column| typed.cell(column).len()).sum(),
        };
        size_of::<Line>() + texts
    }
}

impl Line {
    /// At most how many characters the line adds to a file, its commas and quotes included.
    pub(super) fn written(&self) -> usize {
        match self {
            Line::Read(row) => {
                let work = row.work();
                // An id, two dates and two amounts at their longest.
                110 + escaped(work.client.as_str()) + work.project.as_ref().map_or(0, |name| escaped(name.as_str()))
            }
            // The names of the columns, an id and a place.
            Line::Unread { typed, .. } => {
                150 + Column::ALL.into_iter().map(|column| escaped(typed.cell(column))).sum::<usize>()
            }
        }
    }
}

impl Row {
    /// The row as text, which [`Typed::read`] reads back to the same row.
    #[must_use]
    pub fn typed(&self, reading: Reading, currency: Currency) -> Typed {
        let work = self.work();
        let amount = |amount: Money| match amount {
            Money::ZERO => Arc::default(),
            amount => reading.write_money(amount, currency).into(),
        };
        Typed {
            client: work.client.as_str().into(),
            project: work.project.as_ref().map_or_else(Arc::default, |project| project.as_str().into()),
            introduced: work.introduced.map_or_else(Arc::default, |day| reading.write_date(day).into()),
            date: reading.write_date(work.date).into(),
            amount: amount(work.amount),
            pass_through: amount(work.pass_through),
        }
    }
}

impl Typed {
    /// The text of a cell.
    #[must_use]
    pub fn cell(&self, column: Column) -> &str {
        match column {
            Column::Client => &self.client,
            Column::Project => &self.project,
            Column::Introduced => &self.introduced,
            Column::Date => &self.date,
            Column::Amount => &self.amount,
            Column::PassThrough => &self.pass_through,
        }
    }

    /// The same cells with another text in one of them.
    #[must_use]
    pub fn with(mut self, column: Column, text: &str) -> Typed {
        let cell = match column {
            Column::Client => &mut self.client,
            Column::Project => &mut self.project,
            Column::Introduced => &mut self.introduced,
            Column::Date => &mut self.date,
            Column::Amount => &mut self.amount,
            Column::PassThrough => &mut self.pass_through,
        };
        *cell = if text.is_empty() { Arc::default() } else { text.into() };
        self
    }

    /// The row that these cells say. A row without an amount is an introduction that brought no work yet; its date can
    /// be left out when it says when the client was introduced. A lone dash in a date or amount stands for nothing.
    ///
    /// # Errors
    /// Every [`CellProblem`] of the row.
    pub fn read(&self, id: Id, reading: Reading, currency: Currency) -> Result<Row, Vec<CellProblem>> {
        let mut found = Found(Vec::new());
        let client = found.note(Column::Client, Name::new(&self.client));
        let project = match &*self.project {
            text if is_blank(text) => Some(None),
            text => found.note(Column::Project, Name::new(text)).map(Some),
        };
        let introduced = match filled(&self.introduced) {
            None => Some(None),
            Some(text) => found.note(Column::Introduced, reading.date(text)).map(Some),
        };
        let amount = match filled(&self.amount) {
            None => Some(Money::ZERO),
            Some(text) => found.note(Column::Amount, reading.money(text, currency)),
        };
        let date = match filled(&self.date) {
            Some(text) => found.note(Column::Date, reading.date(text)),
            None => found.missing_date(introduced, amount),
        };
        let pass_through = match filled(&self.pass_through) {
            None => Some(Money::ZERO),
            Some(text) => found.note(Column::PassThrough, reading.positive_money(text, currency)),
        };
        if let (Some(client), Some(project), Some(introduced), Some(date), Some(amount), Some(pass_through)) =
            (client, project, introduced, date, amount, pass_through)
        {
            return Row::new(id, Work { client, project, introduced, date, amount, pass_through });
        }
        // What can be compared already is, so that the user hears everything at once.
        let late = introduced.zip(date).and_then(|(introduced, date)| introduced_late(introduced, date));
        let too_much = pass_through.zip(amount).and_then(|(costs, amount)| passed_on_too_much(costs, amount));
        for problem in late.into_iter().chain(too_much) {
            found.add(problem);
        }
        Err(found.0)
    }
}

/// The problems found so far, in the order of their columns.
struct Found(Vec<CellProblem>);

impl Found {
    fn add(&mut self, problem: CellProblem) {
        let place = self.0.partition_point(|other| other.column <= problem.column);
        self.0.insert(place, problem);
    }

    fn note<T, E: Into<CellError>>(&mut self, column: Column, result: Result<T, E>) -> Option<T> {
        result.map_err(|error| self.add(CellProblem { column, error: error.into() })).ok()
    }

    /// The date of a row whose date is left out: that of an introduction without work. What is still unknown because
    /// another cell cannot be read is no problem of the date.
    fn missing_date(&mut self, introduced: Option<Option<NaiveDate>>, amount: Option<Money>) -> Option<NaiveDate> {
        match (introduced, amount) {
            (Some(Some(day)), Some(Money::ZERO)) => Some(day),
            (None, None | Some(Money::ZERO)) | (Some(Some(_)), None) => None,
            _ => self.note(Column::Date, Err(ReadError::Empty)),
        }
    }
}

/// The text of a date or an amount, unless it is empty or a dash, which is how spreadsheets show nothing.
pub(crate) fn filled(text: &str) -> Option<&str> {
    let text = text.trim();
    if is_blank(text) || matches!(text, "-" | "–" | "—") { None } else { Some(text) }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::value::NameError;

    type Problems<'a> = &'a [(Column, CellError)];

    fn typed(cells: [&str; 6]) -> Typed {
        Column::ALL.into_iter().zip(cells).fold(Typed::default(), |typed, (column, text)| typed.with(column, text))
    }

    fn read(cells: [&str; 6]) -> Result<Row, Vec<(Column, CellError)>> {
        typed(cells)
            .read(Id::from_u128(1), Reading::ENGLISH, Currency::USD)
            .map_err(|problems| problems.into_iter().map(|problem| (problem.column, problem.error)).collect())
    }

    #[test]
    fn reads_a_payment_a_refund_and_an_introduction() {
        let row = read([" Acme ", "Site", "2025-12-30", "01/02/2026", "$4,000.50", "100"]).unwrap();
        let work = row.work();
        assert_eq!((work.client.as_str(), work.project.as_ref().unwrap().as_str()), ("Acme", "Site"));
        assert_eq!((work.introduced, work.date), ("2025-12-30".parse().ok(), "2026-01-02".parse().unwrap()));
        assert_eq!((work.amount.minor(), work.pass_through.minor()), (4_000_50, 100_00));
        assert_eq!(read(["Acme", "", "", "2026-01-02", "(50)", ""]).unwrap().work().amount.minor(), -50_00);
        for introduction in [
            ["Acme", "", "", "2026-01-02", "", ""],
            ["Acme", " ", "2026-01-02", "-", "–", "—"],
            ["Acme", "\u{200B}", "\u{FEFF}", "2026-01-02", "\u{200B}", "\u{200B}"],
        ] {
            let row = read(introduction).unwrap();
            assert_eq!((row.work().date, row.work().amount), ("2026-01-02".parse().unwrap(), Money::ZERO));
        }
    }

    #[test]
    fn names_every_problem_of_a_row() {
        use Column::{Amount, Client, Date, Introduced, PassThrough, Project};
        let empty = CellError::Read(ReadError::Empty);
        let no_number = CellError::Read(ReadError::NotANumber);
        let no_date = CellError::Read(ReadError::NotADate);
        let no_name = CellError::Name(NameError::Empty);
        let control = CellError::Name(NameError::Control { code: 0x202E });
        let cases: [([&str; 6], Problems<'_>); 9] = [
            (["", "", "", "", "", ""], &[(Client, no_name), (Date, empty)]),
            (["Acme", "", "", "", "5", ""], &[(Date, empty)]),
            (["Acme", "", "2026-01-01", "", "5", ""], &[(Date, empty)]),
            (["Acme", "", "soon", "", "", ""], &[(Introduced, no_date)]),
            (["Acme", "", "2026-01-01", "", "=SUM(A1)", ""], &[(Amount, no_number)]),
            (
                ["", "a\u{202E}b", "soon", "later", "much", "-1"],
                &[
                    (Client, no_name),
                    (Project, control),
                    (Introduced, no_date),
                    (Date, no_date),
                    (Amount, no_number),
                    (PassThrough, CellError::Read(ReadError::Negative)),
                ],
            ),
            (
                ["", "", "2026-01-02", "2026-01-01", "5", "6"],
                &[
                    (Client, no_name),
                    (Introduced, CellError::IntroducedAfterDate),
                    (PassThrough, CellError::PassThroughAboveAmount),
                ],
            ),
            (["Acme", "", "", "2026-01-01", "-5", "1"], &[(PassThrough, CellError::PassThroughOfRefund)]),
            (["Acme", "", "", "2026-01-01", "", "1"], &[(PassThrough, CellError::PassThroughAboveAmount)]),
        ];
        for (cells, problems) in cases {
            assert_eq!(read(cells).unwrap_err(), problems, "{cells:?}");
        }
    }

    #[test]
    fn a_line_keeps_what_it_cannot_read() {
        let cells = typed(["مكتب النور", "", "", "2026-01-01", "=SUM(A1)", ""]);
        let line = |cells: &Typed| Line::new(Id::from_u128(7), cells.clone(), Reading::ENGLISH, Currency::USD);
        let unread = line(&cells);
        assert_eq!(unread, Line::Unread { id: Id::from_u128(7), typed: cells.clone() });
        assert_eq!(unread.typed(Reading::ENGLISH, Currency::USD), cells);
        let problem = CellProblem { column: Column::Amount, error: ReadError::NotANumber.into() };
        assert_eq!(unread.problems(Reading::ENGLISH, Currency::USD), [problem]);
        let mended = line(&cells.with(Column::Amount, "12"));
        assert_eq!(mended.row().unwrap().work().amount.minor(), 12_00);
        assert_eq!((mended.id(), mended.problems(Reading::ENGLISH, Currency::USD)), (unread.id(), vec![]));
    }
}
