//! The verdict on simulated years.

use std::cmp::Ordering;

use super::{Assessment, Assumptions, Case, Fix, Forecast, Gain, Miss, Offer, Outlook, Reason, Standing, Verdict};
use crate::terms::Simplicity;
use crate::value::{Hours, Money, OutOfRange, Rate, Side};

/// In so many years of four pay has to be usual.
const USUAL_YEARS: Rate = Rate::percent(75);
/// So many standard errors from its limit a test is certain.
const CERTAIN: f64 = 2.0;
/// By so little the distances of two rates from the usual one differ where only pay was rounded.
const ROUNDING: f64 = 1e-4;

impl Assessment {
    /// Tests an offer on simulated years: each side gains on average; one year in ten costs it no more than an average
    /// year brings; and in three years of four the pay lies in the usual band.
    ///
    /// A test is near its limit within two standard errors: of the mean; of the mean and of P10 (by its order statistics)
    /// together; of the share √(p (1 − p) / n).
    #[must_use]
    pub fn on_years(outlook: &Outlook) -> Option<Assessment> {
        let mut assessment = Assessment { id: outlook.id?, misses: Vec::new(), near: Vec::new(), declared: None };
        for side in Side::BOTH {
            let gain = outlook.gain.of(side);
            let mean = gain.gain.mean_money();
            let is_ahead = gain.gain.sum > 0;
            assessment.note(is_ahead, is_mean_near(gain), Reason::NotAhead { side, gain: mean });
            if is_ahead {
                let tenth = Money::new(gain.gain.quantiles.p10).unwrap_or_default();
                let (holds, is_near) = bad_year(gain);
                assessment.note(holds, is_near, Reason::BadYear { side, gain: tenth, usual: mean });
            }
        }
        let usual = outlook.chance_in_band();
        if let (inside, of @ 1..) = usual.fraction() {
            let share = inside as f64 / of as f64;
            let error = (share * (1.0 - share) / of as f64).sqrt();
            let is_near = (share - f64::from(USUAL_YEARS.ppm()) / 1e6).abs() <= CERTAIN * error;
            assessment.note(usual.is_at_least(USUAL_YEARS), is_near, Reason::Unusual { usual, rate: outlook.rate() });
        }
        Some(assessment)
    }

    fn note(&mut self, holds: bool, is_near: bool, reason: Reason) {
        let miss = Miss { case: Case::Simulated, reason };
        if !holds {
            self.misses.push(miss);
        }
        if is_near {
            self.near.push(miss);
        }
    }
}

fn is_mean_near(gain: &Gain) -> bool {
    gain.gain.standard_error.is_none_or(|error| gain.gain.mean().abs() <= CERTAIN * error)
}

/// Whether P10 ≥ −mean, and whether that could be otherwise.
fn bad_year(gain: &Gain) -> (bool, bool) {
    let (p10, years) = (gain.gain.quantiles.p10, i128::from(gain.gain.years));
    let holds = i128::from(p10) * years >= -gain.gain.sum;
    let beyond = if holds { p10 - gain.p10_within.0 } else { gain.p10_within.1 - p10 };
    let room = (p10 as f64 + gain.gain.mean()).abs();
    let is_near = gain.gain.standard_error.is_none_or(|error| room <= beyond as f64 + CERTAIN * error);
    (holds, is_near)
}

