//! The ledger of referrals: what was introduced to whom, what came of it, and who owes whom for it.

mod account;
mod agree;
mod bulk;
mod edit;
mod entry;
mod filter;
mod form;
mod import;
mod list;
mod owed;
mod program;
mod replay;
mod row;
mod statement;
mod works;

use std::collections::BTreeSet;
use std::sync::Arc;

use concord_core::tracking::{Contact, Filter, Ledger, LedgerFault, Number, Order, Standing, Standings};
use concord_core::value::{Id, OutOfRange};
use concord_core::workspace::{Command, Workspace};
use leptos::prelude::*;

use crate::app::Head;
use crate::form::sentence;
use crate::route::{Part, Route};
use crate::session::{Session, today};
use crate::widgets::live;
use account::Account;
use import::Import;
use list::List;
use owed::Owed;
use program::{Handout, ProgramPart};
use replay::Replayed;
use works::Works;

/// What the pieces of the page show.
#[derive(Clone, Copy)]
struct Shown {
    session: Session,
    ledger: Memo<Arc<Ledger>>,
    filter: RwSignal<Filter>,
    order: RwSignal<Order>,
    /// The referrals that are ticked.
    ticked: RwSignal<BTreeSet<Number>>,
    /// The referral in the dialog.
    editing: RwSignal<Option<Number>>,
    is_editing: RwSignal<bool>,
}

impl Shown {
    /// Changes the ledger; what is wrong is a sentence.
    fn change(self, change: impl FnOnce(&Ledger) -> Result<Ledger, LedgerFault>) -> Result<(), String> {
        let next = change(&self.session.committed().ledger()).map_err(sentence)?;
        self.session.dispatch(Command::set_ledger(Arc::new(next))).map_err(sentence)
    }

    fn edit(self, number: Number) {
        self.editing.set(Some(number));
        self.is_editing.set(true);
    }

    /// How the user stands with all contacts today.
    fn standings(self) -> Memo<Result<Vec<Arc<Standing>>, OutOfRange>> {
        let ledger = self.ledger;
        let followed = StoredValue::new(None::<Standings>);
        Memo::new(move |_| {
            let followed = followed.try_update_value(|followed| {
                ledger.with(|ledger| {
                    let of_today = followed.take().filter(|standings| standings.day() == today());
                    let mut standings = of_today.unwrap_or_else(|| Standings::of(ledger, today()));
                    standings.follow(ledger);
                    followed.insert(standings).each()
                })
            });
            followed.unwrap_or_default().into_iter().collect()
        })
    }

    fn contact(self, id: Id) -> Memo<Option<Contact>> {
        let ledger = self.ledger;
        Memo::new(move |_| ledger.with(|ledger| ledger.contact(id).cloned()))
    }
}

/// The page of referrals.
#[component]
pub fn Referrals() -> impl IntoView {
    let session = Session::get();
    let ledger = session.part(Workspace::ledger);
    let shown = Shown {
        session,
        ledger,
        filter: RwSignal::default(),
        order: RwSignal::default(),
        ticked: RwSignal::default(),
        editing: RwSignal::new(None),
        is_editing: RwSignal::new(false),
    };
    let route = expect_context::<ReadSignal<Route>>();
    let part = Memo::new(move |_| if let Route::Referrals(part) = route.get() { part } else { Part::Ledger });
    let line = Memo::new(move |_| {
        let (referrals, contacts) = ledger.with(|ledger| (ledger.referrals().len(), ledger.contacts().len()));
        let noun = |count: usize, one: &str, many: &str| format!("{count} {}", if count == 1 { one } else { many });
        format!("{} · {}", noun(referrals, "referral", "referrals"), noun(contacts, "contact", "contacts"))
    });
    let tab = move |to: Part, words: &'static str| {
        let is_here = move || match (part.get(), to) {
            (Part::Account(_), Part::Owed) | (Part::Handout, Part::Program) => true,
            (here, to) => here == to,
        };
        view! { <a href=Route::Referrals(to).hash() aria-current=move || is_here().then_some("page")>{words}</a> }
    };
    view! {
        <div class="page">
            <Head title=Signal::derive(|| "Referrals".to_owned()) line=line/>
            <nav class="tabs" aria-label="Referrals">
                {tab(Part::Ledger, "Ledger")}
                {tab(Part::Owed, "What is owed")}
                {tab(Part::Program, "Program")}
                {tab(Part::Works, "What works")}
                {tab(Part::Replay, "Under other terms")}
                {tab(Part::Import, "Import")}
            </nav>
            {live(move || match part.get() {
                Part::Ledger => view! { <List shown=shown/> }.into_any(),
                Part::Works => view! { <Works ledger=ledger/> }.into_any(),
                Part::Replay => view! { <Replayed shown=shown/> }.into_any(),
                Part::Import => view! { <Import shown=shown/> }.into_any(),
                Part::Owed => view! { <Owed shown=shown/> }.into_any(),
                Part::Program => view! { <ProgramPart shown=shown/> }.into_any(),
                Part::Handout => view! { <Handout/> }.into_any(),
                Part::Account(id) => view! { <Account shown=shown id=id/> }.into_any(),
            })}
        </div>
    }
}
