//! The workspace as a file. Only this module writes and reads it; each released version has a frozen file that must load
//! for ever.
//!
//! A document is `{"format": "concord-workspace", "version": 1, "checksum": "sha256:…", "workspace": {…}}` in ASCII JSON.
//! Amounts are minor units, rates parts per million, quantities millionths, times seconds, days `YYYY-MM-DD`, ids UUIDs.
//! The checksum is over the compact text of `workspace` with its keys in order, so that indenting a file does not break
//! it and changing a figure does.

mod difference;
mod read;
mod write;

use std::fmt;

use serde::Serialize;
use serde_json::ser::Formatter;
use sha2::{Digest, Sha256};

pub use difference::{Change, Difference, Section};

use super::{Node, Problems, SyntaxError, Tree};
use crate::workspace::Workspace;

/// What the files say they are.
const FORMAT: &str = "concord-workspace";
/// The version that is written, and the newest that is read.
pub const VERSION: i64 = 1;

/// A workspace that was read, and what there is to say about its file.
#[derive(Clone, Debug, PartialEq)]
pub struct Document {
    /// The workspace.
    pub workspace: Workspace,
    /// Fields that nobody knows and that were left out.
    pub notices: Problems,
    /// Whether the file is as it was written. If not, it was edited by hand, or damaged.
    pub is_intact: bool,
}

impl Document {
    /// Whether nothing of the file would be lost or doubtful.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.is_intact && self.notices.notices() == 0
    }
}

/// Why a file is no workspace.
#[derive(Clone, Debug, PartialEq)]
pub enum ReadError {
    /// Not JSON.
    Syntax(SyntaxError),
    /// JSON, but of something else.
    NotConcord,
    /// Of a version that is newer than this Concord.
    Newer {
        /// Which.
        version: i64,
    },
    /// A workspace with values that cannot be.
    Problems(Problems),
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ReadError::Syntax(error) => error.fmt(f),
            ReadError::NotConcord => f.write_str("this is not a Concord workspace"),
            ReadError::Newer { version } => {
                write!(
                    f,
                    "this file is of version {version}; this Concord reads up to version {VERSION}. Load the page again to get a newer one"
                )
            }
            ReadError::Problems(problems) => {
                let count = problems.errors();
                write!(f, "the file has {count} {} that cannot be", if count == 1 { "value" } else { "values" })
            }
        }
    }
}

impl std::error::Error for ReadError {}

/// The workspace as the text of a file.
#[must_use]
pub fn write(workspace: &Workspace) -> String {
    let content = write::workspace(workspace);
    let document = write::record([
        ("format", write::text(FORMAT)),
        ("version", Tree::Integer(VERSION)),
        ("checksum", write::text(checksum(&content))),
        ("workspace", content),
    ]);
    ascii(&document)
}

/// The workspace in a file.
///
/// # Errors
/// [`ReadError`]: the first syntax error by line and column, otherwise every problem by path.
pub fn read(bytes: &[u8]) -> Result<Document, ReadError> {
    let tree = Tree::read(bytes).map_err(ReadError::Syntax)?;
    let Tree::Record(fields) = &tree else { return Err(ReadError::NotConcord) };
    if fields.get("format") != Some(&write::text(FORMAT)) {
        return Err(ReadError::NotConcord);
    }
    if let Some(&Tree::Integer(version)) = fields.get("version")
        && version > VERSION
    {
        return Err(ReadError::Newer { version });
    }
    let sum = fields.get("workspace").map(checksum);
    let (document, notices) = tree.walk(|at| envelope(at, sum)).map_err(ReadError::Problems)?;
    let (workspace, is_intact) = document;
    Ok(Document { workspace, notices, is_intact })
}

fn envelope(at: Node<'_>, sum: Option<String>) -> Option<(Workspace, bool)> {
    let mut record = at.record()?;
    let format = record.field("format").text();
    let version = record.field("version").integer(1..=VERSION);
    let stated = record.field("checksum").text();
    let workspace = read::workspace(record.field("workspace"));
    record.finish();
    format?;
    version?;
    Some((workspace?, sum == stated))
}

/// The checksum of a workspace's tree.
fn checksum(content: &Tree) -> String {
    let digest = Sha256::digest(ascii(content));
    digest.iter().fold("sha256:".to_owned(), |mut text, byte| {
        text.push_str(&format!("{byte:02x}"));
        text
    })
}

/// The compact text of a tree, in ASCII, so that it takes as many bytes as characters wherever it is kept.
fn ascii(tree: &Tree) -> String {
    let mut bytes = Vec::new();
    let mut serializer = serde_json::Serializer::with_formatter(&mut bytes, Ascii);
    // Writing a tree into memory cannot fail, and what is written is ASCII.
    let _ = tree.serialize(&mut serializer);
    String::from_utf8(bytes).unwrap_or_default()
}

/// Compact JSON with everything past ASCII escaped.
struct Ascii;

impl Formatter for Ascii {
    fn write_string_fragment<W: ?Sized + std::io::Write>(&mut self, writer: &mut W, text: &str) -> std::io::Result<()> {
        let mut units = [0; 2];
        for c in text.chars() {
            if c.is_ascii() {
                writer.write_all(&[c as u8])?;
            } else {
                for unit in c.encode_utf16(&mut units) {
                    write!(writer, "\\u{unit:04x}")?;
                }
            }
        }
        Ok(())
    }
}

impl Serialize for Tree {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Tree::Null => serializer.serialize_unit(),
            Tree::Bool(value) => serializer.serialize_bool(*value),
            Tree::Integer(number) => serializer.serialize_i64(*number),
            Tree::Number(number) => serializer.serialize_f64(*number),
            Tree::Text(text) => serializer.serialize_str(text),
            Tree::List(items) => serializer.collect_seq(items),
            Tree::Record(fields) => serializer.collect_map(fields),
        }
    }
}

#[cfg(test)]
mod tests;
