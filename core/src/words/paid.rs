use super::phrase::{fill, months, percent, with_noun};
use super::terms::{offer_label, short_name};
use crate::ledger::Even;
use crate::review::{Counted, CountedOn, Trailing};
use crate::terms::{Accrues, Base, FeeDue, FixedFee, Hybrid, Payer, Percentage, Retainer, Scale, Terms, TierScope};
use crate::value::{Money, Notation};

/// How payouts were counted from terms: what was assumed about the work, the sums, and what they leave out. The sums end
/// in the payout itself, exact.
#[must_use]
pub fn explain_payouts(counted: &Counted, trailing: Trailing, notation: &dyn Notation) -> Vec<String> {
    let sums = Sums { counted, n: notation };
    match counted.on {
        CountedOn::Even(even) => sums.even(even),
        CountedOn::Rows(rows) => sums.on_rows(rows, trailing),
    }
}

struct Sums<'a> {
    counted: &'a Counted,
    n: &'a dyn Notation,
}

impl Sums<'_> {
    fn money(&self, amount: Money) -> String {
        self.n.money(amount)
    }

    fn number(&self, count: impl Into<u64>) -> String {
        self.n.count(count.into())
    }

    fn label(&self) -> String {
        offer_label(&self.counted.offer, self.n)
    }

    fn since(&self) -> String {
        self.n.date(self.counted.book.period().start())
    }

    /// What terms pay on the same work; the same definition as for the whole.
    fn pays(&self, terms: Terms) -> Money {
        terms.payout(&self.counted.book).map_or(Money::ZERO, |payout| payout.total)
    }

    fn even(&self, even: Even) -> Vec<String> {
        let terms = &self.counted.offer.terms;
        let mut lines = Vec::new();
        if self.counted.entered.is_negative() {
            lines.push("Revenue is below zero, so there is nothing to share.".into());
        }
        match terms {
            Terms::FixedFee(fee) => lines.push(self.fee(fee, even)),
            Terms::Retainer(retainer) => lines.push(self.retainer(retainer, even)),
            Terms::Percentage(share) => lines.extend(self.share(share, even)),
            Terms::Hybrid(hybrid) => lines.extend(self.hybrid(hybrid, even)),
        }
        lines.push(self.assumed(even));
        lines.extend(self.left_out(even));
        lines
    }

    /// "Terms: 10%. Assumed: $82,000 paid evenly over 6 months from 1 January 2026, by 4 projects that all begin with it."
    fn assumed(&self, even: Even) -> String {
        let counts = self.counted.offer.terms.counts();
        let mut parts = Vec::new();
        if !matches!(self.counted.offer.terms, Terms::Retainer(_)) {
            let revenue = self.money(self.counted.revenue);
            parts.push(fill("{0} of revenue paid evenly over {1}", &[&revenue, &months(even.months, self.n)]));
        }
        if counts.projects {
            let projects = with_noun(self.number(even.projects), "project", "projects");
            parts.push(fill("{0} of the same size, paid from the first month on", &[&projects]));
        }
        if counts.introductions {
            let made = with_noun(self.number(even.introductions), "introduction", "introductions");
            parts.push(fill("{0} spread evenly", &[&made]));
        }
        let assumed = if parts.is_empty() { months(even.months, self.n) } else { parts.join("; ") };
        fill("Assumed: {0}, under terms agreed on {1}.", &[&assumed, &self.since()])
    }

    /// What the terms say that the figures of a partnership cannot tell.
    fn left_out(&self, even: Even) -> Vec<String> {
        let (share, floor, cap) = match &self.counted.offer.terms {
            Terms::Percentage(share) => (Some(share), None, None),
            Terms::Hybrid(hybrid) => (Some(hybrid.percentage()), hybrid.floor(), hybrid.cap()),
            Terms::FixedFee(_) | Terms::Retainer(_) => (None, None, None),
        };
        let mut lines: Vec<String> = Vec::new();
        let Some(share) = share else { return lines };
        if share.base() == Base::Net {
            lines.push("No costs passed on are known here, so none are taken off.".into());
        }
        if share.accrues() == Accrues::OnInvoice {
            lines.push("Invoices are taken to be paid in the month in which they are sent.".into());
        }
        let by_year = matches!(
            share.scale(),
            Scale::Marginal(_, TierScope::AgreementYear) | Scale::Whole(_, TierScope::AgreementYear)
        );
        if by_year || share.year_cap().is_some() || cap.is_some() {
            lines.push(fill("What counts for a year of the agreement counts from {0} on.", &[&self.since()]));
        }
        if floor.is_some() && even.months < 12 {
            lines.push("The floor of a year counts only once a year is over.".into());
        }
        lines
    }

    fn fee(&self, fee: &FixedFee, even: Even) -> String {
        let [amount, total] = [fee.amount(), self.counted.total].map(|amount| self.money(amount));
        let times = |count: String| fill("{0} × {1} = {2}", &[&count, &amount, &total]);
        match fee.due() {
            FeeDue::QualifiedReferral => {
                times(with_noun(self.number(even.introductions), "introduction", "introductions"))
            }
            FeeDue::WonProject { over } => {
                let worth = self.worth_over(over);
                let all = u64::from(even.projects);
                if worth == all {
                    return times(with_noun(self.number(all), "project", "projects"));
                }
                let over = self.money(over);
                let [worth, all] = [worth, all].map(|count| self.number(count));
                let template = if worth == "0" {
                    "Worth more than {2}: none of {1} projects, so {4}"
                } else {
                    "Worth more than {2}: {0} of {1} projects; {3}"
                };
                fill(template, &[&worth, &all, &over, &times(worth.clone()), &total])
            }
        }
    }

    /// How many projects are worth more than `over`.
    fn worth_over(&self, over: Money) -> u64 {
        let CountedOn::Even(even) = self.counted.on else { return 0 };
        let worth = |project: u32| -> i128 {
            let of = self.counted.book.payments().iter().filter(|entry| entry.project == project);
            of.map(|entry| entry.gross.wide()).sum()
        };
        (0..u32::from(even.projects)).filter(|&project| worth(project) > over.wide()).count() as u64
    }

    fn retainer(&self, retainer: &Retainer, even: Even) -> String {
        let total = self.pays(Terms::Retainer(retainer.clone()));
        let amount = self.money(retainer.amount());
        let count = months(even.months, self.n);
        let (a_month, flow) = match retainer.payer() {
            Payer::Receiver => (amount, Some(retainer.amount())),
            Payer::Introducer => (fill("{0} paid to you", &[&amount]), Some(-retainer.amount())),
            Payer::Mutual { back } => {
                (fill("({0} − {1} back)", &[&amount, &self.money(back)]), retainer.amount().minus(back).ok())
            }
        };
        let whole = flow.map(|flow| flow.wide() * i128::from(even.months));
        let template = if whole == Some(total.wide()) {
            "{0} × {1} = {2}"
        } else {
            "{0} × {1}, less for each introduction missing in a month = {2}"
        };
        fill(template, &[&count, &a_month, &self.money(total)])
    }

    /// "10% of $82,000 = $8,200", and before it what the window lets through, and after it what a cap takes off.
    fn share(&self, share: &Percentage, even: Even) -> Vec<String> {
        let mut lines = Vec::new();
        let eligible = match share.window().filter(|&window| window < even.months) {
            None => self.counted.revenue,
            Some(window) => {
                let full = Percentage::new(Scale::Flat(crate::value::Rate::FULL)).within(Some(window));
                let eligible = full.map_or(self.counted.revenue, |full| self.pays(Terms::Percentage(full)));
                let [counts, all] = [eligible, self.counted.revenue].map(|amount| self.money(amount));
                lines.push(fill(
                    "The first {0} of {1} count: {2} of {3}",
                    &[&self.number(window), &months(even.months, self.n), &counts, &all],
                ));
                eligible
            }
        };
        let rate = match share.scale() {
            Scale::Flat(rate) => percent(*rate, self.n),
            scale @ (Scale::Marginal(..) | Scale::Whole(..)) => {
                short_name(&Terms::Percentage(Percentage::new(scale.clone())), self.n)
            }
        };
        let total = self.pays(Terms::Percentage(share.clone()));
        let uncapped = share.clone().capped(None, None).map_or(total, |share| self.pays(Terms::Percentage(share)));
        let [eligible, uncapped_words, held] = [eligible, uncapped, total].map(|amount| self.money(amount));
        lines.push(fill("{0} of {1} = {2}", &[&rate, &eligible, &uncapped_words]));
        if uncapped != total {
            lines.push(fill("Held at what the terms cap: {0}", &[&held]));
        }
        lines
    }

    fn hybrid(&self, hybrid: &Hybrid, even: Even) -> Vec<String> {
        let mut lines = vec![self.retainer(hybrid.retainer(), even)];
        lines.extend(self.share(hybrid.percentage(), even));
        let retainer = self.pays(Terms::Retainer(hybrid.retainer().clone()));
        let share = self.pays(Terms::Percentage(hybrid.percentage().clone()));
        let total = self.counted.total;
        let is_sum = (retainer.wide() + share.wide() - total.wide()).abs() <= 1;
        let template = if is_sum { "{0} + {1} = {2}" } else { "{0} + {1}, held between floor and cap = {2}" };
        lines.push(fill(template, &[&self.money(retainer), &self.money(share), &self.money(total)]));
        lines
    }

    fn on_rows(&self, rows: u32, trailing: Trailing) -> Vec<String> {
        let period = trailing.period();
        let [first, last] =
            [period.start(), period.end().pred_opt().unwrap_or(period.end())].map(|day| self.n.date(day));
        let total = self.money(self.counted.total);
        let rows = with_noun(self.number(rows), "row", "rows");
        let mut lines = vec![
            fill("{0} on your own rows: {1} fall due from {2} to {3}", &[&self.label(), &total, &first, &last]),
            fill(
                "Assumed: terms agreed on {0}, and {1} of My work, all of them work of this partnership.",
                &[&self.since(), &rows],
            ),
        ];
        let (found, entered) = (self.counted.revenue, self.counted.entered);
        if found != entered {
            lines.push(fill(
                "These rows bring {0} in these months; as revenue you entered {1}.",
                &[&self.money(found), &self.money(entered)],
            ));
        }
        lines
    }
}
