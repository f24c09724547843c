//! Long work, wherever it is done: a [`Task`] says all that it depends on, a [`Run`] does it in slices, an [`Outcome`] is what
//! comes of it. The same slices give the same bytes in a web worker, on the page's own thread and in the report.
//!
//! [`wire`] is how tasks and outcomes cross to a worker and back.

mod intake;
pub mod wire;

use std::fmt;

pub use intake::{Intake, Known, Meant, Part, Table};

use crate::forecast::study::Wanted;
use crate::forecast::{Fix, Forecast, Premises, Search, Simulation};
use crate::scorecard::{Chances, Draws, Uncertain};
use crate::value::Currency;

/// Something long to compute, and everything that it depends on.
#[derive(Clone, Debug, PartialEq)]
pub enum Task {
    /// How firm a ranking is: how often each partner comes first.
    Firmness(Firmness),
    /// What terms come to over simulated years.
    Forecast(Simulate),
    /// The smallest change of one number after which an offer works over simulated years.
    Fix(Mend),
    /// What would come of a table of referrals.
    Import(Box<Intake>),
}

/// Draws of what is uncertain about a scorecard.
#[derive(Clone, Debug, PartialEq)]
pub struct Firmness {
    uncertain: Uncertain,
    seed: u64,
    count: u32,
}

/// Simulated years that rest on premises.
#[derive(Clone, Debug, PartialEq)]
pub struct Simulate {
    premises: Box<Premises>,
    seed: u64,
    years: u32,
}

/// Simulated years over which changes of the offers are tried.
#[derive(Clone, Debug, PartialEq)]
pub struct Mend {
    simulate: Simulate,
    currency: Currency,
    steps: u32,
}

/// What came of looking for a change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// So many steps of the task are done; all of them where something was found.
    pub steps: u32,
    /// What would help; nothing before the end.
    pub fix: Option<Fix>,
}

/// What comes of a task, or what has come of it so far.
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome {
    /// The chances after so many draws.
    Firmness(Chances),
    /// The forecast after so many years.
    Forecast(Box<Forecast>),
    /// What was found.
    Fix(Found),
    /// What is new of the import since the outcome before.
    Import(Box<Part>),
}

/// More steps than a task may have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooLong {
    /// The most that it may.
    pub most: u32,
}

impl fmt::Display for TooLong {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a task has at most {} steps", self.most)
    }
}

impl std::error::Error for TooLong {}

impl Firmness {
    /// So many draws from a seed.
    ///
    /// # Errors
    /// [`TooLong`] for more than [`Task::MOST`].
    pub fn new(uncertain: Uncertain, seed: u64, count: u32) -> Result<Firmness, TooLong> {
        let most = Task::MOST;
        if count > most { Err(TooLong { most }) } else { Ok(Firmness { uncertain, seed, count }) }
    }
}

impl Simulate {
    fn usual(premises: Premises) -> Simulate {
        Simulate { premises: Box::new(premises), seed: Simulation::SEED, years: Simulation::USUAL }
    }

    /// The most years. All figures of each are kept until the end: about 100 bytes an offer.
    pub const MOST: u32 = 100_000;

    /// So many years from a seed.
    ///
    /// # Errors
    /// [`TooLong`] for more than [`Simulate::MOST`].
    pub fn new(premises: Premises, seed: u64, years: u32) -> Result<Simulate, TooLong> {
        let most = Self::MOST;
        if years > most { Err(TooLong { most }) } else { Ok(Simulate { premises: Box::new(premises), seed, years }) }
    }
}

impl Mend {
    /// Over these years, with round amounts in this currency.
    #[must_use]
    pub fn new(simulate: Simulate, currency: Currency) -> Mend {
        let steps = Search::new(&simulate.premises, currency, simulate.seed, simulate.years).rest();
        Mend { simulate, currency, steps }
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

    /// The years behind the forecast that is shown.
    #[must_use]
    pub fn forecast(premises: Premises) -> Task {
        Task::Forecast(Simulate::usual(premises))
    }

    /// The years behind a forecast that a study needs.
    #[must_use]
    pub fn wanted(Wanted { premises, years }: Wanted) -> Task {
        Task::Forecast(Simulate { premises: Box::new(premises), seed: Simulation::SEED, years })
    }

    /// The search over the years behind the forecast that is shown.
    #[must_use]
    pub fn fix(premises: Premises, currency: Currency) -> Task {
        Task::Fix(Mend::new(Simulate::usual(premises), currency))
    }

    /// How many steps it takes.
    #[must_use]
    pub fn steps(&self) -> u32 {
        match self {
            Task::Firmness(firmness) => firmness.count,
            Task::Forecast(simulate) => simulate.years,
            Task::Fix(mend) => mend.steps,
            Task::Import(intake) => intake.steps(),
        }
    }

    /// Whether it takes less time than it takes to ask anybody else.
    #[must_use]
    pub fn is_trivial(&self) -> bool {
        match self {
            Task::Firmness(firmness) => firmness.uncertain.partners().len() < 2,
            Task::Forecast(simulate) => simulate.premises.offers().is_empty(),
            Task::Fix(mend) => mend.steps == 0,
            Task::Import(intake) => intake.is_trivial(),
        }
    }
}

impl Outcome {
    /// How many steps it is the outcome of.
    #[must_use]
    pub fn steps(&self) -> u32 {
        match self {
            Outcome::Firmness(chances) => chances.draws(),
            Outcome::Forecast(forecast) => forecast.years,
            Outcome::Fix(found) => found.steps,
            Outcome::Import(part) => part.steps,
        }
    }
}

/// A task under way.
pub struct Run {
    steps: u32,
    work: Box<dyn Long>,
}

/// Work that is known by what it can do alone: a program that never begins some does not hold its code.
trait Long {
    /// How many steps are done: all, once all that came of it is told but for one outcome.
    fn steps(&self) -> u32;
    /// Takes about so many steps, or none before what came of it is told.
    fn advance(&mut self, count: u32);
    /// Whether enough came of it to be told.
    fn is_full(&self) -> bool {
        false
    }
    /// What is to be told next.
    fn so_far(&self) -> Outcome;
    /// Tells it, or does a part of that.
    fn say(&mut self) -> Option<Outcome> {
        Some(self.so_far())
    }
}

impl Long for Draws {
    fn steps(&self) -> u32 {
        self.done()
    }

