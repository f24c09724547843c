//! The one reactive root: the workspace, what was undone, what is previewed, what is saved.
//!
//! Writing has one road: a field's value becomes a [`Command`], [`Session::dispatch`] applies it, and everything shown is
//! derived from [`Session::workspace`]. While a slider moves, [`Session::preview`] shows without committing.

mod keeping;
mod preferences;
mod shelves;
mod wish;

pub use preferences::Preference;
pub use wish::{Dialogs, Wish};

use std::sync::Arc;

use chrono::NaiveDate;
use concord_core::store::{Shelf, Status};
use concord_core::value::{Currency, Id};
use concord_core::workspace::{Command, History, Rejection, Workspace};
use leptos::leptos_dom::helpers::TimeoutHandle;
use leptos::prelude::*;

use crate::later::{self, Fetched, SCRIBE, Scribe};
use crate::notation::IntlNotation;
use crate::storage::{self, Copied, Keeper, Lock};

/// What the status line may say: only what was verified.
#[derive(Clone, Debug, PartialEq)]
pub struct Kept {
    /// The state of the store.
    pub status: Status,
    /// When the last save was read back, in milliseconds since 1970.
    pub saved_at: Option<i64>,
    /// When the workspace last left as a file, and what was changed since.
    pub copied: Copied,
    /// Whether the last save was damaged and the one before it is shown.
    pub fell_back: bool,
    /// Whether the store is filling up.
    pub nearly_full: bool,
}

impl Kept {
    fn of(shelf: Shelf) -> Kept {
        let copied = Copied::of(shelf);
        Kept { status: Status::Loading, saved_at: None, copied, fell_back: false, nearly_full: false }
    }
}

/// A short word after something happened, with a way back where there is one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    pub text: String,
    pub can_undo: bool,
}

/// What the next save waits for.
#[derive(Default)]
struct Waiting {
    timer: Option<TimeoutHandle>,
    /// Another one from each change on: what is made ready for a save is of no use in the next.
    round: u32,
}

/// Handles of the reactive root; cheap to copy.
#[derive(Clone, Copy)]
pub struct Session {
    history: RwSignal<History>,
    previewed: RwSignal<Option<Workspace>>,
    workspace: Memo<Workspace>,
    kept: RwSignal<Kept>,
    notice: RwSignal<Option<Notice>>,
    shelf: RwSignal<Shelf>,
    /// Told when the list of workspaces or what the reader prefers changes.
    listed: RwSignal<()>,
    keeper: StoredValue<Keeper, LocalStorage>,
    lock: StoredValue<Lock, LocalStorage>,
    timer: StoredValue<Waiting, LocalStorage>,
    notation: Memo<Intl>,
    dialogs: Dialogs,
    /// The code that reads what was saved and writes what is to be: fetched for the first of either.
    scribe: RwSignal<Fetched<Scribe>>,
    /// The text of the proposal that is open. It is no part of the workspace, and kept nowhere else.
    proposal: RwSignal<Option<String>>,
}

/// The notation in a form that a signal can hold: equal when the currency and the signs are.
#[derive(Clone)]
pub struct Intl(send_wrapper::SendWrapper<Arc<IntlNotation>>);

impl Intl {
    /// How values in this currency are written, with the signs that the reader prefers.
    pub fn new(currency: Currency) -> Intl {
        let numbers = storage::note(Preference::Numbers.key()).unwrap_or_default();
        Intl(send_wrapper::SendWrapper::new(Arc::new(IntlNotation::new(currency, &numbers))))
    }
}

impl PartialEq for Intl {
    fn eq(&self, other: &Intl) -> bool {
        use concord_core::value::Notation;
        self.0.currency() == other.0.currency() && self.0.signs() == other.0.signs()
    }
}

impl std::ops::Deref for Intl {
    type Target = IntlNotation;
    fn deref(&self) -> &IntlNotation {
        &self.0
    }
}

/// A new id: its first bits are the time, so that ids order as they were made.
pub fn new_id() -> Id {
    Id::from_u128(uuid::Uuid::now_v7().as_u128())
}

/// Four new ids, for the first offers.
pub fn new_ids() -> [Id; 4] {
    [new_id(), new_id(), new_id(), new_id()]
}

/// A workspace with nothing said, and nothing to undo.
fn fresh() -> History {
    History::new(Workspace::new(Currency::USD, new_ids()), History::BUDGET)
}

/// Now, in milliseconds since 1970.
pub fn now() -> i64 {
    // Whole, and far inside the range.
    #[allow(clippy::cast_possible_truncation)]
    let now = js_sys::Date::now() as i64;
    now
}

/// Today, where the reader is.
pub fn today() -> NaiveDate {
    let now = js_sys::Date::new_0();
    let year = i32::try_from(now.get_full_year()).unwrap_or_default();
    NaiveDate::from_ymd_opt(year, now.get_month() + 1, now.get_date()).unwrap_or_default()
}

