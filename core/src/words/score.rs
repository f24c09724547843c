use super::phrase::{fill, isolated, listed, months, number, with_noun};
use super::scorecard::{lead, rating};
use crate::scorecard::{
    Chances, Criterion, Draws, Indicator, Lead, Mark, Overlap, OverlapBand, OverlapFigure, OverlapPlace, OverlapScale,
    Partner, Rating, Score, Scorecard, TrackFigures, TrackRecord, Weight,
};
use crate::value::{Id, Notation, Quantity, Rate, Side};

/// A row of the table of partners.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ScoreRow {
    /// The rating on one criterion.
    Criterion(Id),
    /// The score.
    Score,
    /// The share of the weight that is known.
    Coverage,
    /// Between which bounds the unknown can move the score.
    Open,
    /// The chance of being first.
    Chance,
}

impl ScoreRow {
    /// The rows after the criteria, in the order of the table.
    pub const TOTALS: [ScoreRow; 4] = [ScoreRow::Score, ScoreRow::Coverage, ScoreRow::Open, ScoreRow::Chance];

    /// A name for machines; of a criterion its id.
    #[must_use]
    pub fn code(self) -> String {
        match self {
            ScoreRow::Criterion(id) => id.to_string(),
            ScoreRow::Score => "score".into(),
            ScoreRow::Coverage => "coverage".into(),
            ScoreRow::Open => "open".into(),
            ScoreRow::Chance => "chance".into(),
        }
    }
}

/// How a figure of a partner is computed, line by line. Without chances they are still being drawn.
#[must_use]
pub fn explain_score(
    row: ScoreRow,
    card: &Scorecard,
    score: &Score,
    chances: Option<&Chances>,
    notation: &dyn Notation,
) -> Vec<String> {
    let Some(partner) = card.partner(score.partner) else { return Vec::new() };
    let sums = Sums { card, partner, score, n: notation };
    match row {
        ScoreRow::Criterion(id) => {
            card.criteria().get(id).map(|criterion| sums.criterion(criterion)).unwrap_or_default()
        }
        ScoreRow::Score => sums.total(),
        ScoreRow::Coverage => sums.coverage(),
        ScoreRow::Open => sums.open(),
        ScoreRow::Chance => sums.chance(chances),
    }
}

struct Sums<'a> {
    card: &'a Scorecard,
    partner: &'a Partner,
    score: &'a Score,
    n: &'a dyn Notation,
}

