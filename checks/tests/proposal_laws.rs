//! Laws of the proposal file: nothing private is in it, both sides count the same, and it withstands what files meet.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a failed unwrap is a failed test")]

mod workspaces;

use std::sync::{Arc, LazyLock};

use chrono::NaiveDate;
use concord_core::exchange::proposal::{Own, Proposal, Sending, Unsendable, read, write};
use concord_core::forecast::{Comparison, Direction, Estimate, Figures, Offer};
use concord_core::ledger::{Line, Row};
use concord_core::review::Entry;
use concord_core::value::{Id, Note, Quantity, Reading, Side};
use concord_core::words;
use concord_core::workspace::{Answer, Command, Logged, Topic, Workspace};
use jsonschema::Validator;
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use serde_json::{Value, json};
use workspaces::{places, retyped, without};

const FROZEN: &str = include_str!("../fixtures/proposal-v1.json");

static SCHEMA: LazyLock<Validator> = LazyLock::new(|| {
    let schema = serde_json::from_str(include_str!("../../schema/proposal-v1.schema.json")).unwrap();
    jsonschema::draft202012::new(&schema).unwrap()
});

fn day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 24).unwrap()
}

prop_compose! {
    /// Any workspace of which there is enough to send.
    fn workspace()(
        any in workspaces::workspace().boxed(),
        introductions in 1..=500_u32,
        conversion in 0..=100_u32,
        value in workspaces::positive(),
        offer in workspaces::offer().boxed(),
        direction in select(vec![Direction::TheyIntroduce, Direction::YouIntroduce]),
    ) -> Workspace {
        let offer = Offer { aside: false, ..offer.under(Id::from_u128(u128::MAX)) };
        let projects = Quantity::new(u64::from(introductions) * u64::from(conversion) * 10_000).unwrap();
        [
            Command::SetTopic(Topic::Introductions),
            Command::Answer(Answer::Projects(None)),
            Command::Answer(Answer::Direction(direction)),
            Command::Answer(Answer::Introductions(Some(Estimate::typed(Quantity::whole(introductions))))),
            Command::Answer(Answer::Projects(Some(Estimate::typed(projects)))),
            Command::Answer(Answer::Value(Some(Estimate::typed(value)))),
            Command::SetTable(any.table().put(offer, day()).unwrap()),
        ]
        .into_iter()
        .fold(any, |workspace, command| workspace.apply(command).unwrap())
    }
}

prop_compose! {
    fn sending()(
        sender in option::of(workspaces::name()),
        message in prop_oneof!["[ -~\n]{0,30}", "\\PC{0,30}"],
        tells_came_anyway in any::<bool>(),
        tells_what_works in any::<bool>(),
    ) -> Sending {
        Sending {
            id: Id::from_u128(77),
            answers_to: None,
            day: day(),
            sender,
            message: Note::new(&message).unwrap_or_default(),
            held_back: Vec::new(),
            proposed: None,
            tells_came_anyway,
            tells_what_works,
        }
    }
}

fn proposal() -> BoxedStrategy<Proposal> {
    (workspace().boxed(), sending().boxed(), any::<bool>(), option::of(any::<Index>()))
        .prop_filter_map("within the bound of money", |(workspace, sending, answers, proposed)| {
            let proposed = proposed.map(|index| index.get(workspace.offers()).id);
            let answers_to = answers.then(|| Id::from_u128(76));
            Proposal::of(&workspace, &Sending { proposed, answers_to, ..sending }).ok()
        })
        .boxed()
}

/// A change of something private.
fn private() -> BoxedStrategy<Command> {
    let id = || Id::from_u128(u128::MAX - 1);
    let side = select(Side::BOTH.to_vec());
    let reading = Reading { decimal: concord_core::value::notation::DecimalSign::Comma, ..Reading::ENGLISH };
    prop_oneof![
        3 => workspaces::estimate(workspaces::rate()).prop_map(|margin| Command::Answer(Answer::Margin(margin))),
        3 => (side, option::of(workspaces::positive())).prop_map(|(side, hour)| Command::Answer(Answer::Hour(side, hour))),
        2 => workspaces::estimate(workspaces::rate()).prop_map(|anyway| Command::Answer(Answer::CameAnyway(anyway))),
        1 => workspaces::work().prop_map(move |work| Command::add_lines(vec![Line::Read(Row::new(id(), work).unwrap())])),
        1 => Just(Command::clear_list()),
        1 => option::of(workspaces::any_money()).prop_map(Command::set_pool),
        1 => workspaces::contribution().prop_map(move |contribution| Command::put_logged(Logged { id: id(), contribution })),
        1 => workspaces::split().prop_map(move |split| Command::put_split(id(), split)),
        1 => workspaces::basis().prop_map(Command::set_basis),
        1 => (workspaces::name(), workspaces::figures()).prop_map(move |(name, figures)| {
            Command::put_entry(concord_core::review::Entry::new(id(), name, figures, None).unwrap())
        }),
        1 => Just(Command::set_reading(reading)),
        2 => workspaces::ledger_of(workspaces::terms(), workspaces::positive(), 6).prop_map(|told| {
            let mut ids = (u128::MAX / 2..).map(Id::from_u128);
            Command::set_ledger(Arc::new(told.ledger(|| ids.next().unwrap())))
        }),
        1 => workspaces::plan_told().prop_map(|(plan, _)| Command::set_plan(plan)),
    ]
    .boxed()
}

