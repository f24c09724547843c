//! The verdict.

use concord_core::scorecard::Draws;
use concord_core::words::{Headline, partner_headline};
use leptos::prelude::*;

use super::{Ranking, Shown};
use crate::headline::{said, symbol};
use crate::session::Session;
use crate::widgets::live;

/// What the verdict says, in words; nothing before the first chances are drawn.
pub(super) fn headline(session: Session, shown: Shown) -> Memo<Option<Headline>> {
    let notation = session.notation();
    Memo::new(move |_| {
        shown.ranking.with(|ranking| {
            let Ranking { drawn, verdict, .. } = &**ranking.as_ref()?;
            Some(partner_headline(verdict, &drawn.card, &drawn.chances, &*notation.get()))
        })
    })
}

/// The verdict, or what to do first.
pub(super) fn answer(shown: Shown, headline: Memo<Option<Headline>>, count: Memo<usize>) -> AnyView {
    live(move || match headline.get() {
        _ if count.get() == 0 => invitation(),
        None => view! {
            <h2>"Working out who comes first…"</h2>
            <progress aria-label="Draws" max=Draws::USUAL prop:value=move || shown.drawing.so_far.get()></progress>
        }
        .into_any(),
        Some(headline) => {
            let symbol = symbol(&headline);
            said(headline, symbol)
        }
    })
}

fn invitation() -> AnyView {
    view! {
        <h2>"Which partner should you choose?"</h2>
        <p>"Add the names of two candidates and rate each on five criteria: weak, mixed, strong, or don’t know. That is enough for a first answer."</p>
        <ul class="promise">
            <li>"One sentence: whom to choose and how firm that is, or that too little is known."</li>
            <li>"All of them side by side: what each criterion adds, and what is still open."</li>
            <li>"The smallest change of a weight that would put another one first."</li>
        </ul>
        <p class="note">"Nothing you type leaves this browser."</p>
    }
    .into_any()
}
