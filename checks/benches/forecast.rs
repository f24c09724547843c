//! What a forecast costs: 1,000 simulated years of small and of large work, under simple terms and under those whose
//! clients and tiers have to be told apart; and the figures of 10,000 years.
// The macros of criterion write functions without documentation.
#![allow(missing_docs)]

use std::hint::black_box;

use concord_checks::{published_answers, published_offers};
use concord_core::forecast::{Answers, Assumptions, Estimate, Given, Offer, Simulation};
use concord_core::terms::{Percentage, Scale, Terms, Tier, TierScope, Tiers};
use concord_core::value::{Currency, Id, Money, Quantity, Rate};
use criterion::{BatchSize, BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};

const YEARS: u32 = 1_000;

fn certain<T: Copy + Ord>(value: T) -> Option<Estimate<T>> {
    Estimate::new(value, Some(value), Some(value), Given::Typed).ok()
}

/// The published answers, and the most introductions of the longest projects.
fn works() -> Vec<(&'static str, Assumptions)> {
    let usual = published_answers();
    let count = certain(Quantity::whole(500));
    let largest = Answers { introductions: count, projects: count, months: certain(60), ..usual.clone() };
    let works = [("published", usual), ("500 x 60", largest)];
    works.into_iter().filter_map(|(name, answers)| Some((name, answers.assume(Currency::USD)?))).collect()
}

/// Tiers of the year, without and with a cap for each client.
fn tiered() -> Vec<Offer> {
    let tier = |from, percent| Money::new(from).map(|from| Tier { from, rate: Rate::percent(percent) });
    let tiers = [tier(0, 15), tier(20_000_00, 10), tier(50_000_00, 5)].into_iter().flatten().collect();
    let share = Tiers::new(tiers).map(|tiers| Percentage::new(Scale::Marginal(tiers, TierScope::AgreementYear)));
    let capped = share.clone().and_then(|share| share.capped(Money::new(2_000_00).ok(), None));
    let shares = [share, capped].into_iter().flatten().map(Terms::Percentage);
    (1..).zip(shares).map(|(id, terms)| Offer::new(Id::from_u128(id), terms)).collect()
}

fn simulated(assumptions: &Assumptions, offers: &[Offer], years: u32) -> Option<Simulation> {
    let mut simulation = Simulation::new(assumptions, offers, Simulation::SEED).ok()?;
    simulation.advance(years);
    Some(simulation)
}

fn years(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("1,000 years");
    group.sample_size(20);
    group.throughput(Throughput::Elements(YEARS.into()));
    for (name, assumptions) in works() {
        for (table, offers) in [("no offer", Vec::new()), ("seven", published_offers()), ("tiers", tiered())] {
            group.bench_function(BenchmarkId::new(table, name), |bencher| {
                let start = || simulated(&assumptions, &offers, 1);
                let advance = |simulation: &mut Option<Simulation>| {
                    simulation.as_mut().map(|simulation| simulation.advance(black_box(YEARS)))
                };
                bencher.iter_batched_ref(start, advance, BatchSize::LargeInput);
            });
        }
    }
    group.finish();
}

fn figures(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("published");
    group.sample_size(20);
    let offers = published_offers();
    for (_, assumptions) in works().into_iter().take(1) {
        group.bench_function("ready", |bencher| bencher.iter(|| simulated(black_box(&assumptions), &offers, 0)));
        let simulation = simulated(&assumptions, &offers, Simulation::USUAL);
        group.bench_function("figures of 10,000 years", |bencher| {
            bencher.iter(|| black_box(&simulation).as_ref().map(Simulation::forecast));
        });
        group.bench_function("10,000 years and their figures", |bencher| {
            bencher.iter(|| {
                let simulation = simulated(black_box(&assumptions), &offers, Simulation::USUAL);
                simulation.map(|simulation| simulation.forecast())
            });
        });
    }
    group.finish();
}

criterion_group!(benches, years, figures);
criterion_main!(benches);
