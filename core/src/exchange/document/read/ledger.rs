//! Reading the ledger of referrals; [`super::super::write`] has its mirror.

use std::fmt;

use chrono::NaiveDate;

use super::terms;
use crate::account::Settlement;
use crate::exchange::{Ids, Node};
use crate::ledger::{Bill, Payment, Refund};
use crate::terms::Version;
use crate::tracking::{Contact, Facts, Ledger, Number, Paid, Reward, SourceKind, Tracked};
use crate::value::{Money, Note, Side};

pub(super) fn ledger(at: Node<'_>, ids: &mut Ids) -> Option<Ledger> {
    let mut record = at.record()?;
    let contacts = record.field("contacts").list(|at| contact(at, ids));
    let referrals = referrals(record.field("referrals"), contacts.as_deref());
    let bills = bills(record.field("bills"));
    let payments = payments(record.field("payments"));
    let refunds = refunds(record.field("refunds"));
    let paid = record.field("paid").list(|at| paid(at, ids));
    record.finish();
    let (mut referrals, mut bills, mut payments) = (referrals?, bills?, payments?);
    for (row, (place, refund)) in refunds?.into_iter().enumerate() {
        let payment = payments.get_mut(place).ok_or("there is no such payment");
        in_row(at, "refunds", row, payment)?.1.refunds.push(refund);
    }
    for (row, (place, payment)) in payments.into_iter().enumerate() {
        let payment = in_row(at, "payments", row, Payment::new(payment.date, payment.amount, payment.refunds))?;
        let bill = bills.get_mut(place).ok_or("there is no such bill");
        in_row(at, "payments", row, bill)?.1.payments.push(payment);
    }
    for (row, (place, bill)) in bills.into_iter().enumerate() {
        let bill = bill.read(at, row)?;
        let referral = referrals.get_mut(place).ok_or("there is no such referral");
        in_row(at, "bills", row, referral)?.1.bills.push(bill);
    }
    let referrals = referrals.into_iter().map(|(number, facts)| of_number(at, number, Tracked::new(number, facts)));
    let referrals = referrals.collect::<Option<Vec<Tracked>>>()?;
    at.check(Ledger::new(contacts?, referrals, paid?))
}

/// The value of a result; an error becomes a problem of a row of a table, counted from 0 as in paths.
fn in_row<T, E: fmt::Display>(at: Node<'_>, table: &str, row: usize, result: Result<T, E>) -> Option<T> {
    at.check(result.map_err(|error| format!("{table}, row {row}: {error}")))
}

/// The same of the referral of a number.
fn of_number<T, E: fmt::Display>(at: Node<'_>, number: Number, result: Result<T, E>) -> Option<T> {
    at.check(result.map_err(|error| format!("referral {number}: {error}")))
}

fn contact(at: Node<'_>, ids: &mut Ids) -> Option<Contact> {
    let mut record = at.record()?;
    let id = record.field("id").new_id(ids);
    let name = record.field("name").name();
    let due_after = record.field("due_after").integer(0..=Contact::LATEST_DUE);
    let you = record.field("you_earn").list(version);
    let them = record.field("they_earn").list(version);
    record.finish();
    let contact = at.check(Contact::new(id?, name?).due_after(due_after?))?;
    let contact = at.check(contact.earning(Side::You, you?))?;
    at.check(contact.earning(Side::Them, them?))
}

fn version(at: Node<'_>) -> Option<Version> {
    let mut record = at.record()?;
    let from = record.field("from").date();
    let terms = terms(record.field("terms"));
    record.finish();
    Some(Version { from: from?, terms: terms? })
}

/// Referrals, before their bills are known; where the contacts cannot be read, nobody asks whether they are there.
fn referrals(at: Node<'_>, contacts: Option<&[Contact]>) -> Option<Vec<(Number, Facts)>> {
    let mut record = at.record()?;
    let number = record.field("number").list(|at| at.integer(1..=u32::MAX));
    let client = record.field("client").list(|at| at.name());
    let project = record.field("project").list(|at| at.optional(|at| at.name()));
    let made_by = letters(record.field("made_by"), |letter| match letter {
        'y' => Some(Side::You),
        't' => Some(Side::Them),
        _ => None,
    });
    let contact = record.field("contact").list(|at| {
        at.optional(|at| {
            let place = usize::try_from(at.integer(0..=u32::MAX)?).ok()?;
            at.check(contacts?.get(place).map(Contact::id).ok_or("there is no such contact"))
        })
    });
    let kind = letters(record.field("kind"), |letter| match letter {
        'f' => Some(SourceKind::FormerClient),
        'c' => Some(SourceKind::Colleague),
        's' => Some(SourceKind::Complementary),
        'o' => Some(SourceKind::Other),
        _ => None,
    });
    let source = record.field("source").list(|at| at.optional(|at| at.name()));
    let introduced = record.field("introduced").list(day);
    let expected = record.field("expected").list(|at| at.optional(|at| at.money()));
    let mut days = |name| record.field(name).list(|at| at.optional(day));
    let (qualified, won, lost) = (days("qualified"), days("won"), days("lost"));
    let (due, given) = (days("reward_due"), days("reward_paid"));
    let note = record.field("note").list(|at| at.optional(|at| at.parse(Note::new)));
    record.finish();
    let (number, client, project, made_by, contact) = (number?, client?, project?, made_by?, contact?);
    let (kind, source, introduced, expected) = (kind?, source?, introduced?, expected?);
    let (qualified, won, lost, due, given, note) = (qualified?, won?, lost?, due?, given?, note?);
    let texts = [client.len(), project.len(), source.len(), note.len(), contact.len(), made_by.len(), kind.len()];
    let days = [introduced.len(), qualified.len(), won.len(), lost.len(), due.len(), given.len(), expected.len()];
    equally_long(at, number.len(), texts.into_iter().chain(days))?;
    let mut rest = project.into_iter().zip(made_by).zip(contact).zip(kind).zip(source).zip(introduced).zip(expected);
    let mut steps = qualified.into_iter().zip(won).zip(lost).zip(due).zip(given).zip(note);
    let mut rows = Vec::with_capacity(number.len());
    for (number, client) in number.into_iter().map(Number).zip(client) {
        let ((((((project, made_by), contact), kind), source), introduced), expected) = rest.next()?;
        let (((((qualified, won), lost), due), given), note) = steps.next()?;
        let reward = match (due, given) {
            (None, None) => Reward::None,
            (Some(due), None) => Reward::Due(due),
            (Some(due), Some(paid)) => Reward::Paid { due, paid },
            (None, Some(_)) => return of_number(at, number, Err("a reward was given that was not due")),
        };
        let facts = Facts { project, made_by, contact, kind, source, expected, ..Facts::new(client, introduced) };
        let note = note.unwrap_or_default();
        rows.push((number, Facts { qualified, won, lost, reward, note, ..facts }));
    }
    Some(rows)
}

