use std::cmp::Ordering;

use crate::value::{Id, Rate};

/// How often each partner came first in draws of everything that is uncertain. The seed and the number of draws go with
/// the figures: the same scorecard, seed and number give the same chances.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chances {
    seed: u64,
    draws: u32,
    /// By partner id, each once; their sum fits.
    credits: Vec<(Id, u64)>,
}

/// A share of draws, exact: chances of one scorecard sum to one.
#[derive(Clone, Copy, Debug)]
pub struct Chance {
    credit: u64,
    of: u64,
}

impl Chances {
    /// The chances that [`Chances::credits`] tells of, such as those that were drawn elsewhere.
    #[must_use]
    pub fn new(seed: u64, draws: u32, credits: &[(Id, u64)]) -> Chances {
        let mut sum = 0_u64;
        let mut by_id = std::collections::BTreeMap::new();
        for &(partner, credit) in credits {
            let credit = credit.min(u64::MAX - sum);
            sum += credit;
            *by_id.entry(partner).or_insert(0) += credit;
        }
        Chances { seed, draws, credits: by_id.into_iter().collect() }
    }

    /// What each partner has of the draws, in a unit that only compares with that of the others, by partner id.
    #[must_use]
    pub fn credits(&self) -> &[(Id, u64)] {
        &self.credits
    }

    /// The seed of the draws.
    #[must_use]
    pub const fn seed(&self) -> u64 {
        self.seed
    }

    /// How many draws there were.
    #[must_use]
    pub const fn draws(&self) -> u32 {
        self.draws
    }

    /// The chance that a partner is first. Partners that are first together share the draw.
    #[must_use]
    pub fn of(&self, partner: Id) -> Chance {
        let place = self.credits.binary_search_by_key(&partner, |&(id, _)| id).ok();
        let credit = place.and_then(|place| self.credits.get(place)).map_or(0, |&(_, credit)| credit);
        Chance { credit, of: self.total() }
    }

    /// Every partner's chance, by partner id.
    pub fn iter(&self) -> impl Iterator<Item = (Id, Chance)> {
        let of = self.total();
        self.credits.iter().map(move |&(id, credit)| (id, Chance { credit, of }))
    }

    fn total(&self) -> u64 {
        self.credits.iter().map(|&(_, credit)| credit).sum()
    }
}

impl Chance {
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

#[cfg(test)]
mod tests {
    use super::*;

    const A: Id = Id::from_u128(1);
    const B: Id = Id::from_u128(2);

    #[test]
    fn credits_become_chances_that_compare_exactly() {
        let chances = Chances::new(7, 10, &[(B, 9), (A, 1)]);
        assert_eq!((chances.seed(), chances.draws(), chances.credits()), (7, 10, [(A, 1), (B, 9)].as_slice()));
        assert_eq!((chances.of(B).fraction(), chances.of(B).rate()), ((9, 10), Rate::percent(90)));
        assert!(chances.of(B).is_at_least(Rate::percent(90)) && chances.of(B) > chances.of(A));
        assert!(!Chances::new(7, 10, &[(A, 899_999), (B, 100_001)]).of(A).is_at_least(Rate::percent(90)));
        assert_eq!(chances.of(A), Chances::new(8, 20, &[(A, 2), (B, 18)]).of(A));
        assert_eq!(chances.iter().map(|(_, chance)| chance.fraction().0).sum::<u64>(), 10);
    }

    #[test]
    fn credits_that_cannot_be_right_still_add_up() {
        let chances = Chances::new(7, 10, &[(A, 3), (A, 4), (B, u64::MAX)]);
        assert_eq!(chances.of(A).fraction(), (7, u64::MAX));
        assert_eq!(Chances::new(7, 0, &[]).of(A).fraction(), (0, 0));
    }
}
