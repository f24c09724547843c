//! What is said of simulated years.
use super::*;
use crate::forecast::{Case, Fix, Forecast, Miss, Reason, Simulation, verdict_on_years};
use crate::terms::{Parameter, Setting};
use crate::value::{Chance, Side};
use crate::words::{Grounds, Headline, Row, explain_years, headline, reason, reasons, standing, years_figure};

struct Told {
    assumptions: Assumptions,
    offers: Vec<Offer>,
    forecast: Forecast,
    verdict: Verdict,
    assessments: Vec<Assessment>,
}

impl Told {
    fn new(offers: Vec<Offer>) -> Told {
        let assumptions = answers().assume(Currency::USD).unwrap();
        let mut simulation = Simulation::new(&assumptions, &offers, Simulation::SEED).unwrap();
        simulation.advance(1_000);
        let forecast = simulation.forecast();
        let (verdict, assessments) = verdict_on_years(&assumptions, &forecast, &offers, None);
        Told { assumptions, offers, forecast, verdict, assessments }
    }

    fn say(&self) -> Headline {
        let grounds = Grounds::Years(&self.forecast);
        headline(&self.verdict, &self.assessments, grounds, &self.assumptions, &self.offers, Some(&harbor()), &DOLLARS)
    }
}

fn four() -> Told {
    Told::new(offers([fee(300, 2_000), Terms::Retainer(monthly(300)), share(10), window(15, 3)]))
}

#[track_caller]
fn check(told: &Told, expected: [&str; 4]) {
    let said = told.say();
    assert_eq!([said.state, &said.sentence, &said.detail, &said.line], expected);
}

#[test]
fn a_clear_verdict_says_what_years_bring_on_average_and_in_eight_of_ten() {
    check(
        &four(),
        [
            "Clear",
            "Offer Harbor Copy 10% of what each client pays: the simplest of your four options that works for both of you.",
            "You would pay about $4,950 a year on average, for 5.4 projects: in eight years of ten between $1,720 and \
             $8,390. The $300 fee is simpler, but at 3.3% of revenue it pays too little to keep introductions coming.",
            "Offer 10% · about $4,950 a year",
        ],
    );
}

#[test]
fn each_offer_says_which_test_it_failed_and_by_how_much() {
    let told = four();
    let cell = |assessment| standing(assessment, &told.verdict, &told.assumptions, &told.offers, &DOLLARS);
    let cells: Vec<String> = told.assessments.iter().map(cell).collect();
    assert_eq!(cells, ["too low for them", "usual pay in only 72% of years", "yes", "yes, less simple"]);
    let grounds = Grounds::Years(&told.forecast);
    let (assessments, partner) = (&told.assessments, harbor());
    let rows = reasons(&told.verdict, assessments, grounds, &told.assumptions, &told.offers, Some(&partner), &DOLLARS);
    let rows: Vec<_> = rows.into_iter().map(|row| (row.offer, row.result, row.why.join(" "))).collect();
    let expected = [
        (
            "10%",
            "Chosen",
            "Each of you gains on average, one year in ten costs neither more than that, and the pay is usual in at least \
             three years of four.",
        ),
        ("15%, 3 months", "Works", "It works, but is less simple than 10%."),
        (
            "$300 a project over $2,000",
            "Fails",
            "It pays the usual 5% to 20% of revenue in 3% of years; at least 75% are needed. Over all of them it pays 3.3%.",
        ),
        (
            "$300 a month",
            "Fails",
            "It pays the usual 5% to 20% of revenue in 72% of years; at least 75% are needed. Over all of them it pays 7.3%.",
        ),
    ];
    assert_eq!(rows, expected.map(|(offer, result, why)| (offer.into(), result, why.into())));
}

#[test]
fn where_none_works_the_smallest_change_is_said_once_it_is_known() {
    let mut told = Told::new(offers([share(25), fee(9_000, 0)]));
    check(
        &told,
        [
            "None works",
            "None of these works for both of you.",
            "The smallest change of one number that would help is being looked for.",
            "None works",
        ],
    );
    let [from, to] = [25, 20].map(|percent| Setting::Rate(Rate::percent(percent)));
    told.verdict =
        Verdict::NoneWorks { fix: Fix::Change { id: Id::from_u128(1), parameter: Parameter::Rate(0), from, to } };
    check(
        &told,
        [
            "None works",
            "None of these works for both of you. Smallest fix: lower 25% to 20%.",
            "As it stands, it costs 25% of revenue, more than the usual 20%.",
            "None works · lower 25% to 20%",
        ],
    );
    let told: Vec<String> = told.assessments[1]
        .misses
        .iter()
        .map(|miss| reason(miss, &told.assumptions, Some(&harbor()), &DOLLARS))
        .collect();
    assert_eq!(
        told,
        [
            "On average you would be $19,823.92 a year worse off than without a deal.",
            "It pays the usual 5% to 20% of revenue in 0% of years; at least 75% are needed. Over all of them it pays 98.6%.",
        ]
    );
}

