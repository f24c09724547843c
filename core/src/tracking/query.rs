use std::cmp::Ordering;
use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::{Ledger, Number, SourceKind, Stage, Tracked};
use crate::value::{Id, Side};

/// Which referrals are looked at. What is not said leaves all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Found in the client's, the project's, the source's or the contact's name or in the note, upper and lower case alike.
    pub text: String,
    /// How far they have come.
    pub stage: Option<Stage>,
    /// Who made them.
    pub made_by: Option<Side>,
    /// The kind of their source.
    pub kind: Option<SourceKind>,
    /// With whom.
    pub contact: Option<Id>,
    /// Introduced on this day or later.
    pub from: Option<NaiveDate>,
    /// Introduced on this day or earlier.
    pub until: Option<NaiveDate>,
}

/// By what referrals are put in order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Column {
    /// The number.
    Number,
    /// The client's name.
    Client,
    /// The contact's name.
    Contact,
    /// The day of the introduction.
    #[default]
    Introduced,
    /// How far it has come, and since when.
    Stage,
    /// What the work is worth.
    Worth,
    /// What the client paid.
    Received,
}

/// An order of referrals; what is equal in it is in the order of numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Order {
    /// By what.
    pub column: Column,
    /// Whether the greatest comes first.
    pub is_falling: bool,
}

impl Default for Order {
    /// The newest first.
    fn default() -> Order {
        Order { column: Column::default(), is_falling: true }
    }
}

impl Filter {
    /// Whether it leaves all.
    #[must_use]
    pub fn is_open(&self) -> bool {
        *self == Filter::default()
    }
}

impl Ledger {
    /// The numbers of the referrals that `filter` leaves, in `order`.
    #[must_use]
    pub fn numbers(&self, filter: &Filter, order: Order) -> Vec<Number> {
        let names: BTreeMap<Id, String> =
            self.contacts.iter().map(|contact| (contact.id(), contact.name().folded())).collect();
        let name = |tracked: &Tracked| tracked.contact().and_then(|id| names.get(&id)).map_or("", String::as_str);
        let text = filter.text.trim().to_lowercase();
        let is_found = |tracked: &Tracked| {
            let texts = [Some(tracked.client()), tracked.project(), tracked.source()];
            text.is_empty()
                || texts.into_iter().flatten().any(|name| name.folded().contains(&text))
                || name(tracked).contains(&text)
                || tracked.note().as_str().to_lowercase().contains(&text)
        };
        let is_left = |tracked: &&Tracked| {
            filter.stage.is_none_or(|stage| tracked.stage() == stage)
                && filter.made_by.is_none_or(|side| tracked.made_by() == side)
                && filter.kind.is_none_or(|kind| tracked.kind() == kind)
                && filter.contact.is_none_or(|contact| tracked.contact() == Some(contact))
                && filter.from.is_none_or(|day| tracked.introduced() >= day)
                && filter.until.is_none_or(|day| tracked.introduced() <= day)
                && is_found(tracked)
        };
        let mut left: Vec<&Tracked> = self.referrals.iter().filter(is_left).collect();
        let compare = |a: &&Tracked, b: &&Tracked| -> Ordering {
            match order.column {
                Column::Number => a.number().cmp(&b.number()),
                Column::Client => a.client().folded().cmp(&b.client().folded()),
                Column::Contact => name(a).cmp(name(b)),
                Column::Introduced => a.introduced().cmp(&b.introduced()),
                Column::Stage => (a.stage(), a.since()).cmp(&(b.stage(), b.since())),
                Column::Worth => a.worth().cmp(&b.worth()),
                Column::Received => a.received().cmp(&b.received()),
            }
        };
        // Stable, so that equal ones stay in the order of numbers either way.
        left.sort_by(|a, b| if order.is_falling { compare(b, a) } else { compare(a, b) });
        left.into_iter().map(Tracked::number).collect()
    }
}
