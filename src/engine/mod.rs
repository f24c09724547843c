//! Where what takes long is computed: in a worker, or in slices on the page's own thread where there is none. Nobody who
//! asks has to know; the outcome is the same to the byte.

mod drawing;
mod forecasting;
mod importing;
mod office;
mod studying;
mod worker;

use std::time::Duration;

use leptos::prelude::set_timeout;

pub use drawing::{Drawing, Drawn, draw};
pub use forecasting::{Forecasting, forecast};
pub use importing::Importing;
pub use office::Place;
pub use studying::{Studied, Studying, study};

/// Does something once the present task is over: to read figures, to show them and to ask for others takes its time each.
fn in_a_task_of_its_own(act: impl FnOnce() + 'static) {
    set_timeout(act, Duration::ZERO);
}
