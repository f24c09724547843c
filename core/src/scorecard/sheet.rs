use std::ops::{AddAssign, Mul};
use std::sync::OnceLock;

use super::dominance::Dominance;
use super::standing::{Known, WHOLE, part_of};
use super::{Criteria, Mark, OverlapScale, Partner};
use crate::value::{Id, Rate};

/// Everything in the scores of partners that does not depend on weights: their mean on every criterion, in whole numbers.
///
/// Means are over so few indicators that they are whole in parts of the least common multiple of the counts: a vector of
/// weights gives all scores in one pass over short integers. Only a rating by the counts of clients can be a fraction of
/// a part; each partner has one at most. A row is a partner's place in the list that the sheet was made of.
#[derive(Clone, Debug)]
pub struct Sheet {
    ids: Vec<Id>,
    /// The rows in the order of the ids, and the place of each row in it.
    by_id: Vec<u32>,
    pub(super) ranks: Vec<u32>,
    /// How many indicators each criterion has.
    of: Vec<u8>,
    /// How many of them are rated: the criteria of the first row, then those of the next.
    counts: Vec<u8>,
    /// Parts in a point.
    parts: u32,
    means: Means,
    /// Which criteria are known for a row, a bit for each: a place in `patterns`.
    pattern: Vec<u16>,
    patterns: Vec<u16>,
    fractions: Fractions,
    dominance: OnceLock<Dominance>,
}

/// How many rows are added up side by side.
const LANES: usize = 16;

/// Means in parts; 0 where nothing is known. The criteria of the first [`LANES`] rows, then those of the next.
#[derive(Clone, Debug)]
enum Means {
    /// At most [`NARROW`] each.
    Narrow(Vec<[u16; LANES]>),
    Wide(Vec<[u32; LANES]>),
}

/// The largest mean, in parts, of which even the heaviest weights together make a sum within u32.
const NARROW: u32 = 32_767;

/// What the means on one criterion are above whole parts.
#[derive(Clone, Debug, Default)]
struct Fractions {
    /// The place of the criterion.
    place: usize,
    /// In the order of the rows; not those of whole points.
    each: Vec<Fraction>,
}

/// A row's mean is `rest / unit` of a part above whole parts. The unit is the denominator of the rating by counts.
#[derive(Clone, Copy, Debug)]
struct Fraction {
    row: u32,
    rest: u32,
    unit: u32,
}

/// Every row's exact score by some weights. Kept and filled again by [`Sheet::weigh`], it allocates nothing.
#[derive(Clone, Debug, Default)]
pub struct Totals {
    /// Scores in parts. No numerator is above 2^62, no denominator above 2^41; a denominator of 0 is no score.
    pub(super) numers: Vec<u64>,
    pub(super) denoms: Vec<u64>,
    /// The weight that is known with each pattern.
    known: Vec<u64>,
    parts: u32,
    count: usize,
}

/// How much of the weight is known of each partner: every criterion's weight counts by the share of its indicators rated.
#[derive(Clone, Copy, Debug)]
pub struct Coverage<'a> {
    sheet: &'a Sheet,
    /// The weight of one indicator of each criterion, in parts of [`WHOLE`].
    each: [u64; Criteria::MOST],
    whole: u64,
}

impl<'a> Coverage<'a> {
    pub(super) fn new(sheet: &'a Sheet, criteria: &Criteria) -> Coverage<'a> {
        let mut each = [0; Criteria::MOST];
        for ((each, criterion), &of) in each.iter_mut().zip(criteria.list()).zip(&sheet.of) {
            *each = u64::from(criterion.weight().hundredths()) * part_of(of) as u64;
        }
        // At most 27,720 × 120,000.
        let whole = (WHOLE * criteria.total_weight()) as u64;
        Coverage { sheet, each, whole }
    }

    /// Whether at least this share of the weight is known of the partner in a row.
    #[must_use]
    pub fn is_at_least(&self, row: usize, share: Rate) -> bool {
        let criteria = self.sheet.of.len();
        let counts = self.sheet.counts.get(row * criteria..(row + 1) * criteria).unwrap_or_default();
        self.known(counts) >= self.least(share)
    }

    /// The same of every row.
    pub(super) fn are_at_least(&self, share: Rate) -> Vec<bool> {
        let least = self.least(share);
        self.sheet.counts.chunks_exact(self.sheet.of.len().max(1)).map(|counts| self.known(counts) >= least).collect()
    }

    fn known(&self, counts: &[u8]) -> u64 {
        counts.iter().zip(&self.each).map(|(&count, each)| u64::from(count) * each).sum()
    }

    /// The least whole number that is this share.
    fn least(&self, share: Rate) -> u64 {
        (self.whole * u64::from(share.ppm())).div_ceil(u64::from(Rate::FULL.ppm()))
    }
}

/// Weights in lowest terms, in the order of the criteria; at least one is above zero, unless nothing counts.
pub(super) struct Weights {
    each: [u16; Criteria::MOST],
    count: usize,
}

impl Weights {
    /// Those of the criteria that count; the others weigh nothing.
    pub(super) fn new(criteria: &Criteria, counts: impl Fn(usize) -> bool) -> Weights {
        let mut each = [0; Criteria::MOST];
        for ((place, criterion), weight) in criteria.list().iter().enumerate().zip(&mut each) {
            *weight = if counts(place) { criterion.weight().hundredths() } else { 0 };
        }
        let divisor = each.iter().fold(0, |divisor, &weight| gcd(divisor, weight.into())).max(1) as u16;
        Weights { each: each.map(|weight| weight / divisor), count: criteria.list().len() }
    }

