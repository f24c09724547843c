//! Which terms to offer: the questions, the verdict, the comparison and why.

mod answer;
mod assumptions;
mod changes;
mod from_rows;
mod joint;
mod judge;
mod offer_dialog;
mod offers;
mod pictures;
mod questions;
mod ranges;
mod sliders;
mod studies;
mod table;
mod years;

pub use joint::JointWork;
pub use judge::Judge;
pub use offer_dialog::offer_dialog;

use concord_core::forecast::Direction;
use concord_core::workspace::{Topic, Workspace};
use leptos::prelude::*;

use crate::app::Head;
use crate::later::{self, Fetched, JOINT, JUDGE, later};
use crate::route::Route;
use crate::session::Session;
use crate::widgets::{live, when};
use questions::Questions;

/// The terms page.
#[component]
pub fn Terms() -> impl IntoView {
    let session = Session::get();
    let topic = session.part(Workspace::topic);
    let title = session.part(|workspace: &Workspace| match workspace.partner() {
        Some(name) => format!("Terms with {name}"),
        None => "Terms".to_owned(),
    });
    let line = session.part(|workspace: &Workspace| match (workspace.topic(), workspace.answers().direction) {
        (Topic::JointWork, _) => "You work together".to_owned(),
        (Topic::Introductions, Direction::TheyIntroduce) => "They introduce clients to you".to_owned(),
        (Topic::Introductions, Direction::YouIntroduce) => "You introduce clients to them".to_owned(),
    });
    // The questions stand first for as long as a first visit lasts, so that nothing moves while they are answered.
    let answered = session.part(|workspace: &Workspace| workspace.answers().are_enough());
    let sendable = session.part(|workspace: &Workspace| {
        workspace.topic() == Topic::Introductions && workspace.answers().are_enough() && !workspace.offers().is_empty()
    });
    let send = when(
        move || sendable.get(),
        || {
            view! { <a class="button primary" href=Route::Send.hash()>"Send to partner…"</a> }
        },
    );
    let first_visit = !answered.get_untracked() && topic.get_untracked() == Topic::Introductions;
    view! {
        <div class="page beside" class:first=first_visit>
            <Head title=title line=line more=send/>
            {live(move || match topic.get() {
                Topic::Introductions => view! { <Introductions answered=answered first_visit=first_visit/> }.into_any(),
                Topic::JointWork => later(JOINT, |inner| inner),
            })}
        </div>
    }
}

/// The answer and the questions beside it.
#[component]
fn Introductions(answered: Memo<bool>, first_visit: bool) -> impl IntoView {
    let session = Session::get();
    let judge = RwSignal::new(Fetched::Waiting);
    // The first answer begins to fetch what judges them.
    let begun = session.part(|workspace: &Workspace| workspace.answers().are_begun());
    Effect::new(move || {
        if begun.get() && !matches!(judge.get_untracked(), Fetched::Here(_)) {
            later::fetch(JUDGE, judge);
        }
    });
    // The code that judges, and its judgement.
    let judged = Memo::new_with_compare(
        move |_| match judge.get() {
            Fetched::Here(judge) => Some((judge, (judge.follow)(session))),
            Fetched::Waiting | Fetched::Failed => None,
        },
        |_, _| true,
    );
    let line = live(move || match judged.get() {
        Some((judge, judged)) if answered.get() => (judge.line)(judged),
        _ => "Three numbers, and the verdict is here".into_any(),
    });
    let verdict = live(move || match (judged.get(), answered.get()) {
        (Some((judge, judged)), true) => (judge.verdict)(judged),
        (None, true) if matches!(judge.get(), Fetched::Failed) => {
            later::failed(Callback::new(move |()| later::fetch(JUDGE, judge)))
        }
        (None, true) => later::waiting(),
        (_, false) => invitation(first_visit),
    });
    let reasons = live(move || match judged.get() {
        Some((judge, judged)) if answered.get() => (judge.reasons)(judged),
        _ => ().into_any(),
    });
    let assumptions = live(move || match judged.get() {
        Some((judge, judged)) => (judge.assumptions)(judged),
        None => ().into_any(),
    });
    let slider = Callback::new(move |slid| match judged.get() {
        Some((judge, _)) if answered.get() => (judge.slider)(slid),
        _ => ().into_any(),
    });
    view! {
        <p class="stick" aria-hidden="true">{line}</p>
        <div class="answer">
            <section class="verdict" aria-live="polite" aria-label="Verdict">{verdict}</section>
            {reasons}
        </div>
        <Questions slider=slider first_visit=first_visit>{assumptions}</Questions>
    }
}

/// What stands in the place of the verdict before it is known.
fn invitation(first_visit: bool) -> AnyView {
    view! {
        <h2>"Which terms could you both sign?"</h2>
        <p>
            {if first_visit {
                "Say how many introductions come in a year, how many become paid work, and what a project is worth. The verdict appears here, with its reasons, and follows every change."
            } else {
                "Fill in introductions, paid work and the worth of a project, and the verdict is back."
            }}
        </p>
        <ul class="promise">
            <li>"One sentence: which terms to offer, and why the others are passed over."</li>
            <li>"Both of you side by side: what you pay, what each keeps, and what no deal would bring."</li>
            <li>"What the answer rests on, and what would change it."</li>
        </ul>
        <p class="note">
            "Nothing you type leaves this browser."
            {first_visit.then(|| view! { " " <a href=Route::Example.hash()>"See an example first"</a> })}
        </p>
    }
    .into_any()
}
