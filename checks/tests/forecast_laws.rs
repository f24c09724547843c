//! Laws of forecasts, for any terms on any ranges: what is not refused is finite and in order, slices and the order of
//! the offers change nothing, and a task crosses to a worker and back as it is.
#![allow(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]

mod any_terms;

use any_terms::{money, terms};
use concord_core::engine::wire::{OutcomeV1, TaskV1};
use concord_core::engine::{Outcome, Run, Simulate, Task};
use concord_core::forecast::{Answers, Estimate, Forecast, Given, Offer, Outlook, Premises, Quantiles, Summary};
use concord_core::terms::Terms;
use concord_core::value::{Currency, Id, Money, Quantity, Rate, Side, Sides};
use proptest::prelude::*;

/// A range with both ends: any, at its bounds, or certain.
fn estimate<T: Copy + Ord + std::fmt::Debug + 'static>(
    one: impl Strategy<Value = T> + Clone + 'static,
) -> impl Strategy<Value = Option<Estimate<T>>> {
    prop::array::uniform3(one).prop_map(|mut ends| {
        ends.sort_unstable();
        let [low, likely, high] = ends;
        Estimate::new(likely, Some(low), Some(high), Given::Typed).ok()
    })
}

fn rate() -> impl Strategy<Value = Rate> + Clone {
    prop_oneof![Just(Rate::ZERO), Just(Rate::FULL), (0..=1_000_000_u32).prop_map(|ppm| Rate::new(ppm).unwrap())]
}

fn count() -> impl Strategy<Value = Quantity> + Clone {
    let any = (0..=30_000_000_u64).prop_map(|millionths| Quantity::new(millionths).unwrap());
    prop_oneof![4 => any, 1 => Just(Quantity::ZERO), 1 => Just(Quantity::whole(500))]
}

fn value() -> impl Strategy<Value = Money> + Clone {
    prop_oneof![4 => (0..2_000_000_i64).prop_map(money), 1 => Just(money(1)), 1 => Just(money(100_000_000_000))]
}

fn answers() -> impl Strategy<Value = Answers> {
    let counts = (estimate(count()), estimate(count()), estimate(prop_oneof![Just(60), 1..=12_u16]));
    let rates = (estimate(rate()), estimate(rate()), estimate(rate()));
    (counts, estimate(value()), rates, (0..30_000_i64, 0..30_000_i64)).prop_map(|(counts, value, rates, hours)| {
        Answers {
            introductions: counts.0,
            projects: counts.1,
            months: counts.2,
            value,
            pass_through: rates.0,
            margin: rates.1,
            came_anyway: rates.2,
            hour: Sides { you: Some(money(hours.0)), them: Some(money(hours.1)) },
            ..Answers::default()
        }
    })
}

fn offers(terms: &[Terms]) -> Vec<Offer> {
    (1..).zip(terms).map(|(id, terms)| Offer::new(Id::from_u128(id), terms.clone())).collect()
}

fn task(answers: &Answers, offers: &[Offer], years: u32) -> Option<Task> {
    let premises = Premises::of(&answers.assume(Currency::USD)?, offers).ok()?;
    Simulate::new(premises, 7, years).ok().map(Task::Forecast)
}

fn forecast(task: &Task, slices: &[u32]) -> Forecast {
    let mut run = Run::new(task);
    slices.iter().for_each(|&slice| run.advance(slice));
    match run.finish() {
        Outcome::Forecast(forecast) => *forecast,
        Outcome::Firmness(_) | Outcome::Fix(_) | Outcome::Import(_) => unreachable!(),
    }
}

fn rises(quantiles: &Quantiles) -> bool {
    quantiles.p10 <= quantiles.median && quantiles.median <= quantiles.p90
}

fn is_sane(summary: &Summary) -> bool {
    let bound = Money::MAX.minor() as f64;
    rises(&summary.quantiles)
        && summary.mean().abs() <= bound
        && summary.standard_error.is_some_and(|error| (0.0..=bound).contains(&error))
}

/// The outlook with what it is compared with in the order of ids.
fn sorted(outlook: &Outlook) -> Outlook {
    let mut outlook = outlook.clone();
    outlook.beats.sort_by_key(|beats| beats.other);
    outlook
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn what_is_not_refused_is_finite_and_in_order(
        answers in answers(), terms in prop::collection::vec(terms(), 1..5), slices in prop::collection::vec(0..20_u32, 0..4),
    ) {
        const YEARS: u32 = 40;
        let table = offers(&terms);
        let task = task(&answers, &table, YEARS);
        prop_assume!(task.is_some());
        let task = task.unwrap();
        let found = forecast(&task, &[]);
        let volume = &found.volume;
        prop_assert!([volume.introductions, volume.projects, volume.net].iter().all(is_sane));
        prop_assert!(volume.projects.sum <= volume.introductions.sum && volume.net.sum >= 0);
        for outlook in found.offers.iter().chain([&found.no_deal]) {
            prop_assert!(is_sane(&outlook.payout) && outlook.months.iter().all(rises));
            prop_assert!(outlook.in_band <= outlook.in_question && outlook.in_question <= YEARS);
            prop_assert!(outlook.effective_rate.is_none_or(f64::is_finite));
            for side in Side::BOTH {
                let gain = outlook.gain.of(side);
                prop_assert!(is_sane(&gain.gain) && gain.losses <= YEARS);
                prop_assert!(gain.p10_within.0 <= gain.gain.quantiles.p10);
                prop_assert!(gain.gain.quantiles.p10 <= gain.p10_within.1);
            }
            // Whatever is paid by one is received by the other.
            let kept = outlook.gain.you.gain.sum + outlook.payout.sum;
            prop_assert!(outlook.id.is_none() || kept <= volume.net.sum);
        }

        prop_assert_eq!(&forecast(&task, &slices), &found);
        let there = serde_json::to_value(TaskV1::from(&task)).unwrap();
        let there = Task::try_from(serde_json::from_value::<TaskV1>(there).unwrap()).unwrap();
        prop_assert_eq!(&there, &task);
        let outcome = Run::new(&task).finish();
        let back = serde_json::to_value(OutcomeV1::from(&outcome)).unwrap();
        prop_assert_eq!(serde_json::from_value::<OutcomeV1>(back).unwrap().of(&task), Ok(outcome));

        let mut reversed = table;
        reversed.reverse();
        let reversed = forecast(&self::task(&answers, &reversed, YEARS).unwrap(), &[]);
        prop_assert_eq!(sorted(&reversed.no_deal), sorted(&found.no_deal));
        for (one, other) in reversed.offers.iter().rev().zip(&found.offers) {
            prop_assert_eq!(sorted(one), sorted(other));
        }
    }
}
