//! A referral in the ledger, changed where it stands.

use std::sync::LazyLock;

use concord_core::tracking::{Number, Tracked, TrackedError};
use concord_core::value::{Money, Name, Notation};
use concord_core::words;
use leptos::ev::Event;
use leptos::html;
use leptos::prelude::*;
use web_sys::{HtmlInputElement, HtmlSelectElement};

use super::Shown;
use super::filter::{STAGES, key_of, of_key};
use crate::form::sentence;
use crate::session::{Intl, today};
use crate::widgets::{WindowedRow, live};

/// The stages to choose from. The browser reads a text faster than it takes elements one by one, and there is one such list
/// in every row.
static CHOICES: LazyLock<String> = LazyLock::new(|| {
    let choice = |(key, stage): (&str, _)| format!("<option value={key}>{}</option>", words::stage_name(stage));
    STAGES.map(choice).concat()
});

/// What a row is besides the referral itself.
#[derive(Clone, Copy)]
struct Row {
    shown: Shown,
    number: Number,
    /// Whether what was typed for the value could not be read.
    is_wrong: RwSignal<bool>,
    /// The value is written as the reader's figures are, but while it is typed as it is typed everywhere.
    is_typed: RwSignal<bool>,
    /// What was typed and is not taken over.
    draft: RwSignal<Option<String>>,
    input: NodeRef<html::Input>,
}

/// The row of a referral. It follows what it shows as a whole: a ledger scrolls fast, and a part that follows by itself costs
/// as much as the element that it is in.
pub(super) fn row(shown: Shown, at: WindowedRow<Number>) -> AnyView {
    let (number, ledger, notation) = (at.item, shown.ledger, shown.session.notation());
    let row = Row {
        shown,
        number,
        is_wrong: RwSignal::new(false),
        is_typed: RwSignal::new(false),
        draft: RwSignal::new(None),
        input: NodeRef::new(),
    };
    let told = Memo::new(move |_| {
        ledger.with(|ledger| {
            let tracked = ledger.referral(number)?.clone();
            let contact = tracked.contact().and_then(|id| ledger.contact(id)).map(|contact| contact.name().clone());
            Some((tracked, contact))
        })
    });
    Effect::new(move || {
        if let Some(input) = row.input.get() {
            row.fill(&input, &told.with(|told| told.as_ref().map(|(one, _)| row.text(one)).unwrap_or_default()));
        }
    });
    let is_ticked = Memo::new(move |_| shown.ticked.with(|ticked| ticked.contains(&number)));
    live(move || {
        let (tab, is_ticked, notation) = (at.tab.get(), is_ticked.get(), notation.get());
        match told.get() {
            Some((tracked, contact)) => row.of(tracked, contact, &notation, tab, is_ticked),
            None => ().into_any(),
        }
    })
}

