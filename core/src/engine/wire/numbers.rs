//! Values as whole numbers in a fixed order, so that many of them cross as one text: an amount in minor units, a rate in
//! parts per million, a quantity in millionths, a choice by its place, what may be missing as 0 or as 1 and itself.

use super::WireError;
use crate::value::{Money, Quantity, Range, Rate};

/// Numbers that are read one after another.
pub(super) struct Numbers<'a>(std::slice::Iter<'a, i128>);

impl<'a> Numbers<'a> {
    pub(super) fn new(numbers: &'a [i128]) -> Numbers<'a> {
        Numbers(numbers.iter())
    }

    /// The next number, in its type.
    pub(super) fn next<T: TryFrom<i128>>(&mut self) -> Result<T, WireError> {
        self.0.next().and_then(|&number| T::try_from(number).ok()).ok_or(WireError::Numbers)
    }

    pub(super) fn money(&mut self) -> Result<Money, WireError> {
        Money::new(self.next()?).map_err(|_| WireError::Numbers)
    }

    pub(super) fn rate(&mut self) -> Result<Rate, WireError> {
        Rate::new(self.next()?).map_err(|_| WireError::Numbers)
    }

    pub(super) fn quantity(&mut self) -> Result<Quantity, WireError> {
        Quantity::new(self.next()?).map_err(|_| WireError::Numbers)
    }

    /// The choice at the place that comes next.
    pub(super) fn one_of<T: Copy>(&mut self, choices: &[T]) -> Result<T, WireError> {
        choices.get(self.next::<usize>()?).copied().ok_or(WireError::Numbers)
    }

    pub(super) fn optional<T>(
        &mut self,
        read: impl FnOnce(&mut Numbers<'a>) -> Result<T, WireError>,
    ) -> Result<Option<T>, WireError> {
        if self.one_of(&[false, true])? { read(self).map(Some) } else { Ok(None) }
    }

    pub(super) fn range<T: Copy + Ord>(
        &mut self,
        mut read: impl FnMut(&mut Numbers<'a>) -> Result<T, WireError>,
    ) -> Result<Range<T>, WireError> {
        Range::new(read(self)?, read(self)?, read(self)?).map_err(|_| WireError::Numbers)
    }

    /// Whether none is left.
    pub(super) fn is_at_end(&self) -> bool {
        self.0.as_slice().is_empty()
    }

    /// Whether that was all.
    pub(super) fn end(self) -> Result<(), WireError> {
        if self.is_at_end() { Ok(()) } else { Err(WireError::Numbers) }
    }
}

/// Writes what may be missing.
pub(super) fn put_optional<T>(to: &mut Vec<i128>, value: Option<T>, put: impl FnOnce(&mut Vec<i128>, T)) {
    to.push(value.is_some().into());
    if let Some(value) = value {
        put(to, value);
    }
}

/// Writes an amount that may be missing.
pub(super) fn put_limit(to: &mut Vec<i128>, amount: Option<Money>) {
    put_optional(to, amount, |to, amount| to.push(amount.wide()));
}

/// Writes low, likely and high.
pub(super) fn put_range<T: Copy + Ord>(to: &mut Vec<i128>, range: Range<T>, figure: impl Fn(T) -> i128) {
    to.extend([range.low(), range.likely(), range.high()].map(figure));
}
