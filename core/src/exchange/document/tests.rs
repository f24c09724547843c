#![allow(clippy::unwrap_used, clippy::panic, clippy::string_slice, clippy::indexing_slicing)]
use std::sync::Arc;

use chrono::NaiveDate;
use rstest::rstest;

use super::*;
use crate::account::Settlement;
use crate::forecast::{Estimate, Offer};
use crate::ledger::{Bill, Line, Payment, Refund, Row, Typed, Work};
use crate::plan::{Occasion, Plan};
use crate::review::{Agreed, Basis, ClientWork, Entry, Figures, StrategicValue, Trailing};
use crate::scorecard::{
    Criteria, Criterion, Ending, Indicator, Judgement, Kind, Overlap, OverlapScale, Partner, PastPartnership, Rating,
    Scorecard, TrackRecord, Weight,
};
use crate::split::{CoalitionWorth, Coalitions, Contribution, ContributionKind, JointSplit};
use crate::terms::presets::Preset;
use crate::terms::{Administration, Hybrid, Minimum, Payer, Percentage, Retainer, Scale, Shortfall, Terms};
use crate::terms::{Tier, TierScope, Tiers, Version};
use crate::tracking::{Contact, Facts, Ledger, Number, Paid, Reward, Tracked};
use crate::value::{Currency, Hours, Id, Money, Name, Note, Quantity, Range, Rate, Side};
use crate::workspace::{Answer, Command, History, Logged, Rejection, Table, Topic};

/// A file of version 1 with something of everything. It must load for ever, and is never written anew.
const FROZEN: &str = include_str!("../../../../checks/fixtures/workspace-v1.json");

fn id(number: u128) -> Id {
    Id::from_u128(number)
}

fn fresh() -> Workspace {
    Workspace::new(Currency::USD, [1, 2, 3, 4].map(id))
}

fn day() -> NaiveDate {
    "2026-11-24".parse().unwrap()
}

/// The article's cases: an agency and a boutique by their shared clients, two planners by their history.
const PARTNERS: &str = include_str!("../../../../checks/fixtures/partners.json");

/// The frozen file with its first `old` replaced.
#[track_caller]
fn altered(old: &str, new: &str) -> String {
    assert!(FROZEN.contains(old), "{old}");
    FROZEN.replacen(old, new, 1)
}

fn opened(text: &str) -> Document {
    read(text.as_bytes()).unwrap()
}

fn refused(bytes: &[u8]) -> ReadError {
    read(bytes).unwrap_err()
}

/// Every problem of a file, as sentences.
#[track_caller]
fn problems(text: &str) -> Vec<String> {
    match refused(text.as_bytes()) {
        ReadError::Problems(problems) => problems.kept().iter().map(ToString::to_string).collect(),
        error => panic!("{error}"),
    }
}

fn after(commands: impl IntoIterator<Item = Command>) -> Workspace {
    commands.into_iter().fold(fresh(), |workspace, command| workspace.apply(command).unwrap())
}

#[test]
fn the_frozen_file_loads_whole_and_is_written_as_it_is() {
    let document = opened(FROZEN);
    assert!(document.is_whole());
    assert_eq!(write(&document.workspace), FROZEN);
    let workspace = document.workspace;
    assert_eq!(workspace.partner().unwrap().as_str(), "Zoë Ångström 🤝");
    assert_eq!((workspace.offers().len(), workspace.list().lines().len()), (9, 10));
    assert_eq!(workspace.list().rows().count(), 8);
    assert_eq!((workspace.joint().log.len(), workspace.joint().splits.len()), (3, 4));
    assert_eq!(workspace.answers().hour.them, Some(Money::new(95_50).unwrap()));
}

