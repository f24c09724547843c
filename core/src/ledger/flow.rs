use super::Engagement;
use crate::forecast::Answers;
use crate::terms::Base;

/// The spans by which a year of introductions is followed to the end of its projects: the twelve months of the first
/// agreement year, then each later agreement year as a whole.
pub(crate) const SPANS: usize = 12 + (11 + Answers::MOST_MONTHS as usize).div_ceil(12) - 1;

/// A year of introductions and what the projects of them have paid by the end of each of their months. It is filled anew
/// for every year, and allocates nothing once it has held the largest.
#[derive(Clone, Debug, Default)]
pub(crate) struct Flow {
    introductions: [u32; 12],
    projects: Vec<Place>,
    gross: Vec<i64>,
    net: Vec<i64>,
}

/// Where the running totals of a project are.
#[derive(Clone, Debug)]
struct Place {
    /// The month in which it begins, from 0 to 11.
    start: usize,
    first: usize,
    end: usize,
}

impl Flow {
    /// A year without introductions.
    pub(crate) fn clear(&mut self) {
        self.introductions = [0; 12];
        self.projects.clear();
        self.gross.clear();
        self.net.clear();
    }

    /// Adds an introduction in a month from 0 to 11.
    pub(crate) fn introduce(&mut self, month: usize) {
        if let Some(in_month) = self.introductions.get_mut(month) {
            *in_month += 1;
        }
    }

    /// Adds a project that begins in a month from 0 to 11, no earlier than those before it.
    pub(crate) fn engage(&mut self, month: usize, engagement: Engagement) {
        let first = self.gross.len();
        for (gross, net) in engagement.paid() {
            self.gross.push(gross.minor());
            self.net.push(net.minor());
        }
        self.projects.push(Place { start: month, first, end: self.gross.len() });
    }

    /// Introductions by month.
    pub(crate) fn introductions(&self) -> &[u32; 12] {
        &self.introductions
    }

    /// How many projects there are.
    pub(crate) fn projects(&self) -> usize {
        self.projects.len()
    }

    /// Each project: the month in which it begins, and its running totals in minor units, from 0 months on.
    pub(crate) fn courses(&self, base: Base) -> impl Iterator<Item = (usize, &[i64])> {
        let paid = match base {
            Base::Gross => &self.gross,
            Base::Net => &self.net,
        };
        self.projects.iter().map(|place| (place.start, paid.get(place.first..place.end).unwrap_or(&[])))
    }

    /// What all projects pay in all, in minor units.
    pub(crate) fn total(&self, base: Base) -> i64 {
        self.courses(base).filter_map(|(_, paid)| paid.last()).sum()
    }
}

/// The span in which a month, counted from 0, lies.
pub(crate) const fn span(month: usize) -> usize {
    if month < 12 { month } else { 11 + month / 12 }
}

/// How many months of a project that begins in month `start` are over at the end of a span.
pub(crate) const fn elapsed(start: usize, span: usize) -> usize {
    let end = if span < 12 { span + 1 } else { (span - 10) * 12 };
    end.saturating_sub(start)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::{Money, Rate};

    #[test]
    fn the_months_that_are_over_at_the_end_of_a_span_are_those_in_it_and_before() {
        for start in 0..12 {
            for month in 0..usize::from(Answers::MOST_MONTHS) {
                let span = span(start + month);
                assert!(span < SPANS && elapsed(start, span) > month);
                assert!(span == 0 || elapsed(start, span - 1) <= month);
            }
        }
    }

    #[test]
    fn a_year_is_filled_anew() {
        let project =
            |value| Engagement { value: Money::new(value).unwrap(), months: 3, pass_through: Rate::percent(50) };
        let mut flow = Flow::default();
        for round in 0..2 {
            flow.clear();
            flow.introduce(4);
            flow.introduce(4);
            flow.engage(4, project(100));
            flow.engage(11, project(10 + 10 * round));
            assert_eq!((flow.introductions()[4], flow.introductions().iter().sum::<u32>(), flow.projects()), (2, 2, 2));
            assert_eq!(flow.courses(Base::Gross).next(), Some((4, [0, 33, 67, 100].as_slice())));
            assert_eq!(flow.courses(Base::Net).last().map(|(start, paid)| (start, paid.len())), Some((11, 4)));
            assert_eq!((flow.total(Base::Gross), flow.total(Base::Net)), (110 + 10 * round, 55 + 5 * round));
        }
    }
}
