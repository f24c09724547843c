/// Counts of what comes at a steady rate, drawn by inversion: the smallest count whose cumulative probability is above a
/// uniform number. Sums are kept for as long as the mean stays.
#[derive(Clone, Debug)]
pub(crate) struct Poisson {
    mean: f64,
    /// The probability of the last count in `sums`.
    last: f64,
    /// The probability of each count or fewer, from 0 on.
    sums: Vec<f64>,
}

impl Poisson {
    /// Below this a probability adds nothing that a uniform number in steps of 2^−53 could meet.
    const LEAST: f64 = 1e-18;

    /// Counts that are 0 on average, until [`Poisson::set_mean`] says otherwise.
    pub(crate) fn new() -> Poisson {
        Poisson { mean: 0.0, last: 1.0, sums: vec![1.0] }
    }

    /// Counts with another mean: 0 or more, and below 700, where e^−mean would leave the numbers.
    pub(crate) fn set_mean(&mut self, mean: f64) {
        self.mean = mean;
        self.last = libm::exp(-mean);
        self.sums.clear();
        self.sums.push(self.last);
    }

    /// The count at a probability from 0 to 1, without 1. It never falls as the probability rises.
    pub(crate) fn at(&mut self, probability: f64) -> u32 {
        let known = self.sums.iter().position(|&sum| probability < sum);
        let mut count = known.unwrap_or(self.sums.len());
        while known.is_none() {
            let sum = self.sums.last().copied().unwrap_or(1.0);
            self.last *= self.mean / count as f64;
            if self.last < Self::LEAST && count as f64 > self.mean {
                break;
            }
            self.sums.push(sum + self.last);
            if probability < sum + self.last {
                break;
            }
            count += 1;
        }
        u32::try_from(count).unwrap_or(u32::MAX)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::{Numbered, key};

    #[test]
    fn counts_are_spread_as_the_probabilities_say() {
        for (seed, mean) in (1..).zip([0.2, 1.0, 4.5, 41.7, 83.3]) {
            let mut poisson = Poisson::new();
            poisson.set_mean(mean);
            let mut found = vec![0_u32; 400];
            for year in 0..100_000 {
                found[poisson.at(Numbered::new(key(seed, [year])).at(3)) as usize] += 1;
            }
            // Counts expected less than 20 times are put together with the next.
            let (mut chi, mut degrees) = (0.0, -1.0);
            let (mut expected, mut seen) = (0.0, 0.0);
            let mut probability = libm::exp(-mean);
            for (count, &times) in found.iter().enumerate() {
                expected += 100_000.0 * probability;
                seen += f64::from(times);
                if expected >= 20.0 {
                    chi += (seen - expected).powi(2) / expected;
                    degrees += 1.0;
                    (expected, seen) = (0.0, 0.0);
                }
                probability *= mean / (count + 1) as f64;
            }
            assert!(degrees > 2.0 && chi < degrees + 4.0 * (2.0_f64 * degrees).sqrt(), "{mean}: {chi} of {degrees}");
        }
    }

    #[test]
    fn counts_rise_with_probability_and_end() {
        let mut poisson = Poisson::new();
        assert_eq!(poisson.at(0.999), 0);
        for mean in [0.0, 1e-9, 0.5, 83.0, 600.0] {
            poisson.set_mean(mean);
            let highest = poisson.at(1.0 - f64::EPSILON / 2.0);
            assert!(f64::from(highest) <= mean + 9.0 * mean.sqrt() + 25.0, "{mean}: {highest}");
            let counts: Vec<u32> = (0..1_000).map(|n| poisson.at(f64::from(n) / 1_000.0)).collect();
            assert!(counts.is_sorted() && counts.iter().all(|&count| count <= highest), "{mean}");
            let mut again = Poisson::new();
            again.set_mean(mean);
            assert_eq!(again.at(0.777), counts[777]);
        }
    }
}
