use std::sync::Arc;

use chrono::{Days, NaiveDate};

use super::*;
use crate::exchange::document;
use crate::ledger::{Bill, Payment};
use crate::program::{Claim, Outcome, Referred, Tally};
use crate::tracking::{
    Contact, Facts, Ledger, Number, Origin, Source, SourceKind, SourceMeasure, SourceOf, SourceVerdict, Tracked,
};
use crate::value::Side;
use crate::words::{self, Headline};
use crate::workspace::{Command, Workspace};

const CLIENTS: Origin = Origin::Kind(SourceKind::FormerClient);
const COLLEAGUES: Origin = Origin::Kind(SourceKind::Colleague);

fn won(dollars: i64) -> Outcome {
    Outcome::Won { value: usd(dollars), days: 20 }
}

/// A source with so many won, each worth so much, lost and open.
fn source(origin: Option<Origin>, [wins, lost, open]: [usize; 3], dollars: i64) -> Source {
    let outcomes = [(won(dollars), wins), (Outcome::Lost, lost), (Outcome::Open, open)];
    let each = outcomes.into_iter().flat_map(|(outcome, count)| std::iter::repeat_n(outcome, count));
    let tally = Tally::of(each.map(|outcome| Referred { qualified: outcome != Outcome::Lost, outcome })).unwrap();
    Source { origin, tally, valued: u32::try_from(wins).unwrap() }
}

fn of_two(clients: [usize; 3], colleagues: [usize; 3]) -> [Source; 2] {
    [source(Some(CLIENTS), clients, 1_000), source(Some(COLLEAGUES), colleagues, 1_000)]
}

fn say(sources: &[Source], by: SourceOf, ledger: &Ledger) -> Headline {
    words::sources_headline(&SourceVerdict::of(sources), by, ledger, &DOLLARS)
}

fn by_kind(sources: &[Source]) -> Headline {
    say(sources, SourceOf::Kind, &Ledger::default())
}

#[track_caller]
fn check(sources: &[Source], code: &str, sentence: &str) {
    let headline = by_kind(sources);
    assert_eq!((headline.code, headline.sentence.as_str()), (code, sentence));
    assert_eq!(headline.is_settled, code == "clear");
}

#[test]
fn the_better_source_is_named_with_its_counts_and_its_chance() {
    check(
        &of_two([13, 7, 0], [8, 12, 0]),
        "leaning",
        "Former clients convert better than colleagues: 13 of 20 against 8 of 20, true with a chance of 93%.",
    );
    check(
        &of_two([100, 100, 0], [120, 80, 0]),
        "clear",
        "Colleagues convert better than former clients: 120 of 200 against 100 of 200, true with a chance of 97%.",
    );
    check(
        &of_two([100, 0, 0], [0, 100, 0]),
        "clear",
        "Former clients convert better than colleagues: 100 of 100 against 0 of 100, true with a chance of more than 99%.",
    );
}

#[test]
fn no_chance_looks_surer_than_it_is() {
    // 0.94954 and 0.79992 by the finite sum: below what makes them settled and leaning.
    check(
        &of_two([7, 6, 0], [5, 15, 0]),
        "leaning",
        "Former clients convert better than colleagues: 7 of 13 against 5 of 20, true with a chance of 94%.",
    );
    let close = by_kind(&of_two([8, 3, 0], [13, 10, 0]));
    assert_eq!(close.code, "too-close");
    assert!(close.detail.starts_with("Former clients are the better source with a chance of 79%."), "{}", close.detail);
}

#[test]
fn small_samples_are_said_to_be_too_few_with_what_would_settle_it() {
    check(
        &of_two([5, 2, 1], [1, 3, 0]),
        "too-early",
        "Too few to tell: 5 of 7 decided referrals from former clients became work, 1 of 4 from colleagues. About 6 more of each would settle it, if they go on as they did (optimistic).",
    );
    check(
        &of_two([1, 0, 0], [0, 1, 0]),
        "too-early",
        "Too few to tell: 1 of 1 decided referral from former clients became work, 0 of 1 from colleagues. About 9 more of each would settle it, if they go on as they did (optimistic).",
    );
    check(
        &of_two([3, 4, 0], [3, 4, 0]),
        "too-early",
        "Too few to tell: 3 of 7 decided referrals from former clients became work, 3 of 7 from colleagues. If they go on as they did, no number of them would tell the two apart.",
    );
}

