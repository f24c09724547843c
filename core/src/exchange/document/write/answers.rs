//! Writing answers about a year of introductions; [`super::super::read`] has its mirror.

use super::{count, money, or_null, quantity, rate, record, text};
use crate::exchange::Tree;
use crate::forecast::{Answers, Direction, Estimate, Evidence, Given, Help, Norm};

pub(super) fn answers(answers: &Answers) -> Tree {
    record([
        (
            "direction",
            text(if answers.direction == Direction::TheyIntroduce { "they-introduce" } else { "you-introduce" }),
        ),
        ("introductions", or_null(answers.introductions, |e| estimate(e, quantity))),
        ("projects", or_null(answers.projects, |e| estimate(e, quantity))),
        ("value", or_null(answers.value, |e| estimate(e, money))),
        ("months", or_null(answers.months, |e| estimate(e, count))),
        ("pass_through", or_null(answers.pass_through, |e| estimate(e, rate))),
        ("margin", or_null(answers.margin, |e| estimate(e, rate))),
        ("came_anyway", or_null(answers.came_anyway, |e| estimate(e, rate))),
        ("your_hour", or_null(answers.hour.you, money)),
        ("their_hour", or_null(answers.hour.them, money)),
        ("help", help(answers.help)),
        ("norm", or_null(answers.norm, norm)),
        ("counted", or_null(answers.counted, evidence)),
    ])
}

pub(in crate::exchange) fn help(help: Help) -> Tree {
    text(match help {
        Help::Lead => "lead",
        Help::Active => "active",
        Help::Subcontract => "subcontract",
    })
}

pub(in crate::exchange) fn estimate<T: Copy + Ord>(estimate: Estimate<T>, write: impl Fn(T) -> Tree) -> Tree {
    record([
        ("likely", write(estimate.likely())),
        ("low", or_null(estimate.low(), &write)),
        ("high", or_null(estimate.high(), &write)),
        ("rows", if let Given::Rows(rows) = estimate.given() { count(rows) } else { Tree::Null }),
    ])
}

pub(in crate::exchange) fn norm(norm: Norm) -> Tree {
    record([("usual", rate(norm.usual)), ("low", rate(norm.band.low)), ("high", rate(norm.band.high))])
}

pub(in crate::exchange) fn evidence(evidence: Evidence) -> Tree {
    record([("introductions", count(evidence.introductions)), ("projects", count(evidence.projects))])
}
