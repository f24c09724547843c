//! One partnership as a form, and the plain list for when nothing can be computed.

use concord_core::review::{Cell, EntryDraft, EntryField, Time, When};
use std::sync::Arc;

use concord_core::tracking::Ledger;
use concord_core::value::{Id, Money, Name, Notation, Period};
use concord_core::workspace::{Command, Workspace};
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::Editing;
use super::paid::{Paid, ReadWith};
use crate::form::{Area, Choice, Entry, Field, Select, TextField, sentence};
use crate::session::{Session, new_id};
use crate::widgets::{Dialog, live, when};

/// The dialog for the partnership that is being edited.
#[component]
pub(super) fn EntryDialog() -> impl IntoView {
    let Editing { entry, open } = expect_context();
    let title = Signal::derive(move || match entry.get() {
        Some(_) => "Change a partnership".to_owned(),
        None => "Add a partnership".to_owned(),
    });
    view! {
        <Dialog open=open title=title>
            <EntryForm id=entry.get_untracked() close=open/>
        </Dialog>
    }
}

/// The partnerships by name, to be changed or removed.
#[component]
pub(super) fn Plain() -> impl IntoView {
    let session = Session::get();
    let editing = expect_context::<Editing>();
    let names = session.part(|workspace: &Workspace| {
        let entries = workspace.partnerships().map(|all| all.entries.clone()).unwrap_or_default();
        entries.iter().map(|entry| (entry.partnership(), entry.name().clone())).collect::<Vec<_>>()
    });
    view! {
        <section class="panel">
            <h2>"Your partnerships"</h2>
            <ul class="chips">
                {live(move || names.get().into_iter().map(|(id, name)| view! {
                    <li><button type="button" class="chip" title="Change or remove" on:click=move |_| editing.edit(Some(id))><bdi>{name.to_string()}</bdi></button></li>
                }).collect_view().into_any())}
            </ul>
        </section>
    }
}

/// The draft and what is wrong with it.
#[derive(Clone, Copy)]
pub(super) struct Form {
    pub(super) draft: RwSignal<EntryDraft>,
    wrong: RwSignal<Vec<(EntryField, String)>>,
}

fn text(draft: &EntryDraft, field: EntryField) -> &str {
    match field {
        EntryField::Name => &draft.name,
        EntryField::Note => &draft.note,
        EntryField::Figure(when, cell) => draft.figures(when).cell(cell),
        EntryField::Projects => &draft.paid.projects,
        EntryField::Introductions => &draft.paid.introductions,
        EntryField::Terms => "",
    }
}

fn text_mut(draft: &mut EntryDraft, field: EntryField) -> &mut String {
    match field {
        // Terms are chosen, not typed.
        EntryField::Name | EntryField::Terms => &mut draft.name,
        EntryField::Note => &mut draft.note,
        EntryField::Figure(when, cell) => draft.figures_mut(when).cell_mut(cell),
        EntryField::Projects => &mut draft.paid.projects,
        EntryField::Introductions => &mut draft.paid.introductions,
    }
}

impl Form {
    fn value(self, field: EntryField) -> Signal<String> {
        Signal::derive(move || self.draft.with(|draft| text(draft, field).to_owned()))
    }

    pub(super) fn problem(self, field: EntryField) -> Signal<Option<String>> {
        Signal::derive(move || {
            self.wrong.with(|wrong| wrong.iter().find(|(other, _)| *other == field).map(|(_, words)| words.clone()))
        })
    }

    fn put(self, field: EntryField, typed: String) {
        self.draft.update(|draft| *text_mut(draft, field) = typed);
        self.forget(field);
    }

    /// Forgets what was wrong with a field.
    pub(super) fn forget(self, field: EntryField) {
        self.wrong.update(|wrong| wrong.retain(|(other, _)| *other != field));
    }

    /// A field for one text of the draft. Its problem shows once the partnership is tried.
    pub(super) fn field(self, id: String, label: &'static str, field: EntryField) -> TextField {
        let entry: Entry = Callback::new(move |(text, _): (String, bool)| {
            self.put(field, text);
            Ok(())
        });
        TextField::number(id, label, self.value(field), entry).problem(self.problem(field))
    }

