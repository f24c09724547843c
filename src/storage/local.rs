//! localStorage, one effect at a time.

use std::sync::Arc;

use concord_core::store::{Effect, Reply, Shelf, StoreFault};
use gloo_storage::{LocalStorage, SessionStorage, Storage as _};
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

pub(super) fn perform(shelf: Shelf, effect: &Effect) -> Reply {
    let storage = storage()?;
    match effect {
        Effect::Get(key) => {
            let text = storage.get_item(&shelf.key(*key)).map_err(|error| fault(&error))?;
            Ok(text.map(Arc::from))
        }
        Effect::Put(key, text) => {
            storage.set_item(&shelf.key(*key), text).map(|()| None).map_err(|error| fault(&error))
        }
        Effect::Remove(key) => storage.remove_item(&shelf.key(*key)).map(|()| None).map_err(|error| fault(&error)),
    }
}

/// A small text beside the workspaces; absent wherever there is no storage.
pub(super) fn note(key: &str) -> Option<String> {
    storage().ok()?.get_item(key).ok().flatten()
}

/// Keeps a small text beside the workspaces; `false` where it could not be kept.
pub(super) fn set_note(key: &str, text: &str) -> bool {
    storage().is_ok_and(|storage| storage.set_item(key, text).is_ok())
}

/// A small text of this tab alone. gloo's `raw` panics where storage is blocked, which takes both kinds.
pub(super) fn note_of_tab(key: &str) -> Option<String> {
    storage().ok()?;
    SessionStorage::raw().get_item(key).ok().flatten()
}

/// Keeps a small text for this tab. That it could not be kept is no loss.
pub(super) fn set_note_of_tab(key: &str, text: &str) {
    if storage().is_ok() {
        let _ = SessionStorage::raw().set_item(key, text);
    }
}

/// Every key of this origin, in no order.
pub(super) fn keys() -> Vec<String> {
    let Ok(storage) = storage() else { return Vec::new() };
    let count = storage.length().unwrap_or(0);
    (0..count).filter_map(|place| storage.key(place).ok().flatten()).collect()
}

/// Removes every key that `of` names. What cannot be removed is left.
pub(super) fn remove(of: impl Fn(&str) -> bool) {
    let Ok(storage) = storage() else { return };
    for key in keys().into_iter().filter(|key| of(key)) {
        let _ = storage.remove_item(&key);
    }
}

/// Why the browser refused.
pub(super) fn fault(error: &JsValue) -> StoreFault {
    let Some(exception) = error.dyn_ref::<DomException>() else {
        return StoreFault::Other("the browser does not say why".to_owned());
    };
    match exception.name().as_str() {
        "QuotaExceededError" | "NS_ERROR_DOM_QUOTA_REACHED" => StoreFault::Quota,
        "SecurityError" => StoreFault::Blocked,
        name => StoreFault::Other(name.to_owned()),
    }
}
