use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};

use super::percentage::{Meter, at_most};
use super::running::Running;
use super::{Cause, Percentage, Retainer, TermsError};
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

    /// Accrues both parts; returns the introductions still owed.
    pub(super) fn accrue(&self, book: &Book, running: &mut Running) -> Result<u32, OutOfRange> {
        let start = book.period().start();
        let (months, owed) = self.retainer.months(book)?;
        let entries = self.percentage.entries(book);
        let mut events: Vec<(NaiveDate, Event)> = Vec::with_capacity(months.len() + entries.len() + 1);
        events.extend(months.into_iter().map(|(date, amount)| (date, Event::Month(amount * Rate::SCALE))));
        events.extend(entries.iter().map(|entry| (entry.date, Event::Work(entry))));
        if self.floor.is_some() {
            for year in 1..=whole_months(book.period()) / 12 {
                let last_day = add_months(start, year * 12) - Days::new(1);
                events.push((last_day, Event::YearEnd));
            }
        }
        // Stable, so that on one day the month comes before the work, and the end of the year last.
        events.sort_by_key(|(date, _)| *date);

        let scale = self.scale();
        let mut meter = Meter::new(&self.percentage, book);
        let mut years: BTreeMap<u32, i128> = BTreeMap::new();
        for (date, event) in events {
            let year = years.entry(agreement_year(start, date)).or_default();
            let held = |total: i128| at_most(self.cap, scale, total);
            let before = held(*year);
            let cause = match event {
                Event::Month(amount) => {
                    *year += amount;
                    Cause::RetainerMonth
                }
                Event::Work(entry) => {
                    *year += meter.add(entry) * self.retainer.scale();
                    Cause::Project(entry.project)
                }
                Event::YearEnd => {
                    let floor = self.floor.map_or(i128::MIN, |floor| floor.wide() * scale);
                    *year = (*year).max(floor);
                    Cause::Floor
                }
            };
            running.add(date, held(*year) - before, cause)?;
        }
        Ok(owed)
    }
}

enum Event<'a> {
    Month(i128),
    Work(&'a crate::ledger::Entry),
    YearEnd,
}
