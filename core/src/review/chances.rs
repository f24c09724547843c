use super::beta::Pert;
use super::{Decision, Thresholds};
use crate::probability::Chance;
use crate::value::{Hours, Money, Quantity, Range};

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
        let [invest, renegotiate, phase_out] = [invest, renegotiate, phase_out].map(Chance::new);
        Some(Chances { invest, renegotiate, phase_out })
    }
}
