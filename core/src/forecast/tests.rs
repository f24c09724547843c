//! Comparisons and verdicts against figures worked by hand.
#![allow(clippy::unreachable)]

use super::published::*;
use super::*;
use crate::terms::{Administration, Hybrid, Parameter, Setting, Terms};
use crate::value::{Currency, Hours, Id, Money, Quantity, Rate, Side};

fn judge(answers: &Answers, offers: &[Offer]) -> (Verdict, Vec<Assessment>, Comparison) {
    let assumptions = answers.assume(Currency::USD).unwrap();
    let comparison = Comparison::new(&assumptions, offers).unwrap();
    let (verdict, assessments) = verdict(&assumptions, &comparison, offers, Currency::USD).unwrap();
    (verdict, assessments, comparison)
}

fn id(number: u128) -> Id {
    Id::from_u128(number)
}

#[test]
fn the_usual_year_adds_up() {
    let offers = offers([share(10)]);
    let (_, _, comparison) = judge(&answers(), &offers);
    let usual = comparison.offers[0].likely().unwrap();
    // 4.8 projects of 8,000; 10%; .5 h × 12 + .25 h × 12 = 9 h at 150 for each side; 60% of 38,400.
    assert_eq!(usual.revenue, usd(38_400));
    assert_eq!(usual.payout, usd(3_840));
    assert_eq!(usual.administration.you, usd(1_350));
    assert_eq!(usual.keep.you, usd(23_040 - 3_840 - 1_350));
    assert_eq!(usual.gain.you, usual.keep.you);
    assert_eq!(usual.gain.them, usd(3_840 - 1_350));
    assert_eq!(usual.share(), Some(0.1));
}

#[test]
fn fractions_of_a_project_count_in_proportion() {
    let offers = offers([fee(300, 2_000), Terms::Retainer(monthly(300))]);
    let (_, _, comparison) = judge(&answers(), &offers);
    let payouts: Vec<Money> = comparison.offers[0].figures.iter().map(|f| f.payout).collect();
    // 4.8 projects; then 2.4 with half the introductions, 3 with the low share, 4.8 at every other low.
    assert_eq!(payouts, [1_440, 720, 900, 1_440, 1_440, 1_440].map(usd));
    assert!(comparison.offers[1].figures.iter().all(|f| f.payout == usd(3_600)));
}

#[test]
fn clients_who_would_have_come_anyway_are_no_gain() {
    let mut answers = answers();
    answers.came_anyway = Some(Estimate::typed(Rate::percent(25)));
    let (_, _, comparison) = judge(&answers, &offers([share(10)]));
    let usual = comparison.offers[0].likely().unwrap();
    assert_eq!(usual.keep.you, usd(17_850));
    assert_eq!(comparison.no_deal[0].keep.you, usd(5_760));
    assert_eq!(usual.gain.you, usd(17_850 - 5_760));
}

#[test]
fn without_a_deal_comes_what_would_have_come_anyway() {
    let mut answers = answers();
    answers.came_anyway = Some(Estimate::typed(Rate::percent(25)));
    answers.pass_through = Some(Estimate::typed(Rate::percent(10)));
    let (_, _, comparison) = judge(&answers, &[]);
    let none = comparison.no_deal[0];
    // A quarter of 4.8 projects of 8,000, 10% of it passed on, 60% of the rest left.
    assert_eq!(none.projects, Quantity::new(1_200_000).unwrap());
    assert_eq!([none.revenue, none.net, none.keep.you], [usd(9_600), usd(8_640), usd(5_184)]);
    assert_eq!([none.keep.them, none.payout, none.gain.you], [Money::ZERO; 3]);
}

#[test]
fn both_directions_mirror_each_other() {
    let (_, _, theirs) = judge(&answers(), &offers([share(10)]));
    let mirrored = Answers { direction: Direction::YouIntroduce, ..answers() };
    let (_, _, yours) = judge(&mirrored, &offers([share(10)]));
    let (a, b) = (theirs.offers[0].likely().unwrap(), yours.offers[0].likely().unwrap());
    assert_eq!((a.keep.you, a.keep.them), (b.keep.them, b.keep.you));
}

