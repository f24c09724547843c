use super::*;
use crate::ledger::{Line, List, Row, Work};
use crate::review::{Agreed, ClientWork, Entry, Figures, Settled, StrategicValue, Trailing, settle};
use crate::terms::{Minimum, Shortfall, Tier, TierScope, Tiers};
use crate::value::Hours;
use crate::words::explain_payouts;

fn trailing(months: u16) -> Trailing {
    Trailing::from("2026-01-01".parse().unwrap(), months).unwrap()
}

/// So many units of revenue, won projects and introductions over so many months.
struct Brought(i64, Option<u16>, Option<u16>, u16);

fn settled(terms: &Terms, revenue: i64, work: ClientWork, list: &List, trailing: Trailing) -> Settled {
    let (strategic, upkeep) = (StrategicValue::none(), Hours::ZERO);
    let figures = Figures { revenue: usd(revenue), strategic, upkeep, money: Money::ZERO, payouts: usd(77) };
    let agreed = Agreed::new(Id::from_u128(9), work).unwrap();
    let entry = Entry::new(Id::from_u128(1), harbor(), figures, None).unwrap().agreeing(Some(agreed));
    settle(&[entry], &[Offer::new(Id::from_u128(9), terms.clone())], list, trailing).unwrap().pop().unwrap()
}

/// The payout, to the cent, and what is said before the assumptions.
#[track_caller]
fn check(terms: &Terms, Brought(revenue, projects, introductions, months): Brought, cents: i64, sums: &[&str]) {
    let work = ClientWork::Even { projects, introductions };
    let Settled { entry, counted } = settled(terms, revenue, work, &List::default(), trailing(months));
    let counted = counted.unwrap();
    assert_eq!(counted.total.minor(), cents, "{terms:?}");
    assert_eq!(entry.figures().payouts, counted.total);
    let lines = explain_payouts(&counted, trailing(months), &DOLLARS);
    let said = lines.iter().position(|line| line.starts_with("Assumed: ")).unwrap();
    assert_eq!(&lines[..said], sums, "{terms:?}");
}

fn tiers(scale: fn(Tiers, TierScope) -> Scale, scope: TierScope) -> Terms {
    let tier = |from, rate| Tier { from: usd(from), rate: Rate::percent(rate) };
    let tiers = Tiers::new(vec![tier(0, 3), tier(300_000, 5), tier(500_000, 7)]).unwrap();
    Terms::Percentage(Percentage::new(scale(tiers, scope)))
}

fn capped(percent: u32, client: Option<i64>, year: Option<i64>) -> Terms {
    Terms::Percentage(flat(percent).capped(client.map(usd), year.map(usd)).unwrap())
}

fn retainer(amount: i64, payer: Payer, minimum: Option<(u16, Shortfall)>) -> Terms {
    let minimum = minimum.map(|(a_month, shortfall)| Minimum::new(a_month, shortfall).unwrap());
    Terms::Retainer(Retainer::new(usd(amount), payer, minimum).unwrap())
}

#[test]
fn a_percentage_of_the_revenue() {
    check(&share(10), Brought(82_000, None, None, 6), 8_200_00, &["10% of $82,000 = $8,200"]);
    let finders = ["The first 3 of 8 months count: $12,000 of $32,000", "15% of $12,000 = $1,800"];
    check(&window(15, 3), Brought(32_000, None, None, 8), 1_800_00, &finders);
    check(&window(15, 6), Brought(24_000, None, None, 6), 3_600_00, &["15% of $24,000 = $3,600"]);
    let none = ["Revenue is below zero, so there is nothing to share.", "10% of $0 = $0"];
    check(&share(10), Brought(-800, None, None, 6), 0, &none);
    // 10% of 0.05 thirty times over would be nothing; of all of it, it is 15 cents.
    check(&share(10), Brought(1, None, None, 30), 10, &["10% of $1 = $0.10"]);
}

