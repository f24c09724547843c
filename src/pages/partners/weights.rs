//! How much each criterion counts: by slider and by number.

use concord_core::scorecard::{Criterion, Weight};
use concord_core::value::{Id, Quantity};
use concord_core::workspace::Workspace;
use leptos::prelude::*;

use super::criteria::{EditCriteria, with};
use super::scale::Scale;
use super::{Shown, change};
use crate::form::{Entry, Field, Slider, TextField, sentence};
use crate::session::Session;
use crate::widgets::live;

/// The weights, and behind them what there is to change.
#[component]
pub(super) fn Weights(shown: Shown) -> impl IntoView {
    // Not anew while a weight moves.
    let listed = Memo::new(move |_| {
        let told = |criterion: &Criterion| (criterion.id(), criterion.name().to_string());
        shown.card.with(|card| card.criteria().list().iter().map(told).collect::<Vec<_>>())
    });
    view! {
        <h2>"What counts how much?"</h2>
        <p class="note">"Weights from 0 to 100; only their proportions matter. The first five and their weights are from the guide, unverified."</p>
        {live(move || {
            listed.get().into_iter().map(|(id, name)| view! { <WeightOf shown=shown id=id name=name/> }).collect_view().into_any()
        })}
        <EditCriteria shown=shown/>
        <Scale shown=shown/>
    }
}

fn weigh(session: Session, id: Id, weight: Weight, done: bool) -> Result<(), String> {
    change(session, done, |card| with(card, id, |criterion| Ok(criterion.weighing(weight))))
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
