use std::cmp::Reverse;

use super::standing::unknown;
use super::{Chance, Chances, Criterion, Indicator, Mark, Score, Scorecard, Weight};
use crate::value::{Id, Rate};

/// Which partner to choose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Fewer than two partners.
    TooFew,
    /// The first in the order, or everybody else, is known by less than [`Verdict::LEAST_COVERAGE`] of the weight.
    TooLittleKnown {
        /// Who is known too little, in the order of the ranking.
        partners: Vec<Id>,
        /// What to find out first.
        question: Option<Question>,
    },
    /// First in at least [`Verdict::CLEAR`] of the draws.
    Clear {
        /// Whom to choose.
        pick: Id,
        /// Who comes next.
        next: Id,
    },
    /// First in at least [`Verdict::LEANING`] of the draws.
    Leaning {
        /// Whom it points to.
        pick: Id,
        /// Who comes next.
        next: Id,
        /// What to find out first.
        question: Option<Question>,
    },
    /// Nobody is first often enough.
    NoClearWinner {
        /// First in the order.
        first: Id,
        /// Second in the order.
        second: Id,
        /// Whether the second is first in more draws, but only by what nobody knows: on everything known about it the
        /// first in the order is as good or better.
        by_unknowns: bool,
        /// What to find out first.
        question: Option<Question>,
    },
}

/// An indicator to find out about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Question {
    /// About whom.
    pub partner: Id,
    /// Its criterion.
    pub criterion: Id,
    /// What.
    pub indicator: Id,
}

impl Verdict {
    /// From this chance on the choice is clear. A default of ours, like the next two.
    pub const CLEAR: Rate = Rate::percent(90);
    /// From this chance on there is a leaning.
    pub const LEANING: Rate = Rate::percent(70);
    /// Below this share of the weight too little is known to judge.
    pub const LEAST_COVERAGE: Rate = Rate::percent(50);

    /// The partner that the verdict points to, if it points to one.
    #[must_use]
    pub const fn pick(&self) -> Option<Id> {
        match self {
            Verdict::Clear { pick, .. } | Verdict::Leaning { pick, .. } => Some(*pick),
            Verdict::TooFew | Verdict::TooLittleKnown { .. } | Verdict::NoClearWinner { .. } => None,
        }
    }
}

/// The partners, the likeliest to be first at the top; of equal chances the higher score, then the lower id.
///
/// One exception: whoever is known to be at least as good on everything that is known about another, and better on
/// something, stays above them, however much hope the unknowns leave the other.
#[must_use]
pub fn ranked(card: &Scorecard, chances: &Chances) -> Vec<Id> {
    let mut candidates: Vec<Candidate> =
        card.scores().into_iter().filter_map(|score| Candidate::new(card, chances, &score)).collect();
    candidates.sort_by_key(|candidate| (Reverse(candidate.chance), Reverse(candidate.total), candidate.id));
    let mut order = Order { unplaced: vec![true; candidates.len()], candidates, placed: Vec::new() };
    let mut waiting: Vec<usize> = Vec::new();
    for next in 0..order.candidates.len() {
        waiting.push(next);
        // Whoever waited longest stands higher by chance.
        while let Some(at) = waiting.iter().position(|&place| order.is_free(place)) {
            order.place(waiting.remove(at));
        }
    }
    order.placed
}

/// Candidates by chance, and who of them has a place already.
struct Order {
    candidates: Vec<Candidate>,
    unplaced: Vec<bool>,
    placed: Vec<Id>,
}

impl Order {
    /// Whether nobody without a place has to stand above this one. To be better is to have known all that the other has and
    /// more points, so that it never goes round in a circle and everybody is free in the end.
    fn is_free(&self, place: usize) -> bool {
        let unplaced = || self.candidates.iter().zip(&self.unplaced).filter(|&(_, unplaced)| *unplaced);
        self.candidates
            .get(place)
            .is_none_or(|candidate| !candidate.is_open || !unplaced().any(|(other, _)| other.is_better_than(candidate)))
    }

