#![allow(clippy::unwrap_used)]

use std::collections::BTreeSet;
use std::sync::Arc;

use chrono::NaiveDate;
use rstest::rstest;

use super::*;
use crate::account::{Net, Owed, Settlement};
use crate::ledger::{Bill, CHUNK, LedgerError, Payment, Refund};
use crate::terms::{Percentage, Scale, Terms, Version};
use crate::value::{DateError, Note, Period, Rate, Side};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn cents(minor: i64) -> Money {
    Money::new(minor).unwrap()
}

fn name(text: &str) -> Name {
    Name::new(text).unwrap()
}

fn id(number: u128) -> Id {
    Id::from_u128(number)
}

fn paid(date: &str, amount: i64, refunds: &[(&str, i64)]) -> Payment {
    let refunds = refunds.iter().map(|&(date, amount)| Refund { date: day(date), amount: cents(amount) });
    Payment::new(day(date), cents(amount), refunds.collect()).unwrap()
}

fn payment(date: &str, amount: i64, refunds: &[(&str, i64)]) -> Bill {
    Bill::payment(paid(date, amount, refunds), Money::ZERO).unwrap()
}

fn invoice(date: &str, amount: i64, payments: Vec<Payment>) -> Bill {
    Bill::invoice(day(date), cents(amount), Money::ZERO, payments).unwrap()
}

/// A referral of a number, introduced on 1 March, with a change.
fn tracked(number: u32, change: impl FnOnce(&mut Facts)) -> Tracked {
    let mut facts = Facts::new(name(&format!("Client {number}")), day("2026-03-01"));
    change(&mut facts);
    Tracked::new(Number(number), facts).unwrap()
}

fn numbers(ledger: &Ledger) -> Vec<u32> {
    ledger.referrals().iter().map(|tracked| tracked.number().0).collect()
}

// Facts.

#[rstest]
#[case(|f: &mut Facts| f.qualified = Some(day("2026-02-28")), TrackedError::BeforeIntroduction(Stage::Qualified))]
#[case(|f: &mut Facts| f.won = Some(day("2026-02-28")), TrackedError::BeforeIntroduction(Stage::Won))]
#[case(|f: &mut Facts| f.lost = Some(day("2026-02-28")), TrackedError::BeforeIntroduction(Stage::Lost))]
#[case(
    |f: &mut Facts| (f.qualified, f.won) = (Some(day("2026-03-10")), Some(day("2026-03-09"))),
    TrackedError::BeforeQualified(Stage::Won)
)]
#[case(|f: &mut Facts| f.bills = vec![payment("2026-03-10", 1, &[])], TrackedError::BilledNotWon)]
#[case(
    |f: &mut Facts| (f.lost, f.bills) = (Some(day("2026-03-05")), vec![payment("2026-03-10", 1, &[])]),
    TrackedError::BilledNotWon
)]
#[case(|f: &mut Facts| f.expected = Some(cents(-1)), TrackedError::NegativeValue)]
#[case(|f: &mut Facts| f.reward = Reward::Due(day("2026-02-28")), TrackedError::RewardTooEarly)]
#[case(
    |f: &mut Facts| f.reward = Reward::Paid { due: day("2026-03-05"), paid: day("2026-03-04") },
    TrackedError::RewardTooEarly
)]
#[case(|f: &mut Facts| f.introduced = day("1899-12-31"), TrackedError::Day)]
#[case(|f: &mut Facts| f.qualified = Some(day("2200-01-01")), TrackedError::Day)]
#[case(|f: &mut Facts| f.won = Some(day("2200-01-01")), TrackedError::Day)]
#[case(|f: &mut Facts| f.lost = Some(day("2200-01-01")), TrackedError::Day)]
#[case(|f: &mut Facts| f.reward = Reward::Due(day("2200-01-01")), TrackedError::Day)]
#[case(|f: &mut Facts| f.reward = Reward::Paid { due: day("2026-03-05"), paid: day("2200-01-01") }, TrackedError::Day)]
#[case(
    |f: &mut Facts| (f.won, f.bills) = (Some(day("2026-03-02")), vec![payment("2200-01-01", 1, &[])]),
    TrackedError::Day
)]
#[case(
    |f: &mut Facts| (f.won, f.bills) = (Some(day("2026-03-02")), vec![payment("2026-03-03", 1, &[("2200-01-01", 1)])]),
    TrackedError::Day
)]
#[case(
    |f: &mut Facts| (f.won, f.bills) = (Some(day("2026-03-02")), vec![invoice("2200-01-01", 1, vec![])]),
    TrackedError::Day
)]
#[case(
    |f: &mut Facts| (f.won, f.bills) = (Some(day("2026-03-02")), vec![invoice("2026-02-28", 1, vec![])]),
    TrackedError::Bills(LedgerError::BeforeIntroduction)
)]
#[case(
    |f: &mut Facts| {
        let most = Bill::invoice(day("2026-03-02"), Money::MAX, Money::ZERO, vec![]).unwrap();
        (f.won, f.bills) = (Some(day("2026-03-02")), vec![most, invoice("2026-03-02", 1, vec![])]);
    },
    TrackedError::Bills(LedgerError::TooLarge)
)]
fn facts_that_contradict_each_other_are_no_referral(#[case] change: fn(&mut Facts), #[case] expected: TrackedError) {
    let plain = tracked(1, |_| ());
    assert_eq!(plain.with(change), Err(expected));
}

#[test]
fn invoices_payments_and_refunds_are_counted_together() {
    // An invoice, a payment and a refund: three each.
    let bill = || invoice("2026-03-02", 100, vec![paid("2026-03-03", 100, &[("2026-03-04", 1)])]);
    let with = |bills: Vec<Bill>| {
        let won = Some(day("2026-03-02"));
        Tracked::new(Number(1), Facts { won, bills, ..Facts::new(name("Acme"), day("2026-03-01")) })
    };
    // 166 × 3 is 498.
    let most = || vec![bill(); 166].into_iter();
    assert!(with(most().chain([payment("2026-03-03", 1, &[("2026-03-03", 1)])]).collect()).is_ok());
    let above = with(most().chain([bill()]).collect());
    assert_eq!(above, Err(TrackedError::TooManyBills));
    assert_eq!(above.unwrap_err().to_string(), "a referral holds at most 500 invoices, payments and refunds");
}

