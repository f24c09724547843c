use super::mark::tenths;
use super::standing::{Known, Standing, WHOLE, part_of};
use super::{Criteria, Mark, OverlapScale, Partner};
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
    /// The score of one partner.
    #[must_use]
    pub fn new(criteria: &Criteria, scale: OverlapScale, partner: &Partner) -> Score {
        let standing = Standing::new(criteria, scale, partner);
        let scored = criteria.list().iter().zip(&standing.known).map(|(criterion, known)| CriterionScore {
            criterion: criterion.id(),
            mark: standing.mark(*known),
            known: known.count,
            of: known.of,
            points: known.points(),
        });
        let covered = |known: &Known| known.weight * i128::from(known.count) * part_of(known.of);
        let covered = standing.known.iter().map(covered).sum();
        Score {
            partner: partner.id(),
            total: standing.total(),
            coverage: Rate::of_whole(covered, WHOLE * criteria.total_weight()).unwrap_or_default(),
            low: standing.with_unknown_at(0),
            high: standing.with_unknown_at(100),
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