    pub(super) fn figure(self, when: When, cell: Cell, code: &str) -> impl IntoView + use<> {
        let label = match cell {
            Cell::Revenue => "Revenue through it",
            Cell::Likely => "Strategic value, usually",
            Cell::Low => "at least",
            Cell::High => "at most",
            Cell::Upkeep => "Hours of keeping it",
            Cell::Money => "Money spent on it",
            Cell::Payouts => "Paid to the partner",
        };
        let field =
            self.field(format!("{when:?}-{cell:?}").to_ascii_lowercase(), label, EntryField::Figure(when, cell));
        let field = if cell == Cell::Upkeep { field } else { field.before(code) };
        let field = match (when, cell) {
            (When::Now, Cell::Revenue) => field.hint("Below zero when refunds exceed it."),
            (When::Now, Cell::Upkeep) => field.hint("Not the hours of delivering work."),
            (When::Now, Cell::Likely) => field.hint("Reputation, learning, access, as money."),
            (When::Now, Cell::Low | Cell::High) => field.hint("Empty: as usual."),
            (When::Now, Cell::Money | Cell::Payouts) => field.hint("Empty: nothing."),
            _ => field,
        };
        view! { <Field field=field/> }
    }
}

fn focus_first_wrong() {
    let first = document().query_selector("dialog[open] [aria-invalid=true]").ok().flatten();
    if let Some(field) = first.and_then(|field| field.dyn_into::<web_sys::HtmlElement>().ok()) {
        let _ = field.focus();
    }
}

