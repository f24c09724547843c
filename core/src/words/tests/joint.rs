use super::*;
use crate::split::{Contribution, ContributionKind, FixedSplit, JointSplit, Reason, SplitKind, USUAL_GAP, compare};
use crate::value::Hours;
use crate::words::{Headline, joint_headline, joint_reason, split_name, split_record_keeping};

const YOU: Id = Id::from_u128(1);
const ANA: Id = Id::from_u128(2);

fn worked(party: Id, hours: u16) -> Contribution {
    let kind =
        ContributionKind::Hours { time: Hours::hundredths(hours * 100), hourly: usd(100), weight: Quantity::ONE };
    Contribution::new(party, kind).unwrap()
}

fn half() -> JointSplit {
    JointSplit::Fixed(FixedSplit::new(vec![(YOU, 50), (ANA, 50)]).unwrap())
}

fn say(log: &[Contribution], splits: &[JointSplit]) -> Headline {
    let names: Vec<String> = splits.iter().map(split_name).collect();
    let on_table: Vec<(Id, &JointSplit)> = (11..).map(Id::from_u128).zip(splits).collect();
    let comparison = compare(usd(10_000), log, &on_table, USUAL_GAP).unwrap();
    let split = |id: Id| names[usize::try_from(id.as_u128() - 11).unwrap()].clone();
    let party = |id| if id == YOU { "you".into() } else { "Ana".into() };
    joint_headline(&comparison, USUAL_GAP, &split, &party, &DOLLARS)
}

#[test]
fn joint_work_is_said_as_effort_against_reward() {
    let by_contribution = JointSplit::Contribution { cash_first: false };
    let said = say(&[worked(YOU, 70), worked(ANA, 30)], &[half(), by_contribution]);
    assert_eq!(
        said.sentence,
        "Split by logged contributions: split 50/50, you would do 70% of the work for 50% of the revenue, 20 points apart."
    );
    assert_eq!(
        said.detail,
        "Under this split nobody’s share of the revenue is more than 0 points from their share of what was put in; up to 10 \
         points passes as fair."
    );
    assert_eq!((said.state, said.line.as_str()), ("Clear", "Split by logged contributions"));
    let said = say(&[worked(YOU, 55), worked(ANA, 45)], &[half()]);
    assert_eq!(
        said.sentence,
        "Split 50/50: it is the simplest on the table that pays everyone about what they put in."
    );
}

#[test]
fn every_kind_of_split_says_what_it_takes_to_keep() {
    let said = |kind| split_record_keeping(kind, &DOLLARS);
    assert_eq!(said(SplitKind::Fixed), "Record keeping: about 0.5 h a month and 0.5 h a project");
    assert_eq!(said(SplitKind::Contribution), "Record keeping: about 2 h a month and 0.5 h a project");
    assert_eq!(said(SplitKind::Shapley), said(SplitKind::Contribution));
}

#[test]
fn where_no_split_is_fair_the_nearest_fixed_one_is_proposed() {
    let said = say(&[worked(YOU, 72), worked(ANA, 28)], &[half()]);
    assert_eq!(
        said.sentence,
        "None of these is fair to both: even split 50/50, you would do 72% of the work for 50% of the revenue, 22 points apart. \
         Try 70% for you and 30% for Ana."
    );
    assert_eq!(said.detail, "That is 2 points off, and the nearest in steps of 5%; up to 10 points passes as fair.");
}

#[test]
fn without_a_log_there_is_nothing_to_say() {
    assert_eq!(say(&[], &[half()]).sentence, "Too early to say: nothing that was put in is logged yet.");
}

#[test]
fn what_one_side_logged_alone_is_too_early() {
    let said = say(&[worked(YOU, 70)], &[half()]);
    assert_eq!(said.sentence, "Too early to say: everything logged so far is from you.");
    assert_eq!((said.code, said.is_settled), ("too-early", false));
    let said = say(&[worked(ANA, 1)], &[half()]);
    assert_eq!(said.sentence, "Too early to say: everything logged so far is from Ana.");
}

#[test]
fn splits_are_called_by_their_stakes_or_their_rule() {
    let two_to_one = FixedSplit::new(vec![(YOU, 2), (ANA, 1)]).unwrap();
    assert_eq!(split_name(&JointSplit::Fixed(two_to_one)), "2/1");
    let cash_first = JointSplit::Contribution { cash_first: true };
    assert_eq!(split_name(&cash_first), "by logged contributions, cash repaid first");
}

#[test]
fn a_split_passed_over_says_why() {
    let why = |reason| joint_reason(&reason, USUAL_GAP, &DOLLARS);
    assert_eq!(why(Reason::LessSimple), "It is fair, but less simple.");
    assert_eq!(why(Reason::Equal), "It is as good as the one chosen.");
    let log = [worked(YOU, 70), worked(ANA, 30)];
    let split = half();
    let comparison = compare(usd(100), &log, &[(YOU, &split)], USUAL_GAP).unwrap();
    assert_eq!(
        why(comparison.passed_over[0].reason),
        "It is 20 points off what was put in; up to 10 points passes as fair."
    );
}