#[rstest]
#[case(None, None, None, Stage::Introduced, "2026-03-01")]
#[case(Some("2026-03-05"), None, None, Stage::Qualified, "2026-03-05")]
#[case(Some("2026-03-05"), Some("2026-03-05"), None, Stage::Won, "2026-03-05")]
#[case(None, Some("2026-03-01"), None, Stage::Won, "2026-03-01")]
#[case(None, None, Some("2026-04-01"), Stage::Lost, "2026-04-01")]
#[case(Some("2026-03-05"), None, Some("2026-04-01"), Stage::Lost, "2026-04-01")]
// On the day on which it qualified it was lost too: it is lost.
#[case(Some("2026-03-05"), None, Some("2026-03-05"), Stage::Lost, "2026-03-05")]
// Lost, and come back.
#[case(Some("2026-05-01"), None, Some("2026-04-01"), Stage::Qualified, "2026-05-01")]
#[case(None, Some("2026-05-01"), Some("2026-04-01"), Stage::Won, "2026-05-01")]
// On one day the win decides; a later loss calls the work off.
#[case(None, Some("2026-04-01"), Some("2026-04-01"), Stage::Won, "2026-04-01")]
#[case(None, Some("2026-04-01"), Some("2026-04-02"), Stage::Lost, "2026-04-02")]
fn the_dates_say_how_far_it_has_come(
    #[case] qualified: Option<&str>,
    #[case] won: Option<&str>,
    #[case] lost: Option<&str>,
    #[case] stage: Stage,
    #[case] since: &str,
) {
    let tracked = tracked(1, |f| (f.qualified, f.won, f.lost) = (qualified.map(day), won.map(day), lost.map(day)));
    assert_eq!((tracked.stage(), tracked.since()), (stage, day(since)));
}

#[test]
fn days_to_win_count_from_the_introduction_unless_the_work_was_called_off() {
    let days =
        |won: &str, lost: Option<&str>| tracked(1, |f| (f.won, f.lost) = (Some(day(won)), lost.map(day))).days_to_win();
    assert_eq!(days("2026-03-01", None), Some(0));
    // 31 days of March and one of April.
    assert_eq!(days("2026-04-02", Some("2026-03-15")), Some(32));
    assert_eq!(days("2026-04-02", Some("2026-04-03")), None);
    assert_eq!(tracked(1, |f| f.qualified = Some(day("2026-03-02"))).days_to_win(), None);
}

#[test]
fn what_was_won_qualified_then_at_the_latest_and_says_only_what_was_said() {
    let won = tracked(1, |f| f.won = Some(day("2026-03-20")));
    assert_eq!((won.qualified(), won.facts().qualified), (Some(day("2026-03-20")), None));
    let both = tracked(1, |f| (f.qualified, f.won) = (Some(day("2026-03-10")), Some(day("2026-03-20"))));
    assert_eq!(both.qualified(), Some(day("2026-03-10")));
    assert_eq!(Tracked::new(Number(1), both.facts()), Ok(both));
}

#[rstest]
// Before any bill, what was expected.
#[case(vec![], 0, 0, Some(5_000_00))]
#[case(vec![invoice("2026-03-10", 1_000_00, vec![])], 1_000_00, 0, Some(1_000_00))]
// Half of it paid.
#[case(vec![invoice("2026-03-10", 1_000_00, vec![paid("2026-03-20", 500_00, &[])])], 1_000_00, 500_00, Some(1_000_00))]
// All paid, 300 back for good: 700 of either.
#[case(
    vec![invoice("2026-03-10", 1_000_00, vec![paid("2026-03-20", 1_000_00, &[("2026-04-01", 300_00)])])],
    700_00, 700_00, Some(700_00)
)]
// Paid twice by mistake, the second sent back: nothing is off the bill.
#[case(
    vec![invoice("2026-03-10", 1_000_00, vec![
        paid("2026-03-20", 1_000_00, &[]), paid("2026-03-21", 1_000_00, &[("2026-03-25", 1_000_00)]),
    ])],
    1_000_00, 1_000_00, Some(1_000_00)
)]
// Two bills, one without an invoice of which 50 and 25 went back: 1,000 + 125.
#[case(
    vec![
        invoice("2026-03-10", 1_000_00, vec![paid("2026-03-20", 400_00, &[])]),
        payment("2026-05-01", 200_00, &[("2026-05-02", 50_00), ("2026-05-03", 25_00)]),
    ],
    1_125_00, 525_00, Some(1_125_00)
)]
// Everything back: it was billed, and is worth nothing.
#[case(vec![payment("2026-05-01", 200_00, &[("2026-05-02", 200_00)])], 0, 0, Some(0))]
fn what_went_back_is_neither_billed_nor_received(
    #[case] bills: Vec<Bill>,
    #[case] billed: i64,
    #[case] received: i64,
    #[case] worth: Option<i64>,
) {
    let tracked = tracked(1, |f| {
        (f.won, f.expected, f.bills) = (Some(day("2026-03-02")), Some(cents(5_000_00)), bills);
    });
    assert_eq!((tracked.billed(), tracked.received()), (cents(billed), cents(received)));
    assert_eq!(tracked.worth(), worth.map(cents));
}

#[test]
fn without_bills_and_expectations_it_has_no_worth() {
    assert_eq!(tracked(1, |_| ()).worth(), None);
}

// The ledger.

fn contact(number: u128, called: &str) -> Contact {
    Contact::new(id(number), name(called))
}

fn settled(number: u128, contact: u128, payer: Side, date: &str, amount: i64) -> Paid {
    Paid {
        id: id(number),
        contact: id(contact),
        settlement: Settlement { payer, date: day(date), amount: cents(amount) },
    }
}

