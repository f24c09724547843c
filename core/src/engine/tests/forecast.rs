use super::*;
use crate::engine::wire::{ForecastV1, WireError};
use crate::forecast::{Assumptions, Forecast, Offer, Premises, Simulation};
use crate::terms::any_terms::Numbers;
use crate::terms::{Percentage, Scale, Setting, Terms};
use crate::value::{Currency, Id, Rate};

/// The task of the fixture's offers, and the forecast that the report shows, of fewer years.
fn fixture(years: u32) -> (Task, Forecast) {
    let text = include_bytes!("../../../../checks/fixtures/verdict.json");
    let workspace = document::read(text).unwrap().workspace;
    let assumptions = workspace.answers().assume(Currency::USD).unwrap();
    let premises = Premises::of(&assumptions, workspace.offers()).unwrap();
    let mut simulation = Simulation::new(&assumptions, workspace.offers(), Simulation::SEED).unwrap();
    simulation.advance(years);
    (Task::Forecast(Simulate::new(premises, Simulation::SEED, years).unwrap()), simulation.forecast())
}

#[test]
fn said_in_parts_it_is_what_is_said_at_once_also_with_years_drawn_in_between() {
    let (task, forecast) = fixture(300);
    let offers = forecast.offers.len();
    let mut run = Run::new(&task);
    let parts = |run: &mut Run| {
        let before = (0..offers).map(|_| run.say()).filter(Option::is_some).count();
        (before, run.say())
    };
    assert_eq!(parts(&mut run), (0, Some(run.so_far())));
    run.advance(100);
    assert_eq!(parts(&mut run), (0, Some(run.so_far())));
    assert_eq!(run.say(), None);
    run.advance(200);
    assert_eq!(parts(&mut run), (0, Some(Outcome::Forecast(Box::new(forecast)))));
}

#[test]
fn whole_sliced_and_across_the_boundary_the_forecast_is_that_of_the_report() {
    let (task, forecast) = fixture(300);
    let expected = Outcome::Forecast(Box::new(forecast));
    assert_eq!(received(sent(&task)), Ok(task.clone()));
    assert_eq!(Run::new(&task).finish(), expected);
    let mut run = Run::new(&received(sent(&task)).unwrap());
    for years in [0, 1, 3, 300] {
        let so_far = run.so_far();
        let back = serde_json::to_value(OutcomeV1::from(&so_far)).unwrap();
        assert_eq!(serde_json::from_value::<OutcomeV1>(back).unwrap().of(&task), Ok(so_far));
        run.advance(years);
    }
    assert_eq!(run.so_far(), expected);
}

#[test]
fn any_terms_cross() {
    let text = include_bytes!("../../../../checks/fixtures/verdict.json");
    let assumptions: Assumptions = document::read(text).unwrap().workspace.answers().assume(Currency::USD).unwrap();
    let mut numbers = Numbers(0x9E37_79B9_7F4A_7C15);
    for _ in 0..200 {
        let offers: Vec<Offer> = (0..12).map(|id| Offer::new(Id::from_u128(id), numbers.terms())).collect();
        let task = Task::forecast(Premises::of(&assumptions, &offers).unwrap());
        assert_eq!(received(sent(&task)), Ok(task));
    }
}

#[test]
fn the_usual_task_has_the_usual_years_and_no_offers_make_it_trivial() {
    let (Task::Forecast(Simulate { premises, .. }), _) = fixture(1) else { panic!() };
    let task = Task::forecast(*premises.clone());
    assert_eq!((task.steps(), task.is_trivial()), (Simulation::USUAL, false));
    let none = Premises::new(premises.direction(), *premises.ranges(), premises.hour(), premises.band(), &[]).unwrap();
    assert!(Task::forecast(none).is_trivial());
    assert_eq!(Simulate::new(*premises, 1, Simulate::MOST + 1), Err(TooLong { most: Simulate::MOST }));
}

/// What the receiver says when one thing in the message of a task is replaced.
#[track_caller]
fn check(pointer: &str, with: Value, expected: &str) {
    let mut message = sent(&fixture(10).0);
    *message.pointer_mut(pointer).unwrap() = with;
    let problem = received(message).unwrap_err();
    assert!(problem.contains(expected), "{pointer}: {problem}");
}

