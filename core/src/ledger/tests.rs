//! Lists put together, replayed and summed up, against figures worked by hand.

#![allow(clippy::unwrap_used, clippy::inconsistent_digit_grouping)]

use chrono::NaiveDate;

use super::*;
use crate::forecast::{Estimate, Evidence, Given};
use crate::terms::{FeeDue, FixedFee, Minimum, Payer, Percentage, Retainer, Scale, Shortfall, Terms};
use crate::value::{Currency, Id, Money, Month, Name, Period, Quantity, Range, Rate, Reading, add_months};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn cents(minor: i64) -> Money {
    Money::new(minor).unwrap()
}

/// A row as `client/project`, day of introduction, day, amount, costs passed on.
type Cells<'a> = (&'a str, &'a str, &'a str, i64, i64);

fn row(id: u128, (who, introduced, date, amount, pass_through): Cells) -> Line {
    let (client, project) = who.split_once('/').unwrap_or((who, ""));
    let work = Work {
        client: Name::new(client).unwrap(),
        project: Name::new(project).ok(),
        introduced: introduced.parse().ok(),
        date: day(date),
        amount: cents(amount),
        pass_through: cents(pass_through),
    };
    Line::Read(Row::new(Id::from_u128(id), work).unwrap())
}

/// Rows with the ids 1, 2, 3 and so on.
fn list(rows: &[Cells]) -> List {
    List::default().with_added((1..).zip(rows).map(|(id, cells)| row(id, *cells)).collect()).unwrap()
}

fn unread(id: u128, amount: &str) -> Line {
    let typed = Typed::default().with(Column::Client, "Acme").with(Column::Date, "2026-01-05");
    Line::Unread { id: Id::from_u128(id), typed: typed.with(Column::Amount, amount) }
}

/// Date, amount and refunded part of each payment.
fn payments(referral: &Referral) -> Vec<(String, i64, i64)> {
    let payments = referral.bills().iter().flat_map(Bill::payments);
    payments.map(|paid| (paid.date().to_string(), paid.amount().minor(), paid.refunded().minor())).collect()
}

fn paid(date: &str, amount: i64, refunded: i64) -> (String, i64, i64) {
    (date.to_owned(), amount, refunded)
}

#[test]
fn every_line_has_an_id_of_its_own() {
    let list = list(&[("Acme", "", "2026-01-05", 100, 0)]);
    assert_eq!(list.with_added(vec![unread(2, "x"), unread(1, "x")]), Err(Id::from_u128(1)));
    assert_eq!(list.with_added(vec![unread(2, "x"), unread(2, "x")]), Err(Id::from_u128(2)));
    let both = list.with_added(vec![unread(2, "x")]).unwrap();
    assert_eq!((both.lines().len(), both.rows().count(), both.position(Id::from_u128(2))), (2, 1, Some(1)));
    assert_eq!(both.without(Id::from_u128(2)), Some(list.clone()));
    assert_eq!((both.without(Id::from_u128(3)), list.with_replaced(unread(2, "x"))), (None, None));
    assert_eq!(both.with_replaced(unread(2, "y")).unwrap().lines().get(1), Some(&unread(2, "y")));
}

#[test]
fn another_reading_is_another_try() {
    let lines = vec![unread(1, "1.234,50"), row(2, ("Acme", "", "2026-01-05", 100, 0)), unread(3, "soon")];
    let list = List::default().with_added(lines).unwrap();
    let comma = Reading { decimal: crate::value::notation::DecimalSign::Comma, ..Reading::ENGLISH };
    assert_eq!(list.read_again(Reading::ENGLISH, Currency::USD), list);
    let again = list.read_again(comma, Currency::USD);
    let amounts: Vec<i64> = again.rows().map(|row| row.work().amount.minor()).collect();
    assert_eq!((amounts, again.lines().get(2)), (vec![1_234_50, 100], Some(&unread(3, "soon"))));
}

