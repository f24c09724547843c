use super::{Answers, Direction, Estimate, Evidence, Norm, Source};
use crate::value::{Currency, Money, Position, Quantity, Range, Rate, Side, Sides};

/// One assumption: its range, and where its usual value and its ends come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Assumed<T> {
    /// Low, likely, high.
    pub range: Range<T>,
    /// Where the likely value comes from.
    pub likely: Source,
    /// Where the ends come from.
    pub ends: Source,
}

/// Everything that a comparison rests on, with every gap filled and marked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assumptions {
    /// Who introduces clients to whom.
    pub direction: Direction,
    /// Introductions a year.
    pub introductions: Assumed<Quantity>,
    /// Projects a year at the likely number of introductions.
    pub projects: Assumed<Quantity>,
    /// What a project is worth.
    pub value: Assumed<Money>,
    /// Months over which a project is billed.
    pub months: Assumed<u16>,
    /// Share of costs passed on.
    pub pass_through: Assumed<Rate>,
    /// Share left after delivering.
    pub margin: Assumed<Rate>,
    /// Share of clients that would have come anyway.
    pub came_anyway: Assumed<Rate>,
    /// What an hour is worth, and whether it was said.
    pub hour: Sides<(Money, Source)>,
    /// What is usually paid.
    pub norm: Norm,
    /// What the assumptions rest on.
    pub evidence: Evidence,
}

/// One of the quantities that can turn out lower than usual.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Factor {
    /// Introductions a year.
    Introductions,
    /// The share of them that becomes work.
    Conversion,
    /// What a project is worth.
    Value,
    /// How long it is billed.
    Months,
    /// The share of costs passed on.
    PassThrough,
    /// What is left after delivering.
    Margin,
    /// Clients that would have come anyway.
    CameAnyway,
}

impl Factor {
    /// Every quantity, in the order in which they are asked for.
    pub const ALL: [Factor; 7] = [
        Factor::Introductions,
        Factor::Conversion,
        Factor::Value,
        Factor::Months,
        Factor::PassThrough,
        Factor::Margin,
        Factor::CameAnyway,
    ];
}

/// A whole year, as it may turn out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scenario {
    /// Every quantity at the end that brings less.
    Cautious,
    /// Every quantity at its usual value.
    Likely,
    /// Every quantity at the end that brings more.
    Hopeful,
}

/// A year to compare terms on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Case {
    /// Everything at its usual value.
    Likely,
    /// One quantity at its low end, everything else as usual.
    Low(Factor),
    /// Every simulated year.
    Simulated,
}

/// The values of one year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Year {
    pub(super) introductions: Quantity,
    pub(super) projects: Quantity,
    pub(super) value: Money,
    pub(super) months: u16,
    pub(super) pass_through: Rate,
    pub(super) margin: Rate,
    pub(super) came_anyway: Rate,
}

