//! What the candidates are judged by: weights by slider and number; criteria added, renamed and removed.

use concord_core::scorecard::{Criterion, OverlapScale, Scorecard, Weight};
use concord_core::value::{Id, Name, Quantity, Side};
use concord_core::workspace::Workspace;
use leptos::prelude::*;

use super::{Shown, change};
use crate::form::{Choice, Entry, Field, Select, Slider, TextField, sentence};
use crate::session::{Session, new_id};
use crate::widgets::live;

/// The criteria.
#[component]
pub(super) fn Weights(shown: Shown) -> impl IntoView {
    let session = Session::get();
    // Not anew while a weight moves.
    let listed = Memo::new(move |_| {
        let told = |criterion: &Criterion| (criterion.id(), criterion.name().to_string());
        shown.card.with(|card| card.criteria().list().iter().map(told).collect::<Vec<_>>())
    });
    let scored = Signal::derive(move || shown.card.with(|card| side_key(card.scale().scored)));
    let choose = Callback::new(move |key: &'static str| {
        let scored = if key == side_key(Side::You) { Side::You } else { Side::Them };
        // Both sides can be scored.
        let _ = change(session, true, |card| {
            Ok::<_, std::convert::Infallible>(card.with_scale(OverlapScale { scored, ..card.scale() }))
        });
    });
    view! {
        <h2>"What counts how much?"</h2>
        <p class="note">"Weights from 0 to 100; only their proportions matter. The first five and their weights are from the guide, unverified."</p>
        {live(move || {
            listed.get().into_iter().map(|(id, name)| view! { <WeightOf shown=shown id=id name=name/> }).collect_view().into_any()
        })}
        <details>
            <summary>"Change the criteria"</summary>
            <div class="stack">
                {live(move || {
                    listed.get().into_iter().map(|(id, name)| view! { <Named id=id name=name/> }).collect_view().into_any()
                })}
                <AddCriterion/>
                <Select
                    id="scored"
                    label="Shared clients are counted as a part of"
                    choices=vec![Choice::new("you", "your clients"), Choice::new("them", "their clients")]
                    chosen=scored
                    choose=choose
                />
            </div>
        </details>
    }
}

const fn side_key(side: Side) -> &'static str {
    match side {
        Side::You => "you",
        Side::Them => "them",
    }
}

/// The scorecard with a criterion changed.
fn with(card: &Scorecard, id: Id, edit: impl FnOnce(&Criterion) -> Criterion) -> Result<Scorecard, String> {
    let Some(criterion) = card.criteria().get(id) else { return Ok(card.clone()) };
    let criteria = card.criteria().with_replaced(&edit(criterion)).map_err(|error| error.to_string())?;
    Ok(card.with_criteria(criteria))
}

fn weigh(session: Session, id: Id, weight: Weight, done: bool) -> Result<(), String> {
    change(session, done, |card| with(card, id, |criterion| criterion.weighing(weight)))
}

/// A weight as a number and as a slider.
#[component]
fn WeightOf(shown: Shown, id: Id, name: String) -> impl IntoView {
    let session = Session::get();
    let reading = session.part(Workspace::reading);
    let weight =
        Memo::new(move |_| shown.card.with(|card| card.criteria().get(id).map(Criterion::weight).unwrap_or_default()));
    let text = Signal::derive(move || {
        let millionths = u64::from(weight.get().hundredths()) * 10_000;
        reading.get().write_quantity(Quantity::new(millionths).unwrap_or_default())
    });
    let typed: Entry = Callback::new(move |(text, done): (String, bool)| {
        let weight = read(&text, session).inspect_err(|_| session.end_preview())?;
        weigh(session, id, weight, done)
    });
    let position = Signal::derive(move || weight.get().hundredths() / 10);
    let slide = Callback::new(move |(position, done): (u16, bool)| {
        // Whole points; the last weight above zero stays above it.
        let points = u8::try_from((position + 5) / 10).unwrap_or(u8::MAX);
        if weigh(session, id, Weight::whole(points), done).is_err() {
            let _ = weigh(session, id, Weight::whole(1), done);
        }
    });
    let label = format!("Weight of {name}");
    let share = Memo::new(move |_| shown.card.with(|card| card.criteria().share(id).unwrap_or_default()));
    let words = Signal::derive(move || {
        use concord_core::value::Notation;
        format!("{}, {} of the weight", text.get(), session.notation().get().percent(share.get(), 0))
    });
    view! {
        <div class="weight">
            <Field field=TextField::number(format!("weight-{id}"), name, text, typed)/>
            <Slider label=label position=position words=words slide=slide/>
        </div>
    }
}

/// A weight with at most two decimals.
fn read(text: &str, session: Session) -> Result<Weight, String> {
    let number = session.committed().reading().quantity(text).map_err(sentence)?;
    let weight = u16::try_from(number.millionths() / 10_000).ok().and_then(|hundredths| Weight::new(hundredths).ok());
    match weight {
        Some(weight) if number.millionths() % 10_000 == 0 => Ok(weight),
        Some(_) => Err("A weight has at most two decimals.".to_owned()),
        None => Err("A weight is a number from 0 to 100.".to_owned()),
    }
}

/// A criterion’s name, and its end.
#[component]
fn Named(id: Id, name: String) -> impl IntoView {
    let session = Session::get();
    let typed: Entry = Callback::new(move |(text, done): (String, bool)| {
        let name = Name::new(&text).map_err(sentence)?;
        // Previewed, each letter would make the list anew under the reader’s hands.
        if done { change(session, true, |card| with(card, id, |criterion| criterion.renamed(name))) } else { Ok(()) }
    });
    let label = format!("Remove {name}");
    let shown_name = name.clone();
    let problem = RwSignal::new(None::<String>);
    let remove = move |_| {
        let removed =
            change(session, true, |card| card.criteria().without(id).map(|criteria| card.with_criteria(criteria)));
        match removed {
            Ok(()) => session.say("Criterion removed, and its ratings.", true),
            Err(words) => problem.set(Some(words)),
        }
    };
    view! {
        <div class="beside-button">
            <Field field=TextField::text(format!("name-{id}"), name, Signal::derive(move || shown_name.clone()), typed).problem(problem.into())/>
            <button type="button" aria-label=label on:click=remove>"Remove"</button>
        </div>
    }
}

#[component]
fn AddCriterion() -> impl IntoView {
    let session = Session::get();
    let name = RwSignal::new(String::new());
    let problem = RwSignal::new(None::<String>);
    let add = move || {
        let criterion = Name::new(&name.get_untracked()).map_err(sentence);
        let added = criterion.and_then(|name| {
            let criterion = Criterion::plain(new_id(), name, Weight::whole(10));
            change(session, true, |card| {
                card.criteria().with_added(criterion).map(|criteria| card.with_criteria(criteria))
            })
        });
        if added.is_ok() {
            name.set(String::new());
        }
        problem.set(added.err());
    };
    let typed: Entry = Callback::new(move |(text, _): (String, bool)| {
        name.set(text);
        problem.set(None);
        Ok(())
    });
    view! {
        <form class="beside-button" novalidate on:submit=move |event| {
            event.prevent_default();
            add();
        }>
            <Field field=TextField::text("criterion", "Another criterion", name.into(), typed).problem(problem.into())/>
            <button type="submit">"Add"</button>
        </form>
    }
}
