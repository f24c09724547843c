use chrono::NaiveDate;
use serde_json::{Value, json};

use crate::plan::{Agenda, Done, Owing, Plan, RewardOwed, Step, ThankFor, ToAsk, ToThank, Trial, TrialVerdict};
use crate::value::{Money, Plain};
use crate::words;
use crate::workspace::Workspace;

/// How far the referral program is and what it asks for; null until anything was said about it. What is asked for depends
/// on the day.
pub(super) fn figures(workspace: &Workspace, today: Option<NaiveDate>) -> Value {
    let plan = &*workspace.plan();
    if *plan == Plan::default() {
        return Value::Null;
    }
    let done = |done: Done| json!({ "done": done.done, "of": done.of });
    json!({
        "steps": Step::ALL.map(|step| done(plan.done(step))),
        "agenda": today.map(|today| agenda(plan, workspace, &plan.agenda(&workspace.ledger(), today))),
        "trials": plan.trials().iter().map(|of| trial(of, &Plain(workspace.currency()))).collect::<Vec<_>>(),
    })
}

fn agenda(plan: &Plan, workspace: &Workspace, agenda: &Agenda) -> Value {
    let headline = words::program_headline(plan, &workspace.ledger(), agenda, &Plain(workspace.currency()));
    let reward = |owed: &RewardOwed| {
        let tier = plan.rewards().and_then(|rewards| rewards.tier(owed.worth));
        json!({
            "referral": owed.number.0,
            "contact": owed.contact.map(|id| id.to_string()),
            "is_overdue": owed.owing == Owing::Overdue,
            "since": owed.since.to_string(),
            "until": owed.until.to_string(),
            "worth": owed.worth.map(Money::minor),
            "reward": tier.map(|tier| tier.reward.as_str()),
            "cost": tier.and_then(|tier| tier.cost).map(Money::minor),
        })
    };
    let reason = |reason: &ThankFor| json!({ "referral": reason.number.0, "day": reason.day.to_string(), "is_won": reason.is_won });
    let thank = |thank: &ToThank| {
        let reasons: Vec<Value> = thank.reasons.iter().map(reason).collect();
        json!({ "contact": thank.contact.to_string(), "reasons": reasons })
    };
    let ask = |ask: &ToAsk| {
        json!({
            "contact": ask.contact.to_string(),
            "made": ask.made,
            "won": ask.won,
            "worth": ask.worth.minor(),
            "given": ask.given,
            "last": ask.last.map(|day| day.to_string()),
            "quiet": ask.quiet,
        })
    };
    json!({
        "verdict": { "code": headline.code, "sentence": headline.sentence, "detail": headline.detail },
        "rewards": agenda.rewards.iter().map(reward).collect::<Vec<_>>(),
        "thank": agenda.thank.iter().map(thank).collect::<Vec<_>>(),
        "ask": agenda.ask.iter().map(ask).collect::<Vec<_>>(),
    })
}

fn trial(trial: &Trial, notation: &Plain) -> Value {
    let headline = words::trial_headline(trial, notation);
    let tried = match trial.verdict() {
        TrialVerdict::NothingToCompare => None,
        TrialVerdict::Tried(tried) => Some(json!({
            "chances": tried.chances.iter().map(|chance| chance.map(|chance| chance.get())).collect::<Vec<_>>(),
            "ratio": tried.ratio.ratio,
            "low": tried.ratio.low,
            "high": tried.ratio.high,
            "needs": tried.needs,
        })),
    };
    json!({
        "name": trial.name().as_str(),
        "verdict": { "code": headline.code, "sentence": headline.sentence, "detail": headline.detail },
        "tried": tried,
    })
}
