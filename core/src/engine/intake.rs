//! The import of a table as a task: from the bytes of a file to what would come of it.

use std::mem;
use std::sync::Arc;

use chrono::NaiveDate;

use super::wire::{IntakeV1, PartV1, RowsV1, WireError};
use super::{Long, Outcome};
use crate::ledger::{CHUNK, Parsing, PasteError, Pasted};
use crate::tracking::Ledger;
use crate::tracking::table::{Decoding, Encoding, Import, ImportRun, Looking, Mapping, Memory, Progress};
use crate::value::{Currency, Id, Reading};

/// A table that may come into a ledger.
#[derive(Clone, Debug)]
pub struct Intake {
    /// The bytes of its file, as they are.
    pub file: Arc<Vec<u8>>,
    /// What is known of how it is meant.
    pub meant: Meant,
    /// The ledger that it would come into.
    pub known: Known,
    /// The currency of the ledger.
    pub currency: Currency,
    /// How text is read where the table leaves it open.
    pub usual: Reading,
    /// Today.
    pub today: NaiveDate,
    /// The id of the first new contact; the next ones follow it.
    pub first_id: Id,
    ways: &'static Ways,
}

/// What is known of how a table is meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Meant {
    /// Nothing but how others were.
    Like(Memory),
    /// Its columns; the decimal sign and the order in dates are looked for anew.
    Columns(Mapping),
    /// All of it.
    So(Mapping),
}

/// A ledger, and as much of it as was written for the worker. Written ahead, some chunks at a time, it is sent in no time.
#[derive(Clone, Debug)]
pub struct Known {
    pub(super) ledger: Arc<Ledger>,
    pub(super) written: Vec<RowsV1>,
}

/// What a file turned out to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// How its bytes are text.
    pub encoding: Encoding,
    /// How many rows it has, a header included.
    pub rows: usize,
    /// How many cells the longest row has.
    pub columns: usize,
    /// The cells of its first rows, at most [`Table::SAMPLE`].
    pub first: Vec<Vec<String>>,
    /// How it is meant.
    pub mapping: Mapping,
    /// Words for stages that are not understood, to be asked for.
    pub unknown: Vec<String>,
}

/// What is new of an import.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Part {
    /// So many steps of the task are done.
    pub steps: u32,
    /// What the file is, once it is known; or why it is no table, which ends the task.
    pub table: Option<Result<Table, String>>,
    /// How much of the import came before; see [`Import::count`].
    pub before: usize,
    /// What comes of it beyond that.
    pub import: Import,
}

impl Part {
    /// Adds the part that came after it; one that begins anew takes its place. `false` where something in between is
    /// missing: then nothing is added.
    pub fn join(&mut self, next: Part) -> bool {
        if next.before == 0 {
            self.import = Import::default();
        }
        if self.import.count() != next.before {
            return false;
        }
        self.steps = next.steps;
        self.table = next.table.or(self.table.take());
        self.import.join(next.import);
        true
    }
}

/// What is done with an intake, behind pointers: whoever never makes one does not load the code that reads tables.
#[derive(Debug)]
pub(super) struct Ways {
    begin: fn(&Intake) -> Box<dyn Long>,
    pub(super) written: fn(&Intake) -> IntakeV1,
    pub(super) read: fn(PartV1) -> Result<Part, WireError>,
}

static WAYS: Ways =
    Ways { begin: |intake| Box::new(IntakeRun::new(intake)), written: |intake| intake.into(), read: PartV1::read };

impl Intake {
    /// A file that is to be read, and what it may depend on.
    #[must_use]
    pub fn new(
        file: Arc<Vec<u8>>,
        meant: Meant,
        known: Known,
        (currency, usual): (Currency, Reading),
        today: NaiveDate,
        first_id: Id,
    ) -> Intake {
        Intake { file, meant, known, currency, usual, today, first_id, ways: &WAYS }
    }

    /// The most bytes of a file that may be a table: as many as the longest text takes in the widest encoding.
    pub const MOST_BYTES: usize = 2 * Pasted::MOST_BYTES + 2;

    /// How many steps it takes: one for every byte in every pass.
    pub(super) fn steps(&self) -> u32 {
        u32::try_from(bytes(&self.file)).unwrap_or(u32::MAX).saturating_mul(PASSES)
    }

