//! Which partner to choose: weighted criteria, what is known about each candidate, and how firm the order is.
//!
//! A [`Scorecard`] holds the [`Criteria`] and the [`Partner`]s; a [`Sheet`] what of their scores does not depend on the
//! weights, so that [`Totals`] and their [`Ranking`] are cheap when a weight moves; a [`Score`] is exact, says how much of
//! it is known and between which bounds the rest can move it; a [`Lead`] is the smallest change of a weight that puts another first;
//! [`Chances`] come from [`Draws`] of everything that is [`Uncertain`], and [`verdict`] says what follows. What needs random
//! numbers is in `draws` alone, so that a page can show scores without it.

mod chances;
mod criteria;
mod criterion;
mod dominance;
mod draws;
mod lead;
mod mark;
mod overlap;
mod partner;
mod ranking;
mod rating;
mod room;
mod score;
mod sheet;
mod standing;
mod stream;
mod track_record;
mod uncertain;
mod verdict;

use std::fmt;
use std::sync::{Arc, OnceLock};

pub use chances::Chances;
pub use criteria::{Criteria, CriteriaError};
pub use criterion::{Criterion, CriterionError, Indicator, Weight, WeightError};
pub use draws::Draws;
pub use lead::{Lead, WeightChange};
pub use mark::Mark;
pub use overlap::{Overlap, OverlapBand, OverlapBandError, OverlapError, OverlapFigure, OverlapPlace, OverlapScale};
pub use partner::{Flag, Kind, Partner};
pub use ranking::Ranking;
pub use rating::{Judgement, Points, PointsError, Rating};
pub use score::{CriterionScore, Score, ShownScore};
pub use sheet::{Coverage, Sheet, Totals};
pub use track_record::{Ending, PastPartnership, TrackFigures, TrackFlag, TrackRecord, TrackRecordError};
pub use uncertain::{Uncertain, UncertainError, Weighed};
pub use verdict::{Question, Verdict, ranked, verdict, verdict_in};

use crate::value::Id;

/// The candidates for a partnership and what they are judged by. No two partners have one id, and every judgement is of an
/// indicator that there is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scorecard {
    criteria: Criteria,
    scale: OverlapScale,
    partners: Arc<Vec<Partner>>,
    /// See [`Scorecard::written`].
    written: usize,
    sheet: Kept,
}

/// The sheet of a scorecard, made when it is first asked for; versions that differ in weights alone share it.
#[derive(Clone, Default)]
struct Kept(Arc<OnceLock<Sheet>>);

impl PartialEq for Kept {
    /// It follows from the rest.
    fn eq(&self, _: &Kept) -> bool {
        true
    }
}

impl Eq for Kept {}

impl fmt::Debug for Kept {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Kept")
    }
}

/// Why something is no scorecard.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ScorecardError {
    /// More than [`Scorecard::MOST_PARTNERS`].
    TooManyPartners,
    /// Two partners have one id.
    PartnerTwice {
        /// The id.
        partner: Id,
    },
    /// There is no such partner.
    UnknownPartner {
        /// The id.
        partner: Id,
    },
    /// An indicator is judged that no criterion has.
    UnknownIndicator {
        /// Whose judgement.
        partner: Id,
        /// The indicator's id.
        indicator: Id,
    },
}

impl fmt::Display for ScorecardError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ScorecardError::TooManyPartners => {
                write!(f, "a scorecard has at most {} partners", Scorecard::MOST_PARTNERS)
            }
            ScorecardError::PartnerTwice { partner } => write!(f, "two partners have the id {partner}"),
            ScorecardError::UnknownPartner { partner } => write!(f, "there is no partner with the id {partner}"),
            ScorecardError::UnknownIndicator { partner, indicator } => {
                write!(f, "the partner {partner} is judged on {indicator}, which no criterion has")
            }
        }
    }
}

impl std::error::Error for ScorecardError {}

impl Default for Scorecard {
    fn default() -> Scorecard {
        Scorecard::of(Criteria::usual(), OverlapScale::USUAL, Vec::new())
    }
}

impl Scorecard {
    /// The most partners that can be compared.
    pub const MOST_PARTNERS: usize = 1_000;

    /// A scorecard.
    ///
    /// # Errors
    /// [`ScorecardError`] for too many partners, one twice, or a judgement of an indicator that no criterion has.
    pub fn new(criteria: Criteria, scale: OverlapScale, partners: Vec<Partner>) -> Result<Scorecard, ScorecardError> {
        if partners.len() > Self::MOST_PARTNERS {
            return Err(ScorecardError::TooManyPartners);
        }
        if let Some(partner) = criterion::twice(partners.iter().map(Partner::id)) {
            return Err(ScorecardError::PartnerTwice { partner });
        }
        for partner in &partners {
            check_judgements(&criteria, partner)?;
        }
        Ok(Scorecard::of(criteria, scale, partners))
    }

    fn of(criteria: Criteria, scale: OverlapScale, partners: Vec<Partner>) -> Scorecard {
        let written = room::written(&criteria, &partners);
        Scorecard { criteria, scale, partners: Arc::new(partners), written, sheet: Kept::default() }
    }

    /// At most how many characters the scorecard takes in a file.
    #[must_use]
    pub const fn written(&self) -> usize {
        self.written
    }

