//! Years drawn from the ranges of the assumptions, all offers on the same ones.

mod csv;
mod outlook;
mod premises;
mod summary;
mod years;

pub(crate) use outlook::Figures;
pub use outlook::{Beats, Forecast, Outlook, Volume};
pub use premises::{Premises, Ranges};
pub use summary::{Gain, Quantiles, Summary};
use years::{Year, Years};

use super::{Assumptions, Offer};
use crate::ledger::Flow;
use crate::terms::Gauges;
use crate::value::{OutOfRange, Side, Sides};

/// Simulated years, as many as were asked for so far. In slices they are what they are drawn at once, to the byte,
/// natively and in WebAssembly.
///
/// A year draws its introductions, the share of them that becomes work, the margin and the share of clients that would
/// have come anyway; then introductions month by month, whether each becomes a project, and of each project what it is
/// worth, over how many months it is billed and which share is costs passed on. Twelve months of introductions, each
/// project followed to its end.
pub struct Simulation {
    premises: Premises,
    seed: u64,
    years: Years,
    gauges: Gauges,
    /// The year under way; kept so that a year allocates nothing.
    flow: Flow,
    drawn: Vec<Year>,
    columns: Vec<Columns>,
    /// Of the offers that are summed up so far.
    summed: Vec<Figures>,
}

/// What one offer comes to, year by year, in minor units.
#[derive(Clone, Debug, Default)]
struct Columns {
    payouts: Vec<i64>,
    months: Vec<[i64; 12]>,
    gains: Sides<Vec<i64>>,
}

impl Simulation {
    /// The seed of the forecast that is shown.
    pub const SEED: u64 = 1;
    /// How many years make the forecast that is shown.
    pub const USUAL: u32 = 10_000;

    /// Ready to draw years from these ranges, for these offers.
    ///
    /// # Errors
    /// [`OutOfRange`] when a year could leave the bound of money, or is longer or fuller than any that is compared.
    pub fn new(assumptions: &Assumptions, offers: &[Offer], seed: u64) -> Result<Simulation, OutOfRange> {
        Premises::of(assumptions, offers).map(|premises| Simulation::from(&premises, seed))
    }

    /// Ready to draw years that rest on these premises.
    #[must_use]
    pub fn from(premises: &Premises, seed: u64) -> Simulation {
        Simulation {
            premises: premises.clone(),
            seed,
            years: Years::new(premises.ranges(), seed),
            gauges: premises.gauges().clone(),
            flow: Flow::default(),
            drawn: Vec::new(),
            columns: vec![Columns::default(); premises.offers().len()],
            summed: Vec::new(),
        }
    }

    /// How many years there were so far.
    #[must_use]
    pub fn done(&self) -> u32 {
        u32::try_from(self.drawn.len()).unwrap_or(u32::MAX)
    }

    /// Draws so many more years.
    pub fn advance(&mut self, count: u32) {
        let (done, receiver) = (self.done(), self.premises.receiver());
        self.summed.clear();
        let more = usize::try_from(count).unwrap_or(0);
        self.drawn.reserve(more);
        for columns in &mut self.columns {
            columns.reserve(more);
        }
        for number in done..done.saturating_add(count) {
            let year = self.years.draw(number, &mut self.flow);
            let payouts = self.gauges.read(&self.flow);
            for ((columns, upkeep), by_month) in self.columns.iter_mut().zip(self.premises.upkeep()).zip(payouts) {
                let payout: i64 = by_month.iter().sum();
                let [months @ .., _] = by_month;
                let cost = upkeep.cost(year.introductions);
                let gain = |side| {
                    let before = if side == receiver { year.added - payout } else { payout };
                    before - cost.of(side)
                };
                columns.payouts.push(payout);
                columns.months.push(months);
                columns.gains.you.push(gain(Side::You));
                columns.gains.them.push(gain(Side::Them));
            }
            self.drawn.push(year);
        }
    }

    /// What the years so far come to.
    #[must_use]
    pub fn forecast(&self) -> Forecast {
        self.of((0..self.columns.len()).filter_map(|place| self.figures(place)).collect())
    }

    /// Sums up one more offer, which takes as long as to draw some hundred years; what the years so far come to once all
    /// are summed up.
    pub fn sum_up(&mut self) -> Option<Forecast> {
        if let Some(figures) = self.figures(self.summed.len()) {
            self.summed.push(figures);
            return None;
        }
        let figures = std::mem::take(&mut self.summed);
        Some(self.of(figures))
    }

    fn figures(&self, place: usize) -> Option<Figures> {
        Figures::of(place, self.premises.band(), &self.drawn, &self.columns)
    }

    fn of(&self, figures: Vec<Figures>) -> Forecast {
        Forecast::new(&self.premises, self.seed, Volume::of(&self.drawn), figures)
    }
}

#[cfg(test)]
mod tests;
