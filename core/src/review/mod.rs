//! Which partnerships are worth their upkeep: the partnership efficiency ratio of each, and the portfolio of all.
//!
//! PER = (revenue + strategic value) / (time + money invested), over a trailing window of months. Time is the upkeep of
//! the partnership, not the delivery of work, at your hourly rate. Strategic value counts at the mean of its range.
//! [`Figures`] is what the user entered; a [`Basis`] says how all of it is judged; a [`Review`] is what that comes to for
//! one partnership and a [`Portfolio`] for all. Every ratio is exact and compared unrounded. What the partner was paid is
//! typed, or [`settle`] counts it from the terms that the partnership runs under ([`Agreed`]).

mod agreed;
mod basis;
mod beta;
mod chances;
mod draft;
mod efficiency;
mod ending;
mod entry;
mod measure;
mod portfolio;
mod settled;
mod trailing;
mod worth;

pub use crate::probability::Chance;
pub use agreed::{Agreed, AgreedError, ClientWork};
pub use basis::{Basis, BasisError, Thresholds, ThresholdsError};
pub use chances::Chances;
pub use draft::{Cell, EntryDraft, EntryDraftError, EntryField, FiguresDraft, PaidDraft, Time, When};
pub use efficiency::{Decision, Efficiency, Judgement};
pub use ending::Ending;
pub use entry::{Entry, EntryError, Expected, Figures, StrategicValue};
pub use measure::Measure;
pub use portfolio::{Group, Portfolio, PortfolioError};
pub use settled::{Counted, CountedOn, Settled, settle};
pub use trailing::{Trailing, TrailingError};
pub use worth::{Course, Review, Trend};

#[cfg(test)]
pub(crate) mod samples;
#[cfg(test)]
mod tests;