impl Answers {
    /// What the comparison rests on, from the third answer on: introductions, projects and value have to be said.
    ///
    /// Defaults of ours, for what is not said: introductions from half to double; projects over the 95% Wilson range of
    /// the counts; value from half to double; billed in one month; nothing passed on; half is left after delivering, give
    /// or take ten points; nobody would have come anyway; an hour is worth 100 units ([`Currency::round_amount`]).
    ///
    /// `None` until [`Answers::are_enough`].
    #[must_use]
    pub fn assume(&self, currency: Currency) -> Option<Assumptions> {
        let (introductions, projects, value) = (self.introductions?, self.projects?, self.value?);
        let evidence = self.evidence();
        let half_and_double = |q: Quantity| {
            let double = Quantity::new(q.millionths() * 2).unwrap_or(Quantity::MAX);
            (Quantity::new(q.millionths() / 2).unwrap_or(q), double)
        };
        let (low_rate, high_rate) = evidence.plausible_conversion();
        let share = |rate: Rate| {
            let count = introductions.likely().wide() * rate.wide() / Rate::SCALE;
            u64::try_from(count).ok().and_then(|count| Quantity::new(count).ok()).unwrap_or_default()
        };
        let (low_value, high_value) = (
            Money::rounded(value.likely().wide(), 2).unwrap_or(value.likely()),
            value.likely().plus(value.likely()).unwrap_or(Money::MAX),
        );
        let points = |rate: Rate, by: u32| {
            let high = Rate::new(rate.ppm() + by).unwrap_or(Rate::FULL);
            (Rate::new(rate.ppm().saturating_sub(by)).unwrap_or(rate), high)
        };
        let hour = |side: Side| {
            let default = currency.round_amount(100).unwrap_or_default();
            self.hour.of(side).map_or((default, Source::Guess), |hour| (hour, Source::Typed))
        };
        Some(Assumptions {
            direction: self.direction,
            introductions: introductions.assumed(half_and_double(introductions.likely())),
            projects: projects.assumed((share(low_rate), share(high_rate))),
            value: value.assumed((low_value, high_value)),
            months: or_guess(self.months, 1, certain),
            pass_through: or_guess(self.pass_through, Rate::ZERO, certain),
            margin: or_guess(self.margin, Rate::percent(50), |margin| points(margin, 100_000)),
            came_anyway: or_guess(self.came_anyway, Rate::ZERO, certain),
            hour: Sides { you: hour(Side::You), them: hour(Side::Them) },
            norm: self.norm.unwrap_or(self.help.norm()),
            evidence,
        })
    }
}

/// The answer, or a guess where there is none; `ends` are those around a value of which nobody said how far it goes.
fn or_guess<T: Copy + Ord>(said: Option<Estimate<T>>, guess: T, ends: impl Fn(T) -> (T, T)) -> Assumed<T> {
    match said {
        Some(estimate) => estimate.assumed(ends(estimate.likely())),
        None => Assumed { likely: Source::Guess, ..Estimate::typed(guess).assumed(ends(guess)) },
    }
}

fn certain<T: Copy>(value: T) -> (T, T) {
    (value, value)
}

impl<T: Copy + Ord> Estimate<T> {
    fn assumed(&self, default: (T, T)) -> Assumed<T> {
        let said = self.low().is_some() || self.high().is_some();
        let low = self.low().unwrap_or(default.0);
        let high = self.high().unwrap_or(default.1);
        let source = Source::from(self.given());
        let ends = if said { source } else { Source::Guess };
        Assumed { range: Range::around(low, self.likely(), high), likely: source, ends }
    }
}

impl Assumptions {
    /// The years that the verdict tests: the likely one, and one for each quantity whose low end lies below it.
    #[must_use]
    pub fn cases(&self) -> Vec<Case> {
        let lower = [
            (Factor::Introductions, self.introductions.range.low() < self.introductions.range.likely()),
            (Factor::Conversion, self.projects.range.low() < self.projects.range.likely()),
            (Factor::Value, self.value.range.low() < self.value.range.likely()),
            (Factor::Months, self.months.range.low() < self.months.range.likely()),
            (Factor::PassThrough, self.pass_through.range.low() < self.pass_through.range.likely()),
            (Factor::Margin, self.margin.range.low() < self.margin.range.likely()),
            (Factor::CameAnyway, self.came_anyway.range.low() < self.came_anyway.range.likely()),
        ];
        let low = lower.into_iter().filter(|(_, is_lower)| *is_lower).map(|(factor, _)| Case::Low(factor));
        [Case::Likely].into_iter().chain(low).collect()
    }

    pub(super) fn year(&self, case: Case) -> Year {
        if let Case::Low(factor) = case {
            return self.fixed(factor, Position::Low).year(Case::Likely);
        }
        Year {
            introductions: self.introductions.range.likely(),
            projects: self.projects.range.likely(),
            value: self.value.range.likely(),
            months: self.months.range.likely(),
            pass_through: self.pass_through.range.likely(),
            margin: self.margin.range.likely(),
            came_anyway: self.came_anyway.range.likely(),
        }
    }
}
