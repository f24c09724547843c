//! "We assumed": everything that the verdict rests on, and the questions that most people leave to us.

use concord_core::forecast::{Factor, Help, Norm};
use concord_core::value::{Rate, Side};
use concord_core::words;
use concord_core::workspace::{Answer, Command, Workspace};
use leptos::prelude::*;

use super::questions::{likely, optional};
use super::ranges::{RangeOf, said};
use crate::form::{Choice, Field, Select, TextField, sentence};
use crate::judgement::{Judgement, Missing};
use crate::session::Session;
use crate::typing::{ToCommand, entry, shown};
use crate::widgets::{live, on_paper, when};

fn pass_through(text: &str, workspace: &Workspace) -> Result<Command, String> {
    let new = optional(text, |text| workspace.reading().rate(text))?;
    Ok(Command::Answer(Answer::PassThrough(likely(workspace.answers().pass_through, new))))
}

fn came_anyway(text: &str, workspace: &Workspace) -> Result<Command, String> {
    let new = optional(text, |text| workspace.reading().rate(text))?;
    Ok(Command::Answer(Answer::CameAnyway(likely(workspace.answers().came_anyway, new))))
}

fn your_hour(text: &str, workspace: &Workspace) -> Result<Command, String> {
    hour(Side::You, text, workspace)
}

fn their_hour(text: &str, workspace: &Workspace) -> Result<Command, String> {
    hour(Side::Them, text, workspace)
}

fn hour(side: Side, text: &str, workspace: &Workspace) -> Result<Command, String> {
    let new = optional(text, |text| workspace.reading().positive_money(text, workspace.currency()))?;
    Ok(Command::Answer(Answer::Hour(side, new)))
}

fn band_low(text: &str, workspace: &Workspace) -> Result<Command, String> {
    norm(text, workspace, |norm, rate| norm.band.low = rate)
}

fn band_high(text: &str, workspace: &Workspace) -> Result<Command, String> {
    norm(text, workspace, |norm, rate| norm.band.high = rate)
}

fn usual(text: &str, workspace: &Workspace) -> Result<Command, String> {
    norm(text, workspace, |norm, rate| norm.usual = rate)
}

fn norm(text: &str, workspace: &Workspace, set: impl FnOnce(&mut Norm, Rate)) -> Result<Command, String> {
    let answers = workspace.answers();
    let mut norm = answers.norm.unwrap_or(answers.help.norm());
    set(&mut norm, workspace.reading().rate(text).map_err(sentence)?);
    Ok(Command::Answer(Answer::Norm(Some(norm))))
}

/// The list of assumptions and the fields behind it.
#[component]
pub(super) fn Assumptions(judgement: Memo<Result<Judgement, Missing>>) -> impl IntoView {
    let session = Session::get();
    let notation = session.notation();
    let is_judged = Memo::new(move |_| judgement.with(Result::is_ok));
    let lines = Memo::new(move |_| {
        judgement.with(|judgement| {
            judgement
                .as_ref()
                .map(|judgement| words::assumed(&judgement.assumptions, &judgement.offers, &*notation.get()))
                .unwrap_or_default()
        })
    });
    // Gathered anew only where it can be another one.
    let history = session.part(|w: &Workspace| (w.list().clone(), w.ledger(), w.answers().direction));
    let workspace = session.workspace();
    let rows = Memo::new(move |_| {
        history.track();
        workspace.with_untracked(|workspace| workspace.history().summary())
    });
    let others = move || {
        let others = lines.get().into_iter().filter(|line| line.factor.is_none());
        others.map(|line| view! { <dt>{line.label}</dt>{said(line)} }).collect_view().into_any()
    };
    let body = move || {
        view! {
            {when(move || !is_judged.get(), || view! {
                <p class="note">"Everything that you leave open is listed here once there is a verdict."</p>
            })}
            {when(move || is_judged.get(), move || view! {
                <p class="note">"Low · usual · high, and how likely what lies between is. Say how far each can go where you know better than our guess."</p>
                <dl class="assumed">
                    {Factor::ALL.map(|factor| view! { <RangeOf factor=factor judgement=judgement lines=lines rows=rows/> }).collect_view()}
                    {live(others)}
                </dl>
            })}
        }
    };
    // It stays once it was opened: text that could not be read stands in a field of it alone.
    let was_open = RwSignal::new(false);
    let on_paper = on_paper();
    view! {
        <details on:toggle=move |_| was_open.set(true)>
            <summary>"We assumed"</summary>
            {when(move || was_open.get() || on_paper.get(), body)}
        </details>
        <More/>
    }
}

/// The questions whose answers most people leave to us.
#[component]
fn More() -> impl IntoView {
    let session = Session::get();
    let currency = session.part(Workspace::currency);
    let field =
        move |id: &'static str, label: &'static str, text: fn(&Workspace) -> Option<String>, command: ToCommand| {
            TextField::number(id, label, shown(session, text), entry(session, command))
        };
    let help = session.part(|w: &Workspace| key_of(w.answers().help));
    let code = move || currency.get().code().to_owned();
    view! {
        <details class="more">
            <summary>"More you can say"</summary>
            <div class="stack">
                <Select
                    id="help"
                    label="What comes with an introduction"
                    choices=vec![
                        Choice::new("lead", "A name passed on"),
                        Choice::new("active", "Active help: a recommendation, a joint call"),
                        Choice::new("subcontract", "Work done in the other’s name"),
                    ]
                    chosen=help
                    choose=Callback::new(move |key| {
                        let help = Help::ALL.into_iter().find(|help| key_of(*help) == key).unwrap_or_default();
                        // A kind of help brings its own usual rates; neither can be refused.
                        let _ = session.dispatch(Command::Answer(Answer::Norm(None)));
                        let _ = session.dispatch(Command::Answer(Answer::Help(help)));
                    })
                />
                <div class="columns">
                    <Field field=field("usual", "Usual rate", |w| Some(w.reading().write_rate(norm_of(w).usual)), usual).after("%")/>
                    <Field field=field("band-low", "at least", |w| Some(w.reading().write_rate(norm_of(w).band.low)), band_low).after("%")/>
                    <Field field=field("band-high", "at most", |w| Some(w.reading().write_rate(norm_of(w).band.high)), band_high).after("%")/>
                </div>
                <div class="columns">
                    <Field field=field("your-hour", "Your hour is worth", |w| Some(w.reading().write_money(w.answers().hour.you?, w.currency())), your_hour).before(code())/>
                    <Field field=field("their-hour", "Their hour", |w| Some(w.reading().write_money(w.answers().hour.them?, w.currency())), their_hour).before(code())/>
                </div>
                <Field field=field("pass-through", "Costs you only pass on (travel, ad spend)", |w| Some(w.reading().write_rate(w.answers().pass_through?.likely())), pass_through).after("% of the bill")/>
                <Field field=field("came-anyway", "Clients who would have come anyway", |w| Some(w.reading().write_rate(w.answers().came_anyway?.likely())), came_anyway).after("%")/>
            </div>
        </details>
    }
}

fn norm_of(workspace: &Workspace) -> Norm {
    workspace.answers().norm.unwrap_or(workspace.answers().help.norm())
}

const fn key_of(help: Help) -> &'static str {
    match help {
        Help::Lead => "lead",
        Help::Active => "active",
        Help::Subcontract => "subcontract",
    }
}
