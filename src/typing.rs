//! Fields whose text becomes a command: previewed while it is typed, dispatched when it is done.

use concord_core::workspace::{Command, Workspace};
use leptos::prelude::*;

use crate::form::{Entry, sentence};
use crate::session::Session;

/// Reads text into a command.
pub type ToCommand = fn(&str, &Workspace) -> Result<Command, String>;

/// What such a field does.
pub fn entry(session: Session, command: ToCommand) -> Entry {
    Callback::new(move |(text, done): (String, bool)| {
        let result = command(&text, &session.committed()).and_then(|command| {
            if done { session.dispatch(command) } else { session.preview(command) }.map_err(sentence)
        });
        if result.is_err() {
            // What cannot be taken leaves no trace in the answer.
            session.end_preview();
        }
        result
    })
}

/// What a field shows for a part of the workspace.
pub fn shown(session: Session, text: fn(&Workspace) -> Option<String>) -> Signal<String> {
    let workspace = session.workspace();
    Memo::new(move |_| workspace.with(text).unwrap_or_default()).into()
}
