//! What charts are made of: pure geometry in CSS pixels, which a component only has to place.
//!
//! The one place where figures become `f64`. Whatever comes in, every coordinate that goes out is finite: no number is
//! [`f64::NAN`], values end at ±10^16 and pixels at ±1,000,000.

mod bars;
mod funnel;
mod hump;
mod labels;
mod lines;
mod marked;
mod ranges;
mod scale;

pub use bars::{Bar, MonthBars, MonthGroup};
pub use funnel::{Funnel, FunnelBar};
pub use hump::Hump;
pub use labels::push_apart;
pub use lines::{CrossingMark, LineEnd, Plot, StepLine};
pub use marked::{MarkedBar, MarkedBars};
pub use ranges::{DotRange, DotRanges, Spread};
pub use scale::{Axis, Labelling, Scale, Tick};

/// A point, from the top left corner of the chart.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Point {
    /// To the right.
    pub x: f64,
    /// Downwards.
    pub y: f64,
}

/// The part of a chart inside its axes, its edges finite and in order.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Frame {
    left: f64,
    right: f64,
    top: f64,
    bottom: f64,
}

impl Frame {
    /// From `across.0` to `across.1` and from `down.0` down to `down.1`; edges out of order make an empty frame.
    #[must_use]
    pub fn new(across: (f64, f64), down: (f64, f64)) -> Frame {
        let [left, right, top, bottom] = [across.0, across.1, down.0, down.1].map(|edge| finite(edge, FURTHEST));
        Frame { left, right: right.max(left), top, bottom: bottom.max(top) }
    }
}

/// The furthest pixel.
const FURTHEST: f64 = 1e6;

/// `number`, held within ±`bound`; 0 for what is no number.
fn finite(number: f64, bound: f64) -> f64 {
    if number.is_nan() { 0.0 } else { number.clamp(-bound, bound) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_frame_is_never_inside_out() {
        assert_eq!(Frame::new((50.0, 0.0), (80.0, 10.0)), Frame::new((50.0, 50.0), (80.0, 80.0)));
    }
}
