use std::num::NonZeroU16;

use super::TermsError;
use super::running::{Of, Totals};
use super::whole::Whole;
use crate::ledger::{Book, Entry};
use crate::value::{Money, Rate, add_months, agreement_year};

/// The most tiers that one scale can have.
pub const MOST_TIERS: usize = 10;

/// The longest window, in months.
const LONGEST_WINDOW: u16 = 600;

/// A share of what the introduced clients pay.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Percentage {
    scale: Scale,
    base: Base,
    accrues: Accrues,
    window: Option<NonZeroU16>,
    client_cap: Option<Money>,
    year_cap: Option<Money>,
}

/// How the rate follows volume.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Scale {
    /// One rate for everything.
    Flat(Rate),
    /// Each tier's rate on the part of the volume inside that tier, as with income tax.
    Marginal(Tiers, TierScope),
    /// The rate of the tier that the volume has reached, on all of it.
    Whole(Tiers, TierScope),
}

/// What a tier's volume is counted over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TierScope {
    /// All introduced clients within an agreement year.
    AgreementYear,
    /// Each project alone.
    Project,
}

/// A rate that applies from a volume on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tier {
    /// The volume from which on (inclusive) the rate applies.
    pub from: Money,
    /// The rate.
    pub rate: Rate,
}

/// One to [`MOST_TIERS`] tiers; the first starts at 0 and each next one higher than the one before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tiers(Vec<Tier>);

impl Tiers {
    /// These tiers.
    ///
    /// # Errors
    /// [`TermsError::TierCount`], [`TermsError::TierOrder`].
    pub fn new(tiers: Vec<Tier>) -> Result<Tiers, TermsError> {
        if tiers.is_empty() || tiers.len() > MOST_TIERS {
            return Err(TermsError::TierCount);
        }
        let rising = tiers.windows(2).all(|pair| matches!(pair, [a, b] if a.from < b.from));
        if rising && tiers.first().is_some_and(|tier| tier.from == Money::ZERO) {
            Ok(Tiers(tiers))
        } else {
            Err(TermsError::TierOrder)
        }
    }

    /// The tiers from the lowest up.
    #[must_use]
    pub fn as_slice(&self) -> &[Tier] {
        &self.0
    }

    /// Σ rate × part of `volume` inside each tier, in millionths of a minor unit.
    fn marginal<I: Whole>(&self, volume: I) -> I {
        let mut sum = I::zero();
        let mut top = I::max_value();
        for tier in self.0.iter().rev() {
            let from = tier.from.minor().into();
            sum += (volume.min(top) - from).max(I::zero()) * I::of(tier.rate);
            top = from;
        }
        sum
    }

    /// The reached tier's rate × `volume`, in millionths of a minor unit.
    fn whole<I: Whole>(&self, volume: I) -> I {
        let reached = self.0.iter().rev().find(|tier| volume >= tier.from.minor().into());
        reached.map_or(I::zero(), |tier| volume * I::of(tier.rate))
    }
}

/// Which part of a client's payments the rate applies to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Base {
    /// All of it.
    Gross,
    /// All but costs passed on at cost: travel, advertising spend.
    Net,
}

/// What makes the share due.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Accrues {
    /// The client's payment.
    OnPayment,
    /// The invoice, paid or not.
    OnInvoice,
}

impl Scale {
    /// What a volume earns, in millionths of a minor unit; a volume of 0 earns nothing.
    pub(super) fn of<I: Whole>(&self, volume: I) -> I {
        match self {
            Scale::Flat(rate) => volume * I::of(*rate),
            Scale::Marginal(tiers, _) => tiers.marginal(volume),
            Scale::Whole(tiers, _) => tiers.whole(volume),
        }
    }

    /// The rate of the tier that holds `volume`, and the volume from which on the next one's applies.
    pub(super) fn tier(&self, volume: i128) -> (Rate, i128) {
        match self {
            Scale::Flat(rate) => (*rate, i128::MAX),
            Scale::Marginal(tiers, _) | Scale::Whole(tiers, _) => {
                let above = tiers.0.iter().position(|tier| tier.from.wide() > volume).unwrap_or(tiers.0.len());
                let rate =
                    above.checked_sub(1).and_then(|place| tiers.0.get(place)).map_or(Rate::ZERO, |tier| tier.rate);
                (rate, tiers.0.get(above).map_or(i128::MAX, |tier| tier.from.wide()))
            }
        }
    }
}

impl Percentage {
    /// A flat or tiered share of gross client payments, without window or caps.
    #[must_use]
    pub fn new(scale: Scale) -> Percentage {
        Percentage {
            scale,
            base: Base::Gross,
            accrues: Accrues::OnPayment,
            window: None,
            client_cap: None,
            year_cap: None,
        }
    }

