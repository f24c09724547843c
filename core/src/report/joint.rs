use serde_json::{Value, json};

use super::codes::party;
use super::or_error;
use crate::split::{
    Concern, Gap, JointOutcome, JointPay, JointVerdict, PassedOver, Reason, Share, SplitError, SplitKind, USUAL_GAP,
    compare,
};
use crate::value::Money;
use crate::workspace::{Joint, Workspace};

/// How the splits on the table divide the pool, and which to choose; null without a pool.
pub(super) fn figures(workspace: &Workspace) -> Value {
    let joint = workspace.joint();
    joint.pool.map_or(Value::Null, |pool| or_error(compared(pool, joint)))
}

fn compared(pool: Money, joint: &Joint) -> Result<Value, SplitError> {
    let log: Vec<_> = joint.log.iter().map(|entry| entry.contribution).collect();
    let splits: Vec<_> = joint.splits.iter().map(|(id, split)| (*id, split)).collect();
    let comparison = compare(pool, &log, &splits, USUAL_GAP)?;
    let efforts = comparison.efforts.iter().map(|effort| {
        json!({
            "party": party(effort.party),
            "contribution": effort.contribution.map(share),
            "hours": effort.hours.map(share),
        })
    });
    Ok(json!({
        "pool": pool.minor(),
        "efforts": efforts.collect::<Vec<_>>(),
        "splits": comparison.outcomes.iter().map(outcome).collect::<Vec<_>>(),
        "verdict": verdict(&comparison.verdict),
        "passed_over": comparison.passed_over.iter().map(passed_over).collect::<Vec<_>>(),
    }))
}

/// Parts per million, which for a Shapley value can lie outside 0 to 1,000,000.
fn share(share: Share) -> Value {
    i64::try_from(share.ppm()).map_or_else(|_| json!(share.ppm().to_string()), Value::from)
}

fn outcome(outcome: &JointOutcome) -> Value {
    let kind = match outcome.kind {
        SplitKind::Fixed => "fixed",
        SplitKind::Contribution => "contribution",
        SplitKind::Shapley => "shapley",
    };
    let pay = outcome.pay.as_ref().map(pay);
    // In seconds, for each side.
    let administration = outcome.kind.administration();
    json!({
        "id": outcome.split.to_string(),
        "kind": kind,
        "administration": {
            "monthly": administration.monthly.seconds(),
            "per_project": administration.per_referral.seconds(),
        },
        "pay": or_error(pay),
    })
}

fn pay(pay: &JointPay) -> Value {
    let rows = pay
        .rows
        .iter()
        .map(|row| json!({ "party": party(row.party), "pay": row.pay.minor(), "revenue": share(row.revenue) }));
    let concerns = pay.concerns.iter().map(|concern| match concern {
        Concern::WeakerTogether { members, together, apart } => json!({
            "code": "weaker-together",
            "members": members.iter().map(|&of| party(of)).collect::<Vec<_>>(),
            "together": together.minor(),
            "apart": apart.minor(),
        }),
        Concern::BetterAlone { party: of, alone, paid } => {
            json!({ "code": "better-alone", "party": party(*of), "alone": alone.minor(), "paid": paid.minor() })
        }
    });
    json!({
        "parties": rows.collect::<Vec<_>>(),
        "odd": pay.odd.iter().map(|&of| party(of)).collect::<Vec<_>>(),
        "gap": pay.gap.map(gap),
        "concerns": concerns.collect::<Vec<_>>(),
    })
}

fn gap(gap: Gap) -> Value {
    json!({ "party": party(gap.party), "size": share(gap.size) })
}

fn verdict(verdict: &JointVerdict) -> Value {
    match verdict {
        JointVerdict::NothingLogged => json!({ "code": "nothing-logged" }),
        JointVerdict::OneSided { by } => json!({ "code": "one-sided", "by": party(*by) }),
        JointVerdict::Fits { pick, gap: its } => {
            json!({ "code": "fits", "pick": pick.to_string(), "gap": gap(*its) })
        }
        JointVerdict::NoneFits { nearest, suggestion } => {
            let stakes =
                suggestion.split.stakes().iter().map(|&(of, stake)| json!({ "party": party(of), "percent": stake }));
            json!({
                "code": "none-fits",
                "nearest": nearest.map(|(split, its)| json!({ "split": split.to_string(), "gap": gap(its) })),
                "suggestion": { "stakes": stakes.collect::<Vec<_>>(), "gap": gap(suggestion.gap) },
            })
        }
    }
}

fn passed_over(passed: &PassedOver) -> Value {
    let (code, off) = match passed.reason {
        Reason::TooFar { gap } => ("too-far", Some(gap)),
        Reason::LessSimple => ("less-simple", None),
        Reason::Farther { gap } => ("farther", Some(gap)),
        Reason::Equal => ("equal", None),
        Reason::NoSplit(_) => ("no-split", None),
    };
    json!({ "split": passed.split.to_string(), "code": code, "gap": off.map(gap) })
}
