use super::{Axis, Frame, Labelling};

/// Bars that lie one below the other on a common axis, against marks such as thresholds.
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
}

impl MarkedBars {
    /// The rows shared out evenly over the height of `frame`. The axis covers 0, every row and every mark.
    #[must_use]
    pub fn new(rows: &[Option<f64>], marks: &[f64], frame: Frame, labelling: Labelling) -> MarkedBars {
        let figures = rows.iter().flatten().chain(marks).copied();
        let axis = Axis::new(figures.chain([0.0]), (frame.left, frame.right), labelling);
        let height = (frame.bottom - frame.top) / rows.len().max(1) as f64;
        let zero = axis.scale.pixel(0.0);
        let bar = |(index, figure): (usize, &Option<f64>)| {
            let end = axis.scale.pixel((*figure)?);
            let y = frame.top + (index as f64 + 0.5) * height;
            Some(MarkedBar { y, left: end.min(zero), width: (end - zero).abs() })
        };
        MarkedBars {
            rows: rows.iter().enumerate().map(bar).collect(),
            marks: marks.iter().map(|&mark| axis.scale.pixel(mark)).collect(),
            axis,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LABELS: Labelling = Labelling { room: 40.0, least_step: 1.0 };

    #[test]
    fn bars_reach_from_zero_and_marks_stand_among_them() {
        let frame = Frame::new((100.0, 600.0), (10.0, 100.0));
        let picture = MarkedBars::new(&[Some(8.0), None, Some(-2.0)], &[2.0, 5.0], frame, LABELS);
        // −2 to 8 on 500 pixels.
        assert_eq!(picture.axis.scale.values(), (-2.0, 8.0));
        let bar = |y, left, width| Some(MarkedBar { y, left, width });
        assert_eq!(picture.rows, [bar(25.0, 200.0, 400.0), None, bar(85.0, 100.0, 100.0)]);
        assert_eq!(picture.marks, [300.0, 450.0]);
    }

    #[test]
    fn nothing_and_odd_figures_are_still_a_picture() {
        let nowhere = Frame::new((f64::NAN, f64::INFINITY), (f64::NAN, f64::NEG_INFINITY));
        for frame in [Frame::new((0.0, 100.0), (0.0, 100.0)), nowhere] {
            for rows in [&[][..], &[Some(f64::NAN), Some(f64::INFINITY), None, Some(f64::MIN)]] {
                let picture = MarkedBars::new(rows, &[f64::NAN, 1e300], frame, LABELS);
                let bars = picture.rows.iter().flatten().flat_map(|bar| [bar.y, bar.left, bar.width]);
                assert!(bars.chain(picture.marks.clone()).all(f64::is_finite), "{picture:?}");
            }
        }
    }
}
