//! Studies of the published case against closed forms and against forecasts made one by one.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::unreachable)]

use super::*;
use crate::forecast::published::*;
use crate::forecast::{Answers, Factor, Outlook};
use crate::terms::{FeeDue, FixedFee, Payer, Retainer, Terms};
use crate::value::{Position, Quantity, Range, Rate};

fn gain(outlook: &Outlook, side: Side) -> Money {
    outlook.gain.of(side).gain.mean_money()
}

/// A study of fewer years, and a forecast of as many.
fn sensitivity(answers: &Answers, offers: &[Offer], years: u32) -> (Sensitivity, Forecast) {
    let assumptions = assumptions(answers);
    let mut study = Sensitivity::new(&assumptions, offers);
    while let Some(wanted) = study.next() {
        study.take(&Wanted { years, ..wanted }.forecast());
    }
    (study, forecast(answers, offers, years))
}

fn outcome(study: &Sensitivity, factor: Factor, end: Position) -> &Outcome {
    let moved = study.ends().iter().find(|moved| (moved.factor, moved.end) == (factor, end)).unwrap();
    moved.outcome.as_ref().unwrap()
}

#[test]
fn what_is_uncertain_is_tried_at_both_of_its_ends() {
    let (study, _) = sensitivity(&answers(), &seven(), 1);
    let ends: Vec<(Factor, Position)> = study.ends().iter().map(|moved| (moved.factor, moved.end)).collect();
    let uncertain = [Factor::Introductions, Factor::Conversion, Factor::Value, Factor::Months, Factor::Margin];
    assert_eq!(ends, uncertain.map(|factor| [(factor, Position::Low), (factor, Position::High)]).concat());
    assert_eq!(study.progress(), (10, 10));
}

#[test]
fn a_margin_that_moves_leaves_every_payout_as_it_was() {
    let (study, base) = sensitivity(&answers(), &seven(), 500);
    for (end, margin) in [(Position::Low, 50), (Position::High, 70)] {
        let outcome = outcome(&study, Factor::Margin, end);
        for (outlook, (id, gains)) in base.offers.iter().zip(&outcome.gains) {
            assert_eq!(outlook.id, Some(*id));
            assert_eq!(gains.them, gain(outlook, Side::Them), "{id:?}");
            // What the receiver gains is margin × net revenue less what it pays; a year's margin is rounded to a cent.
            let cost = gain(outlook, Side::Them).wide() - outlook.payout.mean_money().wide();
            let expected = base.volume.net.mean() * f64::from(margin) / 100.0 - outlook.payout.mean() + cost as f64;
            assert!((gains.you.minor() as f64 - expected).abs() <= 2.0, "{id:?}: {gains:?}, not {expected}");
        }
    }
}

#[test]
fn more_introductions_pay_a_fee_more_often_and_a_retainer_as_often() {
    let offers = offers([fee(100, 0), Terms::Retainer(monthly(300))]);
    let answers = Answers { introductions: answers().introductions, projects: answers().projects, ..steady() };
    let hour = Sides { you: None, them: Some(usd(150)) };
    let (study, _) = sensitivity(&Answers { hour, ..answers }, &offers, 4_000);
    let pay = |factor, end, place: usize| {
        // Nobody keeps records for this: what the introducer gains is what is paid, less half an hour for each
        // introduction and 1.2 or 3 hours a year.
        outcome(&study, factor, end).gains[place].1.them
    };
    // 6 and 24 introductions, of which 40.83% on average become work; .1 h × 12 + .25 h each, at $150.
    let conversion = (25.0 + 4.0 * 40.0 + 60.0) / 600.0;
    for (end, introductions) in [(Position::Low, 6.0), (Position::High, 24.0)] {
        let expected = introductions * (conversion * 100_00.0 - 0.25 * 150_00.0) - 1.2 * 150_00.0;
        let found = pay(Factor::Introductions, end, 0).minor() as f64;
        // Four standard errors of 4,000 years: projects vary by about √24 × 0.41, introductions by √24.
        assert!(
            (found - expected).abs() < 4.0 * 24_f64.sqrt() * 100_00.0 / 4_000_f64.sqrt(),
            "{found}, not {expected}"
        );
        assert_eq!(pay(Factor::Introductions, end, 1), usd(300 * 12 - 3 * 150));
    }
}

/// 12 introductions, every other one worth 4,000 at once, of which half is left; an hour is worth nothing.
fn steady() -> Answers {
    Answers {
        introductions: certain(Quantity::whole(12)),
        projects: certain(Quantity::whole(6)),
        value: certain(usd(4_000)),
        months: certain(1),
        margin: certain(Rate::percent(50)),
        hour: Sides { you: Some(Money::ZERO), them: Some(Money::ZERO) },
        ..answers()
    }
}

