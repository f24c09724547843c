use std::collections::BTreeMap;
use std::sync::Arc;

use super::write;
use crate::exchange::Tree;
use crate::exchange::envelope::{self, Kind, Sum, ascii};
use crate::scorecard::Scorecard;
use crate::tracking::{Ledger, Tracked};
use crate::workspace::Workspace;

/// How many partners are written at once.
const PARTNERS: usize = 20;
/// How many referrals are written at once.
const REFERRALS: usize = 250;
/// How many bytes are summed at once.
const SUMMED: usize = 100_000;

/// Writes a workspace as [`super::write()`] does, a part of its partners and of its referrals each time; the text comes with
/// the last.
pub fn write_in_slices(workspace: &Workspace) -> impl FnMut() -> Option<String> + use<> {
    let workspace = workspace.clone();
    let mut written: Option<Written> = None;
    move || {
        let Some(written) = &mut written else {
            written = Some(Written::new(&workspace));
            return None;
        };
        written.go_on(&workspace)
    }
}

/// The content of a file as far as it is written.
struct Written {
    /// With everything but the partners and the referrals.
    frame: String,
    partners: Joined,
    /// How many partners are written.
    rated: usize,
    rows: write::Rows,
    /// The columns of each table of the ledger, in the order in which they are in a file.
    tables: BTreeMap<&'static str, BTreeMap<String, Joined>>,
    /// How many referrals are written.
    tracked: usize,
    content: Option<Content>,
}

/// The content as a whole, as far as it is summed.
struct Content {
    text: String,
    sum: Sum,
    summed: usize,
}

impl Written {
    fn new(workspace: &Workspace) -> Written {
        let card = workspace.scorecard.as_deref();
        let alone = card.and_then(|card| Scorecard::new(card.criteria().clone(), card.scale(), Vec::new()).ok());
        let ledger = workspace.ledger.as_deref();
        let nobody = |ledger: &Ledger| Ledger::new(ledger.contacts().to_vec(), Vec::new(), ledger.paid().to_vec()).ok();
        let frame = write::workspace(&Workspace {
            scorecard: alone.map(Arc::new),
            ledger: ledger.and_then(nobody).map(Arc::new),
            ..workspace.clone()
        });
        Written {
            frame: ascii(&frame),
            partners: Joined::default(),
            rated: 0,
            rows: write::Rows::of(ledger.unwrap_or(&Ledger::default())),
            tables: BTreeMap::new(),
            tracked: 0,
            content: None,
        }
    }

    /// Writes some more; the text of the file when there is no more.
    fn go_on(&mut self, workspace: &Workspace) -> Option<String> {
        if let Some(content) = &mut self.content {
            return content.go_on().then(|| envelope::seal_text(Kind::Workspace, &content.text, &content.sum));
        }
        if !self.add_partners(workspace) && !self.add_referrals(workspace) {
            self.content = Some(Content { text: self.joined(), sum: Sum::default(), summed: 0 });
        }
        None
    }

    fn add_partners(&mut self, workspace: &Workspace) -> bool {
        let all = workspace.scorecard.as_ref().map_or(&[][..], |card| card.partners());
        let some = all.get(self.rated..).unwrap_or_default();
        let some = some.get(..PARTNERS).unwrap_or(some);
        self.partners.add(&write::list(some, write::partner));
        self.rated += some.len();
        !some.is_empty()
    }

    fn add_referrals(&mut self, workspace: &Workspace) -> bool {
        let Some(ledger) = &workspace.ledger else { return false };
        let some: Vec<&Tracked> = ledger.referrals().iter().skip(self.tracked).take(REFERRALS).collect();
        for (name, table) in self.rows.tables(&some) {
            let Tree::Record(columns) = table else { continue };
            let table = self.tables.entry(name).or_default();
            for (name, column) in columns {
                table.entry(name).or_default().add(&column);
            }
        }
        self.tracked += some.len();
        !some.is_empty()
    }

    /// The content: each list in the place where the frame has an empty one. No text in a file can look like one, since
    /// there a quotation mark would be escaped.
    fn joined(&self) -> String {
        let (mut text, mut rest) = (String::with_capacity(self.frame.len() + self.length()), self.frame.as_str());
        for (name, columns) in &self.tables {
            let mut empty = String::new();
            put_table(&mut empty, name, columns, |_| "");
            if let Some((before, after)) = rest.split_once(&empty) {
                text.push_str(before);
                put_table(&mut text, name, columns, |column| &column.text);
                rest = after;
            }
        }
        if let Some((before, after)) = rest.split_once("\"partners\":[]") {
            text.push_str(before);
            put(&mut text, "partners", &self.partners, &self.partners.text);
            rest = after;
        }
        text.push_str(rest);
        text
    }

    /// How many bytes the lists take.
    fn length(&self) -> usize {
        let columns = self.tables.values().flat_map(BTreeMap::values);
        columns.chain([&self.partners]).map(|column| column.text.len()).sum()
    }
}

impl Content {
    /// Sums some more; true when all is summed.
    fn go_on(&mut self) -> bool {
        let rest = self.text.as_bytes().get(self.summed..).unwrap_or_default();
        let some = rest.get(..SUMMED).unwrap_or(rest);
        self.sum.add(some);
        self.summed += some.len();
        self.summed == self.text.len()
    }
}

/// The text of a list, or of a text, that is written in parts.
#[derive(Default)]
struct Joined {
    /// Without what is around it.
    text: String,
    is_text: bool,
}

impl Joined {
    fn add(&mut self, part: &Tree) {
        self.is_text = matches!(part, Tree::Text(_));
        let written = ascii(part);
        let inner = written.get(1..written.len().saturating_sub(1)).unwrap_or_default();
        if !self.is_text && !self.text.is_empty() && !inner.is_empty() {
            self.text.push(',');
        }
        self.text.push_str(inner);
    }
}

/// Writes a table with what `text` makes of its columns.
fn put_table(into: &mut String, name: &str, columns: &BTreeMap<String, Joined>, text: fn(&Joined) -> &str) {
    into.push_str(&format!("\"{name}\":{{"));
    for (place, (name, column)) in columns.iter().enumerate() {
        if place > 0 {
            into.push(',');
        }
        put(into, name, column, text(column));
    }
    into.push('}');
}

fn put(into: &mut String, name: &str, column: &Joined, text: &str) {
    let (before, after) = if column.is_text { ('"', '"') } else { ('[', ']') };
    into.push_str(&format!("\"{name}\":{before}"));
    into.push_str(text);
    into.push(after);
}
