use std::fmt;
use std::iter;

use super::apportion::Split;
use crate::value::{Id, Money};

/// What each group of the parties would earn on its own, from which the Shapley value says what each party adds.
///
/// A coalition whose worth nobody stated earns its best partition into coalitions whose worth is stated; a single party
/// of unstated worth earns nothing. Every worth is in the range of money.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Coalitions {
    parties: Vec<Id>,
    /// The stated worth of each set of members; the first, of nobody, is never stated.
    stated: Vec<Option<Money>>,
    /// The best that each set of members earns in any partition into stated coalitions, itself included.
    best: Vec<Money>,
}

/// A set of parties: bit n stands for the party in place n.
type Members = u16;

/// Some parties and what they earn together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CoalitionWorth {
    /// Who is in it.
    pub members: Vec<Id>,
    /// What they earn.
    pub worth: Money,
}

/// Why coalitions cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CoalitionError {
    /// Nobody takes part.
    NoParty,
    /// More than [`Coalitions::MOST_PARTIES`] take part.
    TooManyParties {
        /// How many.
        count: usize,
    },
    /// A party is named twice, among all or in one coalition.
    PartyTwice {
        /// Which party.
        party: Id,
    },
    /// A coalition has a member that does not take part.
    Stranger {
        /// Which member.
        party: Id,
    },
    /// A coalition has no member.
    NoMember,
    /// The worth of a coalition is stated twice.
    CoalitionTwice {
        /// Its members.
        members: Vec<Id>,
    },
    /// What some coalitions earn side by side passes the bound of money.
    TooLarge,
}

impl fmt::Display for CoalitionError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            CoalitionError::NoParty => f.write_str("a split needs at least one party"),
            CoalitionError::TooManyParties { count } => {
                write!(f, "at most {} parties can be compared; these are {count}", Coalitions::MOST_PARTIES)
            }
            CoalitionError::PartyTwice { party } => write!(f, "the party {party} is named twice"),
            CoalitionError::Stranger { party } => write!(f, "{party} is in a group but not among the parties"),
            CoalitionError::NoMember => f.write_str("a group needs at least one member"),
            CoalitionError::CoalitionTwice { members } => {
                f.write_str("one group is listed twice:")?;
                members.iter().try_for_each(|member| write!(f, " {member}"))
            }
            CoalitionError::TooLarge => f.write_str("what the groups earn is too large to add up exactly"),
        }
    }
}

impl std::error::Error for CoalitionError {}

/// A reason to doubt what was stated, or to expect that somebody leaves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Concern {
    /// Some parties earn less together than apart (their worth is not superadditive).
    WeakerTogether {
        /// Who.
        members: Vec<Id>,
        /// What they are stated to earn together.
        together: Money,
        /// What the best partition of them earns.
        apart: Money,
    },
    /// A party would earn more alone than it is paid (the pay is not individually rational).
    BetterAlone {
        /// Who.
        party: Id,
        /// What the party earns alone.
        alone: Money,
        /// What the party is paid.
        paid: Money,
    },
}

impl Coalitions {
    /// The most parties for which the value is computed: 2^12 coalitions.
    pub const MOST_PARTIES: usize = 12;

    /// The worth of every coalition of `parties`, from those that are stated.
    ///
    /// # Errors
    /// [`CoalitionError`] for no parties or too many, a name given twice, a coalition that is empty, listed twice or has
    /// a stranger in it, and for sums past the bound of money.
    pub fn new(parties: Vec<Id>, stated: &[CoalitionWorth]) -> Result<Coalitions, CoalitionError> {
        if parties.is_empty() {
            return Err(CoalitionError::NoParty);
        }
        if parties.len() > Self::MOST_PARTIES {
            return Err(CoalitionError::TooManyParties { count: parties.len() });
        }
        members_among(&parties, &parties)?;
        let mut coalitions = Coalitions { stated: vec![None; 1 << parties.len()], best: Vec::new(), parties };
        for CoalitionWorth { members, worth } in stated {
            let set = members_among(&coalitions.parties, members)?;
            match coalitions.stated.get_mut(usize::from(set)) {
                _ if set == 0 => return Err(CoalitionError::NoMember),
                Some(slot @ None) => *slot = Some(*worth),
                _ => return Err(CoalitionError::CoalitionTwice { members: members.clone() }),
            }
        }
        coalitions.find_best()?;
        Ok(coalitions)
    }

