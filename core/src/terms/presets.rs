//! Terms to start from, each with where it comes from.

use super::{FeeDue, FixedFee, Percentage, Scale, Terms, TermsError};
use crate::value::{Currency, Money, Rate};

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
            _ => Source::Practice,
        }
    }

    /// The terms, with amounts of the article taken as whole units of `currency`.
    ///
    /// # Errors
    /// [`TermsError`]: none for the presets above.
    pub fn terms(self, currency: Currency) -> Result<Terms, TermsError> {
        let units = |count: i64| {
            Money::new(count * 10_i64.pow(u32::from(currency.exponent()))).map_err(|_| TermsError::NegativeAmount)
        };
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
