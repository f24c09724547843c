use std::fmt;

use super::quoted::Quoted;
use super::tree::Tree;

/// A position in a file. Both count from 1, columns in characters, as editors show them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// The line.
    pub line: usize,
    /// The column.
    pub column: usize,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}, column {}", self.line, self.column)
    }
}

/// Why a file is no tree: the first thing wrong with it, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SyntaxError {
    /// What is wrong.
    pub fault: Fault,
    /// Where reading stopped; none when it is the file as a whole that is wrong.
    pub at: Option<Place>,
}

/// What can be wrong with a file before its content matters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Nothing but white space.
    Empty,
    /// More than [`Tree::LARGEST_FILE`] bytes.
    TooLarge {
        /// How many bytes it has.
        bytes: usize,
    },
    /// Text in two-byte units, as some Windows programs save it.
    Utf16,
    /// Bytes that are no UTF-8.
    NotUtf8,
    /// The end comes before everything opened is closed.
    CutOff,
    /// Lists and records inside each other past what can be read.
    TooDeep,
    /// More than [`Tree::MOST_VALUES`].
    TooManyValues,
    /// One key twice in one record.
    RepeatedKey(String),
    /// A number past the largest f64, such as 1e400.
    NumberOutOfRange,
    /// NaN or Infinity, which JSON does not have.
    NotANumber,
    /// More text after the end of the document.
    Trailing,
    /// Anything else that breaks the grammar of JSON, in the parser's words.
    NotJson(String),
}

impl fmt::Display for SyntaxError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.fault {
            Fault::Empty => f.write_str("this file is empty")?,
            Fault::TooLarge { bytes } => {
                // Rounded up, so that a file a byte too large does not seem to fit.
                let tenths = bytes.div_ceil(100_000);
                let most = Tree::LARGEST_FILE / 1_000_000;
                write!(f, "this file has {}.{} MB; at most {most} MB can be read", tenths / 10, tenths % 10)?;
            }
            Fault::Utf16 => f.write_str("this file is UTF-16; save it as UTF-8")?,
            Fault::NotUtf8 => f.write_str("this file holds bytes that are not UTF-8 text; save it as UTF-8")?,
            Fault::CutOff => f.write_str("this file ends too early, as if it had been cut off")?,
            Fault::TooDeep => {
                write!(f, "this file nests lists and records more than {} levels deep", Tree::DEEPEST)?;
            }
            Fault::TooManyValues => {
                write!(f, "this file holds more than {} million values", Tree::MOST_VALUES / 1_000_000)?;
            }
            Fault::RepeatedKey(key) => write!(f, "the key {} is there twice in one record", Quoted(key))?,
            Fault::NumberOutOfRange => f.write_str("this number is too large to be read")?,
            Fault::NotANumber => f.write_str("NaN and Infinity are not numbers in JSON")?,
            Fault::Trailing => f.write_str("there is more text after the end of the document")?,
            Fault::NotJson(detail) => write!(f, "this is not JSON: {detail}")?,
        }
        match self.at {
            Some(place) => write!(f, " ({place})"),
            None => Ok(()),
        }
    }
}

impl std::error::Error for SyntaxError {}

impl From<Fault> for SyntaxError {
    fn from(fault: Fault) -> SyntaxError {
        SyntaxError { fault, at: None }
    }
}

impl SyntaxError {
    /// Bytes that stop being UTF-8 after `valid`; `incomplete` when they end within a character.
    pub(super) fn not_utf8(valid: &[u8], incomplete: bool) -> SyntaxError {
        let line = valid.rsplit(|&byte| byte == b'\n').next().unwrap_or_default();
        let place =
            Place { line: 1 + valid.iter().filter(|&&byte| byte == b'\n').count(), column: 1 + characters(line) };
        SyntaxError { fault: if incomplete { Fault::CutOff } else { Fault::NotUtf8 }, at: Some(place) }
    }

    /// What the parser refused in `text`.
    pub(super) fn parsing(text: &str, error: &serde_json::Error) -> SyntaxError {
        // The parser counts columns in bytes; its column 0 is the line break that ends the line before.
        let line = text.split('\n').nth(error.line().saturating_sub(1)).unwrap_or_default();
        let read = line.as_bytes().get(..error.column()).unwrap_or(line.as_bytes());
        let place = Place { line: error.line(), column: characters(read).max(1) };
        let message = error.to_string();
        let position = format!(" at line {} column {}", error.line(), error.column());
        let detail = message.strip_suffix(&position).unwrap_or(&message);
        let fault = match detail {
            _ if error.is_eof() => Fault::CutOff,
            // The parser tells its errors apart in words only.
            "recursion limit exceeded" => Fault::TooDeep,
            "number out of range" => Fault::NumberOutOfRange,
            "trailing characters" => Fault::Trailing,
            _ if is_not_a_number(line, error.column()) => Fault::NotANumber,
            _ => Fault::NotJson(detail.to_owned()),
        };
        SyntaxError { fault, at: Some(place) }
    }

    /// The same place, with the fault that the tree itself found there.
    pub(super) fn because(self, fault: Fault) -> SyntaxError {
        SyntaxError { fault, at: self.at }
    }
}

/// How many characters begin in a piece of UTF-8.
fn characters(bytes: &[u8]) -> usize {
    bytes.iter().filter(|&&byte| byte & 0b1100_0000 != 0b1000_0000).count()
}

/// Whether the word at a column, counted in bytes from 1, is one that other languages write where there is no number.
fn is_not_a_number(line: &str, column: usize) -> bool {
    let Some((before, after)) = line.split_at_checked(column.saturating_sub(1)) else { return false };
    let beyond = |c: char| !c.is_ascii_alphabetic();
    let start = before.rsplit(beyond).next().unwrap_or_default();
    let end = after.split(beyond).next().unwrap_or_default();
    ["nan", "inf", "infinity"].contains(&format!("{start}{end}").to_ascii_lowercase().as_str())
}
