use std::fmt;
use std::sync::Arc;

use super::is_blank;

/// What somebody wrote beside a figure: 1 to [`Note::LONGEST`] characters in any script, trimmed, at least one of them
/// visible. Line breaks are kept; other control characters are refused.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Note(Arc<str>);

/// Why a text is no note.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoteError {
    /// Nothing that can be seen.
    Empty,
    /// More than [`Note::LONGEST`] characters.
    TooLong {
        /// How many characters it has.
        length: usize,
    },
    /// A control character other than a line break.
    Control {
        /// The character's code point.
        code: u32,
    },
}

impl fmt::Display for NoteError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            NoteError::Empty => f.write_str("a note needs at least one letter"),
            NoteError::TooLong { length } => {
                write!(f, "a note has at most {} characters; this one has {length}", Note::LONGEST)
            }
            NoteError::Control { code } => {
                write!(f, "a note cannot hold the invisible character U+{code:04X}; type it again rather than paste it")
            }
        }
    }
}

impl std::error::Error for NoteError {}

impl Note {
    /// The most characters a note can have.
    pub const LONGEST: usize = 1_000;

    /// The note in `text`, trimmed.
    ///
    /// # Errors
    /// [`NoteError`] for an empty or overlong text, or one with control characters.
    pub fn new(text: &str) -> Result<Note, NoteError> {
        let text = text.trim();
        if is_blank(text) {
            return Err(NoteError::Empty);
        }
        let length = text.chars().count();
        if length > Self::LONGEST {
            return Err(NoteError::TooLong { length });
        }
        match text.chars().find(|&c| c.is_control() && c != '\n') {
            Some(found) => Err(NoteError::Control { code: u32::from(found) }),
            None => Ok(Note(text.into())),
        }
    }

    /// The note as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_lines_and_refuses_what_cannot_be_seen() {
        let text = |text: &str| Note::new(text).map(|note| note.as_str().to_string());
        assert_eq!(text(" Two referrals\nfrom their list "), Ok("Two referrals\nfrom their list".into()));
        assert_eq!(text("\u{200B}\n"), Err(NoteError::Empty));
        assert_eq!(text("a\tb"), Err(NoteError::Control { code: 9 }));
        assert_eq!(text(&"é".repeat(Note::LONGEST)), Ok("é".repeat(Note::LONGEST)));
        assert_eq!(text(&"x".repeat(Note::LONGEST + 1)), Err(NoteError::TooLong { length: 1_001 }));
    }
}