    fn advance(&mut self, count: u32) {
        self.advance(count);
    }

    fn so_far(&self) -> Outcome {
        Outcome::Firmness(self.chances())
    }
}

impl Long for Simulation {
    fn steps(&self) -> u32 {
        self.done()
    }

    fn advance(&mut self, count: u32) {
        self.advance(count);
    }

    fn so_far(&self) -> Outcome {
        Outcome::Forecast(Box::new(self.forecast()))
    }

    fn say(&mut self) -> Option<Outcome> {
        Some(Outcome::Forecast(Box::new(self.sum_up()?)))
    }
}

/// A search of so many steps.
struct Searching {
    search: Search,
    steps: u32,
}

impl Long for Searching {
    fn steps(&self) -> u32 {
        self.steps.saturating_sub(self.search.rest())
    }

    fn advance(&mut self, count: u32) {
        self.search.advance(count);
    }

    fn so_far(&self) -> Outcome {
        Outcome::Fix(Found { steps: self.steps(), fix: self.search.fix().cloned() })
    }
}

impl Run {
    /// A task with nothing done yet.
    #[must_use]
    pub fn new(task: &Task) -> Run {
        let work: Box<dyn Long> = match task {
            Task::Firmness(firmness) => Box::new(Draws::new(&firmness.uncertain, firmness.seed)),
            Task::Forecast(simulate) => Box::new(Simulation::from(&simulate.premises, simulate.seed)),
            Task::Fix(Mend { simulate: Simulate { premises, seed, years }, currency, steps }) => {
                Box::new(Searching { search: Search::new(premises, *currency, *seed, *years), steps: *steps })
            }
            Task::Import(intake) => return Run::import(intake),
        };
        Run { steps: task.steps(), work }
    }

    fn import(intake: &Intake) -> Run {
        Run { steps: intake.steps(), work: intake.begin() }
    }

    /// How many steps are left.
    #[must_use]
    pub fn rest(&self) -> u32 {
        self.steps.saturating_sub(self.work.steps())
    }

    /// Takes so many steps, or as many as are left.
    pub fn advance(&mut self, count: u32) {
        self.work.advance(count.min(self.rest()));
    }

    /// Whether nothing more is done before something is said.
    #[must_use]
    pub fn is_full(&self) -> bool {
        self.work.is_full()
    }

    /// Takes steps until time is up, which is asked after one step, after three, after seven: a slice lasts up to twice its
    /// time. At least one step is taken.
    pub fn slice(&mut self, mut is_time_up: impl FnMut() -> bool) {
        let mut count = 1_u32;
        while self.rest() > 0 && !self.is_full() {
            self.advance(count);
            count = count.saturating_mul(2);
            if is_time_up() {
                return;
            }
        }
    }

    /// What has come of it so far; of an import what would be said next.
    #[must_use]
    pub fn so_far(&self) -> Outcome {
        self.work.so_far()
    }

    /// A part of the work of saying what has come of it so far, about as long as a slice: nothing before the last part.
    pub fn say(&mut self) -> Option<Outcome> {
        self.work.say()
    }

    /// What comes of it, after all steps that are left.
    #[must_use]
    pub fn finish(mut self) -> Outcome {
        let mut whole = Part::default();
        while self.rest() > 0 {
            self.advance(self.rest());
            if self.is_full()
                && let Some(Outcome::Import(part)) = self.say()
            {
                whole.join(*part);
            }
        }
        match self.so_far() {
            Outcome::Import(last) => {
                whole.join(*last);
                whole.import.sort();
                Outcome::Import(Box::new(whole))
            }
            outcome => outcome,
        }
    }
}

#[cfg(test)]
mod tests;
