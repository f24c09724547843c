//! The report as release WebAssembly.

use concord_core::engine::wire::{AskV1, OutcomeV1, TaskV1, TellV1};
use concord_core::engine::{Run, Task};
use concord_core::exchange::document;
use concord_core::forecast::Premises;
use concord_core::report::refusal;
use concord_core::scorecard::Uncertain;
use serde::Serialize;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

/// The report on the workspace in `text` on the day `today`; where there is none, why.
#[wasm_bindgen]
#[must_use]
pub fn report(text: &str, today: &str) -> String {
    concord_core::report::report(text.as_bytes(), today.parse().ok()).unwrap_or_else(|error| refusal(&error))
}

/// What a page asks its worker about the workspace in `text`, each question with the answer that it must get at the end:
/// the task done whole, in this build. First the chances of its scorecard; then, where there are offers on what was answered,
/// their forecast and the change that would help.
///
/// # Errors
/// Where there is no workspace in `text`, in words.
#[wasm_bindgen]
pub fn questions_and_answers(text: &str) -> Result<Vec<JsValue>, JsValue> {
    let workspace = document::read(text.as_bytes()).map_err(|error| refusal(&error))?.workspace;
    let currency = workspace.currency();
    let mut tasks = vec![Task::usual(Uncertain::of(&workspace.scorecard()))];
    if let Some(premises) =
        workspace.answers().assume(currency).and_then(|assumed| Premises::of(&assumed, workspace.offers()).ok())
    {
        tasks.extend([Task::forecast(premises.clone()), Task::fix(premises, currency)]);
    }
    let serializer = Serializer::new();
    let mut messages = Vec::new();
    for (id, task) in (1..).zip(&tasks) {
        let outcome = OutcomeV1::from(&Run::new(task).finish());
        messages.push(AskV1::Run { id, task: TaskV1::from(task) }.serialize(&serializer).map_err(JsValue::from)?);
        messages.push(TellV1::Done { id, outcome }.serialize(&serializer).map_err(JsValue::from)?);
    }
    Ok(messages)
}
