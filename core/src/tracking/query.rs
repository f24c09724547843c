use std::borrow::Cow;
use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::NaiveDate;

use super::{Contact, Ledger, Number, SourceKind, Stage, Tally, Tracked};
use crate::value::{Id, Money, Side};

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

/// The referrals that a filter leaves, in an order. After a change of the ledger only what it is about is looked at anew.
#[derive(Clone, Debug)]
pub struct Listing {
    query: Query,
    ledger: Ledger,
    numbers: Vec<Number>,
    found: Tally,
    all: Tally,
}

impl Listing {
    /// How many changes cost as much as looking at all.
    const MANY: usize = 1_000;

    /// What `filter` leaves of a ledger, in `order`.
    #[must_use]
    pub fn of(ledger: &Ledger, filter: Filter, order: Order) -> Listing {
        let query = Query::new(filter, order, &ledger.contacts);
        let (numbers, found, all) = query.ask(ledger);
        Listing { query, ledger: ledger.clone(), numbers, found, all }
    }

    /// Whether it is of this filter and this order.
    #[must_use]
    pub fn is_of(&self, filter: &Filter, order: Order) -> bool {
        self.query.filter == *filter && self.query.order == order
    }

    /// Goes on to another version of the ledger.
    pub fn follow(&mut self, ledger: &Ledger) {
        let before = std::mem::replace(&mut self.ledger, ledger.clone());
        let changes = ledger.referrals.changes_since(&before.referrals, Tracked::number);
        let is_renamed = !Arc::ptr_eq(&before.contacts, &ledger.contacts) && self.query.renames(&ledger.contacts);
        if is_renamed || changes.len() > Self::MANY {
            let Query { filter, order, .. } = self.query.clone();
            *self = Listing::of(ledger, filter, order);
            return;
        }
        for old in changes.iter().filter_map(|(old, _)| *old) {
            self.all.remove(old);
            if self.query.leaves(old) {
                self.found.remove(old);
                if let Ok(place) = self.place(old, &before) {
                    self.numbers.remove(place);
                }
            }
        }
        for new in changes.iter().filter_map(|(_, new)| *new) {
            self.all.add(new);
            if self.query.leaves(new) {
                self.found.add(new);
                if let Err(place) = self.place(new, ledger) {
                    self.numbers.insert(place, new.number());
                }
            }
        }
    }

    /// The numbers of the referrals that are left, in order.
    #[must_use]
    pub fn numbers(&self) -> &[Number] {
        &self.numbers
    }

    /// What is left, counted.
    #[must_use]
    pub fn found(&self) -> Tally {
        self.found
    }

    /// All of the ledger, counted.
    #[must_use]
    pub fn all(&self) -> Tally {
        self.all
    }

    /// Where a referral of `ledger`, which has all that are listed, is in the list; else where it would be.
    fn place(&self, tracked: &Tracked, ledger: &Ledger) -> Result<usize, usize> {
        let own = (self.query.key(tracked), tracked.number());
        self.numbers.binary_search_by(|number| match ledger.referral(*number) {
            Some(other) => self.query.compare(&(self.query.key(other), *number), &own),
            None => Ordering::Less,
        })
    }
}

/// A filter and an order, with what it takes to compare.
#[derive(Clone, Debug)]
struct Query {
    filter: Filter,
    order: Order,
    /// What is looked for, as it is compared.
    text: String,
    /// The contacts' names, as they are compared.
    names: BTreeMap<Id, String>,
}

impl Query {
    fn new(filter: Filter, order: Order, contacts: &[Contact]) -> Query {
        let names = contacts.iter().map(|contact| (contact.id(), contact.name().folded())).collect();
        Query { text: filter.text.trim().to_lowercase(), filter, order, names }
    }

    /// Takes over the names of these contacts; whether one that was known has another.
    fn renames(&mut self, contacts: &[Contact]) -> bool {
        let mut is_renamed = false;
        for contact in contacts {
            let before = self.names.insert(contact.id(), contact.name().folded());
            is_renamed |= before.is_some_and(|before| self.names.get(&contact.id()) != Some(&before));
        }
        is_renamed
    }

    /// The numbers of what it leaves of a ledger, that counted, and all of it counted.
    fn ask(&self, ledger: &Ledger) -> (Vec<Number>, Tally, Tally) {
        let (mut found, mut all) = (Tally::default(), Tally::default());
        let mut left = Vec::new();
        for tracked in ledger.referrals.iter() {
            all.add(tracked);
            if self.leaves(tracked) {
                found.add(tracked);
                left.push((self.key(tracked), tracked.number()));
            }
        }
        left.sort_unstable_by(|a, b| self.compare(a, b));
        (left.into_iter().map(|(_, number)| number).collect(), found, all)
    }

    fn leaves(&self, tracked: &Tracked) -> bool {
        let filter = &self.filter;
        let is_found = || {
            let texts = [Some(tracked.client()), tracked.project(), tracked.source()];
            self.text.is_empty()
                || texts.into_iter().flatten().any(|name| name.folded().contains(&self.text))
                || self.name(tracked).contains(&self.text)
                || tracked.note().as_str().to_lowercase().contains(&self.text)
        };
        filter.stage.is_none_or(|stage| tracked.stage() == stage)
            && filter.made_by.is_none_or(|side| tracked.made_by() == side)
            && filter.kind.is_none_or(|kind| tracked.kind() == kind)
            && filter.contact.is_none_or(|contact| tracked.contact() == Some(contact))
            && filter.from.is_none_or(|day| tracked.introduced() >= day)
            && filter.until.is_none_or(|day| tracked.introduced() <= day)
            && is_found()
    }

    fn name(&self, tracked: &Tracked) -> &str {
        tracked.contact().and_then(|id| self.names.get(&id)).map_or("", String::as_str)
    }

    fn key(&self, tracked: &Tracked) -> Key<'_> {
        match self.order.column {
            Column::Number => Key::Number(tracked.number()),
            Column::Client => Key::Name(Cow::Owned(tracked.client().folded())),
            Column::Contact => Key::Name(Cow::Borrowed(self.name(tracked))),
            Column::Introduced => Key::Day(tracked.introduced()),
            Column::Stage => Key::Stage(tracked.stage(), tracked.since()),
            Column::Worth => Key::Amount(tracked.worth()),
            Column::Received => Key::Amount(Some(tracked.received())),
        }
    }

    /// Never equal for two referrals.
    fn compare(&self, a: &(Key, Number), b: &(Key, Number)) -> Ordering {
        let by_key = if self.order.is_falling { b.0.cmp(&a.0) } else { a.0.cmp(&b.0) };
        by_key.then(a.1.cmp(&b.1))
    }
}

/// What a referral is put in order by.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Key<'a> {
    Number(Number),
    Name(Cow<'a, str>),
    Day(NaiveDate),
    Stage(Stage, NaiveDate),
    Amount(Option<Money>),
}
