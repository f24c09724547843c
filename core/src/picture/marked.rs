use super::{Axis, Frame, Labelling, finite};

/// Bars that lie one below the other on a common axis, against marks such as thresholds. A bar so long that the marks
/// could no longer be told apart is broken: it runs past the end of the axis, with a gap.
#[derive(Clone, Debug, PartialEq)]
pub struct MarkedBars {
    /// The common axis.
    pub axis: Axis,
    /// In the order in which they came; nothing where there was no figure.
    pub rows: Vec<Option<MarkedBar>>,
    /// Where each mark stands.
    pub marks: Vec<f64>,
}

/// One bar: from 0 to its figure.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MarkedBar {
    /// The height of its middle.
    pub y: f64,
    /// The left edge.
    pub left: f64,
    /// To the right edge.
    pub width: f64,
    /// The middle of its gap, if it is broken: its length says nothing then.
    pub gap: Option<f64>,
}

/// How many times as far as the furthest mark a figure can lie before its bar is broken.
const FURTHEST_FIGURE: f64 = 3.0;
/// How many times as far as the furthest mark the axis runs at least once a bar is broken.
const LEAST_AXIS: f64 = 2.0;
/// How far a broken bar runs past the end of the axis.
const STUB: f64 = 24.0;

impl MarkedBars {
    /// The rows shared out evenly over the height of `frame`. The axis covers 0, every mark, and every row up to three
    /// times the furthest mark to either side; what lies beyond is broken.
    #[must_use]
    pub fn new(rows: &[Option<f64>], marks: &[f64], frame: Frame, labelling: Labelling) -> MarkedBars {
        let limit = Self::limit(marks);
        let figures = || rows.iter().flatten().map(|&figure| finite(figure, f64::MAX));
        let (over, under) = (figures().any(|figure| figure > limit), figures().any(|figure| figure < -limit));
        // Where every figure fits, nothing is taken off the frame.
        let room = (frame.right - frame.left) / 4.0;
        let stub = |broken: bool| if broken { STUB.min(room) } else { 0.0 };
        let ends = |broken: bool| broken.then_some(LEAST_AXIS * limit / FURTHEST_FIGURE);
        let within = figures().filter(|figure| figure.abs() <= limit).chain(marks.iter().copied());
        let axis = Axis::new(
            within.chain([0.0]).chain(ends(over)).chain(ends(under).map(|end| -end)),
            (frame.left + stub(under), frame.right - stub(over)),
            labelling,
        );
        let height = (frame.bottom - frame.top) / rows.len().max(1) as f64;
        let zero = axis.scale.pixel(0.0);
        let bar = |(index, figure): (usize, &Option<f64>)| {
            let figure = finite((*figure)?, f64::MAX);
            let (end, gap) = if figure > limit {
                (frame.right, Some(frame.right - stub(over) / 2.0))
            } else if figure < -limit {
                (frame.left, Some(frame.left + stub(under) / 2.0))
            } else {
                (axis.scale.pixel(figure), None)
            };
            let y = frame.top + (index as f64 + 0.5) * height;
            Some(MarkedBar { y, left: end.min(zero), width: (end - zero).abs(), gap })
        };
        MarkedBars {
            rows: rows.iter().enumerate().map(bar).collect(),
            marks: marks.iter().map(|&mark| axis.scale.pixel(mark)).collect(),
            axis,
        }
    }

