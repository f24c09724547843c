use chrono::NaiveDate;
use serde_json::{Map, Value, json};

use super::codes::side;
use super::or_error;
use crate::account::{Net, Owed};
use crate::program::{Chance, Settling};
use crate::tracking::{Ledger, Origin, Source, SourceKind, SourceOf, Stage, Standing, Tracked};
use crate::value::{Money, OutOfRange, Quantity, Rate};
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
        "sources": or_error(sources(ledger)),
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

fn sources(ledger: &Ledger) -> Result<Value, OutOfRange> {
    let all = ledger.all_sources()?;
    let by = |by| Ok(ledger.sources(by)?.iter().map(|of| source(of, &all)).collect::<Vec<_>>());
    let kinds = ledger.sources(SourceOf::Kind)?;
    Ok(json!({
        "all": source(&all, &all),
        "kinds": kinds.iter().map(|of| source(of, &all)).collect::<Vec<_>>(),
        "names": by(SourceOf::Source)?,
        "contacts": by(SourceOf::Contact)?,
        "rivals": Source::rivals(&kinds).map(rivals),
    }))
}

fn source(of: &Source, all: &Source) -> Value {
    let (tally, decided) = (&of.tally, of.tally.decided());
    let conversion = decided
        .conversion()
        .map(|found| json!({ "rate": ppm(found.rate), "low": ppm(found.low), "high": ppm(found.high) }));
    json!({
        "origin": of.origin.as_ref().map(origin),
        "referrals": tally.referrals(),
        "qualified": tally.qualified(),
        "won": decided.won,
        "valued": of.valued,
        "lost": decided.lost,
        "open": tally.open(),
        "conversion": conversion,
        "value": tally.value().minor(),
        "value_per_referral": tally.value_per_referral().map(Money::minor),
        "share_of_count": tally.share_of_count(&all.tally).map(Rate::ppm),
        "share_of_value": tally.share_of_value(&all.tally).map(Rate::ppm),
        "days_to_win": tally.days_to_win().map(Quantity::millionths),
    })
}

/// The chance that the conversion of the first is truly above that of the second, and how many more decided referrals of
/// each would settle it.
fn rivals([first, second]: [&Source; 2]) -> Value {
    let [one, other] = [first, second].map(|source| source.tally.decided());
    let settles = match Settling::of(one, other, Settling::SURE) {
        Settling::After(more) => json!({ "code": "after", "more": more }),
        Settling::Never => json!({ "code": "never" }),
        Settling::NoRate => json!({ "code": "no-rate" }),
    };
    json!({
        "first": first.origin.as_ref().map(origin),
        "second": second.origin.as_ref().map(origin),
        "chance": { "first": ppm(one.beats(other)), "second": ppm(other.beats(one)) },
        "settles": settles,
    })
}

fn origin(origin: &Origin) -> String {
    match origin {
        Origin::Kind(SourceKind::FormerClient) => "former-client".to_owned(),
        Origin::Kind(SourceKind::Colleague) => "colleague".to_owned(),
        Origin::Kind(SourceKind::Complementary) => "complementary".to_owned(),
        Origin::Kind(SourceKind::Other) => "other".to_owned(),
        Origin::Source(name) => name.as_str().to_owned(),
        Origin::Contact(id) => id.to_string(),
    }
}

fn ppm(chance: Chance) -> u32 {
    chance.rate().ppm()
}
