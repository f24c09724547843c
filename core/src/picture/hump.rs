use super::{Frame, Point};

/// How likely each value of a range is, as the outline of a hump: highest at the likely value, nothing outside.
///
/// The density of the modified PERT distribution, t^(α−1) (1−t)^(β−1) with α = 1 + 4(m−a)/(c−a) and β = 1 + 4(c−m)/(c−a),
/// scaled to the height of the frame.
#[derive(Clone, Debug, PartialEq)]
pub struct Hump {
    /// From the low end to the high one, along the foot of the frame where nothing is likely; none where there is but one
    /// value.
    pub outline: Vec<Point>,
    /// Where the likely value lies.
    pub top: Point,
}

impl Hump {
    /// In how many steps the outline is drawn.
    const STEPS: u16 = 48;

    /// The hump over `low` to `high` with its top at `likely`; the whole width of the frame is the range.
    #[must_use]
    pub fn new((low, likely, high): (f64, f64, f64), frame: Frame) -> Hump {
        let (width, height) = (frame.right - frame.left, frame.bottom - frame.top);
        let span = high - low;
        if !span.is_finite() || span <= 0.0 {
            let top = Point { x: frame.left + width / 2.0, y: frame.top };
            return Hump { outline: Vec::new(), top };
        }
        let mode = ((likely - low) / span).clamp(0.0, 1.0);
        let density = |t: f64| libm::pow(t, 4.0 * mode) * libm::pow(1.0 - t, 4.0 * (1.0 - mode));
        let highest = density(mode);
        let at = |t: f64| Point { x: frame.left + t * width, y: frame.bottom - density(t) / highest * height };
        let outline = (0..=Self::STEPS).map(|step| at(f64::from(step) / f64::from(Self::STEPS))).collect();
        Hump { outline, top: at(mode) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn frame() -> Frame {
        Frame::new((0.0, 96.0), (2.0, 26.0))
    }

    #[track_caller]
    fn check(range: (f64, f64, f64), x: f64, at_quarter: f64) {
        let hump = Hump::new(range, frame());
        assert!((hump.top.x - x).abs() < 1e-9 && (hump.top.y - 2.0).abs() < 1e-9, "{:?}", hump.top);
        let quarter = hump.outline[12];
        assert!((quarter.x - 24.0).abs() < 1e-9);
        assert!((quarter.y - at_quarter).abs() < 1e-3, "{quarter:?}");
    }

    #[test]
    fn the_top_is_at_the_likely_value_and_the_outline_follows_the_density() {
        // (t (1−t))² ÷ (1/4)² at t = 1/4 is 9/16; 24 pixels high, so 26 − 13.5.
        check((0.0, 1.0, 2.0), 48.0, 12.5);
        // Likely at the low end: (1−t)⁴ at t = 1/4 is 81/256.
        check((5.0, 5.0, 9.0), 0.0, 26.0 - 24.0 * 81.0 / 256.0);
        // Likely at the high end: t⁴.
        check((0.0, 1e9, 1e9), 96.0, 26.0 - 24.0 / 256.0);
    }

    #[test]
    fn every_point_lies_in_the_frame_whatever_comes_in() {
        for range in [(0.0, 3.0, 7.0), (0.0, 9.0, 7.0), (3.0, 1.0, 4.0), (0.0, 0.0, 1e300), (-1e300, 0.0, 1e300)] {
            for point in Hump::new(range, frame()).outline {
                assert!((0.0..=96.0).contains(&point.x) && (1.999..=26.001).contains(&point.y), "{range:?} {point:?}");
            }
        }
        for range in [(4.0, 4.0, 4.0), (f64::NAN, 1.0, 2.0), (f64::NEG_INFINITY, 0.0, f64::INFINITY), (2.0, 1.0, 0.0)] {
            let hump = Hump::new(range, frame());
            assert_eq!((hump.outline.len(), hump.top), (0, Point { x: 48.0, y: 2.0 }), "{range:?}");
        }
    }
}
