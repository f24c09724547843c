use super::Source;
use crate::program::{Chance, Settling};
use crate::value::Rate;

/// Which of two sources turns more of its referrals into work, as far as the referrals can tell. The two with most decided
/// referrals are compared, whatever they came to: choosing them by their conversion would find a difference in chance alone.
#[derive(Clone, Debug, PartialEq)]
pub enum SourceVerdict<'a> {
    /// No referral was made to the user.
    Nothing,
    /// None is won or lost yet.
    NothingDecided {
        /// How many are in progress.
        open: u32,
    },
    /// Some are decided, and none of those says where it came from.
    NoneNamed {
        /// How many are decided.
        decided: u64,
    },
    /// Only one source has decided referrals.
    OnlyOne(&'a Source),
    /// Two can be compared.
    Compared(Compared<'a>),
}

/// Two sources by their conversion.
#[derive(Clone, Debug, PartialEq)]
pub struct Compared<'a> {
    /// How far the comparison can be trusted.
    pub trust: Trust,
    /// The one that looks better; of equals the one with more referrals.
    pub better: &'a Source,
    /// The other.
    pub other: &'a Source,
    /// The chance that the better one is truly better.
    pub chance: Chance,
    /// How many more decided referrals of each would settle it, each being won as often as before.
    pub settling: Settling,
}

/// How far a comparison of two conversions can be trusted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trust {
    /// Fewer than [`Compared::FEWEST`] of one of them are decided.
    TooFew,
    /// The chance is below [`Compared::LEANING`].
    TooClose,
    /// The chance is below [`Settling::SURE`].
    Leaning,
    /// The chance is at least that.
    Settled,
}

impl Trust {
    /// By the chance that what looks better truly is, unless there is too little to go by.
    #[must_use]
    pub fn of(chance: Chance, is_thin: bool) -> Trust {
        match chance.rate() {
            _ if is_thin => Trust::TooFew,
            rate if rate < Compared::LEANING => Trust::TooClose,
            rate if rate < Settling::SURE => Trust::Leaning,
            _ => Trust::Settled,
        }
    }
}

impl Compared<'_> {
    /// Below this many decided referrals a source says too little. A default of ours.
    pub const FEWEST: u32 = 10;
    /// Below this chance two sources are too close to call. A default of ours.
    pub const LEANING: Rate = Rate::percent(80);

    /// How many referrals of the two are decided.
    #[must_use]
    pub fn decided(&self) -> u64 {
        decided(self.better) + decided(self.other)
    }
}

fn decided(source: &Source) -> u64 {
    source.tally.decided().count()
}

