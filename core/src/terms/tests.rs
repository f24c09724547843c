//! Payouts against published cases and figures worked by hand.

use chrono::NaiveDate;

use super::*;
use crate::ledger::{Bill, Book, Payment, Referral, Refund};
use crate::value::{Id, Money, Month, Name, Period, Rate, add_months};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn cents(minor: i64) -> Money {
    Money::new(minor).unwrap()
}

fn usd(units: i64) -> Money {
    cents(units * 100)
}

fn paid(date: &str, amount: i64, refunded: i64) -> Bill {
    Bill::payment(payment(date, amount, refunded), Money::ZERO).unwrap()
}

/// A payment of which a part went back on the same day.
fn payment(date: &str, amount: i64, refunded: i64) -> Payment {
    let back = Refund { date: day(date), amount: cents(refunded) };
    Payment::new(day(date), cents(amount), vec![back]).unwrap()
}

fn project(id: u128, client: &str, bills: Vec<Bill>) -> Referral {
    Referral::new(Id::from_u128(id), Name::new(client).unwrap(), day("2026-01-01"), None, bills).unwrap()
}

fn year() -> Period {
    Period::months(day("2026-01-01"), 12)
}

#[track_caller]
fn pays(terms: &Terms, work: &[Referral], total: i64) -> Payout {
    let payout = terms.payout(&Book::new(year(), work)).unwrap();
    assert_eq!(payout.total, cents(total));
    assert_eq!(Money::total(payout.accruals.iter().map(|a| a.amount)), Ok(payout.total));
    payout
}

fn flat(percent: u32) -> Percentage {
    Percentage::new(Scale::Flat(Rate::percent(percent)))
}

fn tiers(list: &[(i64, u32)]) -> Tiers {
    Tiers::new(list.iter().map(|&(from, percent)| Tier { from: cents(from), rate: Rate::percent(percent) }).collect())
        .unwrap()
}

fn fee_over(amount: i64, over: i64) -> Terms {
    Terms::FixedFee(FixedFee::new(cents(amount), FeeDue::WonProject { over: cents(over) }).unwrap())
}

#[test]
fn a_finders_fee_ends_with_its_window() {
    let terms = Terms::Percentage(flat(15).within(Some(3)).unwrap());
    let first = day("2026-01-01");
    let bills = (0..8).map(|month| paid(&add_months(first, month).to_string(), 4_000_00, 0)).collect();
    let payout = pays(&terms, &[project(1, "Acme", bills)], 1_800_00);
    assert_eq!(payout.accruals.last().unwrap().date, day("2026-03-01"));
}

#[test]
fn a_window_is_half_open() {
    let terms = Terms::Percentage(flat(10).within(Some(1)).unwrap());
    let on = |second| [project(1, "Acme", vec![paid("2026-01-31", 100_00, 0), paid(second, 100_00, 0)])];
    pays(&terms, &on("2026-02-27"), 20_00);
    pays(&terms, &on("2026-02-28"), 10_00);
}

#[test]
fn paying_late_does_not_outlast_the_window() {
    let terms = Terms::Percentage(flat(10).within(Some(3)).unwrap());
    let invoice = |issued: &str, paid_on: &str| {
        let payment = Payment::new(day(paid_on), cents(1_000_00), Vec::new()).unwrap();
        Bill::invoice(day(issued), cents(1_000_00), Money::ZERO, vec![payment]).unwrap()
    };
    // First payment on 1 February: the window ends on 1 May. The invoice of April counts, though paid in July.
    let bills = vec![
        invoice("2026-01-15", "2026-02-01"),
        invoice("2026-04-30", "2026-07-20"),
        invoice("2026-05-01", "2026-05-02"),
    ];
    pays(&terms, &[project(1, "Acme", bills)], 200_00);
}

#[test]
fn a_fixed_fee_is_due_strictly_above_its_threshold_and_once() {
    let terms = fee_over(300_00, 2_000_00);
    pays(&terms, &[project(1, "A", vec![paid("2026-02-01", 2_000_00, 0)])], 0);
    pays(&terms, &[project(1, "A", vec![paid("2026-02-01", 2_000_01, 0)])], 300_00);
    pays(&terms, &[project(1, "A", vec![paid("2026-02-01", 2_000_01, 1)])], 0);
    let twice = vec![paid("2026-02-01", 1_500_00, 0), paid("2026-03-01", 1_500_00, 0), paid("2026-04-01", 9_000_00, 0)];
    let payout = pays(&terms, &[project(1, "A", twice)], 300_00);
    assert_eq!(payout.accruals[0].date, day("2026-03-01"));
}

