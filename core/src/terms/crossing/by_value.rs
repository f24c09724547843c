use num_traits::Zero;

use super::piecewise::{Cut, Exact, Line, Piecewise};
use crate::terms::{Base, FeeDue, FixedFee, Percentage, Scale, Terms, TierScope};
use crate::value::{Money, Rate};

/// The most months over which a project can be billed to be compared: 50 years, as long as the longest window.
pub const LONGEST_PROJECT: u16 = 600;

impl Terms {
    /// What one project alone pays, unrounded, by its value in minor units. It begins with the terms and is billed and
    /// paid in `length_months` equal parts (at least one), month after month; `pass_through` is the share of its costs
    /// passed on. A fee for a qualified referral is paid at any value.
    ///
    /// Nothing for a retainer and a hybrid, whose pay is no matter of one project, and past [`LONGEST_PROJECT`] months.
    ///
    /// With A(y) the scale's pay on the eligible volume of the first y agreement years, a percentage pays
    /// Σ min(year cap, min(client cap, A(y)) − min(client cap, A(y − 1))) over the years of its window.
    #[must_use]
    pub fn pay_by_value(&self, length_months: u16, pass_through: Rate) -> Option<Piecewise> {
        let length = length_to_bill(length_months)?;
        match self {
            Terms::FixedFee(fee) => Some(fee_by_value(fee)),
            Terms::Percentage(share) => Some(share_by_value(share, length, pass_through)),
            Terms::Retainer(_) | Terms::Hybrid(_) => None,
        }
    }
}

pub(super) fn length_to_bill(months: u16) -> Option<u16> {
    (months <= LONGEST_PROJECT).then_some(months.max(1))
}

fn fee_by_value(fee: &FixedFee) -> Piecewise {
    let pay = Piecewise::constant(amount(fee.amount()));
    match fee.due() {
        FeeDue::QualifiedReferral => pay,
        FeeDue::WonProject { over } => {
            let line = |intercept| Line { slope: Exact::zero(), intercept };
            let paid = (Cut::after(amount(over)), line(amount(fee.amount())));
            Piecewise::new([(Cut::before(Exact::zero()), line(Exact::zero())), paid])
        }
    }
}

fn share_by_value(share: &Percentage, length: u16, pass_through: Rate) -> Piecewise {
    let eligible_months = months_in_window(share, length);
    let monthly = eligible_part(share, pass_through) / i128::from(length);
    let none = Piecewise::constant(Exact::zero());
    let (mut accrued, mut held_before, mut pay) = (none.clone(), none.clone(), none);
    for year in 0..eligible_months.div_ceil(12) {
        let before = i128::from(12 * year);
        let months = i128::from(eligible_months - 12 * year).min(12);
        accrued = match tier_scope(share.scale()) {
            Some(TierScope::AgreementYear) => accrued.plus(&of_volume(share.scale(), monthly * months)),
            Some(TierScope::Project) | None => of_volume(share.scale(), monthly * (before + months)),
        };
        let held = accrued.clone().at_most(share.client_cap());
        pay = pay.plus(&held.minus(&held_before).at_most(share.year_cap()));
        held_before = held;
    }
    pay
}

/// What a scale pays for an eligible volume of `part` × the argument.
pub(super) fn of_volume(scale: &Scale, part: Exact) -> Piecewise {
    if part.is_zero() {
        return Piecewise::constant(part);
    }
    match scale {
        Scale::Flat(flat) => Piecewise::line(rate(*flat) * part, Exact::zero()),
        Scale::Whole(tiers, _) => Piecewise::new(tiers.as_slice().iter().map(|tier| {
            let line = Line { slope: rate(tier.rate) * part, intercept: Exact::zero() };
            (Cut::before(amount(tier.from) / part), line)
        })),
        Scale::Marginal(tiers, _) => {
            let mut below = (Exact::zero(), Exact::zero());
            Piecewise::new(tiers.as_slice().iter().map(|tier| {
                let from = amount(tier.from);
                let own = rate(tier.rate);
                // Continuous at its start: the rate below × from + intercept below = own rate × from + own intercept.
                let intercept = below.1 + (below.0 - own) * from;
                below = (own, intercept);
                (Cut::before(from / part), Line { slope: own * part, intercept })
            }))
        }
    }
}

/// The part of a project's value that the rate applies to, window aside.
pub(super) fn eligible_part(share: &Percentage, pass_through: Rate) -> Exact {
    match share.base() {
        Base::Gross => rate(Rate::FULL),
        Base::Net => rate(pass_through.rest()),
    }
}

/// How many of a project's monthly payments fall inside the window.
pub(super) fn months_in_window(share: &Percentage, length: u16) -> u16 {
    share.window().map_or(length, |window| window.min(length))
}

pub(super) fn tier_scope(scale: &Scale) -> Option<TierScope> {
    match scale {
        Scale::Flat(_) => None,
        Scale::Marginal(_, scope) | Scale::Whole(_, scope) => Some(*scope),
    }
}

pub(super) fn amount(money: Money) -> Exact {
    money.wide().into()
}

fn rate(rate: Rate) -> Exact {
    Exact::new(rate.wide(), Rate::SCALE)
}
