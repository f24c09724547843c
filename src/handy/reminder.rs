//! A reminder of a copy, when much is in none.

use leptos::prelude::*;

use crate::file;
use crate::session::{Session, now};
use crate::storage::Copied;
use crate::widgets::when;

/// The reminder. It goes once a copy was taken or it was put off.
#[component]
pub(super) fn Reminder() -> impl IntoView {
    let session = Session::get();
    let kept = session.kept();
    let put_off = RwSignal::new(());
    let copied = Memo::new(move |_| kept.with(|kept| kept.copied));
    let due = move || {
        put_off.track();
        copied.get().copies(session.shelf().get()).is_due(now())
    };
    let later = move |_| {
        Copied::put_off(session.shelf().get_untracked(), now());
        put_off.set(());
    };
    let words = move || {
        let Copied { at, changes } = copied.get();
        let since = if at.is_some() { "since your last copy" } else { "and no copy of them" };
        format!("{changes} changes {since}. All of it is in this browser only, which may clear it.")
    };
    let reminder = when(due, move || {
        view! {
            <div class="toast" data-reminder>
                <span>{words}</span>
                <button type="button" on:click=move |_| file::export(session)>"Export a copy"</button>
                <button type="button" class="quiet" on:click=later>"Not this week"</button>
            </div>
        }
    });
    view! { <div role="status">{reminder}</div> }
}
