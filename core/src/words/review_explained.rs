use super::phrase::{fill, hours, isolated, months};
use super::review::{efficiency, ending_figure, review_row, verb};
use crate::review::{Basis, Decision, Ending, Entry, Figures, Measure, Review};
use crate::value::{Money, Notation, Quantity, round_half_away};

/// How a figure of a partnership is computed, line by line, with its inputs.
#[must_use]
pub fn explain_review(
    measure: Measure,
    review: &Review,
    entry: &Entry,
    basis: &Basis,
    notation: &dyn Notation,
) -> Vec<String> {
    let sums = Sums { review, figures: entry.figures(), basis, n: notation };
    match measure {
        Measure::Ratio => sums.ratio(),
        Measure::WithoutStrategic => sums.without_strategic(),
        Measure::Chance(decision) => sums.chance(decision),
        Measure::Before => sums.before(entry),
        Measure::Value => vec![sums.value()],
        Measure::Revenue => vec![sums.entered(review.ending.revenue)],
        Measure::Strategic => sums.strategic(),
        Measure::Investment => sums.investment(),
        Measure::Hours | Measure::HoursFreed => vec![sums.hours_a_week()],
        Measure::Money => vec![sums.money_in()],
        Measure::Gain => sums.gain(),
        Measure::MustBeat => must_beat(&review.ending, notation),
    }
}

/// How a figure of partnerships that would end is computed, with the part of each.
#[must_use]
pub fn explain_ending<'a>(
    measure: Measure,
    members: impl Iterator<Item = &'a Review>,
    ending: &Ending,
    notation: &dyn Notation,
) -> Vec<String> {
    if measure == Measure::MustBeat {
        return must_beat(ending, notation);
    }
    let exact = |exact: i128| match measure {
        Measure::HoursFreed => ending_figure(measure, exact, notation),
        _ => money(exact, notation),
    };
    let each = members.filter_map(|review| {
        Some(fill("{0}: {1}", &[&isolated(&review.name), &exact(measure.of_ending(&review.ending)?)]))
    });
    let together = measure.of_ending(ending).map(|sum| fill("Together: {0}", &[&exact(sum)]));
    each.chain(together).collect()
}

fn money(minor: i128, notation: &dyn Notation) -> String {
    Money::rounded(minor, 1).map_or_else(|_| "too large to be kept exact".into(), |amount| notation.money(amount))
}

fn must_beat(ending: &Ending, notation: &dyn Notation) -> Vec<String> {
    let Some(hourly) = ending.must_beat() else { return vec!["Ending frees no hours.".into()] };
    let net = 6 * (ending.revenue.wide() - ending.money.wide()) + ending.strategic.sixths();
    let net = money(round_half_away(net, 6), notation);
    let [revenue, strategic, freed, hourly] =
        [ending.revenue, ending.strategic.money(), ending.money, hourly].map(|amount| notation.money(amount));
    vec![
        fill(
            "{0} of revenue + {1} of strategic value − {2} of money freed = {3} forgone",
            &[&revenue, &strategic, &freed, &net],
        ),
        fill("{0} ÷ {1} freed = {2} an hour", &[&net, &hours(ending.hours, notation), &hourly]),
    ]
}

struct Sums<'a> {
    review: &'a Review,
    figures: &'a Figures,
    basis: &'a Basis,
    n: &'a dyn Notation,
}