    /// Who takes part, in the order given.
    #[must_use]
    pub fn parties(&self) -> &[Id] {
        &self.parties
    }

    /// The coalitions whose worth was stated.
    pub fn stated(&self) -> impl Iterator<Item = CoalitionWorth> {
        (0..)
            .zip(&self.stated)
            .filter_map(|(set, worth)| worth.map(|worth| CoalitionWorth { members: self.members(set), worth }))
    }

    /// What `members` earn together, stated or not.
    ///
    /// # Errors
    /// [`CoalitionError`] for a member named twice or who does not take part.
    pub fn worth(&self, members: &[Id]) -> Result<Money, CoalitionError> {
        members_among(&self.parties, members).map(|set| self.worth_of(set))
    }

    /// The Shapley value φ of each party as the whole number n! · φ, exactly, in the order of the parties: what the party
    /// adds to those before it, summed over the n! orders in which the parties could join. They total n! times what all
    /// earn together, and are the stakes by which a pool splits.
    ///
    /// n! · φᵢ = Σ |S|! (n − |S| − 1)! (v(S ∪ i) − v(S)) over the coalitions S without i (Shapley, "A value for n-person
    /// games", 1953).
    #[must_use]
    pub fn shapley(&self) -> Vec<(Id, i128)> {
        let count = self.parties.len();
        let seats = iter::successors(Some(1), |seat: &Members| Some(seat << 1));
        self.parties
            .iter()
            .zip(seats)
            .map(|(&party, seat)| {
                let others = self.everyone() ^ seat;
                let adds = |size: usize| -> i128 {
                    subsets(others)
                        .filter(|set| set.count_ones() as usize == size)
                        .map(|set| self.worth_of(set | seat).wide() - self.worth_of(set).wide())
                        .sum()
                };
                (party, (0..count).map(|size| factorial(size) * factorial(count - size - 1) * adds(size)).sum())
            })
            .collect()
    }

    /// What speaks against the stated figures, and against `pay` for these parties: coalitions that earn less together
    /// than apart, then parties that would earn more alone.
    #[must_use]
    pub fn concerns(&self, pay: &Split) -> Vec<Concern> {
        let weaker = self.sets().filter_map(|set| {
            let (together, apart) = (self.worth_of(set), self.best_of(set));
            (together < apart).then(|| Concern::WeakerTogether { members: self.members(set), together, apart })
        });
        let lonely = self.sets().filter(|set| set.is_power_of_two()).zip(&self.parties).filter_map(|(set, &party)| {
            let (alone, paid) = (self.worth_of(set), pay.of(party));
            (alone > paid).then_some(Concern::BetterAlone { party, alone, paid })
        });
        weaker.chain(lonely).collect()
    }

    fn everyone(&self) -> Members {
        Members::MAX >> (Members::BITS as usize - self.parties.len())
    }

    /// Every coalition, each after all that lie within it.
    fn sets(&self) -> impl Iterator<Item = Members> + use<> {
        1..=self.everyone()
    }

    fn members(&self, set: Members) -> Vec<Id> {
        let seats = iter::successors(Some(1), |seat: &Members| Some(seat << 1));
        self.parties.iter().zip(seats).filter(|&(_, seat)| set & seat != 0).map(|(&party, _)| party).collect()
    }

    fn stated_of(&self, set: Members) -> Option<Money> {
        self.stated.get(usize::from(set)).copied().flatten()
    }

    fn best_of(&self, set: Members) -> Money {
        self.best.get(usize::from(set)).copied().unwrap_or_default()
    }