impl Session {
    /// Reads what is stored and begins to keep it. Call once.
    pub fn start() -> Session {
        let shelf = storage::opened();
        let history = RwSignal::new(fresh());
        let previewed = RwSignal::new(None);
        let workspace = Memo::new(move |_| {
            previewed.with(|preview| match preview {
                Some(workspace) => Workspace::clone(workspace),
                None => history.with(|history| history.present().clone()),
            })
        });
        let listed = RwSignal::new(());
        let currency = Memo::new(move |_| workspace.with(Workspace::currency));
        let notation = Memo::new(move |_| {
            listed.track();
            Intl::new(currency.get())
        });
        let session = Session {
            history,
            previewed,
            workspace,
            kept: RwSignal::new(Kept::of(shelf)),
            notice: RwSignal::new(None),
            shelf: RwSignal::new(shelf),
            listed,
            keeper: StoredValue::new_local(Keeper::open(shelf)),
            lock: StoredValue::new_local(Lock::default()),
            timer: StoredValue::new_local(Waiting::default()),
            notation,
            dialogs: Dialogs::new(),
            scribe: RwSignal::new(Fetched::Waiting),
            proposal: RwSignal::new(None),
        };
        Effect::new(move || {
            if let Fetched::Here(scribe) = session.scribe.get() {
                session.go_on_with(scribe);
            }
        });
        session.take_up();
        session.ask_to_write();
        session.listen();
        session
    }

    /// The session of the app.
    pub fn get() -> Session {
        expect_context()
    }

    /// The workspace to show: the preview while there is one.
    pub fn workspace(&self) -> Memo<Workspace> {
        self.workspace
    }

    /// One part of the workspace, which changes only when that part does.
    pub fn part<T: PartialEq + Send + Sync + 'static>(&self, part: fn(&Workspace) -> T) -> Memo<T> {
        let workspace = self.workspace;
        Memo::new(move |_| workspace.with(part))
    }

    /// How values are written.
    pub fn notation(&self) -> Memo<Intl> {
        self.notation
    }

    /// Which workspace is open.
    pub fn shelf(&self) -> RwSignal<Shelf> {
        self.shelf
    }

    /// Whether this browser has, or had, more than one workspace.
    pub fn are_several(&self) -> Memo<bool> {
        let listed = self.listed;
        Memo::new(move |_| listed.with(|()| storage::are_several()))
    }

    /// What is saved, and when.
    pub fn kept(&self) -> RwSignal<Kept> {
        self.kept
    }

    /// Whether it is known what was kept here. Until then nothing may be changed.
    pub fn settled(&self) -> Memo<bool> {
        let kept = self.kept;
        Memo::new(move |before| before == Some(&true) || kept.with(|kept| kept.status != Status::Loading))
    }

    /// Whether the code that reads and writes what is kept did not come.
    pub fn cannot_keep(&self) -> bool {
        self.scribe.with(|scribe| matches!(scribe, Fetched::Failed))
    }

    /// Fetches that code. It goes on where it was needed once it is here.
    pub fn fetch_scribe(&self) {
        later::fetch(SCRIBE, self.scribe);
    }

    /// The text of the proposal that is open, for as long as the page is.
    pub fn proposal(&self) -> RwSignal<Option<String>> {
        self.proposal
    }

    /// The dialogs that can be opened from everywhere.
    pub fn dialogs(&self) -> Dialogs {
        self.dialogs
    }

    /// The word to show after something happened.
    pub fn notice(&self) -> RwSignal<Option<Notice>> {
        self.notice
    }

    /// Shows a word.
    pub fn say(&self, text: impl Into<String>, can_undo: bool) {
        self.notice.set(Some(Notice { text: text.into(), can_undo }));
    }

    /// The workspace without the preview: what typed text is read against, so that no keystroke builds on the one before.
    pub fn committed(&self) -> Workspace {
        self.history.with_untracked(|history| history.present().clone())
    }

    /// Ends a preview without a change.
    pub fn end_preview(&self) {
        if self.previewed.with_untracked(Option::is_some) {
            self.previewed.set(None);
        }
    }

    /// Applies a command, and saves soon.
    pub fn dispatch(&self, command: Command) -> Result<(), Rejection> {
        let next = self.history.with_untracked(|history| history.present().apply(command))?;
        self.end_preview();
        self.history.update(|history| history.commit(next));
        self.changed();
        Ok(())
    }

    /// Shows what a command would do, without doing it.
    pub fn preview(&self, command: Command) -> Result<(), Rejection> {
        let next = self.history.with_untracked(|history| history.present().apply(command))?;
        self.previewed.set(Some(next));
        Ok(())
    }

    /// Goes back a step.
    pub fn undo(&self) {
        self.step(History::undo);
    }

    /// Takes the last undo back.
    pub fn redo(&self) {
        self.step(History::redo);
    }

    /// Whether there is a step to go back.
    pub fn can_undo(&self) -> Memo<bool> {
        let history = self.history;
        Memo::new(move |_| history.with(History::can_undo))
    }

    /// Whether there is an undo to take back.
    pub fn can_redo(&self) -> Memo<bool> {
        let history = self.history;
        Memo::new(move |_| history.with(History::can_redo))
    }

    fn step(&self, walk: fn(&mut History) -> bool) {
        self.previewed.set(None);
        let mut moved = false;
        self.history.update(|history| moved = walk(history));
        if moved {
            self.changed();
        }
    }
}
