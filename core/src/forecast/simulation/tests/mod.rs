//! Simulated years against closed forms, and the laws that they keep.
#![allow(clippy::unwrap_used)]
mod laws;
mod means;
mod streams;
mod verdicts;

use super::*;
use crate::forecast::{Answers, Estimate, Evidence, Given};
use crate::ledger::{Book, Engagement};
use crate::terms::{Base, FeeDue, FixedFee, Hybrid, Payer, Percentage, Retainer, Scale, Terms};
use crate::value::{Chance, Currency, Id, Money, Quantity, Range, Rate};

fn usd(units: i64) -> Money {
    Money::new(units * 100).unwrap()
}

fn share(percent: u32) -> Percentage {
    Percentage::new(Scale::Flat(Rate::percent(percent)))
}

fn fee(amount: i64, over: i64) -> Terms {
    Terms::FixedFee(FixedFee::new(Money::new(amount).unwrap(), FeeDue::WonProject { over: usd(over) }).unwrap())
}

fn retainer(amount: i64) -> Retainer {
    Retainer::new(usd(amount), Payer::Receiver, None).unwrap()
}

fn offers(terms: impl IntoIterator<Item = Terms>) -> Vec<Offer> {
    (1..).zip(terms).map(|(id, terms)| Offer::new(Id::from_u128(id), terms)).collect()
}

/// $300 over $2,000, a fee of $1, $300 a month, 5%, 10%, 15% for three months, and $100 a month with 5%.
fn seven() -> Vec<Offer> {
    let hybrid = Hybrid::new(retainer(100), share(5), Some(usd(600)), Some(usd(10_000))).unwrap();
    offers([
        fee(300_00, 2_000),
        fee(1_00, 0),
        Terms::Retainer(retainer(300)),
        Terms::Percentage(share(5)),
        Terms::Percentage(share(10)),
        Terms::Percentage(share(15).within(Some(3)).unwrap()),
        Terms::Hybrid(hybrid),
    ])
}

/// Introductions 6–12–24 a year, of which 25–40–60% become work worth 3,000–8,000–20,000 over 1–3–8 months.
fn answers() -> Answers {
    let quantity = |millionths| Quantity::new(millionths).unwrap();
    Answers {
        introductions: estimate(Quantity::whole(6), Quantity::whole(12), Quantity::whole(24)),
        projects: estimate(quantity(3_000_000), quantity(4_800_000), quantity(7_200_000)),
        value: estimate(usd(3_000), usd(8_000), usd(20_000)),
        months: estimate(1, 3, 8),
        margin: estimate(Rate::percent(50), Rate::percent(60), Rate::percent(70)),
        hour: Sides { you: Some(usd(150)), them: Some(usd(150)) },
        counted: Some(Evidence { introductions: 24, projects: 10 }),
        ..Answers::default()
    }
}

fn estimate<T: Copy + Ord>(low: T, likely: T, high: T) -> Option<Estimate<T>> {
    Estimate::new(likely, Some(low), Some(high), Given::Typed).ok()
}

fn certain<T: Copy + Ord>(value: T) -> Option<Estimate<T>> {
    estimate(value, value, value)
}

fn assumptions(answers: &Answers) -> Assumptions {
    answers.assume(Currency::USD).unwrap()
}

fn simulated(answers: &Answers, offers: &[Offer], years: u32) -> Simulation {
    let mut simulation = Simulation::new(&assumptions(answers), offers, Simulation::SEED).unwrap();
    simulation.advance(years);
    simulation
}

fn forecast(answers: &Answers, offers: &[Offer], years: u32) -> Forecast {
    simulated(answers, offers, years).forecast()
}
