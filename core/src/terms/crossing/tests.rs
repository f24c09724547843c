//! Pay by value and by rate against hand arithmetic, and against payouts of the same work.

#![allow(clippy::inconsistent_digit_grouping, reason = "300_00 cents are 300.00")]

use chrono::NaiveDate;
use num_traits::{Signed, Zero};

use super::*;
use crate::ledger::{Bill, Book, Payment, Referral};
use crate::terms::{
    Base, FeeDue, FixedFee, Hybrid, Minimum, Payer, Percentage, Retainer, Scale, Shortfall, Terms, Tier, TierScope,
    Tiers,
};
use crate::value::{Id, Money, Name, Period, Rate, add_months};

fn cents(minor: i64) -> Money {
    Money::new(minor).unwrap()
}

fn whole(minor: i128) -> Exact {
    Exact::from(minor)
}

fn flat(percent: u32) -> Percentage {
    Percentage::new(Scale::Flat(Rate::percent(percent)))
}

fn tiers(list: &[(i64, u32)]) -> Tiers {
    Tiers::new(list.iter().map(|&(from, percent)| Tier { from: cents(from), rate: Rate::percent(percent) }).collect())
        .unwrap()
}

fn fee_over(amount: i64, over: i64) -> Terms {
    Terms::FixedFee(FixedFee::new(cents(amount), FeeDue::WonProject { over: cents(over) }).unwrap())
}

fn retainer(amount: i64) -> Retainer {
    Retainer::new(cents(amount), Payer::Receiver, None).unwrap()
}

fn at(pay: &Piecewise, x: i64) -> Exact {
    pay.at(whole(x.into())).unwrap()
}

fn by_value(terms: &Terms, length: u16) -> Piecewise {
    terms.pay_by_value(length, Rate::ZERO).unwrap()
}

fn share(percentage: Percentage) -> Piecewise {
    by_value(&Terms::Percentage(percentage), 1)
}

/// An interval as it is written: "(0, 2000]", "[0, …)".
fn written(intervals: &[Interval]) -> Vec<String> {
    let one = |Interval { from, to }: &Interval| {
        let open = if from.closed { "[" } else { "(" };
        let rest = to.map_or("…)".to_owned(), |to| format!("{}{}", to.at, if to.closed { "]" } else { ")" }));
        format!("{open}{}, {rest}", from.at)
    };
    intervals.iter().map(one).collect()
}

/// Pieces as (interval, slope, intercept).
fn pieces(pay: &Piecewise) -> Vec<(String, String, String)> {
    let text = |piece: &Piece| (written(&[piece.over]).concat(), piece.slope.to_string(), piece.intercept.to_string());
    pay.pieces().iter().map(text).collect()
}

#[track_caller]
fn has_pieces(pay: &Piecewise, expected: &[(&str, &str, &str)]) {
    let expected: Vec<_> = expected.iter().map(|&(a, b, c)| (a.to_owned(), b.to_owned(), c.to_owned())).collect();
    assert_eq!(pieces(pay), expected);
}

#[test]
fn a_fee_over_a_threshold_crosses_a_share_once_and_jumps_once() {
    let crossings = by_value(&fee_over(300_00, 2_000_00), 1).compare(&share(flat(10)));
    assert_eq!(crossings.equal, [whole(0), whole(3_000_00)]);
    assert_eq!(written(&crossings.second_more), ["(0, 200000]", "(300000, …)"]);
    assert_eq!(written(&crossings.first_more), ["(200000, 300000)"]);
    assert_eq!(written(&crossings.equal_on), [""; 0]);
    let jump = Jump { at: whole(2_000_00), before: whole(0), value: whole(0), after: whole(300_00) };
    assert_eq!((crossings.first_jumps, crossings.second_jumps), (vec![jump], vec![]));
}

#[test]
fn turning_the_comparison_round_swaps_the_sides_and_nothing_else() {
    let (fee, tenth) = (by_value(&fee_over(300_00, 2_000_00), 1), share(flat(10)));
    let (there, back) = (fee.compare(&tenth), tenth.compare(&fee));
    assert_eq!((&there.equal, &there.equal_on), (&back.equal, &back.equal_on));
    assert_eq!((&there.first_more, &there.second_more), (&back.second_more, &back.first_more));
    assert_eq!((&there.first_jumps, &there.second_jumps), (&back.second_jumps, &back.first_jumps));
}

