//! How much is stored, and how much room that leaves.

use std::iter::Sum;
use std::ops::Add;

use crate::exchange::Tree;

/// The largest payload that is saved where there is no store of blobs, in UTF-16 code units: 25,000 referrals, packed.
pub const PAYLOAD_LIMIT: usize = 500_000;

/// The largest payload that is saved where there is one: the largest file, should nothing of it compress.
pub const LARGE_PAYLOAD_LIMIT: usize = Tree::LARGEST_FILE / 3 * 4 + 1_000;

/// What all keys together may take, in UTF-16 code units. Browsers allow about five million: two
/// generations at their limit fit with room for what is put aside and for other workspaces.
pub const STORE_LIMIT: usize = 2_400_000;

/// The size of a text as a file (UTF-8 bytes) and as a browser counts it in its store (UTF-16 code units).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Size {
    /// Bytes of the text as UTF-8.
    pub utf8: usize,
    /// Code units of the text as UTF-16.
    pub utf16: usize,
}

impl Size {
    /// The size of `text`.
    #[must_use]
    pub fn of(text: &str) -> Self {
        let utf8 = text.len();
        Self { utf8, utf16: if text.is_ascii() { utf8 } else { text.encode_utf16().count() } }
    }
}

impl Add for Size {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self { utf8: self.utf8 + other.utf8, utf16: self.utf16 + other.utf16 }
    }
}

impl Sum for Size {
    fn sum<I: Iterator<Item = Self>>(sizes: I) -> Self {
        sizes.fold(Self::default(), Add::add)
    }
}

/// What is used of what may be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Meter {
    /// What all keys and their texts take.
    pub used: Size,
    /// What they may take, in UTF-16 code units.
    pub limit: usize,
}

/// How full a store is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// Below 70% of the limit.
    Fine,
    /// From 70% of the limit.
    Warn,
    /// At the limit or beyond.
    Full,
}

impl Meter {
    /// How full the store is.
    #[must_use]
    pub fn level(self) -> Level {
        if self.used.utf16 >= self.limit {
            Level::Full
        } else if self.used.utf16 >= self.limit / 10 * 7 {
            Level::Warn
        } else {
            Level::Fine
        }
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("", 0, 0)]
    #[case("abc", 3, 3)]
    #[case("Müller", 7, 6)]
    #[case("€", 3, 1)]
    #[case("🎈", 4, 2)]
    fn counts_bytes_and_code_units(#[case] text: &str, #[case] utf8: usize, #[case] utf16: usize) {
        assert_eq!(Size::of(text), Size { utf8, utf16 });
    }

    #[rstest]
    #[case(0, Level::Fine)]
    #[case(1_679_999, Level::Fine)]
    #[case(1_680_000, Level::Warn)]
    #[case(2_399_999, Level::Warn)]
    #[case(2_400_000, Level::Full)]
    fn warns_from_seventy_percent(#[case] utf16: usize, #[case] level: Level) {
        let meter = Meter { used: Size { utf8: 0, utf16 }, limit: STORE_LIMIT };
        assert_eq!(meter.level(), level);
    }
}
