use super::{FixedFee, Hybrid, Payer, Percentage, Retainer, Scale, Terms, Tier, Tiers};
use crate::value::{Money, Rate};

impl Terms {
    /// The terms that pay `to` where these pay `from`, both in minor units: every amount and every rate in that proportion,
    /// to the minor unit and to parts per million; thresholds, tiers' starts, windows and minimum introductions as they are.
    ///
    /// Nothing where `from` is no more than nothing, or a rate would be above 100%.
    #[must_use]
    pub fn scaled(&self, to: i128, from: i128) -> Option<Terms> {
        if from <= 0 || to < 0 {
            return None;
        }
        let by = Proportion { to, from };
        match self {
            Terms::FixedFee(fee) => FixedFee::new(by.money(fee.amount())?, fee.due()).ok().map(Terms::FixedFee),
            Terms::Retainer(retainer) => by.retainer(retainer).map(Terms::Retainer),
            Terms::Percentage(percentage) => by.percentage(percentage).map(Terms::Percentage),
            Terms::Hybrid(hybrid) => {
                let (retainer, percentage) = (by.retainer(hybrid.retainer())?, by.percentage(hybrid.percentage())?);
                let (floor, cap) = (by.limit(hybrid.floor())?, by.limit(hybrid.cap())?);
                Hybrid::new(retainer, percentage, floor, cap).ok().map(Terms::Hybrid)
            }
        }
    }
}

/// What every payment is multiplied by.
#[derive(Clone, Copy)]
struct Proportion {
    to: i128,
    from: i128,
}

impl Proportion {
    fn money(self, amount: Money) -> Option<Money> {
        Money::rounded(amount.wide() * self.to, self.from).ok()
    }

    /// Nothing within nothing: no limit is one that can be kept.
    fn limit(self, limit: Option<Money>) -> Option<Option<Money>> {
        limit.map_or(Some(None), |limit| self.money(limit).map(Some))
    }

    fn rate(self, rate: Rate) -> Option<Rate> {
        Rate::of_whole(rate.wide() * self.to, Rate::SCALE * self.from)
    }

    fn retainer(self, retainer: &Retainer) -> Option<Retainer> {
        let payer = match retainer.payer() {
            Payer::Mutual { back } => Payer::Mutual { back: self.money(back)? },
            payer @ (Payer::Receiver | Payer::Introducer) => payer,
        };
        Retainer::new(self.money(retainer.amount())?, payer, retainer.minimum()).ok()
    }

    fn percentage(self, percentage: &Percentage) -> Option<Percentage> {
        let scale = match percentage.scale() {
            Scale::Flat(rate) => Scale::Flat(self.rate(*rate)?),
            Scale::Marginal(tiers, scope) => Scale::Marginal(self.tiers(tiers)?, *scope),
            Scale::Whole(tiers, scope) => Scale::Whole(self.tiers(tiers)?, *scope),
        };
        let (client, year) = (self.limit(percentage.client_cap())?, self.limit(percentage.year_cap())?);
        percentage.with_scale(scale).capped(client, year).ok()
    }

    fn tiers(self, tiers: &Tiers) -> Option<Tiers> {
        let scaled = |tier: &Tier| Some(Tier { rate: self.rate(tier.rate)?, ..*tier });
        Tiers::new(tiers.as_slice().iter().map(scaled).collect::<Option<_>>()?).ok()
    }
}
