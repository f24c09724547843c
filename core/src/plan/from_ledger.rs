use chrono::NaiveDate;

use super::next::count;
use super::{Trial, TrialArm, TrialError};
use crate::tracking::{Filter, Ledger, Listing, Number, Order, Tracked};
use crate::value::Side;

/// What the ledger says of the ways of a trial.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FromLedger {
    /// Of each way, in their order.
    pub ways: Vec<WayCount>,
    /// How many referrals count for more than one of them.
    pub shared: u32,
}

/// What the ledger says of one way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WayCount {
    /// Over how many days the referrals came.
    pub days: u32,
    /// How many were made to the user.
    pub referrals: u32,
    /// How many of these became work.
    pub won: u32,
}

impl FromLedger {
    /// Counts for each way the referrals to the user that its filter leaves, as far as they were introduced by today. Its
    /// days go from the first day of its filter to the last, or else to today. Ways whose filters name no first day all
    /// begin with the first referral of any of them, so that none is favoured for having begun late.
    #[must_use]
    pub fn of<'a>(ledger: &Ledger, filters: impl IntoIterator<Item = &'a Filter>, today: NaiveDate) -> FromLedger {
        let made = |filter: &Filter| {
            let until = filter.until.map_or(today, |day| day.min(today));
            let filter = Filter { made_by: Some(Side::Them), until: Some(until), ..filter.clone() };
            (filter.from, until, Listing::of(ledger, filter, Order::default()))
        };
        let listed: Vec<_> = filters.into_iter().map(made).collect();
        let first = |listing: &Listing| {
            // The newest come first.
            listing.numbers().last().and_then(|number| ledger.referral(*number)).map(Tracked::introduced)
        };
        let unbounded = listed.iter().filter(|(from, ..)| from.is_none());
        let earliest = unbounded.filter_map(|(.., listing)| first(listing)).min();
        let way = |(from, until, listing): &(Option<NaiveDate>, NaiveDate, Listing)| {
            let days = from.or(earliest).map_or(0, |from| (*until - from).num_days() + 1);
            let [_, _, won, _] = listing.found().stages(Side::Them);
            let (days, referrals) = (u32::try_from(days).unwrap_or(0), count(listing.numbers().len()));
            WayCount { days, referrals, won: count(won) }
        };
        let mut all: Vec<Number> = listed.iter().flat_map(|(.., listing)| listing.numbers()).copied().collect();
        all.sort();
        let shared = count(all.chunk_by(|one, other| one == other).filter(|same| same.len() > 1).count());
        FromLedger { ways: listed.iter().map(way).collect(), shared }
    }
}

impl Trial {
    /// The same with the days and referrals of its ways as the ledger has them. How many were invited, no ledger knows; nor
    /// for how many days, where nothing was referred and no first day is said.
    ///
    /// # Errors
    /// [`TrialError`].
    pub fn counted(&self, found: &FromLedger) -> Result<Trial, TrialError> {
        let mut arms = self.arms().to_vec();
        for (arm, way) in arms.iter_mut().zip(&found.ways) {
            let days = if way.days > 0 { way.days } else { arm.days };
            *arm = TrialArm { days, referrals: way.referrals, ..arm.clone() };
        }
        Trial::new(self.name().clone(), arms)
    }
}
