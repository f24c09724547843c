use chrono::NaiveDate;

use super::{Accrual, Cause, Payout};
use crate::value::{Money, OutOfRange};

/// A payout as it grows: exact inside, rounded where it shows. An entry accrues round(total after) − round(total
/// before), so that the accruals always sum to the rounded total.
pub(super) struct Running {
    scale: i128,
    exact: i128,
    rounded: Money,
    accruals: Vec<Accrual>,
}

impl Running {
    /// Nothing yet, in parts of which `scale` make a minor unit.
    pub(super) fn new(scale: i128) -> Running {
        Running { scale, exact: 0, rounded: Money::ZERO, accruals: Vec::new() }
    }

    /// Adds `exact` parts on `date`. What rounds to nothing leaves no entry.
    pub(super) fn add(&mut self, date: NaiveDate, exact: i128, cause: Cause) -> Result<(), OutOfRange> {
        self.exact = self.exact.checked_add(exact).ok_or(OutOfRange)?;
        let after = Money::rounded(self.exact, self.scale)?;
        let amount = after.minus(self.rounded)?;
        self.rounded = after;
        if amount != Money::ZERO {
            self.accruals.push(Accrual { date, amount, cause });
        }
        Ok(())
    }

    pub(super) fn finish(self, owed_introductions: u32) -> Payout {
        Payout { accruals: self.accruals, total: self.rounded, owed_introductions }
    }
}
