//! What referrals say about where they come from, and about how one asks for them.
//!
//! A [`Tally`] is what the referrals of one arm came to: a source kind, a source or a referrer. Of it [`Decided`] has the
//! conversion, how likely it is truly above another's, and how many more referrals would [settle](Settling) that. An
//! [`Arm`] of an experiment has people invited and the referrals that they made: the [ratio](RateRatio) of two rates, and
//! each arm's chance of being the best. [`for_shares`] and [`for_ratio`] say how many referrals a claim needs.
//!
//! Counts alone decide; nothing here knows a name. Every error that rounding or integration leaves is stated where it
//! arises, and native code and WebAssembly come to the same bytes.

mod claim;
mod decided;
mod experiment;
mod power;
mod settle;
mod tally;

pub use crate::probability::Chance;
pub use claim::Claim;
pub use decided::{Conversion, Decided};
pub use experiment::{Arm, NobodyInvited, RateRatio, chances_of_best};
pub use power::{for_ratio, for_shares};
pub use settle::Settling;
pub use tally::{Count, Outcome, Referred, Tally};
