use std::fmt;

use super::{Money, OutOfRange};

/// Time worked, in whole seconds, so that hundredths of an hour and minutes are both exact. At most 1,000,000 hours.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Hours(u32);

impl Hours {
    /// No time.
    pub const ZERO: Hours = Hours(0);
    /// Seconds in an hour.
    pub const SCALE: i128 = 3_600;
    /// The longest time: a million hours.
    pub const MAX: Hours = Hours(3_600_000_000);

    /// A time in seconds.
    ///
    /// # Errors
    /// [`OutOfRange`] above a million hours.
    pub const fn new(seconds: u32) -> Result<Hours, OutOfRange> {
        if seconds > Self::MAX.0 { Err(OutOfRange) } else { Ok(Hours(seconds)) }
    }

    /// A time in hundredths of an hour, the usual unit of a time sheet.
    #[must_use]
    pub const fn hundredths(count: u16) -> Hours {
        Hours(count as u32 * 36)
    }

    /// The time in seconds.
    #[must_use]
    pub const fn seconds(self) -> u32 {
        self.0
    }

    /// The time in seconds, wide enough to multiply money without overflow.
    #[must_use]
    pub const fn wide(self) -> i128 {
        self.0 as i128
    }

    /// What the time is worth at an hourly rate, to the nearest minor unit.
    ///
    /// # Errors
    /// [`OutOfRange`] past the bound of money.
    pub fn at(self, hourly: Money) -> Result<Money, OutOfRange> {
        Money::rounded(self.wide() * hourly.wide(), Self::SCALE)
    }

    /// The nearest f64 number of hours, for pictures and sentences only.
    #[must_use]
    pub fn to_f64(self) -> f64 {
        f64::from(self.0) / 3_600.0
    }
}

impl fmt::Debug for Hours {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} h", self.to_f64())
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn minutes_and_hundredths_price_exactly() {
        let hourly = Money::new(150_00).unwrap();
        assert_eq!(Hours::hundredths(25).at(hourly).unwrap().minor(), 37_50);
        assert_eq!(Hours::new(20 * 60).unwrap().at(hourly).unwrap().minor(), 50_00);
        assert_eq!(Hours::MAX.at(Money::MAX), Err(OutOfRange));
    }
}
