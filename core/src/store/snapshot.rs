//! What the store held when it was read, and what to make of it.

use std::sync::Arc;

use super::record::{Generation, Record, Stamp, Unopened, read_pointer};
use super::{Key, Slot};

/// A stored text that is not used, as it was found. It can be downloaded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RawText {
    /// Where it was found.
    pub key: Key,
    /// The whole text; for [`Damage::Document`] and [`Damage::NewerDocument`] without the header line.
    pub text: Arc<str>,
    /// Why it is not used.
    pub damage: Damage,
}

/// Why a stored text is not used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Damage {
    /// It does not begin as a stored generation does, or is no pointer to one.
    Header,
    /// It is shorter or longer than it says.
    Length,
    /// It is not what was written.
    Checksum,
    /// A newer version of the app stored it, in a newer format of the store.
    NewerStore,
    /// It is what was written, but the caller could not read it.
    Document,
    /// It is what was written, but the document is of a newer version than the caller reads.
    NewerDocument,
    /// An earlier generation was opened in its place.
    PassedOver,
    /// The pointer names a generation that is not there.
    Dangling,
}

/// The texts of one reading, opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Snapshot {
    pub(super) pointer: Option<Arc<str>>,
    pub(super) a: Content,
    pub(super) b: Content,
    /// How many texts had been put aside; 0 if the reading did not ask.
    pub(super) kept: u32,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Content {
    Vacant,
    Good(Record),
    Bad(Arc<str>, Damage),
}

/// What a snapshot amounts to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Finding {
    Empty,
    Current(Choice),
    Unreadable(Vec<RawText>),
    Newer(Vec<RawText>),
}

/// The generation to load.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Choice {
    pub(super) slot: Slot,
    pub(super) record: Record,
    /// Texts that may have been the current generation and cannot be used.
    pub(super) raw: Vec<RawText>,
    pub(super) fell_back: bool,
}

impl Content {
    /// What a text is. One of a record that is known has the checksum that was found to hold: to compare the whole text
    /// says as much as to sum it again, and takes far less time.
    pub(super) fn of(text: Option<Arc<str>>, known: &[Record]) -> Self {
        let Some(text) = text else { return Self::Vacant };
        if let Some(record) = known.iter().find(|record| record.text == text) {
            return Self::Good(record.clone());
        }
        match Record::open(&text) {
            Ok(record) => Self::Good(record),
            Err(Unopened::Header) => Self::Bad(text, Damage::Header),
            Err(Unopened::Length) => Self::Bad(text, Damage::Length),
            Err(Unopened::Checksum) => Self::Bad(text, Damage::Checksum),
            Err(Unopened::Newer) => Self::Bad(text, Damage::NewerStore),
        }
    }

    fn text(&self) -> Option<&Arc<str>> {
        match self {
            Self::Vacant => None,
            Self::Good(record) => Some(&record.text),
            Self::Bad(text, _) => Some(text),
        }
    }

    fn good(&self) -> Option<&Record> {
        match self {
            Self::Good(record) => Some(record),
            Self::Vacant | Self::Bad(..) => None,
        }
    }
}

impl Snapshot {
    /// The generation to load: the one that the pointer names, otherwise the newest that verifies.
    /// `passed_over` counts as one that cannot be read.
    pub(super) fn find(&self, passed_over: Option<Stamp>) -> Finding {
        let slots = [Slot::A, Slot::B].map(|slot| (slot, self.seen(slot, passed_over)));
        let raw: Vec<RawText> = slots
            .iter()
            .filter_map(|(slot, content)| match content {
                Content::Bad(text, damage) => {
                    Some(RawText { key: Key::Slot(*slot), text: Arc::clone(text), damage: *damage })
                }
                Content::Vacant | Content::Good(_) => None,
            })
            .collect();
        if raw.iter().any(|raw| raw.damage == Damage::NewerStore) {
            return Finding::Newer(raw);
        }
        let newest = slots
            .into_iter()
            .filter_map(|(slot, content)| content.good().cloned().map(|record| (slot, record)))
            .max_by_key(|(slot, record)| (self.names(*slot, record), record.stamp.generation));
        match newest {
            Some((slot, record)) if self.names(slot, &record) => {
                Finding::Current(Choice { slot, record, raw: Vec::new(), fell_back: false })
            }
            Some((slot, record)) => {
                let fell_back = !raw.is_empty() || self.promised() > Some(record.stamp.generation);
                Finding::Current(Choice { slot, record, raw, fell_back })
            }
            None if raw.is_empty() && self.pointer.is_none() => Finding::Empty,
            None => {
                let stray = self.stray_pointer().filter(|stray| raw.is_empty() || stray.damage == Damage::Header);
                Finding::Unreadable(raw.into_iter().chain(stray).collect())
            }
        }
    }

    /// Every text that a fresh start would remove and that could hold something of the user's.
    pub(super) fn texts(&self) -> impl Iterator<Item = &Arc<str>> {
        let garbage = self.pointer.iter().filter(|text| read_pointer(text).is_none());
        [&self.a, &self.b].into_iter().filter_map(Content::text).chain(garbage)
    }

    /// The slot to remove last: while anything is left, it is what a load would choose.
    pub(super) fn last_to_go(&self) -> Slot {
        match (self.find(None), &self.b) {
            (Finding::Current(choice), _) => choice.slot,
            (_, Content::Bad(_, Damage::NewerStore)) => Slot::B,
            _ => Slot::A,
        }
    }

    pub(super) fn same_generations(&self, other: &Self) -> bool {
        (&self.pointer, &self.a, &self.b) == (&other.pointer, &other.a, &other.b)
    }

    pub(super) fn newest(&self) -> Generation {
        let good = [&self.a, &self.b].into_iter().filter_map(Content::good);
        good.map(|record| record.stamp.generation).max().unwrap_or(Generation::NONE)
    }

    /// The records of both slots.
    pub(super) fn records(&self) -> Vec<Record> {
        [&self.a, &self.b].into_iter().filter_map(Content::good).cloned().collect()
    }

    fn seen(&self, slot: Slot, passed_over: Option<Stamp>) -> Content {
        let content = match slot {
            Slot::A => &self.a,
            Slot::B => &self.b,
        };
        match content {
            Content::Good(record) if Some(record.stamp) == passed_over => {
                Content::Bad(Arc::clone(&record.text), Damage::PassedOver)
            }
            content => content.clone(),
        }
    }

    fn names(&self, slot: Slot, record: &Record) -> bool {
        self.pointer.as_deref() == Some(record.stamp.pointer(slot).as_str())
    }

    /// The generation that the pointer speaks of, there or not.
    fn promised(&self) -> Option<Generation> {
        self.pointer.as_deref().and_then(read_pointer)
    }

    fn stray_pointer(&self) -> Option<RawText> {
        let text = self.pointer.clone()?;
        let damage = if read_pointer(&text).is_some() { Damage::Dangling } else { Damage::Header };
        Some(RawText { key: Key::Current, text, damage })
    }
}
