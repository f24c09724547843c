use super::sheet::{Sheet, Totals};

/// The rows of a sheet, the highest score first; of equal scores the lower id, and at the end those without a score. Kept
/// and filled again by [`Sheet::rank`], it allocates nothing.
#[derive(Clone, Debug, Default)]
pub struct Ranking {
    /// A key of each row: how far the score is from the highest, and below it the place of the id.
    keys: Vec<u64>,
    rows: Vec<u32>,
}

impl Ranking {
    /// The rows, the highest score first.
    #[must_use]
    pub fn rows(&self) -> &[u32] {
        &self.rows
    }
}

/// How scores become whole numbers that compare alike.
struct Scale {
    /// Binary digits after the point of a score in parts.
    shift: u32,
    /// Whether scores with one number are equal. Different ones with denominators of at most d are at least 1 / d² apart.
    is_exact: bool,
    /// The binary digits of a row's place.
    place: u32,
}

impl Scale {
    fn new(sheet: &Sheet, totals: &Totals) -> Scale {
        let place = bits(totals.len() as u64);
        if sheet.is_level() {
            return Scale { shift: 0, is_exact: true, place };
        }
        let (value, denom) =
            (bits(100 * u64::from(sheet.parts())), bits(totals.most_known() * u64::from(sheet.largest_unit())));
        let shift = 63_u32.saturating_sub(place + value).min(64 - denom).min(2 * denom);
        Scale { shift, is_exact: shift == 2 * denom, place }
    }

    /// Zero for no score. The score is rounded down, which keeps the order.
    fn key(&self, numer: u64, denom: u64) -> u64 {
        match (numer.checked_div(denom), numer.checked_rem(denom)) {
            (Some(whole), Some(rest)) => ((whole << self.shift) | ((rest << self.shift) / denom)) + 1,
            _ => 0,
        }
    }
}

/// How many binary digits a number has.
const fn bits(number: u64) -> u32 {
    64 - number.leading_zeros()
}

impl Sheet {
    /// Fills `ranking` with the order of these scores, which compare exactly.
    pub fn rank(&self, totals: &Totals, ranking: &mut Ranking) {
        let scale = Scale::new(self, totals);
        let highest = u64::MAX >> scale.place;
        let scores = totals.numers.iter().zip(&totals.denoms).zip(&self.ranks);
        let key = |key: u64, place: u32| ((highest - key) << scale.place) | u64::from(place);
        let Ranking { keys, rows } = ranking;
        keys.clear();
        if self.is_level() {
            keys.extend(scores.map(|((&numer, _), &place)| key(numer, place)));
        } else {
            keys.extend(scores.map(|((&numer, &denom), &place)| key(scale.key(numer, denom), place)));
        }
        keys.sort_unstable();
        let place = |key: u64| (key & !(u64::MAX << scale.place)) as usize;
        let row = |key: u64| self.by_id().get(place(key)).copied().unwrap_or(0);
        if !scale.is_exact {
            for near in keys.chunk_by_mut(|a, b| a >> scale.place == b >> scale.place).filter(|near| near.len() > 1) {
                near.sort_by(|&a, &b| {
                    let ((a, of_a), (b, of_b)) = (totals.of(row(a) as usize), totals.of(row(b) as usize));
                    (u128::from(b) * u128::from(of_a)).cmp(&(u128::from(a) * u128::from(of_b)))
                });
            }
        }
        rows.clear();
        rows.extend(keys.iter().map(|&key| row(key)));
    }
}
