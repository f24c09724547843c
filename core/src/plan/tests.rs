#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

use std::collections::BTreeSet;

use rstest::rstest;

use super::*;
use crate::ledger::{Bill, Payment, Refund};
use crate::terms::{Percentage, Scale, Terms};
use crate::tracking::{Contact, Facts, Filter, Reward, SourceKind, Tracked, Trust};
use crate::value::{Currency, Money, Rate, Side};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn dollars(amount: i64) -> Money {
    Money::new(amount * 100).unwrap()
}

fn name(text: &str) -> Name {
    Name::new(text).unwrap()
}

const ANN: Id = Id::from_u128(1);
const BEN: Id = Id::from_u128(2);

/// A referral that Ann made to the user.
fn by_ann(number: u32, introduced: &str, more: impl FnOnce(&mut Facts)) -> Tracked {
    let mut facts = Facts { contact: Some(ANN), ..Facts::new(name("Acme"), day(introduced)) };
    more(&mut facts);
    Tracked::new(Number(number), facts).unwrap()
}

fn ledger(referrals: Vec<Tracked>) -> Ledger {
    let contacts = vec![Contact::new(ANN, name("Ann Ash")), Contact::new(BEN, name("Ben"))];
    Ledger::new(contacts, referrals, Vec::new()).unwrap()
}

fn rewarding(from: &str, trigger: Trigger) -> Plan {
    let usual = Rewards::usual(day(from), Currency::USD).unwrap();
    let rewards = Rewards::new(usual.from(), trigger, usual.give_within(), usual.tiers().to_vec()).unwrap();
    Plan::default().with_rewards(Some(rewards))
}

fn paid(on: &str, amount: i64, refunds: Vec<Refund>) -> Bill {
    Bill::payment(Payment::new(day(on), dollars(amount), refunds).unwrap(), Money::ZERO).unwrap()
}

#[rstest]
#[case(0, "A gift card")]
#[case(4_999, "A gift card")]
#[case(5_000, "A course or a conference ticket")]
#[case(2_000_000, "A course or a conference ticket")]
fn below_5000_a_gift_card_and_from_5000_a_course(#[case] worth: i64, #[case] reward: &str) {
    let rewards = Rewards::usual(day("2026-01-01"), Currency::USD).unwrap();
    assert_eq!(rewards.tier(Some(dollars(worth))).unwrap().reward.as_str(), reward);
    assert_eq!(rewards.tier(None), None);
}

#[test]
fn a_tier_begins_at_its_own_cent() {
    let rewards = Rewards::usual(day("2026-01-01"), Currency::USD).unwrap();
    let below = Money::new(499_999).unwrap();
    assert_eq!(rewards.tier(Some(below)), rewards.tiers().first());
}

#[test]
fn tiers_that_contradict_each_other_are_refused() {
    let tier =
        |from: i64, cost: Option<i64>| RewardTier { from: dollars(from), reward: name("x"), cost: cost.map(dollars) };
    let of = |tiers| Rewards::new(day("2026-01-01"), Trigger::Won, 30, tiers).err();
    assert_eq!(of(vec![]), Some(RewardsError::NoTier));
    assert_eq!(of(vec![tier(1, None)]), Some(RewardsError::FirstTier));
    assert_eq!(of(vec![tier(0, None), tier(5, None), tier(5, None)]), Some(RewardsError::Order));
    assert_eq!(of(vec![tier(0, Some(-1))]), Some(RewardsError::NegativeCost));
    assert_eq!(of((0..11).map(|from| tier(from, None)).collect()), Some(RewardsError::TooManyTiers));
    assert_eq!(of((0..10).map(|from| tier(from, Some(0))).collect()), None);
    let late = Rewards::new(day("2026-01-01"), Trigger::Won, 366, vec![tier(0, None)]);
    assert_eq!(late.err(), Some(RewardsError::GiveWithin));
}

