use std::sync::Arc;

use crate::forecast::Offer;
use crate::ledger::List;
use crate::review::{Basis, Entry, Figures, PortfolioError, Settled, settle};
use crate::value::{Note, escaped};

/// The partnerships under review, and how they are judged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Partnerships {
    /// Hour, months and thresholds, the same for all.
    pub basis: Basis,
    /// What each brought and took, in the order in which they were entered.
    pub entries: Arc<Vec<Entry>>,
}

impl Partnerships {
    /// The partnerships with what they were paid, by terms among `offers` where that is said.
    ///
    /// # Errors
    /// As [`settle`].
    pub fn settled(&self, offers: &[Offer], list: &List) -> Result<Vec<Settled>, PortfolioError> {
        settle(&self.entries, offers, list, self.basis.trailing())
    }

    /// The same with payouts as they were typed where they came from terms that are not among `offers`.
    pub(crate) fn agreeing_within(&self, offers: &[Offer]) -> Partnerships {
        let is_gone =
            |entry: &Entry| entry.agreed().is_some_and(|agreed| !offers.iter().any(|offer| offer.id == agreed.offer()));
        if !self.entries.iter().any(is_gone) {
            return self.clone();
        }
        let kept = |entry: &Entry| if is_gone(entry) { entry.clone().agreeing(None) } else { entry.clone() };
        Partnerships { basis: self.basis, entries: Arc::new(self.entries.iter().map(kept).collect()) }
    }

    /// At most how many characters the partnerships add to a file.
    pub(crate) fn written(&self) -> usize {
        self.entries.iter().map(written).sum()
    }
}

fn written(entry: &Entry) -> usize {
    // The names of the fields, two ids, and all numbers at their longest.
    const FIELDS: usize = 830;
    let note = |figures: &Figures| figures.strategic.note.as_ref().map_or(0, |note: &Note| escaped(note.as_str()));
    FIELDS + escaped(entry.name().as_str()) + note(entry.figures()) + entry.previous().map_or(0, note)
}
