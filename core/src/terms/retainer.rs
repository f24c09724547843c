use std::num::NonZeroU16;

use chrono::NaiveDate;

use super::TermsError;
use super::running::Event;
use crate::ledger::Book;
use crate::value::{Money, OutOfRange, Period, add_months, whole_months};

const LARGEST_MINIMUM: u16 = 1_000;

/// An amount for each whole month.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Retainer {
    amount: Money,
    payer: Payer,
    minimum: Option<Minimum>,
}

/// Who pays a retainer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Payer {
    /// Whoever receives the introductions.
    Receiver,
    /// Whoever makes them.
    Introducer,
    /// Both: the introducer pays `back` in return; the difference is the payout.
    Mutual {
        /// What the introducer pays a month.
        back: Money,
    },
}

/// The introductions that a month's retainer is paid for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Minimum {
    a_month: NonZeroU16,
    shortfall: Shortfall,
}

/// What happens when fewer introductions come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shortfall {
    /// They are owed in the months after.
    CarriedForward,
    /// The month's amount falls in proportion; what a mutual retainer's introducer pays back stays.
    Credited,
    /// Nothing.
    Ignored,
}

impl Minimum {
    /// At least `a_month` introductions a month.
    ///
    /// # Errors
    /// [`TermsError::Minimum`] for 0 or more than 1,000.
    pub fn new(a_month: u16, shortfall: Shortfall) -> Result<Minimum, TermsError> {
        match NonZeroU16::new(a_month) {
            Some(a_month) if a_month.get() <= LARGEST_MINIMUM => Ok(Minimum { a_month, shortfall }),
            _ => Err(TermsError::Minimum),
        }
    }

    /// Introductions a month.
    #[must_use]
    pub fn a_month(&self) -> u16 {
        self.a_month.get()
    }

    /// What happens when fewer come.
    #[must_use]
    pub fn shortfall(&self) -> Shortfall {
        self.shortfall
    }
}

impl Retainer {
    /// A retainer of `amount` a month.
    ///
    /// # Errors
    /// [`TermsError::NegativeAmount`].
    pub fn new(amount: Money, payer: Payer, minimum: Option<Minimum>) -> Result<Retainer, TermsError> {
        let negative_back = matches!(payer, Payer::Mutual { back } if back.is_negative());
        if amount.is_negative() || negative_back {
            return Err(TermsError::NegativeAmount);
        }
        Ok(Retainer { amount, payer, minimum })
    }

    /// The amount a month.
    #[must_use]
    pub fn amount(&self) -> Money {
        self.amount
    }

    /// Who pays.
    #[must_use]
    pub fn payer(&self) -> Payer {
        self.payer
    }

    /// The introductions it is paid for.
    #[must_use]
    pub fn minimum(&self) -> Option<Minimum> {
        self.minimum
    }

    /// By how much running totals have to be multiplied to hold a credited month exactly.
    pub(super) fn scale(&self) -> i128 {
        match self.minimum {
            Some(Minimum { a_month, shortfall: Shortfall::Credited }) => i128::from(a_month.get()),
            _ => 1,
        }
    }

    /// What flows to the introducer for a whole month, in minor units.
    pub(super) fn flow(&self) -> Result<Money, OutOfRange> {
        match self.payer {
            Payer::Receiver => Ok(self.amount),
            Payer::Introducer => Ok(-self.amount),
            Payer::Mutual { back } => self.amount.minus(back),
        }
    }

    /// What flows to the introducer for a whole month in which so many introductions came, in minor units times
    /// [`Retainer::scale`]. A credited shortfall takes off the amount alone; what is paid back is for something else.
    pub(super) fn month(&self, came: u32) -> Result<i128, OutOfRange> {
        let flow = self.flow()?.wide();
        Ok(match self.minimum {
            Some(Minimum { a_month, shortfall: Shortfall::Credited }) => {
                let wanted = u32::from(a_month.get());
                let short = i128::from(wanted.saturating_sub(came));
                let credit = match self.payer {
                    Payer::Receiver | Payer::Mutual { .. } => self.amount,
                    Payer::Introducer => -self.amount,
                };
                flow * i128::from(wanted) - credit.wide() * short
            }
            _ => flow,
        })
    }

    /// Each whole month of the book's period, on its first day and with the amount of [`Retainer::month`]; and the
    /// introductions still owed at the end.
    pub(super) fn months(&self, book: &Book) -> Result<(Vec<(NaiveDate, Event)>, u32), OutOfRange> {
        let start = book.period().start();
        let mut owed = 0;
        let months = (0..whole_months(book.period()))
            .map(|index| {
                let first = add_months(start, index);
                let came = book.introductions_between(first, Period::months(start, index + 1).end());
                if let Some(Minimum { a_month, shortfall: Shortfall::CarriedForward }) = self.minimum {
                    owed = (owed + u32::from(a_month.get())).saturating_sub(came);
                }
                Ok((first, Event::Month(self.month(came)?)))
            })
            .collect::<Result<_, OutOfRange>>()?;
        Ok((months, owed))
    }
}
