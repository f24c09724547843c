//! Exact sentences, in dollars, for figures worked by hand.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

mod assumed;
mod changed;
mod explained;
mod joint;
mod ledger;
mod overview;
mod paid;
mod plan;
mod proposals;
mod reviews;
mod scorecard;
mod scores;
mod sources;
mod studies;
mod terms;
mod verdicts;
mod years;

use crate::forecast::published::*;
use crate::forecast::{
    Answers, Assessment, Assumptions, Comparison, Estimate, Evidence, Given, Offer, Verdict, verdict,
};
use crate::terms::{FeeDue, FixedFee, Payer, Percentage, Retainer, Scale, Terms};
use crate::value::{Currency, Id, Money, Name, Plain, Quantity, Rate};

const DOLLARS: Plain = Plain(Currency::USD);

fn window(percent: u32, months: u16) -> Terms {
    Terms::Percentage(flat(percent).within(Some(months)).unwrap())
}

fn qualified(amount: i64) -> Terms {
    Terms::FixedFee(FixedFee::new(usd(amount), FeeDue::QualifiedReferral).unwrap())
}

fn harbor() -> Name {
    Name::new("Harbor Copy").unwrap()
}

/// What three typed answers make.
fn typed(introductions: u32, projects: u32, value: i64) -> Answers {
    Answers {
        introductions: Some(Estimate::typed(Quantity::whole(introductions))),
        projects: Some(Estimate::typed(Quantity::whole(projects))),
        value: Some(Estimate::typed(usd(value))),
        ..Answers::default()
    }
}

struct Judged {
    assumptions: Assumptions,
    offers: Vec<Offer>,
    comparison: Comparison,
    verdict: Verdict,
    assessments: Vec<Assessment>,
}

fn judge(answers: &Answers, offers: Vec<Offer>) -> Judged {
    let assumptions = answers.assume(Currency::USD).unwrap();
    let comparison = Comparison::new(&assumptions, &offers).unwrap();
    let (verdict, assessments) = verdict(&assumptions, &comparison, &offers, Currency::USD).unwrap();
    Judged { assumptions, offers, comparison, verdict, assessments }
}
