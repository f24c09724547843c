use std::collections::BTreeMap;

use super::{Ledger, Number, SourceKind, Stage, Tracked};
use crate::ledger::Chunks;
use crate::program::{Count, Outcome, Referred, Tally};
use crate::value::{Id, Money, Name, OutOfRange, Side};

/// What referrals are put together by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SourceOf {
    /// The kind of their source.
    Kind,
    /// Their source.
    Source,
    /// Who made them.
    Contact,
}

/// Where referrals to the user came from, and what they came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// What they have in common; nothing where none is named.
    pub origin: Option<Origin>,
    /// What they came to.
    pub tally: Tally,
    /// How many of those that were won have a value.
    pub valued: u32,
}

/// What the referrals of a [`Source`] have in common.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Origin {
    /// A kind of source.
    Kind(SourceKind),
    /// A source, as it was first written.
    Source(Name),
    /// A contact.
    Contact(Id),
}

impl Ledger {
    /// What the referrals that were made to the user came to, put together; those with most referrals first, and those
    /// that name none last.
    ///
    /// # Errors
    /// [`OutOfRange`] when what was won is worth more than money can hold.
    pub fn sources(&self, by: SourceOf) -> Result<Vec<Source>, OutOfRange> {
        Sources::of(self, by).each()
    }

    /// What all referrals that were made to the user came to.
    ///
    /// # Errors
    /// As [`Ledger::sources`].
    pub fn all_sources(&self) -> Result<Source, OutOfRange> {
        Counted::of(self.received()).source(None)
    }

    /// The referrals that were made to the user.
    pub(super) fn received(&self) -> impl Iterator<Item = &Tracked> {
        self.referrals.iter().filter(|tracked| tracked.made_by() == Side::Them)
    }
}

impl Source {
    /// How many of those that were won have no value.
    #[must_use]
    pub fn unvalued(&self) -> u32 {
        self.tally.decided().won.saturating_sub(self.valued)
    }
}

/// The referrals of a ledger that were made to the user, put together and counted. After a change of the ledger only what
/// is other is counted anew.
#[derive(Clone, Debug)]
pub struct Sources {
    by: SourceOf,
    referrals: Chunks<Tracked>,
    all: Counted,
    groups: BTreeMap<Option<Key>, Counted>,
    /// How each referral that names its source writes it, where they are put together by that.
    names: BTreeMap<(Key, Number), Name>,
}

impl Sources {
    /// Those of a ledger.
    #[must_use]
    pub fn of(ledger: &Ledger, by: SourceOf) -> Sources {
        let mut sources = Sources {
            by,
            referrals: Chunks::default(),
            all: Counted::default(),
            groups: BTreeMap::new(),
            names: BTreeMap::new(),
        };
        sources.follow(ledger);
        sources
    }

    /// What they are put together by.
    #[must_use]
    pub fn by(&self) -> SourceOf {
        self.by
    }

    /// Goes on to another version of the ledger.
    pub fn follow(&mut self, ledger: &Ledger) {
        let is_received = |tracked: &&Tracked| tracked.made_by() == Side::Them;
        let before = std::mem::replace(&mut self.referrals, ledger.referrals.clone());
        for (old, new) in ledger.referrals.changes_since(&before, Tracked::number) {
            if let Some(old) = old.filter(is_received) {
                self.remove(old);
            }
            if let Some(new) = new.filter(is_received) {
                self.add(new);
            }
        }
    }

    fn add(&mut self, tracked: &Tracked) {
        let key = Key::of(tracked, self.by);
        if let (Some(key @ Key::Source(_)), Some(name)) = (&key, tracked.source()) {
            self.names.insert((key.clone(), tracked.number()), name.clone());
        }
        self.all.add(tracked);
        self.groups.entry(key).or_default().add(tracked);
    }

    fn remove(&mut self, tracked: &Tracked) {
        let key = Key::of(tracked, self.by);
        self.all.remove(tracked);
        if let Some(group) = self.groups.get_mut(&key) {
            group.remove(tracked);
            if group.count.is_empty() {
                self.groups.remove(&key);
            }
        }
        if let Some(key @ Key::Source(_)) = key {
            self.names.remove(&(key, tracked.number()));
        }
    }

    /// The name of a source as it was first written.
    fn first_written(&self, source: &Key) -> Option<Name> {
        let mut names = self.names.range((source.clone(), Number(0))..);
        names.next().filter(|((of, _), _)| of == source).map(|(_, name)| name.clone())
    }

    /// What each came to; those with most referrals first, and those that name none last.
    ///
    /// # Errors
    /// [`OutOfRange`] when what was won is worth more than money can hold.
    pub fn each(&self) -> Result<Vec<Source>, OutOfRange> {
        let source = |(key, counted): (&Option<Key>, &Counted)| {
            let origin = match key {
                None => None,
                Some(Key::Kind(kind)) => Some(Origin::Kind(*kind)),
                Some(Key::Contact(id)) => Some(Origin::Contact(*id)),
                Some(source @ Key::Source(_)) => self.first_written(source).map(Origin::Source),
            };
            counted.source(origin)
        };
        let mut sources = self.groups.iter().map(source).collect::<Result<Vec<Source>, OutOfRange>>()?;
        // Stable: equally many stay in the order of kinds, names and ids.
        sources.sort_by_key(|source| (source.origin.is_none(), u32::MAX - source.tally.referrals()));
        Ok(sources)
    }

    /// What all of them came to.
    ///
    /// # Errors
    /// As [`Sources::each`].
    pub fn all(&self) -> Result<Source, OutOfRange> {
        self.all.source(None)
    }
}

/// Referrals that are put together, counted.
#[derive(Clone, Debug, Default)]
struct Counted {
    count: Count,
    /// How many of those that were won have a value.
    valued: u32,
}

impl Counted {
    fn of<'a>(referrals: impl Iterator<Item = &'a Tracked>) -> Counted {
        let mut counted = Counted::default();
        referrals.for_each(|tracked| counted.add(tracked));
        counted
    }

    fn add(&mut self, tracked: &Tracked) {
        self.count.add(referred(tracked));
        self.valued += u32::from(is_valued(tracked));
    }

    fn remove(&mut self, tracked: &Tracked) {
        self.count.remove(referred(tracked));
        self.valued -= u32::from(is_valued(tracked));
    }

    fn source(&self, origin: Option<Origin>) -> Result<Source, OutOfRange> {
        Ok(Source { origin, tally: self.count.tally()?, valued: self.valued })
    }
}

/// A referral as it is counted.
fn referred(tracked: &Tracked) -> Referred {
    let outcome = match (tracked.stage(), tracked.days_to_win()) {
        (Stage::Won, Some(days)) => Outcome::Won { value: tracked.worth().unwrap_or(Money::ZERO), days },
        (Stage::Lost, _) => Outcome::Lost,
        _ => Outcome::Open,
    };
    Referred { qualified: tracked.qualified().is_some(), outcome }
}

fn is_valued(tracked: &Tracked) -> bool {
    tracked.days_to_win().is_some() && tracked.worth().is_some()
}

/// What referrals have in common, in the order in which equally many are shown.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Key {
    Kind(SourceKind),
    /// In lower case.
    Source(String),
    Contact(Id),
}

impl Key {
    fn of(tracked: &Tracked, by: SourceOf) -> Option<Key> {
        match by {
            SourceOf::Kind => Some(Key::Kind(tracked.kind())),
            SourceOf::Source => tracked.source().map(|source| Key::Source(source.folded())),
            SourceOf::Contact => tracked.contact().map(Key::Contact),
        }
    }
}
