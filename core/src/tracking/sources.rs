use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::{Ledger, SourceKind, Stage, Tracked};
use crate::program::{Outcome, Referred, Tally};
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
        let mut groups: BTreeMap<Option<Key>, Vec<&Tracked>> = BTreeMap::new();
        for tracked in self.received() {
            groups.entry(Key::of(tracked, by)).or_default().push(tracked);
        }
        let source = |(key, referrals): (Option<Key>, Vec<&Tracked>)| {
            let first = referrals.first().and_then(|first| first.source().cloned());
            let origin = match key {
                None => None,
                Some(Key::Kind(kind)) => Some(Origin::Kind(kind)),
                Some(Key::Contact(id)) => Some(Origin::Contact(id)),
                Some(Key::Source(_)) => first.map(Origin::Source),
            };
            Ok(Source { origin, ..Source::of(referrals.into_iter())? })
        };
        let mut sources = groups.into_iter().map(source).collect::<Result<Vec<Source>, OutOfRange>>()?;
        // Stable: equally many stay in the order of kinds, names and ids.
        sources.sort_by_key(|source| (source.origin.is_none(), u32::MAX - source.tally.referrals()));
        Ok(sources)
    }

    /// What all referrals that were made to the user came to.
    ///
    /// # Errors
    /// As [`Ledger::sources`].
    pub fn all_sources(&self) -> Result<Source, OutOfRange> {
        Source::of(self.received())
    }

    fn received(&self) -> impl Iterator<Item = &Tracked> {
        self.referrals.iter().filter(|tracked| tracked.made_by() == Side::Them)
    }
}

impl Source {
    /// The two of `sources` of which most referrals are decided, the first before the second; equally many stay in their
    /// order. None where fewer than two have something in common that is named, and a decision.
    #[must_use]
    pub fn rivals(sources: &[Source]) -> Option<[&Source; 2]> {
        let decided = |source: &Source| source.tally.decided().count();
        let mut named: Vec<&Source> =
            sources.iter().filter(|source| source.origin.is_some() && decided(source) > 0).collect();
        named.sort_by_key(|source| Reverse(decided(source)));
        match named.get(..2)? {
            [first, second] => Some([first, second]),
            _ => None,
        }
    }

    fn of<'a>(referrals: impl Iterator<Item = &'a Tracked>) -> Result<Source, OutOfRange> {
        let mut valued = 0;
        let referred = referrals.map(|tracked| {
            let outcome = match (tracked.stage(), tracked.days_to_win()) {
                (Stage::Won, Some(days)) => {
                    valued += u32::from(tracked.worth().is_some());
                    Outcome::Won { value: tracked.worth().unwrap_or(Money::ZERO), days }
                }
                (Stage::Lost, _) => Outcome::Lost,
                _ => Outcome::Open,
            };
            Referred { qualified: tracked.qualified().is_some(), outcome }
        });
        let tally = Tally::of(referred)?;
        Ok(Source { origin: None, tally, valued })
    }
}

/// What referrals have in common, in the order in which equally many are shown.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
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
