//! How many referrals a claim needs, so that a true difference is found 80 times in 100 by a two-sided test at 5%.

use crate::value::{Quantity, Rate};

/// The normal deviate that 2.5% lie above.
const TWO_SIDED: f64 = 1.959_963_984_540_054;
/// The normal deviate that 80% lie below.
const POWER: f64 = 0.841_621_233_572_914_3;

/// How many decided referrals each of two arms needs for conversions of `one` and `other` to be told apart; no figure for
/// equal ones.
///
/// The smallest whole number from (z₁ √(2 p̄ q̄) + z₂ √(p₁q₁ + p₂q₂))² / (p₁ − p₂)², with p̄ the mean of both: the normal
/// approximation without a correction for continuity, as conversions are compared without one here.
///
/// Source: J. L. Fleiss, "Statistical Methods for Rates and Proportions", 2nd edition (1981), 3.2.
///
/// ```
/// use concord_core::program::for_shares;
/// use concord_core::value::Rate;
/// assert_eq!(for_shares(Rate::percent(65), Rate::percent(40)), Some(62));
/// ```
#[must_use]
pub fn for_shares(one: Rate, other: Rate) -> Option<u64> {
    let [p, r] = [one, other].map(|rate| f64::from(rate.ppm()) / 1e6);
    let mean = (p + r) / 2.0;
    let deviates = TWO_SIDED * (2.0 * mean * (1.0 - mean)).sqrt() + POWER * (p * (1.0 - p) + r * (1.0 - r)).sqrt();
    let root = deviates / (p - r);
    // Far below 2^53: the smallest difference is a millionth.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    (one != other).then(|| (root * root).ceil() as u64)
}

/// How many referrals two arms with as many people have to expect, without and with what multiplies them by `ratio`, for the
/// two rates to be told apart; no figure for a ratio of 0 or 1.
///
/// The nearest whole numbers to (z₁ + z₂)² (1 + 1/ratio) / ln² ratio and `ratio` times as many: the logarithm of a Poisson
/// count has a variance of about one over its mean, so that the test is made on the logarithm of the ratio.
///
/// Source: H. Zhu and H. Lakkis, "Sample size calculation for comparing two negative binomial rates", Statistics in
/// Medicine 33 (2014), without dispersion and with the variance of the alternative.
///
/// ```
/// use concord_core::program::for_ratio;
/// use concord_core::value::Quantity;
/// assert_eq!(for_ratio(Quantity::new(1_400_000)?), Some((119, 166)));
/// # Ok::<(), concord_core::value::OutOfRange>(())
/// ```
#[must_use]
pub fn for_ratio(ratio: Quantity) -> Option<(u64, u64)> {
    let is_claim = ratio != Quantity::ZERO && ratio != Quantity::ONE;
    let ratio = ratio.to_f64();
    let root = (TWO_SIDED + POWER) / libm::log(ratio);
    let without = root * root * (1.0 + 1.0 / ratio);
    // Far below 2^53: the ratio differs from one by a millionth or more.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let whole = |count: f64| count.round() as u64;
    is_claim.then(|| (whole(without), whole(ratio * without)))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn shares(one: u32, other: u32) -> Option<u64> {
        for_shares(Rate::percent(one), Rate::percent(other))
    }

    fn ratio(percent: u64) -> Option<(u64, u64)> {
        for_ratio(Quantity::new(percent * 10_000).unwrap())
    }

    #[test]
    fn shares_agree_with_the_formula() {
        // As power.prop.test of R computes it: 61.4 and 387.3 in each arm.
        assert_eq!((shares(65, 40), shares(40, 65)), (Some(62), Some(62)));
        assert_eq!(shares(50, 40), Some(388));
        // From nothing to all there is no variance under the alternative: (1.96)² × ½.
        assert_eq!(shares(0, 100), Some(2));
        assert_eq!(shares(40, 40), None);
    }

    #[test]
    fn the_claim_of_forty_percent_more_needs_119_and_166() {
        assert_eq!(ratio(140), Some((119, 166)));
        assert_eq!(ratio(200), Some((25, 49)));
        assert_eq!((ratio(0), ratio(100)), (None, None));
    }

    #[test]
    fn the_smallest_differences_stay_in_range() {
        let (one, other) = (Rate::new(500_000).unwrap(), Rate::new(500_001).unwrap());
        assert!(for_shares(one, other).unwrap() < 1 << 53);
        assert!(for_ratio(Quantity::new(999_999).unwrap()).unwrap().0 < 1 << 53);
        assert!(for_ratio(Quantity::new(1).unwrap()).unwrap().0 > for_ratio(Quantity::MAX).unwrap().0);
    }
}
