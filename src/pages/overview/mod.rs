//! Where everything stands: what to do next, the three questions, what is due, the copies, the workspaces.

mod copies;
mod example;
mod verdicts;
mod workspaces;

pub use example::{example_mark, open_example};

use concord_core::overview::{Due, Overview as Standing, Step};
use concord_core::store::Shelf;
use concord_core::words::{self, Place, StepWords};
use leptos::prelude::*;

use crate::app::Head;
use crate::route::{Part, Route};
use crate::session::{Session, today};
use crate::widgets::{live, when};
use copies::Copies;
use verdicts::card;
use workspaces::Workspaces;

/// The name of the open workspace, for the navigation of a browser with several.
pub fn shelf() -> AnyView {
    let session = Session::get();
    let (shelves, name) = (session.shelves(), session.shelf_name());
    when(
        move || shelves.with(|shelves| shelves.list().len() > 1),
        move || view! { <p class="rail-shelf"><bdi>{move || name.get()}</bdi></p> },
    )
}

/// The page.
#[component]
pub fn Overview() -> impl IntoView {
    let session = Session::get();
    let workspace = session.workspace();
    let standing = Memo::new(move |_| workspace.with(|workspace| Standing::new(workspace, today())));
    let questions = Memo::new(move |_| standing.with(|standing| standing.questions));
    view! {
        <div class="page">
            <Head title=Signal::derive(|| "Overview".to_owned()) line=session.shelf_name()/>
            <div class="answer">
                <section class="verdict next" aria-label="What to do next">{next(session, standing)}</section>
                <div class="trio">{live(move || questions.get().map(|each| card(session, each)).collect_view().into_any())}</div>
                {live(move || standing.with(|standing| waiting(session, standing)))}
                <Copies/>
                <Workspaces/>
                {when(move || session.shelf().get() != Shelf::EXAMPLE, || view! {
                    <p class="note">"New here? " <a href=Route::Example.hash()>"See an example"</a>", filled in with invented names, beside your own work."</p>
                })}
            </div>
        </div>
    }
}

/// The page on which something is done.
const fn route(place: Place) -> Route {
    match place {
        Place::Page(question) => verdicts::route(question),
        Place::List => Route::Work,
        Place::Sending => Route::Send,
        Place::Program => Route::Referrals(Part::Program),
    }
}

/// The one thing to do next.
fn next(session: Session, standing: Memo<Standing>) -> AnyView {
    let notation = session.notation();
    live(move || {
        let words = standing.with(|standing| {
            session.workspace().with(|workspace| words::step(&standing.next, workspace, &*notation.get()))
        });
        let StepWords { sentence, action, place } = words;
        let to = route(place).hash();
        view! {
            <p class="note">"Next"</p>
            <h2>{sentence}</h2>
            {action.map(|action| view! { <p class="row"><a class="button primary" href=to>{action}</a></p> })}
        }
        .into_any()
    })
}

/// What else is due.
fn waiting(session: Session, standing: &Standing) -> AnyView {
    let others = standing.due.iter().filter(|due| !matches!(&standing.next, Step::Do(next) if next == *due));
    let lines: Vec<(&Due, String)> = session.workspace().with(|workspace| {
        let notation = session.notation().get();
        others.map(|due| (due, words::due(due, workspace, &*notation))).collect()
    });
    if lines.is_empty() {
        return ().into_any();
    }
    let line = |(due, sentence): (&Due, String)| {
        let to = route(words::place(due));
        view! { <li>{sentence} " " <a href=to.hash()>{to.title()}</a></li> }
    };
    view! {
        <section class="panel stack" aria-labelledby="due">
            <h2 id="due">"Also due"</h2>
            <ul class="lines">{lines.into_iter().map(line).collect_view()}</ul>
        </section>
    }
    .into_any()
}
