//! The text of one stored generation, and the text of the pointer.
//!
//! A record is one line of ASCII, then the payload as it is:
//!
//! ```text
//! concord-store <version> <generation> <bytes of the payload> <SHA-256>
//! ```
//!
//! The checksum covers the line up to it and the payload. Every later version keeps this first line: so
//! an older page tells a newer record, whose checksum holds, from a damaged one. The pointer is
//! `<slot> <generation> <SHA-256>`, which names the record and not only its place.

use std::fmt;
use std::sync::Arc;

use sha2::{Digest, Sha256};

use super::Slot;

const NAME: &str = "concord-store";
const VERSION: u32 = 1;

/// The number of a saved state. A later save has a higher one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Generation(u64);

impl Generation {
    pub(super) const NONE: Self = Self(0);

    pub(super) fn next(self) -> Self {
        Self(self.0.saturating_add(1))
    }

    /// The number itself, from 1.
    #[must_use]
    pub fn number(self) -> u64 {
        self.0
    }
}

impl fmt::Display for Generation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// What tells one record from every other: its generation and its checksum.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Stamp {
    pub(super) generation: Generation,
    checksum: Checksum,
}

impl Stamp {
    /// The text of the pointer to this record in `slot`.
    pub(super) fn pointer(self, slot: Slot) -> String {
        format!("{slot} {} {}", self.generation, self.checksum)
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Checksum([u8; 32]);

impl Checksum {
    /// As long as any.
    pub(super) const NONE: Self = Self([0; 32]);

    pub(super) fn of(claims: &str, payload: &str) -> Self {
        let mut hash = Sha256::new();
        hash.update(claims);
        hash.update("\n");
        hash.update(payload);
        Self(hash.finalize().into())
    }
}

impl fmt::Display for Checksum {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

/// A record whose checksum holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Record {
    pub(super) stamp: Stamp,
    pub(super) text: Arc<str>,
}

/// Why a text is no record that this version can open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unopened {
    Header,
    Length,
    Checksum,
    Newer,
}

impl Record {
    pub(super) fn seal(generation: Generation, payload: &str) -> Self {
        let claims = format!("{NAME} {VERSION} {generation} {}", payload.len());
        let checksum = Checksum::of(&claims, payload);
        Self { stamp: Stamp { generation, checksum }, text: format!("{claims} {checksum}\n{payload}").into() }
    }

    pub(super) fn open(text: &Arc<str>) -> Result<Self, Unopened> {
        let (header, payload) = text.split_once('\n').ok_or(Unopened::Header)?;
        let (claims, claimed) = header.rsplit_once(' ').ok_or(Unopened::Header)?;
        let (version, generation, length) = read_claims(claims).ok_or(Unopened::Header)?;
        if length != payload.len() {
            return Err(Unopened::Length);
        }
        let checksum = Checksum::of(claims, payload);
        if checksum.to_string() != claimed {
            return Err(Unopened::Checksum);
        }
        if version > VERSION {
            return Err(Unopened::Newer);
        }
        Ok(Self { stamp: Stamp { generation, checksum }, text: Arc::clone(text) })
    }

    pub(super) fn payload(&self) -> &str {
        self.text.split_once('\n').map_or("", |(_, payload)| payload)
    }
}

fn read_claims(claims: &str) -> Option<(u32, Generation, usize)> {
    let mut words = claims.strip_prefix(NAME)?.strip_prefix(' ')?.split(' ');
    let version = words.next()?.parse().ok()?;
    let generation = Generation(words.next()?.parse().ok()?);
    let length = words.next()?.parse().ok()?;
    words.next().is_none().then_some((version, generation, length))
}

/// The generation that a well-formed pointer names.
pub(super) fn read_pointer(text: &str) -> Option<Generation> {
    let mut words = text.split(' ');
    words.next().filter(|slot| ["a", "b"].contains(slot))?;
    let generation = Generation(words.next()?.parse().ok()?);
    let checksum = words.next()?;
    (is_checksum(checksum) && words.next().is_none()).then_some(generation)
}

/// Whether a word is written as checksums are.
pub(super) fn is_checksum(word: &str) -> bool {
    word.len() == 64 && word.bytes().all(|byte| byte.is_ascii_hexdigit())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, clippy::string_slice)]

    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case::empty("")]
    #[case::json(r#"{"partners":[1,2]}"#)]
    #[case::lines("first\nsecond\n")]
    #[case::beyond_ascii("Müller & Söhne 🎈 \u{202e}x")]
    fn opens_what_was_sealed(#[case] payload: &str) {
        let sealed = Record::seal(Generation(7), payload);
        let opened = Record::open(&sealed.text).unwrap();
        assert_eq!(opened, sealed);
        assert_eq!(opened.payload(), payload);
        assert_eq!(opened.stamp.generation.number(), 7);
    }

    /// The figure is `printf 'concord-store 1 7 2\n{}' | sha256sum`.
    #[test]
    fn seals_in_the_written_format() {
        assert_eq!(
            &*Record::seal(Generation(7), "{}").text,
            "concord-store 1 7 2 dc45bdf85d520950a9363977d587b0aab2ca55c8a1417c32ff2fe7ed57a32cce\n{}"
        );
    }

    #[test]
    fn opens_no_text_with_any_one_bit_changed() {
        let sealed = Record::seal(Generation(12), r#"{"a":1}"#).text.as_bytes().to_vec();
        for at in 0..sealed.len() {
            for bit in 0..7 {
                let mut bytes = sealed.clone();
                bytes[at] ^= 1 << bit;
                let text: Arc<str> = String::from_utf8(bytes).unwrap().into();
                let damage = Record::open(&text).expect_err(&text);
                assert_ne!(damage, Unopened::Newer, "{text}");
            }
        }
    }

    #[test]
    fn opens_no_text_cut_short_or_grown() {
        let sealed = Record::seal(Generation(12), r#"{"a":1}"#).text;
        for length in 0..sealed.len() {
            assert!(Record::open(&sealed[..length].into()).is_err(), "{length}");
        }
        assert_eq!(Record::open(&format!("{sealed} ").into()), Err(Unopened::Length));
    }

    #[test]
    fn tells_a_newer_record_from_a_damaged_one() {
        let claims = "concord-store 2 9 2";
        let newer = format!("{claims} {}\n{{}}", Checksum::of(claims, "{}"));
        assert_eq!(Record::open(&newer.as_str().into()), Err(Unopened::Newer));
        assert_eq!(Record::open(&newer.replace("{}", "{1").into()), Err(Unopened::Checksum));
    }

    #[test]
    fn a_pointer_names_its_record_and_nothing_else_is_a_pointer() {
        let stamp = Record::seal(Generation(7), "{}").stamp;
        let pointer = stamp.pointer(Slot::B);
        assert_eq!(read_pointer(&pointer), Some(Generation(7)));
        for length in 0..pointer.len() {
            assert_eq!(read_pointer(&pointer[..length]), None, "{length}");
        }
        for garbage in ["c 7 00", "a x", "null", "a 7  ", &format!("{pointer} ")] {
            assert_eq!(read_pointer(garbage), None, "{garbage}");
        }
    }
}
