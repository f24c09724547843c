//! One save: check, write the other generation, read it back, flip the pointer, read both back.

use std::ops::ControlFlow::{self, Break, Continue};
use std::sync::Arc;

use super::keep::Keeping;
use super::read::Reading;
use super::record::{Generation, Record, Stamp, read_pointer};
use super::snapshot::{Content, Damage, Finding, RawText, Snapshot};
use super::status::{Halt, Trouble};
use super::{Effect, Key, Reply, Slot};

/// What this tab knows of the store: what it loaded, and what it wrote since.
#[derive(Debug, Clone, Default)]
pub(super) struct Known {
    /// The generation that this tab holds and that was read back.
    pub(super) held: Option<Generation>,
    /// The records that may be current without another tab having saved: the held one, and attempts
    /// that failed after the store may have taken them.
    pub(super) ours: Vec<Stamp>,
    /// The records that this tab found in the store or wrote to it, as far as they are to be found there again.
    pub(super) records: Vec<Record>,
    pub(super) passed_over: Option<Stamp>,
    pub(super) raw: Vec<RawText>,
    pub(super) fell_back: bool,
}

impl Known {
    /// Holding a record that was read back, with these in the store.
    pub(super) fn saved(stamp: Stamp, records: Vec<Record>) -> Self {
        Self { held: Some(stamp.generation), ours: vec![stamp], records, ..Self::default() }
    }

    /// Whether the store holds nothing that this tab has not seen.
    pub(super) fn recognises(&self, finding: &Finding) -> bool {
        match finding {
            Finding::Empty => self.held.is_none(),
            Finding::Current(choice) => self.ours.contains(&choice.record.stamp),
            Finding::Unreadable(_) | Finding::Newer(_) => false,
        }
    }
}

#[derive(Debug, Clone)]
pub(super) struct Saving {
    payload: Arc<str>,
    known: Known,
    step: Step,
}

#[derive(Debug, Clone)]
enum Step {
    Check(Reading),
    Keep(Keeping, Plan),
    Carry(Stage, Plan),
}

#[derive(Debug, Clone, Copy)]
enum Stage {
    /// Another tab may have saved during the check: then nothing must be written.
    Recheck,
    Write,
    ReadBack,
    /// Another tab may have saved since: then the pointer must not be moved.
    Confirm,
    Flip,
    ReadPointer,
    /// Another tab may have written the same slot since it was read back: then nothing was saved.
    ReadAgain,
}

#[derive(Debug, Clone)]
struct Plan {
    target: Slot,
    record: Record,
    /// What is in the other slot.
    other: Option<Record>,
    pointer_before: Option<Arc<str>>,
}

impl Saving {
    pub(super) fn new(payload: Arc<str>, known: Known) -> Self {
        let step = Step::Check(Reading::knowing(&known.records));
        Self { payload, known, step }
    }

    /// The record that the store may hold by now.
    pub(super) fn attempt(&self) -> Option<Stamp> {
        match &self.step {
            Step::Check(_) | Step::Keep(..) | Step::Carry(Stage::Recheck, _) => None,
            Step::Carry(_, plan) => Some(plan.record.stamp),
        }
    }

    pub(super) fn effect(&self) -> Effect {
        match &self.step {
            Step::Check(reading) => reading.effect(),
            Step::Keep(keeping, _) => keeping.effect(),
            Step::Carry(stage, plan) => plan.effect(*stage),
        }
    }

    pub(super) fn resume(mut self, reply: Reply) -> Result<ControlFlow<Known, Self>, Halt> {
        self.step = match self.step {
            Step::Check(reading) => match reading.resume(reply)? {
                Continue(reading) => Step::Check(reading),
                Break(snapshot) => Plan::first_step(&self.known, &self.payload, snapshot)?,
            },
            Step::Keep(keeping, plan) => match keeping.resume(reply)? {
                Continue(keeping) => Step::Keep(keeping, plan),
                Break(()) => Step::Carry(Stage::Recheck, plan),
            },
            Step::Carry(stage, plan) => match plan.after(stage, reply)? {
                Some(stage) => Step::Carry(stage, plan),
                None => return Ok(Break(plan.saved())),
            },
        };
        Ok(Continue(self))
    }
}

