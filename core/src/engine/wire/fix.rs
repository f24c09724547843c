//! What was found to help: the offer, the number by its place among those of its terms, and what it has to be.

use serde::{Deserialize, Serialize};

use super::{WireError, text};
use crate::forecast::{Fix, Premises};
use crate::terms::{Parameter, Setting};
use crate::value::{Id, Money, Rate};

/// A [`Fix::Change`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChangeV1 {
    #[serde(with = "text")]
    offer: Id,
    number: u16,
    /// Minor units, parts per million or months.
    #[serde(with = "text")]
    to: i64,
}

/// Nothing where no change was found.
pub(super) fn written(fix: Option<&Fix>) -> Option<ChangeV1> {
    let Some(&Fix::Change { id, parameter, to, .. }) = fix else { return None };
    let to = match to {
        Setting::Money(amount) => amount.minor(),
        Setting::Rate(rate) => rate.ppm().into(),
        Setting::Months(months) => months.into(),
    };
    Some(ChangeV1 { offer: id, number: number(parameter), to })
}

/// What was found at the end of the search, if an offer of these premises can be changed so.
pub(super) fn read(change: Option<ChangeV1>, premises: &Premises) -> Result<Fix, WireError> {
    let Some(ChangeV1 { offer: id, number: of, to }) = change else { return Ok(Fix::NoSingleChange) };
    let offer = premises.offers().iter().find(|offer| offer.id == id).ok_or(WireError::Change)?;
    let mut parameters = offer.terms.parameters().into_iter();
    let (parameter, from) = parameters.find(|(parameter, _)| number(*parameter) == of).ok_or(WireError::Change)?;
    let to = match from {
        Setting::Money(_) => Money::new(to).ok().map(Setting::Money),
        Setting::Rate(_) => u32::try_from(to).ok().and_then(|ppm| Rate::new(ppm).ok()).map(Setting::Rate),
        Setting::Months(_) => u16::try_from(to).ok().map(Setting::Months),
    };
    let to = to.filter(|to| offer.terms.with(parameter, *to).is_some()).ok_or(WireError::Change)?;
    Ok(Fix::Change { id, parameter, from, to })
}

fn number(parameter: Parameter) -> u16 {
    match parameter {
        Parameter::Fee => 0,
        Parameter::Threshold => 1,
        Parameter::Retainer => 2,
        Parameter::Window => 3,
        Parameter::ClientCap => 4,
        Parameter::YearCap => 5,
        Parameter::Floor => 6,
        Parameter::Cap => 7,
        Parameter::Rate(tier) => 8 + u16::from(tier),
    }
}
