//! How much room a scorecard takes, in a file and among the undo steps.

use std::ptr;

use super::{Criteria, Criterion, Indicator, Judgement, Partner, PastPartnership, Scorecard};
use crate::value::escaped;

impl Scorecard {
    /// At most how many characters the scorecard adds to a file beyond the usual criteria.
    #[must_use]
    pub fn written(&self) -> usize {
        let criteria = self.criteria();
        let own = if *criteria == Criteria::usual() { 0 } else { criteria_written(criteria) };
        own + self.partners().iter().map(partner_written).sum::<usize>()
    }

    /// About how many bytes this version holds that `other` does not share.
    #[must_use]
    pub fn bytes_beyond(&self, other: &Scorecard) -> usize {
        let (own, others) = (self.criteria(), other.criteria());
        let criteria = if ptr::eq(own.list(), others.list()) { 0 } else { 2 * criteria_written(own) };
        let (own, others) = (self.partners(), other.partners());
        if ptr::eq(own, others) {
            return criteria;
        }
        // A change touches one partner or moves those behind it by a place.
        let same = |(own, others): &(&Partner, &Partner)| is_shared(own, others);
        let first = own.iter().zip(others).take_while(same).count();
        let rest = own.len().min(others.len()) - first;
        let last = own.iter().rev().zip(others.iter().rev()).take(rest).take_while(same).count();
        let changed = own.iter().skip(first).take(own.len() - first - last);
        criteria + size_of_val(own) + changed.map(partner_written).sum::<usize>()
    }
}

/// Whether two partners share all that can take much room.
fn is_shared(one: &Partner, other: &Partner) -> bool {
    ptr::eq(one.judgements(), other.judgements())
        && ptr::eq(one.track_record().past(), other.track_record().past())
        && ptr::eq(one.note().as_str(), other.note().as_str())
}

fn criteria_written(criteria: &Criteria) -> usize {
    let indicator = |indicator: &Indicator| 60 + escaped(indicator.name().as_str());
    let criterion = |criterion: &Criterion| {
        let indicators = criterion.indicators().iter().map(indicator);
        100 + escaped(criterion.name().as_str()) + indicators.sum::<usize>()
    };
    criteria.list().iter().map(criterion).sum()
}

fn partner_written(partner: &Partner) -> usize {
    let judgement = |judgement: &Judgement| 100 + escaped(judgement.evidence.as_str());
    let past = |past: &PastPartnership| {
        let reason = past.ending().and_then(|ending| ending.reason.as_ref());
        80 + reason.map_or(0, |reason| escaped(reason.as_str()))
    };
    let texts = escaped(partner.name().as_str()) + escaped(partner.note().as_str());
    let judgements = partner.judgements().values().map(judgement);
    230 + texts + judgements.sum::<usize>() + partner.track_record().past().iter().map(past).sum::<usize>()
}
