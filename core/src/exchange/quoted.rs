use std::fmt;

/// A foreign text in quotes, fit for a sentence: at most 40 characters, what cannot be seen or changes the direction of
/// the text around it written as an escape.
pub(super) struct Quoted<'a>(pub(super) &'a str);

impl Quoted<'_> {
    const LONGEST: usize = 40;
}

impl fmt::Display for Quoted<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0.char_indices().nth(Self::LONGEST).and_then(|(end, _)| self.0.get(..end)) {
            None => write!(f, "{:?}", self.0),
            Some(start) => write!(f, "{:?}", format!("{start}…")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shows_the_start_and_nothing_invisible() {
        for (text, shown) in [
            ("rate", r#""rate""#.to_owned()),
            ("a\u{0}\u{202E}b", r#""a\0\u{202e}b""#.to_owned()),
            (&"é".repeat(40), format!("\"{}\"", "é".repeat(40))),
            (&"é".repeat(41), format!("\"{}…\"", "é".repeat(40))),
        ] {
            assert_eq!(Quoted(text).to_string(), shown);
        }
    }
}