/// Ana and Bo, three referrals of which Ana made the first two, and a payment to her.
fn small() -> Ledger {
    let of = |number, contact: Option<u128>| tracked(number, |f| f.contact = contact.map(id));
    let contacts = vec![contact(101, "Ana"), contact(102, "Bo")];
    let referrals = vec![of(1, Some(101)), of(2, Some(101)), of(5, None)];
    Ledger::new(contacts, referrals, vec![settled(201, 101, Side::You, "2026-04-01", 10_00)]).unwrap()
}

#[rstest]
#[case(|ledger: &Ledger| ledger.with(vec![tracked(7, |_| ()), tracked(7, |_| ())]), LedgerFault::Twice(Number(7)))]
#[case(|ledger: &Ledger| ledger.with(vec![tracked(7, |f| f.contact = Some(id(9)))]), LedgerFault::UnknownContact(id(9)))]
// The id of a payment is no contact.
#[case(|ledger: &Ledger| ledger.with(vec![tracked(7, |f| f.contact = Some(id(201)))]), LedgerFault::UnknownContact(id(201)))]
#[case(
    |ledger: &Ledger| ledger.with_contacts(vec![contact(103, "Cy"), contact(103, "Di")]),
    LedgerFault::IdTwice(id(103))
)]
#[case(|ledger: &Ledger| ledger.with_contacts(vec![contact(201, "Cy")]), LedgerFault::IdTwice(id(201)))]
#[case(|ledger: &Ledger| ledger.with_contacts(vec![contact(103, "ANA")]), LedgerFault::NameTwice(id(103)))]
#[case(|ledger: &Ledger| ledger.with_contacts(vec![contact(101, "bo")]), LedgerFault::NameTwice(id(102)))]
#[case(|ledger: &Ledger| ledger.without_contact(id(9)), LedgerFault::UnknownContact(id(9)))]
#[case(|ledger: &Ledger| ledger.without_contact(id(101)), LedgerFault::ContactInUse(id(101)))]
#[case(
    |ledger: &Ledger| ledger.without(&numbers_of(&[1, 2])).without_contact(id(101)),
    LedgerFault::ContactInUse(id(101))
)]
#[case(
    |ledger: &Ledger| ledger.with_paid(vec![settled(202, 9, Side::You, "2026-04-01", 1)]),
    LedgerFault::UnknownContact(id(9))
)]
#[case(
    |ledger: &Ledger| ledger.with_paid(vec![settled(202, 101, Side::You, "2026-04-01", 0)]),
    LedgerFault::PaidNothing(id(202))
)]
#[case(
    |ledger: &Ledger| ledger.with_paid(vec![settled(202, 101, Side::You, "2026-04-01", -1)]),
    LedgerFault::PaidNothing(id(202))
)]
#[case(
    |ledger: &Ledger| ledger.with_paid(vec![settled(202, 101, Side::You, "2200-01-01", 1)]),
    LedgerFault::PaidDay(id(202))
)]
#[case(
    |ledger: &Ledger| ledger.with_paid(vec![settled(102, 101, Side::You, "2026-04-01", 1)]),
    LedgerFault::IdTwice(id(102))
)]
#[case(
    |ledger: &Ledger| ledger.with_paid(vec![settled(202, 101, Side::You, "2026-04-01", 1); 2]),
    LedgerFault::IdTwice(id(202))
)]
#[case(|ledger: &Ledger| ledger.without_paid(id(101)), LedgerFault::UnknownPaid(id(101)))]
fn what_a_ledger_cannot_be_is_refused(
    #[case] change: fn(&Ledger) -> Result<Ledger, LedgerFault>,
    #[case] expected: LedgerFault,
) {
    assert_eq!(change(&small()), Err(expected));
}

fn numbers_of(numbers: &[u32]) -> BTreeSet<Number> {
    numbers.iter().copied().map(Number).collect()
}

#[test]
fn a_ledger_holds_so_much_and_no_more() {
    let row = tracked(1, |_| ());
    let count = u32::try_from(Ledger::MOST_REFERRALS).unwrap();
    let rows = (1..=count).map(|n| Tracked::new(Number(n), row.facts()).unwrap()).collect();
    let full = Ledger::default().with(rows).unwrap();
    assert_eq!(full.with(vec![tracked(full.next_number().0, |_| ())]), Err(LedgerFault::TooManyReferrals));
    // In place of another there is room.
    assert!(full.with(vec![tracked(7, |f| f.client = name("Other"))]).is_ok());
    let contacts = |count: usize| (1..).take(count).map(|n| contact(n, &format!("Contact {n}"))).collect();
    assert!(Ledger::default().with_contacts(contacts(Ledger::MOST_CONTACTS)).is_ok());
    let more = Ledger::default().with_contacts(contacts(Ledger::MOST_CONTACTS + 1));
    assert_eq!(more, Err(LedgerFault::TooManyContacts));
    let paid = |count: usize| (1_000..).take(count).map(|n| settled(n, 101, Side::You, "2026-04-01", 1)).collect();
    assert!(small().with_paid(paid(Ledger::MOST_PAID - 1)).is_ok());
    assert_eq!(small().with_paid(paid(Ledger::MOST_PAID)), Err(LedgerFault::TooManyPaid));
}

#[test]
fn a_referral_takes_the_place_of_the_one_with_its_number() {
    let before = small();
    let changed = before.with(vec![tracked(2, |f| f.client = name("Other")), tracked(6, |_| ())]).unwrap();
    assert_eq!(numbers(&changed), [1, 2, 5, 6]);
    assert_eq!(changed.referral(Number(2)).unwrap().client().as_str(), "Other");
    assert_eq!(before.referral(Number(2)).unwrap().client().as_str(), "Client 2");
    assert_eq!(changed.referral(Number(3)), None);
}