    /// How far from 0 a figure can lie before its bar is broken: three times as far as the furthest mark, though at least
    /// 1; without marks anywhere.
    #[must_use]
    pub fn limit(marks: &[f64]) -> f64 {
        let furthest = marks.iter().map(|&mark| finite(mark, f64::MAX).abs()).fold(0.0, f64::max);
        if furthest > 0.0 { finite(furthest * FURTHEST_FIGURE, f64::MAX).max(1.0) } else { f64::MAX }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::indexing_slicing)]
    use super::super::FURTHEST;
    use super::*;

    const LABELS: Labelling = Labelling { room: 40.0, least_step: 1.0 };

    fn bar(y: f64, left: f64, width: f64, gap: Option<f64>) -> Option<MarkedBar> {
        Some(MarkedBar { y, left, width, gap })
    }

    #[test]
    fn bars_reach_from_zero_and_marks_stand_among_them() {
        let frame = Frame::new((100.0, 600.0), (10.0, 100.0));
        let picture = MarkedBars::new(&[Some(8.0), None, Some(-2.0)], &[2.0, 5.0], frame, LABELS);
        // −2 to 8 on 500 pixels.
        assert_eq!(picture.axis.scale.values(), (-2.0, 8.0));
        assert_eq!(picture.rows, [bar(25.0, 200.0, 400.0, None), None, bar(85.0, 100.0, 100.0, None)]);
        assert_eq!(picture.marks, [300.0, 450.0]);
    }

    #[test]
    fn one_huge_ratio_leaves_the_others_and_the_thresholds_readable() {
        let frame = Frame::new((100.0, 624.0), (0.0, 40.0));
        let picture = MarkedBars::new(&[Some(0.1), Some(1.8), Some(8.2), Some(400.0)], &[2.0, 5.0], frame, LABELS);
        // 0 to 10, twice the furthest mark, on 500 of 524 pixels; the rest is for the broken bar.
        assert_eq!((picture.axis.scale.values(), picture.axis.scale.pixels()), ((0.0, 10.0), (100.0, 600.0)));
        assert_eq!(picture.marks, [200.0, 350.0]);
        let [small, low, fair, huge] = [0, 1, 2, 3].map(|row| picture.rows[row]);
        let near = |bar: Option<MarkedBar>, width: f64| {
            bar.unwrap().gap.is_none() && (bar.unwrap().width - width).abs() < 1e-9
        };
        assert!(near(small, 5.0) && near(low, 90.0) && near(fair, 410.0), "{picture:?}");
        assert_eq!(huge, bar(35.0, 100.0, 524.0, Some(612.0)));
    }

    #[test]
    fn a_huge_loss_is_broken_on_its_own_side() {
        let frame = Frame::new((100.0, 624.0), (0.0, 20.0));
        let picture = MarkedBars::new(&[Some(-90.0), Some(-5.0)], &[2.0, 5.0], frame, LABELS);
        assert_eq!((picture.axis.scale.values(), picture.axis.scale.pixels()), ((-10.0, 6.0), (124.0, 624.0)));
        let zero = picture.axis.scale.pixel(0.0);
        assert_eq!(picture.rows[0], bar(5.0, 100.0, zero - 100.0, Some(112.0)));
        assert_eq!(picture.rows[1].unwrap().gap, None);
        let both = MarkedBars::new(&[Some(-90.0), Some(90.0)], &[2.0, 5.0], frame, LABELS);
        assert_eq!((both.axis.scale.values(), both.axis.scale.pixels()), ((-10.0, 10.0), (124.0, 600.0)));
        assert_eq!([0, 1].map(|row| both.rows[row].unwrap().gap), [Some(112.0), Some(612.0)]);
    }

    #[test]
    fn a_bar_is_broken_only_past_three_times_the_furthest_mark() {
        let broken = |figures: &[f64], marks: &[f64]| -> Vec<bool> {
            let rows: Vec<_> = figures.iter().map(|&figure| Some(figure)).collect();
            let picture = MarkedBars::new(&rows, marks, Frame::new((0.0, 500.0), (0.0, 90.0)), LABELS);
            picture.rows.iter().map(|bar| bar.unwrap().gap.is_some()).collect()
        };
        assert_eq!(broken(&[15.0, -15.0, 1.0], &[2.0, 5.0]), [false; 3]);
        assert_eq!(broken(&[15.1, -15.1, 15.0], &[2.0, 5.0]), [true, true, false]);
        // Any axis has a whole step, which holds what lies past three times 0.002.
        assert_eq!(broken(&[1.0, 0.01, 1.1], &[0.001, 0.002]), [false, false, true]);
        assert_eq!(broken(&[400.0, 1.0], &[]), [false, false]);
    }

    #[test]
    fn a_broken_bar_is_the_longest_and_its_gap_lies_past_the_axis() {
        for width in [120.0, 240.0, 1_000.0] {
            let frame = Frame::new((0.0, width), (0.0, 90.0));
            for huge in [16.0, 400.0, 1e12, f64::INFINITY] {
                for other in [0.1, 5.0, 10.0, 15.0] {
                    for sign in [1.0, -1.0] {
                        let rows = [Some(huge * sign), Some(other * sign)];
                        let picture = MarkedBars::new(&rows, &[2.0, 5.0], frame, LABELS);
                        let [long, short] = [0, 1].map(|row| picture.rows[row].unwrap());
                        assert!(long.width > short.width && short.gap.is_none(), "{picture:?}");
                        let (start, end) = picture.axis.scale.pixels();
                        assert!(long.gap.is_none_or(|gap| gap < start || gap > end), "{picture:?}");
                        // The thresholds stay apart, also between losses and gains on the shortest axis.
                        assert!(picture.marks[1] - picture.marks[0] > width / 20.0, "{picture:?}");
                    }
                }
            }
        }
    }

    #[test]
    fn nothing_and_odd_figures_are_still_a_picture() {
        let nowhere = Frame::new((f64::NAN, f64::INFINITY), (f64::NAN, f64::NEG_INFINITY));
        for frame in [Frame::new((0.0, 100.0), (0.0, 100.0)), nowhere] {
            for rows in [&[][..], &[Some(f64::NAN), Some(f64::INFINITY), None, Some(f64::MIN)]] {
                for marks in [&[][..], &[f64::NAN, 1e300], &[2.0, 5.0]] {
                    let picture = MarkedBars::new(rows, marks, frame, LABELS);
                    let bars = picture.rows.iter().flatten().flat_map(|bar| [bar.y, bar.left, bar.width]);
                    let gaps = picture.rows.iter().flatten().filter_map(|bar| bar.gap);
                    assert!(bars.chain(gaps).chain(picture.marks.clone()).all(f64::is_finite), "{picture:?}");
                    assert!(picture.rows.iter().flatten().all(|bar| bar.left.abs() <= FURTHEST));
                }
            }
        }
    }
}
