use super::{Outcome, Study, Wanted};
use crate::forecast::{Assumptions, Forecast, Offer, Premises};
use crate::value::{Money, Position, Quantity, Range, round_half_away};

/// What to offer, by what a project is worth and how many introductions come: each moves with its range around it, and
/// everything else is drawn as before.
#[derive(Clone, Debug, PartialEq)]
pub struct Map {
    offers: Vec<Offer>,
    values: Vec<Money>,
    introductions: Vec<Quantity>,
    cells: Vec<Cell>,
}

/// One value of a project at one number of introductions.
#[derive(Clone, Debug, PartialEq)]
pub struct Cell {
    /// All assumptions; nothing where the figures would leave the bound of money.
    pub assumptions: Option<Assumptions>,
    /// What they come to; nothing for as long as it is not known.
    pub outcome: Option<Outcome>,
}

impl Map {
    /// The years behind one cell.
    pub const YEARS: u32 = 2_000;
    /// How many steps lead from an end of a range to its usual value.
    const STEPS: i128 = 3;

    /// From the low end of both ranges to the high one, through the usual values; from half to double where a quantity is
    /// certain.
    #[must_use]
    pub fn new(assumptions: &Assumptions, offers: &[Offer]) -> Map {
        let values = axis(assumptions.value.range, Money::wide);
        let values: Vec<Money> = values.into_iter().filter_map(|minor| Money::rounded(minor, 1).ok()).collect();
        let counts = axis(assumptions.introductions.range, Quantity::wide).into_iter();
        let introductions: Vec<Quantity> =
            counts.filter_map(|millionths| Quantity::new(u64::try_from(millionths).ok()?).ok()).collect();
        let each = introductions.iter().flat_map(|&count| values.iter().map(move |&value| (count, value)));
        let cells = each.map(|(count, value)| {
            let moved = assumptions.with_introductions(count).with_value(value).ok();
            let assumptions = moved.filter(|moved| Premises::of(moved, offers).is_ok());
            Cell { assumptions, outcome: None }
        });
        Map { offers: offers.to_vec(), cells: cells.collect(), values, introductions }
    }

    /// What a project is worth, column by column.
    #[must_use]
    pub fn values(&self) -> &[Money] {
        &self.values
    }

    /// Introductions a year and the cells of each value, row by row.
    pub fn rows(&self) -> impl Iterator<Item = (Quantity, &[Cell])> {
        self.introductions.iter().copied().zip(self.cells.chunks(self.values.len().max(1)))
    }

    /// The place of the first cell that is not known though it can be.
    fn first_open(&self) -> Option<usize> {
        self.cells.iter().position(|cell| cell.outcome.is_none() && cell.assumptions.is_some())
    }
}

impl Study for Map {
    fn next(&self) -> Option<Wanted> {
        let cell = self.cells.get(self.first_open()?)?;
        let premises = Premises::of(cell.assumptions.as_ref()?, &self.offers).ok()?;
        Some(Wanted { premises, years: Self::YEARS })
    }

    fn take(&mut self, forecast: &Forecast) {
        let place = self.first_open();
        if let Some(cell) = place.and_then(|place| self.cells.get_mut(place))
            && let Some(assumptions) = &cell.assumptions
        {
            cell.outcome = Some(Outcome::new(assumptions, forecast, &self.offers));
        }
    }

    fn progress(&self) -> (usize, usize) {
        let known = self.first_open().unwrap_or(self.cells.len());
        (known, self.cells.len())
    }
}

/// The values along a range: its ends, its usual value, and round ones at equal distances between them.
pub(super) fn axis<T: Copy + Ord>(range: Range<T>, wide: impl Fn(T) -> i128) -> Vec<i128> {
    let [low, likely, high] =
        [Position::Low, Position::Likely, Position::High].map(|position| wide(range.at(position)));
    let low = if low == likely { round_half_away(likely, 2) } else { low };
    let high = if high == likely { likely * 2 } else { high };
    let mut values = Vec::new();
    let mut add = |value| {
        if values.last().is_none_or(|&last| last < value) {
            values.push(value);
        }
    };
    for (from, to) in [(low, likely), (likely, high)] {
        add(from);
        for step in 1..Map::STEPS {
            let between = to_two_digits(from + round_half_away((to - from) * step, Map::STEPS));
            if from < between && between < to {
                add(between);
            }
        }
    }
    add(high);
    values
}

/// A number to two significant digits.
fn to_two_digits(value: i128) -> i128 {
    let mut step = 1;
    while value / step >= 100 {
        step *= 10;
    }
    round_half_away(value, step) * step
}