#[rstest]
#[case(Trigger::Introduced, Some("2026-02-01"))]
#[case(Trigger::Qualified, Some("2026-02-03"))]
#[case(Trigger::Won, Some("2026-02-10"))]
#[case(Trigger::Paid, Some("2026-03-15"))]
fn a_reward_is_earned_on_the_day_of_its_trigger(#[case] trigger: Trigger, #[case] earned: Option<&str>) {
    let back = Refund { date: day("2026-03-05"), amount: dollars(100) };
    let tracked = by_ann(1, "2026-02-01", |facts| {
        facts.qualified = Some(day("2026-02-03"));
        facts.won = Some(day("2026-02-10"));
        // What went back in full was not paid.
        facts.bills = vec![paid("2026-03-01", 100, vec![back]), paid("2026-03-15", 200, Vec::new())];
    });
    assert_eq!(trigger.day(&tracked), earned.map(day));
}

#[test]
fn what_was_called_off_is_not_won() {
    let off = by_ann(1, "2026-02-01", |facts| {
        facts.won = Some(day("2026-02-10"));
        facts.lost = Some(day("2026-02-20"));
    });
    assert_eq!((Trigger::Won.day(&off), Trigger::Introduced.day(&off)), (None, Some(day("2026-02-01"))));
    assert_eq!(Trigger::Paid.day(&off), None);
}

/// What is owed on 1 June 2026 for one referral won on 1 April and rewarded so.
#[rstest]
#[case::by_the_rules(Reward::None, Some((Owing::Overdue, "2026-04-01", "2026-05-01")))]
#[case::as_noted(Reward::Due(day("2026-05-02")), Some((Owing::Due, "2026-05-02", "2026-06-01")))]
#[case::a_day_late(Reward::Due(day("2026-05-01")), Some((Owing::Overdue, "2026-05-01", "2026-05-31")))]
#[case::later(Reward::Due(day("2026-06-02")), None)]
#[case::given(Reward::Paid { due: day("2026-04-01"), paid: day("2026-04-02") }, None)]
fn rewards_are_owed_until_they_are_given(#[case] reward: Reward, #[case] owed: Option<(Owing, &str, &str)>) {
    let won = by_ann(7, "2026-03-01", |facts| {
        facts.won = Some(day("2026-04-01"));
        facts.expected = Some(dollars(900));
        facts.reward = reward;
    });
    let plan = rewarding("2026-01-01", Trigger::Won);
    let expected = owed.map(|(owing, since, until)| RewardOwed {
        number: Number(7),
        contact: Some(ANN),
        owing,
        since: day(since),
        until: day(until),
        worth: Some(dollars(900)),
    });
    assert_eq!(plan.rewards_owed(&ledger(vec![won]), day("2026-06-01")), Vec::from_iter(expected));
}

#[test]
fn rewards_are_earned_by_referrers_without_terms_from_the_first_day_on() {
    let won = |number, introduced: &str, on: &str| by_ann(number, introduced, |facts| facts.won = Some(day(on)));
    let others = [
        by_ann(4, "2026-02-01", |facts| (facts.won, facts.contact) = (Some(day("2026-02-02")), None)),
        by_ann(5, "2026-02-01", |facts| (facts.won, facts.made_by) = (Some(day("2026-02-02")), Side::You)),
        by_ann(6, "2026-02-01", |_| ()),
    ];
    let mine =
        [won(1, "2025-12-01", "2025-12-31"), won(2, "2025-12-01", "2026-01-01"), won(3, "2026-02-01", "2026-02-02")];
    let ledger = ledger(mine.into_iter().chain(others).collect());
    let plan = rewarding("2026-01-01", Trigger::Won);
    let today = day("2026-03-01");
    let numbers = |plan: &Plan, ledger: &Ledger| -> Vec<u32> {
        plan.rewards_owed(ledger, today).iter().map(|owed| owed.number.0).collect()
    };
    assert_eq!(numbers(&plan, &ledger), [2, 3]);
    assert_eq!(numbers(&plan.clone().excusing(Number(3), true), &ledger), [2]);
    assert_eq!(numbers(&plan.clone().excusing(Number(3), true).excusing(Number(3), false), &ledger), [2, 3]);
    assert_eq!(numbers(&Plan::default(), &ledger), [0; 0]);
    // From February on Ann earns a share instead.
    let share = Terms::Percentage(Percentage::new(Scale::Flat(Rate::percent(10))));
    let ann = ledger.contact(ANN).unwrap().clone().agreed(Side::Them, day("2026-02-01"), share).unwrap();
    let with_terms = ledger.with_contacts(vec![ann]).unwrap();
    assert_eq!(numbers(&plan, &with_terms), [2]);
}