/// A text of the fixture's message with the number at a place replaced, or left out.
fn changed(pointer: &str, place: usize, with: Option<&str>) -> Value {
    let message = sent(&fixture(10).0);
    let text = message.pointer(pointer).unwrap().as_str().unwrap().to_owned();
    let mut numbers: Vec<&str> = text.split(' ').collect();
    match with {
        Some(with) => numbers[place] = with,
        None => drop(numbers.remove(place)),
    }
    json!(numbers.join(" "))
}

#[test]
fn premises_that_no_page_sends_are_refused_in_words() {
    let premises = "/forecast/premises";
    check("/forecast/seed", json!("-1"), "invalid digit");
    check("/forecast/years", json!(100_001), "at most 100000 steps");
    // Neither you nor them; low above likely; past every rate; one too few; one too many; no number.
    check(premises, changed(premises, 0, Some("2")), "out of bounds");
    check(premises, changed(premises, 1, Some("12000001")), "out of bounds");
    check(premises, changed(premises, 15, Some("1000001")), "out of bounds");
    check(premises, changed(premises, 3, None), "too few");
    check(premises, changed(premises, 3, Some("24000000 24000000")), "too many");
    check(premises, changed(premises, 3, Some("x")), "invalid digit");
    check(premises, changed(premises, 9, Some(&i64::MAX.to_string())), "out of bounds");
    check(premises, changed(premises, 9, Some(&((1_i64 << 53) - 1).to_string())), "past 2^53");
    check(premises, changed(premises, 12, Some("61")), "past 2^53");
    let terms = |at: u8| format!("/forecast/offers/{at}/terms");
    check("/forecast/offers/0/id", json!("x"), "an id is a UUID");
    check(&terms(0), json!(""), "too few");
    check(&terms(0), changed(&terms(0), 2, Some("4")), "out of bounds");
    check(&terms(0), changed(&terms(0), 3, Some("-1")), "below zero");
    check(&terms(0), changed(&terms(0), 4, Some("2")), "out of bounds");
    check(&terms(3), changed(&terms(3), 4, Some("1000001")), "out of bounds");
    check(&terms(5), changed(&terms(5), 8, Some("601")), "a window lasts");
    check(&terms(5), changed(&terms(5), 3, Some("3")), "out of bounds");
    check(&terms(6), changed(&terms(6), 16, Some("1")), "above the cap");
    let tiers = |numbers: &str| json!(format!("0 0 2 1 {numbers} 0 0 0 0 0"));
    check(&terms(3), tiers("0 0"), "tiers need 1 to");
    check(&terms(3), tiers("0 2 0 1 0 1"), "first tier starts");
    check(&terms(3), tiers("0 99999999999"), "out of bounds");
    let thirteen = vec![sent(&fixture(10).0)["forecast"]["offers"][0].clone(); 13];
    check("/forecast/offers", json!(thirteen), "more offers");
}

#[test]
fn a_forecast_of_something_else_is_refused() {
    let (task, forecast) = fixture(50);
    let figures = match OutcomeV1::from(&Outcome::Forecast(Box::new(forecast))) {
        OutcomeV1::Forecast(forecast) => forecast.figures,
        OutcomeV1::Firmness(_) | OutcomeV1::Fix(_) | OutcomeV1::Import(_) => panic!(),
    };
    let of = |years, figures: &[i128]| {
        let told = OutcomeV1::Forecast(ForecastV1 { years, figures: figures.to_vec() });
        told.of(&task).map_err(|error| error.to_string())
    };
    assert!(of(50, &figures).is_ok());
    assert_eq!(of(51, &figures), Err("more steps were taken than the task has".to_owned()));
    assert_eq!(of(50, &figures[1..]).map(|_| ()), Err("the figures are not those of so many years".to_owned()));
    assert!(of(50, &figures[..figures.len() - 1]).unwrap_err().contains("too few"));
    assert!(of(1, &figures).is_err());
    let refused = |place: usize, figure: i128| {
        let mut figures = figures.clone();
        figures[place] = figure;
        of(50, &figures).unwrap_err()
    };
    // The volume has 3 × 5 figures; an offer 5 + 36 + 1 + 2, 2 × 8, and 2 for each of seven others.
    let wrong = "the figures are not those of so many years";
    assert_eq!(refused(0, 51 << 53), wrong);
    assert_eq!(refused(1, i128::from(f64::NAN.to_bits())), wrong);
    assert_eq!(refused(1, i128::from((-1_f64).to_bits())), wrong);
    assert_eq!(refused(1, -1), wrong);
    assert_eq!(refused(2, 1_000), wrong);
    assert!(refused(4, 1 << 53).contains("out of bounds"));
    let first = 15 + 5 + 36 + 1;
    assert_eq!(refused(first - 1, i128::from(f64::INFINITY.to_bits())), wrong);
    assert_eq!(refused(first, 51), wrong);
    assert_eq!(refused(first + 1, -1), wrong);
    assert_eq!(refused(first + 1, 0), wrong);
    assert_eq!(refused(first + 2 + 5, 1 << 52), wrong);
    assert_eq!(refused(first + 2 + 7, 51), wrong);
    let credits = first + 2 + 16;
    assert_eq!(refused(credits, 101), wrong);
    let has = figures[credits + 2];
    assert_eq!(refused(credits + 2, if has == 0 { 1 } else { has - 1 }), wrong);
    let (firmness, chances) = super::fixture();
    let other = OutcomeV1::from(&Outcome::Firmness(chances));
    assert_eq!(
        other.of(&task).map_err(|error| error.to_string()),
        Err("more steps were taken than the task has".to_owned())
    );
    let mine = OutcomeV1::Forecast(ForecastV1 { years: 50, figures });
    assert!(mine.of(&firmness).unwrap_err().to_string().contains("another kind of task"));
}

