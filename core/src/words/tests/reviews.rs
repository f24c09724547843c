use super::*;
use crate::review::{
    Basis, Decision, Entry, Figures, Judgement, Measure, Portfolio, StrategicValue, Thresholds, Trailing,
};
use crate::value::{Hours, Range};
use crate::words::{
    Headline, ReviewRow, decision_name, efficiency, explain_ending, explain_review, judgement_name, portfolio_headline,
    review_figure, review_row,
};

/// Half a year, an hour at 100.
fn basis() -> Basis {
    Basis::new(usd(100), Trailing::from("2026-01-01".parse().unwrap(), 6).unwrap()).unwrap()
}

fn brings(revenue: i64, hours: u16, money: i64) -> Figures {
    Figures {
        revenue: usd(revenue),
        strategic: StrategicValue::none(),
        upkeep: Hours::hundredths(hours * 100),
        money: usd(money),
        payouts: Money::ZERO,
    }
}

fn a_week(figures: Figures, hours: u16) -> Figures {
    Figures { upkeep: basis().trailing().hours_in_all(Hours::hundredths(hours * 100)).unwrap(), ..figures }
}

fn strategic(figures: Figures, low: i64, likely: i64, high: i64) -> Figures {
    let range = Range::new(usd(low), usd(likely), usd(high)).unwrap();
    Figures { strategic: StrategicValue { range, note: None }, ..figures }
}

fn entry(number: u128, name: &str, figures: Figures) -> Entry {
    Entry::new(Id::from_u128(number), Name::new(name).unwrap(), figures, None).unwrap()
}

fn row(figures: Figures, previous: Option<Figures>) -> ReviewRow {
    let entry = Entry::new(Id::from_u128(1), harbor(), figures, previous).unwrap();
    review_row(&entry.review(&basis()).unwrap(), &basis(), &DOLLARS)
}

fn say(entries: &[(&str, Figures)]) -> Headline {
    let entries: Vec<Entry> =
        (1..).zip(entries).map(|(number, (name, figures))| entry(number, name, figures.clone())).collect();
    portfolio_headline(&Portfolio::new(&entries, &basis()).unwrap(), &basis(), &DOLLARS)
}

#[track_caller]
fn check(headline: &Headline, [state, sentence, detail, line]: [&str; 4], is_settled: bool) {
    let Headline { state: found, sentence: said, detail: why, line: short, .. } = headline;
    assert_eq!([found, said.as_str(), why, short], [state, sentence, detail, line]);
    assert_eq!(headline.is_settled, is_settled);
}

#[test]
fn the_portfolio_of_the_guide_is_said_in_one_sentence() {
    let headline = say(&[
        ("A", brings(82_000, 60, 4_000)),
        ("B", brings(31_000, 100, 0)),
        ("C", a_week(brings(18_000, 0, 0), 4)),
        ("D", a_week(brings(4_000, 0, 0), 6)),
        ("E", a_week(brings(-1_000, 0, 500), 5)),
    ]);
    check(
        &headline,
        [
            "Clear",
            "Invest in A, renegotiate with B, end C, D and E: that frees 15 hours a week and $500 in 6 months.",
            "Ending them gives up $21,000 of revenue in 6 months; each hour must earn more than $53 elsewhere to make up for it.",
            "Invest in 1, renegotiate with 1, end 3 · 15 hours a week freed",
        ],
        true,
    );
    assert_eq!(headline.code, "clear");
}

#[test]
fn what_is_uncertain_or_cannot_be_judged_is_named() {
    let headline = say(&[
        ("Ana", strategic(brings(10_000, 100, 0), 0, 20_000, 60_000)),
        ("Ben", brings(100, 2, 0)),
        ("Cy", brings(5_000, 0, 0)),
        ("Di", brings(100, 2, 0)),
    ]);
    check(
        &headline,
        [
            "Clear",
            "Renegotiate with Ana.",
            "Least certain is Ana: 80% likely to be one to renegotiate with. Too little went into Ben and Di to judge. \
             Nothing went into Cy, so there is no figure.",
            "Renegotiate with 1",
        ],
        false,
    );
    let headline = say(&[("Ana", strategic(brings(19_000, 100, 0), 0, 0, 6_600))]);
    check(
        &headline,
        [
            "Leaning",
            "Renegotiate with Ana.",
            "Least certain is Ana: 44% likely to be one to renegotiate with.",
            "Renegotiate with 1",
        ],
        false,
    );
    assert_eq!(headline.code, "leaning");
}

