//! Somebody to write to: who, why, and that it was done.

use concord_core::plan::Occasion;
use leptos::prelude::*;

use super::Program;
use super::write::Letter;

/// The line of a contact for whom there is a message to write.
pub(super) fn person(program: Program, letter: Letter, why: String) -> impl IntoView + use<> {
    let Letter { occasion, contact, about } = letter;
    let name = program.name(Some(contact)).map(|name| name.to_string()).unwrap_or_default();
    let (done, was) = if occasion == Occasion::Ask { ("Asked", "asked") } else { ("Thanked", "thanked") };
    view! {
        <li data-person=contact.to_string()>
            <span><b><bdi class="whole-name">{name.clone()}</bdi></b><small>{why}</small></span>
            <span class="row deeds on-screen">
                <button type="button" aria-label=format!("Write to {name}") on:click=move |_| program.write(occasion, contact, about)>"Write"</button>
                <button type="button" aria-label=format!("{name} was {was}") on:click=move |_| program.sent(occasion, contact)>{done}</button>
            </span>
        </li>
    }
}
