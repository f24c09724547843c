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
            <div class="scroll" tabindex="0" role="region" aria-label="The offers in words">
                <table>
                    <thead><tr><th scope="col">"Offer"</th><th scope="col" class="words">"Terms"</th><th scope="col" class="words">"For you"</th></tr></thead>
                    <tbody>{live(move || rows(&open))}</tbody>
                </table>
            </div>
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
            let why = assessment.misses.iter().map(|miss| words::reason(miss, &seen.assumptions, sender, &**notation));
            let mut why: Vec<String> = why.collect();
            if why.is_empty() {
                why.push("It works in a usual year and in every low one.".to_owned());
            }
            view! {
                <tr>
                    <th scope="row"><bdi>{words::offer_label(offer, &**notation)}</bdi></th>
                    <td class="words">{terms}</td>
                    <td class="words">{why.into_iter().map(|line| view! { <p>{line}</p> }).collect_view()}</td>
                </tr>
            }
        });
        rows.collect_view().into_any()
    })
}
