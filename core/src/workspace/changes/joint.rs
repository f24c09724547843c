use std::sync::Arc;

use super::{put, remove};
use crate::split::JointSplit;
use crate::value::{Id, Money, Side};
use crate::workspace::{Command, Joint, Logged, Rejection, Workspace};

impl Command {
    /// Sets what there is to divide.
    #[must_use]
    pub fn set_pool(pool: Option<Money>) -> Command {
        joint(move |joint, _| {
            joint.pool = pool;
            Ok(())
        })
    }

    /// Logs a contribution, in place of the one with its id.
    #[must_use]
    pub fn put_logged(logged: Logged) -> Command {
        joint(move |joint, workspace| {
            take_part([logged.contribution.party()])?;
            let full = (Workspace::MOST_LOGGED, Rejection::TooManyLogged);
            put(&mut joint.log, logged.clone(), |entry| entry.id, full, |id| workspace.holds(id))
        })
    }

    /// Removes a contribution.
    #[must_use]
    pub fn remove_logged(id: Id) -> Command {
        joint(move |joint, _| remove(&mut joint.log, id, |entry| entry.id))
    }

    /// Puts a split on the table, in place of the one with its id.
    #[must_use]
    pub fn put_split(id: Id, split: JointSplit) -> Command {
        joint(move |joint, workspace| {
            take_part(split.parties())?;
            let full = (Workspace::MOST_OFFERS, Rejection::TooManyOffers);
            put(&mut joint.splits, (id, split.clone()), |(id, _)| *id, full, |id| workspace.holds(id))
        })
    }

    /// Takes a split off the table.
    #[must_use]
    pub fn remove_split(id: Id) -> Command {
        joint(move |joint, _| remove(&mut joint.splits, id, |(id, _)| *id))
    }
}

/// A change of the joint work.
fn joint(change: impl Fn(&mut Joint, &Workspace) -> Result<(), Rejection> + 'static) -> Command {
    Command::change(move |workspace| {
        let mut joint = Joint::clone(&workspace.joint);
        change(&mut joint, workspace)?;
        Ok(Workspace { joint: Arc::new(joint), ..workspace.clone() })
    })
}

/// Joint work is that of the two sides; a third party would have no name, here or in a file.
fn take_part(parties: impl IntoIterator<Item = Id>) -> Result<(), Rejection> {
    let stranger = |party: &Id| !Side::BOTH.map(Side::party).contains(party);
    parties.into_iter().find(stranger).map_or(Ok(()), |party| Err(Rejection::Stranger(party)))
}
