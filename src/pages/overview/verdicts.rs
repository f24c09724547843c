//! The verdict on each of the three questions, as its own page says it.

use concord_core::overview::{Progress, Question};
use concord_core::scorecard;
use concord_core::words::{self, Headline};
use concord_core::workspace::{Topic, Workspace};
use leptos::prelude::*;

use crate::engine;
use crate::headline::symbol;
use crate::judgement::{self, Judgement};
use crate::reviewed;
use crate::route::Route;
use crate::session::Session;
use crate::widgets::{Icon, live};

/// The page that answers a question.
pub(super) const fn route(question: Question) -> Route {
    match question {
        Question::Partner => Route::Partners,
        Question::Terms => Route::Terms,
        Question::Worth => Route::Worth,
    }
}

/// A question, and its verdict or what it takes to get one.
pub(super) fn card(session: Session, (question, progress): (Question, Progress)) -> AnyView {
    let headline = match (question, progress) {
        (_, Progress::Untouched | Progress::Begun) => None,
        (Question::Partner, Progress::Answered) => Some(partner(session)),
        (Question::Terms, Progress::Answered) => Some(terms(session)),
        (Question::Worth, Progress::Answered) => Some(worth(session)),
    };
    let said = live(move || match headline {
        None => words::what_it_takes(question, progress).into_any(),
        Some(headline) => headline.get().map_or_else(|| "Working it out…".into_any(), said),
    });
    let verb = match progress {
        Progress::Untouched => "Answer it",
        Progress::Begun => "Go on",
        Progress::Answered => "See why",
    };
    let name = words::question(question);
    view! {
        <section class="panel stack question" aria-label=name>
            <h2>{name}</h2>
            <div class="lines">{said}</div>
            <p><a href=route(question).hash() aria-label=format!("{verb}: {name}")>{verb}</a></p>
        </section>
    }
    .into_any()
}

fn said(headline: Headline) -> AnyView {
    view! {
        <span class="state" class:open=!headline.is_settled><Icon symbol=symbol(&headline)/>{headline.state}</span>
        <p data-verdict=headline.code>{headline.sentence}</p>
    }
    .into_any()
}

fn partner(session: Session) -> Memo<Option<Headline>> {
    let drawing = engine::draw(session.part(Workspace::scorecard));
    let notation = session.notation();
    Memo::new(move |_| {
        drawing.drawn.with(|drawn| {
            let drawn = drawn.as_ref()?;
            let verdict = scorecard::verdict(&drawn.card, &drawn.chances);
            Some(words::partner_headline(&verdict, &drawn.card, &drawn.chances, &*notation.get()))
        })
    })
}

fn terms(session: Session) -> Memo<Option<Headline>> {
    match session.workspace().with_untracked(Workspace::topic) {
        Topic::Introductions => judgement::headline(session, Judgement::follow(session).judgement),
        Topic::JointWork => judgement::joint_headline(session, judgement::compare_joint(session)),
    }
}

fn worth(session: Session) -> Memo<Option<Headline>> {
    reviewed::headline(session, reviewed::follow(session))
}
