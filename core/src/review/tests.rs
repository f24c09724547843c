//! Reviews and portfolios against figures worked by hand.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::float_cmp)]

use super::*;
use crate::value::{Hours, Id, Money, Name, Quantity, Range};

fn usd(units: i64) -> Money {
    Money::new(units * 100).unwrap()
}

fn id(number: u128) -> Id {
    Id::from_u128(number)
}

/// Half a year of 26 weeks less a day, an hour at 100.
fn basis() -> Basis {
    Basis::new(usd(100), Trailing::from("2026-01-01".parse().unwrap(), 6).unwrap()).unwrap()
}

fn figures(revenue: i64, hours: u16, money: i64) -> Figures {
    Figures {
        revenue: usd(revenue),
        strategic: StrategicValue::none(),
        upkeep: Hours::hundredths(hours * 100),
        money: usd(money),
        payouts: Money::ZERO,
    }
}

fn with_strategic(figures: Figures, [low, likely, high]: [i64; 3]) -> Figures {
    let range = Range::new(usd(low), usd(likely), usd(high)).unwrap();
    Figures { strategic: StrategicValue { range, note: None }, ..figures }
}

fn entry(number: u128, figures: Figures) -> Entry {
    Entry::new(id(number), Name::new(&format!("P{number}")).unwrap(), figures, None).unwrap()
}

fn review(figures: Figures) -> Review {
    entry(1, figures).review(&basis()).unwrap()
}

/// The ratio in hundredths and the judgement.
#[track_caller]
fn check(figures: Figures, hundredths: Option<i128>, judgement: Judgement) {
    let review = review(figures.clone());
    assert_eq!(review.efficiency.map(|efficiency| efficiency.rounded(2)), hundredths, "{figures:?}");
    assert_eq!(review.judgement, judgement, "{figures:?}");
}

const INVEST: Judgement = Judgement::Decided(Decision::Invest);
const RENEGOTIATE: Judgement = Judgement::Decided(Decision::Renegotiate);
const PHASE_OUT: Judgement = Judgement::Decided(Decision::PhaseOut);

#[test]
fn the_published_case_comes_out() {
    check(figures(82_000, 60, 4_000), Some(8_20), INVEST);
    check(figures(31_000, 100, 0), Some(3_10), RENEGOTIATE);
    check(figures(18_000, 0, 10_000), Some(1_80), PHASE_OUT);
    check(figures(4_000, 40, 2_000), Some(67), PHASE_OUT);
    check(figures(-4_000, 40, 2_000), Some(-67), PHASE_OUT);
    let costs = |revenue| {
        let efficiency = review(figures(revenue, 40, 2_000)).efficiency.unwrap();
        (efficiency.costs_more_than_it_brings(), efficiency.is_negative())
    };
    let found = [6_000, 5_999, 0, -4_000].map(costs);
    assert_eq!(found, [(false, false), (true, false), (true, false), (true, true)]);
}

#[test]
fn decides_exactly_at_the_thresholds() {
    let cents = |minor| Figures { revenue: Money::new(minor).unwrap(), ..figures(0, 100, 0) };
    check(cents(50_000_00), Some(5_00), INVEST);
    check(cents(49_999_99), Some(5_00), RENEGOTIATE);
    check(cents(20_000_00), Some(2_00), RENEGOTIATE);
    check(cents(19_999_99), Some(2_00), PHASE_OUT);
}

#[test]
fn a_sixth_of_a_cent_of_strategic_value_decides() {
    let figures = |high: i64| {
        let range = Range::around(Money::ZERO, Money::ZERO, Money::new(high).unwrap());
        let revenue = Money::new(49_999_99).unwrap();
        Figures { revenue, strategic: StrategicValue { range, note: None }, ..figures(0, 100, 0) }
    };
    check(figures(5), Some(5_00), RENEGOTIATE);
    check(figures(6), Some(5_00), INVEST);
}