#[test]
fn what_is_too_close_says_so_and_how_many_would_tell() {
    let sources = of_two([8, 6, 0], [7, 6, 3]);
    check(
        &sources,
        "too-close",
        "Too close to call: 8 of 14 decided referrals from former clients became work, 7 of 13 from colleagues.",
    );
    let detail = by_kind(&sources).detail;
    assert!(detail.starts_with("Former clients are the better source with a chance of 56%. About "), "{detail}");
    assert!(detail.contains(" more of each would settle it, if they go on as they did (optimistic). "), "{detail}");
    assert!(
        detail.contains("The true rate could be 33% to 79% for former clients, 29% to 77% for colleagues. "),
        "{detail}"
    );
    assert!(detail.ends_with("3 of theirs are open and count neither way."), "{detail}");
}

#[test]
fn before_there_is_anything_to_compare_it_is_said_what_is_missing() {
    check(&[], "nothing-entered", "No referral was made to you yet.");
    check(&of_two([0, 0, 3], [0, 0, 1]), "too-early", "Nothing is decided yet: 4 referrals are open.");
    check(&of_two([0, 0, 1], [0, 0, 0]), "too-early", "Nothing is decided yet: 1 referral is open.");
    check(
        &of_two([5, 2, 3], [0, 0, 1]),
        "only-one",
        "Nothing to compare yet: only former clients have decided referrals, 5 of 7 became work.",
    );
    let unnamed = [source(None, [5, 2, 0], 10)];
    let sentence = |by| say(&unnamed, by, &Ledger::default()).sentence;
    assert_eq!(sentence(SourceOf::Source), "Nothing to compare: none of 7 decided referrals names its source.");
    assert_eq!(sentence(SourceOf::Contact), "Nothing to compare: none of 7 decided referrals says who made it.");
}

#[test]
fn a_source_that_brings_more_for_each_referral_is_named_though_it_converts_less() {
    let brings = |dollars, valued| {
        let colleagues = Source { valued, ..source(Some(COLLEAGUES), [4, 7, 0], dollars) };
        by_kind(&[source(Some(CLIENTS), [9, 3, 0], 1_000), colleagues]).detail
    };
    let said = "For each referral colleagues bring more, though: $2,000 against $750.";
    assert!(brings(5_500, 4).contains(said), "{}", brings(5_500, 4));
    assert!(!brings(1_000, 4).contains("For each referral"));
    // What has no value leaves it open.
    assert!(!brings(5_500, 3).contains("For each referral"));
}

#[test]
fn names_stay_as_they_were_typed_and_are_one() {
    let (harbor, office) = (Id::from_u128(7), Id::from_u128(8));
    let contacts = [(harbor, "harbor copy"), (office, "مكتب النور")];
    let contacts = contacts.map(|(id, name)| Contact::new(id, Name::new(name).unwrap())).to_vec();
    let ledger = Ledger::new(contacts, Vec::new(), Vec::new()).unwrap();
    let sources =
        [source(Some(Origin::Contact(harbor)), [9, 3, 0], 10), source(Some(Origin::Contact(office)), [4, 7, 0], 10)];
    assert_eq!(
        say(&sources, SourceOf::Contact, &ledger).sentence,
        "harbor copy converts better than \u{2068}مكتب النور\u{2069}: 9 of 12 against 4 of 11, true with a chance of 96%."
    );
    let row = |origin: Option<&Origin>, by| words::source_row(origin, by, &ledger);
    assert_eq!(row(Some(&Origin::Contact(office)), SourceOf::Contact), "مكتب النور");
    assert_eq!(row(Some(&CLIENTS), SourceOf::Kind), "Former clients");
    assert_eq!(row(None, SourceOf::Source), "No source named");
    assert_eq!(row(None, SourceOf::Contact), "No referrer named");
}

#[test]
fn every_figure_says_how_it_is_computed() {
    let some = Source { valued: 8, ..source(Some(CLIENTS), [9, 3, 2], 1_000) };
    let all = Source { valued: 12, ..source(None, [13, 10, 7], 1_000) };
    let lines = |measure| words::explain_source(measure, &some, &all, &DOLLARS);
    assert_eq!(lines(SourceMeasure::Referrals), ["9 won + 3 lost + 2 open = 14 referrals"]);
    assert_eq!(lines(SourceMeasure::Qualified)[0], "11 of 14 referrals counted as a real prospect at some time");
    assert_eq!(lines(SourceMeasure::Open)[0], "14 referrals − 9 won − 3 lost = 2 open");
    for measure in [SourceMeasure::Conversion, SourceMeasure::Low, SourceMeasure::High] {
        assert_eq!(
            lines(measure),
            [
                "9 won ÷ (9 won + 3 lost) = 75%",
                "The true rate could be 46.8% to 91.1%: the 95% interval of 9 in 12 (Wilson 1927)",
                "Left out: 2 open",
            ]
        );
    }
    assert_eq!(lines(SourceMeasure::DaysToWin), ["From the introduction on, the median of 9 wins: 20 days"]);
    let unvalued = "1 of 9 won has no value and counts as nothing";
    assert_eq!(
        lines(SourceMeasure::Value),
        [
            "9 won = $9,000",
            "Of each what was billed, less what went back; before any bill, what was expected",
            unvalued
        ]
    );
    assert_eq!(
        lines(SourceMeasure::ValuePerReferral),
        [
            "$9,000 ÷ 14 referrals = $642.86",
            "Lost and open ones are counted among the referrals; what the open ones may bring is not in it",
            unvalued,
        ]
    );
    for measure in [SourceMeasure::ShareOfValue, SourceMeasure::ShareOfCount] {
        assert_eq!(
            lines(measure),
            [
                "$9,000 ÷ $13,000 won from all sources = 69.2% of the value",
                "14 ÷ 30 referrals = 46.7% of the referrals",
                "From all sources: 1 of 13 won has no value and counts as nothing",
            ]
        );
    }
}

