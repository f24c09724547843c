use super::{Criteria, Criterion, Mark, OverlapScale, Partner};
use crate::value::Id;

/// The least common multiple of 1 to [`Criterion::MOST_INDICATORS`]: the mean of so many is whole in parts of it.
const PARTS: u32 = 27_720;

/// [`PARTS`], for totals.
pub(super) const WHOLE: i128 = PARTS as i128;

/// The parts that one of so many indicators has of a mean.
pub(super) fn part_of(count: u8) -> i128 {
    i128::from(PARTS / u32::from(count.max(1)))
}

/// What is known about a partner, criterion by criterion in the order of the criteria, in whole numbers of one unit, so
/// that a score is a sum of products.
pub(super) struct Standing {
    /// Units in a point: the denominator of the overlap's rating.
    unit: i128,
    /// One for each criterion.
    pub(super) known: Vec<Known>,
}

/// What is known about a partner on one criterion.
#[derive(Clone, Copy)]
pub(super) struct Known {
    /// The weight of the criterion, in hundredths.
    pub(super) weight: i128,
    /// How many of its indicators have a rating.
    pub(super) count: u8,
    /// How many indicators it has.
    pub(super) of: u8,
    /// The sum of the known ratings, in units.
    pub(super) sum: i128,
}

impl Standing {
    pub(super) fn new(criteria: &Criteria, scale: OverlapScale, partner: &Partner) -> Standing {
        let unit = partner.scored_overlap(scale).map_or(1, |overlap| overlap.mark.denom());
        let known = criteria.list().iter().map(|criterion| Known::new(criterion, scale, partner, unit)).collect();
        Standing { unit, known }
    }

    /// The mean of the known ratings on one criterion.
    pub(super) fn mark(&self, known: Known) -> Option<Mark> {
        Mark::new(known.sum, self.unit * i128::from(known.count))
    }

    /// The score over what is known; none where nothing with weight is.
    pub(super) fn total(&self) -> Option<Mark> {
        let known = || self.known.iter().filter(|known| known.count > 0);
        Mark::new(known().map(Known::points).sum(), self.denom(known().map(|known| known.weight).sum()))
    }

    /// The score if everything unknown were rated so.
    pub(super) fn with_unknown_at(&self, points: i128) -> Mark {
        let whole = |known: &Known| {
            let unknown = points * self.unit * i128::from(known.of - known.count);
            known.weight * (known.sum + unknown) * part_of(known.of)
        };
        let weight = self.known.iter().map(|known| known.weight).sum();
        Mark::new(self.known.iter().map(whole).sum(), self.denom(weight)).unwrap_or(Mark::ZERO)
    }

    /// What the known indicators of a criterion bring to its mean over all indicators, as the nearest f64. Equal ratings
    /// give equal numbers: both parts of the fraction are exact, so that it is rounded once.
    pub(super) fn known_points(&self, place: usize) -> f64 {
        self.known.get(place).map_or(0.0, |known| known.sum as f64 / (self.unit * i128::from(known.of)) as f64)
    }

    /// The denominator of scores over so much weight.
    fn denom(&self, weight: i128) -> i128 {
        WHOLE * self.unit * weight
    }

    /// The mean on one criterion times [`PARTS`], in units, and how many units are in a point.
    pub(super) fn parts(&self, place: usize) -> Option<(i128, i128)> {
        let known = self.known.get(place)?;
        (known.count > 0).then(|| (known.mean(), self.unit))
    }
}

impl Known {
    fn new(criterion: &Criterion, scale: OverlapScale, partner: &Partner, unit: i128) -> Known {
        let marks = criterion.indicators().iter().filter_map(|indicator| partner.mark(indicator.id(), scale));
        // A rating of the user is a whole number of points; the other one set the unit.
        let units = |mark: Mark| if mark.denom() == 1 { mark.numer() * unit } else { mark.numer() };
        let (count, sum) = marks.fold((0, 0), |(count, sum), mark| (count + 1, sum + units(mark)));
        let of = u8::try_from(criterion.indicators().len()).unwrap_or(u8::MAX);
        Known { weight: criterion.weight().wide(), count, of, sum }
    }

    /// The mean of the known ratings times [`PARTS`], in units. Known are at most twelve, so that it is whole.
    fn mean(&self) -> i128 {
        self.sum * part_of(self.count)
    }

    /// What the criterion brings to a score, before division by all weights.
    pub(super) fn points(&self) -> i128 {
        self.weight * self.mean()
    }
}

/// The ids of the indicators that a partner has no rating for, with the place of their criterion, in order.
pub(super) fn unknown<'a>(
    criteria: &'a Criteria,
    scale: OverlapScale,
    partner: &'a Partner,
) -> impl Iterator<Item = (usize, Id)> {
    criteria.list().iter().enumerate().flat_map(move |(place, criterion)| {
        let ids = criterion.indicators().iter().map(super::Indicator::id);
        ids.filter(move |&id| partner.mark(id, scale).is_none()).map(move |id| (place, id))
    })
}
