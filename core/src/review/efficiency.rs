use num_rational::Ratio;

use crate::value::{Quantity, round_half_away};

/// A partnership efficiency ratio, exact: what a partnership brings for each unit that it takes. It can lie below zero,
/// and compares unrounded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Efficiency(Ratio<i128>);

impl Efficiency {
    /// The most decimals that [`Efficiency::rounded`] gives.
    pub const MOST_DECIMALS: u8 = 6;

    /// `value` for `investment`, in equal parts of a minor unit; no figure unless something was invested. Both stay
    /// below 2^84, so that nothing here can overflow.
    pub(super) fn new(value: i128, investment: i128) -> Option<Efficiency> {
        (investment > 0).then(|| Efficiency(Ratio::new(value, investment)))
    }

    /// Whether the ratio is at least `threshold`, compared exactly.
    #[must_use]
    pub fn reaches(self, threshold: Quantity) -> bool {
        self.0.numer() * Quantity::SCALE >= threshold.wide() * self.0.denom()
    }

    /// Whether the partnership costs more than it brings: below 1, negative or not.
    #[must_use]
    pub fn costs_more_than_it_brings(self) -> bool {
        self.0.numer() < self.0.denom()
    }

    /// Whether the partnership brings less than nothing, as refunds can make it.
    #[must_use]
    pub fn is_negative(self) -> bool {
        *self.0.numer() < 0
    }

    /// The ratio times 10^`decimals`, to the nearest whole number, halves away from zero; at most
    /// [`Efficiency::MOST_DECIMALS`] decimals. For showing only.
    #[must_use]
    pub fn rounded(self, decimals: u8) -> i128 {
        let scale = 10_i128.pow(decimals.min(Self::MOST_DECIMALS).into());
        round_half_away(self.0.numer() * scale, *self.0.denom())
    }

    /// The nearest f64, always finite, for pictures and reports only.
    #[must_use]
    pub fn to_f64(self) -> f64 {
        *self.0.numer() as f64 / *self.0.denom() as f64
    }
}

/// What to do with a partnership, the best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Decision {
    /// Put more into it.
    Invest,
    /// Ask for other terms or for less upkeep.
    Renegotiate,
    /// End it.
    PhaseOut,
}

impl Decision {
    /// Every decision, the best first.
    pub const ALL: [Decision; 3] = [Decision::Invest, Decision::Renegotiate, Decision::PhaseOut];
}

/// What a review says, in the order in which partnerships are ranked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Judgement {
    /// The ratio decides.
    Decided(Decision),
    /// Too little was invested to judge by.
    TooLittle,
    /// Nothing was invested, or more came back than went in: there is no ratio.
    NoInvestment,
}

impl Judgement {
    /// Every judgement, in the order in which partnerships are ranked.
    pub const ALL: [Judgement; 5] = [
        Judgement::Decided(Decision::Invest),
        Judgement::Decided(Decision::Renegotiate),
        Judgement::Decided(Decision::PhaseOut),
        Judgement::TooLittle,
        Judgement::NoInvestment,
    ];

    /// The decision, if there is one.
    #[must_use]
    pub const fn decision(self) -> Option<Decision> {
        match self {
            Judgement::Decided(decision) => Some(decision),
            Judgement::TooLittle | Judgement::NoInvestment => None,
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn compares_unrounded() {
        let five = Quantity::whole(5);
        let near = 1_i128 << 80;
        for (value, investment, reaches) in [(5, 1, true), (5 * near - 1, near, false), (5 * near + 1, near, true)] {
            assert_eq!(Efficiency::new(value, investment).unwrap().reaches(five), reaches, "{value}/{investment}");
        }
        assert_eq!(Efficiency::new(10, 4), Efficiency::new(5, 2));
        assert!(Efficiency::new(near - 1, near) < Efficiency::new(near, near + 1));
    }

    #[test]
    fn below_one_costs_more_than_it_brings_and_below_zero_is_negative() {
        for (value, costs, negative) in [(101, false, false), (100, false, false), (99, true, false), (-1, true, true)]
        {
            let efficiency = Efficiency::new(value, 100).unwrap();
            assert_eq!(
                (efficiency.costs_more_than_it_brings(), efficiency.is_negative()),
                (costs, negative),
                "{value}"
            );
        }
        assert!(!Efficiency::new(0, 100).unwrap().is_negative());
    }

    #[test]
    fn without_investment_there_is_no_figure() {
        assert_eq!((Efficiency::new(5, 0), Efficiency::new(5, -1)), (None, None));
    }

    #[test]
    fn rounds_for_showing_only() {
        let third = Efficiency::new(-2, 3).unwrap();
        assert_eq!([0, 2, 6, 9].map(|decimals| third.rounded(decimals)), [-1, -67, -666_667, -666_667]);
    }
}