    pub(super) fn list(&self) -> &[u16] {
        self.each.get(..self.count).unwrap_or_default()
    }

    pub(super) fn total(&self) -> i128 {
        self.list().iter().copied().map(i128::from).sum()
    }
}

pub(super) const fn gcd(a: u64, b: u64) -> u64 {
    let (mut a, mut b) = (a, b);
    while b > 0 {
        (a, b) = (b, a % b);
    }
    a
}

impl Sheet {
    /// The sheet of these partners.
    #[must_use]
    pub fn new(criteria: &Criteria, scale: OverlapScale, partners: &[Partner]) -> Sheet {
        let criteria = criteria.list();
        let count = criteria.len() * partners.len();
        let (mut sums, mut counts) = (Vec::with_capacity(count), Vec::with_capacity(count));
        let mut fractions = Fractions::default();
        for (row, partner) in (0..).zip(partners) {
            for (place, criterion) in criteria.iter().enumerate() {
                let (mut sum, mut known) = (0_u32, 0_u8);
                for indicator in criterion.indicators() {
                    let Some(mark) = partner.mark(indicator.id(), scale) else { continue };
                    let (points, rest, unit) = split(mark);
                    sum += points;
                    known += 1;
                    if rest > 0 {
                        fractions.place = place;
                        fractions.each.push(Fraction { row, rest, unit });
                    }
                }
                sums.push(sum);
                counts.push(known);
            }
        }
        let parts =
            counts.iter().fold(1, |parts, &count| parts / gcd(parts, count.max(1).into()) * u64::from(count.max(1)));
        // At most the least common multiple of 1 to 12, 27,720.
        let parts = parts as u32;
        for (sum, &count) in sums.iter_mut().zip(&counts) {
            *sum *= parts / u32::from(count.max(1));
        }
        fractions.divide(parts, criteria.len(), &mut sums, &counts);
        let (pattern, patterns) = patterns(&counts, criteria.len());
        let mut by_id: Vec<u32> = (0..).take(partners.len()).collect();
        let id = |row: u32| partners.get(row as usize).map(Partner::id);
        by_id.sort_unstable_by_key(|&row| id(row));
        let mut ranks = vec![0; partners.len()];
        for (rank, &row) in (0..).zip(&by_id) {
            if let Some(place) = ranks.get_mut(row as usize) {
                *place = rank;
            }
        }
        Sheet {
            ids: partners.iter().map(Partner::id).collect(),
            by_id,
            ranks,
            of: criteria.iter().map(|criterion| criterion.indicators().len() as u8).collect(),
            means: if 100 * parts <= NARROW {
                Means::Narrow(in_blocks(&sums, criteria.len(), |mean| mean as u16))
            } else {
                Means::Wide(in_blocks(&sums, criteria.len(), |mean| mean))
            },
            counts,
            parts,
            pattern,
            patterns,
            fractions,
            dominance: OnceLock::new(),
        }
    }

    /// The partners, row by row.
    #[must_use]
    pub fn ids(&self) -> &[Id] {
        &self.ids
    }

    /// The rows in the order of the partners' ids.
    #[must_use]
    pub fn by_id(&self) -> &[u32] {
        &self.by_id
    }

    /// The row of a partner.
    #[must_use]
    pub fn row(&self, partner: Id) -> Option<usize> {
        let id = |row: u32| self.ids.get(row as usize).copied();
        let place = self.by_id.binary_search_by_key(&Some(partner), |&row| id(row)).ok()?;
        self.by_id.get(place).map(|&row| row as usize)
    }

    /// Fills `totals` with every row's score, Σ weight × mean ÷ Σ weight over the criteria of which something is known.
    /// The criteria are those that the sheet was made of, but for their weights.
    pub fn weigh(&self, criteria: &Criteria, totals: &mut Totals) {
        self.weigh_by(&Weights::new(criteria, |_| true), totals);
    }

