//! What the terms page shows, derived from the workspace: assumptions, comparison, verdict.

use concord_core::forecast::{Assessment, Assumptions, Comparison, Offer, Verdict, verdict};
use concord_core::value::{Currency, OutOfRange};
use concord_core::workspace::Workspace;
use leptos::prelude::*;
use std::sync::Arc;

use crate::session::Session;

/// The comparison of the offers on the table, and what comes of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Judgement {
    pub assumptions: Assumptions,
    pub offers: Arc<Vec<Offer>>,
    pub comparison: Comparison,
    pub verdict: Verdict,
    pub assessments: Vec<Assessment>,
}

/// Why there is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Missing {
    /// Fewer than three answers.
    Answers,
    /// A figure leaves the bound of exact amounts.
    TooLarge,
}

impl Judgement {
    fn new(
        answers: &concord_core::forecast::Answers,
        offers: Arc<Vec<Offer>>,
        currency: Currency,
    ) -> Result<Judgement, Missing> {
        let assumptions = answers.assume(currency).ok_or(Missing::Answers)?;
        let too_large = |_: OutOfRange| Missing::TooLarge;
        let comparison = Comparison::new(&assumptions, &offers).map_err(too_large)?;
        let (verdict, assessments) = verdict(&assumptions, &comparison, &offers, currency).map_err(too_large)?;
        Ok(Judgement { assumptions, offers, comparison, verdict, assessments })
    }

    /// Follows the workspace; computed anew only when answers, offers or currency change.
    pub fn follow(session: Session) -> Memo<Result<Judgement, Missing>> {
        let input = session.part(|workspace: &Workspace| {
            (Arc::clone(workspace.answers()), Arc::clone(workspace.offers()), workspace.currency())
        });
        Memo::new(move |_| {
            input.with(|(answers, offers, currency)| Judgement::new(answers, Arc::clone(offers), *currency))
        })
    }
}
