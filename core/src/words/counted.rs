use super::phrase::{fill, percent, with_noun};
use crate::forecast::{Answers, Estimate, Evidence, Factor};
use crate::ledger::{Summary, outer_rank};
use crate::value::{Notation, Quantity};

/// How the user's own rows come to their range of a quantity, line by line; of `introductions` so many become paid work.
/// Nothing where rows cannot tell.
#[must_use]
pub fn explain_rows(
    factor: Factor,
    summary: &Summary,
    introductions: Quantity,
    notation: &dyn Notation,
) -> Vec<String> {
    let sums = Sums { rows: summary, n: notation };
    match factor {
        Factor::Introductions => sums.introductions(),
        Factor::Conversion => sums.conversion(introductions),
        Factor::Value => {
            sums.projects("The mean of what {0} brought, refunds taken off: {1}.", summary.value, |value| {
                notation.money(value)
            })
        }
        Factor::Months => {
            sums.projects("The months in which {0} had a payment: the median is {1}.", summary.months, |months| {
                notation.count(months.into())
            })
        }
        Factor::PassThrough => {
            sums.projects("Costs passed on, in all that {0} brought: {1}.", summary.pass_through, |share| {
                percent(share, notation)
            })
        }
        Factor::Margin | Factor::CameAnyway => Vec::new(),
    }
}

struct Sums<'a> {
    rows: &'a Summary,
    n: &'a dyn Notation,
}

impl Sums<'_> {
    fn introductions(&self) -> Vec<String> {
        let (a_year, evidence) = (self.rows.introductions_a_year, self.rows.evidence);
        let [low, likely, high] = self.ends(a_year, |count| self.n.quantity(count, 2));
        let count = self.n.count(evidence.introductions.into());
        let months = self.n.count(self.rows.months_spanned.into());
        let (least, most) = evidence.plausible_introductions();
        let [least, most] = [least, most].map(|mean| self.n.quantity(mean, 2));
        let mut lines = vec![
            fill(
                "{0} in {1}: {2} × 12 ÷ {3} = {4} a year.",
                &[
                    &with_noun(count.clone(), "introduction", "introductions"),
                    &with_noun(months.clone(), "month", "months"),
                    &count,
                    &months,
                    &likely,
                ],
            ),
            fill(
                "Low and high: such a count leaves a mean of {0} to {1} plausible, which makes {2} and {3} a year.",
                &[&least, &most, &low, &high],
            ),
            fill(
                "These are all m with ({0} − m)² ≤ 1.96² × m: the 95% score interval of a count (Barker 2002).",
                &[&count],
            ),
        ];
        if a_year.high() == Some(Quantity::whole(Answers::MOST_INTRODUCTIONS)) {
            let most = self.n.count(Answers::MOST_INTRODUCTIONS.into());
            lines.push(fill("The high end stops at {0}, the most that can be compared.", &[&most]));
        }
        lines
    }

    fn conversion(&self, introductions: Quantity) -> Vec<String> {
        let (share, evidence) = (&self.rows.conversion, self.rows.evidence);
        let projects = self.rows.projects_of(introductions);
        let [low, likely, high] = self.ends(projects, |count| self.n.quantity(count, 2));
        let [won, of] = [evidence.projects, evidence.introductions].map(|count| self.n.count(count.into()));
        let [least, usual, most] = [share.low(), share.likely(), share.high()].map(|share| self.n.percent(share, 1));
        let introductions = self.n.quantity(introductions, 2);
        vec![
            fill(
                "{0} of {1} introductions became paid work: {2}, of {3} a year {4}.",
                &[&won, &of, &usual, &introductions, &likely],
            ),
            fill(
                "Low and high: {0} to {1}, the 95% interval of {2} in {3} (Wilson 1927), of {4} a year {5} and {6}.",
                &[&least, &most, &won, &of, &introductions, &low, &high],
            ),
        ]
    }

    /// What single projects were like: a figure of them all, and how far they go.
    fn projects<T: Copy + Ord>(&self, usual: &str, found: Estimate<T>, write: impl Fn(T) -> String) -> Vec<String> {
        let [low, likely, high] = self.ends(found, write);
        let count = self.rows.evidence.projects;
        let projects = with_noun(self.n.count(count.into()), "project", "projects");
        let mut lines = vec![fill(usual, &[&projects, &likely])];
        if count < Evidence::FEWEST_PROJECTS {
            let few = "Low and high: so few do not tell how far it goes, so half of the lowest and double the highest, a rule of ours: {0} and {1}.";
            lines.push(fill(few, &[&low, &high]));
        } else {
            let rank = usize::try_from(count).map_or(1, outer_rank);
            lines.push(if rank == 1 {
                fill("Low and high: the lowest and the highest of the {0}, {1} and {2}.", &[&projects, &low, &high])
            } else {
                let place = self.n.count(rank as u64);
                fill(
                    "Low and high: number {0} of the {1} from below and from above, {2} and {3}.",
                    &[&place, &projects, &low, &high],
                )
            });
            lines.push(
                "These are the quartiles, taken out to the project that lies outside the true quartile 39 times in 40, or to \
                 the last one (binomial; David and Nagaraja 2003, 7.1)."
                    .into(),
            );
        }
        if low != high && (low == likely || likely == high) {
            lines.push("An end on the wrong side of the usual value stops there.".into());
        }
        lines
    }

    fn ends<T: Copy + Ord>(&self, found: Estimate<T>, write: impl Fn(T) -> String) -> [String; 3] {
        let likely = found.likely();
        [found.low().unwrap_or(likely), likely, found.high().unwrap_or(likely)].map(write)
    }
}
