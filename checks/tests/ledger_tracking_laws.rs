//! Laws of the ledger of referrals: looking at it changes no sum, what is put in can be taken out again, and balances,
//! statements and sources agree with each other.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a failed unwrap is a failed test")]

mod any_terms;
mod workspaces;

use std::collections::BTreeSet;
use std::sync::Arc;

use any_terms::{amount, terms};
use chrono::{Days, NaiveDate};
use concord_core::account::{Net, Settlement};
use concord_core::plan::FromLedger;
use concord_core::terms::Terms;
use concord_core::tracking::{
    Column, Contact, Draft, Filter, Ledger, Listing, Number, Order, Paid, Source, SourceKind, SourceOf, Sources, Stage,
    Standings, Tally, Tracked,
};
use concord_core::value::notation::{DateOrder, DecimalSign};
use concord_core::value::{Currency, Id, Money, Name, Period, Reading, Side};
use proptest::option;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use workspaces::ledger_of;

/// A ledger of up to thirty referrals, of amounts of the size of small projects.
fn ledger() -> impl Strategy<Value = Ledger> {
    ledger_of(terms(), amount(), 30).prop_map(|told| {
        let mut ids = (1_000_000_u128..).map(Id::from_u128);
        told.ledger(|| ids.next().unwrap())
    })
}

fn filter() -> impl Strategy<Value = (Filter, Option<Index>)> {
    let day = || {
        option::weighted(
            0.3,
            (0..10 * 365_u64).prop_map(|days| NaiveDate::from_ymd_opt(2018, 1, 1).unwrap() + Days::new(days)),
        )
    };
    let text = prop_oneof![2 => Just(String::new()), 1 => "[a-zA-Z ]{1,2}"];
    let stage = option::weighted(0.3, select(Stage::ALL.to_vec()));
    let made_by = option::weighted(0.3, select(Side::BOTH.to_vec()));
    let kind = option::weighted(0.3, select(SourceKind::ALL.to_vec()));
    let contact = option::weighted(0.3, any::<Index>());
    (text, stage, made_by, kind, day(), day(), contact).prop_map(
        |(text, stage, made_by, kind, from, until, contact)| {
            (Filter { text, stage, made_by, kind, contact: None, from, until }, contact)
        },
    )
}

fn order() -> impl Strategy<Value = Order> {
    let column = select(vec![
        Column::Number,
        Column::Client,
        Column::Contact,
        Column::Introduced,
        Column::Stage,
        Column::Worth,
        Column::Received,
    ]);
    (column, any::<bool>()).prop_map(|(column, is_falling)| Order { column, is_falling })
}

/// What the referrals of these numbers were billed and what of it was received.
fn sums(ledger: &Ledger, numbers: impl IntoIterator<Item = Number>) -> [Money; 2] {
    let of: Vec<&Tracked> = numbers.into_iter().map(|number| ledger.referral(number).unwrap()).collect();
    let total = |amount: fn(&Tracked) -> Money| Money::total(of.iter().map(|tracked| amount(tracked))).unwrap();
    [total(Tracked::billed), total(Tracked::received)]
}

/// The numbers of what a filter leaves, in order.
fn listed(ledger: &Ledger, filter: &Filter, order: Order) -> Vec<Number> {
    Listing::of(ledger, filter.clone(), order).numbers().to_vec()
}

fn every_number(ledger: &Ledger) -> BTreeSet<Number> {
    ledger.referrals().iter().map(Tracked::number).collect()
}

/// A change of a ledger, of what is at some places of it.
#[derive(Clone, Debug)]
enum Change {
    /// Another value, and nothing billed any more where the flag says so.
    Value(Index, Money, bool),
    /// With another contact or none, by the other side.
    Moved(Index, Option<Index>),
    /// Another source for every other referral.
    Bulk(SourceKind, Option<Name>),
    /// Without some.
    Without(u64),
    /// With those of another ledger.
    With(Ledger),
    /// Other terms for a contact.
    Agreed(Index, Side, Terms),
    /// Another name for a contact, or another contact of that name.
    Named(Option<Index>, u8),
    /// A payment to or from a contact, or without one of those that were made.
    Paid(Index, Side, Money),
    NotPaid(Index),
    /// Back to how it was so many changes before.
    Undo(usize),
}

