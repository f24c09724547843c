use super::phrase::{fill, hours, months, percent};
use super::row::Row;
use super::terms::short_name;
use crate::forecast::{Assumptions, Figures, Offer};
use crate::terms::{Base, FeeDue, FixedFee, Hybrid, Payer, Percentage, Retainer, Scale, Terms};
use crate::value::{Money, Notation, Quantity, Rate, Side};

/// How a figure of the usual year is computed, line by line; the last line ends in the figure itself, exact. `offer` is
/// the one that the figures belong to; without one they are those of no deal.
#[must_use]
pub fn explain(
    row: Row,
    figures: &Figures,
    assumptions: &Assumptions,
    offer: Option<&Offer>,
    notation: &dyn Notation,
) -> Vec<String> {
    let sums = Sums { figures, a: assumptions, n: notation };
    let receiver = assumptions.direction.receiver();
    match (row, offer) {
        (Row::Payout, Some(offer)) => sums.payout(&offer.terms),
        (Row::Share, Some(_)) => sums.share(),
        (Row::Hours, Some(offer)) => sums.hours(offer),
        (Row::Keep(side), Some(_)) if side == receiver => sums.received(side, false),
        (Row::Gain(side), Some(_)) if side == receiver => sums.received(side, true),
        (Row::Keep(side) | Row::Gain(side), Some(_)) => sums.introduced(side),
        (Row::Keep(side), None) if side == receiver => sums.without_deal(side),
        (Row::Share | Row::Hours, None) => vec!["Without a deal nothing is paid and nothing is tracked.".into()],
        (Row::Payout | Row::Keep(_), None) => sums.nothing("Without a deal nothing is paid: {0}"),
        (Row::Gain(_), None) => sums.nothing("Without a deal nothing changes: {0}"),
    }
}

struct Sums<'a> {
    figures: &'a Figures,
    a: &'a Assumptions,
    n: &'a dyn Notation,
}

