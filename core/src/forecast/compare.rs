use super::assumptions::Year;
use super::{Assumptions, Case, Offer};
use crate::ledger::{Arrivals, Course, Regular};
use crate::terms::{Administration, Terms};
use crate::value::{Hours, Id, Money, OutOfRange, Quantity, Rate, Side, Sides};

/// Every offer on the same years of work, from both parties' eyes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comparison {
    /// The years, the likely one first.
    pub cases: Vec<Case>,
    /// What happens without a deal, in each case.
    pub no_deal: Vec<Figures>,
    /// The offers, in the order given.
    pub offers: Vec<Offered>,
}

/// One offer in every case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offered {
    /// The offer.
    pub id: Id,
    /// Its figures, one for each case of the comparison.
    pub figures: Vec<Figures>,
}

/// One year under one offer. Amounts are rounded to the minor unit one by one and add up as shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Figures {
    /// Projects in the year.
    pub projects: Quantity,
    /// What introduced clients pay: projects × value.
    pub revenue: Money,
    /// Revenue without costs passed on.
    pub net: Money,
    /// What the receiver of the introductions pays the introducer.
    pub payout: Money,
    /// Hours of record keeping, for each side.
    pub hours: Hours,
    /// Those hours at each side's hourly worth.
    pub administration: Sides<Money>,
    /// What each side keeps: the receiver's margin less payout and record keeping; the payout less record keeping.
    pub keep: Sides<Money>,
    /// By how much each side is better off than without a deal: margin × net revenue × (1 − came anyway) − payout −
    /// record keeping, and payout − record keeping.
    pub gain: Sides<Money>,
}

impl Figures {
    /// Payout ÷ net revenue, when there is net revenue.
    #[must_use]
    pub fn share(&self) -> Option<f64> {
        // The bound of money is the bound of exact f64 integers.
        (self.net > Money::ZERO).then(|| self.payout.minor() as f64 / self.net.minor() as f64)
    }
}

impl Offered {
    /// The figures of the likely year.
    #[must_use]
    pub fn likely(&self) -> Option<&Figures> {
        self.figures.first()
    }
}

impl Comparison {
    /// The offers on the years that the assumptions describe.
    ///
    /// # Errors
    /// [`OutOfRange`] when a figure leaves the bound of money.
    pub fn new(assumptions: &Assumptions, offers: &[Offer]) -> Result<Comparison, OutOfRange> {
        let ground = Ground::new(assumptions);
        let offers = offers
            .iter()
            .map(|offer| {
                let figures = ground
                    .years
                    .iter()
                    .map(|year| year.figures(&offer.terms, offer.administration()))
                    .collect::<Result<_, _>>()?;
                Ok(Offered { id: offer.id, figures })
            })
            .collect::<Result<_, OutOfRange>>()?;
        let no_deal = ground.years.iter().map(|year| year.without_deal()).collect::<Result<_, _>>()?;
        Ok(Comparison { cases: ground.cases, no_deal, offers })
    }

    /// The offer with this id.
    #[must_use]
    pub fn offer(&self, id: Id) -> Option<&Offered> {
        self.offers.iter().find(|offered| offered.id == id)
    }

    /// What `side` gives up each year under the offer `id` against its best option on the table, at likely values.
    #[must_use]
    pub fn gives_up(&self, id: Id, side: Side) -> Option<Money> {
        let gain = |offered: &Offered| offered.likely().map(|figures| *figures.gain.of(side));
        let best = self.offers.iter().filter_map(gain).max()?;
        best.minus(gain(self.offer(id)?)?).ok()
    }

    /// The lowest and the highest payout of an offer over all cases.
    #[must_use]
    pub fn payout_range(&self, id: Id) -> Option<(Money, Money)> {
        let payouts = || self.offer(id).into_iter().flat_map(|offered| offered.figures.iter().map(|f| f.payout));
        Some((payouts().min()?, payouts().max()?))
    }
}

/// The work of every case, on which any number of terms can be tried.
pub(super) struct Ground<'a> {
    pub(super) cases: Vec<Case>,
    pub(super) years: Vec<Tract<'a>>,
}

/// The work of one year.
pub(super) struct Tract<'a> {
    assumptions: &'a Assumptions,
    year: Year,
    course: Course,
    /// Whole numbers of introductions and projects around the year's, with their weights in millionths².
    corners: Vec<(Arrivals, i128)>,
}

