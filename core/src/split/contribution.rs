use std::collections::BTreeMap;
use std::fmt;

use super::apportion::{Split, SplitError, apportion};
use super::share::{Share, shares};
use crate::value::{Hours, Id, Money, Quantity};

/// Something that one party put into joint work: time or cash, never less than nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Contribution {
    party: Id,
    kind: ContributionKind,
}

/// What was put in, and what it counts for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ContributionKind {
    /// Work: counts for time × hourly × weight.
    Hours {
        /// The time worked.
        time: Hours,
        /// The party's hourly rate at that time.
        hourly: Money,
        /// The weight that feedback gave it; usually 1.
        weight: Quantity,
    },
    /// Money: counts for amount × multiplier.
    Cash {
        /// The money put in.
        amount: Money,
        /// How much more than work cash counts for.
        multiplier: Quantity,
    },
}

/// Why something is no contribution.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ContributionError {
    /// The hourly rate is below zero.
    NegativeHourly,
    /// The cash is below zero.
    NegativeCash,
}

impl fmt::Display for ContributionError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            ContributionError::NegativeHourly => "an hourly rate cannot be below zero",
            ContributionError::NegativeCash => "cash put in cannot be below zero",
        })
    }
}

impl std::error::Error for ContributionError {}

impl Contribution {
    /// How many units of [`Contribution::value`] one minor unit of money is: seconds in an hour × millionths in one.
    pub const UNITS_A_MINOR: i128 = Hours::SCALE * Quantity::SCALE;

    /// What `party` put in.
    ///
    /// # Errors
    /// [`ContributionError`] for an hourly rate or an amount below zero.
    pub const fn new(party: Id, kind: ContributionKind) -> Result<Contribution, ContributionError> {
        match kind {
            ContributionKind::Hours { hourly, .. } if hourly.is_negative() => Err(ContributionError::NegativeHourly),
            ContributionKind::Cash { amount, .. } if amount.is_negative() => Err(ContributionError::NegativeCash),
            kind => Ok(Contribution { party, kind }),
        }
    }

    /// Who put it in.
    #[must_use]
    pub const fn party(&self) -> Id {
        self.party
    }

    /// What was put in.
    #[must_use]
    pub const fn kind(&self) -> ContributionKind {
        self.kind
    }

    /// What it counts for, exactly, in units of which [`Contribution::UNITS_A_MINOR`] make a minor unit of money. At
    /// most 3.3 × 10^37, within i128 for any entry.
    #[must_use]
    pub const fn value(&self) -> i128 {
        match self.kind {
            ContributionKind::Hours { time, hourly, weight } => time.wide() * hourly.wide() * weight.wide(),
            ContributionKind::Cash { amount, multiplier } => amount.wide() * multiplier.wide() * Hours::SCALE,
        }
    }
}

/// All that one party put in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tallied {
    /// Who put it in.
    pub party: Id,
    /// What it counts for, in the unit of [`Contribution::value`].
    pub value: i128,
    /// The cash in it, as put in, in minor units.
    pub cash: i128,
    /// The time in it, in seconds.
    pub seconds: i128,
}

/// What each party put in, by party id, whatever the order of the entries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tally(Vec<Tallied>);

impl Tally {
    /// The sums of a log of contributions.
    ///
    /// # Errors
    /// [`SplitError::TooLarge`] when a party's contributions pass 2^127 units.
    pub fn of(log: &[Contribution]) -> Result<Tally, SplitError> {
        let mut by_party = BTreeMap::new();
        for entry in log {
            let nothing = Tallied { party: entry.party, value: 0, cash: 0, seconds: 0 };
            let tallied = by_party.entry(entry.party).or_insert(nothing);
            tallied.value = tallied.value.checked_add(entry.value()).ok_or(SplitError::TooLarge)?;
            match entry.kind {
                ContributionKind::Hours { time, .. } => tallied.seconds += time.wide(),
                ContributionKind::Cash { amount, .. } => tallied.cash += amount.wide(),
            }
        }
        Ok(Tally(by_party.into_values().collect()))
    }

    /// Each party's sums, by party id.
    #[must_use]
    pub fn parties(&self) -> &[Tallied] {
        &self.0
    }

    /// How much of a pool goes to give back the cash put in, when that comes first: all of it, or as much as there is,
    /// and nothing of a loss.
    #[must_use]
    pub fn repaid(&self, pool: Money) -> Money {
        let cash: i128 = self.0.iter().map(|party| party.cash).sum();
        if cash < pool.wide() { Money::rounded(cash, 1).unwrap_or(pool) } else { pool.max(Money::ZERO) }
    }

    /// The pool by contribution. With `cash_first`, cash put in is repaid first, pro rata if the pool falls short of it;
    /// the rest splits by what everything put in counts for, the cash too. A loss repays nothing and splits so as a
    /// whole.
    ///
    /// # Errors
    /// [`SplitError::NothingStaked`] when nothing put in counts for anything, [`SplitError::TooLarge`] as
    /// [`apportion`].
    pub fn pay(&self, pool: Money, cash_first: bool) -> Result<Split, SplitError> {
        let values = self.values();
        let repaid = if cash_first { self.repaid(pool) } else { Money::ZERO };
        let rest = apportion(pool.minus(repaid)?, &values)?;
        // Repaying in full leaves no odd unit and repaying in part leaves no rest, so at most one of the two has any.
        if repaid == Money::ZERO { Ok(rest) } else { rest.with(&apportion(repaid, &self.cash())?) }
    }

