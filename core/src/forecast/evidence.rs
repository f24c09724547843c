use crate::probability::wilson;
use crate::value::Rate;

/// How much experience the assumptions rest on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// Introductions counted.
    pub introductions: u32,
    /// How many of them became paid work.
    pub projects: u32,
}

impl Evidence {
    /// Below this many introductions it is too early to say. A default of ours.
    pub const FEWEST_INTRODUCTIONS: u32 = 10;
    /// Below this many projects it is too early to say. A default of ours.
    pub const FEWEST_PROJECTS: u32 = 5;

    /// Whether there is too little to judge by.
    #[must_use]
    pub fn is_thin(&self) -> bool {
        self.introductions < Self::FEWEST_INTRODUCTIONS || self.projects < Self::FEWEST_PROJECTS
    }

    /// The shares of introductions that could well become work, given these: 95 times in 100 such an interval holds the
    /// true share. Without introductions, anything from nothing to all.
    #[must_use]
    pub fn plausible_conversion(&self) -> (Rate, Rate) {
        let (low, high) = wilson(self.projects, self.introductions);
        (low.rate(), high.rate())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_introductions_leave_a_wide_range() {
        let (low, high) = Evidence { introductions: 4, projects: 1 }.plausible_conversion();
        assert_eq!((low.ppm() / 10_000, high.ppm() / 10_000), (4, 69));
    }

    #[test]
    fn ten_introductions_and_five_projects_are_enough() {
        let thin = |introductions, projects| Evidence { introductions, projects }.is_thin();
        assert_eq!([thin(10, 5), thin(9, 5), thin(10, 4)], [false, true, true]);
    }
}
