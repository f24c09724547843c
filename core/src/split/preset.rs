use super::{FixedSplit, JointSplit};
use crate::terms::presets::Source;
use crate::value::Id;

/// A split of joint work between two to start from, with where it comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SplitPreset {
    /// 50 to 50.
    Halves,
    /// By contribution, with the cash put in repaid first.
    CashFirst,
    /// By contribution, cash and hours alike.
    Contribution,
}

impl SplitPreset {
    /// Every preset, in the order in which they are offered.
    pub const ALL: [SplitPreset; 3] = [SplitPreset::Halves, SplitPreset::CashFirst, SplitPreset::Contribution];

    /// Where it comes from.
    #[must_use]
    pub const fn source(self) -> Source {
        match self {
            SplitPreset::Halves | SplitPreset::Contribution => Source::Article,
            SplitPreset::CashFirst => Source::Ours,
        }
    }

    /// The split between these two; nothing when they are the same.
    #[must_use]
    pub fn between(self, one: Id, other: Id) -> Option<JointSplit> {
        match self {
            SplitPreset::Halves => FixedSplit::new(vec![(one, 50), (other, 50)]).ok().map(JointSplit::Fixed),
            SplitPreset::CashFirst => Some(JointSplit::Contribution { cash_first: true }),
            SplitPreset::Contribution => Some(JointSplit::Contribution { cash_first: false }),
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::split::SplitKind;

    #[test]
    fn every_preset_divides_between_two() {
        let (you, them) = (Id::from_u128(1), Id::from_u128(2));
        let kinds = SplitPreset::ALL.map(|preset| preset.between(you, them).unwrap().kind());
        assert_eq!(kinds, [SplitKind::Fixed, SplitKind::Contribution, SplitKind::Contribution]);
        assert_eq!(SplitPreset::Halves.between(you, you), None);
        assert_eq!(SplitPreset::ALL.map(SplitPreset::source), [Source::Article, Source::Ours, Source::Article]);
    }
}