    /// Each party's exact share of what [`Tally::pay`] divides.
    ///
    /// # Errors
    /// As [`Tally::pay`].
    pub(super) fn shares(&self, pool: Money, cash_first: bool) -> Result<Vec<(Id, Share)>, SplitError> {
        let by_value = shares(&self.values())?;
        let repaid = if cash_first { self.repaid(pool) } else { Money::ZERO };
        if repaid == Money::ZERO {
            return Ok(by_value);
        }
        let rest = pool.wide() - repaid.wide();
        if rest == 0 {
            return shares(&self.cash());
        }
        by_value
            .into_iter()
            .zip(&self.0)
            .map(|((party, share), tallied)| Ok((party, share.after(tallied.cash, repaid.wide(), rest)?)))
            .collect()
    }

    /// What each party's contributions count for.
    pub(super) fn values(&self) -> Vec<(Id, i128)> {
        self.0.iter().map(|party| (party.party, party.value)).collect()
    }

    /// The time that each party worked, in seconds.
    pub(super) fn hours(&self) -> Vec<(Id, i128)> {
        self.0.iter().map(|party| (party.party, party.seconds)).collect()
    }

    fn cash(&self) -> Vec<(Id, i128)> {
        self.0.iter().map(|party| (party.party, party.cash)).collect()
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    const A: Id = Id::from_u128(1);
    const B: Id = Id::from_u128(2);

    fn money(minor: i64) -> Money {
        Money::new(minor).unwrap()
    }

    fn worked(party: Id, hours: u16, hourly: i64, weight: u32) -> Contribution {
        let (time, weight) = (Hours::hundredths(hours * 100), Quantity::whole(weight));
        Contribution::new(party, ContributionKind::Hours { time, hourly: money(hourly), weight }).unwrap()
    }

    fn paid_in(party: Id, amount: i64, multiplier: u32) -> Contribution {
        let multiplier = Quantity::whole(multiplier);
        Contribution::new(party, ContributionKind::Cash { amount: money(amount), multiplier }).unwrap()
    }

    #[track_caller]
    fn check(log: &[Contribution], pool: i64, cash_first: bool, a: i64, b: i64) {
        let split = Tally::of(log).unwrap().pay(money(pool), cash_first).unwrap();
        assert_eq!((split.of(A).minor(), split.of(B).minor()), (a, b));
    }

    fn two_equal_contributions() -> [Contribution; 3] {
        [worked(A, 20, 150_00, 2), paid_in(A, 1_000_00, 2), paid_in(B, 2_000_00, 4)]
    }

    #[test]
    fn hours_and_cash_count_in_one_unit() {
        let tally = Tally::of(&two_equal_contributions()).unwrap();
        let worth = 8_000_00 * Contribution::UNITS_A_MINOR;
        assert_eq!(
            tally.parties(),
            [
                Tallied { party: A, value: worth, cash: 1_000_00, seconds: 72_000 },
                Tallied { party: B, value: worth, cash: 2_000_00, seconds: 0 },
            ]
        );
        check(&two_equal_contributions(), 16_000_00, false, 8_000_00, 8_000_00);
    }

    #[test]
    fn cash_is_repaid_before_the_rest_is_split() {
        // 16,000 − 3,000 of cash leaves 13,000, half each.
        check(&two_equal_contributions(), 16_000_00, true, 7_500_00, 8_500_00);
        check(&two_equal_contributions(), 3_000_00, true, 1_000_00, 2_000_00);
        check(&two_equal_contributions(), 3_000_01, true, 1_000_01, 2_000_00);
    }

    #[test]
    fn a_pool_short_of_the_cash_repays_it_pro_rata() {
        check(&two_equal_contributions(), 1_00, true, 33, 67);
        check(&two_equal_contributions(), 2_999_99, true, 1_000_00, 1_999_99);
        assert_eq!(Tally::of(&two_equal_contributions()).unwrap().pay(money(1_00), true).unwrap().odd(), [B]);
    }

    #[test]
    fn a_loss_repays_nothing_and_splits_by_contribution() {
        check(&two_equal_contributions(), -9_000_00, true, -4_500_00, -4_500_00);
        check(&two_equal_contributions(), 0, true, 0, 0);
    }

    #[test]
    fn work_without_cash_splits_the_whole_pool() {
        check(&[worked(A, 70, 100_00, 1), worked(B, 30, 100_00, 1)], 999, true, 699, 300);
    }

    #[test]
    fn what_counts_for_nothing_splits_nothing() {
        let pay = |log: &[Contribution]| Tally::of(log).unwrap().pay(money(1_00), true);
        assert_eq!(pay(&[]), Err(SplitError::NothingStaked));
        assert_eq!(pay(&[worked(A, 20, 0, 1), paid_in(B, 5_00, 0)]), Err(SplitError::NothingStaked));
    }

    #[test]
    fn nothing_below_zero_can_be_put_in() {
        let hours = ContributionKind::Hours { time: Hours::hundredths(100), hourly: money(-1), weight: Quantity::ONE };
        let cash = ContributionKind::Cash { amount: money(-1), multiplier: Quantity::ONE };
        assert_eq!(Contribution::new(A, hours), Err(ContributionError::NegativeHourly));
        assert_eq!(Contribution::new(A, cash), Err(ContributionError::NegativeCash));
    }

    #[test]
    fn the_largest_entries_are_exact_and_too_many_are_refused() {
        let kind = ContributionKind::Hours { time: Hours::MAX, hourly: Money::MAX, weight: Quantity::MAX };
        let largest = Contribution::new(A, kind).unwrap();
        assert_eq!(largest.value(), 3_600_000_000 * 9_007_199_254_740_991 * 1_000_000_000_000);
        assert!(Tally::of(&[largest; 5]).is_ok());
        assert_eq!(Tally::of(&[largest; 6]), Err(SplitError::TooLarge));
    }
}
