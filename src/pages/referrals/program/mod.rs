//! The referral program: what it asks for today, how it is set up, and what it says to referrers.

mod ask;
mod handout;
mod messages;
mod person;
mod rewards;
mod steps;
mod thank;
mod tiers;
mod write;

use std::fmt;
use std::sync::Arc;

use concord_core::plan::{Agenda, Occasion, Plan, Reached};
use concord_core::tracking::{Ledger, Number};
use concord_core::value::{Id, Name};
use concord_core::words;
use concord_core::workspace::{Command, Workspace};
use leptos::prelude::*;

use super::Shown;
use super::edit::EditDialog;
use crate::form::sentence;
use crate::headline::said;
use crate::route::{Part, Route};
use crate::session::{Session, today};
use crate::widgets::{Symbol, live, when};
use ask::Ask;
pub(super) use handout::Handout;
use messages::Messages;
use rewards::Rewards;
use steps::Steps;
use thank::Thank;
use write::{Letter, WriteDialog};

/// What the pieces of the program show.
#[derive(Clone, Copy)]
struct Program {
    shown: Shown,
    session: Session,
    ledger: Memo<Arc<Ledger>>,
    plan: Memo<Arc<Plan>>,
    agenda: Memo<Agenda>,
    /// The message that is being written.
    letter: RwSignal<Option<Letter>>,
    is_writing: RwSignal<bool>,
}

impl Program {
    fn new(shown: Shown) -> Program {
        let (session, ledger) = (shown.session, shown.ledger);
        let plan = session.part(Workspace::plan);
        let agenda = Memo::new(move |_| plan.with(|plan| ledger.with(|ledger| plan.agenda(ledger, today()))));
        let (letter, is_writing) = (RwSignal::new(None), RwSignal::new(false));
        Program { shown, session, ledger, plan, agenda, letter, is_writing }
    }

    /// Changes the plan; what is wrong is a sentence.
    fn change<E: fmt::Display>(self, change: impl FnOnce(Plan) -> Result<Plan, E>) -> Result<(), String> {
        change_plan(self.session, change)
    }

    /// Opens the message for an occasion, to a contact and about one of their referrals.
    fn write(self, occasion: Occasion, contact: Id, about: Option<Number>) {
        self.letter.set(Some(Letter { occasion, contact, about }));
        self.is_writing.set(true);
    }

    /// Notes that a contact was written to today.
    fn sent(self, occasion: Occasion, contact: Id) {
        let is_ask = occasion == Occasion::Ask;
        let noted = self.change(|plan| {
            let reached = plan.reached(contact);
            let now = Some(today());
            let reached = if is_ask { Reached { asked: now, ..reached } } else { Reached { thanked: now, ..reached } };
            plan.with_reached(contact, reached)
        });
        let name = self.name(Some(contact)).map(|name| name.to_string()).unwrap_or_default();
        self.tell(noted, format!("{name}: {} today.", if is_ask { "asked" } else { "thanked" }));
    }

    /// Says that something was done, or why not.
    fn tell(self, done: Result<(), String>, words: String) {
        let is_done = done.is_ok();
        self.session.say(done.err().unwrap_or(words), is_done);
    }

    /// What a contact is called.
    fn name(self, contact: Option<Id>) -> Option<Name> {
        self.ledger.with(|ledger| Some(ledger.contact(contact?)?.name().clone()))
    }
}

/// Changes the plan of the workspace; what is wrong is a sentence.
pub(super) fn change_plan<E: fmt::Display>(
    session: Session,
    change: impl FnOnce(Plan) -> Result<Plan, E>,
) -> Result<(), String> {
    let plan = change(Plan::clone(&session.committed().plan())).map_err(sentence)?;
    session.dispatch(Command::set_plan(plan)).map_err(sentence)
}

/// The part of the page.
#[component]
pub(super) fn ProgramPart(shown: Shown) -> impl IntoView {
    let program = Program::new(shown);
    let Program { plan, ledger, agenda, .. } = program;
    let notation = program.session.notation();
    // What stays the same in words is not said again.
    let headline = Memo::new(move |_| {
        plan.with(|plan| {
            ledger.with(|ledger| agenda.with(|agenda| words::program_headline(plan, ledger, agenda, &*notation.get())))
        })
    });
    let verdict = move || {
        let headline = headline.get();
        let symbol = match headline.code {
            "overdue" => Symbol::Warning,
            "nothing" => Symbol::Check,
            _ => Symbol::Question,
        };
        said(headline, symbol)
    };
    view! {
        <div class="answer">
            <section class="verdict" aria-live="polite" aria-label="Verdict">{live(verdict)}</section>
            {when(move || agenda.with(|agenda| !agenda.rewards.is_empty()), move || view! { <Rewards program=program/> })}
            {when(move || agenda.with(|agenda| !agenda.thank.is_empty()), move || view! { <Thank program=program/> })}
            {when(move || agenda.with(|agenda| !agenda.ask.is_empty()), move || view! { <Ask program=program/> })}
            <Steps program=program/>
            <Messages program=program/>
            <p class="note on-screen">
                "What referrers should know goes on one page: "
                <a href=Route::Referrals(Part::Handout).hash()>"see and print the page for referrers"</a>
                ". Nothing leaves this browser until you copy, mail or print it."
            </p>
        </div>
        <WriteDialog program=program/>
        <EditDialog shown=shown/>
    }
}
