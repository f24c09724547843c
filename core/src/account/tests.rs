#![allow(clippy::unwrap_used)]

use chrono::NaiveDate;
use rstest::rstest;

use super::*;
use crate::ledger::{Bill, Payment, Referral, Refund};
use crate::terms::{
    FeeDue, FixedFee, Hybrid, InForce, Payer, Percentage, Retainer, Scale, Terms, Tier, TierScope, Tiers, Version,
};
use crate::value::{Id, Money, Name, Period, Rate, Side, Sides};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn cents(minor: i64) -> Money {
    Money::new(minor).unwrap()
}

/// The day and amount of a payment, and those of what went back of it.
type Paid<'a> = (&'a str, i64, &'a [(&'a str, i64)]);

/// A client introduced on a day, and what they paid.
fn referral(id: u128, introduced: &str, payments: &[Paid<'_>]) -> Referral {
    let bills = payments.iter().map(|&(date, amount, refunds)| {
        let refunds = refunds.iter().map(|&(date, amount)| Refund { date: day(date), amount: cents(amount) });
        let payment = Payment::new(day(date), cents(amount), refunds.collect()).unwrap();
        Bill::payment(payment, Money::ZERO).unwrap()
    });
    let client = Name::new(&format!("Client {id}")).unwrap();
    Referral::new(Id::from_u128(id), client, day(introduced), None, bills.collect()).unwrap()
}

fn flat(percent: u32) -> Terms {
    Terms::Percentage(Percentage::new(Scale::Flat(Rate::percent(percent))))
}

fn since(versions: &[(&str, Terms)]) -> InForce {
    let version = |(from, terms): &(&str, Terms)| Version { from: day(from), terms: terms.clone() };
    InForce::new(versions.iter().map(version).collect()).unwrap()
}

/// Day, amount, what for and whether it is a correction.
fn told(claims: &[Claim]) -> Vec<(String, i64, For, bool)> {
    let told = |claim: &Claim| (claim.date.to_string(), claim.amount.minor(), claim.of, claim.is_correction);
    claims.iter().map(told).collect()
}

fn of(id: u128) -> For {
    For::Referral(Id::from_u128(id))
}

#[test]
fn a_refund_takes_back_on_its_own_day_what_was_earned_before() {
    let referrals = [
        referral(1, "2026-01-10", &[("2026-02-01", 1_000_00, &[("2026-04-15", 400_00)])]),
        referral(2, "2026-01-20", &[("2026-03-01", 500_00, &[])]),
    ];
    let claims = |until: &str| told(&earned(&since(&[("2026-01-01", flat(10))]), &referrals, day(until)).unwrap());
    let [first, second] = [("2026-02-01".into(), 100_00, of(1), false), ("2026-03-01".into(), 50_00, of(2), false)];
    assert_eq!(claims("2026-01-31"), []);
    assert_eq!(claims("2026-04-14"), [first.clone(), second.clone()]);
    assert_eq!(claims("2026-04-15"), [first, second, ("2026-04-15".into(), -40_00, of(1), true)]);
}

#[test]
fn a_refund_on_the_day_of_its_payment_was_never_earned() {
    let referrals = [referral(1, "2026-01-10", &[("2026-02-01", 1_000_00, &[("2026-02-01", 400_00)])])];
    let claims = earned(&since(&[("2026-01-01", flat(10))]), &referrals, day("2026-12-31")).unwrap();
    assert_eq!(told(&claims), [("2026-02-01".into(), 60_00, of(1), false)]);
}

#[test]
fn a_fee_over_a_threshold_comes_and_goes_with_a_cent() {
    let fee = Terms::FixedFee(FixedFee::new(cents(300_00), FeeDue::WonProject { over: cents(2_000_00) }).unwrap());
    let paid = |amount, refunds| [referral(1, "2026-01-10", &[("2026-03-01", amount, refunds)])];
    let claims = |referrals: &[Referral]| {
        told(&earned(&since(&[("2026-01-01", fee.clone())]), referrals, day("2026-12-31")).unwrap())
    };
    assert_eq!(claims(&paid(2_000_00, &[])), []);
    let due = ("2026-03-01".into(), 300_00, of(1), false);
    assert_eq!(claims(&paid(2_000_01, &[("2026-05-01", 1)])), [due, ("2026-05-01".into(), -300_00, of(1), true)]);
}

#[test]
fn a_refund_in_tiers_moves_what_came_after_it_too() {
    // 10% to 10,000, 20% above: 1,000 and 1,000; without the first payment the second pays 10%, 500 in all.
    let tiers = [(0, 10), (10_000_00, 20)].map(|(from, rate)| Tier { from: cents(from), rate: Rate::percent(rate) });
    let scale = Scale::Marginal(Tiers::new(tiers.to_vec()).unwrap(), TierScope::AgreementYear);
    let terms = since(&[("2026-01-01", Terms::Percentage(Percentage::new(scale)))]);
    let referrals = [
        referral(1, "2026-01-10", &[("2026-03-01", 10_000_00, &[("2026-05-01", 10_000_00)])]),
        referral(2, "2026-01-10", &[("2026-04-01", 5_000_00, &[])]),
    ];
    assert_eq!(
        told(&earned(&terms, &referrals, day("2026-12-31")).unwrap()),
        [
            ("2026-03-01".into(), 1_000_00, of(1), false),
            ("2026-04-01".into(), 1_000_00, of(2), false),
            ("2026-05-01".into(), -1_000_00, of(1), true),
            ("2026-05-01".into(), -500_00, of(2), true),
        ]
    );
}

#[test]
fn a_referral_keeps_the_terms_of_its_day() {
    let terms = since(&[("2026-01-01", flat(10)), ("2026-07-01", flat(20))]);
    let referrals = [
        referral(1, "2025-12-31", &[("2026-08-01", 1_000_00, &[])]),
        referral(2, "2026-06-30", &[("2026-08-01", 1_000_00, &[])]),
        referral(3, "2026-07-01", &[("2026-08-01", 1_000_00, &[])]),
    ];
    let claims = earned(&terms, &referrals, day("2026-08-01")).unwrap();
    assert_eq!(
        told(&claims),
        [("2026-08-01".into(), 100_00, of(2), false), ("2026-08-01".into(), 200_00, of(3), false),]
    );
}

#[test]
fn a_month_of_a_retainer_is_earned_once_it_is_over() {
    let retainer = Retainer::new(cents(900_00), Payer::Receiver, None).unwrap();
    let terms = since(&[("2026-01-31", Terms::Retainer(retainer)), ("2026-04-10", flat(10))]);
    let month = |date: &str| (date.to_owned(), 900_00, For::Retainer, false);
    let claims = |until: &str| told(&earned(&terms, &[], day(until)).unwrap());
    assert_eq!(claims("2026-02-26"), []);
    assert_eq!(claims("2026-02-27"), [month("2026-02-27")]);
    // The third would end on 29 April, after the terms do.
    assert_eq!(claims("2026-12-31"), [month("2026-02-27"), month("2026-03-30")]);
}

#[test]
fn a_month_that_fills_a_cap_leaves_less_for_the_work_in_it() {
    // 600 a month and 10%, together at most 1,000 a year: 50 of the 500 earned on the work in January stay.
    let retainer = Retainer::new(cents(600_00), Payer::Receiver, None).unwrap();
    let hybrid =
        Hybrid::new(retainer, Percentage::new(Scale::Flat(Rate::percent(10))), None, Some(cents(1_000_00))).unwrap();
    let referrals = [referral(1, "2026-01-02", &[("2026-01-15", 5_000_00, &[])])];
    let claims = earned(&since(&[("2026-01-01", Terms::Hybrid(hybrid))]), &referrals, day("2026-02-27")).unwrap();
    assert_eq!(
        told(&claims),
        [
            ("2026-01-15".into(), 500_00, of(1), false),
            ("2026-01-31".into(), -100_00, of(1), true),
            ("2026-01-31".into(), 600_00, For::Retainer, false),
        ]
    );
}

/// Claims by date and amount; those below zero are corrections.
fn claims(of: &[(&str, i64)]) -> Vec<Claim> {
    let claim = |&(date, amount): &(&str, i64)| Claim {
        date: day(date),
        amount: cents(amount),
        of: For::Qualified,
        is_correction: amount < 0,
    };
    of.iter().map(claim).collect()
}

fn account(you: &[(&str, i64)], them: &[(&str, i64)], paid: &[(Side, &str, i64)]) -> Account {
    let settlement =
        |&(payer, date, amount): &(Side, &str, i64)| Settlement { payer, date: day(date), amount: cents(amount) };
    let sides = Sides { you: claims(you), them: claims(them) };
    Account::new(sides, paid.iter().map(settlement).collect(), 30).unwrap()
}

#[test]
fn what_is_owed_is_what_is_earned_less_what_was_taken_back_and_paid() {
    let account = account(
        &[("2026-01-05", 100_00), ("2026-02-05", 50_00), ("2026-02-20", -30_00)],
        &[("2026-01-10", 200_00)],
        &[(Side::Them, "2026-02-10", 80_00)],
    );
    let on = |date: &str| account.balance(day(date)).unwrap();
    let Balance { owed, net } = on("2026-02-28");
    assert_eq!(
        owed.you,
        Owed {
            accrued: cents(150_00),
            reversed: cents(30_00),
            payable: cents(120_00),
            paid: cents(80_00),
            unpaid: cents(40_00),
            overdue: Money::ZERO,
            overdue_since: None,
        }
    );
    assert_eq!((owed.them.payable, owed.them.unpaid), (cents(200_00), cents(200_00)));
    assert_eq!(net, Net::Owes(Side::You, cents(160_00)));
    assert_eq!(on("2026-01-07").net, Net::Owes(Side::Them, cents(100_00)));
    assert_eq!(on("2026-01-04").net, Net::Even);
}

#[rstest]
// Due on 4 February and 7 March; 80 paid and 30 taken back count for the older one, and 10 for the next.
#[case("2026-02-04", 0, None)]
#[case("2026-02-05", 100_00, Some("2026-02-04"))]
#[case("2026-02-10", 20_00, Some("2026-02-04"))]
#[case("2026-02-20", 0, None)]
#[case("2026-03-07", 0, None)]
#[case("2026-03-08", 40_00, Some("2026-03-07"))]
fn the_oldest_claims_are_paid_first(#[case] on: &str, #[case] overdue: i64, #[case] since: Option<&str>) {
    let account = account(
        &[("2026-01-05", 100_00), ("2026-02-05", 50_00), ("2026-02-20", -30_00)],
        &[],
        &[(Side::Them, "2026-02-10", 80_00)],
    );
    let owed = account.balance(day(on)).unwrap().owed.you;
    assert_eq!((owed.overdue, owed.overdue_since), (cents(overdue), since.map(day)));
}

#[test]
fn a_statement_runs_from_one_balance_to_the_next() {
    let account = account(
        &[("2026-01-05", 100_00), ("2026-02-05", 50_00), ("2026-02-20", -30_00)],
        &[("2026-02-01", 20_00)],
        &[(Side::Them, "2026-02-05", 80_00), (Side::You, "2026-02-28", 15_00), (Side::You, "2026-03-01", 5_00)],
    );
    let february = Period::months(day("2026-02-01"), 1);
    let Statement { opening, rows, closing } = account.statement(february).unwrap();
    assert_eq!((opening, closing), (cents(100_00), cents(35_00)));
    let rows: Vec<(String, i64, i64)> =
        rows.iter().map(|row| (row.date.to_string(), row.amount.minor(), row.balance.minor())).collect();
    assert_eq!(
        rows,
        [
            ("2026-02-01".into(), -20_00, 80_00),
            ("2026-02-05".into(), 50_00, 130_00),
            ("2026-02-05".into(), -80_00, 50_00),
            ("2026-02-20".into(), -30_00, 20_00),
            ("2026-02-28".into(), 15_00, 35_00),
        ]
    );
}

#[test]
fn a_payment_is_above_zero() {
    let none = Settlement { payer: Side::You, date: day("2026-01-01"), amount: Money::ZERO };
    assert_eq!(Account::new(Sides::default(), vec![none], 30), Err(AccountError));
}
