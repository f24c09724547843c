use std::sync::Arc;

use rstest::rstest;

use super::*;
use crate::engine::wire::PartV1;
use crate::tracking::table::{Choice, Encoding, Mapping, Memory};
use crate::tracking::{Contact, Facts, Ledger, Number, Reward, Tracked};
use crate::value::{Currency, Id, Name, Note, Reading};

fn day(text: &str) -> chrono::NaiveDate {
    text.parse().unwrap()
}

/// A ledger with one of everything that a referral can say but bills.
fn known() -> Arc<Ledger> {
    let contact = Contact::new(Id::from_u128(7), Name::new("Ann").unwrap());
    let facts = Facts {
        contact: Some(Id::from_u128(7)),
        project: Some(Name::new("Site").unwrap()),
        reward: Reward::Paid { due: day("2026-02-01"), paid: day("2026-03-01") },
        note: Note::new("two\nlines").unwrap(),
        ..Facts::new(Name::new("Acme").unwrap(), day("2026-01-01"))
    };
    Arc::new(Ledger::new(vec![contact], vec![Tracked::new(Number(3), facts).unwrap()], Vec::new()).unwrap())
}

fn intake(file: &[u8], meant: Meant) -> Task {
    let signs = (Currency::USD, Reading::ENGLISH);
    let (known, first_id) = (Known::new(known()), Id::from_u128(1_000));
    Task::Import(Box::new(Intake::new(Arc::new(file.to_vec()), meant, known, signs, day("2026-06-30"), first_id)))
}

/// A table of so many rows by contacts of whom the ledger knows one; every tenth is bad.
fn table(rows: usize) -> Task {
    let row = |n| match n % 10 {
        9 => format!("Client {n},Ann,soon,5,,\n"),
        _ => format!("Client {n},Ben {},2026-01-02,{n},2026-01-03,{n}.50\n", n % 3),
    };
    let rows: String = (0..rows).map(row).collect();
    intake(
        format!("Client,Referred by,Introduced,Expected value,Payment date,Paid\n{rows}").as_bytes(),
        Meant::Like(Memory::default()),
    )
}

/// What is said of a task until it is over, part by part, each time before it is full.
fn parts(task: &Task) -> Vec<Part> {
    let mut run = Run::new(task);
    let mut parts = Vec::new();
    loop {
        let is_over = run.rest() == 0;
        if is_over || run.is_full() || matches!(run.so_far(), Outcome::Import(part) if part.table.is_some()) {
            let Some(Outcome::Import(part)) = run.say() else { panic!() };
            parts.push(*part);
        }
        if is_over {
            return parts;
        }
        run.slice(|| false);
    }
}

/// However the rows fall into parts, the last of them is told.
#[rstest]
fn every_row_that_is_taken_is_told(#[values(1, 127, 128, 129, 255, 256, 257, 380, 1_000)] rows: usize) {
    let lines: String = (0..rows).map(|n| format!("Client {n},2026-01-02\n")).collect();
    let task = intake(format!("Client,Introduced\n{lines}").as_bytes(), Meant::Like(Memory::default()));
    let mut all = Part::default();
    assert!(parts(&task).into_iter().all(|part| all.join(part)));
    assert_eq!(all.import.added.len(), rows);
}

#[test]
fn a_table_comes_in_parts_that_take_a_slice_each() {
    let parts = parts(&table(2_000));
    let Some(Ok(table)) = &parts[0].table else { panic!() };
    assert_eq!((table.rows, table.columns, table.encoding, table.first.len()), (2_001, 6, Encoding::Utf8, 4));
    // Money without a day of the win is no bill: every row is refused, and each part has as many as are told at once.
    let count = |part: &Part| part.import.added.len().max(part.import.bad.len());
    assert!(parts.iter().all(|part| count(part) <= 128), "{:?}", parts.iter().map(count).collect::<Vec<_>>());
    assert!(parts.len() >= 8 && parts.iter().filter(|part| part.table.is_some()).count() == 1);
    let mut all = Part::default();
    assert!(parts.iter().all(|part| all.join(part.clone())));
    assert_eq!(all.import.added.len() + all.import.bad.len(), 2_000);
    // What is missing in between is noticed, and what begins anew takes the place of what was there.
    let whole = all.clone();
    assert!(!all.join(parts[3].clone()) && all == whole);
    assert!(parts.iter().all(|part| all.join(part.clone())) && all == whole);
}