impl<'a> SourceVerdict<'a> {
    /// What these [sources](super::Ledger::sources), which are in the order of their referrals, say.
    #[must_use]
    pub fn of(sources: &'a [Source]) -> SourceVerdict<'a> {
        if sources.iter().all(|source| source.tally.referrals() == 0) {
            return SourceVerdict::Nothing;
        }
        let all: u64 = sources.iter().map(decided).sum();
        if all == 0 {
            return SourceVerdict::NothingDecided { open: sources.iter().map(|source| source.tally.open()).sum() };
        }
        let mut named: Vec<&Source> =
            sources.iter().filter(|source| source.origin.is_some() && decided(source) > 0).collect();
        // Stable: of equally many decided ones those with more referrals stay first.
        named.sort_by_key(|source| u64::MAX - decided(source));
        match named.as_slice() {
            [] => SourceVerdict::NoneNamed { decided: all },
            [only] => SourceVerdict::OnlyOne(only),
            [first, second, ..] => SourceVerdict::Compared(compare(first, second)),
        }
    }
}

fn compare<'a>(first: &'a Source, second: &'a Source) -> Compared<'a> {
    let chance = first.tally.decided().beats(second.tally.decided());
    let is_first = chance.get() >= 0.5;
    let (better, other) = if is_first { (first, second) } else { (second, first) };
    let [one, another] = [better, other].map(|source| source.tally.decided());
    let chance = if is_first { chance } else { one.beats(another) };
    let fewest = one.count().min(another.count());
    let missing = u64::from(Compared::FEWEST).saturating_sub(fewest);
    let settling = match Settling::of(one, another, Settling::SURE) {
        // However clear it looks, so few do not settle it.
        Settling::After(more) => Settling::After(more.max(u32::try_from(missing).unwrap_or(u32::MAX))),
        never => never,
    };
    Compared { trust: Trust::of(chance, missing > 0), better, other, chance, settling }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::panic)]
    use super::super::{Origin, SourceKind};
    use super::*;
    use crate::program::{Outcome, Referred, Tally};
    use crate::value::Money;

    fn source(kind: Option<SourceKind>, [won, lost, open]: [usize; 3]) -> Source {
        let each = |outcome, count| std::iter::repeat_n(Referred { qualified: false, outcome }, count);
        let won = each(Outcome::Won { value: Money::ZERO, days: 1 }, won);
        let tally = Tally::of(won.chain(each(Outcome::Lost, lost)).chain(each(Outcome::Open, open))).unwrap();
        Source { origin: kind.map(Origin::Kind), tally, valued: 0 }
    }

    const CLIENTS: Option<SourceKind> = Some(SourceKind::FormerClient);
    const COLLEAGUES: Option<SourceKind> = Some(SourceKind::Colleague);
    const OTHERS: Option<SourceKind> = Some(SourceKind::Other);

    fn two(first: [usize; 2], second: [usize; 2]) -> [Source; 2] {
        let with = |kind, [won, lost]: [usize; 2]| source(kind, [won, lost, 0]);
        [with(CLIENTS, first), with(COLLEAGUES, second)]
    }

    fn compared(sources: &[Source]) -> Compared<'_> {
        match SourceVerdict::of(sources) {
            SourceVerdict::Compared(compared) => compared,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn nothing_is_compared_before_two_named_sources_have_decided_referrals() {
        assert_eq!(SourceVerdict::of(&[]), SourceVerdict::Nothing);
        let open = [source(CLIENTS, [0, 0, 3]), source(None, [0, 0, 1])];
        assert_eq!(SourceVerdict::of(&open), SourceVerdict::NothingDecided { open: 4 });
        let unnamed = [source(CLIENTS, [0, 0, 3]), source(None, [2, 1, 1])];
        assert_eq!(SourceVerdict::of(&unnamed), SourceVerdict::NoneNamed { decided: 3 });
        let one = [source(CLIENTS, [1, 1, 3]), source(COLLEAGUES, [0, 0, 2]), source(None, [2, 1, 1])];
        assert_eq!(SourceVerdict::of(&one), SourceVerdict::OnlyOne(&one[0]));
    }

    #[test]
    fn the_two_with_most_decided_referrals_are_compared_whatever_they_came_to() {
        let sources = [
            source(CLIENTS, [3, 2, 40]),
            source(COLLEAGUES, [20, 30, 0]),
            source(OTHERS, [12, 0, 0]),
            source(None, [99, 0, 0]),
        ];
        let compared = compared(&sources);
        assert_eq!((&compared.better.origin, &compared.other.origin), (&sources[2].origin, &sources[1].origin));
        assert_eq!(compared.decided(), 62);
    }

    #[test]
    fn trust_grows_with_the_chance_and_needs_ten_of_each() {
        for (first, second, trust) in [
            ([9, 0], [0, 40], Trust::TooFew),
            ([10, 0], [0, 9], Trust::TooFew),
            ([10, 0], [0, 10], Trust::Settled),
            ([8, 6], [7, 6], Trust::TooClose),
            // 0.8026 and 0.9393, by the finite sum.
            ([6, 4], [4, 6], Trust::Leaning),
            ([13, 7], [8, 12], Trust::Leaning),
            ([120, 80], [100, 100], Trust::Settled),
        ] {
            for sources in [two(first, second), two(second, first)] {
                assert_eq!(compared(&sources).trust, trust, "{first:?} {second:?}");
            }
        }
    }

    #[test]
    fn the_better_one_has_the_chance_and_equals_stay_in_order() {
        let sources = two([8, 12], [13, 7]);
        let better = compared(&sources);
        assert_eq!((better.better, better.other), (&sources[1], &sources[0]));
        assert!((better.chance.get() - 0.939_263_535_349_088_2).abs() < 1e-12);
        let equal = two([5, 5], [5, 5]);
        assert_eq!(compared(&equal).better, &equal[0]);
    }

    #[test]
    fn what_settles_it_leaves_at_least_ten_of_each() {
        assert_eq!(compared(&two([13, 7], [8, 12])).settling, Settling::After(3));
        // Sure by its chance, though four and six are not ten.
        assert_eq!(compared(&two([6, 0], [0, 4])).settling, Settling::After(6));
        assert_eq!(compared(&two([120, 80], [100, 100])).settling, Settling::After(0));
        assert_eq!(compared(&two([3, 4], [3, 4])).settling, Settling::Never);
    }
}
