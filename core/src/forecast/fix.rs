use super::assess::{Reason, failures};
use super::compare::Ground;
use super::{Assessment, Assumptions, Eyes, Figures, Offer, Standing};
use crate::terms::{Parameter, Setting, Simplicity, Trend};
use crate::value::{Currency, Id, Money, OutOfRange, Rate, Side};

/// What would make terms work where none on the table does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fix {
    /// One number of one offer changed, by the smallest factor that is enough.
    Change {
        /// The offer.
        id: Id,
        /// Which number.
        parameter: Parameter,
        /// What it is.
        from: Setting,
        /// What it would have to be.
        to: Setting,
    },
    /// The introductions bring too little to pay both sides' record keeping: no terms help.
    VolumeTooSmall {
        /// What the introductions bring in a usual year, before anything is paid.
        added: Money,
        /// What the least record keeping of any terms costs both sides together.
        administration: Money,
    },
    /// No single number is enough.
    NoSingleChange,
    /// It is not known yet.
    Unknown,
}

/// The steps between round amounts, as leading digits.
const LEADING: [i64; 10] = [10, 12, 15, 20, 25, 30, 40, 50, 60, 80];
const MONTHS: [u16; 12] = [1, 2, 3, 4, 6, 9, 12, 18, 24, 36, 48, 60];
/// No change by more than this factor is proposed: it would be another offer.
const FURTHEST: f64 = 20.0;

/// Searches the offers for the smallest change of one number after which an offer passes every test. Where only your
/// side is tested, an offer that fails no test of yours has nothing to change here, and one that the partner refuses as
/// it is would hardly be better for them.
pub(super) fn search(
    assumptions: &Assumptions,
    ground: &Ground,
    offers: &[Offer],
    assessments: &[Assessment],
    eyes: Eyes,
    currency: Currency,
) -> Result<Fix, OutOfRange> {
    let receiver = assumptions.direction.receiver();
    if let (Some(year), Some(offer), Eyes::Both) = (ground.years.first(), offers.first(), eyes) {
        // Whatever is on the table, other terms may ask for less record keeping.
        let usual = Simplicity::ALL.map(Simplicity::administration);
        let each = offers.iter().map(Offer::administration).chain(usual);
        let each = each.map(|each| Ok((year.hours(each)?, each))).collect::<Result<Vec<_>, OutOfRange>>()?;
        let least = each.into_iter().min_by_key(|(hours, _)| *hours).map_or(offer.administration(), |(_, least)| least);
        let idle = year.figures(&offer.terms, least)?;
        let administration = Money::total([idle.administration.you, idle.administration.them])?;
        let added = Money::total([*idle.gain.of(receiver), idle.payout, *idle.administration.of(receiver)])?;
        if added <= administration {
            return Ok(Fix::VolumeTooSmall { added, administration });
        }
    }
    let mut best: Option<(f64, Fix)> = None;
    let open = |assessment: &Assessment| {
        eyes == Eyes::Both || assessment.tested() == Standing::Fails && assessment.declared != Some(Standing::Fails)
    };
    for (offer, _) in offers.iter().zip(assessments).filter(|(_, assessment)| open(assessment)) {
        for (parameter, from) in offer.terms.parameters() {
            let number = Number { assumptions, tested: eyes.tested(), ground, offer, parameter, currency };
            // Of equally small changes the first.
            if let Some((factor, to)) = number.nearest(from, best.as_ref().map(|(factor, _)| *factor)) {
                best = Some((factor, Fix::Change { id: offer.id, parameter, from, to }));
            }
        }
    }
    Ok(best.map_or(Fix::NoSingleChange, |(_, fix)| fix))
}

/// One number of one offer, to be changed.
struct Number<'a> {
    assumptions: &'a Assumptions,
    tested: &'static [Side],
    ground: &'a Ground<'a>,
    offer: &'a Offer,
    parameter: Parameter,
    currency: Currency,
}

/// The factor by which a round value differs from what is, and the value.
pub(super) type Step = (f64, Setting);

/// What the tests say about a value.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Finding {
    Works,
    /// Every value under which no more is paid fails too.
    PaysTooLittle,
    /// Every value under which no less is paid fails too.
    PaysTooMuch,
    /// Both.
    Neither,
    /// The terms cannot hold the value, or the figures leave the bound of money: so it is for every value farther off.
    Impossible,
}

