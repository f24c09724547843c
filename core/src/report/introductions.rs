use serde_json::{Value, json};

use super::codes::{case, parameter, reason, setting, side, source, standing};
use super::{forecast, or_error, sides};
use crate::forecast::{
    Assumed, Assumptions, Comparison, Figures, Fix, Miss, Offer, Offered, Scenario, Verdict, verdict,
};
use crate::terms::{Crossings, End, Exact, Interval, Jump, Piecewise};
use crate::value::{Money, OutOfRange, Plain, Quantity, Rate, Side};
use crate::words::{self, Grounds};
use crate::workspace::Workspace;

/// What the offers come to in a year, and the verdict; null until enough was said.
pub(super) fn figures(workspace: &Workspace) -> Value {
    let Some(assumptions) = workspace.answers().assume(workspace.currency()) else { return Value::Null };
    json!({
        "assumptions": assumed(&assumptions),
        "terms": or_error(compared(workspace, &assumptions)),
        "cautious": or_error(one_year(workspace.offers(), &assumptions.in_scenario(Scenario::Cautious))),
        "hopeful": or_error(one_year(workspace.offers(), &assumptions.in_scenario(Scenario::Hopeful))),
        "crossings": crossings(workspace.offers(), &assumptions),
        "forecast": forecast::figures(workspace, &assumptions),
    })
}

pub(super) fn assumed(assumptions: &Assumptions) -> Value {
    let hour = |of: Side| {
        let (hour, said) = *assumptions.hour.of(of);
        json!({ "amount": hour.minor(), "source": source(said) })
    };
    let norm = assumptions.norm;
    json!({
        "receiver": side(assumptions.direction.receiver()),
        "introductions": range(assumptions.introductions, Quantity::millionths),
        "projects": range(assumptions.projects, Quantity::millionths),
        "value": range(assumptions.value, Money::minor),
        "months": range(assumptions.months, |months| months),
        "pass_through": range(assumptions.pass_through, Rate::ppm),
        "margin": range(assumptions.margin, Rate::ppm),
        "came_anyway": range(assumptions.came_anyway, Rate::ppm),
        "hour": { "you": hour(Side::You), "them": hour(Side::Them) },
        "norm": { "usual": norm.usual.ppm(), "low": norm.band.low.ppm(), "high": norm.band.high.ppm() },
        "evidence": {
            "introductions": assumptions.evidence.introductions,
            "projects": assumptions.evidence.projects,
        },
    })
}

fn range<T: Copy + Ord, U: serde::Serialize>(assumed: Assumed<T>, figure: impl Fn(T) -> U) -> Value {
    json!({
        "low": figure(assumed.range.low()),
        "likely": figure(assumed.range.likely()),
        "high": figure(assumed.range.high()),
        "source": source(assumed.likely),
        "ends": source(assumed.ends),
    })
}

fn compared(workspace: &Workspace, assumptions: &Assumptions) -> Result<Value, OutOfRange> {
    let (offers, currency) = (workspace.offers(), workspace.currency());
    let notation = Plain(currency);
    let comparison = Comparison::new(assumptions, offers)?;
    let (verdict, assessments) = verdict(assumptions, &comparison, offers, currency)?;
    let partner = workspace.partner();
    let head =
        words::headline(&verdict, &assessments, Grounds::Cases(&comparison), assumptions, offers, partner, &notation);
    let offered = |offer: &Offer| {
        let offered = comparison.offer(offer.id)?;
        let assessment = assessments.iter().find(|assessment| assessment.id == offer.id)?;
        let gives_up = |of| comparison.gives_up(offer.id, of).map(Money::minor);
        Some(json!({
            "id": offer.id.to_string(),
            "label": words::offer_label(offer, &notation),
            "cases": by_case(&comparison, &offered.figures),
            "payout_range": comparison.payout_range(offer.id).map(|(low, high)| [low.minor(), high.minor()]),
            "gives_up": { "you": gives_up(Side::You), "them": gives_up(Side::Them) },
            "standing": standing(assessment.standing()),
            "misses": misses(&assessment.misses),
        }))
    };
    Ok(json!({
        "cases": comparison.cases.iter().map(|&of| case(of)).collect::<Vec<_>>(),
        "no_deal": by_case(&comparison, &comparison.no_deal),
        "offers": offers.iter().filter_map(offered).collect::<Vec<_>>(),
        "verdict": {
            "code": head.code,
            "sentence": head.sentence,
            "detail": head.detail,
            "data": outcome(&verdict),
        },
    }))
}

/// A year in which every quantity has the value that it is certain of.
fn one_year(offers: &[Offer], assumptions: &Assumptions) -> Result<Value, OutOfRange> {
    let comparison = Comparison::new(assumptions, offers)?;
    let offered = |offered: &Offered| json!({ "id": offered.id.to_string(), "figures": offered.likely().map(year) });
    Ok(json!({
        "no_deal": comparison.no_deal.first().map(year),
        "offers": comparison.offers.iter().map(offered).collect::<Vec<_>>(),
    }))
}

