use super::{Basis, Expected, Figures};
use crate::value::{Hours, Money, OutOfRange};

/// What ending partnerships would free and forgo, going by the months under review.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ending {
    /// Time freed in these months.
    pub hours: Hours,
    /// Time freed a week.
    pub hours_a_week: Hours,
    /// Money freed, payouts included where they count.
    pub money: Money,
    /// Revenue forgone.
    pub revenue: Money,
    /// Strategic value forgone.
    pub strategic: Expected,
}

impl Ending {
    /// The end of one partnership or several, summed exactly.
    ///
    /// # Errors
    /// [`OutOfRange`] past a million hours or the bound of money.
    pub(super) fn of<'a>(
        partnerships: impl Iterator<Item = &'a Figures> + Clone,
        basis: &Basis,
    ) -> Result<Ending, OutOfRange> {
        let each = || partnerships.clone();
        let seconds: u64 = each().map(|figures| u64::from(figures.upkeep.seconds())).sum();
        let hours = u32::try_from(seconds).map_err(|_| OutOfRange).and_then(Hours::new)?;
        Ok(Ending {
            hours,
            hours_a_week: basis.trailing().hours_a_week(hours),
            money: Money::total(each().flat_map(|figures| figures.spent(basis)))?,
            revenue: Money::total(each().map(|figures| figures.revenue))?,
            strategic: Expected::total(each().map(|figures| figures.strategic.expected()))?,
        })
    }

    /// What an hour freed must earn elsewhere, and more, to make up for what is forgone net of the money freed; zero or
    /// less when ending loses nothing. The ratio is 1 where this is your hourly rate. None without time to free, or past
    /// the bound of money.
    #[must_use]
    pub fn must_beat(&self) -> Option<Money> {
        let seconds = self.hours.wide();
        let net = 6 * (self.revenue.wide() - self.money.wide()) + self.strategic.sixths();
        if seconds == 0 { None } else { Money::rounded(net * (Hours::SCALE / 6), seconds).ok() }
    }
}

impl Figures {
    /// The amounts that count as money invested.
    pub(super) fn spent(&self, basis: &Basis) -> impl Iterator<Item = Money> + use<> {
        [Some(self.money), basis.payouts_count().then_some(self.payouts)].into_iter().flatten()
    }
}
