use std::fmt;

use super::Mark;
use crate::value::{Rate, Side};

/// How many clients each of the two has, and how many of them they share. Shared clients are on both lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Overlap {
    yours: u32,
    theirs: u32,
    shared: u32,
}

/// Counts that fit no two lists of clients.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OverlapError {
    /// More clients are shared than one of the two has.
    SharedAboveList {
        /// Whose list is too short.
        side: Side,
    },
    /// A list of more than [`Overlap::MOST_CLIENTS`].
    TooMany,
}

impl fmt::Display for OverlapError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            OverlapError::SharedAboveList { side: Side::You } => {
                f.write_str("you cannot share more clients than you have")
            }
            OverlapError::SharedAboveList { side: Side::Them } => {
                f.write_str("you cannot share more clients than they have")
            }
            OverlapError::TooMany => write!(f, "a list has at most {} clients", Overlap::MOST_CLIENTS),
        }
    }
}

impl std::error::Error for OverlapError {}

/// A share of shared clients that is held against a band, and what it is worth.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OverlapFigure {
    /// The shared clients in it.
    pub shared: u32,
    /// Out of so many, above zero.
    pub of: u32,
    /// The rating.
    pub mark: Mark,
    /// Where it lies against its band.
    pub place: OverlapPlace,
}

/// Where an overlap lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OverlapPlace {
    /// Below the band: little in common.
    Little,
    /// In the band, its edges included.
    Healthy,
    /// Above the band: the two may compete.
    Much,
}

impl OverlapFigure {
    /// The share, to the nearest part per million.
    #[must_use]
    pub fn rate(&self) -> Rate {
        Rate::of_whole(self.shared.into(), self.of.into()).unwrap_or_default()
    }
}

/// The shares of shared clients that are rated 100, in whole percent: between 0 and 100, both excluded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct OverlapBand {
    low: u8,
    high: u8,
}

/// A band that is not between 0 and 100%, or whose low edge is above the high one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OverlapBandError;

impl fmt::Display for OverlapBandError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the band lies between 1% and 99%, the low edge first")
    }
}

impl std::error::Error for OverlapBandError {}

impl Default for OverlapBand {
    fn default() -> OverlapBand {
        OverlapBand::USUAL
    }
}

impl OverlapBand {
    /// 40% to 60% of a list: the article's claim, unverified.
    pub const USUAL: OverlapBand = OverlapBand { low: 40, high: 60 };
    /// 25% to 43% of all clients of the two: what 40% and 60% come to when the lists are equally long.
    pub const TOGETHER: OverlapBand = OverlapBand { low: 25, high: 43 };

    /// A band in whole percent.
    ///
    /// # Errors
    /// [`OverlapBandError`] unless 0 < low ≤ high < 100.
    pub const fn new(low: u8, high: u8) -> Result<OverlapBand, OverlapBandError> {
        if 0 < low && low <= high && high < 100 { Ok(OverlapBand { low, high }) } else { Err(OverlapBandError) }
    }

    /// The low edge, in percent.
    #[must_use]
    pub const fn low(self) -> u8 {
        self.low
    }

    /// The high edge, in percent.
    #[must_use]
    pub const fn high(self) -> u8 {
        self.high
    }

    /// The rating of a share, piecewise linear through (0%, 0), (low, 100), (high, 100) and (100%, 0); no figure for a
    /// share of nothing.
    #[must_use]
    pub fn rate(self, shared: u32, of: u32) -> Option<OverlapFigure> {
        let (part, whole) = (i128::from(shared), i128::from(of));
        let (low, high) = (i128::from(self.low), i128::from(self.high));
        let (mark, place) = if 100 * part < low * whole {
            (Mark::new(10_000 * part, low * whole)?, OverlapPlace::Little)
        } else if 100 * part > high * whole {
            (Mark::new(10_000 * (whole - part), (100 - high) * whole)?, OverlapPlace::Much)
        } else {
            (Mark::FULL, OverlapPlace::Healthy)
        };
        (of > 0).then_some(OverlapFigure { shared, of, mark, place })
    }
}

/// Which overlap is scored, and by which band.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct OverlapScale {
    /// Of whose clients the shared ones are counted.
    pub scored: Side,
    /// The shares that are rated 100.
    pub band: OverlapBand,
}

impl OverlapScale {
    /// Of your clients, by the usual band.
    pub const USUAL: OverlapScale = OverlapScale { scored: Side::You, band: OverlapBand::USUAL };
}

impl Default for OverlapScale {
    fn default() -> OverlapScale {
        OverlapScale::USUAL
    }
}

impl Overlap {
    /// The most clients that a list can have.
    pub const MOST_CLIENTS: u32 = 100_000;

