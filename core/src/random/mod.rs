//! Random numbers that are the same in every run and on every machine: words that follow from a seed and from what they
//! are for, and the distributions that quantities are drawn from by inversion, one uniform number each.

mod pert;
mod poisson;

pub(crate) use pert::Pert;
pub(crate) use poisson::Poisson;

/// The odd number nearest to 2^64 divided by the golden ratio: multiples of it are spread evenly over the words.
const GOLDEN: u64 = 0x9E37_79B9_7F4A_7C15;

/// The bits of `word`, each of them depending on all.
///
/// Source: the finaliser of SplitMix64; G. L. Steele, D. Lea and C. H. Flood, "Fast splittable pseudorandom number
/// generators", OOPSLA 2014.
pub(crate) const fn mixed(word: u64) -> u64 {
    let word = word.wrapping_add(GOLDEN);
    let word = (word ^ (word >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let word = (word ^ (word >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    word ^ (word >> 31)
}

/// A word that follows from a seed and from all `words` in their order.
pub(crate) fn key(seed: u64, words: impl IntoIterator<Item = u64>) -> u64 {
    words.into_iter().fold(mixed(seed), |key, word| mixed(key ^ word))
}

/// From 0 to 1, without 1, in steps of 2^−53: the upper bits of `word`.
pub(crate) fn uniform(word: u64) -> f64 {
    const STEP: f64 = 1.0 / (1_u64 << 53) as f64;
    (word >> 11) as f64 * STEP
}

/// Uniform numbers by their place, none of which depends on any other having been drawn: the number at a place is the
/// one that a SplitMix64 in the state `key` gives there.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Numbered(u64);

impl Numbered {
    /// The numbers of a key.
    pub(crate) const fn new(key: u64) -> Numbered {
        Numbered(key)
    }

    /// The number at a place, from 0 to 1, without 1.
    pub(crate) fn at(self, place: u64) -> f64 {
        uniform(mixed(self.0.wrapping_add(place.wrapping_mul(GOLDEN))))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_follow_the_published_generator() {
        // The first outputs of SplitMix64 from the state 0.
        let first = [0xE220_A839_7B1D_CDAF, 0x6E78_9E6A_A1B9_65F4, 0x06C4_5D18_8009_454F];
        let numbers = Numbered::new(0);
        assert_eq!([0, 1, 2].map(|place| numbers.at(place).to_bits()), first.map(|word| uniform(word).to_bits()));
        assert_eq!((uniform(0), uniform(u64::MAX)), (0.0, 1.0 - f64::EPSILON / 2.0));
    }

    #[test]
    fn keys_differ_by_seed_by_word_and_by_order() {
        let mut keys = [key(1, [2, 3]), key(1, [3, 2]), key(2, [1, 3]), key(1, [2]), key(1, [])];
        keys.sort_unstable();
        assert!(keys.is_sorted_by(|a, b| a < b), "{keys:?}");
    }

    #[test]
    fn numbers_of_neighbouring_keys_and_places_are_independent() {
        // 64 × 64 cells of pairs: (year, place) against the next place, and against the same place of the next year.
        const CELLS: usize = 64;
        let cell = |x: f64| (x * CELLS as f64) as usize;
        let mut counts = [vec![0_u32; CELLS * CELLS], vec![0_u32; CELLS * CELLS]];
        for year in 0..4_000 {
            let [now, next] = [year, year + 1].map(|year| Numbered::new(key(7, [year])));
            for place in 0..100 {
                let at = cell(now.at(place)) * CELLS;
                counts[0][at + cell(now.at(place + 1))] += 1;
                counts[1][at + cell(next.at(place))] += 1;
            }
        }
        let expected = 400_000.0 / (CELLS * CELLS) as f64;
        for counts in counts {
            let chi: f64 = counts.iter().map(|&count| (f64::from(count) - expected).powi(2) / expected).sum();
            // 4,095 degrees of freedom: mean 4,095, deviation 90.5.
            assert!((chi - 4_095.0).abs() < 4.0 * 90.5, "{chi}");
        }
    }
}
