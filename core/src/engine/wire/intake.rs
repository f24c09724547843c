//! The import of a table on its way: the task with the ledger that it comes into, and what comes of it in parts.

use std::fmt;
use std::sync::Arc;

use chrono::{Datelike, NaiveDate};
use serde::de::{SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::rows::{self, RowsV1};
use super::{WireError, column, text};
use crate::engine::intake::{Intake, Known, Meant, PART, Part, Table};
use crate::ledger::Pasted;
use crate::tracking::table::{BadRow, Change, Encoding, Import, Looking, Mapping, Memory};
use crate::tracking::{Contact, Ledger, Tracked};
use crate::value::notation::{DateOrder, DecimalSign};
use crate::value::{Currency, Id, Name, Reading};

/// An [`Intake`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct IntakeV1 {
    /// The bytes of the file.
    #[serde(with = "bytes")]
    file: Arc<Vec<u8>>,
    meant: MeantV1,
    contacts: ContactsV1,
    /// The referrals, chunk by chunk.
    referrals: Vec<RowsV1>,
    currency: String,
    /// Whether text is usually read with a decimal comma, and whether with the day first.
    usual: (bool, bool),
    /// Today, in days since the first of the year 1.
    today: i32,
    #[serde(with = "text")]
    first_id: Id,
}

/// A [`Meant`]: a mapping, or several, as text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum MeantV1 {
    /// [`Meant::Like`].
    Like(String),
    /// [`Meant::Columns`].
    Columns(String),
    /// [`Meant::So`].
    So(String),
}

/// A [`Part`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PartV1 {
    steps: u32,
    table: Option<FileV1>,
    before: u32,
    added: RowsV1,
    changed: RowsV1,
    /// Those of the changed that can be added too, under their numbers.
    alone: RowsV1,
    same: u32,
    repeated: u32,
    contacts: ContactsV1,
    bad: Vec<BadV1>,
}

/// Contacts, of which nothing but who they are has to be known.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ContactsV1 {
    #[serde(with = "column")]
    ids: Vec<Id>,
    /// Their names, each with a line break behind it.
    names: String,
}

/// What a file is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum FileV1 {
    /// A table.
    Table(TableV1),
    /// None, and why.
    Refused(String),
}

/// A [`Table`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TableV1 {
    encoding: u8,
    rows: u32,
    columns: u32,
    /// Rows of cells.
    first: Vec<String>,
    mapping: String,
    unknown: Vec<String>,
}

/// A [`BadRow`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BadV1 {
    line: u32,
    cells: String,
    reasons: String,
}

/// What ends a cell: no table holds it.
const END: char = '\0';

const ENCODINGS: [Encoding; 4] = [Encoding::Utf8, Encoding::Utf16Le, Encoding::Utf16Be, Encoding::Windows1252];

impl From<&Intake> for IntakeV1 {
    fn from(intake: &Intake) -> IntakeV1 {
        let mut known = intake.known.clone();
        while !known.write_on() {}
        let contacts = known.ledger.contacts();
        IntakeV1 {
            file: Arc::clone(&intake.file),
            meant: match &intake.meant {
                Meant::Like(memory) => MeantV1::Like(memory.to_text()),
                Meant::Columns(mapping) => MeantV1::Columns(mapping.to_text()),
                Meant::So(mapping) => MeantV1::So(mapping.to_text()),
            },
            contacts: contacts.as_slice().into(),
            referrals: known.written,
            currency: intake.currency.code().to_owned(),
            usual: (intake.usual.decimal == DecimalSign::Comma, intake.usual.dates == DateOrder::DayFirst),
            today: intake.today.num_days_from_ce(),
            first_id: intake.first_id,
        }
    }
}

impl Known {
    /// Writes another chunk of the ledger for the worker; whether all of it is.
    pub fn write_on(&mut self) -> bool {
        let referrals = self.ledger.referrals();
        if let Some(chunk) = referrals.chunk(self.written.len()) {
            self.written.push(rows::written(chunk));
        }
        referrals.chunk(self.written.len()).is_none()
    }
}

