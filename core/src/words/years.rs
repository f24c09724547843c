//! The figures of simulated years, and how each is computed.

use super::phrase::{fill, hours, money};
use super::{Row, nearly};
use crate::forecast::{Forecast, Outlook, Quantiles, Summary};
use crate::value::{Money, Notation, Side};

/// A figure of simulated years as the table shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct YearsFigure {
    /// On average.
    pub text: String,
    /// The same for machines: minor units, parts per million or seconds; empty for what there is not.
    pub value: String,
    /// How it varies.
    pub below: Option<String>,
}

/// The rows of the table of simulated years.
pub const YEARS_ROWS: [Row; 5] = [Row::Payout, Row::Gain(Side::You), Row::Gain(Side::Them), Row::Share, Row::Hours];

/// A figure of an offer in simulated years, or of no deal.
#[must_use]
pub fn years_figure(row: Row, outlook: &Outlook, notation: &dyn Notation) -> YearsFigure {
    let figure = |text, value: String, below| YearsFigure { text, value, below };
    let average = |summary: &Summary, below| {
        let mean = summary.mean_money();
        figure(notation.whole_money(mean), mean.minor().to_string(), below)
    };
    match row {
        _ if outlook.id.is_none() && !matches!(row, Row::Gain(_)) => figure("–".into(), "0".into(), None),
        Row::Payout => {
            let Quantiles { p10, p90, .. } = outlook.payout.quantiles;
            let [p10, p90] = [p10, p90].map(|amount| notation.whole_money(money(amount)));
            let below = if p10 == p90 { "in every year".to_owned() } else { fill("{0} – {1}", &[&p10, &p90]) };
            average(&outlook.payout, Some(below))
        }
        Row::Gain(side) | Row::Keep(side) => {
            let losses = outlook.chance_of_loss(side);
            let below = outlook.id.map(|_| match losses.fraction() {
                (0, _) => "never a loss".to_owned(),
                _ => fill("a loss in {0}", &[&nearly(losses.rate(), notation)]),
            });
            average(&outlook.gain.of(side).gain, below)
        }
        Row::Share => match outlook.rate() {
            Some(rate) => {
                let usual = nearly(outlook.chance_in_band().rate(), notation);
                let below = fill("usual in {0}", &[&usual]);
                figure(notation.percent(rate, 1), rate.ppm().to_string(), Some(below))
            }
            None => figure("–".into(), String::new(), None),
        },
        Row::Hours => {
            let both = outlook.hours.seconds() * 2;
            let text = notation.signed(&format!("{:.1}", outlook.hours.to_f64() * 2.0));
            figure(text, both.to_string(), None)
        }
    }
}

/// How a figure of simulated years is computed, a line each.
#[must_use]
pub fn explain_years(row: Row, outlook: &Outlook, forecast: &Forecast, notation: &dyn Notation) -> Vec<String> {
    let years = notation.count(forecast.years.into());
    let summary = |of: &Summary, what: &str| {
        let mean = notation.money(of.mean_money());
        let Quantiles { p10, median, p90 } = of.quantiles;
        let [p10, median, p90] = [p10, median, p90].map(|amount| notation.money(money(amount)));
        let error = of.standard_error.and_then(|error| Money::rounded(libm::ceil(error) as i128, 1).ok());
        let mut lines = vec![
            fill("The average of {0} over {1} simulated years is {2}", &[what, &years, &mean]),
            fill(
                "One year in ten it is {0} or less, in every other year {1} or less, in nine years of ten {2} or less",
                &[&p10, &median, &p90],
            ),
        ];
        lines.extend(error.map(|error| {
            fill("Other years would move the average by {0} or so (its standard error)", &[&notation.money(error)])
        }));
        lines
    };
    let mut lines = match row {
        Row::Payout => {
            summary(&outlook.payout, "what is paid for a year’s introductions, to the end of their projects,")
        }
        Row::Gain(side) | Row::Keep(side) => {
            let gain = outlook.gain.of(side);
            let mut lines = summary(&gain.gain, "the gain over no deal");
            let losses = notation.count(gain.losses.into());
            lines.push(fill("In {0} of the {1} years it is below zero", &[&losses, &years]));
            lines
        }
        Row::Share => {
            let [paid, net] = [&outlook.payout, &forecast.volume.net].map(|of| notation.money(of.mean_money()));
            let (inside, of) = outlook.chance_in_band().fraction();
            let [inside, of] = [inside, of].map(|count| notation.count(count));
            vec![
                fill("All pay ÷ all revenue without costs passed on: on average {0} ÷ {1} a year", &[&paid, &net]),
                fill("In {0} of the {1} years with revenue or pay, what is paid is in the usual band", &[&inside, &of]),
            ]
        }
        Row::Hours => vec![fill(
            "Each of you spends {0} a year on record keeping, on average over {1} simulated years",
            &[&hours(outlook.hours, notation), &years],
        )],
    };
    lines.push(fill(
        "Every year draws its own introductions, projects, values and lengths from the ranges under “We assumed” (seed {0}); every offer meets the same years",
        &[&forecast.seed.to_string()],
    ));
    lines
}