    /// The overlap of two lists of clients.
    ///
    /// # Errors
    /// [`OverlapError`] when more are shared than a list has, or a list is too long.
    pub const fn new(yours: u32, theirs: u32, shared: u32) -> Result<Overlap, OverlapError> {
        if yours > Self::MOST_CLIENTS || theirs > Self::MOST_CLIENTS {
            Err(OverlapError::TooMany)
        } else if shared > yours {
            Err(OverlapError::SharedAboveList { side: Side::You })
        } else if shared > theirs {
            Err(OverlapError::SharedAboveList { side: Side::Them })
        } else {
            Ok(Overlap { yours, theirs, shared })
        }
    }

    /// How many clients you have.
    #[must_use]
    pub const fn yours(&self) -> u32 {
        self.yours
    }

    /// How many clients they have.
    #[must_use]
    pub const fn theirs(&self) -> u32 {
        self.theirs
    }

    /// How many clients are on both lists.
    #[must_use]
    pub const fn shared(&self) -> u32 {
        self.shared
    }

    /// What is shared of one side's clients; no figure for an empty list.
    #[must_use]
    pub fn of(&self, side: Side, band: OverlapBand) -> Option<OverlapFigure> {
        let of = match side {
            Side::You => self.yours,
            Side::Them => self.theirs,
        };
        band.rate(self.shared, of)
    }

    /// What is shared of all clients of the two (Jaccard), with its own band; no figure where neither has any.
    #[must_use]
    pub fn together(&self) -> Option<OverlapFigure> {
        OverlapBand::TOGETHER.rate(self.shared, self.yours + self.theirs - self.shared)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use OverlapPlace::{Healthy, Little, Much};

    #[track_caller]
    fn check(band: OverlapBand, shared: u32, of: u32, mark: (i128, i128), place: OverlapPlace) {
        let figure = band.rate(shared, of).unwrap();
        assert_eq!((figure.mark, figure.place), (Mark::new(mark.0, mark.1).unwrap(), place), "{shared} of {of}");
    }

    #[test]
    fn a_quarter_is_rated_62_and_a_half_with_a_flag_and_55_percent_in_full() {
        check(OverlapBand::USUAL, 25, 100, (125, 2), Little);
        check(OverlapBand::USUAL, 55, 100, (100, 1), Healthy);
    }

    #[test]
    fn the_rating_rises_to_the_band_and_falls_from_it() {
        for (shared, mark, place) in [
            (0, (0, 1), Little),
            (1, (5, 2), Little),
            (39, (195, 2), Little),
            (40, (100, 1), Healthy),
            (60, (100, 1), Healthy),
            (61, (195, 2), Much),
            (80, (50, 1), Much),
            (100, (0, 1), Much),
        ] {
            check(OverlapBand::USUAL, shared, 100, mark, place);
        }
        // Just beside the edges.
        check(OverlapBand::USUAL, 39_999, 100_000, (39_999 * 100, 40_000), Little);
        check(OverlapBand::USUAL, 60_001, 100_000, (39_999 * 100, 40_000), Much);
    }

    #[test]
    fn all_clients_together_have_a_band_of_their_own() {
        let together = |yours, theirs, shared| Overlap::new(yours, theirs, shared).unwrap().together().unwrap();
        let quarter = together(50, 75, 25);
        assert_eq!((quarter.shared, quarter.of, quarter.place), (25, 100, Healthy));
        check(OverlapBand::TOGETHER, 43, 100, (100, 1), Healthy);
        check(OverlapBand::TOGETHER, 10, 100, (40, 1), Little);
        check(OverlapBand::TOGETHER, 62, 100, (3_800, 57), Much);
    }

    #[test]
    fn each_side_has_its_own_share() {
        let overlap = Overlap::new(100, 40, 25).unwrap();
        let rate = |side| overlap.of(side, OverlapBand::USUAL).unwrap().rate().ppm();
        assert_eq!((rate(Side::You), rate(Side::Them)), (250_000, 625_000));
        assert_eq!(overlap.together().unwrap().rate().ppm(), 217_391);
    }

    #[test]
    fn an_empty_list_gives_no_figure() {
        let overlap = Overlap::new(0, 10, 0).unwrap();
        assert_eq!(overlap.of(Side::You, OverlapBand::USUAL), None);
        assert_eq!(overlap.of(Side::Them, OverlapBand::USUAL).unwrap().mark, Mark::ZERO);
        assert_eq!(overlap.together().unwrap().mark, Mark::ZERO);
        assert_eq!(Overlap::new(0, 0, 0).unwrap().together(), None);
    }

    #[test]
    fn counts_that_fit_no_lists_are_refused() {
        let side = |side| Err(OverlapError::SharedAboveList { side });
        assert_eq!(Overlap::new(10, 20, 11), side(Side::You));
        assert_eq!(Overlap::new(20, 10, 11), side(Side::Them));
        assert_eq!(Overlap::new(100_001, 1, 0), Err(OverlapError::TooMany));
        assert!(Overlap::new(100_000, 100_000, 100_000).is_ok());
        for (low, high) in [(0, 60), (61, 60), (40, 100)] {
            assert_eq!(OverlapBand::new(low, high), Err(OverlapBandError));
        }
        assert_eq!(OverlapBand::new(40, 60), Ok(OverlapBand::USUAL));
    }
}