impl Sums<'_> {
    fn mark(&self, mark: Mark) -> String {
        self.n.quantity(mark.shown(), 1)
    }

    fn weight(&self, hundredths: i128) -> String {
        hundredths_of(hundredths, self.n)
    }

    fn criterion(&self, criterion: &Criterion) -> Vec<String> {
        let indicators = criterion.indicators();
        let mut lines: Vec<String> = indicators.iter().map(|indicator| self.indicator(indicator)).collect();
        let scored = self.score.criteria.iter().find(|scored| scored.criterion == criterion.id());
        if let Some((scored, mark)) = scored.and_then(|scored| Some((scored, scored.mark?)))
            && indicators.len() > 1
        {
            let mean = self.mark(mark);
            lines.push(match usize::from(scored.known) {
                1 => fill("Only one is rated, so the criterion is {0}.", &[&mean]),
                known => fill("The mean of the {0} that are rated is {1}.", &[&number(known, self.n), &mean]),
            });
        }
        lines
    }

    /// "Geography: strong, 80 of 100. Evidence: …"
    fn indicator(&self, indicator: &Indicator) -> String {
        let (id, scale) = (indicator.id(), self.card.scale());
        let name = isolated(indicator.name());
        let counted = if id == Indicator::CLIENT_OVERLAP { self.partner.scored_overlap(scale) } else { None };
        let given = self.partner.rating(id);
        let said = match (counted, given, given.points()) {
            (Some(figure), ..) => {
                let [shared, of] = [figure.shared, figure.of].map(|count| self.n.count(count.into()));
                fill("{0} by {1} of {2} clients shared", &[&self.mark(figure.mark), &shared, &of])
            }
            (None, Rating::Exact(_), _) | (None, _, None) => rating(given, self.n).to_lowercase(),
            (None, _, Some(points)) => {
                fill("{0}, {1} of 100", &[&rating(given, self.n).to_lowercase(), &self.n.count(points.into())])
            }
        };
        let evidence = self.partner.judgement(id).map(|judgement| &judgement.evidence);
        match evidence.filter(|evidence| !evidence.is_empty()) {
            Some(evidence) => fill("{0}: {1}. “{2}”", &[&name, &said, evidence.as_str()]),
            None => fill("{0}: {1}", &[&name, &said]),
        }
    }

    fn total(&self) -> Vec<String> {
        let Some(shown) = self.score.shown() else {
            return vec!["Nothing that counts is rated yet, so there is no score.".into()];
        };
        let rated = self.card.criteria().list().iter().zip(&self.score.criteria);
        let counted: i128 = rated
            .clone()
            .filter(|(_, scored)| scored.mark.is_some())
            .map(|(criterion, _)| criterion.weight().wide())
            .sum();
        let whole = self.weight(counted);
        let part = |id: Id| shown.parts.iter().find(|(of, _)| *of == id).map(|(_, part)| self.n.quantity(*part, 1));
        let mut lines: Vec<String> = rated
            .clone()
            .map(|(criterion, scored)| {
                let name = isolated(criterion.name());
                let weight = self.weight(criterion.weight().wide());
                match scored.mark {
                    _ if criterion.weight() == Weight::ZERO => {
                        fill("{0} counts for nothing: its weight is 0", &[&name])
                    }
                    None => fill("{0} is not rated, so its weight of {1} is left out", &[&name, &weight]),
                    Some(mark) => {
                        let part = part(criterion.id()).unwrap_or_default();
                        fill("{0}: {1} × {2} ÷ {3} → {4}", &[&name, &self.mark(mark), &weight, &whole, &part])
                    }
                }
            })
            .collect();
        let parts = rated.filter(|(criterion, scored)| scored.mark.is_some() && criterion.weight() > Weight::ZERO);
        let parts: Vec<String> = parts.filter_map(|(criterion, _)| part(criterion.id())).collect();
        let total = self.n.quantity(shown.total, 1);
        lines.push(match parts.as_slice() {
            [_] => fill("The score is {0} of 100", &[&total]),
            parts => fill("{0} = {1} of 100; the parts are rounded so that they add up", &[&parts.join(" + "), &total]),
        });
        lines
    }

    fn coverage(&self) -> Vec<String> {
        let rated = self.card.criteria().list().iter().zip(&self.score.criteria);
        let mut lines: Vec<String> = rated
            .filter(|(criterion, _)| criterion.weight() > Weight::ZERO)
            .map(|(criterion, scored)| {
                let name = isolated(criterion.name());
                let [known, of] = [scored.known, scored.of].map(|count| self.n.count(count.into()));
                fill(
                    "{0}: {1} of {2} rated, weight {3}",
                    &[&name, &known, &of, &self.weight(criterion.weight().wide())],
                )
            })
            .collect();
        let whole = self.weight(self.card.criteria().total_weight());
        lines.push(fill(
            "Each weight times the share rated, out of {0}: {1}",
            &[&whole, &nearly(self.score.coverage, self.n)],
        ));
        lines
    }

    fn open(&self) -> Vec<String> {
        let [low, high] = [self.score.low, self.score.high].map(|mark| self.mark(mark));
        if self.score.coverage == Rate::FULL {
            return vec![fill("Everything is rated: nothing can move the score from {0}.", &[&low])];
        }
        vec![
            fill("If everything that is not rated turned out to be 0: {0}", &[&low]),
            fill("If all of it turned out to be 100: {0}", &[&high]),
        ]
    }

    fn chance(&self, chances: Option<&Chances>) -> Vec<String> {
        let Some(chances) = chances else { return vec!["The chances are being worked out.".into()] };
        let (credit, of) = chances.of(self.partner.id()).fraction();
        let draws = u128::from(credit) * u128::from(chances.draws()) * 2 + u128::from(of);
        let first = u64::try_from(draws / (u128::from(of).max(1) * 2)).unwrap_or(u64::MAX);
        let [first, all] = [first, chances.draws().into()].map(|count| self.n.count(count));
        vec![
            fill("First in {0} of {1} draws; who comes first together shares the draw", &[&first, &all]),
            fill(
                "In each, the weights vary around yours (Dirichlet, concentration {0}: about six points up or down)",
                &[&self.n.count(Draws::CONCENTRATION.into())],
            ),
            "What is not rated is anywhere from 0 to 100, each value as likely as the others".into(),
        ]
    }
}

/// The smallest change of a weight that would put another first, among those of whom enough is known.
#[must_use]
pub fn what_would_change(card: &Scorecard, notation: &dyn Notation) -> String {
    let left_out = card.known_too_little();
    if card.partners().len() - left_out.len() < 2 {
        return "Too little is rated yet to say what would change the order.".into();
    }
    let said = lead(&Lead::of_known(card), card, notation);
    match left_out.as_slice() {
        [] => said,
        few @ ([_] | [_, _] | [_, _, _]) => fill(
            "{0} Left out, because too little is known: {1}.",
            &[&said, &listed(&few.iter().map(|partner| isolated(partner.name())).collect::<Vec<_>>(), "and")],
        ),
        many => {
            fill("{0} Left out, because too little is known: {1} others.", &[&said, &notation.count(many.len() as u64)])
        }
    }
}

