//! Shared clients, as counts.

use concord_core::scorecard::{Overlap, Partner};
use concord_core::value::Id;
use concord_core::words;
use leptos::prelude::*;

use super::{Shown, change_partner};
use crate::form::{Entry, Field, TextField, sentence};
use crate::session::Session;
use crate::widgets::live;

/// Three counts, and the shares that they give.
#[component]
pub(super) fn Shared(shown: Shown, partner: Memo<Option<Partner>>, id: Id) -> impl IntoView {
    let session = Session::get();
    let notation = session.notation();
    let overlap = Memo::new(move |_| partner.with(|partner| partner.as_ref().and_then(Partner::overlap)));
    let counts = Memo::new(move |_| {
        overlap
            .get()
            .map(|overlap| [overlap.yours(), overlap.theirs(), overlap.shared()].map(|count| count.to_string()))
    });
    // What was typed and does not make counts yet.
    let typed = RwSignal::new([const { None::<String> }; 3]);
    let text = move |place: usize| {
        let typed = typed.with(|typed| typed.get(place).cloned().flatten());
        typed.or_else(|| counts.with(|counts| counts.as_ref()?.get(place).cloned())).unwrap_or_default()
    };
    let problem = RwSignal::new(None::<String>);
    let take = move || {
        let texts = untrack(|| [text(0), text(1), text(2)]);
        if texts.iter().any(|text| text.trim().is_empty()) && !texts.iter().all(|text| text.trim().is_empty()) {
            problem.set(None);
            return;
        }
        let read = || -> Result<Option<Overlap>, String> {
            if texts.iter().all(|text| text.trim().is_empty()) {
                return Ok(None);
            }
            let reading = session.committed().reading();
            let [yours, theirs, shared] = texts.each_ref().map(|text| reading.count(text).map_err(sentence));
            Overlap::new(yours?, theirs?, shared?).map(Some).map_err(sentence)
        };
        let taken = read()
            .and_then(|overlap| change_partner(session, id, true, |partner, _| Ok(partner.with_overlap(overlap))));
        if taken.is_ok() {
            typed.set([const { None }; 3]);
        }
        problem.set(taken.err());
    };
    let field = move |name: &'static str, label: &'static str, place: usize| {
        let entry: Entry = Callback::new(move |(text, done): (String, bool)| {
            typed.update(|typed| {
                if let Some(typed) = typed.get_mut(place) {
                    *typed = Some(text);
                }
            });
            if done {
                take();
            }
            Ok(())
        });
        let field = TextField::number(name, label, Signal::derive(move || text(place)), entry);
        if place == 2 { field.problem(problem.into()) } else { field }
    };
    let lines = move || {
        let Some(overlap) = overlap.get() else {
            return view! { <p class="note">"With all three counts, they rate the client overlap."</p> }.into_any();
        };
        let scale = shown.card.with(|card| card.scale());
        let lines = words::overlap_lines(overlap, scale, &*notation.get()).map(|line| {
            let value = line.figure.map(|figure| figure.rate().ppm().to_string());
            view! {
                <li data-overlap=line.code data-value=value>
                    {line.words}{line.is_scored.then(|| view! { <small>" This one is scored."</small> })}
                </li>
            }
        });
        view! { <ul class="lines">{lines}</ul> }.into_any()
    };
    view! {
        <div class="stack">
            <p class="note">"Shared clients are on both lists. Count them together, without sending each other a name."</p>
            <div class="columns">
                <Field field=field("yours", "Your clients", 0)/>
                <Field field=field("theirs", "Their clients", 1)/>
                <Field field=field("shared", "Shared clients", 2)/>
            </div>
            {live(lines)}
        </div>
    }
}
