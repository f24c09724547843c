use std::fmt;

use chrono::{Days, NaiveDate};

use super::Claim;
use crate::value::{Money, OutOfRange, Side, Sides};

/// What both sides have earned from each other, and what was paid.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    claims: Sides<Vec<Claim>>,
    settlements: Vec<Settlement>,
    due_after: u16,
}

/// What one side paid the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Settlement {
    /// Who paid.
    pub payer: Side,
    /// When.
    pub date: NaiveDate,
    /// How much, above zero.
    pub amount: Money,
}

/// A payment that is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AccountError;

impl fmt::Display for AccountError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a payment between partners is above zero; enter what came back as a payment of the other side")
    }
}

impl std::error::Error for AccountError {}

/// How both sides stand on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Balance {
    /// What each side is owed by the other.
    pub owed: Sides<Owed>,
    /// One against the other.
    pub net: Net,
}

/// What one side is owed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Owed {
    /// Earned, before corrections.
    pub accrued: Money,
    /// Taken back again because clients got money back; below zero where that brought more.
    pub reversed: Money,
    /// Accrued less reversed.
    pub payable: Money,
    /// What the other side paid.
    pub paid: Money,
    /// Payable less paid; below zero where too much was paid.
    pub unpaid: Money,
    /// What of it should have been paid before this day: the oldest claims are paid first.
    pub overdue: Money,
    /// The day by which the oldest of that was due.
    pub overdue_since: Option<NaiveDate>,
}

/// What is left once both directions are set against each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Net {
    /// Nobody owes anything.
    Even,
    /// This side owes the other so much.
    Owes(Side, Money),
}

impl Account {
    /// What each side has [earned](super::earned), by date, and what was paid; a claim is due so many days after its date.
    ///
    /// # Errors
    /// [`AccountError`] when a settlement is not above zero.
    pub fn new(
        claims: Sides<Vec<Claim>>,
        mut settlements: Vec<Settlement>,
        due_after: u16,
    ) -> Result<Account, AccountError> {
        if settlements.iter().any(|settlement| settlement.amount <= Money::ZERO) {
            return Err(AccountError);
        }
        settlements.sort_by_key(|settlement| settlement.date);
        Ok(Account { claims, settlements, due_after })
    }

    /// How both stand at the end of `day`.
    ///
    /// # Errors
    /// [`OutOfRange`] when a sum leaves the bound of money.
    pub fn balance(&self, day: NaiveDate) -> Result<Balance, OutOfRange> {
        let owed = Sides { you: self.owed(Side::You, day)?, them: self.owed(Side::Them, day)? };
        let net = owed.you.unpaid.minus(owed.them.unpaid)?;
        let net = match net {
            Money::ZERO => Net::Even,
            net if net.is_negative() => Net::Owes(Side::You, net.abs()),
            net => Net::Owes(Side::Them, net),
        };
        Ok(Balance { owed, net })
    }

    /// Until when a claim is to be paid.
    #[must_use]
    pub fn due(&self, claim: &Claim) -> NaiveDate {
        claim.date.checked_add_days(Days::new(self.due_after.into())).unwrap_or(NaiveDate::MAX)
    }

    fn owed(&self, side: Side, day: NaiveDate) -> Result<Owed, OutOfRange> {
        let claims = || self.claims(side).iter().filter(|claim| claim.date <= day);
        let amounts = |is_correction| claims().filter(move |claim| claim.is_correction == is_correction);
        let accrued = Money::total(amounts(false).map(|claim| claim.amount))?;
        let reversed = -Money::total(amounts(true).map(|claim| claim.amount))?;
        let payers = self.settlements.iter().filter(|paid| paid.payer == side.other() && paid.date <= day);
        let paid = Money::total(payers.map(|paid| paid.amount))?;
        let payable = accrued.minus(reversed)?;
        let unpaid = payable.minus(paid)?;
        let (overdue, overdue_since) = self.overdue(claims(), paid, day)?;
        Ok(Owed { accrued, reversed, payable, paid, unpaid, overdue, overdue_since })
    }

    /// What is still unpaid of the claims that were due before `day`, and since when. What was paid, and what was taken
    /// back, counts for the oldest of them.
    fn overdue<'a>(
        &self,
        claims: impl Iterator<Item = &'a Claim>,
        paid: Money,
        day: NaiveDate,
    ) -> Result<(Money, Option<NaiveDate>), OutOfRange> {
        let (taken_back, mut earned): (Vec<&Claim>, Vec<&Claim>) = claims.partition(|claim| claim.amount.is_negative());
        earned.sort_by_key(|claim| claim.date);
        let mut covered: i128 = paid.wide() - taken_back.iter().map(|claim| claim.amount.wide()).sum::<i128>();
        let (mut overdue, mut since) = (0, None);
        for claim in earned.into_iter().filter(|claim| self.due(claim) < day) {
            let rest = (claim.amount.wide() - covered.max(0)).max(0);
            covered -= claim.amount.wide();
            if rest > 0 {
                overdue += rest;
                since.get_or_insert(self.due(claim));
            }
        }
        Ok((Money::rounded(overdue, 1)?, since))
    }

    /// What a side has earned.
    #[must_use]
    pub fn claims(&self, side: Side) -> &[Claim] {
        self.claims.of(side)
    }

    /// What was paid, by date.
    #[must_use]
    pub fn settlements(&self) -> &[Settlement] {
        &self.settlements
    }
}
