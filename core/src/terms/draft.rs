use std::fmt;

use super::{
    Accrues, Base, FeeDue, FixedFee, Hybrid, Minimum, Payer, Percentage, Retainer, Scale, Shortfall, Terms, TermsError,
    Tier, TierScope, Tiers,
};
use crate::value::notation::ReadError;
use crate::value::{Currency, Money, Rate, Reading};

/// Terms as they are typed: raw text for every number, read as a whole once the user is done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// Which model.
    pub model: Model,
    /// The fee, or the amount a month.
    pub amount: String,
    /// The value that a project must exceed; empty for none.
    pub over: String,
    /// Whether the fee is for a qualified referral instead of a won project.
    pub per_referral: bool,
    /// Who pays a retainer.
    pub payer: PayerKind,
    /// What the introducer pays back each month.
    pub back: String,
    /// Introductions a month that a retainer is for; empty for none.
    pub minimum: String,
    /// What happens when fewer come.
    pub shortfall: Shortfall,
    /// How the rate follows volume.
    pub steps: Steps,
    /// The rate, when it is flat.
    pub rate: String,
    /// From and rate of each tier, when it is not.
    pub tiers: Vec<(String, String)>,
    /// What the tiers' volume is counted over.
    pub scope: TierScope,
    /// Months from the first payment; empty for no end.
    pub window: String,
    /// What the rate applies to.
    pub base: Base,
    /// What makes it due.
    pub accrues: Accrues,
    /// The most for one client; empty for none.
    pub client_cap: String,
    /// The most in an agreement year; empty for none.
    pub year_cap: String,
    /// A hybrid's least in an agreement year; empty for none.
    pub floor: String,
    /// A hybrid's most in an agreement year; empty for none.
    pub cap: String,
}

/// Which model a draft is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Model {
    /// [`Terms::FixedFee`].
    FixedFee,
    /// [`Terms::Retainer`].
    Retainer,
    /// [`Terms::Percentage`].
    Percentage,
    /// [`Terms::Hybrid`].
    Hybrid,
}

/// Who pays a drafted retainer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PayerKind {
    /// [`Payer::Receiver`].
    Receiver,
    /// [`Payer::Introducer`].
    Introducer,
    /// [`Payer::Mutual`].
    Mutual,
}

/// How a drafted rate follows volume.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Steps {
    /// [`Scale::Flat`].
    Flat,
    /// [`Scale::Marginal`].
    Marginal,
    /// [`Scale::Whole`].
    Whole,
}

/// A field of a draft.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DraftField {
    /// [`Draft::amount`].
    Amount,
    /// [`Draft::over`].
    Over,
    /// [`Draft::back`].
    Back,
    /// [`Draft::minimum`].
    Minimum,
    /// [`Draft::rate`].
    Rate,
    /// The tiers as a whole.
    Tiers,
    /// The start of a tier.
    TierFrom(usize),
    /// The rate of a tier.
    TierRate(usize),
    /// [`Draft::window`].
    Window,
    /// [`Draft::client_cap`].
    ClientCap,
    /// [`Draft::year_cap`].
    YearCap,
    /// [`Draft::floor`].
    Floor,
    /// [`Draft::cap`].
    Cap,
}

/// What is wrong with a field of a draft.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DraftError {
    /// Its text is no such value.
    Text(ReadError),
    /// Its value makes no terms.
    Terms(TermsError),
}

impl fmt::Display for DraftError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            DraftError::Text(error) => error.fmt(f),
            DraftError::Terms(error) => error.fmt(f),
        }
    }
}

impl Default for Draft {
    fn default() -> Draft {
        Draft {
            model: Model::Percentage,
            amount: String::new(),
            over: String::new(),
            per_referral: false,
            payer: PayerKind::Receiver,
            back: String::new(),
            minimum: String::new(),
            shortfall: Shortfall::Ignored,
            steps: Steps::Flat,
            rate: String::new(),
            tiers: Vec::new(),
            scope: TierScope::AgreementYear,
            window: String::new(),
            base: Base::Gross,
            accrues: Accrues::OnPayment,
            client_cap: String::new(),
            year_cap: String::new(),
            floor: String::new(),
            cap: String::new(),
        }
    }
}

impl Draft {
    /// Terms as text, to be edited.
    #[must_use]
    pub fn of(terms: &Terms, reading: Reading, currency: Currency) -> Draft {
        let mut draft = Draft::default();
        let money = |amount: Money| reading.write_money(amount, currency);
        match terms {
            Terms::FixedFee(fee) => {
                draft.model = Model::FixedFee;
                draft.amount = money(fee.amount());
                match fee.due() {
                    FeeDue::QualifiedReferral => draft.per_referral = true,
                    FeeDue::WonProject { over: Money::ZERO } => {}
                    FeeDue::WonProject { over } => draft.over = money(over),
                }
            }
            Terms::Retainer(retainer) => {
                draft.model = Model::Retainer;
                draft.take_retainer(retainer, &money);
            }
            Terms::Percentage(percentage) => draft.take_percentage(percentage, reading, &money),
            Terms::Hybrid(hybrid) => {
                draft.take_retainer(hybrid.retainer(), &money);
                draft.take_percentage(hybrid.percentage(), reading, &money);
                draft.model = Model::Hybrid;
                draft.floor = hybrid.floor().map(money).unwrap_or_default();
                draft.cap = hybrid.cap().map(money).unwrap_or_default();
            }
        }
        draft
    }

