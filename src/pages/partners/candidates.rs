//! Who there is to choose from, ranked.

use concord_core::scorecard::{Kind, Partner};
use concord_core::value::{Id, Name, Notation};
use leptos::prelude::*;

use super::table::chance;
use super::{Shown, change, focus_soon};
use crate::form::{Entry, Field, TextField, sentence};
use crate::route::Route;
use crate::session::{Session, Wish, new_id};
use crate::widgets::{Windowed, WindowedRow, when};

/// From so many on, a field narrows the list down.
const MANY: usize = 30;

/// A form for one more candidate, and all of them: the likeliest to be first at the top.
#[component]
pub(super) fn Candidates(shown: Shown) -> impl IntoView {
    let session = Session::get();
    let name = RwSignal::new(String::new());
    let problem = RwSignal::new(None::<String>);
    let add = move || {
        let partner = Name::new(&name.get_untracked()).map(|name| Partner::new(new_id(), name, Kind::default()));
        let added =
            partner.map_err(sentence).and_then(|partner| change(session, true, |card| card.with_added(partner)));
        if added.is_ok() {
            name.set(String::new());
        }
        problem.set(added.err());
    };
    let part = RwSignal::new(String::new());
    let count = Memo::new(move |_| shown.order.with(Vec::len));
    let is_many = Memo::new(move |_| count.get() >= MANY);
    session.fulfil(|wish| (wish == Wish::Candidate).then_some(()), |()| focus_soon("candidate"));
    let names = Memo::new(move |_| {
        let told = |partner: &Partner| (partner.id(), partner.name().clone());
        shown.partners.with(|partners| partners.iter().map(told).collect::<std::collections::BTreeMap<_, _>>())
    });
    let listed = Memo::new(move |_| {
        let part = if is_many.get() { part.get().trim().to_lowercase() } else { String::new() };
        let places = |order: &Vec<Id>| order.iter().copied().enumerate().collect::<Vec<_>>();
        if part.is_empty() {
            return shown.order.with(places);
        }
        let has = |name: &Name| name.as_str().to_lowercase().contains(&part);
        let is_meant = |id: &Id| names.with(|names| names.get(id).is_some_and(has));
        shown.order.with(places).into_iter().filter(|(_, id)| is_meant(id)).collect()
    });
    let found = move || match listed.with(Vec::len) {
        0 => "Nobody has this in their name.".to_owned(),
        found if found == count.get() => "The arrow keys move through the list.".to_owned(),
        found => format!("{found} of {}", count.get()),
    };
    view! {
        <h2>"Who could it be?"</h2>
        <form class="beside-button" novalidate on:submit=move |event| {
            event.prevent_default();
            add();
        }>
            <Field field=TextField::text("candidate", "Name of a candidate", name.into(), into(name, problem)).problem(problem.into())/>
            <button type="submit">"Add"</button>
        </form>
        {when(move || is_many.get(), move || view! {
            <Field field=TextField::text("part", "Find by name", part.into(), into(part, problem))/>
            <p class="note" role="status">{found}</p>
        })}
        {when(move || { count.get() > 0 }, move || view! {
            <Windowed label="Candidates" items=listed focus=shown.focus row=move |row| candidate(shown, names, row)/>
        })}
    }
}

/// What a field does whose text is read only with the whole form.
pub(super) fn into(text: RwSignal<String>, problem: RwSignal<Option<String>>) -> Entry {
    Callback::new(move |(typed, _): (String, bool)| {
        text.set(typed);
        problem.set(None);
        Ok(())
    })
}

type Names = Memo<std::collections::BTreeMap<Id, Name>>;

fn candidate(shown: Shown, names: Names, row: WindowedRow<(usize, Id)>) -> AnyView {
    let notation = Session::get().notation();
    let (place, id) = row.item;
    let name = move || names.with(|names| names.get(&id).map(ToString::to_string));
    // As of the last chances, like the order of the list: while a weight moves, the rows stay as they are.
    let figures = move || {
        let notation = notation.get();
        let ranked = shown.ranking.with(|ranking| {
            let ranking = ranking.as_deref()?;
            Some((ranking.total(id)?, chance(ranking, id, &*notation)))
        });
        let (total, chance) = ranked.unwrap_or_else(|| (shown.score(id).and_then(|score| score.total), None));
        let Some(total) = total else { return "Not rated yet: rate them".to_owned() };
        let scored = format!("Scores {}", notation.quantity(total.shown(), 1));
        match chance {
            Some((chance, _)) => format!("{scored} · first in {chance}"),
            None => scored,
        }
    };
    view! {
        <a class="candidate" href=Route::Partner(Some(id)).hash() tabindex=move || row.tab.get()>
            <span class="rank">{format!("{}.", place + 1)}</span>
            <bdi class="candidate-name">{name}</bdi>
            <small>{figures}</small>
        </a>
    }
    .into_any()
}