#[test]
fn an_older_number_finds_its_place() {
    let ledger = small().with(vec![tracked(4, |_| ()), tracked(9, |_| ()), tracked(3, |_| ())]).unwrap();
    assert_eq!(numbers(&ledger), [1, 2, 3, 4, 5, 9]);
    assert!(ledger.referrals().iter().all(|tracked| ledger.referral(tracked.number()) == Some(tracked)));
}

#[test]
fn the_next_number_is_one_more_than_the_last_and_always_free() {
    assert_eq!(Ledger::default().next_number(), Number(1));
    assert_eq!(small().next_number(), Number(6));
    let last = small().with(vec![tracked(u32::MAX, |_| ())]).unwrap();
    assert_eq!(last.next_number(), Number(3));
    let next = last.with(vec![tracked(3, |_| ()), tracked(4, |_| ())]).unwrap();
    assert_eq!((next.next_number(), numbers(&next)), (Number(6), vec![1, 2, 3, 4, 5, u32::MAX]));
}

#[test]
fn taking_referrals_out_leaves_the_others() {
    let fewer = small().without(&numbers_of(&[2, 3]));
    assert_eq!(numbers(&fewer), [1, 5]);
    assert_eq!((fewer.contacts(), fewer.paid()), (small().contacts(), small().paid()));
    assert_eq!(fewer.with(vec![small().referral(Number(2)).unwrap().clone()]).unwrap(), small());
    assert_eq!(small().without(&BTreeSet::new()), small());
}

#[test]
fn a_change_shares_all_but_the_chunk_that_it_touches() {
    let row = |number| tracked(number, |_| ());
    let before = Ledger::default().with((1..=2_000).map(row).collect()).unwrap();
    let one = size_of::<Tracked>() + "Client 1000".len();
    for after in [
        before.with(vec![tracked(1_000, |f| f.client = name("Other"))]).unwrap(),
        before.with(vec![row(2_001)]).unwrap(),
        before.without(&numbers_of(&[1_000])),
    ] {
        let bytes = after.bytes_beyond(&before);
        assert!(0 < bytes && bytes < (CHUNK + 10) * one, "{bytes}");
    }
    assert_eq!(before.bytes_beyond(&before.clone()), 0);
    let named = before.with_contacts(vec![contact(101, "Ana")]).unwrap();
    assert!(named.bytes_beyond(&before) < 1_000);
    assert!(before.bytes_beyond(&Ledger::default()) >= 2_000 * size_of::<Tracked>());
}

#[test]
fn contacts_and_payments_are_found_replaced_and_removed() {
    let ledger = small();
    assert_eq!(ledger.contact(id(102)).unwrap().name().as_str(), "Bo");
    assert_eq!(ledger.contact_named(&name("ANA")).map(Contact::id), Some(id(101)));
    assert_eq!((ledger.contact(id(9)), ledger.contact_named(&name("Cy"))), (None, None));
    // Names may be exchanged, in one go.
    let swapped = ledger.with_contacts(vec![contact(101, "Bo"), contact(102, "ana")]).unwrap();
    assert_eq!(swapped.contact_named(&name("Ana")).map(Contact::id), Some(id(102)));
    assert_eq!(swapped.contacts().len(), 2);
    let fewer = ledger.without_contact(id(102)).unwrap();
    assert_eq!((fewer.contacts().len(), fewer.contact(id(102))), (1, None));
    let more = ledger.with_paid(vec![settled(201, 102, Side::Them, "2026-05-01", 7)]).unwrap();
    assert_eq!((more.paid().len(), more.paid().first().unwrap().settlement.amount), (1, cents(7)));
    let unpaid = ledger.without_paid(id(201)).unwrap();
    assert!(unpaid.paid().is_empty() && !ledger.paid().is_empty());
    assert!(Ledger::default().is_empty() && !unpaid.is_empty());
    assert_eq!(ledger.ids().collect::<Vec<Id>>(), [101, 102, 201].map(id));
}

// Contacts.

fn flat(percent: u32) -> Terms {
    Terms::Percentage(Percentage::new(Scale::Flat(Rate::percent(percent))))
}

fn versions(all: &[(&str, u32)]) -> Vec<Version> {
    all.iter().map(|&(from, percent)| Version { from: day(from), terms: flat(percent) }).collect()
}

#[test]
fn terms_agreed_from_a_day_leave_those_before_it() {
    let ana = contact(101, "Ana").earning(Side::Them, versions(&[("2026-01-01", 5), ("2026-07-01", 8)])).unwrap();
    let agreed = |from: &str| {
        let contact = ana.clone().agreed(Side::Them, day(from), flat(10)).unwrap();
        contact.earns(Side::Them).versions().to_vec()
    };
    assert_eq!(agreed("2027-01-01"), versions(&[("2026-01-01", 5), ("2026-07-01", 8), ("2027-01-01", 10)]));
    assert_eq!(agreed("2026-07-01"), versions(&[("2026-01-01", 5), ("2026-07-01", 10)]));
    assert_eq!(agreed("2026-03-01"), versions(&[("2026-01-01", 5), ("2026-03-01", 10)]));
    assert_eq!(agreed("2025-01-01"), versions(&[("2025-01-01", 10)]));
    assert!(ana.earns(Side::You).versions().is_empty());
    assert!(ana.has_terms() && !contact(101, "Ana").has_terms());
    let both = ana.agreed(Side::You, day("2026-02-01"), flat(3)).unwrap();
    assert_eq!([Side::You, Side::Them].map(|side| both.earns(side).versions().len()), [1, 2]);
}