#[test]
fn the_longest_overdue_reward_comes_first() {
    let due = |number, on: &str| by_ann(number, "2026-01-01", |facts| facts.reward = Reward::Due(day(on)));
    let ledger = ledger(vec![due(1, "2026-05-20"), due(2, "2026-02-01"), due(3, "2026-01-02"), due(4, "2026-05-20")]);
    let owed = Plan::default().rewards_owed(&ledger, day("2026-06-01"));
    assert_eq!(owed.iter().map(|one| one.number.0).collect::<Vec<_>>(), [3, 2, 1, 4]);
}

#[test]
fn thanks_are_due_once_for_what_happened_since_the_last_ones() {
    let ledger = ledger(vec![
        by_ann(1, "2026-03-03", |_| ()),
        by_ann(2, "2026-04-01", |facts| facts.won = Some(day("2026-05-01"))),
        by_ann(3, "2026-01-01", |facts| facts.lost = Some(day("2026-05-01"))),
        by_ann(4, "2026-05-02", |facts| (facts.contact, facts.won) = (Some(BEN), Some(day("2026-05-02")))),
        by_ann(5, "2026-05-01", |facts| facts.made_by = Side::You),
    ]);
    let today = day("2026-06-01");
    let thanked = |on: Option<&str>| {
        let reached = Reached { thanked: on.map(day), asked: None };
        let plan = Plan::default().with_reached(ANN, reached).unwrap();
        let all = plan.agenda(&ledger, today).thank;
        let told = |one: &ToThank| (one.contact, one.reasons.iter().map(|of| (of.number.0, of.is_won)).collect());
        all.iter().map(told).collect::<Vec<(Id, Vec<(u32, bool)>)>>()
    };
    let ben = (BEN, vec![(4, true)]);
    // 3 March is 90 days before 1 June: the last day on which it counts.
    assert_eq!(thanked(None), [(ANN, vec![(2, true), (1, false)]), ben.clone()]);
    assert_eq!(thanked(Some("2026-03-03")), [(ANN, vec![(2, true)]), ben.clone()]);
    assert_eq!(thanked(Some("2026-05-01")), [ben]);
    let later = Plan::default().agenda(&ledger, day("2026-06-02")).thank;
    assert_eq!(later[0].reasons.iter().map(|of| of.number.0).collect::<Vec<_>>(), [2]);
}

