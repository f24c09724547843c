use std::fmt;

use chrono::{Months, NaiveDate};

use crate::value::{DateError, Hours, OutOfRange, Period, add_months, check_date, round_half_away};

/// The months under review, half-open: from the start up to, but without, the same day some months later; or up to three
/// days less, where they reach up to an end on a day that the month of their start does not have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Trailing {
    start: NaiveDate,
    end: NaiveDate,
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
    /// The months before the end do not begin with the start.
    Apart,
}

impl fmt::Display for TrailingError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            TrailingError::Months { count } => {
                write!(f, "a review covers 1 to {} months; this one covers {count}", Trailing::MOST_MONTHS)
            }
            TrailingError::Date(error) => error.fmt(f),
            TrailingError::Apart => f.write_str("the months up to the end do not begin with the start"),
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
        let (start, end) = (check_date(start)?, add_months(start, months.into()));
        Ok(Trailing { start, end: check_date(end)?, months })
    }

    /// The `months` months up to `end`, which is outside, to the day. Where they would start on a day that its month does
    /// not have, they start on the next first of a month: with 30 August as the last day, six months run from 1 March.
    ///
    /// # Errors
    /// As [`Trailing::from`].
    pub fn up_to(end: NaiveDate, months: u16) -> Result<Trailing, TrailingError> {
        let back = end.checked_sub_months(Months::new(months.into())).ok_or(DateError::OutOfRange)?;
        let reaches = add_months(back, months.into()) >= end;
        let start = if reaches { Some(back) } else { back.succ_opt() };
        let regular = Trailing::from(start.ok_or(DateError::OutOfRange)?, months)?;
        Ok(Trailing { end: check_date(end)?, ..regular })
    }

    /// The `months` months from `start`, up to `end` where that is not the same day some months later.
    ///
    /// # Errors
    /// As [`Trailing::from`]; [`TrailingError::Apart`] when [`Trailing::up_to`] has another start for this end.
    pub fn between(start: NaiveDate, end: Option<NaiveDate>, months: u16) -> Result<Trailing, TrailingError> {
        let regular = Trailing::from(start, months)?;
        match end {
            Some(end) if end != regular.end => {
                let trailing = Trailing::up_to(end, months)?;
                if trailing.start == start { Ok(trailing) } else { Err(TrailingError::Apart) }
            }
            _ => Ok(regular),
        }
    }

    /// The end, where start and months alone do not give it.
    #[must_use]
    pub fn end_apart(&self) -> Option<NaiveDate> {
        (self.end != add_months(self.start, self.months.into())).then_some(self.end)
    }

    /// How many months.
    #[must_use]
    pub const fn months(&self) -> u16 {
        self.months
    }

    /// The days under review.
    #[must_use]
    pub fn period(&self) -> Period {
        // The end never comes before the start.
        Period::new(self.start, self.end).unwrap_or(Period::months(self.start, self.months.into()))
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

    /// The months up to `end`, and the days before them.
    #[track_caller]
    fn check(end: &str, months: u16, start: &str, before: &str) {
        let trailing = Trailing::up_to(day(end), months).unwrap();
        assert_eq!(Ok(trailing.period()), Period::new(day(start), day(end)), "{months} months up to {end}");
        assert_eq!(trailing.before(), Period::new(day(before), day(start)), "before {end}");
        let again = Trailing::between(trailing.start, trailing.end_apart(), months);
        assert_eq!(again, Ok(trailing));
    }

    #[test]
    fn the_window_reaches_up_to_its_end_and_the_days_before_up_to_its_start() {
        check("2026-11-24", 6, "2026-05-24", "2025-11-24");
        check("2024-08-29", 6, "2024-02-29", "2023-08-29");
        check("2026-02-28", 6, "2025-08-28", "2025-02-28");
    }

    #[test]
    fn the_last_day_is_kept_to_the_day_near_the_end_of_every_month() {
        // Of the days without one of their number six months before, and of their neighbours; the end is outside.
        for (end, start) in [
            // Last days from 27 to 31 August of a common year; February has neither 29, 30 nor 31.
            ("2026-08-28", "2026-02-28"),
            ("2026-08-29", "2026-03-01"),
            ("2026-08-30", "2026-03-01"),
            ("2026-08-31", "2026-03-01"),
            ("2026-09-01", "2026-03-01"),
            // Of a leap year; February has no 30 or 31.
            ("2028-08-29", "2028-02-29"),
            ("2028-08-30", "2028-03-01"),
            ("2028-08-31", "2028-03-01"),
            // April, June, September and November have no 31.
            ("2026-10-30", "2026-04-30"),
            ("2026-10-31", "2026-05-01"),
            ("2026-12-31", "2026-07-01"),
            ("2026-03-31", "2025-10-01"),
            ("2026-05-31", "2025-12-01"),
            // The last days of January, April, June, July and of both Februaries.
            ("2026-02-01", "2025-08-01"),
            ("2026-05-01", "2025-11-01"),
            ("2026-07-01", "2026-01-01"),
            ("2026-08-01", "2026-02-01"),
            ("2026-03-01", "2025-09-01"),
            ("2028-03-01", "2027-09-01"),
            ("2028-02-29", "2027-08-29"),
        ] {
            let trailing = Trailing::up_to(day(end), 6).unwrap();
            let period = trailing.period();
            assert_eq!((period.start(), period.end()), (day(start), day(end)), "up to {end}");
            assert_eq!(Trailing::between(day(start), trailing.end_apart(), 6), Ok(trailing), "up to {end}");
        }
        // One month and a year, over a February of either length.
        check("2026-03-30", 1, "2026-03-01", "2026-02-01");
        check("2028-03-30", 1, "2028-03-01", "2028-02-01");
        check("2028-03-29", 1, "2028-02-29", "2028-01-29");
        check("2028-02-29", 12, "2027-03-01", "2026-03-01");
        check("2029-02-28", 12, "2028-02-28", "2027-02-28");
    }

    #[test]
    fn an_end_is_kept_apart_only_where_start_and_months_do_not_give_it() {
        let apart = |end| Trailing::up_to(day(end), 6).unwrap().end_apart();
        assert_eq!((apart("2026-08-28"), apart("2026-09-01")), (None, None));
        assert_eq!(apart("2026-08-31"), Some(day("2026-08-31")));
        let between = |end| Trailing::between(day("2026-03-01"), Some(day(end)), 6);
        assert_eq!(between("2026-09-01"), Trailing::from(day("2026-03-01"), 6));
        assert_eq!(between("2026-08-30"), Trailing::up_to(day("2026-08-30"), 6));
        for end in ["2026-08-28", "2026-09-02", "2026-03-01"] {
            assert_eq!(between(end), Err(TrailingError::Apart), "{end}");
        }
        assert_eq!(between("1900-01-02"), Err(DateError::OutOfRange.into()));
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