impl Row {
    fn of(self, one: Tracked, contact: Option<Name>, notation: &Intl, tab: &'static str, is_ticked: bool) -> AnyView {
        let Row { shown, number, .. } = self;
        let (client, stage) = (one.client().to_string(), key_of(&STAGES, one.stage()));
        let data = |amount: Money| amount.minor().to_string();
        let received = one.received();
        let paid = if received == Money::ZERO { "–".to_owned() } else { notation.money(received) };
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
            <div class="referral" data-number=number.to_string() data-stage=stage>
                <input type="checkbox" class="at-tick" tabindex=tab aria-label=format!("Choose {client}") prop:checked=is_ticked on:change=tick/>
                <button type="button" class="link at-client" tabindex=tab title="Change" on:click=move |_| shown.edit(number)>
                    <bdi>{client.clone()}</bdi>
                    <small><bdi>{one.project().map(ToString::to_string).unwrap_or_default()}</bdi></small>
                </button>
                <span class="at-contact">
                    <bdi>{contact.map_or_else(|| "–".to_owned(), |name| name.to_string())}</bdi>
                    <small>{words::made_by(one.made_by())}</small>
                </span>
                <span class="at-introduced">{notation.date(one.introduced())}</span>
                <span class="at-stage">
                    <select inner_html=CHOICES.as_str() tabindex=tab aria-label=format!("Status of {client}") prop:value=stage on:change=move |event| self.move_to(&event)></select>
                    <small>{words::since(one.stage(), one.since(), &**notation)}</small>
                </span>
                <span class="at-worth sum" data-value=one.worth().map(data)>{self.worth(&one, notation, tab, &client)}</span>
                <span class="at-received sum" data-value=data(received)>{paid}</span>
            </div>
        }
        .into_any()
    }

    /// What the work is worth: typed where it stands until there are bills.
    fn worth(self, one: &Tracked, notation: &Intl, tab: &'static str, client: &str) -> AnyView {
        if !one.bills().is_empty() {
            return view! { <span title="Billed, less what went back">{notation.money(one.billed())}</span> }
                .into_any();
        }
        let Row { is_wrong, is_typed, draft, .. } = self;
        let leave = move |_| {
            if !is_wrong.get_untracked() {
                draft.set(None);
            }
            is_typed.set(false);
        };
        view! {
            <input
                node_ref=self.input
                type="text"
                inputmode="decimal"
                autocomplete="off"
                tabindex=tab
                aria-label=format!("Expected from {client}")
                aria-invalid=is_wrong.get().to_string()
                placeholder="–"
                on:input=move |event| draft.set(Some(event_target_value(&event)))
                on:focus=move |_| is_typed.set(true)
                on:blur=leave
                on:change=move |event| self.put(&event_target_value(&event))
            />
        }
        .into_any()
    }

    /// What the field of the value has in it.
    fn text(self, one: &Tracked) -> String {
        let notation = self.shown.session.notation();
        let known = one
            .expected()
            .map(|expected| if self.is_typed.get() { self.typed(expected) } else { notation.get().money(expected) });
        self.draft.get().or(known).unwrap_or_default()
    }

    /// Puts a text in the field where it has another. What is chosen as a whole there, to be typed over, stays chosen.
    fn fill(self, input: &HtmlInputElement, text: &str) {
        if input.value() == text {
            return;
        }
        let length = u32::try_from(input.value().encode_utf16().count()).ok();
        let is_chosen = input.selection_start() == Ok(Some(0)) && input.selection_end() == Ok(length);
        input.set_value(text);
        if is_chosen && self.is_typed.get_untracked() {
            input.select();
        }
    }

    fn typed(self, amount: Money) -> String {
        let workspace = self.shown.session.committed();
        workspace.reading().write_money(amount, workspace.currency())
    }

    /// Takes over what was typed for the value.
    fn put(self, typed: &str) {
        let workspace = self.shown.session.committed();
        let expected = match typed.trim() {
            "" => Ok(None),
            typed => workspace.reading().positive_money(typed, workspace.currency()).map(Some).map_err(sentence),
        };
        let put = |expected| self.change(|one| one.with(|facts| facts.expected = expected));
        let changed = expected.and_then(put);
        if changed.is_ok() {
            self.draft.set(None);
        }
        self.is_wrong.set(changed.is_err());
        self.say(changed);
    }

    /// Moves the referral to the stage that was chosen.
    fn move_to(self, event: &Event) {
        let Some(stage) = of_key(&STAGES, &event_target_value(event)) else { return };
        let changed = self.change(|one| one.moved_to(stage, today()));
        if let (Err(_), Some(one)) = (&changed, self.referral()) {
            event_target::<HtmlSelectElement>(event).set_value(key_of(&STAGES, one.stage()));
        }
        self.say(changed);
    }

    fn referral(self) -> Option<Tracked> {
        self.shown.session.committed().ledger().referral(self.number).cloned()
    }

    fn change(self, change: impl FnOnce(&Tracked) -> Result<Tracked, TrackedError>) -> Result<(), String> {
        let Some(one) = self.referral() else { return Ok(()) };
        let changed = change(&one).map_err(sentence)?;
        self.shown.change(|ledger| ledger.with(vec![changed]))
    }

    fn say(self, changed: Result<(), String>) {
        if let Err(problem) = changed {
            self.shown.session.say(problem, false);
        }
    }
}
