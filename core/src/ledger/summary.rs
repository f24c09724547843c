use super::{Book, Gathered};
use crate::forecast::{Answers, Estimate, Evidence, Given};
use crate::value::{Money, Month, Quantity, Range, Rate, round_half_away, whole_months};

/// What the user's own rows say about a year of introductions: the answers that a forecast asks for, counted.
///
/// A project's worth and length are estimated from the won projects alone. Quartiles and medians are by nearest rank
/// (the ⌈p × n⌉-th smallest of n). A quartile on the wrong side of the usual value stops there, and fewer than
/// [`Evidence::FEWEST_PROJECTS`] projects have none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Summary {
    /// Rows that count.
    pub rows: u32,
    /// Calendar months from the first to the last in which anything happened.
    pub months_spanned: u32,
    /// Introductions, and how many became paid work.
    pub evidence: Evidence,
    /// Introductions × 12 ÷ months spanned, to the hundredth.
    pub introductions_a_year: Estimate<Quantity>,
    /// Won projects × 12 ÷ months spanned, to the hundredth.
    pub projects_a_year: Estimate<Quantity>,
    /// What a project brought, less refunds: the mean, from the lower to the upper quartile.
    pub value: Estimate<Money>,
    /// Calendar months with a payment for a project, at most [`Answers::MOST_MONTHS`] of each: the median, from the lower
    /// to the upper quartile.
    pub months: Estimate<u16>,
    /// Costs passed on ÷ revenue, after refunds.
    pub pass_through: Estimate<Rate>,
}

/// What one project brought.
#[derive(Clone, Copy, Default)]
struct Brought {
    gross: i128,
    last: Option<Month>,
    months: u16,
}

impl Gathered {
    /// The figures for a forecast; nothing while no project is won.
    #[must_use]
    pub fn summary(&self) -> Option<Summary> {
        let period = self.period?;
        let book = Book::new(period, &self.referrals);
        let mut projects = vec![Brought::default(); self.referrals.len()];
        let mut costs = 0;
        // By date, so that the months of a project come one after the other.
        for entry in book.payments().iter().filter(|entry| entry.gross > Money::ZERO) {
            let project = projects.get_mut(usize::try_from(entry.project).ok()?)?;
            let month = Some(Month::of(entry.date));
            project.months = project.months.saturating_add(u16::from(project.last != month));
            project.last = month;
            project.gross += entry.gross.wide();
            costs += entry.gross.wide() - entry.net.wide();
        }
        projects.retain(|project| project.months > 0);

        let introductions = u32::try_from(self.referrals.len()).ok()?;
        let evidence = Evidence { introductions, projects: u32::try_from(projects.len()).ok()? };
        let rows = Given::Rows(self.rows);
        let a_year = |count: u32| single(yearly(count, whole_months(period)), rows);
        let values = sorted(projects.iter().map(|project| project.gross));
        let revenue: i128 = values.iter().sum();
        let mean = Money::rounded(revenue, i128::from(evidence.projects.max(1))).ok()?;
        let value = |percent| Money::rounded(ranked(&values, percent)?, 1).ok();
        let lengths = sorted(projects.iter().map(|project| project.months.min(Answers::MOST_MONTHS)));
        Some(Summary {
            rows: self.rows,
            months_spanned: whole_months(period),
            evidence,
            introductions_a_year: a_year(introductions)?,
            projects_a_year: a_year(evidence.projects)?,
            value: spread(value(25)?, mean, value(75)?, evidence, rows)?,
            months: spread(ranked(&lengths, 25)?, ranked(&lengths, 50)?, ranked(&lengths, 75)?, evidence, rows)?,
            pass_through: single(Rate::of_whole(costs, revenue)?, rows)?,
        })
    }
}

fn sorted<T: Ord>(figures: impl Iterator<Item = T>) -> Vec<T> {
    let mut figures: Vec<T> = figures.collect();
    figures.sort_unstable();
    figures
}

/// The figure at ⌈`percent` × n ÷ 100⌉ of n, counted from 1.
fn ranked<T: Copy>(sorted: &[T], percent: usize) -> Option<T> {
    sorted.get((sorted.len() * percent).div_ceil(100).checked_sub(1)?).copied()
}

/// `count` × 12 ÷ `months`, to the hundredth.
fn yearly(count: u32, months: u32) -> Quantity {
    let hundredths = round_half_away(i128::from(count) * 1_200, i128::from(months.max(1)));
    let millionths = hundredths * (Quantity::SCALE / 100);
    u64::try_from(millionths).ok().and_then(|count| Quantity::new(count).ok()).unwrap_or(Quantity::MAX)
}

fn single<T: Copy + Ord>(likely: T, rows: Given) -> Option<Estimate<T>> {
    Estimate::new(likely, None, None, rows).ok()
}

fn spread<T: Copy + Ord>(low: T, likely: T, high: T, evidence: Evidence, rows: Given) -> Option<Estimate<T>> {
    if evidence.projects < Evidence::FEWEST_PROJECTS {
        return single(likely, rows);
    }
    let range = Range::around(low, likely, high);
    Estimate::new(likely, Some(range.low()), Some(range.high()), rows).ok()
}
