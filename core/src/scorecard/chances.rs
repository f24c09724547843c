use crate::value::{Chance, Id};

/// How often each partner came first in draws of everything that is uncertain. The seed and the number of draws go with
/// the figures: the same scorecard, seed and number give the same chances.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chances {
    seed: u64,
    draws: u32,
    /// By partner id, each once; their sum fits.
    credits: Vec<(Id, u64)>,
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
        Chance::new(credit, self.total())
    }

    /// Every partner's chance, by partner id.
    pub fn iter(&self) -> impl Iterator<Item = (Id, Chance)> {
        let of = self.total();
        self.credits.iter().map(move |&(id, credit)| (id, Chance::new(credit, of)))
    }

    fn total(&self) -> u64 {
        self.credits.iter().map(|&(_, credit)| credit).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::Rate;

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
