//! One folder a page. Pages do not know each other.

mod data;
mod overview;
mod partners;
mod proposal;
mod referrals;
mod send;
mod terms;
mod work;
mod worth;

pub use data::Data;
pub use overview::{Overview, example_mark, open_example, shelf};
pub use partners::Partners;
pub use proposal::Proposal;
pub use referrals::Referrals;
pub use send::Send;
pub use terms::{JointWork, Judge, Terms, offer_dialog};
pub use work::Work;
pub use worth::Worth;
