use std::ops::AddAssign;

use num_traits::{PrimInt, Signed};

use crate::value::Rate;

/// The whole numbers in which exact running totals are kept: 128 bits hold whatever terms can come to; where 64 do, they
/// are far quicker in WebAssembly.
pub(super) trait Whole: PrimInt + Signed + AddAssign + From<i64> {
    /// A rate in parts per million.
    fn of(rate: Rate) -> Self {
        i64::from(rate.ppm()).into()
    }

    /// The number, or the bound nearest to it.
    fn held(number: i128) -> Self {
        let bound = if number < 0 { Self::min_value() } else { Self::max_value() };
        num_traits::cast(number).unwrap_or(bound)
    }
}

impl Whole for i64 {}
impl Whole for i128 {}
