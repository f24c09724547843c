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
    /// How many cells the longest row has.
    columns: usize,
}

/// A text while it is being taken apart, some of it at a time.
#[derive(Debug)]
pub struct Parsing {
    text: String,
    /// Where the first row starts: behind a line that declares the delimiter.
    start: usize,
    /// How much of the text is taken apart.
    at: usize,
    delimiter: u8,
    split: Box<Split>,
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
const DELIMITERS: [u8; 4] = [b'\t', b';', b',', b'|'];

/// The bytes of a byte order mark, which the reader knows only if it comes in one piece.
const MARK: usize = 3;

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

    /// Takes apart what Excel, Google Sheets and LibreOffice put on the clipboard, or a CSV file with commas, semicolons,
    /// tabs or bars (RFC 4180). A quotation mark that nothing closes is text.
    ///
    /// # Errors
    /// [`PasteError`] for a text without any, or past one of the limits.
    pub fn parse(text: &str) -> Result<Pasted, PasteError> {
        let mut parsing = Parsing::new(text.to_owned())?;
        loop {
            if let Some(pasted) = parsing.advance(usize::MAX)? {
                return Ok(pasted);
            }
        }
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
        self.columns
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

impl Parsing {
    /// A text of which nothing is taken apart yet.
    ///
    /// # Errors
    /// [`PasteError`] for a text that is too long, or none at all.
    pub fn new(text: String) -> Result<Parsing, PasteError> {
        if text.len() > Pasted::MOST_BYTES {
            return Err(PasteError::TooLong);
        }
        if text.contains('\0') {
            return Err(PasteError::Binary);
        }
        let (delimiter, start) = match declared_delimiter(&text) {
            Some((delimiter, rest)) => (delimiter, text.len() - rest.len()),
            None => (likeliest_delimiter(&text), 0),
        };
        let split = Box::new(Split::new(text.len() - start, delimiter, true, first_line(start)));
        Ok(Parsing { text, start, at: start, delimiter, split })
    }

    /// Takes about so many bytes more apart; all of the text, once it is. Where a quotation mark stays open, it begins anew.
    ///
    /// # Errors
    /// As [`Pasted::parse`].
    pub fn advance(&mut self, bytes: usize) -> Result<Option<Pasted>, PasteError> {
        let until = self.at.saturating_add(bytes.max(MARK)).min(self.text.len());
        while self.at < until {
            let input = self.text.as_bytes().get(self.at..until).unwrap_or_default();
            self.at = until - self.split.read(input)?.len();
        }
        if self.at < self.text.len() {
            return Ok(None);
        }
        if !self.split.close()? {
            let Parsing { text, start, delimiter, .. } = self;
            *self.split = Split::new(text.len() - *start, *delimiter, false, first_line(*start));
            self.at = self.start;
            return Ok(None);
        }
        let split = std::mem::take(&mut *self.split);
        if split.rows.is_empty() {
            return Err(PasteError::Empty);
        }
        // Cut at ASCII signs alone, so each cell is as valid as the text was.
        let text = String::from_utf8(split.text).map_err(|_| PasteError::Empty)?;
        Ok(Some(Pasted { text, cells: split.cells, rows: split.rows, lines: split.lines, columns: split.columns }))
    }

    /// How much of the text is taken apart, and how much there is.
    #[must_use]
    pub fn progress(&self) -> (usize, usize) {
        (self.at, self.text.len())
    }
}

/// The line of the first row: a declared delimiter has the first one to itself.
const fn first_line(start: usize) -> usize {
    if start == 0 { 1 } else { 2 }
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
        let mut split = Split::new(sample.len(), delimiter, true, 1);
        if split.read_all(sample.as_bytes()).is_err() {
            // Too much for a row: rather this than none at all, so that the limit is what is told.
            return (false, 1);
        }
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
#[derive(Debug, Default)]
struct Split {
    reader: Reader,
    text: Vec<u8>,
    cells: Vec<usize>,
    rows: Vec<usize>,
    lines: Vec<usize>,
    columns: usize,
    /// The line that is being read.
    line: usize,
    /// What was read last.
    last: u8,
    record: Record,
}

/// The row that is being read.
#[derive(Debug)]
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

impl Default for Record {
    fn default() -> Record {
        Record { start: 0, length: 0, ends: [0; Pasted::MOST_COLUMNS + 1], cells: 0, line: None }
    }
}

impl Split {
    /// Room for a text of so many bytes, of which nothing is read yet.
    fn new(bytes: usize, delimiter: u8, quoting: bool, line: usize) -> Split {
        let reader = ReaderBuilder::new().delimiter(delimiter).quoting(quoting).build();
        Split { reader, text: vec![0; bytes + 1], line, ..Split::default() }
    }

    /// Reads all of a text, but for a row that a quotation mark keeps open.
    fn read_all(&mut self, mut input: &[u8]) -> Result<(), PasteError> {
        while !input.is_empty() {
            input = self.read(input)?;
        }
        self.close().map(|_| ())
    }

    /// Ends the text; whether its last row ended too. A line break ends it, unless a quotation mark is still open: then it
    /// is text.
    fn close(&mut self) -> Result<bool, PasteError> {
        let length = self.record.length;
        self.read(b"\n")?;
        self.text.truncate(self.record.start);
        Ok(self.record.length <= length)
    }

    /// Reads on until the row or the input ends; returns the rest of the input.
    fn read<'a>(&mut self, input: &'a [u8]) -> Result<&'a [u8], PasteError> {
        let Split { reader, text, record, .. } = self;
        let output = text.get_mut(record.start + record.length..).unwrap_or_default();
        let ends = record.ends.get_mut(record.cells..).unwrap_or_default();
        let (result, read, length, cells) = reader.read_record(input, output, ends);
        record.length += length;
        record.cells += cells;
        self.count_lines(input.get(..read).unwrap_or_default());
        if self.record.cells > Pasted::MOST_COLUMNS {
            return Err(PasteError::TooManyColumns { row: self.rows.len() + 1 });
        }
        if result == ReadRecordResult::Record {
            self.keep()?;
            let record = &mut self.record;
            (record.length, record.cells, record.line) = (0, 0, None);
        }
        Ok(input.get(read..).unwrap_or_default())
    }

    /// Counts the line breaks in what was read, `\r\n` as one. Those before the row's first character are no part of it.
    fn count_lines(&mut self, read: &[u8]) {
        for &byte in read {
            match byte {
                b'\n' if self.last == b'\r' => {}
                b'\n' | b'\r' => self.line += 1,
                _ if self.record.line.is_none() => self.record.line = Some(self.line),
                _ => {}
            }
            self.last = byte;
        }
    }

    /// Keeps the row, unless it holds nothing.
    fn keep(&mut self) -> Result<(), PasteError> {
        let Split { text, record, .. } = self;
        let text = text.get(record.start..record.start + record.length).unwrap_or_default();
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
        self.columns = self.columns.max(record.cells);
        record.start += record.length;
        if self.rows.len() > Pasted::MOST_ROWS { Err(PasteError::TooManyRows) } else { Ok(()) }
    }
}
