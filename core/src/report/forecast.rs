use serde_json::{Value, json};

use super::codes::standing;
use super::introductions::{misses, outcome};
use super::or_error;
use crate::forecast::study::Wanted;
use crate::forecast::{
    Assessment, Assumptions, Fix, Forecast, Gain, Outlook, Premises, Quantiles, Search, Simulation, Summary, Verdict,
    verdict_on_years,
};
use crate::value::{Chance, Plain, Side, Sides};
use crate::words::{self, Grounds};
use crate::workspace::Workspace;

/// What the offers come to over simulated years; null without offers. Means are fractions of minor units or of counts,
/// chances parts per million.
pub(super) fn figures(workspace: &Workspace, assumptions: &Assumptions) -> Value {
    let offers = workspace.offers();
    if offers.is_empty() {
        return Value::Null;
    }
    let premises = Premises::of(assumptions, offers);
    or_error(premises.map(|premises| {
        let wanted = Wanted { premises, years: Simulation::USUAL };
        let forecast = wanted.forecast();
        json!({
            "verdict": judged(workspace, assumptions, &wanted.premises, &forecast),
            "seed": forecast.seed,
            "years": forecast.years,
            "introductions": summary(&forecast.volume.introductions),
            "projects": summary(&forecast.volume.projects),
            "net": summary(&forecast.volume.net),
            "no_deal": outlook(&forecast.no_deal),
            "offers": forecast.offers.iter().map(outlook).collect::<Vec<_>>(),
        })
    }))
}

/// The verdict, and how each offer stands; where none works, after looking for what would help.
fn judged(workspace: &Workspace, assumptions: &Assumptions, premises: &Premises, forecast: &Forecast) -> Value {
    let (offers, currency) = (workspace.offers(), workspace.currency());
    let on_years = |fix: Option<&Fix>| verdict_on_years(assumptions, forecast, offers, fix);
    let (mut verdict, mut assessments) = on_years(None);
    if verdict == (Verdict::NoneWorks { fix: Fix::Unknown }) {
        let mut search = Search::new(premises, currency, Simulation::SEED, Simulation::USUAL);
        search.advance(search.rest());
        (verdict, assessments) = on_years(search.fix());
    }
    let (grounds, partner) = (Grounds::Years(forecast), workspace.partner());
    let head = words::headline(&verdict, &assessments, grounds, assumptions, offers, partner, &Plain(currency));
    let stands = |assessment: &Assessment| {
        json!({
            "id": assessment.id.to_string(),
            "standing": standing(assessment.standing()),
            "misses": misses(&assessment.misses),
            "near": misses(&assessment.near),
        })
    };
    json!({
        "code": head.code,
        "sentence": head.sentence,
        "detail": head.detail,
        "data": outcome(&verdict),
        "offers": assessments.iter().map(stands).collect::<Vec<_>>(),
    })
}

pub(super) fn outlook(outlook: &Outlook) -> Value {
    let id = |id: Option<crate::value::Id>| id.map(|id| id.to_string());
    let beats = outlook.beats.iter().map(|beats| json!({ "other": id(beats.other), "chance": chances(beats.chance) }));
    let losses = Sides { you: outlook.chance_of_loss(Side::You), them: outlook.chance_of_loss(Side::Them) };
    json!({
        "id": id(outlook.id),
        "payout": summary(&outlook.payout),
        "months": outlook.months.iter().map(quantiles).collect::<Vec<_>>(),
        "effective_rate": outlook.effective_rate,
        "band": { "inside": outlook.in_band, "of": outlook.in_question },
        "gain": { "you": gain(&outlook.gain.you), "them": gain(&outlook.gain.them) },
        "loss": chances(losses),
        "beats": beats.collect::<Vec<_>>(),
        "hours": outlook.hours.seconds(),
    })
}

fn summary(summary: &Summary) -> Value {
    json!({
        "mean": summary.mean(),
        "standard_error": summary.standard_error,
        "quantiles": quantiles(&summary.quantiles),
    })
}

fn quantiles(quantiles: &Quantiles) -> Value {
    json!([quantiles.p10, quantiles.median, quantiles.p90])
}

fn gain(gain: &Gain) -> Value {
    json!({ "gain": summary(&gain.gain), "p10_within": [gain.p10_within.0, gain.p10_within.1] })
}

fn chances(chances: Sides<Chance>) -> Value {
    json!({ "you": chances.you.rate().ppm(), "them": chances.them.rate().ppm() })
}
