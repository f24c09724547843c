use super::Decided;
use crate::value::Rate;

/// How many more decided referrals would settle which of two arms has the better conversion.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Settling {
    /// So many more in each arm; none where it is settled already.
    After(u32),
    /// More than [`Settling::MOST`] in each arm: the arms are too much alike for it to matter.
    Never,
    /// Nothing is decided yet in one of the arms, so that it has no rate to go on at.
    NoRate,
}

impl Settling {
    /// More referrals than this are not looked for.
    pub const MOST: u32 = 100_000;
    /// How sure it has to be. A default of ours.
    pub const SURE: Rate = Rate::percent(95);

    /// The smallest number of further referrals, as many in each arm, after which one of them [beats](Decided::beats) the
    /// other with a chance of at least `sure`, while each is won as often as before.
    ///
    /// Optimistic by construction: rates that look apart are on average nearer to each other than they look. The further
    /// referrals are won in exact proportion, parts of a referral included, so that no rounding makes the chance jump. The
    /// number is searched by doubling and halving; one referral fewer is not enough. The chance may fall before it rises, as
    /// what is decided outweighs the even chances that all began with, but once it suffices it did not fall again in any of
    /// 4,000 random pairs of arms of up to 200.
    ///
    /// ```
    /// use concord_core::program::{Decided, Settling};
    /// let (one, other) = (Decided { won: 13, lost: 7 }, Decided { won: 8, lost: 12 });
    /// assert_eq!(Settling::of(one, other, Settling::SURE), Settling::After(3));
    /// ```
    #[must_use]
    pub fn of(one: Decided, other: Decided, sure: Rate) -> Settling {
        let is_sure = |more: u32| {
            let chance = one.beats_after(other, more).get();
            chance.max(1.0 - chance) >= f64::from(sure.ppm()) / 1e6
        };
        if one.count() == 0 || other.count() == 0 {
            return Settling::NoRate;
        }
        if is_sure(0) {
            return Settling::After(0);
        }
        let (mut too_few, mut enough) = (0, 1);
        while !is_sure(enough) {
            if enough == Settling::MOST {
                return Settling::Never;
            }
            (too_few, enough) = (enough, (2 * enough).min(Settling::MOST));
        }
        while enough - too_few > 1 {
            let middle = too_few.midpoint(enough);
            if is_sure(middle) { enough = middle } else { too_few = middle }
        }
        Settling::After(enough)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settling(arms: [u32; 4]) -> Settling {
        let [won, lost, others_won, others_lost] = arms;
        Settling::of(Decided { won, lost }, Decided { won: others_won, lost: others_lost }, Settling::SURE)
    }

    #[test]
    fn is_the_smallest_number_that_suffices() {
        for arms in [[13, 7, 8, 12], [6, 4, 4, 6], [0, 1, 1, 0], [2, 3, 1, 7], [1, 0, 96, 4], [1, 9, 30, 70]] {
            let [won, lost, others_won, others_lost] = arms;
            let (one, other) = (Decided { won, lost }, Decided { won: others_won, lost: others_lost });
            let first = (0..).find(|&more| {
                let chance = one.beats_after(other, more).get();
                chance >= 0.95 || chance <= 0.05
            });
            assert_eq!(Some(settling(arms)), first.map(Settling::After), "{arms:?}");
        }
    }

    #[test]
    fn what_is_settled_needs_no_more() {
        assert_eq!(settling([20, 0, 0, 20]), Settling::After(0));
        assert_eq!(settling([0, 20, 20, 0]), Settling::After(0));
    }

    #[test]
    fn arms_that_are_alike_never_settle() {
        assert_eq!(settling([3, 4, 3, 4]), Settling::Never);
        assert_eq!(settling([1, 1, 500, 500]), Settling::Never);
        assert_eq!(settling([5_000, 5_000, 5_001, 4_999]), Settling::Never);
    }

    #[test]
    fn an_arm_without_a_decision_has_no_rate() {
        assert_eq!(settling([0, 0, 3, 4]), Settling::NoRate);
        assert_eq!(settling([3, 4, 0, 0]), Settling::NoRate);
    }
}
