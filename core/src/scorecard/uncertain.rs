use std::fmt;

use super::{Criteria, Criterion, Scorecard, Weight};
use crate::value::Id;

/// What is uncertain about a scorecard: all that the draws of its chances depend on, and no more. There are no names in it.
///
/// Criteria and partners are in the order of their ids, none twice; every criterion has weight.
#[derive(Clone, Debug, PartialEq)]
pub struct Uncertain {
    criteria: Vec<Weighed>,
    partners: Vec<Id>,
    /// Partner by partner, and for each of them criterion by criterion: the points that what is known brings to the mean
    /// of the criterion.
    known: Vec<f64>,
    /// Partner by partner, and for each of them indicator by indicator in the order of the criteria: whether nobody knows.
    unknown: Vec<bool>,
}

/// A criterion as the draws see it: how much it counts, and the indicators that can be unknown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Weighed {
    /// The criterion's id.
    pub id: Id,
    /// Its weight.
    pub weight: Weight,
    /// The ids of its indicators.
    pub indicators: Vec<Id>,
}

/// Why something is no account of what is uncertain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UncertainError {
    /// No criterion or too many, one without weight, or not in the order of their ids.
    Criteria,
    /// A criterion without indicators or with too many, or an indicator twice.
    Indicators,
    /// Too many partners, or not in the order of their ids.
    Partners,
    /// Not one number for each partner and criterion, or one that is no rating.
    Known,
    /// Not one mark for each partner and indicator.
    Unknown,
}

impl fmt::Display for UncertainError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            UncertainError::Criteria => "criteria are a few with weight, in the order of their ids",
            UncertainError::Indicators => "each criterion has a few indicators, none of them twice",
            UncertainError::Partners => "partners are at most 1,000, in the order of their ids",
            UncertainError::Known => "each partner has points for each criterion, as many as what is known can bring",
            UncertainError::Unknown => "for each partner and indicator it is said whether nobody knows",
        })
    }
}

impl std::error::Error for UncertainError {}

impl Uncertain {
    /// What is uncertain about a scorecard.
    #[must_use]
    pub fn of(card: &Scorecard) -> Uncertain {
        let list = card.criteria().list();
        let mut weighted: Vec<(usize, &Criterion)> =
            list.iter().enumerate().filter(|(_, criterion)| criterion.weight().hundredths() > 0).collect();
        weighted.sort_unstable_by_key(|(_, criterion)| criterion.id());
        let mut partners: Vec<_> = card.partners().iter().enumerate().collect();
        partners.sort_unstable_by_key(|(_, partner)| partner.id());
        let (sheet, mut known, mut unknown) = (card.sheet(), Vec::new(), Vec::new());
        for &(row, partner) in &partners {
            let points = |place| sheet.known(row, place).map_or(0.0, |known| known.points());
            known.extend(weighted.iter().map(|&(place, _)| points(place)));
            let missing: Vec<Id> = partner.unknown(card.criteria(), card.scale()).map(|(_, id)| id).collect();
            let indicators = weighted.iter().flat_map(|(_, criterion)| criterion.indicators());
            unknown.extend(indicators.map(|indicator| missing.contains(&indicator.id())));
        }
        let criteria = weighted.iter().map(|(_, criterion)| Weighed {
            id: criterion.id(),
            weight: criterion.weight(),
            indicators: criterion.indicators().iter().map(super::Indicator::id).collect(),
        });
        Uncertain {
            criteria: criteria.collect(),
            partners: partners.iter().map(|(_, partner)| partner.id()).collect(),
            known,
            unknown,
        }
    }

    /// The same from its parts, such as those that came from elsewhere; see the accessors for their order.
    ///
    /// # Errors
    /// [`UncertainError`] for what no scorecard can have.
    pub fn new(
        criteria: Vec<Weighed>,
        partners: Vec<Id>,
        known: Vec<f64>,
        unknown: Vec<bool>,
    ) -> Result<Uncertain, UncertainError> {
        let has_weight = criteria.iter().all(|criterion| criterion.weight.hundredths() > 0);
        let is_few = (1..=Criteria::MOST).contains(&criteria.len());
        if !has_weight || !is_few || !criteria.is_sorted_by(|a, b| a.id < b.id) {
            return Err(UncertainError::Criteria);
        }
        let is_fair = |of: &Weighed| (1..=Criterion::MOST_INDICATORS).contains(&of.indicators.len());
        let mut ids: Vec<Id> = criteria.iter().flat_map(|criterion| criterion.indicators.iter().copied()).collect();
        ids.sort_unstable();
        if !criteria.iter().all(is_fair) || !ids.is_sorted_by(|a, b| a < b) {
            return Err(UncertainError::Indicators);
        }
        if partners.len() > Scorecard::MOST_PARTNERS || !partners.is_sorted_by(|a, b| a < b) {
            return Err(UncertainError::Partners);
        }
        if unknown.len() != partners.len() * ids.len() {
            return Err(UncertainError::Unknown);
        }
        let made = Uncertain { criteria, partners, known, unknown };
        if !made.has_possible_points() {
            return Err(UncertainError::Known);
        }
        Ok(made)
    }

    /// Whether there are points for each partner and criterion, and none below zero or above what the known indicators of
    /// the criterion can bring.
    fn has_possible_points(&self) -> bool {
        let most = self.rows().flat_map(|(_, _, unknown)| {
            let mut unknown = unknown.iter();
            self.criteria.iter().map(move |criterion| {
                let count = criterion.indicators.len();
                let known = count - unknown.by_ref().take(count).filter(|is_unknown| **is_unknown).count();
                100.0 * known as f64 / count as f64
            })
        });
        self.known.len() == self.partners.len() * self.criteria.len()
            && self.known.iter().zip(most).all(|(points, most)| (0.0..=most).contains(points))
    }

    /// The criteria with weight, in the order of their ids.
    #[must_use]
    pub fn criteria(&self) -> &[Weighed] {
        &self.criteria
    }

    /// The partners, in the order of their ids.
    #[must_use]
    pub fn partners(&self) -> &[Id] {
        &self.partners
    }

    /// What is known: partner by partner, and for each of them criterion by criterion, the points that the known indicators
    /// bring to the mean of the criterion.
    #[must_use]
    pub fn known(&self) -> &[f64] {
        &self.known
    }

    /// Partner by partner, and for each of them indicator by indicator in the order of the criteria: whether nobody knows.
    #[must_use]
    pub fn unknown(&self) -> &[bool] {
        &self.unknown
    }

    /// Each partner with what is known and whether each indicator is unknown.
    pub(super) fn rows(&self) -> impl Iterator<Item = (Id, &[f64], &[bool])> {
        let indicators: usize = self.criteria.iter().map(|criterion| criterion.indicators.len()).sum();
        let rows = self.known.chunks(self.criteria.len().max(1)).zip(self.unknown.chunks(indicators.max(1)));
        self.partners.iter().zip(rows).map(|(&partner, (known, unknown))| (partner, known, unknown))
    }
}
