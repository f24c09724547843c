use std::collections::BTreeMap;
use std::iter;

use super::Decided;
use crate::value::{Money, OutOfRange, Quantity, Rate};

/// A referral as its arm counts it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Referred {
    /// Whether it was found to be worth pursuing.
    pub qualified: bool,
    /// What became of it.
    pub outcome: Outcome,
}

/// What became of a referral.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It is still in progress.
    Open,
    /// It became work.
    Won {
        /// What the work is worth.
        value: Money,
        /// Days from the introduction until it was won.
        days: u32,
    },
    /// It became nothing.
    Lost,
}

/// What the referrals of one arm came to: a source kind, a source or a referrer.
///
/// ```
/// use concord_core::program::{Outcome, Referred, Tally};
/// use concord_core::value::Money;
/// let won = Outcome::Won { value: Money::new(8_000_00)?, days: 20 };
/// let outcomes = [won, Outcome::Lost, Outcome::Open];
/// let tally = Tally::of(outcomes.map(|outcome| Referred { qualified: true, outcome }))?;
/// assert_eq!(tally.value_per_referral(), Some(Money::new(2_666_67)?));
/// assert_eq!(tally.decided().conversion().map(|found| found.rate.rate().ppm()), Some(500_000));
/// # Ok::<(), concord_core::value::OutOfRange>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    referrals: u32,
    qualified: u32,
    lost: u32,
    value: Money,
    /// Of each that was won, in rising order.
    days: Vec<u32>,
}

/// A [`Tally`] that grows and shrinks by single referrals.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Count {
    referrals: u32,
    qualified: u32,
    lost: u32,
    value: i128,
    /// How many were won after so many days.
    days: BTreeMap<u32, u32>,
}

impl Count {
    /// Counts one more.
    pub fn add(&mut self, Referred { qualified, outcome }: Referred) {
        self.referrals += 1;
        self.qualified += u32::from(qualified);
        match outcome {
            Outcome::Open => {}
            Outcome::Won { value, days } => {
                self.value += value.wide();
                *self.days.entry(days).or_default() += 1;
            }
            Outcome::Lost => self.lost += 1,
        }
    }

    /// No longer counts one that was added.
    pub fn remove(&mut self, Referred { qualified, outcome }: Referred) {
        self.referrals -= 1;
        self.qualified -= u32::from(qualified);
        match outcome {
            Outcome::Open => {}
            Outcome::Won { value, days } => {
                self.value -= value.wide();
                let left = self.days.get(&days).and_then(|count| count.checked_sub(1)).filter(|left| *left > 0);
                match left {
                    Some(left) => self.days.insert(days, left),
                    None => self.days.remove(&days),
                };
            }
            Outcome::Lost => self.lost -= 1,
        }
    }

    /// Whether nothing is counted.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.referrals == 0
    }

    /// What it comes to.
    ///
    /// # Errors
    /// [`OutOfRange`] when what was won is worth more than money can hold.
    pub fn tally(&self) -> Result<Tally, OutOfRange> {
        let &Count { referrals, qualified, lost, value, ref days } = self;
        let value = Money::rounded(value, 1)?;
        let days = days.iter().flat_map(|(&days, &count)| iter::repeat_n(days, count as usize)).collect();
        Ok(Tally { referrals, qualified, lost, value, days })
    }
}

impl Tally {
    /// Counts the referrals; their order does not matter.
    ///
    /// # Errors
    /// [`OutOfRange`] when what was won is worth more than money can hold.
    pub fn of(referrals: impl IntoIterator<Item = Referred>) -> Result<Tally, OutOfRange> {
        let mut count = Count::default();
        referrals.into_iter().for_each(|referred| count.add(referred));
        count.tally()
    }

    /// How many there are.
    #[must_use]
    pub fn referrals(&self) -> u32 {
        self.referrals
    }

    /// How many of them were found to be worth pursuing.
    #[must_use]
    pub fn qualified(&self) -> u32 {
        self.qualified
    }

    /// How many were won and how many lost.
    #[must_use]
    pub fn decided(&self) -> Decided {
        // No more than the referrals, which are counted by the same type.
        Decided { won: u32::try_from(self.days.len()).unwrap_or(u32::MAX), lost: self.lost }
    }