#[component]
fn EntryForm(id: Option<Id>, close: RwSignal<bool>) -> impl IntoView {
    let session = Session::get();
    let (partnerships, with) = session.workspace().with_untracked(|w| (w.partnerships().cloned(), ReadWith::of(w)));
    // The form opens only from where there is a basis.
    let Some((partnerships, with)) = partnerships.zip(with) else { return ().into_any() };
    let ReadWith { trailing, reading, currency, .. } = with;
    let offers = with.offers.clone();
    let old = id.and_then(|id| partnerships.entries.iter().find(|entry| entry.partnership() == id).cloned());
    let draft =
        old.as_ref().map_or_else(EntryDraft::default, |entry| EntryDraft::of(entry, trailing, reading, currency));
    let had_before = old.as_ref().is_some_and(|entry| entry.previous().is_some());
    let old = old.map(|entry| entry.partnership());
    let form = Form { draft: RwSignal::new(draft), wrong: RwSignal::new(Vec::new()) };
    let put = move || {
        let id = old.unwrap_or_else(new_id);
        let entry = form.draft.with_untracked(|draft| draft.entry(id, trailing, reading, currency, &offers));
        match entry {
            Ok(entry) => match session.dispatch(Command::put_entry(entry)) {
                Ok(()) => close.set(false),
                Err(rejection) => form.wrong.set(vec![(EntryField::Name, sentence(rejection))]),
            },
            Err(wrong) => {
                form.wrong.set(wrong.iter().map(|(field, error)| (*field, sentence(error))).collect());
                // On a phone what is wrong may be out of sight.
                request_animation_frame(focus_first_wrong);
            }
        }
    };
    let remove = move |_| {
        if let Some(id) = old {
            let _ = session.dispatch(Command::remove_entry(id));
            session.say("Partnership removed.", true);
            close.set(false);
        }
    };
    let time = Signal::derive(move || form.draft.with(|draft| if draft.time == Time::AWeek { "week" } else { "all" }));
    let choose = Callback::new(move |key: &'static str| {
        form.draft.update(|draft| draft.time = if key == "week" { Time::AWeek } else { Time::InAll });
    });
    let months = trailing.months();
    let in_all = if months == 1 { "in the month".to_owned() } else { format!("in all {months} months") };
    let code = currency.code();
    let figures =
        move |when: When, cells: &[Cell]| cells.iter().map(|&cell| form.figure(when, cell, code)).collect_view();
    let ends = [Cell::Likely, Cell::Low, Cell::High];
    let before_is_wrong = Memo::new(move |_| {
        form.wrong.with(|wrong| wrong.iter().any(|(field, _)| matches!(field, EntryField::Figure(When::Before, _))))
    });
    view! {
        <form class="stack" novalidate on:submit=move |event| {
            event.prevent_default();
            put();
        }>
            <Field field=TextField { keyboard: "text", ..form.field("entry-name".into(), "Name", EntryField::Name) }/>
            <fieldset class="stack">
                <legend class="legend">"What it brought"</legend>
                {figures(When::Now, &[Cell::Revenue])}
                <FromLedger form=form period=trailing.period()/>
                <div class="columns thirds">{figures(When::Now, &ends)}</div>
                <Area field=form.field("entry-note".to_owned(), "What the strategic value consists of (may stay empty)", EntryField::Note)/>
            </fieldset>
            <fieldset class="stack">
                <legend class="legend">"What it took"</legend>
                <div class="columns">
                    {figures(When::Now, &[Cell::Upkeep])}
                    <Select
                        id="entry-time"
                        label="Hours are"
                        choices=vec![Choice::new("week", "a week"), Choice::new("all", in_all)]
                        chosen=time
                        choose=choose
                    />
                </div>
                {figures(When::Now, &[Cell::Money])}
                <Paid form=form with=with/>
            </fieldset>
            <details prop:open=move || had_before || before_is_wrong.get()>
                <summary>"The same in the months before (may stay empty)"</summary>
                <p class="note">"With it, the page says whether the ratio went up or down."</p>
                <div class="stack">
                    {figures(When::Before, &[Cell::Revenue])}
                    <div class="columns thirds">{figures(When::Before, &ends)}</div>
                    <div class="columns thirds">{figures(When::Before, &[Cell::Upkeep, Cell::Money, Cell::Payouts])}</div>
                </div>
            </details>
            <div class="actions">
                {when(move || old.is_some(), move || view! { <button type="button" class="danger apart" on:click=remove>"Remove"</button> })}
                <button type="button" on:click=move |_| close.set(false)>"Cancel"</button>
                <button type="submit" class="primary">{if old.is_some() { "Change" } else { "Add" }}</button>
            </div>
        </form>
    }
    .into_any()
}

/// The revenue as the ledger of referrals has it, where there is a contact of the name: a button that takes it.
#[component]
fn FromLedger(form: Form, period: Period) -> impl IntoView {
    let session = Session::get();
    let ledger = session.part(Workspace::ledger);
    let brought = Memo::new(move |_| {
        let name = form.draft.with(|draft| Name::new(&draft.name).ok())?;
        let found = |ledger: &Arc<Ledger>| {
            let contact = ledger.contact_named(&name)?;
            ledger.brought(contact.id(), period).ok().filter(|brought| brought.referrals > 0)
        };
        ledger.with(found)
    });
    let revenue = EntryField::Figure(When::Now, Cell::Revenue);
    let typed = move |amount: Money| {
        let workspace = session.committed();
        workspace.reading().write_money(amount, workspace.currency())
    };
    let told = move || {
        let (brought, notation) = (brought.get()?, session.notation().get());
        let referrals =
            if brought.referrals == 1 { "1 referral".to_owned() } else { format!("{} referrals", brought.referrals) };
        Some(format!("Take {} from {referrals} in the ledger", notation.money(brought.revenue)))
    };
    let is_other = move || {
        let taken = form.draft.with(|draft| text(draft, revenue).to_owned());
        brought.get().is_some_and(|brought| typed(brought.revenue) != taken)
    };
    let take = move |_| {
        if let Some(brought) = brought.get_untracked() {
            form.put(revenue, typed(brought.revenue));
        }
    };
    when(is_other, move || view! { <p><button type="button" class="link" on:click=take>{told}</button></p> })
}
