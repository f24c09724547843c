//! Laws of answers that are taken from the user's own rows.
#![allow(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]

mod workspaces;

use chrono::NaiveDate;
use concord_core::forecast::{Answers, Estimate, Factor};
use concord_core::ledger::{Line, List, Row, Summary, Work, outer_rank};
use concord_core::value::{Currency, Id, Money, Name, Rate};
use concord_core::workspace::{Answer, Command, Rejection, Workspace};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::Index;
use workspaces::answer;

/// Payments of a few clients over two years, the first of each client an introduction alone one time in four.
fn works() -> impl Strategy<Value = Vec<Work>> {
    let work = (0..16_u32, 0..700_u64, prop_oneof![3 => 1..2_000_000_i64, 1 => Just(0_i64)], 0..=100_i64);
    vec(work, 1..50).prop_map(|rows| {
        let work = |(client, day, amount, costs): (u32, u64, i64, i64)| Work {
            client: Name::new(&format!("Client {client}")).unwrap(),
            project: None,
            introduced: None,
            date: NaiveDate::from_ymd_opt(2024, 1, 15).unwrap() + chrono::Days::new(day),
            amount: Money::new(amount).unwrap(),
            pass_through: Money::new(amount * costs / 100).unwrap(),
        };
        rows.into_iter().map(work).collect()
    })
}

fn summary(works: &[Work]) -> Option<Summary> {
    let rows = (1..).zip(works).map(|(id, work)| Line::Read(Row::new(Id::from_u128(id), work.clone()).unwrap()));
    List::default().with_added(rows.collect()).unwrap().referrals().summary()
}

fn answered(answers: Vec<Answer>) -> Workspace {
    let first = Workspace::new(Currency::USD, [1, 2, 3, 4].map(Id::from_u128));
    answers.into_iter().fold(first, |workspace, answer| {
        // One that does not agree with the others changes nothing.
        workspace.apply(Command::Answer(answer)).unwrap_or(workspace)
    })
}

fn all(workspace: &Workspace, rows: &Summary) -> Result<Workspace, Rejection> {
    workspace.apply(Command::answer_from_rows(rows.clone()))
}

fn one(workspace: &Workspace, factor: Factor, rows: &Summary) -> Result<Workspace, Rejection> {
    workspace.apply(Command::answer_one_from_rows(factor, rows.clone()))
}

fn width<T: Copy + Ord>(estimate: Estimate<T>, of: impl Fn(T) -> f64) -> f64 {
    of(estimate.high().unwrap()) - of(estimate.low().unwrap())
}

proptest! {
    #[test]
    fn one_by_one_in_any_order_comes_to_all_at_once(
        works in works(),
        answers in vec(answer(), 0..15),
        order in Just(Summary::TOLD.to_vec()).prop_shuffle(),
    ) {
        let Some(rows) = summary(&works) else { return Ok(()) };
        let before = answered(answers);
        let at_once = all(&before, &rows);
        // Paid work can always be taken first, and so whatever comes after it; what was refused is taken last.
        let mut refused = Vec::new();
        let mut workspace = before;
        for factor in order {
            match one(&workspace, factor, &rows) {
                Ok(next) => workspace = next,
                Err(_) => refused.push(factor),
            }
        }
        prop_assert!(refused.is_empty() || refused == [Factor::Introductions]);
        let last = refused.into_iter().try_fold(workspace, |workspace, factor| one(&workspace, factor, &rows));
        prop_assert_eq!(last, at_once);
    }

    #[test]
    fn one_quantity_leaves_the_others_as_they_were(works in works(), answers in vec(answer(), 0..15), which in any::<Index>()) {
        let Some(rows) = summary(&works) else { return Ok(()) };
        let before = answered(answers);
        let factor = *which.get(&Factor::ALL);
        let Ok(after) = one(&before, factor, &rows) else { return Ok(()) };
        let (old, new) = (before.answers(), after.answers());
        let expected = match factor {
            // A share that was counted is kept instead of the number that it came to.
            Factor::Introductions if old.counted.is_some() => Answers {
                introductions: new.introductions,
                projects: new.projects,
                counted: Some(rows.evidence),
                ..(**old).clone()
            },
            Factor::Introductions => Answers { introductions: new.introductions, ..(**old).clone() },
            Factor::Conversion => Answers { projects: new.projects, counted: new.counted, ..(**old).clone() },
            Factor::Value => Answers { value: new.value, ..(**old).clone() },
            Factor::Months => Answers { months: new.months, ..(**old).clone() },
            Factor::PassThrough => Answers { pass_through: new.pass_through, ..(**old).clone() },
            Factor::Margin | Factor::CameAnyway => (**old).clone(),
        };
        prop_assert_eq!(&**new, &expected);
        prop_assert_eq!(one(&after, factor, &rows), Ok(after));
    }

    #[test]
    fn twice_as_much_of_the_same_narrows_every_range(works in works()) {
        let Some(once) = summary(&works) else { return Ok(()) };
        let others = works.iter().map(|work| Work {
            client: Name::new(&format!("Other {}", work.client)).unwrap(),
            ..work.clone()
        });
        let twice = summary(&works.iter().cloned().chain(others).collect::<Vec<_>>()).unwrap();
        prop_assert_eq!(twice.conversion.likely(), once.conversion.likely());
        prop_assert!(twice.conversion.low() >= once.conversion.low() && twice.conversion.high() <= once.conversion.high());
        prop_assert_eq!(
            (twice.value.likely(), twice.months.likely(), twice.pass_through.likely()),
            (once.value.likely(), once.months.likely(), once.pass_through.likely())
        );
        let money = |value: Money| value.minor() as f64;
        let share = |rate: Rate| f64::from(rate.ppm());
        prop_assert!(width(twice.value, money) <= width(once.value, money));
        prop_assert!(width(twice.months, f64::from) <= width(once.months, f64::from));
        prop_assert!(width(twice.pass_through, share) <= width(once.pass_through, share));
        // Of twice the introductions, within the rounding of each to the hundredth.
        let a_year = |summary: &Summary| width(summary.introductions_a_year, |count| count.to_f64());
        prop_assert!(a_year(&twice) / 2.0 <= a_year(&once) + 0.02);
    }

    #[test]
    fn an_end_moves_in_slower_than_figures_come(count in 1..3_000_usize) {
        let (rank, next) = (outer_rank(count), outer_rank(count + 1));
        prop_assert!(next == rank || next == rank + 1);
        prop_assert!(rank == 1 || 4 * rank <= count);
    }

    #[test]
    fn only_a_share_from_the_rows_is_counted_evidence(works in works(), answers in vec(answer(), 0..15)) {
        let Some(rows) = summary(&works) else { return Ok(()) };
        let before = answered(answers);
        for factor in Factor::ALL {
            let Ok(after) = one(&before, factor, &rows) else { continue };
            let counted = (factor == Factor::Conversion).then_some(rows.evidence);
            prop_assert_eq!(after.answers().counted, counted, "{:?}", factor);
        }
    }
}
