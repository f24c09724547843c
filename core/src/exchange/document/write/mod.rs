//! Values as trees. [`super::read`] is its mirror: each function here has its reader of the same name there.

mod answers;
mod joint;
mod list;
mod review;
mod scorecard;
mod terms;

use std::collections::BTreeMap;

use answers::answers;
use chrono::NaiveDate;
use joint::joint;
use list::lines;
use review::partnerships;
use scorecard::scorecard;
use terms::offer;

use crate::exchange::Tree;
use crate::value::notation::{DateOrder, DecimalSign};
use crate::value::{Hours, Id, Money, Quantity, Rate, Reading};
use crate::workspace::{Tax, Topic, Workspace};

/// A record; fields without a value are left out.
pub(super) fn record<const N: usize>(fields: [(&'static str, Tree); N]) -> Tree {
    let mut record = BTreeMap::new();
    put_all(&mut record, &mut fields.into_iter());
    Tree::Record(record)
}

/// One copy of this serves records of every length; collecting would sort each length by code of its own.
fn put_all(record: &mut BTreeMap<String, Tree>, fields: &mut dyn Iterator<Item = (&'static str, Tree)>) {
    for (name, value) in fields.filter(|(_, value)| *value != Tree::Null) {
        record.insert(name.to_owned(), value);
    }
}

pub(super) fn text(text: impl Into<String>) -> Tree {
    Tree::Text(text.into())
}

fn list<T>(items: impl IntoIterator<Item = T>, write: impl Fn(T) -> Tree) -> Tree {
    Tree::List(items.into_iter().map(write).collect())
}

fn or_null<T>(value: Option<T>, write: impl FnOnce(T) -> Tree) -> Tree {
    value.map_or(Tree::Null, write)
}

fn money(amount: Money) -> Tree {
    Tree::Integer(amount.minor())
}

fn rate(rate: Rate) -> Tree {
    Tree::Integer(rate.ppm().into())
}

fn quantity(quantity: Quantity) -> Tree {
    Tree::Integer(quantity.millionths().cast_signed())
}

fn hours(hours: Hours) -> Tree {
    Tree::Integer(hours.seconds().into())
}

fn date(date: NaiveDate) -> Tree {
    text(date.to_string())
}

fn id(id: Id) -> Tree {
    text(id.to_string())
}

fn count(count: impl Into<i64>) -> Tree {
    Tree::Integer(count.into())
}

pub(super) fn workspace(workspace: &Workspace) -> Tree {
    record([
        ("currency", text(workspace.currency.code())),
        ("tax", text(if workspace.tax == Tax::Before { "before" } else { "after" })),
        ("reading", reading(workspace.reading)),
        ("partner", or_null(workspace.partner.as_ref(), |name| text(name.as_str()))),
        ("topic", text(if workspace.topic == Topic::Introductions { "introductions" } else { "joint-work" })),
        ("answers", answers(&workspace.answers)),
        ("offers", list(workspace.offers.iter(), offer)),
        ("list", lines(&workspace.list)),
        ("joint", joint(&workspace.joint)),
        ("scorecard", or_null(workspace.scorecard.as_deref(), scorecard)),
        ("partnerships", or_null(workspace.partnerships.as_ref(), partnerships)),
    ])
}

fn reading(reading: Reading) -> Tree {
    record([
        ("decimal", text(if reading.decimal == DecimalSign::Point { "point" } else { "comma" })),
        ("dates", text(if reading.dates == DateOrder::DayFirst { "day-first" } else { "month-first" })),
    ])
}
