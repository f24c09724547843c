use super::fix::steps;
use super::{Assessment, Fix, Offer, Premises, Simulation};
use crate::terms::{Parameter, Setting};
use crate::value::{Currency, Id};

/// The search for the smallest change of one number after which an offer passes every test on simulated years.
///
/// Round values are tried by how far they are from what is, some at a time on the same years. Hours of record keeping stay
/// as they are.
pub struct Search {
    premises: Premises,
    seed: u64,
    years: u32,
    /// What is left to try, the smallest change last.
    changes: Vec<Change>,
    trial: Option<Trial>,
    found: Option<Fix>,
}

/// One number of one offer, changed.
#[derive(Clone)]
struct Change {
    factor: f64,
    offer: Offer,
    parameter: Parameter,
    from: Setting,
    to: Setting,
}

/// Some changes that are being tried.
struct Trial {
    changes: Vec<Change>,
    simulation: Simulation,
}

impl Search {
    /// How many changes are tried at a time.
    const AT_ONCE: usize = 8;

    /// Ready to search the offers of `premises` over so many years.
    #[must_use]
    pub fn new(premises: &Premises, currency: Currency, seed: u64, years: u32) -> Search {
        let mut changes: Vec<Change> = Vec::new();
        for offer in premises.offers() {
            for (parameter, from) in offer.terms.parameters() {
                changes.extend(steps(from, currency).into_iter().filter_map(|(factor, to)| {
                    let offer = Offer { terms: offer.terms.with(parameter, to)?, ..offer.clone() };
                    Some(Change { factor, offer, parameter, from, to })
                }));
            }
        }
        // Stable, and turned round: of equally small changes the first is tried first.
        changes.reverse();
        changes.sort_by(|a, b| b.factor.total_cmp(&a.factor));
        Search { premises: premises.clone(), seed, years, changes, trial: None, found: None }
    }

    /// How many years are left to draw, if nothing is found before.
    #[must_use]
    pub fn rest(&self) -> u32 {
        if self.found.is_some() {
            return 0;
        }
        let batches = u32::try_from(self.changes.len().div_ceil(Self::AT_ONCE)).unwrap_or(u32::MAX);
        let under_way = self.trial.as_ref().map_or(0, |trial| self.years.saturating_sub(trial.simulation.done()));
        batches.saturating_mul(self.years).saturating_add(under_way)
    }

    /// Draws so many more years.
    pub fn advance(&mut self, count: u32) {
        let mut left = count;
        while left > 0 && self.rest() > 0 {
            let Some(trial) = self.trial.take().or_else(|| self.next_trial()) else { continue };
            left = self.go_on_with(trial, left);
        }
    }

    /// What was found: nothing before the end.
    #[must_use]
    pub fn fix(&self) -> Option<&Fix> {
        match &self.found {
            None if self.rest() == 0 => Some(&Fix::NoSingleChange),
            found => found.as_ref(),
        }
    }

    /// The next changes; none where there are no more, or where not one keeps the figures within the bound of money.
    fn next_trial(&mut self) -> Option<Trial> {
        let from = self.changes.len().saturating_sub(Self::AT_ONCE);
        let mut changes: Vec<Change> = self.changes.drain(from..).rev().collect();
        changes.retain(|change| self.premises.with_offers(std::slice::from_ref(&change.offer)).is_ok());
        // Each its own id: the offers of one forecast have to differ.
        let offers =
            changes.iter().zip(0..).map(|(change, place)| Offer { id: Id::from_u128(place), ..change.offer.clone() });
        let premises = self.premises.with_offers(&offers.collect::<Vec<_>>()).ok().filter(|_| !changes.is_empty())?;
        Some(Trial { changes, simulation: Simulation::from(&premises, self.seed) })
    }

    /// Draws up to so many years of a trial; how many are left over.
    fn go_on_with(&mut self, mut trial: Trial, count: u32) -> u32 {
        let years = count.min(self.years - trial.simulation.done());
        trial.simulation.advance(years);
        if trial.simulation.done() < self.years {
            self.trial = Some(trial);
            return 0;
        }
        let forecast = trial.simulation.forecast();
        let works = |(outlook, change): (_, &Change)| {
            let assessment = Assessment::on_years(outlook)?;
            let Change { parameter, from, to, .. } = *change;
            assessment.misses.is_empty().then_some(Fix::Change { id: change.offer.id, parameter, from, to })
        };
        self.found = forecast.offers.iter().zip(&trial.changes).find_map(works);
        count - years
    }
}