#[test]
fn a_file_that_is_no_table_is_refused_with_its_reason() {
    let most = vec![b'a'; Intake::MOST_BYTES + 1];
    let wide = "a,".repeat(1_000_000);
    let long = format!("Client,Introduced\n{},2026-01-01\n", "x".repeat(200_000));
    let many = "a,b\n".repeat(200_001);
    for (file, reason) in [
        (&b""[..], "there is no text in it"),
        (b"a\0b,c\n", "this is no text"),
        (b"caf\xE9\x81,b\n", "byte 5 is no character in Windows-1252"),
        (&most, "the text is longer than 10 MB"),
        (wide.as_bytes(), "more than 500 columns"),
        (long.as_bytes(), "a cell of more than 100000 characters"),
        (many.as_bytes(), "more than 200000 rows"),
    ] {
        let task = intake(file, Meant::Like(Memory::default()));
        let Outcome::Import(part) = Run::new(&task).finish() else { panic!() };
        let Some(Err(told)) = &part.table else { panic!("{reason}") };
        assert!(told.contains(reason), "{told}");
        assert_eq!((part.steps, part.import.count()), (task.steps(), 0));
        let back = serde_json::to_value(OutcomeV1::from(&Outcome::Import(part.clone()))).unwrap();
        assert_eq!(serde_json::from_value::<OutcomeV1>(back).unwrap().of(&task), Ok(Outcome::Import(part)));
    }
}

#[test]
fn what_is_said_of_the_columns_is_done() {
    let text = b"Name,Seen on,Sum\nAcme,03/04/2026,5\nBolt,05/06/2026,6\n";
    let of = |meant| match Run::new(&intake(text, meant)).finish() {
        Outcome::Import(part) => (part.table.unwrap().unwrap().mapping, part.import.added.len()),
        _ => panic!(),
    };
    let (open, added) = of(Meant::Like(Memory::default()));
    assert_eq!((open.dates, added), (None, 0));
    let mapping = Mapping { dates: Some(crate::value::notation::DateOrder::DayFirst), ..open.clone() };
    assert_eq!(of(Meant::So(mapping.clone())), (mapping.clone(), 2));
    assert_eq!(of(Meant::Columns(mapping.clone())), (mapping.clone(), 2));
    let mut memory = Memory::default();
    memory.remember(["Sum", "NAME", "seen on"].into_iter(), Mapping { columns: vec![None; 3], ..mapping.clone() });
    assert_eq!(of(Meant::Like(memory)), (Mapping { columns: vec![None; 3], ..mapping }, 0));
}

#[test]
fn a_ledger_written_ahead_is_sent_as_one_that_is_not() {
    let task = table(3);
    let Task::Import(intake) = &task else { panic!() };
    let mut known = intake.known.clone();
    assert!(known.write_on());
    let mut ahead = Intake::clone(intake);
    ahead.known = known;
    let ahead = Task::Import(Box::new(ahead));
    assert_eq!(TaskV1::from(&ahead), TaskV1::from(&task));
    assert_eq!(received(sent(&ahead)), Ok(task));
}

#[test]
fn small_files_are_read_at_once() {
    assert!(table(10).is_trivial());
    assert!(!table(2_000).is_trivial());
}

/// What the receiver says when one thing in the message of a task is replaced.
#[track_caller]
fn check(pointer: &str, with: Value, expected: &str) {
    let mut message = sent(&table(3));
    *message.pointer_mut(pointer).unwrap() = with;
    let problem = received(message).unwrap_err();
    assert!(problem.contains(expected), "{pointer}: {problem}");
}

