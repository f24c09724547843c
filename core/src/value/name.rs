use std::fmt;
use std::sync::Arc;

/// What a person, client or set of terms is called: 1 to [`Name::LONGEST`] characters in any script, trimmed, at least
/// one of them visible, without control characters or invisible characters that change the direction of the text around
/// them.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Name(Arc<str>);

/// Why a text is no name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NameError {
    /// Nothing that can be seen.
    Empty,
    /// More than [`Name::LONGEST`] characters.
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

impl fmt::Display for NameError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            NameError::Empty => f.write_str("a name needs at least one letter"),
            NameError::TooLong { length } => {
                write!(f, "a name has at most {} characters; this one has {length}", Name::LONGEST)
            }
            NameError::Control { code } => {
                write!(f, "a name cannot hold the invisible character U+{code:04X}; type it again rather than paste it")
            }
        }
    }
}

impl std::error::Error for NameError {}

impl Name {
    /// The most characters a name can have.
    pub const LONGEST: usize = 120;

    /// The name in `text`, trimmed.
    ///
    /// # Errors
    /// [`NameError`] for an empty or overlong text, or one with control characters.
    pub fn new(text: &str) -> Result<Name, NameError> {
        let text = text.trim();
        if is_blank(text) {
            return Err(NameError::Empty);
        }
        let length = text.chars().count();
        if length > Self::LONGEST {
            return Err(NameError::TooLong { length });
        }
        match text.chars().find(|&c| c.is_control() || overrides_direction(c)) {
            Some(found) => Err(NameError::Control { code: u32::from(found) }),
            None => Ok(Name(text.into())),
        }
    }

    /// A name that comes with the product, which is one by its tests.
    pub(crate) fn ours(text: &'static str) -> Name {
        Name(text.into())
    }

    /// The name as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The name as it compares with others: lower case, so that "Acme" and "ACME" are one client.
    #[must_use]
    pub fn folded(&self) -> String {
        self.0.to_lowercase()
    }
}

/// Whether a page shows nothing for a text.
pub(crate) fn is_blank(text: &str) -> bool {
    text.chars().all(|c| c.is_whitespace() || is_invisible(c))
}

/// How many characters a text takes in ASCII JSON, between its quotes.
pub(crate) fn escaped(text: &str) -> usize {
    let character = |c: char| match c {
        '"' | '\\' | '\n' | '\r' | '\t' => 2,
        ' '..='\u{7F}' => 1,
        c => 6 * c.len_utf16(),
    };
    text.chars().map(character).sum()
}

/// What a page shows nothing for, such as the zero-width space that some spreadsheets leave in an empty cell: the default
/// ignorable code points of Unicode. Between letters they join and shape, so that a name may hold them.
const fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{AD}'
            | '\u{34F}'
            | '\u{61C}'
            | '\u{115F}'..='\u{1160}'
            | '\u{17B4}'..='\u{17B5}'
            | '\u{180B}'..='\u{180F}'
            | '\u{200B}'..='\u{200F}'
            | '\u{202A}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}'
            | '\u{3164}'
            | '\u{FE00}'..='\u{FE0F}'
            | '\u{FEFF}'
            | '\u{FFA0}'
            | '\u{FFF0}'..='\u{FFF8}'
            | '\u{E0000}'..='\u{E0FFF}'
    )
}

/// Bidirectional embeddings, overrides and isolates (Unicode Standard Annex 9), which could make one name read as another.
pub(super) const fn overrides_direction(c: char) -> bool {
    matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_every_script_and_refuses_what_cannot_be_seen() {
        assert_eq!(Name::new("  Harbor Copy ").map(|n| n.to_string()), Ok("Harbor Copy".to_string()));
        assert_eq!(Name::new("مكتب النور").map(|n| n.to_string()), Ok("مكتب النور".to_string()));
        for blank in ["", " \t", "\u{200B}", "\u{FEFF} \u{200F}", "\u{3164}"] {
            assert_eq!(Name::new(blank), Err(NameError::Empty), "{blank:?}");
        }
        assert!(Name::new("می\u{200C}خواهم").is_ok());
        assert_eq!(Name::new("a\u{0}b"), Err(NameError::Control { code: 0 }));
        assert_eq!(Name::new("a\u{202E}b"), Err(NameError::Control { code: 0x202E }));
        assert_eq!(Name::new(&"x".repeat(10_000)), Err(NameError::TooLong { length: 10_000 }));
        assert!(Name::new(&"é".repeat(Name::LONGEST)).is_ok());
    }
}
