use std::fmt;

use csv_core::{ReadRecordResult, Reader, ReaderBuilder};

/// A pasted text, taken apart into rows and cells. Rows without any text are left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pasted {
    /// All cells one after the other, their quotes resolved.
    text: String,
    /// Where each cell ends in the text.
    cells: Vec<usize>,
    /// Where each row ends among the cells.
    rows: Vec<usize>,
    /// On which line of the text each row starts, counted from 1.
    lines: Vec<usize>,
}

/// Why a text cannot be taken apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PasteError {
    /// No text at all.
    Empty,
    /// It holds the character of code zero, which no text does: a workbook or a picture.
    Binary,
    /// More than [`Pasted::MOST_BYTES`].
    TooLong,
    /// More than [`Pasted::MOST_ROWS`].
    TooManyRows,
    /// More than [`Pasted::MOST_COLUMNS`].
    TooManyColumns {
        /// The row, counted from 1 without empty ones.
        row: usize,
    },
    /// A cell of more than [`Pasted::LONGEST_CELL`].
    LongCell {
        /// Its row, counted from 1 without empty ones.
        row: usize,
    },
}

impl fmt::Display for PasteError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            PasteError::Empty => f.write_str("there is no text in it"),
            PasteError::Binary => f.write_str("this is no text; open it in your spreadsheet and save it as CSV first"),
            PasteError::TooLong => write!(f, "the text is longer than {} MB", Pasted::MOST_BYTES / 1_000_000),
            PasteError::TooManyRows => write!(f, "there are more than {} rows", Pasted::MOST_ROWS),
            PasteError::TooManyColumns { row } => {
                write!(f, "row {row} has more than {} columns", Pasted::MOST_COLUMNS)
            }
            PasteError::LongCell { row } => {
                write!(f, "row {row} has a cell of more than {} characters", Pasted::LONGEST_CELL)
            }
        }
    }
}

impl std::error::Error for PasteError {}

/// What separates cells, the likelier first: spreadsheets put tabs on the clipboard, and a comma may be a decimal sign.
const DELIMITERS: [u8; 3] = [b'\t', b';', b','];

/// How much of a text decides what separates its cells.
const SAMPLE: usize = 50_000;

impl Pasted {
    /// The most bytes of a text.
    pub const MOST_BYTES: usize = 10_000_000;
    /// The most rows, a header included.
    pub const MOST_ROWS: usize = 200_000;
    /// The most cells in a row.
    pub const MOST_COLUMNS: usize = 500;
    /// The most characters in a cell.
    pub const LONGEST_CELL: usize = 100_000;

    /// Takes apart what Excel, Google Sheets and LibreOffice put on the clipboard, or a CSV file with commas, semicolons or
    /// tabs (RFC 4180). A quotation mark that nothing closes is text.
    ///
    /// # Errors
    /// [`PasteError`] for a text without any, or past one of the limits.
    pub fn parse(text: &str) -> Result<Pasted, PasteError> {
        if text.len() > Self::MOST_BYTES {
            return Err(PasteError::TooLong);
        }
        if text.contains('\0') {
            return Err(PasteError::Binary);
        }
        let whole = text.len();
        let (delimiter, text) = match declared_delimiter(text) {
            Some((delimiter, rest)) => (delimiter, rest),
            None => (likeliest_delimiter(text), text),
        };
        // A declared delimiter has the first line to itself.
        let first = if text.len() == whole { 1 } else { 2 };
        let mut split = Split::new(text, delimiter, true, first)?;
        if split.unclosed {
            split = Split::new(text, delimiter, false, first)?;
        }
        if split.rows.is_empty() {
            return Err(PasteError::Empty);
        }
        // Cut at ASCII signs alone, so each cell is as valid as the text was.
        let text = String::from_utf8(split.text).map_err(|_| PasteError::Empty)?;
        Ok(Pasted { text, cells: split.cells, rows: split.rows, lines: split.lines })
    }

    /// The number of rows, a header included.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.rows.len()
    }

    /// The line of the text on which a row starts, counted from 1: rows without text and line breaks inside a cell count too.
    #[must_use]
    pub fn line(&self, row: usize) -> usize {
        self.lines.get(row).copied().unwrap_or(0)
    }

    /// The number of cells in the longest row.
    #[must_use]
    pub fn columns(&self) -> usize {
        (0..self.rows()).map(|row| self.cells(row).count()).max().unwrap_or(0)
    }

    /// The cells of a row, counted from 0.
    pub fn cells(&self, row: usize) -> impl Iterator<Item = &str> {
        let end = self.rows.get(row).copied().unwrap_or(0);
        let first = row.checked_sub(1).and_then(|before| self.rows.get(before)).copied().unwrap_or(0);
        (first..end).map(|cell| {
            let start = cell.checked_sub(1).and_then(|before| self.cells.get(before)).copied().unwrap_or(0);
            self.cells.get(cell).and_then(|&end| self.text.get(start..end)).unwrap_or_default()
        })
    }
}

/// The delimiter that Excel writes on the first line of a CSV file as `sep=;`, and the text behind that line.
fn declared_delimiter(text: &str) -> Option<(u8, &str)> {
    let (first, rest) = text.trim_start_matches('\u{FEFF}').split_once('\n')?;
    match first.trim_end_matches('\r').strip_prefix("sep=")?.as_bytes() {
        [delimiter] if delimiter.is_ascii() => Some((*delimiter, rest)),
        _ => None,
    }
}