    pub(super) fn is_trivial(&self) -> bool {
        self.file.len() < TRIVIAL && self.known.ledger.referrals().len() < TRIVIAL / 32
    }

    pub(super) fn begin(&self) -> Box<dyn Long> {
        (self.ways.begin)(self)
    }

    pub(super) fn ways(&self) -> &'static Ways {
        self.ways
    }
}

impl PartialEq for Intake {
    fn eq(&self, other: &Intake) -> bool {
        let facts = |of: &Intake| (of.currency, of.usual, of.today, of.first_id);
        self.file == other.file
            && self.meant == other.meant
            && self.known.ledger == other.known.ledger
            && facts(self) == facts(other)
    }
}

/// A file of fewer bytes is read sooner than a worker begins to.
const TRIVIAL: usize = 20_000;
/// How much longer each pass takes than the shortest: decoding, taking apart, looking, importing.
const WEIGHTS: [u32; 4] = [1, 1, 2, 4];
const PASSES: u32 = 8;
/// How many things of a kind a part tells of: a chunk of what was added, which is taken whole.
pub(super) const PART: usize = CHUNK;

/// Even nothing takes a step.
fn bytes(file: &[u8]) -> usize {
    file.len().clamp(1, Intake::MOST_BYTES)
}

impl Known {
    /// A ledger of which nothing is written.
    #[must_use]
    pub fn new(ledger: Arc<Ledger>) -> Known {
        Known { ledger, written: Vec::new() }
    }

    /// The ledger.
    #[must_use]
    pub fn ledger(&self) -> &Arc<Ledger> {
        &self.ledger
    }
}

impl Table {
    /// How many of its first rows are told.
    pub const SAMPLE: usize = 4;
}

/// An intake under way.
struct IntakeRun {
    /// How many bytes the file has.
    bytes: usize,
    meant: Option<Meant>,
    ledger: Arc<Ledger>,
    usual: Reading,
    currency: Currency,
    today: NaiveDate,
    first_id: Id,
    pass: Pass,
    /// What is not told yet.
    table: Option<Result<Table, String>>,
    /// What came of it and is not told yet.
    came: Import,
    /// How much was told before.
    told: usize,
}

enum Pass {
    Decoding(Decoding),
    Parsing(Parsing, Encoding),
    Looking(Looking, Arc<Pasted>, Encoding),
    Importing(Box<ImportRun>, Progress),
    Over,
}

impl IntakeRun {
    fn new(intake: &Intake) -> IntakeRun {
        let Intake { file, meant, known, currency, usual, today, first_id, .. } = intake.clone();
        let mut run = IntakeRun {
            bytes: bytes(&file),
            meant: Some(meant),
            ledger: known.ledger,
            usual,
            currency,
            today,
            first_id,
            pass: Pass::Over,
            table: None,
            came: Import::default(),
            told: 0,
        };
        match file.len() {
            0..=Intake::MOST_BYTES => run.pass = Pass::Decoding(Decoding::new(file)),
            _ => run.table = Some(Err(PasteError::TooLong.to_string())),
        }
        run
    }

    /// The weights of the passes before this one, that of this one, how much of it is done and how much there is.
    fn progress(&self) -> (u32, u32, (usize, usize)) {
        let [decoding, parsing, looking, importing] = WEIGHTS;
        match &self.pass {
            Pass::Decoding(run) => (0, decoding, run.progress()),
            Pass::Parsing(run, _) => (decoding, parsing, run.progress()),
            Pass::Looking(run, ..) => (decoding + parsing, looking, run.progress()),
            Pass::Importing(_, so_far) => (decoding + parsing + looking, importing, (so_far.done, so_far.total)),
            Pass::Over => (PASSES, 0, (0, 1)),
        }
    }

