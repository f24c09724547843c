//! Premises and forecasts as numbers: what writes them, and what reads them in the same order.

use serde::{Deserialize, Serialize};

use super::numbers::{Numbers, put_range};
use super::{WireError, column, terms, text};
use crate::engine::Simulate;
use crate::forecast::{
    Band, Direction, Forecast, Gain, Offer, Outlook, OutlookFigures as Figures, Premises, Quantiles, Ranges, Summary,
    Volume,
};
use crate::terms::Administration;
use crate::value::{Hours, Id, Money, Sides};
use crate::workspace::Workspace;

const DIRECTIONS: [Direction; 2] = [Direction::TheyIntroduce, Direction::YouIntroduce];

/// An offer without its name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OfferV1 {
    #[serde(with = "text")]
    id: Id,
    /// Its hours of record keeping in seconds, a month and an introduction; its terms.
    #[serde(with = "column")]
    terms: Vec<i128>,
}

/// A [`Simulate`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SimulateV1 {
    /// The seed of the years.
    #[serde(with = "text")]
    seed: u64,
    /// How many.
    years: u32,
    /// Who introduces, the ranges, what an hour is worth to each side, the band.
    #[serde(with = "column")]
    premises: Vec<i128>,
    /// The offers.
    offers: Vec<OfferV1>,
}

/// A [`Forecast`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ForecastV1 {
    /// How many years there were.
    pub(in crate::engine) years: u32,
    /// What the years bring, and what each offer comes to, in the order in which the task names them.
    #[serde(with = "column")]
    pub(in crate::engine) figures: Vec<i128>,
}

impl From<&Simulate> for SimulateV1 {
    fn from(Simulate { premises, seed, years }: &Simulate) -> SimulateV1 {
        let (numbers, offers) = written(premises);
        SimulateV1 { seed: *seed, years: *years, premises: numbers, offers }
    }
}

impl TryFrom<SimulateV1> for Simulate {
    type Error = WireError;
    fn try_from(SimulateV1 { seed, years, premises: numbers, offers }: SimulateV1) -> Result<Simulate, WireError> {
        Simulate::new(premises(&numbers, &offers)?, seed, years).map_err(WireError::TooLong)
    }
}

/// Everything that years are drawn from, as numbers.
fn written(premises: &Premises) -> (Vec<i128>, Vec<OfferV1>) {
    let ranges = premises.ranges();
    let mut to = vec![(premises.direction() == Direction::YouIntroduce).into()];
    put_range(&mut to, ranges.introductions, |count| count.wide());
    put_range(&mut to, ranges.projects, |count| count.wide());
    put_range(&mut to, ranges.value, Money::wide);
    put_range(&mut to, ranges.months, i128::from);
    for rates in [ranges.pass_through, ranges.margin, ranges.came_anyway] {
        put_range(&mut to, rates, |rate| rate.wide());
    }
    let (hour, band) = (premises.hour(), premises.band());
    to.extend([hour.you.wide(), hour.them.wide(), band.low.wide(), band.high.wide()]);
    let offer = |offer: &Offer| {
        let administration = offer.administration();
        let mut numbers = vec![administration.monthly.wide(), administration.per_referral.wide()];
        terms::put(&mut numbers, &offer.terms);
        OfferV1 { id: offer.id, terms: numbers }
    };
    (to, premises.offers().iter().map(offer).collect())
}

/// The premises that these numbers are.
fn premises(numbers: &[i128], offers: &[OfferV1]) -> Result<Premises, WireError> {
    let mut numbers = Numbers::new(numbers);
    let direction = numbers.one_of(&DIRECTIONS)?;
    let ranges = Ranges {
        introductions: numbers.range(Numbers::quantity)?,
        projects: numbers.range(Numbers::quantity)?,
        value: numbers.range(Numbers::money)?,
        months: numbers.range(Numbers::next)?,
        pass_through: numbers.range(Numbers::rate)?,
        margin: numbers.range(Numbers::rate)?,
        came_anyway: numbers.range(Numbers::rate)?,
    };
    let hour = Sides { you: numbers.money()?, them: numbers.money()? };
    let band = Band { low: numbers.rate()?, high: numbers.rate()? };
    numbers.end()?;
    if offers.len() > Workspace::MOST_OFFERS {
        return Err(WireError::Offers);
    }
    let offers = offers.iter().map(|offer| {
        let mut numbers = Numbers::new(&offer.terms);
        let mut hours = || Hours::new(numbers.next()?).map_err(|_| WireError::Numbers);
        let administration = Administration { monthly: hours()?, per_referral: hours()? };
        let terms = terms::read(&mut numbers)?;
        numbers.end()?;
        Ok(Offer { administration: Some(administration), ..Offer::new(offer.id, terms) })
    });
    let offers: Vec<Offer> = offers.collect::<Result<_, WireError>>()?;
    Premises::new(direction, ranges, hour, band, &offers).map_err(WireError::OutOfRange)
}

impl From<&Forecast> for ForecastV1 {
    fn from(forecast: &Forecast) -> ForecastV1 {
        ForecastV1 { years: forecast.years, figures: figures(forecast) }
    }
}

impl ForecastV1 {
    pub(super) fn of(self, Simulate { premises, seed, .. }: &Simulate) -> Result<Forecast, WireError> {
        forecast(premises, *seed, self.years, &self.figures)
    }
}

