use std::collections::BTreeMap;

use concord_core::split::{
    CoalitionWorth, Coalitions, Contribution, ContributionKind, JointSplit, Part, Split, SplitError, Tally, apportion,
    instalment,
};
use concord_core::value::{Hours, Id, Money, Quantity};
use serde_json::{Value, json};

use crate::case::{Case, Refused, out_of_range};

/// One amount among stakes.
pub(crate) fn by_stakes(case: Case<'_>) -> Result<Value, Refused> {
    figures(&apportion(case.money("amount")?, &stakes(case)?).map_err(refused)?)
}

/// Each step of a running total among stakes.
pub(crate) fn in_instalments(case: Case<'_>) -> Result<Value, Refused> {
    let stakes = stakes(case)?;
    let mut total = Money::ZERO;
    let mut steps: Vec<Value> = Vec::new();
    for step in case.list("steps")? {
        let after = total.plus(step.as_money()?).map_err(out_of_range)?;
        steps.push(json!(by_party(&instalment(total, after, &stakes).map_err(refused)?)));
        total = after;
    }
    Ok(json!({ "steps": steps }))
}

/// A pool by what was put in.
pub(crate) fn by_contribution(case: Case<'_>) -> Result<Value, Refused> {
    let log = case.list("log")?.map(contribution).collect::<Result<Vec<_>, _>>()?;
    let tally = Tally::of(&log).map_err(refused)?;
    let split = JointSplit::Contribution { cash_first: case.flag("cash_first")? };
    figures(&split.pay(case.money("pool")?, &tally).map_err(refused)?)
}

/// A pool by what each party adds, and what that is, times the number of orders.
pub(crate) fn by_shapley(case: Case<'_>) -> Result<Value, Refused> {
    let parties = case.list("parties")?.map(party).collect::<Result<_, _>>()?;
    let stated = case.list("stated")?.map(|coalition| {
        let members = coalition.list("members")?.map(party).collect::<Result<_, _>>()?;
        Ok(CoalitionWorth { members, worth: coalition.money("worth")? })
    });
    let coalitions = Coalitions::new(parties, &stated.collect::<Result<Vec<_>, Refused>>()?)?;
    let stakes = coalitions.shapley();
    let values = stakes.iter().map(|&(party, stake)| Ok((name(party), i64::try_from(stake)?)));
    let values = values.collect::<Result<BTreeMap<String, i64>, Refused>>()?;
    let pay = JointSplit::Shapley(coalitions).pay(case.money("pool")?, &Tally::of(&[]).map_err(refused)?);
    Ok(match pay {
        Ok(split) => json!({ "values": values, "parts": by_party(split.parts()), "odd": odd(&split) }),
        Err(error) => json!({ "values": values, "error": refused(error).0 }),
    })
}

fn contribution(case: Case<'_>) -> Result<Contribution, Refused> {
    let weight = |key| -> Result<Quantity, Refused> { Ok(Quantity::new(case.number(key)?)?) };
    let kind = if case.get("cash").is_some() {
        ContributionKind::Cash { amount: case.money("cash")?, multiplier: weight("multiplier")? }
    } else {
        let time = Hours::new(case.number("seconds")?)?;
        ContributionKind::Hours { time, hourly: case.money("hourly")?, weight: weight("weight")? }
    };
    Ok(Contribution::new(party(case.field("party")?)?, kind)?)
}

fn stakes(case: Case<'_>) -> Result<Vec<(Id, i128)>, Refused> {
    let stakes = case.list("stakes")?.map(|stake| Ok((party(stake.field("party")?)?, stake.number("stake")?)));
    stakes.collect()
}

fn party(case: Case<'_>) -> Result<Id, Refused> {
    Ok(Id::from_u128(case.as_number()?))
}

fn name(party: Id) -> String {
    party.as_u128().to_string()
}

fn figures(split: &Split) -> Result<Value, Refused> {
    Ok(json!({ "parts": by_party(split.parts()), "odd": odd(split) }))
}

fn by_party(parts: &[Part]) -> BTreeMap<String, i64> {
    parts.iter().map(|part| (name(part.party), part.amount.minor())).collect()
}

fn odd(split: &Split) -> Vec<u64> {
    let mut odd: Vec<Id> = split.odd().to_vec();
    odd.sort_unstable();
    odd.into_iter().filter_map(|party| u64::try_from(party.as_u128()).ok()).collect()
}

fn refused(error: SplitError) -> Refused {
    match error {
        SplitError::NothingStaked => Refused("nothing staked".to_string()),
        SplitError::TooLarge => Refused("out of range".to_string()),
        SplitError::Twice { .. } => Refused(error.to_string()),
    }
}
