//! What the partner was paid, as a part of the form: typed, or counted from the terms.

use std::sync::Arc;

use concord_core::forecast::Offer;
use concord_core::ledger::List;
use concord_core::review::{Cell, EntryField, Trailing, When};
use concord_core::value::{Currency, Reading};
use concord_core::words;
use concord_core::workspace::Workspace;
use leptos::prelude::*;

use super::entries::Form;
use crate::form::{Choice, Field, Select};
use crate::session::Session;
use crate::widgets::{live, when};

/// What the form reads its texts with.
#[derive(Clone)]
pub(super) struct ReadWith {
    pub(super) trailing: Trailing,
    pub(super) reading: Reading,
    pub(super) currency: Currency,
    pub(super) offers: Arc<Vec<Offer>>,
    pub(super) list: List,
}

impl ReadWith {
    /// Nothing before it was said what an hour is worth.
    pub(super) fn of(workspace: &Workspace) -> Option<ReadWith> {
        Some(ReadWith {
            trailing: workspace.partnerships()?.basis.trailing(),
            reading: workspace.reading(),
            currency: workspace.currency(),
            offers: workspace.table().all().clone(),
            list: workspace.list().clone(),
        })
    }
}

const TYPED: &str = "typed";
const EVEN: &str = "even";
const ROWS: &str = "rows";
/// A key for each offer that can be on the table.
const PLACES: [&str; Workspace::MOST_OFFERS] = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11"];

/// The switch, and below it either the figure or the terms.
#[component]
pub(super) fn Paid(form: Form, with: ReadWith) -> impl IntoView {
    let draft = form.draft;
    let chosen = Signal::derive(move || {
        draft.with(|draft| match (draft.paid.by_terms, draft.paid.on_rows) {
            (false, _) => TYPED,
            (true, false) => EVEN,
            (true, true) => ROWS,
        })
    });
    let first = with.offers.first().map(|offer| offer.id);
    let choose = Callback::new(move |key: &'static str| {
        draft.update(|draft| {
            draft.paid.by_terms = key != TYPED;
            draft.paid.on_rows = key == ROWS;
            draft.paid.offer = draft.paid.offer.or(first);
        });
    });
    let mut choices = vec![Choice::new(TYPED, "typed")];
    if first.is_some() {
        choices.push(Choice::new(EVEN, "by terms, on this revenue"));
        choices.push(Choice::new(ROWS, "by terms, on my own rows"));
    }
    let by_terms = Memo::new(move |_| draft.with(|draft| draft.paid.by_terms));
    let currency = with.currency;
    view! {
        <Select id="entry-paid" label="What the partner was paid is" choices=choices chosen=chosen choose=choose/>
        {when(move || !by_terms.get(), move || form.figure(When::Now, Cell::Payouts, currency.code()))}
        {when(move || by_terms.get(), move || view! { <ByTerms form=form with=with.clone()/> })}
    }
}

/// Which terms, the numbers that they ask for, and what they come to.
#[component]
fn ByTerms(form: Form, with: ReadWith) -> impl IntoView {
    let notation = Session::get().notation();
    let draft = form.draft;
    let ReadWith { trailing, reading, currency, offers, list } = with;
    let labels = offers.iter().map(|offer| words::offer_entry(offer, &*notation.get_untracked()));
    let choices = PLACES.into_iter().zip(labels).map(|(place, label)| Choice::new(place, label)).collect::<Vec<_>>();
    let ids: Vec<_> = offers.iter().map(|offer| offer.id).collect();
    let place_of = ids.clone();
    let chosen = Signal::derive(move || {
        let offer = draft.with(|draft| draft.paid.offer);
        let place = PLACES.iter().zip(&place_of).find(|(_, id)| Some(**id) == offer);
        place.map_or("", |(place, _)| *place)
    });
    let choose = Callback::new(move |key: &'static str| {
        let id = PLACES.iter().zip(&ids).find(|(place, _)| **place == key).map(|(_, id)| *id);
        draft.update(|draft| draft.paid.offer = id);
        form.forget(EntryField::Terms);
    });
    let asked = offers.clone();
    let asks = Memo::new(move |_| draft.with(|draft| draft.paid.asks(&asked)));
    let lines = Memo::new(move |_| {
        let counted = draft.with(|draft| draft.counted(trailing, reading, currency, &offers, &list));
        counted.map(|counted| words::explain_payouts(&counted, trailing, &*notation.get())).unwrap_or_default()
    });
    let problem = form.problem(EntryField::Terms);
    let number = move |id: &str, label: &'static str, field: EntryField| {
        let field = form.field(id.to_owned(), label, field);
        view! { <Field field=field/> }
    };
    view! {
        <Select id="entry-terms" label="The terms" choices=choices chosen=chosen choose=choose/>
        {when(move || problem.with(Option::is_some), move || view! { <p class="problem" role="alert">{move || problem.get()}</p> })}
        <div class="columns">
            {when(move || asks.get().projects, move || number("entry-projects", "Projects won in these months", EntryField::Projects))}
            {when(move || asks.get().introductions, move || number("entry-introductions", "Introductions in these months", EntryField::Introductions))}
        </div>
        <div class="counted" aria-live="polite">
            {live(move || lines.get().into_iter().map(|line| view! { <p class="note">{line}</p> }).collect_view().into_any())}
        </div>
    }
}
