//! Laws of accounts between partners: what is earned is what terms pay, nothing that was told changes later, and every
//! statement goes on where the one before it ends.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a failed unwrap is a failed test")]

mod any_terms;

use std::collections::BTreeMap;

use any_terms::{money, terms};
use chrono::{Days, NaiveDate};
use concord_core::account::{Account, Claim, For, Net, Settlement, earned};
use concord_core::ledger::{Bill, Payment, Referral, Refund};
use concord_core::terms::{Cause, InForce, Version};
use concord_core::value::{Id, Money, Name, Period, Side, Sides};
use proptest::collection::vec;
use proptest::prelude::*;

fn day(after: u64) -> NaiveDate {
    NaiveDate::from_ymd_opt(2024, 1, 1).unwrap() + Days::new(after)
}

/// Days after an introduction, an amount, the share of it that goes back, and after how many days it does.
type Paid = (u64, i64, u8, u64);

fn payment(introduced: u64, (after, amount, back, later): Paid) -> Payment {
    let refund = Refund { date: day(introduced + after + later), amount: money(amount * i64::from(back) / 100) };
    Payment::new(day(introduced + after), money(amount), vec![refund]).unwrap()
}

fn referral(id: u128, introduced: u64, client: u8, is_billed: bool, paid: Vec<Paid>) -> Referral {
    let bills = paid.into_iter().map(|paid| {
        let payment = payment(introduced, paid);
        let costs = money(paid.1 / 5);
        if is_billed {
            Bill::invoice(day(introduced), payment.amount(), costs, vec![payment]).unwrap()
        } else {
            Bill::payment(payment, costs).unwrap()
        }
    });
    let client = Name::new(&format!("Client {client}")).unwrap();
    Referral::new(Id::from_u128(id), client, day(introduced), Some(day(introduced)), bills.collect()).unwrap()
}

fn referrals() -> impl Strategy<Value = Vec<Referral>> {
    let refunded = prop_oneof![2 => Just(0_u8), 1 => 1..100_u8, 1 => Just(100_u8)];
    let paid = vec((0..400_u64, 0..3_000_000_i64, refunded, 0..300_u64), 0..4);
    vec((0..700_u64, 0..3_u8, any::<bool>(), paid), 0..6).prop_map(|all| {
        let numbered = (1..).zip(all);
        numbered
            .map(|(id, (introduced, client, is_billed, paid))| referral(id, introduced, client, is_billed, paid))
            .collect()
    })
}

fn in_force() -> impl Strategy<Value = InForce> {
    vec((1..400_u64, terms()), 1..3).prop_map(|versions| {
        let mut from = 0;
        let version = |(step, terms)| {
            from += step;
            Version { from: day(from), terms }
        };
        InForce::new(versions.into_iter().map(version).collect()).unwrap()
    })
}

fn settlements() -> impl Strategy<Value = Vec<Settlement>> {
    let payer = prop_oneof![Just(Side::You), Just(Side::Them)];
    vec((payer, 0..1_500_u64, 1..2_000_000_i64), 0..6).prop_map(|all| {
        let paid =
            all.into_iter().map(|(payer, after, amount)| Settlement { payer, date: day(after), amount: money(amount) });
        paid.collect()
    })
}