    fn take_retainer(&mut self, retainer: &Retainer, money: &dyn Fn(Money) -> String) {
        self.amount = money(retainer.amount());
        self.payer = match retainer.payer() {
            Payer::Receiver => PayerKind::Receiver,
            Payer::Introducer => PayerKind::Introducer,
            Payer::Mutual { back } => {
                self.back = money(back);
                PayerKind::Mutual
            }
        };
        if let Some(minimum) = retainer.minimum() {
            self.minimum = minimum.a_month().to_string();
            self.shortfall = minimum.shortfall();
        }
    }

    fn take_percentage(&mut self, percentage: &Percentage, reading: Reading, money: &dyn Fn(Money) -> String) {
        self.model = Model::Percentage;
        let (steps, tiers) = match percentage.scale() {
            Scale::Flat(rate) => {
                self.rate = reading.write_rate(*rate);
                (Steps::Flat, None)
            }
            Scale::Marginal(tiers, scope) => (Steps::Marginal, Some((tiers, *scope))),
            Scale::Whole(tiers, scope) => (Steps::Whole, Some((tiers, *scope))),
        };
        self.steps = steps;
        if let Some((tiers, scope)) = tiers {
            self.scope = scope;
            self.tiers =
                tiers.as_slice().iter().map(|tier| (money(tier.from), reading.write_rate(tier.rate))).collect();
        }
        self.window = percentage.window().map(|months| months.to_string()).unwrap_or_default();
        self.base = percentage.base();
        self.accrues = percentage.accrues();
        self.client_cap = percentage.client_cap().map(money).unwrap_or_default();
        self.year_cap = percentage.year_cap().map(money).unwrap_or_default();
    }

    /// The terms.
    ///
    /// # Errors
    /// Every field that is wrong, with what is wrong with it.
    pub fn terms(&self, reading: Reading, currency: Currency) -> Result<Terms, Vec<(DraftField, DraftError)>> {
        let mut form = Form { reading, currency, wrong: Vec::new() };
        let terms = match self.model {
            Model::FixedFee => self.fixed_fee(&mut form).map(Terms::FixedFee),
            Model::Retainer => self.retainer(&mut form).map(Terms::Retainer),
            Model::Percentage => self.percentage(&mut form).map(Terms::Percentage),
            Model::Hybrid => {
                // Both parts are read before either is needed, so that every problem shows at once.
                let (retainer, percentage) = (self.retainer(&mut form), self.percentage(&mut form));
                let floor = form.optional_money(DraftField::Floor, &self.floor);
                let cap = form.optional_money(DraftField::Cap, &self.cap);
                match (retainer, percentage, floor, cap) {
                    (Some(retainer), Some(percentage), Some(floor), Some(cap)) => {
                        form.take(DraftField::Floor, Hybrid::new(retainer, percentage, floor, cap)).map(Terms::Hybrid)
                    }
                    _ => None,
                }
            }
        };
        match terms {
            Some(terms) if form.wrong.is_empty() => Ok(terms),
            _ => Err(form.wrong),
        }
    }

    fn fixed_fee(&self, form: &mut Form) -> Option<FixedFee> {
        let amount = form.money(DraftField::Amount, &self.amount);
        let over = if self.per_referral { Some(None) } else { form.optional_money(DraftField::Over, &self.over) };
        let due = match over? {
            _ if self.per_referral => FeeDue::QualifiedReferral,
            over => FeeDue::WonProject { over: over.unwrap_or_default() },
        };
        form.take(DraftField::Amount, FixedFee::new(amount?, due))
    }

    fn retainer(&self, form: &mut Form) -> Option<Retainer> {
        let amount = form.money(DraftField::Amount, &self.amount);
        let payer = match self.payer {
            PayerKind::Receiver => Some(Payer::Receiver),
            PayerKind::Introducer => Some(Payer::Introducer),
            PayerKind::Mutual => form.money(DraftField::Back, &self.back).map(|back| Payer::Mutual { back }),
        };
        let minimum = if self.minimum.trim().is_empty() {
            Some(None)
        } else {
            let count = form.count(DraftField::Minimum, &self.minimum);
            count.and_then(|count| form.take(DraftField::Minimum, Minimum::new(count, self.shortfall))).map(Some)
        };
        form.take(DraftField::Amount, Retainer::new(amount?, payer?, minimum?))
    }

