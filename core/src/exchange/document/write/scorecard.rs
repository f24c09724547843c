//! Writing candidates and what they are judged by; [`super::super::read`] has its mirror.

use super::{count, date, id, list, or_null, record, text};
use crate::exchange::Tree;
use crate::scorecard::{Criterion, Judgement, Kind, OverlapScale, Partner, PastPartnership, Rating, Scorecard};
use crate::value::{Id, Side};

pub(super) fn scorecard(card: &Scorecard) -> Tree {
    record([
        ("criteria", list(card.criteria().list(), criterion)),
        ("overlap", overlap_scale(card.scale())),
        ("partners", list(card.partners(), partner)),
    ])
}

fn criterion(criterion: &Criterion) -> Tree {
    record([
        ("id", id(criterion.id())),
        ("name", text(criterion.name().as_str())),
        ("weight", count(criterion.weight().hundredths())),
        (
            "indicators",
            list(criterion.indicators(), |indicator| {
                record([("id", id(indicator.id())), ("name", text(indicator.name().as_str()))])
            }),
        ),
    ])
}

fn overlap_scale(scale: OverlapScale) -> Tree {
    record([
        ("scored", text(if scale.scored == Side::You { "you" } else { "them" })),
        ("low", count(scale.band.low())),
        ("high", count(scale.band.high())),
    ])
}

pub(in crate::exchange::document) fn partner(partner: &Partner) -> Tree {
    record([
        ("id", id(partner.id())),
        ("name", text(partner.name().as_str())),
        (
            "kind",
            text(match partner.kind() {
                Kind::ComplementaryService => "complementary-service",
                Kind::ReferralExchange => "referral-exchange",
                Kind::CoCreation => "co-creation",
            }),
        ),
        ("ratings", list(partner.judgements(), |(indicator, judgement)| rating(*indicator, judgement))),
        (
            "overlap",
            or_null(partner.overlap(), |overlap| {
                record([
                    ("yours", count(overlap.yours())),
                    ("theirs", count(overlap.theirs())),
                    ("shared", count(overlap.shared())),
                ])
            }),
        ),
        ("history", list(partner.track_record().past(), past)),
        ("note", or_empty(partner.note().as_str())),
    ])
}

fn rating(indicator: Id, judgement: &Judgement) -> Tree {
    let (word, points) = match judgement.rating {
        Rating::Unknown => (Tree::Null, Tree::Null),
        Rating::Weak => (text("weak"), Tree::Null),
        Rating::Mixed => (text("mixed"), Tree::Null),
        Rating::Strong => (text("strong"), Tree::Null),
        Rating::Exact(points) => (Tree::Null, count(points.get())),
    };
    record([
        ("indicator", id(indicator)),
        ("rating", word),
        ("points", points),
        ("evidence", or_empty(judgement.evidence.as_str())),
    ])
}

fn past(past: &PastPartnership) -> Tree {
    record([
        ("start", date(past.start())),
        ("end", or_null(past.ending(), |ending| date(ending.date))),
        ("reason", or_empty(past.ending().and_then(|ending| ending.reason.as_ref()).map_or("", |name| name.as_str()))),
        ("checked", Tree::Bool(past.is_checked())),
    ])
}

/// A text; nothing for an empty one.
fn or_empty(words: &str) -> Tree {
    if words.is_empty() { Tree::Null } else { text(words) }
}
