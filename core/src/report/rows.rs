use serde_json::{Value, json};

use super::codes::source;
use super::or_error;
use crate::forecast::{Estimate, Offer};
use crate::ledger::{Gathered, OfferReplay, Replay, Summary};
use crate::value::{Id, Money, Month, OutOfRange, Quantity, Rate};
use crate::workspace::Workspace;

/// What the user's own rows say, and what the offers would have paid on them.
pub(super) fn figures(workspace: &Workspace) -> Value {
    let list = workspace.list();
    let gathered = list.referrals();
    let contradictions =
        gathered.problems.iter().map(|(id, problem)| json!({ "id": id.to_string(), "problem": problem.to_string() }));
    json!({
        "lines": list.lines().len(),
        "counted": gathered.rows,
        "unread": unread(workspace),
        "contradictions": contradictions.collect::<Vec<_>>(),
        "summary": gathered.summary().as_ref().map(summary),
        "replay": or_error(replay(&gathered, workspace.offers())),
    })
}

fn unread(workspace: &Workspace) -> Vec<Value> {
    let (reading, currency) = (workspace.reading(), workspace.currency());
    let lines = workspace.list().lines().iter().filter(|line| line.row().is_none());
    lines
        .map(|line| {
            let problems = line.problems(reading, currency).into_iter().map(|problem| problem.error.to_string());
            json!({ "id": line.id().to_string(), "problems": problems.collect::<Vec<_>>() })
        })
        .collect()
}

fn summary(summary: &Summary) -> Value {
    json!({
        "months_spanned": summary.months_spanned,
        "introductions": summary.evidence.introductions,
        "projects": summary.evidence.projects,
        "introductions_a_year": estimate(summary.introductions_a_year, Quantity::millionths),
        "projects_a_year": estimate(summary.projects_of(summary.introductions_a_year.likely()), Quantity::millionths),
        "value": estimate(summary.value, Money::minor),
        "months": estimate(summary.months, |months| months),
        "pass_through": estimate(summary.pass_through, Rate::ppm),
    })
}

fn estimate<T: Copy + Ord, U: serde::Serialize>(estimate: Estimate<T>, figure: impl Fn(T) -> U) -> Value {
    json!({
        "low": estimate.low().map(&figure),
        "likely": figure(estimate.likely()),
        "high": estimate.high().map(&figure),
        "source": source(estimate.given().into()),
    })
}

fn replay(gathered: &Gathered, offers: &[Offer]) -> Result<Value, OutOfRange> {
    let offers: Vec<(Id, _)> = offers.iter().map(|offer| (offer.id, &offer.terms)).collect();
    let Some(replay) = Replay::of(gathered, &offers)? else { return Ok(Value::Null) };
    let month = |month: &Month| format!("{:04}-{:02}", month.year, month.month);
    Ok(json!({
        "months": replay.months.iter().map(month).collect::<Vec<_>>(),
        "revenue": amounts(&replay.revenue),
        "total_revenue": replay.total_revenue.minor(),
        "pass_through": amounts(&replay.pass_through),
        "total_pass_through": replay.total_pass_through.minor(),
        "introductions": replay.introductions,
        "projects": replay.projects,
        "offers": replay.offers.iter().map(|offer| paid(&replay, offer)).collect::<Vec<_>>(),
    }))
}

fn paid(replay: &Replay, offer: &OfferReplay) -> Value {
    let paid = offer.paid.as_ref().map(|paid| {
        json!({
            "by_month": amounts(&paid.by_month),
            "total": paid.total.minor(),
            "share": replay.share(paid.total),
            "projects": paid.projects,
            "owed_introductions": paid.owed_introductions,
        })
    });
    json!({ "id": offer.id.to_string(), "paid": or_error(paid) })
}

fn amounts(amounts: &[Money]) -> Vec<i64> {
    amounts.iter().map(|amount| amount.minor()).collect()
}