#[test]
fn tiers_and_caps_of_the_revenue() {
    let year = TierScope::AgreementYear;
    let all = Brought(600_000, None, None, 6);
    // 3% of 300,000, 5% of 200,000 and 7% of 100,000; or 7% of all of it.
    check(&tiers(Scale::Marginal, year), all, 26_000_00, &["3–7% in tiers of $600,000 = $26,000"]);
    let all = Brought(600_000, None, None, 6);
    check(&tiers(Scale::Whole, year), all, 42_000_00, &["3–7% in tiers of $600,000 = $42,000"]);
    // Two projects of 300,000; over two years, twice 3% of 300,000 as well.
    let two = Brought(600_000, Some(2), None, 6);
    check(&tiers(Scale::Marginal, TierScope::Project), two, 18_000_00, &["3–7% in tiers of $600,000 = $18,000"]);
    let years = Brought(600_000, None, None, 24);
    check(&tiers(Scale::Marginal, year), years, 18_000_00, &["3–7% in tiers of $600,000 = $18,000"]);
    let held = |total| ["10% of $82,000 = $8,200".to_owned(), format!("Held at what the terms cap: {total}")];
    let as_texts = |lines: &[String; 2]| lines.each_ref().map(|line| line.as_str().to_owned());
    for (terms, projects, months, cents, total) in [
        (capped(10, None, Some(5_000)), None, 6, 5_000_00, "$5,000"),
        (capped(10, Some(1_000), None), Some(4), 6, 4_000_00, "$4,000"),
        (capped(10, Some(1_000), Some(3_000)), Some(4), 6, 3_000_00, "$3,000"),
    ] {
        let lines = as_texts(&held(total));
        check(&terms, Brought(82_000, projects, None, months), cents, &[&lines[0], &lines[1]]);
    }
    // 41,000 in each of two years: 4,100 each.
    check(&capped(10, None, Some(5_000)), Brought(82_000, None, None, 24), 8_200_00, &["10% of $82,000 = $8,200"]);
}

#[test]
fn a_fee_for_each_project_or_introduction() {
    check(&fee(300, 2_000), Brought(24_000, Some(4), None, 6), 1_200_00, &["4 projects × $300 = $1,200"]);
    check(&fee(300, 2_000), Brought(24_000, None, None, 6), 300_00, &["1 project × $300 = $300"]);
    // At the threshold nothing is due.
    let none = ["Worth more than $2,000: none of 12 projects, so $0"];
    check(&fee(300, 2_000), Brought(24_000, Some(12), None, 6), 0, &none);
    // 20,001 among ten: each 2,000.10, more than the threshold.
    check(&fee(300, 2_000), Brought(20_001, Some(10), None, 6), 3_000_00, &["10 projects × $300 = $3,000"]);
    check(&fee(300, 0), Brought(0, Some(3), None, 6), 0, &["Worth more than $0: none of 3 projects, so $0"]);
    check(&qualified(50), Brought(24_000, None, Some(5), 6), 250_00, &["5 introductions × $50 = $250"]);
    check(&qualified(50), Brought(24_000, None, Some(0), 6), 0, &["0 introductions × $50 = $0"]);
    check(&qualified(50), Brought(24_000, None, None, 6), 50_00, &["1 introduction × $50 = $50"]);
    // 20,000.01 among ten: one is worth a cent more than the others.
    let work = ClientWork::Even { projects: Some(10), introductions: None };
    let terms = Terms::FixedFee(FixedFee::new(usd(300), FeeDue::WonProject { over: usd(2_000) }).unwrap());
    let mut uneven = settled(&terms, 20_000, work, &List::default(), trailing(6)).entry;
    let figures = Figures { revenue: Money::new(20_000_01).unwrap(), ..uneven.figures().clone() };
    uneven = Entry::new(uneven.partnership(), harbor(), figures, None).unwrap().agreeing(uneven.agreed());
    let offers = [Offer::new(Id::from_u128(9), terms)];
    let counted = settle(&[uneven], &offers, &List::default(), trailing(6)).unwrap().pop().unwrap().counted.unwrap();
    assert_eq!(counted.total, usd(300));
    let lines = explain_payouts(&counted, trailing(6), &DOLLARS);
    assert_eq!(lines[0], "Worth more than $2,000: 1 of 10 projects; 1 × $300 = $300");
}

