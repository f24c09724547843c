//! The machine: what this tab knows of the store, and what it is doing about it.

mod requests;
mod standing;
mod view;

use std::ops::ControlFlow::{Break, Continue};
use std::sync::Arc;

use super::clear::Clearing;
use super::inventory::Inventory;
use super::meter::{LARGE_PAYLOAD_LIMIT, PAYLOAD_LIMIT, Size};
use super::read::Reading;
use super::record::Stamp;
use super::save::{Known, Saving};
use super::snapshot::{Finding, Snapshot};
use super::status::{Halt, Role, Trouble};
use super::{Effect, Reply};
use standing::{Closed, Opening, Standing};

/// The save protocol of one tab. It begins by loading.
///
/// After every call that changes it, perform its effects until there is none ([`Machine::effect`],
/// [`Machine::resume`]); then, if there is a [`Machine::payload`], read it, [`Machine::judge`] it and
/// perform the effects once more. Replies may come at once or later: the machine takes requests in
/// between, and queues or refuses them.
#[derive(Debug, Clone)]
pub struct Machine {
    role: Role,
    limit: usize,
    standing: Standing,
    activity: Option<Activity>,
    edited: bool,
    next_save: Option<Arc<str>>,
    next_check: Option<Check>,
    trouble: Option<Trouble>,
    inventory: Inventory,
    beside: Size,
}

#[derive(Debug, Clone)]
enum Activity {
    Load(Reading),
    Check(Reading, Check),
    Save(Saving),
    Clear(Clearing),
}

/// What to do when the store holds another generation than this tab.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Check {
    Adopt,
    Compare,
}

impl Activity {
    fn effect(&self) -> Effect {
        match self {
            Self::Load(reading) | Self::Check(reading, _) => reading.effect(),
            Self::Save(saving) => saving.effect(),
            Self::Clear(clearing) => clearing.effect(),
        }
    }
}

impl Machine {
    /// A machine that is about to load.
    #[must_use]
    pub fn new(role: Role) -> Self {
        Self {
            role,
            limit: PAYLOAD_LIMIT,
            standing: Standing::Unread,
            activity: Some(Activity::Load(Reading::of_everything())),
            edited: false,
            next_save: None,
            next_check: None,
            trouble: None,
            inventory: Inventory::default(),
            beside: Size::default(),
        }
    }

    /// Counts what else the app keeps in the same store, given what all of it takes now.
    pub fn count_beside(&mut self, all: Size) {
        let own = self.inventory.used();
        self.beside = Size { utf8: all.utf8.saturating_sub(own.utf8), utf16: all.utf16.saturating_sub(own.utf16) };
    }

    /// Takes payloads of up to [`LARGE_PAYLOAD_LIMIT`] from now on: there is a store for them.
    pub fn take_large(&mut self) {
        self.limit = LARGE_PAYLOAD_LIMIT;
    }

    /// The effect whose reply the machine waits for: the same one until [`Machine::resume`] is called,
    /// `None` when there is nothing to do.
    #[must_use]
    pub fn effect(&self) -> Option<Effect> {
        self.activity.as_ref().map(Activity::effect)
    }

    /// Takes the reply to the present [`Machine::effect`]. Without one it does nothing.
    pub fn resume(&mut self, reply: Reply) {
        let Some(activity) = self.activity.take() else { return };
        self.inventory.observe(&activity.effect(), &reply);
        match activity {
            Activity::Load(reading) => match reading.resume(reply) {
                Ok(Continue(reading)) => self.activity = Some(Activity::Load(reading)),
                Ok(Break(snapshot)) => {
                    let finding = snapshot.find(None);
                    self.stand_on(snapshot, finding, None);
                }
                Err(fault) => self.standing = Standing::Unavailable(fault),
            },
            Activity::Check(reading, check) => match reading.resume(reply) {
                Ok(Continue(reading)) => self.activity = Some(Activity::Check(reading, check)),
                Ok(Break(snapshot)) => self.checked(snapshot, check),
                // What this tab holds is as good as before, and a save checks again.
                Err(_) => {}
            },
            Activity::Save(saving) => {
                let attempt = saving.attempt();
                match saving.resume(reply) {
                    Ok(Continue(saving)) => self.activity = Some(Activity::Save(saving)),
                    Ok(Break(known)) => self.stand_well(known),
                    Err(halt) => self.save_failed(halt, attempt),
                }
            }
            Activity::Clear(clearing) => match clearing.resume(reply) {
                Ok(Continue(clearing)) => self.activity = Some(Activity::Clear(clearing)),
                Ok(Break(())) => {
                    self.edited = false;
                    self.stand_well(Known::default());
                }
                Err(halt) => self.clearing_failed(halt),
            },
        }
        self.settle();
    }

