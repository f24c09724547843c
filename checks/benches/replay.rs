//! Replay of five models over growing lists: the time for each payment stays the same.
// The macros of criterion write functions without documentation.
#![allow(missing_docs)]

use std::hint::black_box;

use chrono::{Days, NaiveDate};
use concord_core::ledger::{Line, List, Pasted, Replay, Row, Work};
use concord_core::terms::presets::Preset;
use concord_core::terms::{Hybrid, Payer, Percentage, Retainer, Scale, Terms, Tier, TierScope, Tiers};
use concord_core::value::{Currency, Id, Money, Name, Rate, Reading};
use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};

/// A list of `count` payments, five for each project and one project in three of a client who came before, over five years.
fn list(count: u32) -> List {
    let start = NaiveDate::from_ymd_opt(2021, 1, 1).unwrap_or_default();
    let lines = (0..count).filter_map(|number| {
        let (project, part) = (number / 5, number % 5);
        let work = Work {
            client: Name::new(&format!("Client {}", project - project % 3 / 2)).ok()?,
            project: Name::new(&format!("Project {project}")).ok(),
            introduced: None,
            date: start + Days::new(u64::from(project.wrapping_mul(7_919) % 1_700 + part * 30)),
            amount: Money::new(i64::from(project.wrapping_mul(104_729) % 1_000_000) + 100).ok()?,
            pass_through: Money::new(50).ok()?,
        };
        Some(Line::Read(Row::new(Id::from_u128(u128::from(number)), work).ok()?))
    });
    List::default().with_added(lines.collect()).unwrap_or_default()
}

fn offers() -> Vec<(Id, Terms)> {
    let tier = |from, percent| Money::new(from).map(|from| Tier { from, rate: Rate::percent(percent) });
    let tiers = [tier(0, 3), tier(300_000_00, 5), tier(500_000_00, 7)].into_iter().flatten().collect();
    let tiers = Tiers::new(tiers).map(|tiers| Percentage::new(Scale::Marginal(tiers, TierScope::AgreementYear)));
    let monthly = Money::new(100_00).map(|amount| Retainer::new(amount, Payer::Receiver, None));
    let five = Percentage::new(Scale::Flat(Rate::percent(5)));
    let hybrid = monthly.ok().and_then(Result::ok).and_then(|monthly| Hybrid::new(monthly, five, None, None).ok());
    let presets = [Preset::FeeOverThreshold, Preset::MonthlyRetainer, Preset::FindersFee];
    let terms = presets.into_iter().filter_map(|preset| preset.terms(Currency::USD).ok());
    let terms = terms.chain(tiers.ok().map(Terms::Percentage)).chain(hybrid.map(Terms::Hybrid));
    (1..).map(Id::from_u128).zip(terms).collect()
}

fn replay(criterion: &mut Criterion) {
    let offers = offers();
    let offers: Vec<(Id, &Terms)> = offers.iter().map(|(id, terms)| (*id, terms)).collect();
    assert_eq!(offers.len(), 5);
    let mut group = criterion.benchmark_group("five models");
    for count in [1_000, 10_000, 100_000] {
        let gathered = list(count).referrals();
        group.throughput(Throughput::Elements(u64::from(count)));
        group.bench_with_input(BenchmarkId::new("replay", count), &gathered, |bencher, gathered| {
            bencher.iter(|| Replay::of(black_box(gathered), &offers));
        });
    }
    group.finish();
}

fn gather(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("rows");
    for count in [1_000, 10_000, 100_000] {
        let list = list(count);
        group.throughput(Throughput::Elements(u64::from(count)));
        group.bench_with_input(BenchmarkId::new("put together", count), &list, |bencher, list| {
            bencher.iter(|| black_box(list).referrals());
        });
    }
    group.finish();
}

/// From the clipboard's text to lines.
fn paste(criterion: &mut Criterion) {
    let rows = list(10_000);
    let mut text = "Client\tProject\tPaid on\tAmount\tCosts\n".to_owned();
    for row in rows.rows() {
        let typed = row.typed(Reading::ENGLISH, Currency::USD);
        let cells = [&typed.client, &typed.project, &typed.date, &typed.amount, &typed.pass_through];
        text.push_str(&cells.map(|cell| &**cell).join("\t"));
        text.push('\n');
    }
    let mut group = criterion.benchmark_group("paste");
    group.throughput(Throughput::Elements(10_000));
    group.bench_function("10000 rows", |bencher| {
        bencher.iter(|| {
            let pasted = Pasted::parse(black_box(&text)).ok()?;
            let guess = pasted.guess(Reading::ENGLISH);
            let mut number = 0;
            let mut new_id = || {
                number += 1;
                Id::from_u128(number)
            };
            Some(pasted.lines(&guess, guess.reading()?, Currency::USD, &mut new_id))
        });
    });
    group.finish();
}

criterion_group!(benches, replay, gather, paste);
criterion_main!(benches);
