//! The ledger on growing numbers of referrals: a table that comes in and leaves, finding and ordering, sources, standings.
// The macros of criterion write functions without documentation.
#![allow(missing_docs)]

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::hint::black_box;
use std::time::Instant;

use concord_checks::{TODAY, agreed, table_of_referrals, taken_in};
use concord_core::tracking::table::{Columns, export};
use concord_core::tracking::{
    Column, Filter, Ledger, Listing, Number, Order, SourceKind, SourceOf, Sources, Standings, Tracked,
};
use concord_core::value::{Currency, Reading};
use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};

/// The most rows of a table that still is below the largest text that can come in.
const MOST_TAKEN_IN: u32 = 50_000;

/// A ledger with its referrals so many times over.
fn repeated(ledger: &Ledger, times: u32) -> Ledger {
    let count = ledger.referrals().len() as u32;
    let again = |round: u32| {
        let number = move |tracked: &Tracked| Number(tracked.number().0 + round * count);
        ledger.referrals().iter().filter_map(move |tracked| Tracked::new(number(tracked), tracked.facts()).ok())
    };
    ledger.with((1..times).flat_map(again).collect()).unwrap_or_default()
}

/// The shortest time of each on each number of referrals.
type Times = BTreeMap<String, BTreeMap<u32, f64>>;

fn ledger(criterion: &mut Criterion) {
    let times = RefCell::new(Times::new());
    let mut group = criterion.benchmark_group("ledger");
    group.sample_size(10);
    for count in [5_000, 50_000, 200_000] {
        let text = table_of_referrals(count.min(MOST_TAKEN_IN));
        let ledger = repeated(&agreed(&taken_in(&text)), count / count.min(MOST_TAKEN_IN));
        let numbers: Vec<_> = ledger.referrals().iter().map(Tracked::number).collect();
        let edited = ledger
            .referrals()
            .get(numbers.len() / 2)
            .and_then(|tracked| tracked.with(|facts| facts.kind = SourceKind::Complementary).ok());
        let after = edited.clone().and_then(|tracked| ledger.with(vec![tracked]).ok()).unwrap_or_default();
        let listing = Listing::of(&ledger, Filter::default(), Order::default());
        let followed = RefCell::new((Sources::of(&ledger, SourceOf::Kind), Standings::of(&ledger, TODAY), listing));
        group.throughput(Throughput::Elements(count.into()));
        let mut bench = |name: &str, run: &dyn Fn()| {
            group.bench_function(BenchmarkId::new(name, count), |bencher| {
                bencher.iter_custom(|rounds| {
                    let start = Instant::now();
                    (0..rounds).for_each(|_| run());
                    let taken = start.elapsed();
                    let each = taken.as_secs_f64() / rounds as f64;
                    let mut times = times.borrow_mut();
                    let least = times.entry(name.to_owned()).or_default().entry(count).or_insert(each);
                    *least = least.min(each);
                    taken
                });
            });
        };
        if count <= MOST_TAKEN_IN {
            bench("taken in", &|| drop(black_box(taken_in(&text))));
        }
        bench("exported", &|| {
            let text = export(&ledger, &numbers, Reading::ENGLISH, Currency::USD, ',', Columns::Filled);
            drop(black_box(text));
        });
        let found = Filter { text: "contact 4".to_owned(), ..Filter::default() };
        let listed = |filter: &Filter, order| drop(black_box(Listing::of(&ledger, filter.clone(), order)));
        bench("found", &|| listed(&found, Order::default()));
        let by_client = Order { column: Column::Client, is_falling: false };
        bench("ordered by client", &|| listed(&Filter::default(), by_client));
        bench("edited", &|| drop(black_box(edited.clone().map(|tracked| ledger.with(vec![tracked])))));
        bench("sources", &|| drop(black_box(ledger.sources(SourceOf::Contact))));
        bench("standings", &|| drop(black_box(ledger.standings(TODAY).collect::<Vec<_>>())));
        bench("quarters", &|| drop(black_box(ledger.quarters(TODAY, 12))));
        bench("followed there and back", &|| {
            let (sources, standings, listing) = &mut *followed.borrow_mut();
            for version in [&after, &ledger] {
                sources.follow(version);
                standings.follow(version);
                listing.follow(version);
                drop(black_box((sources.each(), standings.each(), listing.numbers())));
            }
        });
    }
    group.finish();
    for (name, times) in times.into_inner() {
        let slopes = times.iter().zip(times.iter().skip(1)).map(|((few, short), (many, long))| {
            #[allow(clippy::disallowed_methods, reason = "it is told once and compared with nothing")]
            let slope = (long / short).ln() / (f64::from(*many) / f64::from(*few)).ln();
            format!("{slope:.2} from {few} to {many}")
        });
        println!(
            "{name}: time grows with the number of referrals to the power of {}",
            slopes.collect::<Vec<_>>().join(", ")
        );
    }
}

criterion_group!(benches, ledger);
criterion_main!(benches);
