use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};

use super::{Bill, LedgerError, List, Payment, Referral, Refund, Row};
use crate::value::{Id, Money, Period, add_months};

/// The rows of a list put together: one referral for each client and project.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gathered {
    /// By id, which is the lowest of their rows'.
    pub referrals: Vec<Referral>,
    /// Rows that contradict others, by id. A refund among them does not count; an introduction after the work is taken to
    /// have come with the first payment.
    pub problems: Vec<(Id, LedgerError)>,
    /// How many rows count.
    pub rows: u32,
    /// From the first day of the first month in which anything happened to the last day of the last; nothing without rows.
    pub period: Option<Period>,
}

impl Gathered {
    /// Referrals that are known as such, by id. The period ends with the last month in which one was made, billed or paid.
    #[must_use]
    pub fn of(referrals: Vec<Referral>) -> Gathered {
        let first = referrals.iter().map(Referral::introduced).min();
        let paid = referrals
            .iter()
            .flat_map(Referral::bills)
            .flat_map(|bill| bill.payments().iter().map(Payment::date).chain(bill.issued()));
        let last = referrals.iter().map(Referral::introduced).chain(paid).max();
        let period = first.zip(last).and_then(|(first, last)| whole_months(first, last));
        let rows = u32::try_from(referrals.len()).unwrap_or(u32::MAX);
        Gathered { referrals, problems: Vec::new(), rows, period }
    }
}

impl List {
    /// What the rows that can be read say together, whatever order they are in.
    ///
    /// Rows of one client and project, upper and lower case alike, are one referral. It was introduced on the earliest
    /// such date that one of them gives, else on the date of the earliest. Each amount above zero is a payment without an
    /// invoice. A refund takes back what is left of the payments of its project up to its day, newest first. Rows do not
    /// say whether an introduction was qualified: each counts as such from its first day.
    #[must_use]
    pub fn referrals(&self) -> Gathered {
        let mut rows: Vec<&Row> = self.rows().collect();
        // A refund follows the payments of its day.
        rows.sort_unstable_by_key(|row| (row.work().date, row.work().amount.is_negative(), row.id()));
        let mut places: BTreeMap<String, usize> = BTreeMap::new();
        let mut projects: Vec<Project> = Vec::new();
        let mut gathered = Gathered { referrals: Vec::new(), problems: Vec::new(), rows: 0, period: None };
        let mut last = NaiveDate::MIN;
        for row in rows {
            let place = *places.entry(row.key()).or_insert(projects.len());
            if place == projects.len() {
                projects.push(Project::default());
            }
            let added = projects.get_mut(place).map_or(Ok(()), |project| project.add(row));
            match added {
                Ok(()) => {
                    gathered.rows += 1;
                    last = row.work().date;
                }
                Err(error) => gathered.problems.push((row.id(), error)),
            }
        }
        let mut first = NaiveDate::MAX;
        for project in projects {
            let Some(row) = project.lowest else { continue };
            let introduced = project.introduced(&mut gathered.problems);
            first = first.min(introduced);
            match project.referral(row, introduced) {
                Ok(referral) => gathered.referrals.push(referral),
                Err(error) => gathered.problems.push((row.id(), error)),
            }
        }
        gathered.referrals.sort_unstable_by_key(Referral::id);
        gathered.problems.sort_unstable_by_key(|(id, _)| *id);
        gathered.period = whole_months(first, last);
        gathered
    }
}

/// The rows of one client and project, in the order of their days.
#[derive(Default)]
struct Project<'a> {
    /// The row with the lowest id.
    lowest: Option<&'a Row>,
    /// The date of the earliest row.
    first: Option<NaiveDate>,
    /// The earliest date of introduction that a row gives, and that row.
    given: Option<(NaiveDate, Id)>,
    payments: Vec<Paid>,
}

struct Paid {
    date: NaiveDate,
    amount: Money,
    refunds: Vec<Refund>,
    left: Money,
    pass_through: Money,
}

impl<'a> Project<'a> {
    fn add(&mut self, row: &'a Row) -> Result<(), LedgerError> {
        let work = row.work();
        if work.amount.is_negative() {
            self.refund(work.date, work.amount.abs())?;
        } else if work.amount > Money::ZERO {
            let (date, amount, pass_through) = (work.date, work.amount, work.pass_through);
            self.payments.push(Paid { date, amount, refunds: Vec::new(), left: amount, pass_through });
        }
        if self.lowest.is_none_or(|lowest| row.id() < lowest.id()) {
            self.lowest = Some(row);
        }
        self.first.get_or_insert(work.date);
        let given = work.introduced.map(|date| (date, row.id()));
        self.given = self.given.into_iter().chain(given).min();
        Ok(())
    }

    /// Takes `refund` off the payments so far, newest first, if they leave as much.
    fn refund(&mut self, date: NaiveDate, refund: Money) -> Result<(), LedgerError> {
        let left: i128 = self.payments.iter().map(|paid| paid.left).sum();
        if refund.wide() > left {
            return Err(LedgerError::RefundAbovePayment);
        }
        let mut rest = refund;
        for paid in self.payments.iter_mut().rev().filter(|paid| paid.left > Money::ZERO) {
            let amount = rest.min(paid.left);
            paid.refunds.push(Refund { date, amount });
            paid.left = paid.left.minus(amount)?;
            rest = rest.minus(amount)?;
            if rest == Money::ZERO {
                break;
            }
        }
        Ok(())
    }

    /// The date of the introduction; one that is given for after the first payment is a problem of the row that gives it.
    fn introduced(&self, problems: &mut Vec<(Id, LedgerError)>) -> NaiveDate {
        let paid = self.payments.first().map_or(NaiveDate::MAX, |paid| paid.date);
        match self.given {
            Some((date, id)) if date > paid => {
                problems.push((id, LedgerError::BeforeIntroduction));
                paid
            }
            Some((date, _)) => date,
            None => self.first.unwrap_or(paid),
        }
    }

    fn referral(self, row: &Row, introduced: NaiveDate) -> Result<Referral, LedgerError> {
        let bill = |paid: Paid| Bill::payment(Payment::new(paid.date, paid.amount, paid.refunds)?, paid.pass_through);
        let bills = self.payments.into_iter().map(bill).collect::<Result<_, _>>()?;
        Referral::new(row.id(), row.work().client.clone(), introduced, Some(introduced), bills)
    }
}

/// The months from that of the first day to that of the last.
fn whole_months(first: NaiveDate, last: NaiveDate) -> Option<Period> {
    Period::new(month_start(first), add_months(month_start(last), 1)).ok()
}

fn month_start(date: NaiveDate) -> NaiveDate {
    date.with_day(1).unwrap_or(date)
}