#[test]
fn many_partnerships_are_counted_rather_than_named() {
    let names = ["A", "B", "C", "D", "E", "F"];
    let sentence = |count: usize| {
        let all: Vec<_> = names[..count].iter().map(|name| (*name, brings(1_000, 10, 0))).collect();
        say(&all).sentence
    };
    assert_eq!(sentence(4), "End A, B, C and D: that frees 1.5 hours a week.");
    assert_eq!(sentence(5), "End A, B, C and two others: that frees 1.9 hours a week.");
    assert_eq!(sentence(6), "End A, B, C and three others: that frees 2.3 hours a week.");
    let all: Vec<_> = names.iter().map(|name| (*name, brings(9_000, 10, 0))).collect();
    assert_eq!(say(&all).sentence, "Invest in A, B, C and three others.");
}

#[test]
fn a_portfolio_of_nothing_says_what_to_do() {
    let state = |headline: Headline| (headline.state, headline.code, headline.sentence);
    assert_eq!(
        state(say(&[])),
        ("Nothing to review", "nothing-entered", "Add a partnership to see whether it is worth its upkeep.".into())
    );
    assert_eq!(
        state(say(&[("A", brings(100, 4, 0)), ("B", brings(100, 0, 0))])),
        (
            "Too early to say",
            "too-early",
            "Too early to say: no partnership took 5 hours of your time, or as much in money, in 6 months.".into()
        )
    );
    let nothing = say(&[("B", brings(100, 0, 0))]);
    assert_eq!(nothing.sentence, "Too early to say: nothing went into any partnership in 6 months.");
}

#[test]
fn ending_what_only_costs_gives_up_no_revenue() {
    let headline = say(&[("Ana", brings(-4_000, 40, 2_000))]);
    assert_eq!(headline.sentence, "End Ana: that frees 1.5 hours a week and $2,000 in 6 months.");
    assert_eq!(headline.detail, "Ending it gives up no revenue; whatever the hours earn elsewhere is a gain.");
    let headline = say(&[("Ana", strategic(brings(0, 0, 2_000), 0, 300, 600))]);
    assert_eq!(headline.sentence, "End Ana: that frees $2,000 in 6 months.");
    assert_eq!(headline.detail, "Ending it gives up $300 of strategic value in 6 months.");
    assert_eq!(headline.line, "End 1 · $2,000 in 6 months freed");
}

#[test]
fn names_leave_the_sentence_as_it_is() {
    let sentence = |name| say(&[(name, brings(1_000, 0, 1_000))]).sentence;
    assert_eq!(sentence("النور"), "End \u{2068}النور\u{2069}: that frees $1,000 in 6 months.");
    assert_eq!(sentence("{1} and Sons"), "End {1} and Sons: that frees $1,000 in 6 months.");
}

#[test]
fn a_row_says_why() {
    let why = |revenue| row(brings(revenue, 60, 4_000), None).why;
    assert_eq!(why(82_000), "It brings 8.2 times what it takes; investing starts at 5.");
    assert_eq!(why(31_000), "It brings 3.1 times what it takes; renegotiating starts at 2, investing at 5.");
    assert_eq!(why(18_000), "It brings 1.8 times what it takes; below 2 it is one to phase out.");
    assert_eq!(why(6_700), "It costs more than it brings: 0.67 times what it takes; below 2 it is one to phase out.");
    assert_eq!(
        why(-6_700),
        "It costs more than it brings, which is less than nothing: -0.67 times what it takes; below 2 it is one to phase \
         out."
    );
    assert_eq!(
        row(brings(9_000, 4, 0), None).why,
        "Too little to judge: less than 5 hours of your time, or as much in money, went into it in 6 months."
    );
    assert_eq!(row(brings(9_000, 0, 0), None).why, "Nothing went into it in 6 months, so there is no figure.");
}

#[test]
fn a_row_says_what_strategic_value_changes() {
    let said = row(strategic(brings(10_000, 100, 0), 0, 20_000, 60_000), None);
    assert_eq!((said.figure.as_str(), said.judgement), ("3.33", "Renegotiate"));
    assert_eq!(said.without_strategic, "Without strategic value it would be 1: phase out.");
    assert_eq!(said.chances, "Over the range of its strategic value: 8% invest, 80% renegotiate and 12% phase out.");
    let plain = row(brings(10_000, 100, 0), None);
    assert_eq!((plain.without_strategic, plain.chances), (String::new(), String::new()));
    let near = row(strategic(brings(48_000, 100, 0), 0, 9_000, 10_000), None);
    assert_eq!(near.chances, "Over the range of its strategic value: almost certainly invest.");
    let beyond = row(strategic(brings(50_000, 100, 0), 0, 9_000, 10_000), None);
    assert_eq!(beyond.chances, "");
    let thin = row(strategic(brings(48_000, 1, 0), 0, 9_000, 10_000), None);
    assert_eq!((thin.figure.as_str(), thin.without_strategic.as_str(), thin.chances.as_str()), ("–", "", ""));
}

