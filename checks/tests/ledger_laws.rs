//! Laws of lists, replays and pasting.

mod any_terms;

use std::fmt::Write;

use any_terms::{amount, fee, money, percentage, rate, retainer, scale, terms};

use chrono::NaiveDate;
use concord_core::ledger::{Column, Gathered, Guess, LedgerError, Line, List, Paid, Pasted, Replay, Row, Work};
use concord_core::terms::{Base, FeeDue, Hybrid, Percentage, Scale, Terms};
use concord_core::value::notation::{DateOrder, DecimalSign};
use concord_core::value::{Currency, Id, Money, Name, Reading};
use proptest::prelude::*;

fn day(from_start: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2024, 1, 15).unwrap() + chrono::Days::new(u64::from(from_start))
}

/// Payments, refunds and introductions of a few clients over three years.
fn work() -> impl Strategy<Value = Work> {
    let client = prop::sample::select(vec!["Acme", "ACME", "Bolt", "Cape"]);
    let project = prop::option::of(prop::sample::select(vec!["Site", "site", "Shop"]));
    let minor = prop_oneof![6 => 1..2_000_000_i64, 2 => -900_000..0_i64, 1 => Just(0_i64)];
    (client, project, prop::option::of(0..200_u32), 0..1_100_u32, minor, 0..=100_u8).prop_map(
        |(client, project, waited, date, amount, costs)| Work {
            client: Name::new(client).unwrap(),
            project: project.map(|name| Name::new(name).unwrap()),
            introduced: waited.map(|days| day(date.saturating_sub(days))),
            date: day(date),
            amount: money(amount),
            pass_through: money(amount.max(0) * i64::from(costs) / 100),
        },
    )
}

fn works() -> impl Strategy<Value = Vec<Work>> {
    prop::collection::vec(work(), 1..40)
}

fn rows(works: &[Work]) -> Vec<Row> {
    (1..).zip(works).map(|(id, work)| Row::new(Id::from_u128(id), work.clone()).unwrap()).collect()
}

fn gathered(rows: &[Row]) -> Gathered {
    let lines = rows.iter().cloned().map(Line::Read).collect();
    List::default().with_added(lines).unwrap().referrals()
}

fn paid(gathered: &Gathered, terms: &Terms) -> Paid {
    let replay = Replay::of(gathered, &[(Id::from_u128(1), terms)]).unwrap().unwrap();
    replay.offers.into_iter().next().unwrap().paid.unwrap()
}

/// Terms whose pay cannot fall when a payment grows: no two limits of which one fills up earlier and leaves less for a year
/// that the other does not cut, and no cap above tiers that may fall.
fn growing_terms() -> impl Strategy<Value = Terms> {
    let flat = (rate(), prop::option::of(1..24_u16), amount(), 0..3_u8).prop_map(|(rate, window, cap, capped)| {
        let (client, year) = ((capped == 1).then_some(cap), (capped == 2).then_some(cap));
        Percentage::new(Scale::Flat(rate)).within(window).unwrap().capped(client, year).unwrap()
    });
    let scaled = scale(true).prop_map(Percentage::new);
    let bounded = (retainer(), rate(), amount(), amount()).prop_map(|(retainer, rate, a, b)| {
        let share = Percentage::new(Scale::Flat(rate)).on(Base::Net);
        Hybrid::new(retainer, share, Some(a.min(b)), Some(a.max(b))).unwrap()
    });
    prop_oneof![
        fee().prop_map(Terms::FixedFee),
        flat.prop_map(Terms::Percentage),
        scaled.prop_map(Terms::Percentage),
        bounded.prop_map(Terms::Hybrid),
    ]
}

