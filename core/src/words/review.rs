use super::phrase::{about, fill, listed, months, with_noun};
use crate::review::{
    Basis, Chances, Course, Decision, Efficiency, Ending, Judgement, Measure, Review, Thresholds, Trend,
};
use crate::split::apportion;
use crate::value::{Hours, Id, Money, Notation, Quantity, Rate, round_half_away};

/// One partnership in the table of reviews.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReviewRow {
    /// The ratio, "8.2"; a dash where it cannot be judged.
    pub figure: String,
    /// What to do in a word or two.
    pub judgement: &'static str,
    /// Why, in one sentence.
    pub why: String,
    /// The ratio without strategic value and what it would say; empty when that is the same figure.
    pub without_strategic: String,
    /// How likely each decision is; empty when there is only one.
    pub chances: String,
    /// How the ratio changed; empty when that is unknown.
    pub trend: String,
    /// What ending it frees and gives up; empty when that is nothing.
    pub ending: String,
}

/// What a decision is called.
#[must_use]
pub const fn decision_name(decision: Decision) -> &'static str {
    match decision {
        Decision::Invest => "Invest",
        Decision::Renegotiate => "Renegotiate",
        Decision::PhaseOut => "Phase out",
    }
}

/// What a judgement is called.
#[must_use]
pub const fn judgement_name(judgement: Judgement) -> &'static str {
    match judgement {
        Judgement::Decided(decision) => decision_name(decision),
        Judgement::TooLittle => "Too little to judge",
        Judgement::NoInvestment => "No figure",
    }
}

/// A ratio, "8.2": to the hundredth, or with as many decimals as show on which side it lies of zero, one and the
/// thresholds.
#[must_use]
pub fn efficiency(efficiency: Efficiency, thresholds: &Thresholds, notation: &dyn Notation) -> String {
    let marks = [Quantity::ZERO, Quantity::ONE, thresholds.renegotiate(), thresholds.invest()];
    let millionths = |decimals| efficiency.rounded(decimals) * 10_i128.pow((MOST - decimals).into());
    let is_honest =
        |&decimals: &u8| marks.iter().all(|&mark| efficiency.reaches(mark) == (millionths(decimals) >= mark.wide()));
    match (2..=MOST).find(is_honest) {
        Some(decimals) => ratio(millionths(decimals), decimals, notation),
        // Only a threshold that it all but reaches cannot be told from it.
        None => fill("just under {0}", &[&ratio(millionths(MOST), MOST, notation)]),
    }
}

const MOST: u8 = Efficiency::MOST_DECIMALS;

fn ratio(millionths: i128, decimals: u8, notation: &dyn Notation) -> String {
    let size = u64::try_from(millionths.unsigned_abs()).unwrap_or(u64::MAX);
    let figure = match Quantity::new(size) {
        Ok(quantity) => notation.quantity(quantity, decimals),
        Err(_) => notation.count(size / 1_000_000),
    };
    if millionths < 0 { fill("-{0}", &[&figure]) } else { figure }
}

/// Says a review in words.
#[must_use]
pub fn review_row(review: &Review, basis: &Basis, notation: &dyn Notation) -> ReviewRow {
    let thresholds = basis.thresholds();
    let written = |figure| efficiency(figure, &thresholds, notation);
    let period = months(basis.trailing().months(), notation);
    let decided = review.efficiency.zip(review.judgement.decision());
    let without = review.without_strategic.filter(|_| review.efficiency != review.without_strategic);
    ReviewRow {
        figure: decided.map_or_else(|| "–".into(), |(figure, _)| written(figure)),
        judgement: judgement_name(review.judgement),
        why: match decided {
            Some((figure, decision)) => why(figure, decision, &thresholds, notation),
            None if review.judgement == Judgement::TooLittle => fill(
                "Too little to judge: less than {0} of your time, or as much in money, went into it in {1}.",
                &[&hours_in_words(basis.fewest(), 2, notation), &period],
            ),
            None => fill("Nothing went into it in {0}, so there is no figure.", &[&period]),
        },
        without_strategic: match (decided, without) {
            (Some(_), Some(without)) => fill(
                "Without strategic value it would be {0}: {1}.",
                &[&written(without), verb(thresholds.decide(without))],
            ),
            _ => String::new(),
        },
        chances: review.chances.map(|chances| chances_in_words(&chances, notation)).unwrap_or_default(),
        trend: match (decided, review.trend) {
            (Some((figure, decision)), Some(trend)) => {
                trend_in_words(&written(figure), decision, trend, &written(trend.before), &period)
            }
            _ => String::new(),
        },
        ending: ending_in_words(review, basis, notation),
    }
}

