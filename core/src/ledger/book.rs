use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::{Bill, Engagement, Even, Referral, Regular};
use crate::terms::Accrues;
use crate::value::{Money, Period, add_months};

/// Any first of January: a year that is laid out by months does not depend on the calendar.
const YEAR_START: NaiveDate = match NaiveDate::from_ymd_opt(2001, 1, 1) {
    Some(date) => date,
    None => NaiveDate::MIN,
};

/// A stretch of work laid out once, for any number of terms to be tried on: introductions, payments and invoices by date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Book {
    period: Period,
    introductions: Vec<NaiveDate>,
    qualified: Vec<NaiveDate>,
    payments: Vec<Entry>,
    invoices: Vec<Entry>,
    first_payments: Vec<NaiveDate>,
    first_invoices: Vec<NaiveDate>,
}

/// A payment or an invoice, net of refunds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The day on which it counts.
    pub date: NaiveDate,
    /// The day that a window tests: the invoice's where there is one, so that paying late does not outlast the window.
    pub tested: NaiveDate,
    /// The project, by the place of its referral in the book.
    pub project: u32,
    /// The client; several projects may share one.
    pub client: u32,
    /// What was paid or billed, less refunds.
    pub gross: Money,
    /// The same without costs passed on, which count in proportion to the part of the bill that is paid.
    pub net: Money,
}

