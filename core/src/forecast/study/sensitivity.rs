use super::{Outcome, Study, Wanted};
use crate::forecast::{Assumptions, Factor, Forecast, Offer, Premises, Simulation};
use crate::value::Position;

/// How far each assumption moves the answer: the offers with it at either end of its range, and everything else drawn as
/// before, from the same streams.
#[derive(Clone, Debug, PartialEq)]
pub struct Sensitivity {
    offers: Vec<Offer>,
    ends: Vec<Moved>,
}

/// One assumption at one end of its range.
#[derive(Clone, Debug, PartialEq)]
pub struct Moved {
    /// Which.
    pub factor: Factor,
    /// Which end: never [`Position::Likely`].
    pub end: Position,
    /// All assumptions, this one certain.
    pub assumptions: Assumptions,
    /// What they come to; nothing for as long as it is not known.
    pub outcome: Option<Outcome>,
}

impl Sensitivity {
    /// Every assumption that is uncertain, at both of its ends that differ from its usual value.
    #[must_use]
    pub fn new(assumptions: &Assumptions, offers: &[Offer]) -> Sensitivity {
        let both = |factor| [Position::Low, Position::High].map(|end| (factor, end));
        let ends = Factor::ALL.into_iter().flat_map(both).filter_map(|(factor, end)| {
            let moved = assumptions.fixed(factor, end);
            let is_elsewhere = moved != assumptions.fixed(factor, Position::Likely);
            is_elsewhere.then_some(Moved { factor, end, assumptions: moved, outcome: None })
        });
        Sensitivity { offers: offers.to_vec(), ends: ends.collect() }
    }

    /// Every end, in the order of the assumptions.
    #[must_use]
    pub fn ends(&self) -> &[Moved] {
        &self.ends
    }

    fn known(&self) -> usize {
        self.ends.iter().take_while(|end| end.outcome.is_some()).count()
    }
}

impl Study for Sensitivity {
    fn next(&self) -> Option<Wanted> {
        // What is certain at an end of a range lies within it, and its premises with it.
        let end = self.ends.get(self.known())?;
        let premises = Premises::of(&end.assumptions, &self.offers).ok()?;
        Some(Wanted { premises, years: Simulation::USUAL })
    }

    fn take(&mut self, forecast: &Forecast) {
        let known = self.known();
        if let Some(end) = self.ends.get_mut(known) {
            end.outcome = Some(Outcome::new(&end.assumptions, forecast, &self.offers));
        }
    }

    fn progress(&self) -> (usize, usize) {
        (self.known(), self.ends.len())
    }
}
