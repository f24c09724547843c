//! Laws of offers: one that is set aside counts for nothing, their order decides nothing, and the changes of terms tell what
//! each offer was on every day.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a failed unwrap is a failed test")]

mod workspaces;

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use concord_core::exchange::proposal::{self, Proposal, Sending};
use concord_core::forecast::{
    Assessment, Comparison, Estimate, Offer, Offered, Outlook, Simulation, verdict, verdict_on_years,
};
use concord_core::value::{Currency, Id, Money, Note, Quantity};
use concord_core::workspace::{Answer, Command, Topic, Workspace};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::Index;
use workspaces::{Described, edited, edits, first_day, offer, with_table, workspace};

fn day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 24).unwrap()
}

/// What the offers on the table come to, without their order: every figure of cases and of simulated years, and the verdicts.
fn figures(workspace: &Workspace) -> Option<impl PartialEq + std::fmt::Debug + use<>> {
    let (offers, currency) = (workspace.offers(), workspace.currency());
    let assumptions = workspace.answers().assume(currency)?;
    let comparison = Comparison::new(&assumptions, offers).ok()?;
    let (usual, assessments) = verdict(&assumptions, &comparison, offers, currency).ok()?;
    let mut simulation = Simulation::new(&assumptions, offers, Simulation::SEED).ok()?;
    simulation.advance(300);
    let mut forecast = simulation.forecast();
    let (simulated, judged) = verdict_on_years(&assumptions, &forecast, offers, None);
    forecast.no_deal.beats.sort_by_key(|beats| beats.other);
    for outlook in &mut forecast.offers {
        outlook.beats.sort_by_key(|beats| beats.other);
    }
    let outlooks: BTreeMap<Option<Id>, Outlook> =
        [forecast.no_deal].into_iter().chain(forecast.offers).map(|outlook| (outlook.id, outlook)).collect();
    let by_id = |assessments: Vec<Assessment>| -> BTreeMap<Id, Assessment> {
        assessments.into_iter().map(|assessment| (assessment.id, assessment)).collect()
    };
    let cases: BTreeMap<Id, Offered> = comparison.offers.into_iter().map(|offered| (offered.id, offered)).collect();
    Some((cases, usual, by_id(assessments), outlooks, simulated, by_id(judged)))
}

fn with_answers(workspace: &Workspace) -> Workspace {
    let count = |count| Some(Estimate::typed(Quantity::whole(count)));
    [
        Command::SetTopic(Topic::Introductions),
        Command::Answer(Answer::Projects(None)),
        Command::Answer(Answer::Introductions(count(12))),
        Command::Answer(Answer::Projects(count(5))),
        Command::Answer(Answer::Value(Some(Estimate::typed(Money::new(8_000_00).unwrap())))),
    ]
    .into_iter()
    .fold(workspace.clone(), |workspace, command| workspace.apply(command).unwrap())
}

fn proposed(workspace: &Workspace) -> Option<String> {
    let sending = Sending {
        id: Id::from_u128(77),
        answers_to: None,
        day: day(),
        sender: None,
        message: Note::default(),
        held_back: Vec::new(),
        proposed: None,
        tells_came_anyway: true,
        tells_what_works: true,
    };
    Proposal::of(workspace, &sending).ok().map(|proposal| proposal::write(&proposal))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn an_offer_that_is_set_aside_counts_as_one_that_is_not_there(workspace in workspace().boxed(), which in any::<Index>()) {
        let workspace = with_answers(&workspace);
        let table = workspace.table();
        let Some(offer) = table.all().get(which.index(table.all().len().max(1))).cloned() else { return Ok(()) };
        let without = table.without(offer.id, day()).unwrap();
        let aside = table.put(Offer { aside: true, ..offer }, day()).unwrap();
        let aside = workspace.apply(Command::SetTable(aside)).unwrap();
        prop_assert_eq!(aside.table().all().len(), table.all().len());
        prop_assert_eq!(aside.partnerships(), workspace.partnerships());
        // Terms that a partnership runs under cannot go, but be set aside.
        let Ok(gone) = workspace.apply(Command::SetTable(without)) else { return Ok(()) };
        prop_assert_eq!(aside.offers(), gone.offers());
        prop_assert_eq!(figures(&aside), figures(&gone));
        prop_assert_eq!(proposed(&aside), proposed(&gone));
    }

    #[test]
    fn the_order_of_offers_decides_nothing(workspace in workspace().boxed(), moves in vec((any::<Index>(), 0..14_usize), 1..6)) {
        let workspace = with_answers(&workspace);
        let all = workspace.table().all();
        let moves = moves.into_iter().filter_map(|(which, to)| Some((all.get(which.index(all.len().max(1)))?.id, to)));
        let table = moves.fold(workspace.table().clone(), |table, (id, to)| table.moved(id, to).unwrap());
        let moved = workspace.apply(Command::SetTable(table)).unwrap();
        prop_assert_eq!(offers(&moved), offers(&workspace));
        prop_assert_eq!(moved.table().all().len(), all.len());
        prop_assert_eq!(moved.table().changes(), workspace.table().changes());
        prop_assert_eq!(figures(&moved), figures(&workspace));
    }
}

/// What each offer is.
fn offers(workspace: &Workspace) -> BTreeMap<Id, Offer> {
    workspace.table().all().iter().map(|offer| (offer.id, offer.clone())).collect()
}

/// What each offer was before a day, by the changes from then on.
fn before(day: NaiveDate, workspace: &Workspace) -> BTreeMap<Id, Offer> {
    let mut offers = offers(workspace);
    for change in workspace.table().changes().iter().rev().filter(|change| change.day >= day) {
        match &change.was {
            Some(was) => offers.insert(change.offer, was.clone()),
            None => offers.remove(&change.offer),
        };
    }
    offers
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn changes_tell_what_each_offer_was_on_every_day(first in vec(offer(), 1..4), edits in edits()) {
        let ids: Vec<Id> = (1..).take(first.len()).map(Id::from_u128).collect();
        let none = Workspace::new(Currency::USD, [1, 2, 3, 4].map(Id::from_u128));
        let put = |workspace: Workspace, (&id, offer): (&Id, Described)| {
            with_table(&workspace, workspace.table().put(offer.under(id), first_day()))
        };
        let begun = ids.iter().zip(first).fold(none.clone(), put);
        // What there was at the end of each day, and before the first.
        let mut evenings = BTreeMap::from([(first_day().pred_opt().unwrap(), offers(&none))]);
        let after = edited(begun, &ids, edits);
        evenings.extend(after.iter().map(|(day, workspace)| (*day, offers(workspace))));
        let workspace = &after[after.len() - 1].1;
        for (day, offers) in evenings {
            prop_assert_eq!(before(day.succ_opt().unwrap(), workspace), offers);
        }
        let mut seen = BTreeSet::new();
        for (place, change) in workspace.table().changes().iter().enumerate() {
            prop_assert!(seen.insert((change.day, change.offer)));
            let next = workspace.table().changes().iter().skip(place + 1).find(|next| next.offer == change.offer);
            prop_assert_ne!(&change.was, &next.map_or_else(|| workspace.table().offer(change.offer).cloned(), |next| next.was.clone()));
        }
    }
}
