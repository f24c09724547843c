//! Laws of reviewing partnerships: nothing depends on the unit of money or the order of entries, earning more never counts
//! against a partnership, and the decisions account for everything.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a failed unwrap is a failed test")]

use concord_core::review::{
    Basis, Decision, Ending, Entry, Figures, Judgement, Portfolio, Review, StrategicValue, Thresholds, Trailing,
};
use concord_core::value::{Hours, Id, Money, Name, Quantity, Range};
use proptest::array::{uniform2, uniform4};
use proptest::collection::vec;
use proptest::prelude::*;

const SMALL: i64 = 100_000_00;

fn money(minor: i64) -> Money {
    Money::new(minor).unwrap()
}

fn sorted(mut ends: [Money; 3]) -> [Money; 3] {
    ends.sort_unstable();
    ends
}

/// Ranges of any width, none included, and with the likely value often at an end.
fn strategic() -> impl Strategy<Value = StrategicValue> {
    let ends = prop_oneof![
        Just([0; 3]),
        (-SMALL..=SMALL).prop_map(|minor| [minor; 3]),
        (-SMALL..=SMALL, 1..=SMALL).prop_map(|(low, width)| [low, low, low + width]),
        (-SMALL..=SMALL, 1..=SMALL).prop_map(|(low, width)| [low, low + width, low + width]),
        [-SMALL..=SMALL, -SMALL..=SMALL, -SMALL..=SMALL],
    ];
    ends.prop_map(|ends| {
        let [low, likely, high] = sorted(ends.map(money));
        StrategicValue { range: Range::new(low, likely, high).unwrap(), note: None }
    })
}

fn figures() -> impl Strategy<Value = Figures> {
    let upkeep = prop_oneof![Just(0), 0..=20_u32 * 3_600, 0..=1_000_u32 * 3_600];
    let revenue = prop_oneof![-SMALL..=SMALL, 0..=10 * SMALL];
    let spent = || prop_oneof![Just(0), 0..=1_000_00_i64, 0..=SMALL];
    let payouts = prop_oneof![spent(), -1_000_00..=0_i64];
    (revenue, strategic(), upkeep, spent(), payouts).prop_map(|(revenue, strategic, upkeep, money_spent, payouts)| {
        Figures {
            revenue: money(revenue),
            strategic,
            upkeep: Hours::new(upkeep).unwrap(),
            money: money(money_spent),
            payouts: money(payouts),
        }
    })
}

fn thresholds() -> impl Strategy<Value = Thresholds> {
    let own = (1..=3_000_000_u64, 1..=5_000_000_u64).prop_map(|(renegotiate, more)| {
        let [invest, renegotiate] =
            [renegotiate + more, renegotiate].map(|millionths| Quantity::new(millionths).unwrap());
        Thresholds::new(invest, renegotiate).unwrap()
    });
    prop_oneof![Just(Thresholds::USUAL), own]
}

fn basis_at(hourly: i64, months: u16) -> Basis {
    Basis::new(money(hourly), Trailing::from("2026-01-31".parse().unwrap(), months).unwrap()).unwrap()
}

fn basis() -> impl Strategy<Value = Basis> {
    (1..=500_00_i64, 1..=24_u16, thresholds(), any::<bool>()).prop_map(|(hourly, months, thresholds, payouts)| {
        basis_at(hourly, months).deciding_at(thresholds).counting_payouts(payouts)
    })
}

fn entry(number: u128, figures: Figures, previous: Option<Figures>) -> Entry {
    Entry::new(Id::from_u128(number), Name::new("Partner").unwrap(), figures, previous).unwrap()
}

fn entries() -> impl Strategy<Value = Vec<Entry>> {
    vec((figures(), proptest::option::of(figures())), 0..8)
        .prop_map(|all| (1..).zip(all).map(|(number, (figures, previous))| entry(number, figures, previous)).collect())
}

fn review(figures: Figures, basis: &Basis) -> Review {
    entry(1, figures, None).review(basis).unwrap()
}

fn chances(review: &Review) -> Option<[f64; 3]> {
    review.chances.map(|chances| Decision::ALL.map(|decision| chances.of(decision).get()))
}

/// Every amount a whole number of times as large.
fn scaled(figures: &Figures, factor: i64) -> Figures {
    let times = |amount: Money| money(amount.minor() * factor);
    let range = figures.strategic.range;
    let range = Range::new(times(range.low()), times(range.likely()), times(range.high())).unwrap();
    Figures {
        revenue: times(figures.revenue),
        strategic: StrategicValue { range, note: None },
        upkeep: figures.upkeep,
        money: times(figures.money),
        payouts: times(figures.payouts),
    }
}

