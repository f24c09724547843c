//! Terms to start from, each with where it comes from.

use super::{FeeDue, FixedFee, Percentage, Scale, Terms, TermsError};
use crate::value::{Currency, Rate};

/// Where a preset comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// A case in the guide to partnerships that Concord's method comes from.
    Article,
    /// Customary among independent professionals; no statistic behind it.
    Practice,
    /// An example of ours.
    Ours,
}

/// A preset's place in the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Preset {
    /// 15% of what a client pays, for three months from the first payment.
    FindersFee,
    /// 300 for each project over 2,000.
    FeeOverThreshold,
    /// 5%: passing on a name.
    Lead,
    /// 10%: an introduction with active help.
    ActiveHelp,
    /// 10% for twelve months.
    ActiveHelpOneYear,
    /// 30% of subcontracted work (customary: 25–40%).
    Subcontract,
    /// 300 a month.
    MonthlyRetainer,
}

impl Preset {
    /// Every preset, in the order in which they are offered.
    pub const ALL: [Preset; 7] = [
        Preset::FeeOverThreshold,
        Preset::MonthlyRetainer,
        Preset::Lead,
        Preset::ActiveHelp,
        Preset::ActiveHelpOneYear,
        Preset::FindersFee,
        Preset::Subcontract,
    ];

    /// Where it comes from.
    #[must_use]
    pub const fn source(self) -> Source {
        match self {
            Preset::FindersFee | Preset::FeeOverThreshold => Source::Article,
            Preset::MonthlyRetainer => Source::Ours,
            Preset::Lead | Preset::ActiveHelp | Preset::ActiveHelpOneYear | Preset::Subcontract => Source::Practice,
        }
    }

    /// The terms, with the article's dollars taken as round amounts of `currency` ([`Currency::round_amount`]).
    ///
    /// # Errors
    /// [`TermsError`]: none for the presets above.
    pub fn terms(self, currency: Currency) -> Result<Terms, TermsError> {
        let units = |count: i64| currency.round_amount(count).map_err(|_| TermsError::NegativeAmount);
        let share = |percent| Percentage::new(Scale::Flat(Rate::percent(percent)));
        Ok(match self {
            Preset::FindersFee => Terms::Percentage(share(15).within(Some(3))?),
            Preset::FeeOverThreshold => {
                Terms::FixedFee(FixedFee::new(units(300)?, FeeDue::WonProject { over: units(2_000)? })?)
            }
            Preset::Lead => Terms::Percentage(share(5)),
            Preset::ActiveHelp => Terms::Percentage(share(10)),
            Preset::ActiveHelpOneYear => Terms::Percentage(share(10).within(Some(12))?),
            Preset::Subcontract => Terms::Percentage(share(30)),
            Preset::MonthlyRetainer => {
                Terms::Retainer(super::Retainer::new(units(300)?, super::Payer::Receiver, None)?)
            }
        })
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::terms::Setting;

    #[test]
    fn amounts_are_round_in_every_currency() {
        let amounts = |code| {
            let parameters = Preset::FeeOverThreshold.terms(Currency::new(code).unwrap()).unwrap().parameters();
            parameters.into_iter().filter_map(|(_, setting)| match setting {
                Setting::Money(amount) => Some(amount.minor()),
                _ => None,
            })
        };
        assert!(amounts("USD").eq([300_00, 2_000_00]));
        assert!(amounts("JPY").eq([30_000, 200_000]));
        assert!(amounts("KWD").eq([300_000, 2_000_000]));
    }

    #[test]
    fn only_what_is_customary_is_said_to_be() {
        let of = |source| Preset::ALL.into_iter().filter(move |preset| preset.source() == source);
        assert!(of(Source::Ours).eq([Preset::MonthlyRetainer]));
        assert!(of(Source::Article).eq([Preset::FeeOverThreshold, Preset::FindersFee]));
    }
}
