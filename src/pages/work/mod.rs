//! The user's own rows: pasted or typed, kept with whatever is wrong with them, replayed under every offer.

mod paste;
mod replay;
mod rows;

use concord_core::ledger::Gathered;
use concord_core::workspace::{Command, Workspace};
use leptos::prelude::*;

use crate::app::Head;
use crate::form::sentence;
use crate::route::Route;
use crate::session::Session;
use crate::widgets::when;
use paste::Paste;
use replay::ReplayView;
use rows::Rows;

/// The page of the user's own work.
#[component]
pub fn Work() -> impl IntoView {
    let session = Session::get();
    let list = session.part(|w: &Workspace| w.list().clone());
    let gathered = Memo::new(move |_| list.with(concord_core::ledger::List::referrals));
    let empty = Memo::new(move |_| list.with(|list| list.lines().is_empty()));
    view! {
        <div class="page">
            <Head
                title=Signal::derive(|| "My work".to_owned())
                line=Signal::derive(|| "Your own rows, and what each offer would have paid on them".to_owned())
            />
            <div class="answer">
                <Paste empty=empty/>
                {when(move || !empty.get(), move || view! {
                    <Use gathered=gathered/>
                    <ReplayView gathered=gathered/>
                    <Rows gathered=gathered/>
                })}
            </div>
        </div>
    }
}

/// Takes the assumptions of the terms page from the rows.
#[component]
fn Use(#[prop(into)] gathered: Signal<Gathered>) -> impl IntoView {
    let session = Session::get();
    let problem = RwSignal::new(None::<String>);
    let take = move |_| {
        let Some(summary) = gathered.with(Gathered::summary) else {
            return problem.set(Some("No row of a project that was paid can be read yet.".to_owned()));
        };
        match session.dispatch(Command::answer_from_rows(summary)) {
            Ok(()) => {
                problem.set(None);
                session.say("The verdict now rests on your rows.", true);
                Route::Terms.go();
            }
            Err(rejection) => problem.set(Some(sentence(rejection))),
        }
    };
    let counts = move || {
        let gathered = gathered.get();
        let introductions = gathered.referrals.len();
        let won = gathered.referrals.iter().filter(|referral| referral.is_won()).count();
        let word = |count: usize, one: &str, many: &str| format!("{count} {}", if count == 1 { one } else { many });
        format!(
            "Your rows hold {}, of which {} became paid work.",
            word(introductions, "introduction", "introductions"),
            won
        )
    };
    view! {
        <section class="panel stack" aria-label="What the rows say">
            <p>{counts}</p>
            <div class="row">
                <button type="button" class="primary" on:click=take>"Base the verdict on these rows"</button>
                <p class="problem" role="alert">{move || problem.get()}</p>
            </div>
        </section>
    }
}
