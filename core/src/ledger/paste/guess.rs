use super::Pasted;
use super::heading::{EXACT, Holds, Meaning, is_name, rank};
use crate::ledger::Column;
use crate::value::Reading;
use crate::value::notation::{DateOrder, DecimalSign, ReadError};

/// How a pasted text seems to be meant. The user confirms or changes it before anything is read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Guess {
    /// What each column holds; nothing for one that is left out.
    pub columns: Vec<Option<Column>>,
    /// Whether the first row holds the names of the columns.
    pub header: bool,
    /// The decimal sign, if the amounts leave no doubt.
    pub decimal: Option<DecimalSign>,
    /// The order in dates, if the dates leave no doubt.
    pub dates: Option<DateOrder>,
}

impl Guess {
    /// How the text is read, once both the decimal sign and the order in dates are known.
    #[must_use]
    pub fn reading(&self) -> Option<Reading> {
        Some(Reading { decimal: self.decimal?, dates: self.dates? })
    }

    /// What no column holds, but every list needs: a client and a date, of the payment or of the introduction.
    #[must_use]
    pub fn missing(&self) -> Vec<Column> {
        let has = |column| self.columns.contains(&Some(column));
        let mut missing = Vec::new();
        if !has(Column::Client) {
            missing.push(Column::Client);
        }
        if !has(Column::Date) && !has(Column::Introduced) {
            missing.push(Column::Date);
        }
        missing
    }
}

/// How many rows decide what a column holds.
const SAMPLE: usize = 200;

impl Pasted {
    /// What the text seems to mean. Where nothing in it depends on the decimal sign or the order in dates, they are as
    /// `usual`; where the text could mean either, they are left open.
    #[must_use]
    pub fn guess(&self, usual: Reading) -> Guess {
        let header = self.has_header::<Column>();
        let columns = self.name_columns(header, Vec::new(), (Column::Date, Column::Client, Column::Amount));
        self.guess_reading(columns, header, usual)
    }

    /// The same for columns that the user has chosen.
    #[must_use]
    pub fn guess_reading(&self, columns: Vec<Option<Column>>, header: bool, usual: Reading) -> Guess {
        let mut signs = Signs::default();
        for row in usize::from(header)..self.rows() {
            signs.count(self.cells(row), &columns);
        }
        let (decimal, dates) = signs.decide(usual);
        Guess { columns, header, decimal, dates }
    }

    /// Whether the first row names the columns: two known names, or one, or a text above dates or numbers, in a row without
    /// any date or number of its own.
    pub(crate) fn has_header<M: Meaning>(&self) -> bool {
        let named = self.cells(0).filter(|text| is_name::<M>(text)).count();
        if named >= 2 || self.cells(0).any(|text| number(text).is_some() || date(text).is_some()) {
            return named >= 2;
        }
        let above_values =
            |(text, kind): (&str, Kind)| !text.trim().is_empty() && matches!(kind, Kind::Date | Kind::Number { .. });
        named == 1 || self.cells(0).zip(self.kinds(1)).any(above_values)
    }

    /// What each column holds that is not `known` to hold something: by its header where the cells below agree, else by its
    /// cells (the first dates, texts and amounts hold what is said), else by its header alone.
    pub(crate) fn name_columns<M: Meaning>(
        &self,
        header: bool,
        mut known: Vec<Option<M>>,
        (dates, texts, amounts): (M, M, M),
    ) -> Vec<Option<M>> {
        let kinds = self.kinds(usize::from(header));
        let headers: Vec<&str> = if header { self.cells(0).collect() } else { Vec::new() };
        let mut named: Vec<(usize, M, usize)> = Vec::new();
        for (index, header) in headers.into_iter().enumerate() {
            let ranks = M::ALL.iter().filter_map(|&column| Some((rank(header, column)?, column, index)));
            named.extend(ranks);
        }
        named.sort_unstable();
        known.resize(kinds.len(), None);
        let mut columns = Columns(known);
        for &(_, column, index) in &named {
            if kinds.get(index).is_some_and(|kind| kind.suits(column.holds())) {
                columns.assign(column, Some(index));
            }
        }
        for (column, wanted) in [(dates, Kind::Date), (texts, Kind::Text)] {
            let free = kinds.iter().enumerate().find(|&(index, kind)| columns.is_free(index) && *kind == wanted);
            columns.assign(column, free.map(|(index, _)| index));
        }
        // Amounts have decimals, signs or groups more often than invoice numbers have; of equals, the first.
        let numbers = kinds.iter().enumerate().rev().filter_map(|(index, kind)| match kind {
            Kind::Number { marked } if columns.is_free(index) => Some((*marked, index)),
            _ => None,
        });
        columns.assign(amounts, numbers.max_by_key(|(marked, _)| *marked).map(|(_, index)| index));
        for (rank, column, index) in named {
            if rank < EXACT {
                columns.assign(column, Some(index));
            }
        }
        columns.0
    }

    /// What the cells of each column look like, from row `first` on.
    fn kinds(&self, first: usize) -> Vec<Kind> {
        let mut counts = vec![Count::default(); self.columns()];
        for row in (first..self.rows()).take(SAMPLE) {
            for (text, count) in self.cells(row).zip(&mut counts) {
                count.add(text);
            }
        }
        counts.into_iter().map(Count::kind).collect()
    }
}