#[test]
fn a_fee_for_a_qualified_referral_asks_for_no_work() {
    let terms = Terms::FixedFee(FixedFee::new(cents(50_00), FeeDue::QualifiedReferral).unwrap());
    let referral = |id, qualified: Option<&str>| {
        let name = Name::new("A").unwrap();
        Referral::new(Id::from_u128(id), name, day("2026-01-01"), qualified.map(day), vec![]).unwrap()
    };
    pays(&terms, &[referral(1, Some("2026-02-01")), referral(2, None), referral(3, Some("2026-05-01"))], 100_00);
}

#[test]
fn marginal_tiers_take_each_rate_on_its_own_part() {
    let scale = Scale::Marginal(tiers(&[(0, 3), (300_000_00, 5), (500_000_00, 7)]), TierScope::AgreementYear);
    let terms = Terms::Percentage(Percentage::new(scale));
    pays(&terms, &[project(1, "A", vec![paid("2026-03-01", 600_000_00, 0)])], 26_000_00);
    let parts = vec![paid("2026-03-01", 299_999_99, 0), paid("2026-04-01", 300_000_01, 0)];
    pays(&terms, &[project(1, "A", parts)], 26_000_00);
}

#[test]
fn tiers_total_over_the_partners_year_or_over_each_project() {
    let list = [(0, 10), (10_000_00, 20)];
    let work = [
        project(1, "A", vec![paid("2026-03-01", 10_000_00, 0)]),
        project(2, "B", vec![paid("2026-04-01", 10_000_00, 0), paid("2027-01-01", 10_000_00, 0)]),
    ];
    let with = |scope| Terms::Percentage(Percentage::new(Scale::Marginal(tiers(&list), scope)));
    // Year: 10,000 at 10%, 10,000 at 20%, then a new year: 10,000 at 10%.
    pays(&with(TierScope::AgreementYear), &work, 4_000_00);
    // Project: 10,000 at 10%; 10,000 at 10% and 10,000 at 20%.
    pays(&with(TierScope::Project), &work, 4_000_00);
    let one = [
        project(1, "A", vec![paid("2026-03-01", 15_000_00, 0)]),
        project(2, "B", vec![paid("2026-03-02", 15_000_00, 0)]),
    ];
    pays(&with(TierScope::AgreementYear), &one, 5_000_00);
    pays(&with(TierScope::Project), &one, 4_000_00);
}

#[test]
fn whole_amount_tiers_apply_from_their_start_to_everything() {
    let scale = Scale::Whole(tiers(&[(0, 3), (300_000_00, 5)]), TierScope::AgreementYear);
    let terms = Terms::Percentage(Percentage::new(scale));
    pays(&terms, &[project(1, "A", vec![paid("2026-03-01", 299_999_99, 0)])], 9_000_00);
    let two = vec![paid("2026-03-01", 299_999_99, 0), paid("2026-04-01", 1, 0)];
    let payout = pays(&terms, &[project(1, "A", two)], 15_000_00);
    assert_eq!(payout.accruals[1].amount, cents(6_000_00));
}

#[test]
fn a_whole_amount_tier_that_falls_takes_back() {
    let scale = Scale::Whole(tiers(&[(0, 10), (1_000_00, 5)]), TierScope::Project);
    let payout = pays(
        &Terms::Percentage(Percentage::new(scale)),
        &[project(1, "A", vec![paid("2026-03-01", 900_00, 0), paid("2026-04-01", 100_00, 0)])],
        50_00,
    );
    assert_eq!(payout.accruals[1].amount, cents(-40_00));
}

#[test]
fn part_payments_share_the_invoice() {
    let payments =
        ["2026-03-01", "2026-04-01"].map(|date| Payment::new(day(date), cents(10_000_00), Vec::new()).unwrap());
    let bill = Bill::invoice(day("2026-02-01"), cents(20_000_00), Money::ZERO, payments.to_vec()).unwrap();
    let payout = pays(&Terms::Percentage(flat(20)), &[project(1, "A", vec![bill])], 4_000_00);
    assert_eq!(payout.accruals.iter().map(|a| a.amount).collect::<Vec<_>>(), [cents(2_000_00); 2]);
}