#[test]
fn every_figure_that_is_there_is_written_and_explained() {
    let all = source(None, [13, 10, 7], 1_000);
    for source in
        [source(Some(CLIENTS), [9, 3, 2], 1_000), source(Some(CLIENTS), [0, 0, 2], 0), source(None, [0, 0, 0], 0)]
    {
        for measure in SourceMeasure::ALL {
            let written = words::source_figure(measure, &source, &all, &DOLLARS);
            assert_eq!(written.is_some(), measure.of(&source, &all).is_some(), "{measure:?} of {source:?}");
            let is_explained = !words::explain_source(measure, &source, &all, &DOLLARS).is_empty();
            let is_nothing = measure == SourceMeasure::Unvalued && source.unvalued() == 0;
            assert!(is_explained || written.is_none() || is_nothing, "{measure:?} of {source:?}");
        }
    }
}

#[test]
fn a_rate_that_is_not_all_is_never_said_to_be() {
    let figure = |counts| {
        let some = source(Some(CLIENTS), counts, 1);
        words::source_figure(SourceMeasure::Conversion, &some, &some, &DOLLARS).unwrap()
    };
    assert_eq!(figure([999, 1, 0]), "99.9%");
    assert_eq!(figure([1, 9_999, 0]), "0.01%");
    assert_eq!(figure([5, 0, 0]), "100%");
    assert_eq!(figure([0, 5, 0]), "0%");
    assert_eq!(figure([1, 2, 0]), "33%");
}

#[test]
fn the_funnel_says_how_far_referrals_came() {
    let rows = words::funnel(&source(None, [6, 10, 4], 1), &DOLLARS);
    let parts = rows.each_ref().map(|row| [row.stage, &row.written, &row.of_all, &row.of_before]);
    assert_eq!(
        parts,
        [["Introduced", "20", "100%", "–"], ["Qualified", "10", "50%", "50%"], ["Won", "6", "30%", "60%"]]
    );
    assert_eq!(
        words::funnel_in_words(&rows),
        "How far referrals came: 20 introduced (100% of all), 10 qualified (50% of all), 6 won (30% of all)"
    );
    assert_eq!(
        words::funnel_note(&source(None, [6, 10, 4], 1), &DOLLARS),
        "4 open, which may still become work; 10 lost."
    );
    assert_eq!(words::funnel_note(&source(None, [6, 10, 0], 1), &DOLLARS), "Nothing is open; 10 lost.");
}

