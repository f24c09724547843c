use std::cell::Cell;
use std::collections::BTreeMap;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};

use super::syntax::{Fault, SyntaxError};

/// What a JSON file says, before anyone asks what it means. Every key of a record is there once.
#[derive(Clone, Debug, PartialEq)]
pub enum Tree {
    /// `null`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number written without fraction or exponent that fits an i64.
    Integer(i64),
    /// Any other number, as the nearest f64; always finite.
    Number(f64),
    /// A text.
    Text(String),
    /// `[…]`.
    List(Vec<Tree>),
    /// `{…}`, by key: a lookup in a hostile record of a million keys stays quick.
    Record(BTreeMap<String, Tree>),
}

impl Tree {
    /// The most bytes that a file can have: 40 MB. The most referrals that a ledger holds, every other one billed and paid,
    /// take half of that; a ledger in which each has a note or several bills ends earlier.
    pub const LARGEST_FILE: usize = 40_000_000;
    /// The most values that a file can hold, lists and records among them: those of as many referrals, and room. In memory
    /// each takes many times what it can take in the file.
    pub const MOST_VALUES: usize = 6_000_000;
    /// How many lists and records can lie inside each other.
    pub const DEEPEST: usize = 127;

    /// The tree in a file of UTF-8 JSON, with or without a byte order mark. Never panics, and takes time linear in the
    /// file but for a logarithm in the number of keys of a record.
    ///
    /// ```
    /// use concord_core::exchange::Tree;
    /// assert_eq!(Tree::read(b"[1, true]"), Ok(Tree::List(vec![Tree::Integer(1), Tree::Bool(true)])));
    /// let error = Tree::read(b"{\"rate\": 1,\n \"rate\": 2}").unwrap_err();
    /// assert_eq!(error.to_string(), "the key \"rate\" is there twice in one record (line 2, column 7)");
    /// ```
    ///
    /// # Errors
    /// [`SyntaxError`]: the first thing that keeps the file from being read, and where it is.
    pub fn read(bytes: &[u8]) -> Result<Tree, SyntaxError> {
        let text = text(bytes)?;
        let (fault, left) = (Cell::new(None), Cell::new(Self::MOST_VALUES));
        let mut parser = serde_json::Deserializer::from_str(text);
        let tree = Branch { fault: &fault, left: &left }.deserialize(&mut parser);
        tree.and_then(|tree| parser.end().map(|()| tree)).map_err(|error| {
            let error = SyntaxError::parsing(text, &error);
            match fault.take() {
                Some(fault) => error.because(fault),
                None => error,
            }
        })
    }
}

/// The text of a file, without its byte order mark.
fn text(bytes: &[u8]) -> Result<&str, SyntaxError> {
    if bytes.len() > Tree::LARGEST_FILE {
        return Err(Fault::TooLarge { bytes: bytes.len() }.into());
    }
    // JSON begins with an ASCII character, which UTF-16 pairs with a zero byte.
    if matches!(bytes, [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..] | [0, 1..=255, ..] | [1..=255, 0, ..]) {
        return Err(Fault::Utf16.into());
    }
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    if bytes.trim_ascii().is_empty() {
        return Err(Fault::Empty.into());
    }
    str::from_utf8(bytes).map_err(|error| {
        let valid = bytes.get(..error.valid_up_to()).unwrap_or_default();
        SyntaxError::not_utf8(valid, error.error_len().is_none())
    })
}

/// Grows a tree, and remembers what it found wrong itself, such as the key that a record has twice: the parser's own errors
/// carry text only, and would take a key such as `at line 1 column 2` for a position.
#[derive(Clone, Copy)]
struct Branch<'r> {
    fault: &'r Cell<Option<Fault>>,
    /// How many more values there may be.
    left: &'r Cell<usize>,
}

impl Branch<'_> {
    fn fail<T, E: serde::de::Error>(self, fault: Fault, message: &'static str) -> Result<T, E> {
        self.fault.set(Some(fault));
        Err(E::custom(message))
    }
}

