use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};

use super::{Plan, Rewards};
use crate::tracking::{Ledger, Number, Reward, Tracked};
use crate::value::{Id, Money, Side};

/// A reward that was not given yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RewardOwed {
    /// For which referral.
    pub number: Number,
    /// To whom; nobody where the referral names none.
    pub contact: Option<Id>,
    /// How pressing it is.
    pub owing: Owing,
    /// Since when it is earned or due.
    pub since: NaiveDate,
    /// The last day on which it is in time.
    pub until: NaiveDate,
    /// What the work is worth, if that is known.
    pub worth: Option<Money>,
}

/// How pressing a reward is, the most pressing first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Owing {
    /// Its last day has passed.
    Overdue,
    /// It is due, or was earned by the rules of the plan.
    Due,
}

impl Plan {
    /// The rewards that were not given, the longest overdue first: those that the ledger says are due, and those that were
    /// earned by the plan's rules. By these, referrals to the user by a contact earn one, from the first day of the rewards
    /// on; not those by a contact who earns by terms for them, nor those the user excused.
    #[must_use]
    pub fn rewards_owed(&self, ledger: &Ledger, today: NaiveDate) -> Vec<RewardOwed> {
        let first_terms = ledger.contacts().iter().filter_map(|contact| {
            let versions = contact.earns(Side::Them).versions();
            Some((contact.id(), versions.first()?.from))
        });
        let first_terms: BTreeMap<Id, NaiveDate> = first_terms.collect();
        let within = self.rewards.as_ref().map_or(Rewards::GIVE_WITHIN, Rewards::give_within);
        let owed = |tracked: &Tracked| {
            let since = match tracked.reward() {
                Reward::Due(due) => due,
                Reward::Paid { .. } => return None,
                Reward::None => self.earned(tracked, &first_terms)?,
            };
            let until = since.checked_add_days(Days::new(within.into()))?;
            let owing = if until < today { Owing::Overdue } else { Owing::Due };
            // What becomes due later is not owed yet.
            (since <= today).then(|| RewardOwed {
                number: tracked.number(),
                contact: tracked.contact(),
                owing,
                since,
                until,
                worth: tracked.worth(),
            })
        };
        let mut all: Vec<RewardOwed> = ledger.referrals().iter().filter_map(owed).collect();
        all.sort_by_key(|one| (one.owing, one.until, one.number));
        all
    }

    /// Since when a referral has earned a reward by the rules; who earns by terms has since the first of them.
    fn earned(&self, tracked: &Tracked, first_terms: &BTreeMap<Id, NaiveDate>) -> Option<NaiveDate> {
        let rewards = self.rewards.as_ref()?;
        let contact = tracked.contact().filter(|_| tracked.made_by() == Side::Them)?;
        let day = rewards.trigger().day(tracked).filter(|day| *day >= rewards.from())?;
        let is_paid_by_terms = first_terms.get(&contact).is_some_and(|first| tracked.introduced() >= *first);
        (!is_paid_by_terms && !self.excuses(tracked.number())).then_some(day)
    }
}
