use std::sync::Arc;

use chrono::NaiveDate;

use super::*;
use crate::account::Settlement;
use crate::ledger::{Bill, Payment, Refund};
use crate::terms::Percentage;
use crate::tracking::{Contact, Facts, Ledger, Number, Paid, Tracked};
use crate::value::{Period, Reading, Side};
use crate::words;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn name(text: &str) -> Name {
    Name::new(text).unwrap()
}

fn harbor() -> Id {
    Id::from_u128(101)
}

fn referral(number: u32, client: &str, change: impl FnOnce(&mut Facts)) -> Tracked {
    let mut facts = Facts { contact: Some(harbor()), ..Facts::new(name(client), day("2026-03-04")) };
    change(&mut facts);
    Tracked::new(Number(number), facts).unwrap()
}

/// Acme paid 8,400 on 20 April, of which 1,000 went back on 3 May; Harbor Copy earns 10%.
fn ledger(others: Vec<Tracked>, paid: &[(Side, &str, i64)]) -> Ledger {
    let refund = Refund { date: day("2026-05-03"), amount: usd(1_000) };
    let payment = Payment::new(day("2026-04-20"), usd(8_400), vec![refund]).unwrap();
    let acme = referral(1, "Acme", |facts| {
        facts.won = Some(day("2026-04-01"));
        facts.project = Some(name("Site"));
        facts.bills = vec![Bill::payment(payment, Money::ZERO).unwrap()];
    });
    let terms = Terms::Percentage(Percentage::new(Scale::Flat(Rate::percent(10))));
    let contact = Contact::new(harbor(), name("Harbor Copy")).agreed(Side::Them, day("2026-01-01"), terms).unwrap();
    let paid = (201..).zip(paid).map(|(id, &(payer, date, dollars))| Paid {
        id: Id::from_u128(id),
        contact: harbor(),
        settlement: Settlement { payer, date: day(date), amount: usd(dollars) },
    });
    Ledger::new(vec![contact], [vec![acme], others].concat(), paid.collect()).unwrap()
}

#[test]
fn what_all_referrals_came_to_is_said_in_a_sentence() {
    let said = |ledger: &Ledger| {
        let headline = words::ledger_headline(&ledger.referrals().iter().collect(), &DOLLARS);
        (headline.sentence, headline.detail)
    };
    let of = |sentence: &str, detail: &str| (sentence.to_owned(), detail.to_owned());
    assert_eq!(said(&Ledger::default()), of("Nobody was referred to you yet.", ""));
    let open = Ledger::default().with(vec![referral(2, "Birch", |facts| facts.contact = None)]).unwrap();
    assert_eq!(said(&open), of("1 referral is open and not decided yet.", "Nothing was paid yet. 1 is open."));
    let many = ledger(
        vec![
            referral(2, "Birch", |facts| facts.lost = Some(day("2026-04-01"))),
            referral(3, "Cobalt", |facts| facts.qualified = Some(day("2026-04-01"))),
            referral(4, "Dune", |_| ()),
            referral(5, "Elm", |facts| facts.made_by = Side::You),
        ],
        &[],
    );
    assert_eq!(
        said(&many),
        of(
            "1 of your 2 decided referrals became work.",
            "They paid $7,400 so far. 2 are open. You made 1 referral yourself."
        )
    );
    assert_eq!(
        said(&ledger(vec![], &[])),
        of("1 of your 1 decided referral became work.", "They paid $7,400 so far. None is open.")
    );
}