impl Sums<'_> {
    fn money(&self, amount: Money) -> String {
        self.n.money(amount)
    }

    fn period(&self) -> String {
        months(self.basis.trailing().months(), self.n)
    }

    fn entered(&self, amount: Money) -> String {
        let period = self.basis.trailing().period();
        let days = [period.start(), period.end().pred_opt().unwrap_or(period.end())].map(|day| self.n.date(day));
        let [first, last] = days.each_ref().map(String::as_str);
        fill("{0}, as you entered it for the {1} from {2} to {3}", &[&self.money(amount), &self.period(), first, last])
    }

    fn value(&self) -> String {
        let [revenue, strategic, value] =
            [self.figures.revenue, self.figures.strategic.expected().money(), self.review.value]
                .map(|amount| self.money(amount));
        fill("{0} of revenue + {1} of strategic value = {2}", &[&revenue, &strategic, &value])
    }

    fn strategic(&self) -> Vec<String> {
        let range = self.figures.strategic.range;
        let mean = self.figures.strategic.expected().money();
        let mut lines = if range.low() == range.high() {
            vec![self.entered(mean)]
        } else {
            let parts = [range.low(), range.likely(), range.high(), mean].map(|amount| self.money(amount));
            vec![fill("({0} + 4 × {1} + {2}) ÷ 6 = {3}, the mean of your range", &parts.each_ref().map(String::as_str))]
        };
        lines.extend(self.figures.strategic.note.iter().map(|note| fill("Your note: {0}", &[note.as_str()])));
        lines
    }

    fn time(&self) -> Money {
        self.figures.upkeep.at(self.basis.hourly()).unwrap_or(self.review.investment)
    }

    fn money_in(&self) -> String {
        let [spent, paid, sum] =
            [self.figures.money, self.figures.payouts, self.review.ending.money].map(|amount| self.money(amount));
        let template = if self.basis.payouts_count() {
            "{0} of money + {1} paid to the partner = {2}"
        } else {
            "{2} of money; what was paid to the partner does not count"
        };
        fill(template, &[&spent, &paid, &sum])
    }

    fn investment(&self) -> Vec<String> {
        let [hourly, time, money, sum] =
            [self.basis.hourly(), self.time(), self.review.ending.money, self.review.investment]
                .map(|amount| self.money(amount));
        vec![
            fill("{0} × {1} = {2} of time", &[&hours(self.figures.upkeep, self.n), &hourly, &time]),
            self.money_in(),
            fill("{0} + {1} = {2}", &[&time, &money, &sum]),
        ]
    }

    fn hours_a_week(&self) -> String {
        let period = self.basis.trailing().period();
        let days = u64::try_from((period.end() - period.start()).num_days()).unwrap_or(0);
        let (all, week) = (self.figures.upkeep, self.review.ending.hours_a_week);
        fill("{0} in {1} days × 7 = {2} a week", &[&hours(all, self.n), &self.n.count(days), &hours(week, self.n)])
    }

    fn gain(&self) -> Vec<String> {
        let mut lines = vec![self.value()];
        lines.extend(self.investment());
        let [value, investment] = [self.review.value, self.review.investment].map(|amount| self.money(amount));
        let gain = self.review.gain().map_or_else(|| "more than can be kept exact".into(), |gain| self.money(gain));
        lines.push(fill("{0} − {1} = {2}", &[&value, &investment, &gain]));
        lines
    }

    fn ratio(&self) -> Vec<String> {
        let row = review_row(self.review, self.basis, self.n);
        let mut lines = vec![self.value()];
        lines.extend(self.investment());
        if self.review.judgement.decision().is_some() {
            lines.push(self.quotient(self.review, self.review.value, &row.figure));
        }
        lines.push(row.why);
        lines
    }

    fn quotient(&self, review: &Review, value: Money, ratio: &str) -> String {
        fill("{0} ÷ {1} = {2}", &[&self.money(value), &self.money(review.investment), ratio])
    }

    fn without_strategic(&self) -> Vec<String> {
        let Some(ratio) = self.review.without_strategic else { return Vec::new() };
        let thresholds = self.basis.thresholds();
        let written = efficiency(ratio, &thresholds, self.n);
        vec![
            self.quotient(self.review, self.figures.revenue, &written),
            fill("By revenue alone: {0}.", &[verb(thresholds.decide(ratio))]),
        ]
    }

    fn before(&self, entry: &Entry) -> Vec<String> {
        let then = entry.previous().and_then(|previous| {
            Entry::new(entry.partnership(), entry.name().clone(), previous.clone(), None).ok()?.review(self.basis).ok()
        });
        let Some((then, trend)) = then.zip(self.review.trend) else { return Vec::new() };
        let row = review_row(self.review, self.basis, self.n);
        let before = efficiency(trend.before, &self.basis.thresholds(), self.n);
        vec![
            fill("In the {0} before: {1}", &[&self.period(), &self.quotient(&then, then.value, &before)]),
            fill("Now: {0}", &[&self.quotient(self.review, self.review.value, &row.figure)]),
            row.trend,
        ]
    }

    /// From which strategic value on the ratio reaches each threshold, and what lies beyond.
    fn chance(&self, decision: Decision) -> Vec<String> {
        let Some(chances) = self.review.chances else { return Vec::new() };
        let range = self.figures.strategic.range;
        let percent = self.n.percent(chances.of(decision).rate(), 2);
        let said = fill("{0}: {1}", &[super::decision_name(decision), &percent]);
        if range.low() == range.high() {
            return vec!["Its strategic value is certain, and so is the decision".into(), said];
        }
        let [low, likely, high] = [range.low(), range.likely(), range.high()].map(|amount| self.money(amount));
        let mut lines = vec![fill(
            "Strategic value lies between {0} and {2}, most likely at {1}: a beta distribution (PERT)",
            &[&low, &likely, &high],
        )];
        let thresholds = self.basis.thresholds();
        for (threshold, template) in [
            (thresholds.invest(), "Investing needs {0} × {1} = {2}: strategic value of {3} or more"),
            (thresholds.renegotiate(), "Renegotiating needs {0} × {1} = {2}: strategic value of {3} or more"),
        ] {
            let needed = round_half_away(self.review.investment.wide() * threshold.wide(), Quantity::SCALE);
            let parts = [
                self.n.quantity(threshold, 6),
                self.money(self.review.investment),
                money(needed, self.n),
                money(needed - self.figures.revenue.wide(), self.n),
            ];
            lines.push(fill(template, &parts.each_ref().map(String::as_str)));
        }
        lines.push(said);
        lines
    }
}
