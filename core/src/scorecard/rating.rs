use std::fmt;

use super::Mark;
use crate::value::Note;

/// A rating to the point: a whole number from 0 to 100.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Points(u8);

/// Points above 100.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PointsError;

impl fmt::Display for PointsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a rating is a whole number from 0 to 100")
    }
}

impl std::error::Error for PointsError {}

impl Points {
    /// So many points.
    ///
    /// # Errors
    /// [`PointsError`] above 100.
    pub const fn new(points: u8) -> Result<Points, PointsError> {
        if points > 100 { Err(PointsError) } else { Ok(Points(points)) }
    }

    /// The points.
    #[must_use]
    pub const fn get(self) -> u8 {
        self.0
    }
}

/// How a partner does on one indicator.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum Rating {
    /// Nobody knows yet.
    #[default]
    Unknown,
    /// Weak: 20 of 100.
    Weak,
    /// Mixed: 50 of 100.
    Mixed,
    /// Strong: 80 of 100.
    Strong,
    /// To the point.
    Exact(Points),
}

impl Rating {
    /// The ratings in words, as they are offered.
    pub const IN_WORDS: [Rating; 4] = [Rating::Weak, Rating::Mixed, Rating::Strong, Rating::Unknown];

    /// The points that it counts for; none for what is unknown.
    #[must_use]
    pub const fn points(self) -> Option<u8> {
        match self {
            Rating::Unknown => None,
            Rating::Weak => Some(20),
            Rating::Mixed => Some(50),
            Rating::Strong => Some(80),
            Rating::Exact(points) => Some(points.get()),
        }
    }

    /// The same as a mark.
    #[must_use]
    pub fn mark(self) -> Option<Mark> {
        self.points().map(Mark::whole)
    }
}

/// A rating, and what it rests on.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Judgement {
    /// The rating.
    pub rating: Rating,
    /// The evidence for it.
    pub evidence: Note,
}

impl Judgement {
    /// Whether it says nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rating == Rating::Unknown && self.evidence.is_empty()
    }
}

impl From<Rating> for Judgement {
    fn from(rating: Rating) -> Judgement {
        Judgement { rating, evidence: Note::default() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_count_for_20_50_and_80() {
        let points = Rating::IN_WORDS.map(Rating::points);
        assert_eq!(points, [Some(20), Some(50), Some(80), None]);
        assert_eq!(Points::new(100).map(|points| Rating::Exact(points).points()), Ok(Some(100)));
        assert_eq!(Points::new(101), Err(PointsError));
        assert!(Judgement::default().is_empty() && !Judgement::from(Rating::Weak).is_empty());
    }
}
