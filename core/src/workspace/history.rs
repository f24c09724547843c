use std::collections::VecDeque;

use super::Workspace;

/// The workspaces before and after the present one, as far back as a number of bytes allows, and one step back in any case.
#[derive(Clone, Debug)]
pub struct History {
    past: VecDeque<(Workspace, usize)>,
    present: Workspace,
    future: Vec<Workspace>,
    bytes: usize,
    budget: usize,
}

impl History {
    /// The bytes that undo steps may take together, unless the caller says otherwise: 8 MB.
    pub const BUDGET: usize = 8_000_000;

    /// A history that begins now and keeps undo steps of `budget` bytes.
    #[must_use]
    pub fn new(present: Workspace, budget: usize) -> History {
        History { past: VecDeque::new(), present, future: Vec::new(), bytes: 0, budget }
    }

    /// The workspace as it is.
    #[must_use]
    pub fn present(&self) -> &Workspace {
        &self.present
    }

    /// Goes on to `next`; what was undone is gone. The same workspace again is no step.
    pub fn commit(&mut self, next: Workspace) {
        if next == self.present {
            return;
        }
        let bytes = self.present.bytes_beyond(&next);
        self.past.push_back((std::mem::replace(&mut self.present, next), bytes));
        self.bytes += bytes;
        self.future.clear();
        while self.bytes > self.budget && self.past.len() > 1 {
            let Some((_, oldest)) = self.past.pop_front() else { break };
            self.bytes -= oldest;
        }
    }

    /// Goes back a step, if there is one.
    pub fn undo(&mut self) -> bool {
        let Some((before, bytes)) = self.past.pop_back() else { return false };
        self.bytes -= bytes;
        self.future.push(std::mem::replace(&mut self.present, before));
        true
    }

    /// Takes back the last undo, if nothing was changed since.
    pub fn redo(&mut self) -> bool {
        let Some(after) = self.future.pop() else { return false };
        let bytes = self.present.bytes_beyond(&after);
        self.past.push_back((std::mem::replace(&mut self.present, after), bytes));
        self.bytes += bytes;
        true
    }

    /// Whether there is a step to go back.
    #[must_use]
    pub fn can_undo(&self) -> bool {
        !self.past.is_empty()
    }

    /// Whether there is an undo to take back.
    #[must_use]
    pub fn can_redo(&self) -> bool {
        !self.future.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ledger::{Line, Typed};
    use crate::value::{Currency, Id};
    use crate::workspace::Command;

    #[test]
    fn undo_is_bounded_by_bytes() {
        let budget = 200_000;
        let mut history = History::new(Workspace::new(Currency::USD, [1, 2, 3, 4].map(Id::from_u128)), budget);
        for round in 0..100 {
            let lines = (0..100)
                .map(|n| Line::Unread { id: Id::from_u128(1_000 + round * 100 + n), typed: Typed::default() })
                .collect();
            let next = history.present().apply(Command::add_lines(lines)).unwrap();
            history.commit(next);
            assert!(history.bytes <= budget);
        }
        assert!(history.can_undo() && history.past.len() < 100);

        let mut history = History::new(history.present().clone(), 0);
        for n in 1..=2 {
            let line = Line::Unread { id: Id::from_u128(n + 9), typed: Typed::default() };
            let next = history.present().apply(Command::add_lines(vec![line])).unwrap();
            history.commit(next);
            assert_eq!(history.past.len(), 1, "the last step is there, whatever it takes");
        }
    }
}
