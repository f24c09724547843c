//! Criteria and what is looked at for each: added, renamed and removed.

use concord_core::scorecard::{Criterion, CriterionError, Indicator, Scorecard, Weight};
use concord_core::value::{Id, Name};
use leptos::prelude::*;

use super::candidates::into;
use super::{Shown, change, focus_soon};
use crate::form::{Entry, Field, TextField, sentence};
use crate::session::{Session, new_id};
use crate::widgets::when;

/// The scorecard with a criterion changed.
pub(super) fn with(
    card: &Scorecard,
    id: Id,
    edit: impl FnOnce(&Criterion) -> Result<Criterion, CriterionError>,
) -> Result<Scorecard, String> {
    let Some(criterion) = card.criteria().get(id) else { return Ok(card.clone()) };
    let changed = edit(criterion).map_err(|error| error.to_string())?;
    let criteria = card.criteria().with_replaced(&changed).map_err(|error| error.to_string())?;
    Ok(card.with_criteria(criteria))
}

/// Every criterion behind its name, and a form for one more.
#[component]
pub(super) fn EditCriteria(shown: Shown) -> impl IntoView {
    let session = Session::get();
    let ids = Memo::new(move |_| {
        shown.card.with(|card| card.criteria().list().iter().map(Criterion::id).collect::<Vec<_>>())
    });
    let add = move |name: Name| {
        let criterion = Criterion::plain(new_id(), name, Weight::whole(10));
        change(session, true, |card| card.criteria().with_added(criterion).map(|criteria| card.with_criteria(criteria)))
    };
    view! {
        <details class="more">
            <summary>"Change the criteria"</summary>
            <div class="stack">
                <div class="nested">
                    <For each=move || ids.get() key=|id| *id let(id)>
                        <EditCriterion shown=shown id=id/>
                    </For>
                </div>
                <Add id="criterion".to_owned() label="Another criterion" add=add/>
            </div>
        </details>
    }
}

/// A criterion’s name, its indicators, and its end.
#[component]
fn EditCriterion(shown: Shown, id: Id) -> impl IntoView {
    let session = Session::get();
    let criterion = Memo::new(move |_| shown.card.with(|card| card.criteria().get(id).cloned()));
    let name = Signal::derive(move || {
        criterion.with(|criterion| criterion.as_ref().map(|criterion| criterion.name().to_string()).unwrap_or_default())
    });
    let problem = RwSignal::new(None::<String>);
    let rename: Entry = Callback::new(move |(text, done): (String, bool)| {
        problem.set(None);
        let name = Name::new(&text).map_err(sentence).inspect_err(|_| session.end_preview())?;
        change(session, done, |card| with(card, id, |criterion| Ok(criterion.renamed(name))))
    });
    let remove = move |_| {
        let removed =
            change(session, true, |card| card.criteria().without(id).map(|criteria| card.with_criteria(criteria)));
        match removed {
            Ok(()) => {
                session.say("Criterion and ratings removed.", true);
                focus_soon("criterion");
            }
            Err(words) => problem.set(Some(words)),
        }
    };
    // A criterion that is judged as a whole shows no indicator: it would only say the name again.
    let indicators = Memo::new(move |_| {
        criterion.with(|criterion| {
            let indicators = criterion.as_ref().map(Criterion::indicators).unwrap_or_default();
            let ids: Vec<Id> = indicators.iter().map(Indicator::id).collect();
            if ids == [id] { Vec::new() } else { ids }
        })
    });
    let add = move |name: Name| {
        change(session, true, |card| {
            with(card, id, |criterion| {
                let one_more = [Indicator::new(new_id(), name)];
                criterion.with_indicators(criterion.indicators().iter().cloned().chain(one_more).collect())
            })
        })
    };
    view! {
        <details>
            <summary><bdi>{move || name.get()}</bdi></summary>
            <div class="stack">
                <div class="beside-button">
                    <Field field=TextField::text(format!("name-{id}"), "Name of the criterion", name, rename).problem(problem.into())/>
                    <button type="button" aria-label=move || format!("Remove {}", name.get()) on:click=remove>"Remove"</button>
                </div>
                {when(move || indicators.with(|ids| !ids.is_empty()), || view! {
                    <p class="note">"It is the mean of what is rated here:"</p>
                })}
                <For each=move || indicators.get() key=|id| *id let(indicator)>
                    <EditIndicator criterion=criterion id=indicator/>
                </For>
                <Add id=format!("indicator-{id}") label="Something else to look at" add=add/>
            </div>
        </details>
    }
}

#[component]
fn EditIndicator(criterion: Memo<Option<Criterion>>, id: Id) -> impl IntoView {
    let session = Session::get();
    let name = Signal::derive(move || {
        criterion.with(|criterion| {
            let mut indicators = criterion.iter().flat_map(Criterion::indicators);
            indicators.find(|indicator| indicator.id() == id).map(|found| found.name().to_string()).unwrap_or_default()
        })
    });
    let edit = move |done: bool, edit: &dyn Fn(&Indicator) -> Option<Indicator>| {
        let Some(of) = criterion.with_untracked(|criterion| criterion.as_ref().map(Criterion::id)) else {
            return Ok(());
        };
        change(session, done, |card| {
            with(card, of, |criterion| {
                let changed = |indicator: &Indicator| {
                    if indicator.id() == id { edit(indicator) } else { Some(indicator.clone()) }
                };
                criterion.with_indicators(criterion.indicators().iter().filter_map(changed).collect())
            })
        })
    };
    let problem = RwSignal::new(None::<String>);
    let rename: Entry = Callback::new(move |(text, done): (String, bool)| {
        problem.set(None);
        let name = Name::new(&text).map_err(sentence).inspect_err(|_| session.end_preview())?;
        edit(done, &|indicator| Some(Indicator::new(indicator.id(), name.clone())))
    });
    let remove = move |_| match edit(true, &|_| None) {
        Ok(()) => {
            session.say("Removed with its ratings.", true);
            if let Some(of) = criterion.with_untracked(|criterion| criterion.as_ref().map(Criterion::id)) {
                focus_soon(format!("indicator-{of}"));
            }
        }
        Err(words) => problem.set(Some(words)),
    };
    view! {
        <div class="beside-button">
            <Field field=TextField::text(format!("looked-{id}"), "Looked at", name, rename).problem(problem.into())/>
            <button type="button" aria-label=move || format!("Remove {}", name.get()) on:click=remove>"Remove"</button>
        </div>
    }
}

/// A form for the name of one more.
#[component]
fn Add<F>(id: String, label: &'static str, add: F) -> impl IntoView
where
    F: Fn(Name) -> Result<(), String> + Copy + Send + Sync + 'static,
{
    let name = RwSignal::new(String::new());
    let problem = RwSignal::new(None::<String>);
    let submit = move || {
        let added = Name::new(&name.get_untracked()).map_err(sentence).and_then(add);
        if added.is_ok() {
            name.set(String::new());
        }
        problem.set(added.err());
    };
    view! {
        <form class="beside-button" novalidate on:submit=move |event| {
            event.prevent_default();
            submit();
        }>
            <Field field=TextField::text(id, label, name.into(), into(name, problem)).problem(problem.into())/>
            <button type="submit">"Add"</button>
        </form>
    }
}
