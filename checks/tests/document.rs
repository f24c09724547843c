//! Laws of the workspace file: what is written is read back, damage never passes for the original, and the published
//! schema says what the writer writes and refuses what the reader refuses.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a failed unwrap is a failed test")]

mod workspaces;

use std::sync::LazyLock;

use chrono::NaiveDate;
use concord_core::exchange::document::{read, write};
use concord_core::plan::Plan;
use concord_core::value::Id;
use concord_core::workspace::{Command, Workspace};
use jsonschema::Validator;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::Index;
use serde_json::{Value, json};
use workspaces::{places, retyped, without, workspace};

const FROZEN: &str = include_str!("../fixtures/workspace-v1.json");
const PARTNERS: &str = include_str!("../fixtures/partners.json");
const PORTFOLIO: &str = include_str!("../fixtures/portfolio-terms.json");
const OFFERS: &str = include_str!("../fixtures/offers.json");
const LEDGER: &str = include_str!("../fixtures/ledger.json");
const PROGRAM: &str = include_str!("../fixtures/program.json");

static SCHEMA: LazyLock<Validator> = LazyLock::new(|| {
    let schema = serde_json::from_str(include_str!("../../schema/workspace-v1.schema.json")).unwrap();
    jsonschema::draft202012::new(&schema).unwrap()
});

/// How many of these documents the reader refuses; the schema has to refuse each of them.
fn refused(documents: impl IntoIterator<Item = Value>) -> usize {
    let refused = documents.into_iter().filter(|document| read(document.to_string().as_bytes()).is_err());
    refused.inspect(|document| assert!(!SCHEMA.is_valid(document), "{document:#}")).count()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn what_is_written_is_read_back(workspace in workspace()) {
        let text = write(&workspace);
        prop_assert!(text.is_ascii());
        let document = read(text.as_bytes());
        let document = document.map_err(|error| TestCaseError::fail(concord_core::report::refusal(&error)))?;
        prop_assert!(document.is_whole());
        prop_assert_eq!(&document.workspace, &workspace);
        prop_assert_eq!(write(&document.workspace), text);
    }

    #[test]
    fn rows_partners_referrals_and_a_plan_take_no_more_of_a_file_than_is_counted_for_them(workspace in workspace()) {
        let without = workspace.apply(Command::clear_list()).unwrap();
        prop_assert!(write(&workspace).len() <= write(&without).len() + workspace.list().written());
        let bare = Workspace::new(workspace.currency(), [(); 4].map(|()| Id::from_u128(u128::MAX)));
        let set = |scorecard| bare.apply(Command::set_scorecard(scorecard)).unwrap();
        prop_assert!(write(&set(workspace.scorecard())).len() <= write(&bare).len() + workspace.scorecard().written());
        let tracking = bare.apply(Command::set_ledger(workspace.ledger())).unwrap();
        prop_assert!(write(&tracking).len() <= write(&bare).len() + workspace.ledger().written());
        let planned = tracking.apply(Command::set_plan(Plan::clone(&workspace.plan()))).unwrap();
        prop_assert!(write(&planned).len() <= write(&tracking).len() + workspace.plan().written());
    }

    #[test]
    fn every_workspace_has_a_report(workspace in workspace()) {
        prop_assert!(concord_core::report::report(write(&workspace).as_bytes(), NaiveDate::from_ymd_opt(2026, 11, 23)).is_ok());
    }

    #[test]
    fn the_schema_takes_every_written_document(workspace in workspace()) {
        let document = serde_json::from_str(&write(&workspace)).unwrap();
        let wrong: Vec<String> =
            SCHEMA.iter_errors(&document).map(|error| format!("{}: {error}", error.instance_path)).collect();
        prop_assert_eq!(wrong, Vec::<String>::new());
    }

    #[test]
    fn a_cut_off_document_is_refused(workspace in workspace(), end in any::<Index>()) {
        let text = write(&workspace);
        prop_assert!(read(&text.as_bytes()[..end.index(text.len())]).is_err());
    }

    #[test]
    fn a_flipped_byte_is_noticed(workspace in workspace(), place in any::<Index>(), flip in 1..=255_u8) {
        let mut bytes = write(&workspace).into_bytes();
        let place = place.index(bytes.len());
        bytes[place] ^= flip;
        if let Ok(document) = read(&bytes) {
            // An escape such as \u00e9 says the same in capitals.
            let says_the_same = flip == 0x20 && bytes[place].is_ascii_hexdigit() && document.workspace == workspace;
            prop_assert!(!document.is_intact || says_the_same);
        }
    }

    #[test]
    fn bytes_that_are_no_document_are_refused(bytes in vec(any::<u8>(), 0..200)) {
        prop_assert!(read(&bytes).is_err());
    }
}

