use serde_json::{Value, json};

use super::or_error;
use crate::forecast::{Assumptions, Gain, Outlook, Quantiles, Simulation, Summary};
use crate::value::{Chance, Side, Sides};
use crate::workspace::Workspace;

/// What the offers come to over simulated years; null without offers. Means are fractions of minor units or of counts,
/// chances parts per million.
pub(super) fn figures(workspace: &Workspace, assumptions: &Assumptions) -> Value {
    let offers = workspace.offers();
    if offers.is_empty() {
        return Value::Null;
    }
    let forecast = Simulation::new(assumptions, offers, Simulation::SEED).map(|mut simulation| {
        simulation.advance(Simulation::USUAL);
        simulation.forecast()
    });
    or_error(forecast.map(|forecast| {
        json!({
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

fn outlook(outlook: &Outlook) -> Value {
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
