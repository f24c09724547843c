//! The ledger that takes the place of the tracking spreadsheet: referrals in both directions with every step and its
//! date, invoices and payments, the contacts that they were exchanged with, and what was paid between them and the user.
//!
//! A [`Ledger`] is a value: every change makes another one that shares what it has in common with the one before.

mod compared;
mod contact;
mod draft;
mod measure;
mod quarters;
mod query;
mod room;
mod sources;
mod standing;
pub mod table;
mod tally;
mod tracked;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::sync::Arc;

pub use compared::{Compared, SourceVerdict, Trust};
pub use contact::{Contact, ContactError, Paid};
pub use draft::{Draft, DraftError, DraftErrors, DraftField, DraftLine, LineCell, LineKind};
pub use measure::SourceMeasure;
pub use quarters::{InQuarter, Quarter, Quarters};
pub use query::{Column, Filter, Listing, Order};
pub use sources::{Origin, Source, SourceOf, Sources};
pub use standing::{Brought, Standing, Standings};
pub use tally::Tally;
pub use tracked::{Facts, Number, Reward, SourceKind, Stage, Tracked, TrackedError};

use crate::account::AccountError;
use crate::ledger::Chunks;
use crate::value::{DateError, Id, Money, Name, check_date};

/// Referrals by number, contacts in the order in which they were entered, and what was paid between them and the user. No
/// two contacts have one name, upper and lower case alike; whoever is named by a referral or a payment is there.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Ledger {
    referrals: Chunks<Tracked>,
    contacts: Arc<Vec<Contact>>,
    paid: Arc<Vec<Paid>>,
    /// At most how many characters the referrals take in a file.
    written: usize,
}

/// Why a ledger cannot be changed so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LedgerFault {
    /// More than [`Ledger::MOST_REFERRALS`].
    TooManyReferrals,
    /// More than [`Ledger::MOST_CONTACTS`].
    TooManyContacts,
    /// More than [`Ledger::MOST_PAID`].
    TooManyPaid,
    /// Two referrals have this number.
    Twice(Number),
    /// Two things have this id.
    IdTwice(Id),
    /// Two contacts have one name; one of them has this id.
    NameTwice(Id),
    /// A payment between partners of nothing or less.
    PaidNothing(Id),
    /// A payment between partners on a day outside the calendar.
    PaidDay(Id),
    /// There is no such contact.
    UnknownContact(Id),
    /// There is no such payment.
    UnknownPaid(Id),
    /// Referrals or payments name this contact.
    ContactInUse(Id),
}

impl fmt::Display for LedgerFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            LedgerFault::TooManyReferrals => write!(f, "a ledger holds at most {} referrals", Ledger::MOST_REFERRALS),
            LedgerFault::TooManyContacts => write!(f, "a ledger holds at most {} contacts", Ledger::MOST_CONTACTS),
            LedgerFault::TooManyPaid => {
                write!(f, "a ledger holds at most {} payments between partners", Ledger::MOST_PAID)
            }
            LedgerFault::Twice(number) => write!(f, "two referrals have the number {number}"),
            LedgerFault::IdTwice(id) => write!(f, "the id {id} is there twice"),
            LedgerFault::NameTwice(_) => f.write_str("there is a contact of this name already"),
            LedgerFault::PaidNothing(_) => AccountError.fmt(f),
            LedgerFault::PaidDay(_) => DateError::OutOfRange.fmt(f),
            LedgerFault::UnknownContact(id) => write!(f, "there is no contact with the id {id}"),
            LedgerFault::UnknownPaid(id) => write!(f, "there is no payment with the id {id}"),
            LedgerFault::ContactInUse(_) => {
                f.write_str("referrals or payments name this contact; change or remove them first")
            }
        }
    }
}

impl std::error::Error for LedgerFault {}

impl Ledger {
    /// The most referrals.
    pub const MOST_REFERRALS: usize = 200_000;
    /// The most contacts.
    pub const MOST_CONTACTS: usize = 10_000;
    /// The most payments between the user and contacts.
    pub const MOST_PAID: usize = 20_000;

    /// A ledger of these.
    ///
    /// # Errors
    /// [`LedgerFault`] for too many of anything, anything twice, and a contact that is not there.
    pub fn new(contacts: Vec<Contact>, referrals: Vec<Tracked>, paid: Vec<Paid>) -> Result<Ledger, LedgerFault> {
        Ledger::default().with_contacts(contacts)?.with(referrals)?.with_paid(paid)
    }