impl Plan {
    fn first_step(known: &Known, payload: &str, snapshot: Snapshot) -> Result<Step, Halt> {
        let finding = snapshot.find(known.passed_over);
        let mut other = None;
        let (target, raw) = match finding {
            // This tab holds nothing that was saved, so there is nothing to be stale against. What lies
            // there, a first save cut short most likely, is put aside.
            Finding::Unreadable(raw) if known.held.is_none() => (Slot::A, raw),
            finding if !known.recognises(&finding) => return Err(Halt::Stale),
            Finding::Current(choice) => {
                other = Some(choice.record);
                (choice.slot.other(), choice.raw)
            }
            Finding::Empty | Finding::Unreadable(_) | Finding::Newer(_) => (Slot::A, Vec::new()),
        };
        let record = Record::seal(snapshot.newest().next(), payload);
        let plan = Self { target, record, other, pointer_before: snapshot.pointer };
        let in_the_way = known.raw.iter().chain(&raw).map(|raw| &raw.text);
        Ok(match Keeping::of(in_the_way) {
            Some(keeping) => Step::Keep(keeping, plan),
            None => Step::Carry(Stage::Recheck, plan),
        })
    }

    fn pointer(&self) -> String {
        self.record.stamp.pointer(self.target)
    }

    fn saved(self) -> Known {
        Known::saved(self.record.stamp, [self.record].into_iter().chain(self.other).collect())
    }

    fn effect(&self, stage: Stage) -> Effect {
        match stage {
            Stage::Write => Effect::Put(Key::Slot(self.target), Arc::clone(&self.record.text)),
            Stage::ReadBack | Stage::ReadAgain => Effect::Get(Key::Slot(self.target)),
            Stage::Recheck | Stage::Confirm | Stage::ReadPointer => Effect::Get(Key::Current),
            Stage::Flip => Effect::Put(Key::Current, self.pointer().into()),
        }
    }

    fn after(&self, stage: Stage, reply: Reply) -> Result<Option<Stage>, Halt> {
        let found = reply?;
        match stage {
            Stage::Recheck => self.unmoved(&found).map(|()| Some(Stage::Write)),
            Stage::Write => Ok(Some(Stage::ReadBack)),
            Stage::ReadBack => self.verify_record(found).map(|()| Some(Stage::Confirm)),
            Stage::Confirm => self.unmoved(&found).map(|()| Some(Stage::Flip)),
            Stage::Flip => Ok(Some(Stage::ReadPointer)),
            Stage::ReadPointer => self.verify_pointer(found).map(|()| Some(Stage::ReadAgain)),
            Stage::ReadAgain => self.verify_record(found).map(|()| None),
        }
    }

    fn unmoved(&self, pointer: &Option<Arc<str>>) -> Result<(), Halt> {
        if *pointer == self.pointer_before { Ok(()) } else { Err(Halt::Stale) }
    }

    fn verify_record(&self, found: Option<Arc<str>>) -> Result<(), Halt> {
        if found.as_ref() == Some(&self.record.text) {
            return Ok(());
        }
        let of_another_tab = match Content::of(found, &[]) {
            Content::Good(record) => record.stamp.generation >= self.record.stamp.generation,
            Content::Bad(_, damage) => damage == Damage::NewerStore,
            Content::Vacant => false,
        };
        Err(if of_another_tab { Halt::Stale } else { Trouble::Unverified(Key::Slot(self.target)).into() })
    }

    fn verify_pointer(&self, found: Option<Arc<str>>) -> Result<(), Halt> {
        if found.as_deref() == Some(self.pointer().as_str()) {
            return Ok(());
        }
        let lost = found == self.pointer_before;
        let of_another_tab = !lost && found.is_some_and(|text| read_pointer(&text).is_some());
        Err(if of_another_tab { Halt::Stale } else { Trouble::Unverified(Key::Current).into() })
    }
}
