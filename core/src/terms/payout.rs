use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::Terms;
use super::percentage::Meter;
use super::running::Running;
use crate::ledger::Book;
use crate::value::{Money, Month, OutOfRange, Rate};

/// What terms pay over a stretch of work.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Payout {
    /// By date; their amounts sum to the total.
    pub accruals: Vec<Accrual>,
    /// The sum, rounded once.
    pub total: Money,
    /// Introductions that a retainer's minimum still asks for at the end.
    pub owed_introductions: u32,
}

/// One step of a payout.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Accrual {
    /// The day of the payment, invoice, qualified referral or month's start that it comes from.
    pub date: NaiveDate,
    /// How much the rounded total moves.
    pub amount: Money,
    /// What it is for.
    pub cause: Cause,
}

/// What a step of a payout is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cause {
    /// Work on a project, by its place in the book.
    Project(u32),
    /// A referral that qualified.
    QualifiedReferral,
    /// A month of a retainer.
    RetainerMonth,
    /// A year below its floor.
    Floor,
}

impl Terms {
    /// What these terms pay for the work in `book`, from the receiver of introductions to the introducer.
    ///
    /// The one definition. Payments count net of their refunds, on the date of the payment. A payout is a function of
    /// running totals: rate × eligible volume through tiers, then the cap per client, the cap per agreement year, and a
    /// hybrid's floor and cap; agreement years count from the start of the book's period.
    ///
    /// # Errors
    /// [`OutOfRange`] when a running total leaves the bound of [`Money`].
    pub fn payout(&self, book: &Book) -> Result<Payout, OutOfRange> {
        match self {
            Terms::FixedFee(fee) => {
                let mut running = Running::new(1);
                fee.accrue(book, &mut running)?;
                Ok(running.finish(0))
            }
            Terms::Retainer(retainer) => {
                let mut running = Running::new(retainer.scale());
                let (months, owed) = retainer.months(book)?;
                for (date, amount) in months {
                    running.add(date, amount, Cause::RetainerMonth)?;
                }
                Ok(running.finish(owed))
            }
            Terms::Percentage(percentage) => {
                let mut running = Running::new(Rate::SCALE);
                let mut meter = Meter::new(percentage, book);
                for entry in percentage.entries(book) {
                    running.add(entry.date, meter.add(entry), Cause::Project(entry.project))?;
                }
                Ok(running.finish(0))
            }
            Terms::Hybrid(hybrid) => {
                let mut running = Running::new(hybrid.scale());
                let owed = hybrid.accrue(book, &mut running)?;
                Ok(running.finish(owed))
            }
        }
    }
}

impl Payout {
    /// Nothing.
    pub const NONE: Payout = Payout { accruals: Vec::new(), total: Money::ZERO, owed_introductions: 0 };

    /// The amount accrued in each month that has any.
    ///
    /// # Errors
    /// [`OutOfRange`] when a month's sum leaves the bound of [`Money`].
    pub fn by_month(&self) -> Result<BTreeMap<Month, Money>, OutOfRange> {
        let mut months: BTreeMap<Month, Money> = BTreeMap::new();
        for accrual in &self.accruals {
            let month = months.entry(Month::of(accrual.date)).or_default();
            *month = month.plus(accrual.amount)?;
        }
        Ok(months)
    }
}