/// A weight in hundredths, as it is written.
fn hundredths_of(hundredths: i128, notation: &dyn Notation) -> String {
    let millionths = u64::try_from(hundredths * (Quantity::SCALE / 100)).unwrap_or(0);
    notation.quantity(Quantity::new(millionths).unwrap_or(Quantity::MAX), 2)
}

/// A coverage in whole percent: never all of what is not all, nor nothing of what is something.
#[must_use]
pub fn nearly(coverage: Rate, notation: &dyn Notation) -> String {
    let shown = match coverage {
        Rate::FULL | Rate::ZERO => coverage,
        part => part.clamp(Rate::percent(1), Rate::percent(99)),
    };
    notation.percent(shown, 0)
}

/// One of the shares that counts of clients give.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OverlapLine {
    /// A name for machines.
    pub code: &'static str,
    /// The share with its rating and where it lies; or that there is none.
    pub words: String,
    /// The share; none of an empty list.
    pub figure: Option<OverlapFigure>,
    /// Whether it is the one that is scored.
    pub is_scored: bool,
}

/// What is shared of your clients, of theirs, and of all together.
#[must_use]
pub fn overlap_lines(overlap: Overlap, scale: OverlapScale, notation: &dyn Notation) -> [OverlapLine; 3] {
    let line = |code, whose: &str, figure: Option<OverlapFigure>, band: OverlapBand, is_scored| {
        let words = match figure {
            None => fill("Of {0}: no clients, so no figure.", &[whose]),
            Some(figure) => {
                let edge = |edge: u8| notation.percent(Rate::percent(edge.into()), 0);
                let place = match figure.place {
                    OverlapPlace::Little => "little in common, below {0} to {1}",
                    OverlapPlace::Healthy => "in the usual {0} to {1}",
                    OverlapPlace::Much => "you may compete, above {0} to {1}",
                };
                let place = fill(place, &[&edge(band.low()), &edge(band.high())]);
                let share = notation.percent(figure.rate(), 1);
                fill(
                    "Of {0}: {1} shared, rated {2}; {3}.",
                    &[whose, &share, &notation.quantity(figure.mark.shown(), 1), &place],
                )
            }
        };
        OverlapLine { code, words, figure, is_scored }
    };
    let of = |side| overlap.of(side, scale.band);
    [
        line("yours", "your clients", of(Side::You), scale.band, scale.scored == Side::You),
        line("theirs", "their clients", of(Side::Them), scale.band, scale.scored == Side::Them),
        line("together", "all clients of both together", overlap.together(), OverlapBand::TOGETHER, false),
    ]
}

/// What a track record comes to, line by line; nothing without any partnership that has begun.
#[must_use]
pub fn track_lines(figures: &TrackFigures, notation: &dyn Notation) -> Vec<String> {
    let (Some(median), Some(longest)) = (figures.median, figures.longest) else { return Vec::new() };
    let counted = |count: usize, one: &str, many: &str| with_noun(notation.count(count as u64), one, many);
    let span = |length: u32| months(u16::try_from(length).unwrap_or(u16::MAX), notation);
    let median = with_noun(notation.quantity(median, 1), "month", "months");
    let recent = span(TrackRecord::RECENT_MONTHS);
    let mut lines = match figures.count {
        1 if figures.ended == 0 => vec![fill("1 partnership, going on for {0}.", &[&span(longest)])],
        1 => vec![fill("1 partnership, which lasted {0}.", &[&span(longest)])],
        count => {
            let count = counted(count, "partnership", "partnerships");
            vec![fill("{0}; half of them lasted {1} or longer, the longest {2}.", &[&count, &median, &span(longest)])]
        }
    };
    lines.push(match figures.ended_recently {
        0 => fill("None ended within the last {0}.", &[&recent]),
        ended => fill("{0} ended within the last {1}.", &[&notation.count(ended as u64), &recent]),
    });
    lines.extend(figures.reasons.iter().map(|(reason, count)| {
        let [count, ended] = [*count, figures.ended].map(|count| notation.count(count as u64));
        let template = match figures.ended {
            1 => "The one that ended did so over “{0}”.",
            _ => "“{0}” ended {1} of the {2} that ended.",
        };
        fill(template, &[&isolated(reason), &count, &ended])
    }));
    lines.push(counted(figures.checked, "reference checked.", "references checked."));
    lines
}
