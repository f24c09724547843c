use std::collections::BTreeSet;
use std::mem;

use super::BadRow;
use crate::ledger::{CHUNK, Chunks};
use crate::tracking::{Contact, Ledger, LedgerFault, Number, Tracked};

/// What would come of a table, for the user to look at before anything changes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Import {
    /// Referrals that are new, under the numbers that they have in the table or get. They are in the order of their
    /// numbers, unless those behind the last have run out.
    pub added: Chunks<Tracked>,
    /// Referrals that the ledger has, and that the table says something else of.
    pub changed: Vec<Change>,
    /// How many referrals the ledger has as they are.
    pub same: usize,
    /// How many rows say once more what another row of the table says.
    pub repeated: usize,
    /// Contacts that the ledger does not have.
    pub contacts: Vec<Contact>,
    /// Rows that are left out, in the order of their lines.
    pub bad: Vec<BadRow>,
}

/// A referral that the ledger has, and that the table says something else of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// As it would be, under the number that it has in the ledger: what no column of the table holds stays.
    pub tracked: Tracked,
    /// As the table alone has it, under the same number, to be added as another referral; nothing where that would
    /// contradict itself.
    pub alone: Option<Tracked>,
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
    /// How many referrals, rows and contacts it is about.
    #[must_use]
    pub fn count(&self) -> usize {
        self.added.len() + self.changed.len() + self.same + self.repeated + self.contacts.len() + self.bad.len()
    }

    /// Takes the first of everything out: a chunk of the referrals that are new, and so many of the others.
    #[must_use]
    pub fn take_first(&mut self, most: usize) -> Import {
        fn first<T>(all: &mut Vec<T>, most: usize) -> Vec<T> {
            all.drain(..most.min(all.len())).collect()
        }
        Import {
            added: self.added.take_first(),
            changed: first(&mut self.changed, most),
            same: mem::take(&mut self.same),
            repeated: mem::take(&mut self.repeated),
            contacts: first(&mut self.contacts, most),
            bad: first(&mut self.bad, most),
        }
    }

    /// Adds what came after it.
    pub fn join(&mut self, mut next: Import) {
        self.added.join(&next.added);
        self.changed.append(&mut next.changed);
        self.same += next.same;
        self.repeated += next.repeated;
        self.contacts.append(&mut next.contacts);
        self.bad.append(&mut next.bad);
    }

    /// Puts bad rows in the order of their lines.
    pub fn sort(&mut self) {
        self.bad.sort_by_key(|bad| bad.line);
    }

    /// How many referrals come in or change.
    #[must_use]
    pub fn taken(&self, choice: Choice) -> usize {
        let changed = match choice {
            Choice::Skip => 0,
            Choice::Replace => self.changed.len(),
            Choice::Add => self.changed.iter().filter(|change| change.alone.is_some()).count(),
        };
        self.added.len() + changed
    }

    /// The ledger with all of it, or, if that cannot be, none of it.
    ///
    /// # Errors
    /// [`LedgerFault`], such as [`LedgerFault::TooManyReferrals`].
    pub fn apply(&self, ledger: &Ledger, choice: Choice) -> Result<Ledger, LedgerFault> {
        let mut taking = Taking::new(self, ledger, choice)?;
        while !taking.advance(self)? {}
        Ok(taking.ledger)
    }
}

/// An import while it is taken in, some referrals at a time. Until it is whole nothing of it is to be seen.
#[derive(Debug)]
pub struct Taking {
    choice: Choice,
    /// Those for changes that are added; none before all new referrals have theirs.
    numbers: Option<Numbers>,
    /// The chunk of new referrals that is taken in next.
    chunk: usize,
    /// The change that is made next.
    change: usize,
    ledger: Ledger,
}

impl Taking {
    /// Takes in the contacts that are new and named by a referral that comes in.
    ///
    /// # Errors
    /// [`LedgerFault`] of the contacts.
    pub fn new(import: &Import, ledger: &Ledger, choice: Choice) -> Result<Taking, LedgerFault> {
        let chosen = import.changed.iter().filter_map(|change| match choice {
            Choice::Skip => None,
            Choice::Replace => Some(&change.tracked),
            Choice::Add => change.alone.as_ref(),
        });
        // One by one: to collect them would put the contact of every referral in order first.
        let mut named = BTreeSet::new();
        for contact in import.added.iter().chain(chosen).filter_map(Tracked::contact) {
            named.insert(contact);
        }
        let contacts = import.contacts.iter().filter(|contact| named.contains(&contact.id())).cloned().collect();
        Ok(Taking { choice, numbers: None, chunk: 0, change: 0, ledger: ledger.with_contacts(contacts)? })
    }

    /// Takes about a chunk of referrals in; whether all are.
    ///
    /// # Errors
    /// [`LedgerFault`], such as [`LedgerFault::TooManyReferrals`].
    pub fn advance(&mut self, import: &Import) -> Result<bool, LedgerFault> {
        let referrals = match import.added.chunk(self.chunk) {
            Some(chunk) => {
                self.chunk += 1;
                chunk.to_vec()
            }
            None => self.change(import),
        };
        self.ledger = self.ledger.with(referrals)?;
        let is_over = self.choice == Choice::Skip || self.change >= import.changed.len();
        Ok(import.added.chunk(self.chunk).is_none() && is_over)
    }

    /// What comes of the next changes.
    fn change(&mut self, import: &Import) -> Vec<Tracked> {
        let Taking { choice, numbers, change: at, ledger, .. } = self;
        let changes = import.changed.iter().skip(*at).take(CHUNK);
        *at += CHUNK;
        let numbers = numbers.get_or_insert_with(|| Numbers::after(ledger, BTreeSet::new()));
        let mut put = |change: &Change| match (&choice, &change.alone) {
            (Choice::Replace, _) => Some(change.tracked.clone()),
            (Choice::Add, Some(alone)) => {
                numbers.next(ledger).and_then(|number| Tracked::new(number, alone.facts()).ok())
            }
            (Choice::Add, None) | (Choice::Skip, _) => None,
        };
        changes.filter_map(&mut put).collect()
    }

    /// The ledger with what was taken in.
    #[must_use]
    pub fn finish(self) -> Ledger {
        self.ledger
    }
}

/// Numbers that are still free: those after the last one, and behind the last that can be those that were left out.
#[derive(Debug)]
pub(super) struct Numbers {
    next: u32,
    taken: BTreeSet<Number>,
}

impl Numbers {
    /// Those that neither the ledger nor `taken` has.
    pub fn after(ledger: &Ledger, taken: BTreeSet<Number>) -> Numbers {
        let last = taken.last().map_or(0, |last| last.0);
        Numbers { next: ledger.next_number().0.max(last.saturating_add(1)), taken }
    }

    /// The next one, which is taken from now on.
    pub fn next(&mut self, ledger: &Ledger) -> Option<Number> {
        let is_free = |number: &Number| !self.taken.contains(number) && ledger.referral(*number).is_none();
        let number = (self.next..=u32::MAX).chain(1..self.next).map(Number).find(is_free)?;
        self.next = number.0.checked_add(1).unwrap_or(1);
        self.taken.insert(number);
        Some(number)
    }
}
