//! What is about to be sent to the partner: what to say with it, and every word of what leaves.

mod choices;
mod leaves;

use std::collections::BTreeSet;

use concord_core::exchange::proposal::{self, Proposal, Sending, Unsendable};
use concord_core::value::{Id, Name, Note};
use concord_core::workspace::Workspace;
use leptos::prelude::*;

use crate::app::Head;
use crate::file;
use crate::judgement::Judgement;
use crate::route::Route;
use crate::session::{Session, new_id, today};
use crate::widgets::{Alert, live};
use choices::Choices;
use leaves::Leaves;

/// What the sender decides here. It is kept for as long as the page is shown, and nowhere else.
#[derive(Clone, Copy)]
struct Draft {
    id: RwSignal<Id>,
    sender: RwSignal<Option<Name>>,
    message: RwSignal<Note>,
    held_back: RwSignal<BTreeSet<Id>>,
    /// The offer that is proposed; before anything is chosen, the one that the verdict points to.
    proposed: RwSignal<Option<Option<Id>>>,
    tells_came_anyway: RwSignal<bool>,
    tells_what_works: RwSignal<bool>,
}

impl Draft {
    fn new() -> Draft {
        Draft {
            id: RwSignal::new(new_id()),
            sender: RwSignal::new(None),
            message: RwSignal::new(Note::default()),
            held_back: RwSignal::new(BTreeSet::new()),
            proposed: RwSignal::new(None),
            tells_came_anyway: RwSignal::new(false),
            tells_what_works: RwSignal::new(true),
        }
    }

    fn sending(self, pick: Option<Id>) -> Sending {
        Sending {
            id: self.id.get(),
            answers_to: None,
            day: today(),
            sender: self.sender.get(),
            message: self.message.get(),
            held_back: self.held_back.with(|held_back| held_back.iter().copied().collect()),
            proposed: self.proposed.get().unwrap_or(pick),
            tells_came_anyway: self.tells_came_anyway.get(),
            tells_what_works: self.tells_what_works.get(),
        }
    }
}

/// The page.
#[component]
pub fn Send() -> impl IntoView {
    let session = Session::get();
    let title = session.part(|workspace: &Workspace| match workspace.partner() {
        Some(name) => format!("Send to {name}"),
        None => "Send to your partner".to_owned(),
    });
    let draft = Draft::new();
    let judgement = Judgement::follow(session).judgement;
    let pick = Memo::new(move |_| judgement.with(|judgement| judgement.as_ref().ok()?.verdict.pick()));
    let workspace = session.workspace();
    let made: Memo<Result<Proposal, Unsendable>> =
        Memo::new(move |_| workspace.with(|workspace| Proposal::of(workspace, &draft.sending(pick.get()))));
    let text = Memo::new(move |_| made.with(|made| made.as_ref().ok().map(proposal::write)));
    // What was saved is one proposal; a changed one is another.
    let saved = RwSignal::new(None::<String>);
    Effect::new(move || {
        let text = text.get();
        if saved.with(|saved| saved.is_some() && *saved != text) {
            saved.set(None);
            draft.id.set(new_id());
        }
    });
    let save = move |_| {
        let Some(text) = text.get_untracked() else { return };
        if file::save(&file::dated_name("proposal", "json"), "application/json", &text) {
            saved.set(Some(text));
            session.say("The file is in your downloads. Send it to your partner the way you send any file.", false);
        } else {
            session.say("The browser did not let the file be saved.", false);
        }
    };
    let problem = Memo::new(move |_| made.with(|made| made.as_ref().err().copied()));
    view! {
        <div class="page">
            <Head title=title line=Signal::derive(|| "A file that they open on this same page, from their side".to_owned())/>
            <div class="answer">
                <Choices draft=draft pick=pick/>
                {live(move || match problem.get() {
                    None => view! { <Leaves draft=draft made=made text=text/> }.into_any(),
                    Some(problem) => view! {
                        <Alert><p>"There is nothing to send yet: " {problem.to_string()} "."</p></Alert>
                    }.into_any(),
                })}
                <div class="row on-screen">
                    <button type="button" class="primary" disabled=move || problem.get().is_some() on:click=save>"Save the file"</button>
                    <a class="button" href=Route::Terms.hash()>"Back to the terms"</a>
                </div>
            </div>
        </div>
    }
}
