use chrono::NaiveDate;
use rstest::rstest;

use super::*;
use crate::plan::{
    Agenda, MergeField, Occasion, Owing, Plan, Question, RewardOwed, RewardTier, Rewards, Step, ThankFor, ToAsk,
    ToThank, Trial, TrialArm, Trigger, WayCount,
};
use crate::tracking::{Contact, Facts, Ledger, Number, SourceKind, Tracked};
use crate::value::Note;
use crate::words;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn name(text: &str) -> Name {
    Name::new(text).unwrap()
}

const ANN: Id = Id::from_u128(1);
const BEN: Id = Id::from_u128(2);
const CAI: Id = Id::from_u128(3);

/// Ann introduced Acme on 1 March, which became work worth 6,000 on the 20th, and Blue on 2 April; both are former clients.
fn ledger() -> Ledger {
    let contacts = [(ANN, "Ann Ash"), (BEN, "Ben"), (CAI, "Cai")].map(|(id, text)| Contact::new(id, name(text)));
    let of = |client, introduced| Facts {
        contact: Some(ANN),
        kind: SourceKind::FormerClient,
        ..Facts::new(name(client), day(introduced))
    };
    let acme = Facts { won: Some(day("2026-03-20")), expected: Some(usd(6_000)), ..of("Acme", "2026-03-01") };
    let facts = [acme, of("Blue", "2026-04-02"), Facts::new(name("Cork"), day("2026-04-03"))];
    let referrals = (1..).zip(facts).map(|(number, facts)| Tracked::new(Number(number), facts).unwrap());
    Ledger::new(contacts.to_vec(), referrals.collect(), Vec::new()).unwrap()
}

fn rewards(trigger: Trigger, within: u16) -> Rewards {
    let tier = |from, reward| RewardTier { from: usd(from), reward: name(reward), cost: None };
    let tiers = vec![tier(0, "A gift card"), tier(5_000, "A course"), tier(9_000, "A trip")];
    Rewards::new(day("2026-01-01"), trigger, within, tiers).unwrap()
}

fn owed(contact: Option<Id>, owing: Owing) -> RewardOwed {
    let (since, until) = (day("2026-03-20"), day("2026-04-19"));
    RewardOwed { number: Number(1), contact, owing, since, until, worth: None }
}

fn thank(contact: Id) -> ToThank {
    ToThank { contact, reasons: vec![ThankFor { number: Number(1), day: day("2026-03-20"), is_won: true }] }
}

fn ask(contact: Id) -> ToAsk {
    ToAsk { contact, made: 0, won: 0, worth: Money::ZERO, last: None, quiet: None, given: 2, asked: None }
}

fn set_up() -> Plan {
    let answered = |plan: Plan, question| plan.with_answer(question, Note::new("x").unwrap());
    Question::ALL.into_iter().fold(Plan::default(), answered).with_rewards(Some(rewards(Trigger::Won, 30)))
}

#[rstest]
#[case::one_late(vec![owed(Some(ANN), Owing::Overdue)], vec![], vec![], "Give 1 reward that is overdue since 2026-04-19: to Ann Ash.", "")]
#[case::two_late(
    vec![owed(Some(ANN), Owing::Overdue), owed(None, Owing::Overdue), owed(Some(BEN), Owing::Due)], vec![thank(BEN)], vec![ask(CAI)],
    "Give 2 rewards that are overdue, the first since 2026-04-19: to Ann Ash and someone unnamed.", "1 person to thank. 1 person to ask."
)]
#[case::due(
    vec![owed(Some(ANN), Owing::Due), owed(Some(ANN), Owing::Due)], vec![], vec![], "Give 2 rewards: to Ann Ash.", ""
)]
#[case::thanks(vec![], vec![thank(ANN), thank(BEN), thank(CAI)], vec![ask(CAI)], "Thank Ann Ash, Ben and 1 other.", "1 person to ask.")]
#[case::asks(vec![], vec![], vec![ask(CAI), ask(BEN)], "Ask Cai for a referral next.", "")]
#[case::nothing(vec![], vec![], vec![], "Nothing to do today: everyone was thanked and asked.", "")]
fn the_program_says_what_is_most_pressing(
    #[case] rewards: Vec<RewardOwed>,
    #[case] thank: Vec<ToThank>,
    #[case] ask: Vec<ToAsk>,
    #[case] sentence: &str,
    #[case] detail: &str,
) {
    let headline = words::program_headline(&set_up(), &ledger(), &Agenda { rewards, thank, ask }, &DOLLARS);
    assert_eq!((headline.sentence.as_str(), headline.detail.as_str()), (sentence, detail));
}