    fn load(&mut self) {
        self.standing = Standing::Unread;
        self.activity = Some(Activity::Load(Reading::of_everything()));
    }

    fn stand_well(&mut self, known: Known) {
        self.trouble = None;
        self.standing = Standing::Loaded(known);
    }

    fn stand_on(&mut self, snapshot: Snapshot, finding: Finding, passed_over: Option<Stamp>) {
        self.standing = match finding {
            Finding::Empty => Standing::Loaded(Known::default()),
            Finding::Current(choice) => Standing::Opening(Opening::of(snapshot, choice, passed_over)),
            Finding::Unreadable(raw) => Standing::Unreadable(Closed { snapshot, raw, refused: None }),
            Finding::Newer(raw) => Standing::Newer(Closed { snapshot, raw, refused: None }),
        };
    }

    fn checked(&mut self, snapshot: Snapshot, check: Check) {
        let Standing::Loaded(known) = &self.standing else { return };
        let passed_over = known.passed_over;
        let finding = snapshot.find(passed_over);
        if known.recognises(&finding) {
            return;
        }
        if check == Check::Adopt && !self.unsaved() {
            self.stand_on(snapshot, finding, passed_over);
        } else {
            self.standing = Standing::Stale;
        }
    }

    fn save_failed(&mut self, halt: Halt, attempt: Option<Stamp>) {
        self.edited = true;
        match (halt, &mut self.standing) {
            (Halt::Trouble(trouble), Standing::Loaded(known)) => {
                known.ours.extend(attempt);
                self.trouble = Some(trouble);
            }
            (_, standing) => *standing = Standing::Stale,
        }
    }

    fn clearing_failed(&mut self, halt: Halt) {
        match (halt, self.standing.closed().is_some()) {
            (Halt::Trouble(trouble), closed) => {
                self.trouble = Some(trouble);
                if closed {
                    self.load();
                }
            }
            (Halt::Stale, true) => self.load(),
            (Halt::Stale, false) => self.standing = Standing::Stale,
        }
    }

    fn check_soon(&mut self, check: Check) {
        if self.next_check != Some(Check::Adopt) {
            self.next_check = Some(check);
        }
        self.settle();
    }

    /// Between two activities: begins the next one that was asked for.
    fn settle(&mut self) {
        if self.activity.is_some() {
            return;
        }
        match &self.standing {
            Standing::Loaded(_) if self.role == Role::Follower && self.unsaved() => {
                self.standing = Standing::Stale;
                self.settle();
            }
            Standing::Loaded(known) => {
                if let Some(payload) = self.next_save.take() {
                    self.activity = Some(Activity::Save(Saving::new(payload, known.clone())));
                } else if let Some(check) = self.next_check.take() {
                    self.activity = Some(Activity::Check(Reading::of_generations(), check));
                }
            }
            Standing::Unavailable(_) | Standing::Unreadable(_) | Standing::Newer(_) => {
                if self.next_check.take().is_some() && !self.unsaved() {
                    self.load();
                }
            }
            Standing::Stale => {
                self.edited |= self.next_save.take().is_some();
                self.next_check = None;
            }
            Standing::Unread | Standing::Opening(_) => {}
        }
    }
}