#[test]
fn intakes_that_no_page_sends_are_refused_in_words() {
    check("/import/file", json!([256]), "invalid value");
    check("/import/file", json!("text"), "invalid type");
    check("/import/meant", json!({ "so": "column: Nonsense\n" }), "does not come of a table");
    check("/import/meant", json!({ "perhaps": "" }), "unknown variant");
    check("/import/contacts/ids", json!("x"), "an id is a UUID");
    check("/import/contacts/ids", json!(""), "a contact is named that nobody knows");
    check("/import/contacts/names", json!("\n"), "the texts are no names");
    check("/import/contacts", json!({ "ids": "", "names": "" }), "there is no contact with the id");
    check("/import/currency", json!("XXX"), "no such currency");
    check("/import/today", json!(i32::MAX), "out of bounds");
    check("/import/first_id", json!("1"), "an id is a UUID");
    let rows = |numbers: &str| json!({ "contacts": "00000000-0000-0000-0000-000000000007", "numbers": numbers, "texts": "Acme\u{1f}" });
    let row = "3 0 0 1 739617 0 0 0 0 0 0 0 1 0 0 0 ";
    let mut message = sent(&table(3));
    message["import"]["referrals"] = json!([rows(row)]);
    assert!(received(message).is_ok());
    for (from, to, expected) in [
        ("3 0", "0 0", "referrals are numbered from 1"),
        ("3 0", "3 2", "out of bounds"),
        ("0 1 739617", "4 1 739617", "out of bounds"),
        ("1 739617", "2 739617", "a contact is named that nobody knows"),
        ("739617", "99999999999", "out of bounds"),
        ("739617", "1", "dates run from 1900"),
        ("739617 0", "739617 1", "out of bounds"),
        ("1 0 0 0 ", "1 1 0 0 ", "the texts are no names"),
        ("1 0 0 0 ", "0 0 0 0 ", "the texts are no names"),
        ("0 1 0 0 0 ", "18446744073709551615 1 0 0 0 ", "out of bounds"),
        ("1 0 0 0 ", "1 0 0 0 1 ", "out of bounds"),
        ("3 ", "x ", "out of bounds"),
    ] {
        let numbers = row.replacen(from, to, 1);
        check("/import/referrals", json!([rows(&numbers)]), expected);
    }
    check(
        "/import/referrals",
        json!(
            [rows(row), rows(row)][..1]
                .iter()
                .cycle()
                .take(2)
                .map(|_| rows(&format!("{row}{row}")))
                .collect::<Vec<_>>()
        ),
        "the texts are no names",
    );
}

/// Why a part is refused of which one thing is replaced.
#[track_caller]
fn refused(pointer: &str, with: Value, expected: &str) {
    let task = table(40);
    let said = parts(&task).into_iter().last().unwrap();
    let mut message = serde_json::to_value(OutcomeV1::from(&Outcome::Import(Box::new(said)))).unwrap();
    *message.pointer_mut(pointer).unwrap() = with;
    let problem = match serde_json::from_value::<OutcomeV1>(message) {
        Ok(outcome) => outcome.of(&task).unwrap_err().to_string(),
        Err(error) => error.to_string(),
    };
    assert!(problem.contains(expected), "{pointer}: {problem}");
}

#[test]
fn parts_that_come_of_no_table_are_refused_in_words() {
    let none = "does not come of a table";
    refused("/import/steps", json!(u32::MAX), "more steps were taken");
    refused("/import/before", json!(400_001), none);
    refused("/import/same", json!(400_001), none);
    refused("/import/repeated", json!(-1), "invalid value");
    let contacts = |count: u128| {
        let ids: Vec<String> = (1..=count).map(|id| Id::from_u128(id).to_string()).collect();
        let names: String = (1..=count).map(|id| format!("C{id}\n")).collect();
        json!({ "ids": ids.join(" "), "names": names })
    };
    refused("/import/contacts", contacts(257), none);
    let bad = json!({ "line": 1, "cells": "", "reasons": "" });
    refused("/import/bad", json!(vec![bad; 257]), none);
    let rows = |count: usize| {
        let numbers: String =
            (1..=count).map(|number| format!("{number} 0 0 0 739617 0 0 0 0 0 0 0 1 0 0 0 ")).collect();
        json!({ "contacts": "", "numbers": numbers, "texts": "Acme\u{1f}".repeat(count) })
    };
    refused("/import/added", rows(257), none);
    // Alone, and not changed.
    refused("/import/alone", rows(1), none);
    let table = |key: &str, with: Value| {
        let mut table =
            json!({ "encoding": 0, "rows": 2, "columns": 1, "first": ["a\0"], "mapping": "", "unknown": [] });
        table[key] = with;
        refused("/import/table", json!({ "table": table }), none);
    };
    table("encoding", json!(4));
    table("rows", json!(0));
    table("rows", json!(200_001));
    table("columns", json!(501));
    table("first", json!(["a\0b\0"]));
    table("first", json!(["a\0", "b\0", "c\0"]));
    table("mapping", json!("x"));
    table("unknown", json!(vec!["x"; 13]));
}

#[test]
fn what_crosses_is_what_is_taken_in() {
    let task = table(300);
    let mut all = Part::default();
    for part in parts(&task) {
        let message = serde_json::to_value(PartV1::from(&part)).unwrap();
        let OutcomeV1::Import(back) = OutcomeV1::Import(serde_json::from_value(message).unwrap()) else { panic!() };
        let Ok(Outcome::Import(back)) = OutcomeV1::Import(back).of(&task) else { panic!() };
        assert_eq!(*back, part);
        assert!(all.join(*back));
    }
    let after = all.import.apply(&known(), Choice::Skip).unwrap();
    assert_eq!(after.referrals().len(), 1 + all.import.added.len());
}