proptest! {
    #[test]
    fn the_months_of_every_model_sum_to_its_total(works in works(), list in prop::collection::vec(terms(), 1..5)) {
        let gathered = gathered(&rows(&works));
        let offers: Vec<(Id, &Terms)> = (1..).map(Id::from_u128).zip(&list).collect();
        // Without any row that counts there is nothing to replay.
        let Some(replay) = Replay::of(&gathered, &offers).unwrap() else {
            prop_assert_eq!(gathered.rows, 0);
            return Ok(());
        };
        let of = |months: &[Money]| Money::total(months.iter().copied()).unwrap();
        prop_assert_eq!(of(&replay.revenue), replay.total_revenue);
        prop_assert_eq!(of(&replay.pass_through), replay.total_pass_through);
        for offer in &replay.offers {
            let paid = offer.paid.as_ref().unwrap();
            prop_assert_eq!(of(&paid.by_month), paid.total);
            prop_assert_eq!(paid.by_month.len(), replay.months.len());
        }
        let kept: i128 = gathered.referrals.iter().flat_map(|r| r.bills()).flat_map(|b| b.payments()).map(|p| p.kept()).sum();
        prop_assert_eq!(replay.total_revenue.wide(), kept);
    }

    #[test]
    fn what_counts_is_what_was_paid_less_what_went_back(works in works()) {
        let rows = rows(&works);
        let gathered = gathered(&rows);
        let refused = |row: &Row| gathered.problems.contains(&(row.id(), LedgerError::RefundAbovePayment));
        let counted = rows.iter().filter(|row| !refused(row));
        let sum = Money::total(counted.clone().map(|row| row.work().amount)).unwrap();
        let revenue = Replay::of(&gathered, &[]).unwrap().map_or(Money::ZERO, |replay| replay.total_revenue);
        prop_assert_eq!(revenue, sum);
        prop_assert_eq!(gathered.rows as usize, counted.count());
    }

    #[test]
    fn refunding_everything_leaves_nothing(
        works in works(),
        terms in prop_oneof![fee().prop_map(Terms::FixedFee), percentage().prop_map(Terms::Percentage)],
    ) {
        let payments: Vec<Work> = works.into_iter().filter(|work| work.amount > Money::ZERO).collect();
        prop_assume!(!payments.is_empty());
        let refunds = payments.iter().map(|work| Work { amount: -work.amount, pass_through: Money::ZERO, ..work.clone() });
        let all: Vec<Work> = payments.iter().cloned().chain(refunds).collect();
        let gathered = gathered(&rows(&all));
        prop_assert!(gathered.referrals.iter().all(|referral| !referral.is_won()));
        let qualified = matches!(&terms, Terms::FixedFee(fee) if fee.due() == FeeDue::QualifiedReferral);
        // An introduction stays one, whatever becomes of the work.
        if !qualified {
            let paid = paid(&gathered, &terms);
            prop_assert_eq!((paid.total, paid.by_month.iter().all(|&month| month == Money::ZERO)), (Money::ZERO, true));
        }
    }

    #[test]
    fn a_percentage_without_caps_is_additive_within_a_minor_unit(works in works(), rate in rate(), at: prop::sample::Index) {
        let payments: Vec<Work> = works.into_iter().filter(|work| work.amount > Money::ZERO).collect();
        prop_assume!(payments.len() >= 2);
        let (some, others) = payments.split_at(1 + at.index(payments.len() - 1));
        let terms = Terms::Percentage(Percentage::new(Scale::Flat(rate)).on(Base::Net));
        let total = |works: &[Work]| paid(&gathered(&rows(works)), &terms).total.minor();
        let difference = total(&payments) - total(some) - total(others);
        prop_assert!(difference.abs() <= 1, "{}", difference);
    }

    #[test]
    fn a_larger_payment_never_pays_less_unless_a_whole_amount_tier_falls(
        works in works(),
        terms in growing_terms(),
        grown: prop::sample::Index,
        by in amount(),
    ) {
        let before = gathered(&rows(&works));
        prop_assume!(before.period.is_some());
        let place = grown.index(works.len());
        let mut works = works;
        let work = &mut works[place];
        prop_assume!(work.amount > Money::ZERO);
        work.amount = work.amount.plus(by).unwrap();
        let after = gathered(&rows(&works));
        // A larger payment may let a refund count that was too large before.
        prop_assume!(before.problems == after.problems);
        prop_assert!(paid(&after, &terms).total >= paid(&before, &terms).total);
    }

    #[test]
    fn no_offer_changes_when_another_is_added(works in works(), one in terms(), other in terms()) {
        let gathered = gathered(&rows(&works));
        let (a, b) = ((Id::from_u128(1), &one), (Id::from_u128(2), &other));
        let alone = Replay::of(&gathered, &[a]).unwrap();
        let both = Replay::of(&gathered, &[b, a]).unwrap();
        prop_assert_eq!(alone.map(|replay| replay.offers[0].clone()), both.map(|replay| replay.offers[1].clone()));
    }

    #[test]
    fn the_order_of_the_rows_does_not_matter(works in works(), shuffled in any::<prop::sample::Index>(), terms in terms()) {
        let rows = rows(&works);
        let mut turned = rows.clone();
        turned.rotate_left(shuffled.index(rows.len()));
        turned.reverse();
        let (a, b) = (gathered(&rows), gathered(&turned));
        prop_assert_eq!(&a, &b);
        prop_assert_eq!(a.summary(), b.summary());
        let offers = [(Id::from_u128(1), &terms)];
        prop_assert_eq!(Replay::of(&a, &offers), Replay::of(&b, &offers));
    }
}

