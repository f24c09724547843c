//! Reads tables that are imported.

use concord_core::engine::wire::ImportV1;

fn main() {
    concord_worker::listen::<ImportV1>();
}
