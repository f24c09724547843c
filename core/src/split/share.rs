use num_rational::Ratio;
use num_traits::{CheckedAdd, CheckedDiv, CheckedMul, CheckedSub};

use super::SplitError;
use super::apportion::lowest_terms;
use crate::value::{Id, Rate, round_half_away};

/// A share of a whole as an exact fraction, or the difference between two. A Shapley value can lie below zero or above
/// the whole, so a share can too; shares compare exactly.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Share(Ratio<i128>);

impl Share {
    /// None of it.
    pub const ZERO: Share = Share(Ratio::new_raw(0, 1));

    /// A fraction that leaves room to be stated in parts per million.
    fn new(fraction: Ratio<i128>) -> Result<Share, SplitError> {
        let room = i128::MAX / Rate::SCALE;
        if fraction.numer().abs() <= room && *fraction.denom() <= room {
            Ok(Share(fraction))
        } else {
            Err(SplitError::TooLarge)
        }
    }

    /// `part` of `whole`, which is not zero.
    ///
    /// # Errors
    /// [`SplitError::NothingStaked`] for a part of nothing, [`SplitError::TooLarge`] for one too fine to be stated.
    pub(crate) fn of(part: i128, whole: i128) -> Result<Share, SplitError> {
        if whole == 0 { Err(SplitError::NothingStaked) } else { Share::new(Ratio::new(part, whole)) }
    }

    /// The share nearest to this one in parts per million, for showing: 100,000 is 10%, or 10 points of a difference.
    #[must_use]
    pub fn ppm(self) -> i128 {
        round_half_away(self.0.numer() * Rate::SCALE, *self.0.denom())
    }

    /// The fraction in lowest terms, as (numerator, denominator); the denominator is positive.
    #[must_use]
    pub const fn fraction(self) -> (i128, i128) {
        (*self.0.numer(), *self.0.denom())
    }

    /// The nearest rate; none below zero or above the whole.
    #[must_use]
    pub fn rate(self) -> Option<Rate> {
        Rate::of_whole(*self.0.numer(), *self.0.denom())
    }

    /// Whether this is at most `limit`, compared exactly.
    #[must_use]
    pub fn within(self, limit: Rate) -> bool {
        self.0 <= Ratio::new(limit.wide(), Rate::SCALE)
    }

    /// This share less another.
    pub(super) fn minus(self, other: Share) -> Result<Share, SplitError> {
        self.0.checked_sub(&other.0).ok_or(SplitError::TooLarge).and_then(Share::new)
    }

    /// How far this is from zero.
    pub(super) fn abs(self) -> Share {
        if self < Share::ZERO { Share(-self.0) } else { self }
    }

    /// The share in a whole of `first` and `rest` minor units of somebody who has `own` of the first and this share of
    /// the rest. The whole is positive.
    pub(super) fn after(self, own: i128, first: i128, rest: i128) -> Result<Share, SplitError> {
        self.0
            .checked_mul(&rest.into())
            .and_then(|of_rest| of_rest.checked_add(&own.into()))
            .and_then(|amount| amount.checked_div(&(first + rest).into()))
            .ok_or(SplitError::TooLarge)
            .and_then(Share::new)
    }
}

/// Each stake as a share of their total, in the order given.
///
/// # Errors
/// [`SplitError`] when a party is named twice, the stakes do not total more than zero, or are too large to compare.
pub(super) fn shares(stakes: &[(Id, i128)]) -> Result<Vec<(Id, Share)>, SplitError> {
    let (stakes, total) = lowest_terms(stakes)?;
    stakes.into_iter().map(|(party, stake)| Ok((party, Share::new(Ratio::new(stake, total))?))).collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn share(numer: i128, denom: i128) -> Share {
        Share::new(Ratio::new(numer, denom)).unwrap()
    }

    #[test]
    fn compares_exactly_with_its_limit() {
        let limit = Rate::percent(10);
        assert!(share(1, 10).within(limit));
        assert!(!share(100_000_000_000_000_001, 1_000_000_000_000_000_000).within(limit));
        assert!(share(-1, 2).within(limit));
    }

    #[test]
    fn is_stated_to_the_nearest_part_per_million() {
        assert_eq!(share(2, 3).ppm(), 666_667);
        assert_eq!(share(-2, 3).ppm(), -666_667);
        assert_eq!(share(2, 3).rate(), Rate::new(666_667).ok());
        assert_eq!((share(-1, 3).rate(), share(4, 3).rate()), (None, None));
    }

    #[test]
    fn a_part_of_a_whole_is_in_lowest_terms() {
        assert_eq!(Share::of(6, 9).unwrap().fraction(), (2, 3));
        assert_eq!(Share::of(-6, -9).unwrap().fraction(), (2, 3));
        assert_eq!(Share::of(1, 0), Err(SplitError::NothingStaked));
    }

    #[test]
    fn what_cannot_be_stated_is_refused() {
        assert_eq!(Share::new(Ratio::new(1, i128::MAX)), Err(SplitError::TooLarge));
        assert_eq!(Share::new(Ratio::new(i128::MAX, 1)), Err(SplitError::TooLarge));
        assert_eq!(share(1, 1 << 100).minus(share(1, 3_i128.pow(60))), Err(SplitError::TooLarge));
    }
}
