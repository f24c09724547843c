//! Payloads that were compressed before they were saved. Compressing is the caller's; this is how it is written down.
//!
//! ```text
//! concord-packed <version> <bytes of the payload> <deflate, in base64>
//! ```

use base64::Engine;
use base64::engine::general_purpose::STANDARD_NO_PAD as ARMOUR;

use crate::exchange::Tree;

const NAME: &str = "concord-packed";
const VERSION: u32 = 1;

/// A payload that was compressed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Packed {
    /// How many bytes the payload has.
    pub length: usize,
    /// Those bytes as raw deflate.
    pub bytes: Vec<u8>,
}

impl Packed {
    /// From how many bytes on a payload is packed: that of about a thousand referrals. A smaller one can be read by a person
    /// wherever it is kept.
    pub const FROM: usize = 100_000;

    /// The payload to save.
    #[must_use]
    pub fn write(&self) -> String {
        let mut text = format!("{NAME} {VERSION} {} ", self.length);
        ARMOUR.encode_string(&self.bytes, &mut text);
        text
    }

    /// Whether a saved payload was packed, readable or not.
    #[must_use]
    pub fn is_packed(payload: &str) -> bool {
        payload.split(' ').next() == Some(NAME)
    }

    /// What a saved payload holds; `None` if it was not packed, or not so that it can be unpacked.
    #[must_use]
    pub fn read(payload: &str) -> Option<Packed> {
        let (claims, armoured) = payload.rsplit_once(' ')?;
        let length =
            claims.strip_prefix(NAME)?.strip_prefix(' ')?.strip_prefix(&VERSION.to_string())?.strip_prefix(' ')?;
        let length = length.parse().ok().filter(|length| *length <= Tree::LARGEST_FILE)?;
        Some(Packed { length, bytes: ARMOUR.decode(armoured).ok()? })
    }

    /// To be given what unpacking brings.
    #[must_use]
    pub fn unpacking(&self) -> Unpacking {
        Unpacking { length: self.length, payload: Vec::with_capacity(self.length) }
    }
}

/// A payload as far as it is unpacked: never longer than it said, whatever comes.
#[derive(Debug)]
pub struct Unpacking {
    length: usize,
    payload: Vec<u8>,
}

impl Unpacking {
    /// Takes some more; false if that would be too much, and nothing more is to be unpacked.
    pub fn take(&mut self, bytes: &[u8]) -> bool {
        let fits = self.payload.len() + bytes.len() <= self.length;
        if fits {
            self.payload.extend_from_slice(bytes);
        }
        fits
    }

    /// The payload, if it is all there.
    #[must_use]
    pub fn finish(self) -> Option<String> {
        (self.payload.len() == self.length).then(|| String::from_utf8(self.payload).ok())?
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case::nothing(0, b"", "concord-packed 1 0 ")]
    #[case::one(1, b"\xff", "concord-packed 1 1 /w")]
    #[case::three(30_000_000, b"\x00\x10\x83", "concord-packed 1 30000000 ABCD")]
    fn is_written_as_its_length_and_base64(#[case] length: usize, #[case] bytes: &[u8], #[case] text: &str) {
        let packed = Packed { length, bytes: bytes.to_vec() };
        assert_eq!(packed.write(), text);
        assert!(Packed::is_packed(text));
        assert_eq!(Packed::read(text), Some(packed));
    }

    #[rstest]
    #[case::plain("{\"format\": 1}", false)]
    #[case::empty("", false)]
    #[case::another_name("concord-packed-2 1 1 /w", false)]
    #[case::name_alone("concord-packed", true)]
    #[case::newer("concord-packed 2 1 /w", true)]
    #[case::version_run_together("concord-packed 11 /w", true)]
    #[case::no_length("concord-packed 1 /w", true)]
    #[case::longer_than_any_file("concord-packed 1 40000001 /w", true)]
    #[case::no_base64("concord-packed 1 1 /?", true)]
    #[case::padded("concord-packed 1 1 /w==", true)]
    #[case::bits_left_over("concord-packed 1 1 /x", true)]
    fn what_cannot_be_unpacked_is_told_from_what_was_not_packed(#[case] payload: &str, #[case] is_packed: bool) {
        assert_eq!(Packed::read(payload), None);
        assert_eq!(Packed::is_packed(payload), is_packed);
    }

    #[test]
    fn unpacks_what_was_promised_and_no_byte_more() {
        let unpacked = |parts: &[&[u8]]| {
            let mut unpacking = Packed { length: 4, bytes: Vec::new() }.unpacking();
            let taken: Vec<bool> = parts.iter().map(|part| unpacking.take(part)).collect();
            (taken, unpacking.finish())
        };
        assert_eq!(unpacked(&[b"ab", b"cd"]), (vec![true, true], Some("abcd".to_owned())));
        assert_eq!(unpacked(&[b"abc"]), (vec![true], None));
        assert_eq!(unpacked(&[b"abc", b"de"]), (vec![true, false], None));
        assert_eq!(unpacked(&[b"\xffabc"]), (vec![true], None));
    }
}
