use std::fmt;
use std::sync::Arc;

use super::criterion::twice;
use super::{Criterion, Indicator, Weight};
use crate::value::{Id, Name, Rate};

/// The criteria by which partners are compared: at least one of them has weight, and no criterion and no indicator is
/// there twice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Criteria(Arc<Vec<Criterion>>);

/// Why criteria cannot be used together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CriteriaError {
    /// No criterion has any weight.
    NoWeight,
    /// More than [`Criteria::MOST`].
    TooMany,
    /// Two criteria have one id.
    Twice {
        /// The id.
        criterion: Id,
    },
    /// Two criteria have an indicator of one id.
    IndicatorTwice {
        /// The id.
        indicator: Id,
    },
    /// There is no such criterion.
    Unknown {
        /// The id.
        criterion: Id,
    },
}

impl fmt::Display for CriteriaError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            CriteriaError::NoWeight => f.write_str("at least one criterion needs a weight above zero"),
            CriteriaError::TooMany => write!(f, "there are at most {} criteria", Criteria::MOST),
            CriteriaError::Twice { criterion } => write!(f, "two criteria have the id {criterion}"),
            CriteriaError::IndicatorTwice { indicator } => write!(f, "two indicators have the id {indicator}"),
            CriteriaError::Unknown { criterion } => write!(f, "there is no criterion with the id {criterion}"),
        }
    }
}

impl std::error::Error for CriteriaError {}

impl Default for Criteria {
    fn default() -> Criteria {
        Criteria::usual()
    }
}

impl Criteria {
    /// The most criteria that there can be.
    pub const MOST: usize = 12;

    /// The five criteria to begin with and their weights, from the article; of the indicators, those of client alignment
    /// are the article's and the others ours. They have the same ids in every workspace.
    #[must_use]
    pub fn usual() -> Criteria {
        let criterion = |&(id, name, weight, indicators): &(u128, &'static str, u8, [&'static str; 4])| {
            let indicators = (id + 1..).zip(indicators).map(|(id, name)| indicator(id, name)).collect();
            Criterion::new(Id::from_u128(id), Name::ours(name), Weight::whole(weight), indicators).ok()
        };
        Criteria(Arc::new(USUAL.iter().filter_map(criterion).collect()))
    }

    /// These criteria.
    ///
    /// # Errors
    /// [`CriteriaError`] when none has weight, there are too many, or something is there twice.
    pub fn new(criteria: Vec<Criterion>) -> Result<Criteria, CriteriaError> {
        if criteria.len() > Self::MOST {
            return Err(CriteriaError::TooMany);
        }
        if let Some(criterion) = twice(criteria.iter().map(Criterion::id)) {
            return Err(CriteriaError::Twice { criterion });
        }
        let indicators = criteria.iter().flat_map(Criterion::indicators).map(Indicator::id);
        if let Some(indicator) = twice(indicators) {
            return Err(CriteriaError::IndicatorTwice { indicator });
        }
        if criteria.iter().all(|criterion| criterion.weight() == Weight::ZERO) {
            return Err(CriteriaError::NoWeight);
        }
        Ok(Criteria(Arc::new(criteria)))
    }

    /// The criteria, in the order in which they are shown.
    #[must_use]
    pub fn list(&self) -> &[Criterion] {
        &self.0
    }

    /// The criterion with this id.
    #[must_use]
    pub fn get(&self, criterion: Id) -> Option<&Criterion> {
        self.0.iter().find(|other| other.id() == criterion)
    }

    /// The indicator with this id, and its criterion.
    #[must_use]
    pub fn indicator(&self, indicator: Id) -> Option<(&Criterion, &Indicator)> {
        self.0.iter().find_map(|criterion| {
            let found = criterion.indicators().iter().find(|other| other.id() == indicator)?;
            Some((criterion, found))
        })
    }

    /// All weights together, in hundredths; above zero.
    #[must_use]
    pub fn total_weight(&self) -> i128 {
        self.0.iter().map(|criterion| criterion.weight().wide()).sum()
    }

    /// The share of all weights that a criterion has.
    #[must_use]
    pub fn share(&self, criterion: Id) -> Option<Rate> {
        Rate::of_whole(self.get(criterion)?.weight().wide(), self.total_weight())
    }

    /// Whether the indicators are those of other criteria, in the same order.
    pub(super) fn have_indicators_of(&self, other: &Criteria) -> bool {
        let ids = |criterion: &Criterion| criterion.indicators().iter().map(Indicator::id).collect::<Vec<_>>();
        self.0.len() == other.0.len()
            && self.0.iter().zip(other.0.iter()).all(|(ours, theirs)| ids(ours) == ids(theirs))
    }

    /// With one more criterion at the end.
    ///
    /// # Errors
    /// As [`Criteria::new`].
    pub fn with_added(&self, criterion: Criterion) -> Result<Criteria, CriteriaError> {
        Criteria::new(self.0.iter().cloned().chain([criterion]).collect())
    }

    /// With a criterion, renamed or reweighted perhaps, in place of the one with its id.
    ///
    /// # Errors
    /// [`CriteriaError::Unknown`] where there is none, or as [`Criteria::new`].
    pub fn with_replaced(&self, criterion: &Criterion) -> Result<Criteria, CriteriaError> {
        self.get(criterion.id()).ok_or(CriteriaError::Unknown { criterion: criterion.id() })?;
        let replaced = |other: &Criterion| if other.id() == criterion.id() { criterion } else { other }.clone();
        Criteria::new(self.0.iter().map(replaced).collect())
    }

    /// Without a criterion.
    ///
    /// # Errors
    /// [`CriteriaError::Unknown`] where there is none, [`CriteriaError::NoWeight`] when it was the last one with weight.
    pub fn without(&self, criterion: Id) -> Result<Criteria, CriteriaError> {
        self.get(criterion).ok_or(CriteriaError::Unknown { criterion })?;
        Criteria::new(self.0.iter().filter(|other| other.id() != criterion).cloned().collect())
    }
}

