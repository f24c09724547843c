use super::sheet::Weights;
use super::{Criterion, Mark, Scorecard};

/// Who is at least as good as whom on each indicator, as sets of rows. Independent of weights.
#[derive(Clone, Debug)]
pub(super) struct Dominance {
    /// In the order of the criteria and their indicators.
    indicators: Vec<Levels>,
}

/// The rows by how good they are on one indicator.
#[derive(Clone, Debug)]
struct Levels {
    /// The place of the criterion.
    place: usize,
    /// For each row how many different marks are at most its own; 0 where it is unknown.
    levels: Vec<u16>,
    /// Of each level from 1 on the rows that have it or a higher one, a bit each.
    sets: Vec<u64>,
}

/// The rows that are at least as good on an indicator as another, and those that are better.
pub(super) type AsGood<'a> = (&'a [u64], &'a [u64]);

/// Rows, a bit each.
#[derive(Clone, Debug)]
pub(super) struct Rows(Vec<u64>);

impl Rows {
    /// The first so many rows.
    pub(super) fn first(count: usize) -> Rows {
        let word = |at: usize| u64::MAX.checked_shr(64_u32.saturating_sub((count - at * 64) as u32)).unwrap_or(0);
        Rows((0..count.div_ceil(64)).map(word).collect())
    }

    pub(super) fn contain(&self, row: usize) -> bool {
        self.0.get(row / 64).is_some_and(|word| word >> (row % 64) & 1 == 1)
    }

    pub(super) fn remove(&mut self, row: usize) {
        if let Some(word) = self.0.get_mut(row / 64) {
            *word &= !(1 << (row % 64));
        }
    }
}

impl Levels {
    fn new(place: usize, marks: &[Option<Mark>]) -> Levels {
        let mut different: Vec<Mark> = Vec::new();
        let whole = |mark: &Mark| usize::try_from(mark.numer()).ok().filter(|_| mark.denom() == 1);
        // Nearly all marks are whole points; the others are inserted among them.
        let mut points = [None; 101];
        for mark in marks.iter().flatten() {
            match whole(mark).and_then(|at| points.get_mut(at)) {
                Some(found) => *found = Some(*mark),
                None => different.push(*mark),
            }
        }
        different.extend(points.into_iter().flatten());
        different.sort_unstable();
        different.dedup();
        let level = |mark: &Option<Mark>| {
            let place = mark.and_then(|mark| different.binary_search(&mark).ok());
            place.map_or(0, |place| place as u16 + 1)
        };
        let levels: Vec<u16> = marks.iter().map(level).collect();
        let words = marks.len().div_ceil(64);
        let mut sets = vec![0; different.len() * words];
        for (row, &level) in levels.iter().enumerate() {
            let place = usize::from(level).checked_sub(1).map(|level| level * words + row / 64);
            if let Some(word) = place.and_then(|place| sets.get_mut(place)) {
                *word |= 1 << (row % 64);
            }
        }
        // Who has a higher level has this one too.
        for at in (words..sets.len()).rev() {
            let above = sets.get(at).copied().unwrap_or(0);
            if let Some(word) = sets.get_mut(at - words) {
                *word |= above;
            }
        }
        Levels { place, levels, sets }
    }

    /// The rows at a level or above it; none above the highest.
    fn at_least(&self, level: u16) -> &[u64] {
        let words = self.levels.len().div_ceil(64);
        let from = (usize::from(level) - 1) * words;
        self.sets.get(from..from + words).unwrap_or_default()
    }
}

impl Dominance {
    pub(super) fn new(card: &Scorecard) -> Dominance {
        let indicators = card.criteria().list().iter().enumerate().flat_map(|(place, criterion)| {
            Criterion::indicators(criterion).iter().map(move |indicator| {
                let mark = |partner: &super::Partner| partner.mark(indicator.id(), card.scale());
                Levels::new(place, &card.partners().iter().map(mark).collect::<Vec<_>>())
            })
        });
        Dominance { indicators: indicators.collect() }
    }

    /// One of `rows` that is at least as good on all that is known about a row and has weight, and better on something.
    /// `known` is scratch.
    pub(super) fn better<'a>(
        &'a self,
        row: usize,
        weights: &Weights,
        rows: &Rows,
        known: &mut Vec<AsGood<'a>>,
    ) -> Option<usize> {
        known.clear();
        for levels in &self.indicators {
            if weights.list().get(levels.place).is_some_and(|&weight| weight > 0) {
                let level = levels.levels.get(row).copied().filter(|&level| level > 0);
                known.extend(level.map(|level| (levels.at_least(level), levels.at_least(level + 1))));
            }
        }
        let word = |set: &[u64], at: usize| set.get(at).copied().unwrap_or(0);
        rows.0.iter().enumerate().find_map(|(at, &rows)| {
            let mut better = rows;
            for (as_good, _) in &*known {
                if better == 0 {
                    return None;
                }
                better &= word(as_good, at);
            }
            better &= known.iter().fold(0, |better, (_, above)| better | word(above, at));
            (better > 0).then(|| at * 64 + better.trailing_zeros() as usize)
        })
    }
}