#[test]
fn those_whose_referrals_were_worth_most_are_asked_first_when_it_is_time() {
    let worth =
        |amount| move |facts: &mut Facts| (facts.won, facts.expected) = (Some(facts.introduced), Some(dollars(amount)));
    let for_ben = |number, introduced: &str, more: fn(&mut Facts)| {
        by_ann(number, introduced, |facts| {
            facts.contact = Some(BEN);
            more(facts);
        })
    };
    let ledger = ledger(vec![
        for_ben(1, "2025-01-01", |facts| facts.lost = Some(facts.introduced)),
        by_ann(2, "2025-01-01", worth(500)),
        by_ann(3, "2025-01-11", worth(700)),
        by_ann(4, "2025-01-21", |_| ()),
        by_ann(5, "2025-01-21", |facts| facts.made_by = Side::You),
    ]);
    let asked = |plan: &Plan, on: &str| plan.agenda(&ledger, day(on)).ask;
    let ids = |all: &[ToAsk]| all.iter().map(|one| one.contact).collect::<Vec<_>>();
    let all = asked(&Plan::default(), "2025-06-01");
    assert_eq!(ids(&all), [ANN, BEN]);
    let ann = ToAsk {
        contact: ANN,
        made: 3,
        won: 2,
        worth: dollars(1_200),
        last: Some(day("2025-01-21")),
        quiet: Some(10),
        given: 1,
        asked: None,
    };
    assert_eq!(all[0], ann);
    assert_eq!((all[1].made, all[1].won, all[1].quiet), (1, 0, None));
    // What is still worth thanks, on its 90th day, comes before: Ben's only referral until 1 April, Ann's last until 21 April.
    assert_eq!(ids(&asked(&Plan::default(), "2025-04-01")), []);
    assert_eq!(ids(&asked(&Plan::default(), "2025-04-02")), [BEN]);
    assert_eq!(ids(&asked(&Plan::default(), "2025-04-22")), [ANN, BEN]);
    let reached = Reached { thanked: None, asked: Some(day("2025-05-01")) };
    let plan = Plan::default().with_reached(ANN, reached).unwrap();
    assert_eq!(ids(&asked(&plan, "2025-06-01")), [BEN]);
    assert_eq!(ids(&asked(&plan.asking_every(31).unwrap(), "2025-06-01")), [ANN, BEN]);
}

#[test]
fn who_is_to_be_thanked_or_rewarded_is_not_asked() {
    let rewarded = by_ann(1, "2025-01-01", |facts| facts.reward = Reward::Due(day("2025-01-02")));
    let won_late = by_ann(2, "2025-01-01", |facts| {
        (facts.contact, facts.won) = (Some(BEN), Some(day("2025-05-30")));
    });
    let ledger = ledger(vec![rewarded, won_late]);
    assert_eq!(Plan::default().agenda(&ledger, day("2025-06-01")).ask, []);
    let plan = Plan::default().with_reached(BEN, Reached { thanked: Some(day("2025-06-01")), asked: None }).unwrap();
    assert_eq!(plan.agenda(&ledger, day("2025-06-01")).ask.len(), 1);
}

/// Silence is more than 90 days and more than three usual gaps.
#[rstest]
#[case(&["2025-01-01", "2025-01-31", "2025-03-02"], "2025-05-31", None)]
#[case(&["2025-01-01", "2025-01-31", "2025-03-02"], "2025-06-01", Some(30))]
#[case(&["2025-01-01", "2025-03-02"], "2025-08-29", None)]
#[case(&["2025-01-01", "2025-03-02"], "2025-08-30", Some(60))]
#[case(&["2025-01-01"], "2026-01-01", None)]
#[case(&["2025-01-01", "2025-01-01"], "2025-04-02", Some(0))]
fn silence_is_more_than_three_usual_gaps(#[case] made: &[&str], #[case] today: &str, #[case] gap: Option<u32>) {
    let referrals = (1..).zip(made).map(|(number, on)| by_ann(number, on, |_| ())).collect();
    let reached = Reached { thanked: Some(day(today)), asked: None };
    let plan = Plan::default().with_reached(ANN, reached).unwrap();
    assert_eq!(plan.agenda(&ledger(referrals), day(today)).ask[0].quiet, gap);
}

#[rstest]
#[case("{client} and {Client }", "", Err("Acme"))]
#[case("To {referrer}", "{first name}: {client}, {reward}, {date}. {me}", Ok(("To Ann Ash", "Ann: Acme, [reward], 1 May. [me]")))]
#[case("}{client}}", "plain", Ok(("}Acme}", "plain")))]
fn fields_are_filled_in_and_what_is_missing_stands_in_brackets(
    #[case] subject: &str,
    #[case] body: &str,
    #[case] expected: Result<(&str, &str), &str>,
) {
    let filled = Filled::from([
        (MergeField::Referrer, "Ann Ash".to_owned()),
        (MergeField::FirstName, "Ann".to_owned()),
        (MergeField::Client, "Acme".to_owned()),
        (MergeField::Date, "1 May".to_owned()),
    ]);
    match (Message::new(subject, body), expected) {
        (Ok(message), Ok((subject, body))) => {
            let merged = message.merged(&filled);
            assert_eq!((merged.subject.as_str(), merged.body.as_str()), (subject, body));
            let missing = BTreeSet::from([MergeField::Reward, MergeField::Me]);
            assert_eq!(merged.missing, if body == "plain" { BTreeSet::new() } else { missing });
        }
        (Err(error), Err(_)) => assert_eq!(error, MessageError::NoBody),
        (message, expected) => panic!("{message:?} instead of {expected:?}"),
    }
}

