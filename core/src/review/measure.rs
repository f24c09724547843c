use super::{Decision, Ending, Review};
use crate::value::{Hours, Money};

/// A figure of a partnership, or of several that would end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure {
    /// What it brings for each unit that it takes.
    Ratio,
    /// The same with revenue alone.
    WithoutStrategic,
    /// How likely a decision is.
    Chance(Decision),
    /// The ratio of the period before.
    Before,
    /// What it brought.
    Value,
    /// The part of it that was earned.
    Revenue,
    /// The part of it that is worth something beside.
    Strategic,
    /// What it took.
    Investment,
    /// The time in it.
    Hours,
    /// The money in it, payouts included where they count.
    Money,
    /// Value less investment.
    Gain,
    /// Time a week that ending frees.
    HoursFreed,
    /// What an hour freed must earn elsewhere.
    MustBeat,
}

impl Measure {
    /// Every figure of a partnership.
    pub const ALL: [Measure; 15] = [
        Measure::Ratio,
        Measure::WithoutStrategic,
        Measure::Chance(Decision::Invest),
        Measure::Chance(Decision::Renegotiate),
        Measure::Chance(Decision::PhaseOut),
        Measure::Before,
        Measure::Value,
        Measure::Revenue,
        Measure::Strategic,
        Measure::Investment,
        Measure::Hours,
        Measure::Money,
        Measure::Gain,
        Measure::HoursFreed,
        Measure::MustBeat,
    ];

    /// The figures of several partnerships together.
    pub const OF_ENDING: [Measure; 5] =
        [Measure::HoursFreed, Measure::Money, Measure::Revenue, Measure::Strategic, Measure::MustBeat];

    /// A name for machines.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Measure::Ratio => "ratio",
            Measure::WithoutStrategic => "without-strategic",
            Measure::Chance(Decision::Invest) => "chance-invest",
            Measure::Chance(Decision::Renegotiate) => "chance-renegotiate",
            Measure::Chance(Decision::PhaseOut) => "chance-phase-out",
            Measure::Before => "before",
            Measure::Value => "value",
            Measure::Revenue => "revenue",
            Measure::Strategic => "strategic",
            Measure::Investment => "investment",
            Measure::Hours => "hours",
            Measure::Money => "money",
            Measure::Gain => "gain",
            Measure::HoursFreed => "hours-freed",
            Measure::MustBeat => "must-beat",
        }
    }

    /// The figure of one partnership in minor units, seconds, millionths or parts per million; none where there is none.
    /// A ratio by which nothing can be decided is none.
    #[must_use]
    pub fn of(self, review: &Review) -> Option<i128> {
        let decided = review.judgement.decision();
        match self {
            Measure::Ratio => decided.and(review.efficiency).map(|ratio| ratio.rounded(6)),
            Measure::WithoutStrategic => decided.and(review.without_strategic).map(|ratio| ratio.rounded(6)),
            Measure::Chance(decision) => review.chances.map(|chances| chances.of(decision).rate().wide()),
            Measure::Before => review.trend.map(|trend| trend.before.rounded(6)),
            Measure::Value => Some(review.value.wide()),
            Measure::Investment => Some(review.investment.wide()),
            Measure::Gain => review.gain().map(Money::wide),
            _ => self.of_ending(&review.ending),
        }
    }

    /// The figure of partnerships that would end, in the same units; none for what does not add up.
    #[must_use]
    pub fn of_ending(self, ending: &Ending) -> Option<i128> {
        match self {
            Measure::Revenue => Some(ending.revenue.wide()),
            Measure::Strategic => Some(ending.strategic.money().wide()),
            Measure::Hours => Some(ending.hours.wide()),
            Measure::Money => Some(ending.money.wide()),
            Measure::HoursFreed => Some(ending.hours_a_week.wide()),
            Measure::MustBeat => ending.must_beat().map(Money::wide),
            _ => None,
        }
    }
}

impl Review {
    /// Value less investment, to the nearest minor unit; none past the bound of money.
    #[must_use]
    pub fn gain(&self) -> Option<Money> {
        Money::rounded(self.gain, Hours::SCALE).ok()
    }
}
