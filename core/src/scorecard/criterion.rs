use std::fmt;

use crate::value::{Id, Name};

/// How much a criterion counts, in hundredths, from 0 to 100. Only the proportions of weights matter.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Weight(u16);

/// A weight above 100.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WeightError;

impl fmt::Display for WeightError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a weight is a number from 0 to 100")
    }
}

impl std::error::Error for WeightError {}

impl Weight {
    /// Counts for nothing.
    pub const ZERO: Weight = Weight(0);
    /// The largest weight, 100.
    pub const MAX: Weight = Weight(100_00);

    /// A weight in hundredths.
    ///
    /// # Errors
    /// [`WeightError`] above 100.
    pub const fn new(hundredths: u16) -> Result<Weight, WeightError> {
        if hundredths > Self::MAX.0 { Err(WeightError) } else { Ok(Weight(hundredths)) }
    }

    /// A whole number; above 100 it is 100.
    #[must_use]
    pub const fn whole(number: u8) -> Weight {
        if number >= 100 { Self::MAX } else { Weight(number as u16 * 100) }
    }

    /// The weight in hundredths.
    #[must_use]
    pub const fn hundredths(self) -> u16 {
        self.0
    }

    /// The weight in hundredths, wide enough to multiply.
    #[must_use]
    pub const fn wide(self) -> i128 {
        self.0 as i128
    }
}

impl fmt::Debug for Weight {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", f64::from(self.0) / 100.0)
    }
}

/// Something to look at when judging a criterion.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Indicator {
    id: Id,
    name: Name,
}

impl Indicator {
    /// The indicator that is rated from the counts of shared clients where there are any.
    pub const CLIENT_OVERLAP: Id = Id::from_u128(0x101);

    /// An indicator.
    #[must_use]
    pub const fn new(id: Id, name: Name) -> Indicator {
        Indicator { id, name }
    }

    /// The indicator's id.
    #[must_use]
    pub const fn id(&self) -> Id {
        self.id
    }

    /// What it is called.
    #[must_use]
    pub const fn name(&self) -> &Name {
        &self.name
    }
}

/// One of the things by which partners are judged: its weight, and the indicators whose known ratings it is the mean of.
/// It has at least one indicator, and no two with one id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Criterion {
    id: Id,
    name: Name,
    weight: Weight,
    indicators: Vec<Indicator>,
}

/// Why something is no criterion.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CriterionError {
    /// There is nothing to look at.
    NoIndicator,
    /// More than [`Criterion::MOST_INDICATORS`].
    TooManyIndicators,
    /// Two indicators have one id.
    IndicatorTwice {
        /// The id.
        indicator: Id,
    },
}

impl fmt::Display for CriterionError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            CriterionError::NoIndicator => f.write_str("a criterion needs at least one indicator"),
            CriterionError::TooManyIndicators => {
                write!(f, "a criterion has at most {} indicators", Criterion::MOST_INDICATORS)
            }
            CriterionError::IndicatorTwice { indicator } => write!(f, "two indicators have the id {indicator}"),
        }
    }
}

impl std::error::Error for CriterionError {}

impl Criterion {
    /// The most indicators that a criterion can have.
    pub const MOST_INDICATORS: usize = 12;

    /// A criterion.
    ///
    /// # Errors
    /// [`CriterionError`] without indicators, with too many, or with one twice.
    pub fn new(id: Id, name: Name, weight: Weight, indicators: Vec<Indicator>) -> Result<Criterion, CriterionError> {
        if indicators.is_empty() {
            return Err(CriterionError::NoIndicator);
        }
        if indicators.len() > Self::MOST_INDICATORS {
            return Err(CriterionError::TooManyIndicators);
        }
        match twice(indicators.iter().map(Indicator::id)) {
            Some(indicator) => Err(CriterionError::IndicatorTwice { indicator }),
            None => Ok(Criterion { id, name, weight, indicators }),
        }
    }

