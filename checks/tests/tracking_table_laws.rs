//! Laws of the ledger as a table of text: what is exported comes back, what is wrong harms nothing else, and neither the
//! order of rows nor the size of slices matters.
#![allow(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]

use std::collections::BTreeSet;
use std::sync::Arc;

use chrono::{Days, NaiveDate};
use concord_core::engine::wire::{OutcomeV1, TaskV1};
use concord_core::engine::{Intake, Known, Meant, Outcome, Part, Run, Task};
use concord_core::ledger::{Bill, Parsing, Pasted, Payment, Refund};
use concord_core::tracking::table::{
    Choice, Columns, Decoding, Encoding, Import, ImportRun, Mapping, Memory, decode, export, import,
};
use concord_core::tracking::{Contact, Facts, Ledger, Number, Reward, SourceKind, Tracked};
use concord_core::value::notation::{DateOrder, DecimalSign};
use concord_core::value::{Currency, Id, Money, Name, Note, Reading, Side};
use proptest::collection::{btree_set, vec};
use proptest::option;
use proptest::prelude::*;

fn day(after: u64) -> NaiveDate {
    NaiveDate::from_ymd_opt(2024, 1, 1).unwrap() + Days::new(after)
}

fn today() -> NaiveDate {
    day(1_000)
}

fn money(minor: i64) -> Money {
    Money::new(minor).unwrap()
}

/// Names that are hard to write: formulas, quotes, separators, dashes, other scripts.
fn name() -> impl Strategy<Value = Name> {
    let text = prop_oneof![
        3 => "[A-Za-z]{1,8}",
        2 => "['=+@;,\" \u{e9}\u{4e2d}\\-]{1,6}[a-z0-9]",
        1 => Just("-".to_owned()),
        1 => Just("''=x".to_owned()),
        1 => "\\PC{1,10}",
    ];
    text.prop_filter_map("no name", |text| Name::new(&text).ok())
}

fn note() -> impl Strategy<Value = Note> {
    let text = prop_oneof![2 => Just(String::new()), 2 => "['=\t\r\n;,\"a-z]{0,12}", 1 => "\\PC{0,20}"];
    text.prop_filter_map("no note", |text| Note::new(&text).ok())
}

/// Days after the win, an amount, and refunds with days after it and shares of it.
type Paid = (u64, i64, Vec<(u64, u8)>);

fn payment(won: u64, (after, amount, refunds): Paid) -> Payment {
    let of = refunds.len().max(1);
    let refund = |(later, share): (u64, u8)| Refund {
        date: day(won + after + later),
        amount: money(amount * i64::from(share) / 100 / i64::try_from(of).unwrap()),
    };
    Payment::new(day(won + after), money(amount), refunds.into_iter().map(refund).collect()).unwrap()
}

fn bill(won: u64) -> impl Strategy<Value = Bill> {
    let paid = || (0..200_u64, 0..3_000_000_i64, vec((0..50_u64, 0..=100_u8), 0..3));
    let invoice = (vec(paid(), 0..4), 0..1_000_i64, 0..=100_i64).prop_map(move |(paid, more, costs)| {
        let payments: Vec<Payment> = paid.into_iter().map(|paid| payment(won, paid)).collect();
        let amount = payments.iter().map(|payment| payment.amount().minor()).sum::<i64>() + more;
        Bill::invoice(day(won), money(amount), money(amount * costs / 100), payments).unwrap()
    });
    let alone = (paid(), 0..=100_i64).prop_map(move |(paid, costs)| {
        let payment = payment(won, paid);
        let costs = money(payment.amount().minor() * costs / 100);
        Bill::payment(payment, costs).unwrap()
    });
    prop_oneof![3 => invoice, 2 => alone]
}