/// The same workspace with other secrets.
fn altered(workspace: &Workspace, commands: Vec<Command>) -> Workspace {
    let apply = |workspace: Workspace, command| workspace.apply(command).unwrap_or(workspace);
    commands.into_iter().fold(workspace.clone(), apply)
}

/// What an offer that is set aside is on some days.
fn hidden() -> BoxedStrategy<Vec<(workspaces::Described, NaiveDate)>> {
    vec((workspaces::offer(), workspaces::date()), 0..3).boxed()
}

/// The same workspace with such an offer.
fn hiding(workspace: Workspace, hidden: Vec<(workspaces::Described, NaiveDate)>) -> Workspace {
    hidden.into_iter().fold(workspace, |workspace, (offer, day)| {
        let offer = Offer { aside: true, ..offer.under(Id::from_u128(u128::MAX - 2)) };
        workspaces::with_table(&workspace, workspace.table().put(offer, day))
    })
}

/// A file without what the sender says of their own side.
fn without_declarations(file: &str) -> Value {
    let mut tree: Value = serde_json::from_str(file).unwrap();
    tree["checksum"] = Value::Null;
    for offer in tree["proposal"]["offers"].as_array_mut().unwrap() {
        offer.as_object_mut().unwrap().remove("works");
    }
    tree
}

