use std::collections::BTreeMap;

use super::running::Running;
use super::{Cause, TermsError};
use crate::ledger::Book;
use crate::value::{Money, OutOfRange};

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

    pub(super) fn accrue(&self, book: &Book, running: &mut Running) -> Result<(), OutOfRange> {
        match self.due {
            FeeDue::QualifiedReferral => {
                for &date in book.qualified() {
                    running.add(date, self.amount.wide(), Cause::QualifiedReferral)?;
                }
            }
            FeeDue::WonProject { over } => {
                let mut totals: BTreeMap<u32, i128> = BTreeMap::new();
                for entry in book.payments() {
                    let total = totals.entry(entry.project).or_default();
                    let due_before = *total > over.wide();
                    *total += entry.gross.wide();
                    let due = *total > over.wide();
                    if due && !due_before {
                        running.add(entry.date, self.amount.wide(), Cause::Project(entry.project))?;
                    }
                }
            }
        }
        Ok(())
    }
}
