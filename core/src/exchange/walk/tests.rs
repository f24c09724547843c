#![allow(clippy::unwrap_used)]

use super::*;
use crate::value::{Currency, Range};

/// A small document, read as the real one is: every field taken first, then combined.
#[derive(Debug, PartialEq)]
struct Offer {
    id: Id,
    name: Name,
    since: NaiveDate,
    model: Model,
}

#[derive(Debug, PartialEq)]
enum Model {
    Fee { amount: Money },
    Percentage { rate: Rate, months: u16, cap: Option<Money> },
}

fn offers(at: Node<'_>) -> Option<Vec<Offer>> {
    let mut ids = Ids::default();
    let mut record = at.record()?;
    let offers = record.field("offers").list(|at| offer(at, &mut ids));
    record.finish();
    offers
}

fn offer(at: Node<'_>, ids: &mut Ids) -> Option<Offer> {
    let mut record = at.record()?;
    let id = record.field("id").new_id(ids);
    let name = record.field("name").name();
    let since = record.field("since").date();
    let model = record.field("model").one_of::<fn(&mut Record<'_>) -> Option<Model>>(&[
        ("fee", |fee| Some(Model::Fee { amount: fee.field("amount").money()? })),
        ("percentage", percentage),
    ])?(&mut record);
    record.finish();
    Some(Offer { id: id?, name: name?, since: since?, model: model? })
}

fn percentage(record: &mut Record<'_>) -> Option<Model> {
    let rate = record.field("rate").rate();
    let months = record.field("months").integer(1..=600);
    let cap = record.field("cap").optional(Node::money);
    Some(Model::Percentage { rate: rate?, months: months?, cap: cap? })
}

#[track_caller]
fn read<T>(json: &str, reader: impl FnOnce(Node<'_>) -> Option<T>) -> Result<(T, Problems), Problems> {
    Tree::read(json.as_bytes()).unwrap().walk(reader)
}

fn sentences(problems: &Problems) -> Vec<String> {
    problems.kept().iter().map(ToString::to_string).collect()
}

/// What is said of `json` as the field `x` of a document.
#[track_caller]
fn refused<T>(json: &str, reader: impl FnOnce(Node<'_>) -> Option<T>) -> String {
    let text = format!("{{\"x\": {json}}}");
    let Err(problems) = read(&text, |at| reader(at.record()?.field("x"))) else { panic!("{json} was read") };
    assert_eq!(problems.kept().len(), 1, "{json}");
    sentences(&problems).concat()
}

#[test]
fn reads_a_document_that_is_as_it_should_be() {
    let json = r#"{"offers": [
        {"id": "01920000-0000-7000-8000-000000000001", "name": " Harbor Copy ", "since": "2024-02-29",
         "model": "percentage", "rate": 150000, "months": 12.0, "cap": null},
        {"since": "2026-04-01", "model": "fee", "amount": -30000, "name": "Acme",
         "id": "01920000-0000-7000-8000-000000000002"}
    ]}"#;
    let (offers, problems) = read(json, offers).unwrap();
    let day = |text: &str| text.parse().unwrap();
    let id = |last: u128| Id::from_u128(0x0192_0000_0000_7000_8000_0000_0000_0000 + last);
    assert_eq!(
        offers,
        [
            Offer {
                id: id(1),
                name: Name::new("Harbor Copy").unwrap(),
                since: day("2024-02-29"),
                model: Model::Percentage { rate: Rate::percent(15), months: 12, cap: None },
            },
            Offer {
                id: id(2),
                name: Name::new("Acme").unwrap(),
                since: day("2026-04-01"),
                model: Model::Fee { amount: Money::new(-300_00).unwrap() },
            },
        ]
    );
    assert_eq!(problems, Problems::default());
}

#[test]
fn one_problem_does_not_hide_the_next() {
    let json = r#"{"offers": [
        {"id": "01920000-0000-7000-8000-000000000001", "name": "", "since": "1.4.2026",
         "model": "percentage", "rate": 1000001, "months": 0, "cap": "none"},
        7,
        {"id": "01920000-0000-7000-8000-000000000001", "name": "Acme", "model": "fee", "amont": 30000},
        {"id": 3, "name": "Acme", "since": "2026-04-01", "model": "share", "stake": 1}
    ], "colour": "red"}"#;
    let problems = read(json, offers).unwrap_err();
    assert_eq!(
        sentences(&problems),
        [
            "offers[0].name: a name needs at least one letter",
            r#"offers[0].since: expected a date, as YYYY-MM-DD; found the text "1.4.2026""#,
            "offers[0].rate: expected a rate in parts per million, from 0 to 1,000,000; found the number 1000001",
            "offers[0].months: expected a whole number from 1 to 600; found the number 0",
            r#"offers[0].cap: expected an amount in whole minor units, such as cents; found the text "none""#,
            "offers[1]: expected a record; found the number 7",
            "offers[2].id: this id is already used by offers[0].id",
            "offers[2].since: missing; expected a date, as YYYY-MM-DD",
            "offers[2].amount: missing; expected an amount in whole minor units, such as cents",
            "offers[2].amont: unknown field, left out",
            "offers[3].id: expected an id; found the number 3",
            r#"offers[3].model: expected one of fee, percentage; found the text "share""#,
            "colour: unknown field, left out",
        ]
    );
    assert_eq!((problems.errors(), problems.notices(), problems.left_out()), (11, 2, 0));
}

