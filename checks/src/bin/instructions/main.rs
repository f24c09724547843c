//! How many instructions the kernels of the scorecard take, counted by valgrind, so that no other load on the machine
//! blurs the figures: `instructions` runs itself under valgrind, once with one repetition and once with many, and fails
//! when a kernel takes a tenth more than its limit.
#![allow(clippy::print_stdout, reason = "it prints")]

use std::env;
use std::hint::black_box;
use std::process::{Command, ExitCode};

use concord_checks::{scorecard, weighing};
use concord_core::scorecard::{Draws, Lead, Ranking, Sheet, Totals, Uncertain, verdict};

/// A kernel, how many candidates it has, and the instructions that it may take.
const LIMITS: [(&str, u32, u64); 10] = [
    ("scores", 20, 1_000),
    ("scores", 1_000, 25_000),
    ("order", 20, 2_500),
    ("order", 1_000, 150_000),
    ("move", 20, 120_000),
    ("move", 1_000, 150_000),
    ("lead", 1_000, 400_000),
    ("verdict", 20, 75_000),
    ("verdict", 1_000, 2_900_000),
    ("sheet", 1_000, 5_300_000),
];
const REPETITIONS: u64 = 11;

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    match arguments.as_slice() {
        [kernel, count, repetitions] => {
            run(kernel, count.parse().unwrap_or(1), repetitions.parse().unwrap_or(1));
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

fn compare() -> ExitCode {
    let mut code = ExitCode::SUCCESS;
    println!("{:<10}{:>12}{:>14}{:>12}", "kernel", "candidates", "instructions", "limit");
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
