//! The ten questions, beside the answer.

use concord_core::forecast::{Direction, Estimate, Given};
use concord_core::value::{Name, RangeError, Reading};
use concord_core::workspace::{Answer, Command, Topic, Workspace};
use leptos::prelude::*;

use super::offers::Offers;
use super::sliders::Slid;
use crate::form::{Field, TextField, sentence};
use crate::route::Route;
use crate::session::Session;
use crate::typing::{entry, shown};
use crate::widgets::live;

/// An empty text takes the answer back; any other has to be read.
pub(super) fn optional<T, E: std::fmt::Display>(
    text: &str,
    read: impl FnOnce(&str) -> Result<T, E>,
) -> Result<Option<T>, String> {
    if text.trim().is_empty() { Ok(None) } else { read(text).map(Some).map_err(sentence) }
}

/// A new likely value for an estimate. Ends that no longer lie around it are forgotten: they belonged to the old one.
pub(super) fn likely<T: Copy + Ord>(old: Option<Estimate<T>>, new: Option<T>) -> Option<Estimate<T>> {
    let new = new?;
    let low = old.and_then(|old| old.low()).filter(|low| *low <= new);
    let high = old.and_then(|old| old.high()).filter(|high| *high >= new);
    Estimate::new(new, low, high, Given::Typed).ok()
}

/// An estimate with another low or high end.
pub(super) fn ends<T: Copy + Ord>(
    old: Option<Estimate<T>>,
    change: impl FnOnce(&mut (Option<T>, Option<T>)),
) -> Result<Option<Estimate<T>>, String> {
    let old = old.ok_or("Say the usual value first.")?;
    let mut ends = (old.low(), old.high());
    change(&mut ends);
    Estimate::new(old.likely(), ends.0, ends.1, Given::Typed).map(Some).map_err(|error: RangeError| sentence(error))
}

fn introductions(text: &str, workspace: &Workspace) -> Result<Command, String> {
    let old = workspace.answers().introductions;
    let new = optional(text, |text| workspace.reading().quantity(text))?;
    Ok(Command::Answer(Answer::Introductions(likely(old, new))))
}

fn projects(text: &str, workspace: &Workspace) -> Result<Command, String> {
    let old = workspace.answers().projects;
    let new = optional(text, |text| workspace.reading().quantity(text))?;
    Ok(Command::Answer(Answer::Projects(likely(old, new))))
}

fn value(text: &str, workspace: &Workspace) -> Result<Command, String> {
    let old = workspace.answers().value;
    let new = optional(text, |text| workspace.reading().positive_money(text, workspace.currency()))?;
    Ok(Command::Answer(Answer::Value(likely(old, new))))
}

fn value_low(text: &str, workspace: &Workspace) -> Result<Command, String> {
    let low = optional(text, |text| workspace.reading().positive_money(text, workspace.currency()))?;
    Ok(Command::Answer(Answer::Value(ends(workspace.answers().value, |ends| ends.0 = low)?)))
}

fn value_high(text: &str, workspace: &Workspace) -> Result<Command, String> {
    let high = optional(text, |text| workspace.reading().positive_money(text, workspace.currency()))?;
    Ok(Command::Answer(Answer::Value(ends(workspace.answers().value, |ends| ends.1 = high)?)))
}

pub(super) fn months_of(reading: Reading, text: &str) -> Result<u16, String> {
    let months = reading.count(text).map_err(sentence)?;
    u16::try_from(months).map_err(|_| "A project is billed over 1 to 60 months.".to_owned())
}

fn months(text: &str, workspace: &Workspace) -> Result<Command, String> {
    let new = optional(text, |text| workspace.reading().count(text))?;
    let new = new.map(|_| months_of(workspace.reading(), text)).transpose()?;
    Ok(Command::Answer(Answer::Months(likely(workspace.answers().months, new))))
}

fn margin(text: &str, workspace: &Workspace) -> Result<Command, String> {
    let new = optional(text, |text| workspace.reading().rate(text))?;
    Ok(Command::Answer(Answer::Margin(likely(workspace.answers().margin, new))))
}

fn partner(text: &str, _: &Workspace) -> Result<Command, String> {
    Ok(Command::SetPartner(optional(text, Name::new)?))
}

pub(super) fn introductions_text(workspace: &Workspace) -> Option<String> {
    Some(workspace.reading().write_quantity(workspace.answers().introductions?.likely()))
}

pub(super) fn projects_text(workspace: &Workspace) -> Option<String> {
    Some(workspace.reading().write_quantity(workspace.answers().projects?.likely()))
}

