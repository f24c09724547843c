use std::fmt;

use chrono::{Months, NaiveDate};

use crate::value::{DateError, Hours, OutOfRange, Period, add_months, check_date, round_half_away};

/// The months under review, half-open: from the start up to, but without, the same day some months later.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Trailing {
    start: NaiveDate,
    months: u16,
}

/// Why months cannot be reviewed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TrailingError {
    /// Not even one month, or more than [`Trailing::MOST_MONTHS`].
    Months {
        /// How many.
        count: u16,
    },
    /// It starts or ends on a day that cannot be used.
    Date(DateError),
}

impl fmt::Display for TrailingError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            TrailingError::Months { count } => {
                write!(f, "a review covers 1 to {} months; this one covers {count}", Trailing::MOST_MONTHS)
            }
            TrailingError::Date(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for TrailingError {}

impl From<DateError> for TrailingError {
    fn from(error: DateError) -> TrailingError {
        TrailingError::Date(error)
    }
}

impl Trailing {
    /// The months that a review covers unless the user says otherwise: half a year, as in the guide's case.
    pub const USUAL_MONTHS: u16 = 6;
    /// The most months that a review can cover.
    pub const MOST_MONTHS: u16 = 60;

    /// The `months` months from `start`.
    ///
    /// # Errors
    /// [`TrailingError`] for no months or too many, and outside 1900–2199.
    pub fn from(start: NaiveDate, months: u16) -> Result<Trailing, TrailingError> {
        if !(1..=Self::MOST_MONTHS).contains(&months) {
            return Err(TrailingError::Months { count: months });
        }
        let trailing = Trailing { start: check_date(start)?, months };
        check_date(trailing.period().end())?;
        Ok(trailing)
    }

    /// The first `months` months that reach up to `end`, which is outside. Where the start would fall on a day that its
    /// month does not have, they start on the next first of a month: up to 31 August, six months run from 1 March.
    ///
    /// # Errors
    /// As [`Trailing::from`].
    pub fn up_to(end: NaiveDate, months: u16) -> Result<Trailing, TrailingError> {
        let back = end.checked_sub_months(Months::new(months.into())).ok_or(DateError::OutOfRange)?;
        let reaches = add_months(back, months.into()) >= end;
        let start = if reaches { Some(back) } else { back.succ_opt() };
        Trailing::from(start.ok_or(DateError::OutOfRange)?, months)
    }

    /// How many months.
    #[must_use]
    pub const fn months(&self) -> u16 {
        self.months
    }

    /// The days under review.
    #[must_use]
    pub fn period(&self) -> Period {
        Period::months(self.start, self.months.into())
    }

    /// The days before those, with which a trend compares: as many months, up to the start.
    ///
    /// # Errors
    /// [`DateError::OutOfRange`] before 1900.
    pub fn before(&self) -> Result<Period, DateError> {
        let start = self.start.checked_sub_months(Months::new(self.months.into())).ok_or(DateError::OutOfRange)?;
        Period::new(check_date(start)?, self.start)
    }

    /// The hours in these months of so many a week, to the nearest second.
    ///
    /// # Errors
    /// [`OutOfRange`] above a million hours.
    pub fn hours_in_all(&self, a_week: Hours) -> Result<Hours, OutOfRange> {
        seconds(round_half_away(a_week.wide() * self.days(), DAYS_A_WEEK))
    }

    /// The hours a week of so many in these months, to the nearest second. A time that [`Trailing::hours_in_all`] made is
    /// the one it was made from again.
    #[must_use]
    pub fn hours_a_week(&self, in_all: Hours) -> Hours {
        // A month is longer than a week, so this is less than what is in range already.
        seconds(round_half_away(in_all.wide() * DAYS_A_WEEK, self.days())).unwrap_or(in_all)
    }

    fn days(&self) -> i128 {
        let period = self.period();
        i128::from((period.end() - period.start()).num_days())
    }
}

const DAYS_A_WEEK: i128 = 7;

fn seconds(count: i128) -> Result<Hours, OutOfRange> {
    u32::try_from(count).map_err(|_| OutOfRange).and_then(Hours::new)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    /// The window of six months up to `end`, and the days before it.
    #[track_caller]
    fn check(end: &str, window: (&str, &str), before: (&str, &str)) {
        let trailing = Trailing::up_to(day(end), 6).unwrap();
        assert_eq!(Ok(trailing.period()), Period::new(day(window.0), day(window.1)));
        assert_eq!(trailing.before(), Period::new(day(before.0), day(before.1)));
    }

    #[test]
    fn the_window_reaches_up_to_its_end_and_the_days_before_up_to_its_start() {
        check("2026-11-24", ("2026-05-24", "2026-11-24"), ("2025-11-24", "2026-05-24"));
        check("2026-08-31", ("2026-03-01", "2026-09-01"), ("2025-09-01", "2026-03-01"));
        check("2024-08-29", ("2024-02-29", "2024-08-29"), ("2023-08-29", "2024-02-29"));
        check("2026-02-28", ("2025-08-28", "2026-02-28"), ("2025-02-28", "2025-08-28"));
    }

    #[test]
    fn the_end_is_outside() {
        let period = Trailing::from(day("2026-01-15"), 6).unwrap().period();
        assert!(period.contains(day("2026-01-15")) && period.contains(day("2026-07-14")));
        assert!(!period.contains(day("2026-07-15")));
    }

    #[test]
    fn covers_one_to_sixty_months_of_days_that_can_be_used() {
        let from = |start, months| Trailing::from(day(start), months).map(|_| ());
        assert_eq!(from("2026-01-01", 0), Err(TrailingError::Months { count: 0 }));
        assert_eq!(from("2026-01-01", 61), Err(TrailingError::Months { count: 61 }));
        assert_eq!((from("2026-01-01", 1), from("2026-01-01", 60)), (Ok(()), Ok(())));
        assert_eq!(from("2199-12-01", 1), Err(DateError::OutOfRange.into()));
        assert_eq!(Trailing::up_to(day("1900-03-01"), 6), Err(DateError::OutOfRange.into()));
        assert_eq!(Trailing::from(day("1900-03-01"), 6).unwrap().before(), Err(DateError::OutOfRange));
    }

    #[test]
    fn hours_a_week_come_back_from_hours_in_all() {
        let half_year = Trailing::from(day("2026-01-01"), 6).unwrap();
        let fifteen = Hours::hundredths(15_00);
        // 181 days are 25 weeks and 6 days: 387 hours and 6/7.
        let in_all = half_year.hours_in_all(fifteen).unwrap();
        assert_eq!(in_all.seconds(), 1_396_286);
        assert_eq!(half_year.hours_a_week(in_all), fifteen);
        assert_eq!(half_year.hours_in_all(Hours::MAX), Err(OutOfRange));
        assert_eq!(half_year.hours_a_week(Hours::MAX).seconds(), 139_226_519);
    }
}
