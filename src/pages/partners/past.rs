//! Past partnerships: what they came to, and a form for one more.

use concord_core::scorecard::{Ending, Partner, PastPartnership, TrackRecord};
use concord_core::value::{Id, Name, Notation};
use concord_core::words;
use leptos::prelude::*;

use super::{Shown, change_partner, focus_soon};
use crate::form::{Entry, Field, TextField, sentence};
use crate::session::Session;
use crate::widgets::{Icon, Symbol, live};

/// The history of a candidate.
#[component]
pub(super) fn Past(shown: Shown, partner: Memo<Option<Partner>>, id: Id) -> impl IntoView {
    let session = Session::get();
    let notation = session.notation();
    let record = Memo::new(move |_| {
        partner.with(|partner| partner.as_ref().map(|partner| partner.track_record().clone()).unwrap_or_default())
    });
    let figures = move || {
        let lines = words::track_lines(&record.get().figures(shown.today), &*notation.get());
        lines.into_iter().map(|line| view! { <li>{line}</li> }).collect_view()
    };
    let remove = move |place: usize| {
        let left = |past: &[PastPartnership]| {
            past.iter().enumerate().filter(|(at, _)| *at != place).map(|(_, past)| past.clone()).collect()
        };
        let removed = change_partner(session, id, true, |partner, _| {
            let record = TrackRecord::new(left(partner.track_record().past())).map_err(sentence)?;
            Ok(partner.with_track_record(record))
        });
        if removed.is_ok() {
            session.say("Partnership removed.", true);
            focus_soon("past-start");
        }
    };
    let rows = move || {
        let record = record.get();
        if record.past().is_empty() {
            return ().into_any();
        }
        let notation = notation.get();
        let rows = record.past().iter().enumerate().map(|(place, past)| {
            let ended = past.ending().map_or_else(|| "goes on".to_owned(), |ending| notation.date(ending.date));
            let reason = past.ending().and_then(|ending| ending.reason.as_ref()).map_or_else(|| "–".to_owned(), ToString::to_string);
            view! {
                <tr>
                    <th scope="row">{notation.date(past.start())}</th>
                    <td>{ended}</td>
                    <td class="words"><bdi>{reason}</bdi></td>
                    <td>{if past.is_checked() { "yes" } else { "no" }}</td>
                    <td class="does"><button type="button" class="quiet" aria-label=format!("Remove the partnership that began on {}", notation.date(past.start())) on:click=move |_| remove(place)><Icon symbol=Symbol::Cross/></button></td>
                </tr>
            }
        });
        view! {
            <div class="scroll" tabindex="0" role="region" aria-label="Past partnerships as a table">
                <table>
                    <thead><tr>
                        <th scope="col">"Began"</th><th scope="col">"Ended"</th><th scope="col" class="words">"Why"</th>
                        <th scope="col">"Checked"</th><th scope="col"><span class="unseen">"Actions"</span></th>
                    </tr></thead>
                    <tbody>{rows.collect_view()}</tbody>
                </table>
            </div>
        }
        .into_any()
    };
    view! {
        <div class="stack">
            <p class="note">"With whom they worked before, for how long, and why it ended. A reference is checked once you have talked to somebody who took part."</p>
            <ul class="lines">{figures}</ul>
            {live(rows)}
            <AddPast id=id/>
        </div>
    }
}

#[component]
fn AddPast(id: Id) -> impl IntoView {
    let session = Session::get();
    let [start, end, reason] = [(); 3].map(|()| RwSignal::new(String::new()));
    let problems = [(); 3].map(|()| RwSignal::new(None::<String>));
    let [start_problem, end_problem, reason_problem] = problems;
    let is_checked = RwSignal::new(false);
    let read = move || -> Option<PastPartnership> {
        let reading = session.committed().reading();
        let optional = |text: RwSignal<String>| Some(text.get_untracked()).filter(|text| !text.trim().is_empty());
        let note = |problem: RwSignal<Option<String>>, words: String| {
            problem.set(Some(words));
            None
        };
        let start =
            reading.date(&start.get_untracked()).map_or_else(|error| note(start_problem, sentence(error)), Some);
        let end = match optional(end).map(|text| reading.date(&text)).transpose() {
            Ok(end) => Some(end),
            Err(error) => {
                end_problem.set(Some(sentence(error)));
                None
            }
        };
        let reason = match optional(reason).map(|text| Name::new(&text)).transpose() {
            Ok(reason) => Some(reason),
            Err(error) => {
                reason_problem.set(Some(sentence(error)));
                None
            }
        };
        let (start, end, reason) = (start?, end?, reason?);
        if end.is_none() && reason.is_some() {
            end_problem.set(Some("Say when it ended, or leave the reason empty.".to_owned()));
            return None;
        }
        let ending = end.map(|date| Ending { date, reason });
        PastPartnership::new(start, ending, is_checked.get_untracked())
            .map_err(|error| end_problem.set(Some(sentence(error))))
            .ok()
    };
    let add = move || {
        let Some(past) = read() else { return };
        let added = change_partner(session, id, true, |partner, _| {
            let all = partner.track_record().past().iter().cloned().chain([past]);
            TrackRecord::new(all.collect()).map(|record| partner.with_track_record(record)).map_err(sentence)
        });
        match added {
            Ok(()) => {
                for text in [start, end, reason] {
                    text.set(String::new());
                }
                is_checked.set(false);
            }
            Err(words) => start_problem.set(Some(words)),
        }
    };
    let field = |id: &'static str, label: &'static str, text: RwSignal<String>, problem: RwSignal<Option<String>>| {
        let typed: Entry = Callback::new(move |(new, _): (String, bool)| {
            text.set(new);
            problem.set(None);
            Ok(())
        });
        TextField::text(id, label, text.into(), typed).problem(problem.into())
    };
    view! {
        <form class="stack" novalidate on:submit=move |event| {
            event.prevent_default();
            add();
        }>
            <div class="columns">
                <Field field=field("past-start", "Began on", start, start_problem).hint("Such as 2022-03-01")/>
                <Field field=field("past-end", "Ended on", end, end_problem).hint("Empty: it goes on")/>
                <Field field=field("past-reason", "Why it ended", reason, reason_problem).hint("Such as communication")/>
            </div>
            <label class="tick">
                <input type="checkbox" prop:checked=move || is_checked.get() on:change=move |event| is_checked.set(event_target_checked(&event))/>
                "A reference was checked"
            </label>
            <div class="row"><button type="submit">"Add this partnership"</button></div>
        </form>
    }
}
