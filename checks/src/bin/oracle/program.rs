use concord_core::program::{Arm, Chance, Decided, Settling, chances_of_best, for_ratio, for_shares};
use concord_core::value::{Quantity, Rate};
use serde_json::{Value, json};

use crate::case::{Case, Refused};

/// Two arms of decided referrals: the chance that the first beats the second, what would settle it, and the conversion of
/// the first.
pub(crate) fn arms(case: Case<'_>) -> Result<Value, Refused> {
    let [one, other] = ["one", "other"].map(|key| -> Result<Decided, Refused> {
        let arm = case.field(key)?;
        Ok(Decided { won: arm.number("won")?, lost: arm.number("lost")? })
    });
    let (one, other) = (one?, other?);
    let settled = match Settling::of(one, other, Settling::SURE) {
        Settling::After(more) => json!(more),
        Settling::Never => json!("never"),
        Settling::NoRate => json!("no rate"),
    };
    let conversion = one.conversion().map(|found| [found.rate, found.low, found.high].map(Chance::get));
    Ok(json!({ "beats": one.beats(other).get(), "settled": settled, "conversion": conversion }))
}

/// Arms of an experiment: each one's chance of being the best, and the ratio of the first to the second.
pub(crate) fn experiment(case: Case<'_>) -> Result<Value, Refused> {
    let arms = case.list("arms")?.map(|arm| -> Result<Arm, Refused> {
        Ok(Arm::new(arm.number("people")?, arm.number("days")?, arm.number("referrals")?)?)
    });
    let arms = arms.collect::<Result<Vec<_>, _>>()?;
    let chances: Vec<f64> = chances_of_best(&arms).into_iter().map(Chance::get).collect();
    let ratio = match arms.as_slice() {
        [one, other, ..] => one.ratio_to(*other),
        _ => return Err(Refused("fewer than two arms".to_string())),
    };
    Ok(json!({ "best": chances, "ratio": ratio.ratio, "low": ratio.low, "high": ratio.high }))
}

/// What two shares, and what a ratio of two rates, need to be told apart.
pub(crate) fn power(case: Case<'_>) -> Result<Value, Refused> {
    let share = |key| -> Result<Rate, Refused> { Ok(Rate::new(case.number(key)?)?) };
    let ratio = for_ratio(Quantity::new(case.number("ratio")?)?);
    let shares = for_shares(share("one")?, share("other")?);
    Ok(json!({ "shares": shares, "ratio": ratio.map(|(without, with)| [without, with]) }))
}
