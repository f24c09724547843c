//! Which partnerships are worth their upkeep: how they are judged, what each brings and takes, what to do with each.

mod chart;
mod entries;
mod groups;
mod paid;
mod settings;
mod table;
mod verdict;

use concord_core::review::{Decision, Judgement};
use concord_core::value::Id;
use concord_core::workspace::Workspace;
use leptos::prelude::*;

use crate::app::Head;
use crate::reviewed::{self, Review, Reviewed, headline};
use crate::session::{Session, Wish};
use crate::widgets::{Symbol, when};
use chart::Ratios;
use entries::EntryDialog;
use groups::Groups;
use settings::Settings;
use table::{InWords, PartnershipTable};
use verdict::{line, verdict};

/// The partnership in the dialog: the one to change or, without one, a new one.
#[derive(Clone, Copy)]
struct Editing {
    entry: RwSignal<Option<Id>>,
    open: RwSignal<bool>,
}

impl Editing {
    fn edit(self, entry: Option<Id>) {
        self.entry.set(entry);
        self.open.set(true);
    }
}

/// The page.
#[component]
pub fn Worth() -> impl IntoView {
    let session = Session::get();
    let partnerships = session.part(|workspace: &Workspace| workspace.partnerships().cloned());
    let review = reviewed::follow(session);
    let entered = Memo::new(move |_| partnerships.with(|all| all.as_ref().is_some_and(|all| !all.entries.is_empty())));
    let judged = Memo::new(move |_| entered.get() && review.with(|review| matches!(review, Some(Ok(_)))));
    let headline = headline(session, review);
    let editing = Editing { entry: RwSignal::new(None), open: RwSignal::new(false) };
    provide_context(editing);
    session.fulfil(
        |wish| if let Wish::Partnership(entry) = wish { Some(entry) } else { None },
        move |entry| editing.edit(entry),
    );
    // The questions stand first for as long as a first visit lasts, so that nothing moves while they are answered.
    let first_visit = !entered.get_untracked();
    view! {
        <div class="page beside" class:first=first_visit>
            <Head
                title=Signal::derive(|| "Worth it".to_owned())
                line=Signal::derive(|| "What each brings, against what it takes".to_owned())
            />
            <p class="stick" aria-hidden="true">{line(headline, entered)}</p>
            <div class="answer">
                <section class="verdict" aria-live="polite" aria-label="Verdict">{verdict(headline, review, entered)}</section>
                {when(move || judged.get(), move || view! {
                    <PartnershipTable review=review/>
                    <Ratios review=review/>
                    <Groups review=review/>
                    <InWords review=review/>
                })}
                // What is too large to be compared can still be mended.
                {when(move || entered.get() && !judged.get(), move || view! { <entries::Plain/> })}
            </div>
            <Settings first_visit=first_visit entered=entered/>
        </div>
        <EntryDialog/>
    }
}

/// The symbol beside the word for what to do.
const fn symbol(judgement: Judgement) -> Symbol {
    match judgement {
        Judgement::Decided(Decision::Invest) => Symbol::Up,
        Judgement::Decided(Decision::Renegotiate) => Symbol::Swap,
        Judgement::Decided(Decision::PhaseOut) => Symbol::Cross,
        Judgement::TooLittle | Judgement::NoInvestment => Symbol::Question,
    }
}

/// The class of the word for what to do.
const fn tone(judgement: Judgement) -> &'static str {
    match judgement {
        Judgement::Decided(Decision::Invest) => "decision good",
        Judgement::Decided(Decision::Renegotiate) => "decision open",
        Judgement::Decided(Decision::PhaseOut) => "decision bad",
        Judgement::TooLittle | Judgement::NoInvestment => "decision",
    }
}
