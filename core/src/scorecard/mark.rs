use std::cmp::Ordering;
use std::fmt;

use crate::value::{Quantity, round_half_away};

/// A figure from 0 to 100, as an exact fraction: a rating, the mean of some, or a score. Marks compare exactly, so that
/// equal scores are a tie whatever they are made of.
///
/// The numerator is at most 100 times the denominator, and that at most 4 × 10^16 (twelve weights, the means of up to
/// twelve indicators, an overlap of up to 100,000 clients), so that cross products stay within i128.
#[derive(Clone, Copy)]
pub struct Mark {
    numer: i128,
    denom: i128,
}

impl Mark {
    /// The lowest mark.
    pub const ZERO: Mark = Mark { numer: 0, denom: 1 };
    /// The highest mark.
    pub const FULL: Mark = Mark::whole(100);

    /// A whole number of points; above 100 it is 100.
    pub(super) const fn whole(points: u8) -> Mark {
        Mark { numer: if points > 100 { 100 } else { points as i128 }, denom: 1 }
    }

    /// `numer / denom`; none without a denominator.
    pub(super) const fn new(numer: i128, denom: i128) -> Option<Mark> {
        if denom > 0 { Some(Mark { numer, denom }) } else { None }
    }

    pub(super) const fn numer(self) -> i128 {
        self.numer
    }

    pub(super) const fn denom(self) -> i128 {
        self.denom
    }

    /// The nearest tenth, halves up: what is shown.
    #[must_use]
    pub fn shown(self) -> Quantity {
        tenths(self.tenths())
    }

    /// The mark in tenths of a point, to the nearest, halves up.
    pub(super) fn tenths(self) -> i128 {
        round_half_away(self.numer * 10, self.denom)
    }

    /// The nearest f64, for pictures and draws.
    #[must_use]
    pub fn to_f64(self) -> f64 {
        self.numer as f64 / self.denom as f64
    }
}

/// Tenths of a point as a quantity.
pub(super) fn tenths(tenths: i128) -> Quantity {
    let millionths = u64::try_from(tenths * Quantity::SCALE / 10).unwrap_or(0);
    Quantity::new(millionths).unwrap_or(Quantity::MAX)
}

impl Ord for Mark {
    fn cmp(&self, other: &Mark) -> Ordering {
        (self.numer * other.denom).cmp(&(other.numer * self.denom))
    }
}

impl PartialOrd for Mark {
    fn partial_cmp(&self, other: &Mark) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Mark {
    fn eq(&self, other: &Mark) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Mark {}

impl fmt::Debug for Mark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.numer, self.denom)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn compares_exactly() {
        let mark = |numer, denom| Mark::new(numer, denom).unwrap();
        assert_eq!(mark(1, 3), mark(2, 6));
        assert!(mark(10_000_000_000_000_001, 300_000_000_000_000) > mark(100, 3));
        let least = mark(1, 40_000_000_000_000_000);
        assert!(Mark::ZERO < least && least < mark(1, 39_999_999_999_999_999));
    }

    #[test]
    fn is_shown_to_the_nearest_tenth() {
        let shown = |numer, denom| Mark::new(numer, denom).unwrap().shown().to_f64();
        assert!((shown(125, 2) - 62.5).abs() < 1e-9);
        assert!((shown(200, 3) - 66.7).abs() < 1e-9);
        assert!((shown(1, 20) - 0.1).abs() < 1e-9);
        assert_eq!(Mark::new(1, 0), None);
    }
}
