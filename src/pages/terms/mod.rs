//! Which terms to offer: the questions, the verdict, the comparison and why.

mod answer;
mod assumptions;
mod joint;
mod offer_dialog;
mod offers;
mod pictures;
mod questions;
mod table;

use concord_core::workspace::{Topic, Workspace};
use leptos::prelude::*;

use crate::app::Head;
use crate::judgement::{Judgement, Missing};
use crate::session::Session;

/// The terms page.
#[component]
pub fn Terms() -> impl IntoView {
    let session = Session::get();
    let partner = session.part(|workspace: &Workspace| workspace.partner().cloned());
    let topic = session.part(Workspace::topic);
    let judgement = Judgement::follow(session);
    // The questions stand first for as long as a first visit lasts, so that nothing moves while they are answered.
    let first_visit = judgement.with_untracked(|judgement| matches!(judgement, Err(Missing::Answers)))
        && topic.get_untracked() == Topic::Introductions;
    let title = move || match partner.get() {
        Some(name) => format!("Terms with {name}"),
        None => "Terms".to_owned(),
    };
    let direction = session.part(|workspace: &Workspace| workspace.answers().direction);
    let line = move || {
        use concord_core::forecast::Direction;
        match (topic.get(), direction.get()) {
            (Topic::JointWork, _) => "You work together".to_owned(),
            (Topic::Introductions, Direction::TheyIntroduce) => "They introduce clients to you".to_owned(),
            (Topic::Introductions, Direction::YouIntroduce) => "You introduce clients to them".to_owned(),
        }
    };
    view! {
        <main class="page beside" class:first=first_visit id="main" tabindex="-1">
            <Head title=Signal::derive(title) line=Signal::derive(line)/>
            {move || match topic.get() {
                Topic::Introductions => {
                    view! {
                        <answer::Sticky judgement=judgement/>
                        <answer::Answer judgement=judgement first_visit=first_visit/>
                        <questions::Questions judgement=judgement first_visit=first_visit/>
                    }
                        .into_any()
                }
                Topic::JointWork => view! { <joint::JointWork/> }.into_any(),
            }}
        </main>
    }
}
