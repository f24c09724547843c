use super::Mark;

/// The least common multiple of 1 to [`Criterion::MOST_INDICATORS`]: the mean over so many is whole in parts of it.
///
/// [`Criterion::MOST_INDICATORS`]: super::Criterion::MOST_INDICATORS
pub(super) const WHOLE: i128 = 27_720;

/// The parts that one of so many indicators has of a mean.
pub(super) fn part_of(count: u8) -> i128 {
    WHOLE / i128::from(count.max(1))
}

/// What is known about a partner on one criterion, as a [`Sheet`](super::Sheet) keeps it.
#[derive(Clone, Copy)]
pub(super) struct Known {
    /// How many of its indicators have a rating.
    pub(super) count: u8,
    /// How many indicators it has.
    pub(super) of: u8,
    /// The mean of the known ratings, in units of parts: of one size for a partner.
    pub(super) mean: i128,
    /// Units in a part.
    pub(super) unit: i128,
    /// Parts in a point.
    pub(super) parts: i128,
}

impl Known {
    /// The mean of the known ratings.
    pub(super) fn mark(&self) -> Option<Mark> {
        if self.count > 0 { Mark::new(self.mean, self.unit * self.parts) } else { None }
    }

    /// The sum of the known ratings, in units of points: whole, as the unit is the denominator of the only rating that is
    /// not.
    pub(super) fn sum(&self) -> i128 {
        self.mean * i128::from(self.count) / self.parts
    }

    /// What the known indicators bring to the mean over all indicators, as the nearest f64. Equal ratings give equal
    /// numbers: both parts of the fraction are exact, so that it is rounded once.
    pub(super) fn points(&self) -> f64 {
        self.sum() as f64 / (self.unit * i128::from(self.of)) as f64
    }

    /// The sum of all ratings if every unknown one were `points`, in units of points.
    pub(super) fn sum_with_unknown_at(&self, points: i128) -> i128 {
        self.sum() + points * self.unit * i128::from(self.of - self.count)
    }

    /// The share of the indicators that is known, in parts of [`WHOLE`].
    pub(super) fn coverage(&self) -> i128 {
        i128::from(self.count) * part_of(self.of)
    }
}