#[test]
fn accruing_on_invoice_does_not_wait_for_payment() {
    let bill = Bill::invoice(day("2026-02-01"), cents(20_000_00), Money::ZERO, vec![]).unwrap();
    let work = [project(1, "A", vec![bill])];
    pays(&Terms::Percentage(flat(20)), &work, 0);
    let payout = pays(&Terms::Percentage(flat(20).accruing(Accrues::OnInvoice)), &work, 4_000_00);
    assert_eq!(payout.accruals[0].date, day("2026-02-01"));
}

#[test]
fn costs_passed_on_count_in_proportion_to_what_is_paid() {
    // 1,000 billed, 400 of it travel; a third paid, then the rest: the base is 200 and then 400.
    let payments = [("2026-03-01", 333_33), ("2026-04-01", 666_67)]
        .map(|(date, amount)| Payment::new(day(date), cents(amount), Vec::new()).unwrap());
    let bill = Bill::invoice(day("2026-02-01"), cents(1_000_00), cents(400_00), payments.to_vec()).unwrap();
    let payout = pays(&Terms::Percentage(flat(10).on(Base::Net)), &[project(1, "A", vec![bill.clone()])], 60_00);
    assert_eq!(payout.accruals[0].amount, cents(20_00));
    pays(&Terms::Percentage(flat(10)), &[project(1, "A", vec![bill])], 100_00);
}

#[test]
fn a_refund_counts_on_the_date_of_its_payment() {
    let scale = Scale::Marginal(tiers(&[(0, 10), (10_000_00, 20)]), TierScope::AgreementYear);
    let bills = vec![paid("2026-03-01", 10_000_00, 10_000_00), paid("2026-04-01", 5_000_00, 0)];
    pays(&Terms::Percentage(Percentage::new(scale)), &[project(1, "A", bills)], 500_00);
}

#[test]
fn caps_hold_the_client_and_then_the_year() {
    let terms = Terms::Percentage(flat(10).capped(Some(cents(500_00)), Some(cents(800_00))).unwrap());
    let work = [
        project(1, "Acme", vec![paid("2026-02-01", 4_000_00, 0)]),
        project(2, "ACME", vec![paid("2026-03-01", 4_000_00, 0)]),
        project(3, "Bolt", vec![paid("2026-04-01", 9_000_00, 0)]),
        project(4, "Bolt", vec![paid("2027-04-01", 1_000_00, 0)]),
        project(5, "Cape", vec![paid("2027-05-01", 1_000_00, 0)]),
    ];
    // Acme 400 + 100, Bolt 500 held to 300 by the year; next year Bolt is at its own cap, Cape earns 100.
    let payout = pays(&terms, &work, 900_00);
    let amounts: Vec<i64> = payout.accruals.iter().map(|a| a.amount.minor()).collect();
    assert_eq!(amounts, [400_00, 100_00, 300_00, 100_00]);
}

#[test]
fn an_agreement_year_turns_on_the_day_of_the_terms() {
    let capped = Terms::Percentage(flat(10).capped(None, Some(cents(100_00))).unwrap());
    let tiered = Scale::Whole(tiers(&[(0, 10), (1_500_00, 20)]), TierScope::AgreementYear);
    let tiered = Terms::Percentage(Percentage::new(tiered));
    let from = Period::months(day("2026-04-10"), 24);
    let on = |second: &str| {
        let bills = vec![paid("2026-12-31", 1_000_00, 0), paid(second, 1_000_00, 0)];
        let book = Book::new(from, &[project(1, "A", bills)]);
        [&capped, &tiered].map(|terms| terms.payout(&book).unwrap().total.minor())
    };
    assert_eq!(on("2027-04-09"), [100_00, 400_00]);
    assert_eq!(on("2027-04-10"), [200_00, 200_00]);
}

#[test]
fn on_invoices_a_window_runs_from_the_first_and_refunds_come_off_the_bill() {
    let terms = Terms::Percentage(flat(10).accruing(Accrues::OnInvoice).within(Some(1)).unwrap());
    let invoice = |issued: &str, refunded: i64| {
        let payment = payment("2026-05-01", 1_000_00, refunded);
        Bill::invoice(day(issued), cents(1_000_00), Money::ZERO, vec![payment]).unwrap()
    };
    // Both are paid in May; a month from the first invoice ends on 15 February.
    pays(&terms, &[project(1, "A", vec![invoice("2026-01-15", 400_00), invoice("2026-02-15", 0)])], 60_00);
    pays(&terms, &[project(1, "A", vec![invoice("2026-01-15", 400_00), invoice("2026-02-14", 0)])], 160_00);
}

