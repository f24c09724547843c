use super::stream::{Purpose, Stream};
use super::{Chances, Scorecard, Uncertain};
use crate::value::Id;

/// Draws of everything that is uncertain about a scorecard, to see who comes first.
///
/// Weights vary around the stated ones: Dirichlet with concentration [`Draws::CONCENTRATION`], which is about six points
/// up or down; a weight of 0 stays 0, and a single one stays 1. What nobody knows is uniform on 0 to 100. Every weight and
/// every unknown rating has random numbers of its own, so that neither the order of anything nor what is known about
/// others shifts them. Drawing in slices gives what drawing at once gives, to the byte, natively and in WebAssembly.
pub struct Draws {
    seed: u64,
    draws: u32,
    weights: Vec<Drawn>,
    rows: Vec<Row>,
    /// The places in `rows` of who is first in the present draw; kept so that a draw allocates nothing.
    first: Vec<usize>,
}

/// A weight, drawn anew each time.
struct Drawn {
    stream: Stream,
    shape: f64,
    weight: f64,
}

/// What a partner scores, criterion by criterion in the order of the weights.
struct Row {
    partner: Id,
    /// The points of a criterion that are known.
    known: Vec<f64>,
    unknown: Vec<Unknown>,
    credit: u64,
}

/// An indicator that nobody knows.
struct Unknown {
    stream: Stream,
    /// The place of the criterion's weight.
    place: usize,
    /// The points that it can bring.
    most: f64,
}

impl Draws {
    /// The seed of the chances that are shown.
    pub const SEED: u64 = 1;
    /// How many draws make the chances that are shown.
    pub const USUAL: u32 = 10_000;
    /// How closely drawn weights gather around the stated ones.
    pub const CONCENTRATION: u8 = 50;
    /// What a draw is worth: a number that up to 20 partners can share without a rest.
    pub(crate) const CREDIT: u64 = 232_792_560;

    /// Ready to draw.
    #[must_use]
    pub fn new(uncertain: &Uncertain, seed: u64) -> Draws {
        let criteria = uncertain.criteria();
        let total: u32 = criteria.iter().map(|criterion| u32::from(criterion.weight.hundredths())).sum();
        let weights = criteria.iter().map(|criterion| Drawn {
            stream: Stream::new(seed, Purpose::Weight, [criterion.id, Id::from_u128(0)]),
            shape: f64::from(Self::CONCENTRATION) * f64::from(criterion.weight.hundredths()) / f64::from(total),
            weight: 0.0,
        });
        let indicators = criteria.iter().enumerate().flat_map(|(place, criterion)| {
            let most = 100.0 / criterion.indicators.len() as f64;
            criterion.indicators.iter().map(move |&indicator| (indicator, place, most))
        });
        let indicators: Vec<(Id, usize, f64)> = indicators.collect();
        let rows = uncertain.rows().map(|(partner, known, is_unknown)| {
            let missing = indicators.iter().zip(is_unknown).filter(|(_, is_unknown)| **is_unknown);
            let mut missing: Vec<(Id, usize, f64)> = missing.map(|(indicator, _)| *indicator).collect();
            missing.sort_unstable_by_key(|&(indicator, ..)| indicator);
            let unknown = missing.into_iter().map(|(indicator, place, most)| Unknown {
                stream: Stream::new(seed, Purpose::Rating, [partner, indicator]),
                place,
                most,
            });
            Row { partner, known: known.to_vec(), unknown: unknown.collect(), credit: 0 }
        });
        let first = Vec::with_capacity(uncertain.partners().len());
        Draws { seed, draws: 0, weights: weights.collect(), rows: rows.collect(), first }
    }

    /// How many draws there were so far.
    #[must_use]
    pub const fn done(&self) -> u32 {
        self.draws
    }

    /// Draws so many more times.
    pub fn advance(&mut self, count: u32) {
        for _ in 0..count {
            self.draw();
        }
        self.draws += count;
    }

    /// The chances that follow from the draws so far.
    #[must_use]
    pub fn chances(&self) -> Chances {
        let credits: Vec<(Id, u64)> = self.rows.iter().map(|row| (row.partner, row.credit)).collect();
        Chances::new(self.seed, self.draws, &credits)
    }

    /// The chances after [`Draws::USUAL`] draws.
    #[must_use]
    pub fn of(card: &Scorecard, seed: u64) -> Chances {
        let mut draws = Draws::new(&Uncertain::of(card), seed);
        draws.advance(Self::USUAL);
        draws.chances()
    }

    fn draw(&mut self) {
        let mut sum = 0.0;
        for drawn in &mut self.weights {
            drawn.weight = drawn.stream.gamma(drawn.shape);
            sum += drawn.weight;
        }
        for drawn in &mut self.weights {
            drawn.weight /= sum;
        }
        let mut best = f64::NEG_INFINITY;
        self.first.clear();
        for (place, row) in self.rows.iter_mut().enumerate() {
            let total = row.total(&self.weights);
            if total > best {
                best = total;
                self.first.clear();
            }
            if total >= best {
                self.first.push(place);
            }
        }
        let share = Self::CREDIT / (self.first.len() as u64).max(1);
        for &place in &self.first {
            if let Some(row) = self.rows.get_mut(place) {
                row.credit += share;
            }
        }
    }
}

impl Row {
    fn total(&mut self, weights: &[Drawn]) -> f64 {
        let known: f64 = self.known.iter().zip(weights).map(|(points, drawn)| points * drawn.weight).sum();
        let unknown = self.unknown.iter_mut().map(|unknown| {
            let weight = weights.get(unknown.place).map_or(0.0, |drawn| drawn.weight);
            unknown.stream.uniform() * unknown.most * weight
        });
        unknown.fold(known, |total, points| total + points)
    }
}
