//! Every figure of a workspace: `cargo run -p concord-core --example report < workspace.json`. What depends on the day is
//! left out unless a day follows, as in `--example report 2026-11-23`. `--example report studies` prints what takes several
//! forecasts to say.
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a program that prints")]

use std::env;
use std::io::{self, Read};
use std::process::ExitCode;

use concord_core::report::{refusal, report, studies};

fn main() -> io::Result<ExitCode> {
    let word = env::args().nth(1);
    let is_of_studies = word.as_deref() == Some("studies");
    let today = match word.filter(|_| !is_of_studies).map(|day| day.parse()).transpose() {
        Ok(today) => today,
        Err(_) => {
            eprintln!("a day is written as YYYY-MM-DD");
            return Ok(ExitCode::FAILURE);
        }
    };
    let mut bytes = Vec::new();
    io::stdin().lock().read_to_end(&mut bytes)?;
    let written = if is_of_studies { studies(&bytes) } else { report(&bytes, today) };
    Ok(match written {
        Ok(figures) => {
            print!("{figures}");
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprint!("{}", refusal(&error));
            ExitCode::FAILURE
        }
    })
}
