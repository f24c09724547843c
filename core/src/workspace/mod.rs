//! All that is kept, and the only way to change it.
//!
//! A [`Workspace`] is a value: [`Workspace::apply`] makes another one and leaves the first as it was. Sections are shared
//! behind `Arc`, so that a copy costs a few pointers and an edit the section that it touches.

mod changes;
mod command;
mod history;
mod partnerships;
mod rejection;
mod table;

use std::collections::BTreeSet;
use std::sync::Arc;

pub use command::{Answer, Command};
pub use history::History;
pub use partnerships::Partnerships;
pub use rejection::Rejection;
pub use table::{Table, TermsChange};

use crate::exchange::Tree;
use crate::forecast::{Answers, Offer};
use crate::ledger::{Gathered, List};
use crate::plan::Plan;
use crate::review::Entry;
use crate::scorecard::Scorecard;
use crate::split::{Contribution, JointSplit};
use crate::terms::presets::Preset;
use crate::tracking::Ledger;
use crate::value::{Currency, Id, Money, Name, Reading};

/// Whether amounts are before or after tax. Concord computes no tax; it says which amounts it is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Tax {
    /// Before tax.
    #[default]
    Before,
    /// After tax.
    After,
}

/// What the terms are for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Topic {
    /// One introduces clients to the other.
    #[default]
    Introductions,
    /// Both work on the same projects.
    JointWork,
}

/// Everything the user has said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Workspace {
    pub(crate) currency: Currency,
    pub(crate) tax: Tax,
    pub(crate) reading: Reading,
    pub(crate) partner: Option<Name>,
    pub(crate) topic: Topic,
    pub(crate) answers: Arc<Answers>,
    pub(crate) table: Table,
    pub(crate) list: List,
    pub(crate) joint: Arc<Joint>,
    /// None until the first partner or criterion was changed.
    pub(crate) scorecard: Option<Arc<Scorecard>>,
    pub(crate) partnerships: Option<Partnerships>,
    /// None until the first referral or contact was entered.
    pub(crate) ledger: Option<Arc<Ledger>>,
    /// None until anything of the referral program was said.
    pub(crate) plan: Option<Arc<Plan>>,
}

/// Work done together: what it earned, what each put in, and the splits on the table.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Joint {
    /// What there is to divide.
    pub pool: Option<Money>,
    /// What each party put in.
    pub log: Vec<Logged>,
    /// The splits on the table.
    pub splits: Vec<(Id, JointSplit)>,
}

/// One contribution and its id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Logged {
    /// The entry's id.
    pub id: Id,
    /// The contribution.
    pub contribution: Contribution,
}

impl Workspace {
    /// The most offers that can be on the table, those set aside among them.
    pub const MOST_OFFERS: usize = 12;
    /// The most entries in a log of joint work.
    pub const MOST_LOGGED: usize = 2_000;
    /// The most rows in the user's own list.
    pub const MOST_ROWS: usize = 20_000;
    /// The most partnerships under review.
    pub const MOST_PARTNERSHIPS: usize = 100;
    /// The most characters that the user's own list, the scorecard and the partnerships can take in a file together.
    pub const LONGEST_LIST: usize = 3_600_000;
    /// The most characters that the ledger can take in a file, each referral counted at its longest: room for as many as it
    /// holds, every other one billed and paid. With everything else at its most, the file is one that can be opened again.
    pub const LONGEST_LEDGER: usize = Tree::LARGEST_FILE - Self::LONGEST_LIST - 1_400_000;
    /// The presets that a new workspace begins with.
    pub const FIRST_OFFERS: [Preset; 4] =
        [Preset::FeeOverThreshold, Preset::MonthlyRetainer, Preset::ActiveHelp, Preset::FindersFee];

