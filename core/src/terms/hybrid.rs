use chrono::{Days, NaiveDate};

use super::percentage::at_most;
use super::running::{Event, Of, Totals};
use super::{Percentage, Retainer, TermsError};
use crate::ledger::Book;
use crate::value::{Money, OutOfRange, Rate, add_months, agreement_year, whole_months};

/// A retainer and a percentage, their sum held between a floor and a cap for each agreement year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hybrid {
    retainer: Retainer,
    percentage: Percentage,
    floor: Option<Money>,
    cap: Option<Money>,
}

impl Hybrid {
    /// Both, and the bounds of an agreement year. The floor counts once its year is over.
    ///
    /// # Errors
    /// [`TermsError::NegativeAmount`], [`TermsError::FloorAboveCap`].
    pub fn new(
        retainer: Retainer,
        percentage: Percentage,
        floor: Option<Money>,
        cap: Option<Money>,
    ) -> Result<Hybrid, TermsError> {
        if floor.is_some_and(Money::is_negative) || cap.is_some_and(Money::is_negative) {
            return Err(TermsError::NegativeAmount);
        }
        if let (Some(floor), Some(cap)) = (floor, cap)
            && floor > cap
        {
            return Err(TermsError::FloorAboveCap);
        }
        Ok(Hybrid { retainer, percentage, floor, cap })
    }

    /// The monthly part.
    #[must_use]
    pub fn retainer(&self) -> &Retainer {
        &self.retainer
    }

    /// The share.
    #[must_use]
    pub fn percentage(&self) -> &Percentage {
        &self.percentage
    }

    /// The least for an agreement year.
    #[must_use]
    pub fn floor(&self) -> Option<Money> {
        self.floor
    }

    /// The most for an agreement year.
    #[must_use]
    pub fn cap(&self) -> Option<Money> {
        self.cap
    }

    /// By how much running totals have to be multiplied to be whole numbers.
    pub(super) fn scale(&self) -> i128 {
        self.retainer.scale() * Rate::SCALE
    }

    /// The months, the `work` and, with a floor, the ends of years; and the introductions still owed.
    pub(super) fn events(
        &self,
        book: &Book,
        work: impl Iterator<Item = (NaiveDate, Event)>,
    ) -> Result<(Vec<(NaiveDate, Event)>, u32), OutOfRange> {
        let start = book.period().start();
        let (mut events, owed) = self.retainer.months(book)?;
        events.extend(work);
        if self.floor.is_some() {
            let years = 1..=whole_months(book.period()) / 12;
            events.extend(years.map(|year| (add_months(start, year * 12) - Days::new(1), Event::YearEnd)));
        }
        // Stable, so that on one day the month comes before the work, and the end of the year last.
        events.sort_by_key(|(date, _)| *date);
        Ok((events, owed))
    }

    /// By how much an event moves what the years come to, in parts of which [`Hybrid::scale`] make a minor unit.
    pub(super) fn moved(&self, book: &Book, date: NaiveDate, event: &Event, totals: &mut Totals) -> i128 {
        let delta = match event {
            Event::Month(amount) => amount * Rate::SCALE,
            Event::Work(entry) => self.percentage.moved(book, entry, totals) * self.retainer.scale(),
            Event::Qualified | Event::YearEnd => 0,
        };
        let scale = self.scale();
        let floor = self.floor.filter(|_| *event == Event::YearEnd).map_or(i128::MIN, |floor| floor.wide() * scale);
        let year = agreement_year(book.period().start(), date);
        let (before, after) = totals.change(Of::Year, year, |total| (total + delta).max(floor));
        at_most(self.cap, scale, after) - at_most(self.cap, scale, before)
    }
}
