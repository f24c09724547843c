//! The changes of each section, as functions of [`Command`]: a file for each.

mod answers;
mod joint;
mod ledger;
mod partnerships;
mod plan;
mod rows;
mod scorecard;

use super::Rejection;
use crate::value::Id;

/// Puts an item in the place of the one with its id, or at the end of a list of at most so many, if `taken` says that
/// nothing else has its id.
fn put<T>(
    list: &mut Vec<T>,
    item: T,
    id_of: impl Fn(&T) -> Id,
    (most, full): (usize, Rejection),
    taken: impl Fn(Id) -> bool,
) -> Result<(), Rejection> {
    let id = id_of(&item);
    if let Some(place) = list.iter_mut().find(|other| id_of(other) == id) {
        *place = item;
    } else if list.len() >= most {
        return Err(full);
    } else if taken(id) {
        return Err(Rejection::DuplicateId(id));
    } else {
        list.push(item);
    }
    Ok(())
}

fn remove<T>(list: &mut Vec<T>, id: Id, id_of: impl Fn(&T) -> Id) -> Result<(), Rejection> {
    let place = list.iter().position(|item| id_of(item) == id).ok_or(Rejection::Unknown(id))?;
    list.remove(place);
    Ok(())
}
