//! The rows of one referral put together to its facts.

use chrono::NaiveDate;

use super::bills::{Fault, bills};
use super::read::{Row, Said};
use super::vocabulary::RewardWord;
use super::{Field, Mapping, Problem};
use crate::ledger::Bill;
use crate::tracking::{Facts, Reward, Stage, Tracked, TrackedError};
use crate::value::{Id, Name};

/// What the rows of one referral say together.
pub(super) struct Together {
    pub said: Said,
    pub bills: Vec<Bill>,
    /// How many rows only say once more what those before them said.
    pub repeated: usize,
}

/// Puts rows together. What a row leaves empty is as another one says.
///
/// # Errors
/// Everything that is wrong with them.
pub(super) fn together(rows: &[Row], line: impl Fn(&Row) -> usize) -> Result<Together, Vec<Fault>> {
    let mut faults: Vec<Fault> = Vec::new();
    let mut said = Said::default();
    let mut repeated = 0;
    for (place, row) in rows.iter().enumerate() {
        faults.extend(row.problems.iter().map(|(field, problem)| (place, *field, problem.clone())));
        if place == 0 {
            said = row.said.clone();
            continue;
        }
        let before = said.clone();
        for field in said.add(&row.said) {
            let line = rows.first().map_or(0, &line);
            faults.push((place, Some(field), Problem::Differs { line }));
        }
        if said == before && !row.has_bills() {
            repeated += 1;
        }
    }
    let needed = [(Field::Client, said.client.is_none()), (Field::Introduced, said.introduced.is_none())];
    for (field, is_missing) in needed {
        if is_missing && !faults.iter().any(|(_, other, _)| *other == Some(field)) {
            faults.push((0, Some(field), Problem::Missing));
        }
    }
    match bills(rows) {
        Ok(bills) if faults.is_empty() => Ok(Together { said, bills, repeated }),
        Ok(_) => Err(faults),
        Err(more) => {
            faults.extend(more);
            Err(faults)
        }
    }
}

impl Said {
    /// Takes over what `other` says and this does not; returns what they contradict each other in.
    fn add(&mut self, other: &Said) -> Vec<Field> {
        let name = |a: &Name, b: &Name| a.folded() == b.folded();
        let differ = [
            (Field::Client, add(&mut self.client, &other.client, name)),
            (Field::Project, add(&mut self.project, &other.project, name)),
            (Field::Contact, add(&mut self.contact, &other.contact, name)),
            (Field::Source, add(&mut self.source, &other.source, name)),
            (Field::MadeBy, add(&mut self.made_by, &other.made_by, PartialEq::eq)),
            (Field::Kind, add(&mut self.kind, &other.kind, PartialEq::eq)),
            (Field::Introduced, add(&mut self.introduced, &other.introduced, PartialEq::eq)),
            (Field::Expected, add(&mut self.expected, &other.expected, PartialEq::eq)),
            (Field::Qualified, add(&mut self.qualified, &other.qualified, PartialEq::eq)),
            (Field::Won, add(&mut self.won, &other.won, PartialEq::eq)),
            (Field::Lost, add(&mut self.lost, &other.lost, PartialEq::eq)),
            (Field::Stage, add(&mut self.stage, &other.stage, PartialEq::eq)),
            (Field::StageSince, add(&mut self.since, &other.since, PartialEq::eq)),
            (Field::Closed, add(&mut self.closed, &other.closed, PartialEq::eq)),
            (Field::RewardDue, add(&mut self.reward_due, &other.reward_due, PartialEq::eq)),
            (Field::RewardPaid, add(&mut self.reward_paid, &other.reward_paid, PartialEq::eq)),
            (Field::Reward, add(&mut self.reward, &other.reward, PartialEq::eq)),
            (Field::Note, add(&mut self.note, &other.note, PartialEq::eq)),
        ];
        differ.into_iter().filter(|(_, agrees)| !agrees).map(|(field, _)| field).collect()
    }

    /// The days of qualifying, winning and losing: as they are given, else as the word for the stage has them.
    fn steps(&self, introduced: NaiveDate, today: NaiveDate) -> [Option<NaiveDate>; 3] {
        let steps = [self.qualified, self.won, self.lost];
        if steps.iter().any(Option::is_some) {
            return steps;
        }
        let since = self.since.unwrap_or(introduced);
        let closed = self.closed.or(self.since).unwrap_or(introduced);
        // What was reached was reached by today.
        let reached = |day: NaiveDate| Some(if day > today { today.max(introduced) } else { day });
        match self.stage {
            Some(Stage::Qualified) => [reached(since), None, None],
            Some(Stage::Won) => [None, reached(closed), None],
            Some(Stage::Lost) => [None, None, reached(closed)],
            Some(Stage::Introduced) | None => steps,
        }
    }

    /// The reward: as its days say, else as its word does, due since the win or the introduction.
    fn reward(&self, introduced: NaiveDate, won: Option<NaiveDate>) -> Reward {
        let since = won.unwrap_or(introduced);
        match (self.reward_due, self.reward_paid, self.reward) {
            (due, Some(paid), _) => Reward::Paid { due: due.unwrap_or(paid), paid },
            (Some(due), None, Some(RewardWord::Paid)) => Reward::Paid { due, paid: due },
            (Some(due), None, _) => Reward::Due(due),
            (None, None, Some(RewardWord::Due)) => Reward::Due(since),
            (None, None, Some(RewardWord::Paid)) => Reward::Paid { due: since, paid: since },
            (None, None, Some(RewardWord::None) | None) => Reward::None,
        }
    }
}

