use std::fmt;

use super::{Entry, EntryError, Figures, StrategicValue, Trailing};
use crate::value::notation::ReadError;
use crate::value::{Currency, Hours, Id, Money, Name, NameError, Note, NoteError, Range, RangeError, Reading};

/// A partnership as it is typed: raw text for everything, read as a whole once the user is done.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct EntryDraft {
    /// What it is called.
    pub name: String,
    /// What its strategic value consists of.
    pub note: String,
    /// How its hours are typed.
    pub time: Time,
    /// The months under review.
    pub now: FiguresDraft,
    /// The months before; all empty when they are not known.
    pub before: FiguresDraft,
}

/// How hours are typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Time {
    /// As hours a week.
    #[default]
    AWeek,
    /// As the hours of all the months together.
    InAll,
}

/// The figures of one period as text. Revenue and hours have to be filled in; anything else that is empty is nothing.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct FiguresDraft {
    revenue: String,
    low: String,
    likely: String,
    high: String,
    upkeep: String,
    money: String,
    payouts: String,
    /// The hours as they were written, and what they are exactly: a text of two decimals cannot hold every second.
    kept: Option<(String, Time, Hours)>,
    /// A note that has no field of its own.
    note: Option<Note>,
}

/// A figure of a period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cell {
    /// What was earned.
    Revenue,
    /// Strategic value, at least.
    Low,
    /// Strategic value, usually.
    Likely,
    /// Strategic value, at most.
    High,
    /// Hours of upkeep.
    Upkeep,
    /// Money spent.
    Money,
    /// Paid to the partner.
    Payouts,
}

/// A period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// The months under review.
    Now,
    /// The months before.
    Before,
}

/// A field of the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EntryField {
    /// What it is called.
    Name,
    /// What its strategic value consists of.
    Note,
    /// A figure.
    Figure(When, Cell),
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
        }
    }
}

impl Cell {
    /// Every figure, in the order of the form.
    pub const ALL: [Cell; 7] =
        [Cell::Revenue, Cell::Likely, Cell::Low, Cell::High, Cell::Upkeep, Cell::Money, Cell::Payouts];
}

impl FiguresDraft {
    /// The text of a figure.
    #[must_use]
    pub fn cell(&self, cell: Cell) -> &str {
        match cell {
            Cell::Revenue => &self.revenue,
            Cell::Low => &self.low,
            Cell::Likely => &self.likely,
            Cell::High => &self.high,
            Cell::Upkeep => &self.upkeep,
            Cell::Money => &self.money,
            Cell::Payouts => &self.payouts,
        }
    }

    /// The text of a figure, to be changed.
    pub fn cell_mut(&mut self, cell: Cell) -> &mut String {
        match cell {
            Cell::Revenue => &mut self.revenue,
            Cell::Low => &mut self.low,
            Cell::Likely => &mut self.likely,
            Cell::High => &mut self.high,
            Cell::Upkeep => &mut self.upkeep,
            Cell::Money => &mut self.money,
            Cell::Payouts => &mut self.payouts,
        }
    }

    fn is_empty(&self) -> bool {
        Cell::ALL.iter().all(|&cell| self.cell(cell).trim().is_empty())
    }

    fn of(figures: &Figures, time: Time, trailing: Trailing, reading: Reading, currency: Currency) -> FiguresDraft {
        let written = |amount: Money| reading.write_money(amount, currency);
        let or_empty = |amount: Money| if amount == Money::ZERO { String::new() } else { written(amount) };
        let range = figures.strategic.range;
        let is_none = range == Range::certain(Money::ZERO);
        let end = |end: Money| if end == range.likely() { String::new() } else { written(end) };
        let upkeep = reading.write_hours(match time {
            Time::AWeek => trailing.hours_a_week(figures.upkeep),
            Time::InAll => figures.upkeep,
        });
        FiguresDraft {
            revenue: written(figures.revenue),
            low: end(range.low()),
            likely: if is_none { String::new() } else { written(range.likely()) },
            high: end(range.high()),
            kept: Some((upkeep.clone(), time, figures.upkeep)),
            upkeep,
            money: or_empty(figures.money),
            payouts: or_empty(figures.payouts),
            note: None,
        }
    }
}

impl EntryDraft {
    /// A partnership as text, to be edited.
    #[must_use]
    pub fn of(entry: &Entry, trailing: Trailing, reading: Reading, currency: Currency) -> EntryDraft {
        let a_week = trailing.hours_a_week(entry.figures().upkeep);
        // Hours that were typed a week come back as such.
        let was_a_week =
            a_week.seconds().is_multiple_of(36) && trailing.hours_in_all(a_week) == Ok(entry.figures().upkeep);
        let time = if was_a_week { Time::AWeek } else { Time::InAll };
        let figures = |figures| FiguresDraft::of(figures, time, trailing, reading, currency);
        let note_of = |figures: &Figures| figures.strategic.note.clone();
        EntryDraft {
            name: entry.name().to_string(),
            note: note_of(entry.figures()).map(|note| note.as_str().to_owned()).unwrap_or_default(),
            time,
            now: figures(entry.figures()),
            before: entry
                .previous()
                .map(|previous| FiguresDraft { note: note_of(previous), ..figures(previous) })
                .unwrap_or_default(),
        }
    }

