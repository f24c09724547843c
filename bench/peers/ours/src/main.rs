//! Natively. `forecast`: for each line with a seed and a number of years, the milliseconds that they took, those of drawing
//! them alone, and their figures. `ledger` and a number of referrals: for each line with a row and the cents that were paid
//! for it, the milliseconds of the edit, of the figures after it and of the figures anew, and the figures. `columns` and a
//! number of referrals: those.
#![allow(clippy::print_stdout)] // This is a program that prints.

use std::env::args;
use std::io::stdin;
use std::time::Instant;

use concord_peer::{Referrals, Years};

fn main() {
    let mut parameters = args().skip(1);
    let what = parameters.next().unwrap_or_default();
    let mut referrals = || Referrals::generated(parameters.next()?.parse().ok()?);
    match what.as_str() {
        "columns" => print!("{}", referrals().map(|referrals| referrals.columns()).unwrap_or_default()),
        "ledger" => {
            if let Some(referrals) = referrals() {
                ledger(referrals);
            }
        }
        _ => forecast(),
    }
}

fn pairs() -> impl Iterator<Item = [u32; 2]> {
    let numbers = |line: String| -> Vec<u32> { line.split(' ').filter_map(|number| number.parse().ok()).collect() };
    stdin().lines().map_while(Result::ok).filter_map(move |line| <[u32; 2]>::try_from(numbers(line)).ok())
}

fn milliseconds(of: impl FnOnce()) -> f64 {
    let start = Instant::now();
    of();
    start.elapsed().as_secs_f64() * 1_000.0
}

fn forecast() {
    for [seed, years] in pairs() {
        let start = Instant::now();
        let ms = || start.elapsed().as_secs_f64() * 1_000.0;
        let Some(drawn) = Years::drawn(seed, years) else { continue };
        let drawing = ms();
        let published = drawn.forecast();
        let ms = ms();
        println!(r#"{{"ms":{ms},"drawing":{drawing},"offers":{}}}"#, published.figures());
    }
}

fn ledger(mut referrals: Referrals) {
    for [row, cents] in pairs() {
        let edit = milliseconds(|| {
            referrals.edit(row, cents);
        });
        let ms = milliseconds(|| referrals.follow());
        let figures = referrals.figures();
        let anew = milliseconds(|| referrals.anew());
        println!(r#"{{"ms":{ms},"edit":{edit},"anew":{anew},"figures":{figures}}}"#);
    }
}
