//! Questions that take several forecasts to answer: a [`Study`] says which it needs next, and takes it. Where forecasts are
//! made is none of its business.

mod catching_up;
mod equal_pay;
mod map;
mod sensitivity;

pub use catching_up::{Arm, CatchingUp, Extra};
pub use equal_pay::EqualPay;
pub use map::{Cell, Map};
pub use sensitivity::{Moved, Sensitivity};

use super::{Assumptions, Forecast, Offer, Premises, Simulation, Verdict, verdict_on_years};
use crate::value::{Id, Money, Side, Sides};

/// A question that takes several forecasts to answer.
pub trait Study {
    /// The forecast that is needed next; nothing once the answer is known.
    fn next(&self) -> Option<Wanted>;

    /// Takes the forecast that was needed next.
    fn take(&mut self, forecast: &Forecast);

    /// How many forecasts were taken, and about how many it takes.
    fn progress(&self) -> (usize, usize);

    /// The study with every forecast that it needs.
    #[must_use]
    fn finished(mut self) -> Self
    where
        Self: Sized,
    {
        while let Some(wanted) = self.next() {
            self.take(&wanted.forecast());
        }
        self
    }
}

/// A forecast that is needed: years from the seed of the forecast that is shown.
#[derive(Clone, Debug, PartialEq)]
pub struct Wanted {
    /// What it rests on.
    pub premises: Premises,
    /// How many years.
    pub years: u32,
}

impl Wanted {
    /// The forecast, made here and now.
    #[must_use]
    pub fn forecast(&self) -> Forecast {
        let mut simulation = Simulation::from(&self.premises, Simulation::SEED);
        simulation.advance(self.years);
        simulation.forecast()
    }
}

/// What some assumptions would come to.
#[derive(Clone, Debug, PartialEq)]
pub struct Outcome {
    /// The verdict; where none works, without looking for what would help.
    pub verdict: Verdict,
    /// What each side gains under each offer in an average year, in the order of the offers.
    pub gains: Vec<(Id, Sides<Money>)>,
}

impl Outcome {
    fn new(assumptions: &Assumptions, forecast: &Forecast, offers: &[Offer]) -> Outcome {
        let (verdict, _) = verdict_on_years(assumptions, forecast, offers, None);
        let gains = forecast.offers.iter().filter_map(|outlook| {
            let gain = |side| outlook.gain.of(side).gain.mean_money();
            Some((outlook.id?, Sides { you: gain(Side::You), them: gain(Side::Them) }))
        });
        Outcome { verdict, gains: gains.collect() }
    }

    /// The offer under which a side gains most, the first by id among equals; nothing where no deal leaves it no worse off.
    #[must_use]
    pub fn best(&self, side: Side) -> Option<Id> {
        let gains = self.gains.iter().map(|(id, gain)| (*gain.of(side), *id));
        let (gain, id) =
            gains.reduce(|best, other| if (other.0, best.1) > (best.0, other.1) { other } else { best })?;
        (gain > Money::ZERO).then_some(id)
    }
}

#[cfg(test)]
mod tests;
