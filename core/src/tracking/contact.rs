use std::fmt;

use chrono::NaiveDate;

use crate::account::Settlement;
use crate::terms::{InForce, Terms, Version};
use crate::value::{DateError, Id, Name, Side, Sides, check_date};

/// Someone with whom referrals are exchanged, and by which terms each side earns for those that it makes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contact {
    id: Id,
    name: Name,
    earns: Sides<InForce>,
    due_after: u16,
}

/// What is wrong with the terms of a contact.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ContactError {
    /// More changes of terms than [`Contact::MOST_VERSIONS`].
    TooManyVersions,
    /// Due more than [`Contact::LATEST_DUE`] days after.
    DueTooLate,
    /// A day outside the calendar, or terms that do not begin after those before them.
    Day(DateError),
}

impl fmt::Display for ContactError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ContactError::TooManyVersions => write!(f, "terms can change at most {} times", Contact::MOST_VERSIONS),
            ContactError::DueTooLate => write!(f, "what is earned is due within {} days", Contact::LATEST_DUE),
            ContactError::Day(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for ContactError {}

impl Contact {
    /// The most terms, one after the other, that one side earns by.
    pub const MOST_VERSIONS: usize = 50;
    /// The most days after which what is earned can be due.
    pub const LATEST_DUE: u16 = 365;
    /// After how many days it is due unless it is said: thirty, as on most invoices.
    pub const USUAL_DUE: u16 = 30;

    /// A contact without terms.
    #[must_use]
    pub fn new(id: Id, name: Name) -> Contact {
        Contact { id, name, earns: Sides::default(), due_after: Self::USUAL_DUE }
    }

    /// The same under another name.
    #[must_use]
    pub fn named(self, name: Name) -> Contact {
        Contact { name, ..self }
    }

    /// The same where what is earned is due so many days after it is known.
    ///
    /// # Errors
    /// [`ContactError::DueTooLate`].
    pub fn due_after(self, days: u16) -> Result<Contact, ContactError> {
        if days > Self::LATEST_DUE { Err(ContactError::DueTooLate) } else { Ok(Contact { due_after: days, ..self }) }
    }

    /// The same where a side earns by these terms for the referrals that it makes, each from its day on.
    ///
    /// # Errors
    /// [`ContactError::TooManyVersions`], [`ContactError::Day`].
    pub fn earning(mut self, side: Side, versions: Vec<Version>) -> Result<Contact, ContactError> {
        if versions.len() > Self::MOST_VERSIONS {
            return Err(ContactError::TooManyVersions);
        }
        if let Some(error) = versions.iter().find_map(|version| check_date(version.from).err()) {
            return Err(ContactError::Day(error));
        }
        let terms = InForce::new(versions).map_err(ContactError::Day)?;
        match side {
            Side::You => self.earns.you = terms,
            Side::Them => self.earns.them = terms,
        }
        Ok(self)
    }

    /// The same where a side earns by `terms` from a day on; what it earned by before that day stays.
    ///
    /// # Errors
    /// As [`Contact::earning`].
    pub fn agreed(self, side: Side, from: NaiveDate, terms: Terms) -> Result<Contact, ContactError> {
        let before = self.earns.of(side).versions().iter().filter(|version| version.from < from).cloned();
        let versions = before.chain([Version { from, terms }]).collect();
        self.earning(side, versions)
    }

    /// The contact's id.
    #[must_use]
    pub fn id(&self) -> Id {
        self.id
    }

    /// What they are called.
    #[must_use]
    pub fn name(&self) -> &Name {
        &self.name
    }

    /// By which terms a side earns for the referrals that it makes.
    #[must_use]
    pub fn earns(&self, side: Side) -> &InForce {
        self.earns.of(side)
    }

    /// Whether any terms are agreed, of either side.
    #[must_use]
    pub fn has_terms(&self) -> bool {
        Side::BOTH.into_iter().any(|side| !self.earns(side).versions().is_empty())
    }

    /// After how many days what is earned is due.
    #[must_use]
    pub fn days_until_due(&self) -> u16 {
        self.due_after
    }
}

/// What one side paid the other, in the ledger.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Paid {
    /// Its id.
    pub id: Id,
    /// With whom.
    pub contact: Id,
    /// Who paid, when and how much.
    pub settlement: Settlement,
}
