use std::fmt;

use crate::program::{Arm, Chance, Claim, RateRatio, chances_of_best};
use crate::tracking::Trust;
use crate::value::{Name, Quantity};

/// One way of asking for referrals, or of rewarding them, against others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trial {
    name: Name,
    arms: Vec<TrialArm>,
}

/// One of the ways.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TrialArm {
    /// What it is called.
    pub name: Name,
    /// How many people were invited to it.
    pub people: u32,
    /// For how many days it has run.
    pub days: u32,
    /// How many referrals they made.
    pub referrals: u32,
}

/// Why a trial cannot be so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TrialError {
    /// More than [`Trial::MOST_ARMS`].
    TooManyArms,
    /// More people than [`Trial::MOST_PEOPLE`].
    TooManyPeople,
    /// More days than [`Trial::MOST_DAYS`].
    TooManyDays,
    /// More referrals than [`Trial::MOST_REFERRALS`].
    TooManyReferrals,
}

impl fmt::Display for TrialError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            TrialError::TooManyArms => write!(f, "at most {} ways can be compared", Trial::MOST_ARMS),
            TrialError::TooManyPeople => write!(f, "at most {} people can be invited", Trial::MOST_PEOPLE),
            TrialError::TooManyDays => write!(f, "an experiment runs for at most {} days", Trial::MOST_DAYS),
            TrialError::TooManyReferrals => write!(f, "at most {} referrals can be counted", Trial::MOST_REFERRALS),
        }
    }
}

impl std::error::Error for TrialError {}

/// What a trial says.
#[derive(Clone, Debug, PartialEq)]
pub enum TrialVerdict {
    /// Fewer than two ways were tried on anyone.
    NothingToCompare,
    /// Two can be compared.
    Tried(Tried),
}

/// How the ways compare.
#[derive(Clone, Debug, PartialEq)]
pub struct Tried {
    /// How far that can be trusted; too few where any way is [thin](Arm::is_thin).
    pub trust: Trust,
    /// The place of the way that looks best, of equals the first.
    pub best: usize,
    /// The place of the one that is compared with it: the likeliest other to be the best, of equals the first.
    pub other: usize,
    /// The chance of each way to be truly the best, in their order; none for a way tried on nobody.
    pub chances: Vec<Option<Chance>>,
    /// How many times as many referrals the best makes as the other, for each person and day.
    pub ratio: RateRatio,
    /// How many referrals the other and the best need for a true difference of this size to be found 80 times in 100; none
    /// where there is no difference, or the other made none.
    pub needs: Option<[u64; 2]>,
}

impl TrialArm {
    /// A way that was tried on nobody yet.
    fn named(name: &'static str) -> TrialArm {
        TrialArm { name: Name::ours(name), people: 0, days: 90, referrals: 0 }
    }

    /// The arm as it is counted; none where nobody was invited, or for no day.
    #[must_use]
    pub fn counted(&self) -> Option<Arm> {
        Arm::new(self.people, self.days, self.referrals).ok()
    }
}

impl Trial {
    /// The most ways.
    pub const MOST_ARMS: usize = 6;
    /// The most people invited to one.
    pub const MOST_PEOPLE: u32 = 1_000_000;
    /// The most days of one.
    pub const MOST_DAYS: u32 = 3_650;
    /// The most referrals of one.
    pub const MOST_REFERRALS: u32 = 200_000;

    /// A trial of these ways.
    ///
    /// # Errors
    /// [`TrialError`].
    pub fn new(name: Name, arms: Vec<TrialArm>) -> Result<Trial, TrialError> {
        if arms.len() > Self::MOST_ARMS {
            return Err(TrialError::TooManyArms);
        }
        for arm in &arms {
            if arm.people > Self::MOST_PEOPLE {
                return Err(TrialError::TooManyPeople);
            }
            if arm.days > Self::MOST_DAYS {
                return Err(TrialError::TooManyDays);
            }
            if arm.referrals > Self::MOST_REFERRALS {
                return Err(TrialError::TooManyReferrals);
            }
        }
        Ok(Trial { name, arms })
    }

    /// The one that the article that the method comes from tells of: one reward against another, over three months.
    #[must_use]
    pub fn usual() -> Trial {
        let arms = ["Gift card", "Course or conference ticket"].map(TrialArm::named);
        Trial { name: Name::ours("Which reward brings more referrals?"), arms: arms.to_vec() }
    }

    /// The same with one way more.
    ///
    /// # Errors
    /// [`TrialError::TooManyArms`].
    pub fn with_another(&self) -> Result<Trial, TrialError> {
        Trial::new(self.name.clone(), self.arms.iter().cloned().chain([TrialArm::named("Another way")]).collect())
    }

    /// What is tried.
    #[must_use]
    pub fn name(&self) -> &Name {
        &self.name
    }

    /// The ways.
    #[must_use]
    pub fn arms(&self) -> &[TrialArm] {
        &self.arms
    }

    /// What it says so far.
    #[must_use]
    pub fn verdict(&self) -> TrialVerdict {
        let counted: Vec<(usize, Arm)> =
            self.arms.iter().enumerate().filter_map(|(place, arm)| Some((place, arm.counted()?))).collect();
        let arms: Vec<Arm> = counted.iter().map(|(_, arm)| *arm).collect();
        let chances = chances_of_best(&arms);
        let ranked = || counted.iter().zip(&chances);
        let Some((best, chance)) = likeliest(ranked()) else { return TrialVerdict::NothingToCompare };
        let Some((other, _)) = likeliest(ranked().filter(|(one, _)| one.0 != best.0)) else {
            return TrialVerdict::NothingToCompare;
        };
        let ratio = best.1.ratio_to(other.1);
        let mut by_place = vec![None; self.arms.len()];
        for ((place, _), chance) in ranked() {
            if let Some(found) = by_place.get_mut(*place) {
                *found = Some(*chance);
            }
        }
        TrialVerdict::Tried(Tried {
            trust: Trust::of(chance, arms.iter().any(|arm| arm.is_thin())),
            best: best.0,
            other: other.0,
            chances: by_place,
            ratio,
            needs: ratio.ratio.and_then(ratio_of).and_then(|ratio| Claim::Ratio(ratio).needs()),
        })
    }
}

/// The likeliest to be the best, of equals the first.
fn likeliest<'a>(of: impl Iterator<Item = (&'a (usize, Arm), &'a Chance)>) -> Option<((usize, Arm), Chance)> {
    let found = of.reduce(|one, next| if next.1.get() > one.1.get() { next } else { one });
    found.map(|(arm, chance)| (*arm, *chance))
}

/// A ratio to the millionth, to be written; none past the greatest quantity.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
pub(crate) fn ratio_of(ratio: f64) -> Option<Quantity> {
    // The cast stops at the ends of its range.
    Quantity::new((ratio * 1e6).round() as u64).ok()
}
