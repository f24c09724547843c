use std::fmt;

use super::Chance;
use crate::probability::{Bell, beta, chances_to_be_greatest};

/// One way of asking for referrals, or of rewarding them, that is tried beside others: people who were invited, and the
/// referrals that they made. One person can make several.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Arm {
    people: u32,
    days: u32,
    referrals: u32,
}

/// An arm to which nobody was invited, or for no day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NobodyInvited;

impl fmt::Display for NobodyInvited {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("nobody has been invited yet")
    }
}

impl std::error::Error for NobodyInvited {}

/// How many times as many referrals one arm makes as another, for each person and day.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RateRatio {
    /// The ratio as it was counted; no figure where the other arm made none.
    pub ratio: Option<f64>,
    /// At least 95 times in 100 such an interval holds the true ratio: its low end, 0 where the one arm made none.
    pub low: f64,
    /// Its high end; none where the other arm made none, so that nothing bounds it.
    pub high: Option<f64>,
}

impl Arm {
    /// Below this many people an arm says too little. A default of ours.
    pub const FEWEST_PEOPLE: u32 = 10;
    /// Below this many referrals an arm says too little. A default of ours.
    pub const FEWEST_REFERRALS: u32 = 5;

    /// `people` who were invited for `days` days and made `referrals`. Where all arms ran equally long, one day for each
    /// will do.
    ///
    /// # Errors
    /// [`NobodyInvited`] without people or days.
    pub const fn new(people: u32, days: u32, referrals: u32) -> Result<Arm, NobodyInvited> {
        if people == 0 || days == 0 { Err(NobodyInvited) } else { Ok(Arm { people, days, referrals }) }
    }

    /// People times days.
    #[must_use]
    pub const fn exposure(self) -> u64 {
        self.people as u64 * self.days as u64
    }

    /// Referrals for each person and day.
    #[must_use]
    pub fn rate(self) -> f64 {
        f64::from(self.referrals) / self.exposure() as f64
    }

    /// Whether the arm says too little.
    #[must_use]
    pub const fn is_thin(self) -> bool {
        self.people < Self::FEWEST_PEOPLE || self.referrals < Self::FEWEST_REFERRALS
    }

    /// How many times as many referrals this arm makes as the other, with its exact interval at 95%: given all referrals of
    /// both, how many of them this arm made is binomial, and the interval of Clopper and Pearson for their share becomes
    /// one for the ratio. The ends are off by less than 10^−10 of themselves for counts up to 200,000.
    ///
    /// Sources: J. Przyborowski and H. Wilenski, "Homogeneity of results in testing samples from Poisson series",
    /// Biometrika 31 (1940); C. J. Clopper and E. S. Pearson, Biometrika 26 (1934).
    ///
    /// ```
    /// use concord_core::program::Arm;
    /// let (one, other) = (Arm::new(800, 1, 11)?, Arm::new(3_011, 1, 21)?);
    /// let found = one.ratio_to(other);
    /// assert!((found.low - 0.858_426_4).abs() < 5e-8);
    /// # Ok::<(), concord_core::program::NobodyInvited>(())
    /// ```
    #[must_use]
    pub fn ratio_to(self, other: Arm) -> RateRatio {
        let [mine, theirs] = [self, other].map(|arm| f64::from(arm.referrals));
        let per_odds = other.exposure() as f64 / self.exposure() as f64;
        // Of all referrals, the odds below which too few of the first arm's would be expected.
        let least_odds = |first: f64, second: f64| libm::exp(beta::log_odds(first, second + 1.0, TAIL));
        RateRatio {
            ratio: (other.referrals > 0).then(|| mine / theirs * per_odds),
            low: if self.referrals > 0 { per_odds * least_odds(mine, theirs) } else { 0.0 },
            high: (other.referrals > 0).then(|| per_odds / least_odds(theirs, mine)),
        }
    }
}

/// What an interval at 95% leaves out at each end.
const TAIL: f64 = 0.025;

