//! Mappings as text, to be remembered for the next table with the same columns.

use std::fmt;

use super::{Field, Mapping, Preset};
use crate::ledger::{Pasted, words};
use crate::tracking::Stage;
use crate::value::Side;
use crate::value::notation::{DateOrder, DecimalSign};

/// A text that is no mapping.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MappingTextError {
    /// The first line that says nothing, counted from 1.
    pub line: usize,
}

impl fmt::Display for MappingTextError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {} of the remembered columns cannot be read; choose the columns again", self.line)
    }
}

impl std::error::Error for MappingTextError {}

const DECIMALS: [(DecimalSign, &str); 2] = [(DecimalSign::Point, "point"), (DecimalSign::Comma, "comma")];
const DATES: [(DateOrder, &str); 2] = [(DateOrder::DayFirst, "day"), (DateOrder::MonthFirst, "month")];
const SIDES: [(Side, &str); 2] = [(Side::You, "you"), (Side::Them, "them")];
const STAGES: [(Stage, &str); 4] =
    [(Stage::Introduced, "introduced"), (Stage::Qualified, "qualified"), (Stage::Won, "won"), (Stage::Lost, "lost")];

fn code<T: PartialEq>(codes: &[(T, &'static str)], value: &T) -> &'static str {
    codes.iter().find(|(other, _)| other == value).map_or("", |(_, code)| code)
}

fn coded<T: Copy>(codes: &[(T, &'static str)], text: &str) -> Option<T> {
    codes.iter().find(|(_, code)| *code == text).map(|(value, _)| *value)
}

impl Mapping {
    /// The mapping as text, line by line: a name, a colon and what it is. Unknown is nothing.
    #[must_use]
    pub fn to_text(&self) -> String {
        let mut text = String::new();
        let mut line = |name: &str, value: &str| {
            text.push_str(name);
            text.push_str(": ");
            text.push_str(value);
            text.push('\n');
        };
        for column in &self.columns {
            line("column", column.map_or("", Field::heading));
        }
        line("header", if self.header { "yes" } else { "no" });
        line("decimal", self.decimal.map_or("", |sign| code(&DECIMALS, &sign)));
        line("dates", self.dates.map_or("", |order| code(&DATES, &order)));
        line("made by", code(&SIDES, &self.made_by));
        line("preset", self.preset.map_or("", Preset::name));
        for (word, stage) in &self.stages {
            line(code(&STAGES, stage), &words(word));
        }
        text
    }

    /// The mapping that [`Mapping::to_text`] wrote.
    ///
    /// # Errors
    /// [`MappingTextError`] at the first line that says nothing.
    pub fn from_text(text: &str) -> Result<Mapping, MappingTextError> {
        let mut mapping = Mapping {
            columns: Vec::new(),
            header: true,
            decimal: None,
            dates: None,
            made_by: Side::Them,
            stages: Vec::new(),
            preset: None,
        };
        for (line, said) in (1..).zip(text.lines()) {
            mapping.take(said).ok_or(MappingTextError { line })?;
        }
        Ok(mapping)
    }

    fn take(&mut self, line: &str) -> Option<()> {
        let (name, value) = line.split_once(':')?;
        let value = value.trim();
        match name {
            "column" if value.is_empty() => self.columns.push(None),
            "column" => self.columns.push(Some(Field::headed(value)?)),
            "header" => self.header = coded(&[(true, "yes"), (false, "no")], value)?,
            "decimal" if value.is_empty() => self.decimal = None,
            "decimal" => self.decimal = Some(coded(&DECIMALS, value)?),
            "dates" if value.is_empty() => self.dates = None,
            "dates" => self.dates = Some(coded(&DATES, value)?),
            "made by" => self.made_by = coded(&SIDES, value)?,
            "preset" if value.is_empty() => self.preset = None,
            "preset" => self.preset = Some(Preset::ALL.into_iter().find(|preset| preset.name() == value)?),
            _ => self.stages.push((words(value), coded(&STAGES, name)?)),
        }
        Some(())
    }
}

/// How the last tables were meant, the newest first, to be used again for one with the same headings in whatever order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Memory(Vec<Meant>);

/// How a table with these headings was meant: a column for each of them.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Meant {
    headings: Vec<String>,
    mapping: Mapping,
}

/// What stands between two mappings in a text, and what between the headings and the rest of one. No heading holds them.
const BETWEEN: char = '\u{1e}';
const APART: char = '\u{1f}';

impl Memory {
    /// How many are remembered.
    pub const MOST: usize = 12;

    /// How this table was meant the last time.
    #[must_use]
    pub fn recall(&self, pasted: &Pasted) -> Option<Mapping> {
        let headings = headings(pasted.cells(0));
        if headings.len() != pasted.columns() {
            return None;
        }
        let Meant { headings: known, mapping } = self.0.iter().find(|meant| is_same(&meant.headings, &headings))?;
        let mut columns: Vec<(&String, Option<Field>)> = known.iter().zip(mapping.columns.iter().copied()).collect();
        let mut column = |heading| {
            let place = columns.iter().position(|(known, _)| *known == heading)?;
            columns.remove(place).1
        };
        Some(Mapping { columns: headings.iter().map(&mut column).collect(), ..mapping.clone() })
    }

    /// Remembers how a table was meant whose first row has these cells.
    pub fn remember<'a>(&mut self, first: impl Iterator<Item = &'a str>, mapping: Mapping) {
        let headings = headings(first);
        self.0.retain(|meant| !is_same(&meant.headings, &headings));
        self.0.insert(0, Meant { headings, mapping });
        self.0.truncate(Self::MOST);
    }

    /// All of it as text.
    #[must_use]
    pub fn to_text(&self) -> String {
        let one = |Meant { headings, mapping }: &Meant| format!("{}{APART}{}", headings.join("\n"), mapping.to_text());
        self.0.iter().map(one).collect::<Vec<_>>().join(&BETWEEN.to_string())
    }

    /// What [`Memory::to_text`] wrote; what cannot be read is forgotten.
    #[must_use]
    pub fn from_text(text: &str) -> Memory {
        let one = |text: &str| {
            let (headings, mapping) = text.split_once(APART)?;
            let headings: Vec<String> = headings.split('\n').map(str::to_owned).collect();
            let mapping = Mapping::from_text(mapping).ok()?;
            (headings.len() == mapping.columns.len()).then_some(Meant { headings, mapping })
        };
        Memory(text.split(BETWEEN).filter_map(one).take(Self::MOST).collect())
    }
}

fn headings<'a>(cells: impl Iterator<Item = &'a str>) -> Vec<String> {
    cells.map(words).collect()
}

fn is_same(some: &[String], others: &[String]) -> bool {
    let sorted = |headings: &[String]| {
        let mut headings = headings.to_vec();
        headings.sort_unstable();
        headings
    };
    some.len() == others.len() && sorted(some) == sorted(others)
}
