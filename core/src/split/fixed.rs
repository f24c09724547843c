use super::SplitError;
use super::apportion::lowest_terms;
use crate::value::Id;

/// An agreed split in whole-number stakes, such as 50 to 50 or 2 to 1: each party has one, and somebody's is above zero.
/// Every amount of money splits by it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FixedSplit {
    stakes: Vec<(Id, u32)>,
}

impl FixedSplit {
    /// The split by these stakes, in this order.
    ///
    /// # Errors
    /// [`SplitError::Twice`] for a party with two stakes, [`SplitError::NothingStaked`] when all are zero.
    pub fn new(stakes: Vec<(Id, u32)>) -> Result<FixedSplit, SplitError> {
        let split = FixedSplit { stakes };
        lowest_terms(&split.wide())?;
        Ok(split)
    }

    /// Each party's stake, in the order given.
    #[must_use]
    pub fn stakes(&self) -> &[(Id, u32)] {
        &self.stakes
    }

    /// The stakes, wide enough to multiply money without overflow.
    pub(super) fn wide(&self) -> Vec<(Id, i128)> {
        self.stakes.iter().map(|&(party, stake)| (party, i128::from(stake))).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_each_party_once_and_stakes_something() {
        let (a, b) = (Id::from_u128(1), Id::from_u128(2));
        assert_eq!(FixedSplit::new(vec![(a, 50), (b, 50)]).map(|split| split.stakes().len()), Ok(2));
        assert_eq!(FixedSplit::new(vec![(a, 1), (b, 2), (a, 3)]), Err(SplitError::Twice { party: a }));
        assert_eq!(FixedSplit::new(vec![(a, 0), (b, 0)]), Err(SplitError::NothingStaked));
        assert_eq!(FixedSplit::new(vec![]), Err(SplitError::NothingStaked));
    }
}
