use super::ledger::stage_name;
use super::phrase::{fill, honest_percent};
use crate::tracking::{Quarter, Quarters, Source, Stage};
use crate::value::{Notation, Rate};

/// A step that referrals go through.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FunnelRow {
    /// What it is called.
    pub stage: &'static str,
    /// How many came so far.
    pub count: u32,
    /// The same, written.
    pub written: String,
    /// The share of all referrals; a dash without any.
    pub of_all: String,
    /// The share of those that came to the step before; a dash for the first, and without any.
    pub of_before: String,
}

/// How far referrals came: introduced, qualified, won.
#[must_use]
pub fn funnel(source: &Source, notation: &dyn Notation) -> [FunnelRow; 3] {
    let tally = &source.tally;
    let share = |part: u32, whole: u32| {
        let rate = Rate::of_whole(part.into(), whole.into());
        rate.map_or_else(|| "–".into(), |rate| honest_percent(rate, 0, notation))
    };
    let (all, qualified, won) = (tally.referrals(), tally.qualified(), tally.decided().won);
    let row = |stage, count: u32, before: Option<u32>| FunnelRow {
        stage,
        count,
        written: notation.count(count.into()),
        of_all: share(count, all),
        of_before: before.map_or_else(|| "–".into(), |before| share(count, before)),
    };
    [
        row(stage_name(Stage::Introduced), all, None),
        row(stage_name(Stage::Qualified), qualified, Some(all)),
        row(stage_name(Stage::Won), won, Some(qualified)),
    ]
}

/// What becomes of the referrals that the funnel does not show as won.
#[must_use]
pub fn funnel_note(source: &Source, notation: &dyn Notation) -> String {
    let count = |count: u32| notation.count(count.into());
    let (open, lost) = (source.tally.open(), source.tally.decided().lost);
    match open {
        0 => fill("Nothing is open; {0} lost.", &[&count(lost)]),
        _ => fill("{0} open, which may still become work; {1} lost.", &[&count(open), &count(lost)]),
    }
}

/// The funnel in words, for those who do not see it.
#[must_use]
pub fn funnel_in_words(rows: &[FunnelRow]) -> String {
    let each: Vec<String> = rows
        .iter()
        .map(|row| fill("{0} {1} ({2} of all)", &[&row.written, &row.stage.to_lowercase(), &row.of_all]))
        .collect();
    fill("How far referrals came: {0}", &[&each.join(", ")])
}

/// A quarter, "Q4 2026".
#[must_use]
pub fn quarter_name(quarter: Quarter) -> String {
    fill("Q{0} {1}", &[&quarter.quarter.to_string(), &quarter.year.to_string()])
}

/// The quarters in words, for those who do not see them.
#[must_use]
pub fn quarters_in_words(quarters: &Quarters, notation: &dyn Notation) -> String {
    let count = |count: u32| notation.count(count.into());
    let mut each: Vec<String> = quarters
        .quarters
        .iter()
        .map(|of| fill("{0} {1} and {2}", &[&quarter_name(of.quarter), &count(of.referrals), &count(of.won)]))
        .collect();
    if let Some(last) = each.last_mut() {
        last.push_str(" so far");
    }
    fill("Referrals of each quarter and how many of them were won: {0}", &[&each.join(", ")])
}

/// What there is to say about the quarters that are shown, and those that are not.
#[must_use]
pub fn quarters_note(quarters: &Quarters, notation: &dyn Notation) -> String {
    let count = |count: u32| notation.count(count.into());
    let mut parts = vec!["By the quarter of the introduction; won is what became work since then.".to_owned()];
    let open: u32 = quarters.quarters.iter().map(|of| of.open).sum();
    if open > 0 {
        parts.push(fill("{0} open, so that won may still rise.", &[&count(open)]));
    }
    if let Some(last) = quarters.quarters.last() {
        parts.push(fill("{0} is not over.", &[&quarter_name(last.quarter)]));
    }
    for (left_out, template) in
        [(quarters.earlier, "{0} earlier not shown."), (quarters.later, "{0} dated after this quarter, not shown.")]
    {
        if left_out > 0 {
            parts.push(fill(template, &[&count(left_out)]));
        }
    }
    parts.join(" ")
}
