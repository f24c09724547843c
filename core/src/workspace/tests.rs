use chrono::NaiveDate;

use super::*;
use crate::exchange::document;
use crate::forecast::{Estimate, Evidence, Factor, Given};
use crate::ledger::{Line, Summary, Typed};
use crate::plan::{Plan, Reached, Rewards};
use crate::review::{Agreed, Basis, ClientWork, Figures, StrategicValue, Trailing};
use crate::scorecard::{Criteria, Criterion, Indicator, Kind, Partner, Rating, Weight};
use crate::split::{CoalitionWorth, Coalitions, ContributionKind, FixedSplit};
use crate::tracking::{Contact, Facts, Number, Reward, Tracked};
use crate::value::{Hours, Quantity, Range, Rate, Side};

fn id(number: u128) -> Id {
    Id::from_u128(number)
}

fn day(day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, day).unwrap()
}

fn fresh() -> Workspace {
    Workspace::new(Currency::USD, [1, 2, 3, 4].map(id))
}

fn whole(count: u32) -> Option<Estimate<Quantity>> {
    Some(Estimate::typed(Quantity::whole(count)))
}

#[track_caller]
fn refuses(workspace: &Workspace, command: Command, rejection: Rejection) {
    assert_eq!(workspace.apply(command), Err(rejection));
}

fn unread(number: u128) -> Line {
    Line::Unread { id: id(number), typed: Typed { amount: "soon".into(), ..Typed::default() } }
}

#[test]
fn a_new_workspace_has_four_offers_and_no_answers() {
    let workspace = fresh();
    assert_eq!(workspace.offers().len(), 4);
    assert_eq!(workspace.answers().assume(Currency::USD), None);
}

#[test]
fn a_command_makes_another_workspace_and_leaves_the_first() {
    let before = fresh();
    let after = before.apply(Command::SetTopic(Topic::JointWork)).unwrap();
    assert_eq!((before.topic(), after.topic()), (Topic::Introductions, Topic::JointWork));
    assert!(Arc::ptr_eq(before.offers(), after.offers()));
}

#[test]
fn answers_have_to_agree_with_each_other() {
    let introduced = fresh().apply(Command::Answer(Answer::Introductions(whole(12)))).unwrap();
    refuses(&introduced, Command::Answer(Answer::Projects(whole(13))), Rejection::MoreProjectsThanIntroductions);
    refuses(&introduced, Command::Answer(Answer::Introductions(whole(501))), Rejection::TooManyIntroductions);
    refuses(&introduced, Command::Answer(Answer::Months(Some(Estimate::typed(0)))), Rejection::Months);
    refuses(&introduced, Command::Answer(Answer::Months(Some(Estimate::typed(61)))), Rejection::Months);
}

/// What rows say that hold eight introductions in 19 months, of which five became work.
fn summary() -> Summary {
    let cents = |minor: i64| Money::new(minor * 100).unwrap();
    let quantity = |millionths| Quantity::new(millionths).unwrap();
    fn ranged<T: Copy + Ord>([low, likely, high]: [T; 3]) -> Estimate<T> {
        Estimate::ranged(Range::new(low, likely, high).unwrap(), Given::Rows(17))
    }
    let percent = |low, likely, high| [low, likely, high].map(Rate::percent);
    let [low, likely, high] = percent(30, 62, 86);
    Summary {
        rows: 17,
        months_spanned: 19,
        evidence: Evidence { introductions: 8, projects: 5 },
        introductions_a_year: ranged([2_560_000, 5_050_000, 9_970_000].map(quantity)),
        conversion: Range::new(low, likely, high).unwrap(),
        value: ranged([1_000, 5_000, 15_000].map(cents)),
        months: ranged([1, 2, 4]),
        pass_through: ranged(percent(0, 5, 8)),
    }
}

fn one(factor: Factor) -> Command {
    Command::answer_one_from_rows(factor, summary())
}

