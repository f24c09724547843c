use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::fmt;

use crate::value::{Id, Money, OutOfRange};

/// What one party gets of an amount.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Part {
    /// Who gets it.
    pub party: Id,
    /// How much; negative for a share of a loss.
    pub amount: Money,
}

/// An amount divided to the last minor unit: the parts sum to it, and each is less than one minor unit from exact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Split {
    parts: Vec<Part>,
    odd: Vec<Id>,
}

/// Why an amount cannot be divided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SplitError {
    /// The stakes do not add up to more than zero.
    NothingStaked,
    /// A party has two stakes.
    Twice {
        /// Which party.
        party: Id,
    },
    /// The amount or the stakes are too large to divide exactly.
    TooLarge,
}

impl fmt::Display for SplitError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            SplitError::NothingStaked => f.write_str("nobody has a stake to split by"),
            SplitError::Twice { party } => write!(f, "the party {party} has two stakes"),
            SplitError::TooLarge => f.write_str("the figures are too large to split exactly"),
        }
    }
}

impl std::error::Error for SplitError {}

impl From<OutOfRange> for SplitError {
    fn from(_: OutOfRange) -> SplitError {
        SplitError::TooLarge
    }
}

impl Split {
    /// What each party gets, in the order in which the stakes were given.
    #[must_use]
    pub fn parts(&self) -> &[Part] {
        &self.parts
    }

    /// Who got an odd minor unit, in the order of the parts: one more than the whole units of their exact part, or one
    /// more of a loss. Empty when the amount divides evenly.
    #[must_use]
    pub fn odd(&self) -> &[Id] {
        &self.odd
    }

    /// What `party` gets; nothing for a party without a stake.
    #[must_use]
    pub fn of(&self, party: Id) -> Money {
        self.parts.iter().find(|part| part.party == party).map_or(Money::ZERO, |part| part.amount)
    }

    /// This split and another of the same parties in the same order, paid together.
    pub(super) fn with(mut self, other: &Split) -> Result<Split, SplitError> {
        for (mine, theirs) in self.parts.iter_mut().zip(&other.parts) {
            mine.amount = mine.amount.plus(theirs.amount)?;
        }
        self.odd.extend(&other.odd);
        Ok(self)
    }
}

/// `amount` among `stakes`, by Hamilton's largest remainder: everyone gets the whole minor units of their exact part, and
/// the units left over go one each to the largest remainders, equal ones in order of party id.
///
/// The order of the stakes changes only the order of the parts, and multiplying all stakes by a number changes nothing.
/// A negative amount splits as minus the split of its absolute value. Stakes may be negative while their total is
/// positive, as Shapley values are.
///
/// ```
/// use concord_core::split::apportion;
/// use concord_core::value::{Id, Money};
/// let thirds = [1, 2, 3].map(|party| (Id::from_u128(party), 1));
/// let split = apportion(Money::new(1_00)?, &thirds)?;
/// assert_eq!(split.parts().iter().map(|part| part.amount.minor()).collect::<Vec<_>>(), [34, 33, 33]);
/// assert_eq!(split.odd(), [Id::from_u128(1)]);
/// assert!(apportion(Money::new(1_00)?, &[]).is_err());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// [`SplitError`] when a party is named twice, when the stakes do not total more than zero, or when amount × stake, with
/// the stakes in lowest terms, passes 2^127.
pub fn apportion(amount: Money, stakes: &[(Id, i128)]) -> Result<Split, SplitError> {
    let (stakes, total) = lowest_terms(stakes)?;
    let units = amount.abs().wide();
    let exact = stakes
        .iter()
        .map(|&(party, stake)| {
            let product = units.checked_mul(stake).ok_or(SplitError::TooLarge)?;
            // In range already here, so that adding up the whole units cannot overflow in any order.
            let whole = Money::rounded(product.div_euclid(total), 1)?;
            Ok((party, whole.minor(), product.rem_euclid(total)))
        })
        .collect::<Result<Vec<_>, SplitError>>()?;

    let left_over = units - exact.iter().map(|&(_, whole, _)| i128::from(whole)).sum::<i128>();
    let mut by_remainder: Vec<_> = exact.iter().map(|&(party, _, remainder)| (Reverse(remainder), party)).collect();
    by_remainder.sort_unstable();
    // Fewer units are left over than there are remainders above zero.
    let lucky: BTreeSet<Id> = by_remainder.iter().zip(0..left_over).map(|(&(_, party), _)| party).collect();

    let parts = exact
        .iter()
        .map(|&(party, whole, _)| {
            let amount_abs = Money::new(whole + i64::from(lucky.contains(&party)))?;
            Ok(Part { party, amount: if amount.is_negative() { -amount_abs } else { amount_abs } })
        })
        .collect::<Result<Vec<_>, SplitError>>()?;
    let odd = parts.iter().map(|part| part.party).filter(|party| lucky.contains(party)).collect();
    Ok(Split { parts, odd })
}