#[test]
fn a_retainer_for_each_month() {
    let six = |introductions| Brought(24_000, None, introductions, 6);
    check(&retainer(300, Payer::Receiver, None), six(None), 1_800_00, &["6 months × $300 = $1,800"]);
    let to_you = ["6 months × $300 paid to you = -$1,800"];
    check(&retainer(300, Payer::Introducer, None), six(None), -1_800_00, &to_you);
    let mutual = Payer::Mutual { back: usd(100) };
    check(&retainer(300, mutual, None), six(None), 1_200_00, &["6 months × ($300 − $100 back) = $1,200"]);
    // One introduction a month of the two that it is for.
    let credited = retainer(300, Payer::Receiver, Some((2, Shortfall::Credited)));
    let less = ["6 months × $300, less for each introduction missing in a month = $900"];
    check(&credited, six(Some(6)), 900_00, &less);
    check(&credited, six(Some(12)), 1_800_00, &["6 months × $300 = $1,800"]);
    let carried = retainer(300, Payer::Receiver, Some((2, Shortfall::CarriedForward)));
    check(&carried, six(Some(0)), 1_800_00, &["6 months × $300 = $1,800"]);
}

#[test]
fn a_hybrid_of_both_between_its_bounds() {
    // 100 a month and 5%, at least 600 and at most 10,000 a year.
    let sum = ["6 months × $100 = $600", "5% of $24,000 = $1,200", "$600 + $1,200 = $1,800"];
    check(&hybrid(100, 5), Brought(24_000, None, None, 6), 1_800_00, &sum);
    let held =
        ["6 months × $100 = $600", "5% of $240,000 = $12,000", "$600 + $12,000, held between floor and cap = $10,000"];
    check(&hybrid(100, 5), Brought(240_000, None, None, 6), 10_000_00, &held);
    let raised = ["12 months × $10 = $120", "5% of $0 = $0", "$120 + $0, held between floor and cap = $600"];
    check(&hybrid(10, 5), Brought(0, None, None, 12), 600_00, &raised);
    let too_soon = ["6 months × $10 = $60", "5% of $0 = $0", "$60 + $0 = $60"];
    check(&hybrid(10, 5), Brought(0, None, None, 6), 60_00, &too_soon);
}

/// What is said from the assumptions on.
fn assumed(terms: &Terms, projects: Option<u16>, introductions: Option<u16>) -> Vec<String> {
    let work = ClientWork::Even { projects, introductions };
    let counted = settled(terms, 24_000, work, &List::default(), trailing(6)).counted.unwrap();
    let lines = explain_payouts(&counted, trailing(6), &DOLLARS);
    lines.into_iter().skip_while(|line| !line.starts_with("Assumed: ")).collect()
}

#[test]
fn what_was_assumed_is_said() {
    let even = "Assumed: $24,000 of revenue paid evenly over 6 months";
    assert_eq!(assumed(&share(10), None, None), [format!("{even}, under terms agreed on 2026-01-01.")]);
    assert_eq!(
        assumed(&fee(300, 0), Some(4), None),
        [format!(
            "{even}; 4 projects of the same size, paid from the first month on, under terms agreed on 2026-01-01."
        )]
    );
    assert_eq!(
        assumed(&qualified(50), None, Some(1)),
        [format!("{even}; 1 introduction spread evenly, under terms agreed on 2026-01-01.")]
    );
    let monthly = retainer(300, Payer::Receiver, None);
    assert_eq!(assumed(&monthly, None, None), ["Assumed: 6 months, under terms agreed on 2026-01-01."]);
    let net = flat(10).on(crate::terms::Base::Net).accruing(crate::terms::Accrues::OnInvoice);
    let net = Terms::Percentage(net.capped(None, Some(usd(5_000))).unwrap());
    assert_eq!(
        assumed(&net, None, None)[1..],
        [
            "No costs passed on are known here, so none are taken off.",
            "Invoices are taken to be paid in the month in which they are sent.",
            "What counts for a year of the agreement counts from 2026-01-01 on.",
        ]
    );
    let floor = assumed(&hybrid(100, 5), None, None);
    assert_eq!(floor.last().unwrap(), "The floor of a year counts only once a year is over.");
}

