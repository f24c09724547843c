//! What terms pay for a regular year, from sums instead of project by project.
//!
//! A payout is a function of running totals, so its steps add up to the difference of the last total and the first, and
//! projects that are all alike count as often as there are. [`Terms::payout`] of [`Book::regular`](crate::ledger::Book)
//! is the definition; what is here comes to the same minor unit, far sooner.

use super::percentage::{TierScope, at_most};
use super::{Base, FeeDue, FixedFee, Hybrid, Parameter, Payer, Percentage, Retainer, Scale, Terms};
use crate::ledger::{Arrivals, Course};
use crate::value::{Money, OutOfRange, Rate};

/// How a total moves when a parameter rises: never the other way, for any regular year of projects worth 0 or more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Trend {
    /// Up, or not at all.
    Rises,
    /// Down, or not at all.
    Falls,
}

impl Terms {
    /// The total of [`Terms::payout`] for a regular year. Only the total has to be in range.
    ///
    /// # Errors
    /// [`OutOfRange`] when it leaves the bound of [`Money`].
    pub(crate) fn regular_total(&self, course: &Course, arrivals: &Arrivals) -> Result<Money, OutOfRange> {
        match self {
            Terms::FixedFee(fee) => Money::rounded(fee.regular(course, arrivals), 1),
            Terms::Retainer(retainer) => Money::rounded(retainer.regular(arrivals)?, retainer.scale()),
            Terms::Percentage(share) => Money::rounded(share.regular(course, arrivals).iter().sum(), Rate::SCALE),
            Terms::Hybrid(hybrid) => Money::rounded(hybrid.regular(course, arrivals)?, hybrid.scale()),
        }
    }

    /// How the total for a regular year follows a parameter; nothing where it can go either way.
    ///
    /// A cap for each client moves pay from one year to another, which a bound of a year then may or may not cut off. Where
    /// the rate of a reached tier applies to the whole volume, more volume may pay less, and a higher rate of a low tier
    /// leaves less for the client or the year that reaches the next one.
    pub(crate) fn trend(&self, parameter: Parameter) -> Option<Trend> {
        let (share, year_is_bounded) = match self {
            Terms::Percentage(share) => (Some(share), share.year_cap().is_some()),
            Terms::Hybrid(hybrid) => {
                let share = hybrid.percentage();
                let bounds = [share.year_cap(), hybrid.floor(), hybrid.cap()];
                (Some(share), bounds.iter().any(Option::is_some))
            }
            Terms::FixedFee(_) | Terms::Retainer(_) => (None, false),
        };
        let is_capped = share.is_some_and(|share| share.client_cap().is_some());
        let scale = share.map(Percentage::scale);
        let is_whole = matches!(scale, Some(Scale::Whole(..)));
        let by_year = matches!(
            scale,
            Some(Scale::Marginal(_, TierScope::AgreementYear) | Scale::Whole(_, TierScope::AgreementYear))
        );
        let may_go_either_way = match parameter {
            Parameter::Rate(_) => {
                is_capped && year_is_bounded || is_whole && (is_capped && by_year || year_is_bounded && !by_year)
            }
            Parameter::Window => is_whole || is_capped && by_year,
            Parameter::ClientCap => is_whole && year_is_bounded,
            _ => false,
        };
        let retainer = match self {
            Terms::Retainer(retainer) => Some(retainer),
            Terms::Hybrid(hybrid) => Some(hybrid.retainer()),
            Terms::FixedFee(_) | Terms::Percentage(_) => None,
        };
        let falls = match parameter {
            Parameter::Threshold => true,
            Parameter::Retainer => retainer.is_some_and(|retainer| retainer.payer() == Payer::Introducer),
            _ => false,
        };
        (!may_go_either_way).then_some(if falls { Trend::Falls } else { Trend::Rises })
    }
}

impl FixedFee {
    fn regular(&self, course: &Course, arrivals: &Arrivals) -> i128 {
        let due: u32 = match self.due() {
            FeeDue::QualifiedReferral => arrivals.introductions().iter().sum(),
            // Payments without refunds exceed the threshold once, if they ever do.
            FeeDue::WonProject { over } if course.gross().iter().any(|paid| *paid > over.wide()) => {
                arrivals.projects().iter().sum()
            }
            FeeDue::WonProject { .. } => 0,
        };
        self.amount().wide() * i128::from(due)
    }
}