fn caught_up(answers: &Answers, offers: &[Offer], years: u32) -> CatchingUp {
    let mut study = CatchingUp::new(&assumptions(answers), offers, &forecast(answers, offers, years));
    while let Some(wanted) = study.next() {
        let (done, of) = study.progress();
        assert!(done < of, "{done} of {of}, and another is wanted");
        study.take(&wanted.forecast());
        assert_eq!(study.progress().0, done + 1);
    }
    let (done, of) = study.progress();
    assert_eq!(done, of);
    study
}

#[test]
fn introductions_that_make_up_for_a_higher_rate_are_those_of_the_closed_form() {
    // Of each $2,000 an introduction brings on average, 50% less the rate is left. 10%: $800 × 12 = $9,600. At 15% and $700
    // it takes 13.7, at 19% and $620 15.5, at 25% and $500 19.2 introductions; at 45% and $100 96. Neither is near a whole
    // number by less than the means of 4,000 years vary.
    let offers = offers([share(10), share(15), share(19), share(25), share(45)]);
    let study = caught_up(&steady(), &offers, 4_000);
    let extra: Vec<Extra> = study.arms().iter().map(Arm::extra).collect();
    let number = Extra::Introductions;
    assert_eq!(extra, [number(0), number(2), number(4), number(8), Extra::NotWith(36)]);
    for (arm, expected) in study.arms().iter().zip([0, 1_200, 2_160, 3_600, 8_400]) {
        // 5, 9, 15 and 35% of $24,000, which 4,000 years vary by four times √6 × $4,000 ÷ √4,000.
        let apart = arm.behind().minus(usd(expected)).unwrap().abs();
        assert!(apart.wide() * 24_000 <= usd(expected).wide() * 620, "{arm:?}");
    }
}

#[test]
fn so_many_more_are_enough_and_one_fewer_is_not() {
    let (answers, offers) = (answers(), seven());
    let study = caught_up(&answers, &offers, 300);
    let base = forecast(&answers, &offers, 300);
    let goal = base.offers.iter().map(|outlook| outlook.gain.you.gain.sum).max().unwrap();
    let mut numbers = Vec::new();
    for arm in study.arms() {
        let Extra::Introductions(number) = arm.extra() else { unreachable!("{arm:?}") };
        numbers.push(number);
        let reaches = |more: u32| {
            let usual = Quantity::whole(12 + more);
            let offer = offers.iter().find(|offer| offer.id == arm.id()).unwrap();
            let moved = assumptions(&answers).with_introductions(usual);
            let mut simulation = Simulation::new(&moved, std::slice::from_ref(offer), Simulation::SEED).unwrap();
            simulation.advance(300);
            simulation.forecast().offers[0].gain.you.gain.sum >= goal
        };
        assert!(reaches(number), "{arm:?}");
        assert!(number == 0 || !reaches(number - 1), "{arm:?}");
    }
    assert!(numbers.iter().filter(|number| **number > 0).count() >= 5, "{numbers:?}");
}

#[test]
fn where_no_introductions_are_expected_none_make_up_for_anything() {
    let none = Answers { introductions: certain(Quantity::ZERO), projects: certain(Quantity::ZERO), ..answers() };
    let study = caught_up(&none, &offers([share(10), Terms::Retainer(monthly(300))]), 10);
    let extra: Vec<Extra> = study.arms().iter().map(Arm::extra).collect();
    assert_eq!(extra, [Extra::Introductions(0), Extra::NotWith(0)]);
}

#[test]
fn at_equal_pay_every_offer_pays_the_usual_rate_of_revenue() {
    let (answers, offers) = (answers(), seven());
    let base = forecast(&answers, &offers, 400);
    let study = EqualPay::new(&assumptions(&answers), &offers, &base).finished();
    let goal = base.volume.net.mean() * 0.1;
    assert_eq!(study.pay(), Money::new(goal.round() as i64).unwrap());
    let found = study.forecast().unwrap();
    // The fee of $1 becomes one of hundreds; nothing is left out.
    assert_eq!(found.offers.len(), 7);
    for (before, after) in base.offers.iter().zip(&found.offers) {
        // Amounts are rounded to a cent, rates to parts per million: of 13 projects a year and of a revenue of 48,000.
        assert!((after.payout.mean() - goal).abs() < 15.0, "{:?}: {}, not {goal}", after.id, after.payout.mean());
        // Pay is the same but for the scale.
        let by = goal / before.payout.mean();
        for (was, is) in [
            (before.payout.quantiles.p10, after.payout.quantiles.p10),
            (before.payout.quantiles.p90, after.payout.quantiles.p90),
        ] {
            assert!((was as f64 * by - is as f64).abs() < 60.0, "{:?}: {was} × {by} is not {is}", after.id);
        }
    }
    // 5% and 10% of all that clients pay are both 10% of it then.
    assert_eq!(found.offers[3].payout, found.offers[4].payout);
}

