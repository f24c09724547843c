//! A partner's proposal, from this side: what it means for you, with what is yours alone to say. It is open for as long as
//! the page is, changes nothing that is kept here, and leaves nothing behind.

mod choose;
mod own;
mod start;
mod table;
mod why;

use std::sync::Arc;

use concord_core::exchange::ReadError;
use concord_core::exchange::proposal::{self as file, Own, Received, Seen};
use concord_core::forecast::Direction;
use concord_core::value::OutOfRange;
use concord_core::words::{self, Headline};
use leptos::prelude::*;

use crate::app::Head;
use crate::headline::{said, symbol};
use crate::incoming;
use crate::route::Route;
use crate::session::{Intl, Session};
use crate::widgets::{Alert, live};
use choose::Choose;
use own::Yours;
use start::Start;
use table::Table;
use why::Why;

/// The proposal that is open and what comes of it, kept up to date.
#[derive(Clone)]
struct Open {
    received: Arc<Received>,
    notation: Intl,
    own: RwSignal<Own>,
    seen: Memo<Result<Seen, OutOfRange>>,
}

/// The page.
#[component]
pub fn Proposal() -> impl IntoView {
    let session = Session::get();
    let text = session.proposal();
    let received =
        Memo::new(move |_| text.with(|text| text.as_ref().map(|text| file::read(text.as_bytes()).map(Arc::new))));
    live(move || match received.get() {
        Some(Ok(received)) => open(session, received),
        // What is open was read before.
        Some(Err(error)) => none(Some(error)),
        None => none(None),
    })
}

/// The page without a proposal.
fn none(error: Option<ReadError>) -> AnyView {
    view! {
        <div class="page">
            <Head title=Signal::derive(|| Route::Proposal.title().to_owned()) line=Signal::derive(String::new)/>
            <div class="answer">
                {error.map(|error| incoming::refused(Route::Proposal.title().to_owned(), &error))}
                <Choose/>
            </div>
        </div>
    }
    .into_any()
}

fn open(session: Session, received: Arc<Received>) -> AnyView {
    let own = own::remembered(session, &received.proposal);
    let notation = Intl::new(received.proposal.currency());
    let proposal = Arc::clone(&received);
    let seen = Memo::new(move |_| proposal.proposal.seen(&own.get()));
    let open = Open { received, notation, own, seen };
    let proposal = &open.received.proposal;
    let title = match proposal.sender() {
        Some(name) => format!("Proposal from {name}"),
        None => "Proposal from your partner".to_owned(),
    };
    let direction = match proposal.direction() {
        Direction::TheyIntroduce => "They introduce clients to you",
        Direction::YouIntroduce => "You introduce clients to them",
    };
    let line = {
        use concord_core::value::Notation;
        format!("{direction} · {}", open.notation.date(proposal.day()))
    };
    let headline = headline(&open);
    view! {
        <div class="page beside">
            <Head title=Signal::derive(move || title.clone()) line=Signal::derive(move || line.clone())/>
            <p class="stick" aria-hidden="true">{move || headline.get().map(|headline| headline.line)}</p>
            <div class="answer">
                {incoming::doubts(open.received.is_intact, &open.received.notices)}
                {disagreements(&open)}
                <section class="verdict" aria-live="polite" aria-label="Verdict">{live(move || verdict(headline.get()))}</section>
                {message(&open)}
                <Table open=open.clone()/>
                <Why open=open.clone()/>
                <Start open=open.clone()/>
            </div>
            <Yours open=open/>
        </div>
    }
    .into_any()
}

fn headline(open: &Open) -> Memo<Option<Headline>> {
    let Open { received, notation, seen, .. } = open.clone();
    Memo::new(move |_| {
        seen.with(|seen| Some(words::proposal_headline(&received.proposal, seen.as_ref().ok()?, &*notation)))
    })
}

fn verdict(headline: Option<Headline>) -> AnyView {
    match headline {
        Some(headline) => {
            let symbol = symbol(&headline);
            said(headline, symbol)
        }
        None => view! {
            <h2>"These numbers are larger than can be kept exact."</h2>
            <p>"Check what your hour is worth."</p>
        }
        .into_any(),
    }
}

/// What the file states and its own terms do not come to.
fn disagreements(open: &Open) -> AnyView {
    let proposal = &open.received.proposal;
    let Ok(seen) = proposal.seen(&Own::default()) else { return ().into_any() };
    let disagreeing = seen.disagreeing(proposal);
    let lines: Vec<String> = proposal
        .offers()
        .iter()
        .filter(|tabled| disagreeing.contains(&tabled.offer.id))
        .filter_map(|tabled| {
            let counted = seen.comparison.offer(tabled.offer.id)?.likely()?.payout;
            let label = words::offer_label(&tabled.offer, &*open.notation);
            Some(words::disagreement(tabled.paid, counted, &label, &*open.notation))
        })
        .collect();
    if lines.is_empty() {
        return ().into_any();
    }
    view! {
        <Alert>
            <p>"Not every figure in the file is what its terms come to:"</p>
            <ul class="reasons">{lines.into_iter().map(|line| view! { <li>{line}</li> }).collect_view()}</ul>
        </Alert>
    }
    .into_any()
}

fn message(open: &Open) -> AnyView {
    let proposal = &open.received.proposal;
    let Some(message) = proposal.message() else { return ().into_any() };
    let from = proposal.sender().map_or_else(|| "Your partner".to_owned(), ToString::to_string);
    view! {
        <section class="panel" aria-label="Message">
            <h2><bdi>{from}</bdi> " writes"</h2>
            <p class="lines-kept" dir="auto">{message.to_string()}</p>
        </section>
    }
    .into_any()
}
