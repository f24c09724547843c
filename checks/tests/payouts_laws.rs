//! Laws of payouts that come from terms: the payout of a review is that of the same terms on the same work, to the minor
//! unit, and what falls due month by month is what falls due in all.
#![allow(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]

mod any_terms;

use any_terms::{money, terms};
use chrono::{Days, NaiveDate};
use concord_core::forecast::Offer;
use concord_core::ledger::{Bill, Book, Line, List, Payment, Referral, Replay, Row, Work};
use concord_core::review::{Agreed, ClientWork, Entry, Figures, Settled, StrategicValue, Trailing, settle};
use concord_core::terms::Terms;
use concord_core::value::{Hours, Id, Money, Name, Period, add_months};
use proptest::prelude::*;

const OFFER: Id = Id::from_u128(7);

fn entry(revenue: Money, agreed: Option<Agreed>) -> Entry {
    let (strategic, upkeep) = (StrategicValue::none(), Hours::ZERO);
    let figures = Figures { revenue, strategic, upkeep, money: Money::ZERO, payouts: money(1_23) };
    Entry::new(Id::from_u128(1), Name::new("Ana").unwrap(), figures, None).unwrap().agreeing(agreed)
}

/// What one partnership with this revenue was paid by these terms.
fn settled(revenue: Money, work: ClientWork, terms: &Terms, list: &List, trailing: Trailing) -> Settled {
    let entry = entry(revenue, Some(Agreed::new(OFFER, work).unwrap()));
    let offers = [Offer::new(OFFER, terms.clone())];
    settle(&[entry], &offers, list, trailing).unwrap().pop().unwrap()
}

fn day(after: u64) -> NaiveDate {
    NaiveDate::from_ymd_opt(2024, 1, 1).unwrap() + Days::new(after)
}

/// The part of `total` at a place of so many, by running totals rounded half up.
fn part(total: i64, place: u16, count: u16) -> i64 {
    let until = |place: i64| (2 * total * place + i64::from(count)) / (2 * i64::from(count));
    until(i64::from(place) + 1) - until(i64::from(place))
}

/// A project paid on these days, introduced before the terms began, so that it counts as no introduction of theirs.
fn project(number: u128, payments: &[(NaiveDate, i64)], start: NaiveDate) -> Referral {
    let bills = payments.iter().map(|&(date, amount)| {
        let payment = Payment::new(date, money(amount), Vec::new()).unwrap();
        Bill::payment(payment, Money::ZERO).unwrap()
    });
    let client = Name::new(&format!("Client {number}")).unwrap();
    Referral::new(Id::from_u128(number), client, start - Days::new(1), None, bills.collect()).unwrap()
}

proptest! {
    #[test]
    fn the_payout_of_a_review_is_that_of_the_same_terms_on_the_same_work(
        terms in terms(), revenue in 0..20_000_000_i64, (projects, introductions) in (1..12_u16, 0..12_u16),
        months in 1..=30_u16, after in 0..800_u64,
    ) {
        let (start, trailing) = (day(after), Trailing::from(day(after), months).unwrap());
        let work = ClientWork::Even { projects: Some(projects), introductions: Some(introductions) };
        let found = settled(money(revenue), work, &terms, &List::default(), trailing);

        let paid = (0..projects).map(|place| {
            let worth = part(revenue, place, projects);
            let each = (0..months).map(|month| (add_months(start, month.into()), part(worth, month, months)));
            project(u128::from(place), &each.collect::<Vec<_>>(), start)
        });
        let introduced = (0..introductions).map(|place| {
            let month = (2 * u32::from(place) + 1) * u32::from(months) / (2 * u32::from(introductions));
            let (date, name) = (add_months(start, month), Name::new(&format!("Lead {place}")).unwrap());
            Referral::new(Id::from_u128(1_000 + u128::from(place)), name, date, Some(date), Vec::new()).unwrap()
        });
        let referrals: Vec<Referral> = paid.chain(introduced).collect();
        let book = Book::new(Period::months(start, months.into()), &referrals);
        let payout = terms.payout(&book).unwrap().total;
        prop_assert_eq!(found.counted.unwrap().total, payout);
        prop_assert_eq!(found.entry.figures().payouts, payout);
    }

    #[test]
    fn the_months_of_the_rows_add_up_to_their_replay(
        terms in terms(), works in prop::collection::vec((0..4_u8, 0..700_u64, 1..2_000_000_i64), 1..20),
    ) {
        let rows = (1..).zip(&works).map(|(number, &(client, after, amount))| {
            let (client, date) = (Name::new(&format!("Client {client}")).unwrap(), day(after));
            let work =
                Work { client, project: None, introduced: None, date, amount: money(amount), pass_through: Money::ZERO };
            Line::Read(Row::new(Id::from_u128(number), work).unwrap())
        });
        let list = List::default().with_added(rows.collect()).unwrap();
        let replay = Replay::of(&list.referrals(), &[(OFFER, &terms)]).unwrap().unwrap();
        let months = u32::try_from(replay.months.len()).unwrap();
        let sum = (0..months).map(|month| {
            let trailing = Trailing::from(add_months(replay.period.start(), month), 1).unwrap();
            let settled = settled(Money::ZERO, ClientWork::Rows, &terms, &list, trailing);
            settled.counted.unwrap()
        });
        let (total, revenue) = sum.fold((0, 0), |(total, revenue), counted| {
            (total + counted.total.wide(), revenue + counted.revenue.wide())
        });
        prop_assert_eq!(total, replay.offers[0].paid.as_ref().unwrap().total.wide());
        prop_assert_eq!(revenue, replay.total_revenue.wide());
    }

    #[test]
    fn terms_twice_as_high_pay_twice_as_much(
        terms in terms(), works in prop::collection::vec((0..700_u64, 1..2_000_000_i64), 1..20),
    ) {
        prop_assume!(terms.scaled(2, 1).is_some());
        let work = |(number, &(after, amount)): (u128, &(u64, i64))| project(number, &[(day(after), amount)], day(after));
        let referrals: Vec<Referral> = (1..).zip(&works).map(work).collect();
        let book = Book::new(Period::months(day(0), 24), &referrals);
        let pays = |terms: &Terms| terms.payout(&book).unwrap().total.minor();
        let (once, twice) = (pays(&terms), pays(&terms.scaled(2, 1).unwrap()));
        // Each total is rounded once.
        prop_assert!((twice - 2 * once).abs() <= 1, "{} and {}", once, twice);
    }

    #[test]
    fn what_is_typed_stays_and_so_does_everything_but_the_payouts(terms in terms(), revenue in 0..20_000_000_i64) {
        let trailing = Trailing::from(day(0), 6).unwrap();
        let typed = entry(money(revenue), None);
        let offers = [Offer::new(OFFER, terms.clone())];
        let kept = settle(std::slice::from_ref(&typed), &offers, &List::default(), trailing).unwrap();
        prop_assert_eq!(&kept, &[Settled { entry: typed.clone(), counted: None }]);
        let work = ClientWork::Even { projects: None, introductions: None };
        let counted = settled(money(revenue), work, &terms, &List::default(), trailing).entry;
        let figures = Figures { payouts: typed.figures().payouts, ..counted.figures().clone() };
        prop_assert_eq!(&figures, typed.figures());
    }
}
