//! Every key that does something on every page.

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use crate::session::{Preference, Session};

/// Whether shortcuts are made with the command key.
pub fn is_mac() -> bool {
    web_sys::window().and_then(|window| window.navigator().platform().ok()).is_some_and(|name| name.starts_with("Mac"))
}

/// Does what a key asks for. Inside a text field its own undo comes first, and a letter is a letter; while a dialog is
/// open, no other opens over it.
pub fn on_key(session: Session, event: &KeyboardEvent) {
    let target = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    let is_one_of = |selector| target.as_ref().is_some_and(|element| element.matches(selector).unwrap_or(false));
    let typing = is_one_of("textarea, select, input:not([type=range], [type=radio], [type=checkbox])");
    let in_dialog = is_one_of("dialog *, :has(dialog[open])");
    let dialogs = session.dialogs();
    let (control, command) = (event.ctrl_key(), event.meta_key());
    match (event.key().to_ascii_lowercase().as_str(), control || command, event.shift_key()) {
        // Control and K is a key of text fields on a Mac.
        ("k", true, false) if command || !is_mac() => dialogs.find.set(!in_dialog || dialogs.find.get_untracked()),
        ("?", false, _) if !typing && !in_dialog && session.preferred(Preference::Keys) != "off" => {
            dialogs.shortcuts.set(true);
        }
        ("z", true, false) if !typing => session.undo(),
        ("z", true, true) | ("y", true, false) if !typing => session.redo(),
        _ => return,
    }
    event.prevent_default();
}
