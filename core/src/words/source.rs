use crate::terms::presets::Source;

/// Where a preset of terms or splits comes from.
#[must_use]
pub const fn source(source: Source) -> &'static str {
    match source {
        Source::Article => "From the guide’s case, unverified.",
        Source::Practice => "Customary; no statistic behind it.",
        Source::Ours => "An example of ours; nothing behind it.",
    }
}
