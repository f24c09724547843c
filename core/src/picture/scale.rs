use super::{FURTHEST, finite};

/// The largest value that a chart shows: past every amount of money, and a tick.
const LARGEST_VALUE: f64 = 1e16;
/// Values nearer than this are the same.
const SAME_VALUE: f64 = 1e-9;

/// A straight map from values to pixels and back.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scale {
    values: (f64, f64),
    pixels: (f64, f64),
}

/// A scale that begins and ends on a tick.
#[derive(Clone, Debug, PartialEq)]
pub struct Axis {
    /// The map.
    pub scale: Scale,
    /// From the lowest value up, no two of them nearer than their labels are long.
    pub ticks: Vec<Tick>,
}

/// A labelled value on an axis.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Tick {
    /// A whole multiple of 1, 2 or 5 times a power of ten.
    pub value: f64,
    /// Its pixel.
    pub at: f64,
}

/// How closely an axis may be labelled.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Labelling {
    /// The pixels along the axis that the longest label takes, with the gap after it.
    pub room: f64,
    /// The smallest step between labels: 1 for a whole minor unit.
    pub least_step: f64,
}

impl Scale {
    /// The map that takes `values` to `pixels`, which may run either way. Values in falling order are turned round; a
    /// single value comes to lie in the middle.
    #[must_use]
    pub fn new(values: (f64, f64), pixels: (f64, f64)) -> Scale {
        let (a, b) = (finite(values.0, LARGEST_VALUE), finite(values.1, LARGEST_VALUE));
        let (low, high) = (a.min(b), a.max(b));
        Scale {
            // 2 is the least that moves the largest value.
            values: if high - low < SAME_VALUE { (low - 2.0, low + 2.0) } else { (low, high) },
            pixels: (finite(pixels.0, FURTHEST), finite(pixels.1, FURTHEST)),
        }
    }

    /// The pixel of a value, also of one outside the scale.
    #[must_use]
    pub fn pixel(&self, value: f64) -> f64 {
        let ((low, high), (start, end)) = (self.values, self.pixels);
        let part = (finite(value, LARGEST_VALUE) - low) / (high - low);
        finite(start + part * (end - start), FURTHEST)
    }

    /// The value at a pixel, also at one outside the scale; the lowest where all values share one pixel.
    #[must_use]
    pub fn value(&self, pixel: f64) -> f64 {
        let ((low, high), (start, end)) = (self.values, self.pixels);
        if (end - start).abs() < SAME_VALUE {
            return low;
        }
        let part = (finite(pixel, FURTHEST) - start) / (end - start);
        finite(low + part * (high - low), LARGEST_VALUE)
    }

    /// The lowest and the highest value.
    #[must_use]
    pub fn values(&self) -> (f64, f64) {
        self.values
    }

    /// Where the lowest and the highest value lie.
    #[must_use]
    pub fn pixels(&self) -> (f64, f64) {
        self.pixels
    }

    fn length(&self) -> f64 {
        (self.pixels.1 - self.pixels.0).abs()
    }
}

impl Axis {
    /// The axis over `values`, widened to whole steps: the smallest step of 1, 2 or 5 times a power of ten whose labels
    /// find room. A single value gets an axis from 0; no value, one step from 0.
    #[must_use]
    pub fn new(values: impl IntoIterator<Item = f64>, pixels: (f64, f64), labelling: Labelling) -> Axis {
        let values = values.into_iter().map(|value| finite(value, LARGEST_VALUE));
        let span = values.fold(None, |span: Option<(f64, f64)>, value| match span {
            None => Some((value, value)),
            Some((low, high)) => Some((low.min(value), high.max(value))),
        });
        let (mut low, mut high) = span.unwrap_or_default();
        if high - low < SAME_VALUE {
            (low, high) = (low.min(0.0), high.max(0.0));
        }
        let room = finite(labelling.room, FURTHEST).max(1.0);
        let length = Scale::new((0.0, 1.0), pixels).length();
        let steps = Step::from(finite(labelling.least_step, LARGEST_VALUE));
        let around = |step: Step| {
            let first = step.count(low).floor();
            (step, first, step.count(high).ceil().max(first + 1.0))
        };
        // Both sides of 0 need a step each; anything else is content with one.
        let fewest = if low < 0.0 && high > 0.0 { 2.0 } else { 1.0 };
        let fits = |&(_, first, last): &(Step, f64, f64)| last - first <= fewest || (last - first) * room <= length;
        let (step, first, last) = steps.map(around).find(fits).unwrap_or_else(|| around(Step::LARGEST));
        let scale = Scale::new((step.times(first), step.times(last)), pixels);

        let mut ticks: Vec<Tick> = Vec::new();
        let mut count = first;
        while count <= last {
            let value = step.times(count);
            let at = scale.pixel(value);
            // Too short an axis has a single label.
            if ticks.last().is_none_or(|tick| (at - tick.at).abs() >= room - SAME_VALUE) {
                ticks.push(Tick { value, at });
            }
            count += 1.0;
        }
        Axis { scale, ticks }
    }
}

