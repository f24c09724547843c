use chrono::{Datelike, NaiveDate};

use super::{Ledger, Stage};

/// A quarter of a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Quarter {
    /// The civil year.
    pub year: i32,
    /// 1 to 4.
    pub quarter: u32,
}

impl Quarter {
    /// The quarter that holds `date`.
    #[must_use]
    pub fn of(date: NaiveDate) -> Quarter {
        Quarter { year: date.year(), quarter: date.month0() / 3 + 1 }
    }

    fn next(self) -> Quarter {
        match self.quarter {
            4.. => Quarter { year: self.year + 1, quarter: 1 },
            quarter => Quarter { quarter: quarter + 1, ..self },
        }
    }

    /// The one so many quarters before.
    fn before(self, count: u32) -> Quarter {
        let index = i64::from(self.year) * 4 + i64::from(self.quarter) - 1 - i64::from(count);
        let year = i32::try_from(index.div_euclid(4)).unwrap_or(self.year);
        Quarter { year, quarter: u32::try_from(index.rem_euclid(4)).map_or(1, |quarter| quarter + 1) }
    }
}

/// What the referrals that were made to the user in a quarter came to since.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InQuarter {
    /// The quarter of the introductions.
    pub quarter: Quarter,
    /// How many there were.
    pub referrals: u32,
    /// How many of them became work, whenever that was.
    pub won: u32,
    /// How many of them are in progress.
    pub open: u32,
}

/// Referrals to the user by the quarter of their introduction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quarters {
    /// One after the other, also those without any, up to the one that is running: the last.
    pub quarters: Vec<InQuarter>,
    /// How many referrals were made before the first.
    pub earlier: u32,
    /// How many are dated after the last.
    pub later: u32,
}

impl Ledger {
    /// The referrals that were made to the user by the quarter of their introduction: up to the one that `today` is in, and
    /// no more than `most` of them.
    #[must_use]
    pub fn quarters(&self, today: NaiveDate, most: u32) -> Quarters {
        let last = Quarter::of(today);
        let furthest = last.before(most.saturating_sub(1));
        let first = self.received().map(|tracked| Quarter::of(tracked.introduced())).min();
        let mut quarters = Vec::new();
        let mut quarter = first.unwrap_or(last).clamp(furthest, last);
        while quarter <= last {
            quarters.push(InQuarter { quarter, referrals: 0, won: 0, open: 0 });
            quarter = quarter.next();
        }
        let (mut earlier, mut later) = (0, 0);
        for tracked in self.received() {
            let quarter = Quarter::of(tracked.introduced());
            match quarters.iter_mut().find(|found| found.quarter == quarter) {
                Some(found) => {
                    found.referrals += 1;
                    found.won += u32::from(tracked.stage() == Stage::Won);
                    found.open += u32::from(matches!(tracked.stage(), Stage::Introduced | Stage::Qualified));
                }
                None if quarter > last => later += 1,
                None => earlier += 1,
            }
        }
        Quarters { quarters, earlier, later }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::super::{Facts, Number, Tracked};
    use super::*;
    use crate::value::{Name, Side};

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn ledger(days: &[(&str, Stage)]) -> Ledger {
        let tracked = |(number, (introduced, stage)): (u32, &(&str, Stage))| {
            let introduced = day(introduced);
            let mut facts = Facts::new(Name::new("Client").unwrap(), introduced);
            match stage {
                Stage::Introduced => {}
                Stage::Qualified => facts.qualified = Some(introduced),
                // A year later: what counts is when it was made.
                Stage::Won => facts.won = introduced.with_year(introduced.year() + 1),
                Stage::Lost => facts.lost = Some(introduced),
            }
            Tracked::new(Number(number), facts).unwrap()
        };
        let mut all: Vec<Tracked> = (1..).zip(days).map(tracked).collect();
        // Those that the user made are no part of it.
        let own = Facts { made_by: Side::You, ..Facts::new(Name::new("Own").unwrap(), day("2025-05-05")) };
        all.push(Tracked::new(Number(1_000), own).unwrap());
        Ledger::new(Vec::new(), all, Vec::new()).unwrap()
    }

    fn said(quarters: &Quarters) -> Vec<(i32, u32, [u32; 3])> {
        let each = |of: &InQuarter| (of.quarter.year, of.quarter.quarter, [of.referrals, of.won, of.open]);
        quarters.quarters.iter().map(each).collect()
    }

    #[test]
    fn a_referral_belongs_to_the_quarter_of_its_introduction() {
        let ledger = ledger(&[
            ("2025-09-30", Stage::Won),
            ("2025-07-01", Stage::Lost),
            ("2026-03-31", Stage::Won),
            ("2026-01-01", Stage::Introduced),
            ("2026-01-02", Stage::Qualified),
        ]);
        let quarters = ledger.quarters(day("2026-04-01"), 12);
        let expected = [(2025, 3, [2, 1, 0]), (2025, 4, [0, 0, 0]), (2026, 1, [3, 1, 2]), (2026, 2, [0, 0, 0])];
        assert_eq!(said(&quarters), expected);
        assert_eq!((quarters.earlier, quarters.later), (0, 0));
    }

    #[test]
    fn what_lies_outside_is_counted_and_not_shown() {
        let days = ["1900-01-01", "2025-12-31", "2026-01-01", "2026-05-01", "2026-07-01", "2199-12-31"];
        let ledger = ledger(&days.map(|day| (day, Stage::Introduced)));
        let quarters = ledger.quarters(day("2026-06-30"), 2);
        assert_eq!(said(&quarters), [(2026, 1, [1, 0, 1]), (2026, 2, [1, 0, 1])]);
        assert_eq!((quarters.earlier, quarters.later), (2, 2));
    }

    #[test]
    fn without_referrals_there_is_the_running_quarter() {
        let running = [(2026, 4, [0, 0, 0])];
        assert_eq!(said(&ledger(&[]).quarters(day("2026-11-28"), 12)), running);
        let later = ledger(&[("2027-01-01", Stage::Introduced)]).quarters(day("2026-11-28"), 12);
        assert_eq!((said(&later), later.later), (running.to_vec(), 1));
        assert_eq!(said(&ledger(&[]).quarters(day("2026-11-28"), 0)), running);
    }
}
