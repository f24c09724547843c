//! Reading the user's own rows; [`super::super::write`] has its mirror.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::{fmt, iter};

use super::within;
use crate::exchange::{Ids, Node};
use crate::ledger::{CellProblem, Line, List, Row, Typed, Work};
use crate::workspace::{Rejection, Workspace};

pub(super) fn list(at: Node<'_>, ids: &mut Ids) -> Option<List> {
    let mut record = at.record()?;
    let id = record.field("id").list(|at| at.new_id(ids));
    let client = record.field("client").list(|at| at.name());
    let project = record.field("project").list(|at| at.optional(|at| at.name()));
    let introduced = record.field("introduced").list(|at| at.optional(|at| at.date()));
    let date = record.field("date").list(|at| at.date());
    let amount = record.field("amount").list(|at| at.money());
    let pass_through = record.field("pass_through").list(|at| at.money());
    let unread = record.field("unread").list(|at| unread(at, ids));
    record.finish();
    let (id, client, project, introduced) = (id?, client?, project?, introduced?);
    let (date, amount, pass_through) = (date?, amount?, pass_through?);
    let rows = id.len();
    let lengths = [client.len(), project.len(), introduced.len(), date.len(), amount.len(), pass_through.len()];
    if lengths.iter().any(|length| *length != rows) {
        return at.check(Err("the columns of the list are not equally long"));
    }
    let work = client.into_iter().zip(project).zip(introduced).zip(date).zip(amount).zip(pass_through);
    let work = work.map(|(((((client, project), introduced), date), amount), pass_through)| Work {
        client,
        project,
        introduced,
        date,
        amount,
        pass_through,
    });
    let read: Vec<Option<Line>> = (0..)
        .zip(id.into_iter().zip(work))
        .map(|(place, (id, work))| at.check(Row::new(id, work).map_err(|problems| Contradiction { place, problems })))
        .map(|row| row.map(Line::Read))
        .collect();
    let mut read = read.into_iter().collect::<Option<Vec<Line>>>()?.into_iter();
    let unread = unread?;
    let apart = unread.len();
    let mut unread: BTreeMap<usize, Line> = unread.into_iter().collect();
    if unread.len() != apart {
        return at.check(Err("two unread lines have the same place"));
    }
    let total = rows + unread.len();
    let mut lines = Vec::with_capacity(total);
    for place in 0..total {
        let line = match unread.remove(&place) {
            Some(line) => line,
            None => match read.next() {
                Some(row) => row,
                None => return at.check(Err("the places of unread lines leave a gap")),
            },
        };
        lines.push(line);
    }
    let lines = at.check(within(lines, Workspace::MOST_ROWS, Rejection::TooManyRows))?;
    at.check(List::default().with_added(lines).map_err(Rejection::DuplicateId))
}

/// Why the row at a place of the columns is none.
struct Contradiction {
    /// Counted from 0, as in paths.
    place: usize,
    problems: Vec<CellProblem>,
}

impl fmt::Display for Contradiction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "row {}", self.place)?;
        self.problems
            .iter()
            .zip([": "].into_iter().chain(iter::repeat("; ")))
            .try_for_each(|(problem, separator)| write!(f, "{separator}{}", problem.error))
    }
}

fn unread(at: Node<'_>, ids: &mut Ids) -> Option<(usize, Line)> {
    let mut record = at.record()?;
    let place = record.field("place").integer(0..=u32::MAX);
    let id = record.field("id").new_id(ids);
    let mut cell = |name| record.field(name).optional(|at| at.text()).map(|text| Arc::from(text.unwrap_or_default()));
    let client = cell("client");
    let project = cell("project");
    let introduced = cell("introduced");
    let date = cell("date");
    let amount = cell("amount");
    let pass_through = cell("pass_through");
    record.finish();
    let typed = Typed {
        client: client?,
        project: project?,
        introduced: introduced?,
        date: date?,
        amount: amount?,
        pass_through: pass_through?,
    };
    Some((usize::try_from(place?).ok()?, Line::Unread { id: id?, typed }))
}
