use std::fmt;

use chrono::NaiveDate;

use crate::tracking::{Stage, Tracked};
use crate::value::{Currency, DateError, Money, Name, OutOfRange, check_date};

/// What is given for referrals: which day earns a reward, how soon it is given, and what it is by the value of the work.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rewards {
    from: NaiveDate,
    trigger: Trigger,
    give_within: u16,
    tiers: Vec<RewardTier>,
}

/// What earns a reward.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Trigger {
    /// The introduction itself.
    Introduced,
    /// That it counts as a real prospect.
    Qualified,
    /// That it became work.
    #[default]
    Won,
    /// That the client paid something.
    Paid,
}

/// A reward, and from which value of the work on it is given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RewardTier {
    /// For work of this value or more, up to the next tier.
    pub from: Money,
    /// What is given.
    pub reward: Name,
    /// What it costs the user, if they said so.
    pub cost: Option<Money>,
}

/// Why rewards cannot be so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RewardsError {
    /// No tier at all.
    NoTier,
    /// More than [`Rewards::MOST_TIERS`].
    TooManyTiers,
    /// The first tier does not begin at nothing.
    FirstTier,
    /// A tier does not begin above the one before it.
    Order,
    /// A cost below zero.
    NegativeCost,
    /// Given after more than [`Rewards::LATEST`] days.
    GiveWithin,
    /// A day outside the calendar.
    Day(DateError),
}

impl fmt::Display for RewardsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            RewardsError::NoTier => f.write_str("rewards need at least one tier"),
            RewardsError::TooManyTiers => write!(f, "there are at most {} tiers", Rewards::MOST_TIERS),
            RewardsError::FirstTier => f.write_str("the first tier begins at 0, so that no work is left out"),
            RewardsError::Order => f.write_str("each tier begins above the one before it"),
            RewardsError::NegativeCost => f.write_str("a reward cannot cost less than nothing"),
            RewardsError::GiveWithin => write!(f, "a reward is given within {} days at most", Rewards::LATEST),
            RewardsError::Day(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for RewardsError {}

impl Trigger {
    /// Every trigger, in the order in which they happen.
    pub const ALL: [Trigger; 4] = [Trigger::Introduced, Trigger::Qualified, Trigger::Won, Trigger::Paid];

    /// The day on which a referral earned its reward, if it has. What was called off after it was won is not won; that it
    /// was introduced, qualified or paid stands.
    #[must_use]
    pub fn day(self, tracked: &Tracked) -> Option<NaiveDate> {
        match self {
            Trigger::Introduced => Some(tracked.introduced()),
            Trigger::Qualified => tracked.qualified(),
            Trigger::Won => tracked.won().filter(|_| tracked.stage() == Stage::Won),
            Trigger::Paid => {
                let payments = tracked.bills().iter().flat_map(|bill| bill.payments());
                payments.filter(|payment| payment.kept() > Money::ZERO).map(|payment| payment.date()).min()
            }
        }
    }
}

impl Rewards {
    /// The most tiers.
    pub const MOST_TIERS: usize = 10;
    /// Within so many days a reward is given. A default of ours.
    pub const GIVE_WITHIN: u16 = 30;
    /// The most days within which a reward is given.
    pub const LATEST: u16 = 365;

    /// Rewards for what happens from a day on, given within so many days, by value of the work.
    ///
    /// # Errors
    /// [`RewardsError`].
    pub fn new(
        from: NaiveDate,
        trigger: Trigger,
        give_within: u16,
        tiers: Vec<RewardTier>,
    ) -> Result<Rewards, RewardsError> {
        check_date(from).map_err(RewardsError::Day)?;
        let first = tiers.first().ok_or(RewardsError::NoTier)?;
        if tiers.len() > Self::MOST_TIERS {
            return Err(RewardsError::TooManyTiers);
        }
        if first.from != Money::ZERO {
            return Err(RewardsError::FirstTier);
        }
        if !tiers.is_sorted_by(|one, next| one.from < next.from) {
            return Err(RewardsError::Order);
        }
        if tiers.iter().any(|tier| tier.cost.is_some_and(Money::is_negative)) {
            return Err(RewardsError::NegativeCost);
        }
        if give_within > Self::LATEST {
            return Err(RewardsError::GiveWithin);
        }
        Ok(Rewards { from, trigger, give_within, tiers })
    }

    /// The usual rewards: below 5,000 a gift card, from 5,000 on a course or a conference, once it became work.
    ///
    /// Source: the tiers of the article that the method comes from, its dollars as a
    /// [round amount](Currency::round_amount).
    ///
    /// # Errors
    /// [`OutOfRange`]: for no currency there is.
    pub fn usual(from: NaiveDate, currency: Currency) -> Result<Rewards, OutOfRange> {
        let tier = |from, reward| RewardTier { from, reward: Name::ours(reward), cost: None };
        let tiers = vec![
            tier(Money::ZERO, "A gift card"),
            tier(currency.round_amount(5_000)?, "A course or a conference ticket"),
        ];
        Ok(Rewards { from, trigger: Trigger::default(), give_within: Self::GIVE_WITHIN, tiers })
    }

    /// What was earned before this day is not counted.
    #[must_use]
    pub fn from(&self) -> NaiveDate {
        self.from
    }

    /// What earns a reward.
    #[must_use]
    pub fn trigger(&self) -> Trigger {
        self.trigger
    }

    /// Within how many days a reward is given.
    #[must_use]
    pub fn give_within(&self) -> u16 {
        self.give_within
    }

    /// The tiers, from nothing upwards.
    #[must_use]
    pub fn tiers(&self) -> &[RewardTier] {
        &self.tiers
    }

    /// What is given for work of a value; none where the value is not known.
    #[must_use]
    pub fn tier(&self, worth: Option<Money>) -> Option<&RewardTier> {
        let worth = worth?;
        self.tiers.iter().rev().find(|tier| tier.from <= worth)
    }
}
