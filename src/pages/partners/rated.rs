//! A judgement in a word, and what is behind it.

use concord_core::scorecard::{Criterion, Partner, Rating, Score};
use concord_core::value::Notation;
use concord_core::words;
use leptos::prelude::*;

use super::refine::Refine;
use super::{Shown, change_partner};
use crate::session::Session;

/// A criterion in a word, and behind it the indicators.
#[component]
pub(super) fn Rated(shown: Shown, partner: Memo<Option<Partner>>, criterion: Criterion) -> impl IntoView {
    let session = Session::get();
    let notation = session.notation();
    let id = criterion.id();
    let given = {
        let criterion = criterion.clone();
        Memo::new(move |_| {
            partner.with(|partner| partner.as_ref().and_then(|partner| partner.rating_throughout(&criterion)))
        })
    };
    // What the word does not say where the indicators differ.
    let refined = move || {
        let mark = partner.with(|partner| {
            let card = shown.card.get();
            let score = Score::new(card.criteria(), card.scale(), partner.as_ref()?);
            score.criteria.into_iter().find(|scored| scored.criterion == id)?.mark
        });
        match mark.filter(|_| given.get().is_none_or(|given| matches!(given, Rating::Exact(_)))) {
            Some(mark) => format!("Refined: {} of 100", notation.get().quantity(mark.shown(), 1)),
            None => "Refine".to_owned(),
        }
    };
    let options = Rating::IN_WORDS.map(|rating| {
        let criterion = criterion.clone();
        let rate = move |_| {
            let Some(of) = partner.with_untracked(|partner| partner.as_ref().map(Partner::id)) else { return };
            // Every rating in words is possible.
            let _ = change_partner(session, of, true, |partner, _| Ok(partner.rated_throughout(&criterion, rating)));
        };
        view! {
            <label>
                <input type="radio" name=format!("rating-{id}") prop:checked=move || given.get() == Some(rating) on:change=rate/>
                {words::rating(rating, &*notation.get_untracked())}
            </label>
        }
    });
    view! {
        <fieldset class="rated">
            <legend><bdi>{criterion.name().to_string()}</bdi></legend>
            <div class="words-of-rating">{options}</div>
            <details>
                <summary>{refined}</summary>
                <Refine partner=partner indicators=criterion.indicators().to_vec()/>
            </details>
        </fieldset>
    }
}