#[test]
fn thresholds_move_the_decision() {
    let decide = |invest, renegotiate| {
        let quantity = |millionths| Quantity::new(millionths).unwrap();
        let thresholds = Thresholds::new(quantity(invest), quantity(renegotiate)).unwrap();
        entry(1, figures(31_000, 100, 0)).review(&basis().deciding_at(thresholds)).unwrap().judgement
    };
    assert_eq!(decide(3_100_000, 1), INVEST);
    assert_eq!(decide(3_100_001, 3_100_000), RENEGOTIATE);
    assert_eq!(decide(5_000_000, 3_100_001), PHASE_OUT);
}

#[test]
fn without_investment_there_is_no_figure() {
    check(figures(82_000, 0, 0), None, Judgement::NoInvestment);
    check(Figures { payouts: usd(-10), ..figures(82_000, 0, 9) }, None, Judgement::NoInvestment);
    let review = review(figures(82_000, 0, 0));
    assert_eq!((review.without_strategic, review.chances, review.trend), (None, None, None));
}

#[test]
fn below_five_hours_worth_there_is_too_little_to_judge() {
    let seconds = |seconds, money| {
        let upkeep = Hours::new(seconds).unwrap();
        Figures { upkeep, money: Money::new(money).unwrap(), ..figures(5_000, 0, 0) }
    };
    check(seconds(5 * 3_600, 0), Some(10_00), INVEST);
    check(seconds(5 * 3_600 - 1, 0), Some(10_00), Judgement::TooLittle);
    check(seconds(0, 500_00), Some(10_00), INVEST);
    check(seconds(0, 499_99), Some(10_00), Judgement::TooLittle);
    // A second is worth 100 / 36 cents.
    check(seconds(5 * 3_600 - 1, 2), Some(10_00), Judgement::TooLittle);
    check(seconds(5 * 3_600 - 1, 3), Some(10_00), INVEST);
    let sooner = basis().judging_from(Hours::hundredths(4_00));
    assert_eq!(entry(1, seconds(5 * 3_600 - 1, 0)).review(&sooner).unwrap().judgement, INVEST);
    assert_eq!(review(seconds(5 * 3_600 - 1, 0)).chances, None);
}

#[test]
fn payouts_count_unless_they_are_left_out() {
    let paid = entry(1, Figures { payouts: usd(6_000), ..figures(20_000, 30, 1_000) });
    let ratio = |basis: Basis| paid.review(&basis).unwrap().efficiency.unwrap().rounded(2);
    assert_eq!((ratio(basis()), ratio(basis().counting_payouts(false))), (2_00, 5_00));
    let freed = |basis: Basis| paid.review(&basis).unwrap().ending.money;
    assert_eq!((freed(basis()), freed(basis().counting_payouts(false))), (usd(7_000), usd(1_000)));
}

#[test]
fn strategic_value_counts_at_its_mean_and_the_figure_without_it_is_there() {
    let review = review(with_strategic(figures(10_000, 50, 5_000), [0, 5_000, 40_000]));
    // (0 + 4 × 5,000 + 40,000) / 6 = 10,000.
    assert_eq!((review.value, review.investment), (usd(20_000), usd(10_000)));
    assert_eq!((review.efficiency.unwrap().rounded(6), review.judgement), (2_000_000, RENEGOTIATE));
    assert_eq!(review.without_strategic.unwrap().rounded(6), 1_000_000);
}

/// The chance of each decision for an investment of 10,000, to 10⁻¹⁴.
#[track_caller]
fn check_chances(range: [i64; 3], revenue: i64, expected: [f64; 3]) {
    let review = review(with_strategic(figures(revenue, 100, 0), range));
    let found = Decision::ALL.map(|decision| review.chances.unwrap().of(decision).get());
    let apart = found.iter().zip(expected).map(|(found, expected)| (found - expected).abs()).fold(0.0, f64::max);
    assert!(apart <= 1e-14, "{range:?}, {revenue}: {found:?}");
}

