//! Values as trees. [`super::read`] is its mirror: each function here has its reader of the same name there.

mod answers;
mod joint;
mod ledger;
mod list;
mod plan;
mod review;
mod scorecard;
mod terms;

use answers::answers;
pub(in crate::exchange) use answers::{evidence, help, norm};
use chrono::NaiveDate;
use joint::joint;
pub(super) use ledger::Rows;
use ledger::ledger;
use list::lines;
use plan::plan;
pub(super) use plan::{occasion, question, trigger};
use review::partnerships;
pub(super) use scorecard::partner;
use scorecard::scorecard;
use terms::changes;
pub(in crate::exchange) use terms::offer;

use crate::exchange::Tree;
use crate::exchange::envelope::{record, text};
use crate::value::notation::{DateOrder, DecimalSign};
use crate::value::{Hours, Id, Money, Quantity, Rate, Reading};
use crate::workspace::{Tax, Topic, Workspace};

pub(in crate::exchange) fn list<T>(items: impl IntoIterator<Item = T>, write: impl Fn(T) -> Tree) -> Tree {
    Tree::List(items.into_iter().map(write).collect())
}

pub(in crate::exchange) fn or_null<T>(value: Option<T>, write: impl FnOnce(T) -> Tree) -> Tree {
    value.map_or(Tree::Null, write)
}

pub(in crate::exchange) fn money(amount: Money) -> Tree {
    Tree::Integer(amount.minor())
}

pub(in crate::exchange) fn rate(rate: Rate) -> Tree {
    Tree::Integer(rate.ppm().into())
}

pub(in crate::exchange) fn quantity(quantity: Quantity) -> Tree {
    Tree::Integer(quantity.millionths().cast_signed())
}

fn hours(hours: Hours) -> Tree {
    Tree::Integer(hours.seconds().into())
}

pub(in crate::exchange) fn date(date: NaiveDate) -> Tree {
    text(date.to_string())
}

pub(in crate::exchange) fn id(id: Id) -> Tree {
    text(id.to_string())
}

pub(in crate::exchange) fn count(count: impl Into<i64>) -> Tree {
    Tree::Integer(count.into())
}

pub(super) fn workspace(workspace: &Workspace) -> Tree {
    record([
        ("currency", text(workspace.currency.code())),
        ("tax", tax(workspace.tax)),
        ("reading", reading(workspace.reading)),
        ("partner", or_null(workspace.partner.as_ref(), |name| text(name.as_str()))),
        ("topic", text(if workspace.topic == Topic::Introductions { "introductions" } else { "joint-work" })),
        ("answers", answers(&workspace.answers)),
        ("offers", list(workspace.table.all().iter(), offer)),
        ("changes", changes(&workspace.table)),
        ("list", lines(&workspace.list)),
        ("joint", joint(&workspace.joint)),
        ("scorecard", or_null(workspace.scorecard.as_deref(), scorecard)),
        ("partnerships", or_null(workspace.partnerships.as_ref(), partnerships)),
        ("ledger", or_null(workspace.ledger.as_deref(), ledger)),
        ("plan", or_null(workspace.plan.as_deref(), plan)),
    ])
}

pub(in crate::exchange) fn tax(tax: Tax) -> Tree {
    text(if tax == Tax::Before { "before" } else { "after" })
}

fn reading(reading: Reading) -> Tree {
    record([
        ("decimal", text(if reading.decimal == DecimalSign::Point { "point" } else { "comma" })),
        ("dates", text(if reading.dates == DateOrder::DayFirst { "day-first" } else { "month-first" })),
    ])
}
