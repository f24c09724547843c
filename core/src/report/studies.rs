//! What takes several forecasts to say, as JSON.

use serde_json::{Value, json};

use super::forecast::outlook;
use super::introductions::outcome;
use crate::exchange::{File, ReadError, open};
use crate::forecast::study::{Arm, CatchingUp, Cell, EqualPay, Extra, Map, Moved, Outcome, Sensitivity, Study, Wanted};
use crate::forecast::{Assumptions, Forecast, Premises, Simulation};
use crate::value::{Money, Position, Side};
use crate::words;
use crate::workspace::Workspace;

/// The studies of the workspace in `file`, written as [`report`](super::report) is: how far each assumption moves the
/// answer, what each side gives up and what would make up for it, the offers at equal average pay, the map. Null for a
/// proposal, and where there is nothing to simulate.
///
/// # Errors
/// [`ReadError`], when the file is no file of Concord.
pub fn studies(file: &[u8]) -> Result<String, ReadError> {
    let figures = match open(file)? {
        File::Workspace(document) => of(&document.workspace).unwrap_or_default(),
        File::Proposal(_) => Value::Null,
    };
    Ok(format!("{figures:#}\n"))
}

fn of(workspace: &Workspace) -> Option<Value> {
    let assumptions = workspace.answers().assume(workspace.currency())?;
    let offers = workspace.offers();
    let premises = Premises::of(&assumptions, offers).ok().filter(|_| !offers.is_empty())?;
    let forecast = Wanted { premises, years: Simulation::USUAL }.forecast();
    let sensitivity = Sensitivity::new(&assumptions, offers).finished();
    let equal_pay = EqualPay::new(&assumptions, offers, &forecast).finished();
    let map = Map::new(&assumptions, offers).finished();
    Some(json!({
        "sensitivity": sensitivity.ends().iter().map(moved).collect::<Vec<_>>(),
        "gives_up": gives_up(&assumptions, workspace, &forecast),
        "equal_pay": {
            "pay": equal_pay.pay().minor(),
            "offers": equal_pay.forecast().map(|forecast| forecast.offers.iter().map(outlook).collect::<Vec<_>>()),
        },
        "map": {
            "values": map.values().iter().map(|value| value.minor()).collect::<Vec<_>>(),
            "introductions": map.rows().map(|(count, _)| count.millionths()).collect::<Vec<_>>(),
            "cells": map.rows().map(|(_, cells)| cells.iter().map(cell).collect()).collect::<Vec<Value>>(),
        },
    }))
}

fn moved(moved: &Moved) -> Value {
    json!({
        "factor": words::factor_name(moved.factor),
        "end": if moved.end == Position::Low { "low" } else { "high" },
        "outcome": moved.outcome.as_ref().map(found),
    })
}

fn found(found: &Outcome) -> Value {
    let best = |side| found.best(side).map(|id| id.to_string());
    json!({
        "verdict": outcome(&found.verdict),
        "gains": found.gains.iter().map(|(id, gain)| (id.to_string(), super::sides(*gain))).collect::<Value>(),
        "best": { "you": best(Side::You), "them": best(Side::Them) },
    })
}

fn gives_up(assumptions: &Assumptions, workspace: &Workspace, forecast: &Forecast) -> Vec<Value> {
    let study = CatchingUp::new(assumptions, workspace.offers(), forecast).finished();
    let arm = |arm: &Arm| {
        let gives_up = |side| forecast.gives_up(arm.id(), side).map(Money::minor);
        let (extra, not_with) = match arm.extra() {
            Extra::Introductions(more) => (Some(more), None),
            Extra::NotWith(most) => (None, Some(most)),
            Extra::Open => (None, None),
        };
        json!({
            "id": arm.id().to_string(),
            "you": gives_up(Side::You),
            "them": gives_up(Side::Them),
            "more_introductions": extra,
            "not_with": not_with,
        })
    };
    study.arms().iter().map(arm).collect()
}

fn cell(cell: &Cell) -> Value {
    cell.outcome.as_ref().map_or(Value::Null, found)
}