#[test]
fn the_chances_agree_with_scipy() {
    // sf, cdf and their difference of scipy.stats.beta 1.17.1.
    check_chances([0, 2_000, 10_000], 42_000, [0.003_982_819_304_722_265, 0.996_017_180_695_277_9, 0.0]);
    check_chances([0, 2_000, 10_000], 15_000, [0.0, 0.142_070_022_569_619_1, 0.857_929_977_430_380_9]);
    let wide = [0.081_475_604_268_098_26, 0.799_849_268_978_244_8, 0.118_675_126_753_656_96];
    check_chances([0, 20_000, 60_000], 10_000, wide);
    check_chances([-5_000, 0, 5_000], 20_000, [0.0, 0.5, 0.5]);
    // Likely at the low end: (1 − x)⁵ above x; at the high end: x⁵ below it.
    check_chances([1_000, 1_000, 5_000], 47_000, [0.031_25, 0.968_75, 0.0]);
    check_chances([1_000, 5_000, 5_000], 46_000, [0.762_695_312_5, 0.237_304_687_5, 0.0]);
    check_chances([0, 0, 100_000], 0, [0.031_25, 0.296_43, 0.672_32]);
}

#[test]
fn what_is_certain_has_one_decision_and_no_spread() {
    for (revenue, chances) in [(40_000, [1.0, 0.0, 0.0]), (39_999, [0.0, 1.0, 0.0]), (9_999, [0.0, 0.0, 1.0])] {
        let review = review(with_strategic(figures(revenue, 100, 0), [10_000, 10_000, 10_000]));
        assert_eq!(Decision::ALL.map(|decision| review.chances.unwrap().of(decision).get()), chances, "{revenue}");
    }
    // The whole range above a threshold is as certain.
    check_chances([0, 1, 2], 50_000, [1.0, 0.0, 0.0]);
    check_chances([0, 1, 2], 19_998, [0.0, 0.0, 1.0]);
    check_chances([0, 1, 2], 20_000, [0.0, 1.0, 0.0]);
}

#[test]
fn the_trend_compares_with_the_period_before() {
    let trend = |now: Figures, before: Figures| {
        let entry = Entry::new(id(1), Name::new("P").unwrap(), now, Some(before)).unwrap();
        let trend = entry.review(&basis()).unwrap().trend?;
        Some((trend.before.rounded(2), trend.decision_before, trend.course))
    };
    let at = |revenue| figures(revenue, 100, 0);
    assert_eq!(trend(at(31_000), at(18_000)), Some((1_80, Decision::PhaseOut, Course::Rising)));
    assert_eq!(trend(at(31_000), figures(62_000, 200, 0)), Some((3_10, Decision::Renegotiate, Course::Level)));
    assert_eq!(trend(at(31_000), at(60_000)), Some((6_00, Decision::Invest, Course::Falling)));
    let cent_more = Figures { revenue: Money::new(31_000_01).unwrap(), ..at(0) };
    assert_eq!(trend(at(31_000), cent_more), Some((3_10, Decision::Renegotiate, Course::Falling)));
    for unjudged in [figures(31_000, 4, 0), figures(31_000, 0, 0)] {
        assert_eq!((trend(at(31_000), unjudged.clone()), trend(unjudged, at(31_000))), (None, None));
    }
}

#[test]
fn ending_frees_hours_and_money_and_says_what_they_must_beat() {
    let in_all = basis().trailing().hours_in_all(Hours::hundredths(3_00)).unwrap();
    let figures = Figures { upkeep: in_all, payouts: usd(500), ..figures(9_000, 0, 1_000) };
    let ending = review(with_strategic(figures, [0, 100, 200])).ending;
    assert_eq!((ending.hours, ending.hours_a_week), (in_all, Hours::hundredths(3_00)));
    assert_eq!((ending.money, ending.revenue, ending.strategic.money()), (usd(1_500), usd(9_000), usd(100)));
    // 7,600 for 181 / 7 × 3 hours.
    assert_eq!(ending.must_beat().unwrap().minor(), 97_97);
}

