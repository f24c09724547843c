use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::Terms;
use crate::ledger::{Book, Entry};
use crate::value::{Money, OutOfRange};

/// What moves a payout.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Event {
    /// A month of a retainer, and what flows for it in parts of which [`Retainer::scale`](super::Retainer::scale) make a
    /// minor unit.
    Month(i128),
    /// A payment or an invoice.
    Work(Entry),
    /// A referral that qualified.
    Qualified,
    /// The last day of an agreement year.
    YearEnd,
}

/// A payout as it grows, event by event in the order of [`Terms::events`]: exact inside, rounded where it shows. An event
/// accrues round(total after) − round(total before), so that what accrues always sums to the rounded total.
pub(crate) struct Running<'a> {
    terms: &'a Terms,
    book: &'a Book,
    scale: i128,
    totals: Totals,
    exact: i128,
    rounded: Money,
}

/// Where a [`Running`] payout was.
#[derive(Clone, Copy)]
pub(crate) struct Mark {
    totals: usize,
    exact: i128,
    rounded: Money,
}

impl<'a> Running<'a> {
    /// Nothing yet.
    pub(crate) fn new(terms: &'a Terms, book: &'a Book) -> Running<'a> {
        Running { terms, book, scale: terms.scale(), totals: Totals::default(), exact: 0, rounded: Money::ZERO }
    }

    /// By how much the rounded payout moves with an event.
    pub(crate) fn add(&mut self, date: NaiveDate, event: &Event) -> Result<Money, OutOfRange> {
        let exact = self.terms.moved(self.book, date, event, &mut self.totals);
        self.exact = self.exact.checked_add(exact).ok_or(OutOfRange)?;
        let after = Money::rounded(self.exact, self.scale)?;
        let amount = after.minus(self.rounded)?;
        self.rounded = after;
        Ok(amount)
    }

    pub(super) fn total(&self) -> Money {
        self.rounded
    }

    pub(crate) fn mark(&self) -> Mark {
        Mark { totals: self.totals.before.len(), exact: self.exact, rounded: self.rounded }
    }

    /// Takes back every event since a mark.
    pub(crate) fn back_to(&mut self, mark: Mark) {
        self.totals.back_to(mark.totals);
        (self.exact, self.rounded) = (mark.exact, mark.rounded);
    }
}

/// What a running total is of.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Of {
    /// The volume of a project.
    Project,
    /// The volume of an agreement year.
    YearVolume,
    /// What the work for a client earns.
    Client,
    /// What work earns in an agreement year.
    YearShare,
    /// What an agreement year comes to, the retainer with it.
    Year,
}

/// Running totals by what they are of, all zero at first, and what each was before every change.
#[derive(Default)]
pub(super) struct Totals {
    now: BTreeMap<(Of, u32), i128>,
    before: Vec<((Of, u32), i128)>,
}

impl Totals {
    /// Changes the total of the `of` with this place; what it was and what it is now.
    pub(super) fn change(&mut self, of: Of, place: u32, to: impl FnOnce(i128) -> i128) -> (i128, i128) {
        let total = self.now.entry((of, place)).or_default();
        let before = *total;
        *total = to(before);
        self.before.push(((of, place), before));
        (before, *total)
    }

    fn back_to(&mut self, changes: usize) {
        while self.before.len() > changes
            && let Some((of, before)) = self.before.pop()
        {
            self.now.insert(of, before);
        }
    }
}