/// Twelve introductions, of which six become work, and all else that can be said.
fn answered() -> Workspace {
    let share = |percent| Some(Estimate::typed(Rate::percent(percent)));
    let answers = [
        Answer::Introductions(whole(12)),
        Answer::Projects(whole(6)),
        Answer::Value(Some(Estimate::typed(Money::new(8_000_00).unwrap()))),
        Answer::Months(Some(Estimate::typed(3))),
        Answer::PassThrough(share(10)),
        Answer::Margin(share(60)),
        Answer::CameAnyway(share(20)),
    ];
    let answer = |workspace: Workspace, answer| workspace.apply(Command::Answer(answer)).unwrap();
    answers.into_iter().fold(fresh(), answer)
}

#[test]
fn one_quantity_from_the_rows_leaves_the_others_as_they_were() {
    let (before, rows) = (answered(), summary());
    let old = before.answers();
    let check = |factor, expected: Answers| {
        let after = before.apply(one(factor)).unwrap();
        assert_eq!(**after.answers(), expected, "{factor:?}");
        assert_eq!(after.apply(one(factor)), Ok(after), "{factor:?} twice");
    };
    check(Factor::Value, Answers { value: Some(rows.value), ..(**old).clone() });
    check(Factor::Months, Answers { months: Some(rows.months), ..(**old).clone() });
    check(Factor::PassThrough, Answers { pass_through: Some(rows.pass_through), ..(**old).clone() });
    // 62% of the twelve that were typed, not of the 5.05 in the rows; the share was counted on eight.
    let range = [3_600_000, 7_440_000, 10_320_000].map(|millionths| Quantity::new(millionths).unwrap());
    let projects = Estimate::ranged(Range::new(range[0], range[1], range[2]).unwrap(), Given::Rows(17));
    check(Factor::Conversion, Answers { projects: Some(projects), counted: Some(rows.evidence), ..(**old).clone() });
    // What the rows cannot tell.
    check(Factor::Margin, (**old).clone());
    check(Factor::CameAnyway, (**old).clone());
}

#[test]
fn what_was_counted_is_the_evidence_and_nothing_else_is() {
    let evidence = |workspace: &Workspace| {
        let Evidence { introductions, projects } = workspace.answers().evidence();
        (introductions, projects)
    };
    let typed = answered();
    assert_eq!(evidence(&typed), (12, 6));
    // The typed share of counted introductions is no count.
    assert_eq!(typed.apply(one(Factor::Introductions)), Err(Rejection::MoreProjectsThanIntroductions));
    let fewer = typed.apply(Command::Answer(Answer::Projects(whole(2)))).unwrap();
    let introduced = fewer.apply(one(Factor::Introductions)).unwrap();
    assert_eq!((introduced.answers().counted, evidence(&introduced)), (None, (5, 2)));
    // A counted share of typed introductions is one, of as many as there were.
    let shared = typed.apply(one(Factor::Conversion)).unwrap();
    assert_eq!(evidence(&shared), (8, 5));
    // A share of all is all, also of a number that is no hundredth.
    let all = Summary { conversion: Range::certain(Rate::FULL), ..summary() };
    let parts = Quantity::new(12_005_001).unwrap();
    let parts = typed.apply(Command::Answer(Answer::Introductions(Some(Estimate::typed(parts))))).unwrap();
    let parts = parts.apply(Command::answer_one_from_rows(Factor::Conversion, all)).unwrap();
    assert_eq!(parts.answers().projects.map(|e| e.likely()), parts.answers().introductions.map(|e| e.likely()));
    // Typed over, it is none any more.
    let again = shared.apply(Command::Answer(Answer::Projects(whole(6)))).unwrap();
    assert_eq!((again.answers().counted, evidence(&again)), (None, (12, 6)));
}

#[test]
fn a_counted_share_goes_with_the_introductions_that_are_counted_after_it() {
    let all = answered().apply(Command::answer_from_rows(summary())).unwrap();
    let in_turn = [Factor::Conversion, Factor::Introductions].into_iter();
    let in_turn = in_turn.fold(answered(), |workspace, factor| workspace.apply(one(factor)).unwrap());
    assert_eq!(in_turn.answers().introductions, all.answers().introductions);
    assert_eq!(in_turn.answers().projects, all.answers().projects);
    // Typed introductions stay, and then nothing is left that was counted together.
    let typed = in_turn.apply(Command::Answer(Answer::Introductions(whole(12)))).unwrap();
    assert_eq!(typed.answers().counted, None);
}

