use std::collections::{BTreeMap, BTreeSet};
use std::mem;
use std::sync::Arc;

use chrono::NaiveDate;

use super::bills::Fault;
use super::fault::reasons;
use super::group::{Together, blame, together};
use super::import::Numbers;
use super::read::{Reader, Row};
use super::{BadRow, Change, Import, Mapping, MappingFault, Problem};
use crate::ledger::Pasted;
use crate::tracking::{Contact, Ledger, Number, Tracked};
use crate::value::{Currency, Id, Name, Reading};

/// An import while it is being worked out, some rows at a time.
#[derive(Debug)]
pub struct ImportRun {
    pasted: Arc<Pasted>,
    mapping: Mapping,
    reading: Reading,
    ledger: Arc<Ledger>,
    currency: Currency,
    today: NaiveDate,
    /// How many cells a row can have.
    columns: usize,
    /// The chunk of the ledger that is looked at next.
    chunk: usize,
    /// The referrals of the ledger by what makes two of them alike.
    alike: BTreeMap<String, Vec<Number>>,
    /// The row that is read next.
    row: usize,
    /// The rows of each referral, in the order of its first.
    groups: Vec<Vec<Row>>,
    places: BTreeMap<Key, usize>,
    /// The group that is put together next.
    group: usize,
    /// Those of the ledger that rows of the table are about.
    met: BTreeSet<Number>,
    contacts: BTreeMap<String, Id>,
    /// The id of the next new contact.
    next_id: Id,
    /// Numbers for those that have none in the table; none before all others have theirs.
    numbers: Option<Numbers>,
    /// The numbers of new referrals.
    added: BTreeSet<Number>,
    /// What has come of it since it was last taken.
    import: Import,
    done: usize,
}

/// How far an import is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// How much is done.
    pub done: usize,
    /// Of how much.
    pub total: usize,
}

/// What makes rows one referral.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Key {
    Number(Number),
    Alike(String),
}

/// What would come of a table: a pure function of its arguments. New contacts get the ids from `first_id` on.
///
/// # Errors
/// The first [`MappingFault`] while it is not known how the table is meant.
pub fn import(
    pasted: Arc<Pasted>,
    mapping: Mapping,
    ledger: Arc<Ledger>,
    currency: Currency,
    today: NaiveDate,
    first_id: Id,
) -> Result<Import, MappingFault> {
    let mut run = ImportRun::new(pasted, mapping, ledger, currency, today, first_id)?;
    while !run.advance(usize::MAX).is_done() {}
    let mut import = run.take();
    import.sort();
    Ok(import)
}

impl Progress {
    /// Whether nothing is left to do.
    #[must_use]
    pub fn is_done(self) -> bool {
        self.done >= self.total
    }
}

impl ImportRun {
    /// An import of which nothing is done yet.
    ///
    /// # Errors
    /// The first [`MappingFault`] while it is not known how the table is meant.
    pub fn new(
        pasted: Arc<Pasted>,
        mapping: Mapping,
        ledger: Arc<Ledger>,
        currency: Currency,
        today: NaiveDate,
        first_id: Id,
    ) -> Result<ImportRun, MappingFault> {
        if let Some(fault) = mapping.faults().first() {
            return Err(*fault);
        }
        let reading = mapping.reading().ok_or(MappingFault::DecimalSign)?;
        let columns = if mapping.header { pasted.cells(0).count() } else { mapping.columns.len() };
        let contacts = ledger.contacts().iter().map(|contact| (contact.name().folded(), contact.id())).collect();
        Ok(ImportRun {
            row: usize::from(mapping.header),
            pasted,
            mapping,
            reading,
            ledger,
            currency,
            today,
            columns,
            chunk: 0,
            alike: BTreeMap::new(),
            groups: Vec::new(),
            places: BTreeMap::new(),
            group: 0,
            met: BTreeSet::new(),
            contacts,
            next_id: first_id,
            numbers: None,
            added: BTreeSet::new(),
            import: Import::default(),
            done: 0,
        })
    }

    /// Works on, on about so many rows. First the referrals of the ledger are looked at; then every row is worked on twice:
    /// when it is read, and when its referral is put together.
    pub fn advance(&mut self, rows: usize) -> Progress {
        let until = self.done.saturating_add(rows.max(1));
        while self.done < until && self.look() {}
        while self.done < until && self.row < self.pasted.rows() {
            self.read();
            self.done += 1;
            if self.row >= self.pasted.rows() {
                // As large as all names, and of no more use.
                self.places = BTreeMap::new();
                // Numbers leave no doubt, so what they name is spoken for when others are looked for by likeness.
                self.groups.sort_by_key(|rows| {
                    let number = rows.first().and_then(|row| row.number);
                    (number.is_none(), number)
                });
            }
        }
        while self.done < until && self.row >= self.pasted.rows() {
            let Some(rows) = self.groups.get_mut(self.group).map(mem::take) else { break };
            self.group += 1;
            self.done += rows.len();
            self.put_together(&rows);
        }
        let rows = self.pasted.rows() - usize::from(self.mapping.header);
        Progress { done: self.done, total: self.ledger.referrals().len() + rows * 2 }
    }

    /// What has come of it since it was last taken.
    pub fn take(&mut self) -> Import {
        mem::take(&mut self.import)
    }

    /// Looks at the next chunk of the ledger, if there is one.
    fn look(&mut self) -> bool {
        let Some(chunk) = self.ledger.referrals().chunk(self.chunk) else { return false };
        for tracked in chunk {
            let key = likeness(tracked.client(), tracked.project(), tracked.introduced());
            self.alike.entry(key).or_default().push(tracked.number());
        }
        self.chunk += 1;
        self.done += chunk.len();
        true
    }

