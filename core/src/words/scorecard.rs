use super::phrase::{fill, isolated, listed, number};
use super::verdict::Headline;
use crate::scorecard::{Chances, Kind, Lead, Question, Rating, Score, Scorecard, Verdict, WeightChange};
use crate::split::Share;
use crate::value::{Chance, Id, Notation, Rate};

/// A rating, as its chip says it.
#[must_use]
pub fn rating(rating: Rating, notation: &dyn Notation) -> String {
    match rating {
        Rating::Unknown => "Don’t know".into(),
        Rating::Weak => "Weak".into(),
        Rating::Mixed => "Mixed".into(),
        Rating::Strong => "Strong".into(),
        Rating::Exact(points) => fill("{0} of 100", &[&notation.count(points.get().into())]),
    }
}

/// What a kind of partnership is called.
#[must_use]
pub const fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::ComplementaryService => "Complementary services",
        Kind::ReferralExchange => "Referral exchange",
        Kind::CoCreation => "Joint project or product",
    }
}

/// What a kind of partnership takes.
#[must_use]
pub const fn kind_asks(kind: Kind) -> &'static str {
    match kind {
        Kind::ComplementaryService => {
            "One’s work leads to the other’s. Agree who speaks to the client when, and what an introduction is paid."
        }
        Kind::ReferralExchange => {
            "Same trade, different speciality. Agree which clients go to whom, and keep count of both directions."
        }
        Kind::CoCreation => {
            "One project or product of both. Agree who puts in what, how revenue splits, and who keeps what you make."
        }
    }
}

/// Says in words which partner to choose.
#[must_use]
pub fn partner_headline(verdict: &Verdict, card: &Scorecard, chances: &Chances, notation: &dyn Notation) -> Headline {
    let told = Told { card, chances, scores: card.scores(), n: notation };
    let (state, code) = match verdict {
        Verdict::TooFew => ("Nothing to compare", "too-few"),
        Verdict::TooLittleKnown { .. } => ("Too little known", "too-little-known"),
        Verdict::Clear { .. } => ("Clear", "clear"),
        Verdict::Leaning { .. } => ("Leaning", "leaning"),
        Verdict::NoClearWinner { .. } => ("No clear winner", "no-clear-winner"),
    };
    let [sentence, detail, line] = match verdict {
        Verdict::TooFew => told.too_few(),
        Verdict::TooLittleKnown { partners, question } => told.too_little(partners, *question),
        Verdict::Clear { pick, next } => told.clear(*pick, *next),
        Verdict::Leaning { pick, next, question } => told.leaning(*pick, *next, *question),
        Verdict::NoClearWinner { first, second, by_unknowns, question } => {
            told.no_clear_winner(*first, *second, *by_unknowns, *question)
        }
    };
    Headline { state, code, is_settled: matches!(verdict, Verdict::Clear { .. }), sentence, detail, line }
}

/// Says what the smallest change of a weight is that would put another partner first.
#[must_use]
pub fn lead(lead: &Lead, card: &Scorecard, notation: &dyn Notation) -> String {
    let name = |id: Id| name(card, id);
    match lead {
        Lead::Incomparable => "No criterion is rated for every partner yet, so there is no lead to speak of.".into(),
        Lead::Level { partners } => {
            let who = if partners.len() > 3 {
                fill("{0} partners", &[&notation.count(partners.len() as u64)])
            } else {
                listed(&partners.iter().map(|&id| name(id)).collect::<Vec<_>>(), "and")
            };
            fill("{0} score the same over what is rated for everyone.", &[&who])
        }
        Lead::Fixed { leader } => {
            fill("No change of a single weight would put another partner ahead of {0}.", &[&name(*leader)])
        }
        Lead::Open(change) => {
            let WeightChange { leader, rival, criterion, from, to, is_partial } = *change;
            let template = match to.ppm() {
                0 => "{0}{1} leads; {2} would draw level if “{3}” did not count (now {4}).",
                1_000_000 => "{0}{1} leads; {2} would draw level only if nothing but “{3}” counted (now {4}).",
                _ => "{0}{1} leads; {2} would draw level if “{3}” counted for {5} instead of {4}.",
            };
            let scope = if is_partial { "Over what is rated for everyone, " } else { "" };
            let criterion = card.criteria().get(criterion).map(|found| isolated(found.name())).unwrap_or_default();
            let [from, to] = told_apart(from, to, notation);
            fill(template, &[scope, &name(leader), &name(rival), &criterion, &from, &to])
        }
    }
}

struct Told<'a> {
    card: &'a Scorecard,
    chances: &'a Chances,
    scores: Vec<Score>,
    n: &'a dyn Notation,
}

