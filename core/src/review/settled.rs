//! Payouts that come from terms.

use chrono::NaiveDate;

use super::{Agreed, ClientWork, Entry, PortfolioError, Trailing};
use crate::forecast::Offer;
use crate::ledger::{Book, Even, Gathered, List};
use crate::value::{Money, OutOfRange, Period, whole_months};

/// A partnership whose payouts are known, and how they were counted where they come from terms.
#[derive(Clone, Debug, PartialEq)]
pub struct Settled {
    /// The partnership; its payouts are those of the terms.
    pub entry: Entry,
    /// How they were counted; none where they were typed.
    pub counted: Option<Counted>,
}

/// How the payouts of a partnership were counted.
#[derive(Clone, Debug, PartialEq)]
pub struct Counted {
    /// The terms.
    pub offer: Offer,
    /// On what.
    pub on: CountedOn,
    /// Their work, laid out under terms that begin with it.
    pub book: Book,
    /// What clients paid in the months under review.
    pub revenue: Money,
    /// The revenue that was entered, below zero or other than that of the rows.
    pub entered: Money,
    /// What the terms pay in them.
    pub total: Money,
}

/// What payouts were counted on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CountedOn {
    /// The partnership's revenue, spread evenly over the months.
    Even(Even),
    /// The user's own rows, this many of them.
    Rows(u32),
}

/// The partnerships with the payouts that their terms come to in the months under review, in the same order. Terms that
/// are not among `offers` leave the figure that was typed.
///
/// Spread evenly, terms pay as if agreed on the first day under review. On the user's own rows they pay as if agreed on
/// the first day of the rows, if that is earlier, and what falls due in the months under review counts.
///
/// # Errors
/// [`PortfolioError::TooLarge`] when what terms pay leaves the bound of money.
pub fn settle(
    entries: &[Entry],
    offers: &[Offer],
    list: &List,
    trailing: Trailing,
) -> Result<Vec<Settled>, PortfolioError> {
    let by_rows = |entry: &Entry| entry.agreed().is_some_and(|agreed| agreed.work() == ClientWork::Rows);
    let gathered = entries.iter().any(by_rows).then(|| list.referrals());
    let each = entries.iter().map(|entry| {
        let terms = entry.agreed().and_then(|agreed| {
            let offer = offers.iter().find(|offer| offer.id == agreed.offer())?;
            Some((agreed, offer))
        });
        let Some((agreed, offer)) = terms else { return Ok(Settled { entry: entry.clone(), counted: None }) };
        let counted = Counted::of(agreed, offer, entry.figures().revenue, gathered.as_ref(), trailing)
            .map_err(|OutOfRange| PortfolioError::TooLarge { partnership: entry.partnership() })?;
        Ok(Settled { entry: entry.paying(counted.total), counted: Some(counted) })
    });
    each.collect()
}

impl Counted {
    /// What the terms of `offer` come to.
    pub(super) fn of(
        agreed: Agreed,
        offer: &Offer,
        entered: Money,
        gathered: Option<&Gathered>,
        trailing: Trailing,
    ) -> Result<Counted, OutOfRange> {
        let period = trailing.period();
        match (agreed.work(), gathered) {
            (ClientWork::Even { projects, introductions }, _) => {
                let projects = projects.unwrap_or(Agreed::USUAL_PROJECTS);
                let revenue = entered.max(Money::ZERO);
                let introductions = introductions.unwrap_or(projects);
                let (start, months) = (period.start(), trailing.months());
                let even = Even { start, months, revenue, projects, introductions };
                let book = Book::even(even);
                let total = offer.terms.payout(&book)?.total;
                Ok(Counted { offer: offer.clone(), on: CountedOn::Even(even), book, revenue, entered, total })
            }
            (ClientWork::Rows, None) => Counted::on_rows(offer, entered, &List::default().referrals(), period),
            (ClientWork::Rows, Some(gathered)) => Counted::on_rows(offer, entered, gathered, period),
        }
    }

    fn on_rows(offer: &Offer, entered: Money, gathered: &Gathered, period: Period) -> Result<Counted, OutOfRange> {
        let since = gathered.period.map_or(period.start(), |rows| rows.start().min(period.start()));
        // A month that has begun counts, so the terms run on until the last of them is whole.
        let months = whole_months(Period::new(since, period.end()).unwrap_or(period)) + 1;
        let book = Book::new(Period::months(since, months), &gathered.referrals);
        let payout = offer.terms.payout(&book)?;
        let within = |date: NaiveDate| period.contains(date);
        let due = payout.accruals.iter().filter(|accrual| within(accrual.date));
        let paid = book.payments().iter().filter(|entry| within(entry.date));
        Ok(Counted {
            offer: offer.clone(),
            on: CountedOn::Rows(gathered.rows),
            revenue: Money::total(paid.map(|entry| entry.gross))?,
            entered,
            total: Money::total(due.map(|accrual| accrual.amount))?,
            book,
        })
    }
}
