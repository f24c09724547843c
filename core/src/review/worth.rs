use super::{Basis, Chances, Decision, Efficiency, Ending, Entry, Figures, Judgement};
use crate::value::{Hours, Id, Money, Name, OutOfRange};

/// What the figures of one partnership come to.
#[derive(Clone, Debug, PartialEq)]
pub struct Review {
    /// Which partnership.
    pub partnership: Id,
    /// What it is called.
    pub name: Name,
    /// What it brought: revenue and the mean of its strategic value, to the nearest minor unit.
    pub value: Money,
    /// What it took: time at your hourly rate, and money, to the nearest minor unit.
    pub investment: Money,
    /// The ratio of the two, from unrounded amounts; none when nothing was invested.
    pub efficiency: Option<Efficiency>,
    /// What to do.
    pub judgement: Judgement,
    /// The ratio with revenue alone, which is none when `efficiency` is.
    pub without_strategic: Option<Efficiency>,
    /// The chance of each decision; none without a decision.
    pub chances: Option<Chances>,
    /// How it changed; none unless this period and the one before can both be judged.
    pub trend: Option<Trend>,
    /// What ending it would free and forgo.
    pub ending: Ending,
    /// Value less investment, unrounded, in seconds of an hour of a minor unit: what ranks within a decision.
    pub(super) gain: i128,
}

/// The ratio of the period before, judged on the same basis.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Trend {
    /// The ratio then.
    pub before: Efficiency,
    /// What it said to do then.
    pub decision_before: Decision,
    /// Which way it went since, compared unrounded.
    pub course: Course,
}

/// Which way a figure went.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Course {
    /// Up.
    Rising,
    /// Not at all.
    Level,
    /// Down.
    Falling,
}

impl Entry {
    /// What the figures come to on `basis`.
    ///
    /// # Errors
    /// [`OutOfRange`] when what it brought or took passes the bound of money.
    pub fn review(&self, basis: &Basis) -> Result<Review, OutOfRange> {
        let figures = self.figures();
        let worth = Worth::of(figures, basis)?;
        let judgement = worth.judgement(basis);
        let chances = judgement.decision().map(|decision| {
            let (strategic, revenue) = (figures.strategic.range, figures.revenue);
            Chances::over(strategic, revenue, worth.investment, &basis.thresholds())
                .unwrap_or(Chances::certain(decision))
        });
        let trend = self.previous().map(|previous| Worth::of(previous, basis)).transpose()?;
        Ok(Review {
            partnership: self.partnership(),
            name: self.name().clone(),
            value: Money::rounded(worth.value, Hours::SCALE)?,
            investment: Money::rounded(worth.investment, Hours::SCALE)?,
            efficiency: worth.efficiency(),
            judgement,
            without_strategic: Efficiency::new(figures.revenue.wide() * Hours::SCALE, worth.investment),
            chances,
            trend: trend.and_then(|before| worth.trend(before, basis)),
            ending: Ending::of([figures].into_iter(), basis)?,
            gain: worth.value - worth.investment,
        })
    }
}

/// What one partnership brought and took, exactly, in seconds of an hour of a minor unit; both in the range of money.
#[derive(Clone, Copy)]
struct Worth {
    value: i128,
    investment: i128,
}

impl Worth {
    fn of(figures: &Figures, basis: &Basis) -> Result<Worth, OutOfRange> {
        let time = figures.upkeep.wide() * basis.hourly().wide();
        let money: i128 = figures.spent(basis).sum();
        let sixths = 6 * figures.revenue.wide() + figures.strategic.expected().sixths();
        let worth = Worth { value: sixths * (Hours::SCALE / 6), investment: time + money * Hours::SCALE };
        for amount in [worth.value, worth.investment] {
            Money::rounded(amount, Hours::SCALE)?;
        }
        Ok(worth)
    }

    fn efficiency(self) -> Option<Efficiency> {
        Efficiency::new(self.value, self.investment)
    }

    fn judgement(self, basis: &Basis) -> Judgement {
        match self.efficiency() {
            None => Judgement::NoInvestment,
            Some(_) if self.investment < basis.fewest().wide() * basis.hourly().wide() => Judgement::TooLittle,
            Some(efficiency) => Judgement::Decided(basis.thresholds().decide(efficiency)),
        }
    }

    fn trend(self, before: Worth, basis: &Basis) -> Option<Trend> {
        self.judgement(basis).decision()?;
        let decision_before = before.judgement(basis).decision()?;
        let (now, before) = (self.efficiency()?, before.efficiency()?);
        let course = match now.cmp(&before) {
            std::cmp::Ordering::Greater => Course::Rising,
            std::cmp::Ordering::Equal => Course::Level,
            std::cmp::Ordering::Less => Course::Falling,
        };
        Some(Trend { before, decision_before, course })
    }
}
