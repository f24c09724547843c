//! The report as release WebAssembly.

use concord_core::report::refusal;
use wasm_bindgen::prelude::wasm_bindgen;

/// The report on the workspace in `text` on the day `today`; where there is none, why.
#[wasm_bindgen]
#[must_use]
pub fn report(text: &str, today: &str) -> String {
    concord_core::report::report(text.as_bytes(), today.parse().ok()).unwrap_or_else(|error| refusal(&error))
}
