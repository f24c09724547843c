use chrono::NaiveDate;
use serde_json::{Map, Value, json};

use super::codes::side;
use super::or_error;
use crate::account::{Net, Owed};
use crate::tracking::{Ledger, Stage, Standing, Tracked};
use crate::value::Money;
use crate::workspace::Workspace;

/// What the referrals in the ledger came to; null until anything was entered. How the contacts stand depends on the day.
pub(super) fn figures(workspace: &Workspace, today: Option<NaiveDate>) -> Value {
    let ledger = &*workspace.ledger();
    if ledger.is_empty() {
        return Value::Null;
    }
    let count = |of: Stage| ledger.referrals().iter().filter(|tracked| tracked.stage() == of).count();
    let stages: Map<String, Value> =
        Stage::ALL.into_iter().map(|stage| (stage.to_string(), count(stage).into())).collect();
    json!({
        "referrals": ledger.referrals().len(),
        "stages": stages,
        "billed": total(ledger, Tracked::billed),
        "received": total(ledger, Tracked::received),
        "standings": today.map(|today| ledger.standings(today).map(|of| or_error(of.map(standing))).collect::<Vec<_>>()),
    })
}

fn total(ledger: &Ledger, of: fn(&Tracked) -> Money) -> Value {
    or_error(Money::total(ledger.referrals().iter().map(of)).map(|total| json!(total.minor())))
}

fn standing(standing: Standing) -> Value {
    let Standing { contact, balance, .. } = standing;
    let net = match balance.net {
        Net::Even => Value::Null,
        Net::Owes(debtor, amount) => json!({ "owes": side(debtor), "amount": amount.minor() }),
    };
    json!({
        "contact": contact.to_string(),
        "you": owed(&balance.owed.you),
        "them": owed(&balance.owed.them),
        "net": net,
    })
}

/// What one side is owed by the other.
fn owed(owed: &Owed) -> Value {
    json!({
        "accrued": owed.accrued.minor(),
        "reversed": owed.reversed.minor(),
        "payable": owed.payable.minor(),
        "paid": owed.paid.minor(),
        "unpaid": owed.unpaid.minor(),
        "overdue": owed.overdue.minor(),
        "overdue_since": owed.overdue_since.map(|day| day.to_string()),
    })
}
