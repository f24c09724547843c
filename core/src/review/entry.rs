use std::fmt;

use crate::value::{Hours, Id, Money, Name, Note, OutOfRange, Range};

/// A partnership of the portfolio and what it brought and took. What it says is never impossible.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    partnership: Id,
    name: Name,
    figures: Figures,
    previous: Option<Figures>,
}

/// What one partnership brought and took in the months under review.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figures {
    /// What was earned through it; below zero when refunds exceed it.
    pub revenue: Money,
    /// What it is worth beside revenue.
    pub strategic: StrategicValue,
    /// Time spent on keeping it, not on delivering work.
    pub upkeep: Hours,
    /// Money spent on it, payouts apart; zero or more.
    pub money: Money,
    /// What was paid to the partner by the terms; below zero when more came back than went out.
    pub payouts: Money,
}

/// What a partnership is worth beside revenue: reputation, learning, access.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StrategicValue {
    /// Between what and what, in money.
    pub range: Range<Money>,
    /// What it consists of.
    pub note: Option<Note>,
}

impl StrategicValue {
    /// No value beside revenue.
    #[must_use]
    pub fn none() -> StrategicValue {
        StrategicValue { range: Range::certain(Money::ZERO), note: None }
    }

    /// Its mean.
    #[must_use]
    pub fn expected(&self) -> Expected {
        Expected::of(self.range)
    }
}

/// The mean of a range of money as PERT sees it, (low + 4 · likely + high) / 6, or a sum of such means: exact.
///
/// ```
/// use concord_core::review::Expected;
/// use concord_core::value::{Money, Range};
/// let [low, likely, high] = [0, 10, 21].map(|minor| Money::new(minor).unwrap_or_default());
/// let mean = Expected::of(Range::around(low, likely, high));
/// assert_eq!((mean.sixths(), mean.money().minor()), (61, 10));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Expected {
    sixths: i128,
}

impl Expected {
    /// The mean of `range`.
    #[must_use]
    pub fn of(range: Range<Money>) -> Expected {
        Expected { sixths: range.low().wide() + 4 * range.likely().wide() + range.high().wide() }
    }

    /// The sum of several; only the result has to be in the range of money.
    ///
    /// # Errors
    /// [`OutOfRange`] past the bound of money.
    pub fn total(means: impl IntoIterator<Item = Expected>) -> Result<Expected, OutOfRange> {
        let sixths = means.into_iter().map(|mean| mean.sixths).sum();
        Money::rounded(sixths, 6).map(|_| Expected { sixths })
    }

    /// The mean in sixths of a minor unit.
    #[must_use]
    pub const fn sixths(self) -> i128 {
        self.sixths
    }

    /// The nearest amount, halves away from zero.
    #[must_use]
    pub fn money(self) -> Money {
        // A mean lies between two amounts, and sums are checked.
        Money::rounded(self.sixths, 6).unwrap_or(Money::MAX)
    }
}

/// Why figures cannot be a partnership's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EntryError {
    /// The money spent is below zero.
    NegativeMoney,
    /// The money spent in the period before is below zero.
    NegativeMoneyBefore,
}

impl fmt::Display for EntryError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            EntryError::NegativeMoney => "money invested cannot be below zero; what comes back is revenue",
            EntryError::NegativeMoneyBefore => {
                "money invested in the period before cannot be below zero; what comes back is revenue"
            }
        })
    }
}

impl std::error::Error for EntryError {}

impl Entry {
    /// A partnership with its figures, and those of the period before where they are known.
    ///
    /// # Errors
    /// [`EntryError`] when money spent is below zero.
    pub fn new(partnership: Id, name: Name, figures: Figures, previous: Option<Figures>) -> Result<Entry, EntryError> {
        if figures.money.is_negative() {
            Err(EntryError::NegativeMoney)
        } else if previous.as_ref().is_some_and(|previous| previous.money.is_negative()) {
            Err(EntryError::NegativeMoneyBefore)
        } else {
            Ok(Entry { partnership, name, figures, previous })
        }
    }

    /// Which partnership.
    #[must_use]
    pub const fn partnership(&self) -> Id {
        self.partnership
    }

    /// What it is called.
    #[must_use]
    pub const fn name(&self) -> &Name {
        &self.name
    }

    /// The figures of the months under review.
    #[must_use]
    pub const fn figures(&self) -> &Figures {
        &self.figures
    }

    /// The figures of the months before.
    #[must_use]
    pub const fn previous(&self) -> Option<&Figures> {
        self.previous.as_ref()
    }
}
