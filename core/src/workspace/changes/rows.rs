use std::collections::BTreeSet;

use crate::ledger::{Line, List};
use crate::value::{Id, Reading};
use crate::workspace::{Command, Rejection, Workspace};

impl Command {
    /// Chooses how typed text is read.
    #[must_use]
    pub fn set_reading(reading: Reading) -> Command {
        Command::change(move |workspace| {
            let list = workspace.list.read_again(reading, workspace.currency);
            Ok(Workspace { reading, list, ..workspace.clone() })
        })
    }

    /// Adds rows at the end of the list.
    #[must_use]
    pub fn add_lines(lines: Vec<Line>) -> Command {
        Command::change(move |workspace| {
            if workspace.list.lines().len() + lines.len() > Workspace::MOST_ROWS {
                return Err(Rejection::TooManyRows);
            }
            let mut others = BTreeSet::new();
            others.extend(workspace.ids_beside_list());
            if let Some(line) = lines.iter().find(|line| others.contains(&line.id())) {
                return Err(Rejection::DuplicateId(line.id()));
            }
            let list = workspace.list.with_added(lines.clone()).map_err(Rejection::DuplicateId)?;
            Workspace { list, ..workspace.clone() }.short_enough()
        })
    }

    /// Replaces a row.
    #[must_use]
    pub fn put_line(line: Line) -> Command {
        Command::change(move |workspace| {
            let id = line.id();
            let list = workspace.list.with_replaced(line.clone()).ok_or(Rejection::Unknown(id))?;
            Workspace { list, ..workspace.clone() }.short_enough()
        })
    }

    /// Removes a row.
    #[must_use]
    pub fn remove_line(id: Id) -> Command {
        Command::change(move |workspace| {
            let list = workspace.list.without(id).ok_or(Rejection::Unknown(id))?;
            Ok(Workspace { list, ..workspace.clone() })
        })
    }

    /// Removes every row.
    #[must_use]
    pub fn clear_list() -> Command {
        Command::change(|workspace| Ok(Workspace { list: List::default(), ..workspace.clone() }))
    }
}
