use num_traits::Zero;

use super::{Axis, Frame, Labelling, Point, Scale};
use crate::terms::{Crossings, Exact, Piece, Piecewise};

/// Runs whose ends are nearer than this are one.
const SAME_PIXEL: f64 = 0.01;

/// A chart of pay by value, or by projects a month: what is inside its two axes.
#[derive(Clone, Debug, PartialEq)]
pub struct Plot {
    /// To the right.
    pub x: Axis,
    /// Upwards.
    pub y: Axis,
}

/// Pay drawn as it is: straight runs, and jumps with their ends marked.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct StepLine {
    /// Each is drawn without lifting the pen.
    pub runs: Vec<Vec<Point>>,
    /// The two ends at each jump.
    pub ends: Vec<LineEnd>,
    /// From the old height to the new, to be dotted.
    pub jumps: Vec<(Point, Point)>,
}

/// Where a run ends at a jump.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LineEnd {
    /// The end.
    pub at: Point,
    /// Whether the point itself is paid so: a full dot, or an empty one.
    pub closed: bool,
}

/// A point at which two lines are equal.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CrossingMark {
    /// Where it is drawn.
    pub at: Point,
    /// The exact value on the x axis.
    pub value: Exact,
}

impl Plot {
    /// The plot of `pays` from 0 to `until` inside `frame`: the y axis covers what any of them pays there.
    #[must_use]
    pub fn new(pays: &[&Piecewise], until: f64, frame: Frame, across: Labelling, up: Labelling) -> Plot {
        let x = Axis::new([0.0, until.max(0.0)], (frame.left, frame.right), across);
        let shown = x.scale.values();
        let heights = pays.iter().flat_map(|pay| pay.pieces()).filter_map(|piece| {
            let (from, to) = stretch(&piece, shown)?;
            Some([height(&piece, from), height(&piece, to)])
        });
        let y = Axis::new(heights.flatten().chain([0.0]), (frame.bottom, frame.top), up);
        Plot { x, y }
    }

    /// The marks of `pay`'s isolated equalities that the plot shows.
    #[must_use]
    pub fn marks(&self, pay: &Piecewise, crossings: &Crossings) -> Vec<CrossingMark> {
        let at = |&value: &Exact| {
            let at = self.shown(value, pay.at(value)?)?;
            Some(CrossingMark { at, value })
        };
        crossings.equal.iter().filter_map(at).collect()
    }

    fn point(&self, x: f64, y: f64) -> Point {
        Point { x: self.x.scale.pixel(x), y: self.y.scale.pixel(y) }
    }

    /// A point, if it is inside.
    fn shown(&self, x: Exact, y: Exact) -> Option<Point> {
        let (x, y) = (nearest(x), nearest(y));
        (inside(&self.x.scale, x) && inside(&self.y.scale, y)).then(|| self.point(x, y))
    }
}

impl StepLine {
    /// `pay` as far as `plot` shows it.
    #[must_use]
    pub fn new(pay: &Piecewise, plot: &Plot) -> StepLine {
        let jumps = pay.jumps();
        let mut line = StepLine::default();
        for piece in pay.pieces() {
            let Some((from, to)) = stretch(&piece, plot.x.scale.values()) else { continue };
            let Some((from, to)) = climb(&piece, (from, to), plot.y.scale.values()) else { continue };
            let jumps_here = jumps.iter().any(|jump| jump.at == piece.over.from.at);
            let [from, to] = [from, to].map(|x| plot.point(x, height(&piece, x)));
            line.draw(from, to, !jumps_here);
        }
        // A point on its own is no run; its mark shows it.
        line.runs.retain(|run| run.len() > 1);

        let (low, high) = plot.y.scale.values();
        for jump in jumps.iter().filter(|jump| inside(&plot.x.scale, nearest(jump.at))) {
            for (end, closed) in [(jump.before, jump.before == jump.value), (jump.after, jump.after == jump.value)] {
                line.ends.extend(plot.shown(jump.at, end).map(|at| LineEnd { at, closed }));
            }
            let [from, to] = [jump.before, jump.after].map(|end| nearest(end).clamp(low, high));
            let x = nearest(jump.at);
            line.jumps.push((plot.point(x, from), plot.point(x, to)));
        }
        line
    }

    /// The right end of the line, beside which its name is written.
    #[must_use]
    pub fn end(&self) -> Option<Point> {
        self.runs.last().and_then(|run| run.last()).copied()
    }

    fn draw(&mut self, from: Point, to: Point, joins: bool) {
        let near = |point: &Point| (point.x - from.x).abs().max((point.y - from.y).abs()) < SAME_PIXEL;
        let mut run = match self.runs.pop_if(|run| joins && run.last().is_some_and(near)) {
            Some(run) => run,
            None => vec![from],
        };
        if run.last().is_none_or(|last| (last.x - to.x).abs() >= SAME_PIXEL) {
            run.push(to);
        }
        self.runs.push(run);
    }
}

/// The part of a piece between two values.
fn stretch(piece: &Piece, (low, high): (f64, f64)) -> Option<(f64, f64)> {
    let from = nearest(piece.over.from.at).max(low);
    let to = piece.over.to.map_or(high, |end| nearest(end.at).min(high));
    (from <= to).then_some((from, to))
}

