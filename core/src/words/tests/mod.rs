//! Exact sentences, in dollars, for figures worked by hand.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

mod assumed;
mod explained;
mod joint;
mod overview;
mod paid;
mod proposals;
mod reviews;
mod scorecard;
mod scores;
mod terms;
mod verdicts;
mod years;

use crate::forecast::{
    Answers, Assessment, Assumptions, Comparison, Estimate, Evidence, Given, Offer, Verdict, verdict,
};
use crate::terms::{FeeDue, FixedFee, Hybrid, Payer, Percentage, Retainer, Scale, Terms};
use crate::value::{Currency, Id, Money, Name, Plain, Quantity, Rate, Sides};

const DOLLARS: Plain = Plain(Currency::USD);

fn usd(units: i64) -> Money {
    Money::new(units * 100).unwrap()
}

fn flat(percent: u32) -> Percentage {
    Percentage::new(Scale::Flat(Rate::percent(percent)))
}

fn share(percent: u32) -> Terms {
    Terms::Percentage(flat(percent))
}

fn window(percent: u32, months: u16) -> Terms {
    Terms::Percentage(flat(percent).within(Some(months)).unwrap())
}

fn fee(amount: i64, over: i64) -> Terms {
    Terms::FixedFee(FixedFee::new(usd(amount), FeeDue::WonProject { over: usd(over) }).unwrap())
}

fn qualified(amount: i64) -> Terms {
    Terms::FixedFee(FixedFee::new(usd(amount), FeeDue::QualifiedReferral).unwrap())
}

fn monthly(amount: i64) -> Retainer {
    Retainer::new(usd(amount), Payer::Receiver, None).unwrap()
}

fn hybrid(amount: i64, percent: u32) -> Terms {
    Terms::Hybrid(Hybrid::new(monthly(amount), flat(percent), Some(usd(600)), Some(usd(10_000))).unwrap())
}

fn harbor() -> Name {
    Name::new("Harbor Copy").unwrap()
}

fn offers(terms: impl IntoIterator<Item = Terms>) -> Vec<Offer> {
    (1..).zip(terms).map(|(id, terms)| Offer::new(Id::from_u128(id), terms)).collect()
}

fn estimate<T: Copy + Ord>(likely: T, low: T, high: T) -> Option<Estimate<T>> {
    Estimate::new(likely, Some(low), Some(high), Given::Typed).ok()
}

/// 12 introductions a year, of which 25–40–60% become work worth 3,000–8,000–20,000, billed over 1–3–8 months, 50–60–70%
/// left, both hours worth 150.
fn fixture() -> Answers {
    let quantity = |millionths| Quantity::new(millionths).unwrap();
    Answers {
        introductions: estimate(Quantity::whole(12), Quantity::whole(6), Quantity::whole(24)),
        projects: estimate(quantity(4_800_000), quantity(3_000_000), quantity(7_200_000)),
        value: estimate(usd(8_000), usd(3_000), usd(20_000)),
        months: estimate(3, 1, 8),
        margin: estimate(Rate::percent(60), Rate::percent(50), Rate::percent(70)),
        hour: Sides { you: Some(usd(150)), them: Some(usd(150)) },
        counted: Some(Evidence { introductions: 24, projects: 10 }),
        ..Answers::default()
    }
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