/// What was earned as it is defined: on each day everything is laid out anew from what is known by then, what was earned
/// before and is other now is a claim of the day, and so is what the day itself brings.
fn by_definition(terms: &InForce, referrals: &[Referral], until: u64) -> Vec<Claim> {
    let mut claims = Vec::new();
    let mut before: BTreeMap<(usize, For), i64> = BTreeMap::new();
    for date in (0..=until).map(day) {
        let known: Vec<Referral> = referrals.iter().map(|referral| referral.known_on(date)).collect();
        let payouts = terms.payouts(&known, date.succ_opt().unwrap()).unwrap();
        let (mut now, mut today) = (before.keys().map(|of| (*of, 0)).collect::<BTreeMap<_, _>>(), Vec::new());
        for (version, payout) in payouts.iter().enumerate() {
            let versions = terms.versions();
            let next = versions.get(version + 1).map_or(NaiveDate::MAX, |next| next.from);
            let made: Vec<&Referral> =
                known.iter().filter(|one| (versions[version].from..next).contains(&one.introduced())).collect();
            for accrual in &payout.accruals {
                let of = match accrual.cause {
                    Cause::Project(place) => For::Referral(made[place as usize].id()),
                    Cause::QualifiedReferral => For::Qualified,
                    Cause::RetainerMonth => For::Retainer,
                    Cause::Floor => For::Floor,
                };
                if accrual.date < date {
                    *now.entry((version, of)).or_default() += accrual.amount.minor();
                } else if accrual.date == date {
                    today.push((version, Claim { date, amount: accrual.amount, of, is_correction: false }));
                }
            }
        }
        for (&(version, of), &amount) in &now {
            let amount = money(amount - before.get(&(version, of)).copied().unwrap_or_default());
            if amount != Money::ZERO {
                claims.push(Claim { date, amount, of, is_correction: of != For::Retainer });
            }
        }
        before = now;
        for (version, claim) in today {
            *before.entry((version, claim.of)).or_default() += claim.amount.minor();
            claims.push(claim);
        }
    }
    claims
}

fn total(claims: &[Claim]) -> Money {
    Money::total(claims.iter().map(|claim| claim.amount)).unwrap()
}

