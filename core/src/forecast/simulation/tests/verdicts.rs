use super::*;
use crate::forecast::{Assessment, Case, Fix, Miss, Reason, Search, Standing, Verdict, verdict_on_years};
use crate::terms::{Parameter, Setting};

fn judged(answers: &Answers, offers: &[Offer], years: u32) -> (Verdict, Vec<Assessment>) {
    verdict_on_years(&assumptions(answers), &forecast(answers, offers, years), offers, None)
}

fn id(place: u128) -> Id {
    Id::from_u128(place)
}

/// The share of years in which the pay of the offer at a place is usual, and its effective rate in parts per million.
#[track_caller]
fn unusual(assessment: &Assessment) -> (u32, u32) {
    match assessment.misses[..] {
        [.., Miss { case: Case::Simulated, reason: Reason::Unusual { usual, rate } }] => {
            (usual.rate().ppm(), rate.unwrap().ppm())
        }
        ref other => panic!("{other:?}"),
    }
}

#[test]
fn of_the_published_offers_ten_percent_is_picked_and_each_other_fails_or_ranks_behind_as_stated() {
    let (verdict, assessments) = judged(&answers(), &seven(), Simulation::USUAL);
    assert_eq!(verdict, Verdict::Clear { pick: id(5) });
    let (_, rate) = unusual(&assessments[0]);
    assert!((32_000..34_500).contains(&rate), "the fee of $300 is {rate} of revenue");
    let (usual, _) = unusual(&assessments[2]);
    assert!((710_000..735_000).contains(&usual), "the retainer is usual in {usual} of years");
    let works = |place: usize| assessments[place].standing();
    assert_eq!([works(3), works(4), works(5), works(6)], [Standing::Works; 4]);
    assert!(works(1) == Standing::Fails && works(0) == Standing::Fails && works(2) == Standing::Fails);
}

#[test]
fn a_simpler_offer_that_works_is_picked_before_a_nearer_one() {
    let mut offers = seven();
    offers.push(Offer::new(id(8), fee(900, 2_000)));
    assert_eq!(judged(&answers(), &offers, Simulation::USUAL).0, Verdict::Clear { pick: id(8) });
}

#[test]
fn an_absurd_offer_changes_what_is_said_of_no_other() {
    let (before, of_seven) = judged(&answers(), &seven(), 2_000);
    let mut offers = seven();
    offers.insert(3, Offer::new(id(9), fee(50_000_000, 1)));
    let (after, mut of_eight) = judged(&answers(), &offers, 2_000);
    assert_eq!(of_eight.remove(3).standing(), Standing::Fails);
    assert_eq!((after, of_eight), (before, of_seven));
}

#[test]
fn the_order_of_the_offers_is_no_part_of_the_verdict() {
    let mut offers = seven();
    offers.reverse();
    let (verdict, mut assessments) = judged(&answers(), &offers, 2_000);
    assessments.reverse();
    assert_eq!((verdict, assessments), judged(&answers(), &seven(), 2_000));
}

#[test]
fn no_rate_above_the_band_works() {
    for percent in [21, 25, 40, 60, 90] {
        let terms = [share(percent)];
        let (verdict, assessments) = judged(&answers(), &offers(terms), 1_000);
        assert_eq!(assessments[0].standing(), Standing::Fails, "{percent}");
        assert_eq!(verdict, Verdict::NoneWorks { fix: Fix::Unknown }, "{percent}");
    }
}

#[test]
fn equally_simple_offers_equally_far_from_the_usual_rate_are_too_close_to_call() {
    // 8% ÷ 10% = 10% ÷ 12.5%.
    let [low, high] = [80_000, 125_000].map(|ppm| Percentage::new(Scale::Flat(Rate::new(ppm).unwrap())));
    let offers = offers([Terms::Percentage(low), Terms::Percentage(high), share(16)]);
    let forecast = forecast(&answers(), &offers, 1_000);
    let (verdict, _) = verdict_on_years(&assumptions(&answers()), &forecast, &offers, None);
    let pay = |place: usize| Money::new(forecast.offers[place].payout.rounded_mean()).unwrap();
    let difference = pay(1).minus(pay(0)).unwrap();
    assert_eq!(verdict, Verdict::TooClose { first: id(1), second: id(2), difference });
}

#[test]
fn few_introductions_are_too_early_to_say_whatever_the_years_say() {
    let few = Answers { counted: Some(Evidence { introductions: 4, projects: 1 }), ..answers() };
    let (verdict, _) = judged(&few, &seven(), 1_000);
    assert!(matches!(verdict, Verdict::TooEarly { leaning: Some(pick), .. } if pick == id(5)), "{verdict:?}");
    assert_eq!(judged(&answers(), &[], 10).0, Verdict::NothingOffered);
}

