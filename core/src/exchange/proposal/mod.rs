//! What a partner may see of one partnership: terms, what is assumed about a year, and what comes of it for the sender. As
//! a file, and seen from the partner's side.
//!
//! A file is `{"format": "concord-proposal", "version": 1, "checksum": "sha256:…", "proposal": {…}}`, in the units of
//! [`document`](super::document). Nothing private is ever written: no margin, no hourly worth, no rows, clients, other
//! partners, reviews or notes. [`Proposal::of`] names every field that it takes from a workspace, so that what is added
//! to one later stays private until somebody decides otherwise.

mod read;
mod seen;
mod write;

use std::fmt;

use chrono::NaiveDate;

use super::envelope::{self, Kind};
use super::{Problems, ReadError, Tree};
use crate::forecast::{Answers, Assessment, Comparison, Direction, Estimate, Eyes, Given, Offer, Standing};
use crate::value::{Currency, Id, Money, Name, Note, OutOfRange, Side};
use crate::workspace::{Tax, Topic, Workspace};

pub use seen::{OtherCurrency, Own, Seen};

/// What one side proposes to the other: the terms, the year that they are compared on, and nothing that is its own alone.
#[derive(Clone, Debug, PartialEq)]
pub struct Proposal {
    id: Id,
    answers_to: Option<Id>,
    day: NaiveDate,
    sender: Option<Name>,
    partner: Option<Name>,
    message: Option<Note>,
    currency: Currency,
    tax: Tax,
    /// As the sender sees it; what is the sender's own is empty.
    said: Answers,
    offers: Vec<Tabled>,
    proposed: Option<Id>,
}

/// One offer of a proposal, and what the sender says of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Tabled {
    /// The terms.
    pub offer: Offer,
    /// What the receiver of the introductions pays in a usual year.
    pub paid: Money,
    /// Whether it works for the sender, if the sender says so.
    pub works: Option<Standing>,
}

/// What the sender decides on sending.
#[derive(Clone, Debug, PartialEq)]
pub struct Sending {
    /// The id of the proposal.
    pub id: Id,
    /// The proposal that it answers; none for a first one.
    pub answers_to: Option<Id>,
    /// Today.
    pub day: NaiveDate,
    /// The sender's name.
    pub sender: Option<Name>,
    /// A word to go with it; an empty one is none.
    pub message: Note,
    /// The offers that stay at home.
    pub held_back: Vec<Id>,
    /// Which offer is proposed; one that stays at home is not.
    pub proposed: Option<Id>,
    /// Whether to say how many of these clients would have come anyway.
    pub tells_came_anyway: bool,
    /// Whether to say which offers work for the sender.
    pub tells_what_works: bool,
}

/// Why nothing can be sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unsendable {
    /// The workspace is about joint work.
    JointWork,
    /// Too little was said to compare terms on.
    Answers,
    /// No offer to send.
    Offers,
    /// A figure leaves the bound of exact amounts.
    TooLarge,
}

impl fmt::Display for Unsendable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Unsendable::JointWork => "only terms for introductions can be sent; joint work cannot yet",
            Unsendable::Answers => {
                "say first how many introductions come in a year, how many become paid work, and what a project is worth"
            }
            Unsendable::Offers => "choose at least one offer",
            Unsendable::TooLarge => "the figures are larger than can be kept exact",
        })
    }
}

impl std::error::Error for Unsendable {}

impl From<OutOfRange> for Unsendable {
    fn from(_: OutOfRange) -> Unsendable {
        Unsendable::TooLarge
    }
}

/// A proposal that was read, and what there is to say about its file.
#[derive(Clone, Debug, PartialEq)]
pub struct Received {
    /// The proposal.
    pub proposal: Proposal,
    /// Fields that nobody knows and that were left out.
    pub notices: Problems,
    /// Whether the file is as it was written.
    pub is_intact: bool,
}

