use crate::forecast::{Answers, Assumptions, Band, Direction, Offer};
use crate::random::Poisson;
use crate::terms::{Gauges, Largest};
use crate::value::{Hours, Money, OutOfRange, Quantity, Range, Rate, Side, Sides, round_half_away};

/// All that a forecast depends on, known to keep every figure of every year within the bound of [`Money`].
#[derive(Clone, Debug, PartialEq)]
pub struct Premises {
    direction: Direction,
    ranges: Ranges,
    hour: Sides<Money>,
    band: Band,
    offers: Vec<Offer>,
    gauges: Gauges,
    upkeep: Vec<Upkeep>,
}

/// The ranges that years are drawn from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ranges {
    /// Introductions a year.
    pub introductions: Range<Quantity>,
    /// Projects a year at the likely number of introductions.
    pub projects: Range<Quantity>,
    /// What a project is worth.
    pub value: Range<Money>,
    /// Months over which a project is billed.
    pub months: Range<u16>,
    /// Share of costs passed on.
    pub pass_through: Range<Rate>,
    /// Share left after delivering.
    pub margin: Range<Rate>,
    /// Share of clients that would have come anyway.
    pub came_anyway: Range<Rate>,
}

/// The record keeping of an offer: hours, and what they cost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Upkeep {
    /// Seconds in a year, whatever happens.
    yearly: i64,
    /// Seconds for each introduction.
    each: i64,
    hour: Sides<i64>,
}

impl Premises {
    /// What assumptions and offers say, without what they are called and where it comes from.
    ///
    /// # Errors
    /// [`OutOfRange`], as [`Premises::new`].
    pub fn of(assumptions: &Assumptions, offers: &[Offer]) -> Result<Premises, OutOfRange> {
        let ranges = Ranges {
            introductions: assumptions.introductions.range,
            projects: assumptions.projects.range,
            value: assumptions.value.range,
            months: assumptions.months.range,
            pass_through: assumptions.pass_through.range,
            margin: assumptions.margin.range,
            came_anyway: assumptions.came_anyway.range,
        };
        let hour = Sides { you: assumptions.hour.you.0, them: assumptions.hour.them.0 };
        Premises::new(assumptions.direction, ranges, hour, assumptions.norm.band, offers)
    }

    /// Who introduces clients to whom, what years are drawn from, what an hour of each side is worth, the usual band of
    /// pay, and the terms.
    ///
    /// # Errors
    /// [`OutOfRange`] when a payout or a gain could leave the bound of [`Money`], for more introductions or months than
    /// are compared, and for amounts below zero.
    pub fn new(
        direction: Direction,
        ranges: Ranges,
        hour: Sides<Money>,
        band: Band,
        offers: &[Offer],
    ) -> Result<Premises, OutOfRange> {
        // Where nobody says how far they go, introductions reach to double the most that can be said.
        let most = Quantity::whole(Answers::MOST_INTRODUCTIONS * 2);
        let is_negative = [ranges.value.low(), hour.you, hour.them].into_iter().any(Money::is_negative);
        if ranges.introductions.high() > most || ranges.months.high() > Answers::MOST_MONTHS || is_negative {
            return Err(OutOfRange);
        }
        let introductions = most_introductions(ranges.introductions.high());
        let revenue = Money::rounded(ranges.value.high().wide() * i128::from(introductions), 1)?;
        let offers: Vec<Offer> = offers
            .iter()
            .map(|offer| Offer { administration: Some(offer.administration()), name: None, ..offer.clone() })
            .collect();
        let terms = offers.iter().map(|offer| &offer.terms);
        let (gauges, payouts) = Gauges::new(terms, Largest { introductions, revenue })?;
        let upkeep = offers.iter().zip(payouts).map(|(offer, payout)| {
            let (upkeep, administration) = Upkeep::new(offer, hour, introductions)?;
            // The most that a gain can be away from zero.
            revenue.plus(payout)?.plus(administration)?;
            Ok(upkeep)
        });
        let upkeep = upkeep.collect::<Result<_, OutOfRange>>()?;
        Ok(Premises { direction, ranges, hour, band, offers, gauges, upkeep })
    }