    /// The figures of a period.
    #[must_use]
    pub fn figures(&self, when: When) -> &FiguresDraft {
        match when {
            When::Now => &self.now,
            When::Before => &self.before,
        }
    }

    /// The figures of a period, to be changed.
    pub fn figures_mut(&mut self, when: When) -> &mut FiguresDraft {
        match when {
            When::Now => &mut self.now,
            When::Before => &mut self.before,
        }
    }

    /// The partnership, under this id.
    ///
    /// # Errors
    /// Every field that is wrong, with what is wrong with it.
    pub fn entry(
        &self,
        id: Id,
        trailing: Trailing,
        reading: Reading,
        currency: Currency,
    ) -> Result<Entry, Vec<(EntryField, EntryDraftError)>> {
        let mut form = Form { time: self.time, trailing, reading, currency, wrong: Vec::new() };
        let name = Name::new(&self.name).map_err(EntryDraftError::Name);
        let name = form.keep(EntryField::Name, name);
        let note = if self.note.trim().is_empty() { Ok(None) } else { Note::new(&self.note).map(Some) };
        let note = form.keep(EntryField::Note, note.map_err(EntryDraftError::Note));
        let now = form.figures(When::Now, &self.now);
        let before =
            if self.before.is_empty() { Some(None) } else { form.figures(When::Before, &self.before).map(Some) };
        let (Some(name), Some(note), Some(mut now), Some(before)) = (name, note, now, before) else {
            return Err(form.wrong);
        };
        now.strategic.note = note;
        Entry::new(id, name, now, before).map_err(|error| {
            let when = if error == EntryError::NegativeMoney { When::Now } else { When::Before };
            vec![(EntryField::Figure(when, Cell::Money), EntryDraftError::Entry(error))]
        })
    }
}

/// Reads fields and keeps every error.
struct Form {
    time: Time,
    trailing: Trailing,
    reading: Reading,
    currency: Currency,
    wrong: Vec<(EntryField, EntryDraftError)>,
}

impl Form {
    fn keep<T>(&mut self, field: EntryField, result: Result<T, EntryDraftError>) -> Option<T> {
        result.map_err(|error| self.wrong.push((field, error))).ok()
    }

    fn figures(&mut self, when: When, draft: &FiguresDraft) -> Option<Figures> {
        let field = |cell| EntryField::Figure(when, cell);
        let revenue = self.amount(field(Cell::Revenue), &draft.revenue);
        let range = self.strategic(field, draft);
        let upkeep = self.upkeep(draft).map_err(EntryDraftError::Text);
        let upkeep = self.keep(field(Cell::Upkeep), upkeep);
        let money = if draft.money.trim().is_empty() {
            Some(Money::ZERO)
        } else {
            let money = self.reading.positive_money(&draft.money, self.currency);
            self.keep(field(Cell::Money), money.map_err(EntryDraftError::Text))
        };
        let payouts = self.optional(field(Cell::Payouts), &draft.payouts);
        let strategic = StrategicValue { range: range?, note: draft.note.clone() };
        Some(Figures {
            revenue: revenue?,
            strategic,
            upkeep: upkeep?,
            money: money?,
            payouts: payouts?.unwrap_or_default(),
        })
    }

    fn strategic(&mut self, field: impl Fn(Cell) -> EntryField, draft: &FiguresDraft) -> Option<Range<Money>> {
        let likely = self.optional(field(Cell::Likely), &draft.likely);
        let low = self.optional(field(Cell::Low), &draft.low);
        let high = self.optional(field(Cell::High), &draft.high);
        match (likely?, low?, high?) {
            (None, None, None) => Some(Range::certain(Money::ZERO)),
            (None, _, _) => self.keep(field(Cell::Likely), Err(EntryDraftError::NoLikely)),
            (Some(likely), low, high) => {
                let range = Range::new(low.unwrap_or(likely), likely, high.unwrap_or(likely));
                let end = if range == Err(RangeError::LowAboveLikely) { Cell::Low } else { Cell::High };
                self.keep(field(end), range.map_err(EntryDraftError::Range))
            }
        }
    }

    fn upkeep(&self, draft: &FiguresDraft) -> Result<Hours, ReadError> {
        if let Some((text, time, hours)) = &draft.kept
            && (text, *time) == (&draft.upkeep, self.time)
        {
            return Ok(*hours);
        }
        let hours = self.reading.hours(&draft.upkeep)?;
        match self.time {
            Time::InAll => Ok(hours),
            Time::AWeek => self.trailing.hours_in_all(hours).map_err(|_| ReadError::TooLarge),
        }
    }

