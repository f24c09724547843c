use std::cmp::Ordering;

use num_rational::Ratio;

use super::sheet::Weights;
use super::standing::Known;
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
        Lead::among(card, &vec![true; card.partners().len()])
    }

    /// Who leads among those of whom [`Verdict::LEAST_COVERAGE`] of the weight or more is known.
    #[must_use]
    pub fn of_known(card: &Scorecard) -> Lead {
        Lead::among(card, &card.coverage().are_at_least(Verdict::LEAST_COVERAGE))
    }

    /// Who leads among the rows of which `counts` says so.
    fn among(card: &Scorecard, counts: &[bool]) -> Lead {
        let common = card.sheet().known_for(counts);
        let weights = Weights::new(card.criteria(), |place| common >> place & 1 == 1);
        if weights.total() == 0 || counts.iter().filter(|&&counts| counts).nth(1).is_none() {
            return Lead::Incomparable;
        }
        let mut totals = Totals::default();
        card.sheet().weigh_by(&weights, &mut totals);
        let search = Search { card, counts, common, weights, totals };
        search.among_first(NEAR).or_else(|| search.among_first(usize::MAX)).unwrap_or(Lead::Incomparable)
    }
}

/// How many of the best are looked at before all are put in order.
const NEAR: usize = 128;

/// What the smallest change is looked for in.
struct Search<'a> {
    card: &'a Scorecard,
    /// Which rows count.
    counts: &'a [bool],
    /// The criteria that are known for all of them, a bit each, what they weigh, and what follows.
    common: u16,
    weights: Weights,
    totals: Totals,
}

impl Search<'_> {
    fn is_common(&self, place: usize) -> bool {
        self.common >> place & 1 == 1
    }

    /// How far one is ahead of another, in the unit of a gain times all the weight. At most 4 × 10^25.
    fn ahead(&self, row: usize, other: usize) -> i128 {
        let wide = |row| {
            let (numer, denom) = self.totals.of(row);
            (i128::from(numer), i128::from(denom))
        };
        let ((numer, denom), (n, d)) = (wide(row), wide(other));
        (numer * d - n * denom) / self.weights.total()
    }

    /// Who leads; none where it takes more than so many of the best to say.
    fn among_first(&self, count: usize) -> Option<Lead> {
        let (sheet, criteria, total) = (self.card.sheet(), self.card.criteria(), self.weights.total());
        let mut ranking = Ranking::default();
        sheet.rank_first(count, &self.totals, &mut ranking);
        let rows = || {
            let counted = |&row: &usize| self.counts.get(row).is_some_and(|&counts| counts);
            let rows = sheet.in_order(&ranking).take(count).filter(counted);
            rows.filter_map(|row| Some((row, *sheet.ids().get(row)?)))
        };
        let is_all = count >= sheet.ids().len();
        let (best, leader) = rows().next()?;
        let level: Vec<Id> = rows().take_while(|&(row, _)| self.ahead(best, row) == 0).map(|(_, id)| id).collect();
        if level.len() > 1 {
            let is_over = is_all || level.len() < rows().count();
            return is_over.then_some(Lead::Level { partners: level });
        }
        let most =
            self.weights.list().iter().copied().map(i128::from).filter(|&weight| weight < total).max().unwrap_or(0);
        let ours: Vec<Known> = sheet.standing(best).collect();
        let common = ours.iter().enumerate().filter(|&(place, _)| self.is_common(place));
        let room = |known: &Known| known.mean.max(100 * known.parts * known.unit - known.mean);
        let most_gained = common.map(|(_, known)| room(known)).max().unwrap_or(0);
        let mut smallest: Option<Change> = None;
        let mut is_over = is_all;
        for (row, rival) in rows().skip(1) {
            let lead = self.ahead(best, row);
            let unit = sheet.known(row, 0).map_or(1, |known| known.unit);
            // No rival needs less than if it gained or lost all the points there are; and the further behind, the more.
            let least = Ratio::new_raw(lead * (total - most), most_gained * unit * total + lead);
            if smallest.as_ref().is_some_and(|smallest| compare(&smallest.size, &least).is_lt()) {
                is_over = true;
                break;
            }
            let standings = criteria.list().iter().zip(self.weights.list()).zip(ours.iter().zip(sheet.standing(row)));
            for (_, ((criterion, &weight), (ours, theirs))) in
                standings.enumerate().filter(|&(place, _)| self.is_common(place))
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
        if !is_over {
            return None;
        }
        let change = smallest.and_then(|Change { criterion, rival, weight, to, .. }| {
            let from = Share::of(weight, total).ok()?;
            let to = to.reduced();
            let to = Share::of(*to.numer(), *to.denom()).ok()?;
            let is_partial = (0..criteria.list().len()).any(|place| !self.is_common(place));
            Some(WeightChange { leader, rival, criterion, from, to, is_partial })
        });
        Some(change.map_or(Lead::Fixed { leader }, Lead::Open))
    }
}

impl Change {
    fn is_before(&self, other: &Change) -> bool {
        let by_id = || (self.criterion, self.rival).cmp(&(other.criterion, other.rival));
        compare(&self.size, &other.size).then_with(by_id).is_lt()
    }
}

/// How two ratios with denominators above zero compare: crosswise where there is room, as there nearly always is.
/// `Ratio` itself divides.
fn compare(a: &Ratio<i128>, b: &Ratio<i128>) -> Ordering {
    match (a.numer().checked_mul(*b.denom()), b.numer().checked_mul(*a.denom())) {
        (Some(a), Some(b)) => a.cmp(&b),
        _ => a.cmp(b),
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
