use super::{Book, Gathered};
use crate::forecast::{Answers, Estimate, Evidence, Factor, Given};
use crate::value::{Money, Month, Quantity, Range, Rate, round_half_away, whole_months};

/// What the user's own rows say about a year of introductions: the answers that a forecast asks for, counted.
///
/// Every range is the wider the fewer there are. Introductions go as far as the mean that such a count leaves plausible
/// ([`Evidence::plausible_introductions`]), the share of them that becomes projects as far as its Wilson interval
/// ([`Evidence::plausible_conversion`]); what a project is like goes as far as [`outer_rank`] says, or, with fewer than
/// [`Evidence::FEWEST_PROJECTS`], from half of the lowest to double the highest: a rule of ours. An end on the wrong side
/// of the usual value stops there.
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
    /// Won projects ÷ introductions.
    pub conversion: Range<Rate>,
    /// What a project brought, less refunds: the mean.
    pub value: Estimate<Money>,
    /// Calendar months with a payment for a project, at most [`Answers::MOST_MONTHS`] of each: the median by nearest rank
    /// (the ⌈n ÷ 2⌉-th smallest of n).
    pub months: Estimate<u16>,
    /// Costs passed on ÷ revenue, after refunds, of all projects together; the ends are those of single projects.
    pub pass_through: Estimate<Rate>,
}

impl Summary {
    /// The quantities that rows can tell. What is left after delivering, and who would have come anyway, they cannot.
    pub const TOLD: [Factor; 5] =
        [Factor::Introductions, Factor::Conversion, Factor::Value, Factor::Months, Factor::PassThrough];

    /// How many of so many introductions become projects at the share that the rows show, to the hundredth; never more
    /// than there are introductions.
    #[must_use]
    pub fn projects_of(&self, introductions: Quantity) -> Estimate<Quantity> {
        let of = |share: Rate| {
            hundredths(round_half_away(introductions.wide() * share.wide(), 10_000 * Rate::SCALE)).min(introductions)
        };
        let share = &self.conversion;
        let range = Range::around(of(share.low()), of(share.likely()), of(share.high()));
        Estimate::ranged(range, Given::Rows(self.rows))
    }
}

/// What one project brought.
#[derive(Clone, Copy, Default)]
struct Brought {
    gross: i128,
    costs: i128,
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
        // By date, so that the months of a project come one after the other.
        for entry in book.payments().iter().filter(|entry| entry.gross > Money::ZERO) {
            let project = projects.get_mut(usize::try_from(entry.project).ok()?)?;
            let month = Some(Month::of(entry.date));
            project.months = project.months.saturating_add(u16::from(project.last != month));
            project.last = month;
            project.gross += entry.gross.wide();
            project.costs += entry.gross.wide() - entry.net.wide();
        }
        projects.retain(|project| project.months > 0);
        if projects.is_empty() {
            return None;
        }
        let introductions = u32::try_from(self.referrals.len()).ok()?;
        let evidence = Evidence { introductions, projects: u32::try_from(projects.len()).ok()? };
        let months_spanned = whole_months(period);
        let values = sorted(projects.iter().map(|project| Money::rounded(project.gross, 1).unwrap_or(Money::MAX)));
        let lengths = sorted(projects.iter().map(|project| project.months.min(Answers::MOST_MONTHS)));
        let shares = sorted(projects.iter().filter_map(|project| Rate::of_whole(project.costs, project.gross)));
        let sum = |of: fn(&Brought) -> i128| projects.iter().map(of).sum::<i128>();
        let (revenue, costs) = (sum(|project| project.gross), sum(|project| project.costs));
        let share = Rate::of_whole(i128::from(evidence.projects), i128::from(introductions))?;
        let (low_share, high_share) = evidence.plausible_conversion();
        let given = Given::Rows(self.rows);
        Some(Summary {
            rows: self.rows,
            months_spanned,
            evidence,
            introductions_a_year: Estimate::ranged(yearly(evidence, months_spanned), given),
            conversion: Range::around(low_share, share, high_share),
            value: Estimate::ranged(
                spread(&values, Money::rounded(revenue, i128::from(evidence.projects)).ok()?, |low, high| {
                    (Money::rounded(low.wide(), 2).unwrap_or(low), high.plus(high).unwrap_or(Money::MAX))
                })?,
                given,
            ),
            months: Estimate::ranged(
                spread(&lengths, *lengths.get(lengths.len().div_ceil(2).checked_sub(1)?)?, |low, high| {
                    ((low / 2).max(1), (high * 2).min(Answers::MOST_MONTHS))
                })?,
                given,
            ),
            pass_through: Estimate::ranged(
                spread(&shares, Rate::of_whole(costs, revenue)?, |low, high| {
                    let half = Rate::new(low.ppm() / 2).unwrap_or(low);
                    (half, Rate::new(high.ppm() * 2).unwrap_or(Rate::FULL))
                })?,
                given,
            ),
        })
    }
}

/// Introductions a year, to the hundredth. A high end above [`Answers::MOST_INTRODUCTIONS`] stops there.
fn yearly(evidence: Evidence, months: u32) -> Range<Quantity> {
    let months = months.max(1);
    let (low, high) = evidence.plausible_introductions();
    let a_year = |count: Quantity| hundredths(round_half_away(count.wide() * 12, i128::from(months) * 10_000));
    let likely = a_year(Quantity::whole(evidence.introductions));
    Range::around(a_year(low), likely, a_year(high).min(Quantity::whole(Answers::MOST_INTRODUCTIONS)))
}

fn hundredths(count: i128) -> Quantity {
    let millionths = count * (Quantity::SCALE / 100);
    u64::try_from(millionths).ok().and_then(|count| Quantity::new(count).ok()).unwrap_or(Quantity::MAX)
}

fn sorted<T: Ord>(figures: impl Iterator<Item = T>) -> Vec<T> {
    let mut figures: Vec<T> = figures.collect();
    figures.sort_unstable();
    figures
}

/// How far figures go around the usual one; `half_and_double` says how far few do, from their lowest and highest.
fn spread<T: Copy + Ord>(sorted: &[T], likely: T, half_and_double: impl Fn(T, T) -> (T, T)) -> Option<Range<T>> {
    let rank = outer_rank(sorted.len());
    let (low, high) = (*sorted.get(rank - 1)?, *sorted.get(sorted.len() - rank)?);
    let are_few = u32::try_from(sorted.len()).is_ok_and(|count| count < Evidence::FEWEST_PROJECTS);
    let (low, high) = if are_few { half_and_double(low, high) } else { (low, high) };
    Some(Range::around(low, likely, high))
}

/// How far out the end of a range around `count` figures lies, counted from 1 from either side: at a quartile, and as much
/// further out as so few leave open. It is the highest rank r such that the r-th smallest lies below the true lower quartile
/// at least 39 times in 40, P(B < r) ≤ 2.5% for B of `count` draws that each lie below it one time in four; 1 where not even
/// the smallest does.
///
/// Source: H. A. David and H. N. Nagaraja, "Order statistics" (2003), 7.1: intervals for quantiles of any distribution.
#[must_use]
pub fn outer_rank(count: usize) -> usize {
    let n = count as f64;
    // In logarithms, so that many figures have as exact a rank as few.
    let mut log = n * libm::log(0.75);
    let (mut below, mut rank) = (libm::exp(log), 0_usize);
    while below <= 0.025 && rank < count {
        log += libm::log((n - rank as f64) / (rank as f64 + 1.0) / 3.0);
        below += libm::exp(log);
        rank += 1;
    }
    rank.max(1)
}