fn change() -> impl Strategy<Value = Change> {
    let side = || select(Side::BOTH.to_vec());
    let source = option::of(select(vec!["Fair", "FAIR", "Newsletter"]).prop_map(|text| Name::new(text).unwrap()));
    prop_oneof![
        4 => (any::<Index>(), amount(), any::<bool>()).prop_map(|(at, value, bare)| Change::Value(at, value, bare)),
        3 => (any::<Index>(), option::of(any::<Index>())).prop_map(|(at, contact)| Change::Moved(at, contact)),
        1 => (select(SourceKind::ALL.to_vec()), source).prop_map(|(kind, source)| Change::Bulk(kind, source)),
        1 => any::<u64>().prop_map(Change::Without),
        1 => ledger().prop_map(Change::With),
        1 => (any::<Index>(), side(), terms()).prop_map(|(at, side, terms)| Change::Agreed(at, side, terms)),
        3 => (option::weighted(0.8, any::<Index>()), any::<u8>()).prop_map(|(at, name)| Change::Named(at, name)),
        1 => (any::<Index>(), side(), 1..1_000_i64)
            .prop_map(|(at, payer, amount)| Change::Paid(at, payer, Money::new(amount).unwrap())),
        1 => any::<Index>().prop_map(Change::NotPaid),
        2 => (1..4_usize).prop_map(Change::Undo),
    ]
}

