//! What a moved slider costs on the page with offers: comparison, verdict and smallest fix, from a small table to the
//! largest answers allowed.
// The macros of criterion write functions without documentation.
#![allow(missing_docs)]

use std::hint::black_box;

use concord_core::forecast::{
    Answers, Band, Comparison, Estimate, Evidence, Fix, Given, Norm, Offer, Verdict, verdict,
};
use concord_core::terms::{
    FeeDue, FixedFee, Hybrid, MOST_TIERS, Payer, Percentage, Retainer, Scale, Terms, TermsError, Tier, TierScope, Tiers,
};
use concord_core::value::{Currency, Id, Money, Quantity, Rate};
use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};

/// Introductions a year, months of a project, offers.
const SIZES: [(u32, u16, usize); 4] = [(12, 3, 4), (100, 12, 4), (500, 60, 4), (500, 60, 12)];

fn units(count: i64) -> Money {
    Money::new(count * 100).unwrap_or_default()
}

fn estimate<T: Copy + Ord>(low: T, likely: T, high: T) -> Option<Estimate<T>> {
    Estimate::new(likely, Some(low), Some(high), Given::Typed).ok()
}

/// A year with a low end for every quantity, and no whole number of introductions or projects, so that every case is as
/// much work as it can be.
fn answers(introductions: u32, months: u16) -> Answers {
    let part = |percent: u64| Quantity::new(u64::from(introductions) * percent * 10_000 - 300_000).unwrap_or_default();
    Answers {
        introductions: estimate(part(50), part(100), part(100)),
        projects: estimate(part(60), part(95), part(95)),
        value: estimate(units(3_000), units(8_000), units(20_000)),
        months: estimate(months - 1, months, months),
        pass_through: estimate(Rate::ZERO, Rate::percent(10), Rate::percent(20)),
        margin: estimate(Rate::percent(50), Rate::percent(60), Rate::percent(70)),
        came_anyway: estimate(Rate::ZERO, Rate::percent(5), Rate::percent(10)),
        counted: Some(Evidence { introductions: 100, projects: 50 }),
        ..Answers::default()
    }
}

/// The same with a band so narrow that no change helps, and every one has to be ruled out.
fn hopeless(introductions: u32, months: u16) -> Answers {
    let rate = |ppm| Rate::new(ppm).unwrap_or_default();
    let band = Band { low: rate(100_300), high: rate(100_301) };
    Answers { norm: Some(Norm { usual: band.low, band }), ..answers(introductions, months) }
}

/// The most tiers there can be, in steps of `step` units, at falling rates.
fn tiers(step: i64) -> Result<Tiers, TermsError> {
    let tier = |(place, percent)| Tier { from: units(place * step), rate: Rate::percent(percent) };
    Tiers::new((0..).zip((1..=60).rev().step_by(6)).take(MOST_TIERS).map(tier).collect())
}

/// A fee, a retainer, a share and a hybrid, all far above what is usual; more offers are the same with other numbers.
fn usual(place: usize) -> Result<Terms, TermsError> {
    let more = i64::try_from(place).unwrap_or(0) * 10;
    let share = Percentage::new(Scale::Flat(Rate::percent(50 + u32::try_from(place).unwrap_or(0))));
    let retainer = Retainer::new(units(1_000_000 + more), Payer::Receiver, None)?;
    Ok(match place % 4 {
        0 => Terms::FixedFee(FixedFee::new(units(5_000 + more), FeeDue::WonProject { over: units(100 + more) })?),
        1 => Terms::Retainer(retainer),
        2 => Terms::Percentage(share.within(Some(24))?),
        _ => Terms::Hybrid(Hybrid::new(retainer, share, Some(units(2_000_000)), Some(units(9_000_000)))?),
    })
}

/// Hybrids of a retainer and tiers of each year, with every cap.
fn hybrids(place: usize) -> Result<Terms, TermsError> {
    let more = i64::try_from(place).unwrap_or(0) * 10;
    let scale = Scale::Marginal(tiers(50_000 + more)?, TierScope::AgreementYear);
    let share = Percentage::new(scale).within(Some(48))?.capped(None, Some(units(3_000_000 + more)))?;
    let retainer = Retainer::new(units(200_000 + more), Payer::Receiver, None)?;
    Ok(Terms::Hybrid(Hybrid::new(retainer, share, Some(units(2_000_000)), Some(units(9_000_000)))?))
}

/// The same shares with a cap for each client: which client comes in which tier then counts.
fn capped(place: usize) -> Result<Terms, TermsError> {
    let more = i64::try_from(place).unwrap_or(0) * 10;
    let scale = Scale::Marginal(tiers(50_000 + more)?, TierScope::AgreementYear);
    let share = Percentage::new(scale).within(Some(48))?.capped(Some(units(1_500 + more)), Some(units(3_000_000)))?;
    Ok(Terms::Percentage(share))
}

fn offers(count: usize, of: fn(usize) -> Result<Terms, TermsError>) -> Vec<Offer> {
    let offers = (0..count).filter_map(|place| of(place).ok());
    (1..).zip(offers).map(|(id, terms)| Offer::new(Id::from_u128(id), terms)).collect()
}

fn judged(answers: &Answers, offers: &[Offer]) -> Option<Verdict> {
    let assumptions = answers.assume(Currency::USD)?;
    let comparison = Comparison::new(&assumptions, offers).ok()?;
    verdict(&assumptions, &comparison, offers, Currency::USD).ok().map(|(verdict, _)| verdict)
}

fn moved_slider(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("slider");
    group.sample_size(10);
    for (introductions, months, count) in SIZES {
        let size = format!("{introductions} x {months}, {count} offers");
        let table = offers(count, usual);
        assert_eq!(table.len(), count);
        let answers = answers(introductions, months);
        group.bench_with_input(BenchmarkId::new("comparison", &size), &answers, |bencher, answers| {
            let assumptions = answers.assume(Currency::USD);
            bencher.iter(|| Comparison::new(black_box(assumptions.as_ref()?), &table).ok());
        });
        group.bench_with_input(BenchmarkId::new("a change helps", &size), &answers, |bencher, answers| {
            assert!(matches!(judged(answers, &table), Some(Verdict::NoneWorks { fix: Fix::Change { .. } })));
            bencher.iter(|| judged(black_box(answers), &table));
        });
        let answers = hopeless(introductions, months);
        for (name, table) in
            [("no change helps", table), ("hybrids", offers(count, hybrids)), ("capped tiers", offers(count, capped))]
        {
            group.bench_with_input(BenchmarkId::new(name, &size), &answers, |bencher, answers| {
                assert_eq!(judged(answers, &table), Some(Verdict::NoneWorks { fix: Fix::NoSingleChange }));
                bencher.iter(|| judged(black_box(answers), &table));
            });
        }
    }
    group.finish();
}

criterion_group!(benches, moved_slider);
criterion_main!(benches);
