use super::phrase::{fill, honest_percent};
use crate::program::Claim;
use crate::value::{Notation, Rate};

/// A claim about referrals: itself, and what it takes to believe it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClaimLines {
    /// The claim.
    pub claim: String,
    /// How many referrals it needs, in sentences.
    pub needs: Vec<String>,
}

/// A claim of the article in words.
#[must_use]
pub fn claim(claim: Claim, notation: &dyn Notation) -> ClaimLines {
    let percent = |rate: Rate| honest_percent(rate, 0, notation);
    let said = match claim {
        Claim::Shares(one, other) => {
            fill("{0} of one source’s referrals became work, {1} of another’s", &[&percent(one), &percent(other)])
        }
        Claim::Ratio(ratio) => {
            let more = i64::try_from(ratio.millionths()).unwrap_or_default() - 1_000_000;
            let rate = u32::try_from(more.unsigned_abs()).ok().and_then(|ppm| Rate::new(ppm).ok());
            match rate {
                Some(rate) if more >= 0 => fill("One reward brought {0} more referrals", &[&percent(rate)]),
                Some(rate) => fill("One reward brought {0} fewer referrals", &[&percent(rate)]),
                None => fill("One reward brought {0} times as many referrals", &[&notation.quantity(ratio, 2)]),
            }
        }
    };
    let mut needs =
        vec!["The article’s claim, unverified: it does not say how many referrals are behind it.".to_owned()];
    needs.extend(claim.needs().map(|[one, other]| {
        let [first, second, sum] = [one, other, one.saturating_add(other)].map(|count| notation.count(count));
        let template = match claim {
            Claim::Shares(..) => {
                "To tell such rates apart takes {0} decided referrals from each source, {2} together."
            }
            Claim::Ratio(_) => {
                "To tell such a difference from chance takes about {0} referrals without the reward and {1} with it, from as many people in the same time."
            }
        };
        fill(template, &[&first, &second, &sum])
    }));
    needs.push(
        "Then a true difference of this size is found 8 times in 10, and one that is not there 1 time in 20.".into(),
    );
    ClaimLines { claim: said, needs }
}
