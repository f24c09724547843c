use super::{for_ratio, for_shares};
use crate::value::{Quantity, Rate};

/// What somebody says of their referrals, and how many it would take to believe it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Claim {
    /// One source's referrals become work more often than another's.
    Shares(Rate, Rate),
    /// Something multiplies the number of referrals.
    Ratio(Quantity),
}

impl Claim {
    /// The two examples of the article that the method comes from. It says nothing of how many referrals are behind them.
    pub const OF_THE_ARTICLE: [Claim; 2] = [
        Claim::Shares(Rate::percent(65), Rate::percent(40)),
        // 40% more.
        Claim::Ratio(match Quantity::new(1_400_000) {
            Ok(ratio) => ratio,
            Err(_) => Quantity::ONE,
        }),
    ];

    /// How many referrals each of the two arms needs for a true difference of this size to be found 80 times in 100 by a
    /// two-sided test at 5%: [decided](for_shares) ones, or those [made](for_ratio) without and with what is claimed to
    /// help. No figure where nothing is claimed.
    #[must_use]
    pub fn needs(self) -> Option<[u64; 2]> {
        match self {
            Claim::Shares(one, other) => for_shares(one, other).map(|each| [each, each]),
            Claim::Ratio(ratio) => for_ratio(ratio).map(|(without, with)| [without, with]),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_claims_of_the_article_need_these_many() {
        assert_eq!(Claim::OF_THE_ARTICLE.map(Claim::needs), [Some([62, 62]), Some([119, 166])]);
        assert_eq!(Claim::Ratio(Quantity::ONE).needs(), None);
        assert_eq!(Claim::Shares(Rate::FULL, Rate::FULL).needs(), None);
    }
}