    /// How many are still in progress. They are no part of the conversion.
    #[must_use]
    pub fn open(&self) -> u32 {
        let Decided { won, lost } = self.decided();
        self.referrals - won - lost
    }

    /// What was won, in all.
    #[must_use]
    pub fn value(&self) -> Money {
        self.value
    }

    /// What was won for each referral, open and lost ones included, to the nearest minor unit; no figure without any. What
    /// the open ones may still bring is not in it.
    #[must_use]
    pub fn value_per_referral(&self) -> Option<Money> {
        let referrals = i128::from(self.referrals);
        (referrals > 0).then(|| Money::rounded(self.value.wide(), referrals).ok()).flatten()
    }

    /// The part of `all` referrals that are these, to the nearest part per million; no figure of none.
    #[must_use]
    pub fn share_of_count(&self, all: &Tally) -> Option<Rate> {
        Rate::of_whole(self.referrals.into(), all.referrals.into())
    }

    /// The part of what `all` referrals brought that these did, to the nearest part per million; no figure of nothing.
    #[must_use]
    pub fn share_of_value(&self, all: &Tally) -> Option<Rate> {
        Rate::of_whole(self.value.wide(), all.value.wide())
    }

    /// The median of the days from introduction to win, halfway between the middle two where they are even in number; no
    /// figure without a win.
    #[must_use]
    pub fn days_to_win(&self) -> Option<Quantity> {
        Quantity::median(&self.days)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn money(minor: i64) -> Money {
        Money::new(minor).unwrap()
    }

    fn tally(outcomes: &[Outcome]) -> Tally {
        // Every other one is qualified.
        let referrals = outcomes.iter().zip([true, false].into_iter().cycle());
        Tally::of(referrals.map(|(&outcome, qualified)| Referred { qualified, outcome })).unwrap()
    }

    fn won(minor: i64, days: u32) -> Outcome {
        Outcome::Won { value: money(minor), days }
    }

    #[test]
    fn every_referral_is_open_won_or_lost() {
        let tally = tally(&[Outcome::Open, won(100, 9), Outcome::Lost, won(201, 4), Outcome::Open]);
        assert_eq!((tally.referrals(), tally.qualified(), tally.open()), (5, 3, 2));
        assert_eq!(tally.decided(), Decided { won: 2, lost: 1 });
        assert_eq!((tally.value(), tally.value_per_referral()), (money(301), Some(money(60))));
        assert_eq!(tally.days_to_win().unwrap().millionths(), 6_500_000);
    }

    #[test]
    fn the_days_to_win_are_the_middle_ones() {
        let median = |days: &[u32]| {
            let outcomes: Vec<Outcome> = days.iter().map(|&days| won(1, days)).collect();
            tally(&outcomes).days_to_win().map(|days| days.millionths())
        };
        assert_eq!(median(&[]), None);
        assert_eq!(median(&[30]), Some(30_000_000));
        assert_eq!(median(&[90, 3, 10]), Some(10_000_000));
        assert_eq!(median(&[0, 1]), Some(500_000));
    }

    #[test]
    fn shares_are_of_all_referrals_and_of_all_that_was_won() {
        let [one, all] = [tally(&[won(100, 1), Outcome::Open]), tally(&[won(100, 1), Outcome::Open, won(200, 1)])];
        assert_eq!(one.share_of_count(&all).unwrap().ppm(), 666_667);
        assert_eq!(one.share_of_value(&all).unwrap().ppm(), 333_333);
        let nothing = tally(&[]);
        assert_eq!((nothing.share_of_count(&nothing), nothing.share_of_value(&nothing)), (None, None));
        assert_eq!((nothing.value_per_referral(), nothing.decided().conversion()), (None, None));
    }

    #[test]
    fn more_than_money_holds_is_no_tally() {
        let most = Referred { qualified: true, outcome: Outcome::Won { value: Money::MAX, days: 1 } };
        assert!(Tally::of([most]).is_ok());
        assert_eq!(Tally::of([most, most]), Err(OutOfRange));
    }
}