#[test]
fn what_brings_less_than_record_keeping_costs_is_too_small_for_any_terms() {
    let tiny = Answers { value: estimate(usd(1), usd(2), usd(3)), ..answers() };
    let (verdict, _) = judged(&tiny, &seven(), 1_000);
    let Verdict::NoneWorks { fix: Fix::VolumeTooSmall { added, administration } } = verdict else {
        panic!("{verdict:?}")
    };
    // A retainer takes 0.25 hours a month of each side: 2 × 3 h × $150.
    assert_eq!(administration, usd(900));
    // 13 introductions, 41 of 100 become work, of $2 each 60% is left.
    assert!((usd(5)..usd(8)).contains(&added), "{added:?}");
}

/// A gain with these figures over 10,000 years.
fn gain(mean: i64, standard_error: f64, p10: i64, p10_within: (i64, i64)) -> Gain {
    let quantiles = Quantiles { p10, median: mean, p90: mean };
    let sum = i128::from(mean) * 10_000;
    let gain = Summary { years: 10_000, sum, standard_error: Some(standard_error), quantiles };
    Gain { gain, p10_within, losses: 0 }
}

/// Whether the offer fails, and whether a test is near its limit, when your gain is this one.
#[track_caller]
fn check_gain(yours: Gain, misses: usize, near: usize, standing: Standing) {
    let years = forecast(&answers(), &offers([share(10)]), 500);
    let mut outlook = years.offers[0].clone();
    outlook.gain = Sides { you: yours, them: gain(1_000_00, 1.0, 500_00, (499_00, 501_00)) };
    let assessment = Assessment::on_years(&outlook).unwrap();
    assert_eq!((assessment.misses.len(), assessment.near.len(), assessment.standing()), (misses, near, standing));
}

#[test]
fn a_test_within_two_standard_errors_of_its_limit_is_borderline() {
    // The mean, far from and near zero; a side that is not ahead is not tested for bad years.
    check_gain(gain(100, 49.0, 50, (49, 51)), 0, 0, Standing::Works);
    check_gain(gain(100, 51.0, 50, (49, 51)), 0, 1, Standing::WorksUsually);
    check_gain(gain(-100, 51.0, -500, (-501, -499)), 1, 1, Standing::WorksUsually);
    check_gain(gain(-100, 49.0, -500, (-501, -499)), 1, 0, Standing::Fails);
    check_gain(gain(0, 0.0, 0, (0, 0)), 1, 1, Standing::WorksUsually);
    // P10 against −1,000: ten below or above, and two standard errors of 3 each with bounds of P10 of 5 or 3.
    check_gain(gain(1_000, 3.0, -990, (-995, -985)), 0, 1, Standing::WorksUsually);
    check_gain(gain(1_000, 3.0, -990, (-993, -985)), 0, 0, Standing::Works);
    check_gain(gain(1_000, 3.0, -1_010, (-1_013, -1_005)), 1, 1, Standing::WorksUsually);
    check_gain(gain(1_000, 3.0, -1_010, (-1_016, -1_007)), 1, 0, Standing::Fails);
    check_gain(gain(1_000, 3.0, -1_000, (-1_000, -1_000)), 0, 1, Standing::WorksUsually);
}

/// Whether the offer stands, when pay is usual in so many of 10,000 years.
#[track_caller]
fn check_band(in_band: u32, standing: Standing) {
    let years = forecast(&answers(), &offers([share(10)]), 500);
    let outlook = Outlook { in_band, in_question: 10_000, ..years.offers[0].clone() };
    assert_eq!(Assessment::on_years(&outlook).unwrap().standing(), standing, "{in_band}");
}

#[test]
fn pay_has_to_be_usual_in_three_years_of_four() {
    // Two standard errors of 75% of 10,000 years are 86.6 years.
    check_band(7_588, Standing::Works);
    check_band(7_585, Standing::WorksUsually);
    check_band(7_500, Standing::WorksUsually);
    check_band(7_414, Standing::WorksUsually);
    check_band(7_411, Standing::Fails);
    // Never in question: nothing is paid out of nothing, and only the gain fails.
    let years = forecast(&answers(), &offers([share(10)]), 500);
    let outlook = Outlook { in_band: 0, in_question: 0, ..years.offers[0].clone() };
    assert_eq!(Assessment::on_years(&outlook).unwrap().misses, []);
}