/// The sentence when the pick has a test near its limit.
#[track_caller]
fn check_near(reason: Reason, is_passed: bool, why: &str) {
    let mut told = four();
    let miss = Miss { case: Case::Simulated, reason };
    told.assessments[2].near = vec![miss];
    told.assessments[2].misses = if is_passed { Vec::new() } else { vec![miss] };
    told.verdict = Verdict::Leaning { pick: Id::from_u128(3), misses: vec![miss] };
    let sentence = format!("Offer Harbor Copy 10% of what each client pays, but it is borderline: {why}.");
    assert_eq!((told.say().state, told.say().sentence), ("Leaning", sentence));
}

#[test]
fn a_borderline_test_is_said_with_its_figures() {
    let usual = |years| Reason::Unusual { usual: Chance::new(years, 10_000), rate: Rate::new(100_000).ok() };
    let ahead = |gain| Reason::NotAhead { side: Side::Them, gain: usd(gain) };
    let bad = |gain| Reason::BadYear { side: Side::You, gain: usd(gain), usual: usd(1_000) };
    check_near(usual(7_540), true, "what it pays is usual in 75.4% of years, and 75% are needed");
    check_near(usual(7_460), false, "what it pays is usual in only 74.6% of years");
    check_near(ahead(12), true, "on average it brings Harbor Copy only $12 a year");
    check_near(ahead(-12), false, "it leaves Harbor Copy $12 a year worse off than no deal");
    check_near(bad(-990), true, "one year in ten costs you $990, nearly the $1,000 of an average year");
    check_near(bad(-1_010), false, "in one year of ten you would lose $1,010, more than the $1,000 of an average year");
}

#[test]
fn what_only_just_fails_is_named_where_it_would_come_first() {
    let mut told = four();
    told.assessments[1].near = told.assessments[1].misses.clone();
    told.verdict = Verdict::Leaning { pick: Id::from_u128(3), misses: Vec::new() };
    assert_eq!(
        told.say().sentence,
        "Offer Harbor Copy 10% of what each client pays, if only just: $300 a month would come first, but what it \
         pays is usual in only 72% of years."
    );
}

/// A figure of the offer of 10% as it is shown, its exact value and what stands below.
#[track_caller]
fn check_figure(row: Row, expected: [&str; 3]) {
    let told = four();
    let figure = years_figure(row, &told.forecast.offers[2], &DOLLARS);
    assert_eq!([figure.text, figure.value, figure.below.unwrap_or_default()], expected);
}

#[test]
fn figures_are_averages_with_what_they_vary_by() {
    check_figure(Row::Payout, ["$4,949", "494928", "$1,717 – $8,394"]);
    check_figure(Row::Gain(Side::You), ["$23,314", "2331380", "a loss in 1%"]);
    check_figure(Row::Gain(Side::Them), ["$3,558", "355807", "a loss in 6%"]);
    check_figure(Row::Share, ["10%", "100000", "usual in 100%"]);
    check_figure(Row::Hours, ["18.5", "66778", ""]);
    let none = four().forecast.no_deal;
    let shown =
        [Row::Payout, Row::Gain(Side::You), Row::Share, Row::Hours].map(|row| years_figure(row, &none, &DOLLARS));
    assert_eq!(
        shown.map(|figure| (figure.text, figure.value, figure.below)),
        [
            ("–".into(), "0".into(), None),
            ("$0".into(), "0".into(), None),
            ("–".into(), "0".into(), None),
            ("–".into(), "0".into(), None),
        ]
    );
    let retainer = &four().forecast.offers[1];
    assert_eq!(years_figure(Row::Payout, retainer, &DOLLARS).below.as_deref(), Some("in every year"));
}

#[test]
fn each_figure_says_how_it_is_computed() {
    let told = four();
    let lines = |row| explain_years(row, &told.forecast.offers[2], &told.forecast, &DOLLARS);
    let drawn = "Every year draws its own introductions, projects, values and lengths from the ranges under “We assumed” (seed 1); \
                 every offer meets the same years";
    assert_eq!(
        lines(Row::Gain(Side::Them)),
        [
            "The average of the gain over no deal over 1,000 simulated years is $3,558.07",
            "One year in ten it is $496.10 or less, in every other year $3,299.35 or less, in nine years of ten $6,790.02 \
             or less",
            "Other years would move the average by $80.38 or so (its standard error)",
            "In 60 of the 1,000 years it is below zero",
            drawn,
        ]
    );
    assert_eq!(
        lines(Row::Share),
        [
            "All pay ÷ all revenue without costs passed on: on average $4,949.28 ÷ $49,492.79 a year",
            "In 989 of the 989 years with revenue or pay, what is paid is in the usual band",
            drawn,
        ]
    );
    let hours = "Each of you spends 9.27 h a year on record keeping, on average over 1,000 simulated years";
    assert_eq!(lines(Row::Hours), [hours, drawn]);
}
