use std::fmt;
use std::sync::Arc;

use super::{Proposal, Tabled};
use crate::forecast::{
    Answers, Assessment, Assumptions, Comparison, Direction, Estimate, Eyes, Offer, Standing, Verdict, verdict_through,
};
use crate::value::{Currency, Id, Money, OutOfRange, Range, Rate, Side, Sides};
use crate::workspace::{Table, Topic, Workspace};

/// What whoever receives a proposal adds of their own, and nobody else sees. What is not said is guessed as usual.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Own {
    /// Of what they bill, the share left after delivering. It counts where the work is theirs.
    pub margin: Option<Estimate<Rate>>,
    /// What an hour of theirs is worth.
    pub hour: Option<Money>,
    /// The share of these clients that would have come to them anyway; else as the sender says.
    pub came_anyway: Option<Estimate<Rate>>,
}

/// A proposal through the eyes of whoever receives it: their side tested, the sender's as declared.
#[derive(Clone, Debug, PartialEq)]
pub struct Seen {
    /// What the figures rest on. The sender's margin and hour are guesses; nothing that is shown depends on them.
    pub assumptions: Assumptions,
    /// The offers.
    pub offers: Vec<Offer>,
    /// Every offer on the same years of work. Of the sender's side only the payout means anything.
    pub comparison: Comparison,
    /// Which of them.
    pub verdict: Verdict,
    /// How each offer stands.
    pub assessments: Vec<Assessment>,
}

/// Why a page cannot be started from a proposal: other amounts here are in another currency.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OtherCurrency {
    /// The currency of what is here.
    pub here: Currency,
    /// The currency of the proposal.
    pub proposed: Currency,
}

impl fmt::Display for OtherCurrency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "the proposal is in {}, and your rows, joint work or partnerships are in {}; export a copy and begin anew first",
            self.proposed.code(),
            self.here.code()
        )
    }
}

impl std::error::Error for OtherCurrency {}

impl Own {
    /// What a workspace says of its user alone, for a proposal in this currency: their margin and what their hour is worth.
    #[must_use]
    pub fn of(workspace: &Workspace, currency: Currency) -> Own {
        let answers = workspace.answers();
        let hour = answers.hour.you.filter(|_| workspace.currency() == currency);
        Own { margin: answers.margin, hour, came_anyway: None }
    }
}

impl Proposal {
    /// Who introduces clients to whom, as whoever receives the proposal sees it.
    #[must_use]
    pub fn direction(&self) -> Direction {
        self.said.direction.mirrored()
    }

    /// What is said, as whoever receives it sees it, with what is their own.
    #[must_use]
    pub fn mirrored(&self, own: &Own) -> Answers {
        Answers {
            direction: self.direction(),
            margin: own.margin,
            came_anyway: own.came_anyway.or(self.said.came_anyway),
            hour: Sides { you: own.hour, them: None },
            ..self.said.clone()
        }
    }

    /// The offers with their terms alone. Terms say who receives and who introduces, so that nothing has to be turned round.
    fn terms(&self) -> Vec<Offer> {
        self.offers.iter().map(|tabled| tabled.offer.clone()).collect()
    }

    pub(super) fn compared(&self, own: &Own) -> Result<(Assumptions, Vec<Offer>, Comparison), OutOfRange> {
        // A proposal says enough to compare on.
        let mut assumptions = self.mirrored(own).assume(self.currency).ok_or(OutOfRange)?;
        if assumptions.direction.receiver() != Side::You {
            // How the other side's own figures could turn out is not for this side to try.
            assumptions.margin.range = certain(assumptions.margin.range);
            assumptions.came_anyway.range = certain(assumptions.came_anyway.range);
        }
        let offers = self.terms();
        let comparison = Comparison::new(&assumptions, &offers)?;
        Ok((assumptions, offers, comparison))
    }

    /// The proposal through the eyes of whoever receives it.
    ///
    /// # Errors
    /// [`OutOfRange`] when a figure leaves the bound of money.
    pub fn seen(&self, own: &Own) -> Result<Seen, OutOfRange> {
        let (assumptions, offers, comparison) = self.compared(own)?;
        let declared = |tabled: &Tabled| tabled.works.map(|works| (tabled.offer.id, works));
        let declared: Vec<(Id, Standing)> = self.offers.iter().filter_map(declared).collect();
        let eyes = Eyes::Yours(&declared);
        let (verdict, assessments) = verdict_through(eyes, &assumptions, &comparison, &offers, self.currency)?;
        Ok(Seen { assumptions, offers, comparison, verdict, assessments })
    }

    /// A workspace with this proposal in place of its answers and offers, seen from its own side; rows, joint work and
    /// partnerships stay; a partnership whose terms are replaced goes back to the payouts that were typed. An offer keeps its
    /// id unless something else has it; then it gets one from `new_id`. How the replaced offers changed goes with them.
    ///
    /// # Errors
    /// [`OtherCurrency`], when what stays holds amounts in another one.
    pub fn taken_into(
        &self,
        workspace: &Workspace,
        own: &Own,
        new_id: &mut dyn FnMut() -> Id,
    ) -> Result<Workspace, OtherCurrency> {
        let here = workspace.currency();
        if here != self.currency && workspace.holds_other_amounts() {
            return Err(OtherCurrency { here, proposed: self.currency });
        }
        let mut offers = self.terms();
        for offer in offers.iter_mut().filter(|offer| workspace.holds_beside_offers(offer.id)) {
            offer.id = new_id();
        }
        Ok(Workspace {
            currency: self.currency,
            tax: self.tax,
            partner: self.sender.clone(),
            topic: Topic::Introductions,
            answers: Arc::new(self.mirrored(own)),
            partnerships: workspace.partnerships().map(|partnerships| partnerships.agreeing_within(&offers)),
            table: Table::new(Arc::new(offers), Arc::default()),
            ..workspace.clone()
        })
    }
}

fn certain(range: Range<Rate>) -> Range<Rate> {
    Range::around(range.likely(), range.likely(), range.likely())
}

impl Seen {
    /// The offers for which the file states another yearly pay than the terms come to: it was edited, or comes of a
    /// Concord that counts otherwise.
    #[must_use]
    pub fn disagreeing(&self, proposal: &Proposal) -> Vec<Id> {
        let pays = |id| Some(self.comparison.offer(id)?.likely()?.payout);
        let tabled = proposal.offers.iter();
        tabled.filter(|tabled| pays(tabled.offer.id) != Some(tabled.paid)).map(|tabled| tabled.offer.id).collect()
    }
}