    /// What the partners are judged by.
    #[must_use]
    pub const fn criteria(&self) -> &Criteria {
        &self.criteria
    }

    /// How the counts of clients are rated.
    #[must_use]
    pub const fn scale(&self) -> OverlapScale {
        self.scale
    }

    /// The partners, in the order in which they were added.
    #[must_use]
    pub fn partners(&self) -> &[Partner] {
        &self.partners
    }

    /// The partners as scorecards share them that differ in criteria alone: so it takes no look at each to see that none
    /// changed.
    #[must_use]
    pub const fn shared_partners(&self) -> &Arc<Vec<Partner>> {
        &self.partners
    }

    /// The partner with this id.
    #[must_use]
    pub fn partner(&self, partner: Id) -> Option<&Partner> {
        self.partners.iter().find(|other| other.id() == partner)
    }

    /// Each partner's score, in their order.
    #[must_use]
    pub fn scores(&self) -> Vec<Score> {
        let totals = self.totals();
        (0..self.partners.len()).filter_map(|row| self.score(&totals, row)).collect()
    }

    /// Everything that is shown of the score of the partner in this place, given the totals.
    #[must_use]
    pub fn score(&self, totals: &Totals, row: usize) -> Option<Score> {
        let partner = self.partners.get(row)?;
        Some(Score::of_row(self.sheet(), &self.criteria, totals, partner.id(), row))
    }

    /// Each partner's total alone, in their order.
    #[must_use]
    pub fn totals(&self) -> Totals {
        let mut totals = Totals::default();
        self.sheet().weigh(&self.criteria, &mut totals);
        totals
    }

    /// What of the scores does not depend on the weights.
    #[must_use]
    pub fn sheet(&self) -> &Sheet {
        self.sheet.0.get_or_init(|| Sheet::new(&self.criteria, self.scale, &self.partners))
    }

    /// How much of the weight is known of each partner.
    #[must_use]
    pub fn coverage(&self) -> Coverage<'_> {
        Coverage::new(self.sheet(), &self.criteria)
    }

    /// Those of whom less than [`Verdict::LEAST_COVERAGE`] of the weight is known, in their order.
    #[must_use]
    pub fn known_too_little(&self) -> Vec<&Partner> {
        let coverage = self.coverage();
        let is_thin = |&(row, _): &(usize, &Partner)| !coverage.is_at_least(row, Verdict::LEAST_COVERAGE);
        self.partners.iter().enumerate().filter(is_thin).map(|(_, partner)| partner).collect()
    }

    /// Judged by other criteria. Judgements of indicators that are gone go with them.
    #[must_use]
    pub fn with_criteria(&self, criteria: Criteria) -> Scorecard {
        if criteria.have_indicators_of(&self.criteria) {
            let written = self.written - room::criteria(&self.criteria) + room::criteria(&criteria);
            return Scorecard { criteria, written, ..self.clone() };
        }
        let indicators: std::collections::BTreeSet<Id> =
            criteria.list().iter().flat_map(Criterion::indicators).map(Indicator::id).collect();
        let partners = self.partners.iter().map(|partner| partner.pruned(|indicator| indicators.contains(&indicator)));
        Scorecard::of(criteria, self.scale, partners.collect())
    }

    /// With the counts of clients rated otherwise.
    #[must_use]
    pub fn with_scale(&self, scale: OverlapScale) -> Scorecard {
        Scorecard { scale, sheet: Kept::default(), ..self.clone() }
    }

    /// With one more partner at the end.
    ///
    /// # Errors
    /// As [`Scorecard::new`].
    pub fn with_added(&self, partner: Partner) -> Result<Scorecard, ScorecardError> {
        let partners = self.partners.iter().cloned().chain([partner]).collect();
        Scorecard::new(self.criteria.clone(), self.scale, partners)
    }

    /// With a partner in place of the one with its id.
    ///
    /// # Errors
    /// [`ScorecardError::UnknownPartner`] where there is none, or as [`Scorecard::new`].
    pub fn with_replaced(&self, partner: &Partner) -> Result<Scorecard, ScorecardError> {
        check_judgements(&self.criteria, partner)?;
        let mut partners = self.partners.as_ref().clone();
        let unknown = ScorecardError::UnknownPartner { partner: partner.id() };
        *partners.iter_mut().find(|other| other.id() == partner.id()).ok_or(unknown)? = partner.clone();
        Ok(Scorecard::of(self.criteria.clone(), self.scale, partners))
    }

    /// Without a partner.
    ///
    /// # Errors
    /// [`ScorecardError::UnknownPartner`] where there is none.
    pub fn without(&self, partner: Id) -> Result<Scorecard, ScorecardError> {
        self.partner(partner).ok_or(ScorecardError::UnknownPartner { partner })?;
        let partners = self.partners.iter().filter(|other| other.id() != partner).cloned().collect();
        Ok(Scorecard::of(self.criteria.clone(), self.scale, partners))
    }
}

fn check_judgements(criteria: &Criteria, partner: &Partner) -> Result<(), ScorecardError> {
    match partner.judgements().iter().find(|(indicator, _)| criteria.indicator(*indicator).is_none()) {
        Some(&(indicator, _)) => Err(ScorecardError::UnknownIndicator { partner: partner.id(), indicator }),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests;
