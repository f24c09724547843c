//! How far each assumption can go: its ends, how likely what lies between them is, and where they come from.

use concord_core::forecast::{Answers, Assumed, Assumptions, Estimate, Factor, Source};
use concord_core::ledger::Summary;
use concord_core::picture::{Frame, Hump};
use concord_core::value::{Money, Quantity, Rate};
use concord_core::words::AssumedLine;
use concord_core::workspace::{Answer, Command, Workspace};
use leptos::prelude::*;

use super::from_rows::FromRows;
use super::questions::{ends, months_of, optional};
use crate::form::{Field, TextField};
use crate::judgement::{Judgement, Missing};
use crate::session::Session;
use crate::typing::enter;
use crate::widgets::live;

/// An end of a range.
#[derive(Clone, Copy, PartialEq, Eq)]
enum End {
    Low,
    High,
}

impl End {
    fn of<T: Copy + Ord>(self, estimate: Option<Estimate<T>>) -> Option<T> {
        match self {
            End::Low => estimate?.low(),
            End::High => estimate?.high(),
        }
    }

    /// The estimate with this end elsewhere.
    fn moved<T: Copy + Ord>(self, estimate: Option<Estimate<T>>, to: Option<T>) -> Result<Option<Estimate<T>>, String> {
        ends(estimate, |ends| match self {
            End::Low => ends.0 = to,
            End::High => ends.1 = to,
        })
    }
}

/// One assumption: its range as it is said and drawn, and a field for each end.
#[component]
pub(super) fn RangeOf(
    factor: Factor,
    judgement: Memo<Result<Judgement, Missing>>,
    lines: Memo<Vec<AssumedLine>>,
    rows: Memo<Option<Summary>>,
) -> impl IntoView {
    let line = Memo::new(move |_| lines.with(|lines| lines.iter().find(|line| line.factor == Some(factor)).cloned()));
    let label = Signal::derive(move || line.with(|line| line.as_ref().map_or("", |line| line.label)));
    let range = Memo::new(move |_| {
        judgement.with(|judged| judged.as_ref().ok().map(|j| Plain::of(factor, &j.assumptions).range))
    });
    view! {
        <dt>{label}</dt>
        <dd class="hump" aria-hidden="true">{live(move || range.get().map_or_else(|| ().into_any(), picture))}</dd>
        {live(move || line.get().map_or_else(|| ().into_any(), said))}
        <FromRows factor=factor label=label rows=rows/>
        <dd class="columns">
            <Field field=field(factor, End::Low)/>
            <Field field=field(factor, End::High)/>
        </dd>
    }
}

/// An assumption in words.
pub(super) fn said(line: AssumedLine) -> AnyView {
    view! {
        <dd>{line.value}{line.is_guess.then(|| view! { <span class="guess">" a guess"</span> })}</dd>
        <dd class="why">{line.why}</dd>
    }
    .into_any()
}

/// A range as plain numbers, low first, and where they come from.
#[derive(Clone, PartialEq)]
pub(super) struct Plain {
    range: (f64, f64, f64),
    likely: Source,
    ends: Source,
}

impl Plain {
    pub(super) fn of(factor: Factor, a: &Assumptions) -> Plain {
        fn numbers<T: Copy + Ord>(of: &Assumed<T>, number: impl Fn(T) -> f64) -> Plain {
            let range = (number(of.range.low()), number(of.range.likely()), number(of.range.high()));
            Plain { range, likely: of.likely, ends: of.ends }
        }
        let share = |rate: Rate| f64::from(rate.ppm());
        match factor {
            Factor::Introductions => numbers(&a.introductions, Quantity::to_f64),
            Factor::Conversion => numbers(&a.projects, Quantity::to_f64),
            Factor::Value => numbers(&a.value, |value: Money| value.minor() as f64),
            Factor::Months => numbers(&a.months, f64::from),
            Factor::PassThrough => numbers(&a.pass_through, share),
            Factor::Margin => numbers(&a.margin, share),
            Factor::CameAnyway => numbers(&a.came_anyway, share),
        }
    }
}

