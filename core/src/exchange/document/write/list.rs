//! Writing the user's own rows; [`super::super::read`] has its mirror.

use std::sync::Arc;

use super::{count, date, id, list, money, or_null, record, text};
use crate::exchange::Tree;
use crate::ledger::{Line, List};

/// Rows as columns: a key once instead of once a row. Lines that cannot be read yet stand apart, with their places.
pub(super) fn lines(lines: &List) -> Tree {
    let rows = || lines.rows();
    let unread = lines.lines().iter().enumerate().filter_map(|(place, line)| match line {
        Line::Read(_) => None,
        Line::Unread { id: of, typed } => {
            let cell = |cell: &Arc<str>| if cell.is_empty() { Tree::Null } else { text(&**cell) };
            Some(record([
                ("place", count(u32::try_from(place).unwrap_or(u32::MAX))),
                ("id", id(*of)),
                ("client", cell(&typed.client)),
                ("project", cell(&typed.project)),
                ("introduced", cell(&typed.introduced)),
                ("date", cell(&typed.date)),
                ("amount", cell(&typed.amount)),
                ("pass_through", cell(&typed.pass_through)),
            ]))
        }
    });
    record([
        ("id", list(rows(), |row| id(row.id()))),
        ("client", list(rows(), |row| text(row.work().client.as_str()))),
        ("project", list(rows(), |row| or_null(row.work().project.as_ref(), |name| text(name.as_str())))),
        ("introduced", list(rows(), |row| or_null(row.work().introduced, date))),
        ("date", list(rows(), |row| date(row.work().date))),
        ("amount", list(rows(), |row| money(row.work().amount))),
        ("pass_through", list(rows(), |row| money(row.work().pass_through))),
        ("unread", Tree::List(unread.collect())),
    ])
}