#[test]
fn at_a_ratio_of_one_the_hours_must_beat_your_hourly_rate() {
    let must_beat = |revenue, hours, money| review(figures(revenue, hours, money)).ending.must_beat();
    assert_eq!(must_beat(6_000, 40, 2_000), Some(usd(100)));
    assert_eq!(must_beat(2_000, 40, 2_000), Some(Money::ZERO));
    assert_eq!(must_beat(-4_000, 40, 2_000), Some(usd(-150)));
    assert_eq!(must_beat(6_000, 0, 2_000), None);
}

#[test]
fn money_spent_is_not_below_zero() {
    let name = || Name::new("P").unwrap();
    let (fine, wrong) = (figures(1, 1, 0), figures(1, 1, -1));
    assert_eq!(Entry::new(id(1), name(), wrong.clone(), None), Err(EntryError::NegativeMoney));
    assert_eq!(Entry::new(id(1), name(), fine, Some(wrong)), Err(EntryError::NegativeMoneyBefore));
}

#[test]
fn past_the_bounds_is_an_error_and_up_to_them_a_figure() {
    let most = |revenue: Money, strategic: Money, money: Money, payouts: Money| {
        let strategic = StrategicValue { range: Range::certain(strategic), note: None };
        Figures { revenue, strategic, upkeep: Hours::ZERO, money, payouts }
    };
    let (max, cent, zero) = (Money::MAX, Money::new(1).unwrap(), Money::ZERO);
    check(most(max, zero, max, zero), Some(1_00), PHASE_OUT);
    check(most(-max, zero, max, zero), Some(-1_00), PHASE_OUT);
    let refused = [
        most(max, cent, max, zero),
        most(-max, -cent, max, zero),
        most(zero, zero, max, cent),
        Figures { upkeep: Hours::MAX, ..most(zero, zero, max, zero) },
    ];
    for figures in refused {
        let error = PortfolioError::TooLarge { partnership: id(1) };
        assert_eq!(Portfolio::new(&[entry(1, figures.clone())], &basis()), Err(error), "{figures:?}");
    }
    let dear = Basis::new(max, basis().trailing()).unwrap();
    let hour = entry(1, Figures { upkeep: Hours::hundredths(1_00), ..most(max, zero, zero, zero) });
    let review = hour.review(&dear.judging_from(Hours::ZERO)).unwrap();
    assert_eq!((review.efficiency.unwrap().rounded(6), review.investment), (1_000_000, max));
    // The widest range there is; half of it lies above 50,000.
    let range = Range::new(-max, zero, max).unwrap();
    let wide = Figures { strategic: StrategicValue { range, note: None }, ..figures(0, 100, 0) };
    let chances = entry(1, wide).review(&basis()).unwrap().chances.unwrap();
    assert!((chances.of(Decision::Invest).get() - 0.5).abs() < 1e-8);
    let second = Figures { upkeep: Hours::new(1).unwrap(), ..most(max, zero, zero, zero) };
    assert_eq!(entry(1, second).review(&basis()).unwrap().ending.must_beat(), None);
}

fn portfolio(entries: &[Entry]) -> Portfolio {
    Portfolio::new(entries, &basis()).unwrap()
}

fn ranked(portfolio: &Portfolio) -> Vec<(u128, Judgement)> {
    portfolio.reviews.iter().map(|review| (review.partnership.as_u128(), review.judgement)).collect()
}

