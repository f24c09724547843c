use std::cell::RefCell;
use std::collections::VecDeque;
use std::rc::Rc;
use std::time::Duration;

use concord_core::engine::wire::{AskV1, TaskV1, TellV1};
use concord_core::engine::{Outcome, Run, Task};
use leptos::leptos_dom::helpers::TimeoutHandle;
use leptos::prelude::set_timeout_with_handle;

use super::worker::{Program, Worker};

/// How long a worker may be silent while something is asked of it.
const PATIENCE: Duration = Duration::from_secs(4);
/// The milliseconds after which a slice on the page's thread ends. It can last twice as long.
const SLICE: f64 = 3.0;
/// The milliseconds between two words on how far the page's own slices are.
const PACE: f64 = 100.0;

/// News, and who hears it.
type Told = (Rc<dyn Fn(News)>, News);

/// Where something was computed.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Place {
    Worker,
    Page,
}

/// What is heard of a task.
pub(super) enum News {
    /// What has come of it so far.
    Progress(Outcome),
    /// What came of it, and where.
    Done(Outcome, Place),
}

thread_local! {
    static OFFICES: RefCell<Offices> = const {
        RefCell::new(Offices { draws: Office::new(Program::Draws), tables: Office::new(Program::Tables), last: 0 })
    };
}

/// One for every program: neither waits for the other.
struct Offices {
    draws: Office,
    tables: Office,
    /// The id of the last job.
    last: u32,
}

/// Does one task after the other.
struct Office {
    program: Program,
    hand: Hand,
    /// The first is under way.
    jobs: VecDeque<Job>,
}

/// The worker, and how far it is.
enum Hand {
    /// Nothing was long enough yet.
    Unasked,
    /// It has not said of which build it is.
    Starting(Worker),
    Ready(Worker),
    /// There is none, or none that can be used.
    Unusable,
}

struct Job {
    id: u32,
    task: Task,
    hear: Rc<dyn Fn(News)>,
    /// What was done of it on the page's thread; none while it is the worker's.
    run: Option<Run>,
    /// When the page last said how far it is, or began.
    told: Option<f64>,
    /// Ends the wait for the worker, or begins the next slice.
    timer: Option<TimeoutHandle>,
}

/// Does a task after those of its program that were asked for before and not cancelled; by its number it can be.
pub(super) fn ask(task: Task, hear: impl Fn(News) + 'static) -> u32 {
    OFFICES.with_borrow_mut(|offices| {
        offices.last = offices.last.wrapping_add(1);
        let id = offices.last;
        let office = offices.of(Program::of(&task));
        office.jobs.push_back(Job { id, task, hear: Rc::new(hear), run: None, told: None, timer: None });
        if office.jobs.len() == 1 {
            office.begin();
        }
        id
    })
}

/// Takes a task back.
pub(super) fn cancel(id: u32) {
    OFFICES.with_borrow_mut(|offices| [&mut offices.draws, &mut offices.tables].map(|office| office.cancel(id)));
}

fn hear_worker(program: Program, message: Option<TellV1>) {
    tell(at(program, |office| office.hear(message)));
}

fn at(program: Program, act: impl FnOnce(&mut Office) -> Option<Told>) -> Option<Told> {
    OFFICES.with_borrow_mut(|offices| act(offices.of(program)))
}

/// Says what is new; the office is not borrowed, so that whoever hears it can ask for something else.
fn tell(told: Option<Told>) {
    if let Some((hear, news)) = told {
        hear(news);
    }
}

impl Offices {
    fn of(&mut self, program: Program) -> &mut Office {
        match program {
            Program::Draws => &mut self.draws,
            Program::Tables => &mut self.tables,
        }
    }
}

impl Office {
    const fn new(program: Program) -> Office {
        Office { program, hand: Hand::Unasked, jobs: VecDeque::new() }
    }

    fn cancel(&mut self, id: u32) {
        let Some(place) = self.jobs.iter().position(|job| job.id == id) else { return };
        let job = self.jobs.remove(place);
        if place > 0 {
            return;
        }
        if let (Some(Job { run: None, .. }), Hand::Ready(worker)) = (job, &self.hand) {
            // If it cannot be told, what it still says is of no job.
            let _ = worker.ask(&AskV1::Cancel { id });
        }
        self.begin();
    }

