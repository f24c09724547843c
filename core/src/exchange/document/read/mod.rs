//! Trees as values: every field is taken before any is needed, so that one problem does not hide the next.

mod answers;
mod joint;
mod ledger;
mod list;
mod plan;
mod review;
mod scorecard;
mod terms;

use std::sync::Arc;

use answers::answers;
pub(in crate::exchange) use answers::{evidence, help, norm, positive};
use joint::joint;
use ledger::ledger;
use list::list;
use plan::plan;
use review::partnerships;
use scorecard::scorecard;
pub(in crate::exchange) use terms::{administration, terms};
use terms::{changes, offer};

use crate::exchange::{Ids, Node};
use crate::plan::Plan;
use crate::tracking::Ledger;
use crate::value::notation::{DateOrder, DecimalSign};
use crate::value::{Currency, Reading};
use crate::workspace::{Rejection, Table, Tax, Topic, Workspace};

pub(super) fn workspace(at: Node<'_>) -> Option<Workspace> {
    let mut ids = Ids::default();
    let mut record = at.record()?;
    let currency = record.field("currency").parse(Currency::new);
    let tax = tax(record.field("tax"));
    let reading = reading(record.field("reading"));
    let partner = record.field("partner").optional(|at| at.name());
    let topic =
        record.field("topic").one_of(&[("introductions", Topic::Introductions), ("joint-work", Topic::JointWork)]);
    let answers = answers(record.field("answers"));
    let offers = record.field("offers");
    let offers = offers
        .list(|at| offer(at, &mut ids))
        .and_then(|list| offers.check(within(list, Workspace::MOST_OFFERS, Rejection::TooManyOffers)));
    let changes = record.field("changes").optional(changes);
    let list = list(record.field("list"), &mut ids);
    let joint = joint(record.field("joint"), &mut ids);
    let scorecard = record.field("scorecard").optional(|at| scorecard(at, &mut ids));
    let partnerships =
        record.field("partnerships").optional(|at| partnerships(at, &mut ids, offers.as_deref().unwrap_or_default()));
    let ledger = record.field("ledger").optional(|at| ledger(at, &mut ids));
    let known = ledger.as_ref().map(|ledger| ledger.as_ref());
    let plan = record.field("plan").optional(|at| within_ledger(at, known));
    record.finish();
    let (currency, reading) = (currency?, reading?);
    let workspace = Workspace {
        currency,
        tax: tax?,
        reading,
        partner: partner?,
        topic: topic?,
        answers: Arc::new(answers?),
        table: Table::new(Arc::new(offers?), Arc::new(changes?.unwrap_or_default())),
        // A line that was mended in the file, or that an older version could not read yet, counts from now on.
        list: list?.read_again(reading, currency),
        joint: Arc::new(joint?),
        scorecard: scorecard?.map(Arc::new),
        partnerships: partnerships?,
        ledger: ledger?.map(Arc::new),
        plan: plan?.map(Arc::new),
    };
    at.check(workspace.short_enough())
}

/// A plan that names nobody who is not in the ledger; where that cannot be read, nobody asks.
fn within_ledger(at: Node<'_>, ledger: Option<Option<&Ledger>>) -> Option<Plan> {
    let plan = plan(at)?;
    let is_within = ledger.is_none_or(|ledger| plan.is_within(ledger.unwrap_or(&Ledger::default())));
    at.check(if is_within { Ok(plan) } else { Err("it names somebody who is not in the ledger") })
}

pub(in crate::exchange) fn within<T>(list: Vec<T>, most: usize, rejection: Rejection) -> Result<Vec<T>, Rejection> {
    if list.len() > most { Err(rejection) } else { Ok(list) }
}

/// Before or after tax.
pub(in crate::exchange) fn tax(at: Node<'_>) -> Option<Tax> {
    at.one_of(&[("before", Tax::Before), ("after", Tax::After)])
}

fn reading(at: Node<'_>) -> Option<Reading> {
    let mut record = at.record()?;
    let decimal = record.field("decimal").one_of(&[("point", DecimalSign::Point), ("comma", DecimalSign::Comma)]);
    let dates =
        record.field("dates").one_of(&[("day-first", DateOrder::DayFirst), ("month-first", DateOrder::MonthFirst)]);
    record.finish();
    Some(Reading { decimal: decimal?, dates: dates? })
}
