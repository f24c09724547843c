//! What this tab made of what is stored.

use std::sync::Arc;

use crate::store::record::Stamp;
use crate::store::save::Known;
use crate::store::snapshot::{Choice, Damage, Finding, RawText, Snapshot};
use crate::store::{Key, StoreFault};

#[derive(Debug, Clone)]
pub(super) enum Standing {
    Unread,
    Unavailable(StoreFault),
    Opening(Opening),
    Loaded(Known),
    Unreadable(Closed),
    Newer(Closed),
    Stale,
}

/// A payload whose checksum holds and whose document the caller has not read yet.
#[derive(Debug, Clone)]
pub(super) struct Opening {
    pub(super) snapshot: Snapshot,
    pub(super) key: Key,
    pub(super) stamp: Stamp,
    pub(super) payload: Arc<str>,
    pub(super) known: Known,
}

/// Something is stored, and it must not be written over.
#[derive(Debug, Clone)]
pub(super) struct Closed {
    pub(super) snapshot: Snapshot,
    pub(super) raw: Vec<RawText>,
    /// The record whose document the caller could not read.
    pub(super) refused: Option<Stamp>,
}

impl Standing {
    pub(super) fn closed(&self) -> Option<&Closed> {
        match self {
            Self::Unreadable(closed) | Self::Newer(closed) => Some(closed),
            Self::Unread | Self::Unavailable(_) | Self::Opening(_) | Self::Loaded(_) | Self::Stale => None,
        }
    }
}

impl Opening {
    pub(super) fn of(snapshot: Snapshot, choice: Choice, passed_over: Option<Stamp>) -> Self {
        let Choice { slot, record, raw, fell_back } = choice;
        let known = Known { passed_over, raw, fell_back, ..Known::saved(record.stamp, snapshot.records()) };
        let payload = record.payload().into();
        Self { snapshot, key: Key::Slot(slot), stamp: record.stamp, payload, known }
    }

    pub(super) fn close(self, damage: Damage) -> Closed {
        let mut raw = self.known.raw;
        raw.push(RawText { key: self.key, text: self.payload, damage });
        // One step back is offered, not two: there are only two generations.
        let refused = self.known.passed_over.is_none().then_some(self.stamp);
        Closed { snapshot: self.snapshot, raw, refused }
    }
}

impl Closed {
    pub(super) fn previous(&self) -> Option<Choice> {
        match self.snapshot.find(Some(self.refused?)) {
            Finding::Current(choice) => Some(choice),
            Finding::Empty | Finding::Unreadable(_) | Finding::Newer(_) => None,
        }
    }
}
