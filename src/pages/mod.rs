//! One folder a page. Pages do not know each other.

mod data;
mod terms;
mod work;

pub use data::Data;
pub use terms::Terms;
pub use work::Work;