#[test]
fn the_same_terms_are_equal_throughout() {
    for pay in [share(flat(10)), by_value(&fee_over(300_00, 2_000_00), 1)] {
        let crossings = pay.compare(&pay);
        assert_eq!(written(&crossings.equal_on), ["[0, …)"]);
        assert!(crossings.equal.is_empty() && crossings.first_more.is_empty() && crossings.second_more.is_empty());
    }
}

#[test]
fn two_fees_are_equal_where_neither_or_both_are_due() {
    let fee = |over| by_value(&fee_over(300_00, over), 1);
    let crossings = fee(1_000_00).compare(&fee(2_000_00));
    assert_eq!(written(&crossings.equal_on), ["[0, 100000]", "(200000, …)"]);
    assert_eq!(written(&crossings.first_more), ["(100000, 200000]"]);
    assert!(crossings.equal.is_empty() && crossings.second_more.is_empty());
}

#[test]
fn a_jump_over_the_other_line_is_no_crossing() {
    // 5% pays 100 at 2,000; the fee goes from 0 to 300 there, and 5% only reaches 300 at 6,000.
    let crossings = by_value(&fee_over(300_00, 2_000_00), 1).compare(&share(flat(5)));
    assert_eq!(crossings.equal, [whole(0), whole(6_000_00)]);
    // 20% pays 400 at 2,000: the jump stays below it.
    let crossings = by_value(&fee_over(300_00, 2_000_00), 1).compare(&share(flat(20)));
    assert_eq!(crossings.equal, [whole(0)]);
    assert_eq!(written(&crossings.second_more), ["(0, …)"]);
}

#[test]
fn a_line_that_is_met_only_outside_an_open_end_is_not_met() {
    // 15% reaches 300 exactly at 2,000, where the fee is still 0.
    let crossings = by_value(&fee_over(300_00, 2_000_00), 1).compare(&share(flat(15)));
    assert_eq!(crossings.equal, [whole(0)]);
    assert_eq!(written(&crossings.second_more), ["(0, …)"]);
}

#[test]
fn a_fee_without_threshold_is_due_above_nothing() {
    let pay = by_value(&fee_over(300_00, 0), 1);
    has_pieces(&pay, &[("[0, 0]", "0", "0"), ("(0, …)", "0", "30000")]);
    assert_eq!(pay.jumps(), [Jump { at: whole(0), before: whole(0), value: whole(0), after: whole(300_00) }]);
    let crossings = pay.compare(&share(flat(10)));
    assert_eq!(crossings.equal, [whole(0), whole(3_000_00)]);
    assert_eq!(written(&crossings.first_more), ["(0, 300000)"]);
    let qualified = Terms::FixedFee(FixedFee::new(cents(50_00), FeeDue::QualifiedReferral).unwrap());
    has_pieces(&by_value(&qualified, 1), &[("[0, …)", "0", "5000")]);
    has_pieces(&by_value(&fee_over(0, 2_000_00), 1), &[("[0, …)", "0", "0")]);
}

#[test]
fn a_window_pays_for_its_part_of_the_project() {
    // Three of eight months at 15%: 5.625% of the whole. Equal to a 300 fee at 300 / 0.05625 = 5,333.33…
    let finder = by_value(&Terms::Percentage(flat(15).within(Some(3)).unwrap()), 8);
    has_pieces(&finder, &[("[0, …)", "9/160", "0")]);
    assert_eq!(at(&finder, 32_000_00), whole(1_800_00));
    let crossings = by_value(&fee_over(300_00, 2_000_00), 8).compare(&finder);
    assert_eq!(crossings.equal, [whole(0), Exact::new(1_600_000, 3)]);
    // A project shorter than the window pays in full, and no length counts as one month.
    for length in [0, 1, 3] {
        has_pieces(
            &by_value(&Terms::Percentage(flat(15).within(Some(3)).unwrap()), length),
            &[("[0, …)", "3/20", "0")],
        );
    }
}

#[test]
fn costs_passed_on_count_for_a_net_share_only() {
    let pay = |base| Terms::Percentage(flat(10).on(base)).pay_by_value(3, Rate::percent(40)).unwrap();
    has_pieces(&pay(Base::Gross), &[("[0, …)", "1/10", "0")]);
    has_pieces(&pay(Base::Net), &[("[0, …)", "3/50", "0")]);
    let tiered = Percentage::new(Scale::Whole(tiers(&[(0, 10), (2_000_00, 20)]), TierScope::Project));
    for share in [flat(10), tiered] {
        let all = Terms::Percentage(share.on(Base::Net)).pay_by_value(3, Rate::FULL).unwrap();
        has_pieces(&all, &[("[0, …)", "0", "0")]);
    }
}