impl Sums<'_> {
    fn nothing(&self, template: &str) -> Vec<String> {
        vec![fill(template, &[&self.money(Money::ZERO)])]
    }

    fn money(&self, amount: Money) -> String {
        self.n.money(amount)
    }

    fn projects(&self) -> String {
        self.n.quantity(self.a.projects.range.likely(), 6)
    }

    /// Revenue, and what of it is not passed on.
    fn revenue(&self) -> (Vec<String>, Money) {
        let Assumptions { projects, value, pass_through, .. } = self.a;
        let (projects, value) = (projects.range.likely(), value.range.likely());
        let revenue = Money::rounded(projects.wide() * value.wide(), Quantity::SCALE).unwrap_or(Money::MAX);
        let passed = pass_through.range.likely().of(revenue);
        let net = revenue.minus(passed).unwrap_or_default();
        let [value, gross, out] = [value, revenue, net].map(|amount| self.money(amount));
        let mut lines = vec![fill("{0} projects × {1} = {2} of revenue", &[&self.projects(), &value, &gross])];
        if passed != Money::ZERO {
            let share = percent(pass_through.range.likely(), self.n);
            lines.push(fill("{0} − {1} of costs passed on = {2}", &[&gross, &share, &out]));
        }
        (lines, net)
    }

    fn margin(&self) -> (Vec<String>, Money) {
        let (mut lines, net) = self.revenue();
        let share = self.a.margin.range.likely();
        let left = share.of(net);
        let [net, out] = [net, left].map(|amount| self.money(amount));
        lines.push(fill("{0} × {1} left after delivering = {2}", &[&net, &percent(share, self.n), &out]));
        (lines, left)
    }

    fn administration(&self, side: Side) -> String {
        fill(
            "{0} × {1} = {2} of record keeping",
            &[
                &hours(self.figures.hours, self.n),
                &self.money(self.a.hour.of(side).0),
                &self.money(*self.figures.administration.of(side)),
            ],
        )
    }

    /// What the receiver keeps; or gains, when clients who would have come anyway do not count.
    fn received(&self, side: Side, gain: bool) -> Vec<String> {
        let (mut lines, mut left) = self.margin();
        let anyway = self.a.came_anyway.range.likely();
        let result = if gain { self.figures.gain.of(side) } else { self.figures.keep.of(side) };
        if gain && anyway != Rate::ZERO {
            let added = anyway.rest().of(left);
            let share = percent(anyway.rest(), self.n);
            lines.push(fill(
                "{0} × {1} that would not have come anyway = {2}",
                &[&self.money(left), &share, &self.money(added)],
            ));
            left = added;
        }
        lines.push(self.administration(side));
        let template = if self.figures.payout.is_negative() {
            "{0} + {1} received − {2} = {3}"
        } else {
            "{0} − {1} paid − {2} = {3}"
        };
        lines.push(self.sum(template, [left, *self.figures.administration.of(side), *result]));
        lines
    }

    fn introduced(&self, side: Side) -> Vec<String> {
        let template =
            if self.figures.payout.is_negative() { "−{1} paid − {2} = {3}" } else { "{1} received − {2} = {3}" };
        let amounts = [Money::ZERO, *self.figures.administration.of(side), *self.figures.keep.of(side)];
        vec![self.administration(side), self.sum(template, amounts)]
    }

    /// `template` with what there is, the payout without its sign, the record keeping and the result.
    fn sum(&self, template: &str, [left, administration, result]: [Money; 3]) -> String {
        let parts = [left, self.figures.payout.abs(), administration, result].map(|amount| self.money(amount));
        fill(template, &parts.each_ref().map(String::as_str))
    }

    fn without_deal(&self, side: Side) -> Vec<String> {
        let (mut lines, left) = self.margin();
        let anyway = percent(self.a.came_anyway.range.likely(), self.n);
        lines.push(fill(
            "{0} × {1} that would have come anyway = {2}",
            &[&self.money(left), &anyway, &self.money(*self.figures.keep.of(side))],
        ));
        lines
    }

    fn share(&self) -> Vec<String> {
        let (mut lines, net) = self.revenue();
        let share = Rate::of_whole(self.figures.payout.wide(), net.wide());
        let share = share.map_or_else(|| "no share".into(), |share| self.n.percent(share, 1));
        lines.push(fill("{0} paid ÷ {1} = {2}", &[&self.money(self.figures.payout), &self.money(net), &share]));
        lines
    }

    fn hours(&self, offer: &Offer) -> Vec<String> {
        let administration = offer.administration();
        let written = [administration.monthly, administration.per_referral, self.figures.hours];
        let [monthly, each, total] = written.map(|time| hours(time, self.n));
        let both = self.figures.hours.seconds().checked_mul(2).and_then(|both| crate::value::Hours::new(both).ok());
        let introductions = self.n.quantity(self.a.introductions.range.likely(), 6);
        vec![
            fill(
                "12 months × {0} + {1} introductions × {2} = {3} for each of you",
                &[&monthly, &introductions, &each, &total],
            ),
            fill("2 × {0} = {1}", &[&total, &hours(both.unwrap_or(self.figures.hours), self.n)]),
        ]
    }

    fn payout(&self, terms: &Terms) -> Vec<String> {
        let paid = self.figures.payout;
        let simple = match terms {
            Terms::FixedFee(fee) => self.fee(fee),
            Terms::Retainer(retainer) => self.retainer(retainer),
            Terms::Percentage(share) => self.percentage(share),
            Terms::Hybrid(hybrid) => self.hybrid(hybrid),
        };
        match simple {
            Some((lines, amount)) if amount == paid => lines,
            _ => {
                let (mut lines, _) = self.revenue();
                lines.push(fill(
                    "Each payment of the year in turn under {0}, with all its limits, adds up to {1}",
                    &[&short_name(terms, self.n), &self.money(paid)],
                ));
                lines
            }
        }
    }

    fn fee(&self, fee: &FixedFee) -> Option<(Vec<String>, Money)> {
        let value = self.a.value.range.likely();
        let (count, template) = match fee.due() {
            FeeDue::WonProject { over } if value <= over => {
                let amounts = [value, over, Money::ZERO].map(|amount| self.money(amount));
                let line = "A project of {0} does not exceed {1}, so that no fee is due: {2}";
                return Some((vec![fill(line, &amounts.each_ref().map(String::as_str))], Money::ZERO));
            }
            FeeDue::WonProject { .. } => (self.a.projects.range.likely(), "{0} projects × {1} = {2}"),
            FeeDue::QualifiedReferral => (self.a.introductions.range.likely(), "{0} introductions × {1} = {2}"),
        };
        let total = Money::rounded(count.wide() * fee.amount().wide(), Quantity::SCALE).ok()?;
        let parts = [self.n.quantity(count, 6), self.money(fee.amount()), self.money(total)];
        Some((vec![fill(template, &parts.each_ref().map(String::as_str))], total))
    }

    fn retainer(&self, retainer: &Retainer) -> Option<(Vec<String>, Money)> {
        let amount = retainer.amount();
        let (template, flow, back) = match retainer.payer() {
            Payer::Receiver => ("12 months × {0} = {2}", amount, Money::ZERO),
            Payer::Introducer => ("12 months × {0} paid the other way = {2}", -amount, Money::ZERO),
            Payer::Mutual { back } => ("12 months × ({0} − {1} in return) = {2}", amount.minus(back).ok()?, back),
        };
        let total = Money::rounded(flow.wide() * 12, 1).ok()?;
        let parts = [amount, back, total].map(|amount| self.money(amount));
        Some((vec![fill(template, &parts.each_ref().map(String::as_str))], total))
    }

    /// A flat share, without its caps.
    fn percentage(&self, share: &Percentage) -> Option<(Vec<String>, Money)> {
        let Scale::Flat(rate) = share.scale() else { return None };
        let (lines, net) = self.revenue();
        let (base, mut lines) = match share.base() {
            Base::Gross => (self.figures.revenue, lines.into_iter().take(1).collect()),
            Base::Net => (net, lines),
        };
        let length = self.a.months.range.likely().max(1);
        let window = share.window().unwrap_or(length).min(length);
        let total =
            Money::rounded(base.wide() * rate.wide() * i128::from(window), Rate::SCALE * i128::from(length)).ok()?;
        let template =
            if window < length { "{0} × {1} × {2} of {3} inside the window = {4}" } else { "{0} × {1} = {4}" };
        let parts = [
            percent(*rate, self.n),
            self.money(base),
            self.n.count(window.into()),
            months(length, self.n),
            self.money(total),
        ];
        lines.push(fill(template, &parts.each_ref().map(String::as_str)));
        Some((lines, total))
    }

    fn hybrid(&self, hybrid: &Hybrid) -> Option<(Vec<String>, Money)> {
        let (mut lines, monthly) = self.retainer(hybrid.retainer())?;
        let (more, share) = self.percentage(hybrid.percentage())?;
        let total = monthly.plus(share).ok()?;
        lines.extend(more);
        let parts = [monthly, share, total].map(|amount| self.money(amount));
        lines.push(fill("{0} + {1} = {2}", &parts.each_ref().map(String::as_str)));
        Some((lines, total))
    }
}