impl<'a> Ground<'a> {
    pub(super) fn new(assumptions: &'a Assumptions) -> Ground<'a> {
        let cases = assumptions.cases();
        let years = cases.iter().map(|&case| Tract::new(assumptions, assumptions.year(case))).collect();
        Ground { cases, years }
    }
}

impl<'a> Tract<'a> {
    fn new(assumptions: &'a Assumptions, year: Year) -> Tract<'a> {
        let mut corners = Vec::with_capacity(1);
        for (introductions, weight) in neighbours(year.introductions) {
            for (projects, other) in neighbours(year.projects) {
                corners.push((Arrivals::new(introductions, projects), weight * other));
            }
        }
        let course = Course::new(Regular {
            introductions: 0,
            projects: 0,
            value: year.value,
            months: year.months,
            pass_through: year.pass_through,
        });
        Tract { assumptions, year, course, corners }
    }

    /// What `terms` pay: between whole numbers of introductions and projects, in proportion.
    fn payout(&self, terms: &Terms) -> Result<Money, OutOfRange> {
        let mut sum = 0_i128;
        for (arrivals, weight) in &self.corners {
            sum += terms.regular_total(&self.course, arrivals)?.wide() * weight;
        }
        Money::rounded(sum, Quantity::SCALE * Quantity::SCALE)
    }

    /// What record keeping takes each side in the year.
    pub(super) fn hours(&self, administration: Administration) -> Result<Hours, OutOfRange> {
        administration.hours(self.year.introductions)
    }

    pub(super) fn figures(&self, terms: &Terms, administration: Administration) -> Result<Figures, OutOfRange> {
        self.result(self.payout(terms)?, self.hours(administration)?)
    }

    fn without_deal(&self) -> Result<Figures, OutOfRange> {
        let figures = self.result(Money::ZERO, Hours::ZERO)?;
        // What would have come anyway still comes; nothing else does.
        let receiver = self.assumptions.direction.receiver();
        let keep = figures.keep.of(receiver).minus(*figures.gain.of(receiver))?;
        let anyway = self.year.came_anyway;
        Ok(Figures {
            projects: Quantity::new(
                u64::try_from(self.year.projects.wide() * anyway.wide() / Rate::SCALE).unwrap_or(0),
            )?,
            revenue: anyway.of(figures.revenue),
            net: anyway.of(figures.net),
            keep: sides(receiver, keep, Money::ZERO),
            gain: Sides::default(),
            ..figures
        })
    }

    fn result(&self, payout: Money, hours: Hours) -> Result<Figures, OutOfRange> {
        let year = &self.year;
        let receiver = self.assumptions.direction.receiver();
        let revenue = Money::rounded(year.projects.wide() * year.value.wide(), Quantity::SCALE)?;
        let net = revenue.minus(year.pass_through.of(revenue))?;
        let margin = year.margin.of(net);
        let added = year.came_anyway.rest().of(margin);
        let administration =
            Sides { you: hours.at(self.assumptions.hour.you.0)?, them: hours.at(self.assumptions.hour.them.0)? };
        let paid = payout.plus(*administration.of(receiver))?;
        let introducer = payout.minus(*administration.of(receiver.other()))?;
        Ok(Figures {
            projects: year.projects,
            revenue,
            net,
            payout,
            hours,
            administration,
            keep: sides(receiver, margin.minus(paid)?, introducer),
            gain: sides(receiver, added.minus(paid)?, introducer),
        })
    }
}

fn sides<T>(receiver: Side, received: T, introduced: T) -> Sides<T> {
    match receiver {
        Side::You => Sides { you: received, them: introduced },
        Side::Them => Sides { you: introduced, them: received },
    }
}

/// The whole numbers around a quantity, weighted by nearness in millionths; one if it is whole.
fn neighbours(quantity: Quantity) -> impl Iterator<Item = (u32, i128)> {
    let floor = u32::try_from(quantity.wide() / Quantity::SCALE).unwrap_or(u32::MAX);
    let rest = quantity.wide() % Quantity::SCALE;
    [(floor, Quantity::SCALE - rest), (floor.saturating_add(1), rest)].into_iter().filter(|(_, weight)| *weight > 0)
}
