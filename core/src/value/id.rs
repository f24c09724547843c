use std::fmt;
use std::str::FromStr;

use uuid::Uuid;

/// The identity of a thing in a workspace: a UUID. Ids order by their bytes, which settles every tie the same way on
/// every machine; the caller supplies new ones.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Id(Uuid);

/// A text that is no UUID.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct IdError;

impl fmt::Display for IdError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an id is a UUID, such as 01920000-0000-7000-8000-000000000001")
    }
}

impl std::error::Error for IdError {}

impl Id {
    /// The id with these 128 bits.
    #[must_use]
    pub const fn from_u128(bits: u128) -> Id {
        Id(Uuid::from_u128(bits))
    }

    /// The id after this one: where one was drawn at random, nobody else has those that follow.
    #[must_use]
    pub const fn next(self) -> Id {
        Id::from_u128(self.as_u128().wrapping_add(1))
    }

    /// The id's 128 bits.
    #[must_use]
    pub const fn as_u128(self) -> u128 {
        self.0.as_u128()
    }
}

impl FromStr for Id {
    type Err = IdError;
    fn from_str(text: &str) -> Result<Id, IdError> {
        Uuid::try_parse(text).map(Id).map_err(|_| IdError)
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0.hyphenated(), f)
    }
}

impl fmt::Debug for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}
