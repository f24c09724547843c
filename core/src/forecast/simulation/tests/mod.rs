//! Simulated years against closed forms, and the laws that they keep.
#![allow(clippy::unwrap_used)]
mod laws;
mod means;
mod streams;
mod verdicts;

use super::*;
use crate::forecast::published::*;
use crate::forecast::{Answers, Evidence};
use crate::ledger::{Book, Engagement};
use crate::terms::{Base, Percentage, Scale, Terms};
use crate::value::{Chance, Currency, Id, Money, Quantity, Range, Rate};
