use super::Time;
use crate::review::{Figures, Trailing};
use crate::value::{Currency, Hours, Money, Note, Range, Reading};

/// The figures of one period as text. Revenue and hours have to be filled in; anything else that is empty is nothing.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct FiguresDraft {
    pub(super) revenue: String,
    pub(super) low: String,
    pub(super) likely: String,
    pub(super) high: String,
    pub(super) upkeep: String,
    pub(super) money: String,
    pub(super) payouts: String,
    /// The hours as they were written, and what they are exactly: a text of two decimals cannot hold every second.
    pub(super) kept: Option<(String, Time, Hours)>,
    /// A note that has no field of its own.
    pub(super) note: Option<Note>,
}

/// A figure of a period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cell {
    /// What was earned.
    Revenue,
    /// Strategic value, at least.
    Low,
    /// Strategic value, usually.
    Likely,
    /// Strategic value, at most.
    High,
    /// Hours of upkeep.
    Upkeep,
    /// Money spent.
    Money,
    /// Paid to the partner.
    Payouts,
}

impl Cell {
    /// Every figure, in the order of the form.
    pub const ALL: [Cell; 7] =
        [Cell::Revenue, Cell::Likely, Cell::Low, Cell::High, Cell::Upkeep, Cell::Money, Cell::Payouts];
}

impl FiguresDraft {
    /// The text of a figure.
    #[must_use]
    pub fn cell(&self, cell: Cell) -> &str {
        match cell {
            Cell::Revenue => &self.revenue,
            Cell::Low => &self.low,
            Cell::Likely => &self.likely,
            Cell::High => &self.high,
            Cell::Upkeep => &self.upkeep,
            Cell::Money => &self.money,
            Cell::Payouts => &self.payouts,
        }
    }

    /// The text of a figure, to be changed.
    pub fn cell_mut(&mut self, cell: Cell) -> &mut String {
        match cell {
            Cell::Revenue => &mut self.revenue,
            Cell::Low => &mut self.low,
            Cell::Likely => &mut self.likely,
            Cell::High => &mut self.high,
            Cell::Upkeep => &mut self.upkeep,
            Cell::Money => &mut self.money,
            Cell::Payouts => &mut self.payouts,
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        Cell::ALL.iter().all(|&cell| self.cell(cell).trim().is_empty())
    }

    pub(super) fn of(
        figures: &Figures,
        time: Time,
        trailing: Trailing,
        reading: Reading,
        currency: Currency,
    ) -> FiguresDraft {
        let written = |amount: Money| reading.write_money(amount, currency);
        let or_empty = |amount: Money| if amount == Money::ZERO { String::new() } else { written(amount) };
        let range = figures.strategic.range;
        let is_none = range == Range::certain(Money::ZERO);
        let end = |end: Money| if end == range.likely() { String::new() } else { written(end) };
        let upkeep = reading.write_hours(match time {
            Time::AWeek => trailing.hours_a_week(figures.upkeep),
            Time::InAll => figures.upkeep,
        });
        FiguresDraft {
            revenue: written(figures.revenue),
            low: end(range.low()),
            likely: if is_none { String::new() } else { written(range.likely()) },
            high: end(range.high()),
            kept: Some((upkeep.clone(), time, figures.upkeep)),
            upkeep,
            money: or_empty(figures.money),
            payouts: or_empty(figures.payouts),
            note: None,
        }
    }
}