#[test]
fn the_simplest_offer_that_works_is_picked() {
    let (verdict, assessments, _) = judge(&answers(), &seven());
    assert_eq!(verdict, Verdict::Clear { pick: id(5) });
    // 1,440 of 38,400 is 3.75%, below 5%.
    assert_eq!(
        assessments[0].misses[0],
        Miss { case: Case::Likely, reason: Reason::TooLittle { payout: usd(1_440), net: usd(38_400) } }
    );
    // 3,600 of 14,400 is 25%, above 20%, when projects are small.
    let too_much = Reason::TooMuch { payout: usd(3_600), net: usd(14_400) };
    assert_eq!(assessments[2].misses, [Miss { case: Case::Low(Factor::Value), reason: too_much }]);
    // At 5% and small projects they lose 630, more than the 570 of a usual year.
    let bad_year = Reason::BadYear { side: Side::Them, gain: usd(-630), usual: usd(570) };
    assert_eq!(assessments[3].misses, [Miss { case: Case::Low(Factor::Value), reason: bad_year }]);
}

#[test]
fn an_offer_that_fails_only_in_a_low_year_is_a_leaning() {
    let (verdict, assessments, _) = judge(&answers(), &offers([fee(300, 2_000), Terms::Retainer(monthly(300))]));
    assert_eq!(assessments[1].standing(), Standing::WorksUsually);
    assert_eq!(verdict, Verdict::Leaning { pick: id(2), misses: assessments[1].misses.clone() });
}

/// The offers with ids from 1 and these hours of record keeping a month.
fn kept(terms: Terms, monthly: &[u16]) -> Vec<Offer> {
    let administration =
        |&hours: &u16| Administration { monthly: Hours::hundredths(hours * 100), per_referral: Hours::ZERO };
    let each = offers(vec![terms; monthly.len()]).into_iter().zip(monthly.iter().map(administration));
    each.map(|(offer, administration)| Offer { administration: Some(administration), ..offer }).collect()
}

#[test]
fn to_break_even_is_not_to_come_out_ahead() {
    let standing = |hour: Money| {
        let hour = crate::value::Sides { you: Some(usd(150)), them: Some(hour) };
        let (_, assessments, _) = judge(&Answers { hour, ..answers() }, &kept(Terms::Retainer(monthly(300)), &[1]));
        assessments[0].misses[0]
    };
    // 3,600 a year for 12 hours.
    let reason = Reason::NotAhead { side: Side::Them, gain: Money::ZERO };
    assert_eq!(standing(usd(300)), Miss { case: Case::Likely, reason });
    assert_ne!(standing(Money::new(299_99).unwrap()).case, Case::Likely);
}

#[test]
fn a_low_year_may_cost_what_the_usual_year_brings() {
    let judged = |hour: Money| {
        let hour = crate::value::Sides { you: Some(usd(150)), them: Some(hour) };
        judge(&Answers { hour, ..answers() }, &kept(share(10), &[1])).1[0].misses.clone()
    };
    // 10% is 3,840 in the usual year and 1,440 with small projects: less 2,640, that is 1,200 and −1,200.
    assert_eq!(judged(usd(220)), []);
    let (gain, usual) = (Money::new(-1_200_12).unwrap(), Money::new(1_199_88).unwrap());
    let reason = Reason::BadYear { side: Side::Them, gain, usual };
    assert_eq!(judged(Money::new(220_01).unwrap()), [Miss { case: Case::Low(Factor::Value), reason }]);
}

#[test]
fn among_equals_less_record_keeping_comes_first_and_then_the_id() {
    let pick = |offers: &[Offer]| judge(&answers(), offers).0;
    assert_eq!(pick(&kept(share(10), &[1, 0, 1])), Verdict::Clear { pick: id(2) });
    let mut equal = kept(share(10), &[1, 1, 1]);
    equal.rotate_left(1);
    assert_eq!(pick(&equal), Verdict::Clear { pick: id(1) });
}