#[test]
fn marginal_tiers_bend_and_whole_amount_tiers_jump() {
    let list = [(0, 3), (300_000_00, 5), (500_000_00, 7)];
    let marginal = share(Percentage::new(Scale::Marginal(tiers(&list), TierScope::Project)));
    has_pieces(
        &marginal,
        &[
            ("[0, 30000000)", "3/100", "0"),
            ("[30000000, 50000000)", "1/20", "-600000"),
            ("[50000000, …)", "7/100", "-1600000"),
        ],
    );
    assert_eq!(at(&marginal, 600_000_00), whole(26_000_00));
    assert_eq!(marginal.jumps(), []);
    let reached = share(Percentage::new(Scale::Whole(tiers(&[(0, 3), (300_000_00, 5)]), TierScope::Project)));
    has_pieces(&reached, &[("[0, 30000000)", "3/100", "0"), ("[30000000, …)", "1/20", "0")]);
    let jump =
        Jump { at: whole(300_000_00), before: whole(9_000_00), value: whole(15_000_00), after: whole(15_000_00) };
    assert_eq!(reached.jumps(), [jump]);
}

#[test]
fn a_falling_whole_amount_tier_meets_a_fee_twice() {
    // 10% below 1,000, then 5% of all: 60 is paid at 600, lost at 1,000 (50), and reached again at 1,200.
    let falling = share(Percentage::new(Scale::Whole(tiers(&[(0, 10), (1_000_00, 5)]), TierScope::Project)));
    let crossings = falling.compare(&by_value(&fee_over(60_00, 0), 1));
    assert_eq!(crossings.equal, [whole(0), whole(600_00), whole(1_200_00)]);
    assert_eq!(written(&crossings.first_more), ["(60000, 100000)", "(120000, …)"]);
    assert_eq!(written(&crossings.second_more), ["(0, 60000)", "[100000, 120000)"]);
}

#[test]
fn a_cap_ends_the_rise() {
    let capped = share(flat(10).capped(Some(cents(500_00)), None).unwrap());
    has_pieces(&capped, &[("[0, 500000)", "1/10", "0"), ("[500000, …)", "0", "50000")]);
    assert_eq!(capped.jumps(), []);
    let crossings = capped.compare(&share(flat(5)));
    assert_eq!(crossings.equal, [whole(0), whole(10_000_00)]);
    assert_eq!(written(&share(flat(10)).compare(&capped).equal_on), ["[0, 500000]"]);
    has_pieces(&share(flat(10).capped(Some(Money::ZERO), None).unwrap()), &[("[0, …)", "0", "0")]);
}

#[test]
fn a_year_cap_holds_each_year_of_a_long_project() {
    // 18 months: twelve eighteenths in the first year, six in the second. 10%, at most 800 a year: the first year is
    // full at 12,000, the second at 24,000.
    let pay = by_value(&Terms::Percentage(flat(10).capped(None, Some(cents(800_00))).unwrap()), 18);
    has_pieces(
        &pay,
        &[("[0, 1200000)", "1/10", "0"), ("[1200000, 2400000)", "1/30", "80000"), ("[2400000, …)", "0", "160000")],
    );
}

#[test]
fn tiers_of_a_year_begin_again_in_the_second() {
    // 24 months at 10% to 10,000 and 20% above, each year: 15,000 a year pays 2,000, twice. By project: 1,000 + 4,000.
    let scale = |scope| Percentage::new(Scale::Marginal(tiers(&[(0, 10), (10_000_00, 20)]), scope));
    let pay = |scope| at(&by_value(&Terms::Percentage(scale(scope)), 24), 30_000_00);
    assert_eq!(pay(TierScope::AgreementYear), whole(4_000_00));
    assert_eq!(pay(TierScope::Project), whole(5_000_00));
}

#[test]
fn what_is_paid_by_the_month_has_no_pay_by_value() {
    assert_eq!(Terms::Retainer(retainer(300_00)).pay_by_value(3, Rate::ZERO), None);
    let hybrid = Terms::Hybrid(Hybrid::new(retainer(300_00), flat(5), None, None).unwrap());
    assert_eq!(hybrid.pay_by_value(3, Rate::ZERO), None);
    assert!(Terms::Percentage(flat(5)).pay_by_value(LONGEST_PROJECT, Rate::ZERO).is_some());
    assert_eq!(Terms::Percentage(flat(5)).pay_by_value(LONGEST_PROJECT + 1, Rate::ZERO), None);
}

