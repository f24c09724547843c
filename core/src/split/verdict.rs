use super::joint::{Effort, Gap, JointOutcome};
use super::share::{Share, shares};
use super::{FixedSplit, SplitError, SplitKind, Tally, apportion};
use crate::value::{Id, Money, Rate};

/// Which split to choose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum JointVerdict {
    /// The simplest split whose gap is within the limit; among equally simple ones the one with the smallest gap, then
    /// the lowest id.
    Fits {
        /// Which split.
        pick: Id,
        /// Its gap.
        gap: Gap,
    },
    /// Every split strays from the contributions by more than the limit.
    NoneFits {
        /// The split with the smallest gap, and the gap; none when no split could be computed.
        nearest: Option<(Id, Gap)>,
        /// The fixed split that would fit best.
        suggestion: Suggestion,
    },
    /// Nothing was put in that counts, so that there is nothing to measure a split by.
    NothingLogged,
    /// Only one party put anything in so far, so that no split can be held against the part of another.
    OneSided {
        /// Who.
        by: Id,
    },
}

/// The fixed split in steps of five percent that is nearest to the contributions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    /// The split, its stakes in percent.
    pub split: FixedSplit,
    /// Its gap, which for a narrow limit may still be too large.
    pub gap: Gap,
}

/// A split that was not chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PassedOver {
    /// Which split.
    pub split: Id,
    /// Why.
    pub reason: Reason,
}

/// Why a split was not chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// It strays from the contributions by more than the limit.
    TooFar {
        /// By how much it strays.
        gap: Gap,
    },
    /// It fits, but the choice is simpler.
    LessSimple,
    /// It fits and is as simple, but the choice is nearer to the contributions.
    Farther {
        /// By how much it strays.
        gap: Gap,
    },
    /// It is as good; the choice has the lower id.
    Equal,
    /// It cannot divide the pool.
    NoSplit(SplitError),
}

/// A split that could be computed and measured.
#[derive(Clone, Copy)]
struct Measured {
    split: Id,
    kind: SplitKind,
    gap: Gap,
}

/// The verdict on `outcomes`, and why each of the others was passed over.
pub(super) fn choose(
    tally: &Tally,
    efforts: &[Effort],
    outcomes: &[JointOutcome],
    limit: Rate,
) -> Result<(JointVerdict, Vec<PassedOver>), SplitError> {
    if efforts.iter().all(|effort| effort.contribution.is_none()) {
        return Ok((JointVerdict::NothingLogged, Vec::new()));
    }
    let mut put_in = efforts.iter().filter(|effort| effort.contribution.is_some_and(|share| share != Share::ZERO));
    if let (Some(only), None) = (put_in.next(), put_in.next()) {
        return Ok((JointVerdict::OneSided { by: only.party }, Vec::new()));
    }
    let measured = || outcomes.iter().filter_map(|outcome| measure(outcome).ok());
    let pick = measured()
        .filter(|split| split.gap.size.within(limit))
        .min_by_key(|split| (split.kind, split.gap.size, split.split));
    let passed_over = outcomes
        .iter()
        .filter_map(|outcome| {
            let reason = match measure(outcome) {
                Err(error) => Reason::NoSplit(error),
                Ok(split) => reason(split, pick, limit)?,
            };
            Some(PassedOver { split: outcome.split, reason })
        })
        .collect();
    let verdict = match pick {
        Some(Measured { split, gap, .. }) => JointVerdict::Fits { pick: split, gap },
        None => JointVerdict::NoneFits {
            nearest: measured()
                .min_by_key(|split| (split.gap.size, split.kind, split.split))
                .map(|split| (split.split, split.gap)),
            suggestion: suggestion(tally, efforts)?,
        },
    };
    Ok((verdict, passed_over))
}

fn measure(outcome: &JointOutcome) -> Result<Measured, SplitError> {
    let gap = outcome.pay.as_ref().map_err(|&error| error)?.gap.ok_or(SplitError::NothingStaked)?;
    Ok(Measured { split: outcome.split, kind: outcome.kind, gap })
}