#[test]
fn a_written_file_is_ascii_and_says_what_it_is() {
    let written = write(&opened(FROZEN).workspace);
    assert!(written.is_ascii());
    assert!(written.starts_with(r#"{"checksum":"sha256:"#), "{}", &written[..40]);
    assert!(written.contains(r#""format":"concord-workspace","version":1,"workspace":{"#));
}

#[test]
fn what_is_written_is_read_back() {
    for workspace in [fresh(), after([Command::SetTopic(Topic::JointWork)]), opened(FROZEN).workspace] {
        let document = opened(&write(&workspace));
        assert!(document.is_whole());
        assert_eq!(document.workspace, workspace);
    }
}

fn basis() -> Basis {
    Basis::new(Money::MAX, Trailing::from("2026-01-01".parse().unwrap(), 60).unwrap()).unwrap()
}

/// A partnership with figures at their longest.
fn partnership(number: u128, name: Name, note: Option<Note>) -> Command {
    let (least, most) = (-Money::MAX, Money::MAX);
    let strategic = StrategicValue { range: Range::new(least, least, most).unwrap(), note };
    let figures = Figures { revenue: least, strategic, upkeep: Hours::MAX, money: most, payouts: least };
    let entry = Entry::new(id(number), name, figures.clone(), Some(figures)).unwrap();
    let most = ClientWork::Even { projects: Some(Agreed::MOST), introductions: Some(Agreed::MOST) };
    Command::put_entry(entry.agreeing(Some(Agreed::new(id(1), most).unwrap())))
}

/// Everything but the list and the partnerships at its most and its longest.
fn everything() -> Workspace {
    let longest = Name::new(&"🤝".repeat(Name::LONGEST)).unwrap();
    let (most, hours) = (Money::MAX, Hours::MAX);
    let tier = |n: i64| Tier { from: Money::new(n * (most.minor() / 9)).unwrap(), rate: Rate::FULL };
    let scale = Scale::Marginal(Tiers::new((0..10).map(tier).collect()).unwrap(), TierScope::AgreementYear);
    let share = Percentage::new(scale).within(Some(600)).unwrap().capped(Some(most), Some(most)).unwrap();
    let minimum = Minimum::new(1_000, Shortfall::CarriedForward).unwrap();
    let retainer = Retainer::new(most, Payer::Mutual { back: most }, Some(minimum)).unwrap();
    let terms = Terms::Hybrid(Hybrid::new(retainer, share, Some(most), Some(most)).unwrap());
    let administration = Some(Administration { monthly: hours, per_referral: hours });
    let parties = Side::BOTH.map(Side::party);
    let groups = [vec![parties[0]], vec![parties[1]], parties.to_vec()];
    let worth = Money::new(-most.minor() / 2).unwrap();
    let stated = groups.map(|members| CoalitionWorth { members, worth });
    let split = JointSplit::Shapley(Coalitions::new(parties.to_vec(), &stated).unwrap());
    let kind = ContributionKind::Hours { time: hours, hourly: most, weight: Quantity::MAX };
    let logged = Contribution::new(parties[1], kind).unwrap();

    let offers = (1..).take(Workspace::MOST_OFFERS).map(id);
    let offers =
        offers.map(|id| Offer { id, name: Some(longest.clone()), terms: terms.clone(), administration, aside: true });
    let splits = (100..).take(Workspace::MOST_OFFERS).map(|n| Command::put_split(id(n), split.clone()));
    let log = (1_000..).take(Workspace::MOST_LOGGED).map(|n| Logged { id: id(n), contribution: logged });
    // On more days than changes are kept of, by turns on the table and aside.
    let days = day().iter_days().zip([true, false].into_iter().cycle()).take(Table::MOST_CHANGES / 10);
    let table = days.fold(fresh().table().clone(), |table, (day, aside)| {
        offers.clone().fold(table, |table, offer| table.put(Offer { aside, ..offer }, day).unwrap())
    });
    let commands = [Command::SetTable(table)].into_iter().chain(splits).chain(log.map(Command::put_logged));
    let full = after(commands.chain([Command::SetPartner(Some(longest.clone())), Command::set_pool(Some(-most))]));
    assert_eq!(full.table().changes().len(), Table::MOST_CHANGES);
    full
}

#[test]
fn the_largest_workspace_fits_in_a_file_and_in_an_undo_step() {
    // Each row of 180 characters, one less than would fill the list.
    let rows = Workspace::LONGEST_LIST / 180 - 1;
    let row = |n| {
        let (client, date) = (Name::new(&"x".repeat(70)).unwrap(), "2026-01-01".parse().unwrap());
        let (amount, pass_through) = (Money::MAX, Money::MAX);
        let work = Work { client, project: None, introduced: Some(date), date, amount, pass_through };
        Line::Read(Row::new(id(n), work).unwrap())
    };
    let unread = |n, cell: usize| Line::Unread {
        id: id(n),
        typed: Typed { amount: "\u{1}".repeat(cell).into(), ..Typed::default() },
    };
    let full = everything().apply(Command::add_lines((10_000..).take(rows).map(row).collect())).unwrap();
    let full = full.apply(Command::set_basis(basis())).unwrap();
    let refuses = |command| assert_eq!(full.apply(command).err(), Some(Rejection::LongList));
    refuses(Command::add_lines(vec![unread(50, 6)]));
    refuses(Command::put_line(unread(10_000, 56)));
    refuses(partnership(60, Name::new("Ana").unwrap(), None));
    let full = full.apply(Command::add_lines(vec![unread(50, 5)])).unwrap();
    assert_eq!(full.list().written(), Workspace::LONGEST_LIST);

    let written = write(&full);
    assert!(written.len() <= Tree::LARGEST_FILE, "{}", written.len());
    // Not with assert_eq, which would show a million figures.
    assert!(opened(&written).workspace == full);
    let mut history = History::new(full.clone(), History::BUDGET);
    history.commit(fresh());
    assert!(history.undo());
    assert!(history.present() == &full);
}

/// Criteria and partners with the longest texts there can be, up to so many characters.
fn longest_scorecard(most: usize) -> Scorecard {
    let longest = Name::new(&"🤝".repeat(Name::LONGEST)).unwrap();
    let indicator = |n: u128| Indicator::new(id(n), longest.clone());
    let criterion = |n: u128| {
        let indicators = (0..12).map(|place| indicator(n * 100 + place)).collect();
        Criterion::new(id(n * 100), longest.clone(), Weight::MAX, indicators).unwrap()
    };
    let criteria = Criteria::new((1_000..1_012).map(criterion).collect()).unwrap();
    let day = |text: &str| text.parse().unwrap();
    let ending = Ending { date: day("2026-01-01"), reason: Some(longest.clone()) };
    let past = PastPartnership::new(day("2020-01-01"), Some(ending), false).unwrap();
    let evidence = Note::new(&"\n🤝".repeat(Note::LONGEST / 2)).unwrap();
    let partner = |n: u128| {
        let partner = Partner::new(id(n), longest.clone(), Kind::ComplementaryService);
        let partner = partner
            .with_overlap(Overlap::new(100_000, 100_000, 100_000).ok())
            .with_track_record(TrackRecord::new(vec![past.clone(); TrackRecord::MOST]).unwrap())
            .noted(evidence.clone());
        criteria.list().iter().flat_map(Criterion::indicators).take(3).fold(partner, |partner, indicator| {
            partner.judged(indicator.id(), Judgement { rating: Rating::Strong, evidence: evidence.clone() })
        })
    };
    let card = Scorecard::new(criteria.clone(), OverlapScale::USUAL, vec![]).unwrap();
    let mut partners: Vec<Partner> = Vec::new();
    let mut written = card.written();
    for n in 10_000.. {
        let one = Scorecard::new(criteria.clone(), OverlapScale::USUAL, vec![partner(n)]).unwrap();
        written += one.written() - card.written();
        if written > most {
            break;
        }
        partners.extend_from_slice(one.partners());
    }
    Scorecard::new(criteria, OverlapScale::USUAL, partners).unwrap()
}

#[test]
fn the_largest_scorecard_fits_in_a_file_and_in_an_undo_step() {
    let card = longest_scorecard(Workspace::LONGEST_LIST);
    let full = everything().apply(Command::set_scorecard(Arc::new(card.clone()))).unwrap();
    assert!(full.scorecard().written() > Workspace::LONGEST_LIST * 9 / 10);
    let written = write(&full);
    assert!(written.len() <= Tree::LARGEST_FILE, "{}", written.len());
    assert!(opened(&written).workspace == full);
    assert!(written.len() <= write(&everything()).len() + card.written() + 100);
    let mut history = History::new(full.clone(), History::BUDGET);
    history.commit(fresh());
    assert!(history.undo());
    assert!(history.present() == &full);

    // What the rows and the partners take is counted together.
    let more = longest_scorecard(Workspace::LONGEST_LIST + 200_000);
    assert_eq!(
        everything().apply(Command::set_scorecard(Arc::new(more.clone()))).err(),
        Some(Rejection::LongScorecard)
    );
    let row = Line::Unread { id: id(50), typed: Typed { amount: "x".repeat(200_000).into(), ..Typed::default() } };
    assert_eq!(full.apply(Command::add_lines(vec![row])).err(), Some(Rejection::LongScorecard));
    let found = problems(&write(&Workspace { scorecard: Some(Arc::new(more)), ..fresh() }));
    assert_eq!(found, ["workspace: this is more than fits in one file; most of it is in the partners"]);
}

#[test]
fn a_file_without_a_scorecard_has_the_usual_criteria_and_nobody() {
    assert!(!FROZEN.contains("scorecard"));
    assert_eq!(*opened(FROZEN).workspace.scorecard(), Scorecard::default());
    assert!(!write(&fresh()).contains("scorecard"));
}

#[test]
fn a_scorecard_is_read_as_it_was_written() {
    let document = opened(PARTNERS);
    assert!(document.is_whole());
    assert_eq!(write(&document.workspace), PARTNERS);
    let card = document.workspace.scorecard();
    assert_eq!((card.partners().len(), card.criteria().list().len()), (5, 6));
    let ended = |name: &str| {
        let partner = card.partners().iter().find(|partner| partner.name().as_str() == name).unwrap();
        partner.track_record().past().iter().filter(|past| past.ending().is_some()).count()
    };
    assert_eq!((ended("Quill & Partners"), ended("Steady Plans")), (5, 1));
}

/// Offers two of which are set aside, and how they came to be so.
const OFFERS: &str = include_str!("../../../../checks/fixtures/offers.json");

#[test]
fn offers_aside_and_changes_of_terms_are_read_as_they_were_written() {
    let document = opened(OFFERS);
    assert!(document.is_whole());
    assert_eq!(write(&document.workspace), OFFERS);
    let workspace = document.workspace;
    assert_eq!((workspace.table().all().len(), workspace.offers().len(), workspace.table().changes().len()), (7, 5, 7));
    let untouched = write(&fresh());
    assert!(!untouched.contains("changes") && !untouched.contains("aside"), "{untouched}");
}

#[test]
fn what_is_wrong_with_changes_of_terms_is_named_by_its_path() {
    let order = "changes of terms are in the order of their days, each offer once a day";
    let fifth = "01920000-0000-7000-8000-000000000005\",\"was\"";
    let third = fifth.replace("005", "003");
    let cases = [
        (r#""aside":true"#, r#""aside":"yes""#, "offers[1].aside", r#"expected true or false; found the text "yes""#),
        (r#""day":"2026-10-02""#, r#""day":"2026-10-06""#, "changes", order),
        (r#""day":"2026-10-05""#, r#""day":"2026-10-02""#, "changes", order),
        (third.as_str(), fifth, "changes", order),
        (
            r#""day":"2026-10-02""#,
            r#""day":"soon""#,
            "changes[0].day",
            r#"expected a date, as YYYY-MM-DD; found the text "soon""#,
        ),
        (
            r#""rate":80000"#,
            r#""rate":-1"#,
            "changes[1].was.terms.percentage.rate",
            "expected a rate in parts per million, from 0 to 1,000,000; found the number -1",
        ),
    ];
    for (old, new, path, reason) in cases {
        assert!(OFFERS.contains(old), "{old}");
        assert_eq!(problems(&OFFERS.replacen(old, new, 1)), [format!("workspace.{path}: {reason}")]);
    }
    // The change names the offer, what it was does not.
    let notices = opened(&OFFERS.replacen(r#""was":{"#, r#""was":{"id":7,"#, 1)).notices;
    assert_eq!(notices.kept()[0].path, "workspace.changes[1].was.id");
    let changes =
        opened(OFFERS).workspace.table().changes().iter().cycle().take(Table::MOST_CHANGES + 1).cloned().collect();
    let found = problems(&write(&Workspace { table: Table::new(Arc::default(), Arc::new(changes)), ..fresh() }));
    assert_eq!(found, ["workspace.changes: more changes of terms than are kept"]);
}

#[test]
fn what_is_wrong_with_a_scorecard_is_named_by_its_path() {
    let cases = [
        (
            r#""kind":"co-creation""#,
            r#""kind":"friend""#,
            "partners[4].kind",
            r#"expected one of complementary-service, referral-exchange, co-creation; found the text "friend""#,
        ),
        (
            r#""points":72"#,
            r#""points":101"#,
            "partners[1].ratings[0].points",
            "expected a whole number from 0 to 100; found the number 101",
        ),
        (
            r#""points":72"#,
            r#""points":72,"rating":"weak""#,
            "partners[1].ratings[0]",
            "a rating is a word or points, not both",
        ),
        (r#""shared":10,"#, r#""shared":41,"#, "partners[0].overlap", "you cannot share more clients than you have"),
        (
            r#""weight":3000"#,
            r#""weight":10001"#,
            "criteria[0].weight",
            "expected a whole number from 0 to 10000; found the number 10001",
        ),
        (r#""end":"2024-01-31","#, "", "partners[2].history[0]", "what has not ended has no reason to end"),
        (r#""end":"2024-01-31""#, r#""end":"2023-01-31""#, "partners[2].history[0]", "the end comes before the start"),
        (r#""low":40"#, r#""low":61"#, "overlap", "the band lies between 1% and 99%, the low edge first"),
    ];
    for (old, new, path, reason) in cases {
        assert!(PARTNERS.contains(old), "{old}");
        assert_eq!(problems(&PARTNERS.replacen(old, new, 1)), [format!("workspace.scorecard.{path}: {reason}")]);
    }
}

#[test]
fn partnerships_take_the_room_of_rows_and_no_more_than_is_counted_for_them() {
    let name = Name::new(&"🤝".repeat(Name::LONGEST)).unwrap();
    let note = Note::new(&"🤝".repeat(Note::LONGEST)).unwrap();
    let put = |number| partnership(number, name.clone(), Some(note.clone()));
    let before = everything().apply(Command::set_basis(basis())).unwrap();
    let after = |workspace: &Workspace, command| workspace.apply(command).unwrap();
    let full = (10_000..).take(Workspace::MOST_PARTNERSHIPS).map(put).fold(before.clone(), |w, put| after(&w, put));
    assert_eq!(full.apply(put(1)).err(), Some(Rejection::TooManyPartnerships));
    let written = write(&full);
    let counted = full.partnerships().unwrap().written();
    assert!(written.len() <= write(&before).len() + counted && written.len() + 50_000 > write(&before).len() + counted);
    assert!(opened(&written).workspace == full);

    let wide = "x".repeat(Workspace::LONGEST_LIST - counted);
    let line = Line::Unread { id: id(50), typed: Typed { amount: wide.as_str().into(), ..Typed::default() } };
    assert_eq!(full.apply(Command::add_lines(vec![line])).err(), Some(Rejection::LongPartnerships));
    let (room, _) = wide.split_at(wide.len() - 150);
    let line = Line::Unread { id: id(50), typed: Typed { amount: room.into(), ..Typed::default() } };
    let full = after(&full, Command::add_lines(vec![line]));
    assert!(write(&full).len() <= Tree::LARGEST_FILE);
    let mut history = History::new(full.clone(), History::BUDGET);
    history.commit(fresh());
    assert!(history.undo() && history.present() == &full);
}

#[test]
fn a_file_of_longer_rows_than_can_be_kept_is_refused() {
    let cell = "x".repeat(Workspace::LONGEST_LIST);
    let found = problems(&altered(r#""place":3"#, &format!(r#""project":"{cell}","place":3"#)));
    assert_eq!(found, ["workspace: this is more than fits in one file; most of it is in your rows"]);
}

#[test]
fn indenting_a_file_leaves_it_intact_and_changing_a_figure_does_not() {
    let tree: serde_json::Value = serde_json::from_str(FROZEN).unwrap();
    assert!(opened(&format!("\u{FEFF}{tree:#}\r\n")).is_whole());
    for (old, new) in [("10000001", "10000002"), ("\"EUR\"", "\"USD\""), ("2026-03-02", "2026-03-03")] {
        let document = opened(&altered(old, new));
        assert!(!document.is_intact && !document.is_whole(), "{old}");
        assert_eq!(document.notices.notices(), 0);
    }
    assert!(!opened(&altered("sha256:", "sha256:0")).is_intact);
}

#[test]
fn an_unknown_field_is_a_notice() {
    let document = opened(&altered(r#""topic":"#, r#""mood":"good","topic":"#));
    assert_eq!(document.workspace, opened(FROZEN).workspace);
    assert!(!document.is_whole());
    let notices: Vec<String> = document.notices.kept().iter().map(ToString::to_string).collect();
    assert_eq!(notices, ["workspace.mood: unknown field, left out"]);
    // A payback belongs to a mutual retainer; nobody pays it here.
    let document = opened(&altered(r#""payer":"introducer""#, r#""back":5,"payer":"introducer""#));
    assert_eq!(document.notices.kept()[0].path, "workspace.offers[3].terms.retainer.back");
}

#[test]
fn a_line_that_was_mended_in_the_file_counts() {
    let mended = altered("=SUM(A1:A3)", "1.200,50").replace("31/02/2026", "28/02/2026");
    let workspace = opened(&mended).workspace;
    let row = workspace.list().lines().get(3).unwrap().row().unwrap();
    assert_eq!((row.work().amount, row.work().date.to_string()), (Money::new(1_200_50).unwrap(), "2026-02-28".into()));
    assert!(opened(&write(&workspace)).is_whole());
}

#[test]
fn refuses_what_is_no_workspace_in_one_sentence() {
    let utf16: Vec<u8> = FROZEN.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let deep = format!(r#"{{"format":{}{}}}"#, "[".repeat(200), "]".repeat(200));
    let not_concord = "this is not a file of Concord";
    let cases: Vec<(Vec<u8>, &str)> = vec![
        (b"Dear Ana,".into(), "this is not JSON: expected value (line 1, column 1)"),
        (b"".into(), "this file is empty"),
        (
            b"{\"version\": 1,\n \"version\": 1}".into(),
            r#"the key "version" is there twice in one record (line 2, column 10)"#,
        ),
        (b"{\"pool\":\n  NaN}".into(), "NaN and Infinity are not numbers in JSON (line 2, column 3)"),
        (b"{\"a\": 1e400}".into(), "this number is too large to be read (line 1, column 11)"),
        (deep.into(), "this file nests lists and records more than 127 levels deep (line 1, column 137)"),
        (vec![b' '; 41_000_000], "this file has 41.0 MB; at most 40 MB can be read"),
        (utf16, "this file is UTF-16; save it as UTF-8"),
        (b"\"Ana \xE9\"".into(), "this file holds bytes that are not UTF-8 text; save it as UTF-8 (line 1, column 6)"),
        (b"[1, 2]".into(), not_concord),
        (b"{\"version\": 1}".into(), not_concord),
        (altered("concord-workspace", "concord-template").into(), not_concord),
        (
            altered(r#""version":1"#, r#""version":2"#).into(),
            "this file is of version 2; this Concord reads up to version 1. Load the page again to get a newer one",
        ),
    ];
    for (bytes, sentence) in cases {
        assert_eq!(refused(&bytes).to_string(), sentence);
    }
}

#[test]
fn names_each_value_that_cannot_be_by_its_path() {
    let exact = "larger than 9,007,199,254,740,991, the largest whole number that stays exact";
    let rate = "expected a rate in parts per million, from 0 to 1,000,000; found";
    let long = format!("\"partner\":\"{}\"", "x".repeat(10_000));
    let frozen_name = r#""partner":"Zo\u00eb \u00c5ngstr\u00f6m \ud83e\udd1d""#;
    let cases: [(&str, &str, &str, String); 21] = [
        (r#""pool":10000001"#, r#""pool":9007199254740992"#, "joint.pool", exact.into()),
        (r#""pool":10000001"#, r#""pool":1e300"#, "joint.pool", exact.into()),
        (
            r#""pool":10000001"#,
            r#""pool":"1""#,
            "joint.pool",
            r#"expected an amount in whole minor units, such as cents; found the text "1""#.into(),
        ),
        (
            r#""rate":50000"#,
            r#""rate":1000001"#,
            "offers[6].terms.percentage.tiers[1].rate",
            format!("{rate} the number 1000001"),
        ),
        (
            r#""came_anyway":{"#,
            r#""came_anyway":[],"x":{"#,
            "answers.came_anyway",
            "expected a record; found a list".into(),
        ),
        (r#""window":12"#, r#""window":0"#, "offers[5].terms.percentage", "a window lasts 1 to 600 months".into()),
        (r#""low":300000}"#, r#""low":800051}"#, "answers.value", "the low end is above the usual value".into()),
        (frozen_name, &long, "partner", "a name has at most 120 characters; this one has 10000".into()),
        (
            frozen_name,
            r#""partner":"a\u202eb""#,
            "partner",
            "a name cannot hold the invisible character U+202E; type it again rather than paste it".into(),
        ),
        (
            frozen_name,
            r#""partner":"a\u0000b""#,
            "partner",
            "a name cannot hold the invisible character U+0000; type it again rather than paste it".into(),
        ),
        (
            r#""id":"01920000-0000-7000-8000-000000000312""#,
            r#""id":"01920000-0000-7000-8000-000000000001""#,
            "joint.splits[2].id",
            "this id is already used by workspace.offers[0].id".into(),
        ),
        (
            r#"2026-03-02"#,
            "2026-02-29",
            "list.date[2]",
            r#"expected a date, as YYYY-MM-DD; found the text "2026-02-29""#.into(),
        ),
        (r#"2026-03-02"#, "2200-01-01", "list.date[2]", "dates run from 1900 to 2199".into()),
        ("\"amount\":[400000,", "\"amount\":[", "list", "the columns of the list are not equally long".into()),
        (
            "\"pass_through\":[0,0,",
            "\"pass_through\":[0,400001,",
            "list",
            "row 1: the costs passed on are more than the amount".into(),
        ),
        (r#""place":3"#, r#""place":9"#, "list", "two unread lines have the same place".into()),
        (r#""place":3"#, r#""place":11"#, "list", "the places of unread lines leave a gap".into()),
        (
            r#""currency":"EUR""#,
            r#""currency":"EURO""#,
            "currency",
            "a currency is one of the three-letter codes of ISO 4217, such as USD or EUR".into(),
        ),
        (
            r#""your_hour":15000"#,
            r#""your_hour":-1"#,
            "answers.your_hour",
            "an amount cannot be below zero here".into(),
        ),
        (
            r#""back":20000,"#,
            "",
            "offers[4].terms.retainer.back",
            "missing; expected an amount in whole minor units, such as cents".into(),
        ),
        (
            r#""worth":1000000"#,
            r#""worth":1.5"#,
            "joint.splits[3].split.coalitions[0].worth",
            "expected an amount in whole minor units, such as cents; found the number 1.5".into(),
        ),
    ];
    for (old, new, path, reason) in cases {
        let found = problems(&altered(old, new));
        let errors: Vec<&String> = found.iter().filter(|problem| !problem.ends_with("left out")).collect();
        assert_eq!(errors, [&format!("workspace.{path}: {reason}")], "{old}");
    }
}

#[test]
fn names_every_problem_at_once() {
    let text = altered(r#""currency":"EUR""#, r#""currency":7"#).replace(r#""window":12"#, r#""window":0"#);
    assert_eq!(problems(&text).len(), 2);
    assert_eq!(refused(text.as_bytes()).to_string(), "the file has 2 values that cannot be");
}

/// A partnership in which nothing happened.
fn quiet(number: u128) -> Entry {
    let (strategic, upkeep) = (StrategicValue::none(), Hours::ZERO);
    let figures = Figures { revenue: Money::ZERO, strategic, upkeep, money: Money::ZERO, payouts: Money::ZERO };
    Entry::new(id(number), Name::new("Ana").unwrap(), figures, None).unwrap()
}

#[test]
fn names_each_figure_of_a_partnership_that_cannot_be() {
    let workspace = after([Command::set_basis(basis()), Command::put_entry(quiet(20))]);
    let written = write(&workspace);
    for (old, new, path) in [
        (r#""likely":0"#, r#""likely":1"#, "entries[0].figures: the usual value is above the high end"),
        (
            r#""money":0"#,
            r#""money":-1"#,
            "entries[0]: money invested cannot be below zero; what comes back is revenue",
        ),
        (r#""months":60"#, r#""months":61"#, "months: expected a whole number from 1 to 60; found the number 61"),
        ("2026-01-01", "2199-01-01", ": dates run from 1900 to 2199"),
        (r#""invest":5000000"#, r#""invest":1"#, ": investing starts above where renegotiating does"),
        (r#""renegotiate":2000000"#, r#""renegotiate":0"#, ": renegotiating starts above zero"),
        (r#""hour":9007199254740991"#, r#""hour":0"#, ": your hour must be worth more than nothing"),
    ] {
        assert!(written.contains(old), "{old}");
        let path = if path.starts_with(':') { path.to_owned() } else { format!(".{path}") };
        assert_eq!(problems(&written.replacen(old, new, 1)), [format!("workspace.partnerships{path}")], "{old}");
    }
    let many = Workspace { partnerships: None, ..workspace.clone() };
    let mut partnerships = workspace.partnerships().unwrap().clone();
    partnerships.entries = std::sync::Arc::new((20..121).map(quiet).collect());
    let written = write(&Workspace { partnerships: Some(partnerships), ..many });
    assert_eq!(problems(&written), ["workspace.partnerships.entries: at most 100 partnerships can be compared"]);
}

#[test]
fn the_terms_of_a_partnership_are_among_the_offers() {
    let text = write(&after([Command::set_basis(basis()), partnership(20, Name::new("Ana").unwrap(), None)]));
    let first = id(1).to_string();
    let of = |old: &str, new: &str| {
        let (before, after) = text.split_once("\"agreed\":").unwrap();
        assert!(after.contains(old), "{old}");
        problems(&format!("{before}\"agreed\":{}", after.replacen(old, new, 1)))
    };
    let path = "workspace.partnerships.entries[0].agreed";
    assert_eq!(of(&first, &id(99).to_string()), [format!("{path}.offer: there is no such offer")]);
    let found = of("\"projects\":500", "\"projects\":0");
    assert_eq!(found, [format!("{path}.projects: expected a whole number from 1 to 500; found the number 0")]);
    let found = of("\"even\"", "\"odd\"");
    assert_eq!(found, [format!("{path}.work: expected one of even, rows; found the text \"odd\"")]);
}

#[test]
fn a_review_that_ends_apart_keeps_its_last_day() {
    let trailing = Trailing::up_to("2026-08-31".parse().unwrap(), 6).unwrap();
    let text = write(&after([Command::set_basis(Basis::new(Money::MAX, trailing).unwrap())]));
    assert!(text.contains(r#""end":"2026-08-31""#), "{text}");
    assert_eq!(opened(&text).workspace.partnerships().unwrap().basis.trailing(), trailing);
    let found = problems(&text.replace("\"2026-08-31\"", "\"2026-09-20\""));
    assert_eq!(found, ["workspace.partnerships: the months up to the end do not begin with the start"]);
    let regular = after([Command::set_basis(basis())]);
    assert!(!write(&regular).contains(r#""end""#));
}

#[test]
fn a_difference_counts_what_is_added_changed_and_removed() {
    let line = |number, amount: &str| Line::Unread {
        id: id(number),
        typed: Typed { amount: amount.into(), ..Typed::default() },
    };
    let before = after([
        Command::SetPartner(Name::new("Ana").ok()),
        Command::add_lines(vec![line(10, "a"), line(11, "b"), line(12, "c")]),
    ]);
    let lead = |number| Offer::new(id(number), Preset::Lead.terms(Currency::USD).unwrap());
    let table = before.table().without(id(1), day()).and_then(|table| table.without(id(2), day()));
    let table = table.and_then(|table| table.put(lead(3), day())).and_then(|table| table.put(lead(5), day()));
    let next = [
        Command::SetPartner(None),
        Command::Answer(Answer::Value(Some(Estimate::typed(Money::MAX)))),
        Command::SetTable(table.unwrap()),
        Command::remove_line(id(10)),
        Command::put_line(line(11, "d")),
        Command::add_lines(vec![line(13, "e"), line(14, "f")]),
        Command::set_pool(Some(Money::MAX)),
        Command::set_basis(basis()),
        Command::put_entry(quiet(20)),
    ];
    let next = next.into_iter().fold(before.clone(), |workspace, command| workspace.apply(command).unwrap());
    let change = |section, added, changed, removed| Change { section, added, changed, removed };
    let forth = vec![
        change(Section::Partner, 0, 0, 1),
        change(Section::Answers, 0, 1, 0),
        change(Section::Offers, 1, 1, 2),
        change(Section::Changes, 4, 0, 0),
        change(Section::Rows, 2, 1, 1),
        change(Section::JointWork, 0, 1, 0),
        change(Section::Partnerships, 1, 1, 0),
    ];
    assert_eq!(Difference::between(&before, &next).changes, forth);
    let work = ClientWork::Rows;
    let agreed = quiet(20).agreeing(Some(Agreed::new(id(5), work).unwrap()));
    let agreeing = next.apply(Command::put_entry(agreed)).unwrap();
    assert_eq!(Difference::between(&next, &agreeing).changes, [change(Section::Partnerships, 0, 1, 0)]);
    let back = forth.iter().map(|c| Change { added: c.removed, removed: c.added, ..*c }).collect::<Vec<_>>();
    assert_eq!(Difference::between(&next, &before).changes, back);
    assert_eq!(Difference::between(&next, &opened(&write(&next)).workspace), Difference::default());
    let moved = before.apply(Command::SetTable(before.table().moved(id(4), 1).unwrap())).unwrap();
    assert_eq!(Difference::between(&before, &moved).changes, [change(Section::Offers, 0, 1, 0)]);
    let euros = before.apply(Command::SetCurrency(Currency::new("EUR").unwrap(), [5, 6, 7, 8].map(id))).unwrap();
    assert_eq!(Difference::between(&before, &euros).changes, [change(Section::Settings, 0, 1, 0)]);
}

#[test]
fn a_difference_counts_partners_and_criteria_apart() {
    let before = opened(PARTNERS).workspace;
    let card = before.scorecard();
    let first = card.partners()[0].renamed(Name::new("Somebody else").unwrap());
    let criterion = card.criteria().list()[1].weighing(Weight::MAX);
    let changed = card.with_replaced(&first).unwrap().without(card.partners()[1].id()).unwrap();
    let changed = changed.with_criteria(card.criteria().with_replaced(&criterion).unwrap());
    let changed = changed.with_scale(OverlapScale { scored: Side::Them, ..card.scale() });
    let after = before.apply(Command::set_scorecard(Arc::new(changed))).unwrap();
    let change = |section, added, changed, removed| Change { section, added, changed, removed };
    assert_eq!(
        Difference::between(&before, &after).changes,
        [change(Section::Partners, 0, 1, 1), change(Section::Criteria, 0, 2, 0)]
    );
}

/// Twelve referrals with four contacts, in both directions, with refunds, a change of terms and payments between partners.
const LEDGER: &str = include_str!("../../../../checks/fixtures/ledger.json");

#[test]
fn a_ledger_is_read_as_it_was_written() {
    let document = opened(LEDGER);
    assert!(document.is_whole());
    assert_eq!(write(&document.workspace), LEDGER);
    let ledger = document.workspace.ledger();
    assert_eq!((ledger.referrals().len(), ledger.contacts().len(), ledger.paid().len()), (12, 4, 4));
    assert_eq!(*opened(FROZEN).workspace.ledger(), Ledger::default());
    assert!(!write(&fresh()).contains("ledger"));
}

#[test]
fn what_is_wrong_with_a_ledger_is_named_by_its_path() {
    let dates = "expected a whole number from -25567 to 84005; found the number";
    let cases = [
        // Columns, and what they name.
        (
            r#""kind":"ccccosssffoo""#,
            r#""kind":"ccccosssffo""#,
            ".referrals: the columns of the table are not equally long",
        ),
        (r#""won":[20486,"#, r#""won":["#, ".referrals: the columns of the table are not equally long"),
        (r#""issued":[20494,"#, r#""issued":["#, ".bills: the columns of the table are not equally long"),
        (r#""date":[20509,"#, r#""date":["#, ".payments: the columns of the table are not equally long"),
        (r#""payment":[0,4]"#, r#""payment":[0]"#, ".refunds: the columns of the table are not equally long"),
        (r#""contact":[0,0,"#, r#""contact":[0,4,"#, ".referrals.contact[1]: there is no such contact"),
        (
            r#""referral":[0,1,2,4,5,6,11]"#,
            r#""referral":[0,1,2,4,5,6,12]"#,
            ": bills, row 6: there is no such referral",
        ),
        (r#""bill":[0,1,2,3,4,5,6,6]"#, r#""bill":[0,1,2,3,4,5,6,7]"#, ": payments, row 7: there is no such bill"),
        (r#""payment":[0,4]"#, r#""payment":[0,8]"#, ": refunds, row 1: there is no such payment"),
        // Letters and days.
        (r#""made_by":"tttt"#, r#""made_by":"ttxt"#, ".referrals.made_by: 'x' stands for nothing here"),
        (r#""kind":"cc"#, r#""kind":"cC"#, ".referrals.kind: 'C' stands for nothing here"),
        ("[20465,", "[-25568,", &format!(".referrals.introduced[0]: {dates} -25568")),
        ("[20465,", "[84006,", &format!(".referrals.introduced[0]: {dates} 84006")),
        (
            r#""number":[1,"#,
            r#""number":[0,"#,
            ".referrals.number[0]: expected a whole number from 1 to 4294967295; found the number 0",
        ),
        // Steps.
        (r#""won":[20486,"#, r#""won":[20464,"#, ": referral 1: it cannot be won before the introduction"),
        (r#""won":[20486,"#, r#""won":[20472,"#, ": referral 1: it cannot be won before it qualified"),
        (
            r#""won":[20486,"#,
            r#""won":[null,"#,
            ": referral 1: there is an invoice or a payment, but no day on which it was won",
        ),
        (
            r#""qualified":[20473,"#,
            r#""qualified":[20464,"#,
            ": referral 1: it cannot be qualified before the introduction",
        ),
        (
            "20697,null,null,null,null,20624",
            "20679,null,null,null,null,20624",
            ": referral 4: it cannot be lost before the introduction",
        ),
        (r#""expected":[500000,"#, r#""expected":[-1,"#, ": referral 1: the expected value cannot be below zero"),
        (
            r#""reward_paid":[20498,"#,
            r#""reward_paid":[20485,"#,
            ": referral 1: a reward is due after the introduction, and given when it is due or later",
        ),
        (
            r#""reward_due":[20486,"#,
            r#""reward_due":[null,"#,
            ".referrals: referral 1: a reward was given that was not due",
        ),
        (r#""number":[1,2"#, r#""number":[2,2"#, ": two referrals have the number 2"),
        // Bills.
        (r#""issued":[20494,"#, r#""issued":[20510,"#, ": bills, row 0: the payment comes before its invoice"),
        (r#""issued":[20494,"#, r#""issued":[20464,"#, ": referral 1: the work comes before the introduction"),
        (r#""amount":[400000,200000,6"#, r#""amount":[399999,200000,6"#, ""),
        (
            r#""passed_on":[40000,"#,
            r#""passed_on":[400001,"#,
            ": bills, row 0: the costs passed on are more than the bill",
        ),
        (r#""passed_on":[40000,"#, r#""passed_on":[-1,"#, ": bills, row 0: the amount cannot be below zero"),
        (
            r#""amount":[400000,200000,6"#,
            r#""amount":[400000,200001,6"#,
            ": bills, row 1: a payment without an invoice is for the whole bill",
        ),
        (r#""bill":[0,1,2,3"#, r#""bill":[0,1,2,1"#, ": bills, row 1: a bill without an invoice is one payment"),
        (r#""bill":[0,1,2,3,4,5,6,6]"#, r#""bill":[0,1,2,3,4,5,5,6]"#, ": bills, row 5: more is paid than was billed"),
        (
            r#""amount":[100000,60000]"#,
            r#""amount":[100000,250001]"#,
            ": payments, row 4: more is refunded than was paid",
        ),
        (
            r#""date":[20579,20705]"#,
            r#""date":[20579,20577]"#,
            ": payments, row 4: the refund comes before its payment",
        ),
        (r#""amount":[100000,60000]"#, r#""amount":[100000,-1]"#, ": payments, row 4: the amount cannot be below zero"),
        // Contacts, and what was paid between them and the user.
        ("Harbour Studio", "BIRGIT AALTO", ": there is a contact of this name already"),
        (
            r#""due_after":14"#,
            r#""due_after":366"#,
            ".contacts[1].due_after: expected a whole number from 0 to 365; found the number 366",
        ),
        (r#""from":"2026-07-01""#, r#""from":"2026-01-01""#, ".contacts[0]: the end comes before the start"),
        (
            r#""rate":150000"#,
            r#""rate":-1"#,
            ".contacts[0].they_earn[1].terms.percentage.rate: expected a rate in parts per million, from 0 to 1,000,000; found the number -1",
        ),
        (
            r#""amount":30000,"contact":"01920000-0000-7000-8000-000000000501""#,
            r#""amount":0,"contact":"01920000-0000-7000-8000-000000000501""#,
            ": a payment between partners is above zero; enter what came back as a payment of the other side",
        ),
        (
            r#""contact":"01920000-0000-7000-8000-000000000504""#,
            r#""contact":"01920000-0000-7000-8000-000000000511""#,
            ": there is no contact with the id 01920000-0000-7000-8000-000000000511",
        ),
        (
            r#""id":"01920000-0000-7000-8000-000000000511""#,
            r#""id":"01920000-0000-7000-8000-000000000501""#,
            ".paid[0].id: this id is already used by workspace.ledger.contacts[0].id",
        ),
        (r#""payer":"them""#, r#""payer":"ana""#, ".paid[1].payer: expected one of you, them; found the text \"ana\""),
        ("2026-03-15", "2200-01-01", ".paid[0].date: dates run from 1900 to 2199"),
    ];
    for (old, new, problem) in cases {
        assert!(LEDGER.contains(old), "{old}");
        let text = LEDGER.replacen(old, new, 1);
        if problem.is_empty() {
            // What was paid too much went back.
            assert!(read(text.as_bytes()).is_ok(), "{new}");
        } else {
            assert_eq!(problems(&text), [format!("workspace.ledger{problem}")], "{new}");
        }
    }
}

#[test]
fn a_contact_that_cannot_be_read_makes_no_other_problem() {
    let text = LEDGER.replacen(r#""name":"Birgit Aalto""#, r#""name":7"#, 1);
    assert_eq!(problems(&text), ["workspace.ledger.contacts[0].name: expected a name; found the number 7"]);
}

#[test]
fn a_ledger_takes_no_more_of_a_file_than_is_counted_for_it() {
    let longest = Name::new(&"🤝".repeat(Name::LONGEST)).unwrap();
    let (first, last): (NaiveDate, NaiveDate) = ("1900-01-01".parse().unwrap(), "2199-12-31".parse().unwrap());
    let terms = everything().table().all()[0].terms.clone();
    let versions: Vec<Version> =
        first.iter_days().take(Contact::MOST_VERSIONS).map(|from| Version { from, terms: terms.clone() }).collect();
    let named = |n: u128| Contact::new(id(n), Name::new(&format!("{n}")).unwrap());
    let bound =
        |contact| named(contact).earning(Side::You, versions.clone()).unwrap().earning(Side::Them, versions.clone());
    let settlement = Settlement { payer: Side::Them, date: first, amount: Money::MAX };
    let paid = (0..).take(Ledger::MOST_PAID).map(|n| Paid { id: id(1_000_000 + n), contact: id(9), settlement });
    // Payments of zero at the last day: with so many of them, only their places and days take room.
    let refunds = vec![Refund { date: last, amount: Money::ZERO }; 250];
    let payment = Payment::new(last, Money::ZERO, refunds).unwrap();
    let bill = |payments| Bill::invoice(last, Money::MAX, Money::MAX, payments).unwrap();
    let (won, reward) = (Some(last), Reward::Paid { due: last, paid: last });
    let facts = Facts {
        project: Some(longest.clone()),
        contact: Some(id(9)),
        source: Some(longest.clone()),
        expected: Some(Money::MAX),
        qualified: Some(last),
        won,
        lost: Some(last),
        reward,
        note: Note::new(&"🤝".repeat(Note::LONGEST)).unwrap(),
        ..Facts::new(longest, first)
    };
    let billed = |bills: Vec<Bill>| Facts { won, bills, ..Facts::new(Name::new("x").unwrap(), first) };
    let row = |(n, facts): (u32, Facts)| Tracked::new(Number(n), facts).unwrap();
    let rows = |facts: Facts, count: usize| (4_294_000_000..).zip(vec![facts; count]).map(row).collect::<Vec<_>>();
    let of = |contacts: Vec<Contact>, referrals, paid: Vec<Paid>| Ledger::new(contacts, referrals, paid).unwrap();
    let ana = || vec![named(9)];
    let one = Bill::invoice(last, Money::ZERO, Money::ZERO, vec![]).unwrap();
    for (what, ledger) in [
        ("nothing", Ledger::default()),
        ("contacts", of((100..2_100).map(named).collect(), vec![], vec![])),
        ("terms", of((100..109).map(|n| bound(n).unwrap()).collect(), vec![], vec![])),
        ("payments between partners", of(ana(), vec![], paid.collect())),
        ("plain referrals", of(vec![], rows(Facts::new(Name::new("x").unwrap(), first), 1_000), vec![])),
        ("long referrals", of(ana(), rows(facts, 200), vec![])),
        ("invoices", of(vec![], rows(billed(vec![one; 500]), 50), vec![])),
        (
            "payments",
            of(
                vec![],
                rows(billed(vec![bill(vec![Payment::new(last, Money::ZERO, vec![]).unwrap(); 499])]), 50),
                vec![],
            ),
        ),
        ("refunds", of(vec![], rows(billed(vec![bill(vec![payment])]), 100), vec![])),
    ] {
        let written = write(&after([Command::set_ledger(Arc::new(ledger.clone()))]));
        let taken = written.len() - write(&fresh()).len();
        assert!(taken <= ledger.written(), "{what}: {taken} instead of {}", ledger.written());
        assert!(*opened(&written).workspace.ledger() == ledger, "{what}");
    }
}

/// A workspace with so many referrals, every other one of them billed and paid.
fn tracked(count: u32) -> Workspace {
    let referral = |n: u32| {
        let amount = Money::new(i64::from(n) * 1_000 + 7).unwrap();
        let paid = Payment::new(day(), amount, vec![]).unwrap();
        let bills = vec![Bill::invoice(day(), amount, Money::ZERO, vec![paid]).unwrap()];
        let facts = Facts::new(Name::new(&format!("Client {n}")).unwrap(), day());
        let won = Facts { won: Some(day()), bills, ..facts.clone() };
        Tracked::new(Number(n), if n.is_multiple_of(2) { won } else { facts }).unwrap()
    };
    after([Command::set_ledger(Arc::new(Ledger::default().with((1..=count).map(referral).collect()).unwrap()))])
}

#[test]
fn a_ledger_has_room_for_all_its_referrals_and_no_more_than_a_file_has() {
    let most = tracked(u32::try_from(Ledger::MOST_REFERRALS).unwrap());
    assert_eq!(most.ledger().referrals().len(), 200_000);
    let mut history = History::new(most.clone(), History::BUDGET);
    history.commit(fresh());
    assert!(history.undo() && history.present() == &most);

    let note = Note::new(&"🤝".repeat(Note::LONGEST)).unwrap();
    let facts = Facts { note, ..Facts::new(Name::new("x").unwrap(), day()) };
    let referral = |n| Tracked::new(Number(n), facts.clone()).unwrap();
    let one = Ledger::default().with(vec![referral(1)]).unwrap().written() - Ledger::default().written();
    let fit = u32::try_from((Workspace::LONGEST_LEDGER - Ledger::default().written()) / one).unwrap();
    let ledger = Ledger::default().with((1..=fit).map(referral).collect()).unwrap();
    let full = everything().apply(Command::set_ledger(Arc::new(ledger.clone()))).unwrap();
    let written = write(&full);
    assert!(written.len() <= Tree::LARGEST_FILE - Workspace::LONGEST_LIST, "{}", written.len());
    assert!(opened(&written).workspace == full);
    let more = ledger.with(vec![referral(fit + 1)]).unwrap();
    assert_eq!(full.apply(Command::set_ledger(Arc::new(more.clone()))).err(), Some(Rejection::LongLedger));
    let found = problems(&write(&Workspace { ledger: Some(Arc::new(more)), ..fresh() }));
    assert_eq!(found, ["workspace: the referrals with their bills and notes are more than fits in one file"]);
}

#[test]
fn an_id_of_the_ledger_is_no_other_id() {
    let with = |contact: u128| {
        let ana = Contact::new(id(contact), Name::new("Ana").unwrap());
        Command::set_ledger(Arc::new(Ledger::default().with_contacts(vec![ana]).unwrap()))
    };
    assert_eq!(fresh().apply(with(2)).err(), Some(Rejection::DuplicateId(id(2))));
    let workspace = after([with(50)]);
    assert_eq!(workspace.apply(with(50)), Ok(workspace.clone()));
    let row = Line::Unread { id: id(50), typed: Typed::default() };
    assert_eq!(workspace.apply(Command::add_lines(vec![row])).err(), Some(Rejection::DuplicateId(id(50))));
}

#[test]
fn a_difference_counts_referrals_and_contacts_apart() {
    let before = opened(LEDGER).workspace;
    let ledger = before.ledger();
    let first = ledger.contacts()[0].clone().due_after(7).unwrap();
    let paid = ledger.paid()[0];
    let settlement = Settlement { amount: Money::MAX, ..paid.settlement };
    let changed = ledger.with(vec![ledger.referral(Number(3)).unwrap().with(|facts| facts.project = None).unwrap()]);
    let changed =
        changed.unwrap().with(vec![Tracked::new(Number(20), Facts::new(Name::new("x").unwrap(), day())).unwrap()]);
    let changed = changed.unwrap().without(&[Number(8), Number(11), Number(12)].into());
    let changed = changed.without_paid(id_of("514")).unwrap().without_contact(id_of("504")).unwrap();
    let changed = changed.with_contacts(vec![first]).unwrap().with_paid(vec![Paid { settlement, ..paid }]).unwrap();
    let changed = changed.with_paid(vec![Paid { id: id(77), ..paid }]).unwrap();
    let next = before.apply(Command::set_ledger(Arc::new(changed))).unwrap();
    let change = |section, added, changed, removed| Change { section, added, changed, removed };
    // Nothing changed in the third: its project had no name before.
    assert_eq!(
        Difference::between(&before, &next).changes,
        [change(Section::Referrals, 1, 0, 3), change(Section::Contacts, 1, 2, 2)]
    );
}

fn id_of(last: &str) -> Id {
    format!("01920000-0000-7000-8000-000000000{last}").parse().unwrap()
}

/// The text that comes with the last slice, and how many slices there were.
fn in_slices(workspace: &Workspace) -> (String, usize) {
    let mut slice = write_in_slices(workspace);
    (1..).find_map(|count| Some((slice()?, count))).unwrap()
}

#[test]
fn in_slices_a_workspace_is_written_as_it_is_at_once() {
    let partners = opened(PARTNERS).workspace;
    let card = partners.scorecard();
    let many = |count: u128| {
        let partner = |n| Partner::new(id(n), Name::new(&format!("\"partners\":[] {n}")).unwrap(), Kind::default());
        let card =
            Scorecard::new(card.criteria().clone(), card.scale(), (0..count).map(|n| partner(9_000 + n)).collect());
        after([Command::set_scorecard(Arc::new(card.unwrap()))])
    };
    for workspace in
        [fresh(), opened(FROZEN).workspace, opened(LEDGER).workspace, partners, many(0), many(1), many(20), many(41)]
    {
        assert_eq!(in_slices(&workspace).0, write(&workspace));
    }
    assert!(in_slices(&many(410)).1 > 20);
    // Two of each kind of row for each slice and more.
    for count in [1, 249, 250, 251, 1_001] {
        let both = many(41).apply(Command::set_ledger(tracked(count).ledger.unwrap())).unwrap();
        for workspace in [tracked(count), both] {
            assert_eq!(in_slices(&workspace).0, write(&workspace), "{count} referrals");
        }
    }
    assert!(in_slices(&tracked(5_000)).1 > 20 + 4);
}

const PROGRAM: &str = include_str!("../../../../checks/fixtures/program.json");

#[test]
fn a_program_is_read_as_it_was_written() {
    let document = opened(PROGRAM);
    assert!(document.is_whole());
    assert_eq!(write(&document.workspace), PROGRAM);
    let plan = document.workspace.plan();
    assert_eq!((plan.trials().len(), plan.excused().len()), (2, 1));
    assert_eq!((plan.all_reached().len(), plan.message(Occasion::Ask).is_some()), (2, true));
    assert_eq!(*opened(FROZEN).workspace.plan(), Plan::default());
    assert!(!write(&fresh()).contains("\"plan\""));
}

/// The problem of a program in which `old` is replaced by `new`.
#[rstest]
#[case(r#""excused":[9]"#, r#""excused":[99]"#, ": it names somebody who is not in the ledger")]
#[case(
    r#""trigger":"won""#,
    r#""trigger":"lost""#,
    ".rewards.trigger: expected one of introduced, qualified, won, paid; found the text \"lost\""
)]
#[case(
    r#"{first name}?"#,
    r#"{name}?"#,
    ".messages.ask: {name} is no field; there are {referrer}, {first name}, {client}, {reward}, {date} and {me}"
)]
#[case(r#""from":500000"#, r#""from":0"#, ".rewards: each tier begins above the one before it")]
#[case(
    r#""ask_every":90"#,
    r#""ask_every":0"#,
    ".ask_every: expected a whole number from 1 to 1000; found the number 0"
)]
#[case(r#""people":40"#, r#""people":1000001"#, ".trials[0]: at most 1000000 people can be invited")]
fn what_is_wrong_with_a_program_is_named_by_its_path(#[case] old: &str, #[case] new: &str, #[case] problem: &str) {
    assert!(PROGRAM.contains(old), "{old}");
    assert_eq!(problems(&PROGRAM.replacen(old, new, 1)), [format!("workspace.plan{problem}")]);
}

#[test]
fn another_program_is_one_change() {
    let before = opened(PROGRAM).workspace;
    let after = before.apply(Command::set_plan(Plan::clone(&before.plan()).signed_by(None))).unwrap();
    let change = Change { section: Section::Program, added: 0, changed: 1, removed: 0 };
    assert_eq!(Difference::between(&before, &after).changes, [change]);
}
