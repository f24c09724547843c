//! What every file of Concord is wrapped in: `{"format": …, "version": …, "checksum": "sha256:…", "<content>": {…}}` in
//! ASCII JSON. The checksum is over the compact text of the content with its keys in order, so that indenting a file does
//! not break it and changing a figure does.

use std::collections::BTreeMap;
use std::fmt;

use serde::Serialize;
use serde_json::ser::Formatter;
use sha2::{Digest, Sha256};

use super::{Node, Problems, SyntaxError, Tree};

/// The kinds of files that Concord writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Everything that one workspace keeps.
    Workspace,
    /// One partnership, for the partner.
    Proposal,
}

impl Kind {
    /// What files of this kind say they are.
    const fn format(self) -> &'static str {
        match self {
            Kind::Workspace => "concord-workspace",
            Kind::Proposal => "concord-proposal",
        }
    }

    /// The field that holds the content.
    const fn content(self) -> &'static str {
        match self {
            Kind::Workspace => "workspace",
            Kind::Proposal => "proposal",
        }
    }

    /// The version that is written, and the newest that is read.
    #[must_use]
    pub const fn version(self) -> i64 {
        match self {
            Kind::Workspace | Kind::Proposal => 1,
        }
    }

    /// What a tree says that it is, if it says that it is a file of Concord.
    #[must_use]
    pub fn of(tree: &Tree) -> Option<Kind> {
        let Tree::Record(fields) = tree else { return None };
        let Some(Tree::Text(format)) = fields.get("format") else { return None };
        [Kind::Workspace, Kind::Proposal].into_iter().find(|kind| kind.format() == format)
    }
}

/// Why a file cannot be opened.
#[derive(Clone, Debug, PartialEq)]
pub enum ReadError {
    /// Not JSON.
    Syntax(SyntaxError),
    /// JSON, but of something else.
    NotConcord,
    /// A file of Concord, but of another kind than was asked for.
    Another {
        /// What it is.
        kind: Kind,
    },
    /// Of a version that is newer than this Concord.
    Newer {
        /// Which.
        version: i64,
    },
    /// The right kind, with values that cannot be.
    Problems(Problems),
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ReadError::Syntax(error) => error.fmt(f),
            ReadError::NotConcord => f.write_str("this is not a file of Concord"),
            ReadError::Another { kind: Kind::Workspace } => f.write_str(
                "this is a copy of a whole workspace, not a proposal; open it under “Share & data”, at “Open a file”",
            ),
            ReadError::Another { kind: Kind::Proposal } => f.write_str(
                "this is a proposal from a partner, not a workspace; open it under “Share & data”, at “Open a file”",
            ),
            ReadError::Newer { version } => {
                // Both kinds are of the same version yet.
                let newest = Kind::Workspace.version();
                write!(
                    f,
                    "this file is of version {version}; this Concord reads up to version {newest}. Load the page again to get a newer one"
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

/// What was found in a file.
pub(super) struct Found<T> {
    pub(super) content: T,
    /// Fields that nobody knows and that were left out.
    pub(super) notices: Problems,
    /// Whether the file is as it was written.
    pub(super) is_intact: bool,
}

/// The text of a file: a record, and so with its keys in order.
pub(super) fn seal(kind: Kind, content: &Tree) -> String {
    let content = ascii(content);
    let mut sum = Sum::default();
    sum.add(content.as_bytes());
    seal_text(kind, &content, &sum)
}

/// The same of a content's compact text and its checksum. The text is made once and copied once: it can be long.
pub(super) fn seal_text(kind: Kind, content: &str, sum: &Sum) -> String {
    let (name, format, version) = (kind.content(), kind.format(), kind.version());
    let mut file = String::with_capacity(content.len() + 200);
    file.push_str(&format!("{{\"checksum\":\"{sum}\",\"format\":\"{format}\","));
    let is_last = name > "version";
    if is_last {
        file.push_str(&format!("\"version\":{version},"));
    }
    file.push_str(&format!("\"{name}\":"));
    file.push_str(content);
    if !is_last {
        file.push_str(&format!(",\"version\":{version}"));
    }
    file.push('}');
    file
}

/// What `read` makes of the content of a file of this kind.
///
/// # Errors
/// [`ReadError`]: what else it is; otherwise every problem by path.
pub(super) fn open<T>(
    kind: Kind,
    tree: &Tree,
    read: impl FnOnce(Node<'_>) -> Option<T>,
) -> Result<Found<T>, ReadError> {
    match Kind::of(tree) {
        None => return Err(ReadError::NotConcord),
        Some(found) if found != kind => return Err(ReadError::Another { kind: found }),
        Some(_) => {}
    }
    let Tree::Record(fields) = tree else { return Err(ReadError::NotConcord) };
    if let Some(&Tree::Integer(version)) = fields.get("version")
        && version > kind.version()
    {
        return Err(ReadError::Newer { version });
    }
    let sum = fields.get(kind.content()).map(|content| {
        let mut sum = Sum::default();
        sum.add(ascii(content).as_bytes());
        sum.to_string()
    });
    let (found, notices) = tree
        .walk(|at| {
            let mut record = at.record()?;
            let format = record.field("format").text();
            let version = record.field("version").integer(1..=kind.version());
            let stated = record.field("checksum").text();
            let content = read(record.field(kind.content()));
            record.finish();
            format?;
            version?;
            Some((content?, sum == stated))
        })
        .map_err(ReadError::Problems)?;
    let (content, is_intact) = found;
    Ok(Found { content, notices, is_intact })
}

/// A record; fields without a value are left out.
pub(super) fn record<const N: usize>(fields: [(&'static str, Tree); N]) -> Tree {
    let mut record = BTreeMap::new();
    put_all(&mut record, &mut fields.into_iter());
    Tree::Record(record)
}

/// One copy of this serves records of every length; collecting would sort each length by code of its own.
fn put_all(record: &mut BTreeMap<String, Tree>, fields: &mut dyn Iterator<Item = (&'static str, Tree)>) {
    for (name, value) in fields.filter(|(_, value)| *value != Tree::Null) {
        record.insert(name.to_owned(), value);
    }
}

pub(super) fn text(text: impl Into<String>) -> Tree {
    Tree::Text(text.into())
}

/// The checksum of a content's compact text, which is added all at once or in parts.
#[derive(Default)]
pub(super) struct Sum(Sha256);

impl Sum {
    pub(super) fn add(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }
}

impl fmt::Display for Sum {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("sha256:")?;
        self.0.clone().finalize().iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

/// The compact text of a tree, in ASCII, so that it takes as many bytes as characters wherever it is kept.
pub(super) fn ascii(tree: &Tree) -> String {
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
        if text.is_ascii() {
            return writer.write_all(text.as_bytes());
        }
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
