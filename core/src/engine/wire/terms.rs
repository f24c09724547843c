//! Terms as numbers: what writes them, and what reads them in the same order.

use super::WireError;
use super::numbers::{Numbers, put_limit, put_optional};
use crate::terms::{
    Accrues, Base, FeeDue, FixedFee, Hybrid, MOST_TIERS, Minimum, Payer, Percentage, Retainer, Scale, Shortfall, Terms,
    Tier, TierScope, Tiers,
};

const SHORTFALLS: [Shortfall; 3] = [Shortfall::CarriedForward, Shortfall::Credited, Shortfall::Ignored];
const SCOPES: [TierScope; 2] = [TierScope::AgreementYear, TierScope::Project];
const BASES: [Base; 2] = [Base::Gross, Base::Net];
const ACCRUES: [Accrues; 2] = [Accrues::OnPayment, Accrues::OnInvoice];

/// The place of a choice.
fn place<T: PartialEq>(choices: &[T], choice: &T) -> i128 {
    choices.iter().zip(0..).find(|(other, _)| *other == choice).map_or(0, |(_, place)| place)
}

pub(super) fn put(to: &mut Vec<i128>, terms: &Terms) {
    match terms {
        Terms::FixedFee(fee) => {
            to.extend([0, fee.amount().wide()]);
            put_limit(to, if let FeeDue::WonProject { over } = fee.due() { Some(over) } else { None });
        }
        Terms::Retainer(retainer) => {
            to.push(1);
            put_retainer(to, retainer);
        }
        Terms::Percentage(percentage) => {
            to.push(2);
            put_percentage(to, percentage);
        }
        Terms::Hybrid(hybrid) => {
            to.push(3);
            put_retainer(to, hybrid.retainer());
            put_percentage(to, hybrid.percentage());
            put_limit(to, hybrid.floor());
            put_limit(to, hybrid.cap());
        }
    }
}

fn put_retainer(to: &mut Vec<i128>, retainer: &Retainer) {
    to.push(retainer.amount().wide());
    match retainer.payer() {
        Payer::Receiver => to.push(0),
        Payer::Introducer => to.push(1),
        Payer::Mutual { back } => to.extend([2, back.wide()]),
    }
    put_optional(to, retainer.minimum(), |to, minimum| {
        to.extend([minimum.a_month().into(), place(&SHORTFALLS, &minimum.shortfall())]);
    });
}

fn put_percentage(to: &mut Vec<i128>, share: &Percentage) {
    let (way, tiers, scope) = match share.scale() {
        Scale::Flat(rate) => {
            to.extend([0, rate.wide()]);
            (0, [].as_slice(), TierScope::AgreementYear)
        }
        Scale::Marginal(tiers, scope) => (1, tiers.as_slice(), *scope),
        Scale::Whole(tiers, scope) => (2, tiers.as_slice(), *scope),
    };
    if way > 0 {
        to.extend([way, place(&SCOPES, &scope), tiers.len() as i128]);
        to.extend(tiers.iter().flat_map(|tier| [tier.from.wide(), tier.rate.wide()]));
    }
    to.extend([place(&BASES, &share.base()), place(&ACCRUES, &share.accrues())]);
    put_optional(to, share.window(), |to, months| to.push(months.into()));
    put_limit(to, share.client_cap());
    put_limit(to, share.year_cap());
}

pub(super) fn read(numbers: &mut Numbers<'_>) -> Result<Terms, WireError> {
    Ok(match numbers.next::<u8>()? {
        0 => {
            let amount = numbers.money()?;
            let over = numbers.optional(Numbers::money)?;
            let due = over.map_or(FeeDue::QualifiedReferral, |over| FeeDue::WonProject { over });
            Terms::FixedFee(FixedFee::new(amount, due).map_err(WireError::Terms)?)
        }
        1 => Terms::Retainer(retainer(numbers)?),
        2 => Terms::Percentage(percentage(numbers)?),
        3 => {
            let (retainer, percentage) = (retainer(numbers)?, percentage(numbers)?);
            let (floor, cap) = (numbers.optional(Numbers::money)?, numbers.optional(Numbers::money)?);
            Terms::Hybrid(Hybrid::new(retainer, percentage, floor, cap).map_err(WireError::Terms)?)
        }
        _ => return Err(WireError::Numbers),
    })
}

fn retainer(numbers: &mut Numbers<'_>) -> Result<Retainer, WireError> {
    let amount = numbers.money()?;
    let payer = match numbers.next::<u8>()? {
        0 => Payer::Receiver,
        1 => Payer::Introducer,
        2 => Payer::Mutual { back: numbers.money()? },
        _ => return Err(WireError::Numbers),
    };
    let minimum = numbers
        .optional(|numbers| Minimum::new(numbers.next()?, numbers.one_of(&SHORTFALLS)?).map_err(WireError::Terms))?;
    Retainer::new(amount, payer, minimum).map_err(WireError::Terms)
}

fn percentage(numbers: &mut Numbers<'_>) -> Result<Percentage, WireError> {
    let scale = match numbers.next::<u8>()? {
        0 => Scale::Flat(numbers.rate()?),
        way @ 1..=2 => {
            let scope = numbers.one_of(&SCOPES)?;
            // No more than one too many is looked at.
            let count = numbers.next::<usize>()?.min(MOST_TIERS + 1);
            let tier = |_| Ok(Tier { from: numbers.money()?, rate: numbers.rate()? });
            let tiers = (0..count).map(tier).collect::<Result<_, WireError>>()?;
            let tiers = Tiers::new(tiers).map_err(WireError::Terms)?;
            if way == 1 { Scale::Marginal(tiers, scope) } else { Scale::Whole(tiers, scope) }
        }
        _ => return Err(WireError::Numbers),
    };
    let share = Percentage::new(scale).on(numbers.one_of(&BASES)?).accruing(numbers.one_of(&ACCRUES)?);
    let share = share.within(numbers.optional(Numbers::next)?).map_err(WireError::Terms)?;
    share.capped(numbers.optional(Numbers::money)?, numbers.optional(Numbers::money)?).map_err(WireError::Terms)
}
