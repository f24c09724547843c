//! Whom to ask for a referral next.

use concord_core::plan::{Occasion, Plan, ToAsk};
use concord_core::value::Notation;
use concord_core::words;
use leptos::prelude::*;

use super::Program;
use super::person::person;
use super::write::Letter;
use crate::form::{Entry, Field, TextField};
use crate::widgets::{live, when};

/// How many are shown at first, and how many each time there are to be more.
const ROWS: usize = 5;

/// Everyone to be asked, the most promising first.
#[component]
pub(super) fn Ask(program: Program) -> impl IntoView {
    let session = program.session;
    let shown = RwSignal::new(ROWS);
    let rows = move || {
        let row = |one: &ToAsk| row(program, one);
        program.agenda.with(|agenda| agenda.ask.iter().take(shown.get()).map(row).collect_view().into_any())
    };
    let count = Memo::new(move |_| program.agenda.with(|agenda| agenda.ask.len()));
    let every = Signal::derive(move || program.plan.with(|plan| plan.ask_every().to_string()));
    let entry: Entry = Callback::new(move |(text, done): (String, bool)| {
        let days = whole(&text, Plan::LATEST_ASK)?;
        if done { program.change(|plan| plan.asking_every(days)) } else { Ok(()) }
    });
    view! {
        <section class="panel stack" aria-labelledby="ask">
            <h2 id="ask">"Who to ask next"</h2>
            <ol class="agenda">{live(rows)}</ol>
            {when(move || shown.get() < count.get(), move || view! {
                <p><button type="button" on:click=move |_| shown.update(|shown| *shown += ROWS)>
                    {move || format!("Show more of {}", session.notation().with(|notation| notation.count(count.get() as u64)))}
                </button></p>
            })}
            <div class="quick few on-screen">
                <Field field=TextField::number("ask-every", "Ask somebody again after", every, entry).after("days")/>
            </div>
            <p class="note">"Those whose referrals were worth most come first. Whoever is to be thanked or rewarded comes on the list once that is done."</p>
        </section>
    }
}

fn row(program: Program, one: &ToAsk) -> impl IntoView + use<> {
    let why = words::ask_because(one, &*program.session.notation().get());
    person(program, Letter { occasion: Occasion::Ask, contact: one.contact, about: None }, why)
}

/// A whole number up to `most`.
pub(super) fn whole(text: &str, most: u16) -> Result<u16, String> {
    let number = text.trim().parse::<u16>().ok().filter(|number| *number <= most);
    number.ok_or_else(|| format!("Type a whole number up to {most}."))
}
