use std::sync::Arc;

use crate::plan::Plan;
use crate::tracking::{Number, Reward};
use crate::workspace::{Command, Rejection, Workspace};

impl Command {
    /// Changes the referral program. Whoever it names that is not in the ledger is left out.
    #[must_use]
    pub fn set_plan(plan: Plan) -> Command {
        Command::change(move |workspace| {
            let plan = Arc::new(plan.clone().within(&workspace.ledger()));
            Workspace { plan: Some(plan), ..workspace.clone() }.short_enough()
        })
    }

    /// Gives no reward for a referral: one that the ledger has as due no longer is, and the rules of the program are not
    /// asked.
    #[must_use]
    pub fn waive_reward(number: Number) -> Command {
        Command::change(move |workspace| {
            let unknown = Rejection::Unknown(number.id());
            let ledger = workspace.ledger();
            let referral = ledger.referral(number).ok_or(unknown)?;
            let ledger = match referral.reward() {
                Reward::Due(_) => {
                    let waived = referral.with(|facts| facts.reward = Reward::None).map_err(|_| unknown)?;
                    Some(Arc::new(ledger.with(vec![waived]).map_err(|_| unknown)?))
                }
                Reward::None | Reward::Paid { .. } => workspace.ledger.clone(),
            };
            let plan = Some(Arc::new(Plan::clone(&workspace.plan()).excusing(number, true)));
            Workspace { ledger, plan, ..workspace.clone() }.short_enough()
        })
    }
}