#[test]
fn an_unknown_field_is_a_notice_and_the_rest_is_read() {
    let long = "x".repeat(10_000);
    let json = format!(r#"{{"colour": 1, "a b": 2, "\u202e": 3, "": 4, "{long}": 5, "x": true}}"#);
    let (x, problems) = read(&json, |at| {
        let mut record = at.record()?;
        let x = record.field("x").boolean();
        record.finish();
        x
    })
    .unwrap();
    assert!(x);
    assert!(problems.kept().iter().all(|problem| problem.is_notice()));
    let paths: Vec<_> = problems.kept().iter().map(|problem| problem.path.as_str()).collect();
    let shortened = format!(r#"["{}…"]"#, "x".repeat(40));
    assert_eq!(paths, [r#"[""]"#, r#"["a b"]"#, "colour", &shortened, r#"["\u{202e}"]"#]);
}

#[test]
fn a_list_with_a_problem_is_no_list() {
    let problems = read("[true, 1, true]", |at| {
        let list = at.list(|at| at.boolean())?;
        at.check(if list.len() == 3 { Ok(list) } else { Err("two are not three") })
    })
    .unwrap_err();
    assert_eq!(sentences(&problems), ["[1]: expected true or false; found the number 1"]);
}

#[test]
fn whole_numbers_are_exact_and_in_bounds() {
    let wide = |at: Node<'_>| at.integer(i64::MIN..=i64::MAX);
    for (json, number) in [
        ("9007199254740991", 9_007_199_254_740_991),
        ("-9007199254740991", -9_007_199_254_740_991),
        ("3.0", 3),
        ("1e3", 1_000),
        ("-0.0", 0),
    ] {
        assert_eq!(read(json, wide).map(|(number, _)| number), Ok(number), "{json}");
    }
    for json in ["9007199254740992", "9223372036854775808", "18446744073709551616", "1e300"] {
        let sentence = "x: larger than 9,007,199,254,740,991, the largest whole number that stays exact";
        assert_eq!(refused(json, wide), sentence, "{json}");
        assert_eq!(refused(json, |at| at.money()), sentence, "{json}");
        assert_eq!(refused(json, |at| at.rate()), sentence, "{json}");
    }
    for json in ["-9007199254740992", "-9223372036854775809", "-1e300"] {
        let sentence = "x: lower than -9,007,199,254,740,991, the lowest whole number that stays exact";
        assert_eq!(refused(json, wide), sentence, "{json}");
    }
    for (json, found) in [
        ("1.5", "the number 1.5"),
        ("1e-300", "the number 1e-300"),
        ("13", "the number 13"),
        ("0", "the number 0"),
        ("\"7\"", r#"the text "7""#),
        ("true", "true"),
        ("null", "null"),
        ("[7]", "a list"),
        ("{}", "a record"),
    ] {
        let sentence = format!("x: expected a whole number from 1 to 12; found {found}");
        assert_eq!(refused(json, |at| at.integer(1_u32..=12)), sentence, "{json}");
    }
}

#[test]
fn each_value_says_what_it_expected() {
    for (sentence, expected) in [
        (refused("1", |at| at.boolean()), "x: expected true or false; found the number 1"),
        (refused("1", |at| at.text()), "x: expected a text; found the number 1"),
        (refused("1", |at| at.name()), "x: expected a name; found the number 1"),
        (refused("1", |at| at.list(|at| at.boolean())), "x: expected a list; found the number 1"),
        (refused("[]", |at| at.record().map(Record::finish)), "x: expected a record; found a list"),
        (
            refused("-1", |at| at.quantity()),
            "x: expected a quantity in millionths, from 0 to 1,000,000,000,000; found the number -1",
        ),
        (
            refused("1000000000001", |at| at.quantity()),
            "x: expected a quantity in millionths, from 0 to 1,000,000,000,000; found the number 1000000000001",
        ),
        (
            refused("3600000001", |at| at.hours()),
            "x: expected a time in seconds, from 0 to 3,600,000,000; found the number 3600000001",
        ),
        (refused("\"x\"", |at| at.id()), "x: an id is a UUID, such as 01920000-0000-7000-8000-000000000001"),
        (refused("\"US\"", |at| at.parse(Currency::new)), {
            "x: a currency is one of the three-letter codes of ISO 4217, such as USD or EUR"
        }),
        (refused("null", |at| at.one_of(&[("gross", 1), ("net", 2)])), "x: expected one of gross, net; found null"),
        (refused("[3, 1]", |at| at.check(Range::new(3, 1, 4))), "x: the low end is above the usual value"),
    ] {
        assert_eq!(sentence, expected);
    }
    let missing = read("{}", |at| at.record()?.field("x").id()).unwrap_err();
    assert_eq!(sentences(&missing), ["x: missing; expected an id"]);
    let root = read("[]", offers).unwrap_err();
    assert_eq!(sentences(&root), ["the document: expected a record; found a list"]);
    let long = format!("\"{}\"", "x".repeat(10_000));
    assert_eq!(refused(&long, |at| at.name()), "x: a name has at most 120 characters; this one has 10000");
    let start = "x".repeat(40);
    assert_eq!(
        refused(&long, |at| at.text().and_then(|_| at.boolean())),
        format!("x: expected true or false; found the text \"{start}…\"")
    );
}

#[test]
fn each_value_is_read_up_to_its_bounds() {
    let json = "[9007199254740991, 1000000, 1000000000000, 3600000000, \"2199-12-31\", true, \"\\u0000\"]";
    let mut seen = Vec::new();
    let values = read(json, |at| {
        at.list(|at| {
            let value = match seen.len() {
                0 => (at.money() == Some(Money::MAX)).then_some(()),
                1 => (at.rate() == Some(Rate::FULL)).then_some(()),
                2 => (at.quantity() == Some(Quantity::MAX)).then_some(()),
                3 => (at.hours() == Some(Hours::MAX)).then_some(()),
                4 => (at.date() == NaiveDate::from_ymd_opt(2199, 12, 31)).then_some(()),
                5 => (at.boolean() == Some(true)).then_some(()),
                _ => (at.text().as_deref() == Some("\0")).then_some(()),
            };
            seen.push(value);
            value
        })
    });
    assert!(values.is_ok(), "{seen:?}");
}

#[test]
fn a_day_is_written_in_one_way() {
    for text in ["2026-4-1", "2026-02-30", "20260401", "2026-04-01T00:00", " 2026-04-01", "26-04-01", "--", ""] {
        let sentence = format!("x: expected a date, as YYYY-MM-DD; found the text \"{text}\"");
        assert_eq!(refused(&format!("\"{text}\""), |at| at.date()), sentence);
    }
    for text in ["1899-12-31", "2200-01-01", "0000-01-01", "+12026-04-01"] {
        assert_eq!(refused(&format!("\"{text}\""), |at| at.date()), "x: dates run from 1900 to 2199", "{text}");
    }
}

#[test]
fn an_optional_value_is_absent_or_null_or_right() {
    let cap = |json: &str| read(json, |at| at.record()?.field("cap").optional(Node::money)).map(|(cap, _)| cap);
    assert_eq!(cap("{}"), Ok(None));
    assert_eq!(cap(r#"{"cap": null}"#), Ok(None));
    assert_eq!(cap(r#"{"cap": 5}"#), Ok(Some(Money::new(5).unwrap())));
    assert_eq!(cap(r#"{"cap": 0.5}"#).unwrap_err().errors(), 1);
}

#[test]
fn keeps_a_hundred_of_each_and_counts_the_rest() {
    let notices = (0..150).map(|key| format!("\"k{key:03}\": 0")).collect::<Vec<_>>().join(",");
    let json = format!("[{{{notices}}}, {}0]", "\"wrong\", ".repeat(250));
    let read_item = |at: Node<'_>| match at.found {
        Some(Tree::Record(_)) => at.record().map(Record::finish),
        _ => at.integer(0_u8..=9).map(|_| ()),
    };
    let problems = read(&json, |at| at.list(read_item)).unwrap_err();
    assert_eq!((problems.errors(), problems.notices(), problems.left_out()), (250, 150, 200));
    let kept = problems.kept();
    assert_eq!((kept.iter().filter(|problem| problem.is_notice()).count(), kept.len()), (100, 200));
    assert_eq!(
        (kept[99].path.as_str(), kept[100].path.as_str(), kept[199].path.as_str()),
        ("[0].k099", "[1]", "[100]")
    );
}

#[test]
fn no_value_ever_comes_without_a_reason_and_no_error_with_a_value() {
    let silent = read("1", |_| None::<()>).unwrap_err();
    assert_eq!(sentences(&silent), ["the document: cannot be read"]);
    let ignored = read("1", |at| Some(at.text()));
    assert_eq!(ignored.unwrap_err().errors(), 1);
}
