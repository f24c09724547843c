use super::{Axis, Frame, Labelling};

/// The part of a month's width that its bars fill.
const FILLED: f64 = 0.7;

/// Bars by month, one for each series, side by side: upwards from 0, and downwards where money flows back.
#[derive(Clone, Debug, PartialEq)]
pub struct MonthBars {
    /// The vertical axis.
    pub axis: Axis,
    /// The height of 0.
    pub baseline: f64,
    /// In the order of the months.
    pub months: Vec<MonthGroup>,
}

/// The bars of one month.
#[derive(Clone, Debug, PartialEq)]
pub struct MonthGroup {
    /// The middle of the month, under which its name stands.
    pub x: f64,
    /// Whether there is room for its name; the first month always has it, then every second, third and so on.
    pub named: bool,
    /// One for each series with a figure.
    pub bars: Vec<Bar>,
}

/// One bar.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bar {
    /// The series, by its place.
    pub series: usize,
    /// The left edge.
    pub left: f64,
    /// The upper edge.
    pub top: f64,
    /// To the right edge.
    pub width: f64,
    /// To the lower edge; 0 for a figure of 0.
    pub height: f64,
}

impl MonthBars {
    /// `months` holds, month by month, the figure of each series, or nothing. A month's name takes `name_room` pixels.
    #[must_use]
    pub fn new(months: &[Vec<Option<f64>>], frame: Frame, labelling: Labelling, name_room: f64) -> MonthBars {
        let figures = months.iter().flatten().flatten().copied();
        let axis = Axis::new(figures.chain([0.0]), (frame.bottom, frame.top), labelling);
        let baseline = axis.scale.pixel(0.0);
        let month_width = (frame.right - frame.left) / months.len().max(1) as f64;
        let series = months.iter().map(Vec::len).max().unwrap_or(0).max(1);
        let bar_width = month_width * FILLED / series as f64;
        let every = names_apart(month_width, name_room, months.len());
        let group = |(index, figures): (usize, &Vec<Option<f64>>)| {
            let x = frame.left + (index as f64 + 0.5) * month_width;
            let bar = |(series, figure): (usize, &Option<f64>)| {
                let end = axis.scale.pixel((*figure)?);
                let left = x - month_width * FILLED / 2.0 + series as f64 * bar_width;
                Some(Bar { series, left, top: end.min(baseline), width: bar_width, height: (end - baseline).abs() })
            };
            MonthGroup { x, named: index % every == 0, bars: figures.iter().enumerate().filter_map(bar).collect() }
        };
        MonthBars { baseline, months: months.iter().enumerate().map(group).collect(), axis }
    }
}

/// Every how many months a name finds room.
fn names_apart(month_width: f64, name_room: f64, months: usize) -> usize {
    (1..months).find(|every| *every as f64 * month_width >= name_room).unwrap_or(months.max(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    const LABELS: Labelling = Labelling { room: 40.0, least_step: 1.0 };

    fn frame() -> Frame {
        Frame::new((50.0, 450.0), (0.0, 200.0))
    }

    #[track_caller]
    fn bar_is(bar: Bar, series: usize, rect: [f64; 4]) {
        let found = [bar.left, bar.top, bar.width, bar.height];
        let near = found.iter().zip(rect).all(|(a, b)| (a - b).abs() < 1e-9);
        assert!(bar.series == series && near, "{bar:?}, not {rect:?}");
    }

    #[test]
    fn bars_stand_on_zero_and_hang_from_it() {
        let months = [vec![Some(300.0), Some(-100.0)], vec![None, Some(150.0)]];
        let picture = MonthBars::new(&months, frame(), LABELS, 30.0);
        // −100 to 300 on 200 pixels; months 200 wide, 140 of it filled by two bars of 70.
        assert_eq!(picture.axis.scale.values(), (-100.0, 300.0));
        bar_is(picture.months[0].bars[0], 0, [80.0, 0.0, 70.0, 150.0]);
        bar_is(picture.months[0].bars[1], 1, [150.0, 150.0, 70.0, 50.0]);
        bar_is(picture.months[1].bars[0], 1, [350.0, 75.0, 70.0, 75.0]);
        assert_eq!(picture.months[1].bars.len(), 1);
        assert!((picture.baseline - 150.0).abs() < 1e-9 && (picture.months[1].x - 350.0).abs() < 1e-9);
    }

    #[test]
    fn bars_begin_at_zero() {
        let picture = MonthBars::new(&[vec![Some(300.0)], vec![Some(400.0)]], frame(), LABELS, 30.0);
        assert_eq!(picture.axis.scale.values(), (0.0, 400.0));
        bar_is(picture.months[0].bars[0], 0, [80.0, 50.0, 140.0, 150.0]);
    }

    #[test]
    fn names_do_not_collide() {
        let named = |count: usize, room: f64| -> Vec<usize> {
            let picture = MonthBars::new(&vec![vec![Some(1.0)]; count], frame(), LABELS, room);
            picture.months.iter().enumerate().filter_map(|(index, month)| month.named.then_some(index)).collect()
        };
        assert_eq!(named(4, 100.0), [0, 1, 2, 3]);
        assert_eq!(named(8, 100.0), [0, 2, 4, 6]);
        assert_eq!(named(8, 1_000.0), [0]);
        assert_eq!(named(1, 1_000.0), [0]);
    }

    #[test]
    fn nothing_and_odd_figures_are_still_a_picture() {
        let empty = MonthBars::new(&[], frame(), LABELS, 30.0);
        assert_eq!((empty.months.len(), empty.axis.ticks.len()), (0, 2));
        let odd = [vec![Some(f64::NAN), Some(f64::INFINITY), Some(0.0)], vec![], vec![None, Some(f64::MIN)]];
        let nowhere = Frame::new((f64::NAN, f64::INFINITY), (f64::NAN, f64::NEG_INFINITY));
        for frame in [frame(), Frame::new((50.0, 0.0), (0.0, 200.0)), nowhere] {
            let picture = MonthBars::new(&odd, frame, LABELS, f64::NAN);
            assert!(
                picture.months.iter().flat_map(|month| &month.bars).all(|bar| bar.width >= 0.0 && bar.height >= 0.0)
            );
            let bars = picture.months.iter().flat_map(|month| &month.bars);
            let figures = bars.flat_map(|bar| [bar.left, bar.top, bar.width, bar.height]);
            assert!(figures.chain(picture.months.iter().map(|month| month.x)).all(f64::is_finite), "{picture:?}");
        }
    }
}