#[test]
fn an_undo_step_costs_what_it_changed() {
    let rows: Vec<Cells> = vec![("Acme", "", "2026-01-05", 100, 0); 5_000];
    let list = list(&rows);
    let whole = list.bytes_beyond(&List::default());
    let edited = list.with_replaced(unread(2_500, "soon")).unwrap().bytes_beyond(&list);
    assert!(whole > 5_000 * size_of::<Line>() && edited > CHUNK * size_of::<Line>(), "{whole} {edited}");
    assert!(edited < whole / 15, "{edited} of {whole}");
    assert_eq!(list.bytes_beyond(&list.clone()), 0);
}

#[test]
fn rows_of_one_client_and_project_are_one_referral() {
    let gathered = list(&[
        ("Acme", "", "2026-03-01", 100_00, 0),
        ("ACME", "", "2026-02-01", 50_00, 10_00),
        ("acme/Site", "", "2026-02-10", 70_00, 0),
        ("Acme/SITE", "2026-01-20", "2026-04-10", 0, 0),
        ("Bolt", "2026-01-15", "2026-05-31", 0, 0),
    ])
    .referrals();
    let found: Vec<_> = gathered
        .referrals
        .iter()
        .map(|r| (r.id().as_u128(), r.client().as_str(), r.introduced().to_string(), payments(r), r.is_won()))
        .collect();
    assert_eq!(
        found,
        [
            (1, "Acme", "2026-02-01".into(), vec![paid("2026-02-01", 50_00, 0), paid("2026-03-01", 100_00, 0)], true),
            (3, "acme", "2026-01-20".into(), vec![paid("2026-02-10", 70_00, 0)], true),
            (5, "Bolt", "2026-01-15".into(), vec![], false),
        ]
    );
    assert_eq!((gathered.rows, gathered.problems.len()), (5, 0));
    assert_eq!(gathered.period, Period::new(day("2026-01-01"), day("2026-06-01")).ok());
    assert_eq!(List::default().referrals().period, None);
}

#[test]
fn a_refund_takes_back_the_newest_payments_before_it() {
    let gathered = list(&[
        ("Acme", "", "2026-01-10", 100_00, 0),
        ("Acme", "", "2026-02-10", 100_00, 0),
        ("Acme", "", "2026-02-10", -150_00, 0),
        ("Acme", "", "2026-03-10", 100_00, 0),
    ])
    .referrals();
    let expected =
        [paid("2026-01-10", 100_00, 50_00), paid("2026-02-10", 100_00, 100_00), paid("2026-03-10", 100_00, 0)];
    let referral = gathered.referrals.first().unwrap();
    assert_eq!(payments(referral), expected);
    assert_eq!(gathered.problems, []);
    // It goes back on its own day, and is not known before it.
    assert_eq!(payments(&referral.known_on(day("2026-02-10"))), expected);
    let before = ["2026-01-10", "2026-02-10", "2026-03-10"].map(|date| paid(date, 100_00, 0));
    assert_eq!(payments(&referral.known_on(day("2026-02-09"))), before);
}

#[test]
fn a_payment_goes_back_after_it_came_and_at_most_once() {
    let payment = |refunds: &[(&str, i64)]| {
        let refund = |&(date, minor): &(&str, i64)| Refund { date: day(date), amount: Money::new(minor).unwrap() };
        Payment::new(day("2026-02-10"), Money::new(100_00).unwrap(), refunds.iter().map(refund).collect())
    };
    let twice = payment(&[("2026-04-01", 60_00), ("2026-03-01", 40_00)]).unwrap();
    assert_eq!((twice.refunded().minor(), twice.kept().minor()), (100_00, 0));
    assert!(twice.refunds().is_sorted_by_key(|refund| refund.date));
    assert_eq!(payment(&[("2026-04-01", 60_00), ("2026-03-01", 40_01)]), Err(LedgerError::RefundAbovePayment));
    assert_eq!(payment(&[("2026-02-09", 1)]), Err(LedgerError::RefundBeforePayment));
    assert_eq!(payment(&[("2026-02-10", -1)]), Err(LedgerError::Negative));
}

