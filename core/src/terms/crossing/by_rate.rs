use num_traits::Zero;

use super::by_value::{amount, eligible_part, length_to_bill, months_in_window, of_volume, tier_scope};
use super::piecewise::{Exact, Piecewise};
use crate::terms::{FeeDue, Percentage, Terms, TierScope};
use crate::value::{Money, Rate};

const MONTHS_A_YEAR: i128 = 12;

impl Terms {
    /// What a month pays, unrounded, by the number of projects a month, each worth `value` and billed over
    /// `length_months` months (at least one), `pass_through` of it costs passed on. The twelfth part of a year in full
    /// flow: as much is billed as is won. Tiers, year cap, floor and cap of a year are those of such a year; a retainer
    /// is paid in full, whatever minimum it asks for; a fee for qualified referrals counts one referral a project.
    ///
    /// Nothing past [`LONGEST_PROJECT`](super::LONGEST_PROJECT) months or for a negative value, and nothing where tiers of
    /// a year meet a cap per client, as that depends on which client comes in which tier.
    #[must_use]
    pub fn pay_by_rate(&self, value: Money, length_months: u16, pass_through: Rate) -> Option<Piecewise> {
        let length = length_to_bill(length_months)?;
        if value.is_negative() {
            return None;
        }
        let year = match self {
            Terms::FixedFee(fee) => {
                let due = match fee.due() {
                    FeeDue::QualifiedReferral => true,
                    FeeDue::WonProject { over } => value > over,
                };
                let each = if due { amount(fee.amount()) } else { Exact::zero() };
                Piecewise::line(each * MONTHS_A_YEAR, Exact::zero())
            }
            Terms::Retainer(retainer) => Piecewise::constant(amount(retainer.flow().ok()?) * MONTHS_A_YEAR),
            Terms::Percentage(share) => share_of_a_year(share, value, length, pass_through)?,
            Terms::Hybrid(hybrid) => share_of_a_year(hybrid.percentage(), value, length, pass_through)?
                .plus(&Piecewise::constant(amount(hybrid.retainer().flow().ok()?) * MONTHS_A_YEAR))
                .at_least(hybrid.floor())
                .at_most(hybrid.cap()),
        };
        Some(year.divided_by(MONTHS_A_YEAR))
    }
}

fn share_of_a_year(share: &Percentage, value: Money, length: u16, pass_through: Rate) -> Option<Piecewise> {
    let part =
        eligible_part(share, pass_through) * Exact::new(months_in_window(share, length).into(), i128::from(length));
    let year = match tier_scope(share.scale()) {
        Some(TierScope::AgreementYear) if share.client_cap().is_some() => return None,
        Some(TierScope::AgreementYear) => of_volume(share.scale(), part * amount(value) * MONTHS_A_YEAR),
        Some(TierScope::Project) | None => {
            let each = of_volume(share.scale(), part).at_most(share.client_cap()).at(amount(value))?;
            Piecewise::line(each * MONTHS_A_YEAR, Exact::zero())
        }
    };
    Some(year.at_most(share.year_cap()))
}
