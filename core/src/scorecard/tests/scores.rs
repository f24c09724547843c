use super::*;
use crate::value::{Quantity, Rate};

fn mark(numer: i128, denom: i128) -> Mark {
    Mark::new(numer, denom).unwrap()
}

/// The score of the only partner: total, low and high as fractions, coverage in parts per million.
#[track_caller]
fn check<const CRITERIA: usize>(
    weights: [u8; CRITERIA],
    partner: [&str; CRITERIA],
    total: Option<(i128, i128)>,
    open: [(i128, i128); 2],
    ppm: u32,
) {
    let score = card(weights, &[partner]).scores().remove(0);
    let open = open.map(|(numer, denom)| mark(numer, denom));
    assert_eq!(score.total, total.map(|(numer, denom)| mark(numer, denom)), "total");
    assert_eq!([score.low, score.high], open, "open");
    assert_eq!(score.coverage, Rate::new(ppm).unwrap(), "coverage");
}

#[test]
fn a_score_is_the_weighted_mean_of_what_is_known() {
    check([30, 10], ["80", "20"], Some((65, 1)), [(65, 1), (65, 1)], 1_000_000);
    // The mean of the known indicators, 60 and 90.
    check([1, 1], ["60 ? 90", "25"], Some((50, 1)), [(150 + 75, 6), (250 + 75, 6)], 833_333);
    // A criterion of which nothing is known counts for nothing.
    check([30, 10], ["?", "20"], Some((20, 1)), [(5, 1), (80, 1)], 250_000);
    check([30, 10], ["?", "?"], None, [(0, 1), (100, 1)], 0);
    // Nor does one without weight.
    check([0, 10], ["90", "?"], None, [(0, 1), (100, 1)], 0);
    check([0, 10], ["90", "40"], Some((40, 1)), [(40, 1), (40, 1)], 1_000_000);
    check([1, 1, 1], ["100", "0", "0"], Some((100, 3)), [(100, 3), (100, 3)], 1_000_000);
}

#[test]
fn equal_totals_are_equal_whatever_they_are_made_of() {
    let scores = card([10, 20, 30], &[["100", "50", "33"], ["50 ?", "90", "23"], ["99", "50", "33"]]).scores();
    assert_eq!(scores[0].total, Some(mark(2_990, 60)));
    assert_eq!(scores[0].total, scores[1].total);
    assert!(scores[2].total < scores[0].total);
}

#[test]
fn a_criterion_says_how_much_of_it_is_known() {
    let score = card([1, 1], &[["60 ? 90", "? ? ?"]]).scores().remove(0);
    let criteria: Vec<_> = score.criteria.iter().map(|scored| (scored.mark, scored.known, scored.of)).collect();
    assert_eq!(criteria, [(Some(Mark::whole(75)), 2, 3), (None, 0, 3)]);
}

/// Shown tenths of the total and of each part.
fn shown<const CRITERIA: usize>(weights: [u8; CRITERIA], partner: [&str; CRITERIA]) -> Option<(u64, Vec<u64>)> {
    let tenths = |quantity: Quantity| quantity.millionths() / 100_000;
    let shown = card(weights, &[partner]).scores().remove(0).shown()?;
    Some((tenths(shown.total), shown.parts.iter().map(|&(_, part)| tenths(part)).collect()))
}

#[test]
fn shown_parts_add_up_to_the_shown_total() {
    assert_eq!(shown([30, 10], ["80", "20"]), Some((650, vec![600, 50])));
    // 11.11…, three times: 33.3 in all.
    assert_eq!(shown([1, 1, 1], ["33", "33", "34"]), Some((333, vec![110, 110, 113])));
    assert_eq!(shown([1, 1, 1], ["50", "50", "50"]), Some((500, vec![167, 167, 166])));
    assert_eq!(shown([1, 1, 1], ["50", "?", "0"]), Some((250, vec![250, 0, 0])));
    assert_eq!(shown([1, 1], ["0", "0"]), Some((0, vec![0, 0])));
    assert_eq!(shown([1, 1], ["?", "?"]), None);
}

