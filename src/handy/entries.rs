//! What can be found, and what finding it does.

use concord_core::store::Shelf;
use concord_core::value::Id;
use concord_core::words;
use concord_core::workspace::{Topic, Workspace};
use leptos::prelude::*;

use crate::app::focus_on;
use crate::file;
use crate::form::sentence;
use crate::route::{Part, Route};
use crate::session::{Preference, Session, Wish};

/// Something that can be found by its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Entry {
    pub(super) name: String,
    /// What kind of thing it is, in a word.
    pub(super) kind: &'static str,
    /// Why it cannot be done now.
    pub(super) not_now: Option<&'static str>,
    does: Does,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Does {
    Go(Route),
    /// Goes to the page that does what is wished for.
    Ask(Route, Wish),
    Offer(Option<Id>),
    Open(Shelf),
    Prefer(&'static str),
    Undo,
    Redo,
    Export,
    Print,
    Shortcuts,
}

/// All that there is at this moment: pages, actions, then what the reader named.
pub(super) fn entries(session: Session) -> Vec<Entry> {
    let can = |possible: Memo<bool>, or: &'static str| (!possible.get_untracked()).then_some(or);
    let entry = |kind, name: &str, does| Entry { name: name.to_owned(), kind, not_now: None, does };
    let pages = Route::ALL.map(|route| entry("Page", route.title(), Does::Go(route)));
    let workspace = session.committed();
    let mut all = Vec::from(pages);
    let undo = can(session.can_undo(), "nothing to undo");
    let redo = can(session.can_redo(), "nothing to redo");
    all.push(Entry { not_now: undo, ..entry("Action", "Undo the last change", Does::Undo) });
    all.push(Entry { not_now: redo, ..entry("Action", "Redo what was undone", Does::Redo) });
    let actions = [
        ("Export a copy", Does::Export),
        ("Print this page", Does::Print),
        ("Add a candidate", Does::Ask(Route::Partners, Wish::Candidate)),
    ];
    all.extend(actions.map(|(name, does)| entry("Action", name, does)));
    let parts = [
        ("Referrals: what is owed", Part::Owed),
        ("Referrals: program", Part::Program),
        ("Referrals: page for referrers", Part::Handout),
        ("Referrals: what works", Part::Works),
        ("Referrals: under other terms", Part::Replay),
        ("Referrals: bring in a table", Part::Import),
    ];
    all.extend(parts.map(|(name, part)| entry("Page", name, Does::Go(Route::Referrals(part)))));
    if workspace.topic() == Topic::Introductions {
        all.push(entry("Action", "Add an offer", Does::Offer(None)));
    }
    if workspace.partnerships().is_some() {
        all.push(entry("Action", "Add a partnership", Does::Ask(Route::Worth, Wish::Partnership(None))));
    }
    let more = [
        ("New workspace", Does::Ask(Route::Overview, Wish::Workspace)),
        ("Theme: as this device", Does::Prefer("")),
        ("Theme: light", Does::Prefer("light")),
        ("Theme: dark", Does::Prefer("dark")),
        ("Keyboard shortcuts", Does::Shortcuts),
    ];
    all.extend(more.map(|(name, does)| entry("Action", name, does)));
    all.extend(named(session, &workspace));
    all
}

/// Workspaces, candidates, partnerships, contacts and offers.
fn named(session: Session, workspace: &Workspace) -> Vec<Entry> {
    let entry = |kind, name: String, does| Entry { name, kind, not_now: None, does };
    let open = session.shelf().get_untracked();
    let shelves = session.shelves().get_untracked();
    let shelves = shelves.list().iter().map(|(shelf, name)| Entry {
        not_now: (*shelf == open).then_some("open now"),
        ..entry("Workspace", name.to_string(), Does::Open(*shelf))
    });
    let card = workspace.scorecard();
    let candidates = card
        .partners()
        .iter()
        .map(|partner| entry("Candidate", partner.name().to_string(), Does::Go(Route::Partner(Some(partner.id())))));
    let reviewed = workspace.partnerships().map(|all| all.entries.clone()).unwrap_or_default();
    let reviewed = reviewed.iter().map(|reviewed| {
        let wish = Wish::Partnership(Some(reviewed.partnership()));
        entry("Partnership", reviewed.name().to_string(), Does::Ask(Route::Worth, wish))
    });
    let ledger = workspace.ledger();
    let contacts = ledger.contacts().iter().map(|contact| {
        let account = Route::Referrals(Part::Account(Some(contact.id())));
        entry("Contact", contact.name().to_string(), Does::Go(account))
    });
    let notation = session.notation().get_untracked();
    let introductions = workspace.topic() == Topic::Introductions;
    let offers = workspace.table().all().iter().filter(|_| introductions).map(|offer| {
        let name = offer.name.as_ref().map_or_else(|| words::short_name(&offer.terms, &*notation), ToString::to_string);
        entry(if offer.aside { "Offer set aside" } else { "Offer" }, name, Does::Offer(Some(offer.id)))
    });
    shelves.chain(candidates).chain(reviewed).chain(contacts).chain(offers).collect()
}

impl Entry {
    /// Does it.
    pub(super) fn run(&self, session: Session) {
        match self.does {
            _ if self.not_now.is_some() => {}
            Does::Go(route) => {
                route.go();
                focus_on("main");
            }
            Does::Ask(route, wish) => {
                route.go();
                session.wish(wish);
            }
            Does::Offer(offer) => {
                Route::Terms.go();
                session.dialogs().offer(offer);
            }
            Does::Open(shelf) => match session.open_shelf(shelf) {
                Ok(()) => session.say(format!("“{}” is open.", self.name), false),
                Err(error) => session.say(sentence(error), false),
            },
            Does::Prefer(theme) => session.prefer(Preference::Theme, theme),
            Does::Undo => session.undo(),
            Does::Redo => session.redo(),
            Does::Export => file::export(session),
            Does::Print => {
                if let Some(window) = web_sys::window() {
                    // Blocked only in a frame.
                    let _ = window.print();
                }
            }
            Does::Shortcuts => session.dialogs().shortcuts.set(true),
        }
    }
}