#[test]
fn a_refund_of_more_than_was_paid_does_not_count() {
    let gathered = list(&[
        ("Acme", "", "2026-02-10", 100_00, 0),
        ("Acme", "", "2026-03-10", -60_00, 0),
        ("Acme", "", "2026-04-10", -40_01, 0),
        ("Acme", "", "2026-05-10", -40_00, 0),
        ("Acme", "", "2026-02-09", -1, 0),
        ("Bolt", "", "2027-01-01", -1, 0),
    ])
    .referrals();
    let too_much = [3, 5, 6].map(|id| (Id::from_u128(id), LedgerError::RefundAbovePayment));
    assert_eq!((gathered.problems.as_slice(), gathered.rows), (too_much.as_slice(), 3));
    assert_eq!(payments(gathered.referrals.first().unwrap()), [paid("2026-02-10", 100_00, 100_00)]);
    assert_eq!((gathered.referrals.len(), gathered.referrals.first().unwrap().is_won()), (1, false));
    assert_eq!(gathered.period, Period::new(day("2026-02-01"), day("2026-06-01")).ok());
}

#[test]
fn an_introduction_after_the_work_is_named_and_moved() {
    let rows = [("Acme", "", "2026-02-10", 100_00, 0), ("Acme", "2026-02-11", "2026-03-10", 100_00, 0)];
    let gathered = list(&rows).referrals();
    assert_eq!(gathered.problems, [(Id::from_u128(2), LedgerError::BeforeIntroduction)]);
    assert_eq!(gathered.referrals.first().unwrap().introduced(), day("2026-02-10"));
    assert_eq!((gathered.rows, gathered.referrals.len()), (2, 1));
}

fn flat(percent: u32) -> Terms {
    Terms::Percentage(Percentage::new(Scale::Flat(Rate::percent(percent))))
}

#[test]
fn a_replay_has_every_month_and_sums_to_its_totals() {
    let gathered = list(&[
        ("Acme", "2026-01-20", "2026-02-10", 4_000_00, 1_000_00),
        ("Acme", "", "2026-05-01", -2_000_00, 0),
        ("Bolt", "", "2026-04-30", 1_000_01, 0),
        ("Cape", "2026-03-03", "2026-03-03", 0, 0),
    ])
    .referrals();
    let fee = Terms::FixedFee(FixedFee::new(cents(300_00), FeeDue::WonProject { over: cents(2_000_00) }).unwrap());
    let minimum = Minimum::new(1, Shortfall::CarriedForward).unwrap();
    let retainer = Terms::Retainer(Retainer::new(cents(100_00), Payer::Receiver, Some(minimum)).unwrap());
    let offers = [flat(10), fee, retainer];
    let offers: Vec<_> = (1..).map(Id::from_u128).zip(&offers).collect();
    let replay = Replay::of(&gathered, &offers).unwrap().unwrap();

    let months: Vec<_> = (1..=5).map(|month| Month { year: 2026, month }).collect();
    assert_eq!(replay.months, months);
    // The refund counts in February, where its payment is, and takes half of the costs with it.
    assert_eq!(replay.revenue.iter().map(|m| m.minor()).collect::<Vec<_>>(), [0, 2_000_00, 0, 1_000_01, 0]);
    assert_eq!(replay.pass_through.iter().map(|m| m.minor()).collect::<Vec<_>>(), [0, 500_00, 0, 0, 0]);
    assert_eq!((replay.total_revenue, replay.total_pass_through), (cents(3_000_01), cents(500_00)));
    assert_eq!((replay.introductions, replay.projects), (3, 2));
    let paid: Vec<&Paid> = replay.offers.iter().map(|offer| offer.paid.as_ref().unwrap()).collect();
    let by_month: Vec<Vec<i64>> = paid.iter().map(|p| p.by_month.iter().map(|m| m.minor()).collect()).collect();
    // 200.00, then 300.001 in all; no project brings more than 2,000; five whole months.
    assert_eq!(by_month, [vec![0, 200_00, 0, 100_00, 0], vec![0; 5], vec![100_00; 5]]);
    assert_eq!(paid.iter().map(|p| p.total.minor()).collect::<Vec<_>>(), [300_00, 0, 500_00]);
    // One a month: 1 − 1, then none, one, one, none.
    assert_eq!(paid.iter().map(|p| (p.projects, p.owed_introductions)).collect::<Vec<_>>(), [(2, 0), (0, 0), (0, 2)]);
    // 300.00 of 2,500.01 without the costs.
    assert!((replay.share(cents(300_00)).unwrap() - 0.119_999_52).abs() < 1e-9);
    assert_eq!(Replay::of(&List::default().referrals(), &offers), Ok(None));
}

