use super::years::Year;
use super::{Columns, Gain, Premises, Quantiles, Summary};
use crate::forecast::Band;
use crate::forecast::norm::Place;
use crate::value::{Chance, Hours, Id, Money, Rate, Side, Sides};

/// What simulated years come to: the work, no deal, and every offer on the same years. The seed and the number of years
/// go with the figures.
#[derive(Clone, Debug, PartialEq)]
pub struct Forecast {
    /// The seed of the draws.
    pub seed: u64,
    /// How many years.
    pub years: u32,
    /// What the years bring, whatever the terms.
    pub volume: Volume,
    /// Without a deal nothing is paid, kept record of or gained.
    pub no_deal: Outlook,
    /// The offers, in the order given.
    pub offers: Vec<Outlook>,
}

/// The work of a year.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Volume {
    /// Introductions.
    pub introductions: Summary,
    /// Projects that come of them.
    pub projects: Summary,
    /// What the projects pay in all, without costs passed on, in minor units.
    pub net: Summary,
}

/// One offer in simulated years, or no deal.
#[derive(Clone, Debug, PartialEq)]
pub struct Outlook {
    /// The offer; nothing for no deal.
    pub id: Option<Id>,
    /// What the receiver of the introductions pays for a year's introductions, until the last of their projects is over.
    pub payout: Summary,
    /// What of it accrues in each of the twelve months of the year.
    pub months: [Quantiles; 12],
    /// All pay over all net revenue; nothing without net revenue.
    pub effective_rate: Option<f64>,
    /// The standard error of that rate r, of n years with pay p and net revenue w: √(Σ (p − r w)² ÷ (n (n − 1))) ÷ mean w.
    /// Nothing below two years or without net revenue.
    pub rate_error: Option<f64>,
    /// Years whose pay lies within the usual band.
    pub in_band: u32,
    /// Years that have net revenue or pay: those that can be in the band. Pay without net revenue is outside.
    pub in_question: u32,
    /// By how much each side is better off than without a deal.
    pub gain: Sides<Gain>,
    /// How each side's gain compares with no deal and with every other offer, in their order.
    pub beats: Vec<Beats>,
    /// Hours of record keeping in a year, for each side, on average.
    pub hours: Hours,
}

/// In how many years a side gains more than under another offer; years of equal gains count half.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Beats {
    /// The other offer; nothing for no deal.
    pub other: Option<Id>,
    /// The chance that a side gains more than under that one.
    pub chance: Sides<Chance>,
}

impl Volume {
    pub(super) fn of(drawn: &[Year]) -> Volume {
        let mut values = Vec::with_capacity(drawn.len());
        let mut summary = |figure: fn(&Year) -> i64| {
            refill(&mut values, drawn.iter().map(figure));
            Summary::of(&mut values)
        };
        Volume {
            introductions: summary(|year| year.introductions.into()),
            projects: summary(|year| year.projects.into()),
            net: summary(|year| year.net),
        }
    }
}

impl Forecast {
    /// The forecast that these figures are of, one for each offer of the premises.
    pub(crate) fn new(premises: &Premises, seed: u64, volume: Volume, figures: Vec<Figures>) -> Forecast {
        let years = volume.net.years;
        let all = u64::from(years) * 2;
        let ids: Vec<Option<Id>> =
            [None].into_iter().chain(premises.offers().iter().map(|offer| Some(offer.id))).collect();
        let chance = |credit: u64| Chance::new(credit, all);
        let against_none = figures.iter().zip(ids.iter().skip(1)).map(|(figures, &other)| {
            let credit = figures.credits.first().copied().unwrap_or_default();
            let chance = Sides { you: chance(all - credit.you), them: chance(all - credit.them) };
            Beats { other, chance }
        });
        let nothing = Figures::nothing(&volume);
        let no_deal = Outlook::new(None, nothing, against_none.collect(), &volume, Hours::ZERO);
        let offers = figures.into_iter().zip(premises.upkeep()).zip(1..).map(|((figures, upkeep), place)| {
            let others = ids.iter().enumerate().filter(|(other, _)| *other != place).map(|(_, &other)| other);
            let beats = others.zip(&figures.credits).map(|(other, credit)| {
                let chance = Sides { you: chance(credit.you), them: chance(credit.them) };
                Beats { other, chance }
            });
            let (id, beats) = (ids.get(place).copied().flatten(), beats.collect());
            Outlook::new(id, figures, beats, &volume, upkeep.hours(volume.introductions.sum, years))
        });
        Forecast { seed, years, volume, no_deal, offers: offers.collect() }
    }

    /// What `side` gives up in an average year under the offer `id` against its best option on the table.
    #[must_use]
    pub fn gives_up(&self, id: Id, side: Side) -> Option<Money> {
        let gain = |outlook: &Outlook| outlook.gain.of(side).gain.sum;
        let best = self.offers.iter().map(gain).max()?;
        Money::rounded(best - gain(self.offer(id)?), self.years.max(1).into()).ok()
    }

    /// The outlook of the offer with this id.
    #[must_use]
    pub fn offer(&self, id: Id) -> Option<&Outlook> {
        self.offers.iter().find(|outlook| outlook.id == Some(id))
    }
}

/// The figures of an offer from which all others follow.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Figures {
    pub(crate) payout: Summary,
    pub(crate) months: [Quantiles; 12],
    pub(crate) rate_error: Option<f64>,
    pub(crate) in_band: u32,
    pub(crate) in_question: u32,
    pub(crate) gain: Sides<Gain>,
    /// Against no deal and every other offer: two for each year with a higher gain, one for each with the same.
    pub(crate) credits: Vec<Sides<u64>>,
}

