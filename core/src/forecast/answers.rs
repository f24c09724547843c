use super::{Evidence, Help, Norm};
use crate::value::{Money, Quantity, Range, RangeError, Rate, Side, Sides};

/// Who introduces clients to whom.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Direction {
    /// The partner introduces clients to you: you pay.
    #[default]
    TheyIntroduce,
    /// You introduce clients to the partner: they pay.
    YouIntroduce,
}

impl Direction {
    /// Who receives the clients, does the work and pays.
    #[must_use]
    pub const fn receiver(self) -> Side {
        match self {
            Direction::TheyIntroduce => Side::You,
            Direction::YouIntroduce => Side::Them,
        }
    }
}

/// How an answer was given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Given {
    /// The user typed it.
    Typed,
    /// Counted in the user's own rows, this many of them.
    Rows(u32),
}

/// Where a figure comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// The user typed it.
    Typed,
    /// The user's own rows, this many of them.
    Rows(u32),
    /// Nobody said; a default of ours.
    Guess,
}

impl From<Given> for Source {
    fn from(given: Given) -> Source {
        match given {
            Given::Typed => Source::Typed,
            Given::Rows(rows) => Source::Rows(rows),
        }
    }
}

/// What the user says a quantity is: a usual value, and how low and high it goes if they know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Estimate<T> {
    likely: T,
    low: Option<T>,
    high: Option<T>,
    given: Given,
}

impl<T: Copy + Ord> Estimate<T> {
    /// An estimate.
    ///
    /// # Errors
    /// [`RangeError`] unless low ≤ likely ≤ high.
    pub fn new(likely: T, low: Option<T>, high: Option<T>, given: Given) -> Result<Estimate<T>, RangeError> {
        Range::new(low.unwrap_or(likely), likely, high.unwrap_or(likely))?;
        Ok(Estimate { likely, low, high, given })
    }

    /// The whole of a range.
    #[must_use]
    pub fn ranged(range: Range<T>, given: Given) -> Estimate<T> {
        Estimate { likely: range.likely(), low: Some(range.low()), high: Some(range.high()), given }
    }

    /// The usual value, typed, with nothing said about low and high.
    #[must_use]
    pub fn typed(likely: T) -> Estimate<T> {
        Estimate { likely, low: None, high: None, given: Given::Typed }
    }

    /// The usual value.
    #[must_use]
    pub fn likely(&self) -> T {
        self.likely
    }

    /// How low it goes, if that was said.
    #[must_use]
    pub fn low(&self) -> Option<T> {
        self.low
    }

    /// How high it goes, if that was said.
    #[must_use]
    pub fn high(&self) -> Option<T> {
        self.high
    }

    /// How it was given.
    #[must_use]
    pub fn given(&self) -> Given {
        self.given
    }
}

/// What the user has said so far. Every answer may be missing; [`Answers::assume`] fills the gaps.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Answers {
    /// Who introduces clients to whom.
    pub direction: Direction,
    /// Introductions a year.
    pub introductions: Option<Estimate<Quantity>>,
    /// How many of a year's introductions become paid work.
    pub projects: Option<Estimate<Quantity>>,
    /// What a project is worth.
    pub value: Option<Estimate<Money>>,
    /// Over how many months a project is billed.
    pub months: Option<Estimate<u16>>,
    /// The share of a bill that is costs passed on.
    pub pass_through: Option<Estimate<Rate>>,
    /// Of what is billed without passed-on costs, the share left after delivering.
    pub margin: Option<Estimate<Rate>>,
    /// The share of these clients that would have come anyway.
    pub came_anyway: Option<Estimate<Rate>>,
    /// What an hour of each party is worth.
    pub hour: Sides<Option<Money>>,
    /// What kind of help the introductions come with.
    pub help: Help,
    /// The usual rate and band, if the user's trade has others than ours.
    pub norm: Option<Norm>,
    /// Introductions and projects counted in the user's rows, where the share of introductions that become projects comes
    /// from there.
    pub counted: Option<Evidence>,
}

impl Answers {
    /// Whether any of the three that it takes is given.
    #[must_use]
    pub fn are_begun(&self) -> bool {
        self.introductions.is_some() || self.projects.is_some() || self.value.is_some()
    }

    /// Whether there is enough to compare on: introductions, projects and what a project is worth.
    #[must_use]
    pub fn are_enough(&self) -> bool {
        self.introductions.is_some() && self.projects.is_some() && self.value.is_some()
    }

    /// The most introductions a year that are compared. Far above what one professional receives.
    pub const MOST_INTRODUCTIONS: u32 = 500;
    /// The most months over which a project is billed.
    pub const MOST_MONTHS: u16 = 60;

    /// The introductions and projects that the answers rest on: rows where their share was counted, else the year that
    /// the user described.
    #[must_use]
    pub fn evidence(&self) -> Evidence {
        let whole = |estimate: Option<Estimate<Quantity>>| {
            let count = estimate.map_or(0, |e| e.likely().wide() / Quantity::SCALE);
            u32::try_from(count).unwrap_or(u32::MAX)
        };
        self.counted.unwrap_or(Evidence { introductions: whole(self.introductions), projects: whole(self.projects) })
    }
}
