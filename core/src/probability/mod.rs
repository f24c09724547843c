//! What follows from counts under uncertainty: chances, intervals, and which of several unknowns is the greatest. All of it
//! is computed with libm, so that native code and WebAssembly come to the same bytes.

mod bell;
pub(crate) mod beta;
mod chance;
mod gauss;
mod wilson;

pub(crate) use bell::{Bell, chances_to_be_greatest};
pub use chance::Chance;
pub(crate) use wilson::wilson;
