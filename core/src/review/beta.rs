use crate::probability::beta::{self, Tails};
use crate::value::{Money, Range};

/// How a quantity is spread over its range as PERT sees it: a beta distribution on [low, high] with
/// α = 1 + 4 (likely − low) / (high − low) and β = 1 + 4 (high − likely) / (high − low), which always sum to 6.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pert {
    alpha: f64,
    beta: f64,
}

/// Everything lies below.
const ALL_BELOW: Tails = Tails { below: 1.0, above: 0.0 };
/// Everything lies above.
const ALL_ABOVE: Tails = Tails { below: 0.0, above: 1.0 };

impl Pert {
    /// The spread over `range`; none when it is certain.
    pub(super) fn over(range: Range<Money>) -> Option<Pert> {
        let [low, likely, high] = [range.low(), range.likely(), range.high()].map(Money::wide);
        let slope = |part: i128| 1.0 + 4.0 * (part as f64 / (high - low) as f64);
        (low < high).then(|| Pert { alpha: slope(likely - low), beta: slope(high - likely) })
    }

    /// The chances to lie below and above the point at `part` of `whole` of the way from low to high. Both ends of the
    /// way are given exactly, so that neither tail loses digits to the other.
    pub(super) fn tails(self, part: i128, whole: i128) -> Tails {
        if part <= 0 {
            return ALL_ABOVE;
        }
        if part >= whole {
            return ALL_BELOW;
        }
        let (x, rest) = (part as f64 / whole as f64, (whole - part) as f64 / whole as f64);
        beta::tails(self.alpha, self.beta, x, rest)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::float_cmp)]
    use super::*;

    fn range([low, likely, high]: [i64; 3]) -> Range<Money> {
        let [low, likely, high] = [low, likely, high].map(|minor| Money::new(minor).unwrap());
        Range::new(low, likely, high).unwrap()
    }

    fn tails(ends: [i64; 3], part: i128, whole: i128) -> Tails {
        Pert::over(range(ends)).unwrap().tails(part, whole)
    }

    /// Both tails to thirteen significant digits.
    #[track_caller]
    fn check(ends: [i64; 3], (part, whole): (i128, i128), below: f64, above: f64) {
        let tails = tails(ends, part, whole);
        let close = |found: f64, expected: f64| (found - expected).abs() <= 1e-13 * expected;
        assert!(close(tails.below, below) && close(tails.above, above), "{ends:?} at {part}/{whole}: {tails:?}");
    }

    #[test]
    fn agrees_with_scipy() {
        // betainc and betaincc of scipy.special 1.17.1, confirmed by mpmath 1.4.1 at forty digits.
        check([0, 1, 10], (1, 10), 0.232_367_395_770_948_34, 0.767_632_604_229_051_7);
        check([0, 1, 10], (9, 10), 0.999_946_670_291_171_6, 5.332_970_882_847_78e-5);
        check([0, 3, 7], (2, 7), 0.210_707_098_664_853_3, 0.789_292_901_335_146_7);
        check([0, 3, 7], (3, 7), 0.465_627_690_761_367_8, 0.534_372_309_238_632_2);
        check([0, 3, 7], (6, 7), 0.987_877_848_632_815_9, 0.012_122_151_367_184_092);
        check([0, 1, 3], (1, 1_000), 1.074_559_814_044_265_7e-6, 0.999_998_925_440_186);
        check([0, 1, 3], (999, 1_000), 0.999_999_999_931_562_9, 6.843_711_900_206_023e-11);
        check([-500, -100, 2_000], (1, 3), 0.671_523_387_408_915_2, 0.328_476_612_591_084_8);
        check([0, 999, 1_000], (4, 5), 0.329_459_703_967_292_74, 0.670_540_296_032_707_3);
        check([0, 999, 1_000], (1, 50), 3.280_022_934_412_191_8e-9, 0.999_999_996_719_977_1);
        check([0, 1, 1_000], (1, 7), 0.535_290_915_784_061_7, 0.464_709_084_215_938_26);
        check([0, 49, 100], (1, 2), 0.513_973_303_273_251_2, 0.486_026_696_726_748_75);
        check([0, 1, 7], (1, 1_000_000_000), 5.854_649_223_540_537e-14, 0.999_999_999_999_941_5);
        check([0, 6, 7], (1, 1_000), 1.494_418_352_073_661_8e-13, 0.999_999_999_999_850_6);
    }

    #[test]
    fn agrees_with_the_closed_forms() {
        const CHOOSE_OF_FIVE: [i32; 6] = [1, 5, 10, 10, 5, 1];
        // Next to the high end of a range whose likely value is low, (1 − x)⁵ keeps all its digits.
        check([0, 0, 4], (999_999_999_999, 1_000_000_000_000), 1.0, 1e-60);
        // For a whole α, I_x(α, 6 − α) is the chance of α or more successes in five trials of chance x.
        for alpha in 1..=5_u8 {
            for part in 1..1_000_i32 {
                let (x, rest) = (f64::from(part) / 1e3, f64::from(1_000 - part) / 1e3);
                let term = |(k, choose)| f64::from(choose) * x.powi(k) * rest.powi(5 - k);
                let below: f64 = (0..).zip(CHOOSE_OF_FIVE).skip(alpha.into()).map(term).sum();
                let above: f64 = (0..).zip(CHOOSE_OF_FIVE).take(alpha.into()).map(term).sum();
                check([0, i64::from(alpha) - 1, 4], (part.into(), 1_000), below, above);
            }
        }
    }

    #[test]
    fn turning_the_range_round_swaps_the_tails() {
        for likely in 0..=100 {
            for part in 1..100 {
                let (one, other) = (tails([0, likely, 100], part, 100), tails([0, 100 - likely, 100], 100 - part, 100));
                let apart = (one.below - other.above).abs().max((one.above - other.below).abs());
                assert!(apart < 1e-14, "{likely}, {part}: {one:?} {other:?}");
            }
        }
    }

    #[test]
    fn nothing_lies_outside_the_range() {
        for ends in [[0, 0, 4], [0, 4, 4], [-9, 1, 4]] {
            assert_eq!([tails(ends, 0, 4), tails(ends, -1, 4)], [ALL_ABOVE; 2]);
            assert_eq!([tails(ends, 4, 4), tails(ends, i128::MAX, 4)], [ALL_BELOW; 2]);
        }
    }

    #[test]
    fn the_extremes_stay_finite_and_certainty_has_no_spread() {
        let bound = Money::MAX.minor();
        for likely in [-bound, -bound + 1, 0, bound - 1, bound] {
            let whole = 2 * i128::from(bound) * 3_600_000_000;
            for part in [1, whole / 2, whole - 1] {
                let Tails { below, above } = tails([-bound, likely, bound], part, whole);
                assert!((0.0..=1.0).contains(&below) && (0.0..=1.0).contains(&above));
                assert!((below + above - 1.0).abs() < 1e-15);
            }
        }
        assert!(Pert::over(range([7, 7, 7])).is_none());
        check([0, 1, 1], (1, 2), 1.0 / 32.0, 31.0 / 32.0);
    }
}
