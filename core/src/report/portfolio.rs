use serde_json::{Map, Value, json};

use super::or_error;
use crate::review::{
    Basis, Counted, CountedOn, Course, Decision, Ending, Group, Judgement, Measure, Portfolio, PortfolioError, Review,
};
use crate::value::Plain;
use crate::words;
use crate::workspace::{Partnerships, Workspace};

/// Which partnerships are worth their upkeep; null until it was said what an hour is worth.
pub(super) fn figures(workspace: &Workspace) -> Value {
    let Some(partnerships) = workspace.partnerships() else { return Value::Null };
    json!({
        "basis": basis(&partnerships.basis),
        "reviewed": or_error(reviewed(workspace, partnerships)),
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

fn reviewed(workspace: &Workspace, partnerships: &Partnerships) -> Result<Value, PortfolioError> {
    let (basis, notation) = (&partnerships.basis, &Plain(workspace.currency()));
    let settled = partnerships.settled(workspace.table().all(), workspace.list())?;
    let portfolio = Portfolio::of(&settled, basis)?;
    let head = words::portfolio_headline(&portfolio, basis, notation);
    let counted = |review: &Review| {
        let settled = settled.iter().find(|settled| settled.entry.partnership() == review.partnership)?;
        settled.counted.as_ref()
    };
    Ok(json!({
        "verdict": { "code": head.code, "sentence": head.sentence, "detail": head.detail },
        "partnerships": portfolio.reviews.iter().map(|review| partnership(review, counted(review), basis)).collect::<Vec<_>>(),
        "groups": portfolio.groups.iter().map(group).collect::<Vec<_>>(),
        "total": ending(&portfolio.total),
    }))
}

/// Each figure by its name: minor units, seconds, millionths, or parts per million for a chance.
fn partnership(review: &Review, counted: Option<&Counted>, basis: &Basis) -> Value {
    let figures: Map<String, Value> =
        Measure::ALL.into_iter().map(|measure| (measure.code().to_owned(), number(measure.of(review)))).collect();
    let decide = |ratio| decision(basis.thresholds().decide(ratio));
    json!({
        "id": review.partnership.to_string(),
        "name": review.name.as_str(),
        "judgement": judgement(review.judgement),
        "figures": figures,
        "payouts_from": counted.map(payouts_from),
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

/// The terms that payouts come from, and what they were counted on.
fn payouts_from(counted: &Counted) -> Value {
    let (work, count) = match counted.on {
        CountedOn::Even(even) => ("even", json!({ "projects": even.projects, "introductions": even.introductions })),
        CountedOn::Rows(rows) => ("rows", json!({ "rows": rows })),
    };
    json!({
        "offer": counted.offer.id.to_string(),
        "work": work,
        "count": count,
        "since": counted.book.period().start().to_string(),
        "revenue": counted.revenue.minor(),
        "total": counted.total.minor(),
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
