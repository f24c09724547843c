//! How partnerships are judged: each field previews while it is typed.

use chrono::{Days, NaiveDate};
use concord_core::review::{Basis, Thresholds, Trailing};
use concord_core::value::{Money, Quantity};
use concord_core::workspace::{Command, Workspace};
use leptos::prelude::*;

use super::Editing;
use crate::form::{Field, TextField, sentence};
use crate::session::{Session, today};
use crate::typing::{entry, shown};
use crate::widgets::{Icon, Symbol, when};

/// The months that end with `last`, that day included.
fn ending_with(last: NaiveDate, months: u16) -> Result<Trailing, String> {
    let end = last.checked_add_days(Days::new(1)).unwrap_or(last);
    Trailing::up_to(end, months).map_err(sentence)
}

fn last_day(basis: &Basis) -> NaiveDate {
    let end = basis.trailing().period().end();
    end.pred_opt().unwrap_or(end)
}

/// `old` with another hour and other months.
fn with(old: &Basis, hourly: Money, trailing: Trailing) -> Result<Command, String> {
    let basis = Basis::new(hourly, trailing).map_err(sentence)?;
    let basis = basis.deciding_at(old.thresholds()).judging_from(old.fewest()).counting_payouts(old.payouts_count());
    Ok(Command::set_basis(basis))
}

/// The present basis. Its fields are there only once there is one.
fn basis(workspace: &Workspace) -> Result<Basis, String> {
    let partnerships = workspace.partnerships().ok_or("Say first what an hour of yours is worth.")?;
    Ok(partnerships.basis)
}

fn hour(text: &str, workspace: &Workspace) -> Result<Command, String> {
    let hourly = workspace.reading().positive_money(text, workspace.currency()).map_err(sentence)?;
    match workspace.partnerships() {
        Some(partnerships) => with(&partnerships.basis, hourly, partnerships.basis.trailing()),
        None => {
            let trailing = ending_with(today(), Trailing::USUAL_MONTHS)?;
            Ok(Command::set_basis(Basis::new(hourly, trailing).map_err(sentence)?))
        }
    }
}

fn months(text: &str, workspace: &Workspace) -> Result<Command, String> {
    let old = basis(workspace)?;
    let months = workspace.reading().count(text).map_err(sentence)?;
    // What is too many for the type is too many to review as well.
    let months = u16::try_from(months).unwrap_or(u16::MAX);
    with(&old, old.hourly(), ending_with(last_day(&old), months)?)
}

fn last(text: &str, workspace: &Workspace) -> Result<Command, String> {
    let old = basis(workspace)?;
    let last = workspace.reading().date(text).map_err(sentence)?;
    with(&old, old.hourly(), ending_with(last, old.trailing().months())?)
}

fn threshold(
    text: &str,
    workspace: &Workspace,
    put: fn(Thresholds, Quantity) -> (Quantity, Quantity),
) -> Result<Command, String> {
    let old = basis(workspace)?;
    let typed = workspace.reading().quantity(text).map_err(sentence)?;
    let (invest, renegotiate) = put(old.thresholds(), typed);
    Ok(Command::set_basis(old.deciding_at(Thresholds::new(invest, renegotiate).map_err(sentence)?)))
}

fn invest(text: &str, workspace: &Workspace) -> Result<Command, String> {
    threshold(text, workspace, |old, typed| (typed, old.renegotiate()))
}

fn renegotiate(text: &str, workspace: &Workspace) -> Result<Command, String> {
    threshold(text, workspace, |old, typed| (old.invest(), typed))
}

fn fewest(text: &str, workspace: &Workspace) -> Result<Command, String> {
    let old = basis(workspace)?;
    Ok(Command::set_basis(old.judging_from(workspace.reading().hours(text).map_err(sentence)?)))
}

/// The settings beside the answer.
#[component]
pub(super) fn Settings(first_visit: bool, entered: Memo<bool>) -> impl IntoView {
    let session = Session::get();
    let editing = expect_context::<Editing>();
    let known = session.part(|workspace: &Workspace| workspace.partnerships().is_some());
    let code = session.part(|workspace: &Workspace| workspace.currency().code().to_owned());
    view! {
        <section class="panel questions stack" aria-labelledby="judged">
            <div>
                <h2 id="judged">{if first_visit { "What are you deciding?" } else { "How it is judged" }}</h2>
                <p class="note">
                    {if first_visit {
                        "Whether each partnership is worth its upkeep. First your hour, then the partnerships."
                    } else {
                        "The same for all. Change anything; the answer follows."
                    }}
                </p>
            </div>
            <Field field=TextField::number(
                "hour",
                "What an hour of yours is worth",
                shown(session, |w| Some(w.reading().write_money(w.partnerships()?.basis.hourly(), w.currency()))),
                entry(session, hour),
            ).before(code.get_untracked()).hint("Time spent on keeping a partnership counts at this rate.")/>
            {when(move || known.get(), More)}
            {when(move || !entered.get(), move || view! {
                <div class="stack">
                    <button type="button" class="primary" disabled=move || !known.get() on:click=move |_| editing.edit(None)>
                        <Icon symbol=Symbol::Plus/>"Add a partnership"
                    </button>
                </div>
            })}
        </section>
    }
}

/// Everything that has a default.
#[component]
fn More() -> impl IntoView {
    let session = Session::get();
    let payouts = session.part(|w: &Workspace| w.partnerships().is_some_and(|all| all.basis.payouts_count()));
    let count = move |event| {
        if let Ok(old) = basis(&session.committed()) {
            // Neither can be refused.
            let _ = session.dispatch(Command::set_basis(old.counting_payouts(event_target_checked(&event))));
        }
    };
    view! {
        <div class="columns">
            <Field field=TextField::number(
                "review-months",
                "Months",
                shown(session, |w| Some(w.partnerships()?.basis.trailing().months().to_string())),
                entry(session, months),
            ).hint("1 to 60.")/>
            <Field field=TextField::text(
                "review-last",
                "Last day",
                shown(session, |w| Some(w.reading().write_date(last_day(&w.partnerships()?.basis)))),
                entry(session, last),
            )/>
        </div>
        <label class="tick">
            <input type="checkbox" prop:checked=move || payouts.get() on:change=count/>
            "What is paid to partners counts as money invested"
        </label>
        <div class="columns">
            <Field field=TextField::number(
                "renegotiate",
                "Renegotiate from",
                shown(session, |w| Some(w.reading().write_quantity(w.partnerships()?.basis.thresholds().renegotiate()))),
                entry(session, renegotiate),
            ).hint("A ratio: 2 is usual.")/>
            <Field field=TextField::number(
                "invest",
                "Invest from",
                shown(session, |w| Some(w.reading().write_quantity(w.partnerships()?.basis.thresholds().invest()))),
                entry(session, invest),
            ).hint("A ratio: 5 is usual.")/>
        </div>
        <Field field=TextField::number(
            "fewest",
            "Too little to judge below",
            shown(session, |w| Some(w.reading().write_hours(w.partnerships()?.basis.fewest()))),
            entry(session, fewest),
        ).after("hours").hint("Or as much in money. These thresholds are ours: change them as you like.")/>
    }
}