#[test]
fn the_schema_refuses_what_the_reader_refuses() {
    // Most fields have to be there, and nearly none takes another type.
    for (text, least) in
        [(FROZEN, [150, 1_500]), (PARTNERS, [150, 1_500]), (PORTFOLIO, [100, 800]), (OFFERS, [100, 500])]
    {
        let document: Value = serde_json::from_str(text).unwrap();
        assert!(SCHEMA.is_valid(&document));
        let places = places(&document);
        let removed = refused(places.iter().filter_map(|place| without(&document, place)));
        let wrong = refused(places.iter().flat_map(|place| retyped(&document, place)));
        assert!(removed > least[0] && wrong > least[1], "{removed} {wrong}");
    }
}

#[test]
fn the_schema_refuses_what_the_reader_refuses_of_a_ledger() {
    let document: Value = serde_json::from_str(LEDGER).unwrap();
    assert!(SCHEMA.is_valid(&document));
    // Two rows of each table say it for all.
    let is_early = |place: &String| {
        place.split('/').all(|step| step.parse().is_ok_and(|row: u8| row < 2) || step.parse::<u8>().is_err())
    };
    let places: Vec<String> = places(&document)
        .into_iter()
        .filter(|place| place.starts_with("/workspace/ledger") && is_early(place))
        .collect();
    let removed = refused(places.iter().filter_map(|place| without(&document, place)));
    // That there is a day or a place, or none, may contradict another column; this a schema cannot say.
    let may_be_null = ["contact", "expected", "issued", "lost", "qualified", "reward_due", "reward_paid", "won"];
    let says_so = |place: &str, other: &Value| {
        let is_step = may_be_null.iter().any(|column| place.contains(&format!("/{column}/")));
        !is_step || other.pointer(place).is_some_and(|other| !other.is_null() && !other.is_i64())
    };
    let others = places.iter().flat_map(|place| {
        let retyped = retyped(&document, place).into_iter();
        retyped.filter(move |other| says_so(place, other))
    });
    let wrong = refused(others);
    assert!(removed > 60 && wrong > 600, "{removed} {wrong}");
}

#[test]
fn the_schema_refuses_what_the_reader_refuses_of_a_program() {
    let document: Value = serde_json::from_str(PROGRAM).unwrap();
    assert!(SCHEMA.is_valid(&document));
    let places: Vec<String> =
        places(&document).into_iter().filter(|place| place.starts_with("/workspace/plan")).collect();
    let removed = refused(places.iter().filter_map(|place| without(&document, place)));
    // Whom it names has to be in the ledger; this a schema cannot say.
    let names = ["/excused/", "/contact"];
    let can_say = |place: &&String| !names.iter().any(|name| place.contains(name));
    let wrong = refused(places.iter().filter(can_say).flat_map(|place| retyped(&document, place)));
    assert!(removed > 30 && wrong > 250, "{removed} {wrong}");
}

#[test]
fn the_schema_refuses_letters_days_and_amounts_that_stand_for_nothing() {
    let document: Value = serde_json::from_str(LEDGER).unwrap();
    for (place, other) in [
        ("referrals/made_by", json!("ttttxttttttt")),
        ("referrals/kind", json!("cccccsssffoO")),
        ("referrals/number/0", json!(0)),
        ("referrals/number/0", json!(2)),
        ("referrals/introduced/0", json!(-25_568)),
        ("referrals/won/0", json!(84_006)),
        ("referrals/expected/0", json!(-1)),
        ("referrals/contact/0", json!(-1)),
        ("bills/amount/0", json!(-1)),
        ("bills/passed_on/0", json!(-1)),
        ("payments/amount/0", json!(-1)),
        ("payments/bill/0", json!(-1)),
        ("refunds/amount/0", json!(-1)),
        ("refunds/date/0", json!(84_006)),
        ("paid/0/amount", json!(0)),
        ("paid/0/date", json!("2200-01-01")),
        ("paid/0/payer", json!("they")),
        ("contacts/0/due_after", json!(366)),
        ("contacts/0/due_after", json!(-1)),
        ("contacts/0/they_earn/0/from", json!("1899-12-31")),
    ] {
        let mut document = document.clone();
        *document.pointer_mut(&format!("/workspace/ledger/{place}")).unwrap() = other;
        assert_eq!(refused([document]), 1, "{place}");
    }
}

#[test]
fn every_record_of_the_schema_is_closed_and_described() {
    let schema: Value = serde_json::from_str(include_str!("../../schema/workspace-v1.schema.json")).unwrap();
    let records: Vec<_> = places(&schema)
        .into_iter()
        .filter(|place| schema.pointer(place).unwrap().get("type") == Some(&json!("object")))
        .collect();
    assert!(records.len() > 20);
    for place in records {
        let record = schema.pointer(&place).unwrap();
        assert_eq!(record.get("additionalProperties"), Some(&json!(false)), "{place}");
        assert!(record.get("description").is_some_and(Value::is_string), "{place}");
    }
}