impl Number<'_> {
    /// The nearest round value that works, if its factor is below `bound`.
    fn nearest(&self, from: Setting, bound: Option<f64>) -> Option<Step> {
        let mut steps = steps(from, self.currency);
        steps.retain(|(factor, _)| bound.is_none_or(|bound| *factor < bound));
        if steps.is_empty() {
            return None;
        }
        // Payments of projects worth less than nothing would turn every trend.
        let trend =
            self.offer.terms.trend(self.parameter).filter(|_| !self.assumptions.value.range.low().is_negative());
        let (trend, raises) = match (trend, self.finding(from)) {
            (Some(trend), Finding::PaysTooLittle) => (trend, true),
            (Some(trend), Finding::PaysTooMuch) => (trend, false),
            (Some(_), Finding::Neither) => return None,
            _ => {
                // Stable: of equally small changes the lower value.
                steps.sort_by(|a, b| a.0.total_cmp(&b.0));
                return steps.into_iter().find(|(_, to)| self.finding(*to) == Finding::Works);
            }
        };
        let upwards = raises == (trend == Trend::Rises);
        steps.retain(|(_, to)| (size(*to) > size(from)) == upwards);
        if !upwards {
            steps.reverse();
        }
        // From the nearest step to the farthest too little is paid (or too much, to be lowered), then as much as works,
        // then too much (or too little).
        let short = if raises { Finding::PaysTooLittle } else { Finding::PaysTooMuch };
        let (mut first, mut end) = (0, steps.len());
        let mut found = None;
        while first < end {
            let middle = first + (end - first) / 2;
            let step = *steps.get(middle)?;
            match self.finding(step.1) {
                Finding::Works => (found, end) = (Some(step), middle),
                finding if finding == short => first = middle + 1,
                Finding::Neither => return found,
                _ => end = middle,
            }
        }
        found
    }

    fn finding(&self, to: Setting) -> Finding {
        let Some(terms) = self.offer.terms.with(self.parameter, to) else { return Finding::Impossible };
        // The same hours as the offer's own, unless the change makes the model another.
        let administration = self.offer.administration.unwrap_or_else(|| terms.administration());
        let receiver = self.assumptions.direction.receiver();
        let mut usual: Option<Figures> = None;
        for (&case, year) in self.ground.cases.iter().zip(&self.ground.years) {
            let Ok(figures) = year.figures(&terms, administration) else { return Finding::Impossible };
            let usual = usual.get_or_insert(figures);
            let (mut little, mut much) = (false, false);
            for reason in failures(self.assumptions, self.tested, case, &figures, usual) {
                match reason {
                    Reason::NotAhead { side, .. } | Reason::BadYear { side, .. } if side == receiver => much = true,
                    Reason::NotAhead { .. } | Reason::BadYear { .. } | Reason::TooLittle { .. } => little = true,
                    // What flows back out of no revenue is outside the band too.
                    Reason::TooMuch { payout, .. } if payout.is_negative() => little = true,
                    Reason::TooMuch { .. } => much = true,
                    // A year alone is not seldom usual.
                    Reason::Unusual { .. } => {}
                }
            }
            match (little, much) {
                (false, false) => {}
                (true, false) => return Finding::PaysTooLittle,
                (false, true) => return Finding::PaysTooMuch,
                (true, true) => return Finding::Neither,
            }
        }
        Finding::Works
    }
}

/// How large a setting is among settings of its kind.
fn size(setting: Setting) -> i64 {
    match setting {
        Setting::Money(amount) => amount.minor(),
        Setting::Rate(rate) => i64::from(rate.ppm()),
        Setting::Months(months) => i64::from(months),
    }
}

