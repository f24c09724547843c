//! Terms of every model and years of work for tests, the same in every run.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a failed unwrap is a failed test")]

use super::*;
use crate::ledger::Regular;
use crate::value::{Money, Rate};

/// Numbers that are the same in every run (xorshift).
pub(crate) struct Numbers(pub(crate) u64);

impl Numbers {
    /// One of `0..bound`.
    pub(crate) fn below(&mut self, bound: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % bound
    }

    pub(crate) fn maybe<T>(&mut self, of: impl FnOnce(&mut Numbers) -> T) -> Option<T> {
        (self.below(2) == 0).then(|| of(self))
    }

    pub(crate) fn money(&mut self, bound: u64) -> Money {
        Money::new(self.below(bound).cast_signed()).unwrap()
    }

    pub(crate) fn rate(&mut self) -> Rate {
        Rate::new(u32::try_from(self.below(400_001)).unwrap()).unwrap()
    }

    pub(crate) fn tiers(&mut self) -> (Tiers, TierScope) {
        let mut from = Money::ZERO;
        let tiers = (0..=self.below(5)).map(|_| {
            let tier = Tier { from, rate: self.rate() };
            from = Money::new(from.minor() + 1 + self.below(400_000).cast_signed()).unwrap();
            tier
        });
        let tiers = Tiers::new(tiers.collect()).unwrap();
        (tiers, [TierScope::AgreementYear, TierScope::Project][usize::from(self.below(2) == 0)])
    }

    pub(crate) fn share(&mut self) -> Percentage {
        let scale = match self.below(3) {
            0 => Scale::Flat(self.rate()),
            1 => {
                let (tiers, scope) = self.tiers();
                Scale::Marginal(tiers, scope)
            }
            _ => {
                let (tiers, scope) = self.tiers();
                Scale::Whole(tiers, scope)
            }
        };
        let share = Percentage::new(scale)
            .on([Base::Gross, Base::Net][usize::from(self.below(2) == 0)])
            .accruing([Accrues::OnPayment, Accrues::OnInvoice][usize::from(self.below(2) == 0)]);
        let share = share.within(self.maybe(|n| 1 + u16::try_from(n.below(30)).unwrap())).unwrap();
        share.capped(self.maybe(|n| n.money(30_000)), self.maybe(|n| n.money(200_000))).unwrap()
    }

    pub(crate) fn retainer(&mut self) -> Retainer {
        let back = self.money(50_000);
        let payer = [Payer::Receiver, Payer::Introducer, Payer::Mutual { back }];
        let payer = *payer.get(usize::try_from(self.below(3)).unwrap()).unwrap();
        let minimum = self.maybe(|n| {
            let shortfall = [Shortfall::Credited, Shortfall::Ignored][usize::from(n.below(3) == 0)];
            Minimum::new(1 + u16::try_from(n.below(6)).unwrap(), shortfall).unwrap()
        });
        Retainer::new(self.money(50_000), payer, minimum).unwrap()
    }

    pub(crate) fn terms(&mut self) -> Terms {
        match self.below(6) {
            0 => {
                let over = self.maybe(|n| n.money(150_000));
                let due = over.map_or(FeeDue::QualifiedReferral, |over| FeeDue::WonProject { over });
                Terms::FixedFee(FixedFee::new(self.money(50_000), due).unwrap())
            }
            1 => Terms::Retainer(self.retainer()),
            2 | 3 => Terms::Percentage(self.share()),
            _ => {
                let (retainer, share) = (self.retainer(), self.share());
                let (a, b) = (self.maybe(|n| n.money(900_000)), self.maybe(|n| n.money(900_000)));
                let floor = a.map(|a| b.map_or(a, |b| a.min(b)));
                let cap = b.map(|b| a.map_or(b, |a| a.max(b)));
                Terms::Hybrid(Hybrid::new(retainer, share, floor, cap).unwrap())
            }
        }
    }

    pub(crate) fn work(&mut self) -> Regular {
        let introductions = u32::try_from(self.below(40)).unwrap();
        Regular {
            introductions,
            projects: u32::try_from(self.below(u64::from(introductions) + 1)).unwrap(),
            value: self.money(200_000),
            months: 1 + u16::try_from(self.below(40)).unwrap(),
            pass_through: self.rate(),
        }
    }
}
