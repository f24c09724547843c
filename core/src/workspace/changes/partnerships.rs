use std::sync::Arc;

use super::{put, remove};
use crate::review::{Basis, Entry};
use crate::value::Id;
use crate::workspace::{Command, Partnerships, Rejection, Workspace};

impl Command {
    /// Says how partnerships are judged.
    #[must_use]
    pub fn set_basis(basis: Basis) -> Command {
        Command::change(move |workspace| {
            let entries = workspace.partnerships.as_ref().map(|all| Arc::clone(&all.entries)).unwrap_or_default();
            Ok(Workspace { partnerships: Some(Partnerships { basis, entries }), ..workspace.clone() })
        })
    }

    /// Puts a partnership under review, in place of the one with its id.
    #[must_use]
    pub fn put_entry(entry: Entry) -> Command {
        Command::change(move |workspace| {
            let mut next = workspace.clone();
            let partnerships = next.partnerships.as_mut().ok_or(Rejection::NoBasis)?;
            if let Some(agreed) = entry.agreed()
                && workspace.table.offer(agreed.offer()).is_none()
            {
                return Err(Rejection::Unknown(agreed.offer()));
            }
            let full = (Workspace::MOST_PARTNERSHIPS, Rejection::TooManyPartnerships);
            let entries = Arc::make_mut(&mut partnerships.entries);
            put(entries, entry.clone(), Entry::partnership, full, |id| workspace.holds(id))?;
            next.short_enough()
        })
    }

    /// Takes a partnership out of the review.
    #[must_use]
    pub fn remove_entry(id: Id) -> Command {
        Command::change(move |workspace| {
            let mut next = workspace.clone();
            let partnerships = next.partnerships.as_mut().ok_or(Rejection::Unknown(id))?;
            remove(Arc::make_mut(&mut partnerships.entries), id, Entry::partnership)?;
            Ok(next)
        })
    }
}
