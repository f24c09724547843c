//! Reading candidates and what they are judged by; [`super::super::write`] has its mirror.

use crate::exchange::{Ids, Node};
use crate::scorecard::{
    Criteria, Criterion, Ending, Indicator, Judgement, Kind, Overlap, OverlapBand, OverlapScale, Partner,
    PastPartnership, Points, Rating, Scorecard, TrackRecord, Weight,
};
use crate::value::{Id, Note, Side};

pub(super) fn scorecard(at: Node<'_>, ids: &mut Ids) -> Option<Scorecard> {
    let mut record = at.record()?;
    let criteria = record.field("criteria");
    let criteria = criteria.list(criterion).and_then(|list| criteria.check(Criteria::new(list)));
    let scale = overlap_scale(record.field("overlap"));
    let partners = record.field("partners").list(|at| partner(at, ids));
    record.finish();
    at.check(Scorecard::new(criteria?, scale?, partners?))
}

fn criterion(at: Node<'_>) -> Option<Criterion> {
    let mut record = at.record()?;
    let id = record.field("id").id();
    let name = record.field("name").name();
    let weight = record.field("weight").integer(0..=Weight::MAX.hundredths());
    let indicators = record.field("indicators").list(|at| {
        let mut record = at.record()?;
        let id = record.field("id").id();
        let name = record.field("name").name();
        record.finish();
        Some(Indicator::new(id?, name?))
    });
    record.finish();
    let weight = at.check(Weight::new(weight?))?;
    at.check(Criterion::new(id?, name?, weight, indicators?))
}

fn overlap_scale(at: Node<'_>) -> Option<OverlapScale> {
    let mut record = at.record()?;
    let scored = record.field("scored").one_of(&[("you", Side::You), ("them", Side::Them)]);
    let low = record.field("low").integer(0..=u8::MAX);
    let high = record.field("high").integer(0..=u8::MAX);
    record.finish();
    let band = at.check(OverlapBand::new(low?, high?))?;
    Some(OverlapScale { scored: scored?, band })
}

fn partner(at: Node<'_>, ids: &mut Ids) -> Option<Partner> {
    let mut record = at.record()?;
    let id = record.field("id").new_id(ids);
    let name = record.field("name").name();
    let kind = record.field("kind").one_of(&[
        ("complementary-service", Kind::ComplementaryService),
        ("referral-exchange", Kind::ReferralExchange),
        ("co-creation", Kind::CoCreation),
    ]);
    let ratings = record.field("ratings").list(rating);
    let overlap = record.field("overlap").optional(|at| overlap(at));
    let history = record.field("history");
    let history = history.list(past).and_then(|past| history.check(TrackRecord::new(past)));
    let note = note(record.field("note"));
    record.finish();
    let partner = Partner::new(id?, name?, kind?).with_overlap(overlap?).with_track_record(history?).noted(note?);
    ratings?.into_iter().try_fold(partner, |partner, (indicator, judgement)| {
        let again = partner.judgement(indicator).is_some();
        at.check(if again { Err("an indicator is rated twice") } else { Ok(()) })?;
        Some(partner.judged(indicator, judgement))
    })
}

fn rating(at: Node<'_>) -> Option<(Id, Judgement)> {
    let mut record = at.record()?;
    let indicator = record.field("indicator").id();
    let word = record
        .field("rating")
        .optional(|at| at.one_of(&[("weak", Rating::Weak), ("mixed", Rating::Mixed), ("strong", Rating::Strong)]));
    let points = record.field("points").optional(|at| at.integer(0..=100_u8));
    let evidence = note(record.field("evidence"));
    record.finish();
    let rating = match (word?, points?) {
        (Some(_), Some(_)) => return at.check(Err("a rating is a word or points, not both")),
        (Some(word), None) => word,
        (None, Some(points)) => Rating::Exact(at.check(Points::new(points))?),
        (None, None) => Rating::Unknown,
    };
    Some((indicator?, Judgement { rating, evidence: evidence? }))
}

fn overlap(at: Node<'_>) -> Option<Overlap> {
    let mut record = at.record()?;
    let yours = record.field("yours").integer(0..=Overlap::MOST_CLIENTS);
    let theirs = record.field("theirs").integer(0..=Overlap::MOST_CLIENTS);
    let shared = record.field("shared").integer(0..=Overlap::MOST_CLIENTS);
    record.finish();
    at.check(Overlap::new(yours?, theirs?, shared?))
}

fn past(at: Node<'_>) -> Option<PastPartnership> {
    let mut record = at.record()?;
    let start = record.field("start").date();
    let end = record.field("end").optional(|at| at.date());
    let reason = record.field("reason").optional(|at| at.name());
    let is_checked = record.field("checked").boolean();
    record.finish();
    let ending = match (end?, reason?) {
        (None, Some(_)) => return at.check(Err("what has not ended has no reason to end")),
        (date, reason) => date.map(|date| Ending { date, reason }),
    };
    at.check(PastPartnership::new(start?, ending, is_checked?))
}

/// A note; none is an empty one.
fn note(at: Node<'_>) -> Option<Note> {
    at.optional(|at| at.parse(Note::new)).map(Option::unwrap_or_default)
}
