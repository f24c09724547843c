use crate::value::{Money, Quantity, round_half_away};

/// A figure over simulated years: amounts in minor units, or counts. Of no years all is zero.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Summary {
    /// How many years.
    pub years: u32,
    /// The sum over all of them.
    pub sum: i128,
    /// The standard error of the mean: the standard deviation over √years. Nothing below two years.
    pub standard_error: Option<f64>,
    /// Low, middle and high.
    pub quantiles: Quantiles,
}

/// The values of simulated years that as many years do not exceed: of n, the ⌈n/10⌉-th, the ⌈n/2⌉-th and the
/// ⌈9n/10⌉-th smallest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Quantiles {
    /// Not exceeded in one year of ten.
    pub p10: i64,
    /// Not exceeded in one year of two.
    pub median: i64,
    /// Not exceeded in nine years of ten.
    pub p90: i64,
}

/// A side's net gain over simulated years, in minor units.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Gain {
    /// The gain itself.
    pub gain: Summary,
    /// How far off P10 may be: the order statistics two standard errors of their rank below it and above it.
    pub p10_within: (i64, i64),
    /// Years in which it is below zero.
    pub losses: u32,
}

impl Summary {
    /// The mean.
    #[must_use]
    pub fn mean(&self) -> f64 {
        self.sum as f64 / f64::from(self.years.max(1))
    }

    /// The mean to the nearest whole number.
    #[must_use]
    pub fn rounded_mean(&self) -> i64 {
        // The mean of numbers of 64 bits has no more.
        i64::try_from(round_half_away(self.sum, self.years.max(1).into())).unwrap_or_default()
    }

    /// The mean of amounts, to the minor unit.
    #[must_use]
    pub fn mean_money(&self) -> Money {
        // Simulated years lie within the bound of money.
        Money::new(self.rounded_mean()).unwrap_or_default()
    }

    /// The mean of counts, to the millionth.
    #[must_use]
    pub fn mean_quantity(&self) -> Quantity {
        let millionths = round_half_away(self.sum * Quantity::SCALE, self.years.max(1).into());
        u64::try_from(millionths).ok().and_then(|millionths| Quantity::new(millionths).ok()).unwrap_or_default()
    }

    /// Of these values; leaves them in another order.
    pub(super) fn of(values: &mut [i64]) -> Summary {
        let [p10, median, p90] = order_statistics(values, TENTHS.map(|tenths| rank(values.len(), tenths)));
        Summary::around(values, Quantiles { p10, median, p90 })
    }

    fn around(values: &[i64], quantiles: Quantiles) -> Summary {
        let sum: i128 = values.iter().map(|&value| i128::from(value)).sum();
        let years = u32::try_from(values.len()).unwrap_or(u32::MAX);
        let mut summary = Summary { years, sum, standard_error: None, quantiles };
        if years > 1 {
            let (mean, n) = (summary.mean(), f64::from(years));
            let squares: f64 = values.iter().map(|&value| (value as f64 - mean) * (value as f64 - mean)).sum();
            summary.standard_error = Some((squares / (n - 1.0) / n).sqrt());
        }
        summary
    }
}

impl Quantiles {
    /// Of these values; leaves them in another order.
    pub(super) fn of(values: &mut [i64]) -> Quantiles {
        let [p10, median, p90] = order_statistics(values, TENTHS.map(|tenths| rank(values.len(), tenths)));
        Quantiles { p10, median, p90 }
    }
}

