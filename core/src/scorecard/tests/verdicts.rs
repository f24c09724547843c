use super::*;

/// Chances in percent, of the partners from 1 on.
fn chances(percent: &[u64]) -> Chances {
    let credits = percent.iter().enumerate().map(|(place, &credit)| (Id::from_u128(place as u128 + 1), credit));
    Chances::new(1, 100, &credits.collect::<Vec<_>>())
}

fn order<const CRITERIA: usize>(partners: &[[&str; CRITERIA]], percent: &[u64]) -> Vec<u128> {
    ranked(&card([1; CRITERIA], partners), &chances(percent)).into_iter().map(number).collect()
}

#[test]
fn the_likeliest_to_be_first_is_at_the_top() {
    let partners = [["60", "50"], ["50", "60"], ["50", "70"]];
    assert_eq!(order(&partners, &[20, 50, 30]), [2, 3, 1]);
    // Of equal chances the higher score, then the lower id.
    assert_eq!(order(&partners, &[20, 20, 60]), [3, 1, 2]);
    assert_eq!(order(&partners, &[0, 100, 0]), [2, 3, 1]);
}

#[test]
fn hope_does_not_come_before_what_is_known() {
    // The first is better on all that is known about the second, whose unknowns are likely to be higher.
    assert_eq!(order(&[["30", "30"], ["20", "?"]], &[40, 60]), [1, 2]);
    assert_eq!(order(&[["30", "?"], ["20", "?"]], &[40, 60]), [1, 2]);
    // As good is not better, and nothing known is nothing to be better on.
    assert_eq!(order(&[["20", "30"], ["20", "?"]], &[40, 60]), [2, 1]);
    assert_eq!(order(&[["30", "30"], ["?", "?"]], &[40, 60]), [2, 1]);
    // Where the first is unknown it is not better.
    assert_eq!(order(&[["?", "30"], ["20", "?"]], &[40, 60]), [2, 1]);
    // Through a third: better than the second, which is better than the third.
    assert_eq!(order(&[["30", "30"], ["20", "?"], ["10", "?"]], &[10, 20, 70]), [1, 2, 3]);
    // Those that had to wait for the same one follow it by chance.
    assert_eq!(order(&[["30", "30"], ["20", "?"], ["?", "20"]], &[10, 50, 40]), [1, 2, 3]);
    assert_eq!(order(&[["30", "30"], ["20", "?"], ["?", "20"]], &[10, 40, 50]), [1, 3, 2]);
}

#[track_caller]
fn check<const CRITERIA: usize>(partners: &[[&str; CRITERIA]], percent: &[u64], expected: &Verdict) {
    assert_eq!(&verdict(&card([1; CRITERIA], partners), &chances(percent)), expected);
}

const A: Id = Id::from_u128(1);
const B: Id = Id::from_u128(2);

fn question(partner: Id, criterion: u128, place: u128) -> Option<Question> {
    let indicator = Id::from_u128(0x1_0000 + (criterion - 1) * 0x100 + place);
    Some(Question { partner, criterion: Id::from_u128(criterion), indicator })
}

#[test]
fn a_chance_of_90_percent_is_clear_and_one_of_70_a_leaning() {
    let known = [["60", "50"], ["50", "60"]];
    let none = || Verdict::NoClearWinner { first: A, second: B, by_unknowns: false, question: None };
    for (percent, expected) in [
        ([100, 0], Verdict::Clear { pick: A, next: B }),
        ([90, 10], Verdict::Clear { pick: A, next: B }),
        ([89, 11], Verdict::Leaning { pick: A, next: B, question: None }),
        ([70, 30], Verdict::Leaning { pick: A, next: B, question: None }),
        ([69, 31], none()),
        ([50, 50], none()),
    ] {
        check(&known, &percent, &expected);
    }
    check(&known, &[10, 90], &Verdict::Clear { pick: B, next: A });
    assert_eq!((Verdict::Clear { pick: A, next: B }.pick(), none().pick()), (Some(A), None));
}

#[test]
fn fewer_than_two_partners_are_no_choice() {
    check::<1>(&[], &[], &Verdict::TooFew);
    check(&[["60"]], &[100], &Verdict::TooFew);
}

#[test]
fn whoever_is_hardly_known_is_asked_about() {
    let thin = |partners: &[Id], question| Verdict::TooLittleKnown { partners: partners.to_vec(), question };
    // The first is known by half of the weight, which is enough; the second by less.
    check(&[["60 ?", "60 ?"], ["60 ?", "? ?"]], &[95, 5], &thin(&[B], question(B, 1, 1)));
    check(&[["60 ?", "? ?"], ["60 60", "60 60"]], &[95, 5], &thin(&[A], question(A, 1, 1)));
    check(&[["? ?", "? ?"], ["? ?", "? ?"]], &[50, 50], &thin(&[A, B], question(A, 1, 0)));
    // A third one that is hardly known does not stand in the way of the two.
    let clear = Verdict::Clear { pick: A, next: B };
    check(&[["60", "60"], ["60", "50"], ["?", "?"]], &[95, 3, 2], &clear);
}

#[test]
fn the_heaviest_unknown_of_the_first_two_is_asked_for() {
    let ask =
        |partners: &[[&str; 2]], weights, percent: &[u64]| match verdict(&card(weights, partners), &chances(percent)) {
            Verdict::Leaning { question, .. } | Verdict::NoClearWinner { question, .. } => question,
            other => panic!("{other:?}"),
        };
    // A half of 30 weighs as much as 15 as a whole; a third of it would weigh less.
    assert_eq!(ask(&[["60 60", "?"], ["? 40", "50"]], [30, 16], &[80, 20]), question(A, 2, 0));
    assert_eq!(ask(&[["60 60", "?"], ["? 40", "50"]], [30, 14], &[80, 20]), question(B, 1, 0));
    assert_eq!(ask(&[["60 60", "?"], ["? 40", "50"]], [30, 15], &[20, 80]), question(B, 1, 0));
    // What has no weight is not asked for.
    assert_eq!(ask(&[["60 60", "?"], ["70 40", "?"]], [30, 0], &[60, 40]), None);
}

#[test]
fn a_second_that_leads_by_its_unknowns_is_said_to() {
    let expected = Verdict::NoClearWinner { first: A, second: B, by_unknowns: true, question: question(B, 2, 0) };
    check(&[["30", "30"], ["20", "?"]], &[40, 60], &expected);
}