impl Told<'_> {
    fn too_few(&self) -> [String; 3] {
        let sentence = match self.card.partners() {
            [only, ..] => fill("Add a second partner to compare {0} with.", &[&isolated(only.name())]),
            [] => "Add the partners that you are choosing between.".into(),
        };
        [sentence, String::new(), "Nothing to compare".into()]
    }

    fn too_little(&self, partners: &[Id], question: Option<Question>) -> [String; 3] {
        let who = match partners {
            few @ ([_] | [_, _] | [_, _, _]) => {
                listed(&few.iter().map(|&id| name(self.card, id)).collect::<Vec<_>>(), "and")
            }
            many => fill("{0} of the partners", &[&number(many.len(), self.n)]),
        };
        let least = self.n.percent(Verdict::LEAST_COVERAGE, 0);
        [
            fill("Too little known to choose: rate {0} on more of what counts.", &[&who]),
            fill("A choice takes ratings behind at least {0} of the weight.{1}", &[&least, &self.ask(question)]),
            fill("Too little known about {0}", &[&who]),
        ]
    }

    fn clear(&self, pick: Id, next: Id) -> [String; 3] {
        let (name, chance) = (name(self.card, pick), self.of_100(self.chances.of(pick)));
        [
            fill("Choose {0}: first in {1} {2}.", &[&name, &chance, self.draws()]),
            self.scored(pick, next),
            fill("Choose {0} · first in {1}", &[&name, &chance]),
        ]
    }

    fn leaning(&self, pick: Id, next: Id, question: Option<Question>) -> [String; 3] {
        let (name, chance) = (name(self.card, pick), self.of_100(self.chances.of(pick)));
        let next_name = self::name(self.card, next);
        let sentence =
            fill("Leaning towards {0}: first in {1} {2}; {3} is next.", &[&name, &chance, self.draws(), &next_name]);
        let detail = self.scored(pick, next) + &self.ask(question);
        [sentence, detail, fill("Leaning towards {0} · first in {1}", &[&name, &chance])]
    }

    fn no_clear_winner(&self, first: Id, second: Id, by_unknowns: bool, question: Option<Question>) -> [String; 3] {
        let [one, other] = [first, second].map(|id| name(self.card, id));
        let [chance, others] = [first, second].map(|id| self.of_100(self.chances.of(id)));
        let template = if by_unknowns {
            "No clear winner: {2} is first in {3} {4}, but only by what you do not know about it; on what you do know \
             {0} is better."
        } else {
            "No clear winner: {0} is first in {1} {4}, {2} in {3}."
        };
        let next = match question {
            Some(_) => self.ask(question),
            None => {
                " All of it is rated, so try a small project with each, or choose by what no criterion says.".into()
            }
        };
        [
            fill(template, &[&one, &chance, &other, &others, self.draws()]),
            self.scored(first, second) + &next,
            fill("No clear winner: {0} or {1}", &[&one, &other]),
        ]
    }

    /// "Larkspur Studio scores 71.5 of 100, Harbor Copy 64.2 with 80% of the weight known." Only the second can be
    /// without any rating: there is no choice for somebody of whom so little is known.
    fn scored(&self, first: Id, second: Id) -> String {
        let [one, other] = [first, second].map(|id| {
            let score = self.scores.iter().find(|score| score.partner == id);
            let total = score.and_then(|score| score.total).map(|total| self.n.quantity(total.shown(), 1));
            let coverage = score.map_or(Rate::FULL, |score| score.coverage);
            (name(self.card, id), total.unwrap_or_default(), self.known(coverage))
        });
        let template = match other.1.as_str() {
            "" => "{0} scores {1} of 100{2}, {3} is not rated yet.",
            _ => "{0} scores {1} of 100{2}, {3} {4}{5}.",
        };
        fill(template, &[&one.0, &one.1, &one.2, &other.0, &other.1, &other.2])
    }

    fn known(&self, coverage: Rate) -> String {
        if coverage == Rate::FULL {
            return String::new();
        }
        // Never "100%" of what is not all.
        let coverage = coverage.min(Rate::percent(99));
        fill(" with {0} of the weight known", &[&self.n.percent(coverage, 0)])
    }

    /// " Find out first: the “Geography” of Harbor Copy."
    fn ask(&self, question: Option<Question>) -> String {
        let asked = question.and_then(|question| {
            let (_, indicator) = self.card.criteria().indicator(question.indicator)?;
            let name = name(self.card, question.partner);
            Some(fill(" Find out first: “{0}” for {1}.", &[&isolated(indicator.name()), &name]))
        });
        asked.unwrap_or_default()
    }

    /// "draws with your weights varied a little", to follow a number.
    fn draws(&self) -> &'static str {
        if self.scores.iter().all(|score| score.coverage == Rate::FULL) {
            "draws with your weights varied a little"
        } else {
            "draws with your weights varied a little and unknown ratings guessed"
        }
    }

    /// "94 of 100"; neither all nor none unless it is so.
    fn of_100(&self, chance: Chance) -> String {
        let (credit, of) = chance.fraction();
        let nearest = (chance.rate().ppm() + 5_000) / 10_000;
        let template = match nearest {
            100 if credit < of => "more than 99 of 100",
            0 if credit > 0 => "fewer than 1 of 100",
            _ => "{0} of 100",
        };
        fill(template, &[&self.n.count(nearest.into())])
    }
}

/// The name of a partner, inside a sentence.
fn name(card: &Scorecard, partner: Id) -> String {
    card.partner(partner).map(|partner| isolated(partner.name())).unwrap_or_default()
}

/// Two shares to a tenth of a percent, or as finely as it takes to tell them apart.
fn told_apart(from: Share, to: Share, notation: &dyn Notation) -> [String; 2] {
    let shown = |decimals| [from, to].map(|share| notation.percent(share.rate().unwrap_or_default(), decimals));
    let [coarse, fine] = [shown(1), shown(4)];
    if coarse.first() == coarse.last() { fine } else { coarse }
}