fn close(one: Option<[f64; 3]>, other: Option<[f64; 3]>) -> bool {
    match (one, other) {
        (Some(one), Some(other)) => one.iter().zip(other).all(|(one, other)| (one - other).abs() < 1e-12),
        (one, other) => one.is_none() && other.is_none(),
    }
}

/// What a sum of endings comes to: hours, money, revenue and sixths of strategic value.
fn sums<'a>(endings: impl Iterator<Item = &'a Ending>) -> [i128; 4] {
    endings.fold([0; 4], |[hours, money, revenue, strategic], ending| {
        [
            hours + ending.hours.wide(),
            money + ending.money.wide(),
            revenue + ending.revenue.wide(),
            strategic + ending.strategic.sixths(),
        ]
    })
}

proptest! {
    #[test]
    fn the_chances_sum_to_one_wherever_there_is_a_decision(figures in figures(), basis in basis()) {
        let review = review(figures, &basis);
        prop_assert_eq!(review.chances.is_some(), review.judgement.decision().is_some());
        if let Some(chances) = chances(&review) {
            prop_assert!(chances.iter().all(|chance| (0.0..=1.0).contains(chance)), "{:?}", chances);
            prop_assert!((chances.iter().sum::<f64>() - 1.0).abs() < 1e-14, "{:?}", chances);
        }
    }

    #[test]
    fn a_decision_that_holds_at_both_ends_of_the_range_is_certain(figures in figures(), basis in basis()) {
        let at = |end: Money| {
            let strategic = StrategicValue { range: Range::certain(end), note: None };
            review(Figures { strategic, ..figures.clone() }, &basis).judgement
        };
        let (low, high) = (at(figures.strategic.range.low()), at(figures.strategic.range.high()));
        let review = review(figures.clone(), &basis);
        prop_assert!(low >= review.judgement && review.judgement >= high);
        if let (Some(decision), Some(chances)) = (review.judgement.decision(), review.chances) {
            let is_certain = chances.of(decision).get() > 1.0 - 1e-9;
            prop_assert!(is_certain || low != high);
        }
    }

    #[test]
    fn the_unit_of_money_does_not_matter(
        figures in figures(), hourly in 1..=500_00_i64, thresholds in thresholds(), factor in 1..=100_000_i64,
    ) {
        let at = |hourly| basis_at(hourly, 6).deciding_at(thresholds);
        let (one, other) = (review(figures.clone(), &at(hourly)), review(scaled(&figures, factor), &at(hourly * factor)));
        prop_assert_eq!(one.efficiency, other.efficiency);
        prop_assert_eq!(one.without_strategic, other.without_strategic);
        prop_assert_eq!(one.judgement, other.judgement);
        prop_assert!(close(chances(&one), chances(&other)));
    }

    #[test]
    fn more_revenue_never_lowers_the_decision(figures in figures(), basis in basis(), more in 0..=10 * SMALL) {
        let richer = Figures { revenue: figures.revenue.plus(money(more)).unwrap(), ..figures.clone() };
        let (before, after) = (review(figures, &basis), review(richer, &basis));
        prop_assert!(after.judgement <= before.judgement);
        prop_assert!(after.efficiency >= before.efficiency);
        if let (Some([invest, _, phase_out]), Some([invest_before, _, phase_out_before])) =
            (chances(&after), chances(&before))
        {
            prop_assert!(invest >= invest_before - 1e-14 && phase_out <= phase_out_before + 1e-14);
        }
    }

    #[test]
    fn more_upkeep_never_raises_the_ratio_of_what_brings_something(figures in figures(), basis in basis(), more in 1..=3_600_000_u32) {
        let longer = Figures { upkeep: Hours::new(figures.upkeep.seconds() + more).unwrap(), ..figures.clone() };
        let (before, after) = (review(figures, &basis), review(longer, &basis));
        if let (Some(before), Some(after)) = (before.efficiency, after.efficiency) && !before.is_negative() {
            prop_assert!(after <= before);
        }
    }

    #[test]
    fn the_order_of_the_entries_does_not_matter(
        (entries, shuffled) in entries().prop_flat_map(|entries| (Just(entries.clone()), Just(entries).prop_shuffle())),
        basis in basis(),
    ) {
        prop_assert_eq!(Portfolio::new(&entries, &basis), Portfolio::new(&shuffled, &basis));
    }

    #[test]
    fn the_decisions_account_for_every_entry(entries in entries(), basis in basis()) {
        let portfolio = Portfolio::new(&entries, &basis).unwrap();
        let of_groups = sums(portfolio.groups.iter().map(|group| &group.ending));
        prop_assert_eq!(of_groups, sums(portfolio.reviews.iter().map(|review| &review.ending)));
        prop_assert_eq!(of_groups, sums([&portfolio.total].into_iter()));
        let of_entries = entries.iter().fold([0; 4], |[hours, spent, revenue, strategic], entry| {
            let figures = entry.figures();
            let payouts = if basis.payouts_count() { figures.payouts.wide() } else { 0 };
            let range = figures.strategic.range;
            [
                hours + figures.upkeep.wide(),
                spent + figures.money.wide() + payouts,
                revenue + figures.revenue.wide(),
                strategic + range.low().wide() + 4 * range.likely().wide() + range.high().wide(),
            ]
        });
        prop_assert_eq!(of_groups, of_entries);
        let grouped: Vec<Id> = portfolio.groups.iter().flat_map(|group| group.partnerships.clone()).collect();
        let ranked: Vec<Id> = portfolio.reviews.iter().map(|review| review.partnership).collect();
        prop_assert_eq!(grouped, ranked);
        prop_assert!(portfolio.groups.is_sorted_by(|one, other| one.judgement < other.judgement));
    }

    #[test]
    fn a_review_is_the_same_alone_and_among_others(entries in entries(), basis in basis()) {
        let portfolio = Portfolio::new(&entries, &basis).unwrap();
        for entry in &entries {
            prop_assert_eq!(portfolio.review(entry.partnership()), Some(&entry.review(&basis).unwrap()));
        }
    }

    #[test]
    fn ending_must_beat_your_hour_exactly_where_more_is_brought_than_taken(figures in figures(), basis in basis()) {
        let review = review(figures, &basis);
        if let (Some(efficiency), Some(must_beat)) = (review.efficiency, review.ending.must_beat()) {
            if efficiency.costs_more_than_it_brings() {
                prop_assert!(must_beat <= basis.hourly());
            } else {
                prop_assert!(must_beat >= basis.hourly());
            }
        }
    }

    #[test]
    fn hours_a_week_come_back(seconds in 0..=1_000_000_u32, months in 1..=60_u16, day in 0..=3_000_u64) {
        let start = "2020-01-01".parse::<chrono::NaiveDate>().unwrap() + chrono::Days::new(day);
        let trailing = Trailing::from(start, months).unwrap();
        let a_week = Hours::new(seconds).unwrap();
        prop_assert_eq!(trailing.hours_a_week(trailing.hours_in_all(a_week).unwrap()), a_week);
    }

    #[test]
    fn a_window_reaches_its_end_and_meets_the_days_before(months in 1..=60_u16, day in 0..=3_000_u64) {
        let end = "2020-01-01".parse::<chrono::NaiveDate>().unwrap() + chrono::Days::new(day);
        let trailing = Trailing::up_to(end, months).unwrap();
        let past = (trailing.period().end() - end).num_days();
        prop_assert!((0..=3).contains(&past), "{}", past);
        prop_assert_eq!(trailing.before().unwrap().end(), trailing.period().start());
    }

    #[test]
    fn figures_of_any_size_are_judged_or_refused(
        amounts in uniform4(-Money::MAX.minor()..=Money::MAX.minor()),
        [spent, hourly] in uniform2(1..=Money::MAX.minor()),
        seconds in 0..=Hours::MAX.seconds(),
    ) {
        let [revenue, ends @ ..] = amounts.map(money);
        let [low, likely, high] = sorted(ends);
        let strategic = StrategicValue { range: Range::new(low, likely, high).unwrap(), note: None };
        for upkeep in [0, seconds % 10, seconds] {
            let (upkeep, strategic) = (Hours::new(upkeep).unwrap(), strategic.clone());
            let figures = Figures { revenue, strategic, upkeep, money: money(spent), payouts: Money::ZERO };
            let most = Thresholds::new(Quantity::MAX, Quantity::new(1).unwrap()).unwrap();
            let basis = basis_at(hourly, 60).deciding_at(most).judging_from(Hours::ZERO);
            if let Ok(review) = entry(1, figures, None).review(&basis) {
                let all = chances(&review).unwrap();
                prop_assert!((all.iter().sum::<f64>() - 1.0).abs() < 1e-14, "{:?}", all);
                prop_assert!(review.efficiency.unwrap().to_f64().is_finite());
                prop_assert!(review.judgement != Judgement::NoInvestment);
                let shown = review.efficiency.unwrap().rounded(6) as f64 / 1e6;
                prop_assert!((shown - review.efficiency.unwrap().to_f64()).abs() <= 1e-6 * (1.0 + shown.abs()));
            }
        }
    }
}
