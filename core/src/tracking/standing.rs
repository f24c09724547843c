use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::NaiveDate;

use super::{Contact, Ledger, Number, Tracked};
use crate::account::{Account, Balance, Settlement, earned};
use crate::ledger::{Bill, Gathered, Referral};
use crate::value::{Id, Money, OutOfRange, Period, Side, Sides};

/// How the user and a contact stand on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// With whom.
    pub contact: Id,
    /// What each side has earned, and what was paid.
    pub account: Account,
    /// How both stand at the end of the day.
    pub balance: Balance,
}

/// What the clients that a contact introduced brought in a period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Brought {
    /// What they paid in it, less what went back of that, whenever it did.
    pub revenue: Money,
    /// How many referrals paid.
    pub referrals: u32,
}

impl Ledger {
    /// What the clients that a contact introduced brought in `period`.
    ///
    /// # Errors
    /// [`OutOfRange`] when the sum leaves the bound of money.
    pub fn brought(&self, contact: Id, period: Period) -> Result<Brought, OutOfRange> {
        brought(self.made_by(Side::Them, contact).map(Tracked::referral), period)
    }

    /// What the user and a contact have earned from each other up to `day`, by the terms in force on each referral's date,
    /// and how they stand at the end of it.
    ///
    /// # Errors
    /// [`OutOfRange`] when a sum leaves the bound of money.
    pub fn standing(&self, contact: &Contact, day: NaiveDate) -> Result<Standing, OutOfRange> {
        let numbered = |tracked: &Tracked| (tracked.number(), tracked.referral().clone());
        let made = |side| self.made_by(side, contact.id()).map(numbered).collect();
        let paid = self.paid.iter().filter(|paid| paid.contact == contact.id()).map(|paid| paid.settlement);
        let exchanged =
            Exchanged { made: Sides { you: made(Side::You), them: made(Side::Them) }, paid: paid.collect() };
        exchanged.standing(contact, day)
    }

    /// How the user stands with every contact with whom there are terms or payments, in the order in which they were
    /// entered.
    pub fn standings(&self, day: NaiveDate) -> impl Iterator<Item = Result<Standing, OutOfRange>> {
        let each = Standings::of(self, day).each().into_iter();
        each.map(|standing| standing.map(Arc::unwrap_or_clone))
    }

    /// The referrals that a side made, with whomever, for any terms to be tried on.
    #[must_use]
    pub fn gathered(&self, made_by: Side) -> Gathered {
        let made = self.referrals.iter().filter(|tracked| tracked.made_by() == made_by);
        Gathered::of(made.map(|tracked| tracked.referral().clone()).collect())
    }

    fn made_by(&self, side: Side, contact: Id) -> impl Iterator<Item = &Tracked> {
        let is_theirs = move |tracked: &&Tracked| tracked.made_by() == side && tracked.contact() == Some(contact);
        self.referrals.iter().filter(is_theirs)
    }
}

fn brought<'a>(referrals: impl Iterator<Item = &'a Referral>, period: Period) -> Result<Brought, OutOfRange> {
    let (mut sum, mut count) = (0, 0);
    for referral in referrals {
        let payments = referral.bills().iter().flat_map(Bill::payments);
        let mut paid =
            payments.filter(|payment| period.contains(payment.date())).map(|paid| paid.kept().wide()).peekable();
        count += u32::from(paid.peek().is_some());
        sum += paid.sum::<i128>();
    }
    Ok(Brought { revenue: Money::rounded(sum, 1)?, referrals: count })
}

/// How the user stands with everybody on a day. After a change of the ledger only what is with contacts whom it is about is
/// worked out anew.
#[derive(Clone, Debug)]
pub struct Standings {
    day: NaiveDate,
    ledger: Ledger,
    with: BTreeMap<Id, Exchanged>,
    each: BTreeMap<Id, Result<Arc<Standing>, OutOfRange>>,
}