    /// The same share of gross payments or of payments less costs passed on.
    #[must_use]
    pub fn on(self, base: Base) -> Percentage {
        Percentage { base, ..self }
    }

    /// The same share, due on payment or on invoice.
    #[must_use]
    pub fn accruing(self, accrues: Accrues) -> Percentage {
        Percentage { accrues, ..self }
    }

    /// The same share for `months` months from a project's first payment, or without end.
    ///
    /// # Errors
    /// [`TermsError::Window`] for 0 or more than 600 months.
    pub fn within(self, months: Option<u16>) -> Result<Percentage, TermsError> {
        let window = match months {
            None => None,
            Some(months) if months <= LONGEST_WINDOW => Some(NonZeroU16::new(months).ok_or(TermsError::Window)?),
            Some(_) => return Err(TermsError::Window),
        };
        Ok(Percentage { window, ..self })
    }

    /// The same share, at most `client` for all of one client's work and at most `year` in an agreement year.
    ///
    /// # Errors
    /// [`TermsError::NegativeAmount`].
    pub fn capped(self, client: Option<Money>, year: Option<Money>) -> Result<Percentage, TermsError> {
        if client.is_some_and(Money::is_negative) || year.is_some_and(Money::is_negative) {
            return Err(TermsError::NegativeAmount);
        }
        Ok(Percentage { client_cap: client, year_cap: year, ..self })
    }

    /// How the rate follows volume.
    #[must_use]
    pub fn scale(&self) -> &Scale {
        &self.scale
    }

    /// Gross or net of costs passed on.
    #[must_use]
    pub fn base(&self) -> Base {
        self.base
    }

    /// On payment or on invoice.
    #[must_use]
    pub fn accrues(&self) -> Accrues {
        self.accrues
    }

    /// Months from a project's first payment, if the share ends.
    #[must_use]
    pub fn window(&self) -> Option<u16> {
        self.window.map(NonZeroU16::get)
    }

    /// The most for one client.
    #[must_use]
    pub fn client_cap(&self) -> Option<Money> {
        self.client_cap
    }

    /// The most in an agreement year.
    #[must_use]
    pub fn year_cap(&self) -> Option<Money> {
        self.year_cap
    }

    /// Whether there is neither window nor tiers.
    pub(super) fn is_plain(&self) -> bool {
        self.window.is_none() && matches!(self.scale, Scale::Flat(_))
    }

    pub(super) fn with_scale(&self, scale: Scale) -> Percentage {
        Percentage { scale, ..self.clone() }
    }

    /// The entries of `book` that make this share due.
    pub(super) fn entries<'a>(&self, book: &'a Book) -> &'a [Entry] {
        match self.accrues {
            Accrues::OnPayment => book.payments(),
            Accrues::OnInvoice => book.invoices(),
        }
    }

    /// By how much an entry moves the share, in millionths of a minor unit: window, base, tiers, client cap, year cap.
    pub(super) fn moved(&self, book: &Book, entry: &Entry, totals: &mut Totals) -> i128 {
        if let Some(window) = self.window {
            let end = add_months(book.first_entry(entry.project, self.accrues), u32::from(window.get()));
            if entry.tested >= end {
                return 0;
            }
        }
        let eligible = match self.base {
            Base::Gross => entry.gross.wide(),
            Base::Net => entry.net.wide(),
        };
        let year = || agreement_year(book.period().start(), entry.date);
        let mut delta = match &self.scale {
            Scale::Flat(_) => self.scale.of(eligible),
            Scale::Marginal(_, scope) | Scale::Whole(_, scope) => {
                let (of, place) = match scope {
                    TierScope::AgreementYear => (Of::YearVolume, year()),
                    TierScope::Project => (Of::Project, entry.project),
                };
                let (before, after) = totals.change(of, place, |volume| volume + eligible);
                self.scale.of(after) - self.scale.of(before)
            }
        };
        let mut held = |of, place, delta, cap| {
            let (before, after) = totals.change(of, place, |total| total + delta);
            at_most(Some(cap), Rate::SCALE, after) - at_most(Some(cap), Rate::SCALE, before)
        };
        if let Some(cap) = self.client_cap {
            delta = held(Of::Client, entry.client, delta, cap);
        }
        if let Some(cap) = self.year_cap {
            delta = held(Of::YearShare, year(), delta, cap);
        }
        delta
    }
}

/// A running total held at `cap`, in parts of which `scale` make a minor unit.
pub(super) fn at_most(cap: Option<Money>, scale: i128, total: i128) -> i128 {
    cap.map_or(total, |cap| total.min(cap.wide() * scale))
}