#[test]
fn the_agencies_score_by_their_overlap() {
    let criteria = Criteria::usual();
    let agency = |id, shared| {
        let overlap = Some(Overlap::new(100, 1_000, shared).unwrap());
        Partner::new(Id::from_u128(id), Name::new("Agency").unwrap(), Kind::default()).with_overlap(overlap)
    };
    let card = Scorecard::new(criteria, OverlapScale::USUAL, vec![agency(1, 25), agency(2, 55)]).unwrap();
    let totals: Vec<_> = card.scores().iter().map(|score| score.total).collect();
    assert_eq!(totals, [Some(mark(125, 2)), Some(Mark::FULL)]);
    // The other three indicators at 0 and 100, and so all other criteria: 0.3 × 62.5 / 4, and 0.3 × 362.5 / 4 + 70.
    let open = [card.scores()[0].low, card.scores()[0].high];
    assert_eq!(open, [mark(75, 16), mark(1_555, 16)]);
    // One of four indicators of a criterion with 30% of the weight.
    assert_eq!(card.scores()[0].coverage, Rate::new(75_000).unwrap());
    // The mean of an exact overlap and three ratings: (62.5 + 80 + 80 + 20) / 4.
    let partner = [(0x102, Rating::Strong), (0x103, Rating::Strong), (0x104, Rating::Weak)]
        .into_iter()
        .fold(agency(1, 25), |partner, (id, rating)| partner.judged(Id::from_u128(id), rating.into()));
    assert_eq!(card.with_replaced(&partner).unwrap().scores()[0].total, Some(mark(485, 8)));
    // Of their clients it is 2.5%: 6.25.
    let theirs = card.with_scale(OverlapScale { scored: crate::value::Side::Them, ..OverlapScale::USUAL });
    assert_eq!(theirs.scores()[0].total, Some(mark(25, 4)));
}

#[test]
fn the_largest_figures_stay_exact() {
    let name = || Name::new("Overlap").unwrap();
    let mut id = 0x1000;
    let criteria = (0..Criteria::MOST).map(|place| {
        let indicators = (0..Criterion::MOST_INDICATORS).map(|at| {
            id += 1;
            let id = if place == 0 && at == 0 { Indicator::CLIENT_OVERLAP } else { Id::from_u128(id) };
            Indicator::new(id, name())
        });
        let indicators = indicators.collect();
        Criterion::new(Id::from_u128(place as u128), name(), Weight::MAX, indicators).unwrap()
    });
    let criteria = Criteria::new(criteria.collect()).unwrap();
    let scale = OverlapScale { band: OverlapBand::new(1, 99).unwrap(), ..OverlapScale::USUAL };
    let full = Rating::Exact(Points::new(100).unwrap());
    let partner = |id, yours, shared| {
        let partner = Partner::new(Id::from_u128(id), name(), Kind::default());
        let partner = criteria.list().iter().fold(partner, |partner, each| partner.rated_throughout(each, full));
        partner.with_overlap(Some(Overlap::new(yours, 100_000, shared).unwrap()))
    };
    let partners = vec![partner(1, 99_999, 999), partner(2, 99_998, 999), partner(3, 99_998, 999)];
    let card = Scorecard::new(criteria.clone(), scale, partners).unwrap();
    let totals: Vec<_> = card.scores().iter().map(|score| score.total.unwrap()).collect();
    assert!(totals[0] < totals[1] && totals[1] == totals[2]);
    assert!(totals.iter().all(|&total| total < Mark::FULL && total.shown().to_f64() > 99.99));
    assert_eq!(Lead::new(&card), Lead::Level { partners: vec![Id::from_u128(2), Id::from_u128(3)] });
    // A rival that gains on one criterion what takes nearly all of its weight.
    let last = criteria.list().last().unwrap();
    let behind = partner(3, 99_999, 1).rated_throughout(last, full);
    let ahead = partner(2, 99_998, 999).rated_throughout(last, Rating::Exact(Points::new(0).unwrap()));
    let card = Scorecard::new(criteria.clone(), scale, vec![ahead, behind]).unwrap();
    assert!(matches!(Lead::new(&card), Lead::Open(_)), "{:?}", Lead::new(&card));
}