#[test]
fn an_offer_past_the_bound_of_money_leaves_the_others_alone() {
    let gathered = list(&[("Acme", "", "2026-01-10", 100_00, 0), ("Bolt", "", "2026-02-10", 100_00, 0)]).referrals();
    let most = Terms::FixedFee(FixedFee::new(Money::MAX, FeeDue::WonProject { over: Money::ZERO }).unwrap());
    let ten = flat(10);
    let replay = Replay::of(&gathered, &[(Id::from_u128(1), &most), (Id::from_u128(2), &ten)]).unwrap().unwrap();
    let totals: Vec<_> = replay.offers.iter().map(|offer| offer.paid.as_ref().map(|paid| paid.total).ok()).collect();
    assert_eq!(totals, [None, Some(cents(20_00))]);
    let beyond = list(&[("A", "", "2026-01-10", Money::MAX.minor(), 0), ("B", "", "2026-01-10", 1, 0)]).referrals();
    assert!(Replay::of(&beyond, &[]).is_err());
}

#[test]
fn a_summary_counts_what_a_forecast_asks_for() {
    // Five won projects of 1,000, 2,000, 3,000, 4,000 and 15,000 over 1, 1, 2, 3 and 4 months, and three introductions
    // that brought nothing, from 10 January 2025 to 3 July 2026: 19 months.
    let gathered = list(&[
        ("A", "2025-01-10", "2025-02-01", 1_500_00, 0),
        ("A", "", "2025-03-01", -500_00, 0),
        ("B", "", "2025-04-01", 1_000_00, 0),
        ("B", "", "2025-04-30", 1_000_00, 0),
        ("C", "", "2025-05-01", 1_000_00, 250_00),
        ("C", "", "2026-05-01", 2_000_00, 0),
        ("D", "", "2025-06-01", 1_000_00, 0),
        ("D", "", "2025-07-01", 1_000_00, 0),
        ("D", "", "2025-08-01", 2_000_00, 0),
        ("E", "", "2025-06-01", 5_000_00, 1_000_00),
        ("E", "", "2025-07-01", 5_000_00, 0),
        ("E", "", "2025-08-01", 4_000_00, 0),
        ("E", "", "2025-09-01", 1_000_00, 0),
        ("F", "", "2025-06-01", 0, 0),
        ("G", "", "2026-07-03", 0, 0),
        ("H", "", "2025-06-01", 700_00, 0),
        ("H", "", "2025-06-02", -700_00, 0),
    ])
    .referrals();
    let summary = gathered.summary().unwrap();
    assert_eq!((summary.rows, summary.months_spanned), (17, 19));
    assert_eq!(summary.evidence, Evidence { introductions: 8, projects: 5 });
    let ranged = |low, likely, high| {
        let range = [low, likely, high].map(|millionths| Quantity::new(millionths).unwrap());
        from_rows(17, range[0], range[1], range[2])
    };
    // 8 × 12 ÷ 19 = 5.0526…; the means that 8 leaves plausible are 4.0537… to 15.7878…, of which 12 ÷ 19 are 2.56 and 9.97.
    assert_eq!(summary.introductions_a_year, ranged(2_560_000, 5_050_000, 9_970_000));
    // Wilson's interval of 5 in 8 is 30.574% to 86.316%.
    assert_eq!(summary.projects_of(summary.introductions_a_year.likely()), ranged(1_540_000, 3_160_000, 4_360_000));
    assert_eq!(summary.projects_of(Quantity::whole(12)), ranged(3_670_000, 7_500_000, 10_360_000));
    // Of five the lowest and the highest; their mean, and their median.
    assert_eq!(summary.value, from_rows(17, cents(1_000_00), cents(5_000_00), cents(15_000_00)));
    assert_eq!(summary.months, from_rows(17, 1, 2, 4));
    // 1,250 of 25,000; none of three projects, and 250 of 3,000.
    let share = |ppm| Rate::new(ppm).unwrap();
    assert_eq!(summary.pass_through, from_rows(17, share(0), share(50_000), share(83_333)));
}

