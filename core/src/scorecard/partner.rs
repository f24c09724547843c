use std::sync::Arc;

use chrono::NaiveDate;

use super::{
    Criteria, Criterion, Indicator, Judgement, Mark, Overlap, OverlapFigure, OverlapPlace, OverlapScale, Rating,
    TrackFlag, TrackRecord,
};
use crate::value::{Id, Name, Note};

/// What a partnership would be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Kind {
    /// One's work leads to the other's.
    #[default]
    ComplementaryService,
    /// The same trade, another speciality.
    ReferralExchange,
    /// A joint project or product.
    CoCreation,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Kind; 3] = [Kind::ComplementaryService, Kind::ReferralExchange, Kind::CoCreation];
}

/// Somebody to work with, and what is known about them. A value: every change makes another one, and shares the rest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Partner {
    id: Id,
    name: Name,
    kind: Kind,
    /// In the order of the ids.
    judgements: Arc<Vec<(Id, Judgement)>>,
    overlap: Option<Overlap>,
    track_record: TrackRecord,
    note: Note,
}

/// What to look into before working with a partner.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Flag {
    /// Too few clients are shared.
    LittleInCommon(OverlapFigure),
    /// So many clients are shared that the two may compete.
    MayCompete(OverlapFigure),
    /// Their past partnerships.
    Track(TrackFlag),
}

impl Partner {
    /// A partner about whom nothing else is known yet.
    #[must_use]
    pub fn new(id: Id, name: Name, kind: Kind) -> Partner {
        Partner {
            id,
            name,
            kind,
            judgements: Arc::default(),
            overlap: None,
            track_record: TrackRecord::default(),
            note: Note::default(),
        }
    }

    /// The partner's id.
    #[must_use]
    pub const fn id(&self) -> Id {
        self.id
    }

    /// What they are called.
    #[must_use]
    pub const fn name(&self) -> &Name {
        &self.name
    }

    /// What the partnership would be.
    #[must_use]
    pub const fn kind(&self) -> Kind {
        self.kind
    }

    /// The counts of clients, where there are any.
    #[must_use]
    pub const fn overlap(&self) -> Option<Overlap> {
        self.overlap
    }

    /// Their past partnerships.
    #[must_use]
    pub const fn track_record(&self) -> &TrackRecord {
        &self.track_record
    }

    /// What else there is to say.
    #[must_use]
    pub const fn note(&self) -> &Note {
        &self.note
    }

    /// What the user judged, in the order of the indicators' ids; what says nothing is not there.
    #[must_use]
    pub fn judgements(&self) -> &[(Id, Judgement)] {
        &self.judgements
    }

    /// What the user judged of an indicator, if anything.
    #[must_use]
    pub fn judgement(&self, indicator: Id) -> Option<&Judgement> {
        let place = self.place(indicator).ok()?;
        self.judgements.get(place).map(|(_, judgement)| judgement)
    }

    fn place(&self, indicator: Id) -> Result<usize, usize> {
        self.judgements.binary_search_by_key(&indicator, |&(id, _)| id)
    }

    /// The rating that the user gave.
    #[must_use]
    pub fn rating(&self, indicator: Id) -> Rating {
        self.judgement(indicator).map_or(Rating::Unknown, |judgement| judgement.rating)
    }

    /// The rating that counts: by the counts of clients for the client overlap, where they give a figure, else the
    /// user's.
    #[must_use]
    pub fn mark(&self, indicator: Id, scale: OverlapScale) -> Option<Mark> {
        self.measured(indicator, scale).or_else(|| self.rating(indicator).mark())
    }

    fn measured(&self, indicator: Id, scale: OverlapScale) -> Option<Mark> {
        if indicator == Indicator::CLIENT_OVERLAP { Some(self.scored_overlap(scale)?.mark) } else { None }
    }

