//! What is earned on growing ledgers, where one payment in 64 goes back: each refund is told from its payment on.
// The macros of criterion write functions without documentation.
#![allow(missing_docs)]

use std::hint::black_box;

use chrono::{Days, NaiveDate};
use concord_core::account::earned;
use concord_core::ledger::{Bill, LedgerError, Payment, Referral, Refund};
use concord_core::terms::{InForce, Percentage, Scale, Terms, Version};
use concord_core::value::{Id, Money, Name, Rate};
use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};

const START: NaiveDate = NaiveDate::from_ymd_opt(2021, 1, 1).unwrap();

fn referral(number: u32) -> Result<Referral, LedgerError> {
    let day = |after: u32| START + Days::new(u64::from(number.wrapping_mul(7_919) % 1_700 + after));
    let refund = Refund { date: day(60), amount: Money::new(50_00)? };
    // As if by chance, so that refunds fall on as many days as payments do.
    let goes_back = number.wrapping_mul(2_654_435_761) >> 26 == 0;
    let refunds = if goes_back { vec![refund] } else { Vec::new() };
    let amount = Money::new(i64::from(number.wrapping_mul(104_729) % 1_000_000) + 100_00)?;
    let bill = Bill::payment(Payment::new(day(30), amount, refunds)?, Money::ZERO)?;
    let client = Name::new(&format!("Client {number}")).unwrap_or_else(|_| unreachable!());
    Referral::new(Id::from_u128(number.into()), client, day(0), None, vec![bill])
}

fn earned_by(criterion: &mut Criterion) {
    let terms = Terms::Percentage(Percentage::new(Scale::Flat(Rate::percent(10))));
    let Ok(terms) = InForce::new(vec![Version { from: START, terms }]) else { return };
    let end = START + Days::new(2_000);
    let mut group = criterion.benchmark_group("account");
    group.sample_size(10);
    for count in [1_000, 10_000, 50_000] {
        let referrals: Vec<Referral> = (0..count).filter_map(|number| referral(number).ok()).collect();
        group.throughput(Throughput::Elements(count.into()));
        group.bench_with_input(BenchmarkId::new("earned", count), &referrals, |bencher, referrals| {
            bencher.iter(|| earned(&terms, black_box(referrals), end));
        });
    }
    group.finish();
}

criterion_group!(benches, earned_by);
criterion_main!(benches);
