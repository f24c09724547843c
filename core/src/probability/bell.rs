use super::gauss::{COUNT, POINTS, WEIGHTS, dot, integrals};

/// Where something unknown lies on the whole line: a density with one hump.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Bell {
    /// Where the density is highest.
    centre: f64,
    /// The standard deviation of the normal distribution that is as curved there.
    spread: f64,
    shape: Shape,
}

#[derive(Clone, Copy, Debug)]
enum Shape {
    LogOdds { a: f64, b: f64 },
    LogRate { shape: f64 },
}

impl Bell {
    /// The logarithm of the odds x / (1 − x) of an x that is Beta(a, b), for a and b from ½ on.
    pub(crate) fn log_odds(a: f64, b: f64) -> Bell {
        Bell { centre: libm::log(a / b), spread: (1.0 / a + 1.0 / b).sqrt(), shape: Shape::LogOdds { a, b } }
    }

    /// The logarithm of a rate that is Gamma(`shape`, `exposure`), for a shape from ½ on.
    pub(crate) fn log_rate(shape: f64, exposure: f64) -> Bell {
        Bell { centre: libm::log(shape / exposure), spread: 1.0 / shape.sqrt(), shape: Shape::LogRate { shape } }
    }

    /// The density over that at the centre.
    fn density(&self, at: f64) -> f64 {
        let away = at - self.centre;
        match self.shape {
            Shape::LogOdds { a, b } => {
                // From the side of the smaller parameter, where no digits are lost.
                let (few, many, away) = if a <= b { (a, b, away) } else { (b, a, -away) };
                let sum = few + many;
                libm::exp(few * away - sum * libm::log1p(few / sum * libm::expm1(away)))
            }
            Shape::LogRate { shape } => libm::exp(shape * (away - libm::expm1(away))),
        }
    }

    /// Ends of pieces so short that a polynomial follows the density in each; less than 10^−16 of it lies past the last.
    fn ends(&self) -> impl Iterator<Item = f64> {
        // In spreads. Tails of small counts fall like e^(−0.7 × spreads), those of large counts like a normal density's.
        const ENDS: [f64; 17] =
            [0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 10.0, 13.0, 16.0, 20.0, 25.0, 32.0, 42.0, 56.0];
        let Bell { centre, spread, .. } = *self;
        ENDS.into_iter().flat_map(move |end| [centre - end * spread, centre + end * spread])
    }
}

/// The chance of each of several independent unknowns to be the greatest of them. They sum to one.
///
/// For each it is the integral of its density times the shares of all others below. The line is cut where any of the
/// densities bends; on each piece all of them are followed by polynomials through sixteen points, whose integrals are the
/// shares below, so that neither shares nor densities need a formula for their constants. The error is below 10^−12 for
/// parameters up to 200,000; it grows with their root, as the digits of the centres do not suffice.
pub(crate) fn chances_to_be_greatest(bells: &[Bell]) -> Vec<f64> {
    let integrals = integrals();
    let mut ends: Vec<f64> = bells.iter().flat_map(Bell::ends).collect();
    ends.sort_unstable_by(f64::total_cmp);
    ends.dedup();
    // What lies below the piece, and what was found of each chance, in units of their own.
    let (mut masses, mut chances) = (vec![0.0; bells.len()], vec![0.0; bells.len()]);
    for (from, to) in ends.iter().zip(ends.iter().skip(1)) {
        let half = (to - from) / 2.0;
        let at = POINTS.map(|point| from + half * (1.0 + point));
        let humps: Vec<Hump> = bells
            .iter()
            .zip(&mut masses)
            .map(|(bell, mass)| {
                let density = at.map(|at| half * bell.density(at));
                let below = integrals.map(|weights| *mass + dot(&weights, &density));
                *mass += dot(&WEIGHTS, &density);
                Hump { density, below }
            })
            .collect();
        for (place, (chance, hump)) in chances.iter_mut().zip(&humps).enumerate() {
            let mut product = hump.density;
            for (_, other) in humps.iter().enumerate().filter(|(other, _)| *other != place) {
                product.iter_mut().zip(&other.below).for_each(|(product, below)| *product *= below);
            }
            *chance += dot(&WEIGHTS, &product);
        }
    }
    let all: f64 = chances.iter().sum();
    chances.iter().map(|chance| chance / all).collect()
}

/// One of the unknowns at the points of a piece: its density, and how much of it lies below.
struct Hump {
    density: [f64; COUNT],
    below: [f64; COUNT],
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::probability::beta::tails;

    #[test]
    fn of_two_rates_the_greater_has_a_closed_form() {
        // The share of one of two gamma unknowns in their sum is beta.
        for (shape, exposure) in [(0.5, 1.0), (3.5, 10.0), (40.5, 90.0), (100_000.5, 200_000.0)] {
            for (other, unlike) in [(0.5, 7.0), (5.5, 10.0), (700.5, 1_500.0), (99_800.5, 200_000.0)] {
                let found = chances_to_be_greatest(&[Bell::log_rate(shape, exposure), Bell::log_rate(other, unlike)]);
                let sum = exposure + unlike;
                let expected = tails(shape, other, exposure / sum, unlike / sum);
                let off = (found[0] - expected.above).abs().max((found[1] - expected.below).abs());
                assert!(off < 1e-12, "{shape} {exposure} {other} {unlike}: {found:?} {expected:?}");
            }
        }
    }

    #[test]
    fn of_equal_ones_each_is_the_greatest_as_often() {
        for count in [1_u8, 2, 3, 12] {
            for bell in [Bell::log_rate(0.5, 3.0), Bell::log_odds(1.0, 1.0), Bell::log_odds(90_000.0, 4.0)] {
                let found = chances_to_be_greatest(&vec![bell; count.into()]);
                assert!(found.iter().all(|chance| (chance - 1.0 / f64::from(count)).abs() < 1e-15), "{found:?}");
            }
        }
        assert!(chances_to_be_greatest(&[]).is_empty());
    }
}