#[test]
fn two_fees_that_one_low_assumption_would_swap_are_too_close() {
    let mut answers = answers();
    answers.value = estimate(usd(6_000), usd(8_000), usd(9_000));
    // 9.4% and 11.25% of a usual project; of a small one, 12.5% and 15%.
    let (verdict, _, _) = judge(&answers, &offers([fee(750, 0), fee(900, 0)]));
    assert_eq!(verdict, Verdict::Clear { pick: id(1) });
    let (verdict, _, _) = judge(&answers, &offers([fee(700, 0), fee(850, 0)]));
    assert_eq!(verdict, Verdict::TooClose { first: id(2), second: id(1), difference: usd(720) });
}

#[test]
fn a_nearer_rate_does_not_make_less_simple_terms_a_rival() {
    let Terms::Percentage(ten) = share(10) else { unreachable!() };
    // Both work, and 10% for twelve months is the usual rate in every year; 9% is simpler.
    let year = Terms::Percentage(ten.within(Some(12)).unwrap());
    let (verdict, assessments, _) = judge(&answers(), &offers([share(9), year]));
    assert!(assessments.iter().all(|assessment| assessment.standing() == Standing::Works));
    assert_eq!(verdict, Verdict::Clear { pick: id(1) });
}

#[test]
fn adding_an_offer_changes_no_others_figures() {
    let (_, before, alone) = judge(&answers(), &offers([share(10), Terms::Retainer(monthly(300))]));
    let (_, after, beside) = judge(&answers(), &offers([share(10), Terms::Retainer(monthly(300)), fee(1_000_000, 0)]));
    assert_eq!(alone.offers, beside.offers[..2]);
    assert_eq!(before, after[..2]);
}

#[test]
fn raising_a_rate_above_the_band_never_makes_it_work() {
    for percent in 21..=100 {
        let (_, assessments, _) = judge(&answers(), &offers([share(percent)]));
        assert_eq!(assessments[0].standing(), Standing::Fails, "{percent}%");
    }
}

#[test]
fn where_none_works_the_smallest_change_is_proposed() {
    let (verdict, _, _) = judge(&answers(), &offers([share(25)]));
    let change = Fix::Change {
        id: id(1),
        parameter: Parameter::Rate(0),
        from: Setting::Rate(Rate::percent(25)),
        to: Setting::Rate(Rate::percent(20)),
    };
    assert_eq!(verdict, Verdict::NoneWorks { fix: change });
    let Verdict::NoneWorks { fix: Fix::Change { to: Setting::Money(to), .. } } =
        judge(&answers(), &offers([fee(100, 0)])).0
    else {
        panic!("a larger fee works")
    };
    // 5% of 8,000 is 400; at the low value of 3,000, 20% is 600.
    assert_eq!(to, usd(400));
}

#[test]
fn a_change_has_to_help_in_the_low_years_too() {
    // 600 a month is 18.75% in the usual year, and half of what small projects bring; 200 is 6.25% and 16.7%.
    let fix = Fix::Change {
        id: id(1),
        parameter: Parameter::Retainer,
        from: Setting::Money(usd(700)),
        to: Setting::Money(usd(200)),
    };
    assert_eq!(judge(&answers(), &offers([Terms::Retainer(monthly(700))])).0, Verdict::NoneWorks { fix });
}

#[test]
fn where_the_volume_is_too_small_no_terms_help() {
    let mut answers = answers();
    answers.value = Some(Estimate::typed(usd(200)));
    answers.counted = Some(Evidence { introductions: 12, projects: 5 });
    // 60% of 960 is 576; the record keeping of a retainer is 3 h × 150 for each side, 900 together.
    let (verdict, _, _) = judge(&answers, &offers([share(10), fee(50, 0)]));
    let fix = Fix::VolumeTooSmall { added: usd(576), administration: usd(900) };
    assert_eq!(verdict, Verdict::NoneWorks { fix });
}