#[test]
fn a_program_that_is_not_set_up_says_how_far_it_is() {
    let nothing = Agenda { rewards: vec![], thank: vec![], ask: vec![] };
    let said = |agenda: &Agenda| {
        let headline = words::program_headline(&Plan::default(), &ledger(), agenda, &DOLLARS);
        (headline.sentence, headline.detail)
    };
    assert_eq!(said(&nothing).0, "Set up your referral program: 0 of 10 parts are done.");
    let asking = Agenda { ask: vec![ask(BEN)], ..nothing };
    assert_eq!(said(&asking).1, "Your program is set up in 0 of 10 parts.");
}

#[test]
fn usual_messages_are_filled_in_and_leave_out_what_is_not_known() {
    let (ledger, plan) = (ledger(), Plan::default());
    let merged = |plan: &Plan, occasion, contact: Id, about| {
        let contact = ledger.contact(contact).unwrap();
        words::message(plan, occasion).unwrap().merged(&words::filled(plan, &ledger, contact, about, &DOLLARS))
    };
    let thanks = merged(&plan, Occasion::Introduced, ANN, Some(Number(2)));
    assert_eq!(thanks.subject, "Thank you for introducing Blue");
    assert!(thanks.body.starts_with("Hi Ann,\n\nthank you for introducing Blue.") && thanks.body.ends_with("[me]"));
    let plan = plan.signed_by(Some(name("Ines"))).with_rewards(Some(rewards(Trigger::Won, 30)));
    let reward = merged(&plan, Occasion::Reward, ANN, Some(Number(1)));
    assert!(
        reward.body.contains("introducing Acme on 2026-03-01. I would like to give you something for it: A course.")
    );
    assert_eq!((reward.missing.len(), reward.body.ends_with("Ines")), (0, true));
    // What Blue is worth is not known.
    let reward = merged(&plan, Occasion::Reward, ANN, Some(Number(2)));
    assert_eq!(reward.missing.into_iter().collect::<Vec<_>>(), [MergeField::Reward]);
    let ask = merged(&plan, Occasion::Ask, BEN, None);
    assert!(ask.missing.is_empty() && ask.body.starts_with("Hi Ben,"));
    assert_eq!(merged(&plan, Occasion::Won, ANN, Some(Number(1))).subject, "Acme is going ahead");
}

#[test]
fn the_page_for_referrers_lists_every_tier_and_when_it_is_given() {
    let told = |trigger, within| words::handout_rewards(&rewards(trigger, within), &DOLLARS);
    let tiers = [
        "For work under $5,000: A gift card",
        "For work of $5,000 or more, under $9,000: A course",
        "For work of $9,000 or more: A trip",
    ];
    let won = told(Trigger::Won, 30);
    assert_eq!(won[..3], tiers);
    assert_eq!(won[3], "You get it once it becomes work, within 30 days.");
    assert_eq!(told(Trigger::Paid, 1)[3], "You get it once they have paid the first invoice, within 1 day.");
    assert_eq!(told(Trigger::Introduced, 0)[3], "You get it once you have introduced someone, on the same day.");
    assert_eq!(words::tier_range(Money::ZERO, None, &DOLLARS), "For any work");
}

#[test]
fn thanks_name_what_happened() {
    let reason = |number, on: &str, is_won| ThankFor { number: Number(number), day: day(on), is_won };
    let two = [reason(2, "2026-04-02", false), reason(1, "2026-03-20", true)];
    let said = |reasons: &[ThankFor]| words::thank_for(reasons, &ledger(), &DOLLARS);
    assert_eq!(said(&two), "Introduced Blue on 2026-04-02; Acme became work on 2026-03-20");
    let four = [two[1], two[0], two[0], two[0]];
    assert_eq!(said(&four), "Acme became work on 2026-03-20; introduced Blue on 2026-04-02; 2 more");
}

#[rstest]
#[case(ask(ANN), "You made them 2 referrals; they made none yet. Not asked yet.")]
#[case(
    ToAsk { made: 1, last: Some(day("2026-01-02")), asked: Some(day("2026-02-01")), ..ask(ANN) },
    "Made 1 referral, none of which became work. The last on 2026-01-02. Asked on 2026-02-01."
)]
#[case(
    ToAsk { made: 4, won: 2, worth: usd(9_000), last: Some(day("2026-01-02")), quiet: Some(30), ..ask(ANN) },
    "Made 4 referrals; 2 became work worth $9,000. Usually every 30 days, silent since 2026-01-02. Not asked yet."
)]
#[case(
    ToAsk { made: 2, won: 1, last: Some(day("2026-01-02")), quiet: Some(0), ..ask(ANN) },
    "Made 2 referrals; 1 became work. Silent since 2026-01-02. Not asked yet."
)]
fn who_is_asked_is_asked_for_a_reason(#[case] ask: ToAsk, #[case] expected: &str) {
    assert_eq!(words::ask_because(&ask, &DOLLARS), expected);
}

