//! Writing the ledger of referrals; [`super::super::read`] has its mirror.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};

use super::terms::terms;
use super::{count, date, id, list, money, or_null, record, text};
use crate::exchange::Tree;
use crate::ledger::{Bill, Payment};
use crate::terms::{InForce, Version};
use crate::tracking::{Contact, Facts, Ledger, Paid, SourceKind, Tracked};
use crate::value::{Id, Side};

/// The ledger as tables of columns, a key once instead of once a row: days are counted from 1970-01-01, words are letters,
/// and a row of one table names one of another by its place, counted from 0.
pub(super) fn ledger(ledger: &Ledger) -> Tree {
    record([
        ("contacts", list(ledger.contacts().iter(), contact)),
        ("referrals", referrals(ledger)),
        ("bills", bills(ledger)),
        ("payments", payments(ledger)),
        ("refunds", refunds(ledger)),
        ("paid", list(ledger.paid().iter(), paid)),
    ])
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

fn referrals(ledger: &Ledger) -> Tree {
    let facts: Vec<Facts> = ledger.referrals().iter().map(Tracked::facts).collect();
    let places: BTreeMap<Id, u32> = ledger.contacts().iter().map(Contact::id).zip(0..).collect();
    let days = |day: fn(&Facts) -> Option<NaiveDate>| list(&facts, move |of| or_null(day(of), self::day));
    let letters = |letter: fn(&Facts) -> char| text(facts.iter().map(letter).collect::<String>());
    record([
        ("number", list(ledger.referrals().iter(), |tracked| count(tracked.number().0))),
        ("client", list(&facts, |of| text(of.client.as_str()))),
        ("project", list(&facts, |of| or_null(of.project.as_ref(), |name| text(name.as_str())))),
        ("made_by", letters(|of| if of.made_by == Side::You { 'y' } else { 't' })),
        ("contact", list(&facts, |of| or_null(of.contact.and_then(|id| places.get(&id).copied()), count))),
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

fn bills(ledger: &Ledger) -> Tree {
    let of = |place: u32, tracked: &Tracked| vec![place; tracked.bills().len()];
    let places = (0..).zip(ledger.referrals().iter()).flat_map(|(place, tracked)| of(place, tracked));
    record([
        ("referral", list(places, count)),
        ("issued", list(all_bills(ledger), |bill| or_null(bill.issued(), day))),
        ("amount", list(all_bills(ledger), |bill| money(bill.amount()))),
        ("passed_on", list(all_bills(ledger), |bill| money(bill.pass_through()))),
    ])
}

fn payments(ledger: &Ledger) -> Tree {
    let places = (0..).zip(all_bills(ledger)).flat_map(|(place, bill)| vec![place; bill.payments().len()]);
    record([
        ("bill", list(places, |place: u32| count(place))),
        ("date", list(all_payments(ledger), |payment| day(payment.date()))),
        ("amount", list(all_payments(ledger), |payment| money(payment.amount()))),
    ])
}

fn refunds(ledger: &Ledger) -> Tree {
    let places = (0..).zip(all_payments(ledger)).flat_map(|(place, payment)| vec![place; payment.refunds().len()]);
    let refunds = || all_payments(ledger).flat_map(Payment::refunds);
    record([
        ("payment", list(places, |place: u32| count(place))),
        ("date", list(refunds(), |refund| day(refund.date))),
        ("amount", list(refunds(), |refund| money(refund.amount))),
    ])
}

fn all_bills(ledger: &Ledger) -> impl Iterator<Item = &Bill> {
    ledger.referrals().iter().flat_map(Tracked::bills)
}

fn all_payments(ledger: &Ledger) -> impl Iterator<Item = &Payment> {
    all_bills(ledger).flat_map(Bill::payments)
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
