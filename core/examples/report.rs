//! Every figure of a workspace: `cargo run -p concord-core --example report < workspace.json`.
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a program that prints")]

use std::io::{self, Read};
use std::process::ExitCode;

use concord_core::report::{refusal, report};

fn main() -> io::Result<ExitCode> {
    let mut bytes = Vec::new();
    io::stdin().lock().read_to_end(&mut bytes)?;
    Ok(match report(&bytes) {
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