#[test]
fn a_row_says_how_the_ratio_went() {
    let trend = |now, before| row(brings(now, 100, 0), Some(brings(before, 100, 0))).trend;
    assert_eq!(trend(31_000, 18_000), "Up from 1.8 in the 6 months before.");
    assert_eq!(trend(31_000, 82_000), "Down from 8.2 in the 6 months before.");
    assert_eq!(trend(31_000, 31_000), "The same as in the 6 months before.");
    assert_eq!(trend(31_000, 31_001), "Much the same as in the 6 months before.");
    assert_eq!(trend(18_000, 6_700), "Up from 0.67 in the 6 months before. It was one to phase out then, too.");
    assert_eq!(row(brings(31_000, 100, 0), None).trend, "");
}

#[test]
fn a_row_says_what_ending_frees_and_gives_up() {
    let ending = |figures| row(figures, None).ending;
    assert_eq!(
        ending(a_week(brings(18_000, 0, 1_500), 4)),
        "Ending it frees 4 hours a week and $1,500 in 6 months, and gives up $18,000; each hour must earn more than $160 \
         elsewhere to make up for it."
    );
    assert_eq!(
        ending(brings(-500, 2, 0)),
        "Ending it frees 2 hours in 6 months, and gives up nothing; whatever the hours earn elsewhere is a gain."
    );
    assert_eq!(
        ending(a_week(brings(1_500, 0, 1_500), 4)),
        "Ending it frees 4 hours a week and $1,500 in 6 months, and gives up $1,500; whatever the hours earn elsewhere is a \
         gain."
    );
    assert_eq!(ending(brings(-500, 0, 1_000)), "Ending it frees $1,000 in 6 months, and gives up nothing.");
    assert_eq!(ending(brings(500, 0, 0)), "");
    assert_eq!(
        ending(Figures { payouts: usd(-10), ..a_week(brings(3_000, 0, 0), 1) }),
        "Ending it frees 1 hour a week, and gives up $3,000; each hour must earn more than $116 elsewhere to make up for it."
    );
}

#[test]
fn a_ratio_never_reads_as_the_threshold_that_it_misses() {
    let usual = Thresholds::USUAL;
    let written = |revenue: i64, thresholds: &Thresholds| {
        let figures = Figures { revenue: Money::new(revenue).unwrap(), ..brings(0, 0, 1_000_000) };
        let review = entry(1, "A", figures).review(&basis()).unwrap();
        efficiency(review.efficiency.unwrap(), thresholds, &DOLLARS)
    };
    for (revenue, text) in [
        (8_200_000_00, "8.2"),
        (5_000_000_00, "5"),
        (4_994_000_00, "4.99"),
        (4_995_000_00, "4.995"),
        (4_999_999_00, "4.999999"),
        (4_999_999_99, "just under 5"),
        (1_999_600_00, "1.9996"),
        (999_900_00, "0.9999"),
        (-1_000_00, "-0.001"),
        (0, "0"),
        (-670_000_00, "-0.67"),
        (Money::MAX.minor(), "90,071,992"),
    ] {
        assert_eq!(written(revenue, &usual), text, "{revenue}");
    }
    let own = Thresholds::new(Quantity::new(3_141_593).unwrap(), Quantity::ONE).unwrap();
    assert_eq!(written(3_141_593_00, &own), "3.142");
    assert_eq!(written(3_141_592_00, &own), "3.14");
    assert_eq!(written(3_150_000_00, &own), "3.15");
}

#[test]
fn decisions_have_names() {
    assert_eq!(Decision::ALL.map(decision_name), ["Invest", "Renegotiate", "Phase out"]);
    let others = [Judgement::TooLittle, Judgement::NoInvestment].map(judgement_name);
    assert_eq!(others, ["Too little to judge", "No figure"]);
    assert_eq!(judgement_name(Judgement::Decided(Decision::PhaseOut)), "Phase out");
}

/// What is explained about one partnership.
fn explained(measure: Measure, figures: Figures, previous: Option<Figures>, basis: &Basis) -> Vec<String> {
    let entry = Entry::new(Id::from_u128(1), harbor(), figures, previous).unwrap();
    explain_review(measure, &entry.review(basis).unwrap(), &entry, basis, &DOLLARS)
}

