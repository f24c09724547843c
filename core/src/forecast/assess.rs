use super::norm::Place;
use super::{Assumptions, Case, Comparison, Figures, Offered};
use crate::value::{Chance, Id, Money, Rate, Side};

/// How one offer stands against the tests of the verdict.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assessment {
    /// The offer.
    pub id: Id,
    /// Every test made here that it fails, likely year first.
    pub misses: Vec<Miss>,
    /// The tests on simulated years that lie within two standard errors of their limit, failed or not.
    pub near: Vec<Miss>,
    /// How it stands with the partner by their own account, where only your side is tested here.
    pub declared: Option<Standing>,
}

/// Whose side is tested.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Eyes<'a> {
    /// Both: every figure is known here.
    Both,
    /// Yours alone. How offers stand with the partner is what they say; of some they may say nothing.
    Yours(&'a [(Id, Standing)]),
}

impl Eyes<'_> {
    /// The sides whose figures are tested.
    pub(super) const fn tested(&self) -> &'static [Side] {
        match self {
            Eyes::Both => &Side::BOTH,
            Eyes::Yours(_) => &[Side::You],
        }
    }

    fn declared(&self, id: Id) -> Option<Standing> {
        match self {
            Eyes::Both => None,
            Eyes::Yours(declared) => declared.iter().find(|(of, _)| *of == id).map(|(_, standing)| *standing),
        }
    }
}

/// A test that an offer fails in one case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Miss {
    /// The year.
    pub case: Case,
    /// The test, and by how much.
    pub reason: Reason,
}

/// The tests of the verdict, as they fail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// In the usual year this side does not come out ahead.
    NotAhead {
        /// Who.
        side: Side,
        /// Their gain, 0 or less.
        gain: Money,
    },
    /// In a low year this side loses more than the usual year brings.
    BadYear {
        /// Who.
        side: Side,
        /// Their gain in that year, below 0.
        gain: Money,
        /// Their gain in the usual year.
        usual: Money,
    },
    /// Less is paid than is usual for such help.
    TooLittle {
        /// What is paid.
        payout: Money,
        /// Out of this net revenue.
        net: Money,
    },
    /// More is paid than is usual for such help, or something without any revenue.
    TooMuch {
        /// What is paid.
        payout: Money,
        /// Out of this net revenue.
        net: Money,
    },
    /// In too few simulated years what is paid is usual for such help.
    Unusual {
        /// Years in which it is, of those that have revenue or pay.
        usual: Chance,
        /// All pay over all net revenue, where that is a share.
        rate: Option<Rate>,
    },
}

/// Whether an offer works.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// In the usual year and in every low one; by every test on simulated years.
    Works,
    /// In the usual year, but not in every low one; on simulated years, but for what lies too near its limit to tell.
    WorksUsually,
    /// Not even in the usual year; by a test on simulated years.
    Fails,
}

impl Assessment {
    /// Tests an offer: each side that is tested ahead in the usual year; no low year that costs it more than the usual
    /// year brings; pay within the usual band in each of them.
    #[must_use]
    pub fn new(assumptions: &Assumptions, comparison: &Comparison, offered: &Offered, eyes: Eyes) -> Assessment {
        let tested = eyes.tested();
        let mut misses = Vec::new();
        if let Some(usual) = offered.figures.first() {
            for (&case, figures) in comparison.cases.iter().zip(&offered.figures) {
                misses.extend(failures(assumptions, tested, case, figures, usual).map(|reason| Miss { case, reason }));
            }
        }
        Assessment { id: offered.id, misses, near: Vec::new(), declared: eyes.declared(offered.id) }
    }

    /// Whether the offer works: by every test made here, and with the partner by their own account.
    #[must_use]
    pub fn standing(&self) -> Standing {
        self.tested().max(self.declared.unwrap_or(Standing::Works))
    }

    /// Whether the offer works by the tests made here.
    #[must_use]
    pub fn tested(&self) -> Standing {
        self.standing_by(|_| true)
    }

    /// Whether the offer works for one side: whether that side comes out ahead, whatever the other does and is usual.
    #[must_use]
    pub fn standing_for(&self, side: Side) -> Standing {
        self.standing_by(|miss| miss.reason.side() == Some(side))
    }

    /// What the tests that count come to; failed ones of the likely year are first.
    fn standing_by(&self, counts: impl Fn(&Miss) -> bool) -> Standing {
        let mut misses = self.misses.iter().filter(|miss| counts(miss) && !self.near.contains(miss));
        match misses.next() {
            Some(Miss { case: Case::Likely | Case::Simulated, .. }) => Standing::Fails,
            Some(Miss { case: Case::Low(_), .. }) => Standing::WorksUsually,
            None if self.near.iter().any(counts) => Standing::WorksUsually,
            None => Standing::Works,
        }
    }
}

impl Reason {
    /// Whose figures fail the test; of the usual band, nobody's alone.
    #[must_use]
    pub const fn side(&self) -> Option<Side> {
        match self {
            Reason::NotAhead { side, .. } | Reason::BadYear { side, .. } => Some(*side),
            Reason::TooLittle { .. } | Reason::TooMuch { .. } | Reason::Unusual { .. } => None,
        }
    }
}

/// The tests of these sides and of the band that a year fails.
pub(super) fn failures<'a>(
    assumptions: &'a Assumptions,
    tested: &'static [Side],
    case: Case,
    figures: &'a Figures,
    usual: &'a Figures,
) -> impl Iterator<Item = Reason> + 'a {
    let sides = tested.iter().filter_map(move |&side| {
        let (gain, usual) = (*figures.gain.of(side), *usual.gain.of(side));
        match case {
            Case::Likely | Case::Simulated => (gain <= Money::ZERO).then_some(Reason::NotAhead { side, gain }),
            // A side that is not ahead in the usual year has failed there already.
            Case::Low(_) => (usual > Money::ZERO && gain < -usual).then_some(Reason::BadYear { side, gain, usual }),
        }
    });
    let (payout, net) = (figures.payout, figures.net);
    let band = match assumptions.norm.band.place(payout, net) {
        Some(Place::Below) => Some(Reason::TooLittle { payout, net }),
        Some(Place::Above) => Some(Reason::TooMuch { payout, net }),
        Some(Place::Inside) | None => None,
    };
    sides.chain(band)
}
