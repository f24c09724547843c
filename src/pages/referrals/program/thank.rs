//! Whom to thank.

use concord_core::plan::{Occasion, ToThank};
use concord_core::words;
use leptos::prelude::*;

use super::Program;
use super::person::person;
use super::write::Letter;
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
    let why = program.ledger.with(|ledger| words::thank_for(&one.reasons, ledger, &*program.session.notation().get()));
    let latest = one.reasons.first();
    let occasion = if latest.is_some_and(|latest| latest.is_won) { Occasion::Won } else { Occasion::Introduced };
    person(program, Letter { occasion, contact: one.contact, about: latest.map(|latest| latest.number) }, why)
}