/// Round values around a setting, in rising order.
pub(super) fn steps(from: Setting, currency: Currency) -> Vec<Step> {
    let settings: Vec<(f64, f64, Setting)> = match from {
        Setting::Money(now) => {
            let unit = 10_i64.pow(u32::from(currency.exponent()));
            (0..14)
                .flat_map(|power| LEADING.map(|lead| lead.checked_mul(10_i64.pow(power))?.checked_mul(unit)))
                .flatten()
                .filter_map(|minor| Money::new(minor / 10).ok())
                .map(|to| (now.minor() as f64, to.minor() as f64, Setting::Money(to)))
                .collect()
        }
        Setting::Rate(now) => (1..=200)
            .filter_map(|halves| Rate::new(halves * 5_000).ok())
            .map(|to| (f64::from(now.ppm()), f64::from(to.ppm()), Setting::Rate(to)))
            .collect(),
        Setting::Months(now) => MONTHS.iter().map(|&to| (f64::from(now), f64::from(to), Setting::Months(to))).collect(),
    };
    settings
        .into_iter()
        .filter(|(now, to, _)| now.total_cmp(to).is_ne() && *to > 0.0)
        .map(|(now, to, setting)| ((to / now).max(now / to), setting))
        // A setting of 0 has no factor; any round value may replace it, the smallest first.
        .filter(|(factor, _)| *factor <= FURTHEST || factor.is_infinite())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::forecast::{Answers, Band, Case, Comparison, Direction, Estimate, Given, Norm};
    use crate::terms::{
        Base, FeeDue, FixedFee, Hybrid, Minimum, Payer, Percentage, Retainer, Scale, Shortfall, Terms, Tier, TierScope,
        Tiers,
    };
    use crate::value::{Quantity, Sides};

    /// The search by trying every step of every number, the smallest change first.
    fn exhaustive(assumptions: &Assumptions, ground: &Ground, offers: &[Offer], currency: Currency) -> Fix {
        let mut candidates: Vec<(f64, &Offer, Parameter, Setting, Setting)> = Vec::new();
        for offer in offers {
            for (parameter, from) in offer.terms.parameters() {
                let steps = steps(from, currency).into_iter();
                candidates.extend(steps.map(|(factor, to)| (factor, offer, parameter, from, to)));
            }
        }
        candidates.sort_by(|a, b| a.0.total_cmp(&b.0));
        let works = |offer: &Offer, terms: &Terms| {
            let administration = offer.administration.unwrap_or_else(|| terms.administration());
            assert_eq!(ground.cases[0], Case::Likely);
            let usual = ground.years[0].figures(terms, administration);
            ground.cases.iter().zip(&ground.years).all(|(&case, year)| {
                let (Ok(usual), Ok(figures)) = (usual, year.figures(terms, administration)) else { return false };
                failures(assumptions, &Side::BOTH, case, &figures, &usual).next().is_none()
            })
        };
        let found = candidates.into_iter().find(|(_, offer, parameter, _, to)| {
            offer.terms.with(*parameter, *to).is_some_and(|terms| works(offer, &terms))
        });
        found.map_or(Fix::NoSingleChange, |(_, offer, parameter, from, to)| Fix::Change {
            id: offer.id,
            parameter,
            from,
            to,
        })
    }

    /// Numbers that are the same in every run (xorshift).
    struct Numbers(u64);

    impl Numbers {
        /// One of `0..bound`.
        fn below(&mut self, bound: u32) -> u32 {
            self.0 ^= self.0 << 13;
            self.0 ^= self.0 >> 7;
            self.0 ^= self.0 << 17;
            u32::try_from(self.0 % u64::from(bound)).unwrap()
        }

        fn maybe<T>(&mut self, of: impl FnOnce(&mut Numbers) -> T) -> Option<T> {
            (self.below(2) == 0).then(|| of(self))
        }

        fn one_of<T: Copy>(&mut self, list: &[T]) -> T {
            list[usize::try_from(self.below(u32::try_from(list.len()).unwrap())).unwrap()]
        }

        /// An amount whose size, not only whose digits, varies; sometimes nothing.
        fn money(&mut self, digits: u32) -> Money {
            let power = self.below(digits);
            Money::new(i64::from(self.below(11)) * 10_i64.pow(power)).unwrap()
        }

        fn rate(&mut self) -> Rate {
            let ppm = self.below(100) * 10_000;
            Rate::new(self.one_of(&[ppm, ppm, ppm / 10])).unwrap()
        }

        fn share(&mut self) -> Percentage {
            let mut from = Money::ZERO;
            let tiers = (0..=self.below(3)).map(|_| {
                let tier = Tier { from, rate: self.rate() };
                from = from.plus(self.money(8)).unwrap().plus(Money::new(1).unwrap()).unwrap();
                tier
            });
            let tiers = Tiers::new(tiers.collect()).unwrap();
            let scope = self.one_of(&[TierScope::AgreementYear, TierScope::Project]);
            let scale = match self.below(3) {
                0 => Scale::Flat(self.rate()),
                1 => Scale::Marginal(tiers, scope),
                _ => Scale::Whole(tiers, scope),
            };
            let share = Percentage::new(scale).on(self.one_of(&[Base::Gross, Base::Net]));
            let share = share.within(self.maybe(|n| u16::try_from(1 + n.below(30)).unwrap())).unwrap();
            share.capped(self.maybe(|n| n.money(7)), self.maybe(|n| n.money(8))).unwrap()
        }

        fn retainer(&mut self) -> Retainer {
            let back = self.money(6);
            let payer = self.one_of(&[Payer::Receiver, Payer::Receiver, Payer::Introducer, Payer::Mutual { back }]);
            let minimum = self.maybe(|n| {
                let shortfall = n.one_of(&[Shortfall::Credited, Shortfall::Ignored]);
                Minimum::new(u16::try_from(1 + n.below(4)).unwrap(), shortfall).unwrap()
            });
            Retainer::new(self.money(7), payer, minimum).unwrap()
        }

        fn terms(&mut self) -> Terms {
            match self.below(5) {
                0 => {
                    let due = self.maybe(|n| FeeDue::WonProject { over: n.money(8) });
                    Terms::FixedFee(FixedFee::new(self.money(7), due.unwrap_or(FeeDue::QualifiedReferral)).unwrap())
                }
                1 => Terms::Retainer(self.retainer()),
                2 | 3 => Terms::Percentage(self.share()),
                _ => {
                    let (a, b) = (self.maybe(|n| n.money(8)), self.maybe(|n| n.money(8)));
                    let floor = a.map(|a| b.map_or(a, |b| a.min(b)));
                    let cap = b.map(|b| a.map_or(b, |a| a.max(b)));
                    Terms::Hybrid(Hybrid::new(self.retainer(), self.share(), floor, cap).unwrap())
                }
            }
        }

        fn quantity(&mut self, most: u32) -> Quantity {
            let whole = self.below(most);
            Quantity::new(u64::from(whole) * 1_000_000 + u64::from(self.one_of(&[0_u32, 0, 250_000]))).unwrap()
        }

        fn estimate<T: Copy + Ord>(&mut self, mut of: impl FnMut(&mut Numbers) -> T) -> Option<Estimate<T>> {
            let (a, b) = (of(self), of(self));
            let low = self.maybe(|_| a.min(b));
            Estimate::new(a.max(b), low, None, Given::Typed).ok()
        }

        fn answers(&mut self) -> Answers {
            let low = self.rate();
            let high = Rate::new(low.ppm().max(self.rate().ppm())).unwrap();
            let hour = |n: &mut Numbers| n.maybe(|n| n.money(6));
            let value = |n: &mut Numbers| Money::new(n.money(8).minor() / 2 + i64::from(n.below(3))).unwrap();
            Answers {
                direction: self.one_of(&[Direction::TheyIntroduce, Direction::YouIntroduce]),
                introductions: self.estimate(|n| n.quantity(40)),
                projects: self.estimate(|n| n.quantity(20)),
                value: self.estimate(value),
                months: self.estimate(|n| u16::try_from(1 + n.below(30)).unwrap()),
                pass_through: self.estimate(|n| Rate::new(n.rate().ppm() / 2).unwrap()),
                margin: self.estimate(Numbers::rate),
                came_anyway: self.estimate(|n| Rate::new(n.rate().ppm() / 5).unwrap()),
                hour: Sides { you: hour(self), them: hour(self) },
                norm: self.maybe(|_| Norm { usual: low, band: Band { low, high } }),
                ..Answers::default()
            }
        }
    }

    #[test]
    fn the_search_finds_what_trying_everything_finds() {
        let mut numbers = Numbers(0x2545_F491_4F6C_DD1D);
        let (mut changes, mut either_way) = (0, 0);
        for _ in 0..600 {
            let currency = numbers.one_of(&[Currency::USD, Currency::new("JPY").unwrap()]);
            let assumptions = numbers.answers().assume(currency).unwrap();
            let count = 1 + u128::from(numbers.below(3));
            let offers: Vec<Offer> = (0..count).map(|id| Offer::new(Id::from_u128(id), numbers.terms())).collect();
            let ground = Ground::new(&assumptions);
            let comparison = Comparison::new(&assumptions, &offers).unwrap();
            let assessed = |offered| Assessment::new(&assumptions, &comparison, offered, Eyes::Both);
            let assessments: Vec<Assessment> = comparison.offers.iter().map(assessed).collect();
            let fix = search(&assumptions, &ground, &offers, &assessments, Eyes::Both, currency).unwrap();
            if matches!(fix, Fix::VolumeTooSmall { .. }) {
                continue;
            }
            assert_eq!(fix, exhaustive(&assumptions, &ground, &offers, currency), "{assumptions:?} {offers:?}");
            if let Fix::Change { id, parameter, .. } = fix {
                changes += 1;
                let offer = offers.iter().find(|offer| offer.id == id).unwrap();
                either_way += u32::from(offer.terms.trend(parameter).is_none());
            }
        }
        assert!(changes > 50 && either_way > 2, "{changes} changes, {either_way} of them without a trend");
    }
}
