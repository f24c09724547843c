use super::{Field, Mapping, Preset};
use crate::ledger::{Holds, Meaning, Pasted};
use crate::value::notation::{DateOrder, DecimalSign};
use crate::value::{Reading, Side};

impl Mapping {
    /// What the table seems to mean: by the program that exported it, else by its headings and by what its cells look like.
    /// Where nothing depends on the decimal sign or the order in dates, they are as `usual`; where the text could mean
    /// either, they are left open.
    #[must_use]
    pub fn guess(pasted: &Pasted, usual: Reading) -> Mapping {
        let preset = Preset::recognised(pasted);
        let header = preset.is_some() || pasted.has_header::<Field>();
        let known = preset.map(|preset| preset.columns(pasted)).unwrap_or_default();
        let columns = match preset {
            // Its headings say everything, and what a user added to another program's may say more.
            Some(Preset::Concord) => known,
            _ => pasted.name_columns(header, known, (Field::Introduced, Field::Client, Field::Expected)),
        };
        let mapping = Mapping {
            columns: Vec::new(),
            header,
            decimal: None,
            dates: None,
            made_by: preset.map_or(Side::Them, Preset::made_by),
            stages: preset.map(Preset::stages).unwrap_or_default(),
            preset,
        };
        mapping.with_columns(pasted, columns, usual)
    }

    /// The same for columns that the user has chosen: the decimal sign and the order in dates are looked for anew.
    #[must_use]
    pub fn with_columns(self, pasted: &Pasted, columns: Vec<Option<Field>>, usual: Reading) -> Mapping {
        let (decimal, dates) = match self.preset {
            Some(Preset::Concord) => own_signs(pasted, &columns, usual),
            _ => pasted.signs(&columns, self.header, usual),
        };
        Mapping { columns, decimal, dates, ..self }
    }

    /// What tells tables with the same columns from others, so that a mapping can be used again: the headings, each in
    /// lower case on a line of its own.
    #[must_use]
    pub fn signature(pasted: &Pasted) -> String {
        pasted.cells(0).map(crate::ledger::words).collect::<Vec<String>>().join("\n")
    }
}

/// Amounts that Concord wrote have no thousands, so that the only sign in one is the decimal sign; its dates read in any
/// order.
fn own_signs(pasted: &Pasted, columns: &[Option<Field>], usual: Reading) -> (Option<DecimalSign>, Option<DateOrder>) {
    let is_amount = |column: &Option<Field>| column.is_some_and(|field| field.holds() == Holds::Amount);
    let amounts = (1..pasted.rows()).flat_map(|row| pasted.cells(row).zip(columns).filter(|(_, c)| is_amount(c)));
    let sign = amounts.into_iter().find_map(|(text, _)| match text {
        text if text.contains(',') && !text.contains('.') => Some(DecimalSign::Comma),
        text if text.contains('.') && !text.contains(',') => Some(DecimalSign::Point),
        _ => None,
    });
    (Some(sign.unwrap_or(usual.decimal)), Some(usual.dates))
}