fn rows(rows: &[(&str, &str, i64)]) -> List {
    let line = |(number, &(client, date, amount)): (u128, &(&str, &str, i64))| {
        let (client, date) = (Name::new(client).unwrap(), date.parse().unwrap());
        let (amount, pass_through) = (usd(amount), Money::ZERO);
        let work = Work { client, project: None, introduced: None, date, amount, pass_through };
        Line::Read(Row::new(Id::from_u128(number), work).unwrap())
    };
    List::default().with_added((100..).zip(rows).map(line).collect()).unwrap()
}

#[test]
fn on_the_users_own_rows_what_falls_due_in_the_months_under_review_counts() {
    let list = rows(&[
        ("Acme", "2025-10-01", 4_000),
        ("Acme", "2026-01-15", 4_000),
        ("Bolt", "2026-03-31", 1_000),
        // Takes back part of the payment of January.
        ("Acme", "2026-02-01", -500),
        ("Acme", "2026-07-01", 9_000),
    ]);
    for (terms, cents) in [
        (share(10), 450_00),
        // Acme's three months ran out on 1 January.
        (window(10, 3), 100_00),
        (window(10, 4), 450_00),
        // Due in October, and Bolt is worth no more than 2,000.
        (fee(300, 2_000), 0),
        (fee(300, 500), 300_00),
        // Bolt came in March; Acme in October.
        (qualified(50), 50_00),
        (retainer(300, Payer::Receiver, None), 1_800_00),
        // Of the agreement year from 1 October, 400 are gone before January.
        (capped(10, None, Some(600)), 200_00),
    ] {
        let counted = settled(&terms, 4_500, ClientWork::Rows, &list, trailing(6)).counted.unwrap();
        assert_eq!((counted.total.minor(), counted.revenue), (cents, usd(4_500)), "{terms:?}");
    }
    let say = |revenue, list: &List| {
        let counted = settled(&share(10), revenue, ClientWork::Rows, list, trailing(6)).counted.unwrap();
        explain_payouts(&counted, trailing(6), &DOLLARS)
    };
    let lines = [
        "10% on your own rows: $450 fall due from 2026-01-01 to 2026-06-30",
        "Assumed: terms agreed on 2025-10-01, and 5 rows of My work, all of them work of this partnership.",
        "These rows bring $4,500 in these months; as revenue you entered $82,000.",
    ];
    assert_eq!(say(4_500, &list), lines[..2]);
    assert_eq!(say(82_000, &list), lines);
    let none = settled(&retainer(300, Payer::Receiver, None), 0, ClientWork::Rows, &List::default(), trailing(6));
    assert_eq!(none.counted.unwrap().total, usd(1_800));
    assert_eq!(
        say(0, &List::default())[1],
        "Assumed: terms agreed on 2026-01-01, and 0 rows of My work, all of them work of this partnership."
    );
}

#[test]
fn a_month_that_is_paid_counts_whatever_day_the_review_begins_on() {
    for (end, months) in [("2026-11-24", 6_i64), ("2026-08-31", 6), ("2026-03-30", 1)] {
        let trailing = Trailing::up_to(end.parse().unwrap(), u16::try_from(months).unwrap()).unwrap();
        let work = ClientWork::Even { projects: None, introductions: None };
        for work in [work, ClientWork::Rows] {
            let list = rows(&[("Acme", "2025-10-10", 4_000)]);
            let settled = settled(&retainer(300, Payer::Receiver, None), 0, work, &list, trailing);
            assert_eq!(settled.counted.unwrap().total, usd(300 * months), "{end}, {work:?}");
        }
    }
}
