use super::{Study, Wanted};
use crate::forecast::{Assumptions, Forecast, Offer, Premises};
use crate::value::Money;

/// The offers at equal average pay: the amounts and rates of each changed in one proportion, so that it pays the usual rate
/// of net revenue in an average year. What still differs is how the pay varies and who bears the risk.
#[derive(Clone, Debug, PartialEq)]
pub struct EqualPay {
    pay: Money,
    offers: Vec<Offer>,
    wanted: Option<Wanted>,
    forecast: Option<Forecast>,
}

impl EqualPay {
    /// The offers of `forecast`, which rests on the same assumptions. What pays nothing on average, or would have to pay
    /// more than all revenue, cannot be brought there and is left out.
    #[must_use]
    pub fn new(assumptions: &Assumptions, offers: &[Offer], forecast: &Forecast) -> EqualPay {
        let pay = assumptions.norm.usual.of(forecast.volume.net.mean_money());
        let offers: Vec<Offer> = offers
            .iter()
            .filter_map(|offer| {
                let paid = forecast.offer(offer.id)?.payout;
                let terms = offer.terms.scaled(pay.wide() * i128::from(paid.years), paid.sum)?;
                Some(Offer { terms, name: None, administration: Some(offer.administration()), ..*offer })
            })
            .collect();
        let premises = Premises::of(assumptions, &offers).ok().filter(|_| !offers.is_empty());
        let wanted = premises.map(|premises| Wanted { premises, years: forecast.years });
        EqualPay { pay, offers, wanted, forecast: None }
    }

    /// What each pays in an average year, but for what rounding its amounts leaves.
    #[must_use]
    pub fn pay(&self) -> Money {
        self.pay
    }

    /// The offers as changed.
    #[must_use]
    pub fn offers(&self) -> &[Offer] {
        &self.offers
    }

    /// What they come to; nothing for as long as it is not known.
    #[must_use]
    pub fn forecast(&self) -> Option<&Forecast> {
        self.forecast.as_ref()
    }
}

impl Study for EqualPay {
    fn next(&self) -> Option<Wanted> {
        self.wanted.clone().filter(|_| self.forecast.is_none())
    }

    fn take(&mut self, forecast: &Forecast) {
        self.forecast = Some(forecast.clone());
    }

    fn progress(&self) -> (usize, usize) {
        (self.forecast.iter().len(), 1)
    }
}
