use concord_core::tracking::table::{Columns, export};
use concord_core::tracking::{Facts, Ledger, Number, Tracked};
use concord_core::value::{Currency, Money, Name, Note, Reading};
use serde_json::{Value, json};

use crate::case::{Case, Refused};

/// Referrals of such names and notes on one day and of one amount, as a table.
pub(crate) fn exported(case: Case<'_>) -> Result<Value, Refused> {
    let day = case.text("day")?.parse()?;
    let expected = Money::new(case.number("expected")?)?;
    let named = |(number, row): (u32, Case<'_>)| -> Result<Tracked, Refused> {
        let mut facts = Facts::new(Name::new(row.text("client")?)?, day);
        (facts.expected, facts.note) = (Some(expected), Note::new(row.text("note")?)?);
        Ok(Tracked::new(Number(number), facts)?)
    };
    let referrals = (1..).zip(case.list("rows")?).map(named).collect::<Result<Vec<Tracked>, Refused>>()?;
    let numbers: Vec<Number> = referrals.iter().map(Tracked::number).collect();
    let ledger = Ledger::new(Vec::new(), referrals, Vec::new())?;
    Ok(json!({ "text": export(&ledger, &numbers, Reading::ENGLISH, Currency::USD, ',', Columns::Filled) }))
}
