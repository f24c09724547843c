//! Invoices, payments and refunds put together from the rows of one referral.

use chrono::NaiveDate;

use super::read::Row;
use super::{Field, Problem};
use crate::ledger::{Bill, LedgerError, Payment, Refund};
use crate::tracking::TrackedError;
use crate::value::Money;

/// What is wrong with which row, counted among those of the referral.
pub(super) type Fault = (usize, Option<Field>, Problem);

/// A bill while rows still belong to it.
struct Open {
    row: usize,
    issued: Option<NaiveDate>,
    amount: Money,
    passed_on: Option<Money>,
    payments: Vec<(usize, Payment)>,
}

/// The bills so far, and where the next row goes on.
#[derive(Default)]
struct Bills {
    open: Vec<Open>,
    /// The last invoice.
    invoice: Option<usize>,
    /// The bill and the place of the last payment.
    payment: Option<(usize, usize)>,
    faults: Vec<Fault>,
}

/// The bills that the rows say, one after the other.
///
/// # Errors
/// Everything that is wrong with them.
pub(super) fn bills(rows: &[Row]) -> Result<Vec<Bill>, Vec<Fault>> {
    let mut bills = Bills::default();
    for (place, row) in rows.iter().enumerate() {
        bills.take(place, row);
    }
    let Bills { open, mut faults, .. } = bills;
    let mut done = Vec::with_capacity(open.len());
    for bill in open {
        match bill.close() {
            Ok(bill) => done.push(bill),
            Err(fault) => faults.push(fault),
        }
    }
    if faults.is_empty() { Ok(done) } else { Err(faults) }
}

impl Bills {
    fn take(&mut self, row: usize, said: &Row) {
        if let Some((day, amount)) = said.invoice {
            self.invoice = Some(self.open.len());
            self.open.push(Open { row, issued: Some(day), amount, passed_on: said.passed_on, payments: Vec::new() });
        }
        if let Some((day, amount)) = said.payment {
            self.pay(row, said, day, amount);
        } else if said.passed_on.is_some() && said.invoice.is_none() {
            self.faults.push((row, Some(Field::PassedOn), Problem::NothingToPassOn));
        }
        if let Some((date, amount)) = said.refund {
            self.refund(row, Refund { date, amount });
        }
    }

    /// A payment belongs to the invoice of its row or the last one above, unless it comes with costs of its own: those are
    /// part of a bill, which then is the payment itself.
    fn pay(&mut self, row: usize, said: &Row, day: NaiveDate, amount: Money) {
        let is_alone = said.invoice.is_none() && said.passed_on.is_some();
        let payment = match Payment::new(day, amount, Vec::new()) {
            Ok(payment) => payment,
            Err(error) => return self.faults.push((row, Some(Field::Paid), problem(error))),
        };
        let bill = self.invoice.filter(|_| !is_alone).unwrap_or_else(|| {
            self.open.push(Open { row, issued: None, amount, passed_on: said.passed_on, payments: Vec::new() });
            self.open.len() - 1
        });
        if let Some(open) = self.open.get_mut(bill) {
            self.payment = Some((bill, open.payments.len()));
            open.payments.push((row, payment));
        }
    }

    fn refund(&mut self, row: usize, refund: Refund) {
        let payment = self.payment.and_then(|(bill, place)| self.open.get_mut(bill)?.payments.get_mut(place));
        let Some((_, payment)) = payment else {
            return self.faults.push((row, Some(Field::Refunded), Problem::NothingToRefund));
        };
        let mut refunds = payment.refunds().to_vec();
        refunds.push(refund);
        match Payment::new(payment.date(), payment.amount(), refunds) {
            Ok(refunded) => *payment = refunded,
            Err(error @ LedgerError::RefundBeforePayment) => {
                self.faults.push((row, Some(Field::RefundDate), problem(error)));
            }
            Err(error) => self.faults.push((row, Some(Field::Refunded), problem(error))),
        }
    }
}

impl Open {
    fn close(self) -> Result<Bill, Fault> {
        let Open { row, issued, amount, passed_on, payments } = self;
        let costs = passed_on.unwrap_or_default();
        let last = payments.last().map_or(row, |(row, _)| *row);
        let early = payments.iter().find(|(_, payment)| issued.is_some_and(|issued| payment.date() < issued));
        let early = early.map_or(row, |(row, _)| *row);
        let mut payments = payments.into_iter().map(|(_, payment)| payment);
        let bill = match (issued, payments.next()) {
            (Some(issued), first) => Bill::invoice(issued, amount, costs, first.into_iter().chain(payments).collect()),
            (None, Some(payment)) => Bill::payment(payment, costs),
            // A bill without an invoice is made of its payment.
            (None, None) => Err(LedgerError::Negative),
        };
        bill.map_err(|error| match error {
            LedgerError::PaidAboveBill => (last, Some(Field::Paid), problem(error)),
            LedgerError::PaidBeforeIssue => (early, Some(Field::PaymentDate), problem(error)),
            LedgerError::PassThroughAboveBill => (row, Some(Field::PassedOn), problem(error)),
            error => (row, Some(Field::Invoiced), problem(error)),
        })
    }
}

fn problem(error: LedgerError) -> Problem {
    Problem::Facts(TrackedError::Bills(error))
}
