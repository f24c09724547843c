use super::{Stage, Tracked};
use crate::value::{Money, OutOfRange, Side, Sides};

/// How many referrals there are of each stage and by each side, and what they come to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Of each stage, in the order of [`Stage::ALL`].
    counts: Sides<[u32; 4]>,
    /// In minor units, as wide as any number of them may be.
    worth: i128,
    received: Sides<i128>,
}

impl<'a> FromIterator<&'a Tracked> for Tally {
    fn from_iter<T: IntoIterator<Item = &'a Tracked>>(referrals: T) -> Tally {
        let mut tally = Tally::default();
        referrals.into_iter().for_each(|tracked| tally.add(tracked));
        tally
    }
}

impl Tally {
    pub(super) fn add(&mut self, tracked: &Tracked) {
        let (worth, received) = self.sums_mut(tracked);
        *worth += tracked.worth().map_or(0, Money::wide);
        *received += tracked.received().wide();
        if let Some(count) = self.count_mut(tracked) {
            *count = count.saturating_add(1);
        }
    }

    pub(super) fn remove(&mut self, tracked: &Tracked) {
        let (worth, received) = self.sums_mut(tracked);
        *worth -= tracked.worth().map_or(0, Money::wide);
        *received -= tracked.received().wide();
        if let Some(count) = self.count_mut(tracked) {
            *count = count.saturating_sub(1);
        }
    }

    fn sums_mut(&mut self, tracked: &Tracked) -> (&mut i128, &mut i128) {
        (&mut self.worth, self.received.of_mut(tracked.made_by()))
    }

    fn count_mut(&mut self, tracked: &Tracked) -> Option<&mut u32> {
        self.counts.of_mut(tracked.made_by()).get_mut(tracked.stage() as usize)
    }

    /// How many there are.
    #[must_use]
    pub fn count(&self) -> usize {
        let all = self.counts.you.iter().chain(&self.counts.them);
        all.map(|count| *count as usize).sum()
    }

    /// How many a side made, of each stage in the order of [`Stage::ALL`].
    #[must_use]
    pub fn stages(&self, made_by: Side) -> [usize; Stage::ALL.len()] {
        self.counts.of(made_by).map(|count| count as usize)
    }

    /// What they are worth together, as far as that is known.
    ///
    /// # Errors
    /// [`OutOfRange`] when the sum leaves the bound of money.
    pub fn worth(&self) -> Result<Money, OutOfRange> {
        Money::rounded(self.worth, 1)
    }

    /// What the clients paid, less what went back.
    ///
    /// # Errors
    /// [`OutOfRange`] when the sum leaves the bound of money.
    pub fn received(&self) -> Result<Money, OutOfRange> {
        Money::rounded(self.received.you + self.received.them, 1)
    }

    /// What the clients whom a side introduced paid, less what went back.
    ///
    /// # Errors
    /// [`OutOfRange`] when the sum leaves the bound of money.
    pub fn received_by(&self, made_by: Side) -> Result<Money, OutOfRange> {
        Money::rounded(*self.received.of(made_by), 1)
    }
}