/// What is due when a running total goes from `before` to `after`: the split of what there is now, less the split of what
/// was there. Whatever the steps, instalments sum to the split of the final total.
///
/// # Errors
/// As [`apportion`], for either total.
pub fn instalment(before: Money, after: Money, stakes: &[(Id, i128)]) -> Result<Vec<Part>, SplitError> {
    let (paid, due) = (apportion(before, stakes)?, apportion(after, stakes)?);
    due.parts
        .iter()
        .zip(&paid.parts)
        .map(|(due, paid)| Ok(Part { party: due.party, amount: due.amount.minus(paid.amount)? }))
        .collect()
}

/// The stakes divided by their greatest common divisor, and their total, which is positive.
pub(super) fn lowest_terms(stakes: &[(Id, i128)]) -> Result<(Vec<(Id, i128)>, i128), SplitError> {
    let mut seen = BTreeSet::new();
    if let Some(&(party, _)) = stakes.iter().find(|&&(party, _)| !seen.insert(party)) {
        return Err(SplitError::Twice { party });
    }
    let divisor = stakes.iter().fold(0, |divisor, &(_, stake)| greatest_common_divisor(divisor, stake.unsigned_abs()));
    if divisor == 0 {
        return Err(SplitError::NothingStaked);
    }
    let divisor = i128::try_from(divisor).map_err(|_| SplitError::TooLarge)?;
    let reduced: Vec<_> = stakes.iter().map(|&(party, stake)| (party, stake / divisor)).collect();
    // If the absolute values have a sum then so have the stakes, whatever their order.
    reduced
        .iter()
        .try_fold(0_i128, |sum, &(_, stake)| sum.checked_add(stake.checked_abs()?))
        .ok_or(SplitError::TooLarge)?;
    let total = reduced.iter().map(|&(_, stake)| stake).sum();
    if total > 0 { Ok((reduced, total)) } else { Err(SplitError::NothingStaked) }
}