/// The part of a stretch over which the piece is neither below `low` nor above `high`.
fn climb(piece: &Piece, (from, to): (f64, f64), (low, high): (f64, f64)) -> Option<(f64, f64)> {
    let (slope, intercept) = (nearest(piece.slope), nearest(piece.intercept));
    if piece.slope.is_zero() {
        return (low <= intercept && intercept <= high).then_some((from, to));
    }
    let (a, b) = ((low - intercept) / slope, (high - intercept) / slope);
    let (enters, leaves) = (a.min(b).max(from), a.max(b).min(to));
    (enters <= leaves).then_some((enters, leaves))
}

fn height(piece: &Piece, x: f64) -> f64 {
    nearest(piece.slope) * x + nearest(piece.intercept)
}

fn inside(scale: &Scale, value: f64) -> bool {
    let (low, high) = scale.values();
    low <= value && value <= high
}

fn nearest(exact: Exact) -> f64 {
    *exact.numer() as f64 / *exact.denom() as f64
}

#[cfg(test)]
mod tests {
    #![allow(clippy::inconsistent_digit_grouping, reason = "300_00 cents are 300.00")]
    use super::*;
    use crate::terms::{
        FeeDue, FixedFee, Hybrid, Payer, Percentage, Retainer, Scale as RateScale, Terms, Tier, TierScope, Tiers,
    };
    use crate::value::{Money, Rate};

    const ACROSS: Labelling = Labelling { room: 90.0, least_step: 1.0 };
    const UP: Labelling = Labelling { room: 40.0, least_step: 1.0 };

    /// 600 by 180.
    fn frame() -> Frame {
        Frame::new((100.0, 700.0), (0.0, 180.0))
    }

    fn cents(minor: i64) -> Money {
        Money::new(minor).unwrap()
    }

    fn share(percentage: Percentage) -> Piecewise {
        Terms::Percentage(percentage).pay_by_value(1, Rate::ZERO).unwrap()
    }

    fn tenth() -> Percentage {
        Percentage::new(RateScale::Flat(Rate::percent(10)))
    }

    fn fee(amount: i64, over: i64) -> Piecewise {
        let fee = FixedFee::new(cents(amount), FeeDue::WonProject { over: cents(over) }).unwrap();
        Terms::FixedFee(fee).pay_by_value(1, Rate::ZERO).unwrap()
    }

    /// 6,000.00 on 600 pixels, 600.00 on 180.
    fn plot() -> Plot {
        Plot::new(&[&share(tenth()), &fee(300_00, 2_000_00)], 6_000_00.0, frame(), ACROSS, UP)
    }

    #[track_caller]
    fn runs(line: &StepLine, expected: &[&[(f64, f64)]]) {
        let same = |run: &Vec<Point>, expected: &&[(f64, f64)]| {
            run.len() == expected.len()
                && run.iter().zip(*expected).all(|(p, (x, y))| (p.x - x).abs() < 1e-6 && (p.y - y).abs() < 1e-6)
        };
        let all = line.runs.len() == expected.len() && line.runs.iter().zip(expected).all(|(a, b)| same(a, b));
        assert!(all, "{:?}, not {expected:?}", line.runs);
    }

    fn end(x: f64, y: f64, closed: bool) -> LineEnd {
        LineEnd { at: Point { x, y }, closed }
    }

    #[test]
    fn the_plot_covers_its_lines() {
        let plot = plot();
        assert_eq!((plot.x.scale.values(), plot.y.scale.values()), ((0.0, 6_000_00.0), (0.0, 600_00.0)));
        assert_eq!(plot.y.scale.pixels(), (180.0, 0.0));
    }

    #[test]
    fn a_fee_is_two_runs_with_a_full_and_an_empty_end() {
        let line = StepLine::new(&fee(300_00, 2_000_00), &plot());
        runs(&line, &[&[(100.0, 180.0), (300.0, 180.0)], &[(300.0, 90.0), (700.0, 90.0)]]);
        assert_eq!(line.ends, [end(300.0, 180.0, true), end(300.0, 90.0, false)]);
        assert_eq!(line.jumps, [(Point { x: 300.0, y: 180.0 }, Point { x: 300.0, y: 90.0 })]);
        assert_eq!(line.end(), Some(Point { x: 700.0, y: 90.0 }));
    }

    #[test]
    fn a_whole_amount_tier_has_its_full_end_above() {
        let tiers =
            [(0, 5), (3_000_00, 10)].map(|(from, percent)| Tier { from: cents(from), rate: Rate::percent(percent) });
        let scale = RateScale::Whole(Tiers::new(tiers.to_vec()).unwrap(), TierScope::Project);
        let line = StepLine::new(&share(Percentage::new(scale)), &plot());
        runs(&line, &[&[(100.0, 180.0), (400.0, 135.0)], &[(400.0, 90.0), (700.0, 0.0)]]);
        assert_eq!(line.ends, [end(400.0, 135.0, false), end(400.0, 90.0, true)]);
    }