#[test]
fn terms_and_days_that_cannot_be_are_refused() {
    let ana = || contact(101, "Ana");
    assert_eq!(ana().days_until_due(), 30);
    assert_eq!(ana().due_after(365).unwrap().days_until_due(), 365);
    assert_eq!(ana().due_after(366), Err(ContactError::DueTooLate));
    let of = |all: &[(&str, u32)]| ana().earning(Side::You, versions(all));
    let order = Err(ContactError::Day(DateError::EndBeforeStart));
    assert_eq!(of(&[("2026-01-01", 5), ("2026-01-01", 6)]), order);
    assert_eq!(of(&[("2026-01-02", 5), ("2026-01-01", 6)]), order);
    assert_eq!(of(&[("2200-01-01", 5)]), Err(ContactError::Day(DateError::OutOfRange)));
    let many = |count: usize| {
        let days = day("2026-01-01").iter_days().take(count);
        ana().earning(Side::You, days.map(|from| Version { from, terms: flat(5) }).collect())
    };
    assert!(many(Contact::MOST_VERSIONS).is_ok());
    assert_eq!(many(Contact::MOST_VERSIONS + 1), Err(ContactError::TooManyVersions));
    let full = many(Contact::MOST_VERSIONS).unwrap();
    let more = full.agreed(Side::You, day("2027-01-01"), flat(6));
    assert_eq!(more, Err(ContactError::TooManyVersions));
}

// Filters and orders.

/// Six referrals that differ in all that is filtered and ordered.
fn various() -> Ledger {
    let bill = |amount, received| {
        let payments = (received > 0).then(|| paid("2026-04-01", received, &[]));
        vec![invoice("2026-03-05", amount, payments.into_iter().collect())]
    };
    let won = Some(day("2026-03-04"));
    let referrals = vec![
        tracked(1, |f| {
            (f.client, f.contact, f.kind) = (name("delta"), Some(id(102)), SourceKind::Colleague);
            (f.won, f.bills) = (won, bill(300_00, 0));
        }),
        tracked(2, |f| {
            (f.client, f.introduced, f.source) = (name("Alpha"), day("2026-01-01"), Some(name("Spring Fair")));
            f.made_by = Side::You;
        }),
        tracked(3, |f| {
            (f.client, f.contact, f.project) = (name("ALPHA"), Some(id(101)), Some(name("Relaunch")));
            (f.won, f.bills) = (won, bill(300_00, 200_00));
        }),
        tracked(4, |f| {
            (f.client, f.contact, f.lost) = (name("Charlie"), Some(id(101)), Some(day("2026-03-03")));
            f.expected = Some(cents(900_00));
        }),
        tracked(5, |f| {
            (f.client, f.introduced, f.qualified) = (name("bravo"), day("2026-02-01"), Some(day("2026-02-02")));
            (f.kind, f.note) = (SourceKind::FormerClient, Note::new("Asked twice\nby PHONE").unwrap());
        }),
        tracked(6, |f| {
            (f.client, f.won, f.bills) = (name("Echo"), Some(day("2026-03-09")), bill(100_00, 100_00));
        }),
    ];
    Ledger::new(vec![contact(101, "Zoe"), contact(102, "Ana")], referrals, vec![]).unwrap()
}

fn left(filter: &Filter, column: Column, is_falling: bool) -> Vec<u32> {
    let listing = Listing::of(&various(), filter.clone(), Order { column, is_falling });
    listing.numbers().iter().map(|number| number.0).collect()
}

#[rstest]
#[case(Filter::default(), &[1, 2, 3, 4, 5, 6])]
#[case(Filter { text: "alpha".into(), ..Filter::default() }, &[2, 3])]
#[case(Filter { text: "  LPH ".into(), ..Filter::default() }, &[2, 3])]
#[case(Filter { text: "spring f".into(), ..Filter::default() }, &[2])]
#[case(Filter { text: "RELAUNCH".into(), ..Filter::default() }, &[3])]
#[case(Filter { text: "zoe".into(), ..Filter::default() }, &[3, 4])]
#[case(Filter { text: "by phone".into(), ..Filter::default() }, &[5])]
#[case(Filter { text: "nobody".into(), ..Filter::default() }, &[])]
#[case(Filter { stage: Some(Stage::Introduced), ..Filter::default() }, &[2])]
#[case(Filter { stage: Some(Stage::Qualified), ..Filter::default() }, &[5])]
#[case(Filter { stage: Some(Stage::Won), ..Filter::default() }, &[1, 3, 6])]
#[case(Filter { stage: Some(Stage::Lost), ..Filter::default() }, &[4])]
#[case(Filter { made_by: Some(Side::You), ..Filter::default() }, &[2])]
#[case(Filter { made_by: Some(Side::Them), ..Filter::default() }, &[1, 3, 4, 5, 6])]
#[case(Filter { kind: Some(SourceKind::Colleague), ..Filter::default() }, &[1])]
#[case(Filter { contact: Some(id(101)), ..Filter::default() }, &[3, 4])]
#[case(Filter { contact: Some(id(9)), ..Filter::default() }, &[])]
#[case(Filter { from: Some(day("2026-02-01")), ..Filter::default() }, &[1, 3, 4, 5, 6])]
#[case(Filter { from: Some(day("2026-02-02")), ..Filter::default() }, &[1, 3, 4, 6])]
#[case(Filter { until: Some(day("2026-02-01")), ..Filter::default() }, &[2, 5])]
#[case(Filter { until: Some(day("2026-01-31")), ..Filter::default() }, &[2])]
// All of them have to hold.
#[case(Filter { text: "alpha".into(), stage: Some(Stage::Won), ..Filter::default() }, &[3])]
#[case(Filter { from: Some(day("2026-02-01")), until: Some(day("2026-02-28")), ..Filter::default() }, &[5])]
fn a_filter_leaves_what_it_says(#[case] filter: Filter, #[case] expected: &[u32]) {
    assert_eq!(left(&filter, Column::Number, false), expected);
    let mut falling = expected.to_vec();
    falling.reverse();
    assert_eq!(left(&filter, Column::Number, true), falling);
    assert_eq!(filter.is_open(), filter == Filter::default());
}