/// Takes a value over; whether both agree.
fn add<T: Clone>(mine: &mut Option<T>, theirs: &Option<T>, agree: impl Fn(&T, &T) -> bool) -> bool {
    match (&mine, theirs) {
        (Some(mine), Some(theirs)) => agree(mine, theirs),
        (None, Some(theirs)) => {
            *mine = Some(theirs.clone());
            true
        }
        (_, None) => true,
    }
}

impl Together {
    /// The facts of the referral. What no column holds stays as it was in `old`.
    pub fn facts(
        &self,
        mapping: &Mapping,
        today: NaiveDate,
        contact: Option<Id>,
        old: Option<&Tracked>,
    ) -> Option<Facts> {
        let said = &self.said;
        let (client, introduced) = (said.client.clone()?, said.introduced?);
        let has = |fields: &[Field]| fields.iter().any(|field| mapping.has(*field));
        let mut facts = match old {
            Some(old) => Facts { client, introduced, ..old.facts() },
            None => Facts { made_by: mapping.made_by, ..Facts::new(client, introduced) },
        };
        if has(&[Field::Project]) {
            facts.project.clone_from(&said.project);
        }
        if has(&[Field::Contact]) {
            facts.contact = contact;
        }
        if has(&[Field::MadeBy]) {
            facts.made_by = said.made_by.unwrap_or(mapping.made_by);
        }
        if has(&[Field::Kind]) {
            facts.kind = said.kind.unwrap_or_default();
        }
        if has(&[Field::Source]) {
            facts.source.clone_from(&said.source);
        }
        if has(&[Field::Expected]) {
            facts.expected = said.expected;
        }
        if has(&[Field::Qualified, Field::Won, Field::Lost, Field::Stage]) && !self.is_at_stage_of(old) {
            [facts.qualified, facts.won, facts.lost] = said.steps(introduced, today);
        }
        if has(&[Field::RewardDue, Field::RewardPaid, Field::Reward]) && !self.has_reward_of(old) {
            facts.reward = said.reward(introduced, facts.won);
        }
        if has(&BILLS) {
            facts.bills.clone_from(&self.bills);
        }
        if has(&[Field::Note]) {
            facts.note = said.note.clone().unwrap_or_default();
        }
        Some(facts)
    }

    /// Whether a word alone says how far it has come, and it has come as far already: then its days are known better.
    fn is_at_stage_of(&self, old: Option<&Tracked>) -> bool {
        let said = &self.said;
        let closed = said.closed.filter(|_| matches!(said.stage, Some(Stage::Won | Stage::Lost)));
        let days = [said.qualified, said.won, said.lost, said.since, closed];
        days.iter().all(Option::is_none) && old.is_some_and(|old| Some(old.stage()) == said.stage)
    }

    /// The same of the reward.
    fn has_reward_of(&self, old: Option<&Tracked>) -> bool {
        let is_said = self.said.reward_due.is_some() || self.said.reward_paid.is_some();
        let word = old.map(|old| match old.reward() {
            Reward::None => RewardWord::None,
            Reward::Due(_) => RewardWord::Due,
            Reward::Paid { .. } => RewardWord::Paid,
        });
        !is_said && word.is_some() && word == self.said.reward
    }
}

/// What is said of bills.
const BILLS: [Field; 7] = [
    Field::InvoiceDate,
    Field::Invoiced,
    Field::PassedOn,
    Field::PaymentDate,
    Field::Paid,
    Field::RefundDate,
    Field::Refunded,
];

/// Which row and which column is to blame for facts that contradict each other.
pub(super) fn blame(error: TrackedError, rows: &[Row]) -> Fault {
    use TrackedError as T;
    let with_bills = rows.iter().position(Row::has_bills).unwrap_or(0);
    let (row, field) = match error {
        T::BeforeIntroduction(stage) | T::BeforeQualified(stage) => (0, Some(step(stage, rows))),
        T::BilledNotWon => (with_bills, Some(Field::Won)),
        T::NegativeValue => (0, Some(Field::Expected)),
        T::RewardTooEarly => (0, Some(Field::RewardDue)),
        T::TooManyBills | T::Bills(_) => {
            let bills = rows.iter().enumerate().filter_map(|(place, row)| {
                let invoice = row.invoice.map(|(day, _)| (day, place, Field::InvoiceDate));
                invoice.or(row.payment.map(|(day, _)| (day, place, Field::PaymentDate)))
            });
            bills.min().map_or((with_bills, None), |(_, place, field)| (place, Some(field)))
        }
        T::NoNumber => (0, Some(Field::Number)),
        T::Day => (0, None),
    };
    (row, field, error.into())
}

/// The column that says since when: that of the step, or of the word for it.
fn step(stage: Stage, rows: &[Row]) -> Field {
    let said = |day: fn(&Said) -> Option<NaiveDate>| rows.iter().any(|row| day(&row.said).is_some());
    let (field, is_said) = match stage {
        Stage::Introduced => (Field::Introduced, true),
        Stage::Qualified => (Field::Qualified, said(|said| said.qualified)),
        Stage::Won => (Field::Won, said(|said| said.won)),
        Stage::Lost => (Field::Lost, said(|said| said.lost)),
    };
    match is_said {
        true => field,
        false if said(|said| said.closed) => Field::Closed,
        false if said(|said| said.since) => Field::StageSince,
        false => field,
    }
}
