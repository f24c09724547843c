use crate::terms::presets::Source;

/// Where a preset comes from.
#[must_use]
pub const fn source(source: Source) -> &'static str {
    match source {
        Source::Article => "From the guide’s case, unverified.",
        Source::Practice => "Customary; no statistic behind it.",
    }
}
