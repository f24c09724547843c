//! Writing the ledger of referrals; [`super::super::read`] has its mirror.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};

use super::terms::terms;
use super::{count, date, id, list, money, or_null, record, text};
use crate::exchange::Tree;
use crate::ledger::{Bill, Payment, Refund};
use crate::terms::{InForce, Version};
use crate::tracking::{Contact, Facts, Ledger, Paid, SourceKind, Tracked};
use crate::value::{Id, Money, Side};

/// The ledger as tables of columns, a key once instead of once a row: days are counted from 1970-01-01, words are letters,
/// and a row of one table names one of another by its place, counted from 0.
pub(super) fn ledger(ledger: &Ledger) -> Tree {
    let all: Vec<&Tracked> = ledger.referrals().iter().collect();
    let [referrals, bills, payments, refunds] = Rows::of(ledger).tables(&all);
    let contacts = list(ledger.contacts().iter(), contact);
    record([("contacts", contacts), referrals, bills, payments, refunds, ("paid", list(ledger.paid().iter(), paid))])
}

/// Writes the referrals of a ledger, all of them or some after the others.
pub(in crate::exchange::document) struct Rows {
    /// The place of each contact.
    contacts: BTreeMap<Id, u32>,
    /// How many rows of each table are before those that are written next.
    referrals: u32,
    bills: u32,
    payments: u32,
}

impl Rows {
    pub(in crate::exchange::document) fn of(ledger: &Ledger) -> Rows {
        let contacts = ledger.contacts().iter().map(Contact::id).zip(0..).collect();
        Rows { contacts, referrals: 0, bills: 0, payments: 0 }
    }

    /// The next referrals with their bills, payments and refunds: each table by name, in columns.
    pub(in crate::exchange::document) fn tables(&mut self, referrals: &[&Tracked]) -> [(&'static str, Tree); 4] {
        let bills: Vec<(u32, &Bill)> = placed(&mut self.referrals, referrals, |tracked| tracked.bills());
        let own: Vec<&Bill> = bills.iter().map(|(_, bill)| *bill).collect();
        let payments: Vec<(u32, &Payment)> = placed(&mut self.bills, &own, |bill| bill.payments());
        let own: Vec<&Payment> = payments.iter().map(|(_, payment)| *payment).collect();
        let refunds: Vec<(u32, &Refund)> = placed(&mut self.payments, &own, |payment| payment.refunds());
        [
            ("referrals", self.referrals(referrals)),
            ("bills", self::bills(&bills)),
            ("payments", dated("bill", &payments, |payment| (payment.date(), payment.amount()))),
            ("refunds", dated("payment", &refunds, |refund| (refund.date, refund.amount))),
        ]
    }

    fn referrals(&self, referrals: &[&Tracked]) -> Tree {
        let facts: Vec<Facts> = referrals.iter().map(|tracked| tracked.facts()).collect();
        let days = |day: fn(&Facts) -> Option<NaiveDate>| list(&facts, move |of| or_null(day(of), self::day));
        let letters = |letter: fn(&Facts) -> char| text(facts.iter().map(letter).collect::<String>());
        record([
            ("number", list(referrals, |tracked| count(tracked.number().0))),
            ("client", list(&facts, |of| text(of.client.as_str()))),
            ("project", list(&facts, |of| or_null(of.project.as_ref(), |name| text(name.as_str())))),
            ("made_by", letters(|of| if of.made_by == Side::You { 'y' } else { 't' })),
            ("contact", list(&facts, |of| or_null(of.contact.and_then(|id| self.contacts.get(&id).copied()), count))),
            ("kind", letters(|of| kind(of.kind))),
            ("source", list(&facts, |of| or_null(of.source.as_ref(), |name| text(name.as_str())))),
            ("introduced", days(|of| Some(of.introduced))),
            ("expected", list(&facts, |of| or_null(of.expected, money))),
            ("qualified", days(|of| of.qualified)),
            ("won", days(|of| of.won)),
            ("lost", days(|of| of.lost)),
            ("reward_due", days(|of| of.reward.days().0)),
            ("reward_paid", days(|of| of.reward.days().1)),
            (
                "note",
                list(&facts, |of| or_null(Some(&of.note).filter(|note| !note.is_empty()), |note| text(note.as_str()))),
            ),
        ])
    }
}

fn contact(contact: &Contact) -> Tree {
    record([
        ("id", id(contact.id())),
        ("name", text(contact.name().as_str())),
        ("due_after", count(contact.days_until_due())),
        ("you_earn", versions(contact.earns(Side::You))),
        ("they_earn", versions(contact.earns(Side::Them))),
    ])
}

fn versions(terms_in_force: &InForce) -> Tree {
    let version = |version: &Version| record([("from", date(version.from)), ("terms", terms(&version.terms))]);
    list(terms_in_force.versions(), version)
}

/// The parts of each row, with the row's place in its table; `before` is that of the first and becomes that after the last.
fn placed<'a, T, P>(before: &mut u32, rows: &[&'a T], parts: impl Fn(&'a T) -> &'a [P]) -> Vec<(u32, &'a P)> {
    let first = *before;
    *before = rows.iter().fold(first, |place, _| place.saturating_add(1));
    (first..).zip(rows).flat_map(|(place, row)| parts(row).iter().map(move |part| (place, part))).collect()
}

fn bills(bills: &[(u32, &Bill)]) -> Tree {
    record([
        ("referral", list(bills, |(place, _)| count(*place))),
        ("issued", list(bills, |(_, bill)| or_null(bill.issued(), day))),
        ("amount", list(bills, |(_, bill)| money(bill.amount()))),
        ("passed_on", list(bills, |(_, bill)| money(bill.pass_through()))),
    ])
}

/// Amounts with their days, each of the row at a place in another table.
fn dated<T>(of: &'static str, rows: &[(u32, &T)], what: impl Fn(&T) -> (NaiveDate, Money)) -> Tree {
    record([
        (of, list(rows, |(place, _)| count(*place))),
        ("date", list(rows, |(_, row)| day(what(row).0))),
        ("amount", list(rows, |(_, row)| money(what(row).1))),
    ])
}

fn paid(paid: &Paid) -> Tree {
    record([
        ("id", id(paid.id)),
        ("contact", id(paid.contact)),
        ("payer", text(if paid.settlement.payer == Side::You { "you" } else { "them" })),
        ("date", date(paid.settlement.date)),
        ("amount", money(paid.settlement.amount)),
    ])
}

fn kind(kind: SourceKind) -> char {
    match kind {
        SourceKind::FormerClient => 'f',
        SourceKind::Colleague => 'c',
        SourceKind::Complementary => 's',
        SourceKind::Other => 'o',
    }
}

/// A day, counted from 1970-01-01.
fn day(day: NaiveDate) -> Tree {
    count(day.num_days_from_ce() - 719_163)
}
