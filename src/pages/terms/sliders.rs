//! The sliders beside the questions that move the verdict.

use concord_core::forecast::Answers;
use concord_core::value::{Currency, Money, Quantity, Rate};
use concord_core::workspace::{Answer, Command, Workspace};
use leptos::prelude::*;

use super::questions::{introductions_text, likely, margin_text, projects_text, value_text};
use crate::form::Slider;
use crate::session::Session;
use crate::typing::shown;

/// The answers that have a slider.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Slid {
    Introductions,
    Projects,
    Value,
    Margin,
}

impl Slid {
    const fn label(self) -> &'static str {
        match self {
            Slid::Introductions => "Introductions a year",
            Slid::Projects => "Introductions that become paid work",
            Slid::Value => "What a typical project is worth",
            Slid::Margin => "Of every 100 billed, left after delivering",
        }
    }

    const fn text(self) -> fn(&Workspace) -> Option<String> {
        match self {
            Slid::Introductions => introductions_text,
            Slid::Projects => projects_text,
            Slid::Value => value_text,
            Slid::Margin => margin_text,
        }
    }

    fn position(self, workspace: &Workspace) -> u16 {
        let answers = workspace.answers();
        match self {
            Slid::Introductions => COUNTS.position(answers.introductions.map_or(0.0, |e| e.likely().to_f64())),
            Slid::Projects => COUNTS.position(answers.projects.map_or(0.0, |e| e.likely().to_f64())),
            Slid::Value => {
                amounts(workspace.currency()).position(answers.value.map_or(0.0, |e| e.likely().minor() as f64))
            }
            Slid::Margin => SHARES.position(answers.margin.map_or(50.0, |e| f64::from(e.likely().ppm()) / 1e4)),
        }
    }

    /// The answer at a position, where it agrees with the others.
    fn answer(self, position: u16, answers: &Answers, currency: Currency) -> Answer {
        match self {
            Slid::Introductions => {
                // Not below the projects that come of them.
                let least = answers.projects.map_or(Quantity::ZERO, |e| e.likely().max(e.high().unwrap_or_default()));
                let new = whole_count(COUNTS.value(position)).max(least);
                Answer::Introductions(likely(answers.introductions, Some(new)))
            }
            Slid::Projects => {
                let most = answers.introductions.map_or(Quantity::MAX, |e| e.likely());
                let new = whole_count(COUNTS.value(position)).min(most);
                Answer::Projects(likely(answers.projects, Some(new)))
            }
            Slid::Value => {
                let new = round_amount(amounts(currency).value(position));
                Answer::Value(likely(answers.value, Some(new)))
            }
            Slid::Margin => Answer::Margin(likely(answers.margin, Some(whole_share(SHARES.value(position))))),
        }
    }
}

/// The slider of an answer.
pub(super) fn slider(slid: Slid) -> AnyView {
    let session = Session::get();
    let workspace = session.workspace();
    let position = Memo::new(move |_| workspace.with(|workspace| slid.position(workspace)));
    let slide = Callback::new(move |(position, done): (u16, bool)| {
        let committed = session.committed();
        let command = Command::Answer(slid.answer(position, committed.answers(), committed.currency()));
        // The ends of a slider are always possible; a rejection leaves the value where it was.
        let _ = if done { session.dispatch(command) } else { session.preview(command) };
    });
    view! { <Slider label=slid.label() position=position words=shown(session, slid.text()) slide=slide/> }.into_any()
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