#[rstest]
#[case(Column::Number, &[1, 2, 3, 4, 5, 6], &[6, 5, 4, 3, 2, 1])]
#[case(Column::Client, &[2, 3, 5, 4, 1, 6], &[6, 1, 4, 5, 2, 3])]
// By name, not by id; whoever is unknown first.
#[case(Column::Contact, &[2, 5, 6, 1, 3, 4], &[3, 4, 1, 2, 5, 6])]
#[case(Column::Introduced, &[2, 5, 1, 3, 4, 6], &[1, 3, 4, 6, 5, 2])]
// Introduced, qualified, won on the 4th and the 9th, lost.
#[case(Column::Stage, &[2, 5, 1, 3, 6, 4], &[4, 6, 1, 3, 5, 2])]
// Nothing, 100, 300, 900.
#[case(Column::Worth, &[2, 5, 6, 1, 3, 4], &[4, 1, 3, 6, 2, 5])]
#[case(Column::Received, &[1, 2, 4, 5, 6, 3], &[3, 6, 1, 2, 4, 5])]
fn an_order_goes_both_ways_and_leaves_equal_ones_by_number(
    #[case] column: Column,
    #[case] rising: &[u32],
    #[case] falling: &[u32],
) {
    assert_eq!(left(&Filter::default(), column, false), rising);
    assert_eq!(left(&Filter::default(), column, true), falling);
}

#[test]
fn the_newest_come_first_unless_it_is_said() {
    assert_eq!(Order::default(), Order { column: Column::Introduced, is_falling: true });
}

// Sources.

/// Six that were made to the user and one by them: of two kinds and of none named, from two fairs of one name.
fn sourced() -> Ledger {
    let of = |number, kind, source: Option<&str>, contact: Option<u128>| {
        tracked(number, |f| (f.kind, f.source, f.contact) = (kind, source.map(name), contact.map(id)))
    };
    let won = |tracked: Tracked, on: &str, worth: Option<i64>| {
        tracked.with(|f| (f.won, f.expected) = (Some(day(on)), worth.map(cents))).unwrap()
    };
    let other = SourceKind::Other;
    let referrals = vec![
        won(of(1, SourceKind::Colleague, Some("Spring Fair"), Some(101)), "2026-03-11", Some(500_00)),
        won(of(2, SourceKind::Colleague, Some("SPRING fair"), Some(102)), "2026-03-05", None),
        of(3, SourceKind::Colleague, None, Some(102)).with(|f| f.lost = Some(day("2026-03-09"))).unwrap(),
        of(4, other, Some("Autumn fair"), None).with(|f| f.qualified = Some(day("2026-03-02"))).unwrap(),
        of(5, other, None, None),
        of(6, other, None, None),
        won(of(7, SourceKind::FormerClient, Some("Spring fair"), Some(101)), "2026-03-02", Some(900_00))
            .with(|f| f.made_by = Side::You)
            .unwrap(),
    ];
    Ledger::new(vec![contact(101, "Ana"), contact(102, "Bo")], referrals, vec![]).unwrap()
}

/// Origin, referrals, qualified, won, lost, open, what they brought and how many of the won have a value.
type Row = (Option<Origin>, [u32; 5], i64, u32);

fn row(source: &Source) -> Row {
    let tally = &source.tally;
    let decided = tally.decided();
    let counts = [tally.referrals(), tally.qualified(), decided.won, decided.lost, tally.open()];
    (source.origin.clone(), counts, tally.value().minor(), source.valued)
}

fn rows(by: SourceOf) -> Vec<Row> {
    sourced().sources(by).unwrap().iter().map(row).collect()
}

#[test]
fn sources_are_put_together_by_kind() {
    // Equally many: the order of the kinds.
    let expected = [
        (Some(Origin::Kind(SourceKind::Colleague)), [3, 2, 2, 1, 0], 500_00, 1),
        (Some(Origin::Kind(SourceKind::Other)), [3, 1, 0, 0, 3], 0, 0),
    ];
    assert_eq!(rows(SourceOf::Kind), expected);
    let all = sourced().all_sources().unwrap();
    assert_eq!(row(&all), (None, [6, 3, 2, 1, 3], 500_00, 1));
    // 10 and 4 days.
    assert_eq!(all.tally.days_to_win().unwrap().millionths(), 7_000_000);
}

#[test]
fn sources_of_one_name_are_one_under_the_name_that_came_first_and_those_without_come_last() {
    let named = |text| Some(Origin::Source(name(text)));
    let expected = [
        (named("Spring Fair"), [2, 2, 2, 0, 0], 500_00, 1),
        (named("Autumn fair"), [1, 1, 0, 0, 1], 0, 0),
        (None, [3, 0, 0, 1, 2], 0, 0),
    ];
    assert_eq!(rows(SourceOf::Source), expected);
}

#[test]
fn sources_are_put_together_by_contact() {
    let expected = [
        (Some(Origin::Contact(id(102))), [2, 1, 1, 1, 0], 0, 0),
        (Some(Origin::Contact(id(101))), [1, 1, 1, 0, 0], 500_00, 1),
        (None, [3, 1, 0, 0, 3], 0, 0),
    ];
    assert_eq!(rows(SourceOf::Contact), expected);
    assert_eq!(Ledger::default().sources(SourceOf::Contact), Ok(vec![]));
}

// Standings.

/// Ana earns 10%, from July 15%; the user earns 5% of what they bring her. Both sides paid something.
fn exchanged() -> Ledger {
    let ana = contact(101, "Ana").earning(Side::Them, versions(&[("2026-01-01", 10), ("2026-07-01", 15)])).unwrap();
    let ana = ana.earning(Side::You, versions(&[("2026-01-01", 5)])).unwrap();
    let of = |number, introduced: &str, made_by, bill: Bill| {
        tracked(number, |f| {
            (f.introduced, f.made_by, f.contact) = (day(introduced), made_by, Some(id(101)));
            (f.won, f.bills) = (Some(day(introduced)), vec![bill]);
        })
    };
    let referrals = vec![
        of(1, "2026-01-12", Side::Them, payment("2026-02-25", 4_000_00, &[("2026-05-06", 1_000_00)])),
        of(2, "2026-06-30", Side::Them, payment("2026-08-01", 2_000_00, &[])),
        of(3, "2026-07-01", Side::Them, payment("2026-10-30", 3_000_00, &[])),
        of(4, "2026-02-01", Side::You, payment("2026-04-01", 10_000_00, &[])),
        // Made to someone else, or before there were terms.
        tracked(5, |f| (f.won, f.bills) = (Some(day("2026-03-01")), vec![payment("2026-04-01", 7_00, &[])])),
        of(6, "2025-12-31", Side::Them, payment("2026-08-01", 9_000_00, &[])),
    ];
    let paid = vec![
        settled(201, 101, Side::You, "2026-03-15", 300_00),
        settled(202, 101, Side::Them, "2026-05-01", 200_00),
        settled(203, 102, Side::You, "2026-05-01", 50_00),
    ];
    Ledger::new(vec![ana, contact(102, "Bo"), contact(103, "Cy")], referrals, paid).unwrap()
}

