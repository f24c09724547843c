//! What the interface reads.

use std::sync::Arc;

use super::standing::{Closed, Standing};
use super::{Activity, Machine};
use crate::store::Key;
use crate::store::meter::{Meter, STORE_LIMIT};
use crate::store::record::Generation;
use crate::store::snapshot::RawText;
use crate::store::status::{Role, Status, Trouble};

impl Machine {
    /// The state to show.
    #[must_use]
    pub fn status(&self) -> Status {
        match (&self.activity, &self.standing) {
            (Some(Activity::Load(_)), _) | (_, Standing::Unread | Standing::Opening(_)) => Status::Loading,
            (Some(Activity::Save(_)), _) => Status::Saving,
            (_, Standing::Unavailable(fault)) => Status::Blocked(fault.clone()),
            (_, Standing::Unreadable(_)) => Status::Unreadable,
            (_, Standing::Newer(_)) => Status::Newer,
            (_, Standing::Stale) => Status::Stale,
            (_, Standing::Loaded(known)) => match (self.role, &self.trouble, known.held) {
                (Role::Follower, _, held) => Status::ReadOnly(held),
                (Role::Writer, Some(trouble), _) => Status::Failed(trouble.clone()),
                (Role::Writer, None, _) if self.unsaved() => Status::Unsaved,
                (Role::Writer, None, Some(generation)) => Status::Saved(generation),
                (Role::Writer, None, None) => Status::Empty,
            },
        }
    }

    /// The generation that this tab loaded or saved last, and read back; `None` while that is unknown.
    #[must_use]
    pub fn verified(&self) -> Option<Generation> {
        match &self.standing {
            Standing::Loaded(known) => known.held,
            _ => None,
        }
    }

    /// Whether this tab holds edits that have not been verified as saved.
    #[must_use]
    pub fn unsaved(&self) -> bool {
        self.edited || self.next_save.is_some() || matches!(self.activity, Some(Activity::Save(_)))
    }

    /// Why the last save, removal or fresh start failed.
    #[must_use]
    pub fn trouble(&self) -> Option<&Trouble> {
        self.trouble.as_ref()
    }

    /// The stored texts that cannot be used, to be shown and downloaded.
    #[must_use]
    pub fn raw(&self) -> &[RawText] {
        match &self.standing {
            Standing::Loaded(known) => &known.raw,
            Standing::Unreadable(closed) | Standing::Newer(closed) => &closed.raw,
            _ => &[],
        }
    }

    /// Whether the generation that was loaded is not the last one that was saved, because that one is
    /// gone or among [`Machine::raw`].
    #[must_use]
    pub fn fell_back(&self) -> bool {
        matches!(&self.standing, Standing::Loaded(known) if known.fell_back)
    }

    /// The texts that were put aside, now or in an earlier session, to be downloaded.
    pub fn kept(&self) -> impl Iterator<Item = (Key, &Arc<str>)> {
        self.inventory.kept()
    }

    /// What the app's own keys take in the store, those of other workspaces included.
    #[must_use]
    pub fn meter(&self) -> Meter {
        Meter { used: self.inventory.used() + self.beside, limit: STORE_LIMIT }
    }

    /// The payload that was found and that the caller has to [`Machine::judge`].
    #[must_use]
    pub fn payload(&self) -> Option<Arc<str>> {
        match &self.standing {
            Standing::Opening(opening) if self.activity.is_none() => Some(Arc::clone(&opening.payload)),
            _ => None,
        }
    }

    /// The generation before the one whose document could not be read, if it can be opened instead.
    #[must_use]
    pub fn previous(&self) -> Option<Generation> {
        self.standing.closed().and_then(Closed::previous).map(|choice| choice.record.stamp.generation)
    }
}