    fn worth_of(&self, set: Members) -> Money {
        self.stated_of(set).unwrap_or_else(|| self.best_of(set))
    }

    /// Fills in `best`, smaller sets first. Some block of a partition holds the first member: whichever it is, the others
    /// then do their best.
    fn find_best(&mut self) -> Result<(), CoalitionError> {
        self.best = vec![Money::ZERO];
        for set in self.sets() {
            let first = set & set.wrapping_neg();
            let best = subsets(set ^ first)
                .filter_map(|others| {
                    let block = set ^ others;
                    let unstated = (block == first).then_some(Money::ZERO);
                    let worth = self.stated_of(block).or(unstated)?;
                    Some(worth.wide() + self.best_of(others).wide())
                })
                .max()
                .unwrap_or_default();
            self.best.push(Money::rounded(best, 1).map_err(|_| CoalitionError::TooLarge)?);
        }
        Ok(())
    }
}

/// `members` as a set of places among `parties`.
fn members_among(parties: &[Id], members: &[Id]) -> Result<Members, CoalitionError> {
    members.iter().try_fold(0, |set, &party| {
        let place = parties.iter().position(|&other| other == party).ok_or(CoalitionError::Stranger { party })?;
        if set & (1 << place) == 0 { Ok(set | 1 << place) } else { Err(CoalitionError::PartyTwice { party }) }
    })
}

/// Every subset of `set`, from the empty one to itself.
fn subsets(set: Members) -> impl Iterator<Item = Members> {
    iter::successors(Some(0), move |&subset| (subset != set).then(|| (subset | !set).wrapping_add(1) & set))
}

