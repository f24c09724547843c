//! Where what takes long is computed: in a worker, or in slices on the page's own thread where there is none. Nobody who
//! asks has to know; the outcome is the same to the byte.

mod drawing;
mod forecasting;
mod office;
mod worker;

pub use drawing::{Drawing, Drawn, draw};
pub use forecasting::{Forecasting, forecast};
pub use office::Place;