#[test]
fn every_figure_says_how_it_is_computed() {
    let figures = Figures { payouts: usd(2_400), ..strategic(brings(74_000, 60, 1_600), 6_000, 8_000, 10_000) };
    let before = brings(62_000, 80, 2_000);
    let say = |measure| explained(measure, figures.clone(), Some(before.clone()), &basis());
    let value = "$74,000 of revenue + $8,000 of strategic value = $82,000";
    let investment = [
        "60 h × $100 = $6,000 of time",
        "$1,600 of money + $2,400 paid to the partner = $4,000",
        "$6,000 + $4,000 = $10,000",
    ];
    assert_eq!(say(Measure::Value), [value]);
    assert_eq!(say(Measure::Investment), investment);
    let [time, money, sum] = investment;
    assert_eq!(
        say(Measure::Ratio),
        [
            value,
            time,
            money,
            sum,
            "$82,000 ÷ $10,000 = 8.2",
            "It brings 8.2 times what it takes; investing starts at 5."
        ]
    );
    assert_eq!(say(Measure::Gain), [value, time, money, sum, "$82,000 − $10,000 = $72,000"]);
    assert_eq!(say(Measure::WithoutStrategic), ["$74,000 ÷ $10,000 = 7.4", "By revenue alone: invest."]);
    assert_eq!(say(Measure::Strategic), ["($6,000 + 4 × $8,000 + $10,000) ÷ 6 = $8,000, the mean of your range"]);
    assert_eq!(say(Measure::Revenue), ["$74,000, as you entered it for the 6 months from 2026-01-01 to 2026-06-30"]);
    assert_eq!(say(Measure::HoursFreed), ["60 h in 181 days × 7 = 2.32 h a week"]);
    assert_eq!(
        say(Measure::MustBeat),
        [
            "$74,000 of revenue + $8,000 of strategic value − $4,000 of money freed = $78,000 forgone",
            "$78,000 ÷ 60 h freed = $1,300 an hour",
        ]
    );
    assert_eq!(
        say(Measure::Before),
        [
            "In the 6 months before: $62,000 ÷ $10,000 = 6.2",
            "Now: $82,000 ÷ $10,000 = 8.2",
            "Up from 6.2 in the 6 months before.",
        ]
    );
    let without = explained(Measure::Money, figures.clone(), None, &basis().counting_payouts(false));
    assert_eq!(without, ["$1,600 of money; what was paid to the partner does not count"]);
}

#[test]
fn a_chance_says_which_strategic_value_decides() {
    let figures = strategic(brings(10_000, 100, 0), 0, 20_000, 60_000);
    assert_eq!(
        explained(Measure::Chance(Decision::Invest), figures, None, &basis()),
        [
            "Strategic value lies between $0 and $60,000, most likely at $20,000: a beta distribution (PERT)",
            "Investing needs 5 × $10,000 = $50,000: strategic value of $40,000 or more",
            "Renegotiating needs 2 × $10,000 = $20,000: strategic value of $10,000 or more",
            "Invest: 8.15%",
        ]
    );
    assert_eq!(
        explained(Measure::Chance(Decision::PhaseOut), brings(10_000, 100, 0), None, &basis()),
        ["Its strategic value is certain, and so is the decision", "Phase out: 100%"]
    );
}

#[test]
fn figures_of_several_name_the_part_of_each() {
    let entries = [entry(1, "A", brings(4_000, 40, 0)), entry(2, "B", brings(1_000, 20, 500))];
    let portfolio = Portfolio::new(&entries, &basis()).unwrap();
    let say = |measure| explain_ending(measure, portfolio.reviews.iter(), &portfolio.total, &DOLLARS);
    assert_eq!(say(Measure::Revenue), ["A: $4,000", "B: $1,000", "Together: $5,000"]);
    assert_eq!(say(Measure::HoursFreed), ["A: 1.5 h", "B: 0.8 h", "Together: 2.3 h"]);
    assert_eq!(say(Measure::MustBeat).pop().as_deref(), Some("$4,500 ÷ 60 h freed = $75 an hour"));
}

#[test]
fn figures_are_written_short() {
    let say = |measure, figures| {
        let review = entry(1, "A", figures).review(&basis()).unwrap();
        review_figure(measure, &review, &basis(), &DOLLARS)
    };
    let spread = || strategic(brings(10_000, 100, 0), 0, 20_000, 60_000);
    let chances = Decision::ALL.map(|decision| say(Measure::Chance(decision), spread()));
    assert_eq!(chances, ["8%", "80%", "12%"].map(|text| Some(text.to_owned())));
    assert_eq!(say(Measure::Chance(Decision::Invest), brings(10_000, 100, 0)), None);
    assert_eq!(say(Measure::Hours, brings(0, 1, 0)).as_deref(), Some("1 h"));
    assert_eq!(say(Measure::HoursFreed, brings(0, 1, 0)).as_deref(), Some("0.04 h"));
    assert_eq!(say(Measure::Ratio, brings(0, 1, 0)), None);
    assert_eq!(say(Measure::Ratio, brings(0, 10, 0)).as_deref(), Some("0"));
    assert_eq!(say(Measure::Gain, brings(0, 10, 0)).as_deref(), Some("-$1,000"));
    assert_eq!(say(Measure::MustBeat, brings(0, 0, 1_000)), None);
}