impl Book {
    /// The work of `referrals` under terms that begin with `period`, on whose start agreement years turn. Retainers run
    /// for the whole months of the period; payments after its end still count.
    pub fn new<'a>(period: Period, referrals: impl IntoIterator<Item = &'a Referral>) -> Book {
        let mut clients: BTreeMap<String, u32> = BTreeMap::new();
        Book::laid_out(period, referrals, |_, referral| {
            let next = u32::try_from(clients.len()).unwrap_or(u32::MAX);
            *clients.entry(referral.client().folded()).or_insert(next)
        })
    }

    /// The same for terms that do not ask which projects are of one client: each has a client of its own.
    pub(crate) fn by_project<'a>(period: Period, referrals: impl IntoIterator<Item = &'a Referral>) -> Book {
        Book::laid_out(period, referrals, |project, _| project)
    }

    fn laid_out<'a>(
        period: Period,
        referrals: impl IntoIterator<Item = &'a Referral>,
        mut client: impl FnMut(u32, &Referral) -> u32,
    ) -> Book {
        let mut book = Book {
            period,
            introductions: Vec::new(),
            qualified: Vec::new(),
            payments: Vec::new(),
            invoices: Vec::new(),
            first_payments: Vec::new(),
            first_invoices: Vec::new(),
        };
        for (project, referral) in (0..).zip(referrals) {
            book.add(project, client(project, referral), referral);
        }
        book.introductions.sort_unstable();
        book.qualified.sort_unstable();
        // Stable: on one day the order of the referrals decides, which the caller keeps by id.
        book.payments.sort_by_key(|entry| entry.date);
        book.invoices.sort_by_key(|entry| entry.date);
        book
    }

    fn add(&mut self, project: u32, client: u32, referral: &Referral) {
        self.introductions.push(referral.introduced());
        self.qualified.extend(referral.qualified());
        let payments = referral.bills().iter().flat_map(Bill::payments);
        self.first_payments.push(payments.map(|payment| payment.date()).min().unwrap_or(NaiveDate::MAX));
        let invoiced =
            referral.bills().iter().filter_map(|bill| bill.issued().or(bill.payments().first().map(|p| p.date())));
        self.first_invoices.push(invoiced.min().unwrap_or(NaiveDate::MAX));
        for bill in referral.bills() {
            let net_of = |gross: Money| {
                // Passed-on costs are a running total too: round(costs × paid so far / billed).
                let passed = match bill.amount() {
                    Money::ZERO => Money::ZERO,
                    billed => Money::rounded(bill.pass_through().wide() * gross.wide(), billed.wide()).unwrap_or(gross),
                };
                gross.minus(passed).unwrap_or_default()
            };
            let mut paid = Money::ZERO;
            for payment in bill.payments() {
                // A bill's payments add up to no more than the bill.
                let after = paid.plus(payment.kept()).unwrap_or(paid);
                self.payments.push(Entry {
                    date: payment.date(),
                    tested: bill.issued().unwrap_or(payment.date()),
                    project,
                    client,
                    gross: payment.kept(),
                    net: net_of(after).minus(net_of(paid)).unwrap_or_default(),
                });
                paid = after;
            }
            if let Some(date) = bill.issued().or(bill.payments().first().map(|payment| payment.date())) {
                let gross = bill.kept();
                self.invoices.push(Entry { date, tested: date, project, client, gross, net: net_of(gross) });
            }
        }
    }

    /// A regular year of work under terms that begin with it, laid out payment by payment.
    #[must_use]
    pub fn regular(work: Regular) -> Book {
        let projects = Regular::spread(work.projects).map(|month| (month, work.project()));
        Book::year(Regular::spread(work.introductions), projects)
    }

    /// A year of work under terms that begin with it, laid out payment by payment: the months, counted from 0, of its
    /// introductions, every one of them qualified, and of its projects, each its own client, in their order.
    pub(crate) fn year(
        introduced: impl Iterator<Item = u32>,
        projects: impl Iterator<Item = (u32, Engagement)>,
    ) -> Book {
        let start = YEAR_START;
        let introductions: Vec<NaiveDate> = introduced.map(|month| add_months(start, month)).collect();
        let mut payments = Vec::new();
        let mut first_payments = Vec::new();
        for (project, (month, engagement)) in (0..).zip(projects) {
            let first = add_months(start, month);
            first_payments.push(first);
            let mut before = (Money::ZERO, Money::ZERO);
            for (month, (gross, net)) in (0..).zip(engagement.paid().skip(1)) {
                let date = add_months(first, month);
                payments.push(Entry {
                    date,
                    tested: date,
                    project,
                    client: project,
                    gross: gross.minus(before.0).unwrap_or_default(),
                    net: net.minus(before.1).unwrap_or_default(),
                });
                before = (gross, net);
            }
        }
        payments.sort_by_key(|entry| entry.date);
        Book::plain(Period::months(start, 12), introductions, payments, first_payments)
    }

    /// Work spread evenly over months, under terms that begin with them, laid out payment by payment.
    #[must_use]
    pub fn even(work: Even) -> Book {
        let Even { start, months, .. } = work;
        let introductions: Vec<NaiveDate> = work.introduced().map(|month| add_months(start, month)).collect();
        let mut payments = Vec::new();
        for (month, parts) in (0..).zip(work.paid()) {
            let date = add_months(start, month);
            payments.extend((0..).zip(parts).map(|(project, gross)| Entry {
                date,
                tested: date,
                project,
                client: project,
                gross,
                net: gross,
            }));
        }
        let first_payments = vec![start; usize::from(work.projects)];
        Book::plain(Period::months(start, months.into()), introductions, payments, first_payments)
    }

    /// Work in which every introduction counts and what is billed is paid at once.
    fn plain(
        period: Period,
        introductions: Vec<NaiveDate>,
        payments: Vec<Entry>,
        first_payments: Vec<NaiveDate>,
    ) -> Book {
        Book {
            period,
            qualified: introductions.clone(),
            introductions,
            invoices: payments.clone(),
            payments,
            first_invoices: first_payments.clone(),
            first_payments,
        }
    }

    /// The period of the terms.
    #[must_use]
    pub fn period(&self) -> Period {
        self.period
    }

    /// Client payments by date.
    #[must_use]
    pub fn payments(&self) -> &[Entry] {
        &self.payments
    }

    /// Invoices by date; a payment without an invoice stands for its own.
    #[must_use]
    pub fn invoices(&self) -> &[Entry] {
        &self.invoices
    }

    /// The days on which referrals qualified.
    #[must_use]
    pub fn qualified(&self) -> &[NaiveDate] {
        &self.qualified
    }

    /// How many introductions came on `from` or later, but before `to`.
    #[must_use]
    pub fn introductions_between(&self, from: NaiveDate, to: NaiveDate) -> u32 {
        let before = |date| self.introductions.partition_point(|&day| day < date);
        u32::try_from(before(to).saturating_sub(before(from))).unwrap_or(u32::MAX)
    }

    /// The date of a project's first payment or invoice, from which a window runs.
    #[must_use]
    pub fn first_entry(&self, project: u32, accrues: Accrues) -> NaiveDate {
        let dates = match accrues {
            Accrues::OnPayment => &self.first_payments,
            Accrues::OnInvoice => &self.first_invoices,
        };
        usize::try_from(project).ok().and_then(|index| dates.get(index)).copied().unwrap_or(NaiveDate::MAX)
    }

    /// The number of introductions.
    #[must_use]
    pub fn introductions(&self) -> usize {
        self.introductions.len()
    }
}