/// The chance of each arm to have the highest true rate, each rate being Gamma(referrals + ½, people × days): Jeffreys'
/// prior, which hardly favours any. They sum to one; each is off by less than 10^−12 for counts up to 200,000.
#[must_use]
pub fn chances_of_best(arms: &[Arm]) -> Vec<Chance> {
    let bell = |arm: &Arm| Bell::log_rate(f64::from(arm.referrals) + 0.5, arm.exposure() as f64);
    let bells: Vec<Bell> = arms.iter().map(bell).collect();
    chances_to_be_greatest(&bells).into_iter().map(Chance::new).collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn arm(people: u32, referrals: u32) -> Arm {
        Arm::new(people, 1, referrals).unwrap()
    }

    /// The ends to ten digits; referrals and people of the one arm and of the other.
    #[track_caller]
    fn ends([mine, people]: [u32; 2], [theirs, others]: [u32; 2], low: f64, high: Option<f64>) {
        let found = arm(people, mine).ratio_to(arm(others, theirs));
        let close = |found: f64, expected: f64| (found - expected).abs() <= 1e-10 * expected;
        let is_high = match (found.high, high) {
            (Some(found), Some(expected)) => close(found, expected),
            (found, expected) => found == expected,
        };
        assert!(close(found.low, low) && is_high, "{mine} of {people}, {theirs} of {others}: {found:?}");
    }

    #[test]
    fn the_interval_of_a_ratio_agrees_with_published_and_independent_figures() {
        // The example of poisson.test in R, which prints 0.8584264 and 4.277266; the digits by mpmath.
        ends([11, 800], [21, 3_011], 0.858_426_403_391_639_7, Some(4.277_265_943_654_074));
        ends([14, 20], [10, 20], 0.578_359_169_590_795, Some(3.522_903_649_112_621));
        ends([1, 1], [1, 1], 0.012_739_367_083_666_616, Some(78.496_835_316_263));
        ends([300, 4_000], [200, 4_000], 1.250_082_236_673_105_7, Some(1.802_994_041_158_446));
        // By scipy 1.17.
        ends([60_000, 100_000], [59_000, 100_000], 1.005_441_484_816_602_7, Some(1.028_588_806_845_593_7));
        ends([1, 3], [50_000, 7], 1.181_474_375_569_404_7e-6, Some(2.600_219_119_531_13e-4));
    }

    #[test]
    fn an_arm_without_referrals_bounds_the_ratio_on_one_side() {
        // With 5 against 0 the share p is at least where p⁵ = 0.025, and with 0 against 7 at most where (1 − p)⁷ is.
        ends([5, 30], [0, 30], 0.916_355_857_315_459_6, None);
        ends([0, 10], [7, 40], 0.0, Some(2.775_255_920_385_810_6));
        let nothing = arm(10, 0).ratio_to(arm(20, 0));
        assert_eq!(nothing, RateRatio { ratio: None, low: 0.0, high: None });
        assert_eq!(arm(10, 0).ratio_to(arm(40, 7)).ratio, Some(0.0));
        assert_eq!(arm(10, 3).ratio_to(arm(20, 2)).ratio, Some(3.0));
    }

    #[track_caller]
    fn best(arms: &[[u32; 2]], expected: &[f64]) {
        let arms: Vec<Arm> = arms.iter().map(|&[referrals, people]| arm(people, referrals)).collect();
        let found = chances_of_best(&arms);
        let off = found.iter().zip(expected).map(|(found, expected)| (found.get() - expected).abs());
        assert_eq!(found.len(), expected.len());
        assert!(off.fold(0.0, f64::max) < 1e-12, "{found:?} instead of {expected:?}");
    }

    #[test]
    fn the_chances_of_being_best_agree_with_an_integral_made_elsewhere() {
        // The trapezoidal rule over the logarithm of the rate, shares below by error function and finite sum, in mpmath.
        best(&[[10, 20], [14, 20]], &[0.207_426_822_491_510_23, 0.792_573_177_508_489_8]);
        best(
            &[[5, 30], [9, 30], [12, 31]],
            &[0.026_840_812_271_007_21, 0.272_632_220_636_796_5, 0.700_526_967_092_196_3],
        );
        best(
            &[[0, 10], [0, 10], [3, 10]],
            &[0.031_123_420_287_313_988, 0.031_123_420_287_313_988, 0.937_753_159_425_372],
        );
        best(&[[0, 10], [0, 25]], &[0.640_982_964_028_623_9, 0.359_017_035_971_376_1]);
        best(
            &[[7, 700], [70, 7_000], [12, 900]],
            &[0.244_394_585_568_103_47, 0.095_001_125_095_458_3, 0.660_604_289_336_438_2],
        );
    }

    #[test]
    fn of_two_arms_with_many_referrals_too() {
        // The same as the tails of a beta distribution, by scipy 1.17.
        for (arms, first) in [
            ([[100_000, 200_000], [100_500, 200_000]], 0.132_074_317_052_800_95),
            ([[0, 1_000], [200_000, 100_000_000]], 0.045_500_668_827_384_02),
            ([[200_000, 1], [199_000, 1]], 0.943_302_881_107_742_3),
        ] {
            best(&arms, &[first, 1.0 - first]);
        }
    }

    #[test]
    fn fewer_than_ten_people_or_five_referrals_are_too_few() {
        assert_eq!([arm(10, 5), arm(9, 5), arm(10, 4)].map(Arm::is_thin), [false, true, true]);
    }

    #[test]
    fn time_counts_as_people_do() {
        assert_eq!(Arm::new(0, 30, 0), Err(NobodyInvited));
        assert_eq!(Arm::new(30, 0, 0), Err(NobodyInvited));
        let [long, wide] = [Arm::new(10, 30, 6), Arm::new(30, 10, 6)].map(Result::unwrap);
        assert_eq!((long.exposure(), long.rate()), (300, 0.02));
        assert_eq!(long.ratio_to(arm(20, 5)), wide.ratio_to(arm(20, 5)));
        assert_eq!(chances_of_best(&[long, arm(20, 5)]), chances_of_best(&[wide, arm(20, 5)]));
    }
}
