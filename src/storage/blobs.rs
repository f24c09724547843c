//! IndexedDB, for the texts that are too long for localStorage: one effect at a time.
//!
//! The database is opened for each effect and closed after it, so that no tab stands in the way of one that removes it.

use std::sync::Arc;

use concord_core::store::{Blob, BlobEffect, Reply, Shelf, StoreFault};
use js_sys::{Array, Promise};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{IdbDatabase, IdbFactory, IdbObjectStore, IdbRequest, IdbTransactionMode};

use super::local;

const DATABASE: &str = "concord";
const STORE: &str = "blobs";

/// Whether this browser has such a store for the page.
pub async fn are_there() -> bool {
    open().await.map(|database| database.close()).is_ok()
}

/// Performs an effect on the blobs of a workspace.
pub async fn perform(shelf: Shelf, effect: BlobEffect) -> Reply {
    let name = |blob: &Blob| JsValue::from(shelf.beside(&blob.to_string()));
    let found = match &effect {
        BlobEffect::Get(blob) => transact(IdbTransactionMode::Readonly, &|store| store.get(&name(blob))).await?,
        BlobEffect::Put(blob, text) => {
            let text = JsValue::from(&**text);
            transact(IdbTransactionMode::Readwrite, &|store| store.put_with_key(&text, &name(blob))).await?
        }
        BlobEffect::Remove(blob) => transact(IdbTransactionMode::Readwrite, &|store| store.delete(&name(blob))).await?,
    };
    Ok(found.as_string().map(Arc::from))
}

/// Removes every blob whose name `of` tells. What cannot be removed is left.
pub async fn remove(of: impl Fn(&str) -> bool) {
    let Ok(names) = transact(IdbTransactionMode::Readonly, &|store| store.get_all_keys()).await else { return };
    for name in Array::from(&names).iter().filter(|name| name.as_string().is_some_and(|name| of(&name))) {
        let _ = transact(IdbTransactionMode::Readwrite, &|store| store.delete(&name)).await;
    }
}

/// Removes the database.
pub fn remove_all() {
    if let Ok(factory) = factory() {
        let _ = factory.delete_database(DATABASE);
    }
}

fn factory() -> Result<IdbFactory, StoreFault> {
    let found = web_sys::window().map(|window| window.indexed_db());
    found.and_then(Result::ok).flatten().ok_or(StoreFault::Blocked)
}

async fn open() -> Result<IdbDatabase, StoreFault> {
    let request = factory()?.open_with_u32(DATABASE, 1).map_err(|error| local::fault(&error))?;
    let opened = settled(|resolve, reject| {
        let store = request.clone();
        // The only version so far: it is made where there is none.
        let make = wasm_bindgen::closure::Closure::once_into_js(move || {
            if let Ok(database) = store.result() {
                let _ = database.unchecked_into::<IdbDatabase>().create_object_store(STORE);
            }
        });
        request.set_onupgradeneeded(Some(make.unchecked_ref()));
        request.set_onsuccess(Some(resolve));
        request.set_onerror(Some(reject));
    });
    match opened.await {
        true => request.result().map(JsCast::unchecked_into).map_err(|error| local::fault(&error)),
        false => Err(failed(&request)),
    }
}

/// What a request of the store in a transaction of its own came to, once the transaction is through: what was written is
/// kept only then.
async fn transact(
    mode: IdbTransactionMode,
    ask: &dyn Fn(&IdbObjectStore) -> Result<IdbRequest, JsValue>,
) -> Result<JsValue, StoreFault> {
    let database = open().await?;
    let begun = database.transaction_with_str_and_mode(STORE, mode);
    let asked = begun.and_then(|transaction| {
        let request = ask(&transaction.object_store(STORE)?)?;
        Ok((transaction, request))
    });
    let result = match asked {
        Ok((transaction, request)) => {
            let is_through = settled(|resolve, reject| {
                transaction.set_oncomplete(Some(resolve));
                transaction.set_onabort(Some(reject));
            });
            match (is_through.await, transaction.error()) {
                (true, _) => request.result().map_err(|error| local::fault(&error)),
                (false, Some(error)) => Err(local::fault(&error)),
                (false, None) => Err(failed(&request)),
            }
        }
        Err(error) => Err(local::fault(&error)),
    };
    database.close();
    result
}

/// Whether it is the first of two callbacks that is called.
async fn settled(mut listen: impl FnMut(&js_sys::Function, &js_sys::Function)) -> bool {
    JsFuture::from(Promise::new(&mut |resolve, reject| listen(&resolve, &reject))).await.is_ok()
}

fn failed(request: &IdbRequest) -> StoreFault {
    match request.error() {
        Ok(Some(error)) => local::fault(&error),
        Ok(None) | Err(_) => StoreFault::Other("the browser does not say why".to_owned()),
    }
}