#[test]
fn months_are_differences_of_rounded_running_totals() {
    // A third of a cent each: 0.33, 0.67, 1.00 → 0, 1, 0.
    let terms = Terms::Percentage(Percentage::new(Scale::Flat(Rate::new(333_333).unwrap())));
    let bills = vec![paid("2026-02-01", 1, 0), paid("2026-03-01", 1, 0), paid("2026-04-01", 1, 0)];
    let payout = pays(&terms, &[project(1, "A", bills)], 1);
    let months = payout.by_month().unwrap();
    assert_eq!(months.into_iter().collect::<Vec<_>>(), [(Month { year: 2026, month: 3 }, cents(1))]);
}

fn retainer(amount: i64, payer: Payer, minimum: Option<(u16, Shortfall)>) -> Retainer {
    let minimum = minimum.map(|(count, shortfall)| Minimum::new(count, shortfall).unwrap());
    Retainer::new(cents(amount), payer, minimum).unwrap()
}

fn introduced(dates: &[&str]) -> Vec<Referral> {
    (1..)
        .zip(dates)
        .map(|(id, date)| Referral::new(Id::from_u128(id), Name::new("A").unwrap(), day(date), None, vec![]).unwrap())
        .collect()
}

#[test]
fn a_retainer_is_paid_for_whole_months() {
    let terms = Terms::Retainer(retainer(300_00, Payer::Receiver, None));
    pays(&terms, &[], 3_600_00);
    let half = Period::new(day("2026-01-15"), day("2026-03-14")).unwrap();
    assert_eq!(terms.payout(&Book::new(half, &[])).unwrap().total, cents(300_00));
}

#[test]
fn a_retainer_flows_to_whoever_it_is_paid_to() {
    pays(&Terms::Retainer(retainer(300_00, Payer::Introducer, None)), &[], -3_600_00);
    pays(&Terms::Retainer(retainer(300_00, Payer::Mutual { back: cents(100_00) }, None)), &[], 2_400_00);
}

#[test]
fn a_shortfall_is_carried_credited_or_ignored() {
    // Two a month wanted. January 1, February 3, March 0, and so on: 4 of 24.
    let work = introduced(&["2026-01-10", "2026-02-01", "2026-02-10", "2026-02-20"]);
    let with = |shortfall| Terms::Retainer(retainer(300_00, Payer::Receiver, Some((2, shortfall))));
    assert_eq!(pays(&with(Shortfall::Ignored), &work, 3_600_00).owed_introductions, 0);
    // January's 1 is made good in February; ten months of 2 are missing.
    assert_eq!(pays(&with(Shortfall::CarriedForward), &work, 3_600_00).owed_introductions, 20);
    // Half of January, all of February.
    assert_eq!(pays(&with(Shortfall::Credited), &work, 450_00).owed_introductions, 0);
}

#[test]
fn a_credited_shortfall_leaves_what_is_paid_back() {
    // January 1 and February 3 of 2 a month: 1.5 × 300, less 12 × 100.
    let work = introduced(&["2026-01-10", "2026-02-01", "2026-02-10", "2026-02-20"]);
    let with = |payer| Terms::Retainer(retainer(300_00, payer, Some((2, Shortfall::Credited))));
    pays(&with(Payer::Mutual { back: cents(100_00) }), &work, -750_00);
    pays(&with(Payer::Introducer), &work, -450_00);
}

#[test]
fn a_month_that_was_cut_short_does_not_shorten_the_next() {
    let terms = Terms::Retainer(retainer(300_00, Payer::Receiver, Some((1, Shortfall::Credited))));
    // From 31 January: to 28 February, to 31 March, to 30 April; one introduction in each.
    let period = Period::months(day("2026-01-31"), 3);
    let work = introduced(&["2026-02-27", "2026-03-30", "2026-03-31"]);
    assert_eq!(terms.payout(&Book::new(period, &work)).unwrap().total, cents(900_00));
}