    #[test]
    fn a_bend_is_drawn_without_lifting_the_pen() {
        let line = StepLine::new(&share(tenth().capped(Some(cents(300_00)), None).unwrap()), &plot());
        runs(&line, &[&[(100.0, 180.0), (400.0, 90.0), (700.0, 90.0)]]);
        assert!(line.ends.is_empty() && line.jumps.is_empty());
    }

    #[test]
    fn a_fee_from_the_first_cent_has_a_full_dot_at_nothing() {
        let line = StepLine::new(&fee(300_00, 0), &plot());
        runs(&line, &[&[(100.0, 90.0), (700.0, 90.0)]]);
        assert_eq!(line.ends, [end(100.0, 180.0, true), end(100.0, 90.0, false)]);
    }

    #[test]
    fn what_lies_outside_is_cut_at_the_edge() {
        // 20% leaves a plot that ends at 600 at 3,000; a jump to 900 leaves it too, a threshold of 7,000 is not reached.
        let steep = share(Percentage::new(RateScale::Flat(Rate::percent(20))));
        runs(&StepLine::new(&steep, &plot()), &[&[(100.0, 180.0), (400.0, 0.0)]]);
        let high = StepLine::new(&fee(900_00, 2_000_00), &plot());
        runs(&high, &[&[(100.0, 180.0), (300.0, 180.0)]]);
        assert_eq!(high.ends, [end(300.0, 180.0, true)]);
        assert_eq!(high.jumps, [(Point { x: 300.0, y: 180.0 }, Point { x: 300.0, y: 0.0 })]);
        let far = StepLine::new(&fee(300_00, 7_000_00), &plot());
        runs(&far, &[&[(100.0, 180.0), (700.0, 180.0)]]);
        assert!(far.ends.is_empty() && far.jumps.is_empty());
    }

    #[test]
    fn a_line_comes_in_where_it_rises_over_the_edge() {
        // 10% of 3,000 less 300 a month: nothing at one project a month, 900 at four. The fee is 300 a project.
        let back = Retainer::new(cents(300_00), Payer::Introducer, None).unwrap();
        let hybrid = Terms::Hybrid(Hybrid::new(back, tenth(), None, None).unwrap());
        let by_rate = |terms: &Terms| terms.pay_by_rate(cents(3_000_00), 1, Rate::ZERO).unwrap();
        let fee = Terms::FixedFee(FixedFee::new(cents(250_00), FeeDue::QualifiedReferral).unwrap());
        let plot = Plot::new(&[&by_rate(&fee)], 4.0, frame(), ACROSS, UP);
        assert_eq!((plot.x.scale.values(), plot.y.scale.values()), ((0.0, 4.0), (0.0, 1_000_00.0)));
        runs(&StepLine::new(&by_rate(&hybrid), &plot), &[&[(250.0, 180.0), (700.0, 18.0)]]);
    }

    #[test]
    fn even_the_smallest_jump_lifts_the_pen() {
        let line = StepLine::new(&fee(1, 2_000_00), &plot());
        assert_eq!((line.runs.len(), line.ends.len(), line.jumps.len()), (2, 2, 1));
    }

    #[test]
    fn crossings_are_marked_where_they_are_and_jumps_are_not() {
        let (fee, tenth) = (fee(300_00, 2_000_00), share(tenth()));
        let marks = plot().marks(&tenth, &fee.compare(&tenth));
        let mark = |x, y, value| CrossingMark { at: Point { x, y }, value: Exact::from(value) };
        assert_eq!(marks, [mark(100.0, 180.0, 0), mark(400.0, 90.0, 3_000_00)]);
        // 4% reaches 300 at 7,500, past the edge.
        let low = share(Percentage::new(RateScale::Flat(Rate::percent(4))));
        assert_eq!(plot().marks(&low, &fee.compare(&low)), [mark(100.0, 180.0, 0)]);
    }

    #[test]
    fn every_coordinate_is_finite() {
        let pays = [
            fee(0, 0),
            fee(Money::MAX.minor(), 1),
            share(tenth()),
            share(tenth().capped(Some(cents(0)), None).unwrap()),
        ];
        for until in [0.0, 1e-12, 9e15, f64::MAX, f64::NAN, f64::INFINITY, -5.0] {
            for right in [100.0, 700.0, f64::NAN] {
                let plot = Plot::new(&pays.each_ref(), until, Frame::new((100.0, right), (0.0, 180.0)), ACROSS, UP);
                for pay in &pays {
                    let line = StepLine::new(pay, &plot);
                    let points = line.runs.iter().flatten().copied().chain(line.ends.iter().map(|end| end.at));
                    let points = points.chain(line.jumps.iter().flat_map(|(from, to)| [*from, *to]));
                    assert!(points.into_iter().all(|p| p.x.is_finite() && p.y.is_finite()), "{line:?}");
                    assert!(!(line.runs.is_empty() && plot.x.scale.pixels().0 < plot.x.scale.pixels().1), "{line:?}");
                }
            }
        }
        let none = Plot::new(&[], 0.0, frame(), ACROSS, UP);
        assert_eq!(none.y.scale.values(), (0.0, 1.0));
    }
}
