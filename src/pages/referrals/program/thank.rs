//! Whom to thank.

use concord_core::plan::{Occasion, Reached, ToThank};
use concord_core::value::Id;
use concord_core::words;
use leptos::prelude::*;

use super::Program;
use crate::session::today;
use crate::widgets::live;

/// Everyone to be thanked, who waits longest first.
#[component]
pub(super) fn Thank(program: Program) -> impl IntoView {
    let rows = move || {
        let row = |one: &ToThank| row(program, one);
        program.agenda.with(|agenda| agenda.thank.iter().map(row).collect_view().into_any())
    };
    view! {
        <section class="panel stack" aria-labelledby="thank">
            <h2 id="thank">"Who to thank"</h2>
            <ul class="agenda">{live(rows)}</ul>
            <p class="note">"For referrals of the last 90 days, and for those that became work in them."</p>
        </section>
    }
}

fn row(program: Program, one: &ToThank) -> impl IntoView + use<> {
    let contact = one.contact;
    let notation = program.session.notation().get();
    let why = program.ledger.with(|ledger| words::thank_for(&one.reasons, ledger, &*notation));
    let name = program.name(Some(contact)).map(|name| name.to_string()).unwrap_or_default();
    let latest = one.reasons.first().copied();
    let occasion = if latest.is_some_and(|latest| latest.is_won) { Occasion::Won } else { Occasion::Introduced };
    let thanked = name.clone();
    view! {
        <li data-thank=contact.to_string()>
            <span><b><bdi class="whole-name">{name.clone()}</bdi></b><small>{why}</small></span>
            <span class="row deeds on-screen">
                <button type="button" aria-label=format!("Write to {name}") on:click=move |_| program.write(occasion, contact, latest.map(|latest| latest.number))>"Write"</button>
                <button type="button" aria-label=format!("{name} was thanked") on:click=move |_| was_thanked(program, contact, &thanked)>"Thanked"</button>
            </span>
        </li>
    }
}

/// Notes that a contact was thanked today.
pub(super) fn was_thanked(program: Program, contact: Id, name: &str) {
    let noted = program.change(|plan| {
        let reached = Reached { thanked: Some(today()), ..plan.reached(contact) };
        plan.with_reached(contact, reached)
    });
    program.tell(noted, format!("{name}: thanked today."));
}
