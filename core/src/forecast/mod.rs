//! Terms compared on the same year of work, from both parties' eyes, and the verdict.
//!
//! [`Answers`] is what the user said; [`Assumptions`] is that with every gap filled and marked; a [`Comparison`] holds the
//! figures of each offer at the likely values and with each assumption at its low end; a [`Verdict`] says which to offer.
//! A [`Simulation`] draws whole years from the ranges of the assumptions; a [`Forecast`] is what the offers come to in them.
//! A [`study`] puts several forecasts beside each other.

mod answers;
mod assess;
mod assumptions;
mod compare;
mod evidence;
mod fix;
mod norm;
mod offer;
mod on_years;
mod search;
mod simulation;
pub mod study;
mod varied;
mod verdict;

pub use answers::{Answers, Direction, Estimate, Given, Source};
pub use assess::{Assessment, Eyes, Miss, Reason, Standing};
pub use assumptions::{Assumed, Assumptions, Case, Factor, Scenario};
pub use compare::{Comparison, Figures, Offered};
pub use evidence::Evidence;
pub use fix::Fix;
pub use norm::{Band, Help, Norm, Place};
pub use offer::Offer;
pub use on_years::verdict_on_years;
pub use search::Search;
pub(crate) use simulation::Figures as OutlookFigures;
pub use simulation::{Beats, Forecast, Gain, Outlook, Premises, Quantiles, Ranges, Simulation, Summary, Volume};
pub use verdict::{Verdict, verdict, verdict_through};

#[cfg(test)]
pub(crate) mod published;
#[cfg(test)]
mod tests;
