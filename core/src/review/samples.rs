//! Partnerships that tests are about, in dollars.
#![allow(clippy::unwrap_used)]

use super::{Basis, Entry, Figures, StrategicValue, Trailing};
use crate::value::{Hours, Id, Money, Name, Range};

pub fn usd(units: i64) -> Money {
    Money::new(units * 100).unwrap()
}

/// Half a year of 26 weeks less a day, an hour at 100.
pub fn basis() -> Basis {
    Basis::new(usd(100), Trailing::from("2026-01-01".parse().unwrap(), 6).unwrap()).unwrap()
}

/// What brought so much revenue for so many hours and so much money.
pub fn figures(revenue: i64, hours: u16, money: i64) -> Figures {
    Figures {
        revenue: usd(revenue),
        strategic: StrategicValue::none(),
        upkeep: Hours::hundredths(hours * 100),
        money: usd(money),
        payouts: Money::ZERO,
    }
}

/// The same with strategic value between `low` and `high`.
pub fn with_strategic(figures: Figures, [low, likely, high]: [i64; 3]) -> Figures {
    let range = Range::new(usd(low), usd(likely), usd(high)).unwrap();
    Figures { strategic: StrategicValue { range, note: None }, ..figures }
}

/// A partnership that is called so, without a period before.
pub fn named(number: u128, name: &str, figures: Figures) -> Entry {
    Entry::new(Id::from_u128(number), Name::new(name).unwrap(), figures, None).unwrap()
}
