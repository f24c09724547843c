//! Writing joint work; [`super::super::read`] has its mirror.

use super::{count, hours, id, list, money, or_null, quantity, record, text};
use crate::exchange::Tree;
use crate::split::{Contribution, ContributionKind, JointSplit};
use crate::value::{Id, Side};
use crate::workspace::Joint;

pub(super) fn joint(joint: &Joint) -> Tree {
    record([
        ("pool", or_null(joint.pool, money)),
        (
            "log",
            list(&joint.log, |entry| {
                let mut tree = contribution(&entry.contribution);
                if let Tree::Record(fields) = &mut tree {
                    fields.insert("id".to_owned(), id(entry.id));
                }
                tree
            }),
        ),
        ("splits", list(&joint.splits, |(of, split)| record([("id", id(*of)), ("split", joint_split(split))]))),
    ])
}

fn party(party: Id) -> Tree {
    text(if party == Side::You.party() { "you" } else { "them" })
}

fn contribution(contribution: &Contribution) -> Tree {
    let by = party(contribution.party());
    match contribution.kind() {
        ContributionKind::Hours { time, hourly, weight } => record([
            ("party", by),
            ("kind", text("hours")),
            ("time", hours(time)),
            ("hourly", money(hourly)),
            ("weight", quantity(weight)),
        ]),
        ContributionKind::Cash { amount, multiplier } => record([
            ("party", by),
            ("kind", text("cash")),
            ("amount", money(amount)),
            ("multiplier", quantity(multiplier)),
        ]),
    }
}

fn joint_split(split: &JointSplit) -> Tree {
    match split {
        JointSplit::Fixed(fixed) => record([
            ("model", text("fixed")),
            ("stakes", list(fixed.stakes(), |(of, stake)| record([("party", party(*of)), ("stake", count(*stake))]))),
        ]),
        JointSplit::Contribution { cash_first } => {
            record([("model", text("contribution")), ("cash_first", Tree::Bool(*cash_first))])
        }
        JointSplit::Shapley(coalitions) => record([
            ("model", text("shapley")),
            ("parties", list(coalitions.parties(), |of| party(*of))),
            (
                "coalitions",
                list(coalitions.stated(), |stated| {
                    record([("members", list(&stated.members, |of| party(*of))), ("worth", money(stated.worth))])
                }),
            ),
        ]),
    }
}
