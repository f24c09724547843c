use super::sheet::{Sheet, Totals};

/// The rows of a sheet, the highest score first; of equal scores the lower id, and at the end those without a score. Kept
/// and filled again by [`Sheet::rank`], it allocates nothing. Read by [`Sheet::in_order`].
#[derive(Clone, Debug, Default)]
pub struct Ranking {
    /// A key of each row: how far the score is from the highest, and below it the place of the id.
    keys: Vec<u64>,
    /// The binary digits of that place.
    place: u32,
}

/// How scores become whole numbers that compare alike.
struct Scale {
    /// Binary digits after the point of a score in parts.
    shift: u32,
    /// Whether scores with one number are equal. Different ones with denominators of at most d are at least 1 / d² apart.
    is_exact: bool,
    /// Whether a score has room for the shift before it is divided.
    is_short: bool,
    /// The binary digits of a row's place.
    place: u32,
}

impl Scale {
    fn new(sheet: &Sheet, totals: &Totals) -> Scale {
        let place = bits(totals.len() as u64);
        if sheet.is_level() {
            return Scale { shift: 0, is_exact: true, is_short: true, place };
        }
        let (value, denom) =
            (bits(100 * u64::from(sheet.parts())), bits(totals.most_known() * u64::from(sheet.largest_unit())));
        let shift = 63_u32.saturating_sub(place + value).min(64 - denom).min(2 * denom);
        Scale { shift, is_exact: shift == 2 * denom, is_short: value + denom + shift <= 64, place }
    }

    /// Zero for no score. The score is rounded down, which keeps the order.
    fn key(&self, numer: u64, denom: u64) -> u64 {
        let Some(whole) = numer.checked_div(denom) else { return 0 };
        ((whole << self.shift) | (((numer - whole * denom) << self.shift) / denom)) + 1
    }

    /// The same where `numer` has room for the shift.
    fn short_key(&self, numer: u64, denom: u64) -> u64 {
        (numer << self.shift).checked_div(denom).map_or(0, |key| key + 1)
    }
}

/// How many binary digits a number has.
const fn bits(number: u64) -> u32 {
    64 - number.leading_zeros()
}

impl Sheet {
    /// Fills `ranking` with the order of these scores, which compare exactly.
    pub fn rank(&self, totals: &Totals, ranking: &mut Ranking) {
        self.rank_first(usize::MAX, totals, ranking);
    }

    /// The same of the first so many rows at least; the others may follow in any order.
    pub(super) fn rank_first(&self, count: usize, totals: &Totals, ranking: &mut Ranking) {
        let scale = Scale::new(self, totals);
        let highest = u64::MAX >> scale.place;
        let scores = totals.numers.iter().zip(&totals.denoms).zip(&self.ranks);
        let key = |key: u64, place: u32| ((highest - key) << scale.place) | u64::from(place);
        ranking.place = scale.place;
        let keys = &mut ranking.keys;
        keys.clear();
        if self.is_level() {
            keys.extend(scores.map(|((&numer, _), &place)| key(numer, place)));
        } else if scale.is_short {
            keys.extend(scores.map(|((&numer, &denom), &place)| key(scale.short_key(numer, denom), place)));
        } else {
            keys.extend(scores.map(|((&numer, &denom), &place)| key(scale.key(numer, denom), place)));
        }
        if scale.is_exact && count < keys.len() {
            let (first, ..) = keys.select_nth_unstable(count);
            first.sort_unstable();
            return;
        }
        keys.sort_unstable();
        if !scale.is_exact {
            let row = |key: u64| self.row_of(key, scale.place).unwrap_or_default();
            for near in keys.chunk_by_mut(|a, b| a >> scale.place == b >> scale.place).filter(|near| near.len() > 1) {
                // Stable: of equal scores the lower id stays first.
                near.sort_by(|&a, &b| {
                    let ((a, of_a), (b, of_b)) = (totals.of(row(a)), totals.of(row(b)));
                    (u128::from(b) * u128::from(of_a)).cmp(&(u128::from(a) * u128::from(of_b)))
                });
            }
        }
    }

    /// The rows in this order.
    pub fn in_order(&self, ranking: &Ranking) -> impl Iterator<Item = usize> {
        ranking.keys.iter().filter_map(|&key| self.row_of(key, ranking.place))
    }

    fn row_of(&self, key: u64, place: u32) -> Option<usize> {
        self.by_id().get((key & !(u64::MAX << place)) as usize).map(|&row| row as usize)
    }
}