#[test]
fn a_standing_sets_both_directions_against_each_other() {
    let ledger = exchanged();
    let standing = ledger.standing(ledger.contact(id(101)).unwrap(), day("2026-11-23")).unwrap();
    // Ana: 10% of 4,000 and of 2,000, 15% of 3,000; 10% of the 1,000 that went back. 300 paid and 100 taken back cover the
    // first 400; the 200 of 1 August were due on the 31st, the 450 of 30 October are due on 29 November.
    let them = Owed {
        accrued: cents(1_050_00),
        reversed: cents(100_00),
        payable: cents(950_00),
        paid: cents(300_00),
        unpaid: cents(650_00),
        overdue: cents(200_00),
        overdue_since: Some(day("2026-08-31")),
    };
    // You: 5% of 10,000, due on 1 May; 200 of it paid.
    let you = Owed {
        accrued: cents(500_00),
        reversed: Money::ZERO,
        payable: cents(500_00),
        paid: cents(200_00),
        unpaid: cents(300_00),
        overdue: cents(300_00),
        overdue_since: Some(day("2026-05-01")),
    };
    assert_eq!((standing.balance.owed.you, standing.balance.owed.them), (you, them));
    assert_eq!(standing.balance.net, Net::Owes(Side::You, cents(350_00)));
    assert_eq!(standing.contact, id(101));
    let first: Vec<Id> = ledger.standings(day("2026-11-23")).map(|standing| standing.unwrap().contact).collect();
    assert_eq!(first, [101, 102].map(id));
}

#[test]
fn what_was_paid_without_terms_is_owed_back() {
    let ledger = exchanged();
    let standing = ledger.standing(ledger.contact(id(102)).unwrap(), day("2026-05-01")).unwrap();
    assert_eq!(standing.balance.net, Net::Owes(Side::Them, cents(50_00)));
    let before = ledger.standing(ledger.contact(id(102)).unwrap(), day("2026-04-30")).unwrap();
    assert_eq!(before.balance.net, Net::Even);
}

#[test]
fn a_referral_keeps_the_terms_of_its_day_when_they_change() {
    let ledger = exchanged();
    let payable = |ledger: &Ledger| {
        let standing = ledger.standing(ledger.contact(id(101)).unwrap(), day("2026-11-23")).unwrap();
        standing.balance.owed.them.payable
    };
    let agreed = |from: &str, percent| {
        let ana = ledger.contact(id(101)).unwrap().clone();
        let changed = ana.agreed(Side::Them, day(from), flat(percent)).unwrap();
        payable(&ledger.with_contacts(vec![changed]).unwrap())
    };
    assert_eq!(agreed("2026-07-02", 50), payable(&ledger));
    // From 1 July on, 20% of 3,000 instead of 15%.
    assert_eq!(agreed("2026-07-01", 20), payable(&ledger).plus(cents(150_00)).unwrap());
    // From the last of June on, 20% of 2,000 and of 3,000 instead of 10% and 15%.
    assert_eq!(agreed("2026-06-30", 20), payable(&ledger).plus(cents(350_00)).unwrap());
}

#[test]
fn a_later_day_of_due_moves_what_is_overdue_and_nothing_else() {
    let ledger = exchanged();
    let on = |days| {
        let ana = ledger.contact(id(101)).unwrap().clone().due_after(days).unwrap();
        ledger.standing(&ana, day("2026-11-23")).unwrap().balance.owed.them
    };
    // 24 days after 30 October is the day itself, 23 the day before it.
    assert_eq!((on(24).overdue, on(23).overdue, on(365).overdue), (cents(200_00), cents(650_00), Money::ZERO));
    assert_eq!((on(23).unpaid, on(365).overdue_since), (cents(650_00), None));
}

// What a ledger takes in a file.

#[test]
fn what_is_counted_follows_every_change() {
    let fresh = |ledger: &Ledger| {
        let all = |ledger: &Ledger| ledger.referrals().iter().cloned().collect();
        Ledger::new(ledger.contacts().to_vec(), all(ledger), ledger.paid().to_vec()).unwrap().written()
    };
    let longer = tracked(2, |f| f.note = Note::new(&"é".repeat(500)).unwrap());
    let ledger = small();
    for changed in [
        ledger.with(vec![longer.clone(), tracked(3, |_| ()), tracked(9, |_| ())]).unwrap(),
        ledger.without(&numbers_of(&[1, 5])),
        ledger.with(vec![longer]).unwrap().without(&numbers_of(&[2])),
        ledger.with_contacts(vec![contact(102, "A much longer name")]).unwrap(),
        ledger.without_paid(id(201)).unwrap(),
    ] {
        assert_eq!(changed.written(), fresh(&changed));
        assert_ne!(changed.written(), ledger.written());
    }
    assert_eq!(Arc::new(ledger.clone()).written(), fresh(&ledger));
}

