//! What any number of terms pay for a simulated year, month by month.
//!
//! A payout is a function of running totals, so what it moves in a span is the difference of two of them. What each pays
//! is that of [`Terms::payout`](super::Terms::payout) for the same year laid out, to the minor unit; here nothing is laid
//! out, sums that several terms need are added up once, and nothing is allocated from year to year.

mod share;

use share::{Accrued, Eligible, ShareGauge};

use super::whole::Whole;
use super::{Base, FeeDue, Payer, Percentage, Retainer, Terms};
use crate::ledger::{Flow, SPANS, span};
use crate::value::{Money, OutOfRange, Rate, round_half_away};

/// The most that a year can hold, so that terms know beforehand whether its payout stays in range.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Largest {
    /// Introductions in a year.
    pub(crate) introductions: u32,
    /// What all projects of a year pay in all.
    pub(crate) revenue: Money,
}

/// Terms made ready to be read off one year after another.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Gauges {
    /// What counts for shares that depend on nothing else, added up once for all that count the same.
    eligible: Vec<Eligible>,
    gauges: Vec<Gauge>,
}

/// A payout: what accrues in each of the twelve months of the year, and after it, in minor units.
pub(crate) type ByMonth = [i64; 13];

/// One of the terms, in numbers as narrow as its largest payout allows.
#[derive(Clone, Debug, PartialEq)]
enum Gauge {
    Fee { amount: i64, due: FeeDue },
    Narrow(Exact<i64>),
    Wide(Exact<i128>),
}

/// Terms whose exact payout is counted in parts of a minor unit.
#[derive(Clone, Debug, PartialEq)]
struct Exact<I> {
    /// How many parts make a minor unit.
    scale: I,
    /// What each month is paid, by the introductions that came in it; the last is for as many or more. Empty without a
    /// retainer.
    monthly: Vec<I>,
    share: Option<ShareGauge<I>>,
    /// By what a share is multiplied to be in these parts.
    factor: I,
    /// The least for the first agreement year, at its end.
    floor: Option<I>,
    /// The most for each agreement year.
    cap: Option<I>,
}

impl Gauges {
    /// Terms for years that hold no more than `largest`, and the most that each of them can move.
    ///
    /// # Errors
    /// [`OutOfRange`] when a payout could leave the bound of [`Money`].
    pub(crate) fn new<'a>(
        terms: impl IntoIterator<Item = &'a Terms>,
        largest: Largest,
    ) -> Result<(Gauges, Vec<Money>), OutOfRange> {
        let mut eligible = Vec::new();
        let mut most = Vec::new();
        let gauges = terms.into_iter().map(|terms| {
            most.push(terms.most(largest)?);
            Gauge::new(terms, largest, &mut eligible)
        });
        let gauges = gauges.collect::<Result<_, _>>()?;
        Ok((Gauges { eligible, gauges }, most))
    }

    /// What each of the terms pays for the year, in the order in which they were given.
    pub(crate) fn read(&mut self, flow: &Flow) -> impl Iterator<Item = ByMonth> {
        for eligible in &mut self.eligible {
            eligible.add_up(flow);
        }
        let eligible = &self.eligible;
        self.gauges.iter_mut().map(move |gauge| match gauge {
            Gauge::Fee { amount, due } => fees(*amount, *due, flow),
            Gauge::Narrow(exact) => exact.read(flow, eligible),
            Gauge::Wide(exact) => exact.read(flow, eligible),
        })
    }
}

impl Terms {
    /// The most that a year of `largest` can move, in either direction.
    fn most(&self, largest: Largest) -> Result<Money, OutOfRange> {
        let retained = |retainer: &Retainer| {
            let back = if let Payer::Mutual { back } = retainer.payer() { back } else { Money::ZERO };
            retainer.amount().max(back).wide() * 12
        };
        let most = match self {
            Terms::FixedFee(fee) => fee.amount().wide() * i128::from(largest.introductions),
            Terms::Retainer(retainer) => retained(retainer),
            Terms::Percentage(_) => largest.revenue.wide(),
            Terms::Hybrid(hybrid) => {
                let floor = hybrid.floor().unwrap_or_default();
                retained(hybrid.retainer()) + largest.revenue.wide() + floor.wide()
            }
        };
        Money::rounded(most, 1)
    }
}