impl Gain {
    /// Of these values; leaves them in another order.
    pub(super) fn of(values: &mut [i64]) -> Gain {
        let (count, [tenth, half, nine]) = (values.len(), TENTHS.map(|tenths| rank(values.len(), tenths)));
        // The number of years at or below the true P10 is binomial.
        let width = 2.0 * (count as f64 * 0.1 * 0.9).sqrt();
        let low = (count as f64 * 0.1 - width).ceil().max(1.0) as usize - 1;
        let high = ((count as f64 * 0.1 + width).ceil() as usize).saturating_sub(1).min(count.saturating_sub(1));
        // Few years have so wide a bound that it goes past the middle.
        let mut ranks = [low.min(tenth), tenth, high, half, nine];
        ranks.sort_unstable();
        let found = order_statistics(values, ranks);
        let at = |rank| ranks.iter().zip(&found).find(|(other, _)| **other == rank).map_or(0, |(_, &value)| value);
        let quantiles = Quantiles { p10: at(tenth), median: at(half), p90: at(nine) };
        Gain {
            gain: Summary::around(values, quantiles),
            p10_within: (at(low.min(tenth)), at(high)),
            losses: u32::try_from(values.iter().filter(|&&gain| gain < 0).count()).unwrap_or(u32::MAX),
        }
    }
}

const TENTHS: [usize; 3] = [1, 5, 9];

/// The place, from 0, of the ⌈n × tenths / 10⌉-th smallest of n.
fn rank(count: usize, tenths: usize) -> usize {
    (count * tenths).div_ceil(10).saturating_sub(1)
}

/// The values that would be at these places if the values were in order. The places rise.
fn order_statistics<const N: usize>(values: &mut [i64], ranks: [usize; N]) -> [i64; N] {
    let mut found = [0; N];
    let mut rest = values;
    let mut last = None;
    for (rank, value) in ranks.into_iter().zip(&mut found).rev() {
        if let Some((place, known)) = last
            && place == rank
        {
            *value = known;
            continue;
        }
        if rank >= rest.len() {
            continue;
        }
        let (below, found, _) = rest.select_nth_unstable(rank);
        *value = *found;
        last = Some((rank, *value));
        rest = below;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantiles_are_the_smallest_values_that_as_many_do_not_exceed() {
        let of = |count: i64| Quantiles::of(&mut (1..=count).rev().collect::<Vec<i64>>());
        assert_eq!(of(10), Quantiles { p10: 1, median: 5, p90: 9 });
        assert_eq!(of(11), Quantiles { p10: 2, median: 6, p90: 10 });
        assert_eq!(of(1), Quantiles { p10: 1, median: 1, p90: 1 });
        assert_eq!(of(10_000), Quantiles { p10: 1_000, median: 5_000, p90: 9_000 });
        assert_eq!(of(0), Quantiles::default());
    }

    #[test]
    fn the_bounds_of_p10_are_two_standard_errors_of_its_rank_away() {
        for count in [0, 1, 2, 5, 36, 37, 100, 10_000] {
            let gain = Gain::of(&mut (1..=count).rev().map(|value| value - 3).collect::<Vec<i64>>());
            let width = 2.0 * (0.09 * count as f64).sqrt();
            let (low, high) = gain.p10_within;
            if count > 0 {
                assert_eq!(low + 3, (0.1 * count as f64 - width).ceil().max(1.0) as i64, "{count}");
                assert_eq!(high + 3, (0.1 * count as f64 + width).ceil() as i64, "{count}");
            }
            assert_eq!(i64::from(gain.losses), count.min(2));
            assert_eq!(gain.gain, Summary::of(&mut (1..=count).map(|value| value - 3).collect::<Vec<i64>>()));
        }
    }

    #[test]
    fn the_mean_has_its_standard_error() {
        let summary = Summary::of(&mut [4, -2, 7, 3]);
        // Deviations 1, −5, 4, 0: 42 over 3 is the variance, over 4 that of the mean.
        assert_eq!((summary.sum, summary.mean(), summary.standard_error), (12, 3.0, Some(3.5_f64.sqrt())));
        assert_eq!((summary.rounded_mean(), Summary::of(&mut [1, 2]).rounded_mean()), (3, 2));
        assert_eq!((Summary::of(&mut [5]).standard_error, Summary::of(&mut []).mean()), (None, 0.0));
    }
}
