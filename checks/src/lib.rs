//! Test and bench support shared by the files of this package.

use std::fmt::Write;
use std::sync::Arc;

use chrono::NaiveDate;
use concord_core::forecast::{Answers, Estimate, Evidence, Given, Offer};
use concord_core::ledger::Pasted;
use concord_core::scorecard::{
    Criteria, Criterion, Indicator, Kind, Overlap, OverlapScale, Partner, Points, Rating, Scorecard, Weight,
};
use concord_core::terms::{FeeDue, FixedFee, Hybrid, Payer, Percentage, Retainer, Scale, Terms, TermsError};
use concord_core::tracking::Ledger;
use concord_core::tracking::table::{Choice, Mapping, import};
use concord_core::value::{Currency, Id, Money, Name, Quantity, Rate, Reading, Side, Sides};

/// The usual criteria, the first of them weighing `weight`.
#[must_use]
pub fn weighing(weight: u8) -> Criteria {
    let usual = Criteria::usual();
    let first = usual.list().first().map(|first| first.weighing(Weight::whole(weight)));
    first.and_then(|first| usual.with_replaced(&first).ok()).unwrap_or(usual)
}

/// So many candidates with ratings that look like chance, the same every time: one in eight unknown, some to the point,
/// and counts of clients for every fourth.
#[must_use]
pub fn candidates(count: u32) -> Vec<Partner> {
    let usual = Criteria::usual();
    let indicators: Vec<Id> = usual.list().iter().flat_map(Criterion::indicators).map(Indicator::id).collect();
    let mut state = 1_u64;
    let mut next = move |below: u64| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % below
    };
    let mut candidate = |id: u32| {
        let name = Name::new(&format!("Candidate {id}")).ok()?;
        let partner = Partner::new(Id::from_u128(u128::from(id) * 7_919 % 1_000_003), name, Kind::default());
        let partner = indicators.iter().fold(partner, |partner, &indicator| {
            let rating = match next(8) {
                0 => Rating::Unknown,
                1 => Rating::Exact(Points::new(next(101) as u8).unwrap_or_else(|_| unreachable!())),
                2 | 3 => Rating::Weak,
                4 | 5 => Rating::Mixed,
                _ => Rating::Strong,
            };
            partner.judged(indicator, rating.into())
        });
        let yours = 50 + next(150) as u32;
        let shared = next(u64::from(yours)) as u32;
        Some(if id.is_multiple_of(4) { partner.with_overlap(Overlap::new(yours, 1_000, shared).ok()) } else { partner })
    };
    (1..=count).filter_map(&mut candidate).collect()
}

/// A scorecard of [`candidates`], at most [`Scorecard::MOST_PARTNERS`] of them.
#[must_use]
pub fn scorecard(count: u32) -> Scorecard {
    Scorecard::new(Criteria::usual(), OverlapScale::USUAL, candidates(count)).unwrap_or_default()
}

/// What the published case assumes: introductions 6–12–24 a year, of which 25–40–60% become work worth
/// 3,000–8,000–20,000 over 1–3–8 months, 50–60–70% left, both hours worth 150.
#[must_use]
pub fn published_answers() -> Answers {
    let quantity = |hundredths: u64| Quantity::new(hundredths * 10_000).unwrap_or_default();
    let percent = |low, likely, high| estimate([low, likely, high].map(Rate::percent));
    Answers {
        introductions: estimate([600, 1_200, 2_400].map(quantity)),
        projects: estimate([300, 480, 720].map(quantity)),
        value: estimate([3_000, 8_000, 20_000].map(units)),
        months: estimate([1, 3, 8]),
        margin: percent(50, 60, 70),
        hour: Sides { you: Some(units(150)), them: Some(units(150)) },
        counted: Some(Evidence { introductions: 24, projects: 10 }),
        ..Answers::default()
    }
}

/// The offers of the published case: $300 over $2,000, a fee of $1, $300 a month, 5%, 10%, 15% for three months, and $100
/// a month with 5% between 600 and 10,000 a year.
#[must_use]
pub fn published_offers() -> Vec<Offer> {
    let terms = || -> Result<[Terms; 7], TermsError> {
        let fee = |amount, over| FixedFee::new(units(amount), FeeDue::WonProject { over: units(over) });
        let retainer = |amount| Retainer::new(units(amount), Payer::Receiver, None);
        let share = |percent| Percentage::new(Scale::Flat(Rate::percent(percent)));
        Ok([
            Terms::FixedFee(fee(300, 2_000)?),
            Terms::FixedFee(fee(1, 0)?),
            Terms::Retainer(retainer(300)?),
            Terms::Percentage(share(5)),
            Terms::Percentage(share(10)),
            Terms::Percentage(share(15).within(Some(3))?),
            Terms::Hybrid(Hybrid::new(retainer(100)?, share(5), Some(units(600)), Some(units(10_000)))?),
        ])
    };
    let terms = terms().into_iter().flatten();
    (1..).zip(terms).map(|(id, terms)| Offer::new(Id::from_u128(id), terms)).collect()
}

fn units(count: i64) -> Money {
    Money::new(count * 100).unwrap_or_default()
}

fn estimate<T: Copy + Ord>([low, likely, high]: [T; 3]) -> Option<Estimate<T>> {
    Estimate::new(likely, Some(low), Some(high), Given::Typed).ok()
}

/// The day on which ledgers are looked at.
pub const TODAY: NaiveDate = NaiveDate::from_ymd_opt(2026, 1, 1).unwrap();

/// A table of so many referrals by fifty contacts, every other one of which was won, billed and paid.
#[must_use]
pub fn table_of_referrals(rows: u32) -> String {
    let mut text = String::from(
        "Client,Referred by,Kind of source,Introduced,Expected value,Won,Invoice date,Invoiced,Payment date,Paid\n",
    );
    for row in 0..rows {
        let day = format!("2024-{:02}-{:02}", row % 12 + 1, row % 28 + 1);
        let kind = ["Former client", "Colleague", "Other"].get(row as usize % 3).copied().unwrap_or_default();
        let won = if row % 2 == 0 { format!("{day},{day},1200.50,{day},1200.50") } else { ",,,,".to_owned() };
        let _ = writeln!(text, "Client {row},Contact {},{kind},{day},{}.25,{won}", row % 50, row % 9_000 + 500);
    }
    text
}

/// The ledger that a table of referrals comes to.
#[must_use]
pub fn taken_in(text: &str) -> Ledger {
    let Ok(pasted) = Pasted::parse(text) else { return Ledger::default() };
    let pasted = Arc::new(pasted);
    let mapping = Mapping::guess(&pasted, Reading::ENGLISH);
    let imported = import(pasted, mapping, Arc::default(), Currency::USD, TODAY, Id::from_u128(1));
    imported.ok().and_then(|import| import.apply(&Ledger::default(), Choice::Skip).ok()).unwrap_or_default()
}

/// The same where every contact earns 10%.
#[must_use]
pub fn agreed(ledger: &Ledger) -> Ledger {
    let terms = || Terms::Percentage(Percentage::new(Scale::Flat(Rate::percent(10))));
    let start = NaiveDate::from_ymd_opt(2024, 1, 1).unwrap_or(TODAY);
    let contacts = ledger.contacts().iter().cloned().filter_map(|one| one.agreed(Side::Them, start, terms()).ok());
    ledger.with_contacts(contacts.collect()).unwrap_or_default()
}