    /// Begins the first job.
    fn begin(&mut self) {
        let Some(job) = self.jobs.front() else { return };
        let is_trivial = job.task.is_trivial();
        if matches!(self.hand, Hand::Unasked) && !is_trivial {
            self.hand = Worker::start(self.program, hear_worker).map_or(Hand::Unusable, Hand::Starting);
        }
        match self.hand {
            _ if is_trivial => self.go_on(),
            Hand::Ready(_) => self.hand_over(),
            Hand::Starting(_) => self.wait(),
            Hand::Unasked | Hand::Unusable => self.go_on(),
        }
    }

    /// Ends the first job and begins the next.
    fn end(&mut self) {
        self.jobs.pop_front();
        self.begin();
    }

    fn hear(&mut self, message: Option<TellV1>) -> Option<Told> {
        let (id, outcome, is_done) = match message {
            Some(TellV1::Ready { build }) => {
                self.welcome(&build);
                return None;
            }
            Some(TellV1::Progress { id, so_far }) => (id, so_far, false),
            Some(TellV1::Done { id, outcome }) => (id, outcome, true),
            Some(TellV1::Failed { .. }) | None => {
                self.give_up();
                return None;
            }
        };
        let job = self.jobs.front_mut().filter(|job| job.id == id && job.run.is_none())?;
        let outcome = outcome.of(&job.task).ok().filter(|outcome| !is_done || outcome.steps() == job.task.steps());
        let (Some(outcome), Hand::Ready(_)) = (outcome, &self.hand) else {
            self.give_up();
            return None;
        };
        let hear = job.hear.clone();
        if is_done {
            self.end();
            return Some((hear, News::Done(outcome, Place::Worker)));
        }
        self.wait();
        Some((hear, News::Progress(outcome)))
    }

    /// The worker says of which build it is.
    fn welcome(&mut self, build: &str) {
        self.hand = match std::mem::replace(&mut self.hand, Hand::Unusable) {
            Hand::Starting(worker) if worker.is_of(build) => Hand::Ready(worker),
            _ => return self.give_up(),
        };
        if self.jobs.front().is_some_and(|job| job.run.is_none()) {
            self.hand_over();
        }
    }

    /// Asks the worker.
    fn hand_over(&mut self) {
        let (Some(job), Hand::Ready(worker)) = (self.jobs.front(), &self.hand) else { return };
        if worker.ask(&AskV1::Run { id: job.id, task: TaskV1::from(&job.task) }) {
            self.wait();
        } else {
            self.give_up();
        }
    }

    /// Ends the worker; the page does what is left to do, from the start.
    fn give_up(&mut self) {
        self.hand = Hand::Unusable;
        if self.jobs.front().is_some_and(|job| job.run.is_none()) {
            self.go_on();
        }
    }

    /// Gives the worker its time, anew whenever it is heard of.
    fn wait(&mut self) {
        self.set_timer(PATIENCE, |office| {
            office.give_up();
            None
        });
    }

    /// Lets the page do what it has to, then does another slice.
    fn go_on(&mut self) {
        if let Some(job) = self.jobs.front_mut() {
            job.run.get_or_insert_with(|| Run::new(&job.task));
        }
        self.set_timer(Duration::ZERO, Office::slice);
    }

    /// One slice, or a part of a word on how far it is: what there is to tell takes as long as several slices do.
    fn slice(&mut self) -> Option<Told> {
        let Some(Job { run: Some(run), hear, told, .. }) = self.jobs.front_mut() else { return None };
        let (hear, start) = (hear.clone(), js_sys::Date::now());
        let is_done = run.rest() == 0;
        let said = if is_done || run.is_full() || told.is_some_and(|told| (start - told).abs() >= PACE) {
            run.say()
        } else {
            run.slice(|| (js_sys::Date::now() - start).abs() >= SLICE);
            None
        };
        // The time until the next word begins with the next slice: where timers come late, words must not take every turn.
        *told = if said.is_some() { None } else { told.or(Some(start)) };
        match said {
            Some(outcome) if is_done => {
                self.end();
                Some((hear, News::Done(outcome, Place::Page)))
            }
            said => {
                self.go_on();
                said.map(|outcome| (hear, News::Progress(outcome)))
            }
        }
    }

    /// Sets the timer of the job in place of the one before.
    fn set_timer(&mut self, after: Duration, then: fn(&mut Office) -> Option<Told>) {
        let program = self.program;
        if let Some(job) = self.jobs.front_mut() {
            job.stop();
            job.timer = set_timeout_with_handle(move || tell(at(program, then)), after).ok();
        }
    }
}

impl Job {
    fn stop(&mut self) {
        if let Some(timer) = self.timer.take() {
            timer.clear();
        }
    }
}

impl Drop for Job {
    fn drop(&mut self) {
        self.stop();
    }
}
