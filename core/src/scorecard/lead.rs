use num_rational::Ratio;

use super::standing::Standing;
use super::{Criterion, Scorecard};
use crate::split::Share;
use crate::value::Id;

/// Who leads over the criteria of which something is known for every partner, and what it would take to change that.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Lead {
    /// Fewer than two partners, or nothing with weight is known for all of them.
    Incomparable,
    /// Several share the lead, by id: equal scores are a tie.
    Level {
        /// Who they are.
        partners: Vec<Id>,
    },
    /// No change of one weight puts another first.
    Fixed {
        /// Who leads.
        leader: Id,
    },
    /// This is the smallest change that does.
    Open(WeightChange),
}

/// A change of one weight, the others rescaled in proportion, that puts a rival level with the leader. Weights are shares of
/// the weights of all criteria that are known for every partner.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WeightChange {
    /// Who leads.
    pub leader: Id,
    /// Who would be level.
    pub rival: Id,
    /// Whose weight changes.
    pub criterion: Id,
    /// The share that it has.
    pub from: Share,
    /// The share that it would need.
    pub to: Share,
    /// Whether some criterion is left out, because it is not known for every partner.
    pub is_partial: bool,
}

/// One criterion that is known for all, and the partners' means on it over a common denominator.
struct Common<'a> {
    criterion: &'a Criterion,
    place: usize,
    weight: i128,
}

impl Lead {
    /// Who leads on a scorecard. With G the leader's lead over a rival and d the rival's rating minus the leader's on a
    /// criterion of weight w, weights summing to 1, the rival is level once w becomes w + G(1 − w)/(d + G). Raising works if
    /// d ≥ 0, lowering if w|d| ≥ G, else no change of that weight suffices; nor is there one where w is all the weight.
    /// Among equally small changes the one with the lowest criterion id counts, then the lowest partner id.
    #[must_use]
    pub fn new(card: &Scorecard) -> Lead {
        let mut standings: Vec<(Id, Standing)> = card
            .partners()
            .iter()
            .map(|partner| (partner.id(), Standing::new(card.criteria(), card.scale(), partner)))
            .collect();
        standings.sort_unstable_by_key(|&(id, _)| id);
        let is_common = |place: usize| standings.iter().all(|(_, standing)| standing.parts(place).is_some());
        let criteria = card.criteria().list();
        let common: Vec<Common> = criteria
            .iter()
            .enumerate()
            .filter(|&(place, _)| is_common(place))
            .map(|(place, criterion)| Common { criterion, place, weight: criterion.weight().wide() })
            .collect();
        let total: i128 = common.iter().map(|common| common.weight).sum();
        let Some(((mut leader, mut best), others)) =
            standings.split_first().map(|((id, first), rest)| ((*id, first), rest))
        else {
            return Lead::Incomparable;
        };
        if others.is_empty() || total == 0 {
            return Lead::Incomparable;
        }
        for (id, standing) in others {
            if ahead(best, standing, &common) < 0 {
                (leader, best) = (*id, standing);
            }
        }
        let level: Vec<Id> =
            standings.iter().filter(|(_, standing)| ahead(best, standing, &common) == 0).map(|&(id, _)| id).collect();
        if level.len() > 1 {
            return Lead::Level { partners: level };
        }
        let smallest = standings
            .iter()
            .filter(|&&(id, _)| id != leader)
            .flat_map(|(rival, standing)| {
                let lead = ahead(best, standing, &common);
                common.iter().filter_map(move |criterion| {
                    let gain = gained(best, standing, criterion.place)?;
                    let to = needed(lead, gain, criterion.weight, total)?;
                    Some((criterion, *rival, to))
                })
            })
            .min_by_key(|&(common, rival, to)| {
                let change = to - Ratio::new(common.weight, total);
                (if change < Ratio::ZERO { -change } else { change }, common.criterion.id(), rival)
            });
        let change = smallest.and_then(|(changed, rival, to)| {
            let from = Share::of(changed.weight, total).ok()?;
            let to = Share::of(*to.numer(), *to.denom()).ok()?;
            let is_partial = common.len() < criteria.len();
            Some(WeightChange { leader, rival, criterion: changed.criterion.id(), from, to, is_partial })
        });
        change.map_or(Lead::Fixed { leader }, Lead::Open)
    }
}

/// The rival's mean minus the leader's, in a unit that the two share: the product of theirs.
fn gained(leader: &Standing, rival: &Standing, place: usize) -> Option<i128> {
    let ((theirs, unit), (best, best_unit)) = (rival.parts(place)?, leader.parts(place)?);
    Some(theirs * best_unit - best * unit)
}

/// How far the leader is ahead, in the unit of [`gained`] times all the weight. At most 4 × 10^25.
fn ahead(leader: &Standing, rival: &Standing, common: &[Common]) -> i128 {
    common.iter().filter_map(|common| Some(-common.weight * gained(leader, rival, common.place)?)).sum()
}

/// The share that a weight of `weight` in `total` would need for a rival to make up `lead`, gaining `gain` on it.
fn needed(lead: i128, gain: i128, weight: i128, total: i128) -> Option<Ratio<i128>> {
    let works = weight < total && (gain >= 0 || weight * -gain >= lead);
    // G + wd over d + G, both times the total weight and the unit.
    works.then(|| Ratio::new(lead + weight * gain, gain * total + lead))
}