    pub(super) fn weigh_by(&self, weights: &Weights, totals: &mut Totals) {
        let weights = weights.list();
        (totals.parts, totals.count) = (self.parts, self.ids.len());
        // To whole blocks; what is there already is written over.
        totals.numers.resize(self.ids.len().next_multiple_of(LANES), 0);
        totals.denoms.resize(self.ids.len(), 0);
        match &self.means {
            Means::Narrow(blocks) => add_up::<u16, u32>(blocks, weights, &mut totals.numers),
            Means::Wide(blocks) => add_up::<u32, u64>(blocks, weights, &mut totals.numers),
        }
        let known = self.patterns.iter().map(|pattern| {
            let known = weights.iter().enumerate().filter(|(place, _)| pattern >> place & 1 == 1);
            known.map(|(_, &weight)| u64::from(weight)).sum::<u64>()
        });
        totals.known.clear();
        totals.known.extend(known);
        if let [only] = *totals.known.as_slice() {
            totals.denoms.fill(only);
        } else {
            for (denom, &pattern) in totals.denoms.iter_mut().zip(&self.pattern) {
                *denom = totals.known.get(usize::from(pattern)).copied().unwrap_or(0);
            }
        }
        let weight = weights.get(self.fractions.place).copied().map_or(0, u64::from);
        for &Fraction { row, rest, unit } in &self.fractions.each {
            let row = row as usize;
            if let Some((numer, denom)) = totals.numers.get_mut(row).zip(totals.denoms.get_mut(row)) {
                *numer = *numer * u64::from(unit) + weight * u64::from(rest);
                *denom *= u64::from(unit);
            }
        }
    }

    /// Whether all scores have one denominator, whatever the weights.
    pub(super) const fn is_level(&self) -> bool {
        self.patterns.len() <= 1 && self.fractions.each.is_empty()
    }

    /// Parts in a point.
    pub(super) const fn parts(&self) -> u32 {
        self.parts
    }

    /// The largest denominator of the fractions, or 1.
    pub(super) fn largest_unit(&self) -> u32 {
        self.fractions.each.iter().map(|fraction| fraction.unit).max().unwrap_or(1)
    }

    /// What is known about a partner on a criterion.
    pub(super) fn known(&self, row: usize, place: usize) -> Option<Known> {
        self.known_with(self.fractions.of(row), row, place)
    }

    fn known_with(&self, (rest, unit): (u64, u64), row: usize, place: usize) -> Option<Known> {
        let of = *self.of.get(place)?;
        let count = *self.counts.get(row * self.of.len() + place)?;
        let (block, lane) = (row / LANES * self.of.len() + place, row % LANES);
        let mean = match &self.means {
            Means::Narrow(blocks) => u64::from(*blocks.get(block)?.get(lane)?),
            Means::Wide(blocks) => u64::from(*blocks.get(block)?.get(lane)?),
        };
        let rest = if self.fractions.place == place { rest } else { 0 };
        Some(Known { count, of, mean: i128::from(mean * unit + rest), unit: unit.into(), parts: self.parts.into() })
    }

    /// What is known about a partner, criterion by criterion.
    pub(super) fn standing(&self, row: usize) -> impl Iterator<Item = Known> {
        let fraction = self.fractions.of(row);
        (0..self.of.len()).filter_map(move |place| self.known_with(fraction, row, place))
    }

    /// The criteria of which something is known for each of these rows, a bit for each; `rows` says of each whether it
    /// counts.
    pub(super) fn known_for(&self, rows: &[bool]) -> u16 {
        let counted = self.pattern.iter().zip(rows).filter(|&(_, counts)| *counts);
        counted.fold(u16::MAX, |common, (&pattern, _)| {
            common & self.patterns.get(usize::from(pattern)).copied().unwrap_or(0)
        })
    }

    /// Who is better than whom; laid out when it is first asked for.
    pub(super) fn dominance(&self, lay_out: impl FnOnce() -> Dominance) -> &Dominance {
        self.dominance.get_or_init(lay_out)
    }
}

impl Totals {
    /// A row's score; none while nothing with weight is known.
    #[must_use]
    pub fn get(&self, row: usize) -> Option<Mark> {
        let (numer, denom) = (*self.numers.get(row)?, *self.denoms.get(row)?);
        Mark::new(numer.into(), i128::from(denom) * i128::from(self.parts))
    }

    /// How many rows there are.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.count
    }