impl From<&[Contact]> for ContactsV1 {
    fn from(contacts: &[Contact]) -> ContactsV1 {
        ContactsV1 {
            ids: contacts.iter().map(Contact::id).collect(),
            names: contacts.iter().flat_map(|contact| [contact.name().as_str(), "\n"]).collect(),
        }
    }
}

impl ContactsV1 {
    fn read(self) -> Result<Vec<Contact>, WireError> {
        let names: Vec<&str> = self.names.split_terminator('\n').collect();
        if names.len() != self.ids.len() {
            return Err(WireError::Contact);
        }
        let contact = |(&id, name): (&Id, &str)| Ok(Contact::new(id, Name::new(name).map_err(|_| WireError::Text)?));
        self.ids.iter().zip(names).map(contact).collect()
    }
}

fn cells(cells: &[String]) -> String {
    cells.iter().flat_map(|cell| [cell.as_str(), "\0"]).collect()
}

fn cells_of(text: &str) -> Vec<String> {
    text.split_terminator(END).map(str::to_owned).collect()
}

impl TryFrom<IntakeV1> for Intake {
    type Error = WireError;
    fn try_from(said: IntakeV1) -> Result<Intake, WireError> {
        let mapping = |text: &str| Mapping::from_text(text).map_err(|_| WireError::Table);
        let meant = match said.meant {
            MeantV1::Like(text) => Meant::Like(Memory::from_text(&text)),
            MeantV1::Columns(text) => Meant::Columns(mapping(&text)?),
            MeantV1::So(text) => Meant::So(mapping(&text)?),
        };
        let mut ledger = Ledger::default().with_contacts(said.contacts.read()?).map_err(WireError::Ledger)?;
        for chunk in &said.referrals {
            ledger = ledger.with(chunk.read()?).map_err(WireError::Ledger)?;
        }
        let currency = Currency::new(&said.currency).map_err(|_| WireError::Currency)?;
        let usual = Reading {
            decimal: if said.usual.0 { DecimalSign::Comma } else { DecimalSign::Point },
            dates: if said.usual.1 { DateOrder::DayFirst } else { DateOrder::MonthFirst },
        };
        let today = NaiveDate::from_num_days_from_ce_opt(said.today).ok_or(WireError::Numbers)?;
        let known = Known::new(Arc::new(ledger));
        Ok(Intake::new(said.file, meant, known, (currency, usual), today, said.first_id))
    }
}

impl From<&Part> for PartV1 {
    fn from(part: &Part) -> PartV1 {
        let Import { added, changed, same, repeated, contacts, bad } = &part.import;
        let alone: Vec<&Tracked> = changed.iter().filter_map(|change| change.alone.as_ref()).collect();
        PartV1 {
            steps: part.steps,
            table: part.table.as_ref().map(|table| match table {
                Ok(table) => FileV1::Table(table.into()),
                Err(reason) => FileV1::Refused(reason.clone()),
            }),
            before: count(part.before),
            added: rows::written(added.iter()),
            changed: rows::written(changed.iter().map(|change| &change.tracked)),
            alone: rows::written(alone),
            same: count(*same),
            repeated: count(*repeated),
            contacts: contacts.as_slice().into(),
            bad: bad.iter().map(BadV1::from).collect(),
        }
    }
}

impl From<&Table> for TableV1 {
    fn from(table: &Table) -> TableV1 {
        let encoding = ENCODINGS.iter().zip(0..).find(|(encoding, _)| **encoding == table.encoding);
        TableV1 {
            encoding: encoding.map_or(0, |(_, place)| place),
            rows: count(table.rows),
            columns: count(table.columns),
            first: table.first.iter().map(|row| cells(row)).collect(),
            mapping: table.mapping.to_text(),
            unknown: table.unknown.clone(),
        }
    }
}

