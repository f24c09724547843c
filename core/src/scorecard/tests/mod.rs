#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

mod cards;
mod draws;
mod leads;
mod scores;
mod verdicts;

use super::*;
use crate::value::Name;

/// Criteria of these weights, numbered from 1, and partners numbered from 1. Each partner has a text for each criterion
/// with a rating for each of its indicators: a number, or ? for unknown.
pub(super) fn card<const CRITERIA: usize>(weights: [u8; CRITERIA], partners: &[[&str; CRITERIA]]) -> Scorecard {
    let name = |text: &str| Name::new(text).unwrap();
    let id = |number: usize| Id::from_u128(number as u128 + 1);
    let indicator = |criterion: usize, place: usize| Id::from_u128(0x1_0000 + (criterion * 0x100 + place) as u128);
    let ratings = |text: &str| -> Vec<Rating> {
        let rating =
            |word: &str| word.parse().map_or(Rating::Unknown, |points| Rating::Exact(Points::new(points).unwrap()));
        text.split_whitespace().map(rating).collect()
    };
    let criteria = (0..CRITERIA).map(|at| {
        let count = partners.first().map_or(1, |partner| ratings(partner[at]).len());
        let indicators = (0..count).map(|place| Indicator::new(indicator(at, place), name(&format!("I{at}{place}"))));
        let name = name(&format!("Criterion {}", at + 1));
        Criterion::new(id(at), name, Weight::whole(weights[at]), indicators.collect()).unwrap()
    });
    let partners = partners.iter().enumerate().map(|(number, texts)| {
        let partner = Partner::new(id(number), name(&format!("P{}", number + 1)), Kind::default());
        texts.iter().enumerate().fold(partner, |partner, (at, text)| {
            let rated = ratings(text).into_iter().enumerate();
            rated.fold(partner, |partner, (place, rating)| partner.judged(indicator(at, place), rating.into()))
        })
    });
    Scorecard::new(Criteria::new(criteria.collect()).unwrap(), OverlapScale::USUAL, partners.collect()).unwrap()
}

pub(super) fn number(id: Id) -> u128 {
    id.as_u128()
}
