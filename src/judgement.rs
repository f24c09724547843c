//! What is derived from the workspace about terms: assumptions, comparison, verdict, for introductions and joint work.

use concord_core::forecast::{
    Answers, Assessment, Assumptions, Comparison, Fix, Forecast, Offer, Verdict, verdict, verdict_on_years,
};
use concord_core::split::{self, Contribution, JointComparison, JointSplit, USUAL_GAP};
use concord_core::value::{Currency, Id, OutOfRange, Side};
use concord_core::words::{self, Grounds, Headline};
use concord_core::workspace::Workspace;
use leptos::prelude::*;
use std::sync::Arc;

use crate::engine::{self, Forecasting};
use crate::session::Session;

/// The comparison of the offers on the table, and what comes of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Judgement {
    pub assumptions: Assumptions,
    pub offers: Arc<Vec<Offer>>,
    pub currency: Currency,
    pub comparison: Comparison,
    /// The simulated years that the verdict rests on, once there are any.
    pub forecast: Option<Arc<Forecast>>,
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
    /// Nothing was simulated yet.
    Years,
}

/// A judgement that is kept up to date, and the simulation behind it.
#[derive(Clone, Copy)]
pub struct Judging {
    pub judgement: Memo<Result<Judgement, Missing>>,
    pub forecasting: Forecasting,
}

/// Whether it rests on simulated years.
pub fn is_simulated(judgement: Memo<Result<Judgement, Missing>>) -> Memo<bool> {
    Memo::new(move |_| judgement.with(|j| j.as_ref().is_ok_and(|j| j.forecast.is_some())))
}

impl Judgement {
    fn new(answers: &Answers, offers: Arc<Vec<Offer>>, currency: Currency) -> Result<Judgement, Missing> {
        let assumptions = answers.assume(currency).ok_or(Missing::Answers)?;
        let too_large = |_: OutOfRange| Missing::TooLarge;
        let comparison = Comparison::new(&assumptions, &offers).map_err(too_large)?;
        let (verdict, assessments) = verdict(&assumptions, &comparison, &offers, currency).map_err(too_large)?;
        Ok(Judgement { assumptions, offers, currency, comparison, forecast: None, verdict, assessments })
    }

    /// The same, judged on simulated years.
    pub fn on_years(&self, forecast: Arc<Forecast>, fix: Option<&Fix>) -> Judgement {
        let (verdict, assessments) = verdict_on_years(&self.assumptions, &forecast, &self.offers, fix);
        Judgement { forecast: Some(forecast), verdict, assessments, ..self.clone() }
    }

    /// What the verdict rests on.
    pub fn grounds(&self) -> Grounds<'_> {
        self.forecast.as_ref().map_or(Grounds::Cases(&self.comparison), |forecast| Grounds::Years(forecast))
    }

    /// Follows the workspace; computed anew only when answers, offers or currency change. Years that were simulated for
    /// the same offers stay in sight until there are newer ones.
    pub fn follow(session: Session) -> Judging {
        let input = session.part(|workspace: &Workspace| {
            (Arc::clone(workspace.answers()), Arc::clone(workspace.offers()), workspace.currency())
        });
        let in_cases = Memo::new(move |_| {
            input.with(|(answers, offers, currency)| Judgement::new(answers, Arc::clone(offers), *currency))
        });
        let forecasting = engine::forecast(in_cases);
        let judgement = Memo::new(move |_| {
            let judged = in_cases.get()?;
            Ok(forecasting.last.with(|last| match last {
                Some(last) if last.judged.offers == judged.offers && last.judged.currency == judged.currency => {
                    Judgement::clone(&last.judged)
                }
                _ => judged,
            }))
        });
        Judging { judgement, forecasting }
    }
}

/// What the verdict says, in words.
pub fn headline(session: Session, judgement: Memo<Result<Judgement, Missing>>) -> Memo<Option<Headline>> {
    let partner = session.part(|w: &Workspace| w.partner().cloned());
    let notation = session.notation();
    Memo::new(move |_| {
        judgement.with(|judgement| {
            let j = judgement.as_ref().ok()?;
            let partner = partner.get();
            Some(words::headline(
                &j.verdict,
                &j.assessments,
                j.grounds(),
                &j.assumptions,
                &j.offers,
                partner.as_ref(),
                &*notation.get(),
            ))
        })
    })
}

/// The splits on the table for the logged work, kept up to date; nothing before there is a split.
pub fn compare_joint(session: Session) -> Memo<Option<JointComparison>> {
    let joint = session.part(|workspace: &Workspace| Arc::clone(workspace.joint()));
    Memo::new(move |_| {
        joint.with(|joint| {
            let log: Vec<Contribution> = joint.log.iter().map(|entry| entry.contribution).collect();
            let splits: Vec<(Id, &JointSplit)> = joint.splits.iter().map(|(id, split)| (*id, split)).collect();
            if splits.is_empty() {
                return None;
            }
            split::compare(joint.pool.unwrap_or_default(), &log, &splits, USUAL_GAP).ok()
        })
    })
}

/// What the verdict on joint work says, in words.
pub fn joint_headline(session: Session, compared: Memo<Option<JointComparison>>) -> Memo<Option<Headline>> {
    let workspace = session.workspace();
    let notation = session.notation();
    Memo::new(move |_| {
        let comparison = compared.get()?;
        workspace.with(|workspace| {
            let split = |id: Id| {
                let found = workspace.joint().splits.iter().find(|(other, _)| *other == id);
                found.map(|(_, split)| words::split_name(split)).unwrap_or_default()
            };
            let partner = workspace.partner().map_or_else(|| "your partner".to_owned(), ToString::to_string);
            let party = |id: Id| if id == Side::You.party() { "you".to_owned() } else { partner.clone() };
            Some(words::joint_headline(&comparison, USUAL_GAP, &split, &party, &*notation.get()))
        })
    })
}
