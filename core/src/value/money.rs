use std::fmt;
use std::iter::Sum;
use std::ops::Neg;

use num_traits::{PrimInt, Signed};

/// An amount of the workspace's currency as a whole number of its minor units (cents, yen, fils).
///
/// Never a float, and never past ±(2^53 − 1) minor units: whatever reads the number, JavaScript included, sees it
/// exactly. Arithmetic that could leave the range says so instead of wrapping.
///
/// ```
/// use concord_core::value::Money;
/// let fee = Money::new(300_00)?;
/// assert_eq!(fee.plus(Money::new(50)?)?.minor(), 300_50);
/// assert!(Money::new(1 << 53).is_err());
/// # Ok::<(), concord_core::value::OutOfRange>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Money(i64);

/// An amount past ±(2^53 − 1) minor units.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OutOfRange;

impl fmt::Display for OutOfRange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the amount is past 2^53 − 1 minor units, the largest that stays exact")
    }
}

impl std::error::Error for OutOfRange {}

impl Money {
    /// No money.
    pub const ZERO: Money = Money(0);
    /// The largest amount: 2^53 − 1 minor units.
    pub const MAX: Money = Money((1 << 53) - 1);

    /// An amount of `minor` minor units.
    ///
    /// # Errors
    /// [`OutOfRange`] past ±(2^53 − 1).
    pub const fn new(minor: i64) -> Result<Money, OutOfRange> {
        if minor < -Self::MAX.0 || minor > Self::MAX.0 { Err(OutOfRange) } else { Ok(Money(minor)) }
    }

    /// The amount nearest to `numer / denom` minor units, halves away from zero. `denom` is positive.
    ///
    /// # Errors
    /// [`OutOfRange`] past ±(2^53 − 1).
    pub fn rounded(numer: i128, denom: i128) -> Result<Money, OutOfRange> {
        // Nearly always 64 bits hold both, and WebAssembly divides them many times as fast.
        let minor = match (i64::try_from(numer), i64::try_from(denom)) {
            (Ok(numer), Ok(denom)) => round_half_away(numer, denom),
            _ => i64::try_from(round_half_away(numer, denom)).map_err(|_| OutOfRange)?,
        };
        Money::new(minor)
    }

    /// The amount in minor units.
    #[must_use]
    pub const fn minor(self) -> i64 {
        self.0
    }

    /// The amount in minor units, wide enough to multiply without overflow.
    #[must_use]
    pub const fn wide(self) -> i128 {
        self.0 as i128
    }

    /// The sum.
    ///
    /// # Errors
    /// [`OutOfRange`] past ±(2^53 − 1).
    pub const fn plus(self, other: Money) -> Result<Money, OutOfRange> {
        Money::new(self.0 + other.0)
    }

    /// The difference.
    ///
    /// # Errors
    /// [`OutOfRange`] past ±(2^53 − 1).
    pub const fn minus(self, other: Money) -> Result<Money, OutOfRange> {
        Money::new(self.0 - other.0)
    }

    /// Whether the amount is below zero.
    #[must_use]
    pub const fn is_negative(self) -> bool {
        self.0 < 0
    }

    /// The amount without its sign.
    #[must_use]
    pub const fn abs(self) -> Money {
        Money(self.0.abs())
    }

    /// The sum of many amounts; only the result has to be in range.
    ///
    /// # Errors
    /// [`OutOfRange`] past ±(2^53 − 1).
    pub fn total(amounts: impl IntoIterator<Item = Money>) -> Result<Money, OutOfRange> {
        let sum: i128 = amounts.into_iter().map(Money::wide).sum();
        i64::try_from(sum).map_err(|_| OutOfRange).and_then(Money::new)
    }
}

impl Neg for Money {
    type Output = Money;
    fn neg(self) -> Money {
        Money(-self.0)
    }
}

impl Sum<Money> for i128 {
    fn sum<I: Iterator<Item = Money>>(amounts: I) -> i128 {
        amounts.map(Money::wide).sum()
    }
}

impl fmt::Debug for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} minor", self.0)
    }
}

/// `numer / denom` to the nearest whole number, halves away from zero. `denom` is positive.
///
/// ```
/// use concord_core::value::round_half_away;
/// assert_eq!([round_half_away(5, 2), round_half_away(-5, 2), round_half_away(7, 3)], [3, -3, 2]);
/// ```
#[must_use]
pub fn round_half_away<I: PrimInt + Signed>(numer: I, denom: I) -> I {
    let whole = numer / denom;
    let rest = numer % denom;
    // |rest| < denom, so denom − |rest| cannot overflow where 2 × |rest| could.
    if rest.abs() >= denom - rest.abs() { whole + numer.signum() } else { whole }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn holds_exactly_what_javascript_holds_exactly() {
        assert_eq!(Money::new(9_007_199_254_740_991), Ok(Money::MAX));
        assert_eq!(Money::new(-9_007_199_254_740_991), Ok(-Money::MAX));
        assert_eq!(Money::new(9_007_199_254_740_992), Err(OutOfRange));
        assert_eq!(Money::new(i64::MIN), Err(OutOfRange));
    }

    #[test]
    fn leaving_the_range_is_an_error_and_never_a_wrap() {
        let one = Money::new(1).unwrap();
        assert_eq!(Money::MAX.plus(one), Err(OutOfRange));
        assert_eq!((-Money::MAX).minus(one), Err(OutOfRange));
        assert_eq!(Money::total([Money::MAX, one]), Err(OutOfRange));
        assert_eq!(Money::total([Money::MAX, one, -one]), Ok(Money::MAX));
    }

    #[test]
    fn rounds_halves_away_from_zero() {
        for (numer, denom, nearest) in [
            (1, 2, 1),
            (-1, 2, -1),
            (1, 3, 0),
            (2, 3, 1),
            (-2, 3, -1),
            (0, 7, 0),
            (149, 100, 1),
            (150, 100, 2),
            (7, 1, 7),
        ] {
            assert_eq!(round_half_away(numer, denom), nearest, "{numer}/{denom}");
        }
        assert_eq!(round_half_away(i128::MAX, i128::MAX), 1);
    }

    #[test]
    fn amounts_are_rounded_alike_whether_or_not_64_bits_hold_them() {
        let wide = 1_i128 << 62;
        for (numer, denom, nearest) in [(5, 2, 3), (-5, 2, -3), (i64::MAX.into(), 1 << 20, 8_796_093_022_208)] {
            assert_eq!(Money::rounded(numer, denom).map(Money::minor), Ok(nearest));
            assert_eq!(Money::rounded(numer * wide, denom * wide).map(Money::minor), Ok(nearest));
        }
        assert_eq!(Money::rounded(i64::MIN.into(), 1), Err(OutOfRange));
        assert_eq!(Money::rounded(i128::MIN, 1), Err(OutOfRange));
    }
}