/// Names as people have them, with what makes pasting hard.
fn name() -> impl Strategy<Value = Name> {
    "[ -~äßéمΩ,;\"=+'-]{1,12}".prop_filter_map("no name", |text| Name::new(&text).ok())
}

fn reading() -> impl Strategy<Value = Reading> {
    let decimal = prop_oneof![Just(DecimalSign::Point), Just(DecimalSign::Comma)];
    let dates = prop_oneof![Just(DateOrder::DayFirst), Just(DateOrder::MonthFirst)];
    (decimal, dates).prop_map(|(decimal, dates)| Reading { decimal, dates })
}

fn currency() -> impl Strategy<Value = Currency> {
    prop::sample::select(vec!["USD", "JPY", "KWD"]).prop_map(|code| Currency::new(code).unwrap())
}

fn any_work() -> impl Strategy<Value = Work> {
    let minor = prop_oneof![2 => 1..=Money::MAX.minor(), 1 => -Money::MAX.minor()..=0];
    (name(), prop::option::of(name()), work(), minor, any::<prop::sample::Index>()).prop_map(
        |(client, project, work, minor, costs)| Work {
            client,
            project,
            amount: money(minor),
            pass_through: money(costs.index(usize::try_from(minor.max(0)).unwrap() + 1) as i64),
            ..work
        },
    )
}

/// The rows as a spreadsheet would export them.
fn format(works: &[Work], delimiter: char, reading: Reading, currency: Currency) -> String {
    let mut text = String::new();
    for work in works {
        let row = Row::new(Id::from_u128(1), work.clone()).unwrap().typed(reading, currency);
        for (place, column) in Column::ALL.into_iter().enumerate() {
            let cell = row.cell(column);
            if place > 0 {
                text.push(delimiter);
            }
            if cell.contains(delimiter) || cell.contains('"') {
                write!(text, "\"{}\"", cell.replace('"', "\"\"")).unwrap();
            } else {
                text.push_str(cell);
            }
        }
        text.push_str("\r\n");
    }
    text
}

proptest! {
    #[test]
    fn a_row_reads_back_from_its_own_text(work in any_work(), reading in reading(), currency in currency()) {
        let row = Row::new(Id::from_u128(9), work).unwrap();
        prop_assert_eq!(row.typed(reading, currency).read(row.id(), reading, currency), Ok(row));
    }

    #[test]
    fn pasting_what_was_written_gives_the_same_rows(
        works in prop::collection::vec(any_work(), 2..20),
        delimiter in prop::sample::select(vec!['\t', ';', ',']),
        reading in reading(),
        currency in currency(),
    ) {
        let header = ["Client", "Project", "Introduced", "Paid on", "Amount", "Costs"].join(&delimiter.to_string());
        let body = format(&works, delimiter, reading, currency);
        // The line that Excel writes, since names may hold more commas than there are columns.
        let pasted = Pasted::parse(&format!("sep={delimiter}\n{header}\r\n{body}")).unwrap();
        let guess = pasted.guess(reading);
        prop_assert_eq!((guess.header, guess.columns.clone()), (true, Column::ALL.map(Some).to_vec()));
        let mut ids = (1..).map(Id::from_u128);
        let lines = pasted.lines(&guess, reading, currency, &mut || ids.next().unwrap());
        let written: Vec<Line> = rows(&works).into_iter().map(Line::Read).collect();
        prop_assert_eq!(lines, written);
    }

    #[test]
    fn no_text_is_lost_and_none_makes_it_fail(text in "[a-c0-9,;\t\n\"./=\u{0}\u{202E}م-]{0,200}") {
        let Ok(pasted) = Pasted::parse(&text) else {
            let is_binary = text.contains('\0');
            prop_assert!(is_binary || text.trim_matches(|c: char| c.is_ascii_whitespace() || "\",;".contains(c)).is_empty());
            return Ok(());
        };
        let guess = pasted.guess(Reading::ENGLISH);
        let all = Guess { header: false, ..guess };
        let lines = pasted.lines(&all, Reading::ENGLISH, Currency::USD, &mut || Id::from_u128(0));
        prop_assert_eq!(lines.len(), pasted.rows());
        // Letters, figures and signs all arrive in cells; only quotes, delimiters and line breaks may go.
        let kept = |text: &str| text.chars().filter(|c| !",;\t\n\"".contains(*c)).collect::<String>();
        let cells: String = (0..pasted.rows()).flat_map(|row| pasted.cells(row)).collect();
        prop_assert_eq!(kept(&cells), kept(&text));
    }
}