/// The delimiter that gives the first row as many cells as the second, and then the most rows as many as the row before,
/// at least two. A quotation mark counts only where a cell starts, so that with the wrong delimiter a text of many lines
/// inside a cell looks like rows; but the heads of columns never do.
fn likeliest_delimiter(text: &str) -> u8 {
    let sample = text.get(..text.floor_char_boundary(SAMPLE)).unwrap_or(text);
    let alike = |delimiter: u8| {
        let Ok(mut split) = Split::new(sample, delimiter, true, 1) else {
            // Too much for a row: rather this than none at all, so that the limit is what is told.
            return (false, 1);
        };
        if sample.len() < text.len() {
            // The sample ends somewhere inside its last row.
            split.rows.pop();
        }
        let starts = [0].iter().chain(&split.rows);
        let widths: Vec<usize> = split.rows.iter().zip(starts).map(|(end, start)| end - start).collect();
        let wide = widths.iter().filter(|&&width| width > 1).count();
        let is_alike = |[above, below]: &[usize; 2]| above == below && *below > 1;
        let pairs = widths.array_windows().filter(|pair| is_alike(pair)).count();
        (widths.array_windows().next().is_some_and(is_alike), pairs * 2 + wide.min(1))
    };
    // The last of equals wins, so the likeliest comes last.
    DELIMITERS.into_iter().rev().max_by_key(|&delimiter| alike(delimiter)).unwrap_or(b'\t')
}

/// A text as csv-core takes it apart.
struct Split {
    text: Vec<u8>,
    cells: Vec<usize>,
    rows: Vec<usize>,
    lines: Vec<usize>,
    /// The line that is being read.
    line: usize,
    /// What was read last.
    last: u8,
    /// Whether the text ends inside quotation marks; its last row is left out then.
    unclosed: bool,
}

/// The row that is being read.
struct Record {
    /// Where its text starts.
    start: usize,
    /// How long its text is so far.
    length: usize,
    /// Where its cells end, counted from its start; one more than a row can have.
    ends: [usize; Pasted::MOST_COLUMNS + 1],
    /// How many of them there are so far.
    cells: usize,
    /// On which line it starts; nothing before its first character.
    line: Option<usize>,
}

impl Split {
    fn new(text: &str, delimiter: u8, quoting: bool, line: usize) -> Result<Split, PasteError> {
        let mut reader = ReaderBuilder::new().delimiter(delimiter).quoting(quoting).build();
        let mut split = Split {
            text: vec![0; text.len() + 1],
            cells: Vec::new(),
            rows: Vec::new(),
            lines: Vec::new(),
            line,
            last: 0,
            unclosed: false,
        };
        let mut record = Record { start: 0, length: 0, ends: [0; Pasted::MOST_COLUMNS + 1], cells: 0, line: None };
        let mut input = text.as_bytes();
        while !input.is_empty() {
            input = split.read(&mut reader, input, &mut record)?;
        }
        // A line break ends the last row, unless a quotation mark is still open: then it is text.
        let length = record.length;
        split.read(&mut reader, b"\n", &mut record)?;
        split.unclosed = record.length > length;
        split.text.truncate(record.start);
        Ok(split)
    }

    /// Reads on until the row or the input ends; returns the rest of the input.
    fn read<'a>(&mut self, reader: &mut Reader, input: &'a [u8], record: &mut Record) -> Result<&'a [u8], PasteError> {
        let output = self.text.get_mut(record.start + record.length..).unwrap_or_default();
        let ends = record.ends.get_mut(record.cells..).unwrap_or_default();
        let (result, read, length, cells) = reader.read_record(input, output, ends);
        record.length += length;
        record.cells += cells;
        self.count_lines(input.get(..read).unwrap_or_default(), record);
        if record.cells > Pasted::MOST_COLUMNS {
            return Err(PasteError::TooManyColumns { row: self.rows.len() + 1 });
        }
        if result == ReadRecordResult::Record {
            self.keep(record)?;
            record.length = 0;
            record.cells = 0;
            record.line = None;
        }
        Ok(input.get(read..).unwrap_or_default())
    }

    /// Counts the line breaks in what was read, `\r\n` as one. Those before the row's first character are no part of it.
    fn count_lines(&mut self, read: &[u8], record: &mut Record) {
        for &byte in read {
            match byte {
                b'\n' if self.last == b'\r' => {}
                b'\n' | b'\r' => self.line += 1,
                _ if record.line.is_none() => record.line = Some(self.line),
                _ => {}
            }
            self.last = byte;
        }
    }

    /// Keeps the row, unless it holds nothing.
    fn keep(&mut self, record: &mut Record) -> Result<(), PasteError> {
        let text = self.text.get(record.start..record.start + record.length).unwrap_or_default();
        if text.trim_ascii().is_empty() {
            return Ok(());
        }
        let mut start = 0;
        for &end in record.ends.iter().take(record.cells) {
            let cell = text.get(start..end).unwrap_or_default();
            // Every character has one byte that does not continue another.
            let characters = || cell.iter().filter(|&&byte| byte & 0b1100_0000 != 0b1000_0000).count();
            if cell.len() > Pasted::LONGEST_CELL && characters() > Pasted::LONGEST_CELL {
                return Err(PasteError::LongCell { row: self.rows.len() + 1 });
            }
            self.cells.push(record.start + end);
            start = end;
        }
        self.rows.push(self.cells.len());
        self.lines.push(record.line.unwrap_or(self.line));
        record.start += record.length;
        if self.rows.len() > Pasted::MOST_ROWS { Err(PasteError::TooManyRows) } else { Ok(()) }
    }
}
