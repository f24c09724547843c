//! Values: what every figure is made of. Integers and exact fractions of integers; nothing here rounds silently.

mod calendar;
mod chance;
mod currency;
mod hours;
mod id;
mod money;
mod name;
pub mod notation;
mod note;
mod quantity;
mod range;
mod rate;
mod sides;

pub use calendar::{DateError, Month, Period, add_months, agreement_year, check_date, whole_months};
pub use chance::Chance;
pub use currency::{Currency, UnknownCurrency};
pub use hours::Hours;
pub use id::{Id, IdError};
pub use money::{Money, OutOfRange, round_half_away};
pub use name::{Name, NameError};
pub(crate) use name::{escaped, is_blank};
pub use notation::{Notation, Plain, Reading};
pub use note::{Note, NoteError};
pub use quantity::Quantity;
pub use range::{Position, Range, RangeError};
pub use rate::Rate;
pub use sides::{Side, Sides};
