use std::cmp::Ordering;

use num_rational::Ratio;
use num_traits::{CheckedAdd, CheckedMul, Zero};

use crate::value::Money;

/// An exact fraction in lowest terms, its denominator positive: an amount in minor units, or a number of projects.
///
/// Amounts are below 2^53, rates are whole millionths and projects last at most
/// [`LONGEST_PROJECT`](super::LONGEST_PROJECT) months. From these, no numerator or denominator below passes 10^36, which
/// leaves `i128` two digits to spare.
pub type Exact = Ratio<i128>;

/// Pay as an exact function of one quantity from 0 on: straight pieces, with or without jumps between them.
///
/// Each point belongs to exactly one piece.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piecewise(Vec<(Cut, Line)>);

/// A straight piece: over `over`, slope × x + intercept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Where it holds.
    pub over: Interval,
    /// What one more of the quantity pays.
    pub slope: Exact,
    /// What the line would pay at 0.
    pub intercept: Exact,
}

/// A stretch of the quantity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Interval {
    /// The lower end.
    pub from: End,
    /// The upper end; without one, it goes on for ever.
    pub to: Option<End>,
}

/// An end of an interval.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct End {
    /// The point.
    pub at: Exact,
    /// Whether the point belongs to the interval.
    pub closed: bool,
}

/// A point at which pay changes at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Jump {
    /// The point.
    pub at: Exact,
    /// What is paid up to it; at 0, where nothing comes before, the pay at 0.
    pub before: Exact,
    /// What is paid exactly there.
    pub value: Exact,
    /// What is paid as soon as it is passed.
    pub after: Exact,
}

/// A place between neighbouring points, just before or just after `at`. An interval runs from cut to cut, and which of
/// its ends belong to it follows from their sides.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Cut {
    at: Exact,
    after: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Line {
    pub(super) slope: Exact,
    pub(super) intercept: Exact,
}

/// A stretch over which two functions are straight and the first is below, equal to or above the second.
pub(super) struct Stretch {
    pub(super) from: Cut,
    pub(super) to: Option<Cut>,
    pub(super) order: Ordering,
    first: Line,
    second: Line,
}

impl Cut {
    pub(super) fn before(at: Exact) -> Cut {
        Cut { at, after: false }
    }

    pub(super) fn after(at: Exact) -> Cut {
        Cut { at, after: true }
    }
}

impl Interval {
    pub(super) fn between(from: Cut, to: Option<Cut>) -> Interval {
        Interval {
            from: End { at: from.at, closed: !from.after },
            to: to.map(|to| End { at: to.at, closed: to.after }),
        }
    }

    /// The one point that the interval consists of, if it is no longer than that.
    #[must_use]
    pub fn point(&self) -> Option<Exact> {
        self.to.is_some_and(|to| to.at == self.from.at).then_some(self.from.at)
    }
}

impl Line {
    fn at(self, x: Exact) -> Exact {
        self.slope * x + self.intercept
    }

    /// Where the first line is below, equal to and above the second: stretches that together cover everything.
    fn orders(first: Line, second: Line) -> Vec<(Option<Cut>, Option<Cut>, Ordering)> {
        let slope = first.slope - second.slope;
        let ahead = first.intercept - second.intercept;
        if slope.is_zero() {
            return vec![(None, None, ahead.cmp(&Exact::zero()))];
        }
        let meet = -ahead / slope;
        let (reaches, leaves) = (Some(Cut::before(meet)), Some(Cut::after(meet)));
        let later = slope.cmp(&Exact::zero());
        vec![(None, reaches, later.reverse()), (reaches, leaves, Ordering::Equal), (leaves, None, later)]
    }
}

impl Piecewise {
    /// These pieces, by where they start; the first starts before 0.
    pub(super) fn new(pieces: impl IntoIterator<Item = (Cut, Line)>) -> Piecewise {
        let mut kept: Vec<(Cut, Line)> = Vec::new();
        for (mut from, line) in pieces {
            // Where two lines meet, the point may belong to either: to the later one, so that a point that was a piece of
            // its own does not stay one.
            if from.after && kept.last().is_some_and(|(_, last)| last.at(from.at) == line.at(from.at)) {
                from.after = false;
            }
            kept.pop_if(|(last, _)| *last >= from);
            if kept.last().is_none_or(|(_, last)| *last != line) {
                kept.push((from, line));
            }
        }
        Piecewise(kept)
    }

    /// slope × x + intercept, everywhere.
    pub(super) fn line(slope: Exact, intercept: Exact) -> Piecewise {
        Piecewise(vec![(Cut::before(Exact::zero()), Line { slope, intercept })])
    }

