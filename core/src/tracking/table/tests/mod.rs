#![allow(clippy::unwrap_used)]

mod duplicates;
mod exported;
mod imported;
mod mappings;
mod presets;
mod problems;

use std::sync::Arc;

use super::fault::reasons;
use super::*;
use crate::ledger::Pasted;
use crate::tracking::{Contact, Facts, Ledger, Number, Tracked};
use crate::value::{Currency, Id, Money, Name, Reading};

fn day(text: &str) -> chrono::NaiveDate {
    text.parse().unwrap()
}

fn name(text: &str) -> Name {
    Name::new(text).unwrap()
}

fn money(minor: i64) -> Money {
    Money::new(minor).unwrap()
}

fn pasted(text: &str) -> Arc<Pasted> {
    Arc::new(Pasted::parse(text).unwrap())
}

fn today() -> chrono::NaiveDate {
    day("2026-06-30")
}

/// What comes of a table into a ledger, with the columns that are guessed.
#[track_caller]
fn imported_into(ledger: &Ledger, text: &str) -> Import {
    let pasted = pasted(text);
    let mapping = Mapping::guess(&pasted, Reading::ENGLISH);
    import(pasted, mapping, Arc::new(ledger.clone()), Currency::USD, today(), Id::from_u128(1_000)).unwrap()
}

#[track_caller]
fn imported(text: &str) -> Import {
    imported_into(&Ledger::default(), text)
}

/// The facts of the only referral that is added, when nothing else comes of the table.
#[track_caller]
fn only(text: &str) -> Facts {
    let import = imported(text);
    assert_eq!((import.added.len(), &import.bad[..]), (1, &[][..]), "{text}");
    import.added.get(0).unwrap().facts()
}

/// A ledger with a contact, Ann, and referrals under the numbers from 1.
fn ledger(facts: impl IntoIterator<Item = Facts>) -> Ledger {
    let ann = Contact::new(Id::from_u128(1), name("Ann"));
    let referrals = (1..).zip(facts).map(|(number, facts)| Tracked::new(Number(number), facts).unwrap());
    Ledger::new(vec![ann], referrals.collect(), Vec::new()).unwrap()
}
