use std::collections::BTreeMap;

use super::{Book, Gathered, Referral};
use crate::terms::{Cause, Terms};
use crate::value::{Id, Money, Month, OutOfRange, Period, add_months, whole_months};

/// What offers would have paid on the user's own rows, month by month and exact to the minor unit. The figures of the
/// months sum to their totals.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Replay {
    /// The months of the rows; offers are tried as if agreed on its first day.
    pub period: Period,
    /// Every month of the period, those without work included.
    pub months: Vec<Month>,
    /// What clients paid in each month, less what was refunded of it later.
    pub revenue: Vec<Money>,
    /// The costs passed on in that.
    pub pass_through: Vec<Money>,
    /// The sum of the revenue.
    pub total_revenue: Money,
    /// The sum of the costs passed on.
    pub total_pass_through: Money,
    /// Introductions, won or not.
    pub introductions: u32,
    /// Introductions that became paid work.
    pub projects: u32,
    /// What each offer would have paid, in the order given.
    pub offers: Vec<OfferReplay>,
}

/// One offer on the user's own rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OfferReplay {
    /// The offer.
    pub id: Id,
    /// What it would have paid, unless the sum leaves the bound of money.
    pub paid: Result<Paid, OutOfRange>,
}

/// What an offer would have paid.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paid {
    /// In each month of the replay.
    pub by_month: Vec<Money>,
    /// In all.
    pub total: Money,
    /// Introductions that a retainer's minimum still asks for at the end.
    pub owed_introductions: u32,
    /// How many projects it paid for.
    pub projects: u32,
}

impl Replay {
    /// The offers on the rows of `gathered`; nothing without rows.
    ///
    /// # Errors
    /// [`OutOfRange`] when the revenue leaves the bound of money.
    pub fn of(gathered: &Gathered, offers: &[(Id, &Terms)]) -> Result<Option<Replay>, OutOfRange> {
        let Some(period) = gathered.period else { return Ok(None) };
        let book = Book::new(period, &gathered.referrals);
        let mut revenue: BTreeMap<Month, Money> = BTreeMap::new();
        let mut pass_through: BTreeMap<Month, Money> = BTreeMap::new();
        for entry in book.payments() {
            let month = Month::of(entry.date);
            add(&mut revenue, month, entry.gross)?;
            add(&mut pass_through, month, entry.gross.minus(entry.net)?)?;
        }
        let months: Vec<Month> =
            (0..whole_months(period)).map(|index| Month::of(add_months(period.start(), index))).collect();
        let offers = offers.iter().map(|&(id, terms)| OfferReplay { id, paid: Paid::of(terms, &book, &months) });
        let won = gathered.referrals.iter().filter(|referral| Referral::is_won(referral)).count();
        Ok(Some(Replay {
            period,
            total_revenue: Money::total(revenue.values().copied())?,
            total_pass_through: Money::total(pass_through.values().copied())?,
            revenue: laid_out(&months, &revenue),
            pass_through: laid_out(&months, &pass_through),
            introductions: u32::try_from(book.introductions()).unwrap_or(u32::MAX),
            projects: u32::try_from(won).unwrap_or(u32::MAX),
            offers: offers.collect(),
            months,
        }))
    }

    /// A payout ÷ revenue without costs passed on, when there is such revenue.
    #[must_use]
    pub fn share(&self, payout: Money) -> Option<f64> {
        let net = self.total_revenue.minus(self.total_pass_through).ok()?;
        // The bound of money is the bound of exact f64 integers.
        (net > Money::ZERO).then(|| payout.minor() as f64 / net.minor() as f64)
    }
}

impl Paid {
    fn of(terms: &Terms, book: &Book, months: &[Month]) -> Result<Paid, OutOfRange> {
        let payout = terms.payout(book)?;
        let mut projects: Vec<u32> = payout
            .accruals
            .iter()
            .filter_map(|accrual| match accrual.cause {
                Cause::Project(project) => Some(project),
                Cause::QualifiedReferral | Cause::RetainerMonth | Cause::Floor => None,
            })
            .collect();
        projects.sort_unstable();
        projects.dedup();
        Ok(Paid {
            by_month: laid_out(months, &payout.by_month()?),
            total: payout.total,
            owed_introductions: payout.owed_introductions,
            projects: u32::try_from(projects.len()).unwrap_or(u32::MAX),
        })
    }
}

fn add(months: &mut BTreeMap<Month, Money>, month: Month, amount: Money) -> Result<(), OutOfRange> {
    let sum = months.entry(month).or_default();
    *sum = sum.plus(amount)?;
    Ok(())
}

/// The amount of every month, nothing where there is none. Payments, retainers and floors all fall into the period.
fn laid_out(months: &[Month], amounts: &BTreeMap<Month, Money>) -> Vec<Money> {
    months.iter().map(|month| amounts.get(month).copied().unwrap_or_default()).collect()
}
