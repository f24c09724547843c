use std::collections::BTreeMap;

use concord_core::ledger::{Bill, Book, Payment, Referral, Refund};
use concord_core::terms::{InForce, Payout, Version};
use concord_core::value::{Id, Money, Name, Period};
use serde_json::{Value, json};

use crate::case::{Case, Refused, out_of_range};
use crate::terms::terms;

/// What one set of terms pays.
pub(crate) fn one(case: Case<'_>) -> Result<Value, Refused> {
    let period = Period::new(case.date("start")?, case.date("end")?)?;
    let payout = terms(case.field("terms")?)?.payout(&Book::new(period, &referrals(case)?)).map_err(out_of_range)?;
    figures(&[payout])
}

/// What each version of the terms pays for the referrals made under it.
pub(crate) fn by_version(case: Case<'_>) -> Result<Value, Refused> {
    let versions = case
        .list("versions")?
        .map(|version| Ok(Version { from: version.date("from")?, terms: terms(version.field("terms")?)? }))
        .collect::<Result<_, Refused>>()?;
    figures(&InForce::new(versions)?.payouts(&referrals(case)?, case.date("end")?).map_err(out_of_range)?)
}

/// Figures of zero are left out of months and days.
fn figures(payouts: &[Payout]) -> Result<Value, Refused> {
    let list = payouts.iter().map(|payout| {
        let months = payout.by_month().map_err(out_of_range)?.into_iter();
        let months = months.map(|(month, amount)| (format!("{:04}-{:02}", month.year, month.month), amount));
        let mut days: BTreeMap<String, Money> = BTreeMap::new();
        for accrual in &payout.accruals {
            let day = days.entry(accrual.date.to_string()).or_default();
            *day = day.plus(accrual.amount).map_err(out_of_range)?;
        }
        Ok(json!({
            "total": payout.total.minor(),
            "months": moved(months),
            "days": moved(days),
            "owed": payout.owed_introductions,
        }))
    });
    Ok(json!({ "payouts": list.collect::<Result<Vec<Value>, Refused>>()? }))
}

fn moved(amounts: impl IntoIterator<Item = (String, Money)>) -> BTreeMap<String, i64> {
    amounts.into_iter().map(|(label, amount)| (label, amount.minor())).filter(|&(_, minor)| minor != 0).collect()
}

fn referrals(case: Case<'_>) -> Result<Vec<Referral>, Refused> {
    (1..).zip(case.list("referrals")?).map(|(id, referral)| self::referral(Id::from_u128(id), referral)).collect()
}

fn referral(id: Id, case: Case<'_>) -> Result<Referral, Refused> {
    let qualified = case.optional("qualified", Case::as_date)?;
    let bills = case.list("bills")?.map(bill).collect::<Result<_, _>>()?;
    Ok(Referral::new(id, Name::new(case.text("client")?)?, case.date("introduced")?, qualified, bills)?)
}

fn bill(case: Case<'_>) -> Result<Bill, Refused> {
    let mut payments = case
        .list("payments")?
        .map(|payment| {
            let (date, amount) = (payment.date("date")?, payment.money("refunded")?);
            Ok(Payment::new(date, payment.money("amount")?, vec![Refund { date, amount }])?)
        })
        .collect::<Result<Vec<Payment>, Refused>>()?;
    let pass_through = case.money("pass_through")?;
    if let Some(issued) = case.optional("issued", Case::as_date)? {
        return Ok(Bill::invoice(issued, case.money("amount")?, pass_through, payments)?);
    }
    match (payments.pop(), payments.is_empty()) {
        (Some(payment), true) => Ok(Bill::payment(payment, pass_through)?),
        _ => Err(Refused("without an invoice there is one payment".to_string())),
    }
}
