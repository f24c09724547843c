//! What the reader prefers in this browser, whichever workspace is open.

use leptos::prelude::*;

use super::Session;
use crate::storage;

/// Something that can be preferred.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Preference {
    /// Light or dark.
    Theme,
    /// The signs in shown numbers.
    Numbers,
    /// Whether a single key is a shortcut.
    Keys,
    /// How the columns of the last table that came in were meant.
    Columns,
}

impl Preference {
    /// The key under which it is kept.
    pub(super) const fn key(self) -> &'static str {
        match self {
            Preference::Theme => "concord/theme",
            Preference::Numbers => "concord/numbers",
            Preference::Keys => "concord/keys",
            Preference::Columns => "concord/columns",
        }
    }
}

impl Session {
    /// What was chosen; empty until something was.
    pub fn preferred(&self, of: Preference) -> String {
        self.listed.track();
        storage::note(of.key()).unwrap_or_default()
    }

    /// Prefers something from now on.
    pub fn prefer(&self, of: Preference, choice: &str) {
        if !storage::set_note(of.key(), choice) {
            self.say("This browser does not let the page keep that.", false);
        }
        self.follow_preferences();
    }

    /// Follows what is kept here: another tab may have changed it, and it may be gone.
    pub(super) fn follow_preferences(&self) {
        self.listed.set(());
        if let Some(page) = document().document_element() {
            // The script that runs before the app reads the same.
            let theme = storage::note(Preference::Theme.key()).unwrap_or_default();
            let _ = page.set_attribute("data-theme", &theme);
        }
    }
}
