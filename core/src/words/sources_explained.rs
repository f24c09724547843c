use super::phrase::{fill, honest_percent, with_noun};
use crate::tracking::{Source, SourceMeasure};
use crate::value::{Notation, Rate};

/// A figure of a source as its table shows it; nothing where there is none.
#[must_use]
pub fn source_figure(measure: SourceMeasure, source: &Source, all: &Source, notation: &dyn Notation) -> Option<String> {
    let tally = &source.tally;
    let conversion = tally.decided().conversion();
    let rate = |rate: Rate| honest_percent(rate, 0, notation);
    Some(match measure {
        SourceMeasure::Conversion => rate(conversion?.rate.rate()),
        SourceMeasure::Low => rate(conversion?.low.rate()),
        SourceMeasure::High => rate(conversion?.high.rate()),
        SourceMeasure::DaysToWin => notation.quantity(tally.days_to_win()?, 1),
        SourceMeasure::Value => notation.money(tally.value()),
        SourceMeasure::ValuePerReferral => notation.money(tally.value_per_referral()?),
        SourceMeasure::ShareOfValue => rate(tally.share_of_value(&all.tally)?),
        SourceMeasure::ShareOfCount => rate(tally.share_of_count(&all.tally)?),
        SourceMeasure::Referrals
        | SourceMeasure::Qualified
        | SourceMeasure::Won
        | SourceMeasure::Lost
        | SourceMeasure::Open
        | SourceMeasure::Unvalued => notation.count(u64::try_from(measure.of(source, all)?).ok()?),
    })
}

/// How a figure of a source is computed, line by line, with its inputs; `all` is what all sources came to.
#[must_use]
pub fn explain_source(measure: SourceMeasure, source: &Source, all: &Source, notation: &dyn Notation) -> Vec<String> {
    let sums = Sums { source, all, n: notation };
    match measure {
        SourceMeasure::Referrals => sums.lines(["{won} won + {lost} lost + {open} open = {all}"]),
        SourceMeasure::Qualified => sums.lines([
            "{qualified} of {all} counted as a real prospect at some time",
            "Whatever was won is one of them, even where no day is noted",
        ]),
        SourceMeasure::Won => sums.lines(["{won} of {all} became work", "Work that was called off counts as lost"]),
        SourceMeasure::Lost => sums.lines(["{lost} of {all} became nothing, or the work was called off"]),
        SourceMeasure::Open => sums.lines([
            "{all} − {won} won − {lost} lost = {open} open",
            "They are no part of the conversion: what becomes of them is not known yet",
        ]),
        SourceMeasure::Conversion | SourceMeasure::Low | SourceMeasure::High => sums.conversion(),
        SourceMeasure::DaysToWin => sums.days(),
        SourceMeasure::Value => sums.value(),
        SourceMeasure::Unvalued => sums.unvalued().into_iter().collect(),
        SourceMeasure::ValuePerReferral => sums.per_referral(),
        SourceMeasure::ShareOfValue | SourceMeasure::ShareOfCount => sums.shares(),
    }
}

struct Sums<'a> {
    source: &'a Source,
    all: &'a Source,
    n: &'a dyn Notation,
}

