//! What is asked for in one place and done in another.

use std::cell::Cell;

use concord_core::value::Id;
use leptos::prelude::*;

use super::Session;

/// Something that a page is to do once it is there. Without an id it is about a new one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wish {
    Workspace,
    Candidate,
    Partnership(Option<Id>),
}

thread_local! {
    // No signal of its own type: that would be code of the first load.
    static WISH: Cell<Option<Wish>> = const { Cell::new(None) };
}

/// The dialogs that can be opened from everywhere.
#[derive(Clone, Copy)]
pub struct Dialogs {
    pub find: RwSignal<bool>,
    pub shortcuts: RwSignal<bool>,
    pub offer: RwSignal<bool>,
    /// The offer to change or, without one, a new one.
    pub offered: RwSignal<Option<Id>>,
    /// Told of a wish.
    pub(super) wished: RwSignal<()>,
}

impl Dialogs {
    pub(super) fn new() -> Dialogs {
        let closed = || RwSignal::new(false);
        let (offered, wished) = (RwSignal::new(None), RwSignal::new(()));
        Dialogs { find: closed(), shortcuts: closed(), offer: closed(), offered, wished }
    }

    /// Opens the dialog of an offer.
    pub fn offer(self, offer: Option<Id>) {
        self.offered.set(offer);
        self.offer.set(true);
    }
}

impl Session {
    /// Asks a page for something.
    pub fn wish(&self, wish: Wish) {
        WISH.set(Some(wish));
        self.dialogs.wished.set(());
    }

    /// Does what is wished for, now or once it is, if `mine` knows it.
    pub fn fulfil<T: 'static>(&self, mine: fn(Wish) -> Option<T>, fulfil: impl Fn(T) + 'static) {
        let wished = self.dialogs.wished;
        Effect::new(move || {
            wished.track();
            if let Some(mine) = WISH.get().and_then(mine) {
                WISH.set(None);
                untrack(|| fulfil(mine));
            }
        });
    }
}