/// 1, 2 or 5 times a power of ten, kept apart so that 3 × 0.1 is 0.3.
#[derive(Clone, Copy)]
struct Step {
    leading: f64,
    /// The power of ten, or the one to divide by.
    power: f64,
    divides: bool,
}

impl Step {
    const LARGEST: Step = Step { leading: 1.0, power: LARGEST_VALUE, divides: false };

    /// The steps from `least` up to the largest.
    fn from(least: f64) -> impl Iterator<Item = Step> {
        let small = [1e6, 1e5, 1e4, 1e3, 1e2, 1e1].map(|power| (power, true));
        let large = [1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15];
        small
            .into_iter()
            .chain(large.map(|power| (power, false)))
            .flat_map(|(power, divides)| [1.0, 2.0, 5.0].map(|leading| Step { leading, power, divides }))
            .filter(move |step| step.times(1.0) >= least)
    }

    fn times(self, count: f64) -> f64 {
        if self.divides { count * self.leading / self.power } else { count * self.leading * self.power }
    }

    /// How many steps make `value`.
    fn count(self, value: f64) -> f64 {
        if self.divides { value * self.power / self.leading } else { value / (self.leading * self.power) }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::float_cmp, reason = "exact by construction")]
    use super::*;

    const MINOR: f64 = 1.0;

    fn labels(values: &[f64], pixels: (f64, f64), room: f64, least_step: f64) -> Vec<f64> {
        let axis = Axis::new(values.iter().copied(), pixels, Labelling { room, least_step });
        axis.ticks.iter().map(|tick| tick.value).collect()
    }

    #[test]
    fn values_become_pixels_and_pixels_values() {
        for (values, pixels, value, pixel) in [
            ((0.0, 10.0), (0.0, 500.0), 2.5, 125.0),
            ((0.0, 10.0), (500.0, 0.0), 2.5, 375.0),
            ((-4.0, 4.0), (100.0, 900.0), 0.0, 500.0),
            ((10.0, 0.0), (0.0, 500.0), 2.5, 125.0),
            ((0.0, 10.0), (0.0, 500.0), 20.0, 1_000.0),
            ((0.0, 10.0), (0.0, 500.0), -1.0, -50.0),
            ((7.0, 7.0), (0.0, 500.0), 7.0, 250.0),
            ((0.0, 1.0), (0.0, 1e6), 1.0, 1e6),
        ] {
            let scale = Scale::new(values, pixels);
            assert_eq!(scale.pixel(value), pixel, "{scale:?}");
            assert_eq!(scale.value(pixel), value, "{scale:?}");
        }
    }

    #[test]
    fn what_cannot_be_told_apart_lies_in_one_place() {
        assert_eq!(Scale::new((7.0, 7.0 + 1e-12), (0.0, 500.0)).pixel(7.0), 250.0);
        assert_eq!(Scale::new((3.0, 9.0), (50.0, 50.0)).value(50.0), 3.0);
        assert_eq!(Scale::new((0.0, 1.0), (0.0, 100.0)).pixel(1e16), 1e6);
        assert_eq!(Scale::new((0.0, 1e16), (0.0, 1.0)).value(1e6), 1e16);
    }

    #[test]
    fn the_axis_of_the_usual_chart() {
        let year = 990_000.0;
        assert_eq!(
            labels(&[0.0, year], (0.0, 500.0), 90.0, MINOR),
            [0.0, 200_000.0, 400_000.0, 600_000.0, 800_000.0, 1_000_000.0]
        );
        assert_eq!(labels(&[0.0, year], (0.0, 500.0), 130.0, MINOR), [0.0, 500_000.0, 1_000_000.0]);
        // Upwards: the pixels run the other way.
        assert_eq!(labels(&[0.0, 60_000.0], (200.0, 0.0), 40.0, MINOR), [0.0, 20_000.0, 40_000.0, 60_000.0]);
    }

    #[test]
    fn steps_go_1_2_5_and_multiples_are_written_exactly() {
        for (high, expected) in [
            (4.0, vec![0.0, 1.0, 2.0, 3.0, 4.0]),
            (7.0, vec![0.0, 2.0, 4.0, 6.0, 8.0]),
            (19.0, vec![0.0, 5.0, 10.0, 15.0, 20.0]),
            (0.35, vec![0.0, 0.1, 0.2, 0.3, 0.4]),
            (0.0009, vec![0.0, 0.0005, 0.001]),
        ] {
            assert_eq!(labels(&[0.0, high], (0.0, 400.0), 100.0, 0.0), expected, "up to {high}");
        }
    }

    #[test]
    fn no_step_is_smaller_than_the_least() {
        assert_eq!(labels(&[0.0, 2.0], (0.0, 1_000.0), 40.0, MINOR), [0.0, 1.0, 2.0]);
        assert_eq!(labels(&[0.0, 150.0], (0.0, 1_000.0), 40.0, 100.0), [0.0, 100.0, 200.0]);
    }

    #[test]
    fn losses_go_below_zero_and_zero_is_a_tick() {
        assert_eq!(labels(&[-130.0, 260.0], (0.0, 500.0), 100.0, MINOR), [-200.0, -100.0, 0.0, 100.0, 200.0, 300.0]);
        assert_eq!(labels(&[-130.0, -20.0], (0.0, 300.0), 100.0, MINOR), [-150.0, -100.0, -50.0, 0.0]);
        // Room for one label only: a step to each side of 0, the lowest labelled.
        assert_eq!(labels(&[-130.0, 260.0], (0.0, 30.0), 40.0, MINOR), [-500.0]);
    }

    #[test]
    fn labels_never_collide_and_the_axis_covers_its_values() {
        for high in [1.0, 3.0, 42.0, 999.0, 12_345.0, 9e15] {
            for low in [0.0, -0.7 * high, 0.9 * high] {
                for length in [0.0, 3.0, 60.0, 320.0, 1_440.0] {
                    for room in [8.0, 40.0, 120.0] {
                        let labelling = Labelling { room, least_step: MINOR };
                        let axis = Axis::new([low, high], (length, 0.0), labelling);
                        let nearest = axis.ticks.windows(2).map(|pair| (pair[1].at - pair[0].at).abs());
                        assert!(nearest.fold(f64::INFINITY, f64::min) >= room - 1e-6, "{axis:?}");
                        let (from, to) = axis.scale.values();
                        assert!(from <= low && high <= to, "{axis:?} over {low}, {high}");
                        assert!(!axis.ticks.is_empty());
                    }
                }
            }
        }
    }

    #[test]
    fn one_value_or_none_still_has_an_axis() {
        assert_eq!(labels(&[], (0.0, 500.0), 100.0, MINOR), [0.0, 1.0]);
        assert_eq!(labels(&[0.0], (0.0, 500.0), 100.0, MINOR), [0.0, 1.0]);
        assert_eq!(labels(&[360_000.0], (0.0, 500.0), 120.0, MINOR), [0.0, 100_000.0, 200_000.0, 300_000.0, 400_000.0]);
        assert_eq!(labels(&[-5.0], (0.0, 100.0), 50.0, MINOR), [-5.0, 0.0]);
    }

    #[test]
    fn every_coordinate_is_finite() {
        let odd = [f64::NAN, f64::INFINITY, f64::NEG_INFINITY, 1e16, f64::MIN_POSITIVE, 0.0, -1.0, 1e-320];
        for a in odd {
            for b in odd {
                for c in odd {
                    let scale = Scale::new((a, b), (b, c));
                    assert!(scale.pixel(c).is_finite() && scale.value(c).is_finite(), "{scale:?} at {c}");
                    let axis = Axis::new([a, b], (0.0, 100.0), Labelling { room: c, least_step: a });
                    assert!(axis.ticks.iter().all(|tick| tick.value.is_finite() && tick.at.is_finite()), "{axis:?}");
                    assert!(axis.ticks.len() <= 101);
                }
            }
        }
    }
}