#[test]
fn a_message_says_what_is_wrong_with_it() {
    let told = |subject: &str, body: &str| Message::new(subject, body).err().map(|error| error.to_string());
    assert_eq!(told("Hi {", "x").as_deref(), Some("a field is opened with { and not closed with }"));
    assert_eq!(
        told("Hi", "Dear {name}").as_deref(),
        Some("{name} is no field; there are {referrer}, {first name}, {client}, {reward}, {date} and {me}")
    );
    assert_eq!(told("", "x").as_deref(), Some("as a subject, a name needs at least one letter"));
}

#[test]
fn a_step_is_done_when_all_of_it_is_answered() {
    let plan = Plan::default();
    assert_eq!(plan.done_in_all(), Done { done: 0, of: 10 });
    let every: Vec<Question> = Step::ALL.into_iter().flat_map(|step| step.questions().to_vec()).collect();
    assert_eq!(every, Question::ALL);
    let answered =
        Question::ALL.into_iter().fold(plan, |plan, question| plan.with_answer(question, Note::new("x").unwrap()));
    assert_eq!(answered.done(Step::Rewards), Done { done: 1, of: 2 });
    let rewards = Rewards::usual(day("2026-01-01"), Currency::USD).unwrap();
    let whole = answered.with_rewards(Some(rewards));
    assert!(Step::ALL.into_iter().all(|step| whole.done(step).is_complete()));
    let begun = whole.with_answer(Question::Clients, Note::default());
    assert_eq!((begun.done(Step::Referrer), begun.done_in_all()), (Done { done: 1, of: 2 }, Done { done: 9, of: 10 }));
}

#[test]
fn who_left_the_ledger_leaves_the_plan() {
    let whole = ledger(vec![by_ann(1, "2026-01-01", |_| ())]);
    let reached = Reached { thanked: Some(day("2026-01-02")), asked: None };
    let plan = Plan::default().excusing(Number(1), true).with_reached(ANN, reached).unwrap();
    assert!(plan.is_within(&whole));
    assert_eq!(plan.clone().within(&whole), plan);
    let without = whole.without(&BTreeSet::from([Number(1)])).without_contact(ANN).unwrap();
    assert!(!plan.is_within(&without));
    assert_eq!(plan.within(&without), Plan::default());
}

fn arm(people: u32, referrals: u32) -> TrialArm {
    TrialArm { name: name("x"), people, days: 90, referrals }
}

fn tried(arms: Vec<TrialArm>) -> Option<Tried> {
    match Trial::new(name("Rewards"), arms).unwrap().verdict() {
        TrialVerdict::Tried(tried) => Some(tried),
        TrialVerdict::NothingToCompare => None,
    }
}

/// The chances are those of the table of `program::experiment`, whose arms run equally long too.
#[rstest]
#[case(vec![arm(20, 10), arm(20, 14)], Trust::TooClose, 1, 0, 0.792_573_177_508_489_8)]
#[case(vec![arm(30, 5), arm(30, 9), arm(31, 12)], Trust::TooClose, 2, 1, 0.700_526_967_092_196_3)]
#[case(vec![arm(20, 14), arm(0, 0), arm(20, 10)], Trust::TooClose, 0, 2, 0.792_573_177_508_489_8)]
#[case(vec![arm(10, 0), arm(10, 0), arm(10, 3)], Trust::TooFew, 2, 0, 0.937_753_159_425_372)]
fn the_likeliest_best_way_is_told(
    #[case] arms: Vec<TrialArm>,
    #[case] trust: Trust,
    #[case] best: usize,
    #[case] other: usize,
    #[case] chance: f64,
) {
    let found = tried(arms).unwrap();
    assert_eq!((found.trust, found.best, found.other), (trust, best, other));
    assert!((found.chances[best].unwrap().get() - chance).abs() < 1e-12, "{found:?}");
}

