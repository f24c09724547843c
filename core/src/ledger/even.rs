use chrono::NaiveDate;

use crate::value::Money;

/// Work of which only sums are known, as even as they allow: projects worth the same, all of them paid in equal parts in
/// every month from the first on; introductions spread evenly, every one of them qualified; no costs passed on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Even {
    /// The first day of the first month.
    pub start: NaiveDate,
    /// How many months.
    pub months: u16,
    /// What all projects paid in these months; below zero counts as nothing.
    pub revenue: Money,
    /// Projects, each its own client.
    pub projects: u16,
    /// Introductions.
    pub introductions: u16,
}

impl Even {
    /// The months, counted from 0, in which introductions are made: each in the middle of its share of the time.
    pub(super) fn introduced(self) -> impl Iterator<Item = u32> {
        let (count, months) = (u32::from(self.introductions), u32::from(self.months));
        (0..count).map(move |place| (2 * place + 1) * months / (2 * count))
    }

    /// What each project pays, month by month. Parts are differences of rounded running totals, so that they sum to the
    /// revenue.
    pub(super) fn paid(self) -> impl Iterator<Item = Vec<Money>> {
        let parts = move |total: Money, count: u16| {
            let until = move |place: u16| {
                Money::rounded(total.wide() * i128::from(place), i128::from(count.max(1))).unwrap_or(total)
            };
            (0..count).map(move |place| until(place + 1).minus(until(place)).unwrap_or_default())
        };
        let worth: Vec<Money> = parts(self.revenue.max(Money::ZERO), self.projects).collect();
        let months = self.months;
        (0..months).map(move |month| {
            let of = |&worth: &Money| parts(worth, months).nth(month.into()).unwrap_or_default();
            worth.iter().map(of).collect()
        })
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::ledger::Book;

    #[test]
    fn every_part_is_as_large_as_the_others_to_a_cent_and_they_sum_to_the_revenue() {
        let start = "2026-01-31".parse().unwrap();
        let work = Even { start, months: 6, revenue: Money::new(100_01).unwrap(), projects: 7, introductions: 4 };
        let book = Book::even(work);
        let amounts: Vec<i64> = book.payments().iter().map(|entry| entry.gross.minor()).collect();
        assert_eq!((amounts.len(), amounts.iter().sum::<i64>()), (42, 100_01));
        // 10,001 ÷ 42 is 238 and a little.
        assert!(amounts.iter().all(|amount| (237..=239).contains(amount)), "{amounts:?}");
        let days: Vec<String> = book.qualified().iter().map(ToString::to_string).collect();
        // At ¾, 2¼, 3¾ and 5¼ of six months, in months counted from 0.
        assert_eq!(days, ["2026-01-31", "2026-03-31", "2026-04-30", "2026-06-30"]);
        assert_eq!(book.period().end(), "2026-07-31".parse().unwrap());
    }

    #[test]
    fn less_than_nothing_is_nothing() {
        let start = "2026-01-01".parse().unwrap();
        let work = Even { start, months: 2, revenue: Money::new(-5).unwrap(), projects: 1, introductions: 0 };
        assert!(Book::even(work).payments().iter().all(|entry| entry.gross == Money::ZERO));
    }
}
