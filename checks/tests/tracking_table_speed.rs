//! How long a table of 50,000 rows takes. Not a gate: `cargo test --release -- --ignored --nocapture` says it.
#![allow(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]

use std::fmt::Write;
use std::sync::Arc;
use std::time::Instant;

use chrono::NaiveDate;
use concord_core::ledger::Pasted;
use concord_core::tracking::table::{Choice, Columns, Mapping, export, import};
use concord_core::tracking::{Ledger, Tracked};
use concord_core::value::{Currency, Id, Reading};

#[test]
#[ignore = "measures"]
fn fifty_thousand_rows() {
    let mut text =
        String::from("Client,Project,Referred by,Introduced,Expected value,Won,Invoice date,Invoiced,Note\n");
    for row in 0..50_000 {
        let (month, day) = (row % 12 + 1, row % 28 + 1);
        writeln!(
            text,
            "Client {row},Site,Partner {},2024-{month:02}-{day:02},\"{},500.50\",2025-01-02,2025-02-03,1200.50,Met at the fair",
            row % 300,
            row % 9 + 1,
        )
        .unwrap();
    }
    let today = NaiveDate::from_ymd_opt(2026, 1, 1).unwrap();
    let start = Instant::now();
    let pasted = Arc::new(Pasted::parse(&text).unwrap());
    let parsed = start.elapsed();
    let mapping = Mapping::guess(&pasted, Reading::ENGLISH);
    let guessed = start.elapsed();
    let mut ids = (1..).map(Id::from_u128);
    let import =
        import(pasted, mapping, &Ledger::default(), Currency::USD, today, &mut || ids.next().unwrap()).unwrap();
    let read = start.elapsed();
    let ledger = import.apply(&Ledger::default(), |_| Choice::Skip).unwrap();
    let applied = start.elapsed();
    let numbers: Vec<_> = ledger.referrals().iter().map(Tracked::number).collect();
    let csv = export(&ledger, &numbers, Reading::ENGLISH, Currency::USD, ',', Columns::Filled);
    let exported = start.elapsed();
    println!(
        "{} bytes: parse {parsed:?}, guess {:?}, import {:?}, apply {:?}, export {:?} of {} bytes",
        text.len(),
        guessed - parsed,
        read - guessed,
        applied - read,
        exported - applied,
        csv.len(),
    );
    assert_eq!((import.added.len(), import.bad.len(), ledger.contacts().len()), (50_000, 0, 300));
}
