//! The published case, for tests: introductions 6–12–24 a year, of which 25–40–60% become work worth 3,000–8,000–20,000
//! over 1–3–8 months, 50–60–70% of it left, both hours worth 150.
#![allow(clippy::unwrap_used)]

use super::{Answers, Assumptions, Estimate, Evidence, Forecast, Given, Offer, Simulation};
use crate::terms::{FeeDue, FixedFee, Hybrid, Payer, Percentage, Retainer, Scale, Terms};
use crate::value::{Currency, Id, Money, Quantity, Rate, Sides};

pub(crate) fn usd(units: i64) -> Money {
    Money::new(units * 100).unwrap()
}

pub(crate) fn flat(percent: u32) -> Percentage {
    Percentage::new(Scale::Flat(Rate::percent(percent)))
}

pub(crate) fn share(percent: u32) -> Terms {
    Terms::Percentage(flat(percent))
}

pub(crate) fn fee(amount: i64, over: i64) -> Terms {
    Terms::FixedFee(FixedFee::new(usd(amount), FeeDue::WonProject { over: usd(over) }).unwrap())
}

pub(crate) fn monthly(amount: i64) -> Retainer {
    Retainer::new(usd(amount), Payer::Receiver, None).unwrap()
}

/// So much a month with a share, from 600 to 10,000 a year.
pub(crate) fn hybrid(amount: i64, percent: u32) -> Terms {
    Terms::Hybrid(Hybrid::new(monthly(amount), flat(percent), Some(usd(600)), Some(usd(10_000))).unwrap())
}

/// Offers of these terms, with the ids 1, 2, 3…
pub(crate) fn offers(terms: impl IntoIterator<Item = Terms>) -> Vec<Offer> {
    (1..).zip(terms).map(|(id, terms)| Offer::new(Id::from_u128(id), terms)).collect()
}

/// $300 over $2,000, a fee of $1, $300 a month, 5%, 10%, 15% for three months, and $100 a month with 5%.
pub(crate) fn seven() -> Vec<Offer> {
    offers([
        fee(300, 2_000),
        fee(1, 0),
        Terms::Retainer(monthly(300)),
        share(5),
        share(10),
        Terms::Percentage(flat(15).within(Some(3)).unwrap()),
        hybrid(100, 5),
    ])
}

pub(crate) fn answers() -> Answers {
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

pub(crate) fn estimate<T: Copy + Ord>(low: T, likely: T, high: T) -> Option<Estimate<T>> {
    Estimate::new(likely, Some(low), Some(high), Given::Typed).ok()
}

pub(crate) fn certain<T: Copy + Ord>(value: T) -> Option<Estimate<T>> {
    estimate(value, value, value)
}

pub(crate) fn assumptions(answers: &Answers) -> Assumptions {
    answers.assume(Currency::USD).unwrap()
}

pub(crate) fn simulated(answers: &Answers, offers: &[Offer], years: u32) -> Simulation {
    let mut simulation = Simulation::new(&assumptions(answers), offers, Simulation::SEED).unwrap();
    simulation.advance(years);
    simulation
}

pub(crate) fn forecast(answers: &Answers, offers: &[Offer], years: u32) -> Forecast {
    simulated(answers, offers, years).forecast()
}
