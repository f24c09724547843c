//! Fields: what was typed stays as it was typed, and what is wrong with it stands beside it in words.

mod area;
mod field;
mod select;
mod signs;
mod slider;

pub use area::Area;
pub use field::{Entry, Field, TextField, sentence};
pub use select::{Choice, Select};
pub use signs::Signs;
pub use slider::Slider;