    /// A criterion that is judged as a whole: its one indicator has its own id and name.
    #[must_use]
    pub fn plain(id: Id, name: Name, weight: Weight) -> Criterion {
        let indicators = vec![Indicator::new(id, name.clone())];
        Criterion { id, name, weight, indicators }
    }

    /// The criterion's id.
    #[must_use]
    pub const fn id(&self) -> Id {
        self.id
    }

    /// What it is called.
    #[must_use]
    pub const fn name(&self) -> &Name {
        &self.name
    }

    /// How much it counts.
    #[must_use]
    pub const fn weight(&self) -> Weight {
        self.weight
    }

    /// What there is to look at, in the order in which it is shown.
    #[must_use]
    pub fn indicators(&self) -> &[Indicator] {
        &self.indicators
    }

    /// The same criterion under another name; so is its indicator, where it is judged as a whole.
    #[must_use]
    pub fn renamed(&self, name: Name) -> Criterion {
        let indicators = match self.indicators.as_slice() {
            [only] if only.id == self.id => vec![Indicator::new(only.id, name.clone())],
            several => several.to_vec(),
        };
        Criterion { name, indicators, ..self.clone() }
    }

    /// The same criterion with another weight.
    #[must_use]
    pub fn weighing(&self, weight: Weight) -> Criterion {
        Criterion { weight, ..self.clone() }
    }

    /// The same criterion with other indicators.
    ///
    /// # Errors
    /// As [`Criterion::new`].
    pub fn with_indicators(&self, indicators: Vec<Indicator>) -> Result<Criterion, CriterionError> {
        Criterion::new(self.id, self.name.clone(), self.weight, indicators)
    }
}

/// The first id that is there twice.
pub(super) fn twice(ids: impl Iterator<Item = Id>) -> Option<Id> {
    let mut seen = std::collections::BTreeSet::new();
    ids.into_iter().find(|&id| !seen.insert(id))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn name(text: &str) -> Name {
        Name::new(text).unwrap()
    }

    fn indicator(id: u128) -> Indicator {
        Indicator::new(Id::from_u128(id), name("Geography"))
    }

    #[test]
    fn weights_go_from_0_to_100() {
        assert_eq!(Weight::new(100_00), Ok(Weight::MAX));
        assert_eq!(Weight::new(100_01), Err(WeightError));
        assert_eq!((Weight::whole(30).hundredths(), Weight::whole(200)), (30_00, Weight::MAX));
    }

    #[test]
    fn a_criterion_has_something_to_look_at_and_nothing_twice() {
        let build = |ids: Vec<u128>| {
            let indicators = ids.into_iter().map(indicator).collect();
            Criterion::new(Id::from_u128(1), name("Fit"), Weight::MAX, indicators).map(|_| ())
        };
        assert_eq!(build(vec![]), Err(CriterionError::NoIndicator));
        assert_eq!(build(vec![1, 2, 1]), Err(CriterionError::IndicatorTwice { indicator: Id::from_u128(1) }));
        assert_eq!(build((0..12).collect()), Ok(()));
        assert_eq!(build((0..13).collect()), Err(CriterionError::TooManyIndicators));
    }

    #[test]
    fn a_plain_criterion_is_renamed_with_its_indicator() {
        let plain = Criterion::plain(Id::from_u128(1), name("Price"), Weight::MAX).renamed(name("Fees"));
        assert_eq!((plain.name(), plain.indicators()[0].name()), (&name("Fees"), &name("Fees")));
        let several = plain.with_indicators(vec![indicator(1), indicator(2)]).unwrap().renamed(name("Cost"));
        assert_eq!(several.indicators()[0].name(), &name("Geography"));
        let one = several.with_indicators(vec![indicator(2)]).unwrap().renamed(name("Price"));
        assert_eq!(one.indicators()[0].name(), &name("Geography"));
        assert_eq!(several.weighing(Weight::ZERO).weight(), Weight::ZERO);
    }
}
