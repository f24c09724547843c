use concord_core::forecast::{Band, Direction, Gain, Offer, Outlook, Premises, Quantiles, Ranges, Simulation, Summary};
use concord_core::terms::Administration;
use concord_core::value::{Hours, Id, Quantity, Range, Rate, Sides};
use serde_json::{Value, json};

use crate::case::{Case, Refused, out_of_range};
use crate::terms::terms;

/// What terms come to over simulated years: means with their standard errors, quantiles, and counts of years.
pub(crate) fn simulated(case: Case<'_>) -> Result<Value, Refused> {
    let quantity = |case: Case<'_>| Ok(Quantity::new(case.as_number()?)?);
    let rate = |case: Case<'_>| Ok(Rate::new(case.as_number()?)?);
    let ranges = Ranges {
        introductions: range(case, "introductions", quantity)?,
        projects: range(case, "projects", quantity)?,
        value: range(case, "value", Case::as_money)?,
        months: range(case, "months", Case::as_number)?,
        pass_through: range(case, "pass_through", rate)?,
        margin: range(case, "margin", rate)?,
        came_anyway: range(case, "came_anyway", rate)?,
    };
    let hour = Sides { you: case.money("your_hour")?, them: case.money("their_hour")? };
    let band = Band { low: rate(case.field("band_low")?)?, high: rate(case.field("band_high")?)? };
    let offers = (1..).zip(case.list("offers")?).map(|(id, offer)| {
        let hours = |key| -> Result<Hours, Refused> { Ok(Hours::new(offer.number(key)?)?) };
        let administration = Administration { monthly: hours("monthly")?, per_referral: hours("each")? };
        let terms = terms(offer.field("terms")?)?;
        Ok(Offer { administration: Some(administration), ..Offer::new(Id::from_u128(id), terms) })
    });
    let offers = offers.collect::<Result<Vec<_>, Refused>>()?;
    let premises = Premises::new(Direction::TheyIntroduce, ranges, hour, band, &offers).map_err(out_of_range)?;
    let mut simulation = Simulation::from(&premises, Simulation::SEED);
    simulation.advance(case.number("years")?);
    let forecast = simulation.forecast();
    let volume = &forecast.volume;
    Ok(json!({
        "introductions": summary(&volume.introductions),
        "projects": summary(&volume.projects),
        "net": summary(&volume.net),
        "offers": forecast.offers.iter().map(outlook).collect::<Vec<_>>(),
    }))
}

fn range<'a, T: Copy + Ord>(
    case: Case<'a>,
    key: &str,
    read: impl Fn(Case<'a>) -> Result<T, Refused>,
) -> Result<Range<T>, Refused> {
    let ends = case.list(key)?.map(read).collect::<Result<Vec<T>, Refused>>()?;
    match ends.as_slice() {
        [low, likely, high] => Ok(Range::new(*low, *likely, *high)?),
        _ => Err(Refused(format!("{key} is no range"))),
    }
}

fn outlook(outlook: &Outlook) -> Value {
    let gain = |gain: &Gain| json!({ "gain": summary(&gain.gain), "losses": gain.losses });
    json!({
        "payout": summary(&outlook.payout),
        "months": outlook.months.iter().map(quantiles).collect::<Vec<_>>(),
        "in_band": [outlook.in_band, outlook.in_question],
        "you": gain(&outlook.gain.you),
        "them": gain(&outlook.gain.them),
    })
}

fn summary(summary: &Summary) -> Value {
    let quantiles = quantiles(&summary.quantiles);
    json!({ "mean": summary.mean(), "error": summary.standard_error, "quantiles": quantiles })
}

fn quantiles(quantiles: &Quantiles) -> Value {
    json!([quantiles.p10, quantiles.median, quantiles.p90])
}
