use std::fmt;
use std::sync::Arc;

use super::name::overrides_direction;

/// What the user wrote down about something: up to [`Note::LONGEST`] characters over any number of lines, trimmed, perhaps
/// nothing at all. No other control characters, and none that change the direction of the text around them.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Note(Arc<str>);

/// Why a text is no note.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoteError {
    /// More than [`Note::LONGEST`] characters.
    TooLong {
        /// How many characters it has.
        length: usize,
    },
    /// A control character, or one that overrides the direction of text.
    Control {
        /// The character's code point.
        code: u32,
    },
}

impl fmt::Display for NoteError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
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
    /// The most characters that a note can have.
    pub const LONGEST: usize = 1_000;

    /// The note in `text`, trimmed.
    ///
    /// # Errors
    /// [`NoteError`] for an overlong text, or one with control characters other than line breaks and tabs.
    pub fn new(text: &str) -> Result<Note, NoteError> {
        let text = text.trim();
        let length = text.chars().count();
        if length > Self::LONGEST {
            return Err(NoteError::TooLong { length });
        }
        let is_refused = |c: &char| c.is_control() && !matches!(c, '\n' | '\r' | '\t') || overrides_direction(*c);
        match text.chars().find(is_refused) {
            Some(found) => Err(NoteError::Control { code: u32::from(found) }),
            None => Ok(Note(text.into())),
        }
    }

    /// The note as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether nothing is written down.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
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
        assert_eq!(Note::new(" two\n\tlines ").map(|note| note.to_string()), Ok("two\n\tlines".to_string()));
        assert_eq!(Note::new(" \n"), Ok(Note::default()));
        assert_eq!(Note::new("a\u{0}b"), Err(NoteError::Control { code: 0 }));
        assert_eq!(Note::new("a\u{202E}b"), Err(NoteError::Control { code: 0x202E }));
        assert!(Note::new(&"é".repeat(Note::LONGEST)).is_ok());
        assert_eq!(Note::new(&"x".repeat(1_001)), Err(NoteError::TooLong { length: 1_001 }));
    }
}