    /// The same pay whatever comes.
    pub(super) fn constant(pay: Exact) -> Piecewise {
        Piecewise::line(Exact::zero(), pay)
    }

    pub(super) fn plus(&self, other: &Piecewise) -> Piecewise {
        self.with(other, |Stretch { first, second, .. }| Line {
            slope: first.slope + second.slope,
            intercept: first.intercept + second.intercept,
        })
    }

    pub(super) fn minus(&self, other: &Piecewise) -> Piecewise {
        self.with(other, |Stretch { first, second, .. }| Line {
            slope: first.slope - second.slope,
            intercept: first.intercept - second.intercept,
        })
    }

    /// Held at `cap`, if there is one.
    pub(super) fn at_most(self, cap: Option<Money>) -> Piecewise {
        self.held(cap, Ordering::Greater)
    }

    /// Raised to `floor`, if there is one.
    pub(super) fn at_least(self, floor: Option<Money>) -> Piecewise {
        self.held(floor, Ordering::Less)
    }

    fn held(self, bound: Option<Money>, outside: Ordering) -> Piecewise {
        let Some(bound) = bound else { return self };
        let bound = Piecewise::constant(bound.wide().into());
        self.with(&bound, |stretch| if stretch.order == outside { stretch.second } else { stretch.first })
    }

    pub(super) fn divided_by(&self, count: i128) -> Piecewise {
        let part = |line: &Line| Line { slope: line.slope / count, intercept: line.intercept / count };
        Piecewise(self.0.iter().map(|(from, line)| (*from, part(line))).collect())
    }

    fn with(&self, other: &Piecewise, line: impl Fn(&Stretch) -> Line) -> Piecewise {
        Piecewise::new(self.beside(other).iter().map(|stretch| (stretch.from, line(stretch))))
    }

    /// Both functions side by side, stretch after stretch.
    pub(super) fn beside(&self, other: &Piecewise) -> Vec<Stretch> {
        let mut cuts: Vec<Cut> = self.0.iter().chain(&other.0).map(|(from, _)| *from).collect();
        cuts.sort_unstable();
        cuts.dedup();
        let ends = cuts.iter().skip(1).copied().map(Some).chain([None]);
        cuts.iter()
            .zip(ends)
            .flat_map(|(&from, to)| {
                let (first, second) = (self.line_after(from), other.line_after(from));
                Line::orders(first, second).into_iter().filter_map(move |(start, end, order)| {
                    let from = start.map_or(from, |start| start.max(from));
                    let to = match (to, end) {
                        (Some(to), Some(end)) => Some(to.min(end)),
                        (to, end) => to.or(end),
                    };
                    to.is_none_or(|to| from < to).then_some(Stretch { from, to, order, first, second })
                })
            })
            .collect()
    }

    /// The line that holds just after a cut.
    fn line_after(&self, cut: Cut) -> Line {
        let reached = self.0.partition_point(|(from, _)| *from <= cut);
        let none = Line { slope: Exact::zero(), intercept: Exact::zero() };
        self.0.get(reached.saturating_sub(1)).map_or(none, |(_, line)| *line)
    }

    /// The pay at `x`, before any rounding; below 0, the first piece continued. Nothing where the fraction is too long to
    /// be held.
    #[must_use]
    pub fn at(&self, x: Exact) -> Option<Exact> {
        let Line { slope, intercept } = self.line_after(Cut::before(x));
        slope.checked_mul(&x)?.checked_add(&intercept)
    }

    /// The straight pieces, from 0 on.
    #[must_use]
    pub fn pieces(&self) -> Vec<Piece> {
        let ends = self.0.iter().skip(1).map(|(from, _)| Some(*from)).chain([None]);
        self.0
            .iter()
            .zip(ends)
            .map(|(&(from, Line { slope, intercept }), to)| Piece {
                over: Interval::between(from, to),
                slope,
                intercept,
            })
            .collect()
    }

    /// The points at which pay changes at once, from 0 on.
    #[must_use]
    pub fn jumps(&self) -> Vec<Jump> {
        self.0
            .windows(2)
            .filter_map(|pair| match pair {
                [(_, left), (Cut { at, .. }, _)] => Some(Jump {
                    at: *at,
                    before: left.at(*at),
                    value: self.line_after(Cut::before(*at)).at(*at),
                    after: self.line_after(Cut::after(*at)).at(*at),
                }),
                _ => None,
            })
            .filter(|jump| jump.before != jump.value || jump.value != jump.after)
            .collect()
    }
}