#[test]
fn what_pays_nothing_or_would_need_all_revenue_is_left_out() {
    let few = FixedFee::new(usd(300), FeeDue::WonProject { over: usd(1_000_000) }).unwrap();
    let back = Retainer::new(usd(300), Payer::Introducer, None).unwrap();
    let short = flat(5).within(Some(1)).unwrap();
    let offers = offers([Terms::FixedFee(few), Terms::Retainer(back), Terms::Percentage(short), share(10)]);
    let long = Answers { months: certain(30), ..answers() };
    let base = forecast(&long, &offers, 200);
    let study = EqualPay::new(&assumptions(&long), &offers, &base).finished();
    assert_eq!(study.offers().iter().map(|offer| offer.id).collect::<Vec<_>>(), [offers[3].id]);
}

#[test]
fn the_middle_of_the_map_is_the_verdict_of_as_many_years() {
    let (answers, offers) = (answers(), offers([fee(300, 2_000), share(10)]));
    let map = Map::new(&assumptions(&answers), &offers);
    assert_eq!(map.values(), [3_000, 4_700, 6_300, 8_000, 12_000, 16_000, 20_000].map(usd));
    let introductions: Vec<u64> = map.rows().map(|(count, _)| count.millionths()).collect();
    assert_eq!(introductions, [6, 8, 10, 12, 16, 20, 24].map(|count| count * 1_000_000));
    // One row takes a while; the row of the usual number is enough.
    let usual = forecast(&answers, &offers, Map::YEARS);
    let cell = map.rows().nth(3).unwrap().1[3].clone();
    assert_eq!(cell.assumptions.as_ref(), Some(&assumptions(&answers)));
    let outcome = Outcome::new(cell.assumptions.as_ref().unwrap(), &usual, &offers);
    assert_eq!(outcome.verdict.pick(), Some(offers[1].id));
    assert_eq!(outcome.best(Side::You), Some(offers[0].id));
    assert_eq!(outcome.best(Side::Them), Some(offers[1].id));
}

#[test]
fn a_map_is_filled_cell_by_cell_and_says_what_cannot_be_kept_exact() {
    let answers = Answers {
        introductions: certain(Quantity::whole(2)),
        projects: certain(Quantity::ONE),
        value: estimate(usd(1), usd(1_000_000_000_000), usd(60_000_000_000_000)),
        ..steady()
    };
    let assumptions = answers.assume(crate::value::Currency::USD).unwrap();
    let mut map = Map::new(&assumptions, &offers([share(10)]));
    let possible = map.rows().flat_map(|(_, cells)| cells).filter(|cell| cell.assumptions.is_some()).count();
    let all = map.rows().map(|(_, cells)| cells.len()).sum::<usize>();
    assert!(0 < possible && possible < all, "{possible} of {all}");
    let mut steps = 0;
    while let Some(wanted) = map.next() {
        assert_eq!(wanted.years, Map::YEARS);
        map.take(&Wanted { years: 1, ..wanted }.forecast());
        steps += 1;
    }
    assert_eq!(steps, possible);
    assert_eq!(map.progress(), (all, all));
    for cell in map.rows().flat_map(|(_, cells)| cells) {
        assert_eq!(cell.outcome.is_some(), cell.assumptions.is_some());
    }
}

#[test]
fn an_axis_runs_through_the_ends_and_the_usual_value_in_round_steps() {
    let axis = |low, likely, high| map::axis(Range::new(low, likely, high).unwrap(), i128::from);
    assert_eq!(axis(0_i64, 300, 900), [0, 100, 200, 300, 500, 700, 900]);
    // What is certain is tried from half to double.
    assert_eq!(axis(100, 100, 100), [50, 67, 83, 100, 130, 170, 200]);
    // No two alike, and nothing past an end.
    assert_eq!(axis(1, 2, 3), [1, 2, 3]);
    assert_eq!(axis(0, 0, 0), [0]);
    assert_eq!(axis(995, 1_000, 1_004), [995, 1_000, 1_004]);
}

#[test]
fn a_side_prefers_what_brings_it_most_or_nothing() {
    let id = Id::from_u128;
    let outcome = |gains: &[(u128, i64)]| Outcome {
        verdict: Verdict::NothingOffered,
        gains: gains.iter().map(|&(of, gain)| (id(of), Sides { you: usd(gain), them: usd(-gain) })).collect(),
    };
    assert_eq!(outcome(&[(1, 5), (2, 7), (3, 7)]).best(Side::You), Some(id(2)));
    assert_eq!(outcome(&[(3, 7), (2, 7), (1, 5)]).best(Side::You), Some(id(2)));
    assert_eq!(outcome(&[(1, 5), (2, 7)]).best(Side::Them), None);
    assert_eq!(outcome(&[(1, 0)]).best(Side::You), None);
    assert_eq!(outcome(&[]).best(Side::You), None);
}
