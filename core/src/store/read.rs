//! Reading the pointer and both generations, and what has been put aside if that is asked for.

use std::ops::ControlFlow::{self, Break, Continue};
use std::sync::Arc;

use super::record::Record;
use super::snapshot::{Content, Snapshot};
use super::{Effect, Key, Reply, Slot, StoreFault};

#[derive(Debug, Clone)]
pub(super) struct Reading {
    at: Key,
    count_kept: bool,
    pointer: Option<Arc<str>>,
    a: Option<Arc<str>>,
    b: Option<Arc<str>>,
    /// See [`Content::of`].
    known: Vec<Record>,
}

impl Reading {
    pub(super) fn of_generations() -> Self {
        Self { at: Key::Current, count_kept: false, pointer: None, a: None, b: None, known: Vec::new() }
    }

    /// The same by a tab that has these records already.
    pub(super) fn knowing(known: &[Record]) -> Self {
        Self { known: known.to_vec(), ..Self::of_generations() }
    }

    pub(super) fn of_everything() -> Self {
        Self { count_kept: true, ..Self::of_generations() }
    }

    pub(super) fn effect(&self) -> Effect {
        Effect::Get(self.at)
    }

    pub(super) fn resume(mut self, reply: Reply) -> Result<ControlFlow<Snapshot, Self>, StoreFault> {
        let text = reply?;
        self.at = match self.at {
            Key::Current => {
                self.pointer = text;
                Key::Slot(Slot::A)
            }
            Key::Slot(Slot::A) => {
                self.a = text;
                Key::Slot(Slot::B)
            }
            Key::Slot(Slot::B) => {
                self.b = text;
                if !self.count_kept {
                    return Ok(Break(self.snapshot(0)));
                }
                Key::Kept(1)
            }
            Key::Kept(number) if text.is_some() => Key::Kept(number.saturating_add(1)),
            Key::Kept(number) => return Ok(Break(self.snapshot(number.saturating_sub(1)))),
        };
        Ok(Continue(self))
    }

    fn snapshot(self, kept: u32) -> Snapshot {
        let [a, b] = [self.a, self.b].map(|text| Content::of(text, &self.known));
        Snapshot { pointer: self.pointer, a, b, kept }
    }
}
