//! How much room a ledger takes, in a file and among the undo steps.

use std::sync::Arc;

use super::{Contact, Ledger, Paid, Tracked};
use crate::ledger::{Bill, Payment};
use crate::value::{Name, Side, escaped};

impl Ledger {
    /// At most how many characters the ledger takes in a file.
    #[must_use]
    pub fn written(&self) -> usize {
        400 + self.written + self.contacts.iter().map(contact).sum::<usize>() + self.paid.len() * 160
    }

    /// About how many bytes this version holds that `other` does not share.
    #[must_use]
    pub fn bytes_beyond(&self, other: &Ledger) -> usize {
        let own = |same: bool, bytes: usize| if same { 0 } else { bytes };
        self.referrals.bytes_unshared_with(&other.referrals, bytes)
            + own(Arc::ptr_eq(&self.contacts, &other.contacts), self.contacts.len() * 2 * size_of::<Contact>())
            + own(Arc::ptr_eq(&self.paid, &other.paid), self.paid.len() * size_of::<Paid>())
    }
}

/// At most how many characters a referral takes in a file, its commas and quotes included.
pub(super) fn tracked(tracked: &Tracked) -> usize {
    let bill = |bill: &Bill| 50 + bill.payments().iter().map(payment).sum::<usize>();
    let name = |name: Option<&Name>| name.map_or(0, |name| escaped(name.as_str()));
    let texts = escaped(tracked.client().as_str()) + name(tracked.project()) + name(tracked.source());
    // A number, a contact's place, two letters, an amount and six days.
    100 + texts + escaped(tracked.note().as_str()) + tracked.bills().iter().map(bill).sum::<usize>()
}

fn payment(payment: &Payment) -> usize {
    34 + payment.refunds().len() * 34
}

fn contact(contact: &Contact) -> usize {
    let versions = Side::BOTH.into_iter().map(|side| contact.earns(side).versions().len());
    // Terms at their longest have twenty tiers.
    200 + escaped(contact.name().as_str()) + versions.sum::<usize>() * 2_000
}

/// About how many bytes a referral takes.
fn bytes(tracked: &Tracked) -> usize {
    let bill = |bill: &Bill| size_of::<Bill>() + bill.payments().iter().map(paid).sum::<usize>();
    let name = |name: Option<&Name>| name.map_or(0, |name| name.as_str().len());
    let texts = tracked.client().as_str().len() + name(tracked.project()) + name(tracked.source());
    size_of::<Tracked>() + texts + tracked.note().as_str().len() + tracked.bills().iter().map(bill).sum::<usize>()
}

fn paid(payment: &Payment) -> usize {
    size_of::<Payment>() + size_of_val(payment.refunds())
}
