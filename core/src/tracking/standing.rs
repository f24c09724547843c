use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::{Contact, Ledger, Tracked};
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
        let (mut sum, mut referrals) = (0, 0);
        for referral in self.made_by(Side::Them, contact) {
            let payments = referral.bills().iter().flat_map(Bill::payments);
            let mut paid =
                payments.filter(|payment| period.contains(payment.date())).map(|paid| paid.kept().wide()).peekable();
            referrals += u32::from(paid.peek().is_some());
            sum += paid.sum::<i128>();
        }
        Ok(Brought { revenue: Money::rounded(sum, 1)?, referrals })
    }

    /// What the user and a contact have earned from each other up to `day`, by the terms in force on each referral's date,
    /// and how they stand at the end of it.
    ///
    /// # Errors
    /// [`OutOfRange`] when a sum leaves the bound of money.
    pub fn standing(&self, contact: &Contact, day: NaiveDate) -> Result<Standing, OutOfRange> {
        let paid = self.paid.iter().filter(|paid| paid.contact == contact.id());
        let made = Side::BOTH.map(|side| self.made_by(side, contact.id()));
        Exchanged { made, paid: paid.map(|paid| paid.settlement).collect() }.standing(contact, day)
    }

    /// How the user stands with every contact with whom there are terms or payments, in the order in which they were
    /// entered.
    pub fn standings(&self, day: NaiveDate) -> impl Iterator<Item = Result<Standing, OutOfRange>> {
        // One pass for all: contacts may be many, and referrals many more.
        let mut all: BTreeMap<Id, Exchanged> = BTreeMap::new();
        for tracked in self.referrals.iter() {
            if let Some(contact) = tracked.contact() {
                let [you, them] = &mut all.entry(contact).or_default().made;
                let made = if tracked.made_by() == Side::You { you } else { them };
                made.push(tracked.referral().clone());
            }
        }
        for paid in self.paid.iter() {
            all.entry(paid.contact).or_default().paid.push(paid.settlement);
        }
        self.contacts.iter().filter_map(move |contact| {
            let exchanged = all.remove(&contact.id()).unwrap_or_default();
            let is_with = contact.has_terms() || !exchanged.paid.is_empty();
            is_with.then(|| exchanged.standing(contact, day))
        })
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

/// What went between the user and a contact.
#[derive(Default)]
struct Exchanged {
    /// The referrals that each side made, in the order of [`Side::BOTH`].
    made: [Vec<Referral>; 2],
    paid: Vec<Settlement>,
}

impl Exchanged {
    fn standing(self, contact: &Contact, day: NaiveDate) -> Result<Standing, OutOfRange> {
        let [you, them] = &self.made;
        let claims = Sides {
            you: earned(contact.earns(Side::You), you, day)?,
            them: earned(contact.earns(Side::Them), them, day)?,
        };
        // What is kept was checked when it was entered.
        let account = Account::new(claims, self.paid, contact.days_until_due()).map_err(|_| OutOfRange)?;
        let balance = account.balance(day)?;
        Ok(Standing { contact: contact.id(), account, balance })
    }
}