    /// Reads the next row, and finds the rows that it belongs to.
    fn read(&mut self) {
        let ImportRun { mapping, reading, currency, columns, .. } = self;
        let reader = Reader { mapping, reading: *reading, currency: *currency, columns: *columns };
        let row = reader.row(self.row, self.pasted.cells(self.row));
        self.row += 1;
        let next = self.groups.len();
        let place = key(&row).map_or(next, |key| *self.places.entry(key).or_insert(next));
        match self.groups.get_mut(place) {
            Some(group) => group.push(row),
            None => self.groups.push(vec![row]),
        }
    }

    fn put_together(&mut self, rows: &[Row]) {
        match together(rows, |row| self.pasted.line(row.place)) {
            Ok(together) => match self.take_in(rows, &together) {
                Ok(()) => self.import.repeated += together.repeated,
                Err(fault) => self.refuse(rows, &[fault]),
            },
            Err(faults) => self.refuse(rows, &faults),
        }
    }

    /// Takes in a referral: new, known as it is, or known otherwise.
    fn take_in(&mut self, rows: &[Row], together: &Together) -> Result<(), Fault> {
        let contact = together.said.contact.as_ref().map(|name| (name.folded(), name));
        let known = contact.as_ref().and_then(|(folded, _)| self.contacts.get(folded)).copied();
        let new = contact.filter(|_| known.is_none());
        let number = rows.iter().find_map(|row| row.number);
        let old = match number {
            Some(number) => self.ledger.referral(number),
            None if new.is_some() => None,
            None => self.like(together, known).and_then(|number| self.ledger.referral(number)),
        };
        let name = old.map(Tracked::number).or(number);
        let facts = |contact, old| together.facts(&self.mapping, self.today, contact, old);
        let tracked = |contact| {
            let facts = facts(contact, old).ok_or((0, None, Problem::Missing))?;
            Tracked::new(name.unwrap_or(Number(1)), facts).map_err(|error| blame(error, rows))
        };
        // A contact is made only when nothing is wrong.
        let (tracked, contact) = match (tracked(known)?, &new) {
            (tracked, None) => (tracked, known),
            (_, Some(_)) => {
                let id = Some(self.next_id);
                (tracked(id)?, id)
            }
        };
        let alone = old.and_then(|old| Tracked::new(old.number(), facts(contact, None)?).ok());
        match (old, number) {
            (Some(old), _) => {
                self.met.insert(old.number());
                if tracked == *old {
                    self.import.same += 1;
                } else {
                    self.import.changed.push(Change { tracked, alone });
                }
            }
            (None, Some(number)) => {
                self.added.insert(number);
                self.import.added.push(tracked);
            }
            (None, None) => {
                let (ledger, added) = (&self.ledger, &mut self.added);
                let numbers = self.numbers.get_or_insert_with(|| Numbers::after(ledger, mem::take(added)));
                // Its facts agree with each other under any number, and there are more numbers than rows.
                let tracked = numbers.next(ledger).and_then(|number| Tracked::new(number, tracked.facts()).ok());
                if let Some(tracked) = tracked {
                    self.import.added.push(tracked);
                }
            }
        }
        if let (Some((folded, name)), Some(id)) = (new, contact) {
            self.contacts.insert(folded, id);
            self.import.contacts.push(Contact::new(id, name.clone()));
            self.next_id = id.next();
        }
        Ok(())
    }

    /// The referral of the ledger that rows without a number are about: of the same client, project and day, and the same
    /// contact and direction where the table says them.
    fn like(&self, together: &Together, contact: Option<Id>) -> Option<Number> {
        let said = &together.said;
        let key = likeness(said.client.as_ref()?, said.project.as_ref(), said.introduced?);
        let is_like = |number: &&Number| {
            self.ledger.referral(**number).is_some_and(|tracked| {
                !self.met.contains(number)
                    && (contact.is_none() || tracked.contact() == contact)
                    && said.made_by.is_none_or(|side| tracked.made_by() == side)
            })
        };
        self.alike.get(&key)?.iter().find(is_like).copied()
    }

    /// Leaves out all rows of a referral.
    fn refuse(&mut self, rows: &[Row], faults: &[Fault]) {
        let first = faults.iter().map(|(place, ..)| *place).min().and_then(|place| rows.get(place));
        let first = first.map_or(0, |row| self.pasted.line(row.place));
        for (place, row) in rows.iter().enumerate() {
            let own = faults.iter().filter(|(other, ..)| *other == place);
            let mut problems: Vec<_> = own.map(|(_, field, problem)| (*field, problem.clone())).collect();
            if problems.is_empty() {
                problems.push((None, Problem::LeftOut { line: first }));
            }
            problems.sort_by_key(|(field, _)| *field);
            let cells = self.pasted.cells(row.place).map(str::to_owned).collect();
            self.import.bad.push(BadRow { line: self.pasted.line(row.place), cells, reasons: reasons(&problems) });
        }
    }
}

/// What makes rows one referral: their number, else client, project, contact and day; nothing where those cannot be read.
fn key(row: &Row) -> Option<Key> {
    if let Some(number) = row.number {
        return Some(Key::Number(number));
    }
    let said = &row.said;
    let mut key = likeness(said.client.as_ref()?, said.project.as_ref(), said.introduced?);
    key.push('\n');
    key.push_str(&said.contact.as_ref().map_or_else(String::new, Name::folded));
    Some(Key::Alike(key))
}

/// What two referrals that may be one have in common. No name holds a line break.
fn likeness(client: &Name, project: Option<&Name>, introduced: NaiveDate) -> String {
    let project = project.map_or_else(String::new, Name::folded);
    format!("{introduced}\n{}\n{project}", client.folded())
}
