//! Text pasted from a spreadsheet, or the text of a CSV file.

mod cells;
mod guess;
mod heading;

pub use cells::{Parsing, PasteError, Pasted};
pub use guess::Guess;
pub(crate) use guess::Signs;
pub(crate) use heading::{CLIENT, Holds, INTRODUCED, Meaning, PASSED_ON, PROJECT, words};

use std::borrow::Cow;

use super::{CellProblem, Column, Line, Row, Typed};
use crate::value::{Currency, Id, Reading};

/// The first pasted rows as they would be read, and how many of all can be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Preview {
    /// The first rows.
    pub rows: Vec<PreviewRow>,
    /// How many of all rows can be read.
    pub read: usize,
    /// How many of all rows cannot be read yet.
    pub unread: usize,
}

/// A pasted row: its cells, and what they are read as.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PreviewRow {
    /// The cells as pasted.
    pub cells: Vec<String>,
    /// What they say, or why they say nothing.
    pub row: Result<Row, Vec<CellProblem>>,
}

impl Pasted {
    /// The lines that the text makes with the columns of `guess`, each under a new id. A row that cannot be read is kept
    /// as it is.
    #[must_use]
    pub fn lines(
        &self,
        guess: &Guess,
        reading: Reading,
        currency: Currency,
        new_id: &mut dyn FnMut() -> Id,
    ) -> Vec<Line> {
        self.work(guess).map(|(_, typed)| Line::new(new_id(), typed, reading, currency)).collect()
    }

    /// How the text would be read, with its first `count` rows.
    #[must_use]
    pub fn preview(&self, guess: &Guess, reading: Reading, currency: Currency, count: usize) -> Preview {
        let mut preview = Preview { rows: Vec::new(), read: 0, unread: 0 };
        for (row, typed) in self.work(guess) {
            let read = typed.read(Id::from_u128(0), reading, currency);
            match &read {
                Ok(_) => preview.read += 1,
                Err(_) => preview.unread += 1,
            }
            if preview.rows.len() < count {
                preview.rows.push(PreviewRow { cells: self.cells(row).map(str::to_owned).collect(), row: read });
            }
        }
        preview
    }

    /// The rows below the header, as cells of the list.
    fn work(&self, guess: &Guess) -> impl Iterator<Item = (usize, Typed)> {
        (usize::from(guess.header)..self.rows()).map(|row| {
            let cells = self.cells(row).zip(&guess.columns);
            let filled = cells.filter_map(|(text, column)| Some((text, (*column)?)));
            (row, filled.fold(Typed::default(), |typed, (text, column)| filled_in(typed, column, text)))
        })
    }
}

/// The cells with `text` in `column`. A line break inside a cell is layout, and reads as a space.
fn filled_in(typed: Typed, column: Column, text: &str) -> Typed {
    typed.with(column, &on_one_line(text))
}

/// The text with a space for every line break.
pub(crate) fn on_one_line(text: &str) -> Cow<'_, str> {
    if text.contains(['\n', '\r']) { text.replace("\r\n", " ").replace(['\n', '\r'], " ").into() } else { text.into() }
}

#[cfg(test)]
mod tests;
