use crate::forecast::Offer;
use crate::review::{Agreed, ClientWork};
use crate::terms::Counts;
use crate::value::Id;

/// From where payouts come, as it is typed.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct PaidDraft {
    /// Whether they come from terms; what else is here counts only then, and the payouts that were typed wait.
    pub by_terms: bool,
    /// Whose terms; none until it is said.
    pub offer: Option<Id>,
    /// Whether they are counted on the user's own rows instead of the revenue.
    pub on_rows: bool,
    /// Projects won, where the terms ask for it.
    pub projects: String,
    /// Introductions made, where the terms ask for it.
    pub introductions: String,
}

impl PaidDraft {
    pub(super) fn of(agreed: Option<Agreed>) -> PaidDraft {
        let Some(agreed) = agreed else { return PaidDraft::default() };
        let written = |count: Option<u16>| count.map(|count| count.to_string()).unwrap_or_default();
        let (on_rows, projects, introductions) = match agreed.work() {
            ClientWork::Rows => (true, None, None),
            ClientWork::Even { projects, introductions } => (false, projects, introductions),
        };
        PaidDraft {
            by_terms: true,
            offer: Some(agreed.offer()),
            on_rows,
            projects: written(projects),
            introductions: written(introductions),
        }
    }

    /// The numbers that have to be said for these terms.
    #[must_use]
    pub fn asks(&self, offers: &[Offer]) -> Counts {
        let offer = self.offer.and_then(|id| offers.iter().find(|offer| offer.id == id));
        match offer {
            Some(offer) if self.by_terms && !self.on_rows => offer.terms.counts(),
            _ => Counts::default(),
        }
    }
}
