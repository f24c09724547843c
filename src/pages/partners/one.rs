//! The page of one candidate: how they stand, ratings, shared clients, past partnerships, kind and note.

use concord_core::scorecard::{Kind, Partner};
use concord_core::value::{Id, Name, Notation, Note};
use concord_core::words;
use leptos::prelude::*;

use super::past::Past;
use super::rated::Rated;
use super::shared::Shared;
use super::table::{chance, open, tied};
use super::{Shown, cautions, change, change_partner};
use crate::app::Head;
use crate::form::{Area, Choice, Entry, Field, Select, TextField, sentence};
use crate::route::Route;
use crate::session::Session;
use crate::widgets::{live, when};

/// The page of the candidate with this id, or that there is none.
#[component]
pub(super) fn OnePartner(shown: Shown, id: Option<Id>) -> impl IntoView {
    let partner = Memo::new(move |_| id.and_then(|id| shown.card.with(|card| card.partner(id).cloned())));
    let name = Memo::new(move |_| {
        let name = partner.with(|partner| partner.as_ref().map(|partner| partner.name().to_string()));
        name.unwrap_or_else(|| "Nobody".to_owned())
    });
    Effect::new(move || document().set_title(&format!("{} · Concord", name.get())));
    let is_there = move || partner.with(Option::is_some);
    view! {
        <div class="page beside">
            <Head title=name line=Signal::derive(move || if is_there() { "One of the partners to choose from".to_owned() } else { String::new() })/>
            <p class="back"><a href=Route::Partners.hash()>"‹ All partners"</a></p>
            {when(is_there, move || id.map(|id| view! { <Found shown=shown partner=partner id=id/> }))}
            {when(move || !is_there(), || view! {
                <section class="panel stack" aria-label="Nobody here">
                    <h2>"There is no partner at this address."</h2>
                    <p>"The partner was removed, or the address belongs to another browser or workspace. If you have just removed a partner, undo brings it back."</p>
                    <p><a class="button" href=Route::Partners.hash()>"See all partners"</a></p>
                </section>
            })}
        </div>
    }
}

#[component]
fn Found(shown: Shown, partner: Memo<Option<Partner>>, id: Id) -> impl IntoView {
    let criteria = Memo::new(move |_| shown.card.with(|card| card.criteria().clone()));
    let ratings = move || {
        let criteria = criteria.get();
        let rated = criteria
            .list()
            .iter()
            .map(|criterion| view! { <Rated shown=shown partner=partner criterion=criterion.clone()/> });
        rated.collect_view().into_any()
    };
    view! {
        <div class="answer">
            <Standing shown=shown partner=partner id=id/>
            <section class="panel stack long" aria-labelledby="ratings">
                <h2 id="ratings">"Ratings"</h2>
                {live(ratings)}
            </section>
            <section class="panel stack" aria-labelledby="clients">
                <h2 id="clients">"Shared clients"</h2>
                <Shared shown=shown partner=partner id=id/>
            </section>
            <section class="panel stack" aria-labelledby="history">
                <h2 id="history">"Past partnerships"</h2>
                <Past shown=shown partner=partner id=id/>
            </section>
        </div>
        <About partner=partner id=id/>
    }
}

