//! A quantity as the user's own rows have it, taken on request.

use concord_core::forecast::Factor;
use concord_core::ledger::Summary;
use concord_core::words;
use concord_core::workspace::{Command, Workspace};
use leptos::html;
use leptos::prelude::*;

use super::ranges::Plain;
use crate::form::sentence;
use crate::session::Session;
use crate::widgets::{live, when};

/// What the rows say of one quantity: a button that takes it, where it is not taken yet, and how it comes about.
#[component]
pub(super) fn FromRows(
    factor: Factor,
    #[prop(into)] label: Signal<&'static str>,
    rows: Memo<Option<Summary>>,
) -> impl IntoView {
    let session = Session::get();
    let workspace = session.workspace();
    let notation = session.notation();
    let problem = RwSignal::new(None::<String>);
    let how = NodeRef::<html::Summary>::new();
    let is_told = Memo::new(move |_| Summary::TOLD.contains(&factor) && rows.with(Option::is_some));
    let command = move || Some(Command::answer_one_from_rows(factor, rows.get()?));
    // What would be refused is offered, too: the button then says why.
    let is_other = Memo::new(move |_| {
        let Some(command) = command().filter(|_| is_told.get()) else { return false };
        workspace.with(|workspace| {
            workspace.apply(command).map_or(true, |next| assumed(factor, &next) != assumed(factor, workspace))
        })
    });
    let take = move |_| {
        let Some(command) = command() else { return };
        match session.dispatch(command) {
            Ok(()) => {
                session.say("Taken from your list.", true);
                // The button goes.
                if let Some(how) = how.get_untracked() {
                    let _ = how.focus();
                }
            }
            Err(rejection) => problem.set(Some(sentence(rejection))),
        }
    };
    let count = move || {
        use concord_core::value::Notation;
        let rows = rows.with(|rows| rows.as_ref().map_or(0, |rows| rows.rows));
        format!("from {} {}", notation.get().count(rows.into()), if rows == 1 { "row" } else { "rows" })
    };
    let lines = Memo::new(move |_| {
        let introductions = workspace.with(|workspace| Some(workspace.answers().introductions?.likely()));
        let explain = |rows: &Summary| Some(words::explain_rows(factor, rows, introductions?, &*notation.get()));
        rows.with(|rows| rows.as_ref().and_then(explain)).unwrap_or_default()
    });
    when(
        move || is_told.get(),
        move || {
            Effect::new(move || {
                workspace.track();
                problem.set(None);
            });
            view! {
                <dd class="from-rows">
                    {when(move || is_other.get(), move || view! {
                        <div class="row">
                            <button type="button" class="link" aria-label=move || format!("From your list: {}", label.get()) on:click=take>"From your list"</button>
                            <span>{count}</span>
                        </div>
                    })}
                    <p class="problem" role="alert">{move || problem.get()}</p>
                    <details>
                        <summary node_ref=how>"How your list is counted"</summary>
                        <ul class="lines">
                            {live(move || lines.get().into_iter().map(|line| view! { <li>{line}</li> }).collect_view().into_any())}
                        </ul>
                    </details>
                </dd>
            }
        },
    )
}

/// The range of a quantity, and where it comes from.
fn assumed(factor: Factor, workspace: &Workspace) -> Option<Plain> {
    let answers = workspace.answers();
    answers.assume(workspace.currency()).map(|assumptions| Plain::of(factor, &assumptions))
}
