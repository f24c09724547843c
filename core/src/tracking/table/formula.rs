//! Text that a spreadsheet would run when it opens a file: the importer of a stranger's client list must not hand its
//! formulas on (CSV injection). An apostrophe before such a text makes it text.

use std::borrow::Cow;

/// Whether a spreadsheet would take the text for a formula.
pub(super) fn is_formula(text: &str) -> bool {
    text.trim_start_matches(' ').starts_with(['=', '+', '-', '@', '\t', '\r'])
}

/// The text as it is written to a file. One that is a formula behind apostrophes of its own gets another, so that
/// [`bared`] gives back every text.
pub(crate) fn guarded(text: &str) -> Cow<'_, str> {
    if is_formula(text.trim_start_matches('\'')) { format!("'{text}").into() } else { text.into() }
}

/// The text without the apostrophe that [`guarded`] put before it.
pub(super) fn bared(text: &str) -> &str {
    match text.strip_prefix('\'') {
        Some(rest) if is_formula(rest.trim_start_matches('\'')) => rest,
        _ => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_formulas_get_an_apostrophe_and_lose_it_again() {
        for (text, written) in [
            ("=1+1", "'=1+1"),
            ("+4912", "'+4912"),
            ("-", "'-"),
            ("@cmd", "'@cmd"),
            ("\t=1", "'\t=1"),
            ("\r=1", "'\r=1"),
            ("  =1", "'  =1"),
            ("'=1", "''=1"),
            ("''-1", "'''-1"),
            ("'tis", "'tis"),
            ("'", "'"),
            ("", ""),
            ("a=1", "a=1"),
            ("O'Neill", "O'Neill"),
        ] {
            assert_eq!((guarded(text).as_ref(), bared(written)), (written, text));
        }
    }
}