/// The verdict on `offers` on simulated years, and how each of them stands. `fix` is what was found to help where none
/// works.
///
/// Of the terms that pass every test, the simplest; among equally simple ones, the nearest to the usual rate by
/// |ln(Σ pay ÷ Σ net revenue ÷ usual rate)|; then the one with less record keeping; then the first by id. What only just
/// passes, or passes over a simpler offer that only just fails, is leaning. Where none passes, what only just fails is.
#[must_use]
pub fn verdict_on_years(
    assumptions: &Assumptions,
    forecast: &Forecast,
    offers: &[Offer],
    fix: Option<&Fix>,
) -> (Verdict, Vec<Assessment>) {
    let assessments: Vec<Assessment> = forecast.offers.iter().filter_map(Assessment::on_years).collect();
    if offers.is_empty() {
        return (Verdict::NothingOffered, assessments);
    }
    let mut ranked: Vec<Candidate> = offers
        .iter()
        .zip(&forecast.offers)
        .zip(&assessments)
        .filter(|(_, assessment)| assessment.standing() < Standing::Fails)
        .map(|((offer, outlook), assessment)| Candidate::new(offer, outlook, assessment, assumptions.norm.usual))
        .collect();
    ranked.sort_by(Candidate::against);
    let best = ranked.iter().find(|candidate| candidate.assessment.misses.is_empty()).or(ranked.first());
    let verdict = if assumptions.evidence.is_thin() {
        Verdict::too_early(assumptions.evidence, best.map(|best| best.offer.id))
    } else if let Some(best) = best {
        let passes = |other: &&Candidate| other.offer.id != best.offer.id && other.assessment.misses.is_empty();
        match ranked.iter().filter(passes).find(|rival| best.is_as_good_as(rival)) {
            Some(rival) if best.assessment.misses.is_empty() => Verdict::TooClose {
                first: best.offer.id,
                second: rival.offer.id,
                difference: best.pay().minus(rival.pay()).unwrap_or_default().abs(),
            },
            _ if best.assessment.standing() == Standing::Works
                && ranked.first().is_some_and(|first| first.is(best)) =>
            {
                Verdict::Clear { pick: best.offer.id }
            }
            _ => Verdict::Leaning { pick: best.offer.id, misses: best.assessment.near.clone() },
        }
    } else {
        let known = || fix.cloned().unwrap_or(Fix::Unknown);
        Verdict::NoneWorks { fix: volume_too_small(assumptions, forecast, offers).unwrap_or_else(known) }
    };
    (verdict, assessments)
}

/// Whether the introductions bring less in an average year than the least record keeping of any terms costs both sides.
fn volume_too_small(assumptions: &Assumptions, forecast: &Forecast, offers: &[Offer]) -> Option<Fix> {
    let hour = &assumptions.hour;
    let cost = |hours: Hours| Money::total([hours.at(hour.you.0).ok()?, hours.at(hour.them.0).ok()?]).ok();
    // Under any of them the same but for the rounding of record keeping: their order must not decide by a cent.
    let outlook = forecast.offers.iter().min_by_key(|outlook| outlook.id)?;
    let gains = Side::BOTH.map(|side| outlook.gain.of(side).gain.mean_money());
    // Pay goes from one side to the other.
    let added = Money::total(gains).and_then(|gains| gains.plus(cost(outlook.hours).ok_or(OutOfRange)?)).ok()?;
    let introductions = forecast.volume.introductions.mean_quantity();
    let usual = Simplicity::ALL.map(Simplicity::administration);
    let each = offers.iter().map(Offer::administration).chain(usual);
    let administration = each.filter_map(|each| cost(each.hours(introductions).ok()?)).min()?;
    (added <= administration).then_some(Fix::VolumeTooSmall { added, administration })
}

/// An offer that does not clearly fail.
struct Candidate<'a> {
    offer: &'a Offer,
    outlook: &'a Outlook,
    assessment: &'a Assessment,
    /// |ln(effective rate ÷ usual rate)|, and its standard error.
    distance: (f64, f64),
}

impl<'a> Candidate<'a> {
    fn new(offer: &'a Offer, outlook: &'a Outlook, assessment: &'a Assessment, usual: Rate) -> Candidate<'a> {
        let distance = match outlook.effective_rate {
            Some(rate) if rate > 0.0 => {
                let distance = libm::log(rate * 1e6 / f64::from(usual.ppm())).abs();
                (distance, outlook.rate_error.unwrap_or_default() / rate)
            }
            _ => (f64::MAX, 0.0),
        };
        Candidate { offer, outlook, assessment, distance }
    }

    fn against(&self, other: &Candidate) -> Ordering {
        self.offer
            .terms
            .simplicity()
            .cmp(&other.offer.terms.simplicity())
            .then(self.distance.0.total_cmp(&other.distance.0))
            .then(self.hours().cmp(&other.hours()))
            .then(self.offer.id.cmp(&other.offer.id))
    }

    fn is(&self, other: &Candidate) -> bool {
        self.offer.id == other.offer.id
    }

    /// Whether the two are equally simple, and more years could turn which is nearer to the usual rate.
    fn is_as_good_as(&self, other: &Candidate) -> bool {
        let ((mine, my_error), (others, other_error)) = (self.distance, other.distance);
        self.offer.terms.simplicity() == other.offer.terms.simplicity()
            && (mine - others).abs() <= ROUNDING + CERTAIN * libm::hypot(my_error, other_error)
    }

    fn hours(&self) -> Hours {
        self.outlook.hours
    }

    fn pay(&self) -> Money {
        self.outlook.payout.mean_money()
    }
}
