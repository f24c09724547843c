use std::cmp::Ordering;

use super::compare::Ground;
use super::fix::{self, Fix};
use super::{Assessment, Assumptions, Case, Comparison, Evidence, Eyes, Figures, Miss, Offer, Standing};
use crate::value::{Currency, Id, Money, OutOfRange, Rate};

/// Which terms to offer.
///
/// Of the terms under which each side comes out ahead, no low year costs more than the usual year brings, and the pay
/// stays in the usual band, take the simplest; among equally simple ones, the nearest to the usual rate; then the one
/// with less record keeping; then the first by id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Nothing is on the table.
    NothingOffered,
    /// Too few introductions or projects stand behind the assumptions.
    TooEarly {
        /// What there is.
        evidence: Evidence,
        /// The shares of introductions that could become work.
        plausible: (Rate, Rate),
        /// What would be picked if the assumptions held.
        leaning: Option<Id>,
    },
    /// This offer works in the usual year and in every low one.
    Clear {
        /// The offer.
        pick: Id,
    },
    /// This offer works in the usual year; in a low one, it fails.
    Leaning {
        /// The offer.
        pick: Id,
        /// Where it fails by the tests made here; nowhere, where it is the partner who calls it borderline.
        misses: Vec<Miss>,
    },
    /// Two equally simple offers, and one low assumption is enough to change their order.
    TooClose {
        /// First in the usual year.
        first: Id,
        /// First in a low one.
        second: Id,
        /// By how much their yearly pay differs in the usual year.
        difference: Money,
    },
    /// No offer works.
    NoneWorks {
        /// What would help.
        fix: Fix,
    },
}

impl Verdict {
    /// Too little stands behind the assumptions; if they held, this offer would be picked.
    pub(super) fn too_early(evidence: Evidence, leaning: Option<Id>) -> Verdict {
        Verdict::TooEarly { evidence, plausible: evidence.plausible_conversion(), leaning }
    }

    /// The offer that the verdict points to, if it points to one.
    #[must_use]
    pub fn pick(&self) -> Option<Id> {
        match self {
            Verdict::Clear { pick } | Verdict::Leaning { pick, .. } => Some(*pick),
            Verdict::TooEarly { leaning, .. } => *leaning,
            Verdict::NothingOffered | Verdict::TooClose { .. } | Verdict::NoneWorks { .. } => None,
        }
    }
}

/// The verdict on `offers` with both sides tested, and how each of them stands.
///
/// # Errors
/// [`OutOfRange`] when a figure leaves the bound of money.
pub fn verdict(
    assumptions: &Assumptions,
    comparison: &Comparison,
    offers: &[Offer],
    currency: Currency,
) -> Result<(Verdict, Vec<Assessment>), OutOfRange> {
    verdict_through(Eyes::Both, assumptions, comparison, offers, currency)
}

/// The verdict on `offers` through these eyes, and how each of them stands.
///
/// # Errors
/// [`OutOfRange`] when a figure leaves the bound of money.
pub fn verdict_through(
    eyes: Eyes,
    assumptions: &Assumptions,
    comparison: &Comparison,
    offers: &[Offer],
    currency: Currency,
) -> Result<(Verdict, Vec<Assessment>), OutOfRange> {
    let assessments: Vec<Assessment> =
        comparison.offers.iter().map(|offered| Assessment::new(assumptions, comparison, offered, eyes)).collect();
    if offers.is_empty() {
        return Ok((Verdict::NothingOffered, assessments));
    }
    let mut ranked: Vec<Candidate> = offers
        .iter()
        .zip(&comparison.offers)
        .zip(&assessments)
        .filter(|(_, assessment)| assessment.standing() < Standing::Fails)
        .map(|((offer, offered), assessment)| Candidate { offer, figures: &offered.figures, assessment })
        .collect();
    let usual = assumptions.norm.usual;
    ranked.sort_by(|a, b| a.against(b, 0, usual));
    let best = ranked.first();
    let verdict = if assumptions.evidence.is_thin() {
        Verdict::too_early(assumptions.evidence, best.map(|candidate| candidate.offer.id))
    } else if let Some(best) = best {
        match ranked.iter().skip(1).find(|rival| best.could_swap_with(rival, &comparison.cases, usual)) {
            Some(rival) => Verdict::TooClose {
                first: best.offer.id,
                second: rival.offer.id,
                difference: best.payout().minus(rival.payout())?.abs(),
            },
            None if best.assessment.standing() == Standing::Works => Verdict::Clear { pick: best.offer.id },
            None => Verdict::Leaning { pick: best.offer.id, misses: best.assessment.misses.clone() },
        }
    } else {
        let ground = Ground::new(assumptions);
        Verdict::NoneWorks { fix: fix::search(assumptions, &ground, offers, &assessments, eyes, currency)? }
    };
    Ok((verdict, assessments))
}

struct Candidate<'a> {
    offer: &'a Offer,
    figures: &'a [Figures],
    assessment: &'a Assessment,
}

impl Candidate<'_> {
    /// The order of the verdict, with nearness to the usual rate measured in the case at this place.
    fn against(&self, other: &Candidate, case: usize, usual: Rate) -> Ordering {
        self.assessment
            .standing()
            .cmp(&other.assessment.standing())
            .then(self.offer.terms.simplicity().cmp(&other.offer.terms.simplicity()))
            .then(self.distance(case, usual).total_cmp(&other.distance(case, usual)))
            .then(self.hours(case).cmp(&other.hours(case)))
            .then(self.offer.id.cmp(&other.offer.id))
    }

    /// Whether the two stand level but for nearness to the usual rate, and that turns in one of the low cases.
    fn could_swap_with(&self, rival: &Candidate, cases: &[Case], usual: Rate) -> bool {
        self.assessment.standing() == rival.assessment.standing()
            && self.offer.terms.simplicity() == rival.offer.terms.simplicity()
            && (1..cases.len())
                .any(|case| rival.distance(case, usual).total_cmp(&self.distance(case, usual)) == Ordering::Less)
    }

    /// How far the share of net revenue is from the usual rate: the larger of the two over the smaller. It orders as
    /// |ln(share ÷ usual)| does.
    fn distance(&self, case: usize, usual: Rate) -> f64 {
        match self.figures.get(case).and_then(Figures::share) {
            Some(share) if share > 0.0 => {
                let ratio = share * 1e6 / f64::from(usual.ppm());
                ratio.max(1.0 / ratio)
            }
            _ => f64::INFINITY,
        }
    }

    fn hours(&self, case: usize) -> Option<crate::value::Hours> {
        self.figures.get(case).map(|figures| figures.hours)
    }

    fn payout(&self) -> Money {
        self.figures.first().map_or(Money::ZERO, |figures| figures.payout)
    }
}
