//! Which of several tabs may write: the one that holds a Web Lock.

use js_sys::Promise;
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = ["navigator", "locks"], js_name = request, catch)]
    fn request(name: &str, granted: &JsValue) -> Result<Promise, JsValue>;
}

const NAME: &str = "concord/writer";

/// Calls `granted` once this tab may write, and holds on to that for as long as the tab lives. Where the browser has no
/// locks it may write at once: the protocol itself still notices another writer.
pub fn ask_to_write(granted: impl FnOnce() + 'static) {
    let mut granted = Some(granted);
    let callback = Closure::<dyn FnMut(JsValue) -> Promise>::new(move |_lock: JsValue| {
        if let Some(granted) = granted.take() {
            granted();
        }
        // Never settled: the lock is given back when the tab goes.
        Promise::new(&mut |_resolve, _reject| {})
    })
    .into_js_value();
    if request(NAME, &callback).is_err() {
        let call: &js_sys::Function = callback.unchecked_ref();
        let _ = call.call1(&JsValue::NULL, &JsValue::NULL);
    }
}
