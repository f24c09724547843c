use crate::forecast::Direction;
use crate::value::Side;

/// A row of the comparison table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Row {
    /// What the receiver of the introductions pays.
    Payout,
    /// What a side keeps.
    Keep(Side),
    /// By how much a side is better off than without a deal.
    Gain(Side),
    /// What is paid, as a share of revenue without costs passed on.
    Share,
    /// Hours of record keeping of both sides together.
    Hours,
}

impl Row {
    /// Every row, in the order of the table.
    pub const ALL: [Row; 7] = [
        Row::Payout,
        Row::Keep(Side::You),
        Row::Keep(Side::Them),
        Row::Gain(Side::You),
        Row::Gain(Side::Them),
        Row::Share,
        Row::Hours,
    ];

    /// A name for machines.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Row::Payout => "payout",
            Row::Keep(Side::You) => "keep-you",
            Row::Keep(Side::Them) => "keep-them",
            Row::Gain(Side::You) => "gain-you",
            Row::Gain(Side::Them) => "gain-them",
            Row::Share => "share",
            Row::Hours => "hours",
        }
    }
}

/// The head of a row: whose figure it is, to be said as "You" or "They" before the rest, and the rest.
#[must_use]
pub fn row_label(row: Row, direction: Direction) -> (Option<Side>, &'static str) {
    let receiver = direction.receiver();
    match row {
        Row::Payout => (Some(receiver), "pay"),
        Row::Keep(side) if side != receiver => (Some(side), "keep, after record keeping"),
        Row::Keep(Side::You) => (Some(Side::You), "keep, after your work"),
        Row::Keep(Side::Them) => (Some(Side::Them), "keep, after their work"),
        Row::Gain(side) => (Some(side), "gain over no deal"),
        Row::Share => (None, "Share of revenue"),
        Row::Hours => (None, "Hours of tracking, both"),
    }
}
