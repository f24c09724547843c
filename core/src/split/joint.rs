use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::share::{Share, shares};
use super::verdict::{JointVerdict, PassedOver, choose};
use super::{Concern, Contribution, JointSplit, SplitError, SplitKind, Tally};
use crate::value::{Id, Money, Rate};

/// How far revenue shares may stray from contribution shares unless the user says otherwise: 10 points. Our choice; the
/// practice behind it is that 70% of the work for 50% of the revenue is felt as unfair.
pub const USUAL_GAP: Rate = Rate::percent(10);

/// Splits of the same pool for the same work, side by side.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JointComparison {
    /// What each party put in, by party id; everyone whom a split pays is there too.
    pub efforts: Vec<Effort>,
    /// What each split pays, in the order given.
    pub outcomes: Vec<JointOutcome>,
    /// Which one to choose.
    pub verdict: JointVerdict,
    /// Why the others were not chosen, in the order given; empty when nothing was logged.
    pub passed_over: Vec<PassedOver>,
}

/// A party's share of all that was put in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Effort {
    /// Who.
    pub party: Id,
    /// Their share of the contributions, time and cash; none when nothing counts.
    pub contribution: Option<Share>,
    /// Their share of the hours alone; none when nobody logged any.
    pub hours: Option<Share>,
}

/// What one split comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JointOutcome {
    /// Which split.
    pub split: Id,
    /// Its kind.
    pub kind: SplitKind,
    /// What it pays, or why it cannot.
    pub pay: Result<JointPay, SplitError>,
}

/// A pool as one split divides it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JointPay {
    /// One for each of [`JointComparison::efforts`], in that order.
    pub rows: Vec<JointRow>,
    /// Who got an odd minor unit.
    pub odd: Vec<Id>,
    /// The largest difference between a share of revenue and of contributions; none when nothing counts.
    pub gap: Option<Gap>,
    /// What speaks against this pay.
    pub concerns: Vec<Concern>,
}

/// What one party gets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct JointRow {
    /// Who.
    pub party: Id,
    /// How much.
    pub pay: Money,
    /// Which share of the pool that is, before rounding to minor units.
    pub revenue: Share,
}

/// How far a party's share of revenue is from its share of contributions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Gap {
    /// Whose gap it is; among equal ones, somebody who gets less than they put in, then the lowest id.
    pub party: Id,
    /// The absolute difference of the shares.
    pub size: Share,
}

impl Gap {
    /// The largest gap between what each party put in and its share of revenue; none when nothing counts.
    pub(super) fn largest(efforts: &[Effort], revenue: &BTreeMap<Id, Share>) -> Result<Option<Gap>, SplitError> {
        let gaps = efforts
            .iter()
            .filter_map(|effort| Some((effort.party, effort.contribution?)))
            .map(|(party, contribution)| Ok((party, share_of(revenue, party).minus(contribution)?)))
            .collect::<Result<Vec<_>, SplitError>>()?;
        let largest = gaps.into_iter().max_by_key(|&(party, more)| (more.abs(), more < Share::ZERO, Reverse(party)));
        Ok(largest.map(|(party, more)| Gap { party, size: more.abs() }))
    }
}

/// The splits `on_table` of `pool`, for the work in `log`, and the simplest whose revenue shares all stay within `limit`
/// of the contribution shares. Shares are compared exactly and before rounding to minor units, so that an odd cent
/// never decides.
///
/// # Errors
/// [`SplitError::TooLarge`] when the log is too large to add up.
pub fn compare(
    pool: Money,
    log: &[Contribution],
    on_table: &[(Id, &JointSplit)],
    limit: Rate,
) -> Result<JointComparison, SplitError> {
    let tally = Tally::of(log)?;
    let logged: BTreeSet<Id> = tally.parties().iter().map(|tallied| tallied.party).collect();
    let parties: BTreeSet<Id> = on_table.iter().flat_map(|(_, split)| split.parties()).chain(logged).collect();
    let efforts = efforts(&tally, &parties)?;
    let outcomes: Vec<_> = on_table
        .iter()
        .map(|&(id, split)| JointOutcome { split: id, kind: split.kind(), pay: pay(pool, &tally, split, &efforts) })
        .collect();
    let (verdict, passed_over) = choose(&tally, &efforts, &outcomes, limit)?;
    Ok(JointComparison { efforts, outcomes, verdict, passed_over })
}