impl Figures {
    /// Of the offer in this place.
    pub(super) fn of(place: usize, band: Band, drawn: &[Year], columns: &[Columns]) -> Option<Figures> {
        let columns_of = columns.get(place)?;
        let mut values = Vec::with_capacity(drawn.len());
        refill(&mut values, columns_of.payouts.iter().copied());
        let payout = Summary::of(&mut values);
        let mut months = [Quantiles::default(); 12];
        for (month, quantiles) in months.iter_mut().enumerate() {
            refill(&mut values, columns_of.months.iter().filter_map(|months| months.get(month).copied()));
            *quantiles = Quantiles::of(&mut values);
        }
        let mut gain = |side| {
            refill(&mut values, columns_of.gains.of(side).iter().copied());
            Gain::of(&mut values)
        };
        let gain = Sides { you: gain(Side::You), them: gain(Side::Them) };
        let others = columns.iter().enumerate().filter(|(other, _)| *other != place).map(|(_, other)| other);
        let credit = |other: Option<&Columns>| {
            let of = |side| columns_of.credit(other, side);
            Sides { you: of(Side::You), them: of(Side::Them) }
        };
        let credits = [None].into_iter().chain(others.map(Some)).map(credit);
        let (in_band, in_question) = in_band(band, drawn, &columns_of.payouts);
        let rate_error = rate_error(drawn, &columns_of.payouts);
        Some(Figures { payout, months, rate_error, in_band, in_question, gain, credits: credits.collect() })
    }

    fn nothing(volume: &Volume) -> Figures {
        let zero = Summary {
            years: volume.net.years,
            sum: 0,
            standard_error: volume.net.standard_error.map(|_| 0.0),
            quantiles: Quantiles::default(),
        };
        let gain = Gain { gain: zero, p10_within: (0, 0), losses: 0 };
        Figures {
            payout: zero,
            months: [Quantiles::default(); 12],
            rate_error: None,
            in_band: 0,
            in_question: 0,
            gain: Sides { you: gain, them: gain },
            credits: Vec::new(),
        }
    }
}

impl Outlook {
    fn new(id: Option<Id>, figures: Figures, beats: Vec<Beats>, volume: &Volume, hours: Hours) -> Outlook {
        let Figures { payout, months, rate_error, in_band, in_question, gain, .. } = figures;
        let net = volume.net.sum;
        let effective_rate = (net > 0).then(|| payout.sum as f64 / net as f64);
        Outlook { id, payout, months, effective_rate, rate_error, in_band, in_question, gain, beats, hours }
    }

    /// The effective rate, where it is one from 0% to 100%.
    #[must_use]
    pub fn rate(&self) -> Option<Rate> {
        let rate = self.effective_rate.filter(|rate| (0.0..=1.0).contains(rate))?;
        // From 0 to a million, so the cast neither truncates nor wraps.
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        let ppm = (rate * 1e6).round() as u32;
        Rate::new(ppm).ok()
    }

    /// The share of years with pay within the usual band, of those in question.
    #[must_use]
    pub const fn chance_in_band(&self) -> Chance {
        Chance::new(self.in_band as u64, self.in_question as u64)
    }

    /// The chance that a side loses in a year.
    #[must_use]
    pub fn chance_of_loss(&self, side: Side) -> Chance {
        let gain = self.gain.of(side);
        Chance::new(gain.losses.into(), gain.gain.years.into())
    }
}

impl Columns {
    pub(super) fn reserve(&mut self, more: usize) {
        self.payouts.reserve(more);
        self.months.reserve(more);
        self.gains.you.reserve(more);
        self.gains.them.reserve(more);
    }

    /// What beats another offer, or no deal, in a side's eyes: two for each year with a higher gain, one for each with the
    /// same.
    fn credit(&self, other: Option<&Columns>, side: Side) -> u64 {
        let gains = self.gains.of(side).iter();
        let credit = |gain: &i64, other: &i64| u64::from(gain > other) + u64::from(gain >= other);
        match other {
            Some(other) => gains.zip(other.gains.of(side)).map(|(gain, other)| credit(gain, other)).sum(),
            None => gains.map(|gain| credit(gain, &0)).sum(),
        }
    }
}

fn refill(values: &mut Vec<i64>, with: impl Iterator<Item = i64>) {
    values.clear();
    values.extend(with);
}

/// The standard error of all pay over all net revenue, by linearisation of the ratio.
///
/// Source: W. G. Cochran, "Sampling Techniques", 3rd edition (1977), section 6.4.
fn rate_error(drawn: &[Year], payouts: &[i64]) -> Option<f64> {
    let years = || drawn.iter().map(|year| year.net as f64).zip(payouts.iter().map(|&payout| payout as f64));
    let (net, paid) = years().fold((0.0, 0.0), |(net, paid), (year, payout)| (net + year, paid + payout));
    if net <= 0.0 || drawn.len() < 2 {
        return None;
    }
    let (rate, n) = (paid / net, drawn.len() as f64);
    let squares: f64 = years().map(|(net, paid)| (paid - rate * net) * (paid - rate * net)).sum();
    Some((squares / (n * (n - 1.0))).sqrt() / (net / n))
}

/// Years with pay in the band, and years in question.
fn in_band(band: Band, drawn: &[Year], payouts: &[i64]) -> (u32, u32) {
    let mut counts = (0, 0);
    for (year, &payout) in drawn.iter().zip(payouts) {
        let [payout, net] = [payout, year.net].map(|minor| Money::new(minor).unwrap_or_default());
        if let Some(place) = band.place(payout, net) {
            counts.0 += u32::from(place == Place::Inside);
            counts.1 += 1;
        }
    }
    counts
}
