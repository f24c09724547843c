use std::sync::Arc;

use crate::plan::Plan;
use crate::workspace::{Command, Workspace};

impl Command {
    /// Changes the referral program. Whoever it names that is not in the ledger is left out.
    #[must_use]
    pub fn set_plan(plan: Plan) -> Command {
        Command::change(move |workspace| {
            let plan = Arc::new(plan.clone().within(&workspace.ledger()));
            Workspace { plan: Some(plan), ..workspace.clone() }.short_enough()
        })
    }
}