#[test]
fn a_hybrid_is_held_between_floor_and_cap_for_each_year() {
    let hybrid = |floor: i64, cap: i64| {
        let retainer = retainer(100_00, Payer::Receiver, None);
        Terms::Hybrid(Hybrid::new(retainer, flat(5), Some(cents(floor)), Some(cents(cap))).unwrap())
    };
    let work = [project(1, "A", vec![paid("2026-03-01", 40_000_00, 0)])];
    // 12 × 100 + 2,000.
    pays(&hybrid(600_00, 10_000_00), &work, 3_200_00);
    pays(&hybrid(600_00, 2_500_00), &work, 2_500_00);
    let raised = pays(&hybrid(4_000_00, 10_000_00), &work, 4_000_00);
    let last = raised.accruals.last().unwrap();
    assert_eq!((last.date, last.amount, last.cause), (day("2026-12-31"), cents(800_00), Cause::Floor));
    // The year after has no floor before it is over: 5% of 1,000.
    let later = [project(1, "A", vec![paid("2026-03-01", 40_000_00, 0), paid("2027-02-01", 1_000_00, 0)])];
    pays(&hybrid(4_000_00, 10_000_00), &later, 4_050_00);
}

#[test]
fn refunding_everything_leaves_nothing() {
    let share = flat(15).within(Some(3)).unwrap().capped(Some(cents(100_00)), None).unwrap();
    let whole = Scale::Whole(tiers(&[(0, 10), (1_000_00, 5)]), TierScope::Project);
    for terms in [Terms::Percentage(share), Terms::Percentage(Percentage::new(whole)), fee_over(300_00, 0)] {
        pays(&terms, &[project(1, "A", vec![paid("2026-03-01", 5_000_00, 5_000_00)])], 0);
    }
}

#[test]
fn a_referral_keeps_the_terms_of_its_day() {
    let versions = [("2026-01-01", 10), ("2026-07-01", 20)]
        .map(|(from, percent)| Version { from: day(from), terms: Terms::Percentage(flat(percent)) });
    let history = InForce::new(versions.to_vec()).unwrap();
    let referral = |id, introduced: &str| {
        let bills = vec![paid("2026-09-01", 1_000_00, 0)];
        Referral::new(Id::from_u128(id), Name::new("A").unwrap(), day(introduced), None, bills).unwrap()
    };
    let work = [referral(1, "2025-12-31"), referral(2, "2026-06-30"), referral(3, "2026-07-01")];
    let payouts = history.payouts(&work, day("2027-01-01")).unwrap();
    assert_eq!(payouts.iter().map(|p| p.total).collect::<Vec<_>>(), [cents(100_00), cents(200_00)]);
    assert!(InForce::new(versions.iter().rev().cloned().collect()).is_err());
}

#[test]
fn a_retainer_ends_where_the_next_terms_begin() {
    let versions = [("2026-01-01", 100_00), ("2026-07-01", 200_00)].map(|(from, amount)| Version {
        from: day(from),
        terms: Terms::Retainer(retainer(amount, Payer::Receiver, None)),
    });
    let payouts = |end| {
        let payouts = InForce::new(versions.to_vec()).unwrap().payouts(&[], day(end)).unwrap();
        payouts.iter().map(|payout| payout.total.minor()).collect::<Vec<_>>()
    };
    assert_eq!(payouts("2027-01-01"), [600_00, 1_200_00]);
    assert_eq!(payouts("2026-04-01"), [300_00, 0]);
}

#[test]
fn a_sum_past_the_bound_is_an_error() {
    let work =
        [project(1, "A", vec![paid("2026-02-01", Money::MAX.minor(), 0), paid("2026-03-01", Money::MAX.minor(), 0)])];
    assert!(Terms::Percentage(flat(100)).payout(&Book::new(year(), &work)).is_err());
    assert!(Terms::Percentage(flat(40)).payout(&Book::new(year(), &work)).is_ok());
}

#[test]
fn refuses_parameters_that_make_no_terms() {
    assert_eq!(flat(10).within(Some(0)), Err(TermsError::Window));
    assert_eq!(flat(10).within(Some(601)), Err(TermsError::Window));
    assert_eq!(flat(10).capped(Some(cents(-1)), None), Err(TermsError::NegativeAmount));
    assert_eq!(Tiers::new(vec![]), Err(TermsError::TierCount));
    assert_eq!(Tiers::new(vec![Tier { from: cents(1), rate: Rate::ZERO }]), Err(TermsError::TierOrder));
    assert_eq!(Minimum::new(0, Shortfall::Ignored), Err(TermsError::Minimum));
    assert_eq!(FixedFee::new(cents(-1), FeeDue::QualifiedReferral), Err(TermsError::NegativeAmount));
    let bounds = Hybrid::new(retainer(1, Payer::Receiver, None), flat(1), Some(cents(2)), Some(cents(1)));
    assert_eq!(bounds, Err(TermsError::FloorAboveCap));
}