fn from_rows<T: Copy + Ord>(rows: u32, low: T, likely: T, high: T) -> Estimate<T> {
    Estimate::ranged(Range::new(low, likely, high).unwrap(), Given::Rows(rows))
}

#[test]
fn a_range_ends_as_far_outside_the_quartiles_as_so_few_leave_open() {
    // From exact binomial sums in Python: the highest r with P(B < r) ≤ 1/40 for B of n draws at 1/4.
    let ranks = [(1, 1), (5, 1), (12, 1), (13, 1), (19, 1), (20, 2), (25, 2), (30, 3), (40, 5), (50, 7), (100, 17)];
    for (count, rank) in [(200, 38), (1_000, 223), (20_000, 4_880)].into_iter().chain(ranks) {
        assert_eq!(outer_rank(count), rank, "of {count}");
    }
    // Of twenty the second and the nineteenth.
    let clients: Vec<String> = (1..=20).map(|n| format!("Client {n}")).collect();
    let rows: Vec<Cells> = (1..).zip(&clients).map(|(n, who)| (&**who, "", "2026-01-10", n * 1_000_00, 0)).collect();
    let value = from_rows(20, cents(2_000_00), cents(10_500_00), cents(19_000_00));
    assert_eq!(list(&rows).referrals().summary().unwrap().value, value);
}

#[test]
fn introductions_that_rows_are_stretched_to_are_no_more_than_can_be_compared() {
    // 40 in a month are 480 a year; what they leave plausible goes up to 54.47 × 12.
    let clients: Vec<String> = (1..=40).map(|n| format!("Client {n}")).collect();
    let rows: Vec<Cells> = clients.iter().map(|who| (&**who, "", "2026-01-10", 100_00, 0)).collect();
    let introductions = list(&rows).referrals().summary().unwrap().introductions_a_year;
    assert_eq!((introductions.likely(), introductions.high()), (Quantity::whole(480), Some(Quantity::whole(500))));
}

#[test]
fn a_project_paid_for_longer_counts_with_the_most_months_that_are_compared() {
    let dates: Vec<String> = (0..70).map(|month| add_months(day("2020-01-10"), month).to_string()).collect();
    let rows: Vec<Cells> = dates.iter().map(|date| ("A", "2020-01-10", date.as_str(), 100_00, 0)).collect();
    let months = list(&rows).referrals().summary().unwrap().months;
    assert_eq!(months, from_rows(70, 30, 60, 60));
}

#[test]
fn few_projects_go_from_half_the_lowest_to_double_the_highest_and_none_have_no_summary() {
    let few = [("A", "", "2026-01-10", 100_00, 10_00), ("B", "", "2026-02-10", 300_00, 180_00)];
    let summary = list(&few).referrals().summary().unwrap();
    assert_eq!(summary.value, from_rows(2, cents(50_00), cents(200_00), cents(600_00)));
    assert_eq!(summary.months, from_rows(2, 1, 1, 2));
    assert_eq!(summary.pass_through, from_rows(2, Rate::percent(5), Rate::new(475_000).unwrap(), Rate::FULL));
    assert_eq!(list(&[("A", "", "2026-01-10", 0, 0)]).referrals().summary(), None);
    assert_eq!(List::default().referrals().summary(), None);
}