pub(super) fn value_text(workspace: &Workspace) -> Option<String> {
    Some(workspace.reading().write_money(workspace.answers().value?.likely(), workspace.currency()))
}

pub(super) fn margin_text(workspace: &Workspace) -> Option<String> {
    Some(workspace.reading().write_rate(workspace.answers().margin?.likely()))
}

/// The questions beside the answer.
#[component]
pub(super) fn Questions(slider: Callback<Slid, AnyView>, first_visit: bool, children: Children) -> impl IntoView {
    let session = Session::get();
    let code = move || session.workspace().with(|w| w.currency().code().to_owned());
    view! {
        <section class="panel questions stack" aria-labelledby="questions">
            <div>
                <h2 id="questions">{if first_visit { "What are you deciding?" } else { "Your work" }}</h2>
                <p class="note">
                    {if first_visit {
                        "Which terms to offer. Answer what you can; the verdict follows from the third number on. "
                    } else {
                        "Move anything; the answer follows."
                    }}
                    {first_visit.then(|| view! {
                        "Or: " <a href=Route::Partners.hash()>"which partner"</a> ", "
                        <a href=Route::Worth.hash()>"is it worth it"</a> "."
                    })}
                </p>
            </div>
            <Who/>
            <Field field=TextField::text(
                "partner",
                "Partner’s name (may stay empty)",
                shown(session, |w| w.partner().map(ToString::to_string)),
                entry(session, partner),
            )/>
            <div>
                <Field field=TextField::number("introductions", "Introductions a year, about", shown(session, introductions_text), entry(session, introductions))/>
                {live(move || slider.run(Slid::Introductions))}
            </div>
            <div>
                <Field field=TextField::number("projects", "Of these, how many become paid work", shown(session, projects_text), entry(session, projects))/>
                {live(move || slider.run(Slid::Projects))}
            </div>
            <div>
                <Field field=TextField::number("value", "What a typical project is worth", shown(session, value_text), entry(session, value)).before(code())/>
                {live(move || slider.run(Slid::Value))}
            </div>
            <div class="columns">
                <Field field=TextField::number(
                    "value-low",
                    "usually at least",
                    shown(session, |w| Some(w.reading().write_money(w.answers().value?.low()?, w.currency()))),
                    entry(session, value_low),
                ).before(code())/>
                <Field field=TextField::number(
                    "value-high",
                    "and at most",
                    shown(session, |w| Some(w.reading().write_money(w.answers().value?.high()?, w.currency()))),
                    entry(session, value_high),
                ).before(code())/>
            </div>
            <Field field=TextField::number(
                "months",
                "Billed over how many months",
                shown(session, |w| Some(w.answers().months?.likely().to_string())),
                entry(session, months),
            ).after("months").hint("Empty: in one.")/>
            <div>
                <Field field=TextField::number("margin", "Of every 100 billed, left after delivering", shown(session, margin_text), entry(session, margin)).hint("Not sure? Leave it empty: 50, as a guess.")/>
                {live(move || slider.run(Slid::Margin))}
            </div>
            <Offers/>
            <a class="button" href=Route::Work.hash()>"Use my own list of work"</a>
            {children()}
        </section>
    }
}

/// Who sends clients to whom.
#[component]
pub(super) fn Who() -> impl IntoView {
    let session = Session::get();
    let who = session.part(|w: &Workspace| (w.topic(), w.answers().direction));
    let choices = [
        ("They introduce clients to me", Topic::Introductions, Direction::TheyIntroduce),
        ("I introduce clients to them", Topic::Introductions, Direction::YouIntroduce),
        ("We do projects together", Topic::JointWork, Direction::TheyIntroduce),
    ];
    view! {
        <fieldset>
            <legend class="legend">"Who sends clients to whom?"</legend>
            <div class="options">
                {choices
                    .map(|(words, topic, direction)| {
                        let chosen = move || {
                            let (now, direction_now) = who.get();
                            now == topic && (topic == Topic::JointWork || direction_now == direction)
                        };
                        view! {
                            <label>
                                <input
                                    type="radio"
                                    name="who"
                                    prop:checked=chosen
                                    on:change=move |_| {
                                        // Neither can be refused.
                                        if topic == Topic::Introductions && who.get_untracked().1 != direction {
                                            let _ = session.dispatch(Command::Answer(Answer::Direction(direction)));
                                        }
                                        let _ = session.dispatch(Command::SetTopic(topic));
                                    }
                                />
                                {words}
                            </label>
                        }
                    })
                    .collect_view()}
            </div>
        </fieldset>
    }
}