/// Of two arms the chances are tails of a beta distribution: the digits by scipy.
#[rstest]
#[case(40, 30, Trust::Leaning, 0.884_116_041_722_216_5)]
#[case(60, 28, Trust::Settled, 0.999_716_907_037_129_7)]
fn trust_follows_the_chance(#[case] more: u32, #[case] fewer: u32, #[case] trust: Trust, #[case] chance: f64) {
    let found = tried(vec![arm(100, more), arm(100, fewer)]).unwrap();
    assert_eq!(found.trust, trust);
    assert!((found.chances[0].unwrap().get() - chance).abs() < 1e-12, "{found:?}");
}

#[test]
fn four_referrals_are_too_few_however_clear() {
    assert_eq!(tried(vec![arm(100, 60), arm(100, 4)]).unwrap().trust, Trust::TooFew);
}

#[test]
fn a_difference_of_forty_percent_needs_119_and_166() {
    assert_eq!(tried(vec![arm(100, 50), arm(100, 70)]).unwrap().needs, Some([119, 166]));
    assert_eq!(tried(vec![arm(100, 50), arm(100, 0)]).unwrap().needs, None);
    assert_eq!(tried(vec![arm(100, 50), arm(100, 50)]).unwrap().needs, None);
}

#[test]
fn a_new_trial_has_two_ways_and_room_for_four_more() {
    let usual = Trial::usual();
    assert_eq!(Trial::new(usual.name().clone(), usual.arms().to_vec()).unwrap(), usual);
    assert_eq!((usual.arms().len(), usual.verdict()), (2, TrialVerdict::NothingToCompare));
    let full = (0..4).fold(usual, |trial, _| trial.with_another().unwrap());
    assert_eq!(full.with_another(), Err(TrialError::TooManyArms));
}

#[test]
fn one_way_is_nothing_to_compare_and_limits_hold() {
    assert_eq!(tried(vec![]), None);
    assert_eq!(tried(vec![arm(5, 1), arm(0, 0)]), None);
    let of = |arms| Trial::new(name("x"), arms).err();
    assert_eq!(of(vec![arm(1, 1); 7]), Some(TrialError::TooManyArms));
    assert_eq!(of(vec![arm(1_000_001, 1)]), Some(TrialError::TooManyPeople));
    assert_eq!(of(vec![arm(1, 200_001)]), Some(TrialError::TooManyReferrals));
    assert_eq!(of(vec![TrialArm { days: 3_651, ..arm(1, 1) }]), Some(TrialError::TooManyDays));
    let trial = Trial::new(name("x"), Vec::new()).unwrap();
    assert_eq!(Plan::default().with_trials(vec![trial; 21]), Err(PlanError::TooManyTrials));
    assert_eq!(Plan::default().asking_every(0), Err(PlanError::AskEvery));
    assert_eq!(Plan::default().asking_every(1_001), Err(PlanError::AskEvery));
}

/// Three by Ann and one by nobody known, to the user; one by the user; one that is still to come.
fn tried_out() -> Ledger {
    let by = |number, introduced, kind, contact, more: fn(&mut Facts)| {
        by_ann(number, introduced, |facts| {
            (facts.kind, facts.contact) = (kind, contact);
            more(facts);
        })
    };
    let (clients, others) = (SourceKind::FormerClient, SourceKind::Other);
    ledger(vec![
        by(1, "2026-01-10", clients, Some(ANN), |facts| facts.won = Some(day("2026-02-01"))),
        by(2, "2026-02-09", clients, Some(ANN), |facts| facts.lost = Some(day("2026-03-01"))),
        by(3, "2026-03-31", clients, None, |facts| facts.source = Some(name("Spring Fair"))),
        by(4, "2026-03-31", others, Some(ANN), |facts| facts.won = Some(day("2026-04-20"))),
        by(5, "2026-02-02", clients, Some(ANN), |facts| facts.made_by = Side::You),
        by(6, "2026-05-01", clients, Some(ANN), |_| ()),
    ])
}

