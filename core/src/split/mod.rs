//! Dividing the revenue of joint work: by agreed stakes, by contribution, or by what each party adds. Every split is
//! exact to the minor unit and sums to its pool.

mod apportion;
mod contribution;
mod fixed;
mod joint;
mod preset;
mod shapley;
mod share;
mod verdict;

pub use apportion::{Part, Split, SplitError, apportion, instalment};
pub use contribution::{Contribution, ContributionError, ContributionKind, Tallied, Tally};
pub use fixed::FixedSplit;
pub use joint::{Effort, Gap, JointComparison, JointOutcome, JointPay, JointRow, USUAL_GAP, compare};
pub use preset::SplitPreset;
pub use shapley::{CoalitionError, CoalitionWorth, Coalitions, Concern};
pub use share::Share;
pub use verdict::{JointVerdict, PassedOver, Reason, Suggestion};

use crate::terms::Administration;
use crate::value::{Id, Money};

/// How the revenue of joint work is divided.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum JointSplit {
    /// By agreed stakes, such as 50 to 50.
    Fixed(FixedSplit),
    /// By what each party put in.
    Contribution {
        /// Whether cash put in is repaid before the rest splits.
        cash_first: bool,
    },
    /// By what each party adds to the others: the Shapley value.
    Shapley(Coalitions),
}

/// The kinds of joint-work split, the simplest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SplitKind {
    /// [`JointSplit::Fixed`].
    Fixed,
    /// [`JointSplit::Contribution`].
    Contribution,
    /// [`JointSplit::Shapley`].
    Shapley,
}

impl SplitKind {
    /// The usual hours of record keeping for each side, by month and by project; an estimate of ours, not a measurement.
    /// A Shapley value asks for no less than the contributions to be logged.
    #[must_use]
    pub const fn administration(self) -> Administration {
        match self {
            SplitKind::Fixed => Administration::hundredths(50, 50),
            SplitKind::Contribution | SplitKind::Shapley => Administration::hundredths(200, 50),
        }
    }
}

impl JointSplit {
    /// Which kind of split it is.
    #[must_use]
    pub const fn kind(&self) -> SplitKind {
        match self {
            JointSplit::Fixed(_) => SplitKind::Fixed,
            JointSplit::Contribution { .. } => SplitKind::Contribution,
            JointSplit::Shapley(_) => SplitKind::Shapley,
        }
    }

    /// Who is named by the split itself; a split by contribution names nobody.
    pub(crate) fn parties(&self) -> Vec<Id> {
        match self {
            JointSplit::Fixed(fixed) => fixed.stakes().iter().map(|&(party, _)| party).collect(),
            JointSplit::Contribution { .. } => Vec::new(),
            JointSplit::Shapley(coalitions) => coalitions.parties().to_vec(),
        }
    }

    /// What each party gets of `pool`, given what everyone put in. The parts are in the order of the stakes, of the
    /// party ids for a split by contribution, or of the parties of the coalitions.
    ///
    /// # Errors
    /// [`SplitError::NothingStaked`] when nothing was put in that counts, or all together earn nothing;
    /// [`SplitError::TooLarge`] as [`apportion`].
    pub fn pay(&self, pool: Money, tally: &Tally) -> Result<Split, SplitError> {
        match self {
            JointSplit::Fixed(fixed) => apportion(pool, &fixed.wide()),
            JointSplit::Contribution { cash_first } => tally.pay(pool, *cash_first),
            JointSplit::Shapley(coalitions) => apportion(pool, &coalitions.shapley()),
        }
    }

    /// Each party's exact share of the pool, which [`JointSplit::pay`] rounds to minor units.
    ///
    /// # Errors
    /// As [`JointSplit::pay`].
    pub fn shares(&self, pool: Money, tally: &Tally) -> Result<Vec<(Id, Share)>, SplitError> {
        match self {
            JointSplit::Fixed(fixed) => share::shares(&fixed.wide()),
            JointSplit::Contribution { cash_first } => tally.shares(pool, *cash_first),
            JointSplit::Shapley(coalitions) => share::shares(&coalitions.shapley()),
        }
    }

    /// What speaks against paying `pay` by this split; only the worth of coalitions can.
    #[must_use]
    pub fn concerns(&self, pay: &Split) -> Vec<Concern> {
        match self {
            JointSplit::Fixed(_) | JointSplit::Contribution { .. } => Vec::new(),
            JointSplit::Shapley(coalitions) => coalitions.concerns(pay),
        }
    }
}