impl<'de> DeserializeSeed<'de> for Branch<'_> {
    type Value = Tree;
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Tree, D::Error> {
        match self.left.get().checked_sub(1) {
            Some(left) => self.left.set(left),
            None => return self.fail(Fault::TooManyValues, "too many values"),
        }
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Branch<'_> {
    type Value = Tree;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any JSON value")
    }

    fn visit_unit<E>(self) -> Result<Tree, E> {
        Ok(Tree::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Tree, E> {
        Ok(Tree::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Tree, E> {
        Ok(Tree::Integer(value))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Tree, E> {
        Ok(i64::try_from(value).map_or(Tree::Number(value as f64), Tree::Integer))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Tree, E> {
        Ok(Tree::Number(value))
    }

    fn visit_str<E>(self, value: &str) -> Result<Tree, E> {
        Ok(Tree::Text(value.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Tree, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element_seed(self)? {
            list.push(item);
        }
        Ok(Tree::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut fields: A) -> Result<Tree, A::Error> {
        let mut record = BTreeMap::new();
        while let Some(key) = fields.next_key::<String>()? {
            if record.contains_key(&key) {
                return self.fail(Fault::RepeatedKey(key), "repeated key");
            }
            record.insert(key, fields.next_value_seed(self)?);
        }
        Ok(Tree::Record(record))
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn refused(bytes: &[u8]) -> String {
        Tree::read(bytes).unwrap_err().to_string()
    }

    fn utf16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(bytes).collect()
    }

    #[test]
    fn holds_what_the_file_says() {
        let record = |fields: &[(&str, Tree)]| {
            Tree::Record(fields.iter().map(|(key, tree)| ((*key).to_owned(), tree.clone())).collect())
        };
        for (text, tree) in [
            ("null", Tree::Null),
            (" false\n", Tree::Bool(false)),
            ("-9223372036854775808", Tree::Integer(i64::MIN)),
            ("9223372036854775807", Tree::Integer(i64::MAX)),
            ("9223372036854775808", Tree::Number(9_223_372_036_854_775_808.0)),
            ("1.5", Tree::Number(1.5)),
            ("2.0", Tree::Number(2.0)),
            (r#""caf\u00e9 \ud83e\udd1d""#, Tree::Text("café 🤝".to_owned())),
            ("{}", record(&[])),
            (r#"{"": [], "a": [null]}"#, record(&[("", Tree::List(vec![])), ("a", Tree::List(vec![Tree::Null]))])),
            (r#"[{"a": 1}, {"a": 2}]"#, {
                Tree::List(vec![record(&[("a", Tree::Integer(1))]), record(&[("a", Tree::Integer(2))])])
            }),
        ] {
            assert_eq!(Tree::read(text.as_bytes()), Ok(tree), "{text}");
        }
    }

    #[test]
    fn a_byte_order_mark_changes_nothing() {
        assert_eq!(Tree::read(b"\xEF\xBB\xBF[1]"), Tree::read(b"[1]"));
        assert_eq!(refused(b"\xEF\xBB\xBF[1"), refused(b"[1"));
    }

    #[test]
    fn says_what_is_wrong_and_where() {
        for (text, message) in [
            ("hello", "this is not JSON: expected value (line 1, column 1)"),
            ("<!doctype html>", "this is not JSON: expected value (line 1, column 1)"),
            ("{'a': 1}", "this is not JSON: key must be a string (line 1, column 2)"),
            ("{\"a\": 1\n \"b\": 2}", "this is not JSON: expected `,` or `}` (line 2, column 2)"),
            ("[1,\n2,\n]", "this is not JSON: trailing comma (line 3, column 1)"),
            ("[01]", "this is not JSON: invalid number (line 1, column 3)"),
            ("\0\0\0\0", "this is not JSON: expected value (line 1, column 1)"),
            ("[1, NaN]", "NaN and Infinity are not numbers in JSON (line 1, column 5)"),
            ("{\"a\":\n  Infinity}", "NaN and Infinity are not numbers in JSON (line 2, column 3)"),
            ("[-Infinity]", "NaN and Infinity are not numbers in JSON (line 1, column 3)"),
            ("[nan]", "NaN and Infinity are not numbers in JSON (line 1, column 3)"),
            ("[1e400]", "this number is too large to be read (line 1, column 6)"),
            ("[-1e400]", "this number is too large to be read (line 1, column 7)"),
            ("[1] [2]", "there is more text after the end of the document (line 1, column 5)"),
            ("{\"a\": [1, 2", "this file ends too early, as if it had been cut off (line 1, column 11)"),
            ("{\"a\":\n", "this file ends too early, as if it had been cut off (line 2, column 1)"),
            (r#"{"a": 1, "b": 2, "a": 3}"#, r#"the key "a" is there twice in one record (line 1, column 20)"#),
            // The same key, once as an escape; and a column counted in characters.
            (r#"{"é": 1, "\u00e9": 2}"#, r#"the key "é" is there twice in one record (line 1, column 17)"#),
            (
                r#"{" at line 7 column 8": 1, " at line 7 column 8": 2}"#,
                r#"the key " at line 7 column 8" is there twice in one record (line 1, column 48)"#,
            ),
            ("", "this file is empty"),
            (" \r\n\t", "this file is empty"),
            ("\u{FEFF}", "this file is empty"),
        ] {
            assert_eq!(refused(text.as_bytes()), message, "{text}");
        }
    }

    #[test]
    fn reads_127_levels_and_refuses_the_next() {
        let nested = |levels| format!("{}{}", "[".repeat(levels), "]".repeat(levels));
        assert!(Tree::read(nested(Tree::DEEPEST).as_bytes()).is_ok());
        for (levels, column) in [(Tree::DEEPEST + 1, 128), (200, 128), (1_000_000, 128)] {
            assert_eq!(
                refused(nested(levels).as_bytes()),
                format!("this file nests lists and records more than 127 levels deep (line 1, column {column})")
            );
        }
    }

    #[test]
    fn names_the_encoding_to_save_in() {
        for bytes in [
            utf16("{}", u16::to_le_bytes),
            utf16("{}", u16::to_be_bytes),
            utf16("\u{FEFF}{}", u16::to_le_bytes),
            utf16("\u{FEFF}{}", u16::to_be_bytes),
        ] {
            assert_eq!(refused(&bytes), "this file is UTF-16; save it as UTF-8", "{bytes:?}");
        }
        assert_eq!(
            refused(b"[\n\"\xC3\xA9 caf\xE9\"]"),
            "this file holds bytes that are not UTF-8 text; save it as UTF-8 (line 2, column 7)"
        );
        assert_eq!(refused(b"[\"\xC3"), "this file ends too early, as if it had been cut off (line 1, column 3)");
    }

    #[test]
    fn weighs_the_file_before_reading_it() {
        let mut largest = vec![b' '; Tree::LARGEST_FILE - 1];
        largest.push(b'1');
        assert_eq!(Tree::read(&largest), Ok(Tree::Integer(1)));
        largest.push(b' ');
        assert_eq!(refused(&largest), "this file has 40.1 MB; at most 40 MB can be read");
        assert_eq!(refused(&vec![b'['; 41_000_000]), "this file has 41.0 MB; at most 40 MB can be read");
    }

    #[test]
    fn holds_as_many_values_as_a_ledger_needs_and_no_more() {
        let list = |items: usize| format!("[{}[]]", "1,".repeat(items - 1));
        let found = Tree::read(list(Tree::MOST_VALUES - 1).as_bytes());
        assert!(matches!(found, Ok(Tree::List(items)) if items.len() == Tree::MOST_VALUES - 1));
        assert_eq!(
            refused(list(Tree::MOST_VALUES).as_bytes()),
            "this file holds more than 6 million values (line 1, column 11999999)"
        );
    }
}
