//! The example that the page opens is a whole file, and says what the cases of the method say.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a failed unwrap is a failed test")]

use chrono::{Months, NaiveDate};
use concord_core::exchange::document::{read, write};
use concord_core::ledger::{Bill, Line};
use concord_core::overview::{Overview, Progress};
use concord_core::report::report;
use concord_core::tracking::Ledger;
use concord_core::value::{Id, Money, Period, Side};
use concord_core::workspace::{Command, Workspace};
use serde_json::{Value, json};

const EXAMPLE: &str = include_str!("../../example/workspace.json");

fn day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 24).unwrap()
}

fn workspace() -> Workspace {
    read(EXAMPLE.as_bytes()).unwrap().workspace
}

fn figures() -> Value {
    serde_json::from_str(&report(EXAMPLE.as_bytes(), Some(day())).unwrap()).unwrap()
}

#[test]
fn it_is_a_whole_file_as_this_version_writes_it() {
    let document = read(EXAMPLE.as_bytes()).unwrap();
    assert!(document.is_whole());
    assert_eq!(write(&document.workspace), EXAMPLE.trim_end());
}

#[test]
fn every_question_has_its_answer() {
    let overview = Overview::new(&workspace(), day());
    assert_eq!(overview.questions.map(|(_, progress)| progress), [Progress::Answered; 3]);
    let figures = figures();
    assert_eq!(figures["partners"]["verdict"]["code"], "clear");
    assert_eq!(figures["portfolio"]["reviewed"]["partnerships"].as_array().unwrap().len(), 5);
}

/// 25% of the clients in common rates 62.5 and is too little, 55% rates 100; five partnerships ended in three years over
/// one reason, against two of more than four years each.
#[test]
fn the_candidates_are_those_of_the_cases() {
    let figures = figures();
    let [large, boutique, restless, steady] = [0, 1, 2, 3].map(|place| &figures["partners"]["partners"][place]);
    assert_eq!(large["overlap"]["yours"], json!({ "mark": 62_500_000, "place": "little", "share": 250_000 }));
    assert_eq!(large["flags"], json!(["little-in-common"]));
    assert_eq!(boutique["overlap"]["yours"], json!({ "mark": 100_000_000, "place": "healthy", "share": 550_000 }));
    assert_eq!(restless["history"]["ended_recently"], 5);
    assert_eq!(restless["history"]["reasons"], json!([{ "count": 5, "reason": "Communication" }]));
    assert_eq!(restless["flags"], json!(["many-ended", "one-reason", "none-lasted"]));
    assert_eq!((&steady["history"]["count"], &steady["flags"]), (&json!(2), &json!([])));
    // The mean of the two: each is over 48 months.
    assert!(
        steady["history"]["longest_months"].as_i64() == Some(58) && steady["history"]["median_months"] == 55_000_000
    );
}

#[test]
fn the_portfolio_is_that_of_the_cases() {
    let figures = figures();
    let ratios = figures["portfolio"]["reviewed"]["partnerships"].as_array().unwrap();
    let ratio = |place: usize| ratios[place]["figures"]["ratio"].as_i64().unwrap();
    assert_eq!([0, 1, 2].map(ratio), [8_200_000, 3_100_000, 1_800_000]);
    assert!([3, 4].map(ratio).iter().all(|&ratio| ratio < 1_000_000));
    assert!(ratios[3]["costs_more_than_it_brings"] == true && ratios[4]["costs_more_than_it_brings"] == true);
}

/// 15% for three months of 4,000 on the first of eight months is 1,800; $300 for each project over $2,000 is one fee.
#[test]
fn the_fees_of_the_cases_are_paid_for_the_first_client() {
    let workspace = workspace();
    let of_first =
        |line: &&Line| matches!(line, Line::Read(row) if row.work().client.as_str() == "Maple Street Dental");
    let rows: Vec<Line> = workspace.list().lines().iter().filter(of_first).cloned().collect();
    assert_eq!(rows.len(), 8);
    let alone = workspace.apply(Command::clear_list()).unwrap().apply(Command::add_lines(rows)).unwrap();
    let figures: Value = serde_json::from_str(&report(write(&alone).as_bytes(), None).unwrap()).unwrap();
    let paid = |place: usize| figures["rows"]["replay"]["offers"][place]["paid"]["total"].clone();
    assert_eq!((paid(0), paid(3)), (json!(300_00), json!(1_800_00)));
}

/// 70% of the work for half of the pay is too far; by contribution it fits.
#[test]
fn the_split_of_the_cases_does_not_follow_the_work() {
    let joint = &figures()["joint_work"];
    assert_eq!(joint["efforts"][0], json!({ "contribution": 700_000, "hours": 700_000, "party": "you" }));
    assert_eq!(joint["passed_over"][0]["code"], "too-far");
    assert_eq!(joint["passed_over"][0]["gap"], json!({ "party": "you", "size": 200_000 }));
    assert_eq!(joint["verdict"]["code"], "fits");
}

/// What the clients of a contact paid in a period, less what went back in it.
fn revenue(ledger: &Ledger, contact: Id, period: Period) -> Money {
    let by_contact = ledger
        .referrals()
        .iter()
        .filter(|tracked| tracked.made_by() == Side::Them && tracked.contact() == Some(contact));
    let payments: Vec<_> = by_contact.flat_map(|tracked| tracked.bills()).flat_map(Bill::payments).collect();
    let came = payments.iter().filter(|payment| period.contains(payment.date())).map(|payment| payment.amount());
    let refunds = payments.iter().flat_map(|payment| payment.refunds());
    let went = refunds.filter(|refund| period.contains(refund.date)).map(|refund| -refund.amount);
    Money::total(came.chain(went)).unwrap()
}

