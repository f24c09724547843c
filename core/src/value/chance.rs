use std::cmp::Ordering;

use super::Rate;

/// A share of draws, exact: chances that exclude each other and leave nothing out sum to one.
#[derive(Clone, Copy, Debug)]
pub struct Chance {
    credit: u64,
    of: u64,
}

impl Chance {
    /// `credit` of `of` draws, in whichever unit; at most all of them.
    #[must_use]
    pub(crate) const fn new(credit: u64, of: u64) -> Chance {
        Chance { credit, of }
    }

    /// The chance as (numerator, denominator); the denominator is zero where nothing was drawn.
    #[must_use]
    pub const fn fraction(self) -> (u64, u64) {
        (self.credit, self.of)
    }

    /// The chance, to the nearest part per million; nothing where nothing was drawn.
    #[must_use]
    pub fn rate(self) -> Rate {
        Rate::of_whole(self.credit.into(), self.of.into()).unwrap_or_default()
    }

    /// Whether the chance is at least this, compared exactly.
    #[must_use]
    pub fn is_at_least(self, rate: Rate) -> bool {
        self.of > 0 && i128::from(self.credit) * Rate::SCALE >= rate.wide() * i128::from(self.of)
    }
}

impl Ord for Chance {
    fn cmp(&self, other: &Chance) -> Ordering {
        // Nothing of nothing is the lowest chance: below 0 of 1 it does not matter.
        let cross = |a: &Chance, b: &Chance| u128::from(a.credit) * u128::from(b.of.max(1));
        cross(self, other).cmp(&cross(other, self))
    }
}

impl PartialOrd for Chance {
    fn partial_cmp(&self, other: &Chance) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Chance {
    fn eq(&self, other: &Chance) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Chance {}
