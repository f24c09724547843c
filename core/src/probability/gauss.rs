//! Integrals over the interval from −1 to 1 by sixteen points of Gauss and Legendre: exact for polynomials up to the
//! degree 31, and from −1 to each of the points for those up to 15.

/// How many points.
pub(super) const COUNT: usize = 16;

/// The zeros of the Legendre polynomial of the degree 16 (Abramowitz and Stegun, 25.4.30).
pub(super) const POINTS: [f64; COUNT] = [
    -0.989_400_934_991_649_9,
    -0.944_575_023_073_232_6,
    -0.865_631_202_387_831_8,
    -0.755_404_408_355_003,
    -0.617_876_244_402_643_8,
    -0.458_016_777_657_227_37,
    -0.281_603_550_779_258_9,
    -0.095_012_509_837_637_44,
    0.095_012_509_837_637_44,
    0.281_603_550_779_258_9,
    0.458_016_777_657_227_37,
    0.617_876_244_402_643_8,
    0.755_404_408_355_003,
    0.865_631_202_387_831_8,
    0.944_575_023_073_232_6,
    0.989_400_934_991_649_9,
];

/// What each point counts.
pub(super) const WEIGHTS: [f64; COUNT] = [
    0.027_152_459_411_754_096,
    0.062_253_523_938_647_894,
    0.095_158_511_682_492_79,
    0.124_628_971_255_533_88,
    0.149_595_988_816_576_73,
    0.169_156_519_395_002_54,
    0.182_603_415_044_923_58,
    0.189_450_610_455_068_5,
    0.189_450_610_455_068_5,
    0.182_603_415_044_923_58,
    0.169_156_519_395_002_54,
    0.149_595_988_816_576_73,
    0.124_628_971_255_533_88,
    0.095_158_511_682_492_79,
    0.062_253_523_938_647_894,
    0.027_152_459_411_754_096,
];

/// For each point, what every point counts in the integral from −1 to it: that of the polynomial of the degree 15 through
/// all of them, written in Legendre polynomials.
pub(super) fn integrals() -> [[f64; COUNT]; COUNT] {
    let legendre = POINTS.map(legendre);
    let mut points = POINTS.iter().zip(&legendre);
    [(); COUNT].map(|()| {
        let Some((to, of_end)) = points.next() else { return [0.0; COUNT] };
        // (2l + 1) ∫ P_l = P_(l + 1) − P_(l − 1), and the first is what P₀ = 1 comes to.
        let rises = || of_end.iter().skip(2).zip(of_end).map(|(next, last)| next - last);
        let mut weights = WEIGHTS;
        for (weight, of_point) in weights.iter_mut().zip(&legendre) {
            let rest: f64 = of_point.iter().skip(1).zip(rises()).map(|(of_point, rise)| of_point * rise).sum();
            *weight *= (1.0 + to + rest) / 2.0;
        }
        weights
    })
}

/// The Legendre polynomials of all degrees up to 16 at `x`.
fn legendre(x: f64) -> [f64; COUNT + 1] {
    let (mut last, mut next, mut degree) = (1.0, x, 0.0);
    [(); COUNT + 1].map(|()| {
        let this = last;
        degree += 1.0;
        (last, next) = (next, ((2.0 * degree + 1.0) * x * next - degree * last) / (degree + 1.0));
        this
    })
}

/// The sum of the products.
pub(super) fn dot(one: &[f64; COUNT], other: &[f64; COUNT]) -> f64 {
    one.iter().zip(other).map(|(one, other)| one * other).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn integrates_powers() {
        let close = |found: f64, expected: f64| assert!((found - expected).abs() < 1e-15, "{found} {expected}");
        for power in 0..32 {
            let values = POINTS.map(|point| point.powi(power));
            let all = if power % 2 == 0 { 2.0 / f64::from(power + 1) } else { 0.0 };
            close(dot(&WEIGHTS, &values), all);
            for (to, weights) in POINTS.iter().zip(integrals()).filter(|_| power < 16) {
                let from = f64::from(1 - 2 * ((power + 1) % 2));
                close(dot(&weights, &values), (to.powi(power + 1) - from) / f64::from(power + 1));
            }
        }
    }
}