#[test]
fn nothing_is_worth_less_than_nothing() {
    let cent = Money::new(1).unwrap();
    for value in [
        Estimate::typed(-cent),
        Estimate::new(cent, Some(-cent), None, Given::Typed).unwrap(),
        Estimate::new(-cent, None, Some(cent), Given::Typed).unwrap(),
    ] {
        refuses(&fresh(), Command::Answer(Answer::Value(Some(value))), Rejection::Negative);
    }
    for side in Side::BOTH {
        refuses(&fresh(), Command::Answer(Answer::Hour(side, Some(-cent))), Rejection::Negative);
        assert!(fresh().apply(Command::Answer(Answer::Hour(side, Some(Money::ZERO)))).is_ok());
    }
    assert!(fresh().apply(Command::Answer(Answer::Value(Some(Estimate::typed(Money::ZERO))))).is_ok());
}

#[test]
fn what_is_not_there_cannot_be_removed() {
    assert_eq!(fresh().table().without(id(9), day(1)), Err(Rejection::Unknown(id(9))));
    refuses(&fresh(), Command::remove_line(id(9)), Rejection::Unknown(id(9)));
}

fn logged(number: u128, party: Id) -> Command {
    let kind = ContributionKind::Hours { time: Hours::hundredths(100), hourly: Money::ZERO, weight: Quantity::ONE };
    Command::put_logged(Logged { id: id(number), contribution: Contribution::new(party, kind).unwrap() })
}

fn contributed(number: u128) -> Command {
    Command::put_split(id(number), JointSplit::Contribution { cash_first: true })
}

fn offered(workspace: &Workspace, number: u128) -> Command {
    let offer = Offer::new(id(number), Preset::Lead.terms(Currency::USD).unwrap());
    Command::SetTable(workspace.table().put(offer, day(1)).unwrap())
}

fn without(workspace: &Workspace, number: u128) -> Command {
    Command::SetTable(workspace.table().without(id(number), day(1)).unwrap())
}

fn set(scorecard: Scorecard) -> Command {
    Command::set_scorecard(Arc::new(scorecard))
}

fn candidate(number: u128) -> Command {
    let partner = Partner::new(id(number), Name::new("Harbor Copy").unwrap(), Kind::default());
    set(Scorecard::default().with_added(partner).unwrap())
}

fn judged() -> Command {
    let trailing = Trailing::from("2026-01-01".parse().unwrap(), 6).unwrap();
    Command::set_basis(Basis::new(Money::new(100_00).unwrap(), trailing).unwrap())
}

fn entry(number: u128) -> Entry {
    let (strategic, upkeep) = (StrategicValue::none(), Hours::hundredths(100));
    let figures = Figures { revenue: Money::ZERO, strategic, upkeep, money: Money::ZERO, payouts: Money::ZERO };
    Entry::new(id(number), Name::new("Ana").unwrap(), figures, None).unwrap()
}

fn reviewed(number: u128) -> Command {
    Command::put_entry(entry(number))
}

#[test]
fn partnerships_are_reviewed_once_it_is_known_what_an_hour_is_worth() {
    refuses(&fresh(), reviewed(9), Rejection::NoBasis);
    refuses(&fresh(), Command::remove_entry(id(9)), Rejection::Unknown(id(9)));
    let workspace = fresh().apply(judged()).unwrap();
    refuses(&workspace, Command::remove_entry(id(9)), Rejection::Unknown(id(9)));
    let one = workspace.apply(reviewed(9)).unwrap();
    assert_eq!(one.apply(reviewed(9)), Ok(one.clone()));
    assert_eq!(one.apply(judged()), Ok(one.clone()));
    assert_eq!(one.apply(Command::remove_entry(id(9))), Ok(workspace));
    let full = (10..109).fold(one, |workspace, number| workspace.apply(reviewed(number)).unwrap());
    refuses(&full, reviewed(109), Rejection::TooManyPartnerships);
    assert!(full.apply(reviewed(108)).is_ok());
}

