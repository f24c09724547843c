//! Pieces of the interface that know no page and nothing of the domain.

mod dialog;
mod figure;
mod fold;
mod icon;
mod live;
mod notice;
mod paper;
mod windowed;

pub use dialog::Dialog;
pub use figure::{computed, figure};
pub use fold::fold;
pub use icon::{Icon, Symbol};
pub use live::{live, when};
pub use notice::Alert;
pub use paper::on_paper;
pub use windowed::{Windowed, WindowedRow};
