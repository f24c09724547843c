//! All of one referral as a form.

use concord_core::tracking::{Draft, DraftField, DraftLine, LineCell, LineKind, Number};
use leptos::prelude::*;

use super::Shown;
use super::entry::suggest;
use super::form::Form;
use crate::form::{Area, Field};
use crate::widgets::{Dialog, Icon, Symbol, live};

/// The kinds of lines, by key.
const LINES: [(&str, LineKind); 4] = [
    ("invoice", LineKind::Invoice),
    ("payment", LineKind::Payment),
    ("unbilled", LineKind::Unbilled),
    ("refund", LineKind::Refund),
];

const fn line_name(kind: LineKind) -> &'static str {
    match kind {
        LineKind::Invoice => "Invoice",
        LineKind::Payment => "Payment of it",
        LineKind::Unbilled => "Payment without invoice",
        LineKind::Refund => "Refund of it",
    }
}

/// The dialog for the referral that is being edited.
#[component]
pub(super) fn EditDialog(shown: Shown) -> impl IntoView {
    let title = move || {
        let number = shown.editing.get();
        let client = number
            .and_then(|number| shown.ledger.with(|ledger| ledger.referral(number).map(|one| one.client().to_string())));
        client.unwrap_or_else(|| "Referral".to_owned())
    };
    view! {
        <Dialog open=shown.is_editing title=Signal::derive(title)>
            {shown.editing.get_untracked().map(|number| view! { <EditForm shown=shown number=number/> })}
        </Dialog>
    }
}

#[component]
fn EditForm(shown: Shown, number: Number) -> impl IntoView {
    let session = shown.session;
    let workspace = session.committed();
    let ledger = workspace.ledger();
    // The dialog opens for a referral that is there.
    let Some(old) = ledger.referral(number) else { return ().into_any() };
    let start = Draft::of(old, &ledger, workspace.reading(), workspace.currency());
    let form = Form::new(start);
    let close = shown.is_editing;
    let put = move || {
        if form.put(shown, number) {
            close.set(false);
        }
    };
    let remove = move |_| {
        close.set(false);
        // Nothing stands in the way of taking out.
        let _ = shown.change(|ledger| Ok(ledger.without(&[number].into())));
        session.say("Referral removed.", true);
    };
    let field =
        move |of: DraftField, id: &'static str, label: &'static str| view! { <Field field=form.field(of, id, label)/> };
    suggest("edit-contact");
    view! {
        <form class="stack" novalidate on:submit=move |event| {
            event.prevent_default();
            put();
        }>
            <div class="columns">
                {field(DraftField::Client, "edit-client", "Client")}
                {field(DraftField::Project, "edit-project", "Project")}
                {form.made_by("edit-made-by")}
                {field(DraftField::Contact, "edit-contact", "By whom, or to whom")}
                {form.kind("edit-kind")}
                {field(DraftField::Source, "edit-source", "Source, such as an event")}
                {field(DraftField::Expected, "edit-expected", "Expected value")}
            </div>
            <h3>"Steps"</h3>
            <div class="columns">
                {field(DraftField::Introduced, "edit-introduced", "Introduced on")}
                {field(DraftField::Qualified, "edit-qualified", "Qualified on")}
                {field(DraftField::Won, "edit-won", "Won on")}
                {field(DraftField::Lost, "edit-lost", "Lost on")}
                {field(DraftField::RewardDue, "edit-reward-due", "Reward due on")}
                {field(DraftField::RewardPaid, "edit-reward-paid", "Reward given on")}
            </div>
            <h3>"Invoices and payments"</h3>
            <Lines form=form/>
            <Area field=form.field(DraftField::Note, "edit-note", "Note")/>
            <div class="actions">
                <button type="button" class="danger apart" on:click=remove>"Remove"</button>
                <button type="button" on:click=move |_| close.set(false)>"Cancel"</button>
                <button type="submit" class="primary">"Save"</button>
            </div>
        </form>
    }
    .into_any()
}

/// Invoices, payments and refunds, one line each.
#[component]
fn Lines(form: Form) -> impl IntoView {
    let Form { draft, wrong } = form;
    let kinds = Memo::new(move |_| draft.with(|draft| draft.lines.iter().map(|line| line.kind).collect::<Vec<_>>()));
    // What is wrong with a line is known by its place, which moves.
    let forget = move || wrong.update(|wrong| wrong.retain(|field, _| !matches!(field, DraftField::Line(..))));
    let add = move |kind: LineKind| {
        draft.update(|draft| {
            let line = DraftLine { kind, date: String::new(), amount: String::new(), passed_on: String::new() };
            draft.lines.push(line);
        });
    };
    let remove = move |place: usize| {
        forget();
        draft.update(|draft| drop(draft.lines.remove(place)));
    };
    let line = move |place: usize, kind: LineKind| {
        let cell = |cell: LineCell, name: &str, label: &'static str| {
            view! { <Field field=form.field(DraftField::Line(place, cell), format!("line-{place}-{name}"), label)/> }
        };
        let passes_on = matches!(kind, LineKind::Invoice | LineKind::Unbilled);
        view! {
            <fieldset class="money-line" class:part=!passes_on>
                <legend>{line_name(kind)}</legend>
                {cell(LineCell::Date, "date", "Date")}
                {cell(LineCell::Amount, "amount", "Amount")}
                {passes_on.then(|| cell(LineCell::PassedOn, "passed-on", "Costs passed on"))}
                <button type="button" class="quiet" aria-label=format!("Remove line {}", place + 1) on:click=move |_| remove(place)>
                    <Icon symbol=Symbol::Cross/>
                </button>
            </fieldset>
        }
    };
    view! {
        <div class="stack">
            {live(move || kinds.get().into_iter().enumerate().map(|(place, kind)| line(place, kind)).collect_view().into_any())}
            <div class="row">
                {LINES.map(|(key, kind)| view! {
                    <button type="button" class="chip add" data-add=key on:click=move |_| add(kind)>
                        <Icon symbol=Symbol::Plus/>{line_name(kind)}
                    </button>
                }).collect_view()}
            </div>
        </div>
    }
}