/// What a column's cells look like.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Empty,
    Text,
    Date,
    Number {
        /// How many have more than digits.
        marked: usize,
    },
}

impl Kind {
    fn suits(self, holds: Holds) -> bool {
        match holds {
            Holds::Text => self != Kind::Date,
            Holds::Date => matches!(self, Kind::Date | Kind::Empty),
            Holds::Amount | Holds::Count => matches!(self, Kind::Number { .. } | Kind::Empty),
        }
    }
}

#[derive(Clone, Copy, Default)]
struct Count {
    filled: usize,
    dates: usize,
    numbers: usize,
    marked: usize,
}

impl Count {
    fn add(&mut self, text: &str) {
        let text = text.trim();
        if text.is_empty() {
            return;
        }
        self.filled += 1;
        if number(text).is_some() {
            self.numbers += 1;
            self.marked += usize::from(text.bytes().any(|byte| !byte.is_ascii_digit()));
        } else if date(text).is_some() {
            self.dates += 1;
        }
    }

    /// Dates or numbers if at least half of the cells are.
    fn kind(self) -> Kind {
        match self {
            Count { filled: 0, .. } => Kind::Empty,
            Count { filled, dates, .. } if dates * 2 >= filled => Kind::Date,
            Count { filled, numbers, marked, .. } if numbers * 2 >= filled => Kind::Number { marked },
            _ => Kind::Text,
        }
    }
}

/// Columns as they are being handed out, each meaning once.
struct Columns<M>(Vec<Option<M>>);

impl<M: Meaning> Columns<M> {
    fn is_free(&self, index: usize) -> bool {
        self.0.get(index).is_some_and(Option::is_none)
    }

    /// Gives the column at `index` this meaning, if both are still free.
    fn assign(&mut self, column: M, index: Option<usize>) {
        if let Some(index) = index
            && self.is_free(index)
            && !self.0.contains(&Some(column))
            && let Some(place) = self.0.get_mut(index)
        {
            *place = Some(column);
        }
    }
}

/// What a text says about two ways of reading it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Vote {
    /// Only the first works.
    First,
    /// Only the second works.
    Second,
    /// Both work and say the same.
    Same,
    /// Both work and say different things.
    Open,
}

/// Nothing when neither way works.
fn vote<T: PartialEq>(first: Option<T>, second: Option<T>) -> Option<Vote> {
    match (first, second) {
        (None, None) => None,
        (Some(_), None) => Some(Vote::First),
        (None, Some(_)) => Some(Vote::Second),
        (Some(a), Some(b)) => Some(if a == b { Vote::Same } else { Vote::Open }),
    }
}

/// What cells say about the decimal sign and the order in dates.
#[derive(Debug, Default)]
pub(crate) struct Signs {
    decimals: Votes,
    dates: Votes,
}

impl Signs {
    /// Looks at the cells of a row.
    pub(crate) fn count<'a, M: Meaning>(&mut self, cells: impl Iterator<Item = &'a str>, columns: &[Option<M>]) {
        for (text, column) in cells.zip(columns) {
            match column.map(Meaning::holds) {
                Some(Holds::Amount) => self.decimals.count(number(text)),
                Some(Holds::Date) => self.dates.count(date(text)),
                Some(Holds::Text | Holds::Count) | None => {}
            }
        }
    }

    /// The decimal sign and the order in dates, where they leave no doubt.
    pub(crate) fn decide(self, usual: Reading) -> (Option<DecimalSign>, Option<DateOrder>) {
        let decimal = self.decimals.decide(DecimalSign::Point, DecimalSign::Comma, usual.decimal);
        (decimal, self.dates.decide(DateOrder::DayFirst, DateOrder::MonthFirst, usual.dates))
    }
}

#[derive(Debug, Default)]
struct Votes {
    first: bool,
    second: bool,
    open: bool,
}

impl Votes {
    fn count(&mut self, vote: Option<Vote>) {
        match vote {
            Some(Vote::First) => self.first = true,
            Some(Vote::Second) => self.second = true,
            Some(Vote::Open) => self.open = true,
            Some(Vote::Same) | None => {}
        }
    }

    /// The way that some texts ask for and none speaks against; `usual` if it makes no difference.
    fn decide<T>(self, first: T, second: T, usual: T) -> Option<T> {
        match self {
            Votes { first: true, second: false, .. } => Some(first),
            Votes { first: false, second: true, .. } => Some(second),
            Votes { first: false, second: false, open: false } => Some(usual),
            _ => None,
        }
    }
}

/// What a number says about a decimal point or comma; nothing if it is no number.
fn number(text: &str) -> Option<Vote> {
    let read = |decimal| {
        let reading = Reading { decimal, dates: DateOrder::DayFirst };
        match reading.quantity(text) {
            Err(ReadError::Empty | ReadError::NotANumber | ReadError::Grouping) => None,
            Err(ReadError::Negative) => Some(reading.quantity(&text.replace(['-', '\u{2212}', '(', ')'], ""))),
            read => Some(read),
        }
    };
    vote(read(DecimalSign::Point), read(DecimalSign::Comma))
}

/// What a date says about the day or the month coming first; nothing if it is no date.
fn date(text: &str) -> Option<Vote> {
    let read = |dates| Reading { decimal: DecimalSign::Point, dates }.date(text).ok();
    vote(read(DateOrder::DayFirst), read(DateOrder::MonthFirst))
}