    fn amount(&mut self, field: EntryField, text: &str) -> Option<Money> {
        let amount = self.reading.money(text, self.currency);
        self.keep(field, amount.map_err(EntryDraftError::Text))
    }

    fn optional(&mut self, field: EntryField, text: &str) -> Option<Option<Money>> {
        if text.trim().is_empty() { Some(None) } else { self.amount(field, text).map(Some) }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn half_a_year() -> Trailing {
        Trailing::from("2026-01-01".parse().unwrap(), 6).unwrap()
    }

    fn read(draft: &EntryDraft) -> Result<Entry, Vec<(EntryField, EntryDraftError)>> {
        draft.entry(Id::from_u128(1), half_a_year(), Reading::ENGLISH, Currency::USD)
    }

    fn typed(cells: [&str; 7]) -> FiguresDraft {
        let mut figures = FiguresDraft::default();
        for (cell, text) in Cell::ALL.into_iter().zip(cells) {
            *figures.cell_mut(cell) = text.to_owned();
        }
        figures
    }

    fn draft(now: [&str; 7], before: [&str; 7]) -> EntryDraft {
        EntryDraft {
            name: "Ana".into(),
            note: "Her list\nof clients".into(),
            now: typed(now),
            before: typed(before),
            ..EntryDraft::default()
        }
    }

    /// Read, written and read again.
    #[track_caller]
    fn survives(draft: &EntryDraft) -> EntryDraft {
        let entry = read(draft).unwrap();
        let written = EntryDraft::of(&entry, half_a_year(), Reading::ENGLISH, Currency::USD);
        assert_eq!(read(&written), Ok(entry));
        assert_eq!((&written.name, &written.note, written.time), (&draft.name, &draft.note, draft.time));
        written
    }

    #[test]
    fn what_was_typed_comes_back_as_it_was() {
        let full =
            draft(["74000.50", "8000", "6000", "10000", "15", "1600", "2400"], ["-800", "", "", "", "2.50", "", "-10"]);
        let written = survives(&full);
        for when in [When::Now, When::Before] {
            for cell in Cell::ALL {
                assert_eq!(written.figures(when).cell(cell), full.figures(when).cell(cell), "{when:?} {cell:?}");
            }
        }
        let in_all = EntryDraft { time: Time::InAll, ..draft(["0", "5", "", "", "104.57", "", ""], [""; 7]) };
        assert_eq!(survives(&in_all).now.cell(Cell::Upkeep), "104.57");
        assert_eq!(read(&in_all).unwrap().previous(), None);
    }

    #[test]
    fn hours_that_no_text_can_hold_stay_as_they_are_until_they_are_typed_anew() {
        let entry = read(&draft(["0", "", "", "", "15", "", ""], [""; 7])).unwrap();
        let other = Trailing::from("2026-01-01".parse().unwrap(), 5).unwrap();
        let mut written = EntryDraft::of(&entry, other, Reading::ENGLISH, Currency::USD);
        let again = |draft: &EntryDraft| draft.entry(Id::from_u128(1), other, Reading::ENGLISH, Currency::USD).unwrap();
        assert_eq!(again(&written), entry);
        *written.now.cell_mut(Cell::Upkeep) = "100".into();
        assert_ne!(again(&written), entry);
    }

    #[test]
    fn every_wrong_field_is_named() {
        let wrong = EntryDraft {
            name: " ".into(),
            note: "a\u{7}b".into(),
            ..draft(["", "", "5", "", "x", "-1", "1.234"], ["1", "5", "6", "", "", "", ""])
        };
        let found: Vec<_> =
            read(&wrong).unwrap_err().into_iter().map(|(field, error)| (field, error.to_string())).collect();
        let figure = EntryField::Figure;
        let expected = [
            (EntryField::Name, "a name needs at least one letter"),
            (EntryField::Note, "a note cannot hold the invisible character U+0007; type it again rather than paste it"),
            (figure(When::Now, Cell::Revenue), "nothing is filled in"),
            (figure(When::Now, Cell::Likely), "say the usual value first"),
            (figure(When::Now, Cell::Upkeep), "this is not a number"),
            (figure(When::Now, Cell::Money), "this cannot be below zero"),
            (figure(When::Now, Cell::Payouts), "this can have 2 decimals at most"),
            (figure(When::Before, Cell::Low), "the low end is above the usual value"),
            (figure(When::Before, Cell::Upkeep), "nothing is filled in"),
        ];
        assert_eq!(found, expected.map(|(field, words)| (field, words.to_owned())));
        let high = draft(["0", "5", "", "4", "999999", "", ""], [""; 7]);
        let found: Vec<EntryField> = read(&high).unwrap_err().into_iter().map(|(field, _)| field).collect();
        assert_eq!(found, [figure(When::Now, Cell::High), figure(When::Now, Cell::Upkeep)]);
    }
}
