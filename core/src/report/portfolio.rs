use serde_json::{Map, Value, json};

use super::or_error;
use crate::review::{Basis, Course, Decision, Ending, Group, Judgement, Measure, Portfolio, PortfolioError, Review};
use crate::value::Plain;
use crate::words;
use crate::workspace::{Partnerships, Workspace};

/// Which partnerships are worth their upkeep; null until it was said what an hour is worth.
pub(super) fn figures(workspace: &Workspace) -> Value {
    let Some(partnerships) = workspace.partnerships() else { return Value::Null };
    json!({
        "basis": basis(&partnerships.basis),
        "reviewed": or_error(reviewed(partnerships, &Plain(workspace.currency()))),
    })
}

fn basis(basis: &Basis) -> Value {
    let period = basis.trailing().period();
    json!({
        "hour": basis.hourly().minor(),
        "months": basis.trailing().months(),
        "start": period.start().to_string(),
        "end": period.end().to_string(),
        "invest": basis.thresholds().invest().millionths(),
        "renegotiate": basis.thresholds().renegotiate().millionths(),
        "fewest": basis.fewest().seconds(),
        "payouts_count": basis.payouts_count(),
    })
}

fn reviewed(partnerships: &Partnerships, notation: &Plain) -> Result<Value, PortfolioError> {
    let basis = &partnerships.basis;
    let portfolio = Portfolio::new(&partnerships.entries, basis)?;
    let head = words::portfolio_headline(&portfolio, basis, notation);
    Ok(json!({
        "verdict": { "code": head.code, "sentence": head.sentence, "detail": head.detail },
        "partnerships": portfolio.reviews.iter().map(|review| partnership(review, basis)).collect::<Vec<_>>(),
        "groups": portfolio.groups.iter().map(group).collect::<Vec<_>>(),
        "total": ending(&portfolio.total),
    }))
}

/// Each figure by its name: minor units, seconds, millionths, or parts per million for a chance.
fn partnership(review: &Review, basis: &Basis) -> Value {
    let figures: Map<String, Value> =
        Measure::ALL.into_iter().map(|measure| (measure.code().to_owned(), number(measure.of(review)))).collect();
    let decide = |ratio| decision(basis.thresholds().decide(ratio));
    json!({
        "id": review.partnership.to_string(),
        "name": review.name.as_str(),
        "judgement": judgement(review.judgement),
        "figures": figures,
        "decision_without_strategic": review.judgement.decision().and(review.without_strategic).map(decide),
        "costs_more_than_it_brings":
            review.judgement.decision().and(review.efficiency).map(|ratio| ratio.costs_more_than_it_brings()),
        "trend": review.trend.map(|trend| {
            let course = match trend.course {
                Course::Rising => "rising",
                Course::Level => "level",
                Course::Falling => "falling",
            };
            json!({ "course": course, "decision_before": decision(trend.decision_before) })
        }),
    })
}

fn group(group: &Group) -> Value {
    json!({
        "judgement": judgement(group.judgement),
        "partnerships": group.partnerships.iter().map(ToString::to_string).collect::<Vec<_>>(),
        "ending": ending(&group.ending),
    })
}

fn ending(ending: &Ending) -> Value {
    Measure::OF_ENDING
        .into_iter()
        .map(|measure| (measure.code().to_owned(), number(measure.of_ending(ending))))
        .collect()
}

/// A whole number; as a text where it is larger than JSON holds exactly.
fn number(figure: Option<i128>) -> Value {
    figure.map_or(Value::Null, |figure| i64::try_from(figure).map_or_else(|_| json!(figure.to_string()), Value::from))
}

fn judgement(of: Judgement) -> &'static str {
    match of {
        Judgement::Decided(of) => decision(of),
        Judgement::TooLittle => "too-little",
        Judgement::NoInvestment => "no-investment",
    }
}

fn decision(decision: Decision) -> &'static str {
    match decision {
        Decision::Invest => "invest",
        Decision::Renegotiate => "renegotiate",
        Decision::PhaseOut => "phase-out",
    }
}
