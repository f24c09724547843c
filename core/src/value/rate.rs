use std::fmt;

use super::{Money, OutOfRange};

/// A share of something, from 0 to 100%, exact to parts per million.
///
/// One third is not representable: to divide an amount among people use whole-number stakes, not rates.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Rate(u32);

impl Rate {
    /// Nothing.
    pub const ZERO: Rate = Rate(0);
    /// All of it: 100%.
    pub const FULL: Rate = Rate(1_000_000);
    /// How many parts make the whole.
    pub const SCALE: i128 = 1_000_000;

    /// A rate of `ppm` parts per million.
    ///
    /// # Errors
    /// [`OutOfRange`] above 100%.
    pub const fn new(ppm: u32) -> Result<Rate, OutOfRange> {
        if ppm > Self::FULL.0 { Err(OutOfRange) } else { Ok(Rate(ppm)) }
    }

    /// A whole percentage; above 100 it is 100%.
    #[must_use]
    pub const fn percent(percent: u32) -> Rate {
        if percent >= 100 { Self::FULL } else { Rate(percent * 10_000) }
    }

    /// Parts per million.
    #[must_use]
    pub const fn ppm(self) -> u32 {
        self.0
    }

    /// Parts per million, wide enough to multiply money without overflow.
    #[must_use]
    pub const fn wide(self) -> i128 {
        self.0 as i128
    }

    /// What is left of the whole.
    #[must_use]
    pub const fn rest(self) -> Rate {
        Rate(Self::FULL.0 - self.0)
    }

    /// This share of an amount, to the nearest minor unit, halves away from zero.
    #[must_use]
    pub fn of(self, amount: Money) -> Money {
        const SCALE: i64 = Rate::FULL.0 as i64;
        // Whole millions apart from the rest, so that no product leaves 64 bits: 128 are slow in WebAssembly.
        let (ppm, minor) = (i64::from(self.0), amount.minor());
        let share = minor / SCALE * ppm + super::round_half_away(minor % SCALE * ppm, SCALE);
        // A share of an amount in range is in range.
        Money::new(share).unwrap_or(amount)
    }

    /// `part` of `whole` to the nearest part per million; no figure for an empty whole or outside 0–100%.
    #[must_use]
    pub fn of_whole(part: i128, whole: i128) -> Option<Rate> {
        if whole <= 0 || part < 0 || part > whole {
            return None;
        }
        u32::try_from(super::round_half_away(part.checked_mul(Self::SCALE)?, whole))
            .ok()
            .and_then(|ppm| Rate::new(ppm).ok())
    }
}

impl fmt::Debug for Rate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ppm", self.0)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn is_at_most_the_whole() {
        assert_eq!(Rate::new(1_000_000), Ok(Rate::FULL));
        assert_eq!(Rate::new(1_000_001), Err(OutOfRange));
        assert_eq!(Rate::percent(15).ppm(), 150_000);
        assert_eq!(Rate::percent(15).rest(), Rate::percent(85));
    }

    #[test]
    fn takes_its_share_to_the_nearest_minor_unit() {
        let of = |percent, minor| Rate::percent(percent).of(Money::new(minor).unwrap()).minor();
        assert_eq!(of(15, 1_000), 150);
        assert_eq!(of(50, 1), 1);
        assert_eq!(of(50, -1), -1);
        assert_eq!(Rate::FULL.of(Money::MAX), Money::MAX);
        for ppm in [0, 1, 150_000, 333_333, 500_000, 999_999] {
            for minor in [1, 499_999, 999_999, 1_000_000, 1_500_001, 7_777_777_777_777_777, Money::MAX.minor()] {
                for amount in [Money::new(minor).unwrap(), Money::new(-minor).unwrap()] {
                    let rate = Rate::new(ppm).unwrap();
                    assert_eq!(Money::rounded(amount.wide() * rate.wide(), Rate::SCALE), Ok(rate.of(amount)));
                }
            }
        }
    }

    #[test]
    fn a_part_of_nothing_has_no_rate() {
        assert_eq!(Rate::of_whole(5, 12).unwrap().ppm(), 416_667);
        assert_eq!(Rate::of_whole(0, 0), None);
        assert_eq!(Rate::of_whole(2, 1), None);
    }
}
