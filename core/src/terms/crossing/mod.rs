//! Where one set of terms pays as much as another, exactly: pay as a function of a project's value, or of how many
//! projects come, and the comparison of two such functions.
//!
//! Equality, intervals and jumps are kept apart: where a line jumps over another they are never equal, and a jump is not
//! a crossing.

mod by_rate;
mod by_value;
mod compare;
mod piecewise;

pub use by_value::LONGEST_PROJECT;
pub use compare::Crossings;
pub use piecewise::{End, Exact, Interval, Jump, Piece, Piecewise};

#[cfg(test)]
mod tests;
