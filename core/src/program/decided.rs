use super::Chance;
use crate::probability::{Bell, chances_to_be_greatest, wilson};

/// The referrals of one arm that are decided: how many were won, and how many lost.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Decided {
    /// Became work.
    pub won: u32,
    /// Became nothing.
    pub lost: u32,
}

/// How many of the decided referrals were won.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Conversion {
    /// Won ÷ (won + lost).
    pub rate: Chance,
    /// 95 times in 100 such an interval holds the true rate (Wilson's score interval at z = 1.96): its low end.
    pub low: Chance,
    /// Its high end.
    pub high: Chance,
}

impl Decided {
    /// How many there are.
    #[must_use]
    pub const fn count(self) -> u64 {
        self.won as u64 + self.lost as u64
    }

    /// How many of them were won; no figure of none.
    #[must_use]
    pub fn conversion(self) -> Option<Conversion> {
        let rate = self.rate()?;
        let (low, high) = wilson(self.won, self.won.saturating_add(self.lost));
        Some(Conversion { rate: Chance::new(rate), low, high })
    }

    /// The chance that this arm's true conversion is above the other's, each being Beta(1 + won, 1 + lost): before
    /// anything was decided, every conversion was as likely as any other.
    ///
    /// Off by less than 10^−12 for counts up to 200,000. The chances of the two arms sum to one, and that of equal arms is
    /// one half.
    ///
    /// ```
    /// use concord_core::program::Decided;
    /// let (one, other) = (Decided { won: 1, lost: 0 }, Decided::default());
    /// assert!((one.beats(other).get() - 2.0 / 3.0).abs() < 1e-12);
    /// ```
    #[must_use]
    pub fn beats(self, other: Decided) -> Chance {
        self.beats_after(other, 0)
    }

    /// The same after `more` decided referrals in each arm, which are won as often as those before: a part of a referral
    /// counts as a part. Those of an arm without any do not count.
    pub(super) fn beats_after(self, other: Decided, more: u32) -> Chance {
        let bell = |arm: Decided| {
            let more = f64::from(more);
            let won = more * arm.rate().unwrap_or_default();
            let lost = more * arm.mirrored().rate().unwrap_or_default();
            Bell::log_odds(1.0 + f64::from(arm.won) + won, 1.0 + f64::from(arm.lost) + lost)
        };
        Chance::new(chances_to_be_greatest(&[bell(self), bell(other)]).first().copied().unwrap_or_default())
    }

    fn rate(self) -> Option<f64> {
        (self.count() > 0).then(|| f64::from(self.won) / self.count() as f64)
    }

    const fn mirrored(self) -> Decided {
        Decided { won: self.lost, lost: self.won }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check([won, lost, others_won, others_lost]: [u32; 4], expected: f64) {
        let (one, other) = (Decided { won, lost }, Decided { won: others_won, lost: others_lost });
        for (found, expected) in [(one.beats(other), expected), (other.beats(one), 1.0 - expected)] {
            assert!((found.get() - expected).abs() < 1e-12, "{one:?} {other:?}: {found:?} instead of {expected}");
        }
    }

    #[test]
    fn agrees_with_the_finite_sum() {
        // Σ B(a + i, b + d) / ((d + i) B(1 + i, d) B(a, b)) for i below c (E. Miller, "Formulas for Bayesian A/B testing",
        // 2014), by mpmath at fifty digits.
        check([13, 7, 8, 12], 0.939_263_535_349_088_2);
        check([6, 4, 4, 6], 0.802_572_040_962_133_8);
        check([0, 10, 10, 0], 1.417_571_077_013_801_5e-6);
        check([10, 90, 20, 80], 0.024_826_966_847_125_39);
        check([120, 80, 100, 100], 0.977_586_363_272_15);
        check([0, 1, 100, 99_900], 0.997_981_070_547_683_5);
        check([100_000, 100_000, 100_500, 99_500], 0.056_922_979_578_262_86);
        check([65_000, 35_000, 64_800, 35_200], 0.825_618_986_912_649_3);
        check([200, 199_800, 250, 199_750], 0.009_193_769_696_105_828);
        check([200_000, 0, 199_990, 10], 0.999_511_785_885_482_8);
        check([0, 5, 3, 200_000], 0.999_880_010_499_212_6);
    }

    #[test]
    fn agrees_with_fractions_of_small_counts() {
        check([0, 0, 0, 0], 1.0 / 2.0);
        check([1, 0, 0, 0], 2.0 / 3.0);
        check([1, 1, 2, 0], 1.0 / 5.0);
        check([3, 0, 0, 3], 69.0 / 70.0);
        // The greatest of two thousand uniform numbers against one.
        check([1_999, 0, 0, 0], 2_000.0 / 2_001.0);
    }

    #[test]
    fn conversion_leaves_out_what_is_open_and_has_its_interval() {
        let Conversion { rate, low, high } = Decided { won: 10, lost: 90 }.conversion().unwrap();
        assert!((rate.get() - 0.1).abs() < 1e-15);
        assert_eq!([low, high].map(|end| end.rate().ppm()), [55_229, 174_367]);
        assert_eq!(Decided::default().conversion(), None);
        assert!(Decided { won: u32::MAX, lost: u32::MAX }.conversion().is_some());
    }
}
