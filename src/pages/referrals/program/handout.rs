//! The page for referrers: what they should know, on one sheet.

use concord_core::plan::{Plan, Question};
use concord_core::words;
use concord_core::workspace::Workspace;
use leptos::prelude::*;

use crate::route::{Part, Route};
use crate::session::Session;
use crate::widgets::{Alert, live, when};

/// The sheet, and what is missing on it.
#[component]
pub(in crate::pages::referrals) fn Handout() -> impl IntoView {
    let session = Session::get();
    let plan = session.part(Workspace::plan);
    let missing = Memo::new(move |_| {
        let is_missing =
            |question: &Question| question.is_shared() && plan.with(|plan| plan.answer(*question).is_none());
        Question::ALL.into_iter().filter(is_missing).map(words::handout_heading).collect::<Vec<_>>()
    });
    view! {
        <p class="back"><a href=Route::Referrals(Part::Program).hash()>"← Program"</a></p>
        {when(move || missing.with(|missing| !missing.is_empty()), move || view! {
            <div class="on-screen"><Alert>
                <p>{move || format!("Not on the page yet: {}.", missing.with(|missing| missing.join(", ")))}</p>
                <p><a href=Route::Referrals(Part::Program).hash()>"Answer the rest under “Program”"</a></p>
            </Alert></div>
        })}
        <section class="panel handout" aria-label="Page for referrers">
            {live(move || plan.with(|plan| sheet(plan, session)))}
        </section>
        <div class="actions on-screen">
            <button type="button" class="primary" on:click=|_| { let _ = window().print(); }>"Print"</button>
        </div>
    }
}

fn sheet(plan: &Plan, session: Session) -> AnyView {
    let title = plan
        .signed()
        .map_or_else(|| "Referring a client to me".to_owned(), |name| format!("Referring a client to {name}"));
    let shared = Question::ALL.into_iter().filter(|question| question.is_shared());
    let answer = |question: Question| {
        let answer = plan.answer(question)?.to_string();
        Some(view! { <div><h3>{words::handout_heading(question)}</h3><p class="lines-kept">{answer}</p></div> })
    };
    let rewards = plan.rewards().map(|rewards| {
        let mut lines = words::handout_rewards(rewards, &*session.notation().get());
        let when = lines.pop();
        view! {
            <div>
                <h3>"Rewards"</h3>
                <ul class="lines">{lines.into_iter().map(|line| view! { <li>{line}</li> }).collect_view()}</ul>
                <p>{when}</p>
            </div>
        }
    });
    view! {
        <h2><bdi>{title}</bdi></h2>
        {shared.filter_map(answer).collect_view()}
        {rewards}
    }
    .into_any()
}
