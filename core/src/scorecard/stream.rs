use rand_core::Rng;
use rand_pcg::Pcg32;

use crate::random::{key, mixed, uniform};
use crate::value::Id;

/// A source of random numbers for one quantity alone, so that no quantity depends on how often another was drawn, nor on
/// the order in which anything is listed. The same seed and ids give the same numbers for ever.
pub(super) struct Stream(Pcg32);

/// What a stream is for. Part of its seed: a criterion and its indicator may have one id.
#[derive(Clone, Copy)]
pub(super) enum Purpose {
    /// The weight of a criterion.
    Weight = 1,
    /// The rating of an indicator that nobody knows.
    Rating = 2,
}

impl Stream {
    pub(super) fn new(seed: u64, purpose: Purpose, ids: [Id; 2]) -> Stream {
        let halves = ids.map(Id::as_u128).map(|bits| [bits as u64, (bits >> 64) as u64]);
        let words = [purpose as u64].into_iter().chain(halves.into_iter().flatten());
        let state = key(seed, words);
        Stream(Pcg32::new(state, mixed(state)))
    }

    /// From 0 to 1, without 1.
    pub(super) fn uniform(&mut self) -> f64 {
        uniform(self.0.next_u64())
    }

    /// From 0 to 1, without 0.
    fn positive(&mut self) -> f64 {
        1.0 - self.uniform()
    }

    /// A standard normal number, by Marsaglia's polar method.
    fn normal(&mut self) -> f64 {
        loop {
            let (x, y) = (2.0 * self.uniform() - 1.0, 2.0 * self.uniform() - 1.0);
            let square = x * x + y * y;
            if square > 0.0 && square < 1.0 {
                return x * (-2.0 * libm::log(square) / square).sqrt();
            }
        }
    }

    /// A gamma number of scale 1.
    ///
    /// Source: G. Marsaglia and W. W. Tsang, "A simple method for generating gamma variables", ACM TOMS 26 (2000); a shape
    /// below 1 is one above it times a power of a uniform number.
    pub(super) fn gamma(&mut self, shape: f64) -> f64 {
        if shape < 1.0 {
            let power = libm::pow(self.positive(), 1.0 / shape);
            return self.gamma(shape + 1.0) * power;
        }
        let d = shape - 1.0 / 3.0;
        let c = 1.0 / (9.0 * d).sqrt();
        loop {
            let x = self.normal();
            let root = 1.0 + c * x;
            let v = root * root * root;
            if v > 0.0 && libm::log(self.positive()) < 0.5 * x * x + d - d * v + d * libm::log(v) {
                return d * v;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ID: Id = Id::from_u128(1 << 64);

    fn stream(seed: u64) -> Stream {
        Stream::new(seed, Purpose::Weight, [ID, Id::from_u128(0)])
    }

    /// Mean and variance of many numbers.
    fn moments(mut draw: impl FnMut() -> f64) -> (f64, f64) {
        const COUNT: u32 = 200_000;
        let (sum, squares) =
            (0..COUNT).map(|_| draw()).fold((0.0, 0.0), |(sum, squares), x| (sum + x, squares + x * x));
        let mean = sum / f64::from(COUNT);
        (mean, squares / f64::from(COUNT) - mean * mean)
    }

    #[test]
    fn uniform_and_gamma_numbers_have_their_moments() {
        let mut numbers = stream(1);
        let (mean, variance) = moments(|| numbers.uniform());
        assert!((mean - 0.5).abs() < 0.003 && (variance - 1.0 / 12.0).abs() < 0.001, "{mean} {variance}");
        for shape in [0.3, 1.0, 5.0, 50.0] {
            let mut numbers = stream(5);
            let (mean, variance) = moments(|| numbers.gamma(shape));
            assert!(
                (mean / shape - 1.0).abs() < 0.02 && (variance / shape - 1.0).abs() < 0.03,
                "{shape}: {mean} {variance}"
            );
        }
    }

    #[test]
    fn each_seed_purpose_and_id_has_numbers_of_its_own() {
        let first = |seed, purpose, ids| Stream::new(seed, purpose, ids).0.next_u64();
        let zero = Id::from_u128(0);
        let mut firsts = [
            first(1, Purpose::Weight, [ID, zero]),
            first(2, Purpose::Weight, [ID, zero]),
            first(1, Purpose::Rating, [ID, zero]),
            first(1, Purpose::Weight, [zero, ID]),
            first(1, Purpose::Weight, [Id::from_u128(1), zero]),
        ];
        firsts.sort_unstable();
        assert!(firsts.is_sorted_by(|a, b| a < b), "{firsts:?}");
        assert_eq!(first(1, Purpose::Weight, [ID, zero]), first(1, Purpose::Weight, [ID, zero]));
    }

    #[test]
    fn the_numbers_of_a_seed_never_change() {
        let mut numbers = stream(42);
        let found = [numbers.uniform(), numbers.gamma(2.5), numbers.gamma(0.5)].map(f64::to_bits);
        assert_eq!(found, [4604066310836828449, 4613255299922873566, 4572330518873818023]);
    }
}