/// Each party's share of what was put in; nothing for who put nothing in.
fn efforts(tally: &Tally, parties: &BTreeSet<Id>) -> Result<Vec<Effort>, SplitError> {
    let contributions = shares_of_all(&tally.values())?;
    let hours = shares_of_all(&tally.hours())?;
    let effort = |&party| Effort {
        party,
        contribution: contributions.as_ref().map(|shares| share_of(shares, party)),
        hours: hours.as_ref().map(|shares| share_of(shares, party)),
    };
    Ok(parties.iter().map(effort).collect())
}

/// Each stake's share of all; none where nobody has a stake.
fn shares_of_all(stakes: &[(Id, i128)]) -> Result<Option<BTreeMap<Id, Share>>, SplitError> {
    match shares(stakes) {
        Ok(shares) => Ok(Some(shares.into_iter().collect())),
        Err(SplitError::NothingStaked) => Ok(None),
        Err(error) => Err(error),
    }
}

fn share_of(shares: &BTreeMap<Id, Share>, party: Id) -> Share {
    shares.get(&party).copied().unwrap_or(Share::ZERO)
}

fn pay(pool: Money, tally: &Tally, split: &JointSplit, efforts: &[Effort]) -> Result<JointPay, SplitError> {
    let paid = split.pay(pool, tally)?;
    let revenue = split.shares(pool, tally)?.into_iter().collect();
    let row =
        |&Effort { party, .. }: &Effort| JointRow { party, pay: paid.of(party), revenue: share_of(&revenue, party) };
    Ok(JointPay {
        rows: efforts.iter().map(row).collect(),
        odd: paid.odd().to_vec(),
        gap: Gap::largest(efforts, &revenue)?,
        concerns: split.concerns(&paid),
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::split::{CoalitionWorth, Coalitions, ContributionKind, FixedSplit};
    use crate::value::{Hours, Quantity};

    const A: Id = Id::from_u128(1);
    const B: Id = Id::from_u128(2);
    const C: Id = Id::from_u128(3);

    fn money(minor: i64) -> Money {
        Money::new(minor).unwrap()
    }

    fn worked(party: Id, hours: u16, hourly: i64) -> Contribution {
        let (time, hourly) = (Hours::hundredths(hours * 100), money(hourly));
        Contribution::new(party, ContributionKind::Hours { time, hourly, weight: Quantity::ONE }).unwrap()
    }

    fn paid_in(party: Id, amount: i64) -> Contribution {
        let kind = ContributionKind::Cash { amount: money(amount), multiplier: Quantity::ONE };
        Contribution::new(party, kind).unwrap()
    }

    fn halves() -> JointSplit {
        JointSplit::Fixed(FixedSplit::new(vec![(A, 50), (B, 50)]).unwrap())
    }

    /// What one split pays of a pool, with everything else left out.
    fn alone(pool: i64, log: &[Contribution], split: &JointSplit) -> (Vec<Effort>, JointPay) {
        let comparison = compare(money(pool), log, &[(Id::from_u128(9), split)], USUAL_GAP).unwrap();
        let outcome = comparison.outcomes.into_iter().next().unwrap();
        (comparison.efforts, outcome.pay.unwrap())
    }

    #[test]
    fn shows_seventy_percent_of_the_work_for_half_the_revenue() {
        let (efforts, pay) = alone(10_000_00, &[worked(A, 70, 100_00), worked(B, 30, 100_00)], &halves());
        let ppm = |share: Option<Share>| share.map(Share::ppm);
        let shares: Vec<_> = efforts.iter().map(|e| (e.party, ppm(e.hours), ppm(e.contribution))).collect();
        assert_eq!(shares, [(A, Some(700_000), Some(700_000)), (B, Some(300_000), Some(300_000))]);
        let rows: Vec<_> = pay.rows.iter().map(|row| (row.pay.minor(), row.revenue.ppm())).collect();
        assert_eq!(rows, [(5_000_00, 500_000), (5_000_00, 500_000)]);
        let gap = pay.gap.unwrap();
        assert_eq!((gap.party, gap.size.ppm()), (A, 200_000));
    }

    #[test]
    fn hours_count_alone_and_cash_only_in_the_contribution() {
        let (efforts, _) = alone(1_00, &[worked(A, 10, 100_00), worked(B, 10, 50_00), paid_in(B, 500_00)], &halves());
        let effort = efforts.first().unwrap();
        assert_eq!((effort.hours.unwrap().ppm(), effort.contribution.unwrap().ppm()), (500_000, 500_000));
        let (efforts, _) = alone(1_00, &[paid_in(A, 5)], &halves());
        assert!(efforts.iter().all(|effort| effort.hours.is_none()));
    }

    #[test]
    fn everyone_who_worked_or_is_paid_has_a_row() {
        let (efforts, pay) = alone(100, &[worked(C, 1, 1_00), worked(A, 1, 1_00)], &halves());
        assert_eq!(efforts.iter().map(|effort| effort.party).collect::<Vec<_>>(), [A, B, C]);
        assert_eq!(pay.rows.iter().map(|row| row.pay.minor()).collect::<Vec<_>>(), [50, 50, 0]);
        // B is paid half for nothing and C nothing for half: the one who is short is named.
        assert_eq!(pay.gap.unwrap().party, C);
    }

    #[test]
    fn equal_gaps_name_the_first_who_is_short() {
        let (c, d) = (C, Id::from_u128(4));
        let (_, pay) = alone(1_01, &[worked(d, 1, 1_00), worked(c, 1, 1_00)], &halves());
        let gap = pay.gap.unwrap();
        assert_eq!((gap.party, gap.size.ppm()), (c, 500_000));
        assert_eq!(pay.odd, [A]);
    }

    #[test]
    fn the_shares_of_revenue_count_the_cash_repaid() {
        let log = [worked(A, 10, 100_00), paid_in(B, 1_000_00)];
        let split = JointSplit::Contribution { cash_first: true };
        // Of 4,000, B has 1,000 back and both half of the rest.
        let (_, pay) = alone(4_000_00, &log, &split);
        assert_eq!(pay.rows.iter().map(|row| row.revenue.ppm()).collect::<Vec<_>>(), [375_000, 625_000]);
        let gap = pay.gap.unwrap();
        assert_eq!((gap.party, gap.size.ppm()), (A, 125_000));
        let (_, pay) = alone(500_00, &log, &split);
        assert_eq!(pay.rows.iter().map(|row| row.revenue.ppm()).collect::<Vec<_>>(), [0, 1_000_000]);
        let (_, pay) = alone(-500_00, &log, &split);
        assert_eq!(pay.gap.unwrap().size, Share::ZERO);
    }

    #[test]
    fn shapley_pay_carries_its_concerns() {
        let worth = |members: &[Id], minor| CoalitionWorth { members: members.to_vec(), worth: money(minor) };
        let coalitions = Coalitions::new(vec![A, B], &[worth(&[A], 60), worth(&[A, B], 100)]).unwrap();
        let (_, pay) = alone(50, &[], &JointSplit::Shapley(coalitions));
        assert_eq!(pay.rows.iter().map(|row| row.pay.minor()).collect::<Vec<_>>(), [40, 10]);
        assert_eq!(pay.concerns, [Concern::BetterAlone { party: A, alone: money(60), paid: money(40) }]);
        assert_eq!(pay.gap, None);
    }
}
