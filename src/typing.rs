//! Fields whose text becomes a command: previewed while it is typed, dispatched when it is done.

use concord_core::workspace::{Command, Workspace};
use leptos::prelude::*;

use crate::form::{Entry, sentence};
use crate::session::Session;

/// Reads text into a command.
pub type ToCommand = fn(&str, &Workspace) -> Result<Command, String>;

/// What such a field does.
pub fn entry(session: Session, command: ToCommand) -> Entry {
    Callback::new(move |(text, done): (String, bool)| enter(session, command(&text, &session.committed()), done))
}

/// Shows what typed text comes to, or takes it once it is done.
pub fn enter(session: Session, command: Result<Command, String>, done: bool) -> Result<(), String> {
    let result = command
        .and_then(|command| if done { session.dispatch(command) } else { session.preview(command) }.map_err(sentence));
    if result.is_err() {
        // What cannot be taken leaves no trace in the answer.
        session.end_preview();
    }
    result
}

/// What a field shows for a part of the workspace.
pub fn shown(session: Session, text: fn(&Workspace) -> Option<String>) -> Signal<String> {
    let workspace = session.workspace();
    Memo::new(move |_| workspace.with(text).unwrap_or_default()).into()
}