/// A hump over a range; a line where there is one value alone.
fn picture(range: (f64, f64, f64)) -> AnyView {
    let hump = Hump::new(range, Frame::new((1.0, 79.0), (3.0, 23.0)));
    let mut outline = "M1 23".to_owned();
    for point in &hump.outline {
        outline.push_str(&format!("L{:.1} {:.1}", point.x, point.y));
    }
    outline.push_str("L79 23Z");
    let at = format!("{:.1}", hump.top.x);
    view! {
        <svg viewBox="0 0 80 24" width="80" height="24">
            <path d=outline fill="currentColor" opacity="0.2"></path>
            <path d=format!("M{at} {:.1}V23", hump.top.y) stroke="currentColor" stroke-width="2"></path>
        </svg>
    }
    .into_any()
}

fn field(factor: Factor, end: End) -> TextField {
    let session = Session::get();
    let workspace = session.workspace();
    let name = match factor {
        Factor::Introductions => "Introduced",
        Factor::Conversion => "Paid work",
        Factor::Value => "A project",
        Factor::Months => "Months",
        Factor::PassThrough => "Passed on",
        Factor::Margin => "Left of 100",
        Factor::CameAnyway => "Anyway",
    };
    let label = format!("{name}, {}", if end == End::Low { "at least" } else { "at most" });
    let id = label.to_lowercase().replace([' ', ','], "-");
    let text = Memo::new(move |_| workspace.with(|workspace| written(factor, end, workspace)).unwrap_or_default());
    let entry = Callback::new(move |(text, done): (String, bool)| {
        enter(session, read(factor, end, &text, &session.committed()), done)
    });
    let field = TextField::number(id, label, text.into(), entry);
    match factor {
        Factor::PassThrough | Factor::Margin | Factor::CameAnyway => field.after("%"),
        Factor::Introductions | Factor::Conversion | Factor::Value | Factor::Months => field,
    }
}

fn written(factor: Factor, end: End, workspace: &Workspace) -> Option<String> {
    let (answers, reading): (&Answers, _) = (workspace.answers(), workspace.reading());
    let share = |estimate| Some(reading.write_rate(end.of(estimate)?));
    match factor {
        Factor::Introductions => Some(reading.write_quantity(end.of(answers.introductions)?)),
        Factor::Conversion => Some(reading.write_quantity(end.of(answers.projects)?)),
        Factor::Value => Some(reading.write_money(end.of(answers.value)?, workspace.currency())),
        Factor::Months => Some(end.of(answers.months)?.to_string()),
        Factor::PassThrough => share(answers.pass_through),
        Factor::Margin => share(answers.margin),
        Factor::CameAnyway => share(answers.came_anyway),
    }
}

/// The answer with this end as typed. What nobody said yet is what we assume.
fn read(factor: Factor, end: End, text: &str, workspace: &Workspace) -> Result<Command, String> {
    let (answers, reading) = (workspace.answers(), workspace.reading());
    let share = |estimate: Option<Estimate<Rate>>, guess| {
        end.moved(estimate.or(Some(Estimate::typed(guess))), optional(text, |text| reading.rate(text))?)
    };
    let count = |estimate| end.moved(estimate, optional(text, |text| reading.quantity(text))?);
    Ok(Command::Answer(match factor {
        Factor::Introductions => Answer::Introductions(count(answers.introductions)?),
        Factor::Conversion => Answer::Projects(count(answers.projects)?),
        Factor::Value => Answer::Value(
            end.moved(answers.value, optional(text, |text| reading.positive_money(text, workspace.currency()))?)?,
        ),
        Factor::Months => {
            let months = if text.trim().is_empty() { None } else { Some(months_of(reading, text)?) };
            Answer::Months(end.moved(answers.months.or(Some(Estimate::typed(1))), months)?)
        }
        Factor::PassThrough => Answer::PassThrough(share(answers.pass_through, Rate::ZERO)?),
        Factor::Margin => Answer::Margin(share(answers.margin, Rate::percent(50))?),
        Factor::CameAnyway => Answer::CameAnyway(share(answers.came_anyway, Rate::ZERO)?),
    }))
}
