use concord_core::terms::{
    Accrues, Base, FeeDue, FixedFee, Hybrid, Minimum, Payer, Percentage, Retainer, Scale, Shortfall, Terms, Tier,
    TierScope, Tiers,
};
use concord_core::value::Rate;

use crate::case::{Case, Refused};

pub(crate) fn terms(case: Case<'_>) -> Result<Terms, Refused> {
    Ok(match case.text("model")? {
        "fixed" => Terms::FixedFee(fixed_fee(case)?),
        "retainer" => Terms::Retainer(retainer(case)?),
        "percentage" => Terms::Percentage(percentage(case)?),
        "hybrid" => Terms::Hybrid(Hybrid::new(
            retainer(case.field("retainer")?)?,
            percentage(case.field("percentage")?)?,
            case.optional("floor", Case::as_money)?,
            case.optional("cap", Case::as_money)?,
        )?),
        other => return Err(unknown(other)),
    })
}

fn unknown(word: &str) -> Refused {
    Refused(format!("unknown word: {word}"))
}

fn fixed_fee(case: Case<'_>) -> Result<FixedFee, Refused> {
    let due = match case.get("over") {
        Some(over) => FeeDue::WonProject { over: over.as_money()? },
        None => FeeDue::QualifiedReferral,
    };
    Ok(FixedFee::new(case.money("amount")?, due)?)
}

fn retainer(case: Case<'_>) -> Result<Retainer, Refused> {
    let payer = match case.text("payer")? {
        "receiver" => Payer::Receiver,
        "introducer" => Payer::Introducer,
        "mutual" => Payer::Mutual { back: case.money("back")? },
        other => return Err(unknown(other)),
    };
    let minimum = case.optional("minimum", |a_month| {
        let shortfall = match case.text("shortfall")? {
            "carried" => Shortfall::CarriedForward,
            "credited" => Shortfall::Credited,
            "ignored" => Shortfall::Ignored,
            other => return Err(unknown(other)),
        };
        Ok(Minimum::new(a_month.as_number()?, shortfall)?)
    })?;
    Ok(Retainer::new(case.money("amount")?, payer, minimum)?)
}

fn percentage(case: Case<'_>) -> Result<Percentage, Refused> {
    let base = match case.text("base")? {
        "gross" => Base::Gross,
        "net" => Base::Net,
        other => return Err(unknown(other)),
    };
    let accrues = match case.text("accrues")? {
        "payment" => Accrues::OnPayment,
        "invoice" => Accrues::OnInvoice,
        other => return Err(unknown(other)),
    };
    let client_cap = case.optional("client_cap", Case::as_money)?;
    let year_cap = case.optional("year_cap", Case::as_money)?;
    Ok(Percentage::new(scale(case.field("scale")?)?)
        .on(base)
        .accruing(accrues)
        .within(case.optional("window", Case::as_number)?)?
        .capped(client_cap, year_cap)?)
}

fn scale(case: Case<'_>) -> Result<Scale, Refused> {
    Ok(match case.text("kind")? {
        "flat" => Scale::Flat(Rate::new(case.number("rate")?)?),
        "marginal" => Scale::Marginal(tiers(case)?, scope(case)?),
        "whole" => Scale::Whole(tiers(case)?, scope(case)?),
        other => return Err(unknown(other)),
    })
}

fn scope(case: Case<'_>) -> Result<TierScope, Refused> {
    match case.text("scope")? {
        "year" => Ok(TierScope::AgreementYear),
        "project" => Ok(TierScope::Project),
        other => Err(unknown(other)),
    }
}

fn tiers(case: Case<'_>) -> Result<Tiers, Refused> {
    let tiers =
        case.list("tiers")?.map(|tier| Ok(Tier { from: tier.money("from")?, rate: Rate::new(tier.number("rate")?)? }));
    Ok(Tiers::new(tiers.collect::<Result<_, Refused>>()?)?)
}
