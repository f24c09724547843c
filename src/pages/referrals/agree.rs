//! By which terms each side earns, and agreeing others.

use chrono::NaiveDate;
use concord_core::forecast::Direction;
use concord_core::terms::Version;
use concord_core::tracking::Contact;
use concord_core::value::{Id, Notation, Side};
use concord_core::words;
use leptos::prelude::*;

use super::Shown;
use crate::form::{Entry, Field, TextField, sentence};
use crate::route::Route;
use crate::session::today;
use crate::widgets::{Dialog, Icon, Symbol, live};

/// The terms in force and those before them.
#[component]
pub(super) fn Agreed(shown: Shown, contact: Memo<Option<Contact>>) -> impl IntoView {
    let notation = shown.session.notation();
    let open = RwSignal::new(false);
    let side = RwSignal::new(Side::Them);
    let versions = move |of: Side| {
        let (Some(contact), notation) = (contact.get(), notation.get()) else { return ().into_any() };
        let versions = contact.earns(of).versions();
        if versions.is_empty() {
            return view! { <p class="note">"No terms: nothing is earned."</p> }.into_any();
        }
        let direction = if of == Side::Them { Direction::TheyIntroduce } else { Direction::YouIntroduce };
        let row = |version: &Version| {
            let words = words::in_words(&version.terms, direction, Some(contact.name()), &*notation);
            view! { <li><b>{format!("From {}", notation.date(version.from))}</b>": "{words}</li> }
        };
        // The newest first.
        view! { <ul class="lines">{versions.iter().rev().map(row).collect_view()}</ul> }.into_any()
    };
    let part = move |of: Side, words: &'static str| {
        view! {
            <div class="stack" data-earns=if of == Side::You { "you" } else { "them" }>
                <div class="row panel-head">
                    <h3>{words}</h3>
                    <button type="button" on:click=move |_| { side.set(of); open.set(true); }><Icon symbol=Symbol::Plus/>"Agree terms"</button>
                </div>
                {live(move || versions(of))}
            </div>
        }
    };
    view! {
        <section class="panel stack" aria-labelledby="terms">
            <h2 id="terms">"Terms"</h2>
            {part(Side::Them, "For clients they refer to you")}
            {part(Side::You, "For clients you refer to them")}
            <p class="note">"A referral keeps the terms in force on its day; new terms change nothing of the days before them."</p>
        </section>
        <Dialog open=open title=Signal::derive(move || if side.get() == Side::Them { "Terms for clients they refer".to_owned() } else { "Terms for clients you refer".to_owned() })>
            <AgreeForm shown=shown contact=contact side=side.get_untracked() close=open/>
        </Dialog>
    }
}

#[component]
fn AgreeForm(shown: Shown, contact: Memo<Option<Contact>>, side: Side, close: RwSignal<bool>) -> impl IntoView {
    let session = shown.session;
    let workspace = session.committed();
    let notation = session.notation().get_untracked();
    let offers = workspace.table().all().clone();
    let chosen = RwSignal::new(offers.first().map(|offer| offer.id));
    let from = RwSignal::new(workspace.reading().write_date(today()));
    let problem = RwSignal::new(None::<String>);
    let are_any = !offers.is_empty();
    let put = move || {
        let workspace = session.committed();
        let agreed = || -> Result<(), String> {
            let from: NaiveDate = workspace.reading().date(&from.get_untracked()).map_err(sentence)?;
            let offer = chosen.get_untracked().and_then(|id| workspace.table().offer(id).cloned());
            let (Some(offer), Some(contact)) = (offer, contact.get_untracked()) else { return Ok(()) };
            let contact = contact.agreed(side, from, offer.terms).map_err(sentence)?;
            shown.change(|ledger| ledger.with_contacts(vec![contact]))
        };
        match agreed() {
            Ok(()) => close.set(false),
            Err(words) => problem.set(Some(words)),
        }
    };
    let typed: Entry = Callback::new(move |(text, _): (String, bool)| {
        from.set(text);
        problem.set(None);
        Ok(())
    });
    let options = offers.iter().map(|offer| {
        let id = offer.id;
        view! { <option value=id.to_string() selected=move || chosen.get() == Some(id)>{words::offer_entry(offer, &*notation)}</option> }
    });
    let options = options.collect_view();
    let choose = move |event| chosen.set(event_target_value(&event).parse::<Id>().ok());
    view! {
        <form class="stack" novalidate on:submit=move |event| {
            event.prevent_default();
            put();
        }>
            <div class="field">
                <label for="agree-offer">"Which of the offers on the table"</label>
                <div class="input"><select id="agree-offer" on:change=choose>{options}</select></div>
            </div>
            <Field field=TextField::text("agree-from", "In force from", from.into(), typed).problem(problem.into())/>
            <p class="note">"Offers are made and compared under " <a href=Route::Terms.hash()>"Terms"</a> ". What is agreed here is a copy: changing the offer later changes nothing here. Terms that begin later than this day are replaced."</p>
            <div class="actions">
                <button type="button" on:click=move |_| close.set(false)>"Cancel"</button>
                <button type="submit" class="primary" disabled=!are_any>"Agree"</button>
            </div>
        </form>
    }
}
