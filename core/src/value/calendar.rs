use std::fmt;

use chrono::{Datelike, Months, NaiveDate};

/// A calendar month.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Month {
    /// The civil year.
    pub year: i32,
    /// 1 to 12.
    pub month: u32,
}

impl Month {
    /// The month that holds `date`.
    #[must_use]
    pub fn of(date: NaiveDate) -> Month {
        Month { year: date.year(), month: date.month() }
    }
}

/// A stretch of days, half-open: the day `end` is outside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period {
    start: NaiveDate,
    end: NaiveDate,
}

/// A date or period that cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateError {
    /// Outside 1900–2199.
    OutOfRange,
    /// The end comes before the start.
    EndBeforeStart,
}

impl fmt::Display for DateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            DateError::OutOfRange => "dates run from 1900 to 2199",
            DateError::EndBeforeStart => "the end comes before the start",
        })
    }
}

impl std::error::Error for DateError {}

/// `date` itself, if its year is one that the product works with.
///
/// # Errors
/// [`DateError::OutOfRange`] outside 1900–2199.
pub fn check_date(date: NaiveDate) -> Result<NaiveDate, DateError> {
    if (1900..2200).contains(&date.year()) { Ok(date) } else { Err(DateError::OutOfRange) }
}

impl Period {
    /// The days from `start` up to, but without, `end`.
    ///
    /// # Errors
    /// [`DateError::EndBeforeStart`].
    pub fn new(start: NaiveDate, end: NaiveDate) -> Result<Period, DateError> {
        if end < start { Err(DateError::EndBeforeStart) } else { Ok(Period { start, end }) }
    }

    /// The `count` months from `start`.
    #[must_use]
    pub fn months(start: NaiveDate, count: u32) -> Period {
        Period { start, end: add_months(start, count) }
    }

    /// The first day.
    #[must_use]
    pub fn start(&self) -> NaiveDate {
        self.start
    }

    /// The day after the last.
    #[must_use]
    pub fn end(&self) -> NaiveDate {
        self.end
    }

    /// Whether `date` is inside.
    #[must_use]
    pub fn contains(&self, date: NaiveDate) -> bool {
        self.start <= date && date < self.end
    }
}

/// `date` some months later, the day clamped to the month: 31 January + 1 month is the last of February.
#[must_use]
pub fn add_months(date: NaiveDate, count: u32) -> NaiveDate {
    date.checked_add_months(Months::new(count)).unwrap_or(NaiveDate::MAX)
}

/// How many whole months, counted from `start`, lie within `period.start()` and `period.end()` when both begin at `start`.
#[must_use]
pub fn whole_months(period: Period) -> u32 {
    let (start, end) = (period.start, period.end);
    let calendar = (end.year() - start.year()) * 12 + end.month0().cast_signed() - start.month0().cast_signed();
    let calendar = u32::try_from(calendar).unwrap_or(0);
    // The day decides whether the last month is whole; clamped days (31 → 28) count as reached.
    if add_months(start, calendar) <= end { calendar } else { calendar.saturating_sub(1) }
}

/// The agreement year of `date`, counted from 0, for terms that began on `start`. A date before the start belongs to year 0.
#[must_use]
pub fn agreement_year(start: NaiveDate, date: NaiveDate) -> u32 {
    match Period::new(start, date) {
        Ok(elapsed) => whole_months(elapsed) / 12,
        Err(_) => 0,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn adding_months_clamps_the_day() {
        assert_eq!(add_months(day("2023-01-31"), 1), day("2023-02-28"));
        assert_eq!(add_months(day("2024-01-31"), 1), day("2024-02-29"));
        assert_eq!(add_months(day("2024-01-31"), 13), day("2025-02-28"));
    }

    #[test]
    fn a_month_counts_once_it_is_whole() {
        for (start, end, months) in [
            ("2026-01-01", "2026-01-31", 0),
            ("2026-01-01", "2026-02-01", 1),
            ("2026-01-31", "2026-02-27", 0),
            ("2026-01-31", "2026-02-28", 1),
            ("2026-01-15", "2027-01-14", 11),
            ("2026-01-15", "2027-01-15", 12),
            ("2026-03-01", "2026-03-01", 0),
        ] {
            assert_eq!(whole_months(Period::new(day(start), day(end)).unwrap()), months, "{start} to {end}");
        }
    }

    #[test]
    fn the_agreement_year_turns_on_its_anniversary() {
        for (start, date, year) in [
            ("2026-04-10", "2027-04-09", 0),
            ("2026-04-10", "2027-04-10", 1),
            ("2024-02-29", "2025-02-27", 0),
            ("2024-02-29", "2025-02-28", 1),
            ("2024-02-29", "2028-02-28", 3),
            ("2024-02-29", "2028-02-29", 4),
            ("2026-04-10", "2020-01-01", 0),
        ] {
            assert_eq!(agreement_year(day(start), day(date)), year, "{start}, {date}");
        }
    }

    #[test]
    fn a_period_holds_its_first_day_and_not_its_end() {
        let quarter = Period::months(day("2026-01-01"), 3);
        assert!(
            quarter.contains(day("2026-01-01"))
                && quarter.contains(day("2026-03-31"))
                && !quarter.contains(day("2026-04-01"))
        );
        assert_eq!(Period::new(day("2026-02-01"), day("2026-01-01")), Err(DateError::EndBeforeStart));
    }
}
