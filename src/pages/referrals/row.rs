//! A referral in the ledger, changed where it stands.

use concord_core::tracking::{Number, Stage, Tracked};
use concord_core::value::{Money, Notation};
use concord_core::words;
use leptos::ev::Event;
use leptos::html;
use leptos::prelude::*;

use super::Shown;
use super::filter::{STAGES, key_of, of_key};
use crate::form::sentence;
use crate::session::today;
use crate::widgets::{WindowedRow, live};

/// The row of a referral.
pub(super) fn row(shown: Shown, at: WindowedRow<Number>) -> AnyView {
    let number = at.item;
    let (ledger, notation) = (shown.ledger, shown.session.notation());
    let tracked = Memo::new(move |_| ledger.with(|ledger| ledger.referral(number).cloned()));
    let client = move || tracked.with(|one| one.as_ref().map(|one| one.client().to_string()).unwrap_or_default());
    let below = move || {
        tracked.with(|one| one.as_ref().and_then(|one| one.project().map(ToString::to_string)).unwrap_or_default())
    };
    let contact = Memo::new(move |_| {
        let id = tracked.with(|one| one.as_ref().and_then(Tracked::contact));
        ledger.with(|ledger| id.and_then(|id| ledger.contact(id)).map(|contact| contact.name().to_string()))
    });
    let told = move |say: fn(&Tracked, &dyn Notation) -> String| {
        let notation = notation.get();
        tracked.with(|one| one.as_ref().map(|one| say(one, &*notation)).unwrap_or_default())
    };
    let value = move |of: fn(&Tracked) -> Option<Money>| {
        tracked.with(|one| one.as_ref().and_then(of).map(|amount| amount.minor().to_string()))
    };
    let select = NodeRef::<html::Select>::new();
    let now = Memo::new(move |_| tracked.with(|one| one.as_ref().map_or(Stage::Introduced, Tracked::stage)));
    let move_to = move |event: Event| {
        let Some(stage) = of_key(&STAGES, &event_target_value(&event)) else { return };
        let moved = tracked.with_untracked(|one| one.as_ref().map(|one| one.moved_to(stage, today())));
        let moved =
            moved.map(|moved| moved.map_err(sentence).and_then(|one| shown.change(|ledger| ledger.with(vec![one]))));
        if let Some(Err(problem)) = moved {
            shown.session.say(problem, false);
            if let Some(select) = select.get_untracked() {
                select.set_value(key_of(&STAGES, now.get_untracked()));
            }
        }
    };
    let is_ticked = move || shown.ticked.with(|ticked| ticked.contains(&number));
    let tick = move |event: Event| {
        let is_on = event_target_checked(&event);
        shown.ticked.update(|ticked| {
            if is_on {
                ticked.insert(number)
            } else {
                ticked.remove(&number)
            };
        });
    };
    view! {
        <div class="referral" data-number=number.to_string() data-stage=move || key_of(&STAGES, now.get())>
            <input type="checkbox" class="at-tick" tabindex=move || at.tab.get() aria-label=move || format!("Choose {}", client()) prop:checked=is_ticked on:change=tick/>
            <button type="button" class="link at-client" tabindex=move || at.tab.get() title="Change" on:click=move |_| shown.edit(number)>
                <bdi>{client}</bdi>
                <small><bdi>{below}</bdi></small>
            </button>
            <span class="at-contact">
                <bdi>{move || contact.get().unwrap_or_else(|| "–".to_owned())}</bdi>
                <small>{move || tracked.with(|one| one.as_ref().map_or("", |one| words::made_by(one.made_by())))}</small>
            </span>
            <span class="at-introduced">{move || told(|one, n| n.date(one.introduced()))}</span>
            <span class="at-stage">
                <select node_ref=select tabindex=move || at.tab.get() aria-label=move || format!("Status of {}", client()) prop:value=move || key_of(&STAGES, now.get()) on:change=move_to>
                    {STAGES.map(|(key, of)| view! { <option value=key selected=move || now.get() == of>{words::stage_name(of)}</option> }).collect_view()}
                </select>
                <small>{move || told(|one, n| words::since(one.stage(), one.since(), n))}</small>
            </span>
            <span class="at-worth sum" data-value=move || value(Tracked::worth)>
                {live(move || worth(shown, tracked, at.tab))}
            </span>
            <span class="at-received sum" data-value=move || value(|one| Some(one.received()))>
                {move || told(|one, n| if one.received() == Money::ZERO { "–".to_owned() } else { n.money(one.received()) })}
            </span>
        </div>
    }
    .into_any()
}

/// What the work is worth: typed where it stands until there are bills.
fn worth(shown: Shown, tracked: Memo<Option<Tracked>>, tab: Signal<&'static str>) -> AnyView {
    let session = shown.session;
    let is_billed = Memo::new(move |_| tracked.with(|one| one.as_ref().is_some_and(|one| !one.bills().is_empty())));
    let notation = session.notation();
    if is_billed.get() {
        let told = move || tracked.with(|one| one.as_ref().map(|one| notation.get().money(one.billed())));
        return view! { <span title="Billed, less what went back">{told}</span> }.into_any();
    }
    let wrong = RwSignal::new(false);
    // As the reader's figures are written, but while it is typed as it is typed everywhere.
    let is_typed = RwSignal::new(false);
    let text = move || {
        let Some(expected) = tracked.with(|one| one.as_ref().and_then(Tracked::expected)) else { return String::new() };
        if is_typed.get() {
            let workspace = session.committed();
            workspace.reading().write_money(expected, workspace.currency())
        } else {
            notation.get().money(expected)
        }
    };
    let put = move |event: Event| {
        let typed = event_target_value(&event);
        let workspace = session.committed();
        let expected = match typed.trim() {
            "" => Ok(None),
            typed => workspace.reading().positive_money(typed, workspace.currency()).map(Some).map_err(sentence),
        };
        let changed = expected.and_then(|expected| {
            let one = tracked.with_untracked(|one| one.as_ref().map(|one| one.with(|facts| facts.expected = expected)));
            one.map_or(Ok(()), |one| {
                one.map_err(sentence).and_then(|one| shown.change(|ledger| ledger.with(vec![one])))
            })
        });
        wrong.set(changed.is_err());
        if let Err(problem) = changed {
            session.say(problem, false);
        }
    };
    view! {
        <input
            type="text"
            inputmode="decimal"
            autocomplete="off"
            tabindex=move || tab.get()
            aria-label=move || tracked.with(|one| format!("Expected from {}", one.as_ref().map(|one| one.client().to_string()).unwrap_or_default()))
            aria-invalid=move || wrong.get().to_string()
            placeholder="–"
            prop:value=text
            on:focus=move |_| is_typed.set(true)
            on:blur=move |_| is_typed.set(false)
            on:change=put
        />
    }
    .into_any()
}