fn indicator(id: u128, name: &'static str) -> Indicator {
    Indicator::new(Id::from_u128(id), Name::ours(name))
}

/// Id, name, weight and indicators, whose ids follow that of their criterion.
const USUAL: [(u128, &str, u8, [&str; 4]); 5] = [
    (0x100, "Client alignment", 30, ["Client overlap", "Industry focus", "Company size", "Geography"]),
    (0x200, "Process compatibility", 25, ["Way of working", "Tools and handover", "Response time", "Capacity"]),
    (0x300, "Reputation and references", 20, ["Client references", "Quality of work", "Standing", "Past partnerships"]),
    (0x400, "Growth trajectory", 15, ["Revenue trend", "Demand ahead", "New skills", "Financial footing"]),
    (0x500, "Cultural fit", 10, ["Values", "Communication", "Goals", "Commitment"]),
];

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn name(text: &str) -> Name {
        Name::new(text).unwrap()
    }

    fn plain(id: u128, weight: u8) -> Criterion {
        Criterion::plain(Id::from_u128(id), name("Price"), Weight::whole(weight))
    }

    #[test]
    fn begin_with_five_weights_and_twenty_indicators() {
        let usual = Criteria::usual();
        let weights: Vec<_> = usual.list().iter().map(|criterion| criterion.weight().hundredths() / 100).collect();
        assert_eq!(weights, [30, 25, 20, 15, 10]);
        assert_eq!(Criteria::new(usual.list().to_vec()), Ok(usual.clone()));
        for criterion in usual.list() {
            assert_eq!(criterion.indicators().len(), 4);
            let names = criterion.indicators().iter().map(Indicator::name).chain([criterion.name()]);
            assert!(names.into_iter().all(|ours| Name::new(ours.as_str()).as_ref() == Ok(ours)));
        }
        let (criterion, indicator) = usual.indicator(Indicator::CLIENT_OVERLAP).unwrap();
        assert_eq!((criterion.name().as_str(), indicator.name().as_str()), ("Client alignment", "Client overlap"));
        assert_eq!(usual.share(criterion.id()), Some(Rate::percent(30)));
    }

    #[test]
    fn are_added_renamed_reweighted_and_removed() {
        let usual = Criteria::usual();
        let added = usual.with_added(plain(1, 100)).unwrap();
        assert_eq!((added.list().len(), added.share(Id::from_u128(1))), (6, Some(Rate::percent(50))));
        let first = &added.list()[0];
        let changed = added.with_replaced(&first.renamed(name("Clients")).weighing(Weight::ZERO)).unwrap();
        assert_eq!(changed.list()[0].name(), &name("Clients"));
        assert_eq!(changed.total_weight(), 170_00);
        let removed = changed.without(first.id()).unwrap();
        assert_eq!((removed.list().len(), removed.get(first.id())), (5, None));
        assert_eq!(usual, Criteria::usual());
    }

    #[test]
    fn criteria_that_cannot_be_used_are_refused() {
        let of = |criteria: Vec<Criterion>| Criteria::new(criteria).map(|_| ());
        assert_eq!(of(vec![]), Err(CriteriaError::NoWeight));
        assert_eq!(of(vec![plain(1, 0), plain(2, 0)]), Err(CriteriaError::NoWeight));
        assert_eq!(of(vec![plain(1, 0), plain(2, 1)]), Ok(()));
        let id = Id::from_u128(1);
        assert_eq!(of(vec![plain(1, 1), plain(1, 1)]), Err(CriteriaError::Twice { criterion: id }));
        let borrowed = plain(2, 1).with_indicators(vec![Indicator::new(id, name("Price"))]).unwrap();
        assert_eq!(of(vec![plain(1, 1), borrowed]), Err(CriteriaError::IndicatorTwice { indicator: id }));
        assert_eq!(of((0..12).map(|id| plain(id, 1)).collect()), Ok(()));
        assert_eq!(of((0..13).map(|id| plain(id, 1)).collect()), Err(CriteriaError::TooMany));
        let usual = Criteria::usual();
        assert_eq!(usual.without(id), Err(CriteriaError::Unknown { criterion: id }));
        assert_eq!(usual.with_replaced(&plain(1, 1)), Err(CriteriaError::Unknown { criterion: id }));
        let only = Criteria::new(vec![plain(1, 1), plain(2, 0)]).unwrap();
        assert_eq!(only.without(id), Err(CriteriaError::NoWeight));
    }
}
