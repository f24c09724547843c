//! Assumptions with some of them elsewhere.

use super::{Assumed, Assumptions, Factor, Scenario};
use crate::value::{Money, OutOfRange, Position, Quantity, Range, round_half_away};

impl Assumptions {
    /// The same with every quantity certain, as the scenario has it. Clients who would have come anyway and costs passed on
    /// bring less when there are more of them.
    #[must_use]
    pub fn in_scenario(&self, scenario: Scenario) -> Assumptions {
        let position = |factor| match (scenario, factor) {
            (Scenario::Likely, _) => Position::Likely,
            (Scenario::Cautious, Factor::PassThrough | Factor::CameAnyway) => Position::High,
            (Scenario::Hopeful, Factor::PassThrough | Factor::CameAnyway) | (Scenario::Cautious, _) => Position::Low,
            (Scenario::Hopeful, _) => Position::High,
        };
        // Conversion first: the range of projects is that at the usual number of introductions.
        let conversion = self.fixed(Factor::Conversion, position(Factor::Conversion));
        let others = Factor::ALL.into_iter().filter(|factor| *factor != Factor::Conversion);
        others.fold(conversion, |assumptions, factor| assumptions.fixed(factor, position(factor)))
    }

    /// The same with one quantity certain, at one end of its range or as usual. Fewer or more introductions become work as
    /// often as before, to the millionth of a project.
    #[must_use]
    pub fn fixed(&self, factor: Factor, position: Position) -> Assumptions {
        let mut next = self.clone();
        match factor {
            Factor::Introductions => {
                next.introductions = self.introductions.fixed(position);
                next.projects = self.projects_for(next.introductions.range.likely());
            }
            Factor::Conversion => {
                let projects = self.projects.fixed(position);
                let most = projects.range.likely().min(self.introductions.range.likely());
                next.projects = Assumed { range: Range::certain(most), ..projects };
            }
            Factor::Value => next.value = self.value.fixed(position),
            Factor::Months => next.months = self.months.fixed(position),
            Factor::PassThrough => next.pass_through = self.pass_through.fixed(position),
            Factor::Margin => next.margin = self.margin.fixed(position),
            Factor::CameAnyway => next.came_anyway = self.came_anyway.fixed(position),
        }
        next
    }

    /// The same with another usual number of introductions; its ends move in proportion, and as many of them become work.
    #[must_use]
    pub fn with_introductions(&self, usual: Quantity) -> Assumptions {
        let of = self.introductions.range.likely().wide();
        let range = match of {
            0 => Range::certain(usual),
            _ => self.introductions.range.map(|count| scaled(count, usual.wide(), of)),
        };
        Assumptions {
            introductions: Assumed { range, ..self.introductions },
            projects: self.projects_for(usual),
            ..self.clone()
        }
    }

    /// The same with another usual value of a project; its ends move in proportion.
    ///
    /// # Errors
    /// [`OutOfRange`] when an end leaves the bound of money.
    pub fn with_value(&self, usual: Money) -> Result<Assumptions, OutOfRange> {
        let (range, of) = (self.value.range, self.value.range.likely().wide());
        let moved = |value: Money| Money::rounded(value.wide() * usual.wide(), of);
        let range = match of {
            0 => Range::certain(usual),
            _ => Range::around(moved(range.low())?, usual, moved(range.high())?),
        };
        Ok(Assumptions { value: Assumed { range, ..self.value }, ..self.clone() })
    }

    /// The projects of another number of introductions, which become work as often.
    fn projects_for(&self, introductions: Quantity) -> Assumed<Quantity> {
        let of = self.introductions.range.likely().wide();
        let scaled = |projects| if of == 0 { projects } else { scaled(projects, introductions.wide(), of) };
        Assumed { range: self.projects.range.map(scaled), ..self.projects }
    }
}

impl<T: Copy + Ord> Assumed<T> {
    fn fixed(self, position: Position) -> Assumed<T> {
        let value = self.range.at(position);
        let source = if value == self.range.likely() { self.likely } else { self.ends };
        Assumed { range: Range::certain(value), likely: source, ends: source }
    }
}

fn scaled(quantity: Quantity, by: i128, of: i128) -> Quantity {
    let millionths = round_half_away(quantity.wide() * by, of);
    u64::try_from(millionths).ok().and_then(|m| Quantity::new(m).ok()).unwrap_or(Quantity::MAX)
}
