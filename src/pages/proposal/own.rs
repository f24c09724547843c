use std::cell::RefCell;

use concord_core::exchange::proposal::{Own, Proposal};
use concord_core::forecast::{Direction, Estimate};
use concord_core::value::{Id, Rate};
use concord_core::words;
use leptos::prelude::*;

use super::Open;
use crate::form::{Entry, Field, Slider, TextField, sentence};
use crate::session::Session;
use crate::widgets::live;

thread_local! {
    /// What was said of one proposal, for when the reader comes back to it. Gone with the page.
    static SAID: RefCell<Option<(Id, Own)>> = const { RefCell::new(None) };
}

/// What the reader said of this proposal before; else what their own page says of them alone.
pub(super) fn remembered(session: Session, proposal: &Proposal) -> RwSignal<Own> {
    let id = proposal.id();
    let before = SAID.with_borrow(|said| said.filter(|(of, _)| *of == id).map(|(_, own)| own));
    let own = before.unwrap_or_else(|| Own::of(&session.committed(), proposal.currency()));
    let own = RwSignal::new(own);
    Effect::new(move || SAID.set(Some((id, own.get()))));
    own
}

/// What is the reader's alone to say, and what they are told the rest rests on.
#[component]
pub(super) fn Yours(open: Open) -> impl IntoView {
    let session = Session::get();
    let Open { received, notation, own, seen } = open;
    let proposal = &received.proposal;
    let currency = proposal.currency();
    let reading = move || session.committed().reading();
    let works_here = proposal.direction() == Direction::TheyIntroduce;
    let shares = move |text: &str| -> Result<Option<Estimate<Rate>>, String> {
        if text.trim().is_empty() {
            return Ok(None);
        }
        reading().rate(text).map(|rate| Some(Estimate::typed(rate))).map_err(sentence)
    };
    let shown = move |text: fn(&Own, concord_core::value::Reading) -> Option<String>| {
        Signal::derive(move || own.with(|own| text(own, reading())).unwrap_or_default())
    };
    let margin: Entry = Callback::new(move |(text, _): (String, bool)| {
        let margin = shares(&text)?;
        own.update(|own| own.margin = margin);
        Ok(())
    });
    let anyway: Entry = Callback::new(move |(text, _): (String, bool)| {
        let came_anyway = shares(&text)?;
        own.update(|own| own.came_anyway = came_anyway);
        Ok(())
    });
    let hour: Entry = Callback::new(move |(text, _): (String, bool)| {
        let hour = if text.trim().is_empty() {
            None
        } else {
            Some(reading().positive_money(&text, currency).map_err(sentence)?)
        };
        own.update(|own| own.hour = hour);
        Ok(())
    });
    let hour_text = Signal::derive(move || {
        own.with(|own| own.hour.map(|hour| reading().write_money(hour, currency))).unwrap_or_default()
    });
    let margin_text = shown(|own, reading| Some(reading.write_rate(own.margin?.likely())));
    let said_anyway = proposal.said().came_anyway.map(|share| share.likely());
    let anyway_hint = said_anyway.map_or("Empty: none.".to_owned(), |share| {
        use concord_core::value::Notation;
        format!("Empty: {}, as they say.", notation.percent(share, 4))
    });
    let position = Signal::derive(move || {
        let ppm = own.with(|own| own.margin.map_or(500_000, |margin| margin.likely().ppm()));
        u16::try_from(ppm / 1_000).unwrap_or(1_000)
    });
    let slide = Callback::new(move |(position, _): (u16, bool)| {
        // Whole percents: what a hand on a slider means.
        let percent = u32::from(position).div_ceil(10).min(100);
        own.update(|own| own.margin = Some(Estimate::typed(Rate::percent(percent))));
    });
    let lines = {
        let notation = notation.clone();
        move || {
            seen.with(|seen| {
                let lines =
                    seen.as_ref().map(|seen| words::assumed_in_proposal(&seen.assumptions, &seen.offers, &*notation));
                let lines = lines.unwrap_or_default().into_iter();
                lines
                    .map(|line| view! {
                        <dt>{line.label}</dt>
                        <dd>{line.value} {line.is_guess.then(|| view! { <span class="guess">" a guess"</span> })}</dd>
                        <dd class="why">{line.why}</dd>
                    })
                    .collect_view()
                    .into_any()
            })
        }
    };
    view! {
        <section class="panel questions stack" aria-labelledby="yours">
            <div>
                <h2 id="yours">"Yours alone"</h2>
                <p class="note on-screen">"Your partner does not know these figures, and they do not leave this page. Change them, and the verdict follows."</p>
            </div>
            {works_here.then(|| view! {
                <div>
                    <Field field=TextField::number("own-margin", "Of every 100 billed, left after delivering", margin_text, margin).hint("Empty: 50, as a guess.")/>
                    <Slider label="Of every 100 billed, left after delivering" position=position words=margin_text slide=slide/>
                </div>
            })}
            <Field field=TextField::number("own-hour", "Your hour is worth", hour_text, hour).before(currency.code()).hint("Empty: a round figure, as a guess. It prices record keeping.")/>
            {works_here.then(|| view! {
                <Field field=TextField::number("own-anyway", "Clients who would have come anyway", shown(|own, reading| Some(reading.write_rate(own.came_anyway?.likely()))), anyway).after("%").hint(anyway_hint)/>
            })}
            <details open>
                <summary>"We assumed"</summary>
                <dl class="assumed">{live(lines)}</dl>
            </details>
        </section>
    }
}
