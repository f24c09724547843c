use crate::terms::{Administration, Terms};
use crate::value::{Id, Name};

/// One set of terms: on the table, or set aside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    /// Its id, which also settles ties.
    pub id: Id,
    /// What the user calls it, if not by its terms.
    pub name: Option<Name>,
    /// The terms.
    pub terms: Terms,
    /// The hours of record keeping, if the user knows better than the usual ones.
    pub administration: Option<Administration>,
    /// Whether it is set aside: kept, and left out of all that is compared and sent.
    pub aside: bool,
}

impl Offer {
    /// Terms on the table with the usual record keeping.
    #[must_use]
    pub fn new(id: Id, terms: Terms) -> Offer {
        Offer { id, name: None, terms, administration: None, aside: false }
    }

    /// The hours of record keeping for each side.
    #[must_use]
    pub fn administration(&self) -> Administration {
        self.administration.unwrap_or_else(|| self.terms.administration())
    }
}
