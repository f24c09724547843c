use super::Ranges;
use crate::ledger::{Engagement, Flow};
use crate::random::{Numbered, Pert, Poisson, key};
use crate::terms::Base;
use crate::value::{Money, Range, Rate};

/// What is drawn. Part of the place of a uniform number, so that no quantity depends on how often another is drawn, nor
/// on whether it is uncertain at all.
#[derive(Clone, Copy)]
enum Drawn {
    Introductions,
    Conversion,
    Margin,
    CameAnyway,
    /// How many introductions come in a month.
    Count,
    /// Whether an introduction becomes a project.
    Outcome,
    Value,
    Months,
    PassThrough,
}

/// Draws years, any of them alone.
pub(super) struct Years {
    seed: u64,
    introductions: Pert,
    conversion: Pert,
    margin: Pert,
    came_anyway: Pert,
    value: Pert,
    months: Pert,
    pass_through: Pert,
    counts: Poisson,
}

/// What came in a year, in minor units where it is money.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Year {
    pub(super) introductions: u32,
    pub(super) projects: u32,
    /// Revenue without costs passed on.
    pub(super) net: i64,
    /// What the introductions add to what the receiver keeps: margin × net revenue × (1 − came anyway), rounded after
    /// each step.
    pub(super) added: i64,
}

impl Years {
    /// Years from these ranges.
    ///
    /// The share of introductions that becomes work is drawn from projects over the likely number of introductions, each
    /// end at most 1; it is 0 where no introductions are likely.
    pub(super) fn new(ranges: &Ranges, seed: u64) -> Years {
        let introduced = ranges.introductions.likely().to_f64();
        let conversion = |projects: f64| if introduced > 0.0 { (projects / introduced).min(1.0) } else { 0.0 };
        let rate = |range| pert(range, |rate: Rate| f64::from(rate.ppm()));
        Years {
            seed,
            introductions: pert(ranges.introductions, |count| count.to_f64()),
            conversion: pert(ranges.projects, |projects| conversion(projects.to_f64())),
            margin: rate(ranges.margin),
            came_anyway: rate(ranges.came_anyway),
            value: pert(ranges.value, |value| value.minor() as f64),
            months: pert(ranges.months, f64::from),
            pass_through: rate(ranges.pass_through),
            counts: Poisson::new(),
        }
    }

    /// Draws a year; `flow` then holds its introductions and projects.
    pub(super) fn draw(&mut self, number: u32, flow: &mut Flow) -> Year {
        let numbers = Numbered::new(key(self.seed, [number.into()]));
        let of_year = |pert: &Pert, drawn| value(pert, numbers, place(drawn, 0, 0));
        let conversion = of_year(&self.conversion, Drawn::Conversion);
        let (margin, came_anyway) =
            (rate(of_year(&self.margin, Drawn::Margin)), rate(of_year(&self.came_anyway, Drawn::CameAnyway)));
        self.counts.set_mean(of_year(&self.introductions, Drawn::Introductions) / 12.0);
        flow.clear();
        for month in 0..12 {
            for introduction in 0..self.counts.at(numbers.at(place(Drawn::Count, month, 0))) {
                flow.introduce(month);
                let at = |drawn| place(drawn, month, introduction);
                if numbers.at(at(Drawn::Outcome)) < conversion {
                    let months = value(&self.months, numbers, at(Drawn::Months)).round();
                    // Within the bounds of the ranges, so the casts neither truncate nor wrap.
                    flow.engage(
                        month,
                        Engagement {
                            value: Money::new(value(&self.value, numbers, at(Drawn::Value)).round() as i64)
                                .unwrap_or_default(),
                            months: (months as u16).max(1),
                            pass_through: rate(value(&self.pass_through, numbers, at(Drawn::PassThrough))),
                        },
                    );
                }
            }
        }
        let net = flow.total(Base::Net);
        let margin = margin.of(Money::new(net).unwrap_or_default());
        Year {
            introductions: flow.introductions().iter().sum(),
            projects: u32::try_from(flow.projects()).unwrap_or(u32::MAX),
            net,
            added: came_anyway.rest().of(margin).minor(),
        }
    }
}

/// The place of a uniform number in its year. Months and introductions that are not there are left out, so that more
/// introductions in a month leave those before them as they were, and all other months.
fn place(drawn: Drawn, month: usize, introduction: u32) -> u64 {
    drawn as u64 | (month as u64) << 4 | u64::from(introduction) << 8
}

fn pert<T: Copy + Ord>(range: Range<T>, figure: impl Fn(T) -> f64) -> Pert {
    Pert::new(figure(range.low()), figure(range.likely()), figure(range.high()))
}

/// The value of a quantity; what is certain takes no number.
fn value(pert: &Pert, numbers: Numbered, place: u64) -> f64 {
    if pert.is_certain() { pert.at(0.0) } else { pert.at(numbers.at(place)) }
}

/// The rate nearest to parts per million.
fn rate(ppm: f64) -> Rate {
    Rate::new(ppm.round() as u32).unwrap_or(Rate::FULL)
}
