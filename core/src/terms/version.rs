use chrono::NaiveDate;

use super::{Payout, Terms};
use crate::ledger::Referral;
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
#[derive(Clone, Debug, Default, PartialEq, Eq)]
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

    /// The versions, in the order of their first days.
    #[must_use]
    pub fn versions(&self) -> &[Version] {
        &self.0
    }

    /// What each version pays for the referrals made under it, up to `end`: a version's retainer runs until the next
    /// version begins, its share for as long as its referrals' work is paid.
    ///
    /// # Errors
    /// [`OutOfRange`] when a running total leaves the bound of money.
    pub fn payouts(&self, referrals: &[Referral], end: NaiveDate) -> Result<Vec<Payout>, OutOfRange> {
        let paid = |(terms, period, made): (&Terms, Option<Period>, Vec<&Referral>)| {
            period.map_or(Ok(Payout::NONE), |period| terms.payout(&terms.book(period, made)))
        };
        self.parts(referrals.iter(), end).map(paid).collect()
    }

    /// Each version with its period up to `end`, which there is none of before it began, and the referrals made under it.
    pub(crate) fn parts<'a>(
        &'a self,
        referrals: impl Iterator<Item = &'a Referral> + Clone,
        end: NaiveDate,
    ) -> impl Iterator<Item = (&'a Terms, Option<Period>, Vec<&'a Referral>)> {
        let nexts = self.0.iter().skip(1).map(|next| Some(next.from)).chain([None]);
        self.0.iter().zip(nexts).map(move |(version, next)| {
            let until = next.map_or(end, |next| next.min(end)).max(version.from);
            let is_made = |referral: &&Referral| {
                referral.introduced() >= version.from && next.is_none_or(|next| referral.introduced() < next)
            };
            let period = Period::new(version.from, until).ok();
            (&version.terms, period, referrals.clone().filter(is_made).collect())
        })
    }
}