    /// The referrals, by number.
    #[must_use]
    pub fn referrals(&self) -> &Chunks<Tracked> {
        &self.referrals
    }

    /// The contacts, in the order in which they were entered.
    #[must_use]
    pub fn contacts(&self) -> &Arc<Vec<Contact>> {
        &self.contacts
    }

    /// What was paid between the user and the contacts, in the order in which it was entered.
    #[must_use]
    pub fn paid(&self) -> &Arc<Vec<Paid>> {
        &self.paid
    }

    /// Whether nothing was entered yet.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.referrals.is_empty() && self.contacts.is_empty()
    }

    /// The referral with this number.
    #[must_use]
    pub fn referral(&self, number: Number) -> Option<&Tracked> {
        self.referrals.get(self.referrals.search_by_key(&number, Tracked::number).ok()?)
    }

    /// The contact with this id.
    #[must_use]
    pub fn contact(&self, id: Id) -> Option<&Contact> {
        self.contacts.iter().find(|contact| contact.id() == id)
    }

    /// The contact of this name, upper and lower case alike.
    #[must_use]
    pub fn contact_named(&self, name: &Name) -> Option<&Contact> {
        let folded = name.folded();
        self.contacts.iter().find(|contact| contact.name().folded() == folded)
    }

    /// The number that the next referral gets: one more than the last. Where that is the greatest there is, the first that
    /// is free.
    #[must_use]
    pub fn next_number(&self) -> Number {
        let next = self.last_number().map_or(Some(1), |last| last.0.checked_add(1));
        let first_free = || (1..).zip(self.referrals.iter()).find(|(place, tracked)| tracked.number().0 != *place);
        // With fewer referrals than numbers, one is free.
        Number(next.or_else(|| first_free().map(|(place, _)| place)).unwrap_or(u32::MAX))
    }

    fn last_number(&self) -> Option<Number> {
        let last = self.referrals.len().checked_sub(1)?;
        self.referrals.get(last).map(Tracked::number)
    }

    /// The ledger with these referrals, each in place of the one with its number.
    ///
    /// # Errors
    /// [`LedgerFault::TooManyReferrals`], [`LedgerFault::Twice`], [`LedgerFault::UnknownContact`].
    pub fn with(&self, mut referrals: Vec<Tracked>) -> Result<Ledger, LedgerFault> {
        let known: BTreeSet<Id> = self.contacts.iter().map(Contact::id).collect();
        let mut contacts = referrals.iter().filter_map(Tracked::contact);
        if let Some(contact) = contacts.find(|contact| !known.contains(contact)) {
            return Err(LedgerFault::UnknownContact(contact));
        }
        referrals.sort_by_key(Tracked::number);
        let mut pairs = referrals.array_windows().map(|[a, b]| (a.number(), b.number()));
        if let Some((number, _)) = pairs.find(|(a, b)| a == b) {
            return Err(LedgerFault::Twice(number));
        }
        let mut written = self.written + referrals.iter().map(room::tracked).sum::<usize>();
        let mut len = self.referrals.len() + referrals.len();
        for old in referrals.iter().filter_map(|new| self.referral(new.number())) {
            written -= room::tracked(old);
            len -= 1;
        }
        if len > Self::MOST_REFERRALS {
            return Err(LedgerFault::TooManyReferrals);
        }
        Ok(Ledger { referrals: self.referrals.merged(referrals, Tracked::number), written, ..self.clone() })
    }

    /// The ledger without the referrals of these numbers; those that are not there are no trouble.
    #[must_use]
    pub fn without(&self, numbers: &BTreeSet<Number>) -> Ledger {
        let is_gone = |tracked: &&Tracked| numbers.contains(&tracked.number());
        let gone: usize = self.referrals.iter().filter(is_gone).map(room::tracked).sum();
        let referrals = self.referrals.retained(|tracked| !numbers.contains(&tracked.number()));
        Ledger { referrals, written: self.written - gone, ..self.clone() }
    }

    /// The ledger with these contacts, each in place of the one with its id.
    ///
    /// # Errors
    /// [`LedgerFault::TooManyContacts`], [`LedgerFault::IdTwice`], [`LedgerFault::NameTwice`].
    pub fn with_contacts(&self, contacts: Vec<Contact>) -> Result<Ledger, LedgerFault> {
        if contacts.is_empty() {
            return Ok(self.clone());
        }
        let mut places: BTreeMap<Id, usize> = self.contacts.iter().map(Contact::id).zip(0..).collect();
        let mut all = Vec::clone(&self.contacts);
        let mut given = BTreeSet::new();
        for contact in contacts {
            if !given.insert(contact.id()) || self.paid.iter().any(|paid| paid.id == contact.id()) {
                return Err(LedgerFault::IdTwice(contact.id()));
            }
            let place = *places.entry(contact.id()).or_insert(all.len());
            match all.get_mut(place) {
                Some(old) => *old = contact,
                None => all.push(contact),
            }
        }
        if all.len() > Self::MOST_CONTACTS {
            return Err(LedgerFault::TooManyContacts);
        }
        let mut names = BTreeSet::new();
        if let Some(twice) = all.iter().find(|contact| !names.insert(contact.name().folded())) {
            return Err(LedgerFault::NameTwice(twice.id()));
        }
        Ok(Ledger { contacts: Arc::new(all), ..self.clone() })
    }

    /// The ledger without a contact whom nothing names.
    ///
    /// # Errors
    /// [`LedgerFault::UnknownContact`], [`LedgerFault::ContactInUse`].
    pub fn without_contact(&self, id: Id) -> Result<Ledger, LedgerFault> {
        self.contact(id).ok_or(LedgerFault::UnknownContact(id))?;
        let is_named = self.referrals.iter().any(|tracked| tracked.contact() == Some(id));
        if is_named || self.paid.iter().any(|paid| paid.contact == id) {
            return Err(LedgerFault::ContactInUse(id));
        }
        let others = self.contacts.iter().filter(|contact| contact.id() != id).cloned().collect();
        Ok(Ledger { contacts: Arc::new(others), ..self.clone() })
    }

    /// The ledger with these payments, each in place of the one with its id.
    ///
    /// # Errors
    /// [`LedgerFault::TooManyPaid`], [`LedgerFault::UnknownContact`], [`LedgerFault::PaidNothing`], [`LedgerFault::PaidDay`],
    /// [`LedgerFault::IdTwice`].
    pub fn with_paid(&self, paid: Vec<Paid>) -> Result<Ledger, LedgerFault> {
        let mut all = Vec::clone(&self.paid);
        let mut places: BTreeMap<Id, usize> = all.iter().map(|paid| paid.id).zip(0..).collect();
        let contacts: BTreeSet<Id> = self.contacts.iter().map(Contact::id).collect();
        let mut given = BTreeSet::new();
        for paid in paid {
            if !contacts.contains(&paid.contact) {
                return Err(LedgerFault::UnknownContact(paid.contact));
            }
            if paid.settlement.amount <= Money::ZERO {
                return Err(LedgerFault::PaidNothing(paid.id));
            }
            check_date(paid.settlement.date).map_err(|_| LedgerFault::PaidDay(paid.id))?;
            if !given.insert(paid.id) || contacts.contains(&paid.id) {
                return Err(LedgerFault::IdTwice(paid.id));
            }
            let place = *places.entry(paid.id).or_insert(all.len());
            match all.get_mut(place) {
                Some(old) => *old = paid,
                None => all.push(paid),
            }
        }
        if all.len() > Self::MOST_PAID {
            return Err(LedgerFault::TooManyPaid);
        }
        Ok(Ledger { paid: Arc::new(all), ..self.clone() })
    }

    /// The ledger without a payment.
    ///
    /// # Errors
    /// [`LedgerFault::UnknownPaid`].
    pub fn without_paid(&self, id: Id) -> Result<Ledger, LedgerFault> {
        let others: Vec<Paid> = self.paid.iter().filter(|paid| paid.id != id).copied().collect();
        if others.len() == self.paid.len() {
            return Err(LedgerFault::UnknownPaid(id));
        }
        Ok(Ledger { paid: Arc::new(others), ..self.clone() })
    }

    /// The ids of the contacts and of what was paid.
    pub fn ids(&self) -> impl Iterator<Item = Id> {
        self.contacts.iter().map(Contact::id).chain(self.paid.iter().map(|paid| paid.id))
    }
}

#[cfg(test)]
mod tests;