/// A percentage above the usual band, over a few years.
fn mend(years: u32) -> Task {
    let (Task::Forecast(simulate), _) = fixture(0) else { panic!() };
    let terms = Terms::Percentage(Percentage::new(Scale::Flat(Rate::percent(25))));
    let premises = simulate.premises.with_offers(&[Offer::new(Id::from_u128(7), terms)]).unwrap();
    Task::Fix(Mend::new(Simulate::new(premises, 1, years).unwrap(), Currency::USD))
}

#[test]
fn what_is_found_to_help_crosses_in_slices_as_at_once() {
    let task = mend(200);
    let Outcome::Fix(found) = Run::new(&task).finish() else { panic!() };
    let Some(Fix::Change { from, to, .. }) = found.fix else { panic!("{found:?}") };
    assert_eq!(
        (from, to, found.steps),
        (Setting::Rate(Rate::percent(25)), Setting::Rate(Rate::percent(20)), task.steps())
    );
    let mut run = Run::new(&received(sent(&task)).unwrap());
    while run.rest() > 0 {
        let back = serde_json::to_value(OutcomeV1::from(&run.so_far())).unwrap();
        let Ok(Outcome::Fix(so_far)) = serde_json::from_value::<OutcomeV1>(back).unwrap().of(&task) else { panic!() };
        assert_eq!(so_far.fix, None);
        run.advance(77);
    }
    let back = serde_json::to_value(OutcomeV1::from(&run.so_far())).unwrap();
    assert_eq!(serde_json::from_value::<OutcomeV1>(back).unwrap().of(&task), Ok(Outcome::Fix(found)));
}

#[test]
fn a_change_that_no_offer_can_make_is_refused() {
    let task = mend(50);
    let done = serde_json::to_value(OutcomeV1::from(&Run::new(&task).finish())).unwrap();
    let of = |pointer: &str, with: Value| {
        let mut message = done.clone();
        *message.pointer_mut(pointer).unwrap() = with;
        serde_json::from_value::<OutcomeV1>(message).unwrap().of(&task)
    };
    let zero = "00000000-0000-0000-0000-000000000000";
    assert!(of("/fix/change/to", json!("190000")).is_ok());
    for (pointer, with) in [
        ("/fix/change/offer", json!(zero)),
        ("/fix/change/number", json!(0)),
        ("/fix/change/number", json!(9)),
        ("/fix/change/to", json!("-1")),
        ("/fix/change/to", json!("1000001")),
    ] {
        assert_eq!(of(pointer, with.clone()), Err(WireError::Change), "{pointer} {with}");
    }
    assert_eq!(of("/fix/steps", json!(4_000_000)), Err(WireError::Steps));
    let none = of("/fix/change", Value::Null);
    assert!(matches!(none, Ok(Outcome::Fix(Found { fix: Some(Fix::NoSingleChange), .. }))), "{none:?}");
    let mut message = sent(&task);
    *message.pointer_mut("/fix/currency").unwrap() = json!("dollars");
    assert_eq!(received(message).unwrap_err(), "there is no such currency");
}