/// A partnership under the terms of this offer.
fn agreed(number: u128, offer: u128) -> Command {
    let work = ClientWork::Even { projects: Some(3), introductions: None };
    Command::put_entry(entry(number).agreeing(Some(Agreed::new(id(offer), work).unwrap())))
}

#[test]
fn terms_that_payouts_come_from_stay_on_the_table() {
    let judged = fresh().apply(judged()).unwrap();
    refuses(&judged, agreed(9, 99), Rejection::Unknown(id(99)));
    let workspace = judged.apply(agreed(9, 2)).unwrap();
    refuses(&workspace, without(&workspace, 2), Rejection::TermsInUse);
    assert!(workspace.apply(without(&workspace, 1)).is_ok());
    assert!(workspace.apply(offered(&workspace, 2)).is_ok());
    // Once payouts are typed, come from other terms or the partnership is gone, the terms are free to go.
    for free in [reviewed(9), agreed(9, 1), Command::remove_entry(id(9))] {
        let freed = workspace.apply(free).unwrap();
        assert!(freed.apply(without(&freed, 2)).is_ok());
    }
    // Set aside they go on paying.
    let aside = Offer { aside: true, ..workspace.table().offer(id(2)).unwrap().clone() };
    let aside = workspace.apply(Command::SetTable(workspace.table().put(aside, day(1)).unwrap())).unwrap();
    assert_eq!((aside.offers().len(), aside.partnerships()), (3, workspace.partnerships()));
    assert!(aside.apply(agreed(10, 2)).is_ok());
    let mut history = History::new(judged.clone(), History::BUDGET);
    history.commit(workspace.clone());
    assert!(history.undo());
    assert_eq!(history.present(), &judged);
    assert!(history.redo());
    assert_eq!(history.present(), &workspace);
}

#[test]
fn changed_terms_change_what_is_paid_and_typed_payouts_stay() {
    let workspace = [judged(), agreed(9, 2), reviewed(10)].into_iter().fold(fresh(), |w, c| w.apply(c).unwrap());
    let paid = |workspace: &Workspace| -> Vec<Money> {
        let settled = workspace.partnerships().unwrap().settled(workspace.table().all(), workspace.list()).unwrap();
        settled.iter().map(|settled| settled.entry.figures().payouts).collect()
    };
    // The first offers' retainer, 300 a month for six months; then 5% of nothing.
    assert_eq!(paid(&workspace), [Money::new(1_800_00).unwrap(), Money::ZERO]);
    assert_eq!(paid(&workspace.apply(offered(&workspace, 2)).unwrap()), [Money::ZERO; 2]);
    assert_eq!(workspace.partnerships().unwrap().entries[0].figures().payouts, Money::ZERO);
}

#[test]
fn an_id_belongs_to_one_thing_whatever_it_is() {
    let you = Side::You.party();
    let put = |workspace: &Workspace, number| {
        let rows = Command::add_lines(vec![unread(number)]);
        [
            offered(workspace, number),
            rows,
            logged(number, you),
            contributed(number),
            candidate(number),
            reviewed(number),
        ]
    };
    let full = (11..=16).fold(fresh().apply(judged()).unwrap(), |workspace, number| {
        let mine = put(&workspace, number).into_iter().nth(usize::try_from(number - 11).unwrap()).unwrap();
        workspace.apply(mine).unwrap()
    });
    for (place, taken) in (0..).zip(11..=15) {
        for (other, command) in put(&full, taken).into_iter().enumerate() {
            // Only a row does not take the place of the one with its id.
            if other == place && other != 1 {
                assert!(full.apply(command).is_ok());
            } else {
                refuses(&full, command, Rejection::DuplicateId(id(taken)));
            }
        }
    }
    let twice = Workspace::new(Currency::USD, [1, 2, 1, 2].map(id));
    assert_eq!(twice.offers().iter().map(|offer| offer.id).collect::<Vec<_>>(), [1, 2].map(id));
    for workspace in [full, twice] {
        assert_eq!(document::read(document::write(&workspace).as_bytes()).map(|read| read.workspace), Ok(workspace));
    }
}

