use std::cmp::Ordering;

use super::piecewise::{Cut, Exact, Interval, Jump, Piecewise};

/// Where two functions of pay are equal, and where each is the larger: together, everything from 0 on, each point once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Crossings {
    /// Single points at which both pay the same.
    pub equal: Vec<Exact>,
    /// Stretches over which both pay the same.
    pub equal_on: Vec<Interval>,
    /// Where the first pays more.
    pub first_more: Vec<Interval>,
    /// Where the second pays more.
    pub second_more: Vec<Interval>,
    /// Where the first changes at once. A jump over the other line is no equality.
    pub first_jumps: Vec<Jump>,
    /// Where the second changes at once.
    pub second_jumps: Vec<Jump>,
}

impl Piecewise {
    /// This function against `second`. Compare functions of the same quantity only: pay by value with pay by value.
    #[must_use]
    pub fn compare(&self, second: &Piecewise) -> Crossings {
        let mut stretches: Vec<(Cut, Option<Cut>, Ordering)> = Vec::new();
        for next in self.beside(second) {
            match stretches.last_mut() {
                Some((_, to, order)) if *order == next.order => *to = next.to,
                _ => stretches.push((next.from, next.to, next.order)),
            }
        }
        let mut crossings =
            Crossings { first_jumps: self.jumps(), second_jumps: second.jumps(), ..Crossings::default() };
        for (from, to, order) in stretches {
            let interval = Interval::between(from, to);
            match (order, interval.point()) {
                (Ordering::Equal, Some(point)) => crossings.equal.push(point),
                (Ordering::Equal, None) => crossings.equal_on.push(interval),
                (Ordering::Greater, _) => crossings.first_more.push(interval),
                (Ordering::Less, _) => crossings.second_more.push(interval),
            }
        }
        crossings
    }
}