#[test]
fn too_much_record_keeping_is_not_too_small_a_volume() {
    let mut answers = answers();
    answers.value = Some(Estimate::typed(usd(1_000)));
    let (retainer, five) = (monthly(10), flat(5));
    let hybrid = Terms::Hybrid(Hybrid::new(retainer, five, None, None).unwrap());
    // 60% of 4,800 is 2,880: less than a hybrid's 18 h for each side, 5,400, but a fee would leave something.
    let (verdict, _, _) = judge(&answers, &offers([hybrid]));
    assert_eq!(verdict, Verdict::NoneWorks { fix: Fix::NoSingleChange });
}

#[test]
fn few_introductions_make_it_too_early() {
    let answers = Answers {
        introductions: Some(Estimate::typed(Quantity::whole(4))),
        projects: Some(Estimate::typed(Quantity::whole(1))),
        value: Some(Estimate::typed(usd(8_000))),
        ..Answers::default()
    };
    let (verdict, _, _) = judge(&answers, &offers([share(10)]));
    let Verdict::TooEarly { evidence, plausible, leaning } = verdict else { panic!("too early") };
    assert_eq!(evidence, Evidence { introductions: 4, projects: 1 });
    assert_eq!([plausible.0, plausible.1].map(|r| r.ppm() / 1_000), [45, 699]);
    assert_eq!(leaning, Some(id(1)));
}

#[test]
fn without_three_answers_there_is_nothing_to_compare() {
    let mut answers = answers();
    answers.value = None;
    assert_eq!(answers.assume(Currency::USD), None);
    let (verdict, _, _) = judge(&published::answers(), &[]);
    assert_eq!(verdict, Verdict::NothingOffered);
}

#[test]
fn what_nobody_said_is_a_marked_guess() {
    let answers = Answers {
        introductions: Some(Estimate::typed(Quantity::whole(12))),
        projects: Some(Estimate::typed(Quantity::whole(5))),
        value: Some(Estimate::typed(usd(8_000))),
        ..Answers::default()
    };
    let assumed = answers.assume(Currency::USD).unwrap();
    assert_eq!(assumed.margin.likely, Source::Guess);
    assert_eq!(assumed.margin.range.likely(), Rate::percent(50));
    assert_eq!((assumed.value.likely, assumed.value.ends), (Source::Typed, Source::Guess));
    assert_eq!((assumed.value.range.low(), assumed.value.range.high()), (usd(4_000), usd(16_000)));
    assert_eq!(assumed.hour.you, (usd(100), Source::Guess));
    // Wilson's 95% range of 5 in 12: 19.3% to 68.0%.
    let projects = assumed.projects.range;
    assert_eq!((projects.low().millionths() / 10_000, projects.high().millionths() / 10_000), (231, 816));
}

#[test]
fn a_cautious_year_has_the_ends_that_bring_less_and_a_hopeful_one_those_that_bring_more() {
    let costs = |likely, low, high| estimate(Rate::percent(low), Rate::percent(likely), Rate::percent(high));
    let answers = Answers { pass_through: costs(10, 0, 20), came_anyway: costs(5, 0, 50), ..answers() };
    let assumptions = answers.assume(Currency::USD).unwrap();
    let offers = offers([share(10)]);
    let in_year = |scenario| {
        let comparison = Comparison::new(&assumptions.in_scenario(scenario), &offers).unwrap();
        assert_eq!(comparison.cases, [Case::Likely]);
        *comparison.offers[0].likely().unwrap()
    };
    // 6 introductions, a quarter of them worth 3,000 with a fifth passed on; 24, 60% of them worth 20,000.
    let [cautious, hopeful] = [Scenario::Cautious, Scenario::Hopeful].map(in_year);
    assert_eq!((cautious.projects.millionths(), cautious.net, cautious.payout), (1_500_000, usd(3_600), usd(450)));
    assert_eq!((hopeful.projects.millionths(), hopeful.net, hopeful.payout), (14_400_000, usd(288_000), usd(28_800)));
    // Half of 50% of 3,600 would have come anyway; 12 months of 0.5 hours, and 0.25 for each introduction, at 150.
    assert_eq!(cautious.gain.you, usd(900 - 450 - 900 - 225));
    let likely = Comparison::new(&assumptions, &offers).unwrap().offers[0].figures[0];
    assert_eq!(in_year(Scenario::Likely), likely);
}