impl Gauge {
    fn new(terms: &Terms, largest: Largest, eligible: &mut Vec<Eligible>) -> Result<Gauge, OutOfRange> {
        let scale = match terms {
            Terms::FixedFee(fee) => return Ok(Gauge::Fee { amount: fee.amount().minor(), due: fee.due() }),
            Terms::Retainer(retainer) => retainer.scale(),
            Terms::Percentage(_) => Rate::SCALE,
            Terms::Hybrid(hybrid) => hybrid.scale(),
        };
        // A tier may lie above every volume: differences of both stay within twice the bound of money.
        let widest = terms.most(largest)?.wide().max(largest.revenue.wide()) * scale;
        Ok(if widest < i128::from(i64::MAX) / 4 {
            Gauge::Narrow(Exact::new(terms, scale, eligible)?)
        } else {
            Gauge::Wide(Exact::new(terms, scale, eligible)?)
        })
    }
}

impl<I: Whole> Exact<I> {
    fn new(terms: &Terms, scale: i128, eligible: &mut Vec<Eligible>) -> Result<Exact<I>, OutOfRange> {
        let (retainer, percentage, floor, cap) = match terms {
            Terms::FixedFee(_) => (None, None, None, None),
            Terms::Retainer(retainer) => (Some(retainer), None, None, None),
            Terms::Percentage(percentage) => (None, Some(percentage), None, None),
            Terms::Hybrid(hybrid) => (Some(hybrid.retainer()), Some(hybrid.percentage()), hybrid.floor(), hybrid.cap()),
        };
        let parts = |amount: Money| I::held(amount.wide() * scale);
        let wanted = |retainer: &Retainer| retainer.minimum().map_or(0, |minimum| u32::from(minimum.a_month()));
        let monthly = retainer.map_or(Ok(Vec::new()), |retainer| {
            let each = scale / retainer.scale();
            (0..=wanted(retainer)).map(|came| Ok(I::held(retainer.month(came)? * each))).collect()
        })?;
        Ok(Exact {
            scale: I::held(scale),
            monthly,
            share: percentage.map(|percentage| ShareGauge::new(percentage, eligible)),
            factor: I::held(scale / Rate::SCALE),
            floor: floor.map(parts),
            cap: cap.map(parts),
        })
    }

    fn read(&mut self, flow: &Flow, eligible: &[Eligible]) -> ByMonth {
        let mut accrued = match &mut self.share {
            Some(share) => share.read(flow, eligible),
            None => Accrued::default(),
        };
        if !self.monthly.is_empty() || self.cap.is_some() || self.floor.is_some() {
            self.clamp(flow, &mut accrued);
        }
        let mut payout = [0; 13];
        let (mut exact, mut rounded) = (I::zero(), 0);
        let later = accrued.later.iter().fold(I::zero(), |sum, &year| sum + year);
        let end = accrued.months.last().map_or(later, |&year| year + later);
        for (total, month) in accrued.months.into_iter().chain([end]).zip(&mut payout) {
            if total != exact {
                // The largest payout is in range, so this is.
                let after = round_half_away(total, self.scale).to_i64().unwrap_or(0);
                *month = after - rounded;
                (exact, rounded) = (total, after);
            }
        }
        payout
    }

    /// Adds the retainer and holds each agreement year between floor and cap.
    fn clamp(&self, flow: &Flow, accrued: &mut Accrued<I>) {
        let held = |total: I| self.cap.map_or(total, |cap| total.min(cap));
        let mut retained = I::zero();
        for (month, (total, &came)) in accrued.months.iter_mut().zip(flow.introductions()).enumerate() {
            let place = usize::try_from(came).unwrap_or(usize::MAX).min(self.monthly.len().saturating_sub(1));
            retained += self.monthly.get(place).copied().unwrap_or_else(I::zero);
            let mut sum = retained + *total * self.factor;
            if month == 11 {
                sum = self.floor.map_or(sum, |floor| sum.max(floor));
            }
            *total = held(sum);
        }
        for total in &mut accrued.later {
            *total = held(*total * self.factor);
        }
    }
}

/// What fees come to: each in the month in which its running total first exceeds the threshold.
fn fees(amount: i64, due: FeeDue, flow: &Flow) -> ByMonth {
    let mut payout = [0; 13];
    match due {
        FeeDue::QualifiedReferral => {
            for (month, &came) in payout.iter_mut().zip(flow.introductions()) {
                *month = amount * i64::from(came);
            }
        }
        FeeDue::WonProject { over } => {
            let over = over.minor();
            for (start, paid) in flow.courses(Base::Gross) {
                if paid.last().is_none_or(|&paid| paid <= over) {
                    continue;
                }
                let months = paid.iter().take_while(|&&paid| paid <= over).count();
                let place = span((start + months).saturating_sub(1)).min(12);
                if let Some(month) = payout.get_mut(place) {
                    *month += amount;
                }
            }
        }
    }
    payout
}

#[cfg(test)]
mod tests;
