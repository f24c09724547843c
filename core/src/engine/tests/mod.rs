mod forecast;
mod intake;

use serde_json::{Value, json};

use super::wire::{ChancesV1, OutcomeV1, TaskV1};
use super::*;
use crate::exchange::document;

/// The task of the fixture's scorecard, and the chances that the report shows.
fn fixture() -> (Task, Chances) {
    let text = include_bytes!("../../../../checks/fixtures/partners.json");
    let card = document::read(text).unwrap().workspace.scorecard();
    (Task::usual(Uncertain::of(&card)), Draws::of(&card, Draws::SEED))
}

fn received(message: Value) -> Result<Task, String> {
    let task: TaskV1 = serde_json::from_value(message).map_err(|error| error.to_string())?;
    Task::try_from(task).map_err(|error| error.to_string())
}

fn sent(task: &Task) -> Value {
    serde_json::to_value(TaskV1::from(task)).unwrap()
}

#[test]
fn whole_sliced_and_across_the_boundary_the_outcome_is_that_of_the_report() {
    let (task, chances) = fixture();
    let expected = Outcome::Firmness(chances);
    assert_eq!(Run::new(&task).finish(), expected);
    let mut run = Run::new(&received(sent(&task)).unwrap());
    while run.rest() > 0 {
        let mut asked = 0;
        run.slice(|| {
            asked += 1;
            asked == 5
        });
    }
    let back = serde_json::to_value(OutcomeV1::from(&run.so_far())).unwrap();
    assert_eq!(serde_json::from_value::<OutcomeV1>(back).unwrap().of(&task), Ok(expected));
}

#[test]
fn a_slice_takes_at_least_one_step_and_no_more_than_there_are() {
    let (task, _) = fixture();
    let mut run = Run::new(&task);
    run.slice(|| true);
    assert_eq!((run.rest(), run.so_far().steps()), (task.steps() - 1, 1));
    run.slice(|| false);
    assert_eq!((run.rest(), run.so_far().steps()), (0, task.steps()));
    run.advance(7);
    assert_eq!(run.so_far().steps(), task.steps());
}

#[test]
fn where_there_is_nothing_to_compare_a_task_is_trivial() {
    let of = |count: usize| {
        let (Task::Firmness(Firmness { uncertain, .. }), _) = fixture() else { panic!() };
        let criteria = uncertain.criteria().to_vec();
        let indicators: usize = criteria.iter().map(|criterion| criterion.indicators.len()).sum();
        let partners = uncertain.partners()[..count].to_vec();
        let (known, unknown) = (vec![0.0; count * criteria.len()], vec![true; count * indicators]);
        Task::usual(Uncertain::new(criteria, partners, known, unknown).unwrap()).is_trivial()
    };
    assert_eq!([0, 1, 2].map(of), [true, true, false]);
}

/// What the receiver says when one thing in the message of a task is replaced.
#[track_caller]
fn check(pointer: &str, with: Value, expected: &str) {
    let mut message = sent(&fixture().0);
    *message.pointer_mut(pointer).unwrap() = with;
    let problem = received(message).unwrap_err();
    assert!(problem.contains(expected), "{pointer}: {problem}");
}

#[test]
fn what_no_page_sends_is_refused_in_words() {
    assert_eq!(received(sent(&fixture().0)), Ok(fixture().0));
    check("/firmness/seed", json!("-1"), "invalid digit");
    check("/firmness/count", json!(1_000_001), "at most 1000000 steps");
    check("/firmness/count", json!(-1), "invalid value");
    check("/firmness/criteria", json!([]), "in the order of their ids");
    check("/firmness/criteria/0/weight", json!(0), "with weight");
    check("/firmness/criteria/0/weight", json!(10_001), "weight");
    check("/firmness/criteria/1/id", json!("00000000-0000-0000-0000-000000000000"), "in the order of their ids");
    check("/firmness/criteria/0/id", json!("x"), "an id is a UUID");
    check("/firmness/criteria/0/indicators", json!(""), "a few indicators");
    let zero = "00000000-0000-0000-0000-000000000000";
    check("/firmness/criteria/0/indicators", json!(format!("{zero} {zero}")), "none of them twice");
    check("/firmness/partners", json!(format!("{zero} {zero}")), "partners are at most 1,000, in the order");
    check("/firmness/partners", json!("x"), "an id is a UUID");
    check("/firmness/partners", json!([]), "invalid type");
    check("/firmness/partners", json!(""), "is said whether nobody knows");
    check("/firmness/known", json!("0"), "points for each criterion");
    for points in [100.1, -0.1, f64::NAN, f64::INFINITY] {
        let first = format!("{} ", f64::to_bits(points));
        let known = sent(&fixture().0)["firmness"]["known"].as_str().unwrap().split_once(' ').unwrap().1.to_owned();
        check("/firmness/known", json!(first + &known), "points for each criterion");
    }
    check("/firmness/unknown", json!("?"), "is said whether nobody knows");
    check("/firmness/unknown", json!("x"), "marked ? or .");
    check("/firmness", json!({ "seed": "1" }), "missing field");
}

#[test]
fn points_that_nobody_knows_bring_nothing() {
    let (Task::Firmness(Firmness { uncertain, .. }), _) = fixture() else { panic!() };
    let unknown = vec![true; uncertain.unknown().len()];
    let parts = |known| {
        Uncertain::new(uncertain.criteria().to_vec(), uncertain.partners().to_vec(), known, unknown.clone()).map(|_| ())
    };
    assert_eq!(parts(vec![0.0; uncertain.known().len()]), Ok(()));
    assert_eq!(parts(uncertain.known().to_vec()), Err(crate::scorecard::UncertainError::Known));
    assert_eq!(parts(vec![f64::NAN; uncertain.known().len()]), Err(crate::scorecard::UncertainError::Known));
}

#[test]
fn an_outcome_of_something_else_is_refused() {
    let (task, chances) = fixture();
    let credits: Vec<u64> = chances.credits().iter().map(|&(_, credit)| credit).collect();
    let of =
        |draws, credits| OutcomeV1::Firmness(ChancesV1 { draws, credits }).of(&task).map_err(|error| error.to_string());
    assert!(of(10_000, credits.clone()).is_ok());
    assert!(of(0, vec![0; credits.len()]).is_ok());
    let [steps, wrong] = ["more steps were taken than the task has", "the credits are not those of so many draws"];
    assert_eq!(of(10_001, credits.clone()), Err(steps.to_owned()));
    assert_eq!(of(9_999, credits.clone()), Err(wrong.to_owned()));
    assert_eq!(of(10_000, credits[1..].to_vec()), Err(wrong.to_owned()));
    assert_eq!(of(10_000, vec![u64::MAX; credits.len()]), Err(wrong.to_owned()));
}