#[test]
fn joint_work_is_that_of_the_two_sides() {
    let (you, stranger) = (Side::You.party(), id(3));
    let fixed = JointSplit::Fixed(FixedSplit::new(vec![(you, 1), (stranger, 1)]).unwrap());
    let worth = CoalitionWorth { members: vec![stranger], worth: Money::ZERO };
    let coalitions = JointSplit::Shapley(Coalitions::new(vec![you, stranger], &[worth]).unwrap());
    for command in [logged(9, stranger), Command::put_split(id(9), fixed), Command::put_split(id(9), coalitions)] {
        refuses(&fresh(), command, Rejection::Stranger(stranger));
    }
}

#[test]
fn a_row_keeps_its_id_to_itself() {
    let listed = fresh().apply(Command::add_lines(vec![unread(7)])).unwrap();
    refuses(&listed, Command::add_lines(vec![unread(7)]), Rejection::DuplicateId(id(7)));
    assert_eq!(listed.apply(Command::remove_line(id(7))).unwrap(), fresh());
}

#[test]
fn a_currency_with_other_decimals_asks_for_an_empty_workspace() {
    let yen = Currency::new("JPY").unwrap();
    let ids = [5, 6, 7, 8].map(id);
    let changed = fresh().apply(Command::SetCurrency(yen, ids)).unwrap();
    assert_eq!(changed.offers().as_slice(), first_offers(yen, ids));
    let valued = fresh().apply(Command::Answer(Answer::Value(Some(Estimate::typed(Money::MAX))))).unwrap();
    for holds_amounts in [&valued, &fresh().apply(judged()).unwrap()] {
        refuses(holds_amounts, Command::SetCurrency(yen, ids), Rejection::CurrencyDecimals);
    }
    assert!(valued.apply(Command::SetCurrency(Currency::new("EUR").unwrap(), ids)).is_ok());
}

#[test]
fn undo_and_redo_walk_the_same_steps() {
    let mut history = History::new(fresh(), History::BUDGET);
    let steps: Vec<Workspace> =
        (1..=3).map(|n| fresh().apply(Command::Answer(Answer::Introductions(whole(n)))).unwrap()).collect();
    for step in &steps {
        history.commit(step.clone());
    }
    history.commit(steps[2].clone());
    assert!(history.undo() && history.undo());
    assert_eq!(history.present(), &steps[0]);
    assert!(history.redo());
    assert_eq!(history.present(), &steps[1]);
    history.commit(fresh());
    assert!(!history.can_redo());
    assert!(history.undo() && history.undo() && history.undo() && !history.undo());
    assert_eq!(history.present(), &fresh());
}

#[test]
fn a_new_workspace_has_the_usual_criteria_and_nobody_to_choose_from() {
    assert_eq!(*fresh().scorecard(), Scorecard::default());
    assert_eq!(fresh().scorecard().criteria(), &Criteria::usual());
}

#[test]
fn candidates_keep_their_ids_and_criteria_have_their_own() {
    let kept = fresh().apply(candidate(7)).unwrap();
    let one = kept.scorecard();
    // The same again, with something known, beside another, and without any.
    let strong = one.partner(id(7)).unwrap().judged(Indicator::CLIENT_OVERLAP, Rating::Strong.into());
    let known = one.with_replaced(&strong).unwrap();
    let two = known.with_added(Partner::new(id(8), Name::new("Larkspur").unwrap(), Kind::default())).unwrap();
    let of_offer = two.with_added(Partner::new(id(4), Name::new("Fjord").unwrap(), Kind::default())).unwrap();
    refuses(&kept, set(of_offer), Rejection::DuplicateId(id(4)));
    for scorecard in [known, two.without(id(7)).unwrap(), two, Scorecard::default()] {
        assert_eq!(*kept.apply(set(scorecard.clone())).unwrap().scorecard(), scorecard);
    }
    // An offer's id does not hinder a criterion.
    let criteria = Criteria::usual().with_added(Criterion::plain(id(1), Name::new("Price").unwrap(), Weight::MAX));
    assert!(fresh().apply(set(one.with_criteria(criteria.unwrap()))).is_ok());
}

