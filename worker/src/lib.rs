//! The page's worker, whatever its program does: one task at a time, in slices, and it hears between them whether something
//! else is asked for.
//!
//! It asks for nothing and keeps nothing. What arrives is checked; what cannot be done is answered in words.

use std::cell::RefCell;

use concord_core::engine::wire::{AskV1, Program, TellV1, WireError};
use concord_core::engine::{Outcome, Run};
use serde::Serialize;
use serde_wasm_bindgen::{Serializer, from_value};
use wasm_bindgen::prelude::*;
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};

/// The milliseconds after which a slice ends: as long as a task that was given up can still go on. It can last twice as long.
const SLICE: f64 = 40.0;

thread_local! {
    static DESK: RefCell<Desk> = const { RefCell::new(Desk { job: None, timer: None, is_due: false }) };
}

/// What the worker is doing.
struct Desk {
    job: Option<Job>,
    /// Goes on with the job.
    timer: Option<Closure<dyn FnMut()>>,
    /// Whether the timer is set.
    is_due: bool,
}

struct Job {
    id: u32,
    run: Run,
}

/// Begins to listen for what the program does.
pub fn listen<P: Program + 'static>() {
    let on_message = Closure::<dyn FnMut(MessageEvent)>::new(|event: MessageEvent| hear::<P>(event.data()));
    scope().set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    on_message.forget();
    DESK.with_borrow_mut(|desk| desk.timer = Some(Closure::new(go_on::<P>)));
}

fn hear<P: Program>(message: JsValue) {
    match from_value(message) {
        Ok(AskV1::Run { id, task }) => match P::begin(task) {
            Ok(run) => DESK.with_borrow_mut(|desk| {
                desk.job = Some(Job { id, run });
                desk.wait();
            }),
            Err(error) => tell(&failed::<P>(id, error)),
        },
        Ok(AskV1::Cancel { id }) => DESK.with_borrow_mut(|desk| {
            desk.job.take_if(|job| job.id == id);
        }),
        // Without an id nobody waits for an answer; the page hears of an error.
        Err(error) => wasm_bindgen::throw_str(&error.to_string()),
    }
}

/// Does a slice of the job.
fn go_on<P: Program>() {
    let answer = DESK.with_borrow_mut(|desk| {
        desk.is_due = false;
        let Job { id, run } = desk.job.as_mut()?;
        let (id, start) = (*id, js_sys::Date::now());
        run.slice(|| (js_sys::Date::now() - start).abs() >= SLICE);
        let is_over = run.rest() == 0;
        let told = P::told(&said(run));
        if is_over || told.is_err() {
            desk.job = None;
        } else {
            desk.wait();
        }
        Some(match told {
            Ok(outcome) if is_over => TellV1::Done { id, outcome },
            Ok(so_far) => TellV1::Progress { id, so_far },
            Err(error) => failed::<P>(id, error),
        })
    });
    if let Some(answer) = answer {
        tell(&answer);
    }
}

fn failed<P: Program>(id: u32, error: WireError) -> TellV1<P::Told> {
    TellV1::Failed { id, problem: error.to_string() }
}

/// All parts of a word on how far it is.
fn said(run: &mut Run) -> Outcome {
    loop {
        if let Some(outcome) = run.say() {
            return outcome;
        }
    }
}

impl Desk {
    /// Lets messages come in before the next slice.
    fn wait(&mut self) {
        if let Some(timer) = self.timer.as_ref().filter(|_| !self.is_due) {
            self.is_due = scope().set_timeout_with_callback(timer.as_ref().unchecked_ref()).is_ok();
        }
    }
}

fn tell(answer: &TellV1<impl Serialize>) {
    // An answer that cannot be written or sent leaves the page waiting, and it then does the task itself.
    if let Ok(message) = answer.serialize(&Serializer::new()) {
        let _ = scope().post_message(&message);
    }
}

fn scope() -> DedicatedWorkerGlobalScope {
    js_sys::global().unchecked_into()
}
