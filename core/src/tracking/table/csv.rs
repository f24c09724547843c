//! CSV as RFC 4180 has it, written by csv-core.

use super::formula::guarded;
use csv_core::{QuoteStyle, Terminator, WriteResult, Writer, WriterBuilder};

/// A cell of a [`sheet`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell {
    /// Words, which never become a formula.
    Text(String),
    /// A date or an amount, as it is.
    Figure(String),
}

/// Rows as a CSV file (RFC 4180), without a byte order mark, for what is not read in again.
#[must_use]
pub fn sheet(rows: impl IntoIterator<Item = Vec<Cell>>, separator: char) -> String {
    let mut csv = Csv::new(separator);
    for row in rows {
        let cells: Vec<_> = row
            .iter()
            .map(|cell| match cell {
                Cell::Text(text) => guarded(text),
                Cell::Figure(figure) => figure.as_str().into(),
            })
            .collect();
        csv.row(cells.iter().map(AsRef::as_ref));
    }
    csv.finish()
}

/// A CSV file while it is being written.
pub(super) struct Csv {
    writer: Writer,
    bytes: Vec<u8>,
}

impl Csv {
    /// A file whose cells this character separates; one that is not ASCII cannot.
    pub(super) fn new(separator: char) -> Csv {
        let delimiter = u8::try_from(separator).ok().filter(u8::is_ascii).unwrap_or(b',');
        let mut builder = WriterBuilder::new();
        builder.delimiter(delimiter).terminator(Terminator::CRLF).quote_style(QuoteStyle::Necessary);
        Csv { writer: builder.build(), bytes: Vec::new() }
    }

    /// Writes a row.
    pub(super) fn row<'a>(&mut self, cells: impl Iterator<Item = &'a str>) {
        for (place, cell) in cells.enumerate() {
            if place > 0 {
                self.put(2, |writer, output| {
                    let (result, written) = writer.delimiter(output);
                    (result, 0, written)
                });
            }
            // Every character a quotation mark, a mark around them, and the one that opens.
            let mut rest = cell.as_bytes();
            self.put(cell.len() * 2 + 3, |writer, output| {
                let (result, read, written) = writer.field(rest, output);
                rest = rest.get(read..).unwrap_or_default();
                (result, read, written)
            });
        }
        self.put(4, |writer, output| {
            let (result, written) = writer.terminator(output);
            (result, 0, written)
        });
    }

    /// The file's text.
    pub(super) fn finish(self) -> String {
        // Cells are text, and what stands between them is ASCII.
        String::from_utf8(self.bytes).unwrap_or_default()
    }

    fn put(&mut self, most: usize, mut write: impl FnMut(&mut Writer, &mut [u8]) -> (WriteResult, usize, usize)) {
        loop {
            let start = self.bytes.len();
            self.bytes.resize(start + most, 0);
            let output = self.bytes.get_mut(start..).unwrap_or_default();
            let (result, _, written) = write(&mut self.writer, output);
            self.bytes.truncate(start + written);
            if result == WriteResult::InputEmpty {
                return;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sheet_runs_no_words_and_leaves_figures_as_they_are() {
        let row = |text: &str, figure: &str| vec![Cell::Text(text.into()), Cell::Figure(figure.into())];
        let rows = [row("=HYPERLINK(1)", "-12.50"), row("Acme, Inc.", "2026-01-02")];
        assert_eq!(sheet(rows, ','), "'=HYPERLINK(1),-12.50\r\n\"Acme, Inc.\",2026-01-02\r\n");
    }

    #[test]
    fn quotes_only_what_has_to_be_quoted() {
        let mut csv = Csv::new(';');
        csv.row(["a", "b;c", "d \"e\"", "f\ng", "\"\"\"", ""].into_iter());
        csv.row(["", "1,50"].into_iter());
        assert_eq!(csv.finish(), "a;\"b;c\";\"d \"\"e\"\"\";\"f\ng\";\"\"\"\"\"\"\"\";\r\n;1,50\r\n");
    }
}