impl Proposal {
    /// What the sender shares of a workspace.
    ///
    /// # Errors
    /// [`Unsendable`], when there is nothing to send.
    pub fn of(workspace: &Workspace, sending: &Sending) -> Result<Proposal, Unsendable> {
        if workspace.topic() == Topic::JointWork {
            return Err(Unsendable::JointWork);
        }
        let answers = workspace.answers();
        let assumptions = answers.assume(workspace.currency()).ok_or(Unsendable::Answers)?;
        let chosen = |offer: &&Offer| !sending.held_back.contains(&offer.id);
        let offers: Vec<Offer> = workspace.offers().iter().filter(chosen).cloned().collect();
        if offers.is_empty() {
            return Err(Unsendable::Offers);
        }
        let comparison = Comparison::new(&assumptions, &offers)?;
        let paid = comparison.offers.iter().map(|offered| offered.likely().map_or(Money::ZERO, |year| year.payout));
        let works = comparison
            .offers
            .iter()
            .map(|offered| Assessment::new(&assumptions, &comparison, offered, Eyes::Both).standing_for(Side::You));
        let tabled = offers.into_iter().zip(paid).zip(works).map(|((offer, paid), works)| Tabled {
            offer,
            paid,
            works: sending.tells_what_works.then_some(works),
        });
        let offers: Vec<Tabled> = tabled.collect();
        Ok(Proposal {
            id: sending.id,
            answers_to: sending.answers_to,
            day: sending.day,
            sender: sending.sender.clone(),
            partner: workspace.partner().cloned(),
            message: Some(sending.message.clone()).filter(|message| !message.is_empty()),
            currency: workspace.currency(),
            tax: workspace.tax(),
            said: Answers {
                direction: answers.direction,
                introductions: answers.introductions.map(Estimate::as_said),
                projects: answers.projects.map(Estimate::as_said),
                value: answers.value.map(Estimate::as_said),
                months: answers.months.map(Estimate::as_said),
                pass_through: answers.pass_through.map(Estimate::as_said),
                came_anyway: answers.came_anyway.map(Estimate::as_said).filter(|_| sending.tells_came_anyway),
                help: answers.help,
                norm: answers.norm,
                counted: answers.counted,
                ..Answers::default()
            },
            proposed: sending.proposed.filter(|id| offers.iter().any(|tabled| tabled.offer.id == *id)),
            offers,
        })
    }

    /// Its id, which a counter-proposal names.
    #[must_use]
    pub fn id(&self) -> Id {
        self.id
    }

    /// The proposal that it answers; none for a first one.
    #[must_use]
    pub fn answers_to(&self) -> Option<Id> {
        self.answers_to
    }

    /// The day on which it was made.
    #[must_use]
    pub fn day(&self) -> NaiveDate {
        self.day
    }

    /// Who sends it, if they say.
    #[must_use]
    pub fn sender(&self) -> Option<&Name> {
        self.sender.as_ref()
    }

    /// Whom it is for, as the sender calls them.
    #[must_use]
    pub fn partner(&self) -> Option<&Name> {
        self.partner.as_ref()
    }

    /// A word that goes with it.
    #[must_use]
    pub fn message(&self) -> Option<&Note> {
        self.message.as_ref()
    }

    /// The currency of every amount.
    #[must_use]
    pub fn currency(&self) -> Currency {
        self.currency
    }

    /// Before or after tax.
    #[must_use]
    pub fn tax(&self) -> Tax {
        self.tax
    }

    /// What is said about a year of introductions, as the sender sees it. Nobody's margin or hour is in it.
    #[must_use]
    pub fn said(&self) -> &Answers {
        &self.said
    }

    /// The offers, in the sender's order; at least one.
    #[must_use]
    pub fn offers(&self) -> &[Tabled] {
        &self.offers
    }

    /// The offer that is proposed, if one is.
    #[must_use]
    pub fn proposed(&self) -> Option<Id> {
        self.proposed
    }
}

impl<T: Copy + Ord> Estimate<T> {
    /// The same figures, as if typed: how many rows they come from stays at home.
    fn as_said(self) -> Estimate<T> {
        Estimate::new(self.likely(), self.low(), self.high(), Given::Typed).unwrap_or(self)
    }
}

impl Direction {
    /// The same, seen by the other side.
    #[must_use]
    pub const fn mirrored(self) -> Direction {
        match self {
            Direction::TheyIntroduce => Direction::YouIntroduce,
            Direction::YouIntroduce => Direction::TheyIntroduce,
        }
    }
}

/// The proposal as the text of a file.
#[must_use]
pub fn write(proposal: &Proposal) -> String {
    envelope::seal(Kind::Proposal, &write::proposal(proposal))
}

/// The proposal in a file.
///
/// # Errors
/// [`ReadError`]: the first syntax error by line and column, otherwise every problem by path.
pub fn read(bytes: &[u8]) -> Result<Received, ReadError> {
    from_tree(&Tree::read(bytes).map_err(ReadError::Syntax)?)
}

/// The proposal in the tree of a file.
pub(super) fn from_tree(tree: &Tree) -> Result<Received, ReadError> {
    let found = envelope::open(Kind::Proposal, tree, read::proposal)?;
    Ok(Received { proposal: found.content, notices: found.notices, is_intact: found.is_intact })
}

#[cfg(test)]
mod tests;