impl Standings {
    /// Those of a ledger at the end of `day`.
    #[must_use]
    pub fn of(ledger: &Ledger, day: NaiveDate) -> Standings {
        let mut standings = Standings { day, ledger: Ledger::default(), with: BTreeMap::new(), each: BTreeMap::new() };
        standings.follow(ledger);
        standings
    }

    /// At the end of which day.
    #[must_use]
    pub fn day(&self) -> NaiveDate {
        self.day
    }

    /// Goes on to another version of the ledger.
    pub fn follow(&mut self, ledger: &Ledger) {
        let before = std::mem::replace(&mut self.ledger, ledger.clone());
        let mut touched = BTreeSet::new();
        fn with(tracked: &Tracked) -> Option<(&Tracked, Id)> {
            Some((tracked, tracked.contact()?))
        }
        for (old, new) in ledger.referrals.changes_since(&before.referrals, Tracked::number) {
            if let Some((old, contact)) = old.and_then(with) {
                self.with.entry(contact).or_default().made.of_mut(old.made_by()).remove(&old.number());
                touched.insert(contact);
            }
            if let Some((new, contact)) = new.and_then(with) {
                let made = self.with.entry(contact).or_default().made.of_mut(new.made_by());
                made.insert(new.number(), new.referral().clone());
                touched.insert(contact);
            }
        }
        if !Arc::ptr_eq(&before.paid, &ledger.paid) {
            for paid in before.paid.iter() {
                self.with.entry(paid.contact).or_default().paid.clear();
                touched.insert(paid.contact);
            }
            for paid in ledger.paid.iter() {
                self.with.entry(paid.contact).or_default().paid.push(paid.settlement);
                touched.insert(paid.contact);
            }
        }
        if !Arc::ptr_eq(&before.contacts, &ledger.contacts) {
            let known: BTreeMap<Id, &Contact> = before.contacts.iter().map(|contact| (contact.id(), contact)).collect();
            let is_other = |contact: &&Contact| known.get(&contact.id()) != Some(contact);
            touched.extend(ledger.contacts.iter().filter(is_other).map(Contact::id));
        }
        for contact in ledger.contacts.iter().filter(|contact| touched.contains(&contact.id())) {
            let exchanged = self.with.entry(contact.id()).or_default();
            if contact.has_terms() || !exchanged.paid.is_empty() {
                self.each.insert(contact.id(), exchanged.standing(contact, self.day).map(Arc::new));
            } else {
                self.each.remove(&contact.id());
            }
        }
    }

    /// How the user stands with every contact with whom there are terms or payments, in the order in which they were
    /// entered.
    ///
    /// # Errors
    /// Of each: [`OutOfRange`] when a sum leaves the bound of money.
    #[must_use]
    pub fn each(&self) -> Vec<Result<Arc<Standing>, OutOfRange>> {
        self.ledger.contacts.iter().filter_map(|contact| self.each.get(&contact.id()).cloned()).collect()
    }

    /// As [`Ledger::brought`].
    ///
    /// # Errors
    /// The same.
    pub fn brought(&self, contact: Id, period: Period) -> Result<Brought, OutOfRange> {
        let theirs = self.with.get(&contact).into_iter().flat_map(|exchanged| exchanged.made.them.values());
        brought(theirs, period)
    }
}

/// What went between the user and a contact.
#[derive(Clone, Debug, Default)]
struct Exchanged {
    /// The referrals that each side made.
    made: Sides<BTreeMap<Number, Referral>>,
    paid: Vec<Settlement>,
}

impl Exchanged {
    fn standing(&self, contact: &Contact, day: NaiveDate) -> Result<Standing, OutOfRange> {
        let earned = |side| earned(contact.earns(side), self.made.of(side).values(), day);
        let claims = Sides { you: earned(Side::You)?, them: earned(Side::Them)? };
        // What is kept was checked when it was entered.
        let account = Account::new(claims, self.paid.clone(), contact.days_until_due()).map_err(|_| OutOfRange)?;
        let balance = account.balance(day)?;
        Ok(Standing { contact: contact.id(), account, balance })
    }
}
