use std::fmt;

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

impl Encoding {
    /// What the bytes seem to be: by their byte order mark, by where their zeros are, else UTF-8 if they are, else
    /// Windows-1252.
    #[must_use]
    pub fn guess(bytes: &[u8]) -> Encoding {
        match bytes {
            [0xEF, 0xBB, 0xBF, ..] => Encoding::Utf8,
            [0xFF, 0xFE, ..] => Encoding::Utf16Le,
            [0xFE, 0xFF, ..] => Encoding::Utf16Be,
            _ => zeros(bytes).unwrap_or(match str::from_utf8(bytes) {
                Ok(_) => Encoding::Utf8,
                Err(_) => Encoding::Windows1252,
            }),
        }
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
    let encoding = Encoding::guess(bytes);
    let text = match encoding {
        Encoding::Utf8 => str::from_utf8(bytes)
            .map(str::to_owned)
            .map_err(|error| DecodeError { encoding, byte: error.valid_up_to() + 1 }),
        Encoding::Utf16Le => utf16(bytes, encoding, u16::from_le_bytes),
        Encoding::Utf16Be => utf16(bytes, encoding, u16::from_be_bytes),
        Encoding::Windows1252 => windows_1252(bytes),
    }?;
    Ok((text.strip_prefix('\u{FEFF}').map_or_else(|| text.clone(), str::to_owned), encoding))
}

fn utf16(bytes: &[u8], encoding: Encoding, unit: fn([u8; 2]) -> u16) -> Result<String, DecodeError> {
    let (pairs, rest) = bytes.as_chunks::<2>();
    let mut text = String::with_capacity(bytes.len());
    let mut read = 0;
    for character in char::decode_utf16(pairs.iter().map(|&pair| unit(pair))) {
        let character = character.map_err(|_| DecodeError { encoding, byte: read * 2 + 1 })?;
        read += character.len_utf16();
        text.push(character);
    }
    if rest.is_empty() { Ok(text) } else { Err(DecodeError { encoding, byte: bytes.len() }) }
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

fn windows_1252(bytes: &[u8]) -> Result<String, DecodeError> {
    let character = |(place, &byte): (usize, &u8)| match byte {
        0x80..=0x9F => HIGH
            .get(usize::from(byte - 0x80))
            .copied()
            .flatten()
            .ok_or(DecodeError { encoding: Encoding::Windows1252, byte: place + 1 }),
        _ => Ok(char::from(byte)),
    };
    bytes.iter().enumerate().map(character).collect()
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
