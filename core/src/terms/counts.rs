use super::{FeeDue, Minimum, Percentage, Retainer, Scale, Shortfall, Terms, TierScope};

/// Whether what terms pay depends on numbers beside what clients pay.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// On how many projects were won.
    pub projects: bool,
    /// On how many introductions were made.
    pub introductions: bool,
}

impl Terms {
    /// Which numbers the payout depends on.
    #[must_use]
    pub fn counts(&self) -> Counts {
        match self {
            Terms::FixedFee(fee) => {
                let introductions = fee.due() == FeeDue::QualifiedReferral;
                Counts { projects: !introductions, introductions }
            }
            Terms::Retainer(retainer) => Counts { projects: false, introductions: is_credited(retainer) },
            Terms::Percentage(share) => Counts { projects: is_by_project(share), introductions: false },
            Terms::Hybrid(hybrid) => {
                Counts { projects: is_by_project(hybrid.percentage()), introductions: is_credited(hybrid.retainer()) }
            }
        }
    }
}

fn is_credited(retainer: &Retainer) -> bool {
    retainer.minimum().map(|minimum: Minimum| minimum.shortfall()) == Some(Shortfall::Credited)
}

fn is_by_project(share: &Percentage) -> bool {
    let by_project =
        matches!(share.scale(), Scale::Marginal(_, TierScope::Project) | Scale::Whole(_, TierScope::Project));
    by_project || share.client_cap().is_some()
}
