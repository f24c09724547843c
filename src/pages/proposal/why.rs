use concord_core::words;
use leptos::prelude::*;

use super::Open;
use crate::widgets::live;

/// Each offer in full sentences, and which of your tests it fails.
#[component]
pub(super) fn Why(open: Open) -> impl IntoView {
    view! {
        <section class="panel">
            <h2>"The offers in words"</h2>
            <p class="note">"An offer works for you if you come out ahead in a usual year, no low year costs you more than a usual year brings, and the pay stays in the usual range. Your partner tests their own side and says what comes of it."</p>
            <ul class="worded">{live(move || rows(&open))}</ul>
        </section>
    }
}

fn rows(open: &Open) -> AnyView {
    let Open { received, notation, seen, .. } = open;
    let sender = received.proposal.sender();
    seen.with(|seen| {
        let Ok(seen) = seen else { return ().into_any() };
        let rows = seen.offers.iter().zip(&seen.assessments).map(|(offer, assessment)| {
            let terms = words::in_words(&offer.terms, seen.assumptions.direction, sender, &**notation);
            let why = words::tested_in_full(assessment, &seen.assumptions, sender, &**notation);
            view! {
                <li>
                    <h3><bdi>{words::offer_label(offer, &**notation)}</bdi></h3>
                    <p>{terms}</p>
                    {why.into_iter().map(|line| view! { <p class="why">{line}</p> }).collect_view()}
                </li>
            }
        });
        rows.collect_view().into_any()
    })
}
