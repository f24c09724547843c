//! What a moved weight costs on the page of candidates: all scores, and their order. Ten times the candidates take ten
//! times as long, and a little more for the order.
// The macros of criterion write functions without documentation.
#![allow(missing_docs)]

use std::hint::black_box;

use concord_checks::{candidates, weighing};
use concord_core::scorecard::{OverlapScale, Ranking, Sheet, Totals};
use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};

/// How many candidates; the last are more than a scorecard takes.
const SIZES: [u32; 3] = [20, 1_000, 10_000];

fn moved_weight(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("scorecard");
    group.sample_size(20);
    for size in SIZES {
        let (partners, criteria) = (candidates(size), weighing(40));
        assert_eq!(partners.len(), size as usize);
        let sheet = Sheet::new(&criteria, OverlapScale::USUAL, &partners);
        let (mut totals, mut ranking) = (Totals::default(), Ranking::default());
        group.throughput(Throughput::Elements(size.into()));
        group.bench_function(BenchmarkId::new("sheet", size), |bencher| {
            bencher.iter(|| Sheet::new(&criteria, OverlapScale::USUAL, black_box(&partners)));
        });
        group.bench_function(BenchmarkId::new("scores", size), |bencher| {
            bencher.iter(|| sheet.weigh(black_box(&criteria), &mut totals));
        });
        group.bench_function(BenchmarkId::new("scores and order", size), |bencher| {
            bencher.iter(|| {
                sheet.weigh(black_box(&criteria), &mut totals);
                sheet.rank(black_box(&totals), &mut ranking);
            });
        });
    }
    group.finish();
}

criterion_group!(benches, moved_weight);
criterion_main!(benches);
