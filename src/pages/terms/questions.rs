//! The ten questions, beside the answer.

use concord_core::forecast::{Answers, Direction, Estimate, Source};
use concord_core::value::{Currency, Money, Name, Quantity, RangeError, Rate, Reading};
use concord_core::workspace::{Answer, Command, Topic, Workspace};
use leptos::prelude::*;

use super::assumptions::Assumptions;
use super::offers::Offers;
use crate::form::{Entry, Field, Slider, TextField, sentence};
use crate::judgement::{Judgement, Missing};
use crate::route::Route;
use crate::session::Session;

/// Reads text into a command.
pub(super) type ToCommand = fn(&str, &Workspace) -> Result<Command, String>;

/// A field whose text becomes a command: previewed while it is typed, dispatched when it is done.
pub(super) fn entry(session: Session, command: ToCommand) -> Entry {
    Callback::new(move |(text, done): (String, bool)| {
        let result = command(&text, &session.committed()).and_then(|command| {
            if done { session.dispatch(command) } else { session.preview(command) }.map_err(sentence)
        });
        if result.is_err() {
            // What cannot be taken leaves no trace in the answer.
            session.end_preview();
        }
        result
    })
}

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
    Estimate::new(new, low, high, Source::Typed).ok()
}

/// An estimate with another low or high end.
pub(super) fn ends<T: Copy + Ord>(
    old: Option<Estimate<T>>,
    change: impl FnOnce(&mut (Option<T>, Option<T>)),
) -> Result<Option<Estimate<T>>, String> {
    let old = old.ok_or("Say the usual value first.")?;
    let mut ends = (old.low(), old.high());
    change(&mut ends);
    Estimate::new(old.likely(), ends.0, ends.1, Source::Typed).map(Some).map_err(|error: RangeError| sentence(error))
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

/// What a field shows for a part of the workspace.
pub(super) fn shown(session: Session, text: fn(&Workspace) -> Option<String>) -> Signal<String> {
    let workspace = session.workspace();
    Memo::new(move |_| workspace.with(text).unwrap_or_default()).into()
}

/// The values that a slider runs through.
#[derive(Clone, Copy)]
struct Scale {
    low: f64,
    high: f64,
    /// Whether the steps grow with the value, by its cube: for amounts.
    bends: bool,
}

impl Scale {
    fn position(self, value: f64) -> u16 {
        let share = ((value - self.low) / (self.high - self.low)).clamp(0.0, 1.0);
        let share = if self.bends { share.cbrt() } else { share };
        // Between 0 and 1000, so that the cast neither truncates nor wraps.
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        let position = (share * 1_000.0).round() as u16;
        position
    }

    fn value(self, position: u16) -> f64 {
        let share = f64::from(position.min(1_000)) / 1_000.0;
        let share = if self.bends { share * share * share } else { share };
        self.low + share * (self.high - self.low)
    }
}

/// Introductions and projects: whole ones, over a span that does not move while the slider does.
const COUNTS: Scale = Scale { low: 0.0, high: 60.0, bends: false };
const SHARES: Scale = Scale { low: 0.0, high: 100.0, bends: false };

fn amounts(currency: Currency) -> Scale {
    let unit = 10_u32.pow(u32::from(currency.exponent()));
    Scale { low: 100.0 * f64::from(unit), high: 100_000.0 * f64::from(unit), bends: true }
}

/// The amount to two significant digits: what a hand on a slider means.
fn round_amount(minor: f64) -> Money {
    let mut step = 1.0;
    while minor / step >= 100.0 {
        step *= 10.0;
    }
    // Far inside the bound of money.
    #[allow(clippy::cast_possible_truncation)]
    Money::new(((minor / step).round() * step) as i64).unwrap_or_default()
}

fn whole_count(value: f64) -> Quantity {
    // From 0 to 60.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    Quantity::whole(value.round() as u32)
}

fn whole_share(value: f64) -> Rate {
    // From 0 to 100.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    Rate::percent(value.round() as u32)
}

type Position = fn(&Workspace) -> u16;
type Slide = fn(u16, &Answers, Currency) -> Answer;

/// A slider for an answer.
fn slider(
    session: Session,
    label: &'static str,
    words: Signal<String>,
    position: Position,
    slide: Slide,
) -> impl IntoView {
    let workspace = session.workspace();
    let position = Memo::new(move |_| workspace.with(position));
    let slide = Callback::new(move |(position, done): (u16, bool)| {
        let committed = session.committed();
        let command = Command::Answer(slide(position, committed.answers(), committed.currency()));
        // The ends of a slider are always possible; a rejection leaves the value where it was.
        let _ = if done { session.dispatch(command) } else { session.preview(command) };
    });
    view! { <Slider label=label position=position words=words slide=slide/> }
}

/// The questions beside the answer.
#[component]
pub(super) fn Questions(judgement: Memo<Result<Judgement, Missing>>, first_visit: bool) -> impl IntoView {
    let session = Session::get();
    let currency = session.part(Workspace::currency);
    let answered = Memo::new(move |_| judgement.with(Result::is_ok));
    let introductions_text = shown(session, |w| Some(w.reading().write_quantity(w.answers().introductions?.likely())));
    let projects_text = shown(session, |w| Some(w.reading().write_quantity(w.answers().projects?.likely())));
    let value_text = shown(session, |w| Some(w.reading().write_money(w.answers().value?.likely(), w.currency())));
    let margin_text = shown(session, |w| Some(w.reading().write_rate(w.answers().margin?.likely())));
    let code = move || currency.get().code().to_owned();
    view! {
        <section class="panel questions stack" aria-labelledby="questions">
            <div>
                <h2 id="questions">{if first_visit { "What are you deciding?" } else { "Your work" }}</h2>
                <p class="note">
                    {if first_visit {
                        "Which terms to offer. Answer what you can; the verdict follows from the third number on."
                    } else {
                        "Move anything; the answer follows."
                    }}
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
                <Field field=TextField::number("introductions", "Introductions a year, about", introductions_text, entry(session, introductions))/>
                <Show when=move || answered.get()>
                    {slider(
                        session,
                        "Introductions a year",
                        introductions_text,
                        |w| COUNTS.position(w.answers().introductions.map_or(0.0, |e| e.likely().to_f64())),
                        |position, answers, _| {
                            // Not below the projects that come of them.
                            let least = answers.projects.map_or(Quantity::ZERO, |e| e.likely().max(e.high().unwrap_or_default()));
                            let new = whole_count(COUNTS.value(position)).max(least);
                            Answer::Introductions(likely(answers.introductions, Some(new)))
                        },
                    )}
                </Show>
            </div>
            <div>
                <Field field=TextField::number("projects", "Of these, how many become paid work", projects_text, entry(session, projects))/>
                <Show when=move || answered.get()>
                    {slider(
                        session,
                        "Introductions that become paid work",
                        projects_text,
                        |w| COUNTS.position(w.answers().projects.map_or(0.0, |e| e.likely().to_f64())),
                        |position, answers, _| {
                            let most = answers.introductions.map_or(Quantity::MAX, |e| e.likely());
                            let new = whole_count(COUNTS.value(position)).min(most);
                            Answer::Projects(likely(answers.projects, Some(new)))
                        },
                    )}
                </Show>
            </div>
            <div>
                <Field field=TextField::number("value", "What a typical project is worth", value_text, entry(session, value)).before(code())/>
                <Show when=move || answered.get()>
                    {slider(
                        session,
                        "What a typical project is worth",
                        value_text,
                        |w| amounts(w.currency()).position(w.answers().value.map_or(0.0, |e| e.likely().minor() as f64)),
                        |position, answers, currency| {
                            let new = round_amount(amounts(currency).value(position));
                            Answer::Value(likely(answers.value, Some(new)))
                        },
                    )}
                </Show>
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
                <Field field=TextField::number("margin", "Of every 100 billed, left after delivering", margin_text, entry(session, margin)).hint("Not sure? Leave it empty: 50, as a guess.")/>
                <Show when=move || answered.get()>
                    {slider(
                        session,
                        "Of every 100 billed, left after delivering",
                        margin_text,
                        |w| SHARES.position(w.answers().margin.map_or(50.0, |e| f64::from(e.likely().ppm()) / 1e4)),
                        |position, answers, _| {
                            Answer::Margin(likely(answers.margin, Some(whole_share(SHARES.value(position)))))
                        },
                    )}
                </Show>
            </div>
            <Offers/>
            <a class="button" href=Route::Work.hash()>"Use my own list of work"</a>
            <Assumptions judgement=judgement/>
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