    /// The same but for the offers.
    ///
    /// # Errors
    /// [`OutOfRange`], as [`Premises::new`].
    pub fn with_offers(&self, offers: &[Offer]) -> Result<Premises, OutOfRange> {
        Premises::new(self.direction, self.ranges, self.hour, self.band, offers)
    }

    /// Who introduces clients to whom.
    #[must_use]
    pub fn direction(&self) -> Direction {
        self.direction
    }

    /// Who receives the clients, does the work and pays.
    pub(super) fn receiver(&self) -> Side {
        self.direction.receiver()
    }

    /// What years are drawn from.
    #[must_use]
    pub fn ranges(&self) -> &Ranges {
        &self.ranges
    }

    /// What an hour is worth.
    #[must_use]
    pub fn hour(&self) -> Sides<Money> {
        self.hour
    }

    /// The usual band of pay.
    #[must_use]
    pub fn band(&self) -> Band {
        self.band
    }

    /// The offers without their names, each with its hours of record keeping.
    #[must_use]
    pub fn offers(&self) -> &[Offer] {
        &self.offers
    }

    pub(super) fn gauges(&self) -> &Gauges {
        &self.gauges
    }

    pub(super) fn upkeep(&self) -> &[Upkeep] {
        &self.upkeep
    }
}

impl Upkeep {
    /// The record keeping of an offer, and the most that it can cost a side in a year of so many introductions.
    fn new(offer: &Offer, hour: Sides<Money>, introductions: u32) -> Result<(Upkeep, Money), OutOfRange> {
        let administration = offer.administration();
        let seconds =
            administration.monthly.wide() * 12 + administration.per_referral.wide() * i128::from(introductions);
        let dearest = hour.you.max(hour.them).wide();
        // The product is taken in 64 bits.
        i64::try_from(seconds * dearest * 2).map_err(|_| OutOfRange)?;
        let most = u32::try_from(seconds).ok().and_then(|seconds| Hours::new(seconds).ok()).ok_or(OutOfRange)?;
        let upkeep = Upkeep {
            yearly: i64::from(administration.monthly.seconds()) * 12,
            each: i64::from(administration.per_referral.seconds()),
            hour: Sides { you: hour.you.minor(), them: hour.them.minor() },
        };
        Ok((upkeep, most.at(hour.you.max(hour.them))?))
    }

    /// What it costs each side in a year of so many introductions, in minor units.
    pub(super) fn cost(&self, introductions: u32) -> Sides<i64> {
        const HOUR: i64 = Hours::hundredths(100).seconds() as i64;
        let seconds = self.yearly + self.each * i64::from(introductions);
        let at = |hour: i64| round_half_away(seconds * hour, HOUR);
        Sides { you: at(self.hour.you), them: at(self.hour.them) }
    }

    /// The hours that it takes each side in a year, on average over years of so many introductions in all.
    pub(super) fn hours(&self, introductions: i128, years: u32) -> Hours {
        let seconds = match years {
            0 => 0,
            _ => round_half_away(i128::from(self.each) * introductions, years.into()),
        };
        let seconds = u32::try_from(i128::from(self.yearly) + seconds);
        seconds.ok().and_then(|seconds| Hours::new(seconds).ok()).unwrap_or(Hours::MAX)
    }
}

/// The most introductions that can be drawn in a year which is expected to have so many at most.
fn most_introductions(expected: Quantity) -> u32 {
    let mut poisson = Poisson::new();
    poisson.set_mean(expected.to_f64() / 12.0);
    // A lower mean never draws more, but for the last bit of its sums.
    (poisson.at(1.0 - f64::EPSILON / 2.0) + 1) * 12
}