fn factorial(count: usize) -> i128 {
    (1..=count as i128).product()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::split::apportion;

    const A: Id = Id::from_u128(1);
    const B: Id = Id::from_u128(2);
    const C: Id = Id::from_u128(3);

    fn worth(members: &[Id], minor: i64) -> CoalitionWorth {
        CoalitionWorth { members: members.to_vec(), worth: Money::new(minor).unwrap() }
    }

    fn three(stated: &[(&[Id], i64)]) -> Coalitions {
        let stated: Vec<_> = stated.iter().map(|(members, minor)| worth(members, *minor)).collect();
        Coalitions::new(vec![A, B, C], &stated).unwrap()
    }

    const PUBLISHED: [(&[Id], i64); 7] =
        [(&[A], 68), (&[B], 102), (&[C], 0), (&[A, B], 170), (&[A, C], 710), (&[B, C], 762), (&[A, B, C], 992)];

    fn values(coalitions: &Coalitions) -> Vec<i128> {
        coalitions.shapley().into_iter().map(|(_, value)| value).collect()
    }

    #[test]
    fn each_party_is_paid_what_it_adds() {
        let coalitions = three(&PUBLISHED);
        assert_eq!(values(&coalitions), [229 * 6, 272 * 6, 491 * 6]);
        let pay = apportion(Money::new(992).unwrap(), &coalitions.shapley()).unwrap();
        assert_eq!(pay.parts().iter().map(|part| part.amount.minor()).collect::<Vec<_>>(), [229, 272, 491]);
        assert_eq!(coalitions.concerns(&pay), []);
    }

    #[test]
    fn an_unstated_coalition_earns_its_best_partition() {
        let coalitions = three(&[(&[A], 10), (&[B], 20), (&[C], 5), (&[B, C], 40)]);
        let earns = |members: &[Id]| coalitions.worth(members).unwrap().minor();
        assert_eq!((earns(&[A, B]), earns(&[A, C]), earns(&[A, B, C]), earns(&[])), (30, 15, 50, 0));
        // What is stated stands even where apart is better, but it does not hold a larger coalition back.
        let coalitions = three(&[(&[A], 10), (&[B], 20), (&[A, B], 25)]);
        let earns = |members: &[Id]| coalitions.worth(members).unwrap().minor();
        assert_eq!((earns(&[A, B]), earns(&[C]), earns(&[A, B, C])), (25, 0, 30));
    }

    #[test]
    fn says_who_earns_more_apart() {
        let coalitions = three(&[(&[A], 60), (&[B], 50), (&[A, B], 100), (&[A, B, C], 120)]);
        // What each adds in the orders ABC, ACB, BAC, BCA, CAB, CBA.
        let adds = [60 + 60 + 50 + 70 + 60 + 70, 40 + 60 + 50 + 50 + 60 + 50, 20 + 20];
        assert_eq!(values(&coalitions), adds);
        let money = |minor| Money::new(minor).unwrap();
        let pay = apportion(money(60), &coalitions.shapley()).unwrap();
        // 60 × 370/720 = 30.83…, 60 × 310/720 = 25.83…
        assert_eq!(
            coalitions.concerns(&pay),
            [
                Concern::WeakerTogether { members: vec![A, B], together: money(100), apart: money(110) },
                Concern::BetterAlone { party: A, alone: money(60), paid: money(31) },
                Concern::BetterAlone { party: B, alone: money(50), paid: money(26) },
            ]
        );
    }

    #[test]
    fn being_paid_what_one_earns_alone_is_no_concern() {
        let coalitions = three(&[(&[A], 10), (&[A, B, C], 10)]);
        let pay = apportion(Money::new(10).unwrap(), &coalitions.shapley()).unwrap();
        assert_eq!((pay.of(A).minor(), coalitions.concerns(&pay)), (10, vec![]));
    }

    #[test]
    fn a_party_that_costs_money_has_a_negative_value() {
        let coalitions = three(&[(&[A], 100), (&[A, B, C], 70), (&[A, B], 100), (&[A, C], 70)]);
        assert_eq!(values(&coalitions), [85 * 6, 0, -15 * 6]);
    }

    #[test]
    fn refuses_what_is_not_a_list_of_coalitions() {
        let refusal = |parties: &[Id], stated: &[CoalitionWorth]| Coalitions::new(parties.to_vec(), stated).err();
        assert_eq!(refusal(&[], &[]), Some(CoalitionError::NoParty));
        let crowd: Vec<_> = (1..=13).map(Id::from_u128).collect();
        assert_eq!(refusal(&crowd, &[]), Some(CoalitionError::TooManyParties { count: 13 }));
        assert_eq!(refusal(&[A, A], &[]), Some(CoalitionError::PartyTwice { party: A }));
        assert_eq!(refusal(&[A, B], &[worth(&[B, B], 1)]), Some(CoalitionError::PartyTwice { party: B }));
        assert_eq!(refusal(&[A, B], &[worth(&[C], 1)]), Some(CoalitionError::Stranger { party: C }));
        assert_eq!(refusal(&[A, B], &[worth(&[], 1)]), Some(CoalitionError::NoMember));
        let twice = [worth(&[A, B], 1), worth(&[B, A], 1)];
        assert_eq!(refusal(&[A, B], &twice), Some(CoalitionError::CoalitionTwice { members: vec![B, A] }));
        let vast = [worth(&[A], Money::MAX.minor()), worth(&[B], 1)];
        assert_eq!(refusal(&[A, B], &vast), Some(CoalitionError::TooLarge));
    }

    #[test]
    fn what_was_stated_can_be_read_back() {
        let coalitions = three(&PUBLISHED);
        let stated: Vec<_> = coalitions.stated().collect();
        assert_eq!(stated.len(), 7);
        assert_eq!(Coalitions::new(vec![A, B, C], &stated), Ok(coalitions));
    }

    #[test]
    fn twelve_parties_share_alike_what_only_all_of_them_earn() {
        let parties: Vec<_> = (1..=12).map(Id::from_u128).collect();
        let all = CoalitionWorth { members: parties.clone(), worth: Money::MAX };
        let coalitions = Coalitions::new(parties, &[all]).unwrap();
        let eleven_factorial = 39_916_800;
        assert_eq!(values(&coalitions), [eleven_factorial * Money::MAX.wide(); 12]);
    }
}
