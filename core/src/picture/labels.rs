use super::{FURTHEST, finite};

/// Centres of labels `height` pixels high, each as near to its wanted place as can be without overlapping the others,
/// inside `within` (upper and lower edge of all). They keep the order of the wanted places; what does not fit is spread
/// evenly and overlaps.
///
/// The sum of the squared distances is the least possible (isotonic regression by pooling neighbours: Ayer et al., 1955).
#[must_use]
pub fn push_apart(wanted: &[f64], height: f64, within: (f64, f64)) -> Vec<f64> {
    let Some(gaps) = wanted.len().checked_sub(1) else { return Vec::new() };
    let height = finite(height, FURTHEST).max(0.0);
    let top = finite(within.0, FURTHEST) + height / 2.0;
    let bottom = (finite(within.1, FURTHEST) - height / 2.0).max(top);
    let apart = if gaps == 0 { height } else { height.min((bottom - top) / gaps as f64) };

    let mut order: Vec<(usize, f64)> = wanted.iter().map(|&place| finite(place, FURTHEST)).enumerate().collect();
    order.sort_by(|(_, a), (_, b)| a.total_cmp(b));

    // Less the room of the labels above it, a place only must not fall behind the one before. Where it would, the two
    // share the mean of their places, and so does every group.
    let mut groups: Vec<(f64, usize)> = Vec::new();
    for (rank, &(_, place)) in order.iter().enumerate() {
        let mut group = (place - rank as f64 * apart, 1);
        while let Some((mean, count)) = groups.pop_if(|(mean, _)| *mean > group.0) {
            let both = count + group.1;
            group = ((mean * count as f64 + group.0 * group.1 as f64) / both as f64, both);
        }
        groups.push(group);
    }

    let lowest = bottom - gaps as f64 * apart;
    let starts = groups.iter().flat_map(|&(mean, count)| std::iter::repeat_n(mean.min(lowest).max(top), count));
    let mut placed: Vec<(usize, f64)> = order
        .iter()
        .zip(starts)
        .enumerate()
        .map(|(rank, (&(index, _), start))| (index, start + rank as f64 * apart))
        .collect();
    placed.sort_by_key(|(index, _)| *index);
    placed.into_iter().map(|(_, place)| place).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn places(wanted: &[f64], height: f64, within: (f64, f64), expected: &[f64]) {
        let placed = push_apart(wanted, height, within);
        let near = |(a, b): (&f64, &f64)| (a - b).abs() < 1e-9;
        assert!(
            placed.len() == expected.len() && placed.iter().zip(expected).all(near),
            "{placed:?}, not {expected:?}"
        );
    }

    #[test]
    fn labels_with_room_stay_where_they_are() {
        places(&[20.0, 60.0, 100.0], 16.0, (0.0, 200.0), &[20.0, 60.0, 100.0]);
        places(&[], 16.0, (0.0, 200.0), &[]);
        places(&[50.0], 16.0, (0.0, 200.0), &[50.0]);
    }

    #[test]
    fn neighbours_share_the_push() {
        places(&[50.0, 54.0], 16.0, (0.0, 200.0), &[44.0, 60.0]);
        places(&[50.0, 50.0, 50.0], 10.0, (0.0, 200.0), &[40.0, 50.0, 60.0]);
        // The third is only reached once the first two are apart: 40 and 50 would end at 35 and 55.
        places(&[40.0, 50.0, 70.0], 20.0, (0.0, 200.0), &[100.0 / 3.0, 160.0 / 3.0, 220.0 / 3.0]);
    }

    #[test]
    fn labels_keep_their_order_whatever_the_order_they_come_in() {
        places(&[54.0, 50.0], 16.0, (0.0, 200.0), &[60.0, 44.0]);
        places(&[100.0, 20.0, 60.0], 16.0, (0.0, 200.0), &[100.0, 20.0, 60.0]);
    }

    #[test]
    fn labels_stay_inside() {
        places(&[0.0, 4.0], 16.0, (0.0, 200.0), &[8.0, 24.0]);
        places(&[300.0, 190.0], 16.0, (0.0, 200.0), &[192.0, 176.0]);
        // No room at all: both at the upper edge.
        places(&[1.0, 2.0], 16.0, (0.0, 4.0), &[8.0, 8.0]);
        // Four of 16 have 40 pixels: the outer ones touch the edges.
        places(&[1.0, 2.0, 3.0, 4.0], 16.0, (0.0, 40.0), &[8.0, 16.0, 24.0, 32.0]);
    }

    #[test]
    fn every_place_is_finite() {
        let odd = [f64::NAN, f64::INFINITY, f64::NEG_INFINITY, 0.0, f64::MAX];
        for height in odd {
            for edge in odd {
                let placed = push_apart(&odd, height, (0.0, edge));
                assert!(placed.iter().all(|place| place.is_finite()), "{placed:?}");
            }
        }
    }
}