fn facts() -> impl Strategy<Value = Facts> {
    let steps = (0..500_u64, option::of(0..30_u64), option::of(30..60_u64), option::of(0..90_u64));
    let names = (name(), option::of(name()), option::of(name()), note());
    let others =
        (any::<bool>(), 0..4_usize, option::of(0..9_000_000_i64), option::of((0..50_u64, option::of(0..9_u64))));
    (steps, names, others, option::of(1..4_u128)).prop_flat_map(|(steps, names, others, contact)| {
        let (introduced, qualified, won, lost) = steps;
        let bills = match won {
            Some(won) => vec(bill(introduced + won), 0..4).boxed(),
            None => Just(Vec::new()).boxed(),
        };
        bills.prop_map(move |bills| {
            let (client, project, source, note) = names.clone();
            let (theirs, kind, expected, reward) = others;
            let reward = match reward {
                None => Reward::None,
                Some((due, None)) => Reward::Due(day(introduced + due)),
                Some((due, Some(paid))) => {
                    Reward::Paid { due: day(introduced + due), paid: day(introduced + due + paid) }
                }
            };
            Facts {
                project,
                made_by: if theirs { Side::Them } else { Side::You },
                contact: contact.map(Id::from_u128),
                kind: SourceKind::ALL[kind],
                source,
                expected: expected.map(money),
                qualified: qualified.map(|after| day(introduced + after)),
                won: won.map(|after| day(introduced + after)),
                lost: lost.map(|after| day(introduced + after)),
                reward,
                bills,
                note,
                ..Facts::new(client, day(introduced))
            }
        })
    })
}

fn contacts() -> Vec<Contact> {
    let contact = |(id, text): (u128, &str)| Contact::new(Id::from_u128(id), Name::new(text).unwrap());
    [(1, "Ann"), (2, "=Ben; \"B\""), (3, "'-Cid")].into_iter().map(contact).collect()
}

fn ledger() -> impl Strategy<Value = Ledger> {
    (btree_set(1..100_000_u32, 0..8), vec(facts(), 8)).prop_map(|(numbers, facts)| {
        let referrals = numbers.into_iter().zip(facts);
        let referrals = referrals.map(|(number, facts)| Tracked::new(Number(number), facts).unwrap());
        Ledger::new(contacts(), referrals.collect(), Vec::new()).unwrap()
    })
}

fn reading() -> impl Strategy<Value = Reading> {
    (any::<bool>(), any::<bool>()).prop_map(|(point, day_first)| Reading {
        decimal: if point { DecimalSign::Point } else { DecimalSign::Comma },
        dates: if day_first { DateOrder::DayFirst } else { DateOrder::MonthFirst },
    })
}

fn numbers(ledger: &Ledger) -> Vec<Number> {
    ledger.referrals().iter().map(Tracked::number).collect()
}

fn read(text: &str, ledger: &Ledger, currency: Currency, usual: Reading) -> Import {
    let pasted = Arc::new(Pasted::parse(text).unwrap());
    let mapping = Mapping::guess(&pasted, usual);
    import(pasted, mapping, Arc::new(ledger.clone()), currency, today(), Id::from_u128(100)).unwrap()
}

fn english(text: &str) -> Import {
    read(text, &Ledger::default(), Currency::USD, Reading::ENGLISH)
}

/// What a referral says, with its contact by name, since contacts that come in get new ids.
fn named(ledger: &Ledger) -> Vec<(Number, Facts, Option<Name>)> {
    let name = |tracked: &Tracked| Some(ledger.contact(tracked.contact()?)?.name().clone());
    let referrals = ledger.referrals().iter();
    referrals.map(|tracked| (tracked.number(), Facts { contact: None, ..tracked.facts() }, name(tracked))).collect()
}

/// What comes of independent referrals, whatever their numbers and the lines they stand on.
fn said(import: &Import) -> BTreeSet<String> {
    import.added.iter().map(|one| format!("{:?}", Facts { contact: None, ..one.facts() })).collect()
}

/// The rows of a table of independent referrals, each of its own client; some are bad.
fn rows() -> impl Strategy<Value = Vec<(String, bool)>> {
    let row = (0..400_u64, 0..9_000_i64, 0..6_u8).prop_map(|(after, amount, bad)| {
        let (introduced, won) = (day(after + 1), day(after + 2));
        match bad {
            0 => (format!("soon,{amount},{won},Ann"), true),
            1 => (format!("{introduced},€{amount},{won},Ben"), true),
            2 => (format!("{introduced},{amount},{},Cid", day(after)), true),
            _ => (format!("{introduced},{amount},{won},Partner {}", amount % 3), false),
        }
    });
    vec(row, 1..20)
}

fn table(rows: &[(usize, String)]) -> String {
    let rows = rows.iter().map(|(client, cells)| format!("Client {client},{cells}\n"));
    format!("Client,Introduced,Expected value,Won,Referred by\n{}", rows.collect::<String>())
}

