//! What Concord computes, without a browser: which partner to choose, and which revenue-sharing terms to offer them, exact
//! to the cent.
//!
//! In reading order: [`value`] is what figures are made of; [`terms`] what two parties can agree on and what it pays;
//! [`split`] divides joint work; [`ledger`] holds the user's own rows; [`account`] says what two partners owe each other
//! for them; [`forecast`] compares terms and gives the verdict;
//! [`scorecard`] compares partners, [`review`] says which partnerships are worth their upkeep, [`program`] what referrals
//! say about where they come from, [`plan`] how the user asks and thanks for them; [`engine`] does what takes long in slices; [`workspace`] is all that is kept, and the
//! only way to change it; [`overview`] says how far all of it is; [`exchange`] writes and reads it; [`store`] saves it;
//! [`words`] says it in English; [`picture`] draws it; [`find`] finds it by name; [`report`] lists every figure.
//!
//! Nothing here knows a browser, a clock or a source of randomness: today's date, seeds and new ids are arguments.

pub mod account;
pub mod engine;
pub mod exchange;
pub mod find;
pub mod forecast;
pub mod ledger;
pub mod overview;
pub mod picture;
pub mod plan;
mod probability;
pub mod program;
mod random;
pub mod report;
pub mod review;
pub mod scorecard;
pub mod split;
pub mod store;
pub mod terms;
pub mod tracking;
pub mod value;
pub mod words;
pub mod workspace;
