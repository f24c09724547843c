use super::{FeeDue, FixedFee, Hybrid, Percentage, Retainer, Scale, Terms, Tier, Tiers};
use crate::value::{Money, Rate};

/// One number in a set of terms: what the verdict may propose to change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Parameter {
    /// The amount of a fee.
    Fee,
    /// The value that a project must exceed.
    Threshold,
    /// The amount a month.
    Retainer,
    /// The rate of a tier, counted from 0; a flat rate is tier 0.
    Rate(u8),
    /// Months from the first payment.
    Window,
    /// The most for one client.
    ClientCap,
    /// The most in an agreement year.
    YearCap,
    /// The least in an agreement year.
    Floor,
    /// A hybrid's most in an agreement year.
    Cap,
}

/// The value of a parameter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Setting {
    /// An amount.
    Money(Money),
    /// A share.
    Rate(Rate),
    /// A number of months.
    Months(u16),
}

impl Terms {
    /// Every number in these terms, in the order in which they are written.
    #[must_use]
    pub fn parameters(&self) -> Vec<(Parameter, Setting)> {
        match self {
            Terms::FixedFee(fee) => {
                let mut list = vec![(Parameter::Fee, Setting::Money(fee.amount()))];
                if let FeeDue::WonProject { over } = fee.due()
                    && over != Money::ZERO
                {
                    list.push((Parameter::Threshold, Setting::Money(over)));
                }
                list
            }
            Terms::Retainer(retainer) => vec![(Parameter::Retainer, Setting::Money(retainer.amount()))],
            Terms::Percentage(percentage) => percentage_parameters(percentage).collect(),
            Terms::Hybrid(hybrid) => [(Parameter::Retainer, Setting::Money(hybrid.retainer().amount()))]
                .into_iter()
                .chain(percentage_parameters(hybrid.percentage()))
                .chain(money(Parameter::Floor, hybrid.floor()))
                .chain(money(Parameter::Cap, hybrid.cap()))
                .collect(),
        }
    }

    /// These terms with one number changed; nothing when the terms have no such number or cannot hold the value.
    #[must_use]
    pub fn with(&self, parameter: Parameter, setting: Setting) -> Option<Terms> {
        match (self, parameter, setting) {
            (Terms::FixedFee(fee), Parameter::Fee, Setting::Money(amount)) => {
                FixedFee::new(amount, fee.due()).ok().map(Terms::FixedFee)
            }
            (Terms::FixedFee(fee), Parameter::Threshold, Setting::Money(over)) => {
                FixedFee::new(fee.amount(), FeeDue::WonProject { over }).ok().map(Terms::FixedFee)
            }
            (Terms::Retainer(retainer), Parameter::Retainer, Setting::Money(amount)) => {
                with_amount(retainer, amount).map(Terms::Retainer)
            }
            (Terms::Percentage(percentage), parameter, setting) => {
                with_share(percentage, parameter, setting).map(Terms::Percentage)
            }
            (Terms::Hybrid(hybrid), parameter, setting) => {
                let (mut retainer, mut percentage) = (hybrid.retainer().clone(), hybrid.percentage().clone());
                let (mut floor, mut cap) = (hybrid.floor(), hybrid.cap());
                match (parameter, setting) {
                    (Parameter::Retainer, Setting::Money(amount)) => retainer = with_amount(&retainer, amount)?,
                    (Parameter::Floor, Setting::Money(amount)) => floor = Some(amount),
                    (Parameter::Cap, Setting::Money(amount)) => cap = Some(amount),
                    _ => percentage = with_share(&percentage, parameter, setting)?,
                }
                Hybrid::new(retainer, percentage, floor, cap).ok().map(Terms::Hybrid)
            }
            _ => None,
        }
    }
}

fn with_amount(retainer: &Retainer, amount: Money) -> Option<Retainer> {
    Retainer::new(amount, retainer.payer(), retainer.minimum()).ok()
}

fn with_share(percentage: &Percentage, parameter: Parameter, setting: Setting) -> Option<Percentage> {
    match (parameter, setting) {
        (Parameter::Rate(tier), Setting::Rate(rate)) => {
            let scale = match percentage.scale() {
                Scale::Flat(_) => Scale::Flat(rate),
                Scale::Marginal(tiers, scope) => Scale::Marginal(with_tier(tiers, tier, rate)?, *scope),
                Scale::Whole(tiers, scope) => Scale::Whole(with_tier(tiers, tier, rate)?, *scope),
            };
            Some(percentage.with_scale(scale))
        }
        (Parameter::Window, Setting::Months(months)) => percentage.clone().within(Some(months)).ok(),
        (Parameter::ClientCap, Setting::Money(cap)) => percentage.clone().capped(Some(cap), percentage.year_cap()).ok(),
        (Parameter::YearCap, Setting::Money(cap)) => percentage.clone().capped(percentage.client_cap(), Some(cap)).ok(),
        _ => None,
    }
}

fn with_tier(tiers: &Tiers, index: u8, rate: Rate) -> Option<Tiers> {
    let mut list: Vec<Tier> = tiers.as_slice().to_vec();
    list.get_mut(usize::from(index))?.rate = rate;
    Tiers::new(list).ok()
}

fn percentage_parameters(percentage: &Percentage) -> impl Iterator<Item = (Parameter, Setting)> {
    let rates: Vec<Rate> = match percentage.scale() {
        Scale::Flat(rate) => vec![*rate],
        Scale::Marginal(tiers, _) | Scale::Whole(tiers, _) => tiers.as_slice().iter().map(|tier| tier.rate).collect(),
    };
    (0..)
        .map(Parameter::Rate)
        .zip(rates.into_iter().map(Setting::Rate))
        .chain(percentage.window().map(|months| (Parameter::Window, Setting::Months(months))))
        .chain(money(Parameter::ClientCap, percentage.client_cap()))
        .chain(money(Parameter::YearCap, percentage.year_cap()))
}

fn money(parameter: Parameter, amount: Option<Money>) -> Option<(Parameter, Setting)> {
    amount.map(|amount| (parameter, Setting::Money(amount)))
}