#[test]
fn who_owes_whom_is_said_with_what_is_overdue() {
    let said = |paid: &[(Side, &str, i64)], on: &str| {
        let ledger = ledger(vec![], paid);
        let standing = ledger.standing(ledger.contact(harbor()).unwrap(), day(on)).unwrap();
        let one = words::balance_headline(&name("Harbor Copy"), &standing.balance, &DOLLARS);
        let all = words::owed_headline(&ledger, &[Arc::new(standing)], &DOLLARS);
        [one.sentence, one.detail, all.sentence, all.detail]
    };
    // 840 earned, 100 taken back, due thirty days after 20 April.
    let you_owe =
        ["You owe Harbor Copy $740.", "Nothing is overdue.", "You owe $740 to Harbor Copy.", "Nothing is overdue."];
    assert_eq!(said(&[], "2026-05-20"), you_owe);
    assert_eq!(
        said(&[], "2026-05-21"),
        [
            "You owe Harbor Copy $740.",
            "$740 of what Harbor Copy earned was due by 2026-05-20.",
            "You owe $740 to Harbor Copy.",
            "Overdue with Harbor Copy.",
        ]
    );
    assert_eq!(
        said(&[(Side::You, "2026-05-05", 740)], "2026-06-30"),
        ["You and Harbor Copy are even.", "Nothing is overdue.", "Nobody owes anything.", "Nothing is overdue."]
    );
    assert_eq!(
        said(&[(Side::You, "2026-05-05", 1_000)], "2026-06-30"),
        ["Harbor Copy owes you $260.", "Nothing is overdue.", "Harbor Copy owes you $260.", "Nothing is overdue."]
    );
    let nobody = words::owed_headline(&Ledger::default(), &[], &DOLLARS);
    assert_eq!(nobody.sentence, "Nobody earns by terms yet, so nobody owes anything.");
}

#[test]
fn several_who_owe_are_counted() {
    let contact = |number: u128, text: &str| Contact::new(Id::from_u128(number), name(text));
    let paid = |id: u128, contact: u128, payer| Paid {
        id: Id::from_u128(id),
        contact: Id::from_u128(contact),
        settlement: Settlement { payer, date: day("2026-05-01"), amount: usd(100) },
    };
    let contacts = vec![contact(101, "Ana"), contact(102, "Bo"), contact(103, "Cy")];
    let payments = vec![paid(201, 101, Side::You), paid(202, 102, Side::You), paid(203, 103, Side::Them)];
    let ledger = Ledger::new(contacts, vec![], payments).unwrap();
    let standings: Vec<_> = ledger.standings(day("2026-06-01")).map(|standing| Arc::new(standing.unwrap())).collect();
    let headline = words::owed_headline(&ledger, &standings, &DOLLARS);
    assert_eq!(headline.sentence, "You owe $100 to Cy; 2 contacts owe you $200.");
    let headline = words::owed_headline(&ledger, &standings[..2], &DOLLARS);
    assert_eq!(headline.sentence, "2 contacts owe you $200.");
}

#[test]
fn a_statement_says_each_step_and_leaves_as_a_table_without_formulas() {
    let ledger = ledger(vec![], &[(Side::You, "2026-06-01", 500), (Side::Them, "2026-06-02", 20)]);
    let period = Period::new(day("2026-04-21"), day("2026-07-01")).unwrap();
    let standing = ledger.standing(ledger.contact(harbor()).unwrap(), day("2026-06-30")).unwrap();
    let statement = standing.account.statement(period).unwrap();
    let contact = name("=Harbor, Copy");
    let rows: Vec<String> =
        statement.rows.iter().map(|row| words::movement(&row.movement, &ledger, &contact)).collect();
    assert_eq!(rows, ["=Harbor, Copy, corrected: Acme, Site", "You paid", "=Harbor, Copy paid"]);
    let sheet = |reading| words::statement_sheet(&statement, &ledger, &contact, period, reading, Currency::USD);
    assert_eq!(
        sheet(Reading::ENGLISH),
        "Date,What,Amount in USD,Balance in USD\r\n\
         2026-04-21,Before,,-840\r\n\
         2026-05-03,\"'=Harbor, Copy, corrected: Acme, Site\",100,-740\r\n\
         2026-06-01,You paid,500,-240\r\n\
         2026-06-02,\"'=Harbor, Copy paid\",-20,-260\r\n\
         2026-06-30,After,,-260\r\n"
    );
    let comma = Reading { decimal: crate::value::notation::DecimalSign::Comma, ..Reading::ENGLISH };
    assert!(sheet(comma).starts_with("Date;What;"));
}