#[test]
fn what_a_contact_brought_in_a_period_is_what_stayed_of_its_payments() {
    let period = |from: &str, until: &str| Period::new(day(from), day(until)).unwrap();
    let paid = |date: &str, amount: i64, back: i64| {
        let refunds = if back == 0 {
            vec![]
        } else {
            vec![Refund { date: day("2026-12-01"), amount: Money::new(back).unwrap() }]
        };
        Bill::payment(Payment::new(day(date), Money::new(amount).unwrap(), refunds).unwrap(), Money::ZERO).unwrap()
    };
    let of = |number, made_by, bills: Vec<Bill>| {
        tracked(number, |f| {
            (f.introduced, f.made_by, f.contact) = (day("2026-01-01"), made_by, Some(id(101)));
            (f.won, f.bills) = (Some(day("2026-01-01")), bills);
        })
    };
    let referrals = vec![
        of(1, Side::Them, vec![paid("2026-03-31", 1, 0), paid("2026-04-01", 500, 100), paid("2026-06-30", 40, 0)]),
        of(2, Side::Them, vec![paid("2026-07-01", 3, 0)]),
        of(3, Side::You, vec![paid("2026-05-01", 9, 0)]),
        // All of it went back, later than the period.
        of(4, Side::Them, vec![paid("2026-05-01", 70, 70)]),
    ];
    let ledger = Ledger::new(vec![contact(101, "Ana"), contact(102, "Bo")], referrals, vec![]).unwrap();
    let brought = |contact, from, until| {
        let Brought { revenue, referrals } = ledger.brought(id(contact), period(from, until)).unwrap();
        (revenue.minor(), referrals)
    };
    assert_eq!(brought(101, "2026-04-01", "2026-07-01"), (440, 2));
    assert_eq!(brought(101, "2026-01-01", "2027-01-01"), (444, 3));
    assert_eq!(brought(102, "2026-01-01", "2027-01-01"), (0, 0));
}

#[test]
fn referrals_are_numbered_from_one() {
    let facts = Facts::new(name("Acme"), day("2026-01-01"));
    assert_eq!(Tracked::new(Number(0), facts.clone()), Err(TrackedError::NoNumber));
    assert!(Tracked::new(Number(1), facts).is_ok());
}

#[test]
fn a_referral_moves_to_a_stage_and_what_is_later_is_taken_back() {
    let with = |change: &dyn Fn(&mut Facts)| {
        tracked(1, |f| {
            f.introduced = day("2026-03-01");
            change(f);
        })
    };
    let steps = |one: &Tracked| {
        let facts = one.facts();
        [facts.qualified, facts.won, facts.lost].map(|day| day.map(|day| day.to_string()).unwrap_or_default())
    };
    let moved = |one: &Tracked, stage, on: &str| {
        let moved = one.moved_to(stage, day(on)).unwrap();
        assert_eq!(moved.stage(), stage);
        steps(&moved)
    };
    let open = with(&|_| ());
    assert_eq!(moved(&open, Stage::Introduced, "2026-04-01"), ["", "", ""]);
    assert_eq!(moved(&open, Stage::Qualified, "2026-04-01"), ["2026-04-01", "", ""]);
    assert_eq!(moved(&open, Stage::Won, "2026-04-01"), ["", "2026-04-01", ""]);
    // Never before the introduction.
    assert_eq!(moved(&open, Stage::Lost, "2026-02-01"), ["", "", "2026-03-01"]);
    let won = with(&|f| (f.qualified, f.won) = (Some(day("2026-03-02")), Some(day("2026-03-05"))));
    assert_eq!(moved(&won, Stage::Qualified, "2026-04-01"), ["2026-03-02", "", ""]);
    assert_eq!(moved(&won, Stage::Introduced, "2026-04-01"), ["", "", ""]);
    // Work that is called off was won before.
    assert_eq!(moved(&won, Stage::Lost, "2026-04-01"), ["2026-03-02", "2026-03-05", "2026-04-01"]);
    let called_off = with(&|f| (f.won, f.lost) = (Some(day("2026-03-05")), Some(day("2026-04-01"))));
    assert_eq!(moved(&called_off, Stage::Won, "2026-05-01"), ["", "2026-03-05", ""]);
    // A loss before the win stays on record.
    let lost = with(&|f| f.lost = Some(day("2026-04-01")));
    assert_eq!(moved(&lost, Stage::Won, "2026-05-01"), ["", "2026-05-01", "2026-04-01"]);
    let billed = with(&|f| {
        let payment = Payment::new(day("2026-04-01"), cents(5), vec![]).unwrap();
        (f.won, f.bills) = (Some(day("2026-04-01")), vec![Bill::payment(payment, Money::ZERO).unwrap()]);
    });
    assert_eq!(billed.moved_to(Stage::Qualified, day("2026-05-01")), Err(TrackedError::BilledNotWon));
}

#[test]
fn what_a_side_made_is_tried_from_the_first_month_to_the_last_in_which_something_was_paid() {
    let of = |number, introduced: &str, made_by, paid: Option<&str>| {
        tracked(number, |f| {
            (f.introduced, f.made_by) = (day(introduced), made_by);
            f.won = paid.map(day);
            let payment = |on| Payment::new(day(on), cents(5), vec![]).unwrap();
            f.bills = paid.into_iter().map(|on| Bill::payment(payment(on), Money::ZERO).unwrap()).collect();
        })
    };
    let referrals = vec![
        of(1, "2026-03-09", Side::Them, Some("2026-07-31")),
        of(2, "2026-05-01", Side::Them, None),
        of(3, "2025-01-01", Side::You, None),
    ];
    let ledger = Ledger::new(vec![], referrals, vec![]).unwrap();
    let gathered = ledger.gathered(Side::Them);
    assert_eq!((gathered.rows, gathered.referrals.len(), gathered.problems.len()), (2, 2, 0));
    assert_eq!(gathered.period, Some(Period::new(day("2026-03-01"), day("2026-08-01")).unwrap()));
    let own = ledger.gathered(Side::You).period;
    assert_eq!(own, Some(Period::new(day("2025-01-01"), day("2025-02-01")).unwrap()));
    assert_eq!(Ledger::default().gathered(Side::You).period, None);
}
