use crate::value::{Money, Rate};

/// The kind of help that an introduction comes with, which decides what is usually paid for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Help {
    /// Passing on a name.
    Lead,
    /// An introduction with active help: a recommendation, a joint first call.
    #[default]
    Active,
    /// Work done in the other's name.
    Subcontract,
}

/// The share of net revenue that is usually paid: from `low` to `high`, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Band {
    /// The lower edge.
    pub low: Rate,
    /// The upper edge.
    pub high: Rate,
}

/// What is usual for a kind of help. Customary figures and a default of ours, not a statistic.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Norm {
    /// The usual rate.
    pub usual: Rate,
    /// What still passes as usual.
    pub band: Band,
}

impl Help {
    /// Every kind.
    pub const ALL: [Help; 3] = [Help::Lead, Help::Active, Help::Subcontract];

    /// 5% for a lead and 10% with active help, each with a band from half to double; 30% for subcontracted work, band
    /// 25–40%.
    #[must_use]
    pub const fn norm(self) -> Norm {
        match self {
            Help::Lead => Norm::around(5),
            Help::Active => Norm::around(10),
            Help::Subcontract => {
                Norm { usual: Rate::percent(30), band: Band { low: Rate::percent(25), high: Rate::percent(40) } }
            }
        }
    }
}

impl Norm {
    const fn around(percent: u32) -> Norm {
        let low = match Rate::new(percent * 5_000) {
            Ok(rate) => rate,
            Err(_) => Rate::ZERO,
        };
        Norm { usual: Rate::percent(percent), band: Band { low, high: Rate::percent(percent * 2) } }
    }
}

impl Band {
    /// Where `pay` out of `net` revenue lies: inside, below or above; nothing without either. The edges are rounded to the
    /// minor unit, as pay is: a share at the rate of an edge is inside, whichever way it was rounded.
    #[must_use]
    pub fn place(&self, pay: Money, net: Money) -> Option<Place> {
        if pay == Money::ZERO && net == Money::ZERO {
            return None;
        }
        if net <= Money::ZERO {
            return Some(Place::Above);
        }
        Some(if pay < self.low.of(net) {
            Place::Below
        } else if pay > self.high.of(net) {
            Place::Above
        } else {
            Place::Inside
        })
    }
}

impl Band {
    /// Where a rate lies.
    #[must_use]
    pub fn place_of(&self, rate: Rate) -> Place {
        if rate < self.low {
            Place::Below
        } else if rate > self.high {
            Place::Above
        } else {
            Place::Inside
        }
    }
}

/// Where a share lies against a band.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// Too little.
    Below,
    /// Usual.
    Inside,
    /// Too much, or pay without revenue.
    Above,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_band_holds_both_its_edges() {
        let band = Help::Active.norm().band;
        for (pay, net, place) in [
            (5, 100, Some(Place::Inside)),
            (20, 100, Some(Place::Inside)),
            (49, 1_000, Some(Place::Below)),
            (201, 1_000, Some(Place::Above)),
            (1, 0, Some(Place::Above)),
            (-1, 100, Some(Place::Below)),
            (0, 0, None),
            // 5% of 9 and 20% of 13 are 0.45 and 2.6, which pay rounds to 0 and to 3.
            (0, 9, Some(Place::Inside)),
            (0, 10, Some(Place::Below)),
            (3, 13, Some(Place::Inside)),
            (3, 12, Some(Place::Above)),
        ] {
            let [pay_amount, net_amount] = [pay, net].map(|minor| Money::new(minor).unwrap());
            assert_eq!(band.place(pay_amount, net_amount), place, "{pay} of {net}");
        }
        assert_eq!(Help::Lead.norm().band.low.ppm(), 25_000);
    }
}
