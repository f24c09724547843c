use crate::probability::wilson;
use crate::value::{Quantity, Rate};

/// How much experience the assumptions rest on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// Introductions counted.
    pub introductions: u32,
    /// How many of them became paid work.
    pub projects: u32,
}

impl Evidence {
    /// Below this many introductions it is too early to say. A default of ours.
    pub const FEWEST_INTRODUCTIONS: u32 = 10;
    /// Below this many projects it is too early to say. A default of ours.
    pub const FEWEST_PROJECTS: u32 = 5;

    /// Whether there is too little to judge by.
    #[must_use]
    pub fn is_thin(&self) -> bool {
        self.introductions < Self::FEWEST_INTRODUCTIONS || self.projects < Self::FEWEST_PROJECTS
    }

    /// The shares of introductions that could well become work, given these: 95 times in 100 such an interval holds the
    /// true share. Without introductions, anything from nothing to all.
    #[must_use]
    pub fn plausible_conversion(&self) -> (Rate, Rate) {
        let (low, high) = wilson(self.projects, self.introductions);
        (low.rate(), high.rate())
    }

    /// How many introductions could well come on average in as long a time: 95 times in 100 such an interval holds the
    /// true mean.
    #[must_use]
    pub fn plausible_introductions(&self) -> (Quantity, Quantity) {
        let (low, high) = plausible_mean(self.introductions);
        (quantity(low), quantity(high))
    }
}

fn quantity(count: f64) -> Quantity {
    // Not below 0, so the cast neither loses a sign nor wraps.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    Quantity::new((count * 1e6).round() as u64).unwrap_or(Quantity::MAX)
}

/// The score interval at 95% (z = 1.96) for the mean of what happened `count` times, each time on its own: every mean m
/// with (count − m)² ≤ z² × m. It is the one of Wilson for trials without end.
///
/// Source: L. Barker, "A comparison of nine confidence intervals for a Poisson parameter when the expected number of events
/// is ≤ 5", The American Statistician 56 (2002).
fn plausible_mean(count: u32) -> (f64, f64) {
    let (k, z) = (f64::from(count), 1.96);
    let half = z * (k + z * z / 4.0).sqrt();
    ((k + z * z / 2.0 - half).max(0.0), k + z * z / 2.0 + half)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_count_leaves_open_the_means_that_its_equation_allows() {
        // The roots of (k − m)² = 1.96² m, by bisection in exact fractions in Python.
        for (count, low, high) in
            [(0, 0.0, 3.841_6), (1, 0.176_520, 5.665_080), (8, 4.053_750, 15.787_850), (100, 82.226_906, 121.614_694)]
        {
            let found = plausible_mean(count);
            assert!((found.0 - low).abs() < 1e-6 && (found.1 - high).abs() < 1e-6, "{count}: {found:?}");
        }
    }

    #[test]
    fn a_count_is_of_trials_without_end() {
        for count in [1, 8, 100] {
            let ((low, high), of) = (wilson(count, u32::MAX), f64::from(u32::MAX));
            let mean = plausible_mean(count);
            assert!(
                (low.get() * of - mean.0).abs() < 1e-4 && (high.get() * of - mean.1).abs() < 1e-4,
                "{count}: {mean:?}"
            );
        }
    }

    #[test]
    fn few_introductions_leave_a_wide_range() {
        let (low, high) = Evidence { introductions: 4, projects: 1 }.plausible_conversion();
        assert_eq!((low.ppm() / 10_000, high.ppm() / 10_000), (4, 69));
    }

    #[test]
    fn ten_introductions_and_five_projects_are_enough() {
        let thin = |introductions, projects| Evidence { introductions, projects }.is_thin();
        assert_eq!([thin(10, 5), thin(9, 5), thin(10, 4)], [false, true, true]);
    }
}
