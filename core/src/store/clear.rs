//! Removing what is stored: everything, or everything that is in the way of a fresh start.

use std::ops::ControlFlow::{self, Break, Continue};

use super::keep::Keeping;
use super::read::Reading;
use super::save::Known;
use super::snapshot::Snapshot;
use super::status::{Halt, Trouble};
use super::{Effect, Key, Reply};

/// What the store has to hold for the removal to be what the user asked for.
#[derive(Debug, Clone)]
pub(super) enum Expected {
    Known(Known),
    Exactly(Snapshot),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Extent {
    /// Also what had been put aside.
    Everything,
    /// After a copy of every generation has been put aside.
    Generations,
}

#[derive(Debug, Clone)]
pub(super) struct Clearing {
    extent: Extent,
    step: Step,
}

/// Keys to remove are a stack: the last goes first.
#[derive(Debug, Clone)]
enum Step {
    Check(Reading, Expected),
    Keep(Keeping, Vec<Key>),
    Remove(Key, Vec<Key>),
    ReadBack(Key, Vec<Key>),
}

impl Clearing {
    pub(super) fn new(extent: Extent, expected: Expected) -> Self {
        Self { extent, step: Step::Check(Reading::of_everything(), expected) }
    }

    pub(super) fn effect(&self) -> Effect {
        match &self.step {
            Step::Check(reading, _) => reading.effect(),
            Step::Keep(keeping, _) => keeping.effect(),
            Step::Remove(key, _) => Effect::Remove(*key),
            Step::ReadBack(key, _) => Effect::Get(*key),
        }
    }

    pub(super) fn resume(self, reply: Reply) -> Result<ControlFlow<(), Self>, Halt> {
        let Self { extent, step } = self;
        let next = match step {
            Step::Check(reading, expected) => match reading.resume(reply)? {
                Continue(reading) => Some(Step::Check(reading, expected)),
                Break(snapshot) if !expected.is(&snapshot) => return Err(Halt::Stale),
                Break(snapshot) => extent.first_step(&snapshot),
            },
            Step::Keep(keeping, keys) => match keeping.resume(reply)? {
                Continue(keeping) => Some(Step::Keep(keeping, keys)),
                Break(()) => remove_next(keys),
            },
            Step::Remove(key, keys) => {
                reply?;
                Some(Step::ReadBack(key, keys))
            }
            Step::ReadBack(key, keys) => match reply? {
                Some(_) => return Err(Trouble::Unverified(key).into()),
                None => remove_next(keys),
            },
        };
        Ok(next.map_or(Break(()), |step| Continue(Self { extent, step })))
    }
}

impl Expected {
    fn is(&self, snapshot: &Snapshot) -> bool {
        match self {
            Self::Known(known) => known.recognises(&snapshot.find(known.passed_over)),
            Self::Exactly(expected) => expected.same_generations(snapshot),
        }
    }
}

impl Extent {
    /// Cut short anywhere, the removal leaves what a load would have chosen before, or nothing: never
    /// the earlier generation, never a gap in what was put aside.
    fn first_step(self, snapshot: &Snapshot) -> Option<Step> {
        let last = snapshot.last_to_go();
        let mut keys = vec![Key::Slot(last), Key::Current, Key::Slot(last.other())];
        match self {
            Self::Everything => keys.extend((1..=snapshot.kept).map(Key::Kept)),
            Self::Generations => {
                if let Some(keeping) = Keeping::of(snapshot.texts()) {
                    return Some(Step::Keep(keeping, keys));
                }
            }
        }
        remove_next(keys)
    }
}

fn remove_next(mut keys: Vec<Key>) -> Option<Step> {
    let key = keys.pop()?;
    Some(Step::Remove(key, keys))
}