    fn place(&mut self, place: usize) {
        self.placed.extend(self.candidates.get(place).map(|candidate| candidate.id));
        if let Some(unplaced) = self.unplaced.get_mut(place) {
            *unplaced = false;
        }
    }
}

/// What to conclude from the chances.
#[must_use]
pub fn verdict(card: &Scorecard, chances: &Chances) -> Verdict {
    let order = ranked(card, chances);
    let [first, second, ..] = *order.as_slice() else { return Verdict::TooFew };
    let scores = card.scores();
    let is_thin = |partner: &Id| {
        let score = scores.iter().find(|score| score.partner == *partner);
        score.is_none_or(|score| score.coverage < Verdict::LEAST_COVERAGE)
    };
    if is_thin(&first) || order.iter().skip(1).all(is_thin) {
        let partners: Vec<Id> = order.into_iter().filter(is_thin).collect();
        let question = partners.iter().find_map(|&partner| question(card, &[partner]));
        return Verdict::TooLittleKnown { partners, question };
    }
    let (chance, question) = (chances.of(first), question(card, &[first, second]));
    if chance.is_at_least(Verdict::CLEAR) {
        Verdict::Clear { pick: first, next: second }
    } else if chance.is_at_least(Verdict::LEANING) {
        Verdict::Leaning { pick: first, next: second, question }
    } else {
        let by_unknowns = chances.of(second) > chance;
        Verdict::NoClearWinner { first, second, by_unknowns, question }
    }
}

/// The unknown indicator that weighs most, among these partners; the first of those that weigh the same.
fn question(card: &Scorecard, partners: &[Id]) -> Option<Question> {
    let criteria = card.criteria();
    let open = partners.iter().filter_map(|&id| card.partner(id)).flat_map(|partner| {
        unknown(criteria, card.scale(), partner).filter_map(|(place, indicator)| {
            let criterion = criteria.list().get(place)?;
            let question = Question { partner: partner.id(), criterion: criterion.id(), indicator };
            (criterion.weight() > Weight::ZERO).then_some((question, criterion))
        })
    });
    // The first of the heaviest: `max_by` alone would take the last.
    let heaviest = open.reduce(|best, other| if is_heavier(other.1, best.1) { other } else { best });
    heaviest.map(|(question, _)| question)
}

/// Whether one indicator of a criterion weighs more than one of another.
fn is_heavier(criterion: &Criterion, other: &Criterion) -> bool {
    let weight = |criterion: &Criterion, by: &Criterion| criterion.weight().wide() * by.indicators().len() as i128;
    weight(criterion, other) > weight(other, criterion)
}

/// What a partner's place in the order depends on.
struct Candidate {
    id: Id,
    chance: Chance,
    total: Option<Mark>,
    /// What is known of each indicator with weight.
    marks: Vec<Option<Mark>>,
    /// Whether something is unknown. Where nothing is, chance and score already say who is better.
    is_open: bool,
}

impl Candidate {
    fn new(card: &Scorecard, chances: &Chances, score: &Score) -> Option<Candidate> {
        let partner = card.partner(score.partner)?;
        let weighted = card.criteria().list().iter().filter(|criterion| criterion.weight() > Weight::ZERO);
        let indicators = weighted.flat_map(Criterion::indicators).map(Indicator::id);
        let marks: Vec<Option<Mark>> = indicators.map(|indicator| partner.mark(indicator, card.scale())).collect();
        let is_open = marks.contains(&None);
        Some(Candidate { id: score.partner, chance: chances.of(score.partner), total: score.total, marks, is_open })
    }

    /// Whether this one is at least as good on all that is known about the other, and better on something.
    fn is_better_than(&self, other: &Candidate) -> bool {
        let known = || self.marks.iter().zip(&other.marks).filter(|(_, theirs)| theirs.is_some());
        known().all(|(ours, theirs)| ours >= theirs) && known().any(|(ours, theirs)| ours > theirs)
    }
}
