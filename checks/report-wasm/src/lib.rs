//! The report as release WebAssembly.

use std::sync::Arc;

use concord_core::engine::wire::{AskV1, OutcomeV1, TaskV1, TellV1};
use concord_core::engine::{Intake, Known, Meant, Outcome, Part, Run, Task};
use concord_core::exchange::document;
use concord_core::forecast::Premises;
use concord_core::report::refusal;
use concord_core::scorecard::Uncertain;
use concord_core::tracking::table::{Columns, Memory, export};
use concord_core::tracking::{Number, Tracked};
use concord_core::value::Id;
use serde::Serialize;
use serde_wasm_bindgen::{Serializer, from_value};
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

/// The report on the workspace in `text` on the day `today`; where there is none, why.
#[wasm_bindgen]
#[must_use]
pub fn report(text: &str, today: &str) -> String {
    concord_core::report::report(text.as_bytes(), today.parse().ok()).unwrap_or_else(|error| refusal(&error))
}

/// What a page asks its worker about the workspace in `text`, each question with the answer that it must get at the end:
/// the task done whole, in this build. First the chances of its scorecard; then, where there are offers on what was answered,
/// their forecast and the change that would help; then what would come of its own ledger as a table, once as it is and once
/// into an empty one. That answer is the [`whole`] of what comes in parts.
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
    let ledger = workspace.ledger();
    let numbers: Vec<Number> = ledger.referrals().iter().map(Tracked::number).collect();
    let reading = workspace.reading();
    let table = Arc::new(export(&ledger, &numbers, reading, currency, ',', Columns::All).into_bytes());
    for known in [ledger, Arc::default()] {
        let (meant, known) = (Meant::Like(Memory::default()), Known::new(known));
        let (signs, first_id) = ((currency, reading), Id::from_u128(1));
        let intake = Intake::new(Arc::clone(&table), meant, known, signs, Default::default(), first_id);
        tasks.push(Task::Import(Box::new(intake)));
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

/// What a worker says to a question, as the one message that says all of it: the last, but where an import comes in parts.
///
/// # Errors
/// Where something is no message, or no answer to the question, in words.
#[wasm_bindgen]
pub fn whole(question: JsValue, told: Vec<JsValue>) -> Result<JsValue, JsValue> {
    let wrong = |error: &dyn std::fmt::Display| JsValue::from_str(&error.to_string());
    let AskV1::Run { id, task }: AskV1 = from_value(question)? else {
        return Err(wrong(&"that is no question"));
    };
    let task = Task::try_from(task).map_err(|error| wrong(&error))?;
    let mut all = Part::default();
    let mut answer = None;
    for message in told {
        let outcome: OutcomeV1 = match from_value(message)? {
            TellV1::Progress { so_far, .. } => so_far,
            TellV1::Done { outcome, .. } => outcome,
            TellV1::Ready { .. } | TellV1::Failed { .. } => return Err(wrong(&"that is no answer")),
        };
        answer = Some(match outcome.of(&task).map_err(|error| wrong(&error))? {
            Outcome::Import(part) => {
                if !all.join(*part) {
                    return Err(wrong(&"a part is missing"));
                }
                let mut all = all.clone();
                all.import.sort();
                Outcome::Import(Box::new(all))
            }
            outcome => outcome,
        });
    }
    let outcome = OutcomeV1::from(&answer.ok_or_else(|| wrong(&"there is no answer"))?);
    Ok(TellV1::Done { id, outcome }.serialize(&Serializer::new())?)
}