#[test]
fn the_ledger_speaks_to_the_first_and_the_fourth_step() {
    let said = |step, ledger: &Ledger| words::program_evidence(step, ledger, &DOLLARS);
    assert_eq!(
        said(Step::Referrer, &ledger()).unwrap(),
        "In your ledger, 2 of 3 referrals to you came from former clients, more than from any other kind."
    );
    assert_eq!(
        said(Step::Tracking, &ledger()).unwrap(),
        "Your ledger holds 3 referrals to you, the last of 2026-04-03; 2 are open."
    );
    assert_eq!((said(Step::Value, &ledger()), said(Step::Tracking, &Ledger::default())), (None, None));
}

fn trial(arms: [[u32; 2]; 2]) -> Trial {
    let arm =
        |(text, [people, referrals]): (&str, [u32; 2])| TrialArm { name: name(text), people, days: 90, referrals };
    Trial::new(name("Rewards"), ["Card", "Course"].into_iter().zip(arms).map(arm).collect()).unwrap()
}

#[rstest]
#[case(
    [[20, 10], [20, 14]], "too-close",
    "Too close to call: 14 referrals from 20 people with Course, 10 from 20 people with Card.",
    "Course is the best way with a chance of 79%. For each person and day it makes 1.4 times as many; the true ratio could be 0.58 to 3.52. To tell such a difference from chance takes about 119 and 166 referrals from as many people."
)]
#[case(
    [[100, 60], [100, 28]], "clear",
    "Card makes more referrals than Course: 60 from 100 people against 28 from 100 people, true with a chance of more than 99%.",
    "For each person and day it makes 2.14 times as many; the true ratio could be 1.35 to 3.49."
)]
#[case(
    [[9, 2], [1, 0]], "too-early",
    "Too few to tell: 2 referrals from 9 people with Card, 0 from 1 person with Course.",
    "Each way needs at least 10 people and 5 referrals."
)]
#[case(
    [[9, 2], [0, 0]], "nothing-to-compare",
    "Nothing to compare yet: two ways need people who were invited.",
    "Say for each way how many people were invited, for how many days, and how many referrals they made."
)]
fn a_trial_says_how_far_it_can_be_trusted(
    #[case] arms: [[u32; 2]; 2],
    #[case] code: &str,
    #[case] sentence: &str,
    #[case] detail: &str,
) {
    let headline = words::trial_headline(&trial(arms), &DOLLARS);
    assert_eq!((headline.code, headline.sentence.as_str(), headline.detail.as_str()), (code, sentence, detail));
}

#[rstest]
#[case([0, 0, 0], "No referral is like this.")]
#[case([1, 1, 1], "1 referral in 1 day, of which 1 became work. Too few to tell: each way needs at least 5.")]
#[case([90, 4, 0], "4 referrals in 90 days, of which 0 became work. Too few to tell: each way needs at least 5.")]
#[case([90, 5, 2], "5 referrals in 90 days, of which 2 became work.")]
fn a_way_says_how_much_it_rests_on(#[case] counts: [u32; 3], #[case] said: &str) {
    let [days, referrals, won] = counts;
    assert_eq!(words::way_counted(&WayCount { days, referrals, won }, &DOLLARS), said);
}

#[rstest]
#[case(0, "")]
#[case(1, "1 referral counts for more than one way: say what tells the ways apart.")]
#[case(7, "7 referrals count for more than one way: say what tells the ways apart.")]
fn referrals_of_several_ways_are_told(#[case] shared: u32, #[case] said: &str) {
    assert_eq!(words::shared_note(shared, &DOLLARS), said);
}

#[rstest]
#[case(0.0, "less than 1%")]
#[case(0.009_999, "less than 1%")]
#[case(0.01, "1%")]
#[case(0.989, "98%")]
#[case(0.99, "99%")]
#[case(0.992, "more than 99%")]
fn no_chance_looks_surer_than_it_is(#[case] chance: f64, #[case] said: &str) {
    assert_eq!(words::chance_of(crate::program::Chance::new(chance), &DOLLARS), said);
}