/// Where they stand among all, and what to look into.
#[component]
fn Standing(shown: Shown, partner: Memo<Option<Partner>>, id: Id) -> impl IntoView {
    let notation = Session::get().notation();
    let figures = move || {
        let (score, n, card) = (shown.score(id), notation.get(), shown.card.get());
        let Some(score) = score else { return ().into_any() };
        let figure = |name: &'static str, code: &'static str, value: String, text: String| {
            view! { <div><dt>{name}</dt><dd data-standing=code data-value=value>{text}</dd></div> }
        };
        let total = score.total.map(|total| total.shown());
        let (chance, tied) = shown.ranking.with(|ranking| {
            let ranking = ranking.as_deref();
            (ranking.and_then(|ranking| chance(ranking, id, &*n)), ranking.and_then(|ranking| tied(ranking, &card, id)))
        });
        let place = shown.order.with(|order| order.iter().position(|&other| other == id).unwrap_or_default() + 1);
        let none = || "–".to_owned();
        view! {
            <dl class="standing" class:stale=move || shown.is_busy.get()>
                {figure("Place", "place", place.to_string(), format!("{place} of {}", card.partners().len()))}
                {figure(
                    "Comes first",
                    "chance",
                    chance.as_ref().map(|(_, rate)| rate.ppm().to_string()).unwrap_or_default(),
                    chance.map_or_else(none, |(text, _)| format!("in {text} of 10,000 draws")),
                )}
                {figure(
                    "Score",
                    "score",
                    total.map(|total| total.millionths().to_string()).unwrap_or_default(),
                    total.map_or_else(none, |total| {
                        let tied = tied.map(|tied| format!(", {tied}")).unwrap_or_default();
                        format!("{} of 100{tied}", n.quantity(total, 1))
                    }),
                )}
                {figure("Rated", "coverage", score.coverage.ppm().to_string(), format!("{} of the weight", words::nearly(score.coverage, &*n)))}
                {figure("Could be", "open", String::new(), open(&score, &*n))}
            </dl>
        }
        .into_any()
    };
    let flags = Memo::new(move |_| {
        let (scale, n) = (shown.card.with(|card| card.scale()), notation.get());
        partner.with(|partner| {
            partner.as_ref().map(|partner| cautions::told(partner, scale, shown.today, &*n)).unwrap_or_default()
        })
    });
    view! {
        <section class="panel stack" aria-labelledby="standing">
            <h2 id="standing">"Where they stand"</h2>
            {live(figures)}
            <div data-cautions=id.to_string()>{live(move || cautions::listed(flags.get()))}</div>
        </section>
    }
}

/// Name, kind and note, and the end.
#[component]
fn About(partner: Memo<Option<Partner>>, id: Id) -> impl IntoView {
    let session = Session::get();
    let name = Signal::derive(move || {
        partner.with(|partner| partner.as_ref().map(|partner| partner.name().to_string()).unwrap_or_default())
    });
    let named: Entry = Callback::new(move |(text, done): (String, bool)| {
        let name = Name::new(&text).map_err(sentence).inspect_err(|_| session.end_preview())?;
        change_partner(session, id, done, |partner, _| Ok(partner.renamed(name)))
    });
    let of_kind = move || partner.with(|partner| partner.as_ref().map(Partner::kind).unwrap_or_default());
    let choose = Callback::new(move |key: &'static str| {
        if let Some(kind) = Kind::ALL.into_iter().find(|kind| kind_key(*kind) == key) {
            // Every kind is possible.
            let _ = change_partner(session, id, true, |partner, _| Ok(partner.of_kind(kind)));
        }
    });
    let kinds = Kind::ALL.map(|kind| Choice::new(kind_key(kind), words::kind(kind)));
    let remove = move |_| {
        if change(session, true, |card| card.without(id)).is_ok() {
            if let Some(window) = web_sys::window() {
                let _ = window.location().set_hash(&Route::Partners.hash());
            }
            session.say("Candidate removed.", true);
        }
    };
    view! {
        <section class="panel questions stack" aria-labelledby="about">
            <h2 id="about">"Name, kind and note"</h2>
            <Field field=TextField::text("partner-name", "Name", name, named)/>
            <Select
                id="partner-kind"
                label="What the partnership would be"
                choices=kinds.to_vec()
                chosen=Signal::derive(move || kind_key(of_kind()))
                choose=choose
            />
            <p class="note">{move || words::kind_asks(of_kind())}</p>
            <NoteField partner=partner id=id/>
            <div class="row"><button type="button" class="danger" on:click=remove>"Remove this candidate"</button></div>
        </section>
    }
}

const fn kind_key(kind: Kind) -> &'static str {
    match kind {
        Kind::ComplementaryService => "complementary",
        Kind::ReferralExchange => "exchange",
        Kind::CoCreation => "creation",
    }
}

#[component]
fn NoteField(partner: Memo<Option<Partner>>, id: Id) -> impl IntoView {
    let session = Session::get();
    let note = Signal::derive(move || {
        partner.with(|partner| partner.as_ref().map(|partner| partner.note().to_string()).unwrap_or_default())
    });
    let entry: Entry = Callback::new(move |(text, done): (String, bool)| {
        let note = Note::new(&text).map_err(sentence)?;
        if done { change_partner(session, id, true, |partner, _| Ok(partner.noted(note))) } else { Ok(()) }
    });
    view! { <Area field=TextField::text("partner-note", "Note", note, entry)/> }
}
