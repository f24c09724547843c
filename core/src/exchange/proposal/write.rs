//! A proposal as a tree. [`super::read`] is its mirror. Only what stands here can leave.

use super::{Proposal, Tabled};
use crate::exchange::Tree;
use crate::exchange::document::write::{
    count, date, evidence, help, id, list, money, norm, offer, or_null, quantity, rate, tax,
};
use crate::exchange::envelope::{record, text};
use crate::forecast::{Direction, Estimate, Standing};

pub(super) fn proposal(proposal: &Proposal) -> Tree {
    let said = &proposal.said;
    record([
        ("id", id(proposal.id)),
        ("answers_to", or_null(proposal.answers_to, id)),
        ("day", date(proposal.day)),
        ("sender", or_null(proposal.sender.as_ref(), |name| text(name.as_str()))),
        ("partner", or_null(proposal.partner.as_ref(), |name| text(name.as_str()))),
        ("message", or_null(proposal.message.as_ref(), |note| text(note.as_str()))),
        ("currency", text(proposal.currency.code())),
        ("tax", tax(proposal.tax)),
        ("topic", text("introductions")),
        ("introducer", text(if said.direction == Direction::TheyIntroduce { "partner" } else { "sender" })),
        ("introductions", or_null(said.introductions, |e| estimate(e, quantity))),
        ("projects", or_null(said.projects, |e| estimate(e, quantity))),
        ("value", or_null(said.value, |e| estimate(e, money))),
        ("months", or_null(said.months, |e| estimate(e, count))),
        ("pass_through", or_null(said.pass_through, |e| estimate(e, rate))),
        ("came_anyway", or_null(said.came_anyway, |e| estimate(e, rate))),
        ("help", help(said.help)),
        ("norm", or_null(said.norm, norm)),
        ("counted", or_null(said.counted, evidence)),
        ("offers", list(&proposal.offers, tabled)),
        ("proposed", or_null(proposal.proposed, id)),
    ])
}

fn estimate<T: Copy + Ord>(estimate: Estimate<T>, write: impl Fn(T) -> Tree) -> Tree {
    record([
        ("likely", write(estimate.likely())),
        ("low", or_null(estimate.low(), &write)),
        ("high", or_null(estimate.high(), &write)),
    ])
}

fn tabled(tabled: &Tabled) -> Tree {
    let mut tree = offer(&tabled.offer);
    if let Tree::Record(fields) = &mut tree {
        fields.insert("paid".to_owned(), money(tabled.paid));
        if let Some(works) = tabled.works {
            fields.insert("works".to_owned(), standing(works));
        }
    }
    tree
}

fn standing(standing: Standing) -> Tree {
    text(match standing {
        Standing::Works => "yes",
        Standing::WorksUsually => "usually",
        Standing::Fails => "no",
    })
}
