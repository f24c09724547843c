use std::sync::Arc;

use crate::scorecard::{Partner, Scorecard};
use crate::value::Id;
use crate::workspace::{Command, Rejection, Workspace};

impl Command {
    /// Changes the candidates for a partnership, or what they are judged by.
    #[must_use]
    pub fn set_scorecard(scorecard: Arc<Scorecard>) -> Command {
        Command::change(move |workspace| {
            if let Some(id) = workspace.taken_by_another(&scorecard) {
                return Err(Rejection::DuplicateId(id));
            }
            Workspace { scorecard: Some(Arc::clone(&scorecard)), ..workspace.clone() }.short_enough()
        })
    }
}

impl Workspace {
    /// The id of a new partner that something else has already. Criteria and indicators are a vocabulary of their own, the
    /// usual ones with the same ids in every workspace.
    fn taken_by_another(&self, scorecard: &Scorecard) -> Option<Id> {
        let old = self.candidates();
        let is_new = |place: usize, id: Id| {
            // Nearly always in the same place.
            old.get(place).is_none_or(|partner| partner.id() != id) && !old.iter().any(|partner| partner.id() == id)
        };
        let mut new = scorecard.partners().iter().map(Partner::id).enumerate();
        new.find(|&(place, id)| is_new(place, id) && self.holds(id)).map(|(_, id)| id)
    }
}
