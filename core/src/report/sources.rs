use serde_json::{Map, Value, json};

use super::or_error;
use crate::tracking::{Ledger, Origin, Source, SourceMeasure, SourceOf, SourceVerdict};
use crate::value::{OutOfRange, Plain};
use crate::words;
use crate::workspace::Workspace;

/// Where referrals to the user came from and what they came to, put together in every way; null without a ledger.
pub(super) fn figures(workspace: &Workspace) -> Value {
    let ledger = workspace.ledger();
    if ledger.is_empty() {
        return Value::Null;
    }
    let by = |by| or_error(put_together(&ledger, by, &Plain(workspace.currency())));
    json!({ "kind": by(SourceOf::Kind), "source": by(SourceOf::Source), "contact": by(SourceOf::Contact) })
}

fn put_together(ledger: &Ledger, by: SourceOf, notation: &Plain) -> Result<Value, OutOfRange> {
    let (sources, all) = (ledger.sources(by)?, ledger.all_sources()?);
    let headline = words::sources_headline(&SourceVerdict::of(&sources), by, ledger, notation);
    let row = |source: &Source| {
        let name = match &source.origin {
            Some(Origin::Contact(id)) => id.to_string(),
            origin => words::source_row(origin.as_ref(), by, ledger),
        };
        json!({ "origin": source.origin.as_ref().map(|_| name), "figures": measured(source, &all) })
    };
    Ok(json!({
        "verdict": { "code": headline.code, "sentence": headline.sentence, "detail": headline.detail },
        "rows": sources.iter().map(row).collect::<Vec<_>>(),
        "all": measured(&all, &all),
    }))
}

fn measured(source: &Source, all: &Source) -> Value {
    // None of them leaves 64 bits.
    let figure = |measure: SourceMeasure| measure.of(source, all).and_then(|exact| i64::try_from(exact).ok());
    let each = SourceMeasure::ALL.map(|measure| (measure.code().to_owned(), json!(figure(measure))));
    Value::Object(each.into_iter().collect::<Map<String, Value>>())
}
