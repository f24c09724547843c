use super::*;

fn chances<const CRITERIA: usize>(weights: [u8; CRITERIA], partners: &[[&str; CRITERIA]]) -> Vec<f64> {
    let chances = Draws::of(&card(weights, partners), 7);
    assert_eq!((chances.seed(), chances.draws()), (7, 10_000));
    chances.iter().map(|(_, chance)| f64::from(chance.rate().ppm()) / 1e6).collect()
}

#[track_caller]
fn check<const CRITERIA: usize>(weights: [u8; CRITERIA], partners: &[[&str; CRITERIA]], expected: &[f64]) {
    let found = chances(weights, partners);
    // Three standard errors of 10,000 draws.
    let near = found.iter().zip(expected).all(|(found, expected)| (found - expected).abs() < 0.015);
    assert!(near && found.len() == expected.len(), "{found:?} instead of {expected:?}");
}

#[test]
fn what_is_certain_is_drawn_alike() {
    assert_eq!(chances([50, 50], &[["60", "60"], ["50", "59"]]), [1.0, 0.0]);
    // Ties share the draw.
    assert_eq!(chances([50, 50], &[["60", "60"], ["60", "60"]]), [0.5, 0.5]);
    assert_eq!(chances([50, 50], &[["60", "60"], ["60", "60"], ["60", "60"], ["60", "59"]])[..3], [0.333_333; 3]);
    // Only the draws that are ties.
    check([50, 50], &[["100", "0"], ["100", "0"], ["0", "100"]], &[0.25, 0.25, 0.5]);
    // A weight of 0 stays 0; a single one stays 1.
    assert_eq!(chances([50, 0], &[["60", "?"], ["50", "100"]]), [1.0, 0.0]);
    assert_eq!(chances([50, 0], &[["60 40", "?"], ["50 50", "100"]]), [0.5, 0.5]);
    assert_eq!(chances([50, 50], &[["?", "?"]]), [1.0]);
    assert!(chances([50, 50], &[]).is_empty());
}

#[test]
fn what_nobody_knows_is_uniform() {
    check([1], &[["70"], ["?"]], &[0.7, 0.3]);
    check([1], &[["?"], ["?"], ["?"]], &[1.0 / 3.0; 3]);
    // The mean of two uniform numbers is above 75 with chance 1/8.
    check([1], &[["75 75"], ["? ?"]], &[0.875, 0.125]);
    // Half of it is known: 40 + u/2 is above 75 with chance 0.3.
    check([1], &[["75 75"], ["80 ?"]], &[0.7, 0.3]);
}

#[test]
fn weights_vary_as_a_dirichlet_of_concentration_50() {
    // The first is ahead while the first weight is above ½: beta(30, 20) above ½ (exactly, as a binomial sum).
    check([60, 40], &[["100", "0"], ["0", "100"]], &[0.923_8, 0.076_2]);
    // With three criteria the first has beta(25, 25) against the rest: even; with 20% beta(10, 40) above 0.3.
    check([50, 30, 20], &[["100", "0", "0"], ["0", "100", "100"]], &[0.5, 0.5]);
    check([20, 30, 50], &[["100", "0", "0"], ["30", "30", "30"]], &[0.048_0, 0.952_0]);
    // A shape below 1: beta(0.5, 49.5) above 0.01.
    check([1, 99], &[["100", "0"], ["1", "1"]], &[0.319_7, 0.680_3]);
}

#[test]
fn slices_draw_what_the_whole_draws() {
    let card = card([30, 20, 10], &[["80 ?", "50", "20"], ["? 40", "60", "?"], ["60 60", "?", "?"]]);
    let whole = Draws::of(&card, 1);
    let mut slices = Draws::new(&Uncertain::of(&card), 1);
    for count in [1, 0, 2_999, 6_000, 1_000] {
        slices.advance(count);
    }
    assert_eq!(slices.done(), Draws::USUAL);
    assert_eq!(slices.chances(), whole);
    assert_ne!(Draws::of(&card, 2), whole);
}

#[test]
fn the_chances_of_a_seed_never_change() {
    let card = card([30, 20, 10], &[["80 ?", "50", "20"], ["? 40", "60", "?"], ["60 60", "?", "?"]]);
    let found: Vec<u64> = Draws::of(&card, 42).credits().iter().map(|&(_, credit)| credit / Draws::CREDIT).collect();
    assert_eq!(found, [2_808, 2_503, 4_689]);
}

#[test]
fn without_draws_nobody_has_a_chance() {
    let card = card([1], &[["70"], ["?"]]);
    let none = Draws::new(&Uncertain::of(&card), 1).chances().of(Id::from_u128(1));
    assert_eq!((none.fraction(), none.rate().ppm()), ((0, 0), 0));
    assert!(!none.is_at_least(crate::value::Rate::ZERO));
    assert!(!Draws::of(&card, 1).of(Id::from_u128(9)).is_at_least(crate::value::Rate::percent(1)));
}