    /// Goes on with the pass for about so many of its bytes or rows; what comes next.
    fn go_on(&mut self, pass: Pass, count: usize) -> Result<Pass, String> {
        Ok(match pass {
            Pass::Decoding(mut run) => match run.advance(count).map_err(|error| error.to_string())? {
                Some((text, encoding)) => {
                    Pass::Parsing(Parsing::new(text).map_err(|error| error.to_string())?, encoding)
                }
                None => Pass::Decoding(run),
            },
            Pass::Parsing(mut run, encoding) => match run.advance(count).map_err(|error| error.to_string())? {
                Some(pasted) => {
                    let pasted = Arc::new(pasted);
                    Pass::Looking(self.look(&pasted), pasted, encoding)
                }
                None => Pass::Parsing(run, encoding),
            },
            Pass::Looking(mut run, pasted, encoding) => match run.advance(count) {
                Some((mapping, unknown)) => self.import(pasted, encoding, mapping, unknown),
                None => Pass::Looking(run, pasted, encoding),
            },
            Pass::Importing(mut run, _) => {
                let so_far = run.advance(count);
                self.came.join(run.take());
                if so_far.is_done() { Pass::Over } else { Pass::Importing(run, so_far) }
            }
            Pass::Over => Pass::Over,
        })
    }

    fn look(&mut self, pasted: &Arc<Pasted>) -> Looking {
        let pasted = Arc::clone(pasted);
        match self.meant.take() {
            Some(Meant::So(mapping)) => Looking::known(pasted, mapping),
            Some(Meant::Columns(mapping)) => Looking::anew(pasted, mapping, self.usual),
            Some(Meant::Like(memory)) => match memory.recall(&pasted) {
                Some(mapping) => Looking::known(pasted, mapping),
                None => Looking::guess(pasted, self.usual),
            },
            None => Looking::guess(pasted, self.usual),
        }
    }

    /// Tells what the table is, and begins to import it if it is known how it is meant.
    fn import(&mut self, pasted: Arc<Pasted>, encoding: Encoding, mapping: Mapping, unknown: Vec<String>) -> Pass {
        let cells = |row| pasted.cells(row).map(str::to_owned).collect();
        self.table = Some(Ok(Table {
            encoding,
            rows: pasted.rows(),
            columns: pasted.columns(),
            first: (0..pasted.rows().min(Table::SAMPLE)).map(cells).collect(),
            mapping: mapping.clone(),
            unknown,
        }));
        let ledger = Arc::clone(&self.ledger);
        match ImportRun::new(pasted, mapping, ledger, self.currency, self.today, self.first_id) {
            Ok(run) => Pass::Importing(Box::new(run), Progress { done: 0, total: 1 }),
            Err(_) => Pass::Over,
        }
    }
}

impl Long for IntakeRun {
    fn steps(&self) -> u32 {
        let (before, weight, (done, total)) = self.progress();
        let bytes = self.bytes as u64;
        let of_pass = u64::from(weight) * bytes * done.min(total) as u64 / total.max(1) as u64;
        let steps = u64::from(before) * bytes + of_pass;
        let all = u64::from(PASSES) * bytes;
        // Until all is told it is not over.
        let is_over = matches!(self.pass, Pass::Over) && !holds(&self.came, PART + 1);
        u32::try_from(if is_over { all } else { steps.min(all - 1) }).unwrap_or(u32::MAX)
    }

    fn advance(&mut self, count: u32) {
        if self.is_full() {
            return;
        }
        let (_, weight, (_, total)) = self.progress();
        let steps = (u64::from(weight) * self.bytes as u64).max(1);
        let count = usize::try_from(u64::from(count) * total as u64 / steps).unwrap_or(usize::MAX);
        let pass = mem::replace(&mut self.pass, Pass::Over);
        // A part should not hold much more than is told at once.
        let count = if matches!(pass, Pass::Importing(..)) { count.min(PART) } else { count };
        match self.go_on(pass, count.max(1)) {
            Ok(pass) => self.pass = pass,
            Err(reason) => self.table = Some(Err(reason)),
        }
    }

    fn is_full(&self) -> bool {
        holds(&self.came, PART)
    }

    fn so_far(&self) -> Outcome {
        let (table, import) = (self.table.clone(), self.came.clone().take_first(PART));
        Outcome::Import(Box::new(Part { steps: self.steps(), table, before: self.told, import }))
    }

    fn say(&mut self) -> Option<Outcome> {
        let (steps, before) = (self.steps(), self.told);
        let (table, import) = (self.table.take(), self.came.take_first(PART));
        self.told += import.count();
        Some(Outcome::Import(Box::new(Part { steps, table, before, import })))
    }
}

/// Whether an import has so many things of one kind.
fn holds(import: &Import, many: usize) -> bool {
    let rows = [import.added.len(), import.changed.len(), import.contacts.len(), import.bad.len()];
    rows.into_iter().any(|rows| rows >= many)
}
