//! The ledger as a table of text, both ways: what a spreadsheet or another program exported becomes referrals, and referrals
//! become a CSV file that every spreadsheet opens.
//!
//! [`decode`] makes text of a file's bytes, [`Pasted`](crate::ledger::Pasted) takes it apart, [`Mapping::guess`] says what
//! its columns seem to hold, [`import`] says what would come of it, and [`Import::apply`] brings it into the ledger. Each of
//! them can be done some bytes or rows at a time: see [`Decoding`], [`Parsing`](crate::ledger::Parsing), [`Looking`],
//! [`ImportRun`] and [`Taking`]. [`export`] goes the other way, and what it wrote imports to the same referrals.

mod bills;
mod csv;
mod detect;
mod encoding;
mod export;
mod fault;
mod field;
mod formula;
mod group;
mod import;
mod mapping;
mod preset;
mod read;
mod run;
mod saved;
mod vocabulary;

pub use csv::{Cell, sheet};
pub use detect::Looking;
pub use encoding::{DecodeError, Decoding, Encoding, decode};
pub use export::{Columns, export};
pub use fault::{BadRow, Problem, bad_rows_csv};
pub use field::Field;
pub(crate) use formula::guarded;
pub use import::{Change, Choice, Import, Taking};
pub use mapping::{Mapping, MappingFault};
pub use preset::Preset;
pub use run::{ImportRun, Progress, import};
pub use saved::{MappingTextError, Memory};

#[cfg(test)]
mod tests;
