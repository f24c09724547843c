//! The example that the page opens is a whole file, and says what the cases of the method say.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a failed unwrap is a failed test")]

use chrono::NaiveDate;
use concord_core::exchange::document::{read, write};
use concord_core::ledger::Line;
use concord_core::overview::{Overview, Progress};
use concord_core::report::report;
use concord_core::workspace::Command;
use serde_json::{Value, json};

const EXAMPLE: &str = include_str!("../../example/workspace.json");

fn day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 24).unwrap()
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
    let overview = Overview::new(&read(EXAMPLE.as_bytes()).unwrap().workspace, day());
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
    let workspace = read(EXAMPLE.as_bytes()).unwrap().workspace;
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
