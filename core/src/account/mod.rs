//! What two partners owe each other.
//!
//! [`earned`] lists what one side has earned for its referrals by the terms in force on their dates, and what refunds took
//! back of it, each on the day on which it became known. An [`Account`] sets against it what was paid, for both directions:
//! a [`Balance`] on a day, with what is overdue, and a [`Statement`] of a period that ends where the next one begins.

mod balance;
mod earned;
mod statement;

pub use balance::{Account, AccountError, Balance, Net, Owed, Settlement};
pub use earned::{Claim, For, earned};
pub use statement::{Movement, Statement, StatementRow};

#[cfg(test)]
mod tests;
