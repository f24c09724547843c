use std::collections::BTreeSet;
use std::sync::Arc;

use crate::plan::Plan;
use crate::tracking::Ledger;
use crate::value::Id;
use crate::workspace::{Command, Rejection, Workspace};

impl Command {
    /// Changes the ledger of referrals. Whoever leaves it leaves the plan too.
    #[must_use]
    pub fn set_ledger(ledger: Arc<Ledger>) -> Command {
        Command::change(move |workspace| {
            let known: BTreeSet<Id> = workspace.ledger.iter().flat_map(|ledger| ledger.ids()).collect();
            if let Some(id) = ledger.ids().filter(|id| !known.contains(id)).find(|id| workspace.holds(*id)) {
                return Err(Rejection::DuplicateId(id));
            }
            let plan = workspace.plan.as_ref().map(|plan| match plan.is_within(&ledger) {
                true => Arc::clone(plan),
                false => Arc::new(Plan::clone(plan).within(&ledger)),
            });
            Workspace { ledger: Some(Arc::clone(&ledger)), plan, ..workspace.clone() }.short_enough()
        })
    }
}
