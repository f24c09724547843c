use std::collections::BTreeSet;
use std::sync::Arc;

use crate::tracking::Ledger;
use crate::value::Id;
use crate::workspace::{Command, Rejection, Workspace};

impl Command {
    /// Changes the ledger of referrals.
    #[must_use]
    pub fn set_ledger(ledger: Arc<Ledger>) -> Command {
        Command::change(move |workspace| {
            let known: BTreeSet<Id> = workspace.ledger.iter().flat_map(|ledger| ledger.ids()).collect();
            if let Some(id) = ledger.ids().filter(|id| !known.contains(id)).find(|id| workspace.holds(*id)) {
                return Err(Rejection::DuplicateId(id));
            }
            Workspace { ledger: Some(Arc::clone(&ledger)), ..workspace.clone() }.short_enough()
        })
    }
}