/// What the user paid a contact in a period.
fn payouts(ledger: &Ledger, contact: Id, period: Period) -> Money {
    let paid = ledger.paid().iter().filter(|paid| paid.contact == contact && paid.settlement.payer == Side::You);
    let paid = paid.filter(|paid| period.contains(paid.settlement.date));
    Money::total(paid.map(|paid| paid.settlement.amount)).unwrap()
}

/// The ledger, the review and the list of own work tell of the same months, each for itself.
#[test]
fn the_ledger_says_what_the_review_says() {
    let workspace = workspace();
    let (ledger, partnerships) = (workspace.ledger(), workspace.partnerships().unwrap());
    let period = partnerships.basis.trailing().period();
    let before = Period::new(period.start().checked_sub_months(Months::new(6)).unwrap(), period.start()).unwrap();
    for entry in partnerships.entries.iter() {
        let contact = ledger.contact_named(entry.name()).unwrap().id();
        for (period, said) in [(period, Some(entry.figures())), (before, entry.previous())] {
            let Some(said) = said else { continue };
            let found = (revenue(&ledger, contact, period), payouts(&ledger, contact, period));
            assert_eq!(found, (said.revenue, said.payouts), "{} from {}", entry.name(), period.start());
        }
    }
}

#[test]
fn the_ledger_holds_what_the_list_holds() {
    let workspace = workspace();
    let ledger = workspace.ledger();
    for row in workspace.list().rows() {
        let work = row.work();
        let tracked = ledger.referrals().iter().find(|tracked| tracked.client() == &work.client).unwrap();
        let bills = || tracked.bills().iter().flat_map(|bill| bill.payments().iter().map(move |paid| (bill, paid)));
        let is_there = bills().any(|(bill, paid)| {
            (paid.date(), paid.amount(), bill.pass_through()) == (work.date, work.amount, work.pass_through)
        });
        assert!(is_there || (work.amount == Money::ZERO && tracked.bills().is_empty()), "{}", work.client);
        assert!(work.introduced.is_none_or(|day| day == tracked.introduced()), "{}", work.client);
    }
}

#[test]
fn the_ledger_has_every_status_and_kind() {
    let figures = figures();
    let ledger = &figures["ledger"];
    assert_eq!(ledger["stages"], json!({ "introduced": 1, "qualified": 3, "won": 26, "lost": 10 }));
    // Invoices of 239,050, of which 800 went back and 3,500 is not paid yet.
    let billed = 239_050_00 - 800_00;
    assert_eq!([&ledger["billed"], &ledger["received"]], [&json!(billed), &json!(billed - 3_500_00)]);
    let by_kind = figures["sources"]["kind"]["rows"].as_array().unwrap();
    let counts = |row: &Value| ["referrals", "won", "lost", "open"].map(|code| row["figures"][code].as_i64().unwrap());
    let found: Vec<[i64; 4]> = by_kind.iter().map(counts).collect();
    assert_eq!(found, [[19, 14, 4, 1], [11, 5, 5, 1], [3, 2, 0, 1], [3, 2, 1, 0]]);
    assert_eq!(figures["sources"]["kind"]["verdict"]["code"], "leaning");
}

/// Nine projects of more than 2,000 at 300 each, and by the terms that followed a tenth of 7,600: 3,460, of which 2,400 is
/// paid. A fifth of what two clients of theirs and one of ours paid; of the latter 500 is left.
#[test]
fn the_accounts_follow_the_terms_in_force() {
    let figures = figures();
    let [harbor, lindqvist, palmgren] = [0, 1, 2].map(|place| &figures["ledger"]["standings"][place]);
    assert_eq!(harbor["them"]["payable"], 9 * 300_00 + 760_00);
    assert_eq!(harbor["net"], json!({ "owes": "you", "amount": 1_060_00 }));
    // The fee for what was paid on 14 September was due thirty days later; the tenth is not due yet.
    assert_eq!((&harbor["them"]["overdue"], &harbor["them"]["overdue_since"]), (&json!(300_00), &json!("2026-10-14")));
    assert_eq!([&lindqvist["them"]["payable"], &lindqvist["you"]["payable"]], [&json!(3_000_00), &json!(1_300_00)]);
    assert_eq!(lindqvist["net"], json!({ "owes": "them", "amount": 500_00 }));
    assert_eq!((&palmgren["them"]["payable"], &palmgren["net"]), (&json!(900_00), &Value::Null));
}

#[test]
fn the_program_asks_for_something_of_each_kind() {
    let plan = &figures()["plan"];
    assert_eq!(
        plan["steps"].as_array().unwrap().iter().map(|step| step["done"].as_i64()).sum::<Option<i64>>(),
        Some(8)
    );
    let agenda = &plan["agenda"];
    let [late, soon] = [0, 1].map(|place| &agenda["rewards"][place]);
    assert_eq!(
        [&late["is_overdue"], &late["until"], &late["cost"]],
        [&json!(true), &json!("2026-10-14"), &json!(50_00)]
    );
    assert_eq!(
        [&soon["is_overdue"], &soon["until"], &soon["cost"]],
        [&json!(false), &json!("2026-12-09"), &json!(250_00)]
    );
    assert_eq!(["thank", "ask"].map(|list| agenda[list].as_array().unwrap().len()), [3, 2]);
    assert_eq!(plan["trials"][0]["verdict"]["code"], "leaning");
}