/// A project of `parts` equal monthly payments of `each`, a fifth of it costs passed on, under terms that begin with it.
fn one_project(each: i64, parts: u16) -> Book {
    let start: NaiveDate = "2026-01-01".parse().unwrap();
    let bill = |month| {
        let payment = Payment::new(add_months(start, month), cents(each), Vec::new()).unwrap();
        Bill::payment(payment, cents(each / 5)).unwrap()
    };
    let bills = if each == 0 { vec![] } else { (0..u32::from(parts)).map(bill).collect() };
    let client = Name::new("Acme").unwrap();
    let project = Referral::new(Id::from_u128(1), client, start, Some(start), bills).unwrap();
    Book::new(Period::months(start, 12), &[project])
}

fn priced_by_value() -> Vec<Terms> {
    let list = tiers(&[(0, 10), (2_000_00, 20), (5_000_00, 3)]);
    let mut shares = vec![flat(10)];
    for scope in [TierScope::AgreementYear, TierScope::Project] {
        shares.push(Percentage::new(Scale::Marginal(list.clone(), scope)));
        shares.push(Percentage::new(Scale::Whole(list.clone(), scope)));
    }
    let mut terms = vec![
        fee_over(300_00, 2_000_00),
        fee_over(300_00, 0),
        Terms::FixedFee(FixedFee::new(cents(50_00), FeeDue::QualifiedReferral).unwrap()),
    ];
    for share in shares {
        for base in [Base::Gross, Base::Net] {
            for window in [None, Some(3), Some(14)] {
                for client in [None, Some(cents(450_00))] {
                    for year in [None, Some(cents(333_33))] {
                        let share = share.clone().on(base).within(window).unwrap();
                        terms.push(Terms::Percentage(share.capped(client, year).unwrap()));
                    }
                }
            }
        }
    }
    terms
}

#[test]
fn one_project_pays_what_its_payout_is() {
    for terms in priced_by_value() {
        for length in [1_u16, 2, 8, 12, 13, 30] {
            let pay = terms.pay_by_value(length, Rate::percent(20)).unwrap();
            // Values around every bend, and a grid between them; whole fifths of a month's payment, so that a book can
            // hold the work exactly.
            let unit = 5 * i64::from(length);
            let bends = pay.pieces().into_iter().map(|piece| i64::try_from(piece.over.from.at.to_integer()).unwrap());
            let grid = (0..40).map(|step| step * 331_13);
            for value in bends.chain(grid).flat_map(|value| [value / unit, value / unit + 1]) {
                let each = value * 5;
                let exact = at(&pay, each * i64::from(length));
                let paid = terms.payout(&one_project(each, length)).unwrap().total;
                let rounded = Money::rounded(*exact.numer(), *exact.denom());
                assert_eq!(rounded, Ok(paid), "{terms:?}, {length} months of {each}");
            }
        }
    }
}

#[test]
fn every_value_is_below_equal_or_above_and_only_one_of_them() {
    let pays: Vec<Piecewise> =
        priced_by_value().iter().map(|terms| terms.pay_by_value(13, Rate::percent(20)).unwrap()).collect();
    let holds = |intervals: &[Interval], x: Exact| {
        let count = intervals.iter().filter(|Interval { from, to }| {
            (x > from.at || (from.closed && x == from.at)) && to.is_none_or(|to| x < to.at || (to.closed && x == to.at))
        });
        count.count()
    };
    for first in &pays {
        for second in pays.iter().step_by(7) {
            let crossings = first.compare(second);
            let points = first.pieces().into_iter().chain(second.pieces()).map(|piece| piece.over.from.at);
            let nearby = points.chain(crossings.equal.iter().copied()).flat_map(|x| [x - 1, x, x + 1]);
            for x in nearby.filter(|x| !x.is_negative()) {
                let found = [
                    holds(&crossings.first_more, x),
                    crossings.equal.iter().filter(|&&point| point == x).count() + holds(&crossings.equal_on, x),
                    holds(&crossings.second_more, x),
                ];
                let order = first.at(x).unwrap().cmp(&second.at(x).unwrap());
                let expected = [order.is_gt(), order.is_eq(), order.is_lt()].map(usize::from);
                assert_eq!(found, expected, "at {x}: {first:?} against {second:?}");
            }
        }
    }
}

#[track_caller]
fn by_rate(terms: &Terms, length: u16) -> Piecewise {
    terms.pay_by_rate(cents(3_000_00), length, Rate::ZERO).unwrap()
}

