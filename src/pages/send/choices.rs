use concord_core::forecast::Offer;
use concord_core::value::{Id, Name, Note};
use concord_core::words;
use concord_core::workspace::Workspace;
use leptos::prelude::*;

use super::Draft;
use crate::form::{Area, Field, TextField, sentence};
use crate::session::Session;
use crate::widgets::{live, when};

/// What goes with the terms: a name, a word, which offers, and what is told beside them.
#[component]
pub(super) fn Choices(draft: Draft, pick: Memo<Option<Id>>) -> impl IntoView {
    let session = Session::get();
    let offers = session.part(|workspace: &Workspace| workspace.offers().clone());
    let says_came_anyway = session.part(|workspace: &Workspace| workspace.answers().came_anyway.is_some());
    let notation = session.notation();
    let name = Callback::new(move |(text, _): (String, bool)| {
        let name = if text.trim().is_empty() { None } else { Some(Name::new(&text).map_err(sentence)?) };
        draft.sender.set(name);
        Ok(())
    });
    let message = Callback::new(move |(text, _): (String, bool)| {
        draft.message.set(Note::new(&text).map_err(sentence)?);
        Ok(())
    });
    let written = Signal::derive(move || draft.message.with(ToString::to_string));
    let sender = Signal::derive(move || draft.sender.get().map(|name| name.to_string()).unwrap_or_default());
    let label = move |offer: &Offer| words::offer_label(offer, &*notation.get());
    let tick = move |offer: &Offer| {
        let id = offer.id;
        view! {
            <label>
                <input
                    type="checkbox"
                    prop:checked=move || draft.held_back.with(|held_back| !held_back.contains(&id))
                    on:change=move |event| draft.held_back.update(|held_back| {
                        if event_target_checked(&event) { held_back.remove(&id); } else { held_back.insert(id); }
                    })
                />
                <bdi>{label(offer)}</bdi>
            </label>
        }
    };
    let proposed = Memo::new(move |_| {
        let proposed = draft.proposed.get().unwrap_or(pick.get());
        proposed.filter(|id| draft.held_back.with(|held_back| !held_back.contains(id)))
    });
    let radio = move |id: Option<Id>, words: AnyView| {
        view! {
            <label>
                <input type="radio" name="proposed" prop:checked=move || proposed.get() == id on:change=move |_| draft.proposed.set(Some(id))/>
                {words}
            </label>
        }
    };
    view! {
        <section class="panel stack on-screen" aria-labelledby="choices">
            <h2 id="choices">"What goes with the terms"</h2>
            <Field field=TextField::text("sender", "Your name, as your partner knows you (may stay empty)", sender, name)/>
            <Area field=TextField::text("message", "A word to go with it (may stay empty)", written, message)/>
            <div class="columns">
                <fieldset>
                    <legend class="legend">"Offers to send"</legend>
                    <div class="options">{live(move || offers.get().iter().map(tick).collect_view().into_any())}</div>
                </fieldset>
                <fieldset>
                    <legend class="legend">"Which one do you propose?"</legend>
                    <div class="options">
                        {live(move || {
                            let sent = offers.get();
                            let sent = sent.iter().filter(|offer| draft.held_back.with(|held_back| !held_back.contains(&offer.id)));
                            let offers = sent.map(|offer| radio(Some(offer.id), view! { <bdi>{label(offer)}</bdi> }.into_any())).collect_view();
                            view! { {offers} {radio(None, "None: all are open".into_any())} }.into_any()
                        })}
                    </div>
                </fieldset>
            </div>
            <label class="tick">
                <input type="checkbox" prop:checked=move || draft.tells_what_works.get() on:change=move |event| draft.tells_what_works.set(event_target_checked(&event))/>
                "Say which of these offers work for you: yes, usually or no, and nothing of why"
            </label>
            {when(move || says_came_anyway.get(), move || view! {
                <label class="tick">
                    <input type="checkbox" prop:checked=move || draft.tells_came_anyway.get() on:change=move |event| draft.tells_came_anyway.set(event_target_checked(&event))/>
                    "Say how many of these clients would have come anyway"
                </label>
            })}
        </section>
    }
}
