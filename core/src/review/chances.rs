use super::beta::Pert;
use super::{Decision, Thresholds};
use crate::value::{Hours, Money, Quantity, Range, Rate};

/// How likely something is: a finite number from 0 to 1.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub struct Chance(f64);

impl Chance {
    /// It cannot be.
    pub const NONE: Chance = Chance(0.0);
    /// It cannot be otherwise.
    pub const CERTAIN: Chance = Chance(1.0);

    /// The chance as a number from 0 to 1.
    #[must_use]
    pub const fn get(self) -> f64 {
        self.0
    }

    /// The chance to the nearest part per million, for showing.
    #[must_use]
    pub fn rate(self) -> Rate {
        // From 0 to 1, so the cast neither truncates nor wraps.
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        Rate::new((self.0 * 1e6).round() as u32).unwrap_or(Rate::FULL)
    }

    /// Whether it is likelier than its opposite.
    #[must_use]
    pub fn is_likely(self) -> bool {
        self.0 > 0.5
    }
}

/// The chance of each decision, given that strategic value may lie anywhere in its range. They sum to one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Chances {
    invest: Chance,
    renegotiate: Chance,
    phase_out: Chance,
}

impl Chances {
    /// The chance of one decision.
    #[must_use]
    pub const fn of(&self, decision: Decision) -> Chance {
        match decision {
            Decision::Invest => self.invest,
            Decision::Renegotiate => self.renegotiate,
            Decision::PhaseOut => self.phase_out,
        }
    }

    /// The decision is what it is whatever happens.
    pub(super) fn certain(decision: Decision) -> Chances {
        let chance = |other| if other == decision { Chance::CERTAIN } else { Chance::NONE };
        let [invest, renegotiate, phase_out] = Decision::ALL.map(chance);
        Chances { invest, renegotiate, phase_out }
    }

    /// The chances of a partnership whose strategic value lies in `strategic`, with `investment` in seconds of an hour
    /// of a minor unit; none when the strategic value is certain.
    pub(super) fn over(
        strategic: Range<Money>,
        revenue: Money,
        investment: i128,
        thresholds: &Thresholds,
    ) -> Option<Chances> {
        let pert = Pert::over(strategic)?;
        // A minor unit in parts in which investment × threshold is whole.
        const PARTS: i128 = Hours::SCALE * Quantity::SCALE;
        let whole = (strategic.high().wide() - strategic.low().wide()) * PARTS;
        let at = |threshold: Quantity| {
            // The strategic value at which the ratio reaches the threshold, from the low end on.
            let part = threshold.wide() * investment - (revenue.wide() + strategic.low().wide()) * PARTS;
            pert.tails(part, whole)
        };
        let (invest, phase_out) = (at(thresholds.invest()).above, at(thresholds.renegotiate()).below);
        // Rounding can bring the two an ulp past one together.
        let renegotiate = (1.0 - invest - phase_out).max(0.0);
        let [invest, renegotiate, phase_out] = [invest, renegotiate, phase_out].map(Chance);
        Some(Chances { invest, renegotiate, phase_out })
    }
}
