use std::fmt;

/// What a quantity plausibly is: low ≤ likely ≤ high. All three equal means certain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Range<T> {
    low: T,
    likely: T,
    high: T,
}

/// A value of a range.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Position {
    /// The low end.
    Low,
    /// The likely value.
    Likely,
    /// The high end.
    High,
}

/// Three numbers that are in no order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RangeError {
    /// The low end is above the likely value.
    LowAboveLikely,
    /// The likely value is above the high end.
    LikelyAboveHigh,
}

impl fmt::Display for RangeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            RangeError::LowAboveLikely => "the low end is above the usual value",
            RangeError::LikelyAboveHigh => "the usual value is above the high end",
        })
    }
}

impl std::error::Error for RangeError {}

impl<T: Copy + Ord> Range<T> {
    /// The range from `low` to `high` around `likely`.
    ///
    /// # Errors
    /// [`RangeError`] unless low ≤ likely ≤ high.
    pub fn new(low: T, likely: T, high: T) -> Result<Range<T>, RangeError> {
        if low > likely {
            Err(RangeError::LowAboveLikely)
        } else if likely > high {
            Err(RangeError::LikelyAboveHigh)
        } else {
            Ok(Range { low, likely, high })
        }
    }

    /// A value known for sure.
    #[must_use]
    pub fn certain(value: T) -> Range<T> {
        Range { low: value, likely: value, high: value }
    }

    /// The range around `likely` that reaches to `low` and `high` where they lie on their sides of it, and stops at
    /// `likely` where they do not.
    #[must_use]
    pub fn around(low: T, likely: T, high: T) -> Range<T> {
        Range { low: low.min(likely), likely, high: high.max(likely) }
    }

    /// The low end.
    #[must_use]
    pub fn low(&self) -> T {
        self.low
    }

    /// The likely value.
    #[must_use]
    pub fn likely(&self) -> T {
        self.likely
    }

    /// The high end.
    #[must_use]
    pub fn high(&self) -> T {
        self.high
    }

    /// The value at a position.
    #[must_use]
    pub fn at(&self, position: Position) -> T {
        match position {
            Position::Low => self.low,
            Position::Likely => self.likely,
            Position::High => self.high,
        }
    }

    /// The range of what follows from the values, where it rises with them.
    #[must_use]
    pub fn map<U: Copy + Ord>(&self, rising: impl Fn(T) -> U) -> Range<U> {
        Range::around(rising(self.low), rising(self.likely), rising(self.high))
    }

    /// Whether the value is known for sure.
    #[must_use]
    pub fn is_certain(&self) -> bool {
        self.low == self.high
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_from_low_over_likely_to_high() {
        assert!(Range::new(1, 2, 3).is_ok());
        assert_eq!(Range::new(3, 2, 4), Err(RangeError::LowAboveLikely));
        assert_eq!(Range::new(1, 5, 4), Err(RangeError::LikelyAboveHigh));
        assert!(Range::certain(7).is_certain());
    }
}