#[test]
fn a_retainer_meets_a_share_at_a_number_of_projects_a_month() {
    // 10% of 3,000 is 300: as much as the retainer at one project a month.
    let crossings = by_rate(&Terms::Retainer(retainer(300_00)), 3).compare(&by_rate(&Terms::Percentage(flat(10)), 3));
    assert_eq!(crossings.equal, [whole(1)]);
    assert_eq!(written(&crossings.first_more), ["[0, 1)"]);
    // Three of eight months at 15% are 168.75 a project: 1.777… of them.
    let finder = by_rate(&Terms::Percentage(flat(15).within(Some(3)).unwrap()), 8);
    assert_eq!(by_rate(&Terms::Retainer(retainer(300_00)), 8).compare(&finder).equal, [Exact::new(16, 9)]);
    // A 300 fee over 2,000 against 450 a month.
    let fee = by_rate(&fee_over(300_00, 2_000_00), 1);
    assert_eq!(by_rate(&Terms::Retainer(retainer(450_00)), 1).compare(&fee).equal, [Exact::new(3, 2)]);
    has_pieces(&by_rate(&fee_over(300_00, 3_000_00), 1), &[("[0, …)", "0", "0")]);
    let none = Terms::Percentage(flat(10));
    assert_eq!(none.pay_by_rate(cents(-1), 1, Rate::ZERO), None);
    assert_eq!(none.pay_by_rate(cents(1), LONGEST_PROJECT + 1, Rate::ZERO), None);
}

#[test]
fn a_hybrid_is_held_between_a_twelfth_of_its_floor_and_of_its_cap() {
    // 100 a month and 5% of 3,000, at least 2,400 and at most 6,000 a year: 200 up to 2/3 of a project a month, 500 from
    // 8/3 on.
    let bounds = (Some(cents(2_400_00)), Some(cents(6_000_00)));
    let hybrid = Terms::Hybrid(Hybrid::new(retainer(100_00), flat(5), bounds.0, bounds.1).unwrap());
    has_pieces(
        &by_rate(&hybrid, 1),
        &[("[0, 2/3)", "0", "20000"), ("[2/3, 8/3)", "15000", "10000"), ("[8/3, …)", "0", "50000")],
    );
}

#[test]
fn tiers_and_caps_of_a_year_are_those_of_a_year_in_full_flow() {
    // 36,000 a year is one project a month: 10% up to it, 20% of what is above, at most 12,000 a year.
    let scale = |scope| Scale::Marginal(tiers(&[(0, 10), (36_000_00, 20)]), scope);
    let capped = Percentage::new(scale(TierScope::AgreementYear)).capped(None, Some(cents(12_000_00))).unwrap();
    has_pieces(
        &by_rate(&Terms::Percentage(capped.clone()), 1),
        &[("[0, 1)", "30000", "0"), ("[1, 13/6)", "60000", "-30000"), ("[13/6, …)", "0", "100000")],
    );
    // Twice the rate on all of it from 36,000 on, at most 7,200 a year: the cap begins where the tier does.
    let doubled = Scale::Whole(tiers(&[(0, 10), (36_000_00, 20)]), TierScope::AgreementYear);
    let doubled = Percentage::new(doubled).capped(None, Some(cents(7_200_00))).unwrap();
    has_pieces(&by_rate(&Terms::Percentage(doubled), 1), &[("[0, 1)", "30000", "0"), ("[1, …)", "0", "60000")]);
    let by_client = capped.capped(Some(cents(100_00)), None).unwrap();
    assert_eq!(Terms::Percentage(by_client).pay_by_rate(cents(3_000_00), 1, Rate::ZERO), None);
    // By project the second tier is out of reach, and the client's cap holds each project.
    let project = Percentage::new(scale(TierScope::Project)).capped(Some(cents(100_00)), None).unwrap();
    has_pieces(&by_rate(&Terms::Percentage(project), 1), &[("[0, …)", "10000", "0")]);
}

#[test]
fn a_retainer_flows_both_ways_whatever_minimum_it_asks_for() {
    let minimum = Minimum::new(4, Shortfall::Credited).unwrap();
    let mutual = Retainer::new(cents(100_00), Payer::Mutual { back: cents(250_00) }, Some(minimum)).unwrap();
    has_pieces(&by_rate(&Terms::Retainer(mutual), 1), &[("[0, …)", "0", "-15000")]);
}

