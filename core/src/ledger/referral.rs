use std::fmt;

use chrono::NaiveDate;

use crate::value::{Id, Money, Name, OutOfRange};

/// One introduction and the work that came of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Referral {
    id: Id,
    client: Name,
    introduced: NaiveDate,
    qualified: Option<NaiveDate>,
    bills: Vec<Bill>,
}

/// An invoice with its payments; without a date of issue, a payment that no invoice is known for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bill {
    issued: Option<NaiveDate>,
    amount: Money,
    pass_through: Money,
    payments: Vec<Payment>,
}

/// What a client paid on a day, and what of it went back later. Terms count a refund on the date of its payment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Payment {
    date: NaiveDate,
    amount: Money,
    refunds: Vec<Refund>,
}

/// What of a payment went back, and when.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Refund {
    /// The day on which it went back.
    pub date: NaiveDate,
    /// How much.
    pub amount: Money,
}

/// Rows that contradict each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LedgerError {
    /// An amount below zero where none can be.
    Negative,
    /// More refunded than was paid.
    RefundAbovePayment,
    /// A refund before its payment.
    RefundBeforePayment,
    /// More passed on than was billed.
    PassThroughAboveBill,
    /// More paid than was billed.
    PaidAboveBill,
    /// A payment before its invoice.
    PaidBeforeIssue,
    /// A date before the introduction.
    BeforeIntroduction,
    /// A sum past the bound of money.
    TooLarge,
}

impl fmt::Display for LedgerError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            LedgerError::Negative => "the amount cannot be below zero",
            LedgerError::RefundAbovePayment => "more is refunded than was paid",
            LedgerError::RefundBeforePayment => "the refund comes before its payment",
            LedgerError::PassThroughAboveBill => "the costs passed on are more than the bill",
            LedgerError::PaidAboveBill => "more is paid than was billed",
            LedgerError::PaidBeforeIssue => "the payment comes before its invoice",
            LedgerError::BeforeIntroduction => "the work comes before the introduction",
            LedgerError::TooLarge => "the sum is larger than can be kept exact",
        })
    }
}

impl std::error::Error for LedgerError {}

impl From<OutOfRange> for LedgerError {
    fn from(_: OutOfRange) -> LedgerError {
        LedgerError::TooLarge
    }
}

impl Payment {
    /// A payment of `amount`, of which `refunds` went back.
    ///
    /// # Errors
    /// [`LedgerError::Negative`], [`LedgerError::RefundBeforePayment`], [`LedgerError::RefundAbovePayment`].
    pub fn new(date: NaiveDate, amount: Money, mut refunds: Vec<Refund>) -> Result<Payment, LedgerError> {
        if amount.is_negative() || refunds.iter().any(|refund| refund.amount.is_negative()) {
            Err(LedgerError::Negative)
        } else if refunds.iter().any(|refund| refund.date < date) {
            Err(LedgerError::RefundBeforePayment)
        } else if sum(&refunds) > amount.wide() {
            Err(LedgerError::RefundAbovePayment)
        } else {
            refunds.sort_by_key(|refund| refund.date);
            Ok(Payment { date, amount, refunds })
        }
    }

    /// The day.
    #[must_use]
    pub fn date(&self) -> NaiveDate {
        self.date
    }

    /// What was paid.
    #[must_use]
    pub fn amount(&self) -> Money {
        self.amount
    }

    /// What of it went back, by day.
    #[must_use]
    pub fn refunds(&self) -> &[Refund] {
        &self.refunds
    }

    /// What went back in all.
    #[must_use]
    pub fn refunded(&self) -> Money {
        // At most the amount.
        Money::rounded(sum(&self.refunds), 1).unwrap_or_default()
    }

    /// What stayed.
    #[must_use]
    pub fn kept(&self) -> Money {
        // 0 ≤ refunded ≤ amount.
        self.amount.minus(self.refunded()).unwrap_or_default()
    }
}

fn sum(refunds: &[Refund]) -> i128 {
    refunds.iter().map(|refund| refund.amount.wide()).sum()
}

