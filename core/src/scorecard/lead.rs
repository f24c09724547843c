use num_rational::Ratio;

use super::sheet::Weights;
use super::{Ranking, Scorecard, Totals, Verdict};
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

/// A change of one weight that puts a rival level.
struct Change {
    /// How large it is, times all the weight.
    size: Ratio<i128>,
    criterion: Id,
    rival: Id,
    /// The weight that changes.
    weight: i128,
    /// The share that it would need.
    to: Ratio<i128>,
}

impl Lead {
    /// Who leads on a scorecard. With G the leader's lead over a rival and d the rival's rating minus the leader's on a
    /// criterion of weight w, weights summing to 1, the rival is level once w becomes w + G(1 − w)/(d + G). Raising works if
    /// d ≥ 0, lowering if w|d| ≥ G, else no change of that weight suffices; nor is there one where w is all the weight.
    /// Among equally small changes the one with the lowest criterion id counts, then the lowest partner id.
    #[must_use]
    pub fn new(card: &Scorecard) -> Lead {
        Lead::among(card, |_| true)
    }

    /// Who leads among those of whom [`Verdict::LEAST_COVERAGE`] of the weight or more is known.
    #[must_use]
    pub fn of_known(card: &Scorecard) -> Lead {
        let coverage = card.coverage();
        Lead::among(card, |row| coverage.is_at_least(row, Verdict::LEAST_COVERAGE))
    }

    fn among(card: &Scorecard, is_counted: impl Fn(usize) -> bool) -> Lead {
        let (sheet, criteria) = (card.sheet(), card.criteria());
        let common = sheet.known_for(&is_counted);
        let is_common = |place: usize| common >> place & 1 == 1;
        let weights = Weights::new(criteria, is_common);
        let total = weights.total();
        let (mut totals, mut ranking) = (Totals::default(), Ranking::default());
        sheet.weigh_by(&weights, &mut totals);
        sheet.rank(&totals, &mut ranking);
        let rows = || ranking.rows().iter().map(|&row| row as usize).filter(|&row| is_counted(row));
        let id = |row: usize| sheet.ids().get(row).copied();
        // How far one is ahead of another, in the unit of a gain times all the weight. At most 4 × 10^25.
        let ahead = |row: usize, other: usize| {
            let [(numer, denom), (n, d)] =
                [row, other].map(|row| totals.of(row)).map(|(n, d)| (i128::from(n), i128::from(d)));
            (numer * d - n * denom) / total
        };
        let best = rows().next().filter(|_| total > 0 && rows().nth(1).is_some());
        let Some((best, leader)) = best.and_then(|best| Some((best, id(best)?))) else { return Lead::Incomparable };
        let level: Vec<Id> = rows().take_while(|&row| ahead(best, row) == 0).filter_map(id).collect();
        if level.len() > 1 {
            return Lead::Level { partners: level };
        }
        let most = weights.list().iter().copied().map(i128::from).filter(|&weight| weight < total).max().unwrap_or(0);
        let mut smallest: Option<Change> = None;
        for (row, rival) in rows().skip(1).filter_map(|row| Some((row, id(row)?))) {
            let lead = ahead(best, row);
            let standings =
                || criteria.list().iter().zip(weights.list()).zip(sheet.standing(best).zip(sheet.standing(row)));
            // No rival needs less than if it gained all the points there are; and the further behind, the more.
            let most_gained = standings().map(|(_, (ours, theirs))| 100 * ours.parts * ours.unit * theirs.unit).next();
            let least = most_gained.map(|gain| Ratio::new_raw(lead * (total - most), gain * total + lead));
            if smallest.as_ref().zip(least).is_some_and(|(smallest, least)| smallest.size < least) {
                break;
            }
            for (_, ((criterion, &weight), (ours, theirs))) in
                standings().enumerate().filter(|&(place, _)| is_common(place))
            {
                // The rival's mean minus the leader's, in a unit that the two share: the product of theirs.
                let gain = theirs.mean * ours.unit - ours.mean * theirs.unit;
                let weight = i128::from(weight);
                let Some((size, to)) = needed(lead, gain, weight, total) else { continue };
                let change = Change { size, criterion: criterion.id(), rival, weight, to };
                if smallest.as_ref().is_none_or(|smallest| change.is_before(smallest)) {
                    smallest = Some(change);
                }
            }
        }
        let change = smallest.and_then(|Change { criterion, rival, weight, to, .. }| {
            let from = Share::of(weight, total).ok()?;
            let to = to.reduced();
            let to = Share::of(*to.numer(), *to.denom()).ok()?;
            let is_partial = (0..criteria.list().len()).any(|place| !is_common(place));
            Some(WeightChange { leader, rival, criterion, from, to, is_partial })
        });
        change.map_or(Lead::Fixed { leader }, Lead::Open)
    }
}

impl Change {
    fn is_before(&self, other: &Change) -> bool {
        (self.size, self.criterion, self.rival) < (other.size, other.criterion, other.rival)
    }
}

/// By how much a weight of `weight` in `total` would have to change for a rival to make up `lead`, gaining `gain` on it,
/// times `total`; and what share it would then have.
fn needed(lead: i128, gain: i128, weight: i128, total: i128) -> Option<(Ratio<i128>, Ratio<i128>)> {
    let works = weight < total && (gain >= 0 || weight * -gain >= lead);
    // G(1 − w) over d + G, and G + wd over the same, all times the total weight and the unit.
    let over = gain * total + lead;
    works.then(|| (Ratio::new_raw(lead * (total - weight), over.abs()), Ratio::new_raw(lead + weight * gain, over)))
}