#[test]
fn the_claims_of_the_article_say_how_many_they_need() {
    let [shares, ratio] = Claim::OF_THE_ARTICLE.map(|claim| words::claim(claim, &DOLLARS));
    assert_eq!(shares.claim, "65% of one source’s referrals became work, 40% of another’s");
    assert_eq!(ratio.claim, "One reward brought 40% more referrals");
    for said in [&shares, &ratio] {
        assert!(said.needs[0].contains("unverified"));
    }
    assert_eq!(shares.needs[1], "To tell such rates apart takes 62 decided referrals from each source, 124 together.");
    assert_eq!(
        ratio.needs[1],
        "To tell such a difference from chance takes about 119 referrals without the reward and 166 with it, from as many people in the same time."
    );
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// Thirty referrals to the user over four quarters, and two by the user. Letters are what became of each: won, lost, open.
fn ledger() -> Ledger {
    const NAMES: [&str; 3] =
        ["Harbor Copy", "مكتب النور", "Verzekeringsmaatschappijenoverleg-Noordzeekustgemeenschap & Partners"];
    let id = |place: usize| Id::from_u128(0x0192_0000_0000_7000_8000_0000_0000_0501 + place as u128);
    let contacts = (0..).zip(NAMES).map(|(place, name)| Contact::new(id(place), Name::new(name).unwrap())).collect();
    let kinds = [
        (SourceKind::FormerClient, "WWLWWOWLWWLWOW", "2026-01-05", 23),
        (SourceKind::Colleague, "LWLLWLOLWLWL", "2026-01-20", 26),
        (SourceKind::Complementary, "WLOL", "2026-02-10", 70),
    ];
    let mut number = 0;
    let mut all = Vec::new();
    for (kind, fates, from, apart) in kinds {
        for (place, fate) in fates.chars().enumerate() {
            number += 1;
            let introduced = day(from) + Days::new(apart * place as u64);
            let mut facts = Facts::new(Name::new(&format!("Client {number}")).unwrap(), introduced);
            facts.kind = kind;
            facts.contact = (place % 4 < 3).then(|| id(place % 4));
            facts.source =
                ["Spring fair", "Newsletter", "spring fair"].get(place % 5).map(|name| Name::new(name).unwrap());
            facts.qualified = (place % 2 == 0).then(|| introduced + Days::new(5));
            match fate {
                'W' => {
                    let won = introduced + Days::new(10 + 2 * place as u64);
                    facts.won = Some(won);
                    // The third of each kind has no value, the first was billed.
                    facts.expected = (place != 3).then(|| usd(2_000 + 500 * i64::try_from(place).unwrap()));
                    if place == 0 {
                        let paid = Payment::new(won + Days::new(30), usd(3_210), Vec::new()).unwrap();
                        facts.bills = vec![Bill::payment(paid, Money::ZERO).unwrap()];
                    }
                }
                'L' => facts.lost = Some(introduced + Days::new(30)),
                _ => {}
            }
            all.push(Tracked::new(Number(number), facts).unwrap());
        }
    }
    for introduced in ["2026-03-03", "2026-06-06"] {
        number += 1;
        let own = Facts { made_by: Side::You, contact: Some(id(0)), ..Facts::new(harbor(), day(introduced)) };
        all.push(Tracked::new(Number(number), own).unwrap());
    }
    Ledger::new(contacts, all, Vec::new()).unwrap()
}

fn written() -> String {
    let ids = [1, 2, 3, 4].map(|place| Id::from_u128(0x0192_0000_0000_7000_8000_0000_0000_0000 + place));
    let workspace = Workspace::new(Currency::USD, ids).apply(Command::set_ledger(Arc::new(ledger()))).unwrap();
    document::write(&workspace)
}

const FIXTURE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../checks/fixtures/referrals.json");

#[test]
fn the_fixture_of_the_journeys_is_this_ledger() {
    assert_eq!(std::fs::read_to_string(FIXTURE).unwrap(), written());
}

#[test]
#[ignore = "writes the fixture"]
fn write_the_fixture() {
    std::fs::write(FIXTURE, written()).unwrap();
}

#[test]
fn the_ledger_of_the_fixture_in_words() {
    let ledger = ledger();
    let sources = ledger.sources(SourceOf::Kind).unwrap();
    let all = ledger.all_sources().unwrap();
    assert_eq!((all.tally.referrals(), all.unvalued()), (30, 1));
    assert_eq!(
        say(&sources, SourceOf::Kind, &ledger).sentence,
        "Former clients convert better than colleagues: 9 of 12 against 4 of 11, true with a chance of 96%."
    );
    let sentence = |by| say(&ledger.sources(by).unwrap(), by, &ledger).sentence;
    assert_eq!(
        sentence(SourceOf::Source),
        "Too few to tell: 4 of 6 decided referrals from Newsletter became work, 3 of 10 from Spring fair. About 4 more of each would settle it, if they go on as they did (optimistic)."
    );
    assert_eq!(
        sentence(SourceOf::Contact),
        "Too few to tell: 6 of 7 decided referrals from Harbor Copy became work, 4 of 7 from \u{2068}مكتب النور\u{2069}. About 8 more of each would settle it, if they go on as they did (optimistic)."
    );
    let quarters = ledger.quarters(day("2026-11-28"), 12);
    assert_eq!(
        words::quarters_in_words(&quarters, &DOLLARS),
        "Referrals of each quarter and how many of them were won: Q1 2026 8 and 5, Q2 2026 10 and 3, Q3 2026 8 and 4, Q4 2026 4 and 2 so far"
    );
    assert_eq!(
        words::quarters_note(&quarters, &DOLLARS),
        "By the quarter of the introduction; won is what became work since then. 4 open, so that won may still rise. Q4 2026 is not over."
    );
    let note = words::quarters_note(&ledger.quarters(day("2026-06-30"), 1), &DOLLARS);
    assert!(
        note.ends_with("Q2 2026 is not over. 8 earlier not shown. 12 dated after this quarter, not shown."),
        "{note}"
    );
}
