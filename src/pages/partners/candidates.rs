//! Who there is to choose from.

use concord_core::scorecard::{Kind, Partner};
use concord_core::value::Name;
use concord_core::words;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::{Shown, change};
use crate::form::{Entry, Field, TextField, sentence};
use crate::session::{Session, Wish, new_id};
use crate::widgets::{live, when};

/// The candidates, and a form for one more.
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
    let typed: Entry = Callback::new(move |(text, _): (String, bool)| {
        name.set(text);
        problem.set(None);
        Ok(())
    });
    session.fulfil(
        |wish| (wish == Wish::Candidate(None)).then_some(()),
        |()| {
            if let Some(field) = document().get_element_by_id("candidate") {
                let _ = field.unchecked_into::<web_sys::HtmlElement>().focus();
            }
        },
    );
    // Not anew at every rating.
    let listed = Memo::new(move |_| {
        let told = |partner: &Partner| (partner.id(), partner.name().to_string(), partner.kind());
        shown.card.with(|card| card.partners().iter().map(told).collect::<Vec<_>>())
    });
    view! {
        <h2>"Who could it be?"</h2>
        <form class="beside-button" novalidate on:submit=move |event| {
            event.prevent_default();
            add();
        }>
            <Field field=TextField::text("candidate", "Name of a candidate", name.into(), typed).problem(problem.into())/>
            <button type="submit">"Add"</button>
        </form>
        {when(move || listed.with(|listed| !listed.is_empty()), move || view! {
            <ul class="listed">
                {live(move || {
                    listed
                        .get()
                        .into_iter()
                        .map(|(id, name, kind)| {
                            let label = format!("Rate {name}");
                            view! {
                                <li>
                                    <span class="told"><bdi>{name}</bdi><small>{words::kind(kind)}</small></span>
                                    <button type="button" aria-label=label on:click=move |_| shown.edit(id)>"Rate"</button>
                                </li>
                            }
                        })
                        .collect_view()
                        .into_any()
                })}
            </ul>
        })}
    }
}
