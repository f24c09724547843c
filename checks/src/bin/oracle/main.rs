//! Answers the cases of `checks/oracle`: one JSON object a line on standard input, one answer a line on standard output.
//!
//! An answer holds the figures, or `{"error": …}` where the core refuses to give any.

mod case;
mod forecasts;
mod leads;
mod payouts;
mod program;
mod splits;
mod tables;
mod terms;

use std::error::Error;
use std::io::{BufRead, BufWriter, Write, stdin, stdout};

use case::{Case, Refused};
use serde_json::{Value, json};

fn main() -> Result<(), Box<dyn Error>> {
    let mut out = BufWriter::new(stdout().lock());
    for line in stdin().lock().lines() {
        let case: Value = serde_json::from_str(&line?)?;
        let answer = answer(Case(&case)).unwrap_or_else(|refused| json!({ "error": refused.0 }));
        writeln!(out, "{answer}")?;
    }
    out.flush()?;
    Ok(())
}

fn answer(case: Case<'_>) -> Result<Value, Refused> {
    match case.text("kind")? {
        "payout" => payouts::one(case),
        "versions" => payouts::by_version(case),
        "forecast" => forecasts::simulated(case),
        "split" => splits::by_stakes(case),
        "instalments" => splits::in_instalments(case),
        "contribution" => splits::by_contribution(case),
        "lead" => leads::lead(case),
        "arms" => program::arms(case),
        "experiment" => program::experiment(case),
        "power" => program::power(case),
        "exported" => tables::exported(case),
        "shapley" => splits::by_shapley(case),
        _ => Err(Refused("unknown kind of case".to_string())),
    }
}
