//! The user's own work: who was introduced when, and what they paid.
//!
//! A [`List`] holds what was typed or pasted, line by line; [`List::referrals`] puts its rows together; a [`Book`] lays
//! referrals out for terms to be tried on; a [`Replay`] says what offers would have paid for them.

mod book;
mod chunks;
mod even;
mod flow;
mod gathered;
mod list;
mod paste;
mod referral;
mod regular;
mod replay;
mod row;
mod summary;
mod typed;

pub use book::{Book, Entry};
pub use chunks::{CHUNK, Chunks};
pub use even::Even;
pub(crate) use flow::{Flow, SPANS, elapsed, span};
pub use gathered::Gathered;
pub use list::List;
pub(crate) use paste::{CLIENT, Holds, INTRODUCED, Meaning, PASSED_ON, PROJECT, Signs, on_one_line, words};
pub use paste::{Guess, Parsing, PasteError, Pasted, Preview, PreviewRow};
pub use referral::{Bill, LedgerError, Payment, Referral, Refund};
pub use regular::Regular;
pub(crate) use regular::{Arrivals, Course, Engagement};
pub use replay::{OfferReplay, Paid, Replay};
pub use row::{CellError, CellProblem, Column, Row, Work};
pub use summary::{Summary, outer_rank};
pub(crate) use typed::filled;
pub use typed::{Line, Typed};

#[cfg(test)]
mod tests;
