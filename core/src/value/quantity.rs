use std::fmt;

use super::OutOfRange;

/// A number of things that may be fractional: introductions a year, the weight of an hour. From 0 to 1,000,000,
/// exact to a millionth.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Quantity(u64);

impl Quantity {
    /// None.
    pub const ZERO: Quantity = Quantity(0);
    /// One.
    pub const ONE: Quantity = Quantity(1_000_000);
    /// Millionths in one.
    pub const SCALE: i128 = 1_000_000;
    /// The largest quantity, a million.
    pub const MAX: Quantity = Quantity(1_000_000_000_000);

    /// A quantity in millionths.
    ///
    /// # Errors
    /// [`OutOfRange`] above a million.
    pub const fn new(millionths: u64) -> Result<Quantity, OutOfRange> {
        if millionths > Self::MAX.0 { Err(OutOfRange) } else { Ok(Quantity(millionths)) }
    }

    /// A whole number of things.
    #[must_use]
    pub const fn whole(count: u32) -> Quantity {
        let millionths = count as u64 * Self::ONE.0;
        if millionths > Self::MAX.0 { Self::MAX } else { Quantity(millionths) }
    }

    /// The median of sorted counts, halfway between the middle two where they are even in number; none of none, nor above
    /// a million.
    #[must_use]
    pub fn median(sorted: &[u32]) -> Option<Quantity> {
        let (low, high) = (sorted.get(sorted.len().checked_sub(1)? / 2)?, sorted.get(sorted.len() / 2)?);
        Quantity::new((u64::from(*low) + u64::from(*high)) * Quantity::ONE.0 / 2).ok()
    }

    /// Millionths.
    #[must_use]
    pub const fn millionths(self) -> u64 {
        self.0
    }

    /// Millionths, wide enough to multiply without overflow.
    #[must_use]
    pub const fn wide(self) -> i128 {
        self.0 as i128
    }

    /// The nearest f64, for pictures and sentences only.
    #[must_use]
    pub fn to_f64(self) -> f64 {
        self.0 as f64 / 1e6
    }
}

impl fmt::Debug for Quantity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.to_f64())
    }
}
