//! Reading joint work; [`super::super::write`] has its mirror.

use super::within;
use crate::exchange::{Ids, Node};
use crate::split::{CoalitionWorth, Coalitions, Contribution, ContributionKind, FixedSplit, JointSplit};
use crate::value::{Id, Side};
use crate::workspace::{Joint, Logged, Rejection, Workspace};

pub(super) fn joint(at: Node<'_>, ids: &mut Ids) -> Option<Joint> {
    let mut record = at.record()?;
    let pool = record.field("pool").optional(|at| at.money());
    let log = record.field("log");
    let log = log
        .list(|at| logged(at, ids))
        .and_then(|list| log.check(within(list, Workspace::MOST_LOGGED, Rejection::TooManyLogged)));
    let splits = record.field("splits");
    let splits = splits
        .list(|at| {
            let mut record = at.record()?;
            let id = record.field("id").new_id(ids);
            let split = joint_split(record.field("split"));
            record.finish();
            Some((id?, split?))
        })
        .and_then(|list| splits.check(within(list, Workspace::MOST_OFFERS, Rejection::TooManyOffers)));
    record.finish();
    Some(Joint { pool: pool?, log: log?, splits: splits? })
}

fn party(at: Node<'_>) -> Option<Id> {
    at.one_of(&[("you", Side::You.party()), ("them", Side::Them.party())])
}

fn logged(at: Node<'_>, ids: &mut Ids) -> Option<Logged> {
    let mut record = at.record()?;
    let id = record.field("id").new_id(ids);
    let by = party(record.field("party"));
    let is_cash = record.field("kind").one_of(&[("hours", false), ("cash", true)])?;
    let kind = if is_cash {
        let amount = record.field("amount").money();
        let multiplier = record.field("multiplier").quantity();
        amount.zip(multiplier).map(|(amount, multiplier)| ContributionKind::Cash { amount, multiplier })
    } else {
        let time = record.field("time").hours();
        let hourly = record.field("hourly").money();
        let weight = record.field("weight").quantity();
        time.zip(hourly).zip(weight).map(|((time, hourly), weight)| ContributionKind::Hours { time, hourly, weight })
    };
    record.finish();
    let contribution = at.check(Contribution::new(by?, kind?))?;
    Some(Logged { id: id?, contribution })
}

#[derive(Clone, Copy)]
enum SplitModel {
    Fixed,
    Contribution,
    Shapley,
}

fn joint_split(at: Node<'_>) -> Option<JointSplit> {
    let mut record = at.record()?;
    let model = record.field("model").one_of(&[
        ("fixed", SplitModel::Fixed),
        ("contribution", SplitModel::Contribution),
        ("shapley", SplitModel::Shapley),
    ])?;
    let split = match model {
        SplitModel::Fixed => {
            let stakes = record.field("stakes").list(|at| {
                let mut record = at.record()?;
                let of = party(record.field("party"));
                let stake = record.field("stake").integer(0..=u32::MAX);
                record.finish();
                Some((of?, stake?))
            });
            stakes.and_then(|stakes| record.check(FixedSplit::new(stakes))).map(JointSplit::Fixed)
        }
        SplitModel::Contribution => {
            record.field("cash_first").boolean().map(|cash_first| JointSplit::Contribution { cash_first })
        }
        SplitModel::Shapley => {
            let parties = record.field("parties").list(party);
            let stated = record.field("coalitions").list(|at| {
                let mut record = at.record()?;
                let members = record.field("members").list(party);
                let worth = record.field("worth").money();
                record.finish();
                Some(CoalitionWorth { members: members?, worth: worth? })
            });
            parties
                .zip(stated)
                .and_then(|(parties, stated)| record.check(Coalitions::new(parties, &stated)))
                .map(JointSplit::Shapley)
        }
    };
    record.finish();
    split
}
