use super::Chance;

/// Wilson's score interval for `successes` of `trials` at 95% (z = 1.96), clamped to 0–1; (0, 1) without trials.
///
/// Source: E. B. Wilson, "Probable inference, the law of succession, and statistical inference", JASA 22 (1927).
pub(crate) fn wilson(successes: u32, trials: u32) -> (Chance, Chance) {
    if trials == 0 {
        return (Chance::NONE, Chance::CERTAIN);
    }
    let (n, z) = (f64::from(trials), 1.96);
    let p = f64::from(successes.min(trials)) / n;
    let denominator = 1.0 + z * z / n;
    let centre = (p + z * z / (2.0 * n)) / denominator;
    let half = z / denominator * (p * (1.0 - p) / n + z * z / (4.0 * n * n)).sqrt();
    (Chance::new(centre - half), Chance::new(centre + half))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reproduces_the_published_interval() {
        let (low, high) = wilson(10, 100);
        let [low, high] = [low, high].map(Chance::get);
        assert!((low - 0.055_228_5).abs() < 5e-8 && (high - 0.174_367_3).abs() < 5e-8, "{low} {high}");
    }

    #[test]
    fn stays_between_nothing_and_all() {
        assert_eq!(wilson(0, 0), (Chance::NONE, Chance::CERTAIN));
        assert!(wilson(0, 5).0.get() < 1e-12 && wilson(5, 5).1.get() > 1.0 - 1e-12);
        assert_eq!(wilson(6, 5), wilson(5, 5));
    }
}
