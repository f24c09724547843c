use super::TermsError;
use super::running::{Event, Of, Totals};
use crate::value::Money;

/// An amount for each won project, or for each qualified referral.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FixedFee {
    amount: Money,
    due: FeeDue,
}

/// What makes a fee due.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FeeDue {
    /// A project whose payments, less refunds, exceed `over`, strictly: once, when the running total first does.
    WonProject {
        /// The threshold; 0 makes the fee due with the first payment.
        over: Money,
    },
    /// A referral that qualifies, won or not.
    QualifiedReferral,
}

impl FixedFee {
    /// A fee of `amount`.
    ///
    /// # Errors
    /// [`TermsError::NegativeAmount`] for a negative amount or threshold.
    pub fn new(amount: Money, due: FeeDue) -> Result<FixedFee, TermsError> {
        let negative_threshold = matches!(due, FeeDue::WonProject { over } if over.is_negative());
        if amount.is_negative() || negative_threshold {
            return Err(TermsError::NegativeAmount);
        }
        Ok(FixedFee { amount, due })
    }

    /// The fee.
    #[must_use]
    pub fn amount(&self) -> Money {
        self.amount
    }

    /// What makes it due.
    #[must_use]
    pub fn due(&self) -> FeeDue {
        self.due
    }

    /// Whether referrals earn it, and not work.
    pub(super) fn is_for_referrals(&self) -> bool {
        self.due == FeeDue::QualifiedReferral
    }

    /// What an event earns, in minor units.
    pub(super) fn moved(&self, event: &Event, totals: &mut Totals) -> i128 {
        let is_due = match (self.due, event) {
            (FeeDue::QualifiedReferral, Event::Qualified) => true,
            (FeeDue::WonProject { over }, Event::Work(entry)) => {
                let (before, after) = totals.change(Of::Project, entry.project, |volume| volume + entry.gross.wide());
                before <= over.wide() && after > over.wide()
            }
            _ => false,
        };
        if is_due { self.amount.wide() } else { 0 }
    }
}
