use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use super::{Basis, Decision, Ending, Entry, Figures, Judgement, Review};
use crate::value::{Id, OutOfRange};

/// Every partnership, reviewed on one basis and ranked.
#[derive(Clone, Debug, PartialEq)]
pub struct Portfolio {
    /// One of each partnership: by judgement, then by value less investment, the largest first, then by id. A ratio
    /// alone would prefer small partnerships to large ones.
    pub reviews: Vec<Review>,
    /// What each judgement comes to, in that order; those that nobody got are left out.
    pub groups: Vec<Group>,
    /// What ending all of them would free and forgo.
    pub total: Ending,
}

/// The partnerships that got the same judgement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// The judgement.
    pub judgement: Judgement,
    /// Who got it, as ranked.
    pub partnerships: Vec<Id>,
    /// What ending them all would free and forgo.
    pub ending: Ending,
}

/// Why partnerships cannot be reviewed together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PortfolioError {
    /// A partnership is listed twice.
    Twice {
        /// Which.
        partnership: Id,
    },
    /// What a partnership brought or took passes the bound of money.
    TooLarge {
        /// Which.
        partnership: Id,
    },
    /// The sums over partnerships pass a million hours or the bound of money.
    TotalTooLarge,
}

impl fmt::Display for PortfolioError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            PortfolioError::Twice { partnership } => write!(f, "the partnership {partnership} is listed twice"),
            PortfolioError::TooLarge { partnership } => {
                write!(f, "the figures of the partnership {partnership} are too large to compare exactly")
            }
            PortfolioError::TotalTooLarge => f.write_str("the partnerships together are too large to add up exactly"),
        }
    }
}

impl std::error::Error for PortfolioError {}

impl Portfolio {
    /// Reviews `entries` on `basis`. Their order does not matter.
    ///
    /// # Errors
    /// [`PortfolioError`] for a partnership listed twice, and for amounts or sums past their bounds.
    pub fn new(entries: &[Entry], basis: &Basis) -> Result<Portfolio, PortfolioError> {
        let mut seen = BTreeSet::new();
        let mut reviewed = Vec::with_capacity(entries.len());
        for entry in entries {
            let partnership = entry.partnership();
            if !seen.insert(partnership) {
                return Err(PortfolioError::Twice { partnership });
            }
            let review = entry.review(basis).map_err(|OutOfRange| PortfolioError::TooLarge { partnership })?;
            reviewed.push((review, entry.figures()));
        }
        reviewed.sort_by_key(|(review, _)| (review.judgement, Reverse(review.gain), review.partnership));
        let mut grouped: BTreeMap<Judgement, Vec<(Id, &Figures)>> = BTreeMap::new();
        for (review, figures) in &reviewed {
            grouped.entry(review.judgement).or_default().push((review.partnership, figures));
        }
        let groups = grouped
            .into_iter()
            .map(|(judgement, members)| {
                let ending = Ending::of(members.iter().map(|&(_, figures)| figures), basis)?;
                Ok(Group { judgement, partnerships: members.into_iter().map(|(id, _)| id).collect(), ending })
            })
            .collect::<Result<_, OutOfRange>>();
        let total = Ending::of(reviewed.iter().map(|&(_, figures)| figures), basis);
        let (Ok(groups), Ok(total)) = (groups, total) else { return Err(PortfolioError::TotalTooLarge) };
        Ok(Portfolio { reviews: reviewed.into_iter().map(|(review, _)| review).collect(), groups, total })
    }

    /// The review of one partnership.
    #[must_use]
    pub fn review(&self, partnership: Id) -> Option<&Review> {
        self.reviews.iter().find(|review| review.partnership == partnership)
    }

    /// The partnerships with this judgement; none when nobody got it.
    #[must_use]
    pub fn group(&self, judgement: Judgement) -> Option<&Group> {
        self.groups.iter().find(|group| group.judgement == judgement)
    }

    /// The reviews with this judgement, as ranked.
    pub fn judged(&self, judgement: Judgement) -> impl Iterator<Item = &Review> {
        self.reviews.iter().filter(move |review| review.judgement == judgement)
    }

    /// The review whose decision is the least likely to be the right one, and the first ranked among equally likely
    /// ones; none without decisions.
    #[must_use]
    pub fn least_certain(&self) -> Option<(&Review, Decision)> {
        let decided = self.reviews.iter().filter_map(|review| {
            let decision = review.judgement.decision()?;
            Some((review, decision, review.chances?.of(decision).get()))
        });
        decided
            .min_by(|(_, _, one), (_, _, other)| one.total_cmp(other))
            .map(|(review, decision, _)| (review, decision))
    }
}
