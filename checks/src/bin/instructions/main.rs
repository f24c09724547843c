//! How many instructions the kernels of the scorecard and of the forecast take, counted by valgrind, so that no other load
//! on the machine blurs the figures: `instructions` runs itself under valgrind, once with one repetition and once with many, and fails
//! when a kernel takes a tenth more than its limit.
#![allow(clippy::print_stdout, reason = "it prints")]

use std::env;
use std::hint::black_box;
use std::process::{Command, ExitCode};

use concord_checks::{published_answers, published_offers, scorecard, weighing};
use concord_core::forecast::Simulation;
use concord_core::scorecard::{Draws, Lead, Ranking, Sheet, Totals, Uncertain, verdict};
use concord_core::value::Currency;

/// A kernel, how many candidates or years it has, and the instructions that it may take.
const LIMITS: [(&str, u32, u64); 12] = [
    ("scores", 20, 1_000),
    ("scores", 1_000, 25_000),
    ("order", 20, 2_500),
    ("order", 1_000, 150_000),
    ("move", 20, 120_000),
    ("move", 1_000, 150_000),
    ("lead", 1_000, 400_000),
    ("verdict", 20, 75_000),
    ("verdict", 1_000, 3_050_000),
    ("sheet", 1_000, 5_300_000),
    ("years", 1_000, 13_300_000),
    ("forecast", 1_000, 9_800_000),
];
const REPETITIONS: u64 = 11;

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    match arguments.as_slice() {
        [kernel, count, repetitions] => {
            let (count, repetitions) = (count.parse().unwrap_or(1), repetitions.parse().unwrap_or(1));
            match kernel.as_str() {
                "years" | "forecast" => simulate(kernel, count, repetitions),
                _ => run(kernel, count, repetitions),
            }
            ExitCode::SUCCESS
        }
        _ => compare(),
    }
}

/// Runs a kernel, by other weights each time.
fn run(kernel: &str, count: u32, repetitions: u64) {
    let card = scorecard(count);
    let criteria = [weighing(20), weighing(40)];
    let (mut totals, mut ranking) = (Totals::default(), Ranking::default());
    let mut draws = Draws::new(&Uncertain::of(&card), Draws::SEED);
    draws.advance(100);
    let chances = draws.chances();
    let sheet = card.sheet();
    for criteria in criteria.iter().cycle().take(repetitions as usize) {
        match kernel {
            "scores" => sheet.weigh(black_box(criteria), &mut totals),
            "order" => {
                sheet.weigh(black_box(criteria), &mut totals);
                sheet.rank(&totals, &mut ranking);
            }
            // What the page does when a weight moves: all totals, and everything about six.
            "move" => {
                let card = card.with_criteria(black_box(criteria).clone());
                let totals = card.totals();
                for row in 0..6 {
                    black_box(card.score(&totals, row).and_then(|score| score.shown()));
                }
            }
            // What it does once it rests and the chances are drawn, beside the verdict: what would change the order.
            "lead" => drop(black_box(Lead::of_known(&card.with_criteria(black_box(criteria).clone())))),
            "verdict" => drop(black_box(verdict(&card.with_criteria(black_box(criteria).clone()), &chances))),
            // What it does once when a rating changes.
            "sheet" => drop(black_box(Sheet::new(criteria, card.scale(), card.partners()))),
            _ => println!("There is no kernel {kernel}."),
        }
        black_box((&totals, &ranking));
    }
}

/// Simulates so many years of the published case, and more each time; or takes the figures of that many, each time.
fn simulate(kernel: &str, count: u32, repetitions: u64) {
    let assumptions = published_answers().assume(Currency::USD);
    let simulation =
        assumptions.map(|assumptions| Simulation::new(&assumptions, &published_offers(), Simulation::SEED));
    let Some(Ok(mut simulation)) = simulation else { return };
    simulation.advance(count);
    for _ in 0..repetitions {
        match kernel {
            "years" => simulation.advance(black_box(count)),
            _ => drop(black_box(black_box(&simulation).forecast())),
        }
    }
    black_box(&simulation);
}

fn compare() -> ExitCode {
    let mut code = ExitCode::SUCCESS;
    println!("{:<10}{:>12}{:>14}{:>12}", "kernel", "size", "instructions", "limit");
    for (kernel, count, limit) in LIMITS {
        let counted = |repetitions| counted(kernel, count, repetitions);
        let Some(instructions) =
            counted(REPETITIONS).zip(counted(1)).map(|(many, one)| (many - one) / (REPETITIONS - 1))
        else {
            println!("valgrind did not run {kernel}.");
            return ExitCode::FAILURE;
        };
        let is_above = instructions > limit + limit / 10;
        println!(
            "{kernel:<10}{count:>12}{instructions:>14}{limit:>12}{}",
            if is_above { "  above its limit" } else { "" }
        );
        if is_above {
            code = ExitCode::FAILURE;
        }
    }
    code
}

/// All instructions of this program, running a kernel so often.
fn counted(kernel: &str, count: u32, repetitions: u64) -> Option<u64> {
    let output = Command::new("valgrind")
        .args(["--tool=cachegrind", "--cache-sim=no", "--cachegrind-out-file=/dev/null"])
        .arg(env::current_exe().ok()?)
        .args([kernel, &count.to_string(), &repetitions.to_string()])
        .output()
        .ok()?;
    let told = String::from_utf8_lossy(&output.stderr);
    // The last words of a line such as "==7== I refs:        1,234,567".
    let line = told.lines().find(|line| line.contains("refs:"))?;
    line.rsplit_once(' ')?.1.replace(',', "").parse().ok()
}
