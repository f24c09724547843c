//! The only code between text and values: [`Notation`] writes them, [`Reading`] reads them.

mod plain;
mod reading;
mod separators;
mod writing;

pub use plain::Plain;
pub use reading::{DateOrder, DecimalSign, ReadError, Reading};
pub use separators::Separators;

use chrono::NaiveDate;

use super::{Currency, Money, Month, Quantity, Rate};

/// How values look to a reader. The browser's is built on `Intl`; [`Plain`] serves wherever there is none.
pub trait Notation {
    /// The currency that amounts are in.
    fn currency(&self) -> Currency;
    /// An amount with its currency, to the minor unit; decimals are left out when they are all zero.
    fn money(&self, amount: Money) -> String;
    /// An amount with its currency, to the nearest whole unit.
    fn whole_money(&self, amount: Money) -> String;
    /// A whole number, grouped.
    fn count(&self, count: u64) -> String;
    /// A quantity with at most `decimals` decimals, trailing zeros left out.
    fn quantity(&self, quantity: Quantity, decimals: u8) -> String;
    /// A rate as a percentage with at most `decimals` decimals, trailing zeros left out.
    fn percent(&self, rate: Rate, decimals: u8) -> String;
    /// A number that was written with English signs, with those of this notation.
    fn signed(&self, english: &str) -> String {
        english.to_owned()
    }
    /// A day.
    fn date(&self, date: NaiveDate) -> String;
    /// A month with its year.
    fn month(&self, month: Month) -> String;
}
