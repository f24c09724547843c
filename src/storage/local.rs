//! localStorage, one effect at a time.

use std::sync::Arc;

use concord_core::store::{Effect, Reply, StoreFault};
use gloo_storage::{LocalStorage, Storage as _};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{DomException, Storage};

/// The storage, if the browser lets this page have one. gloo's `raw` panics where it is blocked, so that is asked first;
/// its `set` would encode the text as JSON once more, so the raw store is written.
fn storage() -> Result<Storage, StoreFault> {
    match web_sys::window().map(|window| window.local_storage()) {
        Some(Ok(Some(_))) => Ok(LocalStorage::raw()),
        Some(Err(error)) => Err(fault(&error)),
        Some(Ok(None)) | None => Err(StoreFault::Blocked),
    }
}

pub(super) fn perform(effect: &Effect) -> Reply {
    let storage = storage()?;
    match effect {
        Effect::Get(key) => {
            let text = storage.get_item(&key.to_string()).map_err(|error| fault(&error))?;
            Ok(text.map(Arc::from))
        }
        Effect::Put(key, text) => {
            storage.set_item(&key.to_string(), text).map(|()| None).map_err(|error| fault(&error))
        }
        Effect::Remove(key) => storage.remove_item(&key.to_string()).map(|()| None).map_err(|error| fault(&error)),
    }
}

/// A small text beside the workspace; absent wherever there is no storage.
pub(super) fn note(key: &str) -> Option<String> {
    storage().ok()?.get_item(key).ok().flatten()
}

/// Keeps a small text beside the workspace. That it could not be kept is no loss.
pub(super) fn set_note(key: &str, text: &str) {
    if let Ok(storage) = storage() {
        let _ = storage.set_item(key, text);
    }
}

fn fault(error: &JsValue) -> StoreFault {
    let Some(exception) = error.dyn_ref::<DomException>() else {
        return StoreFault::Other("the browser does not say why".to_owned());
    };
    match exception.name().as_str() {
        "QuotaExceededError" | "NS_ERROR_DOM_QUOTA_REACHED" => StoreFault::Quota,
        "SecurityError" => StoreFault::Blocked,
        name => StoreFault::Other(name.to_owned()),
    }
}
