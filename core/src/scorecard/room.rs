//! How much room a scorecard takes, in a file and among the undo steps.

use std::ptr;

use super::{Criteria, Criterion, Indicator, Judgement, Partner, PastPartnership, Scorecard};
use crate::value::{Id, escaped};

impl Scorecard {
    /// About how many bytes this version holds that `other` does not share, or all of them.
    #[must_use]
    pub fn bytes_beyond(&self, other: Option<&Scorecard>) -> usize {
        let others = other.map(Scorecard::partners).unwrap_or_default();
        let is_shared = |place: usize, partner: &Partner| {
            others.get(place).is_some_and(|other| ptr::eq(partner.judgements(), other.judgements()))
        };
        let partner = |(place, partner): (usize, &Partner)| {
            let own = if is_shared(place, partner) { 0 } else { size_of_val(partner.judgements()) };
            size_of::<Partner>() + own + size_of_val(partner.track_record().past())
        };
        // Criteria are few, and texts about as long as the partners' records.
        Criteria::MOST * size_of::<Criterion>() + 2 * self.partners().iter().enumerate().map(partner).sum::<usize>()
    }
}

/// At most how many characters criteria and partners take in a file.
pub(super) fn written(criteria: &Criteria, partners: &[Partner]) -> usize {
    150 + self::criteria(criteria) + partners.iter().map(partner).sum::<usize>()
}

/// At most how many of these are the criteria's.
pub(super) fn criteria(criteria: &Criteria) -> usize {
    criteria.list().iter().map(criterion).sum()
}

fn criterion(criterion: &Criterion) -> usize {
    let indicator = |indicator: &Indicator| 70 + escaped(indicator.name().as_str());
    let indicators = criterion.indicators().iter().map(indicator);
    100 + escaped(criterion.name().as_str()) + indicators.sum::<usize>()
}

fn partner(partner: &Partner) -> usize {
    let judgement = |(_, judgement): &(Id, Judgement)| 100 + escaped(judgement.evidence.as_str());
    let past = |past: &PastPartnership| {
        let reason = past.ending().and_then(|ending| ending.reason.as_ref());
        80 + reason.map_or(0, |reason| escaped(reason.as_str()))
    };
    let texts = escaped(partner.name().as_str()) + escaped(partner.note().as_str());
    let judgements = partner.judgements().iter().map(judgement);
    230 + texts + judgements.sum::<usize>() + partner.track_record().past().iter().map(past).sum::<usize>()
}
