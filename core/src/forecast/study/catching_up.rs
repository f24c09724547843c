use super::{Study, Wanted};
use crate::forecast::{Assumptions, Forecast, Offer, Premises};
use crate::value::{Id, Money, Quantity, Side};

/// How many more introductions each offer would have to bring for the receiver to gain as much in an average year as under
/// the offer that costs them least. They become work as often as those that are expected, and vary as much in proportion.
#[derive(Clone, Debug, PartialEq)]
pub struct CatchingUp {
    assumptions: Assumptions,
    receiver: Side,
    years: u32,
    /// What the receiver gains in all years under the cheapest offer.
    goal: i128,
    arms: Vec<Arm>,
    taken: usize,
}

/// One offer, and what is known of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Arm {
    offer: Offer,
    /// By how much its receiver is worse off than under the cheapest, in an average year.
    behind: Money,
    /// So many more are known not to be enough.
    failed: u32,
    /// So many more are known to be.
    passed: Option<u32>,
    /// So many more are the most that are tried.
    most: u32,
}

/// How many more introductions in a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extra {
    /// So many; 0 for the offer that costs least.
    Introductions(u32),
    /// Not even with so many.
    NotWith(u32),
    /// Not yet known.
    Open,
}

impl CatchingUp {
    /// So many times the usual number of introductions are the most that are tried.
    const MOST: u32 = 4;

    /// Of the offers of `forecast`, which rests on the same assumptions.
    #[must_use]
    pub fn new(assumptions: &Assumptions, offers: &[Offer], forecast: &Forecast) -> CatchingUp {
        let receiver = assumptions.direction.receiver();
        let gain = |id| forecast.offer(id).map(|outlook| outlook.gain.of(receiver).gain);
        let goal = offers.iter().filter_map(|offer| gain(offer.id)).map(|gain| gain.sum).max().unwrap_or(0);
        let usual = assumptions.introductions.range.likely();
        let most = u32::try_from(usual.millionths().div_ceil(1_000_000)).unwrap_or(u32::MAX);
        let arms = offers.iter().filter_map(|offer| {
            let gain = gain(offer.id)?;
            let is_possible = |most: &u32| premises(assumptions, std::slice::from_ref(offer), *most).is_some();
            // Larger numbers leave the bound of money first.
            let halved = |most: &u32| (*most > 0).then_some(*most / 2);
            let most = std::iter::successors(Some(most.saturating_mul(Self::MOST - 1)), halved).find(is_possible)?;
            let behind = Money::rounded(goal - gain.sum, gain.years.max(1).into()).ok()?;
            Some(Arm { offer: offer.clone(), behind, failed: 0, passed: (gain.sum == goal).then_some(0), most })
        });
        CatchingUp {
            assumptions: assumptions.clone(),
            receiver,
            years: forecast.years,
            goal,
            arms: arms.collect(),
            taken: 0,
        }
    }

    /// The offers, in the order given.
    #[must_use]
    pub fn arms(&self) -> &[Arm] {
        &self.arms
    }

    /// The number to try next: it is doubled until it is enough, then halved towards the smallest.
    fn next_number(&self) -> Option<u32> {
        self.arms.iter().find_map(Arm::next_number)
    }

    /// The arms of which something is learnt by trying a number.
    fn learning(&self, number: u32) -> impl Iterator<Item = &Arm> {
        self.arms.iter().filter(move |arm| arm.learns(number))
    }
}

impl Study for CatchingUp {
    fn next(&self) -> Option<Wanted> {
        let number = self.next_number()?;
        let offers: Vec<Offer> = self.learning(number).map(|arm| arm.offer.clone()).collect();
        Some(Wanted { premises: premises(&self.assumptions, &offers, number)?, years: self.years })
    }

    fn take(&mut self, forecast: &Forecast) {
        let Some(number) = self.next_number() else { return };
        self.taken += 1;
        for arm in self.arms.iter_mut().filter(|arm| arm.learns(number)) {
            let gain = forecast.offer(arm.id()).map(|outlook| outlook.gain.of(self.receiver).gain.sum);
            if gain >= Some(self.goal) {
                arm.passed = Some(number);
            } else {
                arm.failed = number;
            }
        }
    }

    fn progress(&self) -> (usize, usize) {
        let left = self.arms.iter().map(Arm::left).max().unwrap_or(0);
        (self.taken, self.taken + left)
    }
}

impl Arm {
    /// The offer.
    #[must_use]
    pub fn id(&self) -> Id {
        self.offer.id
    }

    /// By how much its receiver is worse off than under the cheapest, in an average year.
    #[must_use]
    pub fn behind(&self) -> Money {
        self.behind
    }

    /// How many more introductions it takes.
    #[must_use]
    pub fn extra(&self) -> Extra {
        match self.passed {
            _ if self.next_number().is_some() => Extra::Open,
            Some(number) => Extra::Introductions(number),
            None => Extra::NotWith(self.most),
        }
    }

    fn next_number(&self) -> Option<u32> {
        match self.passed {
            Some(passed) => (passed > self.failed + 1).then(|| self.failed.midpoint(passed)),
            None => (self.failed < self.most).then(|| (self.failed * 2).clamp(1, self.most)),
        }
    }

    fn learns(&self, number: u32) -> bool {
        self.failed < number && number <= self.most && self.passed.is_none_or(|passed| number < passed)
    }

    /// About how many tries are left: every one halves what is open, or doubles what is tried.
    fn left(&self) -> usize {
        let open = match self.passed {
            Some(passed) => passed.saturating_sub(self.failed + 1),
            None => self.most - self.failed,
        };
        open.checked_ilog2().map_or(0, |halvings| halvings as usize + 1)
    }
}

/// The premises of so many more introductions.
fn premises(assumptions: &Assumptions, offers: &[Offer], more: u32) -> Option<Premises> {
    let usual = assumptions.introductions.range.likely();
    let usual = Quantity::new(usual.millionths() + Quantity::whole(more).millionths()).ok()?;
    Premises::of(&assumptions.with_introductions(usual), offers).ok()
}