    /// Whether there are none.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// The other rows with exactly the score of this one.
    pub fn tied(&self, row: usize) -> impl Iterator<Item = usize> {
        let scores = self.numers.iter().copied().zip(self.denoms.iter().copied());
        let (numer, denom) = self.of(row);
        let is_tied = move |(n, d): (u64, u64)| {
            denom > 0 && d > 0 && u128::from(n) * u128::from(denom) == u128::from(numer) * u128::from(d)
        };
        scores.enumerate().filter(move |&(other, score)| other != row && is_tied(score)).map(|(other, _)| other)
    }

    /// A row's score in parts; a denominator of 0 is no score.
    pub(super) fn of(&self, row: usize) -> (u64, u64) {
        let numer = self.numers.get(row).copied().unwrap_or(0);
        (numer, self.denoms.get(row).copied().unwrap_or(0))
    }

    /// The most weight that is known with any pattern.
    pub(super) fn most_known(&self) -> u64 {
        self.known.iter().copied().max().unwrap_or(0)
    }
}

impl Fractions {
    /// Fractions of points become fractions of parts of the mean, whose whole parts go to the means.
    fn divide(&mut self, parts: u32, criteria: usize, means: &mut [u32], counts: &[u8]) {
        for Fraction { row, rest, unit } in &mut self.each {
            let place = *row as usize * criteria + self.place;
            let (Some(mean), Some(&count)) = (means.get_mut(place), counts.get(place)) else { continue };
            // Below 27,720 × 10^7, and below 27,720 when divided.
            let in_parts = u64::from(*rest) * u64::from(parts / u32::from(count.max(1)));
            *mean += (in_parts / u64::from(*unit)) as u32;
            *rest = (in_parts % u64::from(*unit)) as u32;
        }
    }

    /// A row's rest and unit.
    fn of(&self, row: usize) -> (u64, u64) {
        let place = self.each.binary_search_by_key(&row, |fraction| fraction.row as usize);
        let fraction = place.ok().and_then(|place| self.each.get(place));
        fraction.map_or((0, 1), |fraction| (fraction.rest.into(), fraction.unit.into()))
    }
}

/// A rating in whole points, and the rest as numerator and denominator in lowest terms. Denominators are below 10^7.
fn split(mark: Mark) -> (u32, u32, u32) {
    let (numer, denom) = (mark.numer() as u64, mark.denom() as u64);
    if denom == 1 {
        return (numer as u32, 0, 1);
    }
    let (points, rest) = (numer / denom, numer % denom);
    let divisor = gcd(denom, rest);
    (points as u32, (rest / divisor) as u32, (denom / divisor) as u32)
}

/// For each row the place of its pattern among all that there are.
fn patterns(counts: &[u8], criteria: usize) -> (Vec<u16>, Vec<u16>) {
    let mut patterns: Vec<u16> = Vec::new();
    let mut places = vec![None; 1 << criteria];
    let pattern = counts.chunks_exact(criteria.max(1)).map(|counts| {
        let known = counts.iter().enumerate().filter(|&(_, &count)| count > 0);
        let pattern = known.fold(0_u16, |pattern, (place, _)| pattern | 1 << place);
        let new = patterns.len() as u16;
        let Some(place) = places.get_mut(usize::from(pattern)) else { return 0 };
        *place.get_or_insert_with(|| {
            patterns.push(pattern);
            new
        })
    });
    (pattern.collect(), patterns)
}

/// Means that lie row by row, criterion by criterion for [`LANES`] rows at a time; what is left of the last is 0.
fn in_blocks<T: Copy + Default>(means: &[u32], criteria: usize, short: impl Fn(u32) -> T) -> Vec<[T; LANES]> {
    let mut blocks = vec![[T::default(); LANES]; means.len().div_ceil(criteria.max(1) * LANES) * criteria];
    for (row, means) in means.chunks_exact(criteria.max(1)).enumerate() {
        let block = blocks.iter_mut().skip(row / LANES * criteria);
        for (column, &mean) in block.zip(means) {
            if let Some(place) = column.get_mut(row % LANES) {
                *place = short(mean);
            }
        }
    }
    blocks
}

/// Σ weight × mean of every row.
fn add_up<T, S>(blocks: &[[T; LANES]], weights: &[u16], numers: &mut [u64])
where
    T: Copy,
    S: Copy + Default + From<T> + From<u16> + Mul<Output = S> + AddAssign,
    u64: From<S>,
{
    let (numers, _) = numers.as_chunks_mut::<LANES>();
    for (columns, numers) in blocks.chunks_exact(weights.len().max(1)).zip(numers) {
        let mut sums = [S::default(); LANES];
        for (column, &weight) in columns.iter().zip(weights) {
            for (sum, &mean) in sums.iter_mut().zip(column) {
                *sum += S::from(mean) * S::from(weight);
            }
        }
        for (numer, sum) in numers.iter_mut().zip(sums) {
            *numer = sum.into();
        }
    }
}