pub(super) fn by_case(comparison: &Comparison, figures: &[Figures]) -> Value {
    comparison.cases.iter().zip(figures).map(|(&of, figures)| (case(of).to_owned(), year(figures))).collect()
}

fn year(figures: &Figures) -> Value {
    json!({
        "projects": figures.projects.millionths(),
        "revenue": figures.revenue.minor(),
        "net": figures.net.minor(),
        "payout": figures.payout.minor(),
        "share": figures.share(),
        "hours": figures.hours.seconds(),
        "administration": sides(figures.administration),
        "keep": sides(figures.keep),
        "gain": sides(figures.gain),
    })
}

pub(super) fn misses(misses: &[Miss]) -> Vec<Value> {
    misses.iter().map(miss).collect()
}

fn miss(miss: &Miss) -> Value {
    json!({ "case": case(miss.case), "reason": reason(miss.reason) })
}

pub(super) fn outcome(verdict: &Verdict) -> Value {
    match verdict {
        Verdict::NothingOffered => Value::Null,
        Verdict::TooEarly { evidence, plausible: (low, high), leaning } => json!({
            "introductions": evidence.introductions,
            "projects": evidence.projects,
            "plausible": [low.ppm(), high.ppm()],
            "leaning": leaning.map(|id| id.to_string()),
        }),
        Verdict::Clear { pick } => json!({ "pick": pick.to_string() }),
        Verdict::Leaning { pick, misses } => {
            json!({ "pick": pick.to_string(), "misses": misses.iter().map(miss).collect::<Vec<_>>() })
        }
        Verdict::TooClose { first, second, difference } => json!({
            "first": first.to_string(),
            "second": second.to_string(),
            "difference": difference.minor(),
        }),
        Verdict::NoneWorks { fix: Fix::Change { id, parameter: of, from, to } } => json!({
            "fix": "change",
            "offer": id.to_string(),
            "parameter": parameter(*of),
            "from": setting(*from),
            "to": setting(*to),
        }),
        Verdict::NoneWorks { fix: Fix::VolumeTooSmall { added, administration } } => json!({
            "fix": "volume-too-small",
            "added": added.minor(),
            "administration": administration.minor(),
        }),
        Verdict::NoneWorks { fix: Fix::NoSingleChange } => json!({ "fix": "no-single-change" }),
        Verdict::NoneWorks { fix: Fix::Unknown } => json!({ "fix": null }),
    }
}

/// Each pair of offers, by the value of a project and by projects a month, where both can be drawn so.
fn crossings(offers: &[Offer], assumptions: &Assumptions) -> Value {
    let (months, costs) = (assumptions.months.range.likely(), assumptions.pass_through.range.likely());
    let value = assumptions.value.range.likely();
    let lines: Vec<_> = offers
        .iter()
        .map(|offer| {
            let by_value = offer.terms.pay_by_value(months, costs);
            (offer.id, by_value, offer.terms.pay_by_rate(value, months, costs))
        })
        .collect();
    let pairs = lines.iter().enumerate().flat_map(|(place, first)| {
        lines.iter().skip(place + 1).map(move |second| {
            json!({
                "first": first.0.to_string(),
                "second": second.0.to_string(),
                "by_value": between(first.1.as_ref(), second.1.as_ref()),
                "by_rate": between(first.2.as_ref(), second.2.as_ref()),
            })
        })
    });
    pairs.collect()
}

fn between(first: Option<&Piecewise>, second: Option<&Piecewise>) -> Option<Value> {
    let Crossings { equal, equal_on, first_more, second_more, first_jumps, second_jumps } = first?.compare(second?);
    Some(json!({
        "equal": equal.into_iter().map(exact).collect::<Vec<_>>(),
        "equal_on": intervals(&equal_on),
        "first_more": intervals(&first_more),
        "second_more": intervals(&second_more),
        "first_jumps": jumps(&first_jumps),
        "second_jumps": jumps(&second_jumps),
    }))
}

fn exact(fraction: Exact) -> String {
    format!("{}/{}", fraction.numer(), fraction.denom())
}

fn intervals(intervals: &[Interval]) -> Vec<Value> {
    let end = |end: End| json!({ "at": exact(end.at), "included": end.closed });
    intervals.iter().map(|over| json!({ "from": end(over.from), "to": over.to.map(end) })).collect()
}

fn jumps(jumps: &[Jump]) -> Vec<Value> {
    let jump = |jump: &Jump| {
        json!({
            "at": exact(jump.at),
            "before": exact(jump.before),
            "value": exact(jump.value),
            "after": exact(jump.after),
        })
    };
    jumps.iter().map(jump).collect()
}