#[test]
fn what_only_just_fails_makes_the_verdict_lean() {
    let offers = offers([fee(900, 2_000), share(10)]);
    let mut years = forecast(&answers(), &offers, 2_000);
    let lean = |years: &Forecast| verdict_on_years(&assumptions(&answers()), years, &offers, None).0;
    (years.offers[0].in_band, years.offers[0].in_question) = (7_450, 10_000);
    assert_eq!(lean(&years), Verdict::Leaning { pick: id(2), misses: Vec::new() });
    // Where nothing else works, it is the one to look at.
    (years.offers[1].in_band, years.offers[1].in_question) = (1_000, 10_000);
    let Verdict::Leaning { pick, misses } = lean(&years) else { panic!() };
    assert_eq!((pick, misses.len()), (id(1), 1));
    (years.offers[0].in_band, years.offers[0].in_question) = (7_300, 10_000);
    assert_eq!(lean(&years), Verdict::NoneWorks { fix: Fix::Unknown });
}

fn search(offers: &[Offer], years: u32, slice: u32) -> Fix {
    let premises = Premises::of(&assumptions(&answers()), offers).unwrap();
    let mut search = Search::new(&premises, Currency::USD, Simulation::SEED, years);
    while search.rest() > 0 {
        assert_eq!(search.fix(), None);
        search.advance(slice);
    }
    search.fix().unwrap().clone()
}

fn works(terms: Terms, years: u32) -> bool {
    judged(&answers(), &offers([terms]), years).1[0].misses.is_empty()
}

#[test]
fn the_search_finds_the_smallest_change_that_works_in_slices_as_at_once() {
    let fix = search(&offers([fee(300, 2_000)]), 500, u32::MAX);
    assert_eq!(fix, search(&offers([fee(300, 2_000)]), 500, 77));
    let Fix::Change { id: of, parameter: Parameter::Fee, from: Setting::Money(from), to: Setting::Money(to) } = fix
    else {
        panic!("{fix:?}")
    };
    assert_eq!((of, from), (id(1), usd(300)));
    assert!(works(fee(to.minor() / 100, 2_000), 500));
    // Round amounts on the way there do not.
    for amount in [400, 500].map(usd).into_iter().filter(|amount| *amount < to) {
        assert!(!works(fee(amount.minor() / 100, 2_000), 500), "{amount:?}");
    }
}

#[test]
fn a_rate_above_the_band_is_brought_to_its_edge() {
    let fix = search(&offers([share(25)]), 300, 100);
    let [from, to] = [25, 20].map(|percent| Setting::Rate(Rate::percent(percent)));
    assert_eq!(fix, Fix::Change { id: id(1), parameter: Parameter::Rate(0), from, to });
}

#[test]
fn where_no_single_number_is_enough_the_search_says_so() {
    let tiny = Answers { value: estimate(usd(1), usd(2), usd(3)), ..answers() };
    let premises = Premises::of(&assumptions(&tiny), &offers([share(10)])).unwrap();
    let mut search = Search::new(&premises, Currency::USD, Simulation::SEED, 100);
    search.advance(u32::MAX);
    assert_eq!((search.rest(), search.fix()), (0, Some(&Fix::NoSingleChange)));
}

#[test]
fn of_equally_small_changes_the_first_is_found() {
    let fix = search(&offers([share(25), share(25)]), 100, 1_000);
    assert!(matches!(fix, Fix::Change { id: of, .. } if of == id(1)), "{fix:?}");
}

#[test]
fn the_error_of_a_rate_is_how_far_the_rates_of_other_years_lie_apart() {
    let (assumptions, offers) = (assumptions(&answers()), offers([Terms::Retainer(monthly(300))]));
    let outlooks = (1..=80).map(|seed| {
        let mut simulation = Simulation::new(&assumptions, &offers, seed).unwrap();
        simulation.advance(300);
        simulation.forecast().offers.remove(0)
    });
    let figures: Vec<(f64, f64)> =
        outlooks.map(|outlook| (outlook.effective_rate.unwrap(), outlook.rate_error.unwrap())).collect();
    let n = figures.len() as f64;
    let mean = figures.iter().map(|(rate, _)| rate).sum::<f64>() / n;
    let spread = (figures.iter().map(|(rate, _)| (rate - mean) * (rate - mean)).sum::<f64>() / (n - 1.0)).sqrt();
    let stated = figures.iter().map(|(_, error)| error).sum::<f64>() / n;
    // The spread of 80 rates is known to 8% or so.
    assert!((stated / spread - 1.0).abs() < 0.2, "stated {stated}, seen {spread}");
}