impl From<&BadRow> for BadV1 {
    fn from(bad: &BadRow) -> BadV1 {
        BadV1 { line: count(bad.line), cells: cells(&bad.cells), reasons: bad.reasons.clone() }
    }
}

/// No table and no ledger has more.
fn count(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

impl PartV1 {
    /// How many steps are done.
    pub(super) fn steps(&self) -> u32 {
        self.steps
    }

    /// A part of what can come of a table.
    pub(in crate::engine) fn read(self) -> Result<Part, WireError> {
        let counts = [self.before, self.same, self.repeated].map(|count| count as usize);
        let [before, same, repeated] = counts;
        // Every row of the table and as many contacts.
        if counts.into_iter().any(|count| count > 2 * Pasted::MOST_ROWS) || self.bad.len() > PART {
            return Err(WireError::Table);
        }
        let few = |rows: RowsV1| {
            rows.read().and_then(|rows| if rows.len() > PART { Err(WireError::Table) } else { Ok(rows) })
        };
        let (added, changed, alone) = (few(self.added)?, few(self.changed)?, few(self.alone)?);
        let mut alone = alone.into_iter().peekable();
        let changed: Vec<Change> = changed
            .into_iter()
            .map(|tracked| {
                let alone = alone.next_if(|alone| alone.number() == tracked.number());
                Change { tracked, alone }
            })
            .collect();
        let contacts = self.contacts.read()?;
        if alone.next().is_some() || contacts.len() > PART {
            return Err(WireError::Table);
        }
        let table = match self.table {
            Some(FileV1::Table(table)) => Some(Ok(table.read()?)),
            Some(FileV1::Refused(reason)) => Some(Err(reason)),
            None => None,
        };
        let bad = self.bad.into_iter().map(|BadV1 { line, cells, reasons }| BadRow {
            line: line as usize,
            cells: cells_of(&cells),
            reasons,
        });
        let import =
            Import { added: added.into_iter().collect(), changed, same, repeated, contacts, bad: bad.collect() };
        Ok(Part { steps: self.steps, table, before, import })
    }
}

impl TableV1 {
    fn read(self) -> Result<Table, WireError> {
        let encoding = *ENCODINGS.get(usize::from(self.encoding)).ok_or(WireError::Table)?;
        let mapping = Mapping::from_text(&self.mapping).map_err(|_| WireError::Table)?;
        let first: Vec<Vec<String>> = self.first.iter().map(|row| cells_of(row)).collect();
        let (rows, columns) = (self.rows as usize, self.columns as usize);
        let is_table = (1..=Pasted::MOST_ROWS).contains(&rows)
            && columns <= Pasted::MOST_COLUMNS
            && first.len() <= Table::SAMPLE.min(rows)
            && first.iter().all(|row| row.len() <= columns)
            && self.unknown.len() <= Looking::MOST_UNKNOWN;
        if is_table {
            Ok(Table { encoding, rows, columns, first, mapping, unknown: self.unknown })
        } else {
            Err(WireError::Table)
        }
    }
}

/// Bytes that cross as they are.
mod bytes {
    use super::*;

    pub(super) fn serialize<S: Serializer>(bytes: &[u8], serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_bytes(bytes)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Arc<Vec<u8>>, D::Error> {
        struct Bytes;
        impl<'de> Visitor<'de> for Bytes {
            type Value = Vec<u8>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("bytes")
            }
            fn visit_byte_buf<E>(self, bytes: Vec<u8>) -> Result<Vec<u8>, E> {
                Ok(bytes)
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut bytes: A) -> Result<Vec<u8>, A::Error> {
                let mut all = Vec::new();
                while let Some(byte) = bytes.next_element()? {
                    all.push(byte);
                }
                Ok(all)
            }
        }
        deserializer.deserialize_byte_buf(Bytes).map(Arc::new)
    }
}
