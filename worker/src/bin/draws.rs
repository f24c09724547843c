//! Draws the chances of a ranking and the years of a forecast, and looks in them for the change that would help.

use concord_core::engine::wire::DrawV1;

fn main() {
    concord_worker::listen::<DrawV1>();
}