#[test]
fn an_undo_step_costs_the_partner_that_changed() {
    let many = (100..600).fold(Scorecard::default(), |card, number| {
        let partner = Partner::new(id(number), Name::new("Harbor Copy").unwrap(), Kind::default());
        let criteria = card.criteria().clone();
        let rated =
            criteria.list().iter().fold(partner, |one, criterion| one.rated_throughout(criterion, Rating::Mixed));
        card.with_added(rated).unwrap()
    });
    let before = fresh().apply(set(many.clone())).unwrap();
    let partner = many.partner(id(300)).unwrap().judged(Indicator::CLIENT_OVERLAP, Rating::Weak.into());
    let changed = before.apply(set(many.with_replaced(&partner).unwrap())).unwrap();
    let (step, whole) = (before.bytes_beyond(&changed), before.bytes_beyond(&fresh()));
    assert!(step < whole / 4, "{step} of {whole}");
    assert_eq!(before.bytes_beyond(&before.clone()), size_of::<Workspace>());
}

/// A workspace with one referral that Ana made and was rewarded for so.
fn rewarded(reward: Reward) -> Workspace {
    let ana = Contact::new(id(50), Name::new("Ana").unwrap());
    let facts = Facts { contact: Some(id(50)), reward, ..Facts::new(Name::new("Acme").unwrap(), day(1)) };
    let acme = Tracked::new(Number(1), facts).unwrap();
    let ledger = Ledger::new(vec![ana], vec![acme], Vec::new()).unwrap();
    fresh().apply(Command::set_ledger(Arc::new(ledger))).unwrap()
}

#[test]
fn a_waived_reward_is_neither_due_nor_asked_for_again() {
    let due = rewarded(Reward::Due(day(2)));
    let waived = due.apply(Command::waive_reward(Number(1))).unwrap();
    assert_eq!(waived.ledger().referral(Number(1)).unwrap().reward(), Reward::None);
    assert!(waived.plan().excuses(Number(1)));
    let none = rewarded(Reward::None);
    let waived = none.apply(Command::waive_reward(Number(1))).unwrap();
    assert!(waived.plan().excuses(Number(1)));
    assert!(Arc::ptr_eq(&waived.ledger(), &none.ledger()));
    refuses(&none, Command::waive_reward(Number(2)), Rejection::Unknown(Number(2).id()));
}

#[test]
fn a_plan_names_nobody_who_is_not_in_the_ledger() {
    let reached = Reached { thanked: Some(day(3)), asked: None };
    let plan = Plan::default().excusing(Number(1), true).excusing(Number(2), true);
    let plan = plan.with_reached(id(50), reached).unwrap().with_reached(id(51), reached).unwrap();
    let planned = rewarded(Reward::None).apply(Command::set_plan(plan)).unwrap();
    assert_eq!(planned.plan().excused().len(), 1);
    assert_eq!((planned.plan().reached(id(50)), planned.plan().reached(id(51))), (reached, Reached::default()));
    let bare = planned.apply(Command::set_ledger(Arc::default())).unwrap();
    assert_eq!(*bare.plan(), Plan::default());
    assert_eq!(planned.plan().excused().len(), 1);
}

#[test]
fn rewards_keep_the_decimals_of_the_currency() {
    let rewards = Rewards::usual(day(1), Currency::USD).ok();
    let planned = fresh().apply(Command::set_plan(Plan::default().with_rewards(rewards))).unwrap();
    let yen = Command::SetCurrency(Currency::new("JPY").unwrap(), [5, 6, 7, 8].map(id));
    refuses(&planned, yen, Rejection::CurrencyDecimals);
}
