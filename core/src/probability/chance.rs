use crate::value::Rate;

/// How likely something is: a finite number from 0 to 1.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub struct Chance(f64);

impl Chance {
    /// It cannot be.
    pub const NONE: Chance = Chance(0.0);
    /// It cannot be otherwise.
    pub const CERTAIN: Chance = Chance(1.0);

    /// The chance that was computed as `chance`, which rounding may have brought past an end.
    pub(crate) const fn new(chance: f64) -> Chance {
        Chance(chance.clamp(0.0, 1.0))
    }

    /// The chance as a number from 0 to 1.
    #[must_use]
    pub const fn get(self) -> f64 {
        self.0
    }

    /// The chance to the nearest part per million, for showing.
    #[must_use]
    pub fn rate(self) -> Rate {
        // From 0 to 1, so the cast neither truncates nor wraps.
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        Rate::new((self.0 * 1e6).round() as u32).unwrap_or(Rate::FULL)
    }

    /// Whether it is likelier than its opposite.
    #[must_use]
    pub fn is_likely(self) -> bool {
        self.0 > 0.5
    }
}
