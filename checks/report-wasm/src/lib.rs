//! The report as release WebAssembly.

use concord_core::engine::wire::{AskV1, OutcomeV1, TaskV1, TellV1};
use concord_core::engine::{Run, Task};
use concord_core::exchange::document;
use concord_core::report::refusal;
use concord_core::scorecard::Uncertain;
use serde::Serialize;
use serde_wasm_bindgen::{Error, Serializer};
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

/// The report on the workspace in `text` on the day `today`; where there is none, why.
#[wasm_bindgen]
#[must_use]
pub fn report(text: &str, today: &str) -> String {
    concord_core::report::report(text.as_bytes(), today.parse().ok()).unwrap_or_else(|error| refusal(&error))
}

/// What a page asks its worker about the scorecard of the workspace in `text`, and the answer that it must get at the end:
/// the task done whole, in this build.
///
/// # Errors
/// Where there is no workspace in `text`, in words.
#[wasm_bindgen]
pub fn question_and_answer(text: &str) -> Result<Vec<JsValue>, JsValue> {
    let document = document::read(text.as_bytes()).map_err(|error| refusal(&error))?;
    let (id, task) = (1, Task::usual(Uncertain::of(&document.workspace.scorecard())));
    let outcome = OutcomeV1::from(&Run::new(&task).finish());
    let message = |message: Result<JsValue, Error>| message.map_err(JsValue::from);
    let serializer = Serializer::new();
    Ok(vec![
        message(AskV1::Run { id, task: TaskV1::from(&task) }.serialize(&serializer))?,
        message(TellV1::Done { id, outcome }.serialize(&serializer))?,
    ])
}
