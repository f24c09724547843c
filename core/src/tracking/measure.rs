use super::Source;

/// A figure of a [`Source`], by its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SourceMeasure {
    /// How many referrals came from it.
    Referrals,
    /// How many of them were found to be real prospects.
    Qualified,
    /// How many became work.
    Won,
    /// How many became nothing.
    Lost,
    /// How many are in progress.
    Open,
    /// Won ÷ (won + lost).
    Conversion,
    /// The low end of its interval.
    Low,
    /// The high end of its interval.
    High,
    /// The median of the days from introduction to win.
    DaysToWin,
    /// What was won.
    Value,
    /// How many of those that were won have no value.
    Unvalued,
    /// What was won for each referral.
    ValuePerReferral,
    /// The part of all that was won.
    ShareOfValue,
    /// The part of all referrals.
    ShareOfCount,
}

impl SourceMeasure {
    /// Every figure.
    pub const ALL: [SourceMeasure; 14] = [
        SourceMeasure::Referrals,
        SourceMeasure::Qualified,
        SourceMeasure::Won,
        SourceMeasure::Lost,
        SourceMeasure::Open,
        SourceMeasure::Conversion,
        SourceMeasure::Low,
        SourceMeasure::High,
        SourceMeasure::DaysToWin,
        SourceMeasure::Value,
        SourceMeasure::Unvalued,
        SourceMeasure::ValuePerReferral,
        SourceMeasure::ShareOfValue,
        SourceMeasure::ShareOfCount,
    ];

    /// The figure, exact: a number of referrals, an amount in minor units, a rate in parts per million, days in millionths.
    /// `all` is what all sources came to. Nothing where there is no such figure.
    #[must_use]
    pub fn of(self, source: &Source, all: &Source) -> Option<i128> {
        let tally = &source.tally;
        let conversion = || tally.decided().conversion();
        Some(match self {
            SourceMeasure::Referrals => tally.referrals().into(),
            SourceMeasure::Qualified => tally.qualified().into(),
            SourceMeasure::Won => tally.decided().won.into(),
            SourceMeasure::Lost => tally.decided().lost.into(),
            SourceMeasure::Open => tally.open().into(),
            SourceMeasure::Conversion => conversion()?.rate.rate().wide(),
            SourceMeasure::Low => conversion()?.low.rate().wide(),
            SourceMeasure::High => conversion()?.high.rate().wide(),
            SourceMeasure::DaysToWin => tally.days_to_win()?.wide(),
            SourceMeasure::Value => tally.value().wide(),
            SourceMeasure::Unvalued => source.unvalued().into(),
            SourceMeasure::ValuePerReferral => tally.value_per_referral()?.wide(),
            SourceMeasure::ShareOfValue => tally.share_of_value(&all.tally)?.wide(),
            SourceMeasure::ShareOfCount => tally.share_of_count(&all.tally)?.wide(),
        })
    }

    /// Its name for machines.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            SourceMeasure::Referrals => "referrals",
            SourceMeasure::Qualified => "qualified",
            SourceMeasure::Won => "won",
            SourceMeasure::Lost => "lost",
            SourceMeasure::Open => "open",
            SourceMeasure::Conversion => "conversion",
            SourceMeasure::Low => "conversion-low",
            SourceMeasure::High => "conversion-high",
            SourceMeasure::DaysToWin => "days-to-win",
            SourceMeasure::Value => "value",
            SourceMeasure::Unvalued => "unvalued",
            SourceMeasure::ValuePerReferral => "value-per-referral",
            SourceMeasure::ShareOfValue => "share-of-value",
            SourceMeasure::ShareOfCount => "share-of-count",
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use std::collections::BTreeSet;

    use super::*;
    use crate::program::{Outcome, Referred, Tally};
    use crate::value::Money;

    fn source(outcomes: &[Outcome], valued: u32) -> Source {
        let referred = outcomes.iter().map(|&outcome| Referred { qualified: outcome != Outcome::Lost, outcome });
        Source { origin: None, tally: Tally::of(referred).unwrap(), valued }
    }

    #[test]
    fn every_figure_is_exact_in_its_unit() {
        let won = |minor, days| Outcome::Won { value: Money::new(minor).unwrap(), days };
        let some = source(&[won(301, 9), won(0, 4), Outcome::Lost, Outcome::Open], 1);
        let all = source(&[won(301, 9), won(0, 4), Outcome::Lost, Outcome::Open, won(301, 2)], 2);
        let found = SourceMeasure::ALL.map(|measure| measure.of(&some, &all));
        // 2 of 3, by Wilson's interval; 301 of 4 is 75.25.
        let expected = [4, 3, 2, 1, 1, 666_667, 207_655, 938_510, 6_500_000, 301, 1, 75, 500_000, 800_000].map(Some);
        assert_eq!(found, expected);
    }

    #[test]
    fn what_nothing_is_divided_by_has_no_figure() {
        let none = source(&[], 0);
        let found = SourceMeasure::ALL.map(|measure| measure.of(&none, &none).is_some());
        assert_eq!(found, [true, true, true, true, true, false, false, false, false, true, true, false, false, false]);
    }

    #[test]
    fn no_two_have_one_name() {
        let codes: BTreeSet<&str> = SourceMeasure::ALL.into_iter().map(SourceMeasure::code).collect();
        assert_eq!(codes.len(), SourceMeasure::ALL.len());
    }
}
