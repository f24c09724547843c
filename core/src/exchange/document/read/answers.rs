//! Reading answers about a year of introductions; [`super::super::write`] has its mirror.

use crate::exchange::Node;
use crate::forecast::{Answers, Band, Direction, Estimate, Evidence, Given, Help, Norm};
use crate::value::{Money, Sides};

pub(super) fn answers(at: Node<'_>) -> Option<Answers> {
    let mut record = at.record()?;
    let direction = record
        .field("direction")
        .one_of(&[("they-introduce", Direction::TheyIntroduce), ("you-introduce", Direction::YouIntroduce)]);
    let introductions = record.field("introductions").optional(|at| estimate(at, |at| at.quantity()));
    let projects = record.field("projects").optional(|at| estimate(at, |at| at.quantity()));
    let value = record.field("value").optional(|at| estimate(at, positive));
    let months = record.field("months").optional(|at| estimate(at, |at| at.integer(1..=Answers::MOST_MONTHS)));
    let pass_through = record.field("pass_through").optional(|at| estimate(at, |at| at.rate()));
    let margin = record.field("margin").optional(|at| estimate(at, |at| at.rate()));
    let came_anyway = record.field("came_anyway").optional(|at| estimate(at, |at| at.rate()));
    let your_hour = record.field("your_hour").optional(positive);
    let their_hour = record.field("their_hour").optional(positive);
    let help = help(record.field("help"));
    let norm = record.field("norm").optional(|at| norm(at));
    let counted = record.field("counted").optional(|at| evidence(at));
    record.finish();
    let answers = Answers {
        direction: direction?,
        introductions: introductions?,
        projects: projects?,
        value: value?,
        months: months?,
        pass_through: pass_through?,
        margin: margin?,
        came_anyway: came_anyway?,
        hour: Sides { you: your_hour?, them: their_hour? },
        help: help?,
        norm: norm?,
        counted: counted?,
    };
    at.check(answers.check()).map(|()| answers)
}

pub(in crate::exchange) fn help(at: Node<'_>) -> Option<Help> {
    at.one_of(&[("lead", Help::Lead), ("active", Help::Active), ("subcontract", Help::Subcontract)])
}

/// An amount of zero or more.
pub(in crate::exchange) fn positive(at: Node<'_>) -> Option<Money> {
    let amount = at.money()?;
    at.check(if amount.is_negative() { Err("an amount cannot be below zero here") } else { Ok(amount) })
}

fn estimate<T: Copy + Ord>(at: Node<'_>, read: impl Fn(Node<'_>) -> Option<T>) -> Option<Estimate<T>> {
    let mut record = at.record()?;
    let likely = read(record.field("likely"));
    let low = record.field("low").optional(&read);
    let high = record.field("high").optional(&read);
    let rows = record.field("rows").optional(|at| at.integer(0..=u32::MAX));
    record.finish();
    let source = rows?.map_or(Given::Typed, Given::Rows);
    at.check(Estimate::new(likely?, low?, high?, source))
}

pub(in crate::exchange) fn norm(at: Node<'_>) -> Option<Norm> {
    let mut record = at.record()?;
    let usual = record.field("usual").rate();
    let low = record.field("low").rate();
    let high = record.field("high").rate();
    record.finish();
    Some(Norm { usual: usual?, band: Band { low: low?, high: high? } })
}

pub(in crate::exchange) fn evidence(at: Node<'_>) -> Option<Evidence> {
    let mut record = at.record()?;
    let introductions = record.field("introductions").integer(0..=u32::MAX);
    let projects = record.field("projects").integer(0..=u32::MAX);
    record.finish();
    Some(Evidence { introductions: introductions?, projects: projects? })
}