/// Euclid's algorithm.
const fn greatest_common_divisor(mut a: u128, mut b: u128) -> u128 {
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn stakes(weights: &[i128]) -> Vec<(Id, i128)> {
        (1..).map(Id::from_u128).zip(weights.iter().copied()).collect()
    }

    fn money(minor: i64) -> Money {
        Money::new(minor).unwrap()
    }

    #[track_caller]
    fn check(minor: i64, weights: &[i128], expected: &[i64], odd: &[u128]) {
        let split = apportion(money(minor), &stakes(weights)).unwrap();
        assert_eq!(split.parts().iter().map(|part| part.amount.minor()).collect::<Vec<_>>(), expected);
        assert_eq!(split.odd(), odd.iter().copied().map(Id::from_u128).collect::<Vec<_>>());
    }

    #[test]
    fn splits_the_whole_amount_and_nothing_more() {
        check(1_00, &[1, 1, 1], &[34, 33, 33], &[1]);
        check(-1_00, &[1, 1, 1], &[-34, -33, -33], &[1]);
        check(1_00, &[50, 50], &[50, 50], &[]);
        check(2, &[1, 1, 1], &[1, 1, 0], &[1, 2]);
        check(0, &[1, 2], &[0, 0], &[]);
        check(7, &[0, 1], &[0, 7], &[]);
    }

    #[test]
    fn the_largest_remainder_gets_the_odd_unit() {
        // 10 × 2/7 = 2.857…, 10 × 5/7 = 7.142…
        check(10, &[5, 2], &[7, 3], &[2]);
        // 101 × 47/100 = 47.47, × 16/100 = 16.16, × 37/100 = 37.37.
        check(1_01, &[47, 16, 37], &[48, 16, 37], &[1]);
    }

    #[test]
    fn equal_remainders_go_by_party_and_not_by_place() {
        let (first, second) = (Id::from_u128(1), Id::from_u128(2));
        let split = apportion(money(3), &[(second, 1), (first, 1)]).unwrap();
        assert_eq!(split.parts(), [Part { party: second, amount: money(1) }, Part { party: first, amount: money(2) }]);
        assert_eq!(split.of(first), money(2));
        assert_eq!(split.of(Id::from_u128(3)), Money::ZERO);
    }

    #[test]
    fn a_negative_stake_owes_while_the_total_is_positive() {
        check(1_00, &[3, -1], &[1_50, -50], &[]);
        // 10 × 4/3 = 13.333…, 10 × −1/3 = −3.333…, whose remainder above −4 is the larger.
        check(10, &[4, -1], &[13, -3], &[2]);
    }

    #[test]
    fn refuses_what_has_no_exact_split() {
        let refusal = |minor, stakes: &[_]| apportion(money(minor), stakes).unwrap_err();
        let party = Id::from_u128(1);
        assert_eq!(refusal(1_00, &[]), SplitError::NothingStaked);
        assert_eq!(refusal(1_00, &stakes(&[0, 0])), SplitError::NothingStaked);
        assert_eq!(refusal(1_00, &stakes(&[1, -1])), SplitError::NothingStaked);
        assert_eq!(refusal(1_00, &[(party, 1), (party, 1)]), SplitError::Twice { party });
        assert_eq!(refusal(1_00, &stakes(&[i128::MAX, 1])), SplitError::TooLarge);
        assert_eq!(refusal(1_00, &stakes(&[i128::MIN, 1])), SplitError::TooLarge);
        assert_eq!(refusal(1_00, &stakes(&[i128::MAX - 1, 3])), SplitError::TooLarge);
        // A total of 1 would multiply the amount past the bound of money.
        assert_eq!(refusal(Money::MAX.minor(), &stakes(&[3, -2])), SplitError::TooLarge);
    }

    #[test]
    fn large_stakes_with_a_common_divisor_still_split() {
        let third = i128::MAX / 3;
        check(1_00, &[third, third, third], &[34, 33, 33], &[1]);
        check(Money::MAX.minor(), &[1 << 100, 0], &[Money::MAX.minor(), 0], &[]);
    }

    #[test]
    fn instalments_pay_differences_of_running_splits() {
        let thirds = stakes(&[1, 1, 1]);
        let pay = |before, after| {
            let parts = instalment(money(before), money(after), &thirds).unwrap();
            parts.iter().map(|part| part.amount.minor()).collect::<Vec<_>>()
        };
        assert_eq!(pay(0, 1), [1, 0, 0]);
        assert_eq!(pay(1, 2), [0, 1, 0]);
        assert_eq!(pay(2, 3), [0, 0, 1]);
        assert_eq!(pay(3, 0), [-1, -1, -1]);
        assert_eq!(instalment(-Money::MAX, Money::MAX, &stakes(&[1])), Err(SplitError::TooLarge));
    }
}
