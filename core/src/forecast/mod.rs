//! Terms compared on the same year of work, from both parties' eyes, and the verdict.
//!
//! [`Answers`] is what the user said; [`Assumptions`] is that with every gap filled and marked; a [`Comparison`] holds the
//! figures of each offer at the likely values and with each assumption at its low end; a [`Verdict`] says which to offer.
//! What is known here is known without simulation; a simulated year would add cases, not another road.

mod answers;
mod assess;
mod assumptions;
mod compare;
mod evidence;
mod fix;
mod norm;
mod offer;
mod verdict;

pub use answers::{Answers, Direction, Estimate, Given, Source};
pub use assess::{Assessment, Eyes, Miss, Reason, Standing};
pub use assumptions::{Assumed, Assumptions, Case, Factor};
pub use compare::{Comparison, Figures, Offered};
pub use evidence::{Evidence, wilson};
pub use fix::Fix;
pub use norm::{Band, Help, Norm};
pub use offer::Offer;
pub use verdict::{Verdict, verdict, verdict_through};

#[cfg(test)]
mod tests;
