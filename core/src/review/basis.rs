use std::fmt;

use super::{Decision, Efficiency, Trailing};
use crate::value::{Hours, Money, Quantity};

/// From which ratio to invest and from which to renegotiate. Both are above zero, and investing asks for more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Thresholds {
    invest: Quantity,
    renegotiate: Quantity,
}

/// Why two ratios are no thresholds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ThresholdsError {
    /// The one for renegotiating is zero.
    NotPositive,
    /// The one for investing is not above the one for renegotiating.
    NotOrdered,
}

impl fmt::Display for ThresholdsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            ThresholdsError::NotPositive => "renegotiating starts above zero",
            ThresholdsError::NotOrdered => "investing starts above where renegotiating does",
        })
    }
}

impl std::error::Error for ThresholdsError {}

impl Thresholds {
    /// Invest from 5, renegotiate from 2: chosen between the ratios of the guide's case, 8.2, 3.1 and 1.8. A default of
    /// ours.
    pub const USUAL: Thresholds = Thresholds { invest: Quantity::whole(5), renegotiate: Quantity::whole(2) };

    /// Thresholds of the user's own.
    ///
    /// # Errors
    /// [`ThresholdsError`] unless 0 < renegotiate < invest.
    pub fn new(invest: Quantity, renegotiate: Quantity) -> Result<Thresholds, ThresholdsError> {
        if renegotiate == Quantity::ZERO {
            Err(ThresholdsError::NotPositive)
        } else if invest <= renegotiate {
            Err(ThresholdsError::NotOrdered)
        } else {
            Ok(Thresholds { invest, renegotiate })
        }
    }

    /// The ratio from which to invest.
    #[must_use]
    pub const fn invest(&self) -> Quantity {
        self.invest
    }

    /// The ratio from which to renegotiate.
    #[must_use]
    pub const fn renegotiate(&self) -> Quantity {
        self.renegotiate
    }

    /// What to do at this ratio: exactly at a threshold, what starts there.
    #[must_use]
    pub fn decide(&self, efficiency: Efficiency) -> Decision {
        if efficiency.reaches(self.invest) {
            Decision::Invest
        } else if efficiency.reaches(self.renegotiate) {
            Decision::Renegotiate
        } else {
            Decision::PhaseOut
        }
    }
}

/// How every partnership of a portfolio is judged: the same hour, months and thresholds for all, since ratios compare
/// only then.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Basis {
    hourly: Money,
    trailing: Trailing,
    thresholds: Thresholds,
    fewest: Hours,
    payouts_count: bool,
}

/// Why partnerships cannot be judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BasisError {
    /// Your hour is worth nothing or less.
    HourlyNotPositive,
}

impl fmt::Display for BasisError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            BasisError::HourlyNotPositive => "your hour must be worth more than nothing",
        })
    }
}

impl std::error::Error for BasisError {}

impl Basis {
    /// Partnerships in which less than this much time, or its worth in money, was invested cannot be judged yet. A
    /// default of ours.
    pub const FEWEST_HOURS: Hours = Hours::hundredths(5_00);

    /// The usual way to judge: payouts count as money invested, [`Thresholds::USUAL`], [`Basis::FEWEST_HOURS`].
    ///
    /// # Errors
    /// [`BasisError::HourlyNotPositive`].
    pub fn new(hourly: Money, trailing: Trailing) -> Result<Basis, BasisError> {
        if hourly <= Money::ZERO {
            return Err(BasisError::HourlyNotPositive);
        }
        let (thresholds, fewest) = (Thresholds::USUAL, Self::FEWEST_HOURS);
        Ok(Basis { hourly, trailing, thresholds, fewest, payouts_count: true })
    }

    /// The same, with other thresholds.
    #[must_use]
    pub const fn deciding_at(self, thresholds: Thresholds) -> Basis {
        Basis { thresholds, ..self }
    }

    /// The same, judging from another time invested on.
    #[must_use]
    pub const fn judging_from(self, fewest: Hours) -> Basis {
        Basis { fewest, ..self }
    }

    /// The same, with payouts counted as money invested, or left out.
    #[must_use]
    pub const fn counting_payouts(self, payouts_count: bool) -> Basis {
        Basis { payouts_count, ..self }
    }

    /// What an hour of yours is worth.
    #[must_use]
    pub const fn hourly(&self) -> Money {
        self.hourly
    }

    /// The months under review.
    #[must_use]
    pub const fn trailing(&self) -> Trailing {
        self.trailing
    }

    /// The thresholds.
    #[must_use]
    pub const fn thresholds(&self) -> Thresholds {
        self.thresholds
    }

    /// The time from which a partnership can be judged.
    #[must_use]
    pub const fn fewest(&self) -> Hours {
        self.fewest
    }

    /// Whether payouts count as money invested.
    #[must_use]
    pub const fn payouts_count(&self) -> bool {
        self.payouts_count
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn thresholds_are_positive_and_ordered() {
        let new = |invest, renegotiate| {
            let quantity = |millionths| Quantity::new(millionths).unwrap();
            Thresholds::new(quantity(invest), quantity(renegotiate)).map(|_| ())
        };
        assert_eq!(new(5_000_000, 0), Err(ThresholdsError::NotPositive));
        assert_eq!(new(0, 0), Err(ThresholdsError::NotPositive));
        assert_eq!(new(2_000_000, 2_000_000), Err(ThresholdsError::NotOrdered));
        assert_eq!(new(2_000_000, 5_000_000), Err(ThresholdsError::NotOrdered));
        assert_eq!(new(2, 1), Ok(()));
        assert_eq!(Thresholds::new(Quantity::whole(5), Quantity::whole(2)), Ok(Thresholds::USUAL));
    }

    #[test]
    fn an_hour_is_worth_something() {
        let trailing = Trailing::from("2026-01-01".parse().unwrap(), 6).unwrap();
        for minor in [0, -1] {
            assert_eq!(Basis::new(Money::new(minor).unwrap(), trailing), Err(BasisError::HourlyNotPositive));
        }
        assert!(Basis::new(Money::new(1).unwrap(), trailing).is_ok_and(|basis| basis.payouts_count()));
    }
}