/// The figures from which a forecast follows, where its premises are known.
fn figures(forecast: &Forecast) -> Vec<i128> {
    let mut to = Vec::new();
    let volume = &forecast.volume;
    [volume.introductions, volume.projects, volume.net].iter().for_each(|summary| put_summary(&mut to, summary));
    for Outlook { payout, months, rate_error, in_band, in_question, gain, beats, .. } in &forecast.offers {
        put_summary(&mut to, payout);
        months.iter().for_each(|month| put_quantiles(&mut to, month));
        put_error(&mut to, *rate_error);
        to.extend([i128::from(*in_band), i128::from(*in_question)]);
        for side in [&gain.you, &gain.them] {
            put_summary(&mut to, &side.gain);
            to.extend([i128::from(side.p10_within.0), side.p10_within.1.into(), side.losses.into()]);
        }
        let credits = beats.iter().flat_map(|beats| [beats.chance.you, beats.chance.them]);
        to.extend(credits.map(|chance| i128::from(chance.fraction().0)));
    }
    to
}

fn put_summary(to: &mut Vec<i128>, summary: &Summary) {
    to.push(summary.sum);
    put_error(to, summary.standard_error);
    put_quantiles(to, &summary.quantiles);
}

fn put_error(to: &mut Vec<i128>, error: Option<f64>) {
    to.push(error.map_or(-1, |error| error.to_bits().into()));
}

fn put_quantiles(to: &mut Vec<i128>, quantiles: &Quantiles) {
    to.extend([quantiles.p10, quantiles.median, quantiles.p90].map(i128::from));
}

/// The forecast that these figures are, if so many years of the premises can come to it.
fn forecast(premises: &Premises, seed: u64, years: u32, figures: &[i128]) -> Result<Forecast, WireError> {
    let mut reader = Reader { numbers: Numbers::new(figures), years };
    let volume = Volume { introductions: reader.summary()?, projects: reader.summary()?, net: reader.summary()? };
    let count = premises.offers().len();
    let figures: Vec<Figures> = (0..count).map(|_| reader.offer(count)).collect::<Result<_, _>>()?;
    reader.numbers.end()?;
    // What one offer has against another, the other has not.
    let all = u64::from(years) * 2;
    for (place, one) in figures.iter().enumerate() {
        let mine = one.credits.get(place + 1..).unwrap_or(&[]);
        let theirs = figures.iter().skip(place + 1).map(|other| other.credits.get(place + 1));
        for (mine, theirs) in mine.iter().zip(theirs) {
            if theirs.is_none_or(|theirs| mine.you + theirs.you != all || mine.them + theirs.them != all) {
                return Err(WireError::Figures);
            }
        }
    }
    Ok(Forecast::new(premises, seed, volume, figures))
}

/// Figures of so many years.
struct Reader<'a> {
    numbers: Numbers<'a>,
    years: u32,
}

impl Reader<'_> {
    fn offer(&mut self, offers: usize) -> Result<Figures, WireError> {
        let payout = self.summary()?;
        let mut months = [Quantiles::default(); 12];
        for month in &mut months {
            *month = self.quantiles()?;
        }
        let rate_error = self.error()?;
        let (in_band, in_question) = (self.count(1)?, self.count(1)?);
        let gain = Sides { you: self.gain()?, them: self.gain()? };
        let credits = (0..offers).map(|_| Ok(Sides { you: self.count(2)?, them: self.count(2)? }));
        let credits = credits.collect::<Result<_, WireError>>()?;
        if in_band > in_question {
            return Err(WireError::Figures);
        }
        Ok(Figures { payout, months, rate_error, in_band, in_question, gain, credits })
    }

    fn gain(&mut self) -> Result<Gain, WireError> {
        let gain = self.summary()?;
        let p10_within = (self.amount()?, self.amount()?);
        let losses = self.count(1)?;
        let p10 = gain.quantiles.p10;
        let is_around = p10_within.0 <= p10 && p10 <= p10_within.1;
        if is_around { Ok(Gain { gain, p10_within, losses }) } else { Err(WireError::Figures) }
    }

    fn summary(&mut self) -> Result<Summary, WireError> {
        let years = self.years;
        let (sum, standard_error) = (self.numbers.next::<i128>()?, self.error()?);
        let quantiles = self.quantiles()?;
        let is_possible = sum.abs() <= i128::from(years) * Money::MAX.wide();
        if !is_possible || standard_error.is_some() != (years > 1) {
            return Err(WireError::Figures);
        }
        Ok(Summary { years, sum, standard_error, quantiles })
    }

    /// A standard error, where there is one.
    fn error(&mut self) -> Result<Option<f64>, WireError> {
        let bits = self.numbers.next::<i128>()?;
        let error = u64::try_from(bits).ok().map(f64::from_bits);
        let is_an_error = error.is_none_or(|error| error.is_finite() && error >= 0.0);
        if is_an_error { Ok(error) } else { Err(WireError::Figures) }
    }

    fn quantiles(&mut self) -> Result<Quantiles, WireError> {
        let quantiles = Quantiles { p10: self.amount()?, median: self.amount()?, p90: self.amount()? };
        let rise = quantiles.p10 <= quantiles.median && quantiles.median <= quantiles.p90;
        if rise { Ok(quantiles) } else { Err(WireError::Figures) }
    }

    /// An amount or a count, within the bound of money.
    fn amount(&mut self) -> Result<i64, WireError> {
        self.numbers.money().map(Money::minor)
    }

    /// At most so many for each year.
    fn count<T: TryFrom<i128>>(&mut self, each: u32) -> Result<T, WireError> {
        let count = self.numbers.next::<i128>()?;
        let is_possible = (0..=i128::from(self.years) * i128::from(each)).contains(&count);
        T::try_from(count).ok().filter(|_| is_possible).ok_or(WireError::Figures)
    }
}
