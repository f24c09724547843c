//! The user's own work: who was introduced when, and what they paid.

mod book;
mod referral;

pub use book::{Book, Entry, Regular};
pub use referral::{Bill, LedgerError, Payment, Referral};