#[test]
fn ranks_by_decision_then_by_value_less_investment_then_by_id() {
    let entries = [
        (9, figures(100, 0, 0)),
        (8, figures(100, 1, 0)),
        (7, figures(18_000, 100, 0)),
        (6, figures(4_000, 40, 2_000)),
        // 10 for one, but small: behind the larger one of 8.2, which gains more.
        (5, figures(10_000, 10, 0)),
        (4, figures(82_000, 60, 4_000)),
        (3, figures(31_000, 100, 0)),
        // Another gain of 21,000, and 20,000 of a larger value.
        (2, figures(41_000, 200, 0)),
        (1, figures(40_000, 200, 0)),
    ];
    let portfolio = portfolio(&entries.map(|(number, figures)| entry(number, figures)));
    assert_eq!(
        ranked(&portfolio),
        [
            (4, INVEST),
            (5, INVEST),
            (2, RENEGOTIATE),
            (3, RENEGOTIATE),
            (1, RENEGOTIATE),
            (7, PHASE_OUT),
            (6, PHASE_OUT),
            (8, Judgement::TooLittle),
            (9, Judgement::NoInvestment),
        ]
    );
    assert_eq!(portfolio.groups.iter().map(|group| group.judgement).collect::<Vec<_>>(), Judgement::ALL);
}

#[test]
fn each_decision_sums_what_it_frees_and_forgoes() {
    let entries = [
        entry(1, figures(82_000, 60, 4_000)),
        entry(2, with_strategic(figures(9_000, 100, 0), [0, 0, 1_000])),
        entry(3, with_strategic(figures(4_000, 90, 2_000), [0, 0, 2_000])),
        entry(4, figures(-4_000, 200, 10)),
    ];
    let portfolio = portfolio(&entries);
    let group = portfolio.group(PHASE_OUT).unwrap();
    assert_eq!(group.partnerships, [id(2), id(3), id(4)]);
    let Ending { hours, hours_a_week, money, revenue, strategic } = group.ending;
    assert_eq!(
        (hours, money, revenue, strategic.money()),
        (Hours::hundredths(390_00), usd(2_010), usd(9_000), usd(500))
    );
    // 390 × 7 / 181 hours, to the second.
    assert_eq!(hours_a_week.seconds(), 54_298);
    assert_eq!(portfolio.group(RENEGOTIATE), None);
    assert_eq!((portfolio.total.hours, portfolio.total.revenue), (Hours::hundredths(450_00), usd(91_000)));
}

#[test]
fn a_partnership_is_listed_once_and_sums_stay_in_range() {
    let one = entry(1, figures(1, 1, 0));
    let twice = Err(PortfolioError::Twice { partnership: id(1) });
    assert_eq!(Portfolio::new(&[one.clone(), one.clone()], &basis()), twice);
    let rich = |number| entry(number, Figures { revenue: Money::MAX, ..figures(0, 1, 0) });
    assert_eq!(Portfolio::new(&[rich(1), rich(2)], &basis()), Err(PortfolioError::TotalTooLarge));
    let long = |number| entry(number, Figures { upkeep: Hours::MAX, ..figures(0, 0, 0) });
    assert_eq!(Portfolio::new(&[long(2), one], &basis()), Err(PortfolioError::TotalTooLarge));
    assert_eq!(Portfolio::new(&[long(1), long(2)], &basis()), Err(PortfolioError::TotalTooLarge));
    let none = portfolio(&[]);
    assert_eq!((none.reviews.len(), none.groups.len(), none.total.revenue), (0, 0, Money::ZERO));
}

#[test]
fn the_least_certain_decision_is_named() {
    let entries = [
        entry(1, figures(82_000, 100, 0)),
        entry(2, with_strategic(figures(42_000, 100, 0), [0, 2_000, 10_000])),
        entry(3, with_strategic(figures(15_000, 100, 0), [0, 2_000, 10_000])),
        entry(4, figures(1, 0, 0)),
    ];
    let least = |entries: &[Entry]| {
        portfolio(entries).least_certain().map(|(review, decision)| (review.partnership.as_u128(), decision))
    };
    assert_eq!(least(&entries), Some((3, Decision::PhaseOut)));
    assert_eq!(least(&entries[..1]), Some((1, Decision::Invest)));
    assert_eq!(least(&entries[3..]), None);
}
