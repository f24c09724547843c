//! What the figures of referrals cost: the chance that one arm beats another, how many more would settle it, and the arms
//! of an experiment. The integral is as long for large counts as for small ones; the interval of a ratio takes about the
//! root of the counts.
// The macros of criterion write functions without documentation.
#![allow(missing_docs)]

use std::hint::black_box;

use concord_core::program::{Arm, Decided, Settling, chances_of_best};
use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};

/// Decided referrals of an arm, and those that an arm of an experiment made.
const SIZES: [u32; 3] = [10, 1_000, 100_000];

fn program(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("program");
    group.sample_size(20);
    for size in SIZES {
        // So nearly alike that nothing settles the larger ones.
        let lost = size - size / 2;
        let arms = [Decided { won: size / 2, lost }, Decided { won: size / 2 + 1 + size / 500, lost }];
        group.bench_with_input(BenchmarkId::new("beats", size), &arms, |bencher, arms| {
            bencher.iter(|| black_box(arms[0]).beats(arms[1]));
        });
        group.bench_with_input(BenchmarkId::new("settle", size), &arms, |bencher, arms| {
            bencher.iter(|| Settling::of(black_box(arms[0]), arms[1], Settling::SURE));
        });
        let arms: Vec<Arm> = (0..3).filter_map(|more| Arm::new(2 * size, 30, size + more * size / 20).ok()).collect();
        assert_eq!(arms.len(), 3);
        group.bench_with_input(BenchmarkId::new("chances of the best of three", size), &arms, |bencher, arms| {
            bencher.iter(|| chances_of_best(black_box(arms)));
        });
        group.bench_with_input(BenchmarkId::new("ratio", size), &arms, |bencher, arms| {
            bencher.iter(|| black_box(arms[0]).ratio_to(arms[1]));
        });
    }
    group.finish();
}

criterion_group!(benches, program);
criterion_main!(benches);