/// The ledger after a change; nothing where there is nothing to change.
fn changed(versions: &[Ledger], change: &Change) -> Option<Ledger> {
    let ledger = versions.last()?;
    let tracked = |at: &Index| {
        let count = ledger.referrals().len();
        (count > 0).then(|| ledger.referrals().get(at.index(count)).unwrap())
    };
    let contact = |at: &Index| {
        let count = ledger.contacts().len();
        (count > 0).then(|| ledger.contacts()[at.index(count)].clone())
    };
    let day = NaiveDate::from_ymd_opt(2021, 1, 1).unwrap();
    match change {
        Change::Value(at, value, bare) => {
            let tracked = tracked(at)?.with(|facts| {
                facts.expected = Some(*value);
                if *bare {
                    facts.bills.clear();
                }
            });
            ledger.with(vec![tracked.unwrap()]).ok()
        }
        Change::Moved(at, to) => {
            let contact = to.as_ref().and_then(contact).map(|contact| contact.id());
            let tracked = tracked(at)?.with(|facts| (facts.contact, facts.made_by) = (contact, facts.made_by.other()));
            ledger.with(vec![tracked.unwrap()]).ok()
        }
        Change::Bulk(kind, source) => {
            let other = |tracked: &Tracked| tracked.with(|facts| (facts.kind, facts.source) = (*kind, source.clone()));
            ledger.with(ledger.referrals().iter().step_by(2).map(|tracked| other(tracked).unwrap()).collect()).ok()
        }
        Change::Without(gone) => {
            let numbers = every_number(ledger).into_iter();
            Some(ledger.without(&numbers.filter(|number| gone >> (number.0 % 64) & 1 == 1).collect()))
        }
        Change::With(other) => {
            let alone = |tracked: &Tracked| tracked.with(|facts| facts.contact = None).unwrap();
            ledger.with(other.referrals().iter().map(alone).collect()).ok()
        }
        Change::Agreed(at, side, terms) => {
            ledger.with_contacts(vec![contact(at)?.agreed(*side, day, terms.clone()).unwrap()]).ok()
        }
        Change::Named(at, name) => {
            let name = Name::new(&format!("{} {name}", char::from(b'a' + name % 26))).unwrap();
            let new = || Contact::new(Id::from_u128(3_000_000 + versions.len() as u128), name.clone());
            let named = at.as_ref().map_or_else(|| Some(new()), |at| Some(contact(at)?.named(name.clone())));
            ledger.with_contacts(vec![named?]).ok()
        }
        Change::Paid(at, payer, amount) => {
            let settlement = Settlement { payer: *payer, date: day, amount: *amount };
            let id = Id::from_u128(2_000_000 + versions.len() as u128);
            ledger.with_paid(vec![Paid { id, contact: contact(at)?.id(), settlement }]).ok()
        }
        Change::NotPaid(at) => {
            let paid = ledger.paid();
            if paid.is_empty() { None } else { ledger.without_paid(paid[at.index(paid.len())].id).ok() }
        }
        Change::Undo(back) => versions.get(versions.len().checked_sub(1 + back)?).cloned(),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn figures_that_follow_a_ledger_are_those_of_the_ledger(
        first in ledger(), changes in prop::collection::vec(change(), 1..8), days in 0..12 * 365_u64,
        (filter, contact) in filter(), order in order(),
    ) {
        let contact = contact.filter(|_| !first.contacts().is_empty()).map(|at| at.get(first.contacts()).id());
        let filter = Filter { contact, ..filter };
        let mut listing = Listing::of(&first, filter.clone(), order);
        let day = NaiveDate::from_ymd_opt(2018, 1, 1).unwrap() + Days::new(days);
        let ways = [SourceOf::Kind, SourceOf::Source, SourceOf::Contact];
        let mut sources = ways.map(|by| Sources::of(&first, by));
        let mut standings = Standings::of(&first, day);
        let year = Period::months(day, 12);
        let mut versions = vec![first];
        for change in &changes {
            let Some(ledger) = changed(&versions, change) else { continue };
            for followed in &mut sources {
                followed.follow(&ledger);
                prop_assert_eq!(followed.each(), ledger.sources(followed.by()));
                prop_assert_eq!(followed.all(), ledger.all_sources());
            }
            listing.follow(&ledger);
            prop_assert_eq!(listing.numbers(), &listed(&ledger, &filter, order));
            let left = listing.numbers().iter().map(|number| ledger.referral(*number).unwrap());
            prop_assert_eq!(listing.found(), left.collect::<Tally>());
            prop_assert_eq!(listing.all(), ledger.referrals().iter().collect::<Tally>());
            standings.follow(&ledger);
            let anew: Vec<_> = ledger.standings(day).map(|standing| standing.map(Arc::new)).collect();
            prop_assert_eq!(standings.each(), anew);
            for contact in ledger.contacts().iter() {
                prop_assert_eq!(standings.brought(contact.id(), year), ledger.brought(contact.id(), year));
                let alone = ledger.standing(contact, day);
                let known = standings.each().into_iter().flatten().find(|one| one.contact == contact.id());
                prop_assert!(known.is_none_or(|known| Ok(known) == alone.map(Arc::new)));
            }
            versions.push(ledger);
        }
    }

    #[test]
    fn filters_and_orders_change_no_sum(
        ledger in ledger(), (filter, contact) in filter(), order in order(), other in order(),
    ) {
        let contacts: Vec<Id> = ledger.contacts().iter().map(Contact::id).collect();
        let contact = contact.filter(|_| !contacts.is_empty()).map(|place| *place.get(&contacts));
        let filter = Filter { contact, ..filter };
        let left = listed(&ledger, &filter, order);
        let once: BTreeSet<Number> = left.iter().copied().collect();
        prop_assert_eq!(once.len(), left.len());
        let all = every_number(&ledger);
        prop_assert!(once.is_subset(&all));
        // Each part of the filter alone leaves what the whole does, and the whole what all its parts do.
        let parts = [
            Filter { text: filter.text.clone(), ..Filter::default() },
            Filter { stage: filter.stage, ..Filter::default() },
            Filter { made_by: filter.made_by, ..Filter::default() },
            Filter { kind: filter.kind, ..Filter::default() },
            Filter { contact: filter.contact, ..Filter::default() },
            Filter { from: filter.from, ..Filter::default() },
            Filter { until: filter.until, ..Filter::default() },
        ];
        let by_all_parts = parts.iter().fold(all.clone(), |left, part| {
            let by_part: BTreeSet<Number> = listed(&ledger, part, other).into_iter().collect();
            left.intersection(&by_part).copied().collect()
        });
        prop_assert_eq!(&once, &by_all_parts);
        let rest: Vec<Number> = all.difference(&once).copied().collect();
        let [left, rest, whole] =
            [left.clone(), rest, listed(&ledger, &Filter::default(), order)].map(|numbers| sums(&ledger, numbers));
        prop_assert_eq!([0, 1].map(|at| left[at].plus(rest[at]).unwrap()), whole);
        let total = |amount: fn(&Tracked) -> Money| Money::total(ledger.referrals().iter().map(amount)).unwrap();
        prop_assert_eq!(whole, [total(Tracked::billed), total(Tracked::received)]);
    }

    #[test]
    fn each_stage_kind_and_side_is_a_part_of_all(ledger in ledger()) {
        let count = |filter: Filter| listed(&ledger, &filter, Order::default()).len();
        let all = ledger.referrals().len();
        let stages = Stage::ALL.map(|stage| count(Filter { stage: Some(stage), ..Filter::default() }));
        prop_assert_eq!(stages.iter().sum::<usize>(), all);
        let kinds = SourceKind::ALL.map(|kind| count(Filter { kind: Some(kind), ..Filter::default() }));
        prop_assert_eq!(kinds.iter().sum::<usize>(), all);
        let sides = Side::BOTH.map(|side| count(Filter { made_by: Some(side), ..Filter::default() }));
        prop_assert_eq!(sides.iter().sum::<usize>(), all);
    }

    #[test]
    fn an_order_is_of_all_and_the_other_way_round_but_for_equal_ones(ledger in ledger(), order in order()) {
        let rising = listed(&ledger, &Filter::default(), Order { is_falling: false, ..order });
        let mut falling = listed(&ledger, &Filter::default(), Order { is_falling: true, ..order });
        prop_assert_eq!(rising.iter().copied().collect::<BTreeSet<_>>(), every_number(&ledger));
        falling.reverse();
        let key = |number: &Number| {
            let tracked = ledger.referral(*number).unwrap();
            let name = tracked.contact().map(|id| ledger.contact(id).unwrap().name().folded());
            match order.column {
                Column::Number => format!("{number}"),
                Column::Client => tracked.client().folded(),
                Column::Contact => name.unwrap_or_default(),
                Column::Introduced => tracked.introduced().to_string(),
                Column::Stage => format!("{} {}", tracked.stage(), tracked.since()),
                Column::Worth => format!("{:?}", tracked.worth()),
                Column::Received => format!("{:?}", tracked.received()),
            }
        };
        prop_assert!(rising.iter().map(key).eq(falling.iter().map(key)));
        let ties = rising.iter().zip(rising.iter().skip(1));
        prop_assert!(ties.filter(|(a, b)| key(a) == key(b)).all(|(a, b)| a < b));
    }

    #[test]
    fn a_referral_in_place_of_itself_changes_nothing(ledger in ledger(), which in any::<Index>()) {
        prop_assume!(!ledger.referrals().is_empty());
        let same = ledger.referrals().get(which.index(ledger.referrals().len())).unwrap();
        prop_assert_eq!(&Tracked::new(same.number(), same.facts()).unwrap(), same);
        let again = ledger.with(vec![same.clone()]).unwrap();
        prop_assert_eq!(&again, &ledger);
        prop_assert_eq!(again.written(), ledger.written());
    }

    #[test]
    fn what_is_put_in_can_be_taken_out_again(ledger in ledger(), others in ledger(), gone in any::<u64>()) {
        let all = every_number(&ledger);
        let of_no_contact = |tracked: &Tracked| tracked.with(|facts| facts.contact = None).unwrap();
        let more: Vec<Tracked> =
            others.referrals().iter().filter(|new| !all.contains(&new.number())).map(of_no_contact).collect();
        let numbers = more.iter().map(Tracked::number).collect();
        let both = ledger.with(more).unwrap();
        prop_assert!(both.referrals().iter().is_sorted_by_key(|tracked| tracked.number()));
        let back = both.without(&numbers);
        prop_assert_eq!(&back, &ledger);
        prop_assert_eq!(back.written(), ledger.written());
        // And the other way round.
        let some: BTreeSet<Number> = all.iter().copied().filter(|number| gone >> (number.0 % 64) & 1 == 1).collect();
        let taken: Vec<Tracked> = some.iter().map(|number| ledger.referral(*number).unwrap().clone()).collect();
        prop_assert_eq!(&ledger.without(&some).with(taken).unwrap(), &ledger);
    }

    #[test]
    fn a_ledger_beside_itself_holds_no_more_and_beside_nothing_all_it_has(ledger in ledger()) {
        prop_assert_eq!(ledger.bytes_beyond(&ledger.clone()), 0);
        let least = ledger.referrals().len() * size_of::<Tracked>();
        prop_assert!(ledger.bytes_beyond(&Ledger::default()) >= least);
    }

    #[test]
    fn the_net_of_every_standing_is_what_a_statement_of_all_days_closes_with(ledger in ledger(), days in 0..12 * 365_u64) {
        let day = NaiveDate::from_ymd_opt(2018, 1, 1).unwrap() + Days::new(days);
        let all_days = Period::new(NaiveDate::from_ymd_opt(1900, 1, 1).unwrap(), day.succ_opt().unwrap()).unwrap();
        for standing in ledger.standings(day) {
            let standing = standing.unwrap();
            let owed = standing.balance.owed;
            for side in Side::BOTH {
                let of = owed.of(side);
                prop_assert_eq!(of.accrued.minus(of.reversed).unwrap(), of.payable);
                prop_assert_eq!(of.payable.minus(of.paid).unwrap(), of.unpaid);
                prop_assert!(of.overdue <= of.unpaid.max(Money::ZERO) && of.overdue >= Money::ZERO);
                prop_assert!(of.overdue_since.is_none_or(|since| since < day));
            }
            let net = match standing.balance.net {
                Net::Even => Money::ZERO,
                Net::Owes(Side::Them, amount) => amount,
                Net::Owes(Side::You, amount) => -amount,
            };
            let statement = standing.account.statement(all_days).unwrap();
            prop_assert_eq!((statement.opening, statement.closing), (Money::ZERO, net));
            prop_assert_eq!(owed.you.unpaid.minus(owed.them.unpaid).unwrap(), net);
        }
    }

    #[test]
    fn sources_sum_to_all_of_them_however_they_are_put_together(ledger in ledger()) {
        let all = ledger.all_sources().unwrap();
        for by in [SourceOf::Kind, SourceOf::Source, SourceOf::Contact] {
            let sources = ledger.sources(by).unwrap();
            let sum = |of: fn(&Source) -> u64| sources.iter().map(of).sum::<u64>();
            for figure in [
                |source: &Source| source.tally.referrals().into(),
                |source: &Source| source.tally.qualified().into(),
                |source: &Source| source.tally.decided().won.into(),
                |source: &Source| source.tally.decided().lost.into(),
                |source: &Source| source.tally.open().into(),
                |source: &Source| source.valued.into(),
            ] {
                prop_assert_eq!(sum(figure), figure(&all));
            }
            let value = Money::total(sources.iter().map(|source| source.tally.value())).unwrap();
            prop_assert_eq!(value, all.tally.value());
            // Those that name none come last, the others by how many they are.
            let named = sources.iter().filter(|source| source.origin.is_some());
            prop_assert!(named.clone().is_sorted_by_key(|source| u32::MAX - source.tally.referrals()));
            prop_assert!(sources.iter().skip(named.count()).count() <= 1);
            prop_assert!(sources.iter().rev().skip(1).all(|source| source.origin.is_some()));
        }
    }

    #[test]
    fn ways_that_part_the_ledger_add_up_to_all_of_it(ledger in ledger(), (filter, _) in filter(), cut in 1..10 * 365_u64) {
        let first = NaiveDate::from_ymd_opt(2018, 1, 1).unwrap();
        let (cut, today) = (first + Days::new(cut), first + Days::new(12 * 365));
        let counts = |filters: &[Filter]| {
            let found = FromLedger::of(&ledger, filters, today);
            let sum = found.ways.iter().fold((0, 0), |(all, won), way| (all + way.referrals, won + way.won));
            (sum, found.shared, found.ways.iter().map(|way| way.days).sum::<u32>())
        };
        let by_kind = SourceKind::ALL.map(|kind| Filter { kind: Some(kind), ..filter.clone() });
        let whole = Filter { kind: None, ..filter.clone() };
        prop_assert_eq!((counts(&by_kind).0, counts(&by_kind).1), (counts(std::slice::from_ref(&whole)).0, 0));
        // In two periods, one after the other, the days add up too.
        let whole = Filter { from: Some(first), until: Some(today), ..filter };
        let before = Filter { until: cut.pred_opt(), ..whole.clone() };
        let after = Filter { from: Some(cut), ..whole.clone() };
        prop_assert_eq!(counts(&[before, after]), counts(std::slice::from_ref(&whole)));
        // The same way twice shares all that it has.
        let ((all, _), shared, _) = counts(&[whole.clone(), whole]);
        prop_assert_eq!(all, 2 * shared);
    }

    #[test]
    fn a_referral_that_is_edited_and_left_as_it_is_stays_the_same(ledger in ledger(), comma in any::<bool>()) {
        let decimal = if comma { DecimalSign::Comma } else { DecimalSign::Point };
        let reading = Reading { decimal, dates: DateOrder::DayFirst };
        for tracked in ledger.referrals().iter() {
            let draft = Draft::of(tracked, &ledger, reading, Currency::USD);
            let read = draft.read(tracked.number(), &ledger, Id::from_u128(1), reading, Currency::USD);
            prop_assert_eq!(read, Ok((tracked.clone(), None)));
        }
    }
}
