use chrono::NaiveDate;

use super::phrase::{capitalised, fill, isolated, listed};
use super::terms::{in_words, long_name, offered};
use crate::forecast::Offer;
use crate::value::{Id, Notation};
use crate::workspace::Workspace;

/// A change of terms, to be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChangeLine {
    /// The day.
    pub day: NaiveDate,
    /// The id of the offer.
    pub offer: Id,
    /// What happened to it: "10% of what each client pays became 12% of what each client pays."
    pub text: String,
    /// The offer as it was before; none where it was not there, or is so again.
    pub before: Option<Offer>,
}

/// The changes of terms, the newest first.
#[must_use]
pub fn changes(workspace: &Workspace, notation: &dyn Notation) -> Vec<ChangeLine> {
    let changes = workspace.table().changes();
    let line = |place: usize| {
        let change = changes.get(place)?;
        let (was, now) = (change.was.as_ref(), workspace.table().offer(change.offer));
        let next = changes.iter().skip(place + 1).find(|next| next.offer == change.offer);
        let text = became(was, next.map_or(now, |next| next.was.as_ref()), workspace, notation)?;
        let before = was.filter(|was| Some(*was) != now).cloned();
        Some(ChangeLine { day: change.day, offer: change.offer, text, before })
    };
    (0..changes.len()).rev().filter_map(line).collect()
}

/// What became of an offer; nothing where it stayed as it was, which only a file by another hand can say.
fn became(was: Option<&Offer>, is: Option<&Offer>, workspace: &Workspace, n: &dyn Notation) -> Option<String> {
    let (was, is) = match (was, is) {
        (None, None) => return None,
        (None, Some(is)) => {
            let template = if is.aside { "{0} was added and set aside." } else { "{0} was added." };
            return Some(fill(template, &[&capitalised(&offered(is, n))]));
        }
        (Some(was), None) => return Some(fill("{0} was taken off the table.", &[&capitalised(&offered(was, n))])),
        (Some(was), Some(is)) => (was, is),
    };
    let mut clauses = Vec::new();
    let (old, new) = (long_name(&was.terms, n), long_name(&is.terms, n));
    let mut details = String::new();
    if old != new {
        clauses.push(fill("became {0}", &[&new]));
    } else if was.terms != is.terms {
        clauses.push("changed in what its short name leaves out".into());
        let full = |offer: &Offer| in_words(&offer.terms, workspace.answers().direction, workspace.partner(), n);
        details = fill(" Before: {0} After: {1}", &[&full(was), &full(is)]);
    }
    if was.name != is.name {
        let named = is.name.as_ref().map(|name| fill("was called “{0}”", &[&isolated(name)]));
        clauses.push(named.unwrap_or_else(|| "lost its name".into()));
    }
    if was.administration != is.administration {
        clauses.push("got other hours of record keeping".into());
    }
    if was.aside != is.aside {
        clauses.push(if is.aside { "was set aside" } else { "was put back on the table" }.into());
    }
    if clauses.is_empty() {
        return None;
    }
    Some(fill("{0} {1}.{2}", &[&capitalised(&offered(was, n)), &listed(&clauses, "and"), &details]))
}
