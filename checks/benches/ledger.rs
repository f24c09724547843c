//! The ledger on growing numbers of referrals: a table that comes in and leaves, finding and ordering, sources, standings.
// The macros of criterion write functions without documentation.
#![allow(missing_docs)]

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::hint::black_box;
use std::time::{Duration, Instant};

use concord_checks::{TODAY, agreed, table_of_referrals, taken_in};
use concord_core::tracking::table::{Columns, export};
use concord_core::tracking::{Column, Filter, Order, SourceOf, Tracked};
use concord_core::value::{Currency, Reading};
use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};

fn ledger(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("ledger");
    group.sample_size(10);
    for count in [1_000, 10_000, 50_000] {
        let text = table(count);
        let ledger = agreed(&taken_in(&text));
        let numbers: Vec<_> = ledger.referrals().iter().map(Tracked::number).collect();
        group.throughput(Throughput::Elements(count.into()));
        let mut bench = |name: &str, run: &dyn Fn()| {
            group.bench_function(BenchmarkId::new(name, count), |bencher| bencher.iter(run));
        };
        bench("taken in", &|| drop(black_box(taken_in(&text))));
        bench("exported", &|| {
            let text = export(&ledger, &numbers, Reading::ENGLISH, Currency::USD, ',', Columns::Filled);
            drop(black_box(text));
        });
        let found = Filter { text: "contact 4".to_owned(), ..Filter::default() };
        bench("found", &|| drop(black_box(ledger.numbers(&found, Order::default()))));
        let by_client = Order { column: Column::Client, is_falling: false };
        bench("ordered by client", &|| drop(black_box(ledger.numbers(&Filter::default(), by_client))));
        bench("sources", &|| drop(black_box(ledger.sources(SourceOf::Contact))));
        bench("standings", &|| drop(black_box(ledger.standings(TODAY).collect::<Vec<_>>())));
    }
    group.finish();
}

criterion_group!(benches, ledger);
criterion_main!(benches);