proptest! {
    // Each of them lays out years of days anew.
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn what_is_earned_is_told_as_it_is_defined(
        terms in in_force(), referrals in referrals(), until in 0..1_200_u64,
    ) {
        prop_assert_eq!(earned(&terms, &referrals, day(until)).unwrap(), by_definition(&terms, &referrals, until));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn what_is_earned_by_a_day_is_what_the_terms_pay_by_then_on_what_is_known_then(
        terms in in_force(), referrals in referrals(), on in 0..1_500_u64,
    ) {
        let on = day(on);
        let known: Vec<Referral> = referrals.iter().map(|referral| referral.known_on(on)).collect();
        let payouts = terms.payouts(&known, on.succ_opt().unwrap()).unwrap();
        let accruals = payouts.iter().flat_map(|payout| &payout.accruals).filter(|accrual| accrual.date <= on);
        let paid = Money::total(accruals.map(|accrual| accrual.amount)).unwrap();
        prop_assert_eq!(total(&earned(&terms, &referrals, on).unwrap()), paid);
    }

    #[test]
    fn a_later_day_adds_claims_and_changes_none(
        terms in in_force(), referrals in referrals(), (first, then) in (0..1_000_u64, 0..600_u64),
    ) {
        let until = |after| earned(&terms, &referrals, day(after)).unwrap();
        let (before, later) = (until(first), until(first + then));
        prop_assert_eq!(&before[..], later.get(..before.len()).unwrap());
        prop_assert!(later.iter().skip(before.len()).all(|claim| claim.date > day(first)));
        prop_assert!(later.is_sorted_by_key(|claim| claim.date));
    }

    #[test]
    fn without_refunds_and_retainers_nothing_is_corrected(
        terms in in_force(), referrals in referrals(), on in 0..1_500_u64,
    ) {
        let before_all: Vec<Referral> = referrals.iter().map(|referral| referral.known_on(day(0))).collect();
        let claims = earned(&terms, &before_all, day(on)).unwrap();
        let has_retainer = claims.iter().any(|claim| claim.of == concord_core::account::For::Retainer);
        prop_assert!(has_retainer || claims.iter().all(|claim| !claim.is_correction));
    }

    #[test]
    fn accrued_less_reversed_is_payable_and_payable_less_paid_is_unpaid(
        terms in in_force(), referrals in referrals(), settlements in settlements(), on in 0..1_500_u64,
    ) {
        let on = day(on);
        let claims = earned(&terms, &referrals, day(1_500)).unwrap();
        let account = Account::new(Sides { you: claims.clone(), them: Vec::new() }, settlements.clone(), 30).unwrap();
        let owed = account.balance(on).unwrap().owed;
        prop_assert_eq!(owed.you.accrued.minus(owed.you.reversed).unwrap(), owed.you.payable);
        prop_assert_eq!(owed.you.payable, total(&earned(&terms, &referrals, on).unwrap()));
        prop_assert_eq!(owed.you.payable.minus(owed.you.paid).unwrap(), owed.you.unpaid);
        prop_assert!(owed.you.overdue >= Money::ZERO && owed.you.overdue <= owed.you.unpaid.max(Money::ZERO));
        prop_assert_eq!(owed.you.overdue > Money::ZERO, owed.you.overdue_since.is_some());
        // Whoever earns nothing is owed what they paid too much.
        let paid = settlements.iter().filter(|paid| paid.payer == Side::You && paid.date <= on);
        prop_assert_eq!(owed.them.unpaid, -Money::total(paid.map(|paid| paid.amount)).unwrap());
    }

    #[test]
    fn a_statement_is_the_sum_of_its_rows_and_goes_on_where_the_one_before_ends(
        terms in in_force(), (yours, theirs) in (referrals(), referrals()), settlements in settlements(),
        (start, first, second) in (0..1_000_u64, 1..300_u64, 1..300_u64),
    ) {
        let earned = |referrals: &[Referral]| earned(&terms, referrals, day(2_000)).unwrap();
        let sides = Sides { you: earned(&yours), them: earned(&theirs) };
        let count = sides.you.len() + sides.them.len() + settlements.len();
        let account = Account::new(sides, settlements, 30).unwrap();
        let statement = |from, to| account.statement(Period::new(day(from), day(to)).unwrap()).unwrap();
        let [one, two] = [statement(start, start + first), statement(start + first, start + first + second)];
        for statement in [&one, &two] {
            let moved = Money::total(statement.rows.iter().map(|row| row.amount)).unwrap();
            prop_assert_eq!(statement.opening.plus(moved).unwrap(), statement.closing);
            prop_assert_eq!(statement.rows.last().map_or(statement.opening, |row| row.balance), statement.closing);
        }
        prop_assert_eq!(one.closing, two.opening);
        let net = match account.balance(day(start + first - 1)).unwrap().net {
            Net::Even => Money::ZERO,
            Net::Owes(Side::Them, amount) => amount,
            Net::Owes(Side::You, amount) => -amount,
        };
        prop_assert_eq!(one.closing, net);
        prop_assert_eq!(statement(0, 3_000).rows.len(), count);
    }

    #[test]
    fn seen_from_the_other_side_everything_is_the_opposite(
        terms in in_force(), (yours, theirs) in (referrals(), referrals()), settlements in settlements(), on in 0..1_500_u64,
    ) {
        let earned = |referrals: &[Referral]| earned(&terms, referrals, day(2_000)).unwrap();
        let here = Account::new(Sides { you: earned(&yours), them: earned(&theirs) }, settlements.clone(), 30).unwrap();
        let turned = settlements.into_iter().map(|paid| Settlement { payer: paid.payer.other(), ..paid });
        let there = Account::new(Sides { you: earned(&theirs), them: earned(&yours) }, turned.collect(), 30).unwrap();
        let [here_on, there_on] = [&here, &there].map(|account| account.balance(day(on)).unwrap());
        prop_assert_eq!((here_on.owed.you, here_on.owed.them), (there_on.owed.them, there_on.owed.you));
        let turned = match here_on.net {
            Net::Even => Net::Even,
            Net::Owes(side, amount) => Net::Owes(side.other(), amount),
        };
        prop_assert_eq!(there_on.net, turned);
    }
}
