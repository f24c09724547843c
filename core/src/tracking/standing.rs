use chrono::NaiveDate;

use super::{Contact, Ledger, Tracked};
use crate::account::{Account, Balance, Settlement, earned};
use crate::ledger::{Gathered, Referral};
use crate::value::{Id, OutOfRange, Side, Sides};

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

impl Ledger {
    /// What the user and a contact have earned from each other up to `day`, by the terms in force on each referral's date,
    /// and how they stand at the end of it.
    ///
    /// # Errors
    /// [`OutOfRange`] when a sum leaves the bound of money.
    pub fn standing(&self, contact: &Contact, day: NaiveDate) -> Result<Standing, OutOfRange> {
        let earned = |side: Side| earned(contact.earns(side), &self.made_by(side, contact.id()), day);
        let claims = Sides { you: earned(Side::You)?, them: earned(Side::Them)? };
        let paid = self.paid.iter().filter(|paid| paid.contact == contact.id());
        let settlements: Vec<Settlement> = paid.map(|paid| paid.settlement).collect();
        // What is kept was checked when it was entered.
        let account = Account::new(claims, settlements, contact.days_until_due()).map_err(|_| OutOfRange)?;
        let balance = account.balance(day)?;
        Ok(Standing { contact: contact.id(), account, balance })
    }

    /// How the user stands with every contact with whom there are terms or payments, in the order in which they were
    /// entered.
    pub fn standings(&self, day: NaiveDate) -> impl Iterator<Item = Result<Standing, OutOfRange>> {
        let has_paid = |id: Id| self.paid.iter().any(|paid| paid.contact == id);
        let with = self.contacts.iter().filter(move |contact| contact.has_terms() || has_paid(contact.id()));
        with.map(move |contact| self.standing(contact, day))
    }

    /// The referrals that a side made, with whomever, for any terms to be tried on.
    #[must_use]
    pub fn gathered(&self, made_by: Side) -> Gathered {
        let made = self.referrals.iter().filter(|tracked| tracked.made_by() == made_by);
        Gathered::of(made.map(|tracked| tracked.referral().clone()).collect())
    }

    fn made_by(&self, side: Side, contact: Id) -> Vec<Referral> {
        let is_theirs = |tracked: &&Tracked| tracked.made_by() == side && tracked.contact() == Some(contact);
        self.referrals.iter().filter(is_theirs).map(|tracked| tracked.referral().clone()).collect()
    }
}