#[test]
fn a_year_in_full_flow_pays_what_twelve_projects_pay() {
    let list = tiers(&[(0, 10), (20_000_00, 20), (30_000_00, 7)]);
    let start: NaiveDate = "2026-01-01".parse().unwrap();
    let project = |month: u32| {
        let date = add_months(start, month);
        let payment = Payment::new(date, cents(3_000_00), Vec::new()).unwrap();
        let bill = Bill::payment(payment, cents(600_00)).unwrap();
        let client = Name::new(&format!("Client {month}")).unwrap();
        Referral::new(Id::from_u128(u128::from(month)), client, date, None, vec![bill]).unwrap()
    };
    let book = Book::new(Period::months(start, 12), &(0..12).map(project).collect::<Vec<_>>());
    let shares = [
        flat(10).capped(Some(cents(250_00)), None).unwrap(),
        flat(10).on(Base::Net).capped(None, Some(cents(2_500_00))).unwrap(),
        Percentage::new(Scale::Marginal(list.clone(), TierScope::AgreementYear)),
        Percentage::new(Scale::Whole(list.clone(), TierScope::AgreementYear)),
        Percentage::new(Scale::Whole(list, TierScope::Project)).on(Base::Net),
    ];
    for share in shares {
        for (floor, cap) in [(None, None), (Some(cents(9_000_00)), None), (None, Some(cents(4_000_00)))] {
            let hybrid = Hybrid::new(retainer(100_00), share.clone(), floor, cap).unwrap();
            for terms in [Terms::Percentage(share.clone()), Terms::Hybrid(hybrid)] {
                let monthly = terms.pay_by_rate(cents(3_000_00), 1, Rate::percent(20)).unwrap();
                let year = at(&monthly, 1) * 12;
                assert_eq!(year, whole(terms.payout(&book).unwrap().total.wide()), "{terms:?}");
            }
        }
    }
}

#[test]
fn the_largest_figures_stay_exact() {
    let ppm = |ppm| Rate::new(ppm).unwrap();
    let steps = (0..10).map(|step: i64| Tier {
        from: cents(if step == 0 { 0 } else { Money::MAX.minor() - 9_973 * (10 - step) }),
        rate: ppm(if step % 2 == 0 { 999_983 } else { 999_979 }),
    });
    let list = Tiers::new(steps.collect()).unwrap();
    let near = |less| cents(Money::MAX.minor() - less);
    let mut pays = Vec::new();
    for scope in [TierScope::AgreementYear, TierScope::Project] {
        for scale in [Scale::Marginal(list.clone(), scope), Scale::Whole(list.clone(), scope)] {
            let share = Percentage::new(scale).within(Some(599)).unwrap();
            for (length, passed) in [(600, 1), (599, 999_999), (601 - 4, 500_009)] {
                let terms = Terms::Percentage(share.clone().on(Base::Net).capped(None, Some(near(5))).unwrap());
                pays.push(terms.pay_by_value(length, ppm(passed)).unwrap());
                let both = share.clone().on(Base::Net).capped(Some(near(7)), Some(near(11))).unwrap();
                pays.push(Terms::Percentage(both).pay_by_value(length, ppm(passed)).unwrap());
                let hybrid = Hybrid::new(
                    Retainer::new(near(1), Payer::Introducer, None).unwrap(),
                    share.clone().on(Base::Net),
                    Some(near(17)),
                    Some(near(13)),
                );
                let yearly = Terms::Hybrid(hybrid.unwrap());
                pays.push(yearly.pay_by_rate(near(3), length, ppm(passed)).unwrap());
                pays.push(yearly.pay_by_rate(cents(1), length, ppm(passed)).unwrap());
            }
        }
    }
    pays.push(by_value(&fee_over(Money::MAX.minor(), Money::MAX.minor() - 1), 600));
    let bound = 10_i128.pow(36);
    for first in &pays {
        for second in &pays {
            let crossings = first.compare(second);
            let values = first.pieces().into_iter().map(|piece| piece.over.from.at);
            let jumps = crossings.first_jumps.iter().flat_map(|jump| [jump.before, jump.after]);
            for x in values.chain(jumps).chain(crossings.equal) {
                assert!(x.numer().abs() < bound && *x.denom() < bound, "{x}");
            }
        }
    }
    assert!(pays.iter().all(|pay| pay.at(whole(Money::MAX.wide())).is_some_and(|pay| !pay.is_zero())));
    assert_eq!(share(flat(30)).at(whole(i128::MAX)), None);
}
