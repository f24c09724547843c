use super::phrase::{fill, listed, with_noun};
use crate::terms::{Crossings, End, Exact, Interval, Jump};
use crate::value::{Money, Notation, Quantity};

/// Where two offers pay the same and where each pays more, by what a project is worth or else by projects a month.
/// `names` are the two offers', the first of the comparison first.
#[must_use]
pub fn crossing(names: (&str, &str), crossings: &Crossings, by_value: bool, notation: &dyn Notation) -> String {
    let axis = Axis { by_value, notation };
    let mut parts = Vec::new();
    let points: Vec<String> = crossings.equal.iter().filter(|at| at.numer() > &0).map(|at| axis.at(*at)).collect();
    if !points.is_empty() {
        parts.push(fill("equal at {0}", &[&listed(&points, "and")]));
    }
    for (always, template, name, over) in [
        ("both always pay the same", "both pay the same {1}", "", &crossings.equal_on),
        ("{0} always pays more", "{0} pays more {1}", names.0, &crossings.first_more),
        ("{0} always pays more", "{0} pays more {1}", names.1, &crossings.second_more),
    ] {
        let over: Option<Vec<String>> = over.iter().map(|interval| axis.over(interval)).collect();
        match over.as_deref() {
            Some([]) => (),
            Some(over) => parts.push(fill(template, &[name, &listed(over, "and")])),
            None => parts.push(fill(always, &[name])),
        }
    }
    for (name, jumps) in [(names.0, &crossings.first_jumps), (names.1, &crossings.second_jumps)] {
        parts.extend(jumps.iter().map(|jump| axis.jump(name, jump)));
    }
    fill("{0} and {1}: {2}.", &[names.0, names.1, &parts.join("; ")])
}

struct Axis<'a> {
    by_value: bool,
    notation: &'a dyn Notation,
}

impl Axis<'_> {
    fn money(&self, amount: Exact) -> String {
        self.notation.money(Money::rounded(*amount.numer(), *amount.denom()).unwrap_or(Money::MAX))
    }

    fn at(&self, at: Exact) -> String {
        if self.by_value {
            return self.money(at);
        }
        let millionths = (at * Quantity::SCALE).round().to_integer();
        let quantity = u64::try_from(millionths).ok().and_then(|m| Quantity::new(m).ok()).unwrap_or(Quantity::MAX);
        with_noun(self.notation.quantity(quantity, 2), "project a month", "projects a month")
    }

    /// Where an interval is; none where it is everything.
    fn over(&self, Interval { from, to }: &Interval) -> Option<String> {
        let from_zero = from.at.numer() == &0;
        let (template, to) = match to {
            None if from_zero => return None,
            None if from.closed => ("from {0} on", *from),
            None => ("above {0}", *from),
            Some(to @ End { closed: true, .. }) if from_zero => ("up to {1}", *to),
            Some(to) if from_zero => ("below {1}", *to),
            Some(to) if from.closed || to.closed => ("from {0} to {1}", *to),
            Some(to) => ("between {0} and {1}", *to),
        };
        Some(fill(template, &[&self.at(from.at), &self.at(to.at)]))
    }

    fn jump(&self, name: &str, jump: &Jump) -> String {
        let template = match (jump.before.numer() == &0, jump.value == jump.before) {
            (true, true) => "{0} starts above {1}",
            (true, false) => "{0} starts at {1}",
            (false, true) => "{0} jumps from {2} to {3} above {1}",
            (false, false) => "{0} jumps from {2} to {3} at {1}",
        };
        fill(template, &[name, &self.at(jump.at), &self.money(jump.before), &self.money(jump.after)])
    }
}
