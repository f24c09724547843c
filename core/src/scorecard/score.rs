use super::mark::tenths;
use super::standing::{WHOLE, part_of};
use super::{Criteria, Mark, OverlapScale, Partner, Sheet, Totals};
use crate::split::apportion;
use crate::value::{Id, Money, Quantity, Rate};

/// How a partner scores: Σ weight × rating ÷ Σ weight over the criteria of which something is known, exact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Score {
    /// Whose score.
    pub partner: Id,
    /// The score; none while nothing with weight is known.
    pub total: Option<Mark>,
    /// The share of all weight that is known: each criterion's weight counts by the share of its indicators rated.
    pub coverage: Rate,
    /// The score if everything unknown were rated 0.
    pub low: Mark,
    /// The score if everything unknown were rated 100.
    pub high: Mark,
    /// Each criterion, in the order of the criteria.
    pub criteria: Vec<CriterionScore>,
}

/// How a partner does on one criterion.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CriterionScore {
    /// Which criterion.
    pub criterion: Id,
    /// The mean of the known ratings; none while none is known.
    pub mark: Option<Mark>,
    /// How many indicators are rated.
    pub known: u8,
    /// Out of so many.
    pub of: u8,
    /// Weight × rating, in units that only compare with those of the same score.
    points: i128,
}

/// A score as it is shown, in tenths: the parts add up to the total, each within a tenth of exact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShownScore {
    /// The total.
    pub total: Quantity,
    /// What each criterion brings of it, in the order of the criteria; of what is unknown, nothing.
    pub parts: Vec<(Id, Quantity)>,
}

impl Score {
    /// The score of one partner alone.
    #[must_use]
    pub fn new(criteria: &Criteria, scale: OverlapScale, partner: &Partner) -> Score {
        let sheet = Sheet::new(criteria, scale, std::slice::from_ref(partner));
        let mut totals = Totals::default();
        sheet.weigh(criteria, &mut totals);
        Score::of_row(&sheet, criteria, &totals, partner.id(), 0)
    }

    /// The score of a row of a sheet with everything that is shown of it, given all totals by these criteria.
    pub(super) fn of_row(sheet: &Sheet, criteria: &Criteria, totals: &Totals, partner: Id, row: usize) -> Score {
        let weighed = || criteria.list().iter().zip(sheet.standing(row));
        let scored = weighed().map(|(criterion, known)| CriterionScore {
            criterion: criterion.id(),
            mark: known.mark(),
            known: known.count,
            of: known.of,
            points: criterion.weight().wide() * known.mean,
        });
        let weight = criteria.total_weight();
        let with_unknown_at = |points| {
            let brings = weighed().map(|(criterion, known)| {
                criterion.weight().wide() * known.sum_with_unknown_at(points) * part_of(known.of)
            });
            let unit = weighed().map(|(_, known)| known.unit).next().unwrap_or(1);
            Mark::new(brings.sum(), WHOLE * unit * weight).unwrap_or(Mark::ZERO)
        };
        let covered = weighed().map(|(criterion, known)| criterion.weight().wide() * known.coverage()).sum();
        Score {
            partner,
            total: totals.get(row),
            coverage: Rate::of_whole(covered, WHOLE * weight).unwrap_or_default(),
            low: with_unknown_at(0),
            high: with_unknown_at(100),
            criteria: scored.collect(),
        }
    }

    /// The score as it is shown; none while nothing with weight is known.
    #[must_use]
    pub fn shown(&self) -> Option<ShownScore> {
        let total = self.total?;
        let stakes: Vec<(Id, i128)> = self.criteria.iter().map(|scored| (scored.criterion, scored.points)).collect();
        let whole = i64::try_from(total.tenths()).ok().and_then(|tenths| Money::new(tenths).ok())?;
        let split = apportion(whole, &stakes).ok();
        let part = |id| split.as_ref().map_or(0, |split| split.of(id).wide());
        let parts = stakes.iter().map(|&(id, _)| (id, tenths(part(id)))).collect();
        Some(ShownScore { total: total.shown(), parts })
    }
}
