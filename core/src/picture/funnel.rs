use super::{Frame, Point, finite};

/// The part of a stage's height that its bar fills; the rest is the slope to the next.
const FILLED: f64 = 0.7;

/// How many come from stage to stage: bars one below the other around the middle of the frame, each as wide as its count
/// is against the greatest, and slopes between them.
#[derive(Clone, Debug, PartialEq)]
pub struct Funnel {
    /// In the order of the stages.
    pub stages: Vec<FunnelBar>,
    /// From each bar to the next: its corners, clockwise from the upper left one.
    pub slopes: Vec<[Point; 4]>,
}

/// The bar of a stage.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FunnelBar {
    /// The left edge.
    pub left: f64,
    /// The upper edge.
    pub top: f64,
    /// To the right edge.
    pub width: f64,
    /// To the lower edge.
    pub height: f64,
}

impl FunnelBar {
    /// The height of its middle.
    #[must_use]
    pub fn middle(&self) -> f64 {
        self.top + self.height / 2.0
    }
}

impl Funnel {
    /// `counts` in the order of the stages; what is below zero counts as none.
    #[must_use]
    pub fn new(counts: &[f64], frame: Frame) -> Funnel {
        let counts = || counts.iter().map(|&count| finite(count, f64::MAX).max(0.0));
        let greatest = counts().fold(0.0, f64::max);
        let row = (frame.bottom - frame.top) / counts().len().max(1) as f64;
        let (middle, whole) = (f64::midpoint(frame.left, frame.right), frame.right - frame.left);
        let bar = |(index, count): (usize, f64)| {
            let width = if greatest > 0.0 { count / greatest * whole } else { 0.0 };
            let top = frame.top + (index as f64 + (1.0 - FILLED) / 2.0) * row;
            FunnelBar { left: middle - width / 2.0, top, width, height: row * FILLED }
        };
        let stages: Vec<FunnelBar> = counts().enumerate().map(bar).collect();
        let slope = |(above, below): (&FunnelBar, &FunnelBar)| {
            let (foot, head) = (above.top + above.height, below.top);
            [
                Point { x: above.left, y: foot },
                Point { x: above.left + above.width, y: foot },
                Point { x: below.left + below.width, y: head },
                Point { x: below.left, y: head },
            ]
        };
        let slopes = stages.iter().zip(stages.iter().skip(1)).map(slope).collect();
        Funnel { stages, slopes }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::indexing_slicing)]
    use super::*;

    #[track_caller]
    fn near(found: &[f64], expected: &[f64]) {
        let all = found.len() == expected.len() && found.iter().zip(expected).all(|(a, b)| (a - b).abs() < 1e-9);
        assert!(all, "{found:?}, not {expected:?}");
    }

    #[test]
    fn bars_are_as_wide_as_their_counts_around_one_middle() {
        let picture = Funnel::new(&[30.0, 15.0, 0.0], Frame::new((100.0, 400.0), (10.0, 310.0)));
        let bars = picture.stages.iter().flat_map(|bar| [bar.left, bar.top, bar.width, bar.height]);
        let expected = [100.0, 25.0, 300.0, 70.0, 175.0, 125.0, 150.0, 70.0, 250.0, 225.0, 0.0, 70.0];
        near(&bars.collect::<Vec<_>>(), &expected);
        near(&[picture.stages[1].middle()], &[160.0]);
    }

    #[test]
    fn slopes_join_the_foot_of_a_bar_to_the_head_of_the_next() {
        let picture = Funnel::new(&[30.0, 15.0, 15.0], Frame::new((100.0, 400.0), (10.0, 310.0)));
        assert_eq!(picture.slopes.len(), 2);
        let corners: Vec<f64> = picture.slopes[0].iter().flat_map(|point| [point.x, point.y]).collect();
        near(&corners, &[100.0, 95.0, 400.0, 95.0, 325.0, 125.0, 175.0, 125.0]);
    }

    #[test]
    fn nothing_and_odd_counts_are_still_a_picture() {
        let nowhere = Frame::new((f64::NAN, f64::INFINITY), (f64::NAN, f64::NEG_INFINITY));
        for frame in [Frame::new((0.0, 100.0), (0.0, 100.0)), nowhere] {
            for counts in [&[][..], &[0.0, 0.0], &[f64::NAN, f64::INFINITY, -3.0, 1e300], &[1.0, f64::MIN]] {
                let picture = Funnel::new(counts, frame);
                assert_eq!(picture.stages.len(), counts.len());
                let bars = picture.stages.iter().flat_map(|bar| [bar.left, bar.top, bar.width, bar.height]);
                let slopes = picture.slopes.iter().flatten().flat_map(|point| [point.x, point.y]);
                assert!(bars.chain(slopes).all(f64::is_finite), "{picture:?}");
                assert!(picture.stages.iter().all(|bar| bar.width >= 0.0 && bar.height >= 0.0));
            }
        }
    }
}
