//! The beta distribution: how much of it lies on either side of a point, and where a given part of it ends.

use std::f64::consts::PI;

/// The chances to lie below and above a point.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Tails {
    pub(crate) below: f64,
    pub(crate) above: f64,
}

/// How much of Beta(a, b) lies below and above x, where `rest` is 1 − x: both are given, so that neither tail loses digits
/// to the other. For a and b from ½ on and x inside 0–1.
///
/// The tails are off by about 10^−14 of themselves next to the mean, and by about 10^−12 for a and b of 100,000.
pub(crate) fn tails(a: f64, b: f64, x: f64, rest: f64) -> Tails {
    // The fraction converges fast on this side of the mean only; on the other the tails change places.
    if x <= (a + 1.0) / (a + b + 2.0) {
        let below = lower_tail(a, b, x, rest);
        Tails { below, above: 1.0 - below }
    } else {
        let above = lower_tail(b, a, rest, x);
        Tails { below: 1.0 - above, above }
    }
}

/// The natural logarithm of the odds x / (1 − x) below which `part` of Beta(a, b) lies, for a part that ends below the mean.
///
/// By Newton's method on the logarithm of the tail, which is concave in the log odds: from the mean on, each step but
/// the first comes nearer from below.
pub(crate) fn log_odds(a: f64, b: f64, part: f64) -> f64 {
    const MOST_STEPS: u8 = 100;
    const NEAR: f64 = 1e-14;
    let mut log_odds = libm::log(a / b);
    for _ in 0..MOST_STEPS {
        let odds = libm::exp(log_odds);
        let (x, rest) = (odds / (1.0 + odds), 1.0 / (1.0 + odds));
        // The tail over its density on the scale of log odds.
        let fraction = fraction(a, b, x, rest);
        let tail = density(a, b, x, rest) * fraction;
        let step = libm::log(part / tail) * fraction;
        log_odds += step;
        if step.abs() <= NEAR * log_odds.abs().max(1.0) {
            break;
        }
    }
    log_odds
}

/// The regularised incomplete beta function I_x(a, b) for x ≤ (a + 1) / (a + b + 2): x^a (1 − x)^b / B(a, b) over a
/// continued fraction (A. R. DiDonato and A. H. Morris, "Algorithm 708: significant digit computation of the incomplete
/// beta function ratios", ACM TOMS 18, 1992), which loses no digits where one parameter is much larger.
fn lower_tail(a: f64, b: f64, x: f64, rest: f64) -> f64 {
    (density(a, b, x, rest) * fraction(a, b, x, rest)).clamp(0.0, 1.0)
}

/// x^a (1 − x)^b / B(a, b), which is the density of the log odds of a beta distribution. Around its top, so that large
/// parameters lose no digits (C. Loader, "Fast and accurate computation of binomial probabilities", 2000).
fn density(a: f64, b: f64, x: f64, rest: f64) -> f64 {
    let sum = a + b;
    let away = |share: f64, part: f64| {
        let ratio = share / part * sum;
        part * (ratio - 1.0 - libm::log(ratio))
    };
    let exponent = stirling_rest(sum) - stirling_rest(a) - stirling_rest(b) - away(x, a) - away(rest, b);
    (a / sum * b / (2.0 * PI)).sqrt() * libm::exp(exponent)
}

/// ln Γ(z) less Stirling's (z − ½) ln z − z + ½ ln 2π, for z from ½ on: the series of NIST DLMF 5.11.1 from 10 on, where its
/// next term is below 10^−16, and below that the same one further.
fn stirling_rest(z: f64) -> f64 {
    const LARGE: f64 = 10.0;
    const SERIES: [f64; 7] =
        [1.0 / 12.0, -1.0 / 360.0, 1.0 / 1_260.0, -1.0 / 1_680.0, 1.0 / 1_188.0, -691.0 / 360_360.0, 1.0 / 156.0];
    let (mut z, mut rest) = (z, 0.0);
    while z < LARGE {
        rest += (z + 0.5) * libm::log1p(1.0 / z) - 1.0;
        z += 1.0;
    }
    let inverse = 1.0 / z;
    rest + inverse * SERIES.iter().rev().fold(0.0, |sum, term| sum * inverse * inverse + term)
}

/// 1 / (d₀ + n₁ / (d₁ + n₂ / (d₂ + …))) by Lentz's method (Thompson and Barnett, "Coulomb and Bessel functions of complex
/// arguments and order", 1986).
fn fraction(a: f64, b: f64, x: f64, rest: f64) -> f64 {
    // Next to the mean it takes about √(a + b) steps.
    const MOST_STEPS: u16 = 10_000;
    let mut numer = a * (a * rest - b * x + 1.0) / (a + 1.0);
    let (mut denom, mut value) = (0.0, numer);
    for step in 1..=MOST_STEPS {
        let m = f64::from(step);
        let odd = a + 2.0 * m;
        let over = (a + m - 1.0) * (a + b + m - 1.0) * m * (b - m) * x * x / ((odd - 1.0) * (odd - 1.0));
        let under =
            m + m * (b - m) * x / (odd - 1.0) + (a + m) * (a * rest - b * x + 1.0 + m * (1.0 + rest)) / (odd + 1.0);
        denom = 1.0 / nonzero(under + over * denom);
        numer = nonzero(under + over / numer);
        let change = numer * denom;
        value *= change;
        if (change - 1.0).abs() <= f64::EPSILON {
            break;
        }
    }
    1.0 / value
}

/// `x`, or next to nothing in place of nothing.
fn nonzero(x: f64) -> f64 {
    const TINY: f64 = 1e-300;
    if x.abs() < TINY { TINY } else { x }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn close(found: f64, expected: f64, within: f64) {
        assert!((found / expected - 1.0).abs() <= within, "{found} instead of {expected}");
    }

    #[test]
    fn a_whole_parameter_has_a_closed_form() {
        // Beta(a, 1) lies below x with x^a, and Beta(1, b) above it with (1 − x)^b, however large they are.
        for size in [0.5, 1.0, 2.5, 30.0, 1_000.5, 200_000.0] {
            for x in [0.001, 0.3, 0.5, 0.97, 0.999_999] {
                let power = libm::pow(x, size);
                if power > 0.0 {
                    close(tails(size, 1.0, x, 1.0 - x).below, power, 1e-10);
                    close(tails(1.0, size, 1.0 - x, x).above, power, 1e-10);
                }
            }
        }
    }

    #[test]
    fn half_of_a_symmetric_distribution_lies_on_either_side() {
        for size in [0.5, 1.0, 7.5, 100.0, 12_345.5, 200_000.0] {
            close(tails(size, size, 0.5, 0.5).below, 0.5, 1e-12);
        }
    }

    #[test]
    fn the_odds_of_a_part_have_that_part_below() {
        for a in [1.0, 2.0, 17.0, 900.0, 100_000.0] {
            for b in [1.0, 3.0, 40.0, 1_000.0, 200_000.0] {
                let log_odds = log_odds(a, b, 0.025);
                let odds = libm::exp(log_odds);
                close(tails(a, b, odds / (1.0 + odds), 1.0 / (1.0 + odds)).below, 0.025, 1e-10);
            }
        }
    }
}
