use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use crate::ledger::{Bill, Payment, Referral};
use crate::terms::{Cause, InForce, Terms};
use crate::value::{Id, Money, OutOfRange, add_months, whole_months};

/// A step of what one side has earned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Claim {
    /// The day on which it became known: that of the work, the last of a retainer's month, or that of what corrects it.
    pub date: NaiveDate,
    /// How much is earned; below zero where it is taken back.
    pub amount: Money,
    /// What it is for.
    pub of: For,
    /// Whether it corrects what was earned before: a client got money back, or a retainer's month fills a cap.
    pub is_correction: bool,
}

/// What a claim is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum For {
    /// The work of a referral.
    Referral(Id),
    /// Referrals that qualified.
    Qualified,
    /// A month of a retainer.
    Retainer,
    /// A year below its floor.
    Floor,
}

/// What was earned up to `day`, that day included, by date: for the referrals made under each version of the terms what
/// that version pays, as it was known at the time. A later day adds claims and changes none.
///
/// A payout counts a refund on the date of its payment, and a retainer's month, once it is over, from its first day. A
/// statement that was sent cannot be changed any more: what either moves of the days before is a claim of its own day. The
/// claims sum to what the payouts, on what is known on `day`, accrue by then.
///
/// # Errors
/// [`OutOfRange`] when a running total leaves the bound of money.
pub fn earned(terms: &InForce, referrals: &[Referral], day: NaiveDate) -> Result<Vec<Claim>, OutOfRange> {
    let mut claims = Vec::new();
    let mut begins = NaiveDate::MIN;
    let mut before = accruals(terms, referrals, begins)?;
    for turn in turns(terms, referrals, day) {
        claims
            .extend(before.iter().filter(|accrual| begins <= accrual.date && accrual.date < turn).map(Accrual::claim));
        let now = accruals(terms, referrals, turn)?;
        claims.extend(moved(&before, &now, turn)?);
        (begins, before) = (turn, now);
    }
    claims.extend(before.iter().filter(|accrual| begins <= accrual.date && accrual.date <= day).map(Accrual::claim));
    Ok(claims)
}

/// The days up to `day` on which something moves what was earned before: those of refunds, and the last of each month of a
/// retainer.
fn turns(terms: &InForce, referrals: &[Referral], day: NaiveDate) -> BTreeSet<NaiveDate> {
    let payments = referrals.iter().flat_map(Referral::bills).flat_map(Bill::payments);
    let refunds = payments.flat_map(Payment::refunds).map(|refund| refund.date).filter(|&date| date <= day);
    let months = terms.parts(&[], after(day)).flat_map(|(terms, period, _)| {
        let period = period.filter(|_| matches!(terms, Terms::Retainer(_) | Terms::Hybrid(_)));
        period.into_iter().flat_map(|period| {
            (1..=whole_months(period)).filter_map(move |count| add_months(period.start(), count).pred_opt())
        })
    });
    refunds.chain(months).collect()
}

fn after(day: NaiveDate) -> NaiveDate {
    day.succ_opt().unwrap_or(day)
}

struct Accrual {
    date: NaiveDate,
    amount: Money,
    /// Which version of the terms, and for what: what a correction belongs to.
    of: (usize, For),
}

impl Accrual {
    fn claim(&self) -> Claim {
        Claim { date: self.date, amount: self.amount, of: self.of.1, is_correction: false }
    }
}

/// What is earned by what was known on a day, by date; for later days as if nothing more came to be known.
fn accruals(terms: &InForce, referrals: &[Referral], known: NaiveDate) -> Result<Vec<Accrual>, OutOfRange> {
    let referrals: Vec<Referral> = referrals.iter().map(|referral| referral.known_on(known)).collect();
    let mut accruals = Vec::new();
    for (version, paid) in terms.paid(&referrals, after(known)).enumerate() {
        let (payout, made) = paid?;
        for accrual in payout.accruals {
            let of = match accrual.cause {
                Cause::Project(place) => {
                    let referral = usize::try_from(place).ok().and_then(|place| made.get(place));
                    // Every project is that of a referral of the version.
                    let Some(referral) = referral else { continue };
                    For::Referral(referral.id())
                }
                Cause::QualifiedReferral => For::Qualified,
                Cause::RetainerMonth => For::Retainer,
                Cause::Floor => For::Floor,
            };
            accruals.push(Accrual { date: accrual.date, amount: accrual.amount, of: (version, of) });
        }
    }
    accruals.sort_by_key(|accrual| accrual.date);
    Ok(accruals)
}

/// By how much what was earned before `turn` is other than it was thought to be.
fn moved(before: &[Accrual], now: &[Accrual], turn: NaiveDate) -> Result<Vec<Claim>, OutOfRange> {
    let mut sums: BTreeMap<(usize, For), i128> = BTreeMap::new();
    for (accruals, sign) in [(now, 1), (before, -1)] {
        for accrual in accruals.iter().filter(|accrual| accrual.date < turn) {
            *sums.entry(accrual.of).or_default() += accrual.amount.wide() * sign;
        }
    }
    let moved = sums.into_iter().filter(|&(_, sum)| sum != 0);
    // A month of a retainer is first heard of once it is over.
    let claim = |((_, of), sum)| {
        Ok(Claim { date: turn, amount: Money::rounded(sum, 1)?, of, is_correction: of != For::Retainer })
    };
    moved.map(claim).collect()
}