/// The usual year of every offer on the sender's own page.
fn own_page(workspace: &Workspace) -> Vec<Figures> {
    let assumptions = workspace.answers().assume(workspace.currency()).unwrap();
    let comparison = Comparison::new(&assumptions, workspace.offers()).unwrap();
    comparison.offers.iter().map(|offered| *offered.likely().unwrap()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn changing_what_is_private_never_changes_a_byte(
        workspace in workspace().boxed(),
        secrets in vec(private(), 1..6),
        hidden in hidden(),
        sending in sending(),
    ) {
        let sending = Sending { tells_came_anyway: false, tells_what_works: false, ..sending };
        let other = hiding(altered(&workspace, secrets), hidden);
        match (Proposal::of(&workspace, &sending), Proposal::of(&other, &sending)) {
            (Ok(one), Ok(other)) => prop_assert_eq!(write(&one), write(&other)),
            // A huge hour can be more than can be kept exact; nothing leaves then.
            (one, other) => prop_assert!([one.err(), other.err()].contains(&Some(Unsendable::TooLarge))),
        }
    }

    #[test]
    fn beyond_what_works_for_the_sender_nothing_follows_from_what_is_private(
        workspace in workspace().boxed(),
        secrets in vec(private(), 1..6),
        hidden in hidden(),
        sending in sending(),
    ) {
        let sending = Sending { tells_came_anyway: false, tells_what_works: true, ..sending };
        let other = hiding(altered(&workspace, secrets), hidden);
        if let (Ok(one), Ok(other)) = (Proposal::of(&workspace, &sending), Proposal::of(&other, &sending)) {
            prop_assert_eq!(without_declarations(&write(&one)), without_declarations(&write(&other)));
        }
    }

    #[test]
    fn the_receiver_counts_what_the_sender_counts_with_the_sides_swapped(workspace in workspace().boxed(), sending in sending()) {
        let sending = Sending { tells_came_anyway: true, ..sending };
        let Ok(proposal) = Proposal::of(&workspace, &sending) else { return Ok(()) };
        let assumptions = workspace.answers().assume(workspace.currency()).unwrap();
        let own = Own { margin: workspace.answers().margin, hour: Some(assumptions.hour.them.0), came_anyway: None };
        let Ok(seen) = proposal.seen(&own) else { return Ok(()) };
        for (sender, receiver) in own_page(&workspace).iter().zip(&seen.comparison.offers) {
            let receiver = receiver.likely().unwrap();
            prop_assert_eq!((sender.payout, sender.gain.them, sender.keep.them), (receiver.payout, receiver.gain.you, receiver.keep.you));
        }
        prop_assert!(seen.disagreeing(&proposal).is_empty());
    }

    #[test]
    fn a_page_started_from_a_proposal_shows_its_figures(proposal in proposal(), here in workspaces::workspace().boxed()) {
        let mut ids = (1_u128..).map(|count| Id::from_u128(count << 100 | 5));
        let Ok(mine) = proposal.taken_into(&here, &Own::default(), &mut || ids.next().unwrap()) else { return Ok(()) };
        let seen = proposal.seen(&Own::default()).unwrap();
        let shown: Vec<Figures> = seen.comparison.offers.iter().map(|offered| *offered.likely().unwrap()).collect();
        prop_assert_eq!(own_page(&mine), shown);
        prop_assert_eq!((mine.list(), mine.joint(), mine.scorecard()), (here.list(), here.joint(), here.scorecard()));
        // Only payouts by terms that are replaced go back to what was typed.
        let stays = |entry: &Entry| entry.agreed().is_none_or(|agreed| mine.offers().iter().any(|offer| offer.id == agreed.offer()));
        let entries = |workspace: &Workspace| workspace.partnerships().map_or(Vec::new(), |all| all.entries.to_vec());
        let expected: Vec<Entry> =
            entries(&here).into_iter().map(|entry| if stays(&entry) { entry } else { entry.agreeing(None) }).collect();
        prop_assert_eq!(entries(&mine), expected);
        let file = concord_core::exchange::document::write(&mine);
        prop_assert_eq!(concord_core::exchange::document::read(file.as_bytes()).map(|read| read.workspace), Ok(mine));
    }

    #[test]
    fn what_is_written_is_read_back(proposal in proposal()) {
        let text = write(&proposal);
        prop_assert!(text.is_ascii());
        let received = read(text.as_bytes());
        let received = received.map_err(|error| TestCaseError::fail(concord_core::report::refusal(&error)))?;
        prop_assert!(received.is_intact && received.notices.notices() == 0);
        prop_assert_eq!(write(&received.proposal), text);
        prop_assert_eq!(received.proposal, proposal);
    }

    #[test]
    fn the_preview_names_every_field_of_the_file_and_no_other(proposal in proposal()) {
        let file: Value = serde_json::from_str(&write(&proposal)).unwrap();
        let mut in_file: Vec<&str> = file["proposal"].as_object().unwrap().keys().map(String::as_str).collect();
        let notation = concord_core::value::Plain(proposal.currency());
        let mut shown: Vec<&str> = words::shared_fields(&proposal, &notation).iter().map(|field| field.field).collect();
        shown.sort_unstable();
        prop_assert_eq!(shown.iter().filter(|field| **field == "offers").count(), proposal.offers().len());
        shown.dedup();
        in_file.sort_unstable();
        prop_assert_eq!(shown, in_file);
    }

    #[test]
    fn every_proposal_has_a_report(proposal in proposal()) {
        prop_assert!(concord_core::report::report(write(&proposal).as_bytes(), None).is_ok());
    }

    #[test]
    fn the_schema_takes_every_written_proposal(proposal in proposal()) {
        let document = serde_json::from_str(&write(&proposal)).unwrap();
        let wrong: Vec<String> =
            SCHEMA.iter_errors(&document).map(|error| format!("{}: {error}", error.instance_path)).collect();
        prop_assert_eq!(wrong, Vec::<String>::new());
    }

    #[test]
    fn a_cut_off_proposal_is_refused(proposal in proposal(), end in any::<Index>()) {
        let text = write(&proposal);
        prop_assert!(read(&text.as_bytes()[..end.index(text.len())]).is_err());
    }

    #[test]
    fn a_flipped_byte_is_noticed(proposal in proposal(), place in any::<Index>(), flip in 1..=255_u8) {
        let mut bytes = write(&proposal).into_bytes();
        let place = place.index(bytes.len());
        bytes[place] ^= flip;
        if let Ok(received) = read(&bytes) {
            // An escape such as \u00e9 says the same in capitals.
            let says_the_same = flip == 0x20 && bytes[place].is_ascii_hexdigit() && received.proposal == proposal;
            prop_assert!(!received.is_intact || says_the_same);
        }
    }
}

#[test]
fn the_schema_refuses_what_the_reader_refuses() {
    let document: Value = serde_json::from_str(FROZEN).unwrap();
    assert!(SCHEMA.is_valid(&document));
    let refused = |documents: Vec<Value>| {
        let refused = documents.into_iter().filter(|document| read(document.to_string().as_bytes()).is_err());
        refused.inspect(|document| assert!(!SCHEMA.is_valid(document), "{document:#}")).count()
    };
    let places = places(&document);
    let removed = refused(places.iter().filter_map(|place| without(&document, place)).collect());
    let wrong = refused(places.iter().flat_map(|place| retyped(&document, place)).collect());
    assert!(removed > 80 && wrong > 800, "{removed} {wrong}");
}

#[test]
fn every_record_of_the_schema_is_closed_and_described() {
    let schema: Value = serde_json::from_str(include_str!("../../schema/proposal-v1.schema.json")).unwrap();
    let records: Vec<_> = places(&schema)
        .into_iter()
        .filter(|place| schema.pointer(place).unwrap().get("type") == Some(&json!("object")))
        .collect();
    assert!(records.len() > 15);
    for place in records {
        let record = schema.pointer(&place).unwrap();
        assert_eq!(record.get("additionalProperties"), Some(&json!(false)), "{place}");
        assert!(record.get("description").is_some_and(Value::is_string), "{place}");
    }
}
