//! Everything by its name: pages, actions, workspaces, candidates, partnerships and offers.

use std::sync::Arc;
use std::time::Duration;

use concord_core::find::Query;
use leptos::ev::KeyboardEvent;
use leptos::html;
use leptos::prelude::*;

use super::entries::{Entry, entries};
use crate::session::Session;
use crate::widgets::{Dialog, live};

/// The most that are shown at once: more than anybody reads, few enough to follow every letter.
const MOST: usize = 50;

/// The dialog.
#[component]
pub(super) fn Finder() -> impl IntoView {
    let open = Session::get().dialogs().find;
    view! {
        <Dialog open=open title=Signal::derive(|| "Find".to_owned())>
            <Search open=open/>
        </Dialog>
    }
}

/// What answers the search.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Found {
    shown: Vec<Entry>,
    more: usize,
}

impl Found {
    fn among(all: &[Entry], query: &str) -> Found {
        let places = Query::new(query).find(all.iter().map(|entry| entry.name.as_str()));
        let shown: Vec<Entry> = places.iter().take(MOST).filter_map(|place| all.get(*place).cloned()).collect();
        Found { more: places.len() - shown.len(), shown }
    }

    fn in_words(&self) -> String {
        match (self.shown.len(), self.more) {
            (0, _) => "Nothing is called that.".to_owned(),
            (_, 0) => String::new(),
            (_, more) => format!("and {more} more: type a few letters of the name."),
        }
    }
}

fn option_id(place: usize) -> String {
    format!("found-{place}")
}

/// A field with the list of what answers, by the pattern of a combobox: the focus stays in the field.
#[component]
fn Search(open: RwSignal<bool>) -> impl IntoView {
    let session = Session::get();
    let all: Arc<Vec<Entry>> = entries(session).into();
    let query = RwSignal::new(String::new());
    let found = Memo::new(move |_| query.with(|query| Found::among(&all, query)));
    let place = RwSignal::new(0_usize);
    let field = NodeRef::<html::Input>::new();
    Effect::new(move || {
        if let Some(field) = field.get() {
            let _ = field.focus();
        }
    });
    Effect::new(move || show(place.get()));
    let choose = move |place: usize| {
        let Some(entry) = found.with_untracked(|found| found.shown.get(place).cloned()) else { return };
        if entry.not_now.is_none() {
            open.set(false);
            // Once the dialog has closed and given the focus back.
            set_timeout(move || entry.run(session), Duration::ZERO);
        }
    };
    let on_key = move |event: KeyboardEvent| {
        let last = found.with_untracked(|found| found.shown.len().saturating_sub(1));
        let now = place.get_untracked();
        match event.key().as_str() {
            "ArrowDown" => place.set(if now >= last { 0 } else { now + 1 }),
            "ArrowUp" => place.set(if now == 0 { last } else { now - 1 }),
            "Home" => place.set(0),
            "End" => place.set(last),
            "Enter" if !event.is_composing() => choose(now),
            _ => return,
        }
        event.prevent_default();
    };
    let options = move || {
        let option = |(at, entry): (usize, Entry)| {
            view! {
                <li
                    id=option_id(at)
                    role="option"
                    aria-selected=move || (place.get() == at).to_string()
                    aria-disabled=entry.not_now.map(|_| "true")
                    on:click=move |_| choose(at)
                >
                    <bdi>{entry.name}</bdi>
                    " "
                    <small>{entry.kind}{entry.not_now.map(|why| format!(", {why}"))}</small>
                </li>
            }
        };
        found.get().shown.into_iter().enumerate().map(option).collect_view().into_any()
    };
    let active = move || found.with(|found| place.get() < found.shown.len()).then(|| option_id(place.get()));
    view! {
        <div class="input">
            <input
                node_ref=field
                type="text"
                role="combobox"
                aria-label="A page, an action or a name"
                aria-autocomplete="list"
                aria-expanded=move || found.with(|found| !found.shown.is_empty()).to_string()
                aria-controls="found"
                aria-activedescendant=active
                autocomplete="off"
                spellcheck="false"
                placeholder="A page, an action or a name"
                prop:value=move || query.get()
                on:input=move |event| {
                    query.set(event_target_value(&event));
                    place.set(0);
                }
                on:keydown=on_key
            />
        </div>
        <ul id="found" class="found" role="listbox" aria-label="Found">{live(options)}</ul>
        <p class="note" role="status">{move || found.with(Found::in_words)}</p>
    }
}

/// Scrolls the list so that an option is seen, with those before it.
fn show(place: usize) {
    if let Some(option) = document().get_element_by_id(&option_id(place)) {
        option.scroll_into_view_with_bool(false);
    }
}
