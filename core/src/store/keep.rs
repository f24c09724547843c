//! Putting texts that cannot be read aside, and reading them back.

use std::collections::VecDeque;
use std::ops::ControlFlow::{self, Break, Continue};
use std::sync::Arc;

use super::status::{Halt, Trouble};
use super::{Effect, Key, Reply};

/// Puts texts under the first free keys. A text that is already there is not written twice, so an
/// attempt that was cut short can be repeated.
#[derive(Debug, Clone)]
pub(super) struct Keeping {
    text: Arc<str>,
    waiting: VecDeque<Arc<str>>,
    number: u32,
    step: Step,
}

#[derive(Debug, Clone, Copy)]
enum Step {
    Look,
    Write,
    ReadBack,
}

impl Keeping {
    /// `None` if there is nothing to keep.
    pub(super) fn of<'a>(texts: impl Iterator<Item = &'a Arc<str>>) -> Option<Self> {
        let mut different = VecDeque::new();
        for text in texts {
            if !different.contains(text) {
                different.push_back(Arc::clone(text));
            }
        }
        Self::from(1, different)
    }

    fn from(number: u32, mut waiting: VecDeque<Arc<str>>) -> Option<Self> {
        let text = waiting.pop_front()?;
        Some(Self { text, waiting, number, step: Step::Look })
    }

    fn next_number(&self) -> u32 {
        self.number.saturating_add(1)
    }

    fn key(&self) -> Key {
        Key::Kept(self.number)
    }

    pub(super) fn effect(&self) -> Effect {
        match self.step {
            Step::Look | Step::ReadBack => Effect::Get(self.key()),
            Step::Write => Effect::Put(self.key(), Arc::clone(&self.text)),
        }
    }

    pub(super) fn resume(self, reply: Reply) -> Result<ControlFlow<(), Self>, Halt> {
        let found = reply?;
        Ok(match (self.step, found) {
            (Step::Look | Step::ReadBack, Some(found)) if found == self.text => {
                Self::from(self.next_number(), self.waiting).map_or(Break(()), Continue)
            }
            (Step::Look, Some(_)) => Continue(Self { number: self.next_number(), ..self }),
            (Step::Look, None) => Continue(Self { step: Step::Write, ..self }),
            (Step::Write, _) => Continue(Self { step: Step::ReadBack, ..self }),
            (Step::ReadBack, _) => return Err(Trouble::Unverified(self.key()).into()),
        })
    }
}
