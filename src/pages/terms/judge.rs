use concord_core::words::Headline;
use leptos::prelude::*;

use super::answer::{Reasons, in_a_task_of_its_own, line, verdict};
use super::assumptions::Assumptions;
use super::offers::move_by_keys;
use super::sliders::{Slid, slider};
use crate::judgement::{Judgement, Judging, headline};
use crate::session::Session;

/// The judgement of the session's answers and what it says, kept up to date.
#[derive(Clone, Copy)]
pub struct Judged {
    judging: Judging,
    headline: Memo<Option<Headline>>,
}

/// What there is to show once the answers can be judged. Its code is fetched while they are given.
#[derive(Clone, Copy)]
pub struct Judge {
    /// Judges the session's answers from now on.
    pub follow: fn(Session) -> Judged,
    /// The verdict in a few words.
    pub line: fn(Judged) -> AnyView,
    /// The verdict.
    pub verdict: fn(Judged) -> AnyView,
    /// The comparison, the charts and why.
    pub reasons: fn(Judged) -> AnyView,
    /// A slider beside a question.
    pub slider: fn(Slid) -> AnyView,
    /// What the verdict rests on.
    pub assumptions: fn(Judged) -> AnyView,
}

impl Judge {
    /// The whole part.
    pub fn new() -> Judge {
        Judge {
            follow: |session| {
                move_by_keys(session);
                let judging = Judgement::follow(session);
                Judged { judging, headline: headline(session, judging.judgement) }
            },
            line: |judged| line(judged.headline),
            verdict: |judged| verdict(judged.judging, judged.headline),
            slider,
            reasons: |judged| view! { <Reasons judging=judged.judging/> }.into_any(),
            assumptions: |judged| {
                view! { <Assumptions judgement=in_a_task_of_its_own(judged.judging.judgement)/> }.into_any()
            },
        }
    }
}