impl Retainer {
    fn regular(&self, arrivals: &Arrivals) -> Result<i128, OutOfRange> {
        arrivals.introductions().iter().map(|&came| self.month(came)).sum()
    }
}

impl Percentage {
    /// What each agreement year pays, in millionths of a minor unit.
    fn regular(&self, course: &Course, arrivals: &Arrivals) -> Vec<i128> {
        let paid = match self.base() {
            Base::Gross => course.gross(),
            Base::Net => course.net(),
        };
        // A window takes in a project's first months.
        let months = self.window().map_or(course.months(), |window| course.months().min(usize::from(window)));
        let paid = paid.get(..=months).unwrap_or(paid);
        let mut years = match (self.scale(), self.client_cap()) {
            (Scale::Marginal(_, TierScope::AgreementYear) | Scale::Whole(_, TierScope::AgreementYear), cap) => {
                let volumes = by_year(paid, arrivals);
                match cap.filter(|cap| !self.stays_below(*cap, paid)) {
                    None => volumes.into_iter().map(|volume| self.scale().of(volume)).collect(),
                    Some(cap) => by_client(self.scale(), paid, arrivals, cap),
                }
            }
            // Each project for itself, and each its own client.
            (scale, cap) => {
                let earned: Vec<i128> =
                    paid.iter().map(|&volume| at_most(cap, Rate::SCALE, scale.of(volume))).collect();
                by_year(&earned, arrivals)
            }
        };
        for year in &mut years {
            *year = at_most(self.year_cap(), Rate::SCALE, *year);
        }
        years
    }

    /// Whether no client can reach the cap, in whichever tier they come.
    fn stays_below(&self, cap: Money, paid: &[i128]) -> bool {
        let Scale::Marginal(tiers, _) = self.scale() else { return false };
        let highest = tiers.as_slice().iter().map(|tier| tier.rate).max().unwrap_or_default();
        paid.last().is_none_or(|paid| paid * highest.wide() <= cap.wide() * Rate::SCALE)
    }
}

impl Hybrid {
    fn regular(&self, course: &Course, arrivals: &Arrivals) -> Result<i128, OutOfRange> {
        let (retainer, scale) = (self.retainer(), self.scale());
        let mut shares = self.percentage().regular(course, arrivals).into_iter();
        // The retainer runs for the first year, and of that alone the floor is due.
        let first = retainer.regular(arrivals)? * Rate::SCALE + shares.next().unwrap_or(0) * retainer.scale();
        let first = self.floor().map_or(first, |floor| first.max(floor.wide() * scale));
        let held = |year: i128| at_most(self.cap(), scale, year);
        Ok(held(first) + shares.map(|share| held(share * retainer.scale())).sum::<i128>())
    }
}

/// By how much the running totals of all projects move in each agreement year. A month of a project ends in the year in
/// which it lies: the first `12 × (year + 1) − start` of them, for a project that begins in month `start`.
fn by_year(running: &[i128], arrivals: &Arrivals) -> Vec<i128> {
    let mut years = vec![0; years(running.len())];
    for (start, &count) in arrivals.projects().iter().enumerate().filter(|(_, count)| **count > 0) {
        let mut before = 0;
        for (year, sum) in (1..).zip(&mut years) {
            let place = (year * 12_usize - start).min(running.len().saturating_sub(1));
            let after = running.get(place).copied().unwrap_or(before);
            *sum += (after - before) * i128::from(count);
            before = after;
        }
    }
    years
}

/// The agreement years that projects reach whose running totals have so many entries, at least one.
fn years(entries: usize) -> usize {
    (entries.saturating_sub(1) + 11).div_ceil(12)
}

/// Clients who have earned the same so far.
struct Alike {
    count: u32,
    earned: i128,
}

