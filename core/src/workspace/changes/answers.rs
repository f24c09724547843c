use std::sync::Arc;

use crate::forecast::{Answers, Factor};
use crate::ledger::Summary;
use crate::workspace::{Command, Rejection, Workspace};

impl Command {
    /// Takes the answers from what the user's own rows say.
    #[must_use]
    pub fn answer_from_rows(summary: Summary) -> Command {
        Command::change(move |workspace| workspace.counted_from(&summary, &Summary::TOLD))
    }

    /// Takes the answer about one quantity from what the user's own rows say; nothing changes where they cannot tell.
    #[must_use]
    pub fn answer_one_from_rows(factor: Factor, summary: Summary) -> Command {
        Command::change(move |workspace| workspace.counted_from(&summary, &[factor]))
    }
}

impl Workspace {
    fn counted_from(&self, summary: &Summary, factors: &[Factor]) -> Result<Workspace, Rejection> {
        Ok(Workspace { answers: Arc::new(self.answers.counted_from(summary, factors)?), ..self.clone() })
    }
}

impl Answers {
    /// The answers with these quantities as the rows have them.
    fn counted_from(&self, summary: &Summary, factors: &[Factor]) -> Result<Answers, Rejection> {
        let mut next = self.clone();
        for factor in factors {
            match factor {
                Factor::Introductions => next.introductions = Some(summary.introductions_a_year),
                Factor::Conversion => next.counted = Some(summary.evidence),
                Factor::Value => next.value = Some(summary.value),
                Factor::Months => next.months = Some(summary.months),
                Factor::PassThrough => next.pass_through = Some(summary.pass_through),
                Factor::Margin | Factor::CameAnyway => {}
            }
            // What was counted is a share: of other introductions it makes other projects.
            if matches!(factor, Factor::Introductions | Factor::Conversion) && next.counted.is_some() {
                let introductions = next.introductions.unwrap_or(summary.introductions_a_year);
                next.projects = Some(summary.projects_of(introductions.likely()));
                next.counted = Some(summary.evidence);
            }
        }
        next.check()?;
        Ok(next)
    }
}
