use std::collections::BTreeSet;

use super::BadRow;
use crate::tracking::{Contact, Facts, Ledger, LedgerFault, Number, Tracked};
use crate::value::Id;

/// What would come of a table, for the user to look at before anything changes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Import {
    /// Referrals that are new, in the order of their lines.
    pub added: Vec<Incoming>,
    /// Referrals that the ledger has, and that the table says something else of.
    pub changed: Vec<Change>,
    /// Referrals that the ledger has as they are.
    pub same: Vec<Passed>,
    /// Rows that say once more what another row of the table says.
    pub repeated: Vec<Passed>,
    /// Contacts that the ledger does not have.
    pub contacts: Vec<Contact>,
    /// Rows that are left out.
    pub bad: Vec<BadRow>,
}

/// A referral that is new.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Incoming {
    /// The line of the file on which its first row starts.
    pub line: usize,
    /// The referral, under the number that it has in the table or gets.
    pub tracked: Tracked,
}

/// A referral that the ledger has, and that the table says something else of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The line of the file on which its first row starts.
    pub line: usize,
    /// As it would be, under the number that it has in the ledger: what no column of the table holds stays.
    pub tracked: Tracked,
    /// As the table alone has it, to be added as another referral; nothing where that would contradict itself.
    pub alone: Option<Facts>,
}

/// A row or a referral that changes nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Passed {
    /// The line of the file on which it starts.
    pub line: usize,
    /// The line that says it first, or the number of the referral in the ledger.
    pub of: Known,
}

/// Where something is known from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Known {
    /// A line of the same file.
    Line(usize),
    /// A referral of the ledger.
    Number(Number),
}

/// What to do with a referral that would change.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Choice {
    /// Leave it as it is in the ledger.
    #[default]
    Skip,
    /// Put what the table says in its place.
    Replace,
    /// Keep both.
    Add,
}

impl Import {
    /// What is put into the ledger: contacts that are new and named by a referral, and referrals, each in place of the one
    /// with its number.
    #[must_use]
    pub fn chosen(&self, ledger: &Ledger, choice: impl Fn(&Change) -> Choice) -> (Vec<Contact>, Vec<Tracked>) {
        let mut referrals: Vec<Tracked> = self.added.iter().map(|incoming| incoming.tracked.clone()).collect();
        let mut taken: BTreeSet<Number> = referrals.iter().map(Tracked::number).collect();
        let mut numbers = Numbers::after(ledger, &taken);
        for change in &self.changed {
            let put = match (choice(change), &change.alone) {
                (Choice::Replace, _) => Some(change.tracked.clone()),
                (Choice::Add, Some(facts)) => {
                    numbers.next(ledger, &mut taken).and_then(|number| Tracked::new(number, facts.clone()).ok())
                }
                (Choice::Add, None) | (Choice::Skip, _) => None,
            };
            referrals.extend(put);
        }
        let named: BTreeSet<Id> = referrals.iter().filter_map(Tracked::contact).collect();
        let contacts = self.contacts.iter().filter(|contact| named.contains(&contact.id())).cloned().collect();
        (contacts, referrals)
    }

    /// The ledger with all of it, or, if that cannot be, none of it.
    ///
    /// # Errors
    /// [`LedgerFault`], such as [`LedgerFault::TooManyReferrals`].
    pub fn apply(&self, ledger: &Ledger, choice: impl Fn(&Change) -> Choice) -> Result<Ledger, LedgerFault> {
        let (contacts, referrals) = self.chosen(ledger, choice);
        ledger.with_contacts(contacts)?.with(referrals)
    }
}

/// Numbers that are still free.
pub(super) struct Numbers(u32);

impl Numbers {
    /// Those after the last of the ledger and of `taken`.
    pub fn after(ledger: &Ledger, taken: &BTreeSet<Number>) -> Numbers {
        let last = taken.last().map_or(0, |last| last.0);
        Numbers(ledger.next_number().0.max(last.saturating_add(1)))
    }

    /// The next one, which is taken from now on. Behind the last number that can be, those that were left out follow.
    pub fn next(&mut self, ledger: &Ledger, taken: &mut BTreeSet<Number>) -> Option<Number> {
        let is_free = |number: &Number| !taken.contains(number) && ledger.referral(*number).is_none();
        let number = (self.0..=u32::MAX).chain(1..self.0).map(Number).find(is_free)?;
        self.0 = number.0.checked_add(1).unwrap_or(1);
        taken.insert(number);
        Some(number)
    }
}