/// What each agreement year pays where tiers of the year meet a cap for each client: which client comes in which tier
/// counts, so clients are kept apart where a tier begins among them.
fn by_client(scale: &Scale, paid: &[i128], arrivals: &Arrivals, cap: Money) -> Vec<i128> {
    let cap = cap.wide() * Rate::SCALE;
    // For each month in which projects begin, their clients in order; and what all of them earned alike.
    let mut starts = arrivals.projects().map(|count| (vec![Alike { count, earned: 0 }], 0_i128));
    let mut volume = 0;
    let (mut rate, mut next) = scale.tier(volume);
    let mut before = 0;
    let mut sums = Vec::new();
    for month in 0..years(paid.len()) * 12 {
        for (start, (clients, alike)) in starts.iter_mut().enumerate() {
            let paid = |after: usize| paid.get((month + after).checked_sub(start)?);
            let (Some(from), Some(to)) = (paid(0), paid(1)) else { continue };
            let each = to - from;
            let all = each * i128::from(arrivals.projects().get(start).copied().unwrap_or(0));
            if each >= 0 && volume + all < next {
                *alike += each * rate.wide();
                volume += all;
                continue;
            }
            let mut apart = Vec::with_capacity(clients.len() + 2);
            for &Alike { mut count, earned } in clients.iter() {
                while count > 0 {
                    // As many as stay below the next tier, and otherwise the one who reaches it.
                    let inside = if each > 0 { u32::try_from((next - 1 - volume) / each).unwrap_or(count) } else { 0 };
                    let inside = inside.clamp(1, count);
                    let step = scale.of(volume + each) - scale.of(volume);
                    apart.push(Alike { count: inside, earned: earned + step });
                    volume += each * i128::from(inside);
                    count -= inside;
                    (rate, next) = scale.tier(volume);
                }
            }
            *clients = apart;
        }
        if month % 12 == 11 {
            let groups = starts.iter().flat_map(|(clients, alike)| clients.iter().map(move |group| (group, alike)));
            let sum: i128 =
                groups.map(|(group, alike)| (group.earned + alike).min(cap) * i128::from(group.count)).sum();
            sums.push(sum - before);
            (before, volume) = (sum, 0);
            (rate, next) = scale.tier(volume);
        }
    }
    sums
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ledger::{Book, Regular};
    use crate::terms::Setting;
    use crate::terms::any_terms::Numbers;

    fn total(terms: &Terms, work: Regular) -> Money {
        terms.regular_total(&Course::new(work), &Arrivals::new(work.introductions, work.projects)).unwrap()
    }

    #[test]
    fn sums_come_to_what_the_work_pays_laid_out_one_by_one() {
        let mut numbers = Numbers(0x9E37_79B9_7F4A_7C15);
        for _ in 0..6_000 {
            let (terms, work) = (numbers.terms(), numbers.work());
            let laid_out = terms.payout(&Book::regular(work)).unwrap().total;
            assert_eq!(total(&terms, work), laid_out, "{terms:?} {work:?}");
        }
    }

    #[test]
    fn totals_follow_their_parameters_as_the_trend_says() {
        let mut numbers = Numbers(0xD1B5_4A32_D192_ED03);
        let mut seen = 0;
        for _ in 0..20_000 {
            let (terms, work) = (numbers.terms(), numbers.work());
            for (parameter, setting) in terms.parameters() {
                let higher = match setting {
                    Setting::Money(now) => Setting::Money(now.plus(numbers.money(60_000)).unwrap()),
                    Setting::Rate(now) => Setting::Rate(Rate::new(now.ppm() + numbers.rate().ppm()).unwrap()),
                    Setting::Months(now) => Setting::Months(now + u16::try_from(numbers.below(20)).unwrap()),
                };
                let Some(changed) = terms.with(parameter, higher) else { continue };
                let (now, then) = (total(&terms, work), total(&changed, work));
                seen += u32::from(now != then);
                match terms.trend(parameter) {
                    Some(Trend::Rises) => assert!(now <= then, "{parameter:?} of {terms:?} to {higher:?}, {work:?}"),
                    Some(Trend::Falls) => assert!(now >= then, "{parameter:?} of {terms:?} to {higher:?}, {work:?}"),
                    None => {}
                }
            }
        }
        assert!(seen > 5_000, "{seen} changes moved a total");
    }
}