/// "invest", as an instruction inside a sentence.
pub(super) const fn verb(decision: Decision) -> &'static str {
    match decision {
        Decision::Invest => "invest",
        Decision::Renegotiate => "renegotiate",
        Decision::PhaseOut => "phase out",
    }
}

fn why(figure: Efficiency, decision: Decision, thresholds: &Thresholds, notation: &dyn Notation) -> String {
    let brings = if figure.is_negative() {
        "It costs more than it brings, which is less than nothing: {0} times what it takes"
    } else if figure.costs_more_than_it_brings() {
        "It costs more than it brings: {0} times what it takes"
    } else {
        "It brings {0} times what it takes"
    };
    let rule = match decision {
        Decision::Invest => "{0}; investing starts at {1}.",
        Decision::Renegotiate => "{0}; renegotiating starts at {2}, investing at {1}.",
        Decision::PhaseOut => "{0}; below {2} it is one to phase out.",
    };
    let [invest, renegotiate] =
        [thresholds.invest(), thresholds.renegotiate()].map(|threshold| notation.quantity(threshold, MOST));
    let brings = fill(brings, &[&efficiency(figure, thresholds, notation)]);
    fill(rule, &[&brings, &invest, &renegotiate])
}

/// The chance of each decision as percentages that add up to a hundred.
fn percents(chances: &Chances) -> Vec<(Decision, u32)> {
    let stakes: Vec<(Id, i128)> = (0..)
        .zip(Decision::ALL)
        .map(|(place, decision)| (Id::from_u128(place), i128::from(chances.of(decision).rate().ppm())))
        .collect();
    let percents = Money::new(100).ok().and_then(|hundred| apportion(hundred, &stakes).ok());
    Decision::ALL
        .into_iter()
        .zip(percents.iter().flat_map(|split| split.parts()))
        .map(|(decision, part)| (decision, u32::try_from(part.amount.minor()).unwrap_or(0)))
        .collect()
}

/// What rounds to nothing is left out.
fn chances_in_words(chances: &Chances, notation: &dyn Notation) -> String {
    let parts: Vec<(Decision, u32)> = percents(chances).into_iter().filter(|&(_, percent)| percent > 0).collect();
    match parts.as_slice() {
        [] => String::new(),
        // One decision, whatever the strategic value is.
        [(decision, _)] if chances.of(*decision).get() >= 1.0 => String::new(),
        [(decision, _)] => fill("Over the range of its strategic value: almost certainly {0}.", &[verb(*decision)]),
        several => {
            let each: Vec<String> = several
                .iter()
                .map(|&(decision, percent)| {
                    fill("{0} {1}", &[&notation.percent(Rate::percent(percent), 0), verb(decision)])
                })
                .collect();
            fill("Over the range of its strategic value: {0}.", &[&listed(&each, "and")])
        }
    }
}

fn trend_in_words(now: &str, decision: Decision, trend: Trend, before: &str, period: &str) -> String {
    let template = match trend.course {
        Course::Level => "The same as in the {1} before.",
        _ if now == before => "Much the same as in the {1} before.",
        Course::Rising => "Up from {0} in the {1} before.",
        Course::Falling => "Down from {0} in the {1} before.",
    };
    let said = fill(template, &[before, period]);
    let again = decision == Decision::PhaseOut && trend.decision_before == Decision::PhaseOut;
    if again { said + " It was one to phase out then, too." } else { said }
}

