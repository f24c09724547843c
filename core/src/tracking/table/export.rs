use std::borrow::Cow;
use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::Field;
use super::csv::Csv;
use super::formula::guarded;
use super::vocabulary::Worded;
use crate::ledger::{Bill, Payment, Refund};
use crate::tracking::{Ledger, Number, Tracked};
use crate::value::{Currency, Id, Money, Name, Reading};

/// Which columns are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Columns {
    /// Those that some referral fills.
    #[default]
    Filled,
    /// Every one.
    All,
}

/// The cells of a row; nothing where a cell is empty.
type Cells<'a> = BTreeMap<Field, Cow<'a, str>>;

/// Referrals as a CSV file (RFC 4180), without a byte order mark. A referral with several invoices, payments or refunds has
/// a row for each, of which the later ones repeat only what says whose they are. Numbers that are not in the ledger are no
/// trouble. Days are written year first and amounts without thousands; text that a spreadsheet would take for a formula gets
/// an apostrophe, which [`import`](super::import()) takes off again.
#[must_use]
pub fn export(
    ledger: &Ledger,
    numbers: &[Number],
    reading: Reading,
    currency: Currency,
    separator: char,
    columns: Columns,
) -> String {
    let contacts: BTreeMap<Id, &Name> =
        ledger.contacts().iter().map(|contact| (contact.id(), contact.name())).collect();
    let writer = Writer { contacts, reading, currency };
    let referrals = numbers.iter().filter_map(|number| ledger.referral(*number));
    let rows: Vec<Cells<'_>> = referrals.flat_map(|tracked| writer.rows(tracked)).collect();
    let is_written = |field: &Field| match columns {
        Columns::All => true,
        Columns::Filled => NEEDED.contains(field) || rows.iter().any(|row| row.contains_key(field)),
    };
    let fields: Vec<Field> = Field::ALL.into_iter().filter(is_written).collect();
    let mut csv = Csv::new(separator);
    csv.row(fields.iter().map(|field| field.heading()));
    for row in &rows {
        csv.row(fields.iter().map(|field| row.get(field).map_or("", |text| text.as_ref())));
    }
    csv.finish()
}

/// What every referral has.
const NEEDED: [Field; 3] = [Field::Number, Field::Client, Field::Introduced];

struct Writer<'l> {
    contacts: BTreeMap<Id, &'l Name>,
    reading: Reading,
    currency: Currency,
}

impl<'l> Writer<'l> {
    fn rows(&self, tracked: &'l Tracked) -> Vec<Cells<'l>> {
        let mut rows = Vec::with_capacity(1);
        let mut first = self.facts(tracked);
        let mut has_invoice = false;
        for bill in tracked.bills() {
            has_invoice |= bill.issued().is_some();
            for cells in self.bill(bill, has_invoice) {
                let mut row = if rows.is_empty() { std::mem::take(&mut first) } else { self.identity(tracked) };
                row.extend(cells);
                rows.push(row);
            }
        }
        if rows.is_empty() {
            rows.push(first);
        }
        rows
    }

    /// What says which referral a row belongs to.
    fn identity(&self, tracked: &'l Tracked) -> Cells<'l> {
        let mut cells = Cells::new();
        cells.insert(Field::Number, tracked.number().to_string().into());
        put_name(&mut cells, Field::Client, Some(tracked.client()));
        put_name(&mut cells, Field::Project, tracked.project());
        put_name(&mut cells, Field::Contact, tracked.contact().and_then(|id| self.contacts.get(&id).copied()));
        self.put_day(&mut cells, Field::Introduced, Some(tracked.introduced()));
        cells
    }

    fn facts(&self, tracked: &'l Tracked) -> Cells<'l> {
        let mut cells = self.identity(tracked);
        let facts = tracked.facts();
        let (due, paid) = tracked.reward().days();
        cells.insert(Field::MadeBy, tracked.made_by().word().into());
        cells.insert(Field::Kind, tracked.kind().word().into());
        put_name(&mut cells, Field::Source, tracked.source());
        self.put_amount(&mut cells, Field::Expected, tracked.expected());
        self.put_day(&mut cells, Field::Qualified, facts.qualified);
        self.put_day(&mut cells, Field::Won, tracked.won());
        self.put_day(&mut cells, Field::Lost, tracked.lost());
        cells.insert(Field::Stage, tracked.stage().word().into());
        self.put_day(&mut cells, Field::RewardDue, due);
        self.put_day(&mut cells, Field::RewardPaid, paid);
        cells.insert(Field::Currency, self.currency.code().to_owned().into());
        if !tracked.note().is_empty() {
            cells.insert(Field::Note, guarded(tracked.note().as_str()));
        }
        cells
    }

    /// The rows of a bill: its invoice with the first payment and that one's first refund, then what is left.
    fn bill(&self, bill: &Bill, has_invoice: bool) -> Vec<Cells<'l>> {
        let mut rows: Vec<Cells<'l>> = bill.payments().iter().flat_map(|payment| self.payment(payment)).collect();
        if rows.is_empty() {
            rows.push(Cells::new());
        }
        if let Some(row) = rows.first_mut() {
            self.put_day(row, Field::InvoiceDate, bill.issued());
            self.put_amount(row, Field::Invoiced, bill.issued().map(|_| bill.amount()));
            let costs = bill.pass_through();
            // Costs, be they none, say that a payment belongs to no invoice above it.
            let is_said = costs > Money::ZERO || bill.issued().is_none() && has_invoice;
            self.put_amount(row, Field::PassedOn, is_said.then_some(costs));
        }
        rows
    }

    fn payment(&self, payment: &Payment) -> Vec<Cells<'l>> {
        let mut rows: Vec<Cells<'l>> = payment.refunds().iter().map(|refund| self.refund(*refund)).collect();
        if rows.is_empty() {
            rows.push(Cells::new());
        }
        if let Some(row) = rows.first_mut() {
            self.put_day(row, Field::PaymentDate, Some(payment.date()));
            self.put_amount(row, Field::Paid, Some(payment.amount()));
        }
        rows
    }

    fn refund(&self, refund: Refund) -> Cells<'l> {
        let mut cells = Cells::new();
        self.put_day(&mut cells, Field::RefundDate, Some(refund.date));
        self.put_amount(&mut cells, Field::Refunded, Some(refund.amount));
        cells
    }

    fn put_day(&self, cells: &mut Cells<'l>, field: Field, day: Option<NaiveDate>) {
        cells.extend(day.map(|day| (field, self.reading.write_date(day).into())));
    }

    fn put_amount(&self, cells: &mut Cells<'l>, field: Field, amount: Option<Money>) {
        cells.extend(amount.map(|amount| (field, self.reading.write_money(amount, self.currency).into())));
    }
}

fn put_name<'l>(cells: &mut Cells<'l>, field: Field, name: Option<&'l Name>) {
    cells.extend(name.map(|name| (field, guarded(name.as_str()))));
}
