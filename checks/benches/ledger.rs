//! The ledger on growing numbers of referrals: a table that comes in and leaves, finding and ordering, sources, standings.
// The macros of criterion write functions without documentation.
#![allow(missing_docs)]

use std::fmt::Write;
use std::hint::black_box;
use std::sync::Arc;

use chrono::NaiveDate;
use concord_core::ledger::Pasted;
use concord_core::terms::{Percentage, Scale, Terms};
use concord_core::tracking::table::{Choice, Columns, Mapping, export, import};
use concord_core::tracking::{Column, Filter, Ledger, Order, SourceOf, Tracked};
use concord_core::value::{Currency, Id, Rate, Reading, Side};
use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};

const TODAY: NaiveDate = NaiveDate::from_ymd_opt(2026, 1, 1).unwrap();

/// So many rows, every other one of which was won and billed, by fifty contacts.
fn table(rows: u32) -> String {
    let mut text = String::from(
        "Client,Referred by,Kind of source,Introduced,Expected value,Won,Invoice date,Invoiced,Payment date,Paid\n",
    );
    for row in 0..rows {
        let day = format!("2024-{:02}-{:02}", row % 12 + 1, row % 28 + 1);
        let kind = ["Former client", "Colleague", "Other"].get(row as usize % 3).copied().unwrap_or_default();
        let won = if row % 2 == 0 { format!("{day},{day},1200.50,{day},1200.50") } else { ",,,,".to_owned() };
        let _ = writeln!(text, "Client {row},Contact {},{kind},{day},{}.25,{won}", row % 50, row % 9_000 + 500);
    }
    text
}

fn taken_in(text: &str) -> Ledger {
    let Ok(pasted) = Pasted::parse(text) else { return Ledger::default() };
    let pasted = Arc::new(pasted);
    let mapping = Mapping::guess(&pasted, Reading::ENGLISH);
    let imported = import(pasted, mapping, Arc::default(), Currency::USD, TODAY, Id::from_u128(1));
    imported.ok().and_then(|import| import.apply(&Ledger::default(), Choice::Skip).ok()).unwrap_or_default()
}

/// The same where every contact earns 10%.
fn agreed(ledger: &Ledger) -> Ledger {
    let terms = || Terms::Percentage(Percentage::new(Scale::Flat(Rate::percent(10))));
    let start = NaiveDate::from_ymd_opt(2024, 1, 1).unwrap_or(TODAY);
    let contacts = ledger.contacts().iter().cloned().filter_map(|one| one.agreed(Side::Them, start, terms()).ok());
    ledger.with_contacts(contacts.collect()).unwrap_or_default()
}

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