#[test]
fn every_parameter_can_be_set_and_read_back() {
    let share = flat(15).within(Some(3)).unwrap().capped(Some(cents(100_00)), Some(cents(200_00))).unwrap();
    let hybrid =
        Hybrid::new(retainer(1_00, Payer::Receiver, None), share.clone(), Some(cents(1)), Some(cents(9))).unwrap();
    for terms in [Terms::Percentage(share), Terms::Hybrid(hybrid), fee_over(300_00, 2_000_00)] {
        for (parameter, setting) in terms.parameters() {
            assert_eq!(terms.with(parameter, setting).as_ref(), Some(&terms), "{parameter:?}");
        }
    }
    let changed = fee_over(300_00, 2_000_00).with(Parameter::Fee, Setting::Money(cents(900_00)));
    assert_eq!(changed, Some(fee_over(900_00, 2_000_00)));
}

#[test]
fn simplicity_follows_what_there_is_to_track() {
    let ranks = [
        fee_over(1, 0),
        Terms::Retainer(retainer(1, Payer::Receiver, None)),
        Terms::Percentage(flat(10)),
        Terms::Percentage(flat(10).within(Some(12)).unwrap()),
        Terms::Hybrid(Hybrid::new(retainer(1, Payer::Receiver, None), flat(1), None, None).unwrap()),
    ]
    .map(|terms| terms.simplicity());
    assert!(ranks.is_sorted_by(|a, b| a < b));
}

#[test]
fn scaled_terms_pay_in_proportion() {
    let flat = |ppm: u32| Percentage::new(Scale::Flat(Rate::new(ppm).unwrap()));
    let tiers = |rates: [u32; 2]| {
        let tier = |(from, percent)| Tier { from: usd(from), rate: Rate::percent(percent) };
        Tiers::new([0, 10_000].into_iter().zip(rates).map(tier).collect()).unwrap()
    };
    let mutual = |amount, back| Retainer::new(usd(amount), Payer::Mutual { back: usd(back) }, None).unwrap();
    let hybrid = |amount, ppm, floor, cap| {
        let retainer = Retainer::new(usd(amount), Payer::Receiver, None).unwrap();
        Terms::Hybrid(Hybrid::new(retainer, flat(ppm), Some(usd(floor)), Some(usd(cap))).unwrap())
    };
    let fee = |amount| Terms::FixedFee(FixedFee::new(usd(amount), FeeDue::WonProject { over: usd(2_000) }).unwrap());
    let capped = |ppm, cap| {
        let share = flat(ppm).within(Some(3)).unwrap().capped(Some(usd(cap)), None).unwrap();
        Terms::Percentage(share)
    };
    let marginal = |rates| Terms::Percentage(Percentage::new(Scale::Marginal(tiers(rates), TierScope::AgreementYear)));
    let whole = |rates| Terms::Percentage(Percentage::new(Scale::Whole(tiers(rates), TierScope::Project)));
    for (terms, to, from, expected) in [
        (fee(300), 3, 1, Some(fee(900))),
        (Terms::Retainer(mutual(300, 100)), 1, 2, Some(Terms::Retainer(mutual(150, 50)))),
        (capped(150_000, 900), 2, 3, Some(capped(100_000, 600))),
        (capped(500_000, 1_000), 2, 1, Some(capped(1_000_000, 2_000))),
        (capped(500_001, 1_000), 2, 1, None),
        (marginal([10, 20]), 5, 2, Some(marginal([25, 50]))),
        (whole([10, 60]), 2, 1, None),
        (hybrid(100, 50_000, 600, 10_000), 3, 2, Some(hybrid(150, 75_000, 900, 15_000))),
        (fee(300), 0, 1, Some(fee(0))),
        (fee(300), 1, 0, None),
        (fee(300), 1, -1, None),
    ] {
        assert_eq!(terms.scaled(to, from), expected, "{terms:?} × {to}/{from}");
    }
}