impl Bill {
    /// An invoice of `amount`, `pass_through` of it costs passed on, with its payments in the order of their days.
    ///
    /// # Errors
    /// [`LedgerError`] when the figures contradict each other.
    pub fn invoice(
        issued: NaiveDate,
        amount: Money,
        pass_through: Money,
        mut payments: Vec<Payment>,
    ) -> Result<Bill, LedgerError> {
        if amount.is_negative() || pass_through.is_negative() {
            return Err(LedgerError::Negative);
        }
        if pass_through > amount {
            return Err(LedgerError::PassThroughAboveBill);
        }
        if Money::total(payments.iter().map(Payment::kept))? > amount {
            return Err(LedgerError::PaidAboveBill);
        }
        if payments.iter().any(|payment| payment.date < issued) {
            return Err(LedgerError::PaidBeforeIssue);
        }
        payments.sort_by_key(Payment::date);
        Ok(Bill { issued: Some(issued), amount, pass_through, payments })
    }

    /// A payment that no invoice is known for, `pass_through` of it costs passed on.
    ///
    /// # Errors
    /// [`LedgerError::Negative`], [`LedgerError::PassThroughAboveBill`].
    pub fn payment(payment: Payment, pass_through: Money) -> Result<Bill, LedgerError> {
        if pass_through.is_negative() {
            return Err(LedgerError::Negative);
        }
        if pass_through > payment.amount {
            return Err(LedgerError::PassThroughAboveBill);
        }
        Ok(Bill { issued: None, amount: payment.amount, pass_through, payments: vec![payment] })
    }

    /// The invoice's date, if there is an invoice.
    #[must_use]
    pub fn issued(&self) -> Option<NaiveDate> {
        self.issued
    }

    /// What was billed.
    #[must_use]
    pub fn amount(&self) -> Money {
        self.amount
    }

    /// Costs in it that are passed on.
    #[must_use]
    pub fn pass_through(&self) -> Money {
        self.pass_through
    }

    /// Its payments, by day.
    #[must_use]
    pub fn payments(&self) -> &[Payment] {
        &self.payments
    }

    /// What was billed, less what went back for good: what is paid again after a refund, or was paid too much and sent
    /// back, takes nothing off the bill.
    #[must_use]
    pub fn kept(&self) -> Money {
        let sum =
            |amounts: fn(&Payment) -> Money| self.payments.iter().map(|payment| amounts(payment).wide()).sum::<i128>();
        let kept = (self.amount.wide() - sum(Payment::refunded)).max(sum(Payment::kept));
        // No more than was billed, and no less than what was kept of it.
        Money::rounded(kept, 1).unwrap_or(self.amount)
    }

    /// The day of the invoice, or of the payment that stands for its own.
    #[must_use]
    pub fn first_date(&self) -> Option<NaiveDate> {
        self.issued.or_else(|| self.payments.first().map(Payment::date))
    }
}

impl Referral {
    /// An introduction of `client` and its bills.
    ///
    /// # Errors
    /// [`LedgerError::BeforeIntroduction`] when it qualifies, is billed or is paid before it was made.
    pub fn new(
        id: Id,
        client: Name,
        introduced: NaiveDate,
        qualified: Option<NaiveDate>,
        bills: Vec<Bill>,
    ) -> Result<Referral, LedgerError> {
        let earliest = bills.iter().filter_map(Bill::first_date).chain(qualified).min();
        if earliest.is_some_and(|date| date < introduced) {
            return Err(LedgerError::BeforeIntroduction);
        }
        Ok(Referral { id, client, introduced, qualified, bills })
    }

    /// Its id.
    #[must_use]
    pub fn id(&self) -> Id {
        self.id
    }

    /// Who was introduced.
    #[must_use]
    pub fn client(&self) -> &Name {
        &self.client
    }

    /// When.
    #[must_use]
    pub fn introduced(&self) -> NaiveDate {
        self.introduced
    }

    /// When it turned out to be a real prospect.
    #[must_use]
    pub fn qualified(&self) -> Option<NaiveDate> {
        self.qualified
    }

    /// What came of it.
    #[must_use]
    pub fn bills(&self) -> &[Bill] {
        &self.bills
    }

    /// The same without what went back after `day`: what was known of it then.
    #[must_use]
    pub fn known_on(&self, day: NaiveDate) -> Referral {
        let mut known = self.clone();
        for payment in known.bills.iter_mut().flat_map(|bill| &mut bill.payments) {
            payment.refunds.retain(|refund| refund.date <= day);
        }
        known
    }

    /// Whether it became paid work.
    #[must_use]
    pub fn is_won(&self) -> bool {
        self.bills.iter().flat_map(Bill::payments).any(|payment| payment.kept() > Money::ZERO)
    }
}