/// A bill before its payments are known.
struct Unpaid {
    issued: Option<NaiveDate>,
    amount: Money,
    pass_through: Money,
    payments: Vec<Payment>,
}

impl Unpaid {
    fn read(mut self, at: Node<'_>, row: usize) -> Option<Bill> {
        let bill = match (self.issued, self.payments.len()) {
            (Some(issued), _) => Bill::invoice(issued, self.amount, self.pass_through, self.payments),
            (None, 1) => {
                let payment = self.payments.pop()?;
                let is_whole = payment.amount() == self.amount;
                let whole = if is_whole { Ok(()) } else { Err("a payment without an invoice is for the whole bill") };
                in_row(at, "bills", row, whole)?;
                Bill::payment(payment, self.pass_through)
            }
            (None, _) => return in_row(at, "bills", row, Err("a bill without an invoice is one payment")),
        };
        in_row(at, "bills", row, bill)
    }
}

/// A payment before its refunds are known.
struct Unrefunded {
    date: NaiveDate,
    amount: Money,
    refunds: Vec<Refund>,
}

fn bills(at: Node<'_>) -> Option<Vec<(usize, Unpaid)>> {
    let mut record = at.record()?;
    let referral = record.field("referral").list(place);
    let issued = record.field("issued").list(|at| at.optional(day));
    let amount = record.field("amount").list(|at| at.money());
    let passed_on = record.field("passed_on").list(|at| at.money());
    record.finish();
    let (referral, issued, amount, passed_on) = (referral?, issued?, amount?, passed_on?);
    equally_long(at, referral.len(), [issued.len(), amount.len(), passed_on.len()])?;
    let rows = referral.into_iter().zip(issued).zip(amount.into_iter().zip(passed_on));
    let bill = |((place, issued), (amount, pass_through))| {
        (place, Unpaid { issued, amount, pass_through, payments: Vec::new() })
    };
    Some(rows.map(bill).collect())
}

fn payments(at: Node<'_>) -> Option<Vec<(usize, Unrefunded)>> {
    let rows = dated(at, "bill")?.into_iter();
    Some(rows.map(|(place, date, amount)| (place, Unrefunded { date, amount, refunds: Vec::new() })).collect())
}

fn refunds(at: Node<'_>) -> Option<Vec<(usize, Refund)>> {
    let rows = dated(at, "payment")?.into_iter();
    Some(rows.map(|(place, date, amount)| (place, Refund { date, amount })).collect())
}

/// Amounts with their days, each of the row at a place in another table.
fn dated(at: Node<'_>, of: &'static str) -> Option<Vec<(usize, NaiveDate, Money)>> {
    let mut record = at.record()?;
    let place = record.field(of).list(place);
    let date = record.field("date").list(day);
    let amount = record.field("amount").list(|at| at.money());
    record.finish();
    let (place, date, amount) = (place?, date?, amount?);
    equally_long(at, place.len(), [date.len(), amount.len()])?;
    Some(place.into_iter().zip(date).zip(amount).map(|((place, date), amount)| (place, date, amount)).collect())
}

fn paid(at: Node<'_>, ids: &mut Ids) -> Option<Paid> {
    let mut record = at.record()?;
    let id = record.field("id").new_id(ids);
    let contact = record.field("contact").id();
    let payer = record.field("payer").one_of(&[("you", Side::You), ("them", Side::Them)]);
    let date = record.field("date").date();
    let amount = record.field("amount").money();
    record.finish();
    Some(Paid { id: id?, contact: contact?, settlement: Settlement { payer: payer?, date: date?, amount: amount? } })
}

fn equally_long(at: Node<'_>, rows: usize, columns: impl IntoIterator<Item = usize>) -> Option<()> {
    let is_even = columns.into_iter().all(|length| length == rows);
    at.check(if is_even { Ok(()) } else { Err("the columns of the table are not equally long") })
}

/// What each letter of a text stands for.
fn letters<T>(at: Node<'_>, read: impl Fn(char) -> Option<T>) -> Option<Vec<T>> {
    let text = at.text()?;
    let read = |letter: char| at.check(read(letter).ok_or_else(|| format!("{letter:?} stands for nothing here")));
    text.chars().map(read).collect()
}

fn place(at: Node<'_>) -> Option<usize> {
    usize::try_from(at.integer(0..=u32::MAX)?).ok()
}

/// A day, counted from 1970-01-01.
fn day(at: Node<'_>) -> Option<NaiveDate> {
    let days = at.integer(-25_567..=84_005_i32)?;
    NaiveDate::from_num_days_from_ce_opt(days + 719_163)
}
