//! The published case and a ledger by the core's own functions: what the page computes, and what the peers have to agree with.

mod ledger;

pub use ledger::Referrals;

use concord_checks::{published_answers, published_offers};
use concord_core::forecast::{Forecast, Outlook, Simulation, Summary};
use concord_core::value::Currency;
use serde_json::{Value, json};
use wasm_bindgen::prelude::wasm_bindgen;

/// Simulated years of the published case.
#[wasm_bindgen]
pub struct Years(Simulation);

/// Every figure of such years.
#[wasm_bindgen]
pub struct Published(Forecast);

#[wasm_bindgen]
impl Years {
    /// So many years drawn from a seed, and what each offer pays in them; nothing if the case were out of range.
    #[must_use]
    pub fn drawn(seed: u32, years: u32) -> Option<Years> {
        let assumptions = published_answers().assume(Currency::USD)?;
        let mut simulation = Simulation::new(&assumptions, &published_offers(), seed.into()).ok()?;
        simulation.advance(years);
        Some(Years(simulation))
    }

    /// What they come to: more than any peer computes, for the page shows pay by month and each offer against every other.
    #[must_use]
    pub fn forecast(&self) -> Published {
        Published(self.0.forecast())
    }
}

#[wasm_bindgen]
impl Published {
    /// The figures that every peer has, as JSON: a list of offers, money in whole units of the currency.
    #[must_use]
    pub fn figures(&self) -> String {
        Value::from_iter(self.0.offers.iter().map(figures)).to_string()
    }
}

fn figures(offer: &Outlook) -> Value {
    let units = |minor: f64| minor / 100.0;
    let share = |count: u32, of: u32| f64::from(count) / f64::from(of.max(1));
    let mean = |summary: &Summary| units(summary.mean());
    let error = |summary: &Summary| summary.standard_error.map(units);
    let (pay, years) = (&offer.payout, offer.payout.years);
    let [p10, median, p90] =
        [pay.quantiles.p10, pay.quantiles.median, pay.quantiles.p90].map(|minor| units(minor as f64));
    let (payer, referrer) = (&offer.gain.you, &offer.gain.them);
    json!({
        "pay": { "mean": mean(pay), "error": error(pay), "p10": p10, "median": median, "p90": p90 },
        "payer": { "mean": mean(&payer.gain), "error": error(&payer.gain), "loss": share(payer.losses, years) },
        "referrer": { "mean": mean(&referrer.gain), "error": error(&referrer.gain), "loss": share(referrer.losses, years) },
        "band": share(offer.in_band, offer.in_question),
    })
}
