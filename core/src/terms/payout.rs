use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::Terms;
use super::running::{Event, Running, Totals};
use crate::ledger::{Book, Entry, Referral};
use crate::value::{Money, Month, OutOfRange, Period, Rate};

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
        let (events, owed_introductions) = self.events(book)?;
        let mut running = Running::new(self, book);
        let mut accruals = Vec::new();
        for (date, event) in events {
            let amount = running.add(date, &event)?;
            // What rounds to nothing leaves no entry.
            if amount != Money::ZERO {
                accruals.push(Accrual { date, amount, cause: Cause::of(&event) });
            }
        }
        Ok(Payout { accruals, total: running.total(), owed_introductions })
    }

    /// What in `book` moves the payout, in the order in which it does, and the introductions that a retainer's minimum still
    /// asks for at the end.
    pub(crate) fn events(&self, book: &Book) -> Result<(Vec<(NaiveDate, Event)>, u32), OutOfRange> {
        let work = self.work(book).iter().map(|entry| (entry.date, Event::Work(*entry)));
        Ok(match self {
            Terms::FixedFee(fee) if fee.is_for_referrals() => {
                (book.qualified().iter().map(|&date| (date, Event::Qualified)).collect(), 0)
            }
            Terms::FixedFee(_) | Terms::Percentage(_) => (work.collect(), 0),
            Terms::Retainer(retainer) => retainer.months(book)?,
            Terms::Hybrid(hybrid) => hybrid.events(book, work)?,
        })
    }

    /// Work laid out as far as these terms ask.
    pub(crate) fn book<'a>(&self, period: Period, referrals: impl IntoIterator<Item = &'a Referral>) -> Book {
        let client_cap = match self {
            Terms::FixedFee(_) | Terms::Retainer(_) => None,
            Terms::Percentage(percentage) => percentage.client_cap(),
            Terms::Hybrid(hybrid) => hybrid.percentage().client_cap(),
        };
        if client_cap.is_some() { Book::new(period, referrals) } else { Book::by_project(period, referrals) }
    }

    /// The entries of `book` among the events: payments or invoices.
    pub(crate) fn work<'a>(&self, book: &'a Book) -> &'a [Entry] {
        match self {
            Terms::FixedFee(fee) if fee.is_for_referrals() => &[],
            Terms::FixedFee(_) => book.payments(),
            Terms::Retainer(_) => &[],
            Terms::Percentage(percentage) => percentage.entries(book),
            Terms::Hybrid(hybrid) => hybrid.percentage().entries(book),
        }
    }

    /// By how much an event moves the payout, in parts of which [`Terms::scale`] make a minor unit.
    pub(super) fn moved(&self, book: &Book, date: NaiveDate, event: &Event, totals: &mut Totals) -> i128 {
        match (self, event) {
            (Terms::FixedFee(fee), event) => fee.moved(event, totals),
            (Terms::Percentage(percentage), Event::Work(entry)) => percentage.moved(book, entry, totals),
            (Terms::Retainer(_), Event::Month(amount)) => *amount,
            (Terms::Hybrid(hybrid), event) => hybrid.moved(book, date, event, totals),
            // No event of these terms.
            (Terms::Percentage(_) | Terms::Retainer(_), _) => 0,
        }
    }

    /// By how much running totals have to be multiplied to be whole numbers.
    pub(super) fn scale(&self) -> i128 {
        match self {
            Terms::FixedFee(_) => 1,
            Terms::Percentage(_) => Rate::SCALE,
            Terms::Retainer(retainer) => retainer.scale(),
            Terms::Hybrid(hybrid) => hybrid.scale(),
        }
    }
}

impl Cause {
    /// What an event accrues for.
    pub(crate) fn of(event: &Event) -> Cause {
        match event {
            Event::Month(_) => Cause::RetainerMonth,
            Event::Work(entry) => Cause::Project(entry.project),
            Event::Qualified => Cause::QualifiedReferral,
            Event::YearEnd => Cause::Floor,
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
