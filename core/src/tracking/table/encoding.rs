use std::fmt;
use std::sync::Arc;

/// How the bytes of a file are text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8, with or without a byte order mark.
    Utf8,
    /// UTF-16, the lower byte first, as Excel writes "Unicode text".
    Utf16Le,
    /// UTF-16, the higher byte first.
    Utf16Be,
    /// Windows-1252, as Excel writes "CSV" in the west.
    Windows1252,
}

/// Bytes that are no text in the encoding that the file seems to be in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DecodeError {
    /// The encoding.
    pub encoding: Encoding,
    /// The first byte that is no part of a character, counted from 1.
    pub byte: usize,
}

impl fmt::Display for Encoding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Encoding::Utf8 => "UTF-8",
            Encoding::Utf16Le | Encoding::Utf16Be => "UTF-16",
            Encoding::Windows1252 => "Windows-1252",
        })
    }
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let DecodeError { encoding, byte } = self;
        write!(
            f,
            "byte {byte} is no character in {encoding}; open the file in your spreadsheet and save it as CSV UTF-8"
        )
    }
}

impl std::error::Error for DecodeError {}

/// How many bytes decide whether a file without a byte order mark is UTF-16.
const SAMPLE: usize = 4_096;

/// The bytes of a file while they are being made text, some of them at a time.
#[derive(Debug)]
pub struct Decoding {
    file: Arc<Vec<u8>>,
    encoding: Encoding,
    /// Whether the file says itself how it is encoded.
    is_marked: bool,
    text: String,
    /// How many bytes are text.
    at: usize,
}

impl Decoding {
    /// A file of which nothing is text yet. It is what its byte order mark says, else what its zeros do, else UTF-8, until
    /// something is no part of a character: then it is Windows-1252.
    #[must_use]
    pub fn new(file: Arc<Vec<u8>>) -> Decoding {
        let (encoding, mark) = match file.as_slice() {
            [0xEF, 0xBB, 0xBF, ..] => (Encoding::Utf8, 3),
            [0xFF, 0xFE, ..] => (Encoding::Utf16Le, 2),
            [0xFE, 0xFF, ..] => (Encoding::Utf16Be, 2),
            bytes => (zeros(bytes).unwrap_or(Encoding::Utf8), 0),
        };
        Decoding { encoding, is_marked: mark > 0, text: String::with_capacity(file.len()), at: mark, file }
    }

    /// Makes about so many bytes more text; all of the text without its byte order mark, once it is, and how it was encoded.
    ///
    /// # Errors
    /// [`DecodeError`] at the first byte that is no character.
    pub fn advance(&mut self, bytes: usize) -> Result<Option<(String, Encoding)>, DecodeError> {
        let file = Arc::clone(&self.file);
        // No character is longer.
        let until = self.at.saturating_add(bytes.max(4)).min(file.len());
        let piece = file.get(self.at..until).unwrap_or_default();
        let is_last = until == file.len();
        let read = match self.encoding {
            Encoding::Utf8 => utf8(piece, is_last, &mut self.text),
            Encoding::Utf16Le => utf16(piece, is_last, u16::from_le_bytes, &mut self.text),
            Encoding::Utf16Be => utf16(piece, is_last, u16::from_be_bytes, &mut self.text),
            Encoding::Windows1252 => windows_1252(piece, &mut self.text),
        };
        match read {
            Ok(read) => self.at += read,
            Err(_) if self.encoding == Encoding::Utf8 && !self.is_marked => {
                self.text.clear();
                (self.encoding, self.at) = (Encoding::Windows1252, 0);
                return Ok(None);
            }
            Err(before) => return Err(DecodeError { encoding: self.encoding, byte: self.at + before + 1 }),
        }
        Ok((self.at >= file.len()).then(|| (std::mem::take(&mut self.text), self.encoding)))
    }

    /// How many bytes are text, and how many there are.
    #[must_use]
    pub fn progress(&self) -> (usize, usize) {
        (self.at, self.file.len())
    }
}

/// UTF-16 by its zeros: most characters of a table are ASCII, whose higher byte is zero, and no lower byte is.
fn zeros(bytes: &[u8]) -> Option<Encoding> {
    let (pairs, _) = bytes.get(..SAMPLE.min(bytes.len()))?.as_chunks::<2>();
    let first = pairs.iter().filter(|[first, _]| *first == 0).count();
    let second = pairs.iter().filter(|[_, second]| *second == 0).count();
    match (first, second) {
        (0, high) if high * 2 > pairs.len() => Some(Encoding::Utf16Le),
        (high, 0) if high * 2 > pairs.len() => Some(Encoding::Utf16Be),
        _ => None,
    }
}

/// The text of a file, without its byte order mark, and how it was encoded.
///
/// # Errors
/// [`DecodeError`] at the first byte that is no character.
pub fn decode(bytes: &[u8]) -> Result<(String, Encoding), DecodeError> {
    let mut decoding = Decoding::new(Arc::new(bytes.to_vec()));
    loop {
        if let Some(decoded) = decoding.advance(usize::MAX)? {
            return Ok(decoded);
        }
    }
}

