//! Natively: for each line with a seed and a number of years, the milliseconds that they took, those of drawing them alone,
//! and their figures.
#![allow(clippy::print_stdout)] // This is a program that prints.

use std::io::stdin;
use std::time::Instant;

use concord_peer::Years;

fn main() {
    for line in stdin().lines().map_while(Result::ok) {
        let numbers: Vec<u32> = line.split(' ').filter_map(|number| number.parse().ok()).collect();
        let &[seed, years] = numbers.as_slice() else { continue };
        let start = Instant::now();
        let ms = || start.elapsed().as_secs_f64() * 1_000.0;
        let Some(drawn) = Years::drawn(seed, years) else { continue };
        let drawing = ms();
        let published = drawn.forecast();
        let ms = ms();
        println!(r#"{{"ms":{ms},"drawing":{drawing},"offers":{}}}"#, published.figures());
    }
}
