use super::*;

/// Leader, rival, criterion, from and to in parts per million, and whether something is left out.
type Change = (u128, u128, u128, i128, i128, bool);

#[track_caller]
fn check<const CRITERIA: usize>(weights: [u8; CRITERIA], partners: &[[&str; CRITERIA]], expected: Change) {
    let Lead::Open(change) = Lead::new(&card(weights, partners)) else {
        panic!("{:?}", Lead::new(&card(weights, partners)))
    };
    let found = (
        number(change.leader),
        number(change.rival),
        number(change.criterion),
        change.from.ppm(),
        change.to.ppm(),
        change.is_partial,
    );
    assert_eq!(found, expected);
}

fn lead<const CRITERIA: usize>(weights: [u8; CRITERIA], partners: &[[&str; CRITERIA]]) -> Lead {
    Lead::new(&card(weights, partners))
}

#[test]
fn the_smallest_change_puts_a_rival_level() {
    // G = 0.7 × 30 − 0.3 × 20 = 15. On the second d = 20: 15 × 0.7 / 35 = 0.3 more. On the first d = −30 and
    // 0.7 × 30 ≥ 15: 15 × 0.3 / −15 = 0.3 less; the first criterion comes first.
    check([70, 30], &[["80", "50"], ["50", "70"]], (1, 2, 1, 700_000, 400_000, false));
    // Of three criteria another is nearer: G = 20 − 5 = 15; the third has d = 20: 15 × 0.75 / 35 = 0.321428…
    // The first: d = −40, 0.5 × 40 ≥ 15: 15 × 0.5 / −25 = −0.3.
    check([50, 25, 25], &[["80", "50", "50"], ["40", "50", "70"]], (1, 2, 1, 500_000, 200_000, false));
    // The order of the partners is that of their ids, not of their scores.
    check([50, 25, 25], &[["40", "50", "70"], ["80", "50", "50"]], (2, 1, 1, 500_000, 200_000, false));
}

#[test]
fn a_weight_of_nothing_can_be_raised_and_a_rival_can_need_all_of_it() {
    // G = 10, w = 0, d = 30: 10 / 40.
    check([10, 0], &[["60", "20"], ["50", "50"]], (1, 2, 2, 0, 250_000, false));
    // d = 0 on the second: only there are the two level. The first would have to weigh nothing, which is as far.
    check([20, 80], &[["60", "50"], ["50", "50"]], (1, 2, 1, 200_000, 0, false));
    check([80, 20], &[["60", "50"], ["50", "50"]], (1, 2, 1, 800_000, 0, false));
}

#[test]
fn the_nearest_of_several_rivals_counts() {
    let partners = [["80", "40"], ["20", "60"], ["70", "60"]];
    // Against the third G = 0.7 × 10 − 0.3 × 20 = 1, d = −10 on the first: 1 × 0.3 / −9.
    check([70, 30], &partners, (1, 3, 1, 700_000, 666_667, false));
}

#[test]
fn only_what_is_known_for_all_is_compared() {
    check([70, 30, 50], &[["80", "50", "10"], ["50", "70", "?"]], (1, 2, 1, 700_000, 400_000, true));
    assert_eq!(lead([70, 30], &[["80", "?"], ["?", "70"]]), Lead::Incomparable);
    assert_eq!(lead([70, 0], &[["80", "10"], ["?", "70"]]), Lead::Incomparable);
    assert_eq!(lead([70, 0], &[["80", "10"]]), Lead::Incomparable);
    assert_eq!(lead([70, 0], &[]), Lead::Incomparable);
}

#[test]
fn equal_scores_are_level_and_some_leads_are_fixed() {
    let ids = |numbers: &[u128]| numbers.iter().copied().map(Id::from_u128).collect();
    let level = Lead::Level { partners: ids(&[2, 3]) };
    assert_eq!(lead([50, 25, 25], &[["0", "0", "0"], ["50", "100", "0"], ["50", "0", "100"]]), level);
    let fixed = Lead::Fixed { leader: Id::from_u128(1) };
    assert_eq!(lead([50, 50], &[["60", "60"], ["50", "59"]]), fixed);
    // With all the weight on one criterion there is nothing to rescale, and the other alone would not help.
    assert_eq!(lead([50, 0], &[["60", "60"], ["50", "59"]]), fixed);
    // Lowering the second to nothing is just not enough: 0.5 × 20 < 0.5 × 20 + 0.5 × 1.
    assert_eq!(lead([50, 50], &[["51", "60"], ["50", "40"]]), fixed);
    check([50, 50], &[["50", "60"], ["50", "40"]], (1, 2, 1, 500_000, 1_000_000, false));
}
