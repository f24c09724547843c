use std::fmt;

use super::vocabulary::Worded;
use super::{Field, Preset};
use crate::ledger::words;
use crate::tracking::Stage;
use crate::value::notation::{DateOrder, DecimalSign};
use crate::value::{Reading, Side};

/// How a table is meant. The user confirms or changes what was guessed before anything is read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mapping {
    /// What each column holds; nothing for one that is left out.
    pub columns: Vec<Option<Field>>,
    /// Whether the first row holds the names of the columns.
    pub header: bool,
    /// The decimal sign, once it is known.
    pub decimal: Option<DecimalSign>,
    /// The order in dates, once it is known.
    pub dates: Option<DateOrder>,
    /// Who made the introductions of which no column says it.
    pub made_by: Side,
    /// What words for stages mean, beyond those that are understood anyway: lower case, one space between words.
    pub stages: Vec<(String, Stage)>,
    /// Whose export it is, if it was recognised.
    pub preset: Option<Preset>,
}

/// Why a table cannot be read yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MappingFault {
    /// No column holds this, and every referral needs it.
    Missing(Field),
    /// Two columns hold this.
    Twice(Field),
    /// The decimal sign is not known.
    DecimalSign,
    /// The order in dates is not known.
    DateOrder,
}

impl fmt::Display for MappingFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            MappingFault::Missing(field) => {
                write!(f, "no column holds \"{}\"; say which one does", field.heading())
            }
            MappingFault::Twice(field) => {
                write!(f, "two columns hold \"{}\"; leave one of them out", field.heading())
            }
            MappingFault::DecimalSign => f.write_str("say whether amounts have a decimal point or a decimal comma"),
            MappingFault::DateOrder => f.write_str("say whether dates start with the day or with the month"),
        }
    }
}

impl std::error::Error for MappingFault {}

impl Mapping {
    /// How the text is read, once both the decimal sign and the order in dates are known.
    #[must_use]
    pub fn reading(&self) -> Option<Reading> {
        Some(Reading { decimal: self.decimal?, dates: self.dates? })
    }

    /// What keeps the table from being read.
    #[must_use]
    pub fn faults(&self) -> Vec<MappingFault> {
        let count = |field: &Field| self.columns.iter().filter(|column| **column == Some(*field)).count();
        let needed = [Field::Client, Field::Introduced].into_iter().filter(|field| count(field) == 0);
        let twice = Field::ALL.into_iter().filter(|field| count(field) > 1);
        let mut faults: Vec<MappingFault> = needed.map(MappingFault::Missing).collect();
        faults.extend(twice.map(MappingFault::Twice));
        faults.extend(self.decimal.is_none().then_some(MappingFault::DecimalSign));
        faults.extend(self.dates.is_none().then_some(MappingFault::DateOrder));
        faults
    }

    /// Whether some column holds this.
    #[must_use]
    pub fn has(&self, field: Field) -> bool {
        self.columns.contains(&Some(field))
    }

    /// What a word for a stage means.
    #[must_use]
    pub fn stage(&self, text: &str) -> Option<Stage> {
        let said = words(text);
        let own = self.stages.iter().find(|(word, _)| *word == said).map(|(_, stage)| *stage);
        own.or_else(|| Stage::read(text))
    }
}
