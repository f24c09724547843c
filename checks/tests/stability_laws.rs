//! A verdict on simulated years says the same whichever years are drawn, or says that it may not.
#![allow(clippy::unwrap_used, clippy::print_stdout)]

use concord_core::forecast::{Answers, Estimate, Evidence, Given, Help, Offer, Simulation, Verdict, verdict_on_years};
use concord_core::terms::{FeeDue, FixedFee, Hybrid, Payer, Percentage, Retainer, Scale, Terms};
use concord_core::value::{Currency, Id, Money, Quantity, Rate, Sides};

fn usd(units: i64) -> Money {
    Money::new(units * 100).unwrap()
}

fn between<T: Copy + Ord>([low, likely, high]: [T; 3]) -> Option<Estimate<T>> {
    Estimate::new(likely, Some(low), Some(high), Given::Typed).ok()
}

fn share(percent: u32) -> Percentage {
    Percentage::new(Scale::Flat(Rate::percent(percent)))
}

fn offers(fee: i64, retainer: i64, percents: [u32; 2]) -> Vec<Offer> {
    let monthly = |amount| Retainer::new(usd(amount), Payer::Receiver, None).unwrap();
    let terms = [
        Terms::FixedFee(FixedFee::new(usd(fee), FeeDue::WonProject { over: usd(2_000) }).unwrap()),
        Terms::Retainer(monthly(retainer)),
        Terms::Percentage(share(percents[0])),
        Terms::Percentage(share(percents[1])),
        Terms::Percentage(share(percents[1]).within(Some(3)).unwrap()),
        Terms::Hybrid(Hybrid::new(monthly(retainer / 3), share(5), None, Some(usd(10_000))).unwrap()),
    ];
    (1..).zip(terms).map(|(id, terms)| Offer::new(Id::from_u128(id), terms)).collect()
}

/// Thirty cases: five kinds of work, with six sets of offers.
fn cases() -> Vec<(Answers, Vec<Offer>)> {
    let work = |introductions: [u32; 3], projects: [u32; 3], value: [i64; 3], months: [u16; 3]| Answers {
        introductions: between(introductions.map(Quantity::whole)),
        projects: between(projects.map(Quantity::whole)),
        value: between(value.map(usd)),
        months: between(months),
        margin: between([50, 60, 70].map(Rate::percent)),
        hour: Sides { you: Some(usd(150)), them: Some(usd(100)) },
        help: Help::Active,
        counted: Some(Evidence { introductions: 30, projects: 12 }),
        ..Answers::default()
    };
    let kinds = [
        work([6, 12, 24], [3, 5, 7], [3_000, 8_000, 20_000], [1, 3, 8]),
        work([20, 30, 40], [8, 12, 20], [500, 1_500, 4_000], [1, 1, 2]),
        work([2, 4, 8], [1, 2, 3], [10_000, 25_000, 60_000], [3, 6, 12]),
        work([12, 12, 12], [6, 6, 6], [5_000, 5_000, 5_000], [2, 2, 2]),
        work([5, 10, 15], [1, 4, 9], [1_000, 6_000, 30_000], [1, 2, 6]),
    ];
    let tables = [
        offers(300, 300, [10, 15]),
        offers(900, 450, [8, 12]),
        offers(600, 700, [5, 20]),
        offers(150, 100, [9, 11]),
        offers(1_500, 1_200, [22, 25]),
        offers(2_500, 200, [6, 18]),
    ];
    kinds.iter().flat_map(|kind| tables.iter().map(move |table| (kind.clone(), table.clone()))).collect()
}

/// What a verdict says for sure; nothing where it says that more years could change it.
fn unmarked(verdict: &Verdict) -> Option<Option<Id>> {
    match verdict {
        Verdict::Clear { pick } => Some(Some(*pick)),
        Verdict::NoneWorks { .. } => Some(None),
        _ => None,
    }
}

/// Of all verdicts over so many seeds and years, in millionths: those unmarked that differ from what most of their case say,
/// and those that are marked.
fn shares(seeds: u64, years: u32) -> (u64, u64) {
    let (mut changed, mut marked, mut all) = (0, 0, 0);
    for (answers, offers) in cases() {
        let assumptions = answers.assume(Currency::USD).unwrap();
        let mut said: Vec<Option<Id>> = Vec::new();
        for seed in 1..=seeds {
            let mut simulation = Simulation::new(&assumptions, &offers, seed).unwrap();
            simulation.advance(years);
            let (verdict, _) = verdict_on_years(&assumptions, &simulation.forecast(), &offers, None);
            all += 1;
            match unmarked(&verdict) {
                Some(pick) => said.push(pick),
                None => marked += 1,
            }
        }
        let most = said.iter().map(|pick| said.iter().filter(|other| *other == pick).count()).max().unwrap_or(0);
        changed += (said.len() - most) as u64;
    }
    (changed * 1_000_000 / all, marked * 1_000_000 / all)
}

#[test]
fn other_years_hardly_change_a_verdict_that_is_not_marked_and_few_are() {
    let (changed, marked) = shares(12, 1_000);
    assert!(changed <= 10_000 && marked <= 300_000, "{changed} of a million changed, {marked} marked");
}

/// Takes minutes: `cargo test --profile bench -p concord-checks --test stability_laws -- --ignored --nocapture`.
#[test]
#[ignore = "takes minutes"]
fn ten_thousand_other_years_hardly_change_it_in_two_hundred_seeds() {
    let (changed, marked) = shares(200, Simulation::USUAL);
    println!("{changed} of a million verdicts changed, {marked} were marked");
    assert!(changed <= 10_000 && marked <= 300_000, "{changed} of a million changed, {marked} marked");
}
