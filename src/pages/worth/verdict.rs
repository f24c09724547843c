//! The verdict of the portfolio in a sentence, or what to do first.

use concord_core::review::PortfolioError;
use concord_core::words::{self, Headline};
use leptos::prelude::*;

use super::Review;
use crate::headline::{said, symbol};
use crate::session::Session;
use crate::widgets::live;

pub(super) fn headline(session: Session, review: Review) -> Memo<Option<Headline>> {
    let notation = session.notation();
    Memo::new(move |_| {
        review.with(|review| {
            let Some(Ok(reviewed)) = review else { return None };
            Some(words::portfolio_headline(&reviewed.portfolio, &reviewed.basis, &*notation.get()))
        })
    })
}

/// The verdict in a few words, in sight on phones while the thresholds are moved.
pub(super) fn line(headline: Memo<Option<Headline>>, entered: Memo<bool>) -> AnyView {
    live(move || match headline.get() {
        Some(headline) if entered.get() => headline.line.into_any(),
        _ => "Your hour and one partnership, and the verdict is here".into_any(),
    })
}

/// The verdict.
pub(super) fn verdict(headline: Memo<Option<Headline>>, review: Review, entered: Memo<bool>) -> AnyView {
    live(move || {
        if !entered.get() {
            return invitation();
        }
        let Some(headline) = headline.get() else { return too_large(review) };
        let symbol = symbol(&headline);
        said(headline, symbol)
    })
}

/// What stands in the place of the verdict before there is one.
fn invitation() -> AnyView {
    view! {
        <h2>"Which partnerships are worth their upkeep?"</h2>
        <p>"Say what an hour of yours is worth, then add each partnership: what it brought in the last months, and what keeping it took. The verdict appears here, and follows every change."</p>
        <ul class="promise">
            <li>"One sentence: where to invest, where to renegotiate, what to end, and what that frees."</li>
            <li>"The ratio of each: what it brings for every unit of time and money that it takes, with and without strategic value."</li>
            <li>"How sure each decision is, and what the hours freed must earn elsewhere."</li>
        </ul>
        <p class="note">"Nothing you type leaves this browser."</p>
    }
    .into_any()
}

fn too_large(review: Review) -> AnyView {
    let which = review.with(|review| match review {
        Some(Err(PortfolioError::TooLarge { partnership })) => Some(*partnership),
        _ => None,
    });
    let name = which.and_then(|id| {
        Session::get().workspace().with(|workspace| {
            let entries = &workspace.partnerships()?.entries;
            entries.iter().find(|entry| entry.partnership() == id).map(|entry| entry.name().to_string())
        })
    });
    view! {
        <h2>"These numbers are larger than can be kept exact."</h2>
        <p>{match name {
            Some(name) => view! { "Check the figures of " <bdi>{name}</bdi> " and what an hour is worth." }.into_any(),
            None => "Check the figures of the partnerships and what an hour is worth.".into_any(),
        }}</p>
    }
    .into_any()
}
