use chrono::NaiveDate;

use super::{Payout, Terms};
use crate::ledger::{Book, Referral};
use crate::value::{DateError, OutOfRange, Period};

/// Terms from the day on which they came into force.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version {
    /// The first day.
    pub from: NaiveDate,
    /// The terms.
    pub terms: Terms,
}

/// The terms of a partnership over time. A referral keeps the terms in force on its date, so that editing today's terms
/// never rewrites yesterday's payouts; a referral from before the first version has none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InForce(Vec<Version>);

impl InForce {
    /// These versions, in the order of their first days.
    ///
    /// # Errors
    /// [`DateError::EndBeforeStart`] when a version does not begin after the one before it.
    pub fn new(versions: Vec<Version>) -> Result<InForce, DateError> {
        if versions.windows(2).all(|pair| matches!(pair, [a, b] if a.from < b.from)) {
            Ok(InForce(versions))
        } else {
            Err(DateError::EndBeforeStart)
        }
    }

    /// What each version pays for the referrals made under it, up to `end`: a version's retainer runs until the next
    /// version begins, its share for as long as its referrals' work is paid.
    ///
    /// # Errors
    /// [`OutOfRange`] when a running total leaves the bound of money.
    pub fn payouts(&self, referrals: &[Referral], end: NaiveDate) -> Result<Vec<Payout>, OutOfRange> {
        let ends = self.0.iter().skip(1).map(|next| next.from.min(end)).chain([end]);
        self.0
            .iter()
            .zip(ends)
            .map(|(version, end)| {
                let end = end.max(version.from);
                let Ok(period) = Period::new(version.from, end) else { return Ok(Payout::NONE) };
                let next = self.0.iter().map(|other| other.from).find(|&from| from > version.from);
                let made = referrals.iter().filter(|referral| {
                    referral.introduced() >= version.from && next.is_none_or(|next| referral.introduced() < next)
                });
                version.terms.payout(&Book::new(period, made))
            })
            .collect()
    }
}