    /// The ids of the indicators that there is no rating for, with the place of their criterion, in order.
    pub(super) fn unknown<'a>(
        &'a self,
        criteria: &'a Criteria,
        scale: OverlapScale,
    ) -> impl Iterator<Item = (usize, Id)> + 'a {
        criteria.list().iter().enumerate().flat_map(move |(place, criterion)| {
            let ids = criterion.indicators().iter().map(Indicator::id);
            ids.filter(move |&id| self.mark(id, scale).is_none()).map(move |id| (place, id))
        })
    }

    /// The share of clients that is scored.
    #[must_use]
    pub fn scored_overlap(&self, scale: OverlapScale) -> Option<OverlapFigure> {
        self.overlap?.of(scale.scored, scale.band)
    }

    /// The rating that all indicators of a criterion have, as the user gave them; none where they differ.
    #[must_use]
    pub fn rating_throughout(&self, criterion: &Criterion) -> Option<Rating> {
        let mut ratings = criterion.indicators().iter().map(|indicator| self.rating(indicator.id()));
        let first = ratings.next()?;
        ratings.all(|rating| rating == first).then_some(first)
    }

    /// What to look into before working with them.
    #[must_use]
    pub fn flags(&self, scale: OverlapScale, today: NaiveDate) -> Vec<Flag> {
        let overlap = self.scored_overlap(scale).and_then(|figure| match figure.place {
            OverlapPlace::Little => Some(Flag::LittleInCommon(figure)),
            OverlapPlace::Healthy => None,
            OverlapPlace::Much => Some(Flag::MayCompete(figure)),
        });
        let track = self.track_record.figures(today).flags();
        overlap.into_iter().chain(track.into_iter().map(Flag::Track)).collect()
    }

    /// The same partner under another name.
    #[must_use]
    pub fn renamed(&self, name: Name) -> Partner {
        Partner { name, ..self.clone() }
    }

    /// The same partner for another kind of partnership.
    #[must_use]
    pub fn of_kind(&self, kind: Kind) -> Partner {
        Partner { kind, ..self.clone() }
    }

    /// The same partner with another note.
    #[must_use]
    pub fn noted(&self, note: Note) -> Partner {
        Partner { note, ..self.clone() }
    }

    /// The same partner with other counts of clients, or none.
    #[must_use]
    pub fn with_overlap(&self, overlap: Option<Overlap>) -> Partner {
        Partner { overlap, ..self.clone() }
    }

    /// The same partner with other past partnerships.
    #[must_use]
    pub fn with_track_record(&self, track_record: TrackRecord) -> Partner {
        Partner { track_record, ..self.clone() }
    }

    /// The same partner with an indicator judged anew.
    #[must_use]
    pub fn judged(&self, indicator: Id, judgement: Judgement) -> Partner {
        let mut judgements = self.judgements.as_ref().clone();
        match self.place(indicator) {
            Ok(place) if judgement.is_empty() => drop(judgements.remove(place)),
            Ok(place) => judgements.splice(place..=place, [(indicator, judgement)]).for_each(drop),
            Err(_) if judgement.is_empty() => (),
            Err(place) => judgements.insert(place, (indicator, judgement)),
        }
        Partner { judgements: Arc::new(judgements), ..self.clone() }
    }

    /// The same partner with every indicator of a criterion rated alike; the evidence stays.
    #[must_use]
    pub fn rated_throughout(&self, criterion: &Criterion, rating: Rating) -> Partner {
        criterion.indicators().iter().map(Indicator::id).fold(self.clone(), |partner, indicator| {
            let evidence = partner.judgement(indicator).map(|judgement| judgement.evidence.clone());
            partner.judged(indicator, Judgement { rating, evidence: evidence.unwrap_or_default() })
        })
    }

    /// The same partner without judgements of indicators that `is_kept` does not hold for.
    pub(super) fn pruned(&self, is_kept: impl Fn(Id) -> bool) -> Partner {
        let mut pruned = self.clone();
        if !self.judgements.iter().all(|&(indicator, _)| is_kept(indicator)) {
            Arc::make_mut(&mut pruned.judgements).retain(|&(indicator, _)| is_kept(indicator));
        }
        pruned
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::scorecard::Criteria;
    use crate::value::Side;

    const SCALE: OverlapScale = OverlapScale::USUAL;

    fn partner() -> Partner {
        Partner::new(Id::from_u128(1), Name::new("Larkspur Studio").unwrap(), Kind::CoCreation)
    }

    fn overlap(yours: u32, theirs: u32, shared: u32) -> Option<Overlap> {
        Some(Overlap::new(yours, theirs, shared).unwrap())
    }

    #[test]
    fn counts_come_before_the_rating_of_the_overlap() {
        let id = Indicator::CLIENT_OVERLAP;
        let rated = partner().judged(id, Rating::Weak.into());
        assert_eq!(rated.mark(id, SCALE), Some(Mark::whole(20)));
        assert_eq!(rated.with_overlap(overlap(100, 50, 25)).mark(id, SCALE), Mark::new(125, 2));
        let theirs = OverlapScale { scored: Side::Them, ..SCALE };
        assert_eq!(rated.with_overlap(overlap(100, 50, 25)).mark(id, theirs), Some(Mark::FULL));
        // An empty list gives no figure.
        assert_eq!(rated.with_overlap(overlap(0, 50, 0)).mark(id, SCALE), Some(Mark::whole(20)));
        // Counts rate nothing else.
        assert_eq!(rated.with_overlap(overlap(100, 50, 25)).mark(Id::from_u128(0x102), SCALE), None);
    }

    #[test]
    fn a_criterion_is_rated_as_a_whole_and_keeps_its_evidence() {
        let usual = Criteria::usual();
        let criterion = &usual.list()[1];
        let [first, second] = [0, 1].map(|place| criterion.indicators()[place].id());
        let evidence = Note::new("Two joint workshops").unwrap();
        let noted = partner().judged(first, Judgement { rating: Rating::Weak, evidence: evidence.clone() });
        assert_eq!(noted.rating_throughout(criterion), None);
        let strong = noted.rated_throughout(criterion, Rating::Strong);
        assert_eq!(strong.rating_throughout(criterion), Some(Rating::Strong));
        assert_eq!(strong.judgement(first).unwrap().evidence, evidence);
        assert_eq!(strong.judged(second, Rating::Mixed.into()).rating_throughout(criterion), None);
        let unknown = strong.rated_throughout(criterion, Rating::Unknown);
        assert_eq!(unknown.rating_throughout(criterion), Some(Rating::Unknown));
        // What says nothing is not kept; the evidence still says something.
        assert_eq!(unknown.judgements(), [(first, Judgement { rating: Rating::Unknown, evidence })]);
    }

    #[test]
    fn flags_name_what_the_counts_and_the_past_say() {
        let today = "2026-06-15".parse().unwrap();
        let flags = |shared| partner().with_overlap(overlap(100, 200, shared)).flags(SCALE, today);
        let unknown = Flag::Track(TrackFlag::Unknown);
        assert!(
            matches!(flags(25).as_slice(), [Flag::LittleInCommon(figure), last] if figure.shared == 25 && *last == unknown)
        );
        assert_eq!(flags(55), std::slice::from_ref(&unknown));
        assert!(matches!(flags(61).as_slice(), [Flag::MayCompete(_), _]));
        assert_eq!(partner().flags(SCALE, today), [unknown]);
    }

    #[test]
    fn every_change_makes_another_partner() {
        let before = partner();
        let after = before
            .renamed(Name::new("Larkspur").unwrap())
            .of_kind(Kind::ReferralExchange)
            .noted(Note::new("Met in May").unwrap());
        assert_eq!(
            (after.name().as_str(), after.kind(), after.note().as_str()),
            ("Larkspur", Kind::ReferralExchange, "Met in May")
        );
        assert_eq!(before, partner());
    }
}
