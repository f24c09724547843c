use serde_json::{Value, json};

use super::codes::standing;
use super::introductions::{assumed, by_case, misses, outcome};
use super::or_error;
use crate::exchange::proposal::{Own, Proposal};
use crate::value::{OutOfRange, Plain};
use crate::words;

/// What a proposal comes to for whoever receives it, with nothing said of their own.
pub(super) fn figures(proposal: &Proposal) -> Value {
    json!({
        "id": proposal.id().to_string(),
        "answers_to": proposal.answers_to().map(|id| id.to_string()),
        "proposed": proposal.proposed().map(|id| id.to_string()),
        "terms": or_error(seen(proposal)),
    })
}

fn seen(proposal: &Proposal) -> Result<Value, OutOfRange> {
    let notation = Plain(proposal.currency());
    let seen = proposal.seen(&Own::default())?;
    let head = words::proposal_headline(proposal, &seen, &notation);
    let disagreeing = seen.disagreeing(proposal);
    let tabled = proposal.offers().iter().zip(&seen.comparison.offers).zip(&seen.assessments);
    let offers = tabled.map(|((tabled, offered), assessment)| {
        json!({
            "id": tabled.offer.id.to_string(),
            "label": words::offer_label(&tabled.offer, &notation),
            "stated": tabled.paid.minor(),
            "agrees": !disagreeing.contains(&tabled.offer.id),
            "cases": by_case(&seen.comparison, &offered.figures),
            "tested": standing(assessment.tested()),
            "declared": assessment.declared.map(standing),
            "standing": standing(assessment.standing()),
            "misses": misses(&assessment.misses),
        })
    });
    Ok(json!({
        "assumptions": assumed(&seen.assumptions),
        "no_deal": by_case(&seen.comparison, &seen.comparison.no_deal),
        "offers": offers.collect::<Vec<_>>(),
        "verdict": {
            "code": head.code,
            "sentence": head.sentence,
            "detail": head.detail,
            "data": outcome(&seen.verdict),
        },
    }))
}
