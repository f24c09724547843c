use concord_core::engine::Task;
use concord_core::engine::wire::{AskV1, TellV1};
use leptos::prelude::document;
use serde::Serialize;
use serde_wasm_bindgen::{Serializer, from_value};
use wasm_bindgen::prelude::*;
use web_sys::{Event, MessageEvent, WorkerOptions, WorkerType};

/// What a worker does: for all else it has no code.
#[derive(Clone, Copy)]
pub(super) enum Program {
    /// Draws, and looks for what would help in them.
    Draws,
    /// Reads tables.
    Tables,
}

impl Program {
    /// Which does a task.
    pub(super) fn of(task: &Task) -> Program {
        match task {
            Task::Firmness(_) | Task::Forecast(_) | Task::Fix(_) => Program::Draws,
            Task::Import(_) => Program::Tables,
        }
    }
}

/// A worker that was started, and what listens to it. It is ended when this is dropped.
pub(super) struct Worker {
    worker: web_sys::Worker,
    /// The build that it must be of.
    build: String,
    _listeners: [Closure<dyn FnMut(Event)>; 2],
}

impl Worker {
    /// Starts the worker that the page names for a program; none where it names none or the browser starts none. What it says
    /// comes to `hear`; none is what cannot be read, and every failure of the worker.
    pub(super) fn start(program: Program, hear: fn(Program, Option<TellV1>)) -> Option<Worker> {
        let named = document().query_selector("meta[name=concord-worker]").ok()??;
        let address = match program {
            Program::Draws => "data-draws",
            Program::Tables => "data-tables",
        };
        let (address, build) = (named.get_attribute(address)?, named.get_attribute("content")?);
        let options = WorkerOptions::new();
        options.set_type(WorkerType::Module);
        let worker = web_sys::Worker::new_with_options(&address, &options).ok()?;
        let on_message = Closure::<dyn FnMut(Event)>::new(move |event: Event| {
            hear(program, from_value(event.unchecked_ref::<MessageEvent>().data()).ok());
        });
        let on_error = Closure::<dyn FnMut(Event)>::new(move |_| hear(program, None));
        worker.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
        worker.set_onerror(Some(on_error.as_ref().unchecked_ref()));
        Some(Worker { worker, build, _listeners: [on_message, on_error] })
    }

    /// Whether a worker of this build is the one that the page belongs to.
    pub(super) fn is_of(&self, build: &str) -> bool {
        self.build == build
    }

    /// Sends a message; false where that is impossible.
    pub(super) fn ask(&self, message: &AskV1) -> bool {
        message.serialize(&Serializer::new()).is_ok_and(|message| self.worker.post_message(&message).is_ok())
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        self.worker.set_onmessage(None);
        self.worker.set_onerror(None);
        self.worker.terminate();
    }
}
