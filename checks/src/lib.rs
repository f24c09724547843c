//! Test and bench support shared by the files of this package.

use concord_core::scorecard::{
    Criteria, Criterion, Indicator, Kind, Overlap, OverlapScale, Partner, Points, Rating, Scorecard, Weight,
};
use concord_core::value::{Id, Name};

/// The usual criteria, the first of them weighing `weight`.
#[must_use]
pub fn weighing(weight: u8) -> Criteria {
    let usual = Criteria::usual();
    let first = usual.list().first().map(|first| first.weighing(Weight::whole(weight)));
    first.and_then(|first| usual.with_replaced(&first).ok()).unwrap_or(usual)
}

/// So many candidates with ratings that look like chance, the same every time: one in eight unknown, some to the point,
/// and counts of clients for every fourth.
#[must_use]
pub fn candidates(count: u32) -> Vec<Partner> {
    let usual = Criteria::usual();
    let indicators: Vec<Id> = usual.list().iter().flat_map(Criterion::indicators).map(Indicator::id).collect();
    let mut state = 1_u64;
    let mut next = move |below: u64| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % below
    };
    let mut candidate = |id: u32| {
        let name = Name::new(&format!("Candidate {id}")).ok()?;
        let partner = Partner::new(Id::from_u128(u128::from(id) * 7_919 % 1_000_003), name, Kind::default());
        let partner = indicators.iter().fold(partner, |partner, &indicator| {
            let rating = match next(8) {
                0 => Rating::Unknown,
                1 => Rating::Exact(Points::new(next(101) as u8).unwrap_or_else(|_| unreachable!())),
                2 | 3 => Rating::Weak,
                4 | 5 => Rating::Mixed,
                _ => Rating::Strong,
            };
            partner.judged(indicator, rating.into())
        });
        let yours = 50 + next(150) as u32;
        let shared = next(u64::from(yours)) as u32;
        Some(if id.is_multiple_of(4) { partner.with_overlap(Overlap::new(yours, 1_000, shared).ok()) } else { partner })
    };
    (1..=count).filter_map(&mut candidate).collect()
}

/// A scorecard of [`candidates`], at most [`Scorecard::MOST_PARTNERS`] of them.
#[must_use]
pub fn scorecard(count: u32) -> Scorecard {
    Scorecard::new(Criteria::usual(), OverlapScale::USUAL, candidates(count)).unwrap_or_default()
}
