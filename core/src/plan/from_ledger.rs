use chrono::NaiveDate;

use super::next::count;
use super::{Trial, TrialArm, TrialError};
use crate::tracking::{Filter, Ledger, Number, Order, Stage, Tracked};
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
    /// days go from the first day of the filter, or else from the first introduction, to its last day, or else to today.
    #[must_use]
    pub fn of<'a>(ledger: &Ledger, filters: impl IntoIterator<Item = &'a Filter>, today: NaiveDate) -> FromLedger {
        let mut all: Vec<Number> = Vec::new();
        let tracked = |number: &Number| ledger.referral(*number);
        let way = |filter: &Filter| {
            let until = filter.until.map_or(today, |day| day.min(today));
            let filter = Filter { made_by: Some(Side::Them), until: Some(until), ..filter.clone() };
            // The newest come first.
            let numbers = ledger.numbers(&filter, Order::default());
            let first = || numbers.last().and_then(tracked).map(Tracked::introduced);
            let days = filter.from.or_else(first).map_or(0, |from| (until - from).num_days() + 1);
            let won = numbers.iter().filter_map(tracked).filter(|tracked| tracked.stage() == Stage::Won).count();
            let days = u32::try_from(days).unwrap_or(0);
            let way = WayCount { days, referrals: count(numbers.len()), won: count(won) };
            all.extend(numbers);
            way
        };
        let ways = filters.into_iter().map(way).collect();
        all.sort();
        let shared = count(all.chunk_by(|one, other| one == other).filter(|same| same.len() > 1).count());
        FromLedger { ways, shared }
    }
}

impl Trial {
    /// The same with the days and referrals of its ways as the ledger has them. How many were invited, no ledger knows.
    ///
    /// # Errors
    /// [`TrialError`].
    pub fn counted(&self, found: &FromLedger) -> Result<Trial, TrialError> {
        let mut arms = self.arms().to_vec();
        for (arm, way) in arms.iter_mut().zip(&found.ways) {
            *arm = TrialArm { days: way.days, referrals: way.referrals, ..arm.clone() };
        }
        Trial::new(self.name().clone(), arms)
    }
}
