//! What two parties can agree on for introductions, and what it pays.
//!
//! [`Terms`] is one enum: a new model is one variant with its file. [`Terms::payout`] is the only definition of a payout;
//! every page, report and sentence goes through it. Splits of joint work are another matter: see [`crate::split`].

mod counts;
mod crossing;
mod draft;
mod fixed_fee;
mod gauge;
mod hybrid;
mod parameter;
mod payout;
mod percentage;
pub mod presets;
mod regular;
mod retainer;
mod running;
mod scaled;
mod version;
mod whole;

use std::fmt;

pub use counts::Counts;
pub use crossing::{Crossings, End, Exact, Interval, Jump, LONGEST_PROJECT, Piece, Piecewise};
pub use draft::{Draft, DraftError, DraftField, Model, PayerKind, Steps};
pub use fixed_fee::{FeeDue, FixedFee};
pub(crate) use gauge::{Gauges, Largest};
pub use hybrid::Hybrid;
pub use parameter::{Parameter, Setting};
pub use payout::{Accrual, Cause, Payout};
pub use percentage::{Accrues, Base, MOST_TIERS, Percentage, Scale, Tier, TierScope, Tiers};
pub(crate) use regular::Trend;
pub use retainer::{Minimum, Payer, Retainer, Shortfall};
pub(crate) use running::{Event, Mark, Running};
pub use version::{InForce, Version};

use crate::value::{Hours, OutOfRange, Quantity, round_half_away};

/// One revenue-sharing model for introductions, with its parameters.
///
/// Amounts flow from the receiver of the introductions to the introducer; a negative payout flows back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Terms {
    /// An amount for each won project, or for each qualified referral.
    FixedFee(FixedFee),
    /// An amount for each whole month.
    Retainer(Retainer),
    /// A share of what the introduced clients pay.
    Percentage(Percentage),
    /// A retainer and a percentage, between a floor and a cap for each agreement year.
    Hybrid(Hybrid),
}

/// Parameters that make no terms.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TermsError {
    /// An amount below zero.
    NegativeAmount,
    /// A window of no months, or of more than 50 years.
    Window,
    /// No tiers, or more than [`MOST_TIERS`].
    TierCount,
    /// Tiers that do not begin at 0 and rise.
    TierOrder,
    /// A minimum of no introductions, or of more than 1,000 a month.
    Minimum,
    /// A floor above the cap.
    FloorAboveCap,
}

impl fmt::Display for TermsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            TermsError::NegativeAmount => f.write_str("an amount cannot be below zero"),
            TermsError::Window => f.write_str("a window lasts 1 to 600 months"),
            TermsError::TierCount => write!(f, "tiers need 1 to {MOST_TIERS} steps"),
            TermsError::TierOrder => {
                f.write_str("the first tier starts at 0, and each next one higher than the one before")
            }
            TermsError::Minimum => f.write_str("a minimum is 1 to 1,000 introductions a month"),
            TermsError::FloorAboveCap => f.write_str("the floor is above the cap"),
        }
    }
}

impl std::error::Error for TermsError {}

/// How much there is to understand and to track: the fewer, the simpler. The verdict takes the simplest terms that work.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Simplicity {
    /// An amount for each project or referral.
    FixedFee,
    /// An amount a month.
    Retainer,
    /// One share of everything.
    Percentage,
    /// A share that ends after some months, or that changes with volume.
    WindowOrTiers,
    /// Two models in one.
    Hybrid,
}

/// The hours of record keeping that terms, or a split of joint work, cost each side.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Administration {
    /// For each month, whatever happens.
    pub monthly: Hours,
    /// For each introduction, or each project of joint work.
    pub per_referral: Hours,
}

impl Administration {
    pub(crate) const fn hundredths(monthly: u16, per_referral: u16) -> Administration {
        Administration { monthly: Hours::hundredths(monthly), per_referral: Hours::hundredths(per_referral) }
    }

    /// What it takes in a year of so many introductions.
    ///
    /// # Errors
    /// [`OutOfRange`] when there are no so many hours.
    pub(crate) fn hours(self, introductions: Quantity) -> Result<Hours, OutOfRange> {
        let seconds = self.monthly.wide() * 12
            + round_half_away(self.per_referral.wide() * introductions.wide(), Quantity::SCALE);
        u32::try_from(seconds).ok().and_then(|seconds| Hours::new(seconds).ok()).ok_or(OutOfRange)
    }
}

impl Simplicity {
    /// Every kind, the simplest first.
    pub const ALL: [Simplicity; 5] = [
        Simplicity::FixedFee,
        Simplicity::Retainer,
        Simplicity::Percentage,
        Simplicity::WindowOrTiers,
        Simplicity::Hybrid,
    ];

    /// The usual hours of record keeping for each side; an estimate of ours, not a measurement.
    #[must_use]
    pub const fn administration(self) -> Administration {
        match self {
            Simplicity::FixedFee => Administration::hundredths(10, 25),
            Simplicity::Retainer => Administration::hundredths(25, 0),
            Simplicity::Percentage => Administration::hundredths(50, 25),
            Simplicity::WindowOrTiers => Administration::hundredths(75, 50),
            Simplicity::Hybrid => Administration::hundredths(100, 50),
        }
    }
}

impl Terms {
    /// How simple the model is.
    #[must_use]
    pub fn simplicity(&self) -> Simplicity {
        match self {
            Terms::FixedFee(_) => Simplicity::FixedFee,
            Terms::Retainer(_) => Simplicity::Retainer,
            Terms::Percentage(percentage) if percentage.is_plain() => Simplicity::Percentage,
            Terms::Percentage(_) => Simplicity::WindowOrTiers,
            Terms::Hybrid(_) => Simplicity::Hybrid,
        }
    }

    /// The usual hours of record keeping for each side.
    #[must_use]
    pub fn administration(&self) -> Administration {
        self.simplicity().administration()
    }
}

#[cfg(test)]
pub(crate) mod any_terms;
#[cfg(test)]
mod tests;