proptest! {
    #[test]
    fn what_is_exported_comes_back(
        ledger in ledger(),
        reading in reading(),
        usual in reading(),
        separator in prop::sample::select(vec![',', ';', '\t']),
        code in prop::sample::select(vec!["USD", "JPY", "KWD"]),
        all in any::<bool>(),
    ) {
        let currency = Currency::new(code).unwrap();
        let columns = if all { Columns::All } else { Columns::Filled };
        let text = export(&ledger, &numbers(&ledger), reading, currency, separator, columns);
        // Where no amount has decimals, either sign reads it.
        let import = read(&text, &Ledger::default(), currency, usual);
        prop_assert_eq!(&import.bad, &[]);
        let back = import.apply(&Ledger::default(), Choice::Skip).unwrap();
        prop_assert_eq!(named(&back), named(&ledger));
        let again = read(&text, &ledger, currency, usual);
        prop_assert_eq!((again.same, again.added.len(), again.changed.len()), (ledger.referrals().len(), 0, 0));
    }

    #[test]
    fn a_bad_row_never_changes_the_others(rows in rows()) {
        let numbered: Vec<(usize, (String, bool))> = rows.into_iter().enumerate().collect();
        let all: Vec<(usize, String)> = numbered.iter().map(|(n, (cells, _))| (*n, cells.clone())).collect();
        let good = numbered.iter().filter(|(_, (_, is_bad))| !is_bad);
        let good: Vec<(usize, String)> = good.map(|(n, (cells, _))| (*n, cells.clone())).collect();
        let (with, without) = (english(&table(&all)), english(&table(&good)));
        let tracked = |import: &Import| import.added.iter().cloned().collect::<Vec<_>>();
        prop_assert_eq!(tracked(&with), tracked(&without));
        prop_assert_eq!(&with.contacts, &without.contacts);
        prop_assert_eq!(with.bad.len(), all.len() - good.len());
    }

    #[test]
    fn the_order_of_independent_referrals_does_not_matter(rows in rows(), by in 0..20_usize) {
        let mut rows: Vec<(usize, String)> =
            rows.into_iter().enumerate().map(|(n, (cells, _))| (n, cells)).collect();
        let before = english(&table(&rows));
        let by = by % rows.len();
        rows.rotate_left(by);
        let after = english(&table(&rows));
        prop_assert_eq!(said(&before), said(&after));
        prop_assert_eq!(before.bad.len(), after.bad.len());
        let names = |import: &Import| import.contacts.iter().map(|c| c.name().clone()).collect::<BTreeSet<_>>();
        prop_assert_eq!(names(&before), names(&after));
    }

    #[test]
    fn slices_of_any_size_come_to_the_same(rows in rows(), ledger in ledger(), slices in vec(1..7_usize, 1..5)) {
        let rows: Vec<(usize, String)> = rows.into_iter().enumerate().map(|(n, (cells, _))| (n, cells)).collect();
        let text = table(&rows);
        let whole = read(&text, &ledger, Currency::USD, Reading::ENGLISH);
        let pasted = Arc::new(Pasted::parse(&text).unwrap());
        let mapping = Mapping::guess(&pasted, Reading::ENGLISH);
        let known = Arc::new(ledger.clone());
        let mut run = ImportRun::new(pasted, mapping, known, Currency::USD, today(), Id::from_u128(100)).unwrap();
        let mut done = 0;
        let mut import = Import::default();
        for slice in slices.iter().cycle() {
            let progress = run.advance(*slice);
            prop_assert!(progress.done > done && progress.total == ledger.referrals().len() + rows.len() * 2);
            done = progress.done;
            import.join(run.take());
            if progress.is_done() {
                break;
            }
        }
        import.sort();
        prop_assert_eq!(import, whole);
    }

    #[test]
    fn a_task_in_slices_and_across_the_boundary_comes_to_what_the_import_does(
        rows in rows(),
        ledger in ledger(),
        slices in vec(1..4_000_u32, 1..5),
        utf16 in any::<bool>(),
    ) {
        let rows: Vec<(usize, String)> = rows.into_iter().enumerate().map(|(n, (cells, _))| (n, cells)).collect();
        // A part of it is in the ledger already, as it is or otherwise.
        let numbers: Vec<Number> = numbers(&ledger);
        let own = export(&ledger, &numbers, Reading::ENGLISH, Currency::USD, ',', Columns::Filled);
        for text in [table(&rows), own.replace("Other", "Colleague"), own.replace("Introduced", "Qualified")] {
            let file = if utf16 {
                "\u{FEFF}".encode_utf16().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect()
            } else {
                text.clone().into_bytes()
            };
            let known = Known::new(Arc::new(ledger.clone()));
            let like = Meant::Like(Memory::default());
            let signs = (Currency::USD, Reading::ENGLISH);
            let task = Intake::new(Arc::new(file), like, known, signs, today(), Id::from_u128(100));
            let task = Task::Import(Box::new(task));
            let Outcome::Import(whole) = Run::new(&task).finish() else { return Err(TestCaseError::fail("another outcome")) };
            let mapping = whole.table.clone().unwrap().unwrap().mapping;
            prop_assert_eq!(whole.steps, task.steps());
            if mapping.faults().is_empty() {
                prop_assert_eq!(&whole.import, &read(&text, &ledger, Currency::USD, Reading::ENGLISH));
            }

            let sent = serde_json::to_value(TaskV1::from(&task)).unwrap();
            let received = Task::try_from(serde_json::from_value::<TaskV1>(sent).unwrap()).unwrap();
            prop_assert_eq!(&received, &task);
            let mut run = Run::new(&received);
            let mut all = Part::default();
            for slice in slices.iter().cycle() {
                let is_over = run.rest() == 0;
                let said = serde_json::to_value(OutcomeV1::from(&run.say().unwrap())).unwrap();
                let heard = serde_json::from_value::<OutcomeV1>(said).unwrap().of(&task).unwrap();
                let Outcome::Import(part) = heard else { return Err(TestCaseError::fail("another outcome")) };
                prop_assert_eq!(part.steps == task.steps(), is_over);
                prop_assert!(all.join(*part));
                if is_over {
                    break;
                }
                run.advance(*slice);
            }
            all.import.sort();
            prop_assert_eq!(&all, &*whole);
        }
    }

    #[test]
    fn bytes_are_decoded_and_taken_apart_the_same_in_pieces(
        bytes in vec(prop_oneof![3 => 0x20..0x7F_u8, 1 => prop::sample::select(b"\r\n,;\"\xC3\xA9\xFF\xFE\xEF\xBB\xBF\0".to_vec())], 0..200),
        pieces in vec(1..9_usize, 1..5),
    ) {
        let mut decoding = Decoding::new(Arc::new(bytes.clone()));
        let mut pieces = pieces.into_iter().cycle();
        let decoded = loop {
            match decoding.advance(pieces.next().unwrap()) {
                Ok(None) => {}
                Ok(Some(decoded)) => break Ok(decoded),
                Err(error) => break Err(error),
            }
        };
        prop_assert_eq!(&decoded, &decode(&bytes));
        let Ok((text, _)) = decoded else { return Ok(()) };
        let parsed = Parsing::new(text.clone()).and_then(|mut parsing| loop {
            if let Some(pasted) = parsing.advance(pieces.next().unwrap())? {
                return Ok(pasted);
            }
        });
        prop_assert_eq!(parsed, Pasted::parse(&text));
    }

    #[test]
    fn what_is_encoded_is_decoded(text in "[^\0\u{FEFF}]{0,40}", ascii in "[a-z,;\n]{2,40}") {
        let utf16 = |text: &str, bytes: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(bytes).collect::<Vec<u8>>();
        let marked = format!("\u{FEFF}{text}");
        for (bytes, text, encoding) in [
            (text.clone().into_bytes(), &text, Encoding::Utf8),
            (marked.clone().into_bytes(), &text, Encoding::Utf8),
            (utf16(&marked, u16::to_le_bytes), &text, Encoding::Utf16Le),
            (utf16(&marked, u16::to_be_bytes), &text, Encoding::Utf16Be),
            (utf16(&ascii, u16::to_le_bytes), &ascii, Encoding::Utf16Le),
            (utf16(&ascii, u16::to_be_bytes), &ascii, Encoding::Utf16Be),
        ] {
            prop_assert_eq!(decode(&bytes), Ok((text.clone(), encoding)));
        }
    }

    #[test]
    fn no_file_makes_it_panic(bytes in vec(any::<u8>(), 0..300), text in "[A-Za-z,;\t\"\n'=0-9€.-]{0,200}") {
        for text in [decode(&bytes).map(|(text, _)| text).unwrap_or_default(), format!("Client,Introduced\n{text}")] {
            if let Ok(pasted) = Pasted::parse(&text) {
                let pasted = Arc::new(pasted);
                let mapping = Mapping::guess(&pasted, Reading::ENGLISH);
                let _ = import(pasted, mapping, Arc::default(), Currency::USD, today(), Id::from_u128(1));
            }
        }
    }
}