impl Sums<'_> {
    fn figure(&self, measure: SourceMeasure) -> String {
        source_figure(measure, self.source, self.all, self.n).unwrap_or_else(|| "–".into())
    }

    fn referrals(&self, source: &Source) -> String {
        with_noun(self.n.count(source.tally.referrals().into()), "referral", "referrals")
    }

    /// The templates with what they count by name.
    fn lines<const N: usize>(&self, templates: [&str; N]) -> Vec<String> {
        let counts = [
            ("{all}", self.referrals(self.source)),
            ("{qualified}", self.figure(SourceMeasure::Qualified)),
            ("{won}", self.figure(SourceMeasure::Won)),
            ("{lost}", self.figure(SourceMeasure::Lost)),
            ("{open}", self.figure(SourceMeasure::Open)),
        ];
        let filled =
            |template: &str| counts.iter().fold(template.to_owned(), |line, (name, count)| line.replace(name, count));
        templates.map(filled).into()
    }

    fn conversion(&self) -> Vec<String> {
        let Some(found) = self.source.tally.decided().conversion() else { return Vec::new() };
        let [rate, low, high] =
            [found.rate, found.low, found.high].map(|chance| honest_percent(chance.rate(), 1, self.n));
        let [won, lost, open] =
            [SourceMeasure::Won, SourceMeasure::Lost, SourceMeasure::Open].map(|measure| self.figure(measure));
        let of = self.n.count(self.source.tally.decided().count());
        let mut lines = vec![
            fill("{0} won ÷ ({0} won + {1} lost) = {2}", &[&won, &lost, &rate]),
            fill(
                "The true rate could be {0} to {1}: the 95% interval of {2} in {3} (Wilson 1927)",
                &[&low, &high, &won, &of],
            ),
        ];
        if self.source.tally.open() > 0 {
            lines.push(fill("Left out: {0} open", &[&open]));
        }
        lines
    }

    fn days(&self) -> Vec<String> {
        let Some(days) = self.source.tally.days_to_win() else { return Vec::new() };
        let days = with_noun(self.n.quantity(days, 1), "day", "days");
        let won = with_noun(self.figure(SourceMeasure::Won), "win", "wins");
        vec![fill("From the introduction on, the median of {0}: {1}", &[&won, &days])]
    }

    fn value(&self) -> Vec<String> {
        let [value, won] = [SourceMeasure::Value, SourceMeasure::Won].map(|measure| self.figure(measure));
        let mut lines = vec![
            fill("{0} won = {1}", &[&won, &value]),
            "Of each what was billed, less what went back; before any bill, what was expected".into(),
        ];
        lines.extend(self.unvalued());
        lines
    }

    fn unvalued(&self) -> Option<String> {
        let count = self.source.unvalued();
        let template = match count {
            0 => return None,
            1 => "{0} of {1} won has no value and counts as nothing",
            _ => "{0} of {1} won have no value and count as nothing",
        };
        let [count, won] = [SourceMeasure::Unvalued, SourceMeasure::Won].map(|measure| self.figure(measure));
        Some(fill(template, &[&count, &won]))
    }

    fn per_referral(&self) -> Vec<String> {
        let [value, each] = [SourceMeasure::Value, SourceMeasure::ValuePerReferral].map(|measure| self.figure(measure));
        let mut lines = vec![fill("{0} ÷ {1} = {2}", &[&value, &self.referrals(self.source), &each])];
        let open = self.source.tally.open();
        lines.push(match open {
            0 => "Those that were lost are counted among the referrals".into(),
            _ => "Lost and open ones are counted among the referrals; what the open ones may bring is not in it".into(),
        });
        lines.extend(self.unvalued());
        lines
    }

    fn shares(&self) -> Vec<String> {
        let rate = |rate: Option<Rate>| rate.map_or_else(|| "–".into(), |rate| honest_percent(rate, 1, self.n));
        let (of_value, of_count) =
            (self.source.tally.share_of_value(&self.all.tally), self.source.tally.share_of_count(&self.all.tally));
        let value = match of_value {
            Some(_) => fill(
                "{0} ÷ {1} won from all sources = {2} of the value",
                &[&self.figure(SourceMeasure::Value), &self.n.money(self.all.tally.value()), &rate(of_value)],
            ),
            None => "No value was won from any source".into(),
        };
        let count = fill(
            "{0} ÷ {1} = {2} of the referrals",
            &[&self.n.count(self.source.tally.referrals().into()), &self.referrals(self.all), &rate(of_count)],
        );
        let mut lines = vec![value, count];
        if self.all.unvalued() > 0 {
            let all = Sums { source: self.all, all: self.all, n: self.n };
            lines.extend(all.unvalued().map(|line| fill("From all sources: {0}", &[&line])));
        }
        lines
    }
}
