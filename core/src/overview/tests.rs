#![allow(clippy::unwrap_used, clippy::panic)]

use std::sync::Arc;

use super::*;
use crate::forecast::Estimate;
use crate::ledger::Typed;
use crate::review::{Basis, Entry, Figures, StrategicValue, Trailing};
use crate::scorecard::{Indicator, Judgement, Kind, PastPartnership, Rating, Scorecard, TrackRecord};
use crate::split::{FixedSplit, JointSplit};
use crate::tracking::{Contact, Facts, Ledger, Number, Reward, Tracked};
use crate::value::{Currency, Hours, Money, Name, Note, Quantity, Rate, Side};
use crate::workspace::{Answer, Command};

fn id(number: u128) -> Id {
    Id::from_u128(number)
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn usd(units: i64) -> Money {
    Money::new(units * 100).unwrap()
}

fn after(commands: impl IntoIterator<Item = Command>) -> Workspace {
    let fresh = Workspace::new(Currency::USD, [1, 2, 3, 4].map(id));
    commands.into_iter().fold(fresh, |workspace, command| workspace.apply(command).unwrap())
}

fn candidate(number: u128) -> Partner {
    Partner::new(id(number), Name::new("Harbor Copy").unwrap(), Kind::default())
}

fn candidates(partners: impl IntoIterator<Item = Partner>) -> Command {
    let card = partners.into_iter().fold(Scorecard::default(), |card, partner| card.with_added(partner).unwrap());
    Command::set_scorecard(Arc::new(card))
}

fn rated(partner: &Partner, indicator: Id) -> Partner {
    partner.judged(indicator, Judgement { rating: Rating::Strong, evidence: Note::default() })
}

/// Strong on everything.
fn known(number: u128) -> Partner {
    let card = Scorecard::default();
    let indicators = card.criteria().list().iter().flat_map(|criterion| criterion.indicators());
    indicators.fold(candidate(number), |partner, indicator| rated(&partner, indicator.id()))
}

fn terms() -> [Command; 3] {
    let whole = |count| Some(Estimate::typed(Quantity::whole(count)));
    [
        Command::Answer(Answer::Introductions(whole(12))),
        Command::Answer(Answer::Projects(whole(5))),
        Command::Answer(Answer::Value(Some(Estimate::typed(usd(8_000))))),
    ]
}

fn basis(end: &str) -> Command {
    Command::set_basis(Basis::new(usd(100), Trailing::up_to(day(end), 6).unwrap()).unwrap())
}

fn partnership() -> Command {
    let strategic = StrategicValue::none();
    let figures = Figures { revenue: usd(1), strategic, upkeep: Hours::ZERO, money: Money::ZERO, payouts: Money::ZERO };
    Command::put_entry(Entry::new(id(90), Name::new("Alder").unwrap(), figures, None).unwrap())
}

#[track_caller]
fn check(workspace: &Workspace, progress: [Progress; 3], next: Step) {
    let overview = Overview::new(workspace, day("2026-11-24"));
    assert_eq!(overview.questions.map(|(_, progress)| progress), progress);
    assert_eq!(overview.questions.map(|(which, _)| which), [Question::Partner, Question::Terms, Question::Worth]);
    assert_eq!(overview.next, next);
}

use Progress::{Answered, Begun, Untouched};

#[test]
fn it_begins_with_a_question() {
    check(&after([]), [Untouched; 3], Step::Begin);
    // To say what the terms are for is no answer yet.
    check(&after([Command::SetTopic(Topic::JointWork)]), [Untouched; 3], Step::Begin);
}

#[test]
fn what_was_begun_comes_before_everything_else() {
    let [introductions, projects, value] = terms();
    check(&after([introductions.clone()]), [Untouched, Begun, Untouched], Step::FinishTerms { missing: 2 });
    check(&after([introductions, value]), [Untouched, Begun, Untouched], Step::FinishTerms { missing: 1 });
    check(&after([candidates([candidate(7)])]), [Begun, Untouched, Untouched], Step::NameAnother);
    check(
        &after([candidates([candidate(7), known(8)])]),
        [Begun, Untouched, Untouched],
        Step::Rate { partners: vec![id(7)] },
    );
    check(&after([basis("2026-11-01")]), [Untouched, Untouched, Begun], Step::AddPartnership);
    let both = after([candidates([known(7)]), projects]);
    check(&both, [Begun, Begun, Untouched], Step::NameAnother);
}

#[test]
fn two_known_candidates_are_enough_for_a_verdict() {
    let some = after([candidates([candidate(7), known(8), known(9)])]);
    check(&some, [Answered, Untouched, Untouched], Step::Ask(Question::Terms));
    // One indicator of four in each of five criteria is a quarter of the weight; half of it is enough.
    let half = Scorecard::default().criteria().list().iter().fold(candidate(7), |partner, criterion| {
        criterion.indicators().iter().step_by(2).fold(partner, |partner, indicator| rated(&partner, indicator.id()))
    });
    let one = rated(&candidate(8), Indicator::CLIENT_OVERLAP);
    let covered = |partner: Partner| {
        let card = Scorecard::default().with_added(partner).unwrap();
        card.scores().first().unwrap().coverage
    };
    assert!(covered(half.clone()) >= Rate::percent(50) && covered(one.clone()) < Rate::percent(50));
    check(&after([candidates([half.clone(), known(9)])]), [Answered, Untouched, Untouched], Step::Ask(Question::Terms));
    check(&after([candidates([one, known(9)])]), [Begun, Untouched, Untouched], Step::Rate { partners: vec![id(8)] });
}

#[test]
fn joint_work_is_answered_by_a_pool_and_a_split() {
    let joint = [Command::SetTopic(Topic::JointWork), Command::set_pool(Some(usd(1_000)))];
    check(&after(joint.clone()), [Untouched, Begun, Untouched], Step::FinishTerms { missing: 1 });
    let halves = FixedSplit::new(vec![(Side::You.party(), 1), (Side::Them.party(), 1)]).unwrap();
    let split = Command::put_split(id(50), JointSplit::Fixed(halves));
    check(&after(joint.into_iter().chain([split])), [Untouched, Answered, Untouched], Step::NamePartner);
}

#[test]
fn a_verdict_on_terms_is_firmed_up_before_another_question_is_taken_up() {
    let mut commands = terms().to_vec();
    let progress = [Untouched, Answered, Untouched];
    check(&after(commands.clone()), progress, Step::NamePartner);
    commands.push(Command::SetPartner(Name::new("Harbor Copy").ok()));
    check(&after(commands.clone()), progress, Step::Replace(Guess::Margin));
    commands.push(Command::Answer(Answer::Margin(Some(Estimate::typed(Rate::percent(60))))));
    check(&after(commands.clone()), progress, Step::Replace(Guess::Hour));
    commands.push(Command::Answer(Answer::Hour(Side::You, Some(usd(95)))));
    check(&after(commands.clone()), progress, Step::Ask(Question::Partner));
    commands.push(candidates([known(7), known(8)]));
    check(&after(commands.clone()), [Answered, Answered, Untouched], Step::Ask(Question::Worth));
    commands.extend([basis("2026-11-01"), partnership()]);
    check(&after(commands), [Answered; 3], Step::Send);
}

#[test]
fn a_review_is_due_a_quarter_after_its_last_day() {
    let due = |end: &str, today: &str| Overview::new(&after([basis(end), partnership()]), day(today)).due;
    // The period ends before its end: its last day is the one before.
    for (end, today, ended) in [
        ("2026-07-01", "2026-10-01", "2026-06-30"),
        ("2026-12-01", "2027-03-01", "2026-11-30"),
        ("2025-11-30", "2026-02-28", "2025-11-29"),
    ] {
        assert_eq!(due(end, today), [Due::Review { ended: day(ended) }], "{end}");
        assert_eq!(due(end, &day(today).pred_opt().unwrap().to_string()), [], "{end}");
    }
    let nothing_entered = Overview::new(&after([basis("2020-01-01")]), day("2026-11-24"));
    assert_eq!(nothing_entered.due, []);
}

#[test]
fn a_reference_is_due_until_one_is_checked() {
    let past = |checked| PastPartnership::new(day("2020-01-01"), None, checked).unwrap();
    let with = |number, past: Vec<_>| known(number).with_track_record(TrackRecord::new(past).unwrap());
    let all = [with(7, vec![]), with(8, vec![past(false), past(false)]), with(9, vec![past(false), past(true)])];
    let overview = Overview::new(&after([candidates(all)]), day("2026-11-24"));
    let due = Due::References { partners: vec![id(8)] };
    assert_eq!(overview.due, std::slice::from_ref(&due));
    assert_eq!(overview.next, Step::Do(due));
}

#[test]
fn what_cannot_be_read_is_due_first() {
    let unread = |number| Line::Unread { id: id(number), typed: Typed { amount: "soon".into(), ..Typed::default() } };
    let commands = [basis("2020-01-01"), partnership(), Command::add_lines(vec![unread(30), unread(31)])];
    let overview = Overview::new(&after(commands), day("2026-11-24"));
    let last = Due::Review { ended: day("2019-12-31") };
    assert_eq!(overview.due, [Due::Unread { lines: 2 }, last]);
    assert_eq!(overview.next, Step::Do(Due::Unread { lines: 2 }));
}

#[test]
fn a_reward_is_due_once_its_last_day_has_passed() {
    let ana = Contact::new(id(50), Name::new("Ana").unwrap());
    let reward = |number: u32, due: &str| {
        let facts =
            Facts { reward: Reward::Due(day(due)), ..Facts::new(Name::new("Acme").unwrap(), day("2026-01-01")) };
        Tracked::new(Number(number), facts).unwrap()
    };
    let ledger = Ledger::new(vec![ana], vec![reward(1, "2026-03-01"), reward(2, "2026-02-01")], Vec::new()).unwrap();
    let workspace = after([Command::set_ledger(Arc::new(ledger))]);
    let due = |today: &str| Overview::new(&workspace, day(today)).due;
    assert_eq!(due("2026-03-03"), []);
    // Thirty days after 1 February is 3 March, after 1 March the 31st.
    assert_eq!(due("2026-03-04"), [Due::Rewards { count: 1, until: day("2026-03-03") }]);
    assert_eq!(due("2026-04-01"), [Due::Rewards { count: 2, until: day("2026-03-03") }]);
}
