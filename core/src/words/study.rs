//! What studies find, in the few words of a table cell.

use super::phrase::fill;
use super::reasons::condition;
use super::terms::offer_label;
use crate::forecast::study::{Extra, Moved};
use crate::forecast::{Offer, Verdict};
use crate::value::{Id, Notation};

/// The end of a range that an assumption is at, as the head of a row: "If a project is worth $3,000".
#[must_use]
pub fn moved(moved: &Moved, notation: &dyn Notation) -> String {
    fill("If {0}", &[&condition(moved.factor, &moved.assumptions, notation, "")])
}

/// What a verdict comes to.
#[must_use]
pub fn answer(verdict: &Verdict, offers: &[Offer], notation: &dyn Notation) -> String {
    let name = |id: Id| {
        let offer = offers.iter().find(|offer| offer.id == id);
        offer.map(|offer| offer_label(offer, notation)).unwrap_or_default()
    };
    match verdict {
        Verdict::NothingOffered => "–".into(),
        Verdict::Clear { pick } | Verdict::TooEarly { leaning: Some(pick), .. } => name(*pick),
        Verdict::Leaning { pick, .. } => fill("{0}, borderline", &[&name(*pick)]),
        Verdict::TooClose { first, second, .. } => fill("{0} or {1}", &[&name(*first), &name(*second)]),
        Verdict::NoneWorks { .. } | Verdict::TooEarly { leaning: None, .. } => "none works".into(),
    }
}

/// How many more introductions make up for what an offer costs more.
#[must_use]
pub fn extra(extra: Extra, notation: &dyn Notation) -> String {
    let count = |count: u32| notation.count(count.into());
    match extra {
        Extra::Open => "…".into(),
        Extra::Introductions(0) => "none".into(),
        Extra::Introductions(more) => fill("{0} more", &[&count(more)]),
        Extra::NotWith(0) => "–".into(),
        Extra::NotWith(most) => fill("not even with {0} more", &[&count(most)]),
    }
}
