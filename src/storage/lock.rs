//! Which of several tabs may write a workspace: the one that holds its Web Lock.

use std::cell::RefCell;
use std::rc::Rc;

use concord_core::store::Shelf;
use js_sys::{Function, Promise};
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = ["navigator", "locks"], js_name = request, catch)]
    fn request(name: &str, granted: &JsValue) -> Result<Promise, JsValue>;
}

/// A lock that was asked for, and is held once it was granted until it is given back or the tab goes.
#[derive(Clone, Default)]
pub struct Lock(Rc<RefCell<State>>);

#[derive(Default)]
enum State {
    #[default]
    Asked,
    Held(Function),
    GivenBack,
}

impl Lock {
    /// Asks for the lock of a workspace and calls `granted` once this tab may write. Where the browser has no locks it may
    /// write at once: the protocol itself still notices another writer.
    pub fn ask(shelf: Shelf, granted: impl FnOnce() + 'static) -> Lock {
        let lock = Lock::default();
        let state = Rc::clone(&lock.0);
        let mut granted = Some(granted);
        let callback = Closure::<dyn FnMut(JsValue) -> Promise>::new(move |_lock: JsValue| {
            if matches!(*state.borrow(), State::GivenBack) {
                return Promise::resolve(&JsValue::NULL);
            }
            // Settled when the lock is given back; otherwise it goes with the tab.
            let held = Promise::new(&mut |give_back, _| {
                state.replace(State::Held(give_back));
            });
            if let Some(granted) = granted.take() {
                granted();
            }
            held
        })
        .into_js_value();
        if request(&shelf.beside("concord/writer"), &callback).is_err() {
            let call: &Function = callback.unchecked_ref();
            let _ = call.call1(&JsValue::NULL, &JsValue::NULL);
        }
        lock
    }

    /// Lets another tab write.
    pub fn give_back(&self) {
        if let State::Held(give_back) = self.0.replace(State::GivenBack) {
            let _ = give_back.call0(&JsValue::NULL);
        }
    }
}