fn of_clients() -> Filter {
    Filter { kind: Some(SourceKind::FormerClient), ..Filter::default() }
}

/// On 9 April. From 10 January that is 90 days: 22 of January, 28, 31 and 9.
#[rstest]
#[case::all(Filter::default(), [90, 4, 2])]
#[case::of_a_kind(of_clients(), [90, 3, 1])]
#[case::of_a_source(Filter { text: "spring fair".into(), ..Filter::default() }, [10, 1, 0])]
#[case::by_a_referrer(Filter { text: "ann".into(), ..Filter::default() }, [90, 3, 2])]
#[case::from_a_day(Filter { from: Some(day("2026-03-01")), ..Filter::default() }, [40, 2, 1])]
#[case::in_a_period(Filter { from: Some(day("2026-02-01")), until: Some(day("2026-02-28")), ..Filter::default() }, [28, 1, 0])]
#[case::up_to_a_day_to_come(Filter { until: Some(day("2026-12-31")), ..Filter::default() }, [90, 4, 2])]
#[case::in_no_period(Filter { from: Some(day("2026-05-01")), ..Filter::default() }, [0, 0, 0])]
#[case::like_none(Filter { text: "nobody".into(), ..Filter::default() }, [0, 0, 0])]
fn a_way_is_counted_from_the_ledger(#[case] filter: Filter, #[case] expected: [u32; 3]) {
    let found = FromLedger::of(&tried_out(), [&filter], day("2026-04-09"));
    let [days, referrals, won] = expected;
    assert_eq!(found, FromLedger { ways: vec![WayCount { days, referrals, won }], shared: 0 });
}

#[test]
fn ways_without_a_first_day_begin_together_and_one_without_any_day_keeps_its_own() {
    let fair = Filter { text: "spring fair".into(), ..Filter::default() };
    let nobody = Filter { text: "nobody".into(), ..Filter::default() };
    let dated = Filter { from: Some(day("2026-03-01")), ..fair.clone() };
    let days = |filters: &[&Filter]| -> Vec<u32> {
        let found = FromLedger::of(&tried_out(), filters.iter().copied(), day("2026-04-09"));
        found.ways.iter().map(|way| way.days).collect()
    };
    assert_eq!(days(&[&fair, &nobody]), [10, 10]);
    assert_eq!(days(&[&fair, &of_clients(), &dated, &nobody]), [90, 90, 40, 90]);
    let found = FromLedger::of(&tried_out(), [&nobody], day("2026-04-09"));
    let trial = Trial::new(name("Rewards"), vec![arm(20, 1)]).unwrap().counted(&found).unwrap();
    assert_eq!((trial.arms()[0].days, trial.arms()[0].referrals), (90, 0));
}

#[test]
fn who_was_invited_stays_and_what_counts_twice_is_told() {
    let found = FromLedger::of(&tried_out(), [&of_clients(), &Filter::default()], day("2026-04-09"));
    assert_eq!(found.shared, 3);
    let trial = Trial::new(name("Rewards"), vec![arm(20, 1), arm(30, 2), arm(40, 5)]).unwrap();
    let counted = trial.counted(&found).unwrap();
    let counts: Vec<[u32; 3]> = counted.arms().iter().map(|arm| [arm.people, arm.days, arm.referrals]).collect();
    assert_eq!(counts, [[20, 90, 3], [30, 90, 4], [40, 90, 5]]);
    let long = FromLedger::of(&tried_out(), [&Filter::default()], day("2037-01-01"));
    assert_eq!(trial.counted(&long), Err(TrialError::TooManyDays));
}