    /// A workspace with nothing said and the first offers on the table, under these ids.
    #[must_use]
    pub fn new(currency: Currency, ids: [Id; 4]) -> Workspace {
        Workspace {
            currency,
            tax: Tax::default(),
            reading: Reading::ENGLISH,
            partner: None,
            topic: Topic::default(),
            answers: Arc::default(),
            table: Table::first(first_offers(currency, ids)),
            list: List::default(),
            joint: Arc::default(),
            scorecard: None,
            partnerships: None,
            ledger: None,
            plan: None,
        }
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

    /// How typed text is read.
    #[must_use]
    pub fn reading(&self) -> Reading {
        self.reading
    }

    /// The partner's name, if it was given.
    #[must_use]
    pub fn partner(&self) -> Option<&Name> {
        self.partner.as_ref()
    }

    /// What the terms are for.
    #[must_use]
    pub fn topic(&self) -> Topic {
        self.topic
    }

    /// What was said about a year of introductions.
    #[must_use]
    pub fn answers(&self) -> &Arc<Answers> {
        &self.answers
    }

    /// The offers on the table, which are compared and sent: all but those set aside.
    #[must_use]
    pub fn offers(&self) -> &Arc<Vec<Offer>> {
        self.table.compared()
    }

    /// Every offer, and how it came to be what it is.
    #[must_use]
    pub fn table(&self) -> &Table {
        &self.table
    }

    /// The user's own rows.
    #[must_use]
    pub fn list(&self) -> &List {
        &self.list
    }

    /// Work done together.
    #[must_use]
    pub fn joint(&self) -> &Arc<Joint> {
        &self.joint
    }

    /// The candidates for a partnership, and what they are judged by.
    #[must_use]
    pub fn scorecard(&self) -> Arc<Scorecard> {
        self.scorecard.clone().unwrap_or_default()
    }

    /// The partnerships under review; none until it was said what an hour is worth.
    #[must_use]
    pub fn partnerships(&self) -> Option<&Partnerships> {
        self.partnerships.as_ref()
    }

    /// Referrals in both directions, and what came of them.
    #[must_use]
    pub fn ledger(&self) -> Arc<Ledger> {
        self.ledger.clone().unwrap_or_default()
    }

    /// The user's own referral program.
    #[must_use]
    pub fn plan(&self) -> Arc<Plan> {
        self.plan.clone().unwrap_or_default()
    }

    /// The user's own history in the direction that the terms are for: the referrals of the ledger; as long as it has none
    /// of that direction, the rows of the list.
    #[must_use]
    pub fn history(&self) -> Gathered {
        let made_by = self.answers.direction.receiver().other();
        let tracked = self.ledger.as_ref().map(|ledger| ledger.gathered(made_by));
        tracked.filter(|tracked| !tracked.referrals.is_empty()).unwrap_or_else(|| self.list.referrals())
    }

    /// The same, if a file can hold its ledger with the plan for it, and its rows, partners and partnerships; if not, the
    /// longest of these is named.
    pub(crate) fn short_enough(self) -> Result<Workspace, Rejection> {
        let rows = self.list.written();
        let partners = self.scorecard.as_ref().map_or(0, |card| card.written());
        let partnerships = self.partnerships.as_ref().map_or(0, Partnerships::written);
        let ledger = self.ledger.as_ref().map_or(0, |ledger| ledger.written());
        // What a plan holds most of is whom of the ledger it names.
        let plan = self.plan.as_ref().map_or(0, |plan| plan.written());
        if ledger + plan > Self::LONGEST_LEDGER {
            return Err(Rejection::LongLedger);
        }
        if rows + partners + partnerships <= Self::LONGEST_LIST {
            return Ok(self);
        }
        let longest = rows.max(partners).max(partnerships);
        Err(if longest == rows {
            Rejection::LongList
        } else if longest == partners {
            Rejection::LongScorecard
        } else {
            Rejection::LongPartnerships
        })
    }

    /// The entries of the partnerships under review.
    fn entries(&self) -> &[Entry] {
        self.partnerships.as_ref().map_or(&[], |partnerships| &partnerships.entries)
    }

    /// Whether any amount depends on the decimals of the currency.
    fn holds_amounts(&self) -> bool {
        let answers = &self.answers;
        let hours = answers.hour.you.is_some() || answers.hour.them.is_some();
        answers.value.is_some() || hours || self.holds_other_amounts()
    }

    /// Whether anything but answers and offers depends on the currency.
    pub(crate) fn holds_other_amounts(&self) -> bool {
        let joint = self.joint.pool.is_some() || !self.joint.log.is_empty() || !self.joint.splits.is_empty();
        let ledger = self.ledger.as_ref().is_some_and(|ledger| !ledger.is_empty());
        let rewards = self.plan.as_ref().is_some_and(|plan| plan.rewards().is_some());
        joint || ledger || rewards || self.partnerships.is_some() || !self.list.lines().is_empty()
    }

    fn bytes_of_entries(&self) -> usize {
        // What they take in a file is more than their texts take here.
        size_of_val(self.entries()) + self.partnerships.as_ref().map_or(0, Partnerships::written)
    }

    fn scorecard_beyond(&self, other: &Workspace) -> usize {
        match (&self.scorecard, &other.scorecard) {
            (None, _) => 0,
            (Some(own), Some(other)) if Arc::ptr_eq(own, other) => 0,
            (Some(own), other) => own.bytes_beyond(other.as_deref()),
        }
    }

    fn ledger_beyond(&self, other: &Workspace) -> usize {
        match (&self.ledger, &other.ledger) {
            (None, _) => 0,
            (Some(own), Some(other)) if Arc::ptr_eq(own, other) => 0,
            (Some(own), other) => own.bytes_beyond(other.as_deref().unwrap_or(&Ledger::default())),
        }
    }

    fn plan_beyond(&self, other: &Workspace) -> usize {
        match (&self.plan, &other.plan) {
            (None, _) => 0,
            (Some(own), Some(other)) if Arc::ptr_eq(own, other) => 0,
            (Some(own), _) => own.bytes(),
        }
    }

    /// About how many bytes this workspace holds that `other` does not share: what an undo step costs.
    fn bytes_beyond(&self, other: &Workspace) -> usize {
        let section = |same: bool, bytes: usize| if same { 0 } else { bytes };
        size_of::<Workspace>()
            + section(Arc::ptr_eq(&self.answers, &other.answers), size_of::<Answers>())
            + self.table.bytes_beyond(&other.table)
            + section(
                Arc::ptr_eq(&self.joint, &other.joint),
                self.joint.log.len() * size_of::<Logged>() + self.joint.splits.len() * 512,
            )
            + self.scorecard_beyond(other)
            + self.ledger_beyond(other)
            + self.plan_beyond(other)
            + section(self.entries().as_ptr() == other.entries().as_ptr(), self.bytes_of_entries())
            + self.list.bytes_beyond(&other.list)
    }
}

/// The first offers, one for each id; an id given twice has the first of them only.
fn first_offers(currency: Currency, ids: [Id; 4]) -> Vec<Offer> {
    let mut taken = BTreeSet::new();
    let offer = |(id, preset): (Id, Preset)| preset.terms(currency).ok().map(|terms| Offer::new(id, terms));
    ids.into_iter().zip(Workspace::FIRST_OFFERS).filter(|(id, _)| taken.insert(*id)).filter_map(offer).collect()
}

#[cfg(test)]
mod tests;