/// Adds what a piece of a file says to a text. How many bytes were read: a character that the piece cuts is left. Or how many
/// are good before the first that is no part of a character.
type Read = Result<usize, usize>;

fn utf8(piece: &[u8], is_last: bool, text: &mut String) -> Read {
    let good = match str::from_utf8(piece) {
        Ok(all) => all,
        Err(error) => {
            let good = piece.get(..error.valid_up_to()).and_then(|good| str::from_utf8(good).ok()).unwrap_or_default();
            if error.error_len().is_some() || is_last {
                return Err(good.len());
            }
            good
        }
    };
    text.push_str(good);
    Ok(good.len())
}

fn utf16(piece: &[u8], is_last: bool, unit: fn([u8; 2]) -> u16, text: &mut String) -> Read {
    let (pairs, rest) = piece.as_chunks::<2>();
    let mut read = 0;
    for character in char::decode_utf16(pairs.iter().map(|&pair| unit(pair))) {
        match character {
            Ok(character) => {
                read += character.len_utf16() * 2;
                text.push(character);
            }
            // Its other half may come with the next piece.
            Err(_) if !is_last && read + 2 == pairs.len() * 2 => return Ok(read),
            Err(_) => return Err(read),
        }
    }
    if is_last && !rest.is_empty() { Err(read) } else { Ok(read) }
}

/// The characters of the bytes 0x80 to 0x9F; the five that have none are refused, where a browser would make control
/// characters of them. All other bytes are as in Latin-1. <https://encoding.spec.whatwg.org/index-windows-1252.txt>
const HIGH: [Option<char>; 32] = [
    Some('€'),
    None,
    Some('‚'),
    Some('ƒ'),
    Some('„'),
    Some('…'),
    Some('†'),
    Some('‡'),
    Some('ˆ'),
    Some('‰'),
    Some('Š'),
    Some('‹'),
    Some('Œ'),
    None,
    Some('Ž'),
    None,
    None,
    Some('‘'),
    Some('’'),
    Some('“'),
    Some('”'),
    Some('•'),
    Some('–'),
    Some('—'),
    Some('˜'),
    Some('™'),
    Some('š'),
    Some('›'),
    Some('œ'),
    None,
    Some('ž'),
    Some('Ÿ'),
];

fn windows_1252(piece: &[u8], text: &mut String) -> Read {
    for (place, &byte) in piece.iter().enumerate() {
        text.push(match byte {
            0x80..=0x9F => HIGH.get(usize::from(byte - 0x80)).copied().flatten().ok_or(place)?,
            _ => char::from(byte),
        });
    }
    Ok(piece.len())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn reads_what_spreadsheets_write() {
        for (bytes, text, encoding) in [
            (&b"a,b"[..], "a,b", Encoding::Utf8),
            (b"", "", Encoding::Utf8),
            (b"\xEF\xBB\xBFa,\xC3\xA9", "a,é", Encoding::Utf8),
            (b"a,\xC3\xA9", "a,é", Encoding::Utf8),
            (b"\xFF\xFEa\0,\0\xE9\0", "a,é", Encoding::Utf16Le),
            (b"\xFE\xFF\0a\0,\0\xE9", "a,é", Encoding::Utf16Be),
            (b"a\0,\0b\0\xAC\x20", "a,b€", Encoding::Utf16Le),
            (b"\0a\0,\0b\x20\xAC", "a,b€", Encoding::Utf16Be),
            (b"\xFF\xFE\x3D\xD8\x00\xDE", "😀", Encoding::Utf16Le),
            (b"Caf\xE9 \x80 \x9F", "Café € Ÿ", Encoding::Windows1252),
        ] {
            assert_eq!(decode(bytes), Ok((text.to_owned(), encoding)), "{bytes:?}");
        }
        assert_eq!(HIGH.iter().flatten().count(), 27);
    }

    #[test]
    fn refuses_what_is_no_character_by_its_place() {
        for (bytes, encoding, byte) in [
            (&b"\xEF\xBB\xBFa\xE9b"[..], Encoding::Utf8, 5),
            (b"caf\xE9\x81", Encoding::Windows1252, 5),
            (b"\xFF\xFEa\0\x00\xD8b\0", Encoding::Utf16Le, 5),
            (b"\xFF\xFEa\0\x00\xDC", Encoding::Utf16Le, 5),
            (b"\xFF\xFEa\0b", Encoding::Utf16Le, 5),
        ] {
            assert_eq!(decode(bytes), Err(DecodeError { encoding, byte }), "{bytes:?}");
        }
        let error = decode(b"caf\xE9\x81").unwrap_err().to_string();
        assert!(error.starts_with("byte 5 is no character in Windows-1252; "), "{error}");
    }
}
