//! Long work, wherever it is done: a [`Task`] says all that it depends on, a [`Run`] does it in slices, an [`Outcome`] is what
//! comes of it. The same slices give the same bytes in a web worker, on the page's own thread and in the report.
//!
//! [`wire`] is how tasks and outcomes cross to a worker and back.

pub mod wire;

use std::fmt;

use crate::scorecard::{Chances, Draws, Uncertain};

/// Something long to compute, and everything that it depends on.
#[derive(Clone, Debug, PartialEq)]
pub enum Task {
    /// How firm a ranking is: how often each partner comes first.
    Firmness(Firmness),
}

/// Draws of what is uncertain about a scorecard.
#[derive(Clone, Debug, PartialEq)]
pub struct Firmness {
    uncertain: Uncertain,
    seed: u64,
    count: u32,
}

/// What comes of a task, or what has come of it so far.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The chances after so many draws.
    Firmness(Chances),
}

/// More steps than a task may have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooLong;

impl fmt::Display for TooLong {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a task has at most {} steps", Task::MOST)
    }
}

impl std::error::Error for TooLong {}

impl Firmness {
    /// So many draws from a seed.
    ///
    /// # Errors
    /// [`TooLong`] for more than [`Task::MOST`].
    pub fn new(uncertain: Uncertain, seed: u64, count: u32) -> Result<Firmness, TooLong> {
        if count > Task::MOST { Err(TooLong) } else { Ok(Firmness { uncertain, seed, count }) }
    }
}

impl Task {
    /// The most steps of a task.
    pub const MOST: u32 = 1_000_000;

    /// The draws behind the chances that are shown.
    #[must_use]
    pub const fn usual(uncertain: Uncertain) -> Task {
        Task::Firmness(Firmness { uncertain, seed: Draws::SEED, count: Draws::USUAL })
    }

    /// How many steps it takes.
    #[must_use]
    pub const fn steps(&self) -> u32 {
        match self {
            Task::Firmness(firmness) => firmness.count,
        }
    }

    /// Whether it takes less time than it takes to ask anybody else.
    #[must_use]
    pub fn is_trivial(&self) -> bool {
        match self {
            Task::Firmness(firmness) => firmness.uncertain.partners().len() < 2,
        }
    }
}

impl Outcome {
    /// How many steps it is the outcome of.
    #[must_use]
    pub const fn steps(&self) -> u32 {
        match self {
            Outcome::Firmness(chances) => chances.draws(),
        }
    }
}

/// A task under way.
pub struct Run {
    steps: u32,
    work: Work,
}

enum Work {
    Firmness(Draws),
}

impl Run {
    /// A task with nothing done yet.
    #[must_use]
    pub fn new(task: &Task) -> Run {
        let work = match task {
            Task::Firmness(firmness) => Work::Firmness(Draws::new(&firmness.uncertain, firmness.seed)),
        };
        Run { steps: task.steps(), work }
    }

    /// How many steps are left.
    #[must_use]
    pub const fn rest(&self) -> u32 {
        let done = match &self.work {
            Work::Firmness(draws) => draws.done(),
        };
        self.steps.saturating_sub(done)
    }

    /// Takes so many steps, or as many as are left.
    pub fn advance(&mut self, count: u32) {
        let count = count.min(self.rest());
        match &mut self.work {
            Work::Firmness(draws) => draws.advance(count),
        }
    }

    /// Takes steps until time is up, which is asked after one step, after three, after seven: a slice lasts up to twice its
    /// time. At least one step is taken.
    pub fn slice(&mut self, mut is_time_up: impl FnMut() -> bool) {
        let mut count = 1_u32;
        while self.rest() > 0 {
            self.advance(count);
            count = count.saturating_mul(2);
            if is_time_up() {
                return;
            }
        }
    }

    /// What has come of it so far.
    #[must_use]
    pub fn so_far(&self) -> Outcome {
        match &self.work {
            Work::Firmness(draws) => Outcome::Firmness(draws.chances()),
        }
    }

    /// What comes of it, after all steps that are left.
    #[must_use]
    pub fn finish(mut self) -> Outcome {
        self.advance(self.rest());
        self.so_far()
    }
}

#[cfg(test)]
mod tests;
