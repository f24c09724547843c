use chrono::NaiveDate;

use super::{Account, Claim, Settlement};
use crate::value::{Money, OutOfRange, Period, Side};

/// What moved between two partners in a period, for both to check. All balances are what the partner owes you; below zero,
/// what you owe them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    /// The balance at the start of the first day.
    pub opening: Money,
    /// By date; on one day what was earned comes before what was paid.
    pub rows: Vec<StatementRow>,
    /// The balance at the end of the last day.
    pub closing: Money,
}

/// A row of a statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StatementRow {
    /// The day.
    pub date: NaiveDate,
    /// What happened.
    pub movement: Movement,
    /// By how much the balance moves.
    pub amount: Money,
    /// The balance after it.
    pub balance: Money,
}

/// What moves a balance.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Movement {
    /// This side earned, or lost again, what the claim says.
    Claim(Side, Claim),
    /// One side paid the other.
    Settlement(Settlement),
}

impl Movement {
    const fn date(&self) -> NaiveDate {
        match self {
            Movement::Claim(_, claim) => claim.date,
            Movement::Settlement(settlement) => settlement.date,
        }
    }

    /// By how much what the partner owes you moves.
    fn amount(&self) -> Money {
        match *self {
            Movement::Claim(Side::You, claim) => claim.amount,
            Movement::Claim(Side::Them, claim) => -claim.amount,
            Movement::Settlement(Settlement { payer: Side::You, amount, .. }) => amount,
            Movement::Settlement(Settlement { payer: Side::Them, amount, .. }) => -amount,
        }
    }
}

impl Account {
    /// What moved in `period`.
    ///
    /// # Errors
    /// [`OutOfRange`] when a balance leaves the bound of money.
    pub fn statement(&self, period: Period) -> Result<Statement, OutOfRange> {
        let claims = Side::BOTH
            .into_iter()
            .flat_map(|side| self.claims(side).iter().map(move |&claim| Movement::Claim(side, claim)));
        let mut movements: Vec<Movement> =
            claims.chain(self.settlements().iter().copied().map(Movement::Settlement)).collect();
        // Stable: what was earned stays before what was paid.
        movements.sort_by_key(Movement::date);
        let opening =
            Money::total(movements.iter().filter(|movement| movement.date() < period.start()).map(Movement::amount))?;
        let mut closing = opening;
        let mut rows = Vec::new();
        for movement in movements.into_iter().filter(|movement| period.contains(movement.date())) {
            let amount = movement.amount();
            closing = closing.plus(amount)?;
            rows.push(StatementRow { date: movement.date(), movement, amount, balance: closing });
        }
        Ok(Statement { opening, rows, closing })
    }
}
