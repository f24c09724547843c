//! The search for what would help, and what was found: the offer, the number by its place among those of its terms, and what it has to be.

use serde::{Deserialize, Serialize};

use super::{SimulateV1, WireError, text};
use crate::engine::{Found, Mend};
use crate::forecast::{Fix, Premises};
use crate::terms::{Parameter, Setting};
use crate::value::{Currency, Id, Money, Rate};

/// A [`Mend`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MendV1 {
    /// The years to try changes on.
    simulate: SimulateV1,
    /// The code of the currency.
    currency: String,
}

/// What was [`Found`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FoundV1 {
    /// How many steps are done.
    pub(super) steps: u32,
    /// Nothing before the end, and where no single number is enough.
    change: Option<ChangeV1>,
}

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

impl From<&Mend> for MendV1 {
    fn from(mend: &Mend) -> MendV1 {
        MendV1 { simulate: (&mend.simulate).into(), currency: mend.currency.code().to_owned() }
    }
}

impl TryFrom<MendV1> for Mend {
    type Error = WireError;
    fn try_from(MendV1 { simulate, currency }: MendV1) -> Result<Mend, WireError> {
        let currency = Currency::new(&currency).map_err(|_| WireError::Currency)?;
        Ok(Mend::new(simulate.try_into()?, currency))
    }
}

impl From<&Found> for FoundV1 {
    fn from(found: &Found) -> FoundV1 {
        FoundV1 { steps: found.steps, change: written(found.fix.as_ref()) }
    }
}

impl FoundV1 {
    pub(super) fn of(self, mend: &Mend) -> Result<Found, WireError> {
        let FoundV1 { steps, change } = self;
        let fix = (steps == mend.steps).then(|| read(change, &mend.simulate.premises)).transpose()?;
        Ok(Found { steps, fix })
    }
}

/// Nothing where no change was found.
fn written(fix: Option<&Fix>) -> Option<ChangeV1> {
    let Some(&Fix::Change { id, parameter, to, .. }) = fix else { return None };
    let to = match to {
        Setting::Money(amount) => amount.minor(),
        Setting::Rate(rate) => rate.ppm().into(),
        Setting::Months(months) => months.into(),
    };
    Some(ChangeV1 { offer: id, number: number(parameter), to })
}

/// What was found at the end of the search, if an offer of these premises can be changed so.
fn read(change: Option<ChangeV1>, premises: &Premises) -> Result<Fix, WireError> {
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