fn ending_in_words(review: &Review, basis: &Basis, notation: &dyn Notation) -> String {
    let freed = freed(&review.ending, basis, notation);
    if freed.is_empty() {
        return String::new();
    }
    let given_up = if review.value > Money::ZERO { about(review.value, notation) } else { "nothing".into() };
    let must_beat = must_beat(&review.ending, notation);
    fill("Ending it frees {0}, and gives up {1}{2}.", &[&listed(&freed, "and"), &given_up, &must_beat])
}

/// "15 hours a week", "$2,000 in 6 months": what there is of both.
pub(super) fn freed(ending: &Ending, basis: &Basis, notation: &dyn Notation) -> Vec<String> {
    let period = months(basis.trailing().months(), notation);
    let time = (ending.hours > Hours::ZERO).then(|| {
        // Less than a tenth of an hour a week says more as the hours of the whole period.
        if ending.hours_a_week >= Hours::hundredths(10) {
            fill("{0} a week", &[&hours_in_words(ending.hours_a_week, 1, notation)])
        } else {
            fill("{0} in {1}", &[&hours_in_words(ending.hours, 2, notation), &period])
        }
    });
    let money = (ending.money > Money::ZERO).then(|| fill("{0} in {1}", &[&about(ending.money, notation), &period]));
    time.into_iter().chain(money).collect()
}

/// What the hours freed must earn, as the end of a sentence; empty without hours.
pub(super) fn must_beat(ending: &Ending, notation: &dyn Notation) -> String {
    match ending.must_beat() {
        None => String::new(),
        Some(hourly) if hourly <= Money::ZERO => "; whatever the hours earn elsewhere is a gain".into(),
        Some(hourly) => {
            fill("; each hour must earn more than {0} elsewhere to make up for it", &[&about(hourly, notation)])
        }
    }
}

/// "5 hours", with at most so many decimals.
pub(super) fn hours_in_words(time: Hours, decimals: u8, notation: &dyn Notation) -> String {
    let millionths = u64::try_from(round_half_away(time.wide() * Quantity::SCALE, Hours::SCALE)).unwrap_or(0);
    with_noun(notation.quantity(Quantity::new(millionths).unwrap_or(Quantity::MAX), decimals), "hour", "hours")
}

/// A figure of a partnership as the table shows it; none where there is none. A chance that rounds to nothing is none.
#[must_use]
pub fn review_figure(measure: Measure, review: &Review, basis: &Basis, notation: &dyn Notation) -> Option<String> {
    let thresholds = basis.thresholds();
    let exact = measure.of(review)?;
    Some(match measure {
        Measure::Ratio => efficiency(review.efficiency?, &thresholds, notation),
        Measure::WithoutStrategic => efficiency(review.without_strategic?, &thresholds, notation),
        Measure::Before => efficiency(review.trend?.before, &thresholds, notation),
        Measure::Chance(decision) => {
            let chances = review.chances?;
            let (_, percent) = percents(&chances).into_iter().find(|&(of, percent)| of == decision && percent > 0)?;
            notation.percent(Rate::percent(percent), 0)
        }
        _ => ending_figure(measure, exact, notation),
    })
}

/// A figure of several partnerships as the table shows it, from its exact value.
#[must_use]
pub fn ending_figure(measure: Measure, exact: i128, notation: &dyn Notation) -> String {
    match measure {
        Measure::Hours | Measure::HoursFreed => {
            let time = u32::try_from(exact).ok().and_then(|seconds| Hours::new(seconds).ok());
            short_hours(time.unwrap_or(Hours::MAX), notation)
        }
        _ => Money::rounded(exact, 1).map_or_else(|_| "–".into(), |amount| notation.whole_money(amount)),
    }
}

/// "2.3 h"; what is less than a tenth, to the hundredth.
fn short_hours(time: Hours, notation: &dyn Notation) -> String {
    let decimals = if time >= Hours::hundredths(10) { 1 } else { 2 };
    let millionths = u64::try_from(round_half_away(time.wide() * Quantity::SCALE, Hours::SCALE)).unwrap_or(0);
    notation.quantity(Quantity::new(millionths).unwrap_or(Quantity::MAX), decimals) + " h"
}