    fn percentage(&self, form: &mut Form) -> Option<Percentage> {
        let scale = match self.steps {
            Steps::Flat => form.rate(DraftField::Rate, &self.rate).map(Scale::Flat),
            Steps::Marginal => self.tiers(form).map(|tiers| Scale::Marginal(tiers, self.scope)),
            Steps::Whole => self.tiers(form).map(|tiers| Scale::Whole(tiers, self.scope)),
        };
        let window = if self.window.trim().is_empty() {
            Some(None)
        } else {
            form.count(DraftField::Window, &self.window).map(Some)
        };
        let client_cap = form.optional_money(DraftField::ClientCap, &self.client_cap);
        let year_cap = form.optional_money(DraftField::YearCap, &self.year_cap);
        // The window is tried on any share, so that it is judged even while the rate is wrong.
        let tried = Percentage::new(Scale::Flat(Rate::ZERO)).within(window?);
        form.take(DraftField::Window, tried.clone())?;
        let percentage = Percentage::new(scale?).on(self.base).accruing(self.accrues).within(window?).ok()?;
        form.take(DraftField::ClientCap, percentage.capped(client_cap?, year_cap?))
    }

    fn tiers(&self, form: &mut Form) -> Option<Tiers> {
        let tiers: Vec<Option<Tier>> = self
            .tiers
            .iter()
            .enumerate()
            .map(|(index, (from, rate))| {
                let from = form.money(DraftField::TierFrom(index), from);
                let rate = form.rate(DraftField::TierRate(index), rate);
                Some(Tier { from: from?, rate: rate? })
            })
            .collect();
        let tiers = tiers.into_iter().collect::<Option<Vec<Tier>>>()?;
        form.take(DraftField::Tiers, Tiers::new(tiers))
    }
}

/// Reads fields and keeps every error.
struct Form {
    reading: Reading,
    currency: Currency,
    wrong: Vec<(DraftField, DraftError)>,
}

impl Form {
    fn text<T>(&mut self, field: DraftField, result: Result<T, ReadError>) -> Option<T> {
        result.map_err(|error| self.wrong.push((field, DraftError::Text(error)))).ok()
    }

    fn take<T>(&mut self, field: DraftField, result: Result<T, TermsError>) -> Option<T> {
        result.map_err(|error| self.wrong.push((field, DraftError::Terms(error)))).ok()
    }

    fn money(&mut self, field: DraftField, text: &str) -> Option<Money> {
        self.text(field, self.reading.positive_money(text, self.currency))
    }

    fn optional_money(&mut self, field: DraftField, text: &str) -> Option<Option<Money>> {
        if text.trim().is_empty() { Some(None) } else { self.money(field, text).map(Some) }
    }

    fn rate(&mut self, field: DraftField, text: &str) -> Option<Rate> {
        self.text(field, self.reading.rate(text))
    }

    fn count(&mut self, field: DraftField, text: &str) -> Option<u16> {
        let count = self.reading.count(text).and_then(|count| u16::try_from(count).map_err(|_| ReadError::TooLarge));
        self.text(field, count)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::terms::presets::Preset;

    fn read(draft: &Draft) -> Result<Terms, Vec<(DraftField, DraftError)>> {
        draft.terms(Reading::ENGLISH, Currency::USD)
    }

    #[test]
    fn every_preset_survives_being_edited() {
        for preset in Preset::ALL {
            let terms = preset.terms(Currency::USD).unwrap();
            assert_eq!(read(&Draft::of(&terms, Reading::ENGLISH, Currency::USD)), Ok(terms), "{preset:?}");
        }
    }

    #[test]
    fn the_fullest_terms_survive_being_edited() {
        let draft = Draft {
            model: Model::Hybrid,
            amount: "100".into(),
            payer: PayerKind::Mutual,
            back: "50".into(),
            minimum: "2".into(),
            shortfall: Shortfall::Credited,
            steps: Steps::Whole,
            tiers: vec![("0".into(), "3".into()), ("1000.50".into(), "5.25".into())],
            scope: TierScope::Project,
            window: "12".into(),
            base: Base::Net,
            accrues: Accrues::OnInvoice,
            client_cap: "500".into(),
            year_cap: "5000".into(),
            floor: "600".into(),
            cap: "10000".into(),
            ..Draft::default()
        };
        let terms = read(&draft).unwrap();
        assert_eq!(Draft::of(&terms, Reading::ENGLISH, Currency::USD), draft);
    }

    #[test]
    fn every_wrong_field_is_named() {
        let draft = Draft { rate: "101".into(), window: "0".into(), client_cap: "-1".into(), ..Draft::default() };
        assert_eq!(
            read(&draft),
            Err(vec![
                (DraftField::Rate, DraftError::Text(ReadError::OverFull)),
                (DraftField::ClientCap, DraftError::Text(ReadError::Negative)),
                (DraftField::Window, DraftError::Terms(TermsError::Window)),
            ])
        );
        let fee = Draft { model: Model::FixedFee, over: "x".into(), ..Draft::default() };
        assert_eq!(
            read(&fee).unwrap_err().iter().map(|(field, _)| *field).collect::<Vec<_>>(),
            [DraftField::Amount, DraftField::Over]
        );
    }
}
