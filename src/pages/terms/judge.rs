use leptos::prelude::*;

use super::answer::{Reasons, headline_line, verdict};
use super::assumptions::Assumptions;
use super::sliders::{Slid, slider};
use crate::judgement::{Judgement, Missing};
use crate::session::Session;

/// What there is to show once the answers can be judged. Its code is fetched while they are given.
#[derive(Clone, Copy)]
pub struct Judge {
    /// The judgement of the session's answers, kept up to date.
    pub follow: fn(Session) -> Memo<Result<Judgement, Missing>>,
    /// The verdict in a few words.
    pub line: fn(Memo<Result<Judgement, Missing>>) -> AnyView,
    /// The verdict.
    pub verdict: fn(Memo<Result<Judgement, Missing>>) -> AnyView,
    /// The comparison, the charts and why.
    pub reasons: fn(Memo<Result<Judgement, Missing>>) -> AnyView,
    /// A slider beside a question.
    pub slider: fn(Slid) -> AnyView,
    /// What the verdict rests on.
    pub assumptions: fn(Memo<Result<Judgement, Missing>>) -> AnyView,
}

impl Judge {
    /// The whole part.
    pub fn new() -> Judge {
        Judge {
            follow: Judgement::follow,
            line: headline_line,
            verdict,
            slider,
            reasons: |judgement| view! { <Reasons judgement=judgement/> }.into_any(),
            assumptions: |judgement| view! { <Assumptions judgement=judgement/> }.into_any(),
        }
    }
}
