use std::sync::Arc;

use super::{Field, Mapping, Preset};
use crate::ledger::{Holds, Meaning, Pasted, Signs, words};
use crate::value::notation::DecimalSign;
use crate::value::{Reading, Side};

/// How a table is meant, while its rows are looked at, some at a time.
#[derive(Debug)]
pub struct Looking {
    pasted: Arc<Pasted>,
    mapping: Mapping,
    /// How text is usually read; nothing where it is said how this one is.
    usual: Option<Reading>,
    signs: Signs,
    /// The decimal sign of an amount that Concord wrote.
    own: Option<DecimalSign>,
    unknown: Vec<String>,
    /// The row that is looked at next.
    row: usize,
}

impl Mapping {
    /// What the table seems to mean: by the program that exported it, else by its headings and by what its cells look like.
    /// Where nothing depends on the decimal sign or the order in dates, they are as `usual`; where the text could mean
    /// either, they are left open.
    #[must_use]
    pub fn guess(pasted: &Arc<Pasted>, usual: Reading) -> Mapping {
        let mut looking = Looking::guess(Arc::clone(pasted), usual);
        loop {
            if let Some((mapping, _)) = looking.advance(usize::MAX) {
                return mapping;
            }
        }
    }
}

impl Looking {
    /// How many words for stages that nobody knows are looked for: of more different ones the column holds something else.
    pub const MOST_UNKNOWN: usize = 12;

    /// At a table of which nothing is known; see [`Mapping::guess`].
    #[must_use]
    pub fn guess(pasted: Arc<Pasted>, usual: Reading) -> Looking {
        let preset = Preset::recognised(&pasted);
        let header = preset.is_some() || pasted.has_header::<Field>();
        let known = preset.map(|preset| preset.columns(&pasted)).unwrap_or_default();
        let columns = match preset {
            // Its headings say everything, and what a user added to another program's may say more.
            Some(Preset::Concord) => known,
            _ => pasted.name_columns(header, known, (Field::Introduced, Field::Client, Field::Expected)),
        };
        let mapping = Mapping {
            columns,
            header,
            decimal: None,
            dates: None,
            made_by: preset.map_or(Side::Them, Preset::made_by),
            stages: preset.map(Preset::stages).unwrap_or_default(),
            preset,
        };
        Looking::anew(pasted, mapping, usual)
    }

    /// At a table whose columns are known: the decimal sign and the order in dates are looked for, and stay as they are where
    /// the cells leave them open.
    #[must_use]
    pub fn anew(pasted: Arc<Pasted>, mapping: Mapping, usual: Reading) -> Looking {
        Looking { usual: Some(usual), ..Looking::known(pasted, mapping) }
    }

    /// At a table of which all is known.
    #[must_use]
    pub fn known(pasted: Arc<Pasted>, mapping: Mapping) -> Looking {
        let row = usize::from(mapping.header);
        Looking { pasted, mapping, usual: None, signs: Signs::default(), own: None, unknown: Vec::new(), row }
    }

    /// Looks at so many rows more; how the table is meant, once all are, and the words for stages that are not understood,
    /// in the order in which they appear, to be asked for.
    pub fn advance(&mut self, rows: usize) -> Option<(Mapping, Vec<String>)> {
        let until = self.row.saturating_add(rows.max(1)).min(self.pasted.rows());
        let stage = self.mapping.columns.iter().position(|column| *column == Some(Field::Stage));
        while self.row < until {
            match (self.usual, self.mapping.preset) {
                (None, _) => {}
                (Some(_), Some(Preset::Concord)) => self.look_at_own(),
                (Some(_), _) => self.signs.count(self.pasted.cells(self.row), &self.mapping.columns),
            }
            if let Some(stage) = stage {
                self.look_at_stage(stage);
            }
            self.row += 1;
        }
        (self.row >= self.pasted.rows()).then(|| self.meant())
    }

    /// How many rows were looked at, and how many there are.
    #[must_use]
    pub fn progress(&self) -> (usize, usize) {
        (self.row, self.pasted.rows())
    }

    /// Amounts that Concord wrote have no thousands, so that the only sign in one is the decimal sign.
    fn look_at_own(&mut self) {
        let is_amount = |column: &Option<Field>| column.is_some_and(|field| field.holds() == Holds::Amount);
        let cells = self.pasted.cells(self.row).zip(&self.mapping.columns);
        let mut amounts = cells.filter(|(_, column)| is_amount(column)).map(|(text, _)| text);
        self.own = self.own.or_else(|| {
            amounts.find_map(|text| match (text.contains('.'), text.contains(',')) {
                (false, true) => Some(DecimalSign::Comma),
                (true, false) => Some(DecimalSign::Point),
                _ => None,
            })
        });
    }

    fn look_at_stage(&mut self, column: usize) {
        let said = self.pasted.cells(self.row).nth(column).map(words).unwrap_or_default();
        let has_room = self.unknown.len() < Self::MOST_UNKNOWN;
        if has_room && !said.is_empty() && self.mapping.stage(&said).is_none() && !self.unknown.contains(&said) {
            self.unknown.push(said);
        }
    }

    fn meant(&mut self) -> (Mapping, Vec<String>) {
        let mut mapping = self.mapping.clone();
        if let Some(usual) = self.usual {
            let (decimal, dates) = match mapping.preset {
                // Its dates read in any order.
                Some(Preset::Concord) => (Some(self.own.unwrap_or(usual.decimal)), Some(usual.dates)),
                _ => std::mem::take(&mut self.signs).decide(usual),
            };
            (mapping.decimal, mapping.dates) = (decimal.or(mapping.decimal), dates.or(mapping.dates));
        }
        (mapping, std::mem::take(&mut self.unknown))
    }
}
