use super::{Axis, Frame, Labelling};

/// What a row shows: a middle, and how far it spreads.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spread {
    /// The low end.
    pub low: f64,
    /// The middle.
    pub likely: f64,
    /// The high end.
    pub high: f64,
}

/// Rows of a dot on a bar, one below the other on a common axis, over a light band of what is usual.
#[derive(Clone, Debug, PartialEq)]
pub struct DotRanges {
    /// The common axis.
    pub axis: Axis,
    /// In the order in which they came; nothing where there was no figure.
    pub rows: Vec<Option<DotRange>>,
    /// The left and the right edge of the band.
    pub band: Option<(f64, f64)>,
}

/// One row.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct DotRange {
    /// The height of the row's middle.
    pub y: f64,
    /// The middle.
    pub dot: f64,
    /// The left and the right end of the bar; none where the figure is certain.
    pub bar: Option<(f64, f64)>,
}

impl DotRanges {
    /// The rows shared out evenly over the height of `frame`. The axis covers 0, every row and the band.
    #[must_use]
    pub fn new(rows: &[Option<Spread>], band: Option<(f64, f64)>, frame: Frame, labelling: Labelling) -> DotRanges {
        let figures = rows.iter().flatten().flat_map(|row| [row.low, row.likely, row.high]);
        let edges = band.into_iter().flat_map(|(from, to)| [from, to]);
        let axis = Axis::new(figures.chain(edges).chain([0.0]), (frame.left, frame.right), labelling);
        let row_height = (frame.bottom - frame.top) / rows.len().max(1) as f64;
        let place = |(index, row): (usize, &Option<Spread>)| {
            row.map(|Spread { low, likely, high }| {
                let [low, dot, high] = [low, likely, high].map(|value| axis.scale.pixel(value));
                let (left, right) = (low.min(dot), high.max(dot));
                DotRange {
                    y: frame.top + (index as f64 + 0.5) * row_height,
                    dot,
                    bar: (left < right).then_some((left, right)),
                }
            })
        };
        DotRanges {
            rows: rows.iter().enumerate().map(place).collect(),
            band: band.map(|(from, to)| {
                let (from, to) = (axis.scale.pixel(from), axis.scale.pixel(to));
                (from.min(to), from.max(to))
            }),
            axis,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LABELS: Labelling = Labelling { room: 90.0, least_step: 1.0 };

    fn frame() -> Frame {
        Frame::new((100.0, 600.0), (10.0, 130.0))
    }

    fn row(low: f64, likely: f64, high: f64) -> Option<Spread> {
        Some(Spread { low, likely, high })
    }

    #[test]
    fn each_row_has_its_dot_on_its_bar() {
        let rows = [row(600.0, 1_590.0, 2_700.0), row(3_600.0, 3_600.0, 3_600.0), None];
        let picture = DotRanges::new(&rows, Some((2_500.0, 9_900.0)), frame(), LABELS);
        // 0 to 10,000 on 500 pixels.
        assert_eq!(picture.axis.scale.values(), (0.0, 10_000.0));
        let first = DotRange { y: 30.0, dot: 179.5, bar: Some((130.0, 235.0)) };
        let certain = DotRange { y: 70.0, dot: 280.0, bar: None };
        assert_eq!(picture.rows, [Some(first), Some(certain), None]);
        assert_eq!(picture.band, Some((225.0, 595.0)));
    }

    #[test]
    fn the_axis_begins_at_zero() {
        let picture = DotRanges::new(&[row(3_000.0, 3_500.0, 4_000.0)], None, frame(), LABELS);
        assert_eq!(picture.axis.scale.values(), (0.0, 4_000.0));
    }

    #[test]
    fn a_dot_is_never_off_its_bar() {
        let bar =
            |low, likely, high| DotRanges::new(&[row(low, likely, high)], None, frame(), LABELS).rows[0].unwrap().bar;
        assert_eq!(bar(2_000.0, 1_000.0, 5_000.0), Some((200.0, 600.0)));
        assert_eq!(bar(2_000.0, 5_000.0, 3_000.0), Some((300.0, 600.0)));
    }

    #[test]
    fn losses_lie_left_of_zero() {
        let picture = DotRanges::new(&[row(-200.0, 100.0, 300.0)], None, frame(), LABELS);
        let row = picture.rows[0].unwrap();
        assert!(row.bar.unwrap().0 < picture.axis.scale.pixel(0.0) && picture.axis.scale.pixel(0.0) < row.dot);
        assert_eq!(picture.band, None);
    }

    #[test]
    fn no_row_and_odd_rows_are_still_a_picture() {
        let empty = DotRanges::new(&[], None, frame(), LABELS);
        assert_eq!((empty.rows.len(), empty.axis.ticks.len()), (0, 2));
        let odd = [row(f64::NAN, f64::INFINITY, -1.0), row(5.0, 1.0, 0.0), row(0.0, 0.0, 0.0)];
        let nowhere = Frame::new((f64::NAN, f64::INFINITY), (f64::NAN, f64::NEG_INFINITY));
        for frame in [frame(), nowhere] {
            let picture = DotRanges::new(&odd, Some((f64::INFINITY, f64::NAN)), frame, LABELS);
            let places = picture.rows.iter().flatten().flat_map(|row| {
                let (left, right) = row.bar.unwrap_or((row.dot, row.dot));
                assert!(left <= row.dot && row.dot <= right, "{row:?}");
                [row.y, left, right]
            });
            assert!(places.chain(picture.band.map(|(from, _)| from)).all(f64::is_finite));
        }
    }
}
