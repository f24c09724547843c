use std::cmp::Reverse;

use super::dominance::{AsGood, Dominance, Rows};
use super::sheet::Weights;
use super::{Chances, Criterion, Ranking, Scorecard, Sheet, Totals, Weight};
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
    let sheet = card.sheet();
    let (mut totals, mut ranking) = (Totals::default(), Ranking::default());
    sheet.weigh(card.criteria(), &mut totals);
    sheet.rank(&totals, &mut ranking);
    let credits = credits(sheet, chances);
    let mut by_chance: Vec<(u64, usize)> =
        sheet.in_order(&ranking).map(|row| (credits.get(row).copied().unwrap_or(0), row)).collect();
    // Stable: equal chances stay in the order of the scores.
    by_chance.sort_by_key(|&(credit, _)| Reverse(credit));
    let weights = Weights::new(card.criteria(), |_| true);
    let dominance = sheet.dominance(|| Dominance::new(card));
    let (unplaced, known) = (Rows::first(by_chance.len()), Vec::new());
    let mut order = Order { sheet, dominance, weights, unplaced, known, placed: Vec::with_capacity(by_chance.len()) };
    let mut waiting: Vec<Waiting> = Vec::new();
    for (_, row) in by_chance {
        waiting.push(Waiting { row, better: None });
        // Whoever waited longest stands higher by chance.
        while let Some(at) = waiting.iter_mut().position(|waiting| order.is_free(waiting)) {
            order.place(waiting.remove(at).row);
        }
    }
    order.placed
}

/// Every row's part of the draws.
fn credits(sheet: &Sheet, chances: &Chances) -> Vec<u64> {
    let mut credits = vec![0; sheet.ids().len()];
    let mut drawn = chances.credits().iter().peekable();
    for &row in sheet.by_id() {
        let Some((&id, credit)) = sheet.ids().get(row as usize).zip(credits.get_mut(row as usize)) else { continue };
        while drawn.next_if(|&&(other, _)| other < id).is_some() {}
        *credit = drawn.peek().filter(|&&&(other, _)| other == id).map_or(0, |&&(_, credit)| credit);
    }
    credits
}

/// Who has a place already.
struct Order<'a> {
    sheet: &'a Sheet,
    dominance: &'a Dominance,
    weights: Weights,
    unplaced: Rows,
    /// Kept so that to look for somebody better allocates nothing.
    known: Vec<AsGood<'a>>,
    placed: Vec<Id>,
}

/// A row that has no place yet, and one that was found to have to stand above it.
struct Waiting {
    row: usize,
    better: Option<usize>,
}

impl Order<'_> {
    /// Whether nobody without a place has to stand above this one. To be better is to have known all that the other has and
    /// more points, so that it never goes round in a circle and everybody is free in the end.
    fn is_free(&mut self, waiting: &mut Waiting) -> bool {
        if waiting.better.is_some_and(|better| self.unplaced.contain(better)) {
            return false;
        }
        // Where nothing is unknown, chance and score already say who is better.
        let is_open = self
            .weights
            .list()
            .iter()
            .zip(self.sheet.standing(waiting.row))
            .any(|(&weight, known)| weight > 0 && known.count < known.of);
        waiting.better = if is_open {
            self.dominance.better(waiting.row, &self.weights, &self.unplaced, &mut self.known)
        } else {
            None
        };
        waiting.better.is_none()
    }

    fn place(&mut self, row: usize) {
        self.placed.extend(self.sheet.ids().get(row));
        self.unplaced.remove(row);
    }
}

/// What to conclude from the chances.
#[must_use]
pub fn verdict(card: &Scorecard, chances: &Chances) -> Verdict {
    verdict_in(&ranked(card, chances), card, chances)
}

/// The same where the partners are [`ranked`] already, in `order`.
#[must_use]
pub fn verdict_in(order: &[Id], card: &Scorecard, chances: &Chances) -> Verdict {
    let [first, second, ..] = *order else { return Verdict::TooFew };
    let coverage = card.coverage();
    let row = |partner: &Id| card.sheet().row(*partner);
    let is_thin = |partner: &Id| row(partner).is_none_or(|row| !coverage.is_at_least(row, Verdict::LEAST_COVERAGE));
    if is_thin(&first) || order.iter().skip(1).all(is_thin) {
        let partners: Vec<Id> = order.iter().copied().filter(is_thin).collect();
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
        partner.unknown(criteria, card.scale()).filter_map(|(place, indicator)| {
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
