//! One candidate: ratings, shared clients, past partnerships, kind and note.

use concord_core::scorecard::{Criterion, Kind, Partner, Rating, Score};
use concord_core::value::{Id, Name, Notation, Note};
use concord_core::words;
use leptos::prelude::*;

use super::past::Past;
use super::refine::Refine;
use super::shared::Shared;
use super::{Shown, change, change_partner};
use crate::form::{Choice, Entry, Field, Select, TextField, sentence};
use crate::session::Session;
use crate::widgets::{Dialog, live};

/// The dialog for the candidate that is being edited.
#[component]
pub(super) fn PartnerDialog(shown: Shown) -> impl IntoView {
    let title = Signal::derive(move || {
        let id = shown.editing.get();
        let name = id.and_then(|id| shown.card.with(|card| card.partner(id).map(|partner| partner.name().to_string())));
        name.unwrap_or_default()
    });
    view! {
        <Dialog open=shown.open title=title>
            {move || shown.editing.get_untracked().map(|id| view! { <Form shown=shown id=id/> })}
        </Dialog>
    }
}

#[component]
fn Form(shown: Shown, id: Id) -> impl IntoView {
    let session = Session::get();
    let partner = Memo::new(move |_| shown.card.with(|card| card.partner(id).cloned()));
    let criteria = Memo::new(move |_| shown.card.with(|card| card.criteria().clone()));
    let name = Signal::derive(move || {
        partner.with(|partner| partner.as_ref().map(|partner| partner.name().to_string()).unwrap_or_default())
    });
    let named: Entry = Callback::new(move |(text, done): (String, bool)| {
        let name = Name::new(&text).map_err(sentence).inspect_err(|_| session.end_preview())?;
        change_partner(session, id, done, |partner, _| Ok(partner.renamed(name)))
    });
    let kind = Signal::derive(move || {
        kind_key(partner.with(|partner| partner.as_ref().map(Partner::kind).unwrap_or_default()))
    });
    let choose = Callback::new(move |key: &'static str| {
        if let Some(kind) = Kind::ALL.into_iter().find(|kind| kind_key(*kind) == key) {
            // Every kind is possible.
            let _ = change_partner(session, id, true, |partner, _| Ok(partner.of_kind(kind)));
        }
    });
    let kinds = Kind::ALL.map(|kind| Choice::new(kind_key(kind), words::kind(kind)));
    let asks =
        move || partner.with(|partner| words::kind_asks(partner.as_ref().map(Partner::kind).unwrap_or_default()));
    let remove = move |_| {
        if change(session, true, |card| card.without(id)).is_ok() {
            shown.open.set(false);
            session.say("Candidate removed.", true);
        }
    };
    let ratings = move || {
        let criteria = criteria.get();
        let rated = criteria
            .list()
            .iter()
            .map(|criterion| view! { <Rated shown=shown partner=partner criterion=criterion.clone()/> });
        rated.collect_view().into_any()
    };
    view! {
        <div class="stack">
            {live(ratings)}
            <details>
                <summary>"Shared clients"</summary>
                <Shared shown=shown partner=partner id=id/>
            </details>
            <details>
                <summary>"Past partnerships"</summary>
                <Past shown=shown partner=partner id=id/>
            </details>
            <details>
                <summary>"Name, kind and note"</summary>
                <div class="stack">
                    <Field field=TextField::text("partner-name", "Name", name, named)/>
                    <Select id="partner-kind" label="What the partnership would be" choices=kinds.to_vec() chosen=kind choose=choose/>
                    <p class="note">{asks}</p>
                    <NoteField partner=partner id=id/>
                </div>
            </details>
            <div class="actions">
                <button type="button" class="danger apart" on:click=remove>"Remove this candidate"</button>
                <button type="button" class="primary" on:click=move |_| shown.open.set(false)>"Done"</button>
            </div>
        </div>
    }
}

const fn kind_key(kind: Kind) -> &'static str {
    match kind {
        Kind::ComplementaryService => "complementary",
        Kind::ReferralExchange => "exchange",
        Kind::CoCreation => "creation",
    }
}

/// A criterion in a word, and behind it the indicators.
#[component]
fn Rated(shown: Shown, partner: Memo<Option<Partner>>, criterion: Criterion) -> impl IntoView {
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

#[component]
fn NoteField(partner: Memo<Option<Partner>>, id: Id) -> impl IntoView {
    let session = Session::get();
    let problem = RwSignal::new(None::<String>);
    let note =
        move || partner.with(|partner| partner.as_ref().map(|partner| partner.note().to_string()).unwrap_or_default());
    let typed = move |text: String| {
        let noted = Note::new(&text).map_err(sentence);
        problem
            .set(noted.and_then(|note| change_partner(session, id, true, |partner, _| Ok(partner.noted(note)))).err());
    };
    view! {
        <div class="field">
            <label for="partner-note">"Note"</label>
            <textarea
                id="partner-note"
                class="short"
                prop:value=note
                aria-invalid=move || problem.with(Option::is_some).to_string()
                aria-describedby="partner-note-notes"
                on:change=move |event| typed(event_target_value(&event))
            ></textarea>
            <p class="notes" id="partner-note-notes"><span class="problem" role="alert">{move || problem.get()}</span></p>
        </div>
    }
}
