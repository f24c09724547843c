//! Referrals as numbers and texts, both ways: what writes them, and what reads them in the same order.

use std::collections::BTreeMap;
use std::fmt::Write;

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

use super::numbers::{Numbers, put_optional};
use super::{WireError, column};
use crate::ledger::{Bill, Payment, Refund};
use crate::tracking::{Facts, Number, Reward, SourceKind, Tracked};
use crate::value::{Id, Name, Note, Side};

/// Referrals. A contact is named by its place among those of these referrals, counted from 1.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RowsV1 {
    #[serde(with = "column")]
    contacts: Vec<Id>,
    /// Whole numbers with a space behind each.
    numbers: String,
    /// Names and notes with [`END`] behind each.
    texts: String,
}

/// What ends a text: no name and no note holds it.
const END: char = '\u{1f}';

/// Writes referrals.
pub(super) fn written<'a>(referrals: impl IntoIterator<Item = &'a Tracked>) -> RowsV1 {
    let mut rows = RowsV1::default();
    let mut places: BTreeMap<Id, usize> = BTreeMap::new();
    let mut numbers = Vec::new();
    for tracked in referrals {
        let contact = tracked.contact().map_or(0, |id| {
            *places.entry(id).or_insert_with(|| {
                rows.contacts.push(id);
                rows.contacts.len()
            })
        });
        put(&mut numbers, tracked, contact);
        let texts = [Some(tracked.client()), tracked.project(), tracked.source()].map(|name| name.map(Name::as_str));
        let note = Some(tracked.note().as_str()).filter(|note| !note.is_empty());
        for text in texts.into_iter().chain([note]) {
            numbers.push(text.is_some().into());
            if let Some(text) = text {
                rows.texts.push_str(text);
                rows.texts.push(END);
            }
        }
        for number in numbers.drain(..) {
            // To write to a text never fails.
            let _ = write!(rows.numbers, "{number} ");
        }
    }
    rows
}

fn put(to: &mut Vec<i128>, tracked: &Tracked, contact: usize) {
    let facts = tracked.facts();
    let kind = SourceKind::ALL.iter().zip(0..).find(|(kind, _)| **kind == facts.kind).map_or(0, |(_, place)| place);
    to.extend([
        tracked.number().0.into(),
        (facts.made_by == Side::You).into(),
        kind,
        contact as i128,
        day(facts.introduced),
    ]);
    put_optional(to, facts.expected, |to, amount| to.push(amount.wide()));
    let (due, paid) = facts.reward.days();
    for step in [facts.qualified, facts.won, facts.lost, due, paid] {
        put_optional(to, step, |to, step| to.push(day(step)));
    }
    to.push(facts.bills.len() as i128);
    for bill in &facts.bills {
        put_optional(to, bill.issued(), |to, issued| to.push(day(issued)));
        to.extend([bill.amount().wide(), bill.pass_through().wide(), bill.payments().len() as i128]);
        for payment in bill.payments() {
            to.extend([day(payment.date()), payment.amount().wide(), payment.refunds().len() as i128]);
            to.extend(payment.refunds().iter().flat_map(|refund| [day(refund.date), refund.amount.wide()]));
        }
    }
}

fn day(day: NaiveDate) -> i128 {
    day.num_days_from_ce().into()
}

impl RowsV1 {
    /// The referrals.
    pub(super) fn read(&self) -> Result<Vec<Tracked>, WireError> {
        let numbers = self.numbers.split_terminator(' ').map(|number| number.parse().map_err(|_| WireError::Numbers));
        let numbers: Vec<i128> = numbers.collect::<Result<_, _>>()?;
        let mut numbers = Numbers::new(&numbers);
        let mut texts = self.texts.split_terminator(END);
        let mut referrals = Vec::new();
        while !numbers.is_at_end() {
            referrals.push(one(&mut numbers, &mut texts, &self.contacts)?);
        }
        if texts.next().is_none() { Ok(referrals) } else { Err(WireError::Text) }
    }
}

fn one<'a>(
    numbers: &mut Numbers<'_>,
    texts: &mut impl Iterator<Item = &'a str>,
    contacts: &[Id],
) -> Result<Tracked, WireError> {
    let number = Number(numbers.next()?);
    let made_by = numbers.one_of(&[Side::Them, Side::You])?;
    let kind = numbers.one_of(&SourceKind::ALL)?;
    let contact = match numbers.next::<usize>()?.checked_sub(1) {
        Some(place) => Some(*contacts.get(place).ok_or(WireError::Contact)?),
        None => None,
    };
    let introduced = read_day(numbers)?;
    let expected = numbers.optional(Numbers::money)?;
    let mut step = || numbers.optional(read_day);
    let (qualified, won, lost) = (step()?, step()?, step()?);
    let reward = match (step()?, step()?) {
        (None, None) => Reward::None,
        (Some(due), None) => Reward::Due(due),
        (Some(due), Some(paid)) => Reward::Paid { due, paid },
        (None, Some(_)) => return Err(WireError::Numbers),
    };
    let bills = many(numbers, bill)?;
    let mut text = || numbers.optional(|_| texts.next().ok_or(WireError::Text));
    let mut name = || text()?.map(Name::new).transpose().map_err(|_| WireError::Text);
    let (client, project, source) = (name()?.ok_or(WireError::Text)?, name()?, name()?);
    let note = text()?.map(Note::new).transpose().map_err(|_| WireError::Text)?.unwrap_or_default();
    let facts = Facts {
        client,
        project,
        made_by,
        contact,
        kind,
        source,
        introduced,
        expected,
        qualified,
        won,
        lost,
        reward,
        bills,
        note,
    };
    Tracked::new(number, facts).map_err(WireError::Tracked)
}

fn bill(numbers: &mut Numbers<'_>) -> Result<Bill, WireError> {
    let issued = numbers.optional(read_day)?;
    let (amount, costs) = (numbers.money()?, numbers.money()?);
    let payments = many(numbers, payment)?;
    let bill = match (issued, payments.as_slice()) {
        (Some(issued), _) => Bill::invoice(issued, amount, costs, payments),
        (None, [payment]) if payment.amount() == amount => Bill::payment(payment.clone(), costs),
        (None, _) => return Err(WireError::Numbers),
    };
    bill.map_err(|error| WireError::Tracked(error.into()))
}

fn payment(numbers: &mut Numbers<'_>) -> Result<Payment, WireError> {
    let (date, amount) = (read_day(numbers)?, numbers.money()?);
    let refund = |numbers: &mut Numbers<'_>| Ok(Refund { date: read_day(numbers)?, amount: numbers.money()? });
    let refunds = many(numbers, refund)?;
    Payment::new(date, amount, refunds).map_err(|error| WireError::Tracked(error.into()))
}

/// As many as the next number says, if there are.
fn many<'a, T>(
    numbers: &mut Numbers<'a>,
    mut read: impl FnMut(&mut Numbers<'a>) -> Result<T, WireError>,
) -> Result<Vec<T>, WireError> {
    let count = numbers.next::<usize>()?;
    (0..count).map(|_| read(numbers)).collect()
}

fn read_day(numbers: &mut Numbers<'_>) -> Result<NaiveDate, WireError> {
    NaiveDate::from_num_days_from_ce_opt(numbers.next()?).ok_or(WireError::Numbers)
}