/// Why a split was not the pick; none for the pick itself.
fn reason(split: Measured, pick: Option<Measured>, limit: Rate) -> Option<Reason> {
    let gap = split.gap;
    match pick {
        _ if !gap.size.within(limit) => Some(Reason::TooFar { gap }),
        Some(pick) if split.kind > pick.kind => Some(Reason::LessSimple),
        Some(pick) if gap.size > pick.gap.size => Some(Reason::Farther { gap }),
        Some(pick) if split.split > pick.split => Some(Reason::Equal),
        _ => None,
    }
}

/// Steps of five percent, divided as if they were minor units. No other way to divide them has a smaller largest
/// deviation from the exact parts than largest remainder (Birkhoff, "House monotone apportionment schemes", 1976), so
/// this is the fixed split with the smallest gap.
fn suggestion(tally: &Tally, efforts: &[Effort]) -> Result<Suggestion, SplitError> {
    const PERCENT_A_STEP: u32 = 5;
    let steps = Money::new(i64::from(100 / PERCENT_A_STEP))?;
    let parts = apportion(steps, &tally.values())?;
    let percent = |party: Id| u32::try_from(parts.of(party).minor()).unwrap_or(0) * PERCENT_A_STEP;
    let split = FixedSplit::new(efforts.iter().map(|effort| (effort.party, percent(effort.party))).collect())?;
    let revenue = shares(&split.wide())?.into_iter().collect();
    let gap = Gap::largest(efforts, &revenue)?.ok_or(SplitError::NothingStaked)?;
    Ok(Suggestion { split, gap })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::split::{
        CoalitionWorth, Coalitions, Contribution, ContributionKind, JointComparison, JointSplit, Share, USUAL_GAP,
        compare,
    };
    use crate::value::Quantity;

    const A: Id = Id::from_u128(1);
    const B: Id = Id::from_u128(2);

    fn money(minor: i64) -> Money {
        Money::new(minor).unwrap()
    }

    /// What `a` and `b` put in, in cents that count once.
    fn log(a: i64, b: i64) -> Vec<Contribution> {
        [(A, a), (B, b)]
            .into_iter()
            .map(|(party, minor)| {
                let kind = ContributionKind::Cash { amount: money(minor), multiplier: Quantity::ONE };
                Contribution::new(party, kind).unwrap()
            })
            .collect()
    }

    fn fixed(a: u32, b: u32) -> JointSplit {
        JointSplit::Fixed(FixedSplit::new(vec![(A, a), (B, b)]).unwrap())
    }

    fn shapley(alone: i64, together: i64) -> JointSplit {
        let worth = |members: &[Id], minor| CoalitionWorth { members: members.to_vec(), worth: money(minor) };
        JointSplit::Shapley(Coalitions::new(vec![A, B], &[worth(&[A], alone), worth(&[A, B], together)]).unwrap())
    }

    const BY_CONTRIBUTION: JointSplit = JointSplit::Contribution { cash_first: false };

    /// The splits numbered from 1.
    fn judge(log: &[Contribution], splits: &[JointSplit]) -> JointComparison {
        let on_table: Vec<_> = (1..).map(Id::from_u128).zip(splits).collect();
        compare(money(99_99), log, &on_table, USUAL_GAP).unwrap()
    }

    /// The pick, its gap in parts per million, and the split and reason of each other.
    #[track_caller]
    fn check(log: &[Contribution], splits: &[JointSplit], pick: u128, ppm: i128, others: &[(u128, &str)]) {
        let comparison = judge(log, splits);
        let JointVerdict::Fits { pick: picked, gap } = comparison.verdict else {
            panic!("{:?}", comparison.verdict);
        };
        assert_eq!((picked.as_u128(), gap.size.ppm()), (pick, ppm));
        assert_eq!(reasons(&comparison), others.to_vec());
    }

    fn reasons(comparison: &JointComparison) -> Vec<(u128, &'static str)> {
        let word = |reason| match reason {
            Reason::TooFar { .. } => "too far",
            Reason::LessSimple => "less simple",
            Reason::Farther { .. } => "farther",
            Reason::Equal => "equal",
            Reason::NoSplit(_) => "no split",
        };
        comparison.passed_over.iter().map(|passed| (passed.split.as_u128(), word(passed.reason))).collect()
    }

    #[test]
    fn picks_the_simplest_that_fits() {
        let three = [shapley(40, 100), BY_CONTRIBUTION, fixed(50, 50)];
        check(&log(55, 45), &three, 3, 50_000, &[(1, "too far"), (2, "less simple")]);
        check(&log(70, 30), &three, 2, 0, &[(1, "less simple"), (3, "too far")]);
    }

    #[test]
    fn half_for_seventy_percent_of_the_work_does_not_fit() {
        let comparison = judge(&log(70, 30), &[fixed(50, 50)]);
        let JointVerdict::NoneFits { nearest: Some((nearest, gap)), suggestion } = &comparison.verdict else {
            panic!("{:?}", comparison.verdict);
        };
        assert_eq!((nearest.as_u128(), gap.party, gap.size.ppm()), (1, A, 200_000));
        assert_eq!(suggestion.split.stakes(), [(A, 70), (B, 30)]);
        assert_eq!(suggestion.gap.size, Share::ZERO);
        assert_eq!(reasons(&comparison), [(1, "too far")]);
    }

    #[test]
    fn exactly_at_the_limit_still_fits_whoever_gets_the_odd_cent() {
        check(&log(60, 40), &[fixed(50, 50)], 1, 100_000, &[]);
        check(&log(40, 60), &[fixed(50, 50)], 1, 100_000, &[]);
        assert_eq!(reasons(&judge(&log(600_001, 399_999), &[fixed(50, 50)])), [(1, "too far")]);
    }

    #[test]
    fn equally_simple_splits_go_by_gap_and_then_by_id() {
        let splits = [fixed(50, 50), fixed(3, 2), fixed(60, 40)];
        check(&log(58, 42), &splits, 2, 20_000, &[(1, "farther"), (3, "equal")]);
    }

    #[test]
    fn a_split_that_cannot_be_computed_is_passed_over() {
        check(&log(50, 50), &[shapley(5, 0), fixed(1, 1)], 2, 0, &[(1, "no split")]);
    }

    #[test]
    fn without_contributions_there_is_no_verdict() {
        for log in [vec![], log(0, 0)] {
            let comparison = judge(&log, &[fixed(50, 50), BY_CONTRIBUTION]);
            assert_eq!((comparison.verdict, comparison.passed_over), (JointVerdict::NothingLogged, vec![]));
        }
    }

    #[test]
    fn what_only_one_put_in_is_too_early_to_judge() {
        for (a, b, by) in [(100, 0, A), (0, 1, B)] {
            for splits in [vec![fixed(50, 50), fixed(100, 0)], vec![BY_CONTRIBUTION]] {
                let comparison = judge(&log(a, b), &splits);
                assert_eq!((comparison.verdict, comparison.passed_over), (JointVerdict::OneSided { by }, vec![]));
            }
        }
        check(&log(999, 1), &[fixed(100, 0)], 1, 1_000, &[]);
    }

    #[test]
    fn suggests_the_nearest_split_in_steps_of_five_percent() {
        for (a, b, percent, ppm) in [
            (62, 38, [60, 40], 20_000),
            (63, 37, [65, 35], 20_000),
            (1, 2, [35, 65], 16_667),
            (1, 999, [0, 100], 1_000),
        ] {
            let verdict = judge(&log(a, b), &[]).verdict;
            let JointVerdict::NoneFits { nearest: None, suggestion } = verdict else { panic!("{verdict:?}") };
            assert_eq!(suggestion.split.stakes().iter().map(|&(_, stake)| stake).collect::<Vec<_>>(), percent);
            assert_eq!(suggestion.gap.size.ppm(), ppm, "{a} to {b}");
        }
    }

    #[test]
    fn the_nearest_of_all_kinds_is_named_when_none_fits() {
        let comparison = judge(&log(99, 1), &[fixed(50, 50), shapley(20, 100), fixed(55, 45)]);
        // The Shapley value gives A (20 + 100) / 2 = 60 of 100.
        let JointVerdict::NoneFits { nearest: Some((nearest, gap)), .. } = comparison.verdict else {
            panic!("{:?}", comparison.verdict);
        };
        assert_eq!((nearest.as_u128(), gap.size.ppm()), (2, 390_000));
    }
}
