//! The five steps of the set-up, each with its questions.

use concord_core::plan::{Question, Step};
use concord_core::value::Note;
use concord_core::words;
use leptos::prelude::*;

use super::Program;
use super::tiers::TiersOf;
use crate::form::{Area, Entry, TextField, sentence};
use crate::widgets::{Icon, Symbol, fold, when};

/// The steps, the first that is not done open.
#[component]
pub(super) fn Steps(program: Program) -> impl IntoView {
    let plan = program.plan;
    let first = plan.with_untracked(|plan| Step::ALL.into_iter().find(|step| !plan.done(*step).is_complete()));
    let all = move || {
        let done = plan.with(|plan| plan.done_in_all());
        format!("{} of {} parts are done", done.done, done.of)
    };
    let step = move |(number, step): (usize, Step)| {
        let summary = move || {
            let done = plan.with(|plan| plan.done(step));
            let words = if done.is_complete() { "Done".to_owned() } else { format!("{} of {}", done.done, done.of) };
            view! {
                <span class="step-name">{format!("{number}. {}", words::program_step(step))}</span>
                <span class="so-far note" class:ok=done.is_complete() data-step=number.to_string() data-done=done.done.to_string()>
                    {done.is_complete().then(|| view! { <Icon symbol=Symbol::Check/> })}
                    {words}
                </span>
            }
        };
        let is_open = RwSignal::new(first == Some(step));
        fold(is_open, (move || summary()).into_any(), move || {
            view! { <StepBody program=program step=step/> }.into_any()
        })
    };
    view! {
        <section class="panel steps" aria-labelledby="steps">
            <div class="row panel-head">
                <h2 id="steps">"Set up in five steps"</h2>
                <span class="note" data-figure="done">{all}</span>
            </div>
            <div>{(1..).zip(Step::ALL).map(step).collect_view()}</div>
        </section>
    }
}

#[component]
fn StepBody(program: Program, step: Step) -> impl IntoView {
    let notation = program.session.notation();
    let evidence = move || program.ledger.with(|ledger| words::program_evidence(step, ledger, &*notation.get()));
    view! {
        <div class="stack">
            <p class="note">{words::program_step_aim(step)}</p>
            {move || evidence().map(|line| view! { <p class="explained">{line}</p> })}
            {step.questions().iter().map(|question| view! { <Answer program=program question=*question/> }).collect_view()}
            {(step == Step::Rewards).then(|| view! { <TiersOf program=program/> })}
        </div>
    }
}

#[component]
fn Answer(program: Program, question: Question) -> impl IntoView {
    let plan = program.plan;
    let value =
        Signal::derive(move || plan.with(|plan| plan.answer(question).map(ToString::to_string).unwrap_or_default()));
    let entry: Entry = Callback::new(move |(text, done): (String, bool)| {
        let answer = Note::new(&text).map_err(sentence)?;
        if done { program.change(|plan| Ok::<_, String>(plan.with_answer(question, answer))) } else { Ok(()) }
    });
    let start = move |_| {
        let wording = Note::new(words::program_wording(question)).unwrap_or_default();
        // Nothing is wrong with our own wording.
        let _ = program.change(|plan| Ok::<_, String>(plan.with_answer(question, wording)));
    };
    let id = format!("answer-{}", place(question));
    let hint = if question.is_shared() { "On the page for referrers." } else { "For you alone." };
    view! {
        <div class="lines">
            <Area rows=3 field=TextField::text(id, words::program_question(question), value, entry).hint(hint)/>
            {when(move || value.with(String::is_empty), move || view! {
                <p class="note on-screen">
                    <q>{words::program_wording(question)}</q>" "
                    <button type="button" class="link" aria-label=format!("Start from this wording: {}", words::program_question(question)) on:click=start>"Start from this wording"</button>
                </p>
            })}
        </div>
    }
}

fn place(question: Question) -> usize {
    Question::ALL.into_iter().take_while(|other| *other != question).count()
}
