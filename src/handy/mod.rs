//! Conveniences that stand on no page: what finds everything by name, the list of shortcuts, the reminder of a copy.

mod entries;
mod finder;
mod reminder;
mod shortcuts;

use leptos::prelude::*;

/// The reminder when it is due, and the dialogs, each when it is asked for.
pub fn aids() -> AnyView {
    view! { <reminder::Reminder/> <finder::Finder/> <shortcuts::Shortcuts/> }.into_any()
}
