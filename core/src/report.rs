//! Every figure that the page shows, as JSON, from the functions that the page calls.
//!
//! Units are those of a document: amounts in minor units, rates in parts per million, quantities in millionths, times in
//! seconds. Shares of revenue are fractions of 1; exact fractions are texts, "numerator/denominator", in minor units or
//! in projects a month. What cannot be computed is null, or `{"error": …}` with the reason.

mod codes;
mod forecast;
mod introductions;
mod joint;
mod ledger;
mod partners;
mod plan;
mod portfolio;
mod proposal;
mod rows;
mod sources;
mod studies;

use chrono::NaiveDate;
use serde_json::{Value, json};

use crate::exchange::{File, Problems, ReadError, open};
use crate::value::{Money, Plain, Sides};
use crate::words;
use crate::workspace::Workspace;

pub use studies::studies;

/// The figures of the workspace or the proposal in `file`: two-space JSON with its keys in order and a line break at its
/// end. The same file gives the same bytes on every machine. What depends on the day, such as how long ago a partnership
/// ended, is null unless `today` is given.
///
/// # Errors
/// [`ReadError`], when the file is neither.
pub fn report(file: &[u8], today: Option<NaiveDate>) -> Result<String, ReadError> {
    let figures = match open(file)? {
        File::Workspace(document) => {
            let workspace = &document.workspace;
            json!({
                "currency": workspace.currency().code(),
                "is_intact": document.is_intact,
                "unknown_fields": document.notices.notices(),
                "introductions": introductions::figures(workspace),
                "changes": changes(workspace),
                "rows": rows::figures(workspace),
                "joint_work": joint::figures(workspace),
                "partners": partners::figures(workspace, today),
                "portfolio": portfolio::figures(workspace),
                "sources": sources::figures(workspace),
                "ledger": ledger::figures(workspace, today),
                "plan": plan::figures(workspace, today),
            })
        }
        File::Proposal(received) => json!({
            "currency": received.proposal.currency().code(),
            "is_intact": received.is_intact,
            "unknown_fields": received.notices.notices(),
            "proposal": proposal::figures(&received.proposal),
        }),
    };
    Ok(format!("{figures:#}\n"))
}

/// Why a text is no file of Concord: one sentence, then a line for each problem, with a line break at its end.
#[must_use]
pub fn refusal(error: &ReadError) -> String {
    let mut text = format!("{error}\n");
    if let ReadError::Problems(problems) = error {
        for problem in problems.kept().iter().filter(|problem| !problem.is_notice()) {
            text.push_str(&format!("- {problem}\n"));
        }
        let more = problems.errors().saturating_sub(Problems::KEPT);
        if more > 0 {
            text.push_str(&format!("- and {more} more\n"));
        }
    }
    text
}

/// The changes of terms as the page says them, the newest first.
fn changes(workspace: &Workspace) -> Value {
    let line = |line: words::ChangeLine| {
        let before = line.before.as_ref().map(|before| words::offer_label(before, &Plain(workspace.currency())));
        json!({
            "day": line.day.to_string(),
            "offer": line.offer.to_string(),
            "text": line.text,
            "before": before,
        })
    };
    words::changes(workspace, &Plain(workspace.currency())).into_iter().map(line).collect()
}

fn sides(amounts: Sides<Money>) -> Value {
    json!({ "you": amounts.you.minor(), "them": amounts.them.minor() })
}

/// A result as its figures, or as the reason why there are none.
fn or_error<E: std::fmt::Display>(result: Result<Value, E>) -> Value {
    result.unwrap_or_else(|error| json!({ "error": error.to_string() }))
}

#[cfg(test)]
mod tests;
